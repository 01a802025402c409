"""The till's end of the pipe to its helper process: what the helper asks is answered on the money thread, what it
reports reaches the services. Holds no rules of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from pos.contract.goods import pickups_stream, stock_stream
from pos.ports import Head
from pos.services.changes import NOTHING, Changes
from pos.services.till import Till
from pos.sync.process import SyncProcess
from pos.sync.steps import (
    SLOW,
    UNREACHED,
    Acknowledge,
    Ask,
    Check,
    Checked,
    Cut,
    Entries,
    Hurry,
    Inquire,
    Inquired,
    Pulled,
    Rehome,
    Report,
    ToTill,
    Wake,
)

Call = Callable[[Till], tuple[Any, Changes]]
OnAnswer = Callable[[int, bytes], None]
SLICE_ENTRIES: Final = 200
CHECK_AGAIN_S: Final = 600
BUDGET_MS: Final = 800
GRACE_MS: Final = 500

log = logging.getLogger(__name__)


class Uplink:
    """``submit`` runs a call on the money thread, in order. `heard` may be called on any thread."""

    def __init__(self, submit: Callable[[Call], None], command: list[str]) -> None:
        self._submit = submit
        self._command = command
        self._process = SyncProcess(command, self.heard, self._died)
        self._questions = _Questions()
        self._again: threading.Timer | None = None
        self._stopped = False

    def start(self) -> None:
        self._process.start()
        self._submit(lambda till: self._check(till, None))

    def stop(self) -> None:
        self._stopped = True
        if self._again is not None:
            self._again.cancel()
        self._questions.end()
        self._process.stop()

    @property
    def helper(self) -> int | None:
        """Process id of the helper running now."""
        return self._process.pid

    def restart(self) -> None:
        """End the helper and start another one, which begins with what it finds in the folder."""
        self._process.stop()
        self._questions.nobody_there()
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

    def inquire(self, method: str, path: str, body: bytes, on_answer: OnAnswer, budget_ms: int = BUDGET_MS) -> None:
        """Ask the centre while somebody waits; from any thread. ``on_answer(status, body)`` is called exactly once, at
        the latest half a second after the budget: with the centre's answer, or with status 0 and the reason (``slow``,
        ``unreachable``, ``open``, ``unauthorised``). It is called on whatever thread knows first: the helper's reader,
        a timer, the one that stops, or this one if there is no helper. A question that got no answer may have reached
        the centre all the same.
        """
        id_ = self._questions.put(on_answer, budget_ms + GRACE_MS)
        if self._process.up:
            self._process.send(Inquire(id_, method, path, body, budget_ms))
        else:  # it must not reach the next helper, when nobody waits for it any more
            self._questions.answer(id_, 0, UNREACHED)

    def heard(self, message: ToTill) -> None:
        if isinstance(message, Ask):
            self._submit(lambda till: self._answer(till, message))
        elif isinstance(message, Acknowledge):
            self._submit(lambda till: till.outbox.acknowledge(message.head, message.outcomes))
        elif isinstance(message, Report):
            self._submit(lambda till: till.link.report(message.link))
        elif isinstance(message, Pulled):
            changes = _changes_of(message.stream)
            self._submit(lambda _: (None, changes))
        elif isinstance(message, Inquired):
            self._questions.answer(message.id, message.status, message.body)
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
        personal, _ = till.outbox.personal(items)
        self._process.send(Entries(ask.after, position, acked, tuple(items), personal))
        return None, NOTHING

    def _died(self, _deaths: int, _code: int) -> None:
        """The slice that was being checked died with the helper, and so did the questions."""
        self._questions.nobody_there()
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


def _changes_of(stream: str) -> Changes:
    """What a page of a stream may change on a screen. Stock moves all day, and nothing else is drawn again for it."""
    if stream.startswith(stock_stream("")):
        return Changes(stock=True)
    if stream.startswith(pickups_stream("")):
        return Changes(pickups=True)
    return Changes(catalogue=True, operator=True, customer=True)


class _Questions:
    """Who waits for an answer of the centre. Whoever takes a question out of the list answers it, so it is answered
    once; the callbacks run outside the lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[int, tuple[OnAnswer, threading.Timer]] = {}
        self._last = 0
        self._ended = False

    def put(self, on_answer: OnAnswer, patience_ms: int) -> int:
        """Returns the id of the question, never used before."""
        with self._lock:
            self._last += 1
            id_ = self._last
            timer = threading.Timer(patience_ms / 1000, self.answer, (id_, 0, SLOW))
            timer.daemon = True
            self._waiting[id_] = on_answer, timer
            ended = self._ended
            if not ended:
                timer.start()
        if ended:
            self.answer(id_, 0, UNREACHED)
        return id_

    def answer(self, id_: int, status: int, body: bytes) -> None:
        """Nothing happens if it was answered before."""
        with self._lock:
            on_answer, timer = self._waiting.pop(id_, (None, None))
        if on_answer is None or timer is None:
            return
        timer.cancel()
        try:
            on_answer(status, body)
        except Exception:  # the others must get their answers too
            log.exception("an answer of the centre was not taken")

    def nobody_there(self) -> None:
        with self._lock:
            ids = list(self._waiting)
        for id_ in ids:
            self.answer(id_, 0, UNREACHED)

    def end(self) -> None:
        """Every question is answered now, and every later one at once."""
        with self._lock:
            self._ended = True
        self.nobody_there()
