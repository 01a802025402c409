"""The tables of journal.db and the fence around them. Their text is compared at every open by the till."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Final

VERSION: Final = 1

# Not one entry column may be changed, so what does change stands in tables of its own. `unprinted` holds only what is
# still open: asking for it costs the same in every year of the journal.
TABLES: Final = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE entry (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at INTEGER NOT NULL,"
    " receipt_n INTEGER, total_minor INTEGER, source TEXT, line BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    "CREATE UNIQUE INDEX entry_receipt ON entry (receipt_n) WHERE receipt_n IS NOT NULL",
    "CREATE UNIQUE INDEX entry_source ON entry (source) WHERE source IS NOT NULL",
    "CREATE INDEX entry_shift ON entry (kind) WHERE kind = 'shift.opened'",
    "CREATE TABLE draft (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE acked (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT",
    "CREATE TABLE outcome (seq INTEGER PRIMARY KEY, status TEXT NOT NULL, reason TEXT, review TEXT) STRICT",
    "CREATE INDEX outcome_review ON outcome (status) WHERE status = 'set_aside'",
    "CREATE TABLE unprinted (seq INTEGER PRIMARY KEY) STRICT",
)

# INSERT OR REPLACE fires no delete trigger unless recursive_triggers is on, so the guard on insert looks at every key.
TRIGGERS: Final = (
    "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END",
    "CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq)"
    " OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM entry WHERE receipt_n = NEW.receipt_n)"
    " OR EXISTS (SELECT 1 FROM entry WHERE source = NEW.source)"
    " BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END",
    "CREATE TRIGGER entry_no_gap BEFORE INSERT ON entry"
    " WHEN NEW.seq IS NOT 1 + (SELECT coalesce(max(seq), 0) FROM entry)"
    " BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps'); END",
    "CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta"
    " BEGIN SELECT RAISE(ABORT, 'a journal never becomes another'); END",
    "CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta"
    " BEGIN SELECT RAISE(ABORT, 'a journal never becomes another'); END",
)


def make(db: sqlite3.Connection) -> None:
    """Lay out an empty file, inside the caller's transaction."""
    for statement in (*TABLES, *TRIGGERS):
        db.execute(statement)


def altered(db: sqlite3.Connection) -> list[str]:
    """Statements that are missing, strange or other than ours; empty when the file is as we made it."""
    found = {row[0] for row in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    return sorted(found ^ {*TABLES, *TRIGGERS})


def proof(meta: Mapping[str, str]) -> str:
    """Over all that the file says of itself: one changed byte in it must not make another till of this one."""
    return hashlib.sha256(repr(sorted(meta.items())).encode()).hexdigest()
