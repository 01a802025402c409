"""Port `Journal` without a disk, for the many short lives of property tests; `tests/store` proves the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pos.contract import (
    ENTRY_VERSION,
    SET_ASIDE,
    Entry,
    Outcome,
    decode_entry,
    encode_body,
    encode_entry,
    first_hash,
    next_hash,
)
from pos.domain.events import KIND_OF
from pos.ports import Head, Identity, NewFact, Stored, Verification, Waiting


@dataclass
class MemoryJournal:
    identity: Identity
    clock: object
    online: object
    entries: list[Stored] = field(default_factory=list)
    states: dict[str, bytes] = field(default_factory=dict)
    receipt_seqs: list[int] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    verdicts: dict[int, Outcome] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    ack: Head = field(default_factory=lambda: Head(0, ""))
    opened_shifts: int = 0
    reserve_released: bool = False

    def append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None] | None = None) -> list[Stored]:
        first = len(self.entries)
        for fact in facts:
            seq = len(self.entries) + 1
            entry = Entry(
                seq, fact.id, KIND_OF[type(fact.body)], ENTRY_VERSION, self.clock.now_ms(), "Europe/Berlin", "boot",
                self.clock.mono_ms(), fact.day, fact.operator, self.online.online(), encode_body(fact.body),
            )  # fmt: skip
            line = encode_entry(entry)
            self.entries.append(Stored(seq, line, next_hash(self.head().hash, line)))
            if fact.receipt_n is not None:
                assert fact.receipt_n == self.next_receipt_n()
                self.receipt_seqs.append(seq)
            if fact.source is not None:
                assert fact.source not in self.sources
                self.sources.add(fact.source)
            self.opened_shifts += entry.kind == "shift.opened"
        self.save(drafts or {})
        return self.entries[first:]

    def save(self, drafts: Mapping[str, bytes | None]) -> None:
        for name, value in drafts.items():
            if value is None:
                self.states.pop(name, None)
            else:
                self.states[name] = value

    def drafts(self) -> dict[str, bytes]:
        return dict(self.states)

    def head(self) -> Head:
        if not self.entries:
            return Head(0, first_hash(self.identity.journal, self.identity.till, bytes(32)))
        return Head(self.entries[-1].seq, self.entries[-1].hash)

    def next_receipt_n(self) -> int:
        return len(self.receipt_seqs) + 1

    def read(self, after: int, limit: int) -> list[Stored]:
        return self.entries[after : after + limit]

    def entry(self, seq: int) -> Stored | None:
        return self.entries[seq - 1] if 1 <= seq <= len(self.entries) else None

    def receipts(self, before: int | None, limit: int, text: str = "") -> list[Stored]:
        chosen = [
            self.entries[seq - 1]
            for n, seq in enumerate(self.receipt_seqs, start=1)
            if (before is None or seq < before) and (not text or text.endswith(f"{n:06d}"))
        ]
        return chosen[::-1][:limit]

    def source_known(self, source: str) -> bool:
        return source in self.sources

    def acked(self) -> Head:
        return self.ack

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> None:
        self.ack = head
        self.verdicts.update((outcome.seq, outcome) for outcome in outcomes)

    def outcomes(self, seqs: Sequence[int]) -> dict[int, Outcome]:
        return {seq: self.verdicts[seq] for seq in seqs if seq in self.verdicts}

    def review_count(self) -> int:
        return sum(outcome.status == SET_ASIDE for outcome in self.verdicts.values())

    def waiting(self) -> Waiting:
        waiting = [seq for seq in self.receipt_seqs if seq > self.ack.seq]
        oldest = decode_entry(self.entries[waiting[0] - 1].line).at if waiting else None
        return Waiting(len(waiting), oldest)

    def shifts(self) -> int:
        return self.opened_shifts

    def mark_printed(self, seq: int) -> None:
        self.seen.add(seq)

    def unprinted(self, limit: int) -> list[int]:
        return [seq for seq in reversed(self.receipt_seqs) if seq not in self.seen][:limit]

    def verify(self, after: Head | None = None, limit: int | None = None) -> tuple[Verification, Head]:
        start = after.seq if after else 0
        entries = self.entries[start:][:limit]
        reached = Head(entries[-1].seq, entries[-1].hash) if entries else (after or Head(0, ""))
        return Verification(len(entries)), reached

    def close(self) -> None:
        return None
