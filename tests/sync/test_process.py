"""The helper as a real process: over real pipes and real HTTP, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.ports import Damage, Stored
from pos.sync import pipe
from pos.sync.process import SyncProcess
from pos.sync.steps import Acknowledge, Ask, Check, Checked, Cut, Pulled, Report, ToTill, Wake
from tests.sync.doubles import CATALOGUE, PaperCentre, PaperTill
from tests.sync.over_http import PATIENCE_S, CentreOverHttp, soon

PROGRAM = Path(__file__).with_name("worker_program.py")
ended = pytest.mark.noise("the sync helper ended with")


class Counter:
    """A till on paper that answers its helper from the reader thread, and remembers what it heard."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.lock = threading.Lock()
        self.till = PaperTill()
        self.centre = PaperCentre(self.till)
        self.http = CentreOverHttp(self.centre, self.lock)
        self.heard: list[ToTill] = []
        self.deaths: list[int] = []
        command = [sys.executable, str(PROGRAM), self.http.url, str(folder / "notes.json"), *more]
        self.process = SyncProcess(command, self.hear, lambda count, _: self.deaths.append(count))

    def hear(self, message: ToTill) -> None:
        with self.lock:
            self.heard.append(message)
            if isinstance(message, Ask):
                self.process.send(self.till.answer(message))
            elif isinstance(message, Acknowledge):
                self.till.acknowledge(message)

    def sell(self, count: int) -> None:
        with self.lock:
            self.till.sell(count)
        self.process.send(Wake(self.till.journal, self.till.head().seq))

    def drained(self) -> bool:
        with self.lock:
            return self.till.acked == self.till.head() and len(self.centre.lines) == len(self.till.items)

    def online(self) -> bool | None:
        with self.lock:
            reports = [message.link.online for message in self.heard if isinstance(message, Report)]
        return reports[-1] if reports else None

    def listening(self) -> bool:
        with self.lock:
            return bool(self.http.lines)

    def pulled(self, stream: str, pos: int) -> bool:
        with self.lock:
            return Pulled(stream, pos, pos) in self.heard

    def close(self) -> None:
        self.process.stop()
        self.http.close()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path)
    yield counter
    counter.close()


def test_sales_go_up_and_articles_come_down(counter: Counter) -> None:
    counter.centre.publish(CATALOGUE, *(f"A{n}" for n in range(7)))
    counter.process.start()
    counter.sell(250)
    soon(counter.drained)
    soon(lambda: Pulled(CATALOGUE, 7, 7) in counter.heard)
    assert counter.centre.lines == [item.line for item in counter.till.items]
    assert counter.online()
    assert counter.process.deaths == 0


@ended
def test_a_killed_helper_comes_back_and_goes_on(counter: Counter) -> None:
    counter.process.start()
    for round_ in range(1, 4):
        counter.sell(30)
        soon(lambda: counter.process.pid is not None)
        assert counter.process.pid is not None
        os.kill(counter.process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        soon(lambda: len(counter.deaths) == round_)  # noqa: B023
    soon(counter.drained)
    assert counter.deaths == [1, 2, 3]
    assert counter.centre.lines == [item.line for item in counter.till.items]


@ended
def test_the_network_switch_is_told_to_the_next_helper_too(counter: Counter) -> None:
    counter.process.start()
    soon(lambda: counter.online() is True)
    counter.process.send(Cut(on=False))
    soon(lambda: counter.online() is False)
    counter.sell(3)
    pid = counter.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    soon(lambda: counter.process.pid not in (None, pid))
    counter.sell(1)
    with counter.lock:
        pushed = len(counter.centre.lines)
    assert pushed == 0
    counter.process.send(Cut(on=True))
    soon(counter.drained)


def test_the_chain_is_checked_off_the_till(counter: Counter) -> None:
    counter.process.start()
    counter.till.sell(50)
    counter.process.send(Check(counter.till.journal, None, tuple(counter.till.items)))
    soon(lambda: Checked(counter.till.journal, counter.till.head()) in counter.heard)
    item = counter.till.items[20]
    counter.till.items[20] = Stored(item.seq, item.line + b" ", item.hash)
    counter.process.send(Check(counter.till.journal, None, tuple(counter.till.items)))
    soon(lambda: any(isinstance(m, Checked) and m.damage == Damage(21, "hash-wrong") for m in counter.heard))


def test_stop_ends_the_helper_by_itself(counter: Counter) -> None:
    counter.process.start()
    soon(lambda: counter.online() is True)
    counter.process.stop()
    assert counter.process.pid is None
    assert counter.process.deaths == 0


def test_the_helper_ends_when_its_pipe_closes(tmp_path: Path) -> None:
    command = [sys.executable, str(PROGRAM), "http://127.0.0.1:1", str(tmp_path / "notes.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as helper:
        assert helper.stdout is not None
        assert helper.stdin is not None
        assert isinstance(pipe.read_at_till(helper.stdout), Report)
        helper.stdin.close()
        assert helper.wait(PATIENCE_S) == 0


# --- hints --------------------------------------------------------------------------------------------------------

NEVER_MS = "3600000"  # so that nothing comes by asking again


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path, NEVER_MS)
    yield counter
    counter.close()


def test_a_hint_brings_the_page_and_a_line_that_broke_the_ones_that_were_missed(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    patient.http.publish(CATALOGUE, "A1")
    soon(lambda: patient.pulled(CATALOGUE, 1))
    patient.http.hang_up()
    soon(lambda: not patient.listening())
    patient.http.publish(CATALOGUE, "A2")
    soon(lambda: patient.pulled(CATALOGUE, 2))
    soon(patient.listening)
    patient.http.publish(CATALOGUE, "A3")
    soon(lambda: patient.pulled(CATALOGUE, 3))
    assert patient.process.deaths == 0


def test_a_stream_nobody_knew_of_is_followed_from_its_first_hint(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    with patient.lock:
        patient.centre.begin("pickup:S0042")
    patient.http.publish("pickup:S0042", "P1")
    soon(lambda: patient.pulled("pickup:S0042", 1))


def test_the_network_switch_ends_the_live_channel_and_brings_it_back(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    patient.process.send(Cut(on=False))
    soon(lambda: not patient.listening())
    patient.http.publish(CATALOGUE, "A1")
    patient.process.send(Cut(on=True))
    soon(lambda: patient.pulled(CATALOGUE, 1))
    soon(patient.listening)


@ended
def test_the_next_helper_listens_again(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    pid = patient.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    soon(lambda: not patient.listening())
    soon(patient.listening)
    patient.http.publish(CATALOGUE, "A1")
    soon(lambda: patient.pulled(CATALOGUE, 1))
    assert patient.deaths == [1]


def test_a_void_token_is_replaced_and_the_channel_opened_with_the_new_one(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    with patient.lock:
        patient.centre.tokens += 1
    patient.http.hang_up()
    soon(lambda: not patient.listening())
    soon(patient.listening)
    patient.http.publish(CATALOGUE, "A1")
    soon(lambda: patient.pulled(CATALOGUE, 1))


def test_an_open_channel_does_not_keep_the_helper_from_ending(patient: Counter) -> None:
    patient.process.start()
    soon(patient.listening)
    patient.process.stop()
    assert patient.process.deaths == 0
    soon(lambda: not patient.listening())


@ended
def test_a_helper_that_cannot_start_is_tried_again_until_stopped() -> None:
    deaths: list[tuple[int, int]] = []
    process = SyncProcess(
        [sys.executable, "-c", "raise SystemExit(3)"], lambda _: None, lambda *death: deaths.append(death)
    )
    process.start()
    process.send(Wake("j", 1))
    soon(lambda: len(deaths) == 2)
    process.stop()
    assert deaths == [(1, 3), (2, 3)]


@ended
@pytest.mark.noise("the sync helper cannot be started")
def test_a_program_that_is_not_there() -> None:
    deaths: list[int] = []
    process = SyncProcess(["/nowhere/at-all"], lambda _: None, lambda count, _: deaths.append(count))
    process.start()
    soon(lambda: len(deaths) == 2)
    process.stop()


@pytest.mark.noise("a message of the sync helper was not taken")
def test_a_message_that_is_not_taken_does_not_end_the_line(counter: Counter) -> None:
    take, failing = counter.process._on_message, [True]

    def clumsy(message: ToTill) -> None:
        if isinstance(message, Report) and failing:
            failing.clear()
            raise RuntimeError("a screen is not there yet")
        take(message)

    counter.process._on_message = clumsy
    counter.process.start()
    counter.sell(3)
    soon(counter.drained)
    assert not failing


def test_what_is_sent_before_the_helper_runs_waits_for_it(counter: Counter) -> None:
    counter.till.sell(3)
    counter.process.send(Check(counter.till.journal, None, tuple(counter.till.items)))
    counter.process.start()
    soon(lambda: Checked(counter.till.journal, counter.till.head()) in counter.heard)


@ended
@pytest.mark.noise("the sync helper said something strange")
def test_a_helper_that_prints_is_replaced() -> None:
    deaths: list[int] = []
    process = SyncProcess(
        [sys.executable, "-c", "print('I am a warning on the wrong pipe')"],
        lambda _: None,
        lambda count, _: deaths.append(count),
    )
    process.start()
    soon(lambda: len(deaths) == 1)
    process.stop()


@pytest.mark.noise("the sync helper did not end by itself")
def test_a_helper_that_hangs_is_ended_and_never_holds_up_the_till() -> None:
    process = SyncProcess([sys.executable, "-c", "import time; time.sleep(600)"], lambda _: None)
    process.start()
    soon(lambda: process.pid is not None)
    big = PaperTill()
    big.sell(20, size=100_000)
    for _ in range(10):
        process.send(big.answer(Ask(0, 20)))  # far more than a pipe holds, to one who does not read
    process.stop(deadline_s=0.3)
    assert process.pid is None
