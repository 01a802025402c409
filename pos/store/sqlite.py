"""The only place that opens a database, and the only place that knows what SQLite's errors mean."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.base.errors import Bug, Code, TresenError, Unavailable

_FAILED = frozenset(
    {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def open_precious(path: Path) -> sqlite3.Connection:
    """journal.db: one connection, locked against every other one; each commit is on the disk when it returns.

    EXCLUSIVE before WAL means no shared-memory file: a second process cannot open it at all, which is the guard against
    a double start and takes away the precondition of SQLite's WAL-reset bug (before 3.51.3).
    """
    with translated(path):
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        try:
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "trusted_schema=OFF"):
                db.execute(f"PRAGMA {pragma}")
            if sys.platform == "darwin":
                db.execute("PRAGMA fullfsync=ON")
            db.execute("BEGIN IMMEDIATE")
            db.execute("COMMIT")
        except sqlite3.Error:
            db.close()
            raise
    return db


@contextmanager
def write(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction, taken at once (BEGIN IMMEDIATE), committed at the end or rolled back whole.

    After "disk full" SQLite has already rolled back and left the transaction; asking again would hide the reason, and
    going on would write the rest in autocommit: half a sale.
    """
    with translated(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


def explained(error: sqlite3.Error, path: Path) -> TresenError:
    """What a failure of the database means for a till."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return Unavailable(Code.DISK_FULL, file=path.name)
    if code in _BUSY:
        return Unavailable(Code.ALREADY_RUNNING, file=path.name)
    if code in _FAILED:
        return Unavailable(Code.DISK_FAILED, file=path.name, reason=str(error))
    if code in _DAMAGED:
        return Unavailable(Code.JOURNAL_DAMAGED, file=path.name, reason=str(error))
    return Bug(f"{type(error).__name__}: {error}", file=path.name)


def open_disposable(path: Path) -> sqlite3.Connection:
    """The one writing connection of replica.db: a lost last commit costs a page of the feed, nothing more."""
    with translated(path):
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-32000"):
            db.execute(f"PRAGMA {pragma}")
    return db


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection beside the writer."""
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=1)
    db.execute("PRAGMA query_only=ON")
    return db
