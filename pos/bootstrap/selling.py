"""The replay's till: the same services as the window's, on a money thread of their own, without Qt."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from pos.base.errors import Code, Refused, TresenError
from pos.bootstrap import programs
from pos.bootstrap.answering import Answering
from pos.bootstrap.assembly import Failpoint, OpenTill, open_till
from pos.bootstrap.embedded import EmbeddedCentre
from pos.bootstrap.enrolment import enrol
from pos.bootstrap.uplink import Call, Uplink
from pos.cli.doors import ReplayOptions, ReplaySummary, Voice
from pos.local import LocalDoor
from pos.rehearsal import failpoints
from pos.rehearsal.replay import replay as play
from pos.services.changes import Changes
from pos.services.till import Till
from pos.store.files import Folder
from pos.store.replica import reset

Result = TypeVar("Result")

log = logging.getLogger(__name__)


def replay(data: Path, centre: str | None, options: ReplayOptions, voice: Voice) -> ReplaySummary:
    """Replay into a till's folder. A folder that is no till yet becomes a demo, as it would in the window."""
    folder = Folder(data)
    folder.make()
    with closing(folder.lock()):
        return _replay(folder, centre, options, voice)


def _replay(folder: Folder, centre: str | None, options: ReplayOptions, voice: Voice) -> ReplaySummary:
    embedded = _embedded(folder, centre)
    try:
        enrolment = folder.enrolment()
        if enrolment is None:
            raise Refused(Code.NOT_ENROLLED)
        address = centre or (embedded.url if embedded is not None else enrolment.centre)
        with MoneyThread(folder, address, failpoints.from_environment()) as stage:
            return play(stage, options, voice)
    finally:
        if embedded is not None:
            embedded.stop()


def _embedded(folder: Folder, centre: str | None) -> EmbeddedCentre | None:
    """The demo's own centre, where no other is named."""
    if centre is not None:
        return None
    enrolment = folder.enrolment()
    if enrolment is not None and enrolment.centre:
        return None
    embedded = EmbeddedCentre(folder.path / "demo")
    if enrolment is None:
        enrol(folder, embedded.url, embedded.enrol_code, "demo", embedded=True)
    return embedded


class MoneyThread:
    """A till on the one thread that touches its journal, with its local door; port `pos.rehearsal.replay.Stage`."""

    def __init__(self, folder: Folder, centre: str, at: Failpoint) -> None:
        self._folder = folder
        self.at = at
        self._jobs: queue.SimpleQueue[Callable[[Till], object] | None] = queue.SimpleQueue()
        self._opened: queue.SimpleQueue[OpenTill | Exception] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="money")
        self._command = programs.command("sync-worker", "--data", str(folder.path), "--centre", centre)
        self._uplink: Uplink | None = None
        self._door: LocalDoor | None = None

    def __enter__(self) -> MoneyThread:
        self._thread.start()
        opened = self._opened.get()
        if not isinstance(opened, OpenTill):
            self._thread.join()
            raise opened
        answering = Answering(self._submit, opened.journal, self._reset_replica)
        self._door = LocalDoor(self._folder.path, answering.answer)
        try:
            self._door.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._door is not None:
            self._door.stop()
        self.disconnect()
        self._jobs.put(None)
        self._thread.join()

    def money(self, call: Callable[[Till], tuple[Result, Changes]]) -> Result:
        answers: queue.SimpleQueue[tuple[Result, Changes] | Exception] = queue.SimpleQueue()

        def job(till: Till) -> None:
            try:
                answers.put(call(till))
            except Exception as error:  # raised again where it was asked
                answers.put(error)

        self._jobs.put(job)
        answer = answers.get()
        if isinstance(answer, Exception):
            raise answer
        result, changes = answer
        if changes.sync and self._uplink is not None:
            self._uplink.wake()
        return result

    def connect(self) -> None:
        if self._uplink is None:
            self._uplink = Uplink(self._submit, self._command)
            self._uplink.start()

    def disconnect(self) -> None:
        if self._uplink is not None:
            self._uplink.stop()
            self._uplink = None

    def _submit(self, call: Call) -> None:
        """Run a call nobody waits for; what it raises must not end the thread."""

        def job(till: Till) -> None:
            try:
                call(till)
            except TresenError as error:
                log.error("a message of the helper: %s", error)
            except Exception:  # a bug in an answer to the helper must not leave a sale waiting for ever
                log.exception("a message of the helper failed")

        self._jobs.put(job)

    def _reset_replica(self) -> None:
        reset(self._folder.path)
        if self._uplink is not None:
            self._uplink.restart()

    def _run(self) -> None:
        try:
            till = open_till(self._folder, at=self.at)
        except Exception as error:  # raised again where it was asked
            self._opened.put(error)
            return
        self._opened.put(till)
        try:
            while (job := self._jobs.get()) is not None:
                job(till.till)
        finally:
            till.close()
