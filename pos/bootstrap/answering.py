"""What a running till answers at its local door. Each request runs on the money thread, between two sales."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any

from pos.base.errors import Code, TresenError, Unavailable
from pos.bootstrap.uplink import Call
from pos.local import AskRead, AskResetReplica, AskVerify, Request, Status, Walked
from pos.services.changes import NOTHING, Changes
from pos.services.till import Till
from pos.store.journal import SqliteJournal

PATIENCE_S = 30


class Answering:
    """``submit`` runs a call on the money thread; ``reset_replica`` may take a moment and runs on the door's thread."""

    def __init__(
        self, submit: Callable[[Call], None], journal: SqliteJournal, reset_replica: Callable[[], None]
    ) -> None:
        self._submit = submit
        self._journal = journal
        self._reset_replica = reset_replica

    def answer(self, request: Request) -> object:
        """Raises what the till raised, or Unavailable if it is too busy to answer."""
        if isinstance(request, AskResetReplica):
            self._reset_replica()
            return None
        answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def on_money_thread(_: Till) -> tuple[None, Changes]:
            try:
                answers.put(self._read(request))
            except TresenError as error:
                answers.put(error)
            return None, NOTHING

        self._submit(on_money_thread)
        try:
            answer = answers.get(timeout=PATIENCE_S)
        except queue.Empty as error:
            raise Unavailable(Code.ALREADY_RUNNING, reason="the till is busy") from error
        if isinstance(answer, TresenError):
            raise answer
        return answer

    def _read(self, request: Request) -> object:
        journal = self._journal
        if isinstance(request, AskRead):
            return journal.read(request.after, request.limit)
        if isinstance(request, AskVerify):
            return Walked(*journal.verify(request.after, request.limit))
        return Status(journal.identity, journal.head(), journal.acked())
