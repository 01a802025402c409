"""Threads of the till: one serial for money, a few for looking things up, one for devices. Screens call, and get the
result back on the UI thread; afterwards every open screen is told what changed.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from pos.base.errors import Bug, TresenError
from pos.services.changes import NOTHING, Changes
from pos.services.till import LookUps, Till

Result = TypeVar("Result")
Done = Callable[[Any], None]
Failed = Callable[[TresenError], None]
LOOK_UP_THREADS = 2

log = logging.getLogger(__name__)


class Runner(QObject):
    """Runs service calls off the UI thread.

    ``changed`` is emitted on the UI thread after each call that touched something, after the caller's ``done``.
    ``open_till`` runs first on the money thread, which from then on is the only one to touch the journal.
    """

    changed = Signal(object)
    _returned = Signal(object)

    def __init__(
        self,
        open_till: Callable[[], Till],
        open_look_ups: Callable[[], LookUps],
        close_till: Callable[[], None],
    ) -> None:
        super().__init__()
        self._open_till = open_till
        self._open_look_ups = open_look_ups
        self._close_till = close_till
        self._money: queue.SimpleQueue[Callable[[Till], None] | None] = queue.SimpleQueue()
        self._looks: queue.SimpleQueue[Callable[[LookUps], None] | None] = queue.SimpleQueue()
        self._devices: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._newest: dict[str, int] = {}
        self._threads: list[threading.Thread] = []
        self._devices_started = False
        self._open = 0
        self._counting = threading.Lock()
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, ready: Callable[[], None], failed: Failed) -> None:
        """Open the till on its thread; then ``ready()`` or ``failed(error)`` on the UI thread."""
        self._thread("money", lambda: self._run_money(ready, failed))
        for number in range(LOOK_UP_THREADS):
            self._thread(f"look-up-{number + 1}", self._run_looks)
        self.start_devices()

    def start_devices(self) -> None:
        """The device thread alone: a first start asks the centre before there is a till to open."""
        if not self._devices_started:
            self._devices_started = True
            self._thread("devices", self._run_devices)

    def settled(self) -> bool:
        """Whether everything asked so far was answered, here on the UI thread; for tests, tours and pictures."""
        return self._open == 0

    def money(
        self,
        call: Callable[[Till], tuple[Result, Changes]],
        done: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``call`` on the money thread, in the order asked."""
        self._count(1)
        self._money.put(lambda till: self._work(lambda: call(till), done, failed))

    def look(
        self,
        call: Callable[[LookUps], tuple[Result, Changes]],
        done: Callable[[Result], None],
        failed: Failed | None = None,
        *,
        newest: str = "",
    ) -> None:
        """Run ``call`` on a look-up thread. Of calls with the same ``newest`` only the last one is answered."""
        number = self._newest[newest] = self._newest.get(newest, 0) + 1

        def current() -> bool:
            return not newest or self._newest[newest] == number

        def answer(result: Result) -> None:
            if current():
                done(result)

        def job(look_ups: LookUps) -> None:
            self._work((lambda: call(look_ups)) if current() else _overtaken, answer, failed)

        self._count(1)
        self._looks.put(job)

    def device(
        self, call: Callable[[], None], done: Callable[[], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Run ``call`` on the device thread; it may be slow and may raise Unavailable."""

        def work() -> tuple[None, Changes]:
            call()
            return None, NOTHING

        self._count(1)
        self._devices.put(lambda: self._work(work, (lambda _: done()) if done else None, failed))

    def bring(self, job: Callable[[], None]) -> None:
        """Run ``job`` on the UI thread; may be called from any."""
        self._returned.emit(job)

    def stop(self) -> None:
        """Finish what was asked, then end every thread and close the till."""
        self._money.put(None)
        self._devices.put(None)
        for _ in range(LOOK_UP_THREADS):
            self._looks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    # --- threads ------------------------------------------------------------------------------------------------

    def _thread(self, name: str, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, name=name)
        self._threads.append(thread)
        thread.start()

    def _run_money(self, ready: Callable[[], None], failed: Failed) -> None:
        try:
            till = self._open_till()
        except TresenError as error:
            self._returned.emit(lambda reason=error: failed(reason))
            return
        except Exception as error:  # a window without a till must say so, not stay empty
            log.exception("the till did not open")
            bug = Bug(f"{type(error).__name__}: {error}")
            self._returned.emit(lambda: failed(bug))
            return
        self._returned.emit(ready)
        while (job := self._money.get()) is not None:
            job(till)
        self._close_till()

    def _run_looks(self) -> None:
        look_ups = self._open_look_ups()
        while (job := self._looks.get()) is not None:
            job(look_ups)

    def _run_devices(self) -> None:
        while (job := self._devices.get()) is not None:
            job()

    def _work(self, call: Callable[[], tuple[Any, Changes]], done: Done | None, failed: Failed | None) -> None:
        try:
            result, changes = call()
        except TresenError as error:
            self._returned.emit(lambda reason=error: self._fail(reason, failed))
        except Exception as error:  # a bug must reach the screen, not end the money thread
            log.exception("a service call failed")
            bug = Bug(f"{type(error).__name__}: {error}")
            self._returned.emit(lambda: self._fail(bug, failed))
        else:
            self._returned.emit(lambda: self._finish(result, changes, done))

    # --- back on the UI thread ------------------------------------------------------------------------------------

    def _deliver(self, job: Callable[[], None]) -> None:
        job()

    def _count(self, step: int) -> None:
        # The helper process asks from a thread of its own.
        with self._counting:
            self._open += step

    def _finish(self, result: Any, changes: Changes, done: Done | None) -> None:
        self._count(-1)
        if done is not None:
            done(result)
        if changes != NOTHING:
            self.changed.emit(changes)

    def _fail(self, error: TresenError, failed: Failed | None) -> None:
        self._count(-1)
        if failed is not None:
            failed(error)
        else:
            log.error("nobody handles %s", error)


def _overtaken() -> tuple[None, Changes]:
    """In place of a look-up that a newer one has made useless; its answer goes nowhere."""
    return None, NOTHING
