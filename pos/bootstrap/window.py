"""The till with its windows: what `pos.ui` is given to run on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pos.base.clock import Clock, SystemClock
from pos.bootstrap import programs
from pos.bootstrap.answering import Answering
from pos.bootstrap.asking import CentreQuestions
from pos.bootstrap.assembly import Failpoint, OpenTill, nowhere, open_look_ups, open_till
from pos.bootstrap.embedded import EmbeddedCentre
from pos.bootstrap.enrolment import enrol
from pos.bootstrap.uplink import Uplink
from pos.contract import StoreRow
from pos.devices.paper import paper
from pos.domain.slip import Slip
from pos.local import LocalDoor
from pos.services.own_moves import OwnMoves
from pos.services.till import Till
from pos.settings import Settings
from pos.simulated import FilePrinter
from pos.store.files import Folder
from pos.store.replica import ReplicaReader, reset
from pos.ui.program import DemoFacts, FirstStart, Program
from pos.ui.run import run

if TYPE_CHECKING:
    from pos.ui.runner import Runner
    from pos.ui.shell import Shell


class Window:
    """One run of the till's windows over a folder. ``centre``: address given on the command line, if any; without one
    a folder that is nobody yet becomes a demo.
    """

    def __init__(
        self,
        folder: Folder,
        centre: str | None,
        *,
        clock: Clock | None = None,
        at: Failpoint = nowhere,
        alone: bool = False,
    ) -> None:
        """``alone``: talk to no centre and open no local door; a rehearsal plays their part."""
        self._folder = folder
        self._centre = centre
        self._clock = clock or SystemClock()
        self._at = at
        self._alone = alone
        self._settings = folder.settings()
        self._glance = ReplicaReader(folder.path)
        self._own = OwnMoves()
        self._printer = FilePrinter(folder.receipts, paper)
        self._embedded: EmbeddedCentre | None = None
        self._open: OpenTill | None = None
        self._uplink: Uplink | None = None
        self._door: LocalDoor | None = None
        self._page = ""
        self._joining = threading.Lock()
        self._ended = False

    def run(self, on_ready: Callable[[Shell], None] | None = None) -> int:
        """Open the window; returns the exit code when it was closed and everything has ended."""
        self._folder.make()
        with closing(self._folder.lock()):
            return self._run(on_ready)

    def _run(self, on_ready: Callable[[Shell], None] | None) -> int:
        nobody = self._folder.enrolment() is None
        if nobody and self._centre is None:
            self._try_demo()
            nobody = False
        try:
            return run(self._program(nobody), on_ready)
        finally:
            self._glance.close()
            if self._embedded is not None:
                self._embedded.stop()

    def _program(self, nobody: bool) -> Program:
        return Program(
            open_till=self._open_till,
            open_look_ups=lambda: open_look_ups(self._folder, self._own),
            close_till=self._close_till,
            clock=self._clock,
            settings=lambda: self._settings,
            save_settings=self._save_settings,
            till_name=self._till_name,
            store=self._store,
            print_slip=self._print,
            demo=self._demo,
            first_start=FirstStart(self._try_demo, self._enrol) if nobody else None,
            connect=None if self._alone else self._connect,
            disconnect=self._disconnect,
            send_now=None if self._alone else self._send_now,
            centre=None if self._alone else CentreQuestions(self._inquire),
        )

    # --- till -----------------------------------------------------------------------------------------------------

    def _open_till(self) -> Till:
        self._open = open_till(self._folder, self._clock, at=self._at, own=self._own)
        return self._open.till

    def _close_till(self) -> None:
        if self._open is not None:
            self._open.close()

    def _print(self, slip: Slip, name: str) -> None:
        self._at("print.before")
        self._printer.print(slip, name)
        self._at("print.after")

    def _save_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._folder.save_settings(settings)

    def _till_name(self) -> str:
        enrolment = self._folder.enrolment()
        return enrolment.till if enrolment else ""

    def _store(self) -> StoreRow | None:
        return self._glance.store()

    # --- first start ------------------------------------------------------------------------------------------------

    def _try_demo(self) -> None:
        self._embedded = self._embedded or EmbeddedCentre(self._folder.path / "demo", shop=True)
        enrol(self._folder, self._embedded.url, self._embedded.enrol_code, "demo", embedded=True)

    def _enrol(self, centre: str, code: str) -> None:
        enrol(self._folder, centre, code, self._settings.text("mode"))

    # --- the line to the centre ---------------------------------------------------------------------------------------

    def _connect(self, runner: Runner) -> None:
        """Off the UI thread: a demo's centre takes a moment to start, and the first scan must not wait for it."""
        runner.changed.connect(self._changed)
        runner.device(lambda: self._join(runner))

    def _join(self, runner: Runner) -> None:
        with self._joining:
            if self._ended:
                return
            address = self._address()
            self._page = address
            arguments = ("sync-worker", "--data", str(self._folder.path), "--centre", address)
            self._uplink = Uplink(runner.money, programs.command(*arguments))
            self._uplink.start()
            assert self._open is not None
            answering = Answering(runner.money, self._open.journal, self._reset_replica)
            self._door = LocalDoor(self._folder.path, answering.answer)
            self._door.start()

    def _disconnect(self) -> None:
        with self._joining:
            self._ended = True
            if self._door is not None:
                self._door.stop()
            if self._uplink is not None:
                self._uplink.stop()

    def _reset_replica(self) -> None:
        reset(self._folder.path)
        if self._uplink is not None:
            self._uplink.restart()

    def _address(self) -> str:
        """Where the centre is: as given, as enrolled, or the demo's own, which is started if it does not run."""
        enrolment = self._folder.enrolment()
        if self._centre is None and enrolment is not None and not enrolment.centre:
            self._embedded = self._embedded or EmbeddedCentre(self._folder.path / "demo", shop=True)
            return self._embedded.url
        return self._centre or (enrolment.centre if enrolment else "")

    def _changed(self, changes: object) -> None:
        if self._uplink is not None and getattr(changes, "sync", False):
            self._uplink.wake()

    def _demo(self) -> DemoFacts | None:
        enrolment = self._folder.enrolment()
        if enrolment is None or enrolment.mode != "demo":
            return None
        return DemoFacts(attribution(programs.RESOURCES / "demo"), self._page, self._cut)

    def _send_now(self) -> None:
        if self._uplink is not None:
            self._uplink.hurry()

    def _inquire(self, method: str, path: str, body: bytes, on_answer: Callable[[int, bytes], None]) -> None:
        if self._uplink is None:
            on_answer(0, b"")  # not joined yet
        else:
            self._uplink.inquire(method, path, body, on_answer)

    def _cut(self, off: bool) -> None:
        if self._uplink is not None:
            self._uplink.cut(off)


def attribution(demo: Path) -> tuple[str, ...]:
    """The lines that the licences of the demo's data ask for: the quoted ones of its README's list."""
    lines = (demo / "README.md").read_text("utf-8").splitlines()
    return tuple(line.partition(': "')[2].rstrip('"') for line in lines if line.startswith("- `") and ': "' in line)
