"""Looking at a journal from outside: is its chain whole, what stands in it, all of it for a file.

Everything goes in slices, so that a running till answers between two sales.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from pos.contract import decode_entry
from pos.ports import Head, Identity, JournalReader, Stored, Verification

SLICE = 500


class EntryRow(Struct, frozen=True):
    """One entry as a list shows it. ``receipt`` and ``total_minor`` only where the kind has them."""

    seq: int
    at_ms: int
    zone: str
    day: str
    kind: str
    operator: str
    receipt: str | None
    total_minor: int | None
    currency: str | None
    acknowledged: bool
    hash: str


class _Facts(Struct, frozen=True):
    """The fields a list shows, of whatever kind has them; the rest of a body is passed over."""

    receipt: str | None = None
    total_minor: int | None = None
    currency: str | None = None


class _Body(_Facts, frozen=True):
    sale: _Facts | str | None = None
    report: _Facts | None = None
    cart: _Facts | None = None


class Inspection:
    def __init__(self, journal: JournalReader) -> None:
        self._journal = journal

    def identity(self) -> Identity:
        return self._journal.identity

    def verify(self) -> Verification:
        """Walk the whole chain. ``entries`` counts what is proven; the first damage ends the walk."""
        position: Head | None = None
        while True:
            found, reached = self._journal.verify(position, SLICE)
            if found.damage is not None:
                return Verification(found.damage.seq - 1, found.damage)
            if position is not None and reached.seq == position.seq:
                return Verification(reached.seq)
            position = reached

    def start(self) -> Head:
        """The position before the first entry: number 0 and the hash the chain begins with."""
        return self._journal.verify(None, 0)[1]

    def head(self) -> Head:
        return self._journal.head()

    def acked(self) -> Head:
        return self._journal.acked()

    def entries(self) -> Iterator[Stored]:
        """Every entry up to the head of this moment, ascending."""
        seq, end = 0, self._journal.head().seq
        while seq < end:
            for stored in self._journal.read(seq, min(SLICE, end - seq)):
                yield stored
                seq = stored.seq

    def newest(self, limit: int) -> list[EntryRow]:
        """The last ``limit`` entries, newest first."""
        head, acked = self._journal.head().seq, self._journal.acked().seq
        rows: list[EntryRow] = []
        after = max(0, head - limit)
        while after < head:
            stored = self._journal.read(after, min(SLICE, head - after))
            rows.extend(_row(item, acked) for item in stored)
            after = stored[-1].seq
        return rows[::-1]


def _row(stored: Stored, acked: int) -> EntryRow:
    entry = decode_entry(stored.line)
    body = msgspec.json.decode(entry.body, type=_Body)
    facts = next((part for part in (body.sale, body.report) if isinstance(part, _Facts)), body)
    return EntryRow(
        seq=stored.seq,
        at_ms=entry.at,
        zone=entry.zone,
        day=entry.day,
        kind=entry.kind,
        operator=entry.operator,
        receipt=facts.receipt,
        total_minor=facts.total_minor,
        currency=facts.currency or (body.cart.currency if body.cart is not None else None),
        acknowledged=stored.seq <= acked,
        hash=stored.hash,
    )
