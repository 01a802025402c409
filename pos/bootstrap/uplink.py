"""The till's end of the pipe to its helper process: what the helper asks is answered on the money thread, what it
reports reaches the services. Holds no rules of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from pos.ports import Head
from pos.services.changes import NOTHING, Changes
from pos.services.till import Till
from pos.sync.process import SyncProcess
from pos.sync.steps import Acknowledge, Ask, Check, Checked, Cut, Entries, Hurry, Pulled, Rehome, Report, ToTill, Wake

Call = Callable[[Till], tuple[Any, Changes]]
SLICE_ENTRIES: Final = 200
CHECK_AGAIN_S: Final = 600

log = logging.getLogger(__name__)


class Uplink:
    """``submit`` runs a call on the money thread, in order. `heard` may be called on any thread."""

    def __init__(self, submit: Callable[[Call], None], command: list[str]) -> None:
        self._submit = submit
        self._command = command
        self._process = SyncProcess(command, self.heard, self._died)
        self._again: threading.Timer | None = None
        self._stopped = False

    def start(self) -> None:
        self._process.start()
        self._submit(lambda till: self._check(till, None))

    def stop(self) -> None:
        self._stopped = True
        if self._again is not None:
            self._again.cancel()
        self._process.stop()

    def restart(self) -> None:
        """End the helper and start another one, which begins with what it finds in the folder."""
        self._process.stop()
        self._process = SyncProcess(self._command, self.heard, self._died)
        self._process.start()
        self._submit(lambda till: self._check(till, None))

    def wake(self) -> None:
        """Something was committed: let it be pushed at once."""
        self._submit(self._wake)

    def hurry(self) -> None:
        """Push what waits without sitting out the pause after a failure."""
        self._process.send(Hurry())
        self.wake()

    def cut(self, on: bool) -> None:
        """The demo's network switch: True takes the network away."""
        self._process.send(Cut(on=not on))

    def heard(self, message: ToTill) -> None:
        if isinstance(message, Ask):
            self._submit(lambda till: self._answer(till, message))
        elif isinstance(message, Acknowledge):
            self._submit(lambda till: till.outbox.acknowledge(message.head, message.outcomes))
        elif isinstance(message, Report):
            self._submit(lambda till: till.link.report(message.link))
        elif isinstance(message, Pulled):
            self._submit(lambda _: (None, Changes(catalogue=True, operator=True)))
        elif isinstance(message, Checked):
            self._checked(message)
        elif isinstance(message, Rehome):
            log.error("the centre knows another past of journal %s: %s", message.journal, message)

    def _wake(self, till: Till) -> tuple[None, Changes]:
        position, _ = till.outbox.position()
        self._process.send(Wake(position.journal, position.seq))
        return None, NOTHING

    def _answer(self, till: Till, ask: Ask) -> tuple[None, Changes]:
        position, _ = till.outbox.position()
        acked, _ = till.outbox.acked()
        items, _ = till.outbox.entries(ask.after, ask.limit)
        self._process.send(Entries(ask.after, position, acked, tuple(items)))
        return None, NOTHING

    def _died(self, _deaths: int, _code: int) -> None:
        """The slice that was being checked died with the helper."""
        self._submit(lambda till: self._check(till, None))

    # --- the background check of the chain, a slice at a time ---------------------------------------------------------

    def _check(self, till: Till, after: Head | None) -> tuple[None, Changes]:
        position, _ = till.outbox.position()
        items, _ = till.outbox.entries(after.seq if after else 0, SLICE_ENTRIES)
        if items:
            self._process.send(Check(position.journal, after, tuple(items)))
        elif not self._stopped:
            if self._again is not None:
                self._again.cancel()
            self._again = threading.Timer(CHECK_AGAIN_S, self._submit, [lambda till: self._check(till, None)])
            self._again.daemon = True
            self._again.start()
        return None, NOTHING

    def _checked(self, message: Checked) -> None:
        damage = message.damage
        if damage is not None:
            self._submit(lambda till: till.link.damaged(damage))
        else:
            self._submit(lambda till: self._check(till, message.head))
