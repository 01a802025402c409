"""The engine by its inputs and outputs: what is sent when, what is believed, and what is never done."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pos import contract
from pos.contract import BATCH_BYTES_MAX, Problem, decode_push
from pos.ports import Stored
from pos.services.link import LinkReport
from pos.sync.engine import HELLO_EVERY_MS
from pos.sync.steps import (
    TIMEOUT,
    UNREACHABLE,
    UNTRUSTED,
    Acknowledge,
    Applied,
    Apply,
    Ask,
    Bearer,
    Checked,
    Cut,
    Disowned,
    Entries,
    Forget,
    Heard,
    Hurry,
    Pulled,
    Rehome,
    Report,
    Send,
    Slow,
    Stop,
    Tick,
)
from tests.sync.doubles import CATALOGUE, POLICY, WALL, Bench, PaperTill, bench, connected


def path(send: Any) -> str:
    assert isinstance(send, Send)
    return send.path.partition("?")[0]


def paths(of: Bench) -> list[str]:
    return [path(send) for send in of.said_of(Send)]


def link(of: Bench) -> LinkReport:
    report = of.said_of(Report)[-1]
    assert isinstance(report, Report)
    return report.link


def pushes(of: Bench) -> list[tuple[int, int]]:
    """(first, n) of every push."""
    headers = [decode_push(s.body)[0] for s in of.said_of(Send) if isinstance(s, Send) and s.path.endswith("/events")]
    return [(header.first, header.n) for header in headers]


# --- the first words --------------------------------------------------------------------------------------------


def test_first_words_come_in_order_of_urgency() -> None:
    till = bench(sold=2)
    till.settle()
    assert paths(till)[:5] == [
        "/v1/token", "/v1/hello", f"/v1/feed/{POLICY}", "/v1/journals/0190-journal/events", f"/v1/feed/{CATALOGUE}",
    ]  # fmt: skip
    assert till.centre.lines == [item.line for item in till.till.items]
    assert till.till.acked == till.till.head()


def test_the_till_is_asked_for_its_head_before_each_hello() -> None:
    till = bench(sold=2)
    till.deliver()
    assert till.asked == [Ask(0, 0)]
    till.till.sell()
    till.answer_asks()
    assert till.sent is not None
    assert contract.from_json(till.sent.body, contract.Hello).journals[0].seq == 3


def test_an_unanswered_question_to_the_till_is_asked_again() -> None:
    till = bench()
    till.deliver()
    till.asked.clear()
    till.now += 10_000
    till.step(Tick())
    assert till.asked == [Ask(0, 0)]


def test_hello_comes_every_hour() -> None:
    till = connected()
    till.now += HELLO_EVERY_MS
    till.step(Tick())
    till.settle()
    assert "/v1/hello" in paths(till)


def test_nothing_is_done_after_stop() -> None:
    till = connected()
    assert till.step(Stop()) == []
    till.till.sell()
    assert till.step(Tick()) == []


# --- push -------------------------------------------------------------------------------------------------------


def test_a_sale_is_pushed_at_once_in_its_exact_bytes() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    assert till.sent is not None
    header, lines = decode_push(till.sent.body)
    assert lines == [till.till.items[0].line]
    assert (header.first, header.prev, header.head) == (1, till.till.genesis(), 1)
    till.deliver()
    assert till.till.acked == till.till.head()


def test_batches_grow_while_answers_are_fast() -> None:
    till = bench(sold=400)
    till.settle()
    assert [n for _, n in pushes(till)] == [20, 40, 80, 100, 100, 60]


def test_batches_do_not_grow_when_answers_are_slow() -> None:
    till = bench(sold=60)
    till.settle(until=lambda: till.sent is not None and till.sent.path.endswith("events"))
    while till.till.acked.seq < 60:
        if till.sent is not None:
            till.deliver(after_ms=1_500)
        till.answer_asks()
    assert [n for _, n in pushes(till)] == [20, 20, 20]


def test_a_timeout_halves_the_batch() -> None:
    till = bench(sold=60)
    till.settle(until=lambda: till.sent is not None and till.sent.path.endswith("events"))
    till.fail(TIMEOUT, after_ms=1_000)
    till.wait()
    till.settle()
    assert pushes(till)[:3] == [(1, 20), (1, 10), (11, 20)]
    assert till.till.acked.seq == 60


def test_a_batch_fits_into_one_request() -> None:
    till = connected()
    till.till.sell(3, size=BATCH_BYTES_MAX * 2 // 5)
    till.sell()
    till.settle()
    assert [n for _, n in pushes(till)] == [2, 2]


def test_a_lost_reply_changes_nothing() -> None:
    till = connected()
    till.sell(3)
    till.answer_asks()
    assert till.sent is not None
    body = till.sent.body
    till.centre.handle(till.sent)  # taken, but nobody hears of it
    till.fail(UNREACHABLE)
    till.wait()
    assert till.sent is not None
    assert till.sent.body == body
    till.settle()
    assert till.till.acked == till.till.head()
    assert len(till.centre.lines) == 3


def test_a_gap_is_filled_from_what_the_till_kept() -> None:
    till = connected(sold=30)
    del till.centre.lines[10:]  # the centre was restored from a backup
    till.sell()
    till.settle(until=lambda: till.sent is None and not till.asked)
    till.wait()
    till.settle()
    assert till.centre.lines == [item.line for item in till.till.items]
    assert till.till.acked == till.till.head()


def test_an_answer_that_moves_nothing_is_not_hurried_after() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    stuck = contract.PushAnswer(contract.OK, 0, till.till.genesis(), WALL)
    till.reply(till.take(), 200, contract.to_json(stuck))
    till.answer_asks()
    assert till.sent is None
    assert till.until > till.now


# --- personal data beside entries -----------------------------------------------------------------------------------

PERSON = b'{"name": "Erika Muster (invented)"}'
COMPACT = b'{"name":"Erika Muster (invented)"}'


def test_personal_data_travel_with_their_entry_and_with_no_other() -> None:
    till = connected()
    till.till.sell(19)
    till.till.sign_up("c-1", PERSON)
    till.till.sign_up("c-2", b"{}")
    till.sell(3)
    till.settle()
    assert pushes(till) == [(1, 20), (21, 4)]
    assert till.centre.personal == [{"c-1": COMPACT}, {"c-2": b"{}"}]
    assert not any(b"Erika" in line for line in till.centre.lines)


def test_personal_data_go_again_when_the_answer_was_lost() -> None:
    till = connected()
    till.till.sign_up("c-1", PERSON)
    till.sell()
    till.answer_asks()
    assert till.sent is not None
    till.centre.handle(till.sent)
    till.fail(UNREACHABLE)
    till.wait()
    till.settle()
    assert pushes(till) == [(1, 2), (1, 2)]
    assert till.centre.personal == [{"c-1": COMPACT}, {"c-1": COMPACT}]


def test_personal_data_written_over_many_lines_do_not_break_the_header() -> None:
    till = connected()
    till.till.sign_up("c-1", b'{\n "name": "Erika Muster (invented)"\n}')
    till.sell()
    till.settle()
    assert till.centre.personal == [{"c-1": COMPACT}]


@pytest.mark.noise("what lies beside entry 1 is no JSON object; it is not sent")
@pytest.mark.parametrize("data", [b"", b"not JSON", b"[1]", b'{"name":'])
def test_what_is_no_json_object_never_sends_an_entry_to_quarantine(data: bytes) -> None:
    till = connected()
    till.till.sign_up("c-1", data)
    till.till.sign_up("c-2", PERSON)
    till.sell()
    till.settle()
    assert till.centre.personal == [{"c-2": COMPACT}]
    assert till.till.acked.seq == 3


def test_a_line_nobody_can_read_takes_no_personal_data_with_it() -> None:
    till = connected()
    till.till.sell()
    till.centre.unreadable.add(till.till.items[0].line)
    till.till.sign_up("c-1", PERSON)
    till.sell()
    till.settle()
    assert till.centre.quarantined == [till.till.items[0].line]
    assert till.centre.personal == [{"c-1": COMPACT}]


def test_personal_data_count_for_the_size_of_a_batch() -> None:
    till = connected()
    for n in range(3):
        till.till.sign_up(f"c-{n}", b'{"photo":"%s"}' % (b"x" * (BATCH_BYTES_MAX * 2 // 5)))
    till.sell()
    till.settle()
    assert [n for _, n in pushes(till)] == [2, 2]


# --- fork, regress, damage: nothing is sent or believed that is not proven -----------------------------------------


def test_a_fork_stops_the_pushing_and_nothing_else() -> None:
    till = connected(sold=3)
    other = PaperTill()
    other.items = till.till.items[:2]
    other.sell(size=1)
    till.centre.lines[2] = other.items[2].line
    till.sell()
    till.settle()
    assert till.said_of(Rehome) == [Rehome("0190-journal", contract.FORK, 4)]
    assert link(till).problem == contract.FORK
    till.centre.publish(CATALOGUE, "A1")
    till.sell()
    till.live(2_000)
    assert (CATALOGUE, "A1") in till.rows
    assert till.till.acked.seq == 3


@pytest.mark.parametrize("state", [contract.FORK, contract.REGRESSED])
def test_hello_may_tell_it_too(state: str) -> None:
    till = bench(sold=3)
    till.deliver()
    till.answer_asks()
    states = (contract.JournalState("0190-journal", 3, "00" * 32, state),)
    till.reply(till.take(), 200, contract.to_json(contract.HelloAnswer(states, {}, WALL)))
    till.settle()
    assert till.said_of(Rehome) == [Rehome("0190-journal", state, 1)]
    assert pushes(till) == []


def test_a_position_with_another_hash_is_a_fork_whatever_the_centre_calls_it() -> None:
    till = bench(sold=3)
    till.deliver()
    till.answer_asks()
    states = (contract.JournalState("0190-journal", 2, "00" * 32, contract.OK),)
    till.reply(till.take(), 200, contract.to_json(contract.HelloAnswer(states, {}, WALL)))
    till.answer_asks()
    assert till.said_of(Rehome) == [Rehome("0190-journal", contract.FORK, 1)]
    assert till.said_of(Acknowledge) == []


def test_ok_for_more_than_the_journal_has_is_never_written_down() -> None:
    till = connected(sold=3)
    till.sell()
    till.answer_asks()
    far = contract.PushAnswer(contract.OK, 9, "00" * 32, WALL)
    till.reply(till.take(), 200, contract.to_json(far))
    till.settle()
    assert till.said_of(Acknowledge) == []
    assert till.said_of(Rehome) == [Rehome("0190-journal", contract.REGRESSED, 9)]


def test_an_unproven_position_above_the_batch_is_proven_with_the_line_itself() -> None:
    """Another engine of the same till pushed before this one, and its answers were lost."""
    till = connected()
    till.sell(3)
    till.centre.lines = [item.line for item in till.till.items]
    till.answer_asks()
    till.settle()
    assert till.till.acked == till.till.head()


def test_a_line_that_does_not_fit_its_hash_is_not_sent() -> None:
    till = connected(sold=3)
    till.till.sell(2)
    broken = till.till.items[3]
    till.till.items[3] = Stored(broken.seq, broken.line + b" ", broken.hash)
    till.sell()
    till.settle()
    (damaged,) = till.said_of(Checked)
    assert isinstance(damaged, Checked)
    assert damaged.damage is not None
    assert (damaged.damage.seq, damaged.head.seq) == (4, 3)
    assert link(till).problem == "journal-damaged"
    assert len(till.centre.lines) == 3


def test_another_journal_begins_with_hello() -> None:
    till = connected(sold=3)
    till.till = PaperTill("0190-second")
    till.centre.till = till.till
    till.centre.lines = []
    till.sell(2)
    till.settle()
    assert "/v1/hello" in paths(till)
    assert till.till.acked == till.till.head()


# --- what the centre cannot read ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_one_bad_line_goes_to_quarantine_and_the_rest_goes_on(status: int) -> None:
    till = connected()
    till.till.sell(50)
    bad = till.till.items[16].line
    till.centre.unreadable.add(bad)
    handle = till.centre.handle

    def as_status(request: Send) -> tuple[int, bytes]:
        answered, body = handle(request)
        return (status if answered == 400 else answered), body

    till.centre.handle = as_status  # type: ignore[method-assign]
    till.sell()
    till.settle()
    assert till.centre.quarantined == [bad]
    assert till.till.acked.seq == 51


def test_a_quarantine_may_find_a_gap_too() -> None:
    till = connected(sold=5)
    till.sell()
    till.answer_asks()
    till.centre.unreadable.add(till.till.items[5].line)
    till.deliver()
    assert path(till.sent) == "/v1/quarantine"
    del till.centre.lines[2:]
    till.live(3_000)
    assert till.centre.lines == [item.line for item in till.till.items]
    assert till.till.acked.seq == 6


def test_a_stranger_in_between_sends_nothing_to_quarantine() -> None:
    """A proxy that answers 400 to everything is not the centre: its word does not count."""
    till = connected()
    till.sell()
    till.answer_asks()
    till.reply(till.take(), 400, b"<html>Bad Request</html>")
    assert till.sent is None
    assert link(till).problem == "centre-unreachable"
    till.wait()
    till.settle()
    assert till.centre.quarantined == []
    assert till.till.acked.seq == 1


def test_a_sign_in_page_is_no_answer() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.reply(till.take(), 200, b"<html>Welcome to our guest network</html>")
    assert till.said_of(Acknowledge) == []
    till.wait()
    till.settle()
    assert till.till.acked.seq == 1


# --- who we are -----------------------------------------------------------------------------------------------------


def test_a_token_that_ran_out_is_replaced_at_once() -> None:
    till = connected()
    till.centre.tokens += 1  # ours is no longer known
    till.sell()
    till.settle()
    assert till.till.acked.seq == 1
    assert paths(till).count("/v1/token") == 1


def test_a_token_is_renewed_before_it_runs_out() -> None:
    till = connected()
    till.now += 3_300_000
    till.step(Tick())
    assert till.sent is not None
    assert till.sent.path == "/v1/token"


def test_a_wrong_clock_is_corrected_and_told() -> None:
    till = bench(sold=1)
    till.wall_offset = -3_600_000
    request = till.take()
    problem = Problem("clock_skew", server_time=WALL + till.now)
    till.reply(request, 401, contract.to_json(problem))
    assert till.sent is not None
    asked = contract.from_json(till.sent.body, contract.TokenRequest)
    assert abs(asked.at - (WALL + till.now)) < 1_000
    till.settle()
    assert till.till.acked.seq == 1
    assert link(till).problem == "clock-wrong"
    assert link(till).online


def test_a_refused_signature_is_not_hurried() -> None:
    till = bench()
    for _ in range(5):
        till.reply(till.take(), 401, contract.to_json(Problem("signature-wrong", server_time=WALL + till.now)))
        assert till.sent is None
        assert link(till).problem == "signature-wrong"
        till.wait_for_request()


def test_a_token_that_never_works_is_not_hurried() -> None:
    till = connected()
    till.centre.refusals["journals"] = (401, Problem("token-unknown"))
    till.sell()
    till.answer_asks()
    for _ in range(4):
        till.settle()
        till.wait()
    assert paths(till).count("/v1/token") < 8


def test_a_revoked_till_keeps_everything_and_asks_seldom() -> None:
    till = connected(sold=2)
    till.centre.refusals.update(dict.fromkeys(("token", "journals", "feed", "hello"), (403, Problem("revoked"))))
    till.sell()
    till.settle()
    refused_at = till.now
    till.wait_for_request()
    assert link(till).problem == "revoked"
    assert till.now - refused_at == 60_000
    assert till.till.acked.seq == 2
    assert len(till.till.items) == 3


def test_an_old_program_still_delivers_its_sales() -> None:
    till = connected()
    till.centre.refusals["feed"] = (426, Problem("upgrade"))
    till.wait()
    till.settle()
    assert link(till).problem == "upgrade"
    till.sell()
    till.settle()
    assert till.till.acked.seq == 1
    feeds = [p for p in paths(till) if p.startswith("/v1/feed")]
    assert len(feeds) == 1


# --- what online questions need to know ------------------------------------------------------------------------------


def test_the_token_is_told_when_it_changes_and_stays_while_it_is_renewed() -> None:
    till = bench()
    till.settle()
    assert till.said_of(Bearer) == [Bearer("token-1")]
    till.now += 3_300_000
    till.step(Tick())
    assert path(till.sent) == "/v1/token"
    assert till.said_of(Bearer) == [Bearer("token-1")]
    till.settle()
    assert till.said_of(Bearer) == [Bearer("token-1"), Bearer("token-2")]


def test_a_token_that_a_question_was_refused_with_is_replaced_at_once() -> None:
    till = connected()
    till.step(Disowned("token-1"))
    assert till.said_of(Bearer) == [Bearer(None)]
    till.settle()
    assert till.said_of(Bearer) == [Bearer(None), Bearer("token-2")]
    till.step(Disowned("token-1"))
    till.settle()
    assert paths(till) == ["/v1/token"], "the one that was refused is no longer ours"


def test_good_answers_are_told_with_their_time_and_bad_ones_are_not() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.deliver(after_ms=70)
    assert till.said_of(Heard) == [Heard(70)]
    till.sell()
    till.answer_asks()
    till.fail(TIMEOUT)
    till.wait()
    till.reply(till.take(), 503, contract.to_json(Problem("busy")))
    till.wait()
    till.reply(till.take(), 200, b"<html>Welcome to our guest network</html>")
    assert till.said_of(Heard) == [Heard(70)]


def test_a_slow_centre_is_reported_until_it_is_not() -> None:
    till = connected()
    till.step(Slow(on=True))
    assert link(till).slow
    till.sell()
    till.settle()
    till.wait()
    assert link(till).slow
    assert link(till).online
    till.step(Slow(on=False))
    assert not link(till).slow


# --- patience -------------------------------------------------------------------------------------------------------


def test_waits_grow_to_a_minute_and_start_again_after_success() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    waits = []
    for _ in range(9):
        till.fail(UNREACHABLE)
        failed_at = till.now
        till.wait_for_request()
        waits.append(till.now - failed_at)
    assert waits == [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]
    till.settle()
    till.sell()
    till.answer_asks()
    till.fail(UNREACHABLE)
    assert till.until - till.now == 500


@pytest.mark.parametrize("status", [429, 503])
def test_the_centre_may_say_how_long_to_wait(status: int) -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.reply(till.take(), status, contract.to_json(Problem("busy")), retry_after_s=20)
    failed_at = till.now
    till.wait_for_request()
    assert till.now - failed_at == 30_000  # and up to half of it on top


def test_an_entry_does_not_break_the_patience() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.fail(UNREACHABLE)
    till.sell()
    assert till.sent is None


# --- what the screen says -------------------------------------------------------------------------------------------


def test_offline_after_five_seconds_without_an_answer() -> None:
    till = connected()
    last_good = link(till).last_sync_ms if till.said_of(Report) else None
    till.sell()
    till.answer_asks()
    asked_at = till.now
    till.now += 4_999
    till.step(Tick())
    assert till.online
    till.now = asked_at + 5_000
    till.step(Tick())
    assert not till.online
    assert link(till).offline_since_ms is not None
    assert last_good is None or link(till).offline_since_ms >= last_good


def test_the_engine_wakes_up_to_say_offline() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    assert till.until <= till.now + 5_000


def test_not_asking_is_not_being_offline() -> None:
    patient = msgspec.structs.replace(bench().config, poll_ms=60_000)
    till = bench()
    till = Bench(till.till, till.centre, patient)
    till.settle()
    till.now += 50_000
    till.step(Tick())
    assert till.online


def test_hello_is_the_first_word_after_a_reconnect() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.fail(UNREACHABLE, after_ms=6_000)
    assert not till.online
    till.said.clear()
    till.wait()
    till.settle()
    assert paths(till)[0] == "/v1/hello"
    assert till.online
    assert link(till).problem is None
    assert till.till.acked.seq == 1


@pytest.mark.parametrize(
    ("reason", "code"),
    [(TIMEOUT, "centre-slow"), (UNREACHABLE, "centre-unreachable"), (UNTRUSTED, "centre-refused")],
)
def test_the_reason_is_told(reason: str, code: str) -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.fail(reason)
    assert link(till).problem == code


def test_the_demo_switch_takes_the_network_away_and_gives_it_back() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    request = till.take()
    till.step(Cut(on=False))
    assert not till.online
    till.sent = request
    till.deliver()  # what was under way is lost with the network
    assert till.till.acked.seq == 0
    till.now += 600_000
    till.step(Tick())
    assert till.sent is None
    till.step(Cut(on=True))
    till.settle()
    assert till.online
    assert till.till.acked.seq == 1


def test_a_person_in_a_hurry_ends_the_pause_after_a_failure() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.fail(UNREACHABLE)
    till.step(Tick())
    assert till.sent is None, "the pause holds"
    till.step(Hurry())
    till.settle()
    assert till.till.acked.seq == 1


def test_reports_are_not_repeated() -> None:
    till = connected()
    for _ in range(10):
        till.step(Tick())
    assert till.said_of(Report) == []


# --- feeds ----------------------------------------------------------------------------------------------------------


def test_the_policy_is_whole_before_the_catalogue_begins() -> None:
    till = bench()
    till.centre.publish(POLICY, *(f"P{n}" for n in range(7)))
    till.centre.publish(CATALOGUE, *(f"A{n}" for n in range(5)))
    till.settle()
    applied = [apply.page.stream for apply in till.said_of(Apply) if isinstance(apply, Apply)]
    assert applied == [POLICY] * 3 + [CATALOGUE] * 2
    assert len(till.rows) == 12


def test_a_change_is_pulled_at_the_next_poll() -> None:
    till = connected()
    till.centre.publish(CATALOGUE, "A1")
    till.wait()
    till.settle()
    assert till.said_of(Pulled) == [Pulled(CATALOGUE, 1, 1)]
    assert (CATALOGUE, "A1") in till.rows


def test_a_push_tells_that_a_stream_moved() -> None:
    till = connected()
    till.centre.publish(CATALOGUE, "A1")
    till.sell()
    till.settle()
    assert (CATALOGUE, "A1") in till.rows


def test_money_goes_before_pages() -> None:
    till = bench()
    till.centre.publish(CATALOGUE, *(f"A{n}" for n in range(30)))
    till.settle(until=lambda: (CATALOGUE, "A0") in till.rows)
    till.sell()
    till.settle()
    order = paths(till)
    pushed = order.index("/v1/journals/0190-journal/events")
    assert f"/v1/feed/{CATALOGUE}" in order[pushed:]


def test_a_stream_the_centre_does_not_have_yet_holds_up_nothing() -> None:
    till = bench()
    del till.centre.streams[POLICY]
    till.centre.publish(CATALOGUE, "A1")
    till.settle()
    assert (CATALOGUE, "A1") in till.rows
    assert till.online
    assert link(till).problem is None
    asked_at, till.said = till.now, []
    till.live(50_000)
    assert f"/v1/feed/{POLICY}" not in paths(till)
    till.centre.streams[POLICY] = []
    till.centre.publish(POLICY, "P1")
    till.live(10_000)
    assert (POLICY, "P1") in till.rows
    assert till.now - asked_at < 65_000


def test_a_new_stream_is_fetched_at_once_when_an_answer_names_it() -> None:
    till = bench()
    del till.centre.streams[POLICY]
    till.settle()
    till.centre.streams[POLICY] = []
    till.centre.publish(POLICY, "P1")
    till.sell()
    till.settle()
    assert (POLICY, "P1") in till.rows


def test_a_stream_that_is_gone_from_the_centre_goes_here_too() -> None:
    till = bench()
    till.centre.publish(CATALOGUE, "A1")
    till.settle()
    till.said.clear()
    del till.centre.streams[CATALOGUE]
    till.live(10_000)
    assert till.rows == {}
    assert paths(till).count(f"/v1/feed/{CATALOGUE}") == 2
    assert "/v1/hello" in paths(till), "a centre that lost rows may have lost entries too"
    assert till.online


@pytest.mark.parametrize("lost", ["generation", "position"])
def test_a_lost_place_begins_again_from_nothing_and_greets(lost: str) -> None:
    till = bench()
    till.centre.publish(CATALOGUE, "A1", "A2")
    till.settle()
    till.said.clear()
    till.centre.streams[CATALOGUE] = []
    till.centre.gens[CATALOGUE] += lost == "generation"
    till.centre.publish(CATALOGUE, "B1")
    till.wait()
    till.settle()
    assert Forget(CATALOGUE) in till.said
    assert "/v1/hello" in paths(till)
    assert till.rows == {(CATALOGUE, "B1"): 1}


def test_a_page_that_does_not_continue_ours_is_not_applied() -> None:
    till = bench()
    till.centre.publish(CATALOGUE, "A1")
    till.settle()
    till.centre.publish(CATALOGUE, "A2", "A3")
    till.said.clear()
    till.now += 2_000
    till.step(Tick())
    till.deliver()
    page = contract.FeedPage(CATALOGUE, 1, 2, 3, 3, (), {}, WALL)
    assert path(till.sent) == f"/v1/feed/{CATALOGUE}"
    till.reply(till.take(), 200, contract.to_json(page))
    assert Forget(CATALOGUE) in till.said
    till.settle()
    assert len(till.rows) == 3


def test_a_page_that_makes_no_sense_at_all_is_not_hurried_after() -> None:
    till = bench()
    till.settle(until=lambda: till.sent is not None and till.sent.path.startswith(f"/v1/feed/{POLICY}"))
    page = contract.FeedPage(POLICY, 1, 5, 9, 9, (), {}, WALL)
    till.reply(till.take(), 200, contract.to_json(page))
    assert till.sent is None
    assert till.said_of(Apply) == []


def test_a_full_disk_delays_the_page_and_not_the_sale() -> None:
    till = connected()
    till.disk_full = True
    till.centre.publish(CATALOGUE, "A1")
    till.now += 2_000
    till.step(Tick())
    till.settle()
    assert link(till).problem == "disk-full"
    till.sell()
    till.settle()
    assert till.till.acked.seq == 1
    till.disk_full = False
    till.live(5_000)
    assert (CATALOGUE, "A1") in till.rows


def test_an_answer_nobody_waits_for_changes_nothing() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    assert till.sent is not None
    first = till.sent
    status, body = till.centre.handle(first)
    till.fail(UNREACHABLE)
    till.said.clear()
    till.reply(first, status, body)
    till.step(Entries(0, till.till.answer(Ask(0, 0)).head, till.till.acked, ()))
    assert till.said_of(Acknowledge) == []
    till.step(Applied(CATALOGUE, None))
    till.wait()
    till.settle()
    assert till.till.acked.seq == 1
