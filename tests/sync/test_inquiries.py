"""Online questions: each has one answer, in its time, and a silent centre keeps nobody waiting more than twice."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pos.sync.inquiries import Arrived, Begin, Given, Inquiries, Todo
from pos.sync.steps import (
    OPEN,
    SLOW,
    TIMEOUT,
    UNAUTHORISED,
    UNREACHABLE,
    UNREACHED,
    Bearer,
    Cut,
    Disowned,
    Failed,
    Heard,
    Inquire,
    Inquired,
    Reply,
    Slow,
    Tick,
)

BUDGET = 800


class Line:
    """Inquiries on a clock of its own, with a token from the beginning."""

    def __init__(self, lines: int = 2, token: str | None = "token") -> None:
        self.now = 1_000
        self.inquiries = Inquiries(lines)
        self.last = 0
        self.said: list[Todo] = []
        self.step(Bearer(token))

    def step(self, given: Given, after_ms: int = 0) -> list[Todo]:
        self.now += after_ms
        said = self.inquiries.step(self.now, given)
        self.said += said
        return said

    def ask(self, *, late_ms: int = 0) -> list[Todo]:
        """A question, which came in ``late_ms`` ago."""
        self.last += 1
        return self.step(Arrived(Inquire(self.last, "GET", "/v1/customers", b"", BUDGET), self.now - late_ms))

    def miss(self) -> list[Todo]:
        """A question that nobody answers."""
        self.ask()
        said = self.step(Tick(), after_ms=BUDGET)
        self.step(Failed(self.last, TIMEOUT))
        return said


def opened() -> Line:
    line = Line()
    line.miss()
    line.miss()
    return line


def test_a_question_is_asked_at_once_with_the_token_of_the_moment() -> None:
    line = Line()
    line.step(Bearer("newer"))
    (begin,) = line.step(Arrived(Inquire(7, "POST", "/v1/holds", b"{}", BUDGET), line.now - 100))
    assert isinstance(begin, Begin)
    assert (begin.send.id, begin.send.method, begin.send.path, begin.send.body) == (7, "POST", "/v1/holds", b"{}")
    assert begin.send.token == "newer"
    assert begin.within_ms == BUDGET - 100
    assert line.step(Reply(7, 409, b"said"), after_ms=50) == [Inquired(7, 409, b"said", 150)]
    assert line.inquiries.until() is None


def test_the_third_waits_for_a_free_line_while_its_budget_runs() -> None:
    line = Line(lines=2)
    assert len(line.ask() + line.ask()) == 2
    assert line.ask() == []
    answer, begin = line.step(Reply(1, 200, b""), after_ms=300)
    assert isinstance(answer, Inquired)
    assert isinstance(begin, Begin)
    assert (begin.send.id, begin.within_ms) == (3, BUDGET - 300)
    assert line.inquiries.until() == 1_000 + BUDGET


def test_silence_is_answered_when_the_budget_is_over() -> None:
    line = Line()
    line.ask()
    assert line.step(Tick(), after_ms=BUDGET - 1) == []
    assert line.step(Tick(), after_ms=1) == [Inquired(1, 0, SLOW, BUDGET)]
    assert line.step(Reply(1, 200, b"late"), after_ms=5) == []


def test_an_answer_at_the_last_moment_is_too_late() -> None:
    line = Line()
    line.ask()
    assert line.step(Reply(1, 200, b"late"), after_ms=BUDGET) == [Inquired(1, 0, SLOW, BUDGET)]


def test_an_impatient_http_client_is_silence_too() -> None:
    line = Line()
    line.ask()
    assert line.step(Failed(1, TIMEOUT), after_ms=BUDGET - 1) == [Inquired(1, 0, SLOW, BUDGET - 1)]
    line.ask()
    assert line.step(Failed(2, TIMEOUT), after_ms=BUDGET - 1)[-1] == Slow(on=True)


def test_nobody_there_is_said_at_once_and_is_no_miss() -> None:
    line = Line()
    for id_ in range(1, 5):
        line.ask()
        assert line.step(Failed(id_, UNREACHABLE), after_ms=3) == [Inquired(id_, 0, UNREACHED, 3)]


def test_two_misses_in_a_row_open_and_nothing_is_asked_any_more() -> None:
    line = opened()
    assert line.said[-1] == Slow(on=True)
    assert line.ask() == [Inquired(3, 0, OPEN, 0)]


def test_whoever_waits_when_it_opens_waits_no_longer() -> None:
    line = Line()
    line.miss()
    line.ask()
    line.now += 300
    line.ask()
    assert line.step(Tick(), after_ms=500) == [Inquired(2, 0, SLOW, 800), Inquired(3, 0, OPEN, 500), Slow(on=True)]


def test_three_good_answers_of_the_engine_close_it() -> None:
    line = opened()
    assert line.step(Heard(20)) == line.step(Heard(20), after_ms=5_000) == []
    assert line.step(Heard(20), after_ms=5_000) == [Slow(on=False)]
    (begin,) = line.ask()
    assert isinstance(begin, Begin)


def test_without_a_token_nothing_is_asked() -> None:
    line = Line(token=None)
    assert line.ask() == [Inquired(1, 0, UNAUTHORISED, 0)]


def test_a_token_that_goes_takes_only_those_with_it_that_were_not_asked_yet() -> None:
    line = Line(lines=1)
    line.ask()
    line.ask()
    assert line.step(Bearer(None)) == [Inquired(2, 0, UNAUTHORISED, 0)]
    assert line.step(Reply(1, 200, b"ok"), after_ms=1) == [Inquired(1, 200, b"ok", 1)]


def test_a_token_that_is_refused_is_told_to_the_engine() -> None:
    line = Line()
    line.ask()
    said = line.step(Reply(1, 401, b"{}"), after_ms=4)
    assert said == [Inquired(1, 0, UNAUTHORISED, 4), Disowned("token")]


@pytest.mark.parametrize("asked", [1, 3])
def test_the_network_switch_cuts_questions_at_once(asked: int) -> None:
    line = Line()
    for _ in range(asked):
        line.ask()
    assert line.step(Cut(on=False)) == [Inquired(n, 0, UNREACHED, 0) for n in range(1, asked + 1)]
    assert line.ask(late_ms=2 * BUDGET) == [Inquired(asked + 1, 0, UNREACHED, 2 * BUDGET)]
    for id_ in range(1, min(asked, 2) + 1):
        line.step(Failed(id_, TIMEOUT))
    assert line.step(Cut(on=True)) == []
    (begin,) = line.ask()
    assert isinstance(begin, Begin), "what was cut was no miss"


class Counter(RuleBasedStateMachine):
    """Questions, answers and silence in any order."""

    @initialize(lines=st.integers(1, 3))
    def begin(self, lines: int) -> None:
        self.line = Line(lines)
        self.lines = lines
        self.with_centre: list[int] = []
        self.answers: dict[int, Inquired] = {}
        self.waits_in_vain = 0

    def take(self, said: list[Todo]) -> None:
        for todo in said:
            if isinstance(todo, Begin):
                assert todo.within_ms > 0
                self.with_centre.append(todo.send.id)
            elif isinstance(todo, Inquired):
                assert todo.id not in self.answers, "answered twice"
                self.answers[todo.id] = todo
                assert todo.took_ms <= BUDGET
                if todo.status:
                    self.waits_in_vain = 0
        assert len(self.with_centre) <= self.lines

    @rule(count=st.integers(1, 3))
    def somebody_asks(self, count: int) -> None:
        for _ in range(count):
            self.take(self.line.ask())

    @precondition(lambda self: self.with_centre)
    @rule(data=st.data(), status=st.sampled_from([200, 404, 401, 500]), ms=st.integers(0, 300))
    def the_centre_answers(self, data: st.DataObject, status: int, ms: int) -> None:
        self.pass_time(ms)
        id_ = data.draw(st.sampled_from(self.with_centre))
        self.with_centre.remove(id_)
        self.take(self.line.step(Reply(id_, status, b"")))

    @precondition(lambda self: self.with_centre)
    @rule(data=st.data(), reason=st.sampled_from([TIMEOUT, UNREACHABLE]))
    def no_answer(self, data: st.DataObject, reason: str) -> None:
        id_ = data.draw(st.sampled_from(self.with_centre))
        self.with_centre.remove(id_)
        self.take(self.line.step(Failed(id_, reason)))

    @rule(took_ms=st.integers(0, 1_000))
    def the_engine_hears(self, took_ms: int) -> None:
        self.take(self.line.step(Heard(took_ms)))

    @rule(on=st.booleans())
    def the_switch_is_touched(self, on: bool) -> None:
        self.take(self.line.step(Cut(on=on)))

    @rule(token=st.sampled_from(["one", "two", None]))
    def the_token_changes(self, token: str | None) -> None:
        self.take(self.line.step(Bearer(token)))

    @rule(ms=st.integers(1, 2_000))
    def pass_time(self, ms: int) -> None:
        """Woken when a budget is over, as the thread is."""
        until = self.line.now + ms
        while (wake := self.line.inquiries.until()) is not None and wake <= until:
            self.take(self.line.step(Tick(), after_ms=max(0, wake - self.line.now)))
        self.line.now = until

    @rule(count=st.integers(3, 6))
    def the_centre_goes_silent(self, count: int) -> None:
        """One after the other, as at a counter: at most two of them wait out their budget."""
        self.with_centre.clear()
        self.line = Line(self.lines)
        self.answers.clear()
        waits = 0
        for _ in range(count):
            self.take(self.line.ask())
            self.pass_time(2 * BUDGET)
            answer = self.answers[self.line.last]
            waits += answer.took_ms == BUDGET
            for id_ in self.with_centre:  # the http client gives up in the end
                self.line.step(Failed(id_, TIMEOUT))
            self.with_centre.clear()
        assert waits == 2
        assert self.answers[self.line.last].body == OPEN

    @invariant()
    def whoever_is_not_answered_has_budget_left(self) -> None:
        if hasattr(self, "line"):
            until = self.line.inquiries.until()
            assert until is None or until > self.line.now
            assert (until is None) == (len(self.answers) == self.line.last)


TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=60, stateful_step_count=30)
