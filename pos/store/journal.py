"""journal.db: append-only, hash-chained, and precious. See ``docs/storage.md`` for what is lost with which file.

`entry` is guarded by triggers (a fence) and by the chain (the evidence). Beside it stand small mutable tables: drafts
of the working state, what the centre acknowledged and said, and what was printed.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from pos.base.clock import Clock, Ids, local_date
from pos.base.errors import Bug, Code, Unavailable
from pos.contract import (
    ENTRY_VERSION,
    Entry,
    Outcome,
    decode_entry,
    encode_body,
    encode_entry,
    first_hash,
    next_hash,
)
from pos.domain.events import KIND_OF, JournalOpened
from pos.ports import Head, Identity, NewFact, Reach, Stored
from pos.store import sqlite
from pos.store.journal_file import SCHEMA, TAIL_ENTRIES, JournalFile

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at INTEGER NOT NULL,
    receipt_n INTEGER UNIQUE, total_minor INTEGER, source TEXT UNIQUE, line BLOB NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE INDEX entry_receipt ON entry (seq) WHERE receipt_n IS NOT NULL;
CREATE INDEX entry_shift ON entry (seq) WHERE kind = 'shift.opened';
CREATE TABLE draft (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE acked (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE outcome (seq INTEGER PRIMARY KEY, status TEXT NOT NULL, reason TEXT, review TEXT) STRICT;
CREATE INDEX outcome_review ON outcome (seq) WHERE status = 'set_aside';
CREATE TABLE print_state (seq INTEGER PRIMARY KEY) STRICT;
"""
# REPLACE fires no delete trigger unless recursive_triggers is on; hence the guard on insert.
TRIGGERS: Final = {
    "entry_no_update": "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry"
    " BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    "entry_no_delete": "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry"
    " BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END",
    "entry_no_replace": "CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry"
    " WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq OR id = NEW.id OR receipt_n = NEW.receipt_n"
    " OR source = NEW.source) BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END",
}


class SqliteJournal(JournalFile):
    """Port `Journal`. Belongs to one thread. ``at(name)`` is called at the points where a rehearsal may kill the
    process: ``journal.before_commit``, ``journal.after_commit``.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        zone: str,
        reach: Reach,
        at: Callable[[str], None] = lambda name: None,
        release_reserve: Callable[[], bool] = lambda: False,
    ) -> None:
        """Open an existing journal. Raises Unavailable JOURNAL_DAMAGED or ALREADY_RUNNING, Refused
        JOURNAL_FROM_NEWER_VERSION; nothing is changed then.
        """
        self._clock = clock
        self._zone = zone
        self._reach = reach
        self._at = at
        self._release_reserve = release_reserve
        self._boot = uuid4().hex[:8]
        super().__init__(path)

    @classmethod
    def create(
        cls,
        path: Path,
        identity: Identity,
        device_key: bytes,
        app: str,
        clock: Clock,
        zone: str,
        reach: Reach,
        ids: Ids,
        *,
        at: Callable[[str], None] = lambda name: None,
        release_reserve: Callable[[], bool] = lambda: False,
    ) -> SqliteJournal:
        """Make a new journal whose first entry is ``journal.opened``; all of it or nothing."""
        db = sqlite.open_precious(path)
        try:
            with sqlite.write(db, path):
                for statement in (*TABLES.split(";\n"), *TRIGGERS.values()):
                    if statement.strip():
                        db.execute(statement)
                meta = {
                    "schema": str(SCHEMA),
                    "journal": identity.journal,
                    "tag": identity.tag,
                    "till": identity.till,
                    "store": identity.store,
                    "mode": identity.mode,
                    "device_key": base64.b64encode(device_key).decode(),
                }
                db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
                first = first_hash(identity.journal, identity.till, device_key)
                db.execute("INSERT INTO acked VALUES (1, 0, ?)", (first,))
        finally:
            db.close()
        journal = cls(path, clock, zone, reach, at, release_reserve)
        opened = JournalOpened(identity.journal, identity.till, identity.store, app, identity.mode)
        day = local_date(clock.now_ms(), zone).isoformat()
        journal.append([NewFact(ids.new(), opened, day, "")])
        return journal

    # --- writing --------------------------------------------------------------------------------------------------

    def append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None] | None = None) -> list[Stored]:
        """One durable transaction. On a full disk the reserve is released and the same facts are tried once more."""
        try:
            return self._append(facts, drafts or {})
        except Unavailable as reason:
            if reason.code is not Code.DISK_FULL or not self._release_reserve():
                raise
            return self._append(facts, drafts or {})

    def save(self, drafts: Mapping[str, bytes | None]) -> None:
        with sqlite.write(self._db, self._path):
            self._save(drafts)
            self._at("journal.before_commit")
        self._at("journal.after_commit")

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> None:
        with sqlite.write(self._db, self._path):
            self._db.execute("UPDATE acked SET seq = ?, hash = ?", (head.seq, head.hash))
            self._db.executemany(
                "INSERT INTO outcome VALUES (?, ?, ?, ?) ON CONFLICT (seq) DO UPDATE"
                " SET status = excluded.status, reason = excluded.reason, review = excluded.review",
                [(o.seq, o.status, o.reason, o.review) for o in outcomes],
            )
            self._at("ack.before_commit")

    def mark_printed(self, seq: int) -> None:
        with sqlite.write(self._db, self._path):
            self._db.execute("INSERT INTO print_state VALUES (?) ON CONFLICT DO NOTHING", (seq,))

    # --- inside ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        super()._load()
        self._check_triggers()
        self._head, self._at_ms = self._check_tail()

    def _check_triggers(self) -> None:
        found = dict(self._db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
        if found != TRIGGERS:
            raise Unavailable(Code.JOURNAL_DAMAGED, file=self._path.name, reason="its guards were changed")

    def _check_tail(self) -> tuple[Head, int]:
        """Prove the newest entries and find the head; the cost does not grow with the journal."""
        start = max(0, self._head.seq - TAIL_ENTRIES)
        before = self.entry(start)
        verification, head = self.verify(Head(start, before.hash) if before else None)
        if verification.damage is not None:
            row, reason = verification.damage.seq, verification.damage.reason
            raise Unavailable(Code.JOURNAL_DAMAGED, file=self._path.name, row=row, reason=reason, safe_up_to=row - 1)
        newest = self.entry(head.seq)
        return head, decode_entry(newest.line).at if newest else 0

    def _append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None]) -> list[Stored]:
        head, receipt_n, at_ms = self._head, self._receipt_n, max(self._clock.now_ms(), self._at_ms)
        stored = []
        with sqlite.write(self._db, self._path):
            for fact in facts:
                if fact.receipt_n is not None:
                    receipt_n += 1
                    if fact.receipt_n != receipt_n:
                        raise Bug("receipt numbers must be gapless", expected=receipt_n, got=fact.receipt_n)
                entry = self._entry(fact, head.seq + 1, at_ms)
                line = encode_entry(entry)
                head = Head(entry.seq, next_hash(head.hash, line))
                row = (
                    entry.seq, entry.id, entry.kind, entry.at, fact.receipt_n, fact.total_minor, fact.source, line,
                    bytes.fromhex(head.hash),
                )  # fmt: skip
                self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                stored.append(Stored(head.seq, line, head.hash))
            self._save(drafts)
            self._at("journal.before_commit")
        self._head, self._receipt_n, self._at_ms = head, receipt_n, at_ms
        self._at("journal.after_commit")
        return stored

    def _entry(self, fact: NewFact, seq: int, at_ms: int) -> Entry:
        return Entry(
            seq=seq,
            id=fact.id,
            kind=KIND_OF[type(fact.body)],
            v=ENTRY_VERSION,
            at=at_ms,
            zone=self._zone,
            boot=self._boot,
            mono=self._clock.mono_ms(),
            day=fact.day,
            operator=fact.operator,
            online=self._reach.online(),
            body=encode_body(fact.body),
        )

    def _save(self, drafts: Mapping[str, bytes | None]) -> None:
        for name, value in drafts.items():
            if value is None:
                self._db.execute("DELETE FROM draft WHERE name = ?", (name,))
            else:
                self._db.execute(
                    "INSERT INTO draft VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (name, value),
                )


def new_identity(till: str, store: str, mode: str) -> Identity:
    """A fresh journal's identity; the tag in every receipt number is cut from its id, four base32 characters."""
    journal: UUID = uuid4()
    tag = base64.b32encode(journal.bytes)[:4].decode()
    return Identity(str(journal), tag, till, store, mode)
