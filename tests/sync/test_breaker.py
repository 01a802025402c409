"""The circuit breaker: when it stops asking, and what makes it trust the line again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos.sync.breaker import PATIENCE_MS, WITHIN_MS, Breaker


def opened() -> Breaker:
    breaker = Breaker()
    breaker.missed()
    breaker.missed()
    assert breaker.open
    return breaker


def test_one_miss_is_an_accident_and_two_in_a_row_are_not() -> None:
    breaker = Breaker()
    breaker.missed()
    assert not breaker.open
    breaker.missed()
    assert breaker.open


def test_an_answer_in_between_ends_the_row() -> None:
    breaker = Breaker()
    for now in range(5):
        breaker.missed()
        breaker.answered(now, 2_000)
    assert not breaker.open


def test_the_engines_answers_end_no_row() -> None:
    breaker = Breaker()
    breaker.missed()
    for now in range(5):
        breaker.heard(now, 10)
    breaker.missed()
    assert breaker.open


def test_three_good_answers_close_it() -> None:
    breaker = opened()
    breaker.heard(0, 10)
    breaker.heard(1, 10)
    assert breaker.open
    breaker.heard(WITHIN_MS, PATIENCE_MS - 1)
    assert not breaker.open


def test_good_answers_too_far_apart_do_not() -> None:
    breaker = opened()
    for now in (0, 5_000, 10_001, 15_002):
        breaker.heard(now, 10)
        assert breaker.open
    breaker.heard(15_003, 10)
    assert not breaker.open


def test_slow_answers_do_not() -> None:
    breaker = opened()
    for now in range(9):
        breaker.heard(now, PATIENCE_MS)
    assert breaker.open


def test_a_miss_while_it_is_open_takes_no_good_answer_away() -> None:
    """Of a question that was under way when it opened."""
    breaker = opened()
    breaker.heard(0, 10)
    breaker.heard(1, 10)
    breaker.missed()
    breaker.heard(2, 10)
    assert not breaker.open


def test_good_answers_of_an_earlier_time_count_for_nothing() -> None:
    breaker = opened()
    breaker.heard(0, 10)
    breaker.heard(1, 10)
    breaker.heard(2, 10)
    breaker.missed()
    assert not breaker.open, "closed is closed: it takes two again"
    breaker.missed()
    breaker.heard(3, 10)
    assert breaker.open


@given(st.lists(st.one_of(st.none(), st.tuples(st.booleans(), st.integers(0, 2_000), st.integers(0, 12_000)))))
def test_never_asked_more_than_twice_in_vain(events: list[tuple[bool, int, int] | None]) -> None:
    """Whatever else happens: between two answered questions or closings, at most two are left without an answer."""
    breaker, now, in_vain = Breaker(), 0, 0
    for event in events:
        was_open = breaker.open
        if event is None:
            if not breaker.open:
                breaker.missed()
                in_vain += 1
        else:
            engine, took_ms, pause_ms = event
            now += pause_ms
            if engine:
                breaker.heard(now, took_ms)
            elif not breaker.open:
                breaker.answered(now, took_ms)
                in_vain = 0
        if was_open and not breaker.open:
            in_vain = 0
        assert in_vain <= 2
        assert breaker.open == (in_vain == 2)
