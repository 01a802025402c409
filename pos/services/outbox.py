"""The journal is the outbox: unsent is what stands above the acknowledged number. Nothing is ever marked *sending*."""

from __future__ import annotations

from collections.abc import Sequence

from pos.contract import JournalHead, Outcome
from pos.ports import Head, Journal, Stored, Verification
from pos.services.changes import NOTHING, Changes


class Outbox:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def position(self) -> tuple[JournalHead, Changes]:
        """The journal's head, for the hello."""
        identity, head = self._journal.identity, self._journal.head()
        return JournalHead(identity.journal, identity.tag, head.seq, head.hash), NOTHING

    def acked(self) -> tuple[Head, Changes]:
        return self._journal.acked(), NOTHING

    def entries(self, after: int, limit: int) -> tuple[list[Stored], Changes]:
        """Exact lines to push; entries stay here after they were acknowledged, for a centre that was restored."""
        return self._journal.read(after, limit), NOTHING

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> tuple[None, Changes]:
        """The centre has durably committed everything up to ``head``."""
        self._journal.acknowledge(head, outcomes)
        return None, Changes(sync=True, receipts=True)

    def verify(self, after: Head | None, limit: int) -> tuple[tuple[Verification, Head], Changes]:
        """One slice of the background check of the chain."""
        return self._journal.verify(after, limit), NOTHING
