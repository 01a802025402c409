"""The journal is the outbox: unsent is what stands above the acknowledged number. Nothing is ever marked *sending*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pos.contract import JournalHead, Outcome, decode_entry
from pos.ports import PERSONAL, Head, Journal, Stored, Verification
from pos.services.changes import NOTHING, Changes

SLICE_ENTRIES: Final = 200


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

    def personal(self, items: Sequence[Stored]) -> tuple[dict[str, bytes], Changes]:
        """What is to travel beside these entries, by entry id: JSON objects, as they were saved with them."""
        waiting = self._personal()
        if waiting:
            names = {decode_entry(item.line).id for item in items}
            waiting = {entry: data for entry, data in waiting.items() if entry in names}
        return waiting, NOTHING

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> tuple[None, Changes]:
        """The centre has durably committed everything up to ``head``. Personal data beside these entries end here,
        before the number is written down: a crash in between sends the entries again, which the centre knows, and
        never leaves a name behind.
        """
        waiting = self._personal()
        if waiting:
            done = self._acknowledged(head) & waiting.keys()
            if done:
                self._journal.save({PERSONAL + entry: None for entry in done})
        self._journal.acknowledge(head, outcomes)
        return None, Changes(sync=True, receipts=True)

    def verify(self, after: Head | None, limit: int) -> tuple[tuple[Verification, Head], Changes]:
        """One slice of the background check of the chain."""
        return self._journal.verify(after, limit), NOTHING

    def _personal(self) -> dict[str, bytes]:
        drafts = self._journal.drafts()
        return {name.removeprefix(PERSONAL): data for name, data in drafts.items() if name.startswith(PERSONAL)}

    def _acknowledged(self, head: Head) -> set[str]:
        """Ids of the entries between the number acknowledged before and ``head``; none if that is no place here."""
        names: set[str] = set()
        reached = self._journal.acked()
        while reached.seq < head.seq:
            items = self._journal.read(reached.seq, min(SLICE_ENTRIES, head.seq - reached.seq))
            if not items:
                return set()
            names.update(decode_entry(item.line).id for item in items)
            reached = Head(items[-1].seq, items[-1].hash)
        return names if reached.hash == head.hash else set()
