"""The till's end of the line: questions of the counter through a real helper, and what travels beside entries."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pos.bootstrap.uplink import Call, Uplink
from pos.contract import first_hash, to_json
from pos.domain.events import JournalOpened
from pos.ports import PERSONAL, Head, Identity, NewFact
from pos.services.changes import Changes
from pos.services.link import Contact, Link
from pos.services.outbox import Outbox
from pos.sync.steps import Pulled
from tests.services.memory import MemoryJournal
from tests.services.shop import SetClock
from tests.sync.doubles import CONFIG, KEY, PaperCentre, PaperTill
from tests.sync.over_http import CentreOverHttp, soon

PROGRAM = Path(__file__).with_name("worker_program.py")
FOUND = to_json({"asked": "GET", "q": "muster"})
MUTE = """
import sys
from pos.sync import pipe, steps
while not isinstance(pipe.read_at_helper(sys.stdin.buffer), steps.Stop | None):
    pass
"""
LONG_MS = 15_000
ended = pytest.mark.noise("the sync helper ended with")


class Keyed(MemoryJournal):
    """A journal of the device whose key the helper's program has."""

    def head(self) -> Head:
        if not self.entries:
            return Head(0, first_hash(self.identity.journal, self.identity.till, KEY))
        return super().head()


class Answers:
    """What came back, in order; every question once."""

    def __init__(self) -> None:
        self.got: list[tuple[int, bytes]] = []

    def __call__(self, status: int, body: bytes) -> None:
        self.got.append((status, body))

    def wait(self, count: int = 1) -> list[tuple[int, bytes]]:
        soon(lambda: len(self.got) >= count)
        return self.got


class Counter:
    """A till without a screen, its helper, and a centre. The thread of its money is whoever holds the lock."""

    def __init__(self, folder: Path, command: list[str] | None = None) -> None:
        contact = Contact()
        paper = PaperTill()
        self.journal = Keyed(Identity(paper.journal, "TAGG", CONFIG.till, "S0042", "demo"), SetClock(), contact)
        self.contact = contact
        self.till = SimpleNamespace(outbox=Outbox(self.journal), link=Link(self.journal, contact))
        self.lock = threading.Lock()
        self.centre = PaperCentre(paper)
        self.http = CentreOverHttp(self.centre, threading.Lock())
        command = command or [sys.executable, str(PROGRAM), self.http.url, str(folder / "notes.json")]
        self.uplink = Uplink(self.submit, command)

    def submit(self, call: Call) -> None:
        with self.lock:
            call(self.till)  # type: ignore[arg-type]

    def start(self) -> None:
        self.uplink.start()
        soon(lambda: self.contact.report.online)

    def ask(self, answers: Answers, budget_ms: int = LONG_MS) -> Answers:
        self.uplink.inquire("GET", "/v1/customers?q=muster", b"", answers, budget_ms)
        return answers

    def pid(self) -> int:
        soon(lambda: self.uplink.helper is not None)
        assert self.uplink.helper is not None
        return self.uplink.helper

    def close(self) -> None:
        self.uplink.stop()
        self.http.close()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path)
    yield counter
    counter.close()


@pytest.fixture
def mute(tmp_path: Path) -> Iterator[Counter]:
    """With a helper that never says a word."""
    counter = Counter(tmp_path, [sys.executable, "-c", MUTE])
    counter.uplink.start()
    soon(lambda: counter.uplink.helper is not None)
    yield counter
    counter.close()


# --- questions ------------------------------------------------------------------------------------------------------


def test_a_question_has_the_centres_answer(counter: Counter) -> None:
    counter.start()
    assert counter.ask(Answers()).wait() == [(200, FOUND)]


def test_questions_pass_pages_and_pushes_by(counter: Counter) -> None:
    counter.start()
    counter.http.gate("feed").clear()
    counter.http.asked.clear()
    soon(lambda: "feed" in counter.http.asked)
    assert counter.ask(Answers()).wait() == [(200, FOUND)]
    assert not counter.http.gate("feed").is_set()


def test_several_questions_are_under_way_at_once(counter: Counter) -> None:
    counter.start()
    gate = counter.http.gate("customers")
    gate.clear()
    answers = Answers()
    counter.ask(answers)
    counter.ask(answers)
    counter.ask(answers)
    soon(lambda: counter.http.asked.count("customers") == 2)
    gate.set()
    assert answers.wait(3) == [(200, FOUND)] * 3


def test_a_token_that_ran_out_is_replaced_for_the_next_question(counter: Counter) -> None:
    counter.http.gate("feed").clear()  # so that nobody else finds out first
    counter.start()
    with counter.http.lock:
        counter.centre.tokens += 1
    assert counter.ask(Answers()).wait() == [(0, b"unauthorised")]
    counter.http.gate("feed").set()
    soon(lambda: counter.ask(Answers()).wait() == [(200, FOUND)])


def test_a_silent_centre_is_asked_twice_and_called_slow_until_it_is_back(counter: Counter) -> None:
    counter.http.gate("feed").clear()
    counter.start()
    counter.http.gate("customers").clear()
    assert [counter.ask(Answers(), 50).wait()[0] for _ in range(2)] == [(0, b"slow")] * 2
    assert counter.ask(Answers()).wait() == [(0, b"open")]
    soon(lambda: counter.contact.report.slow)
    for kind in ("feed", "customers"):
        counter.http.gate(kind).set()
    soon(lambda: not counter.contact.report.slow)
    assert counter.ask(Answers()).wait() == [(200, FOUND)]


def test_the_network_switch_cuts_questions_under_way_and_later_ones(counter: Counter) -> None:
    counter.start()
    counter.http.gate("customers").clear()
    answers = counter.ask(Answers())
    soon(lambda: "customers" in counter.http.asked)
    counter.uplink.cut(True)
    assert counter.ask(answers).wait(2) == [(0, b"unreachable")] * 2
    counter.uplink.cut(False)
    counter.http.gate("customers").set()
    assert counter.ask(Answers()).wait() == [(200, FOUND)]


@ended
def test_a_question_dies_with_the_helper_and_is_answered_once(counter: Counter) -> None:
    counter.start()
    counter.http.gate("customers").clear()
    answers = counter.ask(Answers())
    soon(lambda: "customers" in counter.http.asked)
    os.kill(counter.pid(), signal.SIGTERM)
    assert answers.wait() == [(0, b"unreachable")]
    counter.http.gate("customers").set()
    soon(lambda: counter.ask(Answers()).wait() == [(200, FOUND)])
    assert len(answers.got) == 1


def test_a_helper_that_says_nothing_is_not_waited_for(mute: Counter) -> None:
    assert mute.ask(Answers(), 0).wait() == [(0, b"slow")]


def test_stopping_answers_whoever_waits_and_whoever_asks_later(mute: Counter) -> None:
    answers = mute.ask(mute.ask(Answers()))
    mute.uplink.stop()
    assert answers.got == [(0, b"unreachable")] * 2
    assert mute.ask(Answers()).got == [(0, b"unreachable")]
    assert len(answers.got) == 2


def test_another_helper_does_not_hear_old_questions(mute: Counter) -> None:
    answers = mute.ask(Answers())
    mute.uplink.restart()
    assert answers.got == [(0, b"unreachable")]


def test_without_a_helper_the_answer_is_at_once(counter: Counter) -> None:
    assert counter.ask(Answers()).got == [(0, b"unreachable")]


@pytest.mark.noise("an answer of the centre was not taken")
def test_whoever_cannot_take_an_answer_keeps_it_from_nobody_else(mute: Counter) -> None:
    def clumsy(_status: int, _body: bytes) -> None:
        raise RuntimeError("the screen is gone")

    mute.uplink.inquire("GET", "/v1/customers?q=x", b"", clumsy, LONG_MS)
    answers = mute.ask(Answers())
    mute.uplink.stop()
    assert answers.got == [(0, b"unreachable")]


# --- personal data --------------------------------------------------------------------------------------------------


def test_personal_data_reach_the_centre_beside_their_entry_and_leave_the_till(counter: Counter) -> None:
    counter.start()
    person = b'{"name":"Erika Muster (invented)"}'
    body = JournalOpened("j", "T03", "S0042", "1.0", "demo", None)
    with counter.lock:
        counter.journal.append([NewFact("c-1", body, "2026-11-24", "7")], {PERSONAL + "c-1": person})
    counter.uplink.wake()
    soon(lambda: counter.journal.acked() == counter.journal.head())
    assert counter.centre.personal == [{"c-1": person}]
    assert counter.journal.drafts() == {}
    assert counter.centre.lines == [item.line for item in counter.journal.entries]
    assert not any(b"Erika" in item.line for item in counter.journal.entries)


# --- what a page changes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stream", "changes"),
    [
        ("stock:S0042", Changes(stock=True)),
        ("stock:W01", Changes(stock=True)),
        ("pickup:S0042", Changes(pickups=True)),
        ("catalog:eu1", Changes(catalogue=True, operator=True, customer=True)),
        ("stocks", Changes(catalogue=True, operator=True, customer=True)),
    ],
)
def test_a_page_says_what_it_may_have_changed(stream: str, changes: Changes) -> None:
    told: list[Changes] = []
    uplink = Uplink(lambda call: told.append(call(None)[1]), [])  # type: ignore[arg-type]
    uplink.heard(Pulled(stream, 1, 1))
    assert told == [changes]
