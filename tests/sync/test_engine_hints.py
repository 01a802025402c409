"""The engine and the live channel: what was hinted is fetched first, streams come and go, and nothing depends on it."""

from __future__ import annotations

from pos.contract import Cursor, Problem, to_json
from pos.sync.download import LISTENING_MS
from pos.sync.engine import HELLO_EVERY_MS, NOT_YET_MS
from pos.sync.steps import UNREACHABLE, Heard, Hinted, Listening, Locate, Send, Slow
from tests.sync.doubles import CATALOGUE, POLICY, Bench, bench, connected

PICKUP = "pickup:S0042"


def asked(till: Bench) -> list[str]:
    """What was sent: the stream of a feed, else the door."""
    paths = [send.path.partition("?")[0] for send in till.said_of(Send) if isinstance(send, Send)]
    return [path.removeprefix("/v1/feed/").removeprefix("/v1/") for path in paths]


def feeds(till: Bench, count: int) -> list[str]:
    """The next feeds that are asked for, each answered."""
    asked = []
    while len(asked) < count:
        request = till.wait_for_request()
        if request.path.startswith("/v1/feed/"):
            asked.append(request.path.removeprefix("/v1/feed/").partition("?")[0])
        till.deliver()
    return asked


def test_a_hint_is_followed_at_once() -> None:
    till = connected()
    till.centre.publish(CATALOGUE, "A1")
    till.step(Hinted({CATALOGUE: 1}))
    assert till.sent is not None
    assert till.sent.path.startswith(f"/v1/feed/{CATALOGUE}")
    till.settle()
    assert (CATALOGUE, "A1") in till.rows


def test_a_hinted_order_waits_for_one_page_of_a_catalogue_and_not_for_all() -> None:
    till = bench()
    till.centre.begin(PICKUP)
    till.centre.publish(CATALOGUE, *(f"A{n}" for n in range(30)))
    assert feeds(till, 4) == [POLICY, PICKUP, CATALOGUE, CATALOGUE]
    till.centre.publish(PICKUP, "P1")
    assert till.sent is not None, "the third page is on its way"
    till.step(Hinted({PICKUP: 1}))
    assert feeds(till, 3) == [CATALOGUE, PICKUP, CATALOGUE]
    assert (PICKUP, "P1") in till.rows


def test_a_sale_goes_before_a_hint() -> None:
    till = connected()
    till.sell()
    till.answer_asks()
    till.centre.publish(CATALOGUE, "A1")
    till.step(Hinted({CATALOGUE: 1}))
    assert till.sent is not None
    assert till.sent.path.endswith("/events")


def test_a_hint_does_not_break_the_patience() -> None:
    till = connected()
    till.wait_for_request()
    till.fail(UNREACHABLE)
    till.step(Hinted({CATALOGUE: 1}))
    assert till.sent is None


def test_a_stream_that_appears_is_fetched_from_where_the_replica_stands() -> None:
    till = connected()
    till.streams[PICKUP] = Cursor(PICKUP, 1, 2)
    till.centre.begin(PICKUP)
    till.centre.publish(PICKUP, "P1", "P2", "P3")
    till.step(Hinted({PICKUP: 3}))
    assert till.said_of(Locate) == [Locate(PICKUP)]
    till.settle()
    assert (PICKUP, "P3") in till.rows
    assert (PICKUP, "P2") not in till.rows


def test_a_stream_the_hello_no_longer_names_stays_in_the_replica_and_is_not_asked() -> None:
    till = connected()
    till.centre.begin(PICKUP)
    till.centre.publish(PICKUP, "P1")
    till.step(Hinted({PICKUP: 1}))
    till.settle()
    till.centre.foreign.add(PICKUP)
    till.live(HELLO_EVERY_MS)
    till.said.clear()
    till.live(60_000)
    assert PICKUP not in asked(till)
    assert (PICKUP, "P1") in till.rows


def test_a_stream_that_is_not_ours_any_more_holds_up_nothing() -> None:
    till = connected()
    till.centre.begin(PICKUP)
    till.step(Hinted({PICKUP: 1}))
    till.centre.foreign.add(PICKUP)
    till.settle()
    assert "hello" in asked(till)
    till.sell(2)
    till.settle()
    assert len(till.centre.lines) == 2
    assert till.online
    till.said.clear()
    till.live(120_000)
    assert PICKUP not in asked(till)


def test_a_centre_that_names_what_it_does_not_give_is_not_asked_without_end() -> None:
    till = connected()
    till.centre.begin(PICKUP)
    till.step(Hinted({PICKUP: 1}))
    till.reply(till.take(), 403, to_json(Problem("stream-foreign")))
    till.said.clear()
    till.live(NOT_YET_MS - 10_000)
    assert PICKUP not in asked(till)


def test_while_the_channel_is_open_streams_are_asked_seldom_but_asked() -> None:
    till = connected()
    till.step(Listening(True))
    till.live(2 * LISTENING_MS)  # what was planned before
    till.said.clear()
    till.live(60_000)
    seldom = len(till.said_of(Send))
    assert 0 < seldom <= 2 * 60_000 // LISTENING_MS + 2
    till.centre.publish(CATALOGUE, "A1")  # and its hint is lost
    till.live(LISTENING_MS + 1_000)
    assert (CATALOGUE, "A1") in till.rows
    till.step(Listening(False))
    till.said.clear()
    till.live(60_000)
    assert len(till.said_of(Send)) > 3 * seldom


def test_while_no_question_is_asked_feeds_are_asked_at_the_usual_pace() -> None:
    """Their answers are what closes the circuit breaker."""
    till = connected()
    till.step(Listening(True))
    till.live(2 * LISTENING_MS)
    till.step(Slow(True))
    till.said.clear()
    till.live(LISTENING_MS)
    assert len(till.said_of(Heard)) >= 8
    till.step(Slow(False))
    till.live(LISTENING_MS)
    till.said.clear()
    till.live(LISTENING_MS)
    assert len(till.said_of(Heard)) <= 4
