"""Pushing: exactly once whatever the network does, accept first and judge later, one transaction per push."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from pos import contract
from pos.base.clock import Ids
from pos.central import ingest, reconciliation, reports, review
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.refusal import Refusal
from pos.central.tables import event, receipt
from pos.domain import events
from tests.central.actors import STORE, HandClock, Till
from tests.central.conftest import with_stores

Count = Callable[[str], int]


def written(till: Till, sales: int = 3) -> Till:
    till.opened()
    for n in range(sales):
        till.sell(1000 + n)
    return till


def test_a_push_is_acknowledged_with_its_chain_and_applied(till: Till, database: Database, count: Count) -> None:
    written(till)
    answer = till.push()
    assert (answer.code, answer.acked_seq, answer.acked_hash) == ("ok", 4, till.hashes[4])
    assert {outcome.status for outcome in answer.outcomes} == {"applied"}
    assert answer.heads.keys() == {"catalog:main", "policy:S0042", "promo:main", "cust:S0042", "stock:S0042"}
    assert (count("event"), count("receipt"), count("receipt_vat"), count("receipt_tender")) == (4, 3, 3, 3)
    with database.transaction() as db:
        stored = db.execute(select(event.c.line).order_by(event.c.seq)).scalars().all()
    assert [bytes(line) for line in stored] == till.lines


def test_a_lost_answer_is_given_again_word_for_word(till: Till, count: Count) -> None:
    written(till)
    till.write(events.Incident("power", {"at": "noon"}))
    till.write(events.Incident("x", {}), kind="unheard.of")
    first = till.push()
    assert till.push() == first
    assert (count("event"), count("receipt"), count("review")) == (6, 3, 2)


def test_overlapping_and_late_pushes_change_nothing_twice(till: Till, count: Count) -> None:
    written(till, 5)
    assert till.push(1, 3).acked_seq == 3
    assert till.push(2, 4).acked_seq == 5
    late = till.push(1, 2)  # a copy that took the long way
    assert (late.code, late.acked_seq, late.acked_hash) == ("ok", 5, till.hashes[5])
    assert [outcome.seq for outcome in late.outcomes] == [1, 2]
    assert (count("event"), count("receipt")) == (5, 4)


def test_a_gap_takes_nothing_and_says_where_to_go_on(till: Till, count: Count) -> None:
    written(till, 5)
    till.push(1, 2)
    answer = till.push(4, 2)
    assert (answer.code, answer.acked_seq, answer.acked_hash) == ("gap", 2, till.hashes[2])
    assert count("event") == 2


def test_a_gap_before_the_first_entry(till: Till, count: Count) -> None:
    written(till)
    assert till.push(2, 2).code == "gap"
    assert count("event") == 0


def test_same_number_other_hash_is_a_fork_and_overwrites_nothing(till: Till, centre: Centre, clock: HandClock) -> None:
    written(till, 3)
    till.push()
    clone = Till(centre, clock)
    clone.token, clone.lines, clone.hashes = till.token, till.lines[:2], till.hashes[:3]
    clone.sell(5)
    clone.sell(6)
    answer = clone.push(2, 3)
    assert (answer.code, answer.at, answer.acked_seq) == ("fork", 3, 4)
    assert clone.push(3, 1).at == 3
    beyond = contract.PushHeader(1, 5, "ab" * 32, 1, 5, "test", "b")
    assert centre.push(till.token, till.journal, contract.encode_push(beyond, [clone.lines[2]])).code == "fork"
    assert till.push().acked_hash == till.hashes[4]


def test_the_first_entry_must_hang_on_this_till_and_key(till: Till, count: Count) -> None:
    till.hashes = [contract.first_hash(till.journal, "T99", till.public)]
    written(till, 1)
    answer = till.push()
    assert (answer.code, answer.at) == ("fork", 1)
    assert count("event") == 0


def test_a_journal_goes_on_after_its_till_got_a_new_key(till: Till, centre: Centre, clock: HandClock) -> None:
    written(till, 1)
    again = Till(centre, clock, seed=99)
    again.enrol()
    till.token = again.token
    assert till.push().code == "ok"
    assert centre.run(lambda db: reconciliation.reconcile(db, clock.now)).ok


def test_hello_creates_and_places_a_journal(till: Till, centre: Centre, clock: HandClock) -> None:
    written(till, 3)
    assert till.hello() == contract.JournalState(till.journal, 0, till.hashes[0], "ok")
    till.push(1, 2)
    assert (till.hello().acked_seq, till.hello().state) == (2, "ok")
    till.push()
    restored = Till(centre, clock)
    restored.token, restored.lines, restored.hashes = till.token, till.lines[:2], till.hashes[:3]
    assert restored.hello().state == "regressed"
    restored.sell(1)
    assert restored.hello().state == "fork"


def test_a_journal_of_another_till_is_refused(till: Till, centre: Centre, clock: HandClock) -> None:
    written(till, 1)
    till.push()
    other = Till(centre, clock, name="T04", seed=2)
    other.enrol()
    with pytest.raises(Refusal, match="journal-foreign"):
        centre.push(other.token, till.journal, till.batch())
    head = contract.JournalHead(till.journal, till.tag, 1, till.hashes[1])
    assert centre.hello(other.token, contract.Hello(1, "test", "b", (head,))).journals[0].state == "fork"
    assert centre.read_back(other.token, till.journal, 0, 10) == b""
    assert centre.read_back(till.token, till.journal, 1, 10) == till.lines[1] + b"\n"


@pytest.mark.parametrize(
    "body", [b"", b"{}\n", b"\xff\n", b'{"p":1,"first":1,"prev":"","n":1,"head":1,"app":"","boot":""}\n{}\n']
)
def test_bytes_that_are_no_batch_are_refused(till: Till, body: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        till.centre.push(till.token, till.journal, body)
    assert refused.value.status == 400


def test_too_many_entries_are_refused(till: Till) -> None:
    for _ in range(101):
        till.sell()
    with pytest.raises(Refusal) as refused:
        till.push()
    assert refused.value.status == 413


# --- what cannot be applied ---------------------------------------------------------------------------------------


def poison(till: Till) -> None:
    """One entry of every kind of trouble, at numbers 2 to 9."""
    till.opened()
    till.write_line(b"this is not JSON \xff\x00")
    till.write_line(b'{"seq":3}')
    till.write(events.Incident("x", {}), seq=77)
    till.write(events.Incident("x", {}), v=99)
    till.write(events.Incident("x", {}), kind="of.tomorrow")
    till.write(events.Incident("x", {}), body=msgspec.Raw(b'{"what":7}'))
    till.write(msgspec.structs.replace(till.sale(), receipt_n=2**63))
    till.write(events.Incident("x", {}), id="nul\0in it", at=2**63)


def test_poison_is_set_aside_and_the_queue_moves_on(till: Till, count: Count) -> None:
    poison(till)
    till.sell(500)
    answer = till.push()
    assert (answer.code, answer.acked_seq) == ("ok", 10)
    assert [(o.status, o.reason) for o in answer.outcomes] == [
        ("applied", None),
        ("set_aside", "unreadable"),
        ("set_aside", "unreadable"),
        ("set_aside", "unreadable"),
        ("set_aside", "unknown_version"),
        ("set_aside", "unknown_version"),
        ("set_aside", "body_unreadable"),
        ("set_aside", "effect_failed"),
        ("set_aside", "unreadable"),
        ("applied", None),
    ]
    assert (count("event"), count("receipt"), count("review")) == (10, 1, 8)
    assert till.push() == answer


def test_each_one_set_aside_is_told_to_a_person_with_its_line(till: Till, centre: Centre) -> None:
    poison(till)
    till.push()
    items = centre.run(review.review_list)
    assert sorted(item.seq for item in items) == list(range(2, 10))
    by_seq = {item.seq: item for item in items}
    assert by_seq[6].facts["kind"] == "of.tomorrow"
    assert by_seq[3].line == '{"seq":3}'
    assert by_seq[3].review == f"R-{till.tag}-000003"


def test_a_nul_in_a_text_does_not_keep_the_money_out(till: Till, count: Count) -> None:
    till.write(msgspec.structs.replace(till.sale(), operator_name="Ma\0ra"))
    assert till.push().outcomes[0].status == "applied"
    assert count("receipt") == 1


def test_money_that_does_not_add_up_is_booked_as_printed_and_raises_an_alarm(till: Till, database: Database) -> None:
    sale = till.sale(1000)
    till.write(msgspec.structs.replace(sale, total_minor=1001))
    outcome = till.push().outcomes[0]
    assert (outcome.status, outcome.reason) == ("applied", "money_does_not_add_up")
    with database.transaction() as db:
        assert db.execute(select(receipt.c.total_minor)).scalars().all() == [1001]


def test_voids_are_matched_with_their_sale(till: Till, centre: Centre) -> None:
    sale = till.sale(700)
    till.write(sale, id=sale.sale)
    till.void(sale)
    stranger = till.sale(900)
    till.void(stranger)
    till.void(sale)
    outcomes = till.push().outcomes
    assert [(o.status, o.reason) for o in outcomes] == [
        ("applied", None),
        ("applied", None),
        ("applied", "void_unmatched"),
        ("applied", "void_unmatched"),
    ]
    assert {item.reason for item in centre.run(review.review_list)} == {"void_unmatched"}


def test_known_ids_take_no_effect_again(till: Till, count: Count) -> None:
    first = till.sell(100)
    till.push()
    till.write_line(contract.encode_entry(msgspec.structs.replace(first, seq=2)))
    twin = till.sell(200)
    till.write_line(contract.encode_entry(msgspec.structs.replace(twin, seq=4)))
    assert [outcome.status for outcome in till.push().outcomes] == ["applied", "known", "applied", "known"]
    assert (count("receipt"), count("event"), count("known_id")) == (2, 4, 2)


def test_rehomed_entries_are_applied_unless_they_are_known(till: Till, count: Count) -> None:
    till.opened()
    here = till.sell(100)
    till.push()
    unknown = till.sell(250)
    old = (till.journal, list(till.lines), list(till.hashes))
    till.open_journal()
    till.opened()
    for seq, inner in ((2, here), (3, unknown)):
        wrapped = events.Rehomed(old[0], seq, old[2][seq], old[1][seq - 1].decode())
        till.write(wrapped, id=inner.id)
    again = events.Rehomed(old[0], 3, old[2][3], old[1][2].decode())
    till.write(again)  # once more, under an id of its own
    till.write(events.Rehomed(old[0], 4, old[2][3], "no entry"))
    answer = till.push()
    assert [o.status for o in answer.outcomes] == ["applied", "known", "applied", "known", "set_aside"]
    assert count("receipt") == 2


def test_quarantine_takes_the_place_of_a_line_that_cannot_be_split(till: Till, centre: Centre, count: Count) -> None:
    till.opened()
    till.write_line(b'{"two":\n"lines"}')
    till.sell(100)
    till.push(1, 1)
    with pytest.raises(Refusal) as refused:
        till.push(2, 1)
    assert refused.value.status == 400
    answer = centre.quarantine(till.token, till.journal, 2, till.lines[1])
    assert (answer.code, answer.acked_seq, answer.acked_hash) == ("ok", 2, till.hashes[2])
    assert centre.quarantine(till.token, till.journal, 2, till.lines[1]) == answer
    assert centre.quarantine(till.token, till.journal, 2, b"other").code == "fork"
    assert centre.quarantine(till.token, till.journal, 9, b"early").code == "gap"
    assert centre.quarantine(till.token, "", 0, b"\x00anything").code == "ok"
    assert till.push(3, 1).acked_seq == 3
    assert (count("event"), count("quarantine")) == (3, 3)
    assert len(centre.run(review.review_list)) == 4
    with pytest.raises(Refusal, match="too-large"):
        centre.quarantine(till.token, "", 0, b"x" * 1_000_001)


# --- the transaction ----------------------------------------------------------------------------------------------


class Crash(Exception):
    pass


@pytest.mark.parametrize("after", [False, True])
def test_a_crash_around_the_commit_is_all_or_nothing(
    till: Till, database: Database, clock: HandClock, count: Count, after: bool
) -> None:
    written(till)

    @contextmanager
    def crashing() -> Iterator[Connection]:
        with database.transaction() as connection:
            yield connection
            if not after:
                raise Crash
        raise Crash

    till.centre = Centre(crashing, clock, Ids(clock))
    with pytest.raises(Crash):
        till.push()
    assert (count("event"), count("receipt")) == ((4, 3) if after else (0, 0))
    till.centre = Centre(database.transaction, clock, Ids(clock))
    assert till.push().acked_seq == 4
    assert (count("event"), count("receipt")) == (4, 3)


def test_a_failing_batch_is_applied_entry_by_entry(till: Till, count: Count, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    applied = ingest._applied

    def counting(connection: Connection, verdicts: list[ingest.Verdict]) -> bool:
        tries.append(len(verdicts))
        return applied(connection, verdicts)

    monkeypatch.setattr(ingest, "_applied", counting)
    written(till, 4)
    till.push()
    assert tries == [5]
    till.write(msgspec.structs.replace(till.sale(), total_minor=2**63))
    till.sell(1)
    assert [outcome.status for outcome in till.push(6).outcomes] == ["set_aside", "applied"]
    assert tries == [5, 2, 1, 1]
    assert count("receipt") == 5


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_whatever_the_network_does_each_entry_stands_once(seed: int) -> None:
    chance = random.Random(seed)
    database = Database("sqlite://")
    try:
        clock = HandClock()
        till = Till(with_stores(database, clock), clock, seed=seed)
        till.enrol()
        on_the_way: list[bytes] = []
        acked = 0
        while acked < 20:
            if len(till.lines) < 20 and chance.random() < 0.6:
                till.sell(chance.randrange(1, 10_000))
            first = chance.randint(1, acked + 1)
            if len(till.lines) >= first:
                on_the_way.append(till.batch(first, chance.randint(1, 8)))
            chance.shuffle(on_the_way)
            if on_the_way and chance.random() < 0.8:
                body = on_the_way[-1] if chance.random() < 0.3 else on_the_way.pop()  # doubled, or not
                answer = till.centre.push(till.token, till.journal, body)
                assert answer.code == "ok"
                if chance.random() < 0.7:  # else the answer is lost
                    acked = max(acked, answer.acked_seq)
                    assert till.hashes[answer.acked_seq] == answer.acked_hash
        found = till.centre.run(lambda db: reports.day_report(db, clock.now, store_id=STORE)).stores[0].totals
        sold = [contract.decode_body(contract.decode_entry(line)) for line in till.lines]
        assert (found.sales, found.total_minor) == (20, sum(s.total_minor for s in sold if hasattr(s, "total_minor")))
        assert till.centre.run(lambda db: reconciliation.reconcile(db, clock.now)).ok
    finally:
        database.close()
