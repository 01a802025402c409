"""The only place that opens a database, and the only place that knows what SQLite's errors mean."""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from pos.base.errors import Bug, Code, TresenError, Unavailable

_FAILED = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_PRECIOUS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # what is known of a new customer waits here until the centre has it, and no longer
    "PRAGMA wal_autocheckpoint=4000",  # 16 MB: with SQLite's 1000 pages one sale in 66 waits for the tidying up
    "BEGIN IMMEDIATE",  # takes the lock, which a pragma alone does not
    "COMMIT",
)
# An Apple disk flushes its own memory only when asked in its own way.
_APPLE = ("PRAGMA fullfsync=ON", "PRAGMA checkpoint_fullfsync=ON") if sys.platform == "darwin" else ()
_DISPOSABLE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-32000",
    "PRAGMA secure_delete=ON",  # a customer who is dropped is overwritten
)
_LOOKING = ("PRAGMA query_only=ON",)
CIPHER: Final = "sqlcipher3"  # an optional package: SQLite with pages that are encrypted, and errors of its own
_modules: list[Any] = [sqlite3]


def open_precious(path: Path, create: bool = False) -> sqlite3.Connection:
    """journal.db: one connection, locked against every other one; each commit is on the disk when it returns.

    EXCLUSIVE before WAL means no shared-memory file: a second process cannot open it at all, which is the guard
    against a double start and takes away the precondition of SQLite's WAL-reset bug (before 3.51.3).
    """
    with translated(path):
        return _connect(path, "rwc" if create else "rw", 0, (*_APPLE, *_PRECIOUS))


def open_to_look(path: Path) -> sqlite3.Connection:
    """journal.db for a person's command: reads only, and is refused while a till has the file."""
    with translated(path):
        return _connect(path, "ro", 0, _LOOKING)


def open_disposable(path: Path, key: str | None = None) -> sqlite3.Connection:
    """The one writing connection of replica.db: a lost last commit costs a page of the feed, nothing more. ``key``:
    64 hex digits, for an encrypted file.
    """
    with translated(path):
        return _connect(path, "rwc", 5, _DISPOSABLE, key)


def open_reader(path: Path, key: str | None = None) -> sqlite3.Connection:
    """replica.db, read-only beside its writer. Raises one of `errors`: its reader answers empty then."""
    return _connect(path, "ro", 1, _LOOKING, key)


def _connect(
    path: Path, mode: str, timeout_s: int, statements: tuple[str, ...], key: str | None = None
) -> sqlite3.Connection:
    """Transactions are begun by us alone (isolation_level None); whoever opens may hand over to another thread."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    library = sqlite3 if key is None else _cipher()
    db: sqlite3.Connection = library.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=timeout_s
    )
    try:
        if key is not None:
            db.execute(f"PRAGMA key = \"x'{key}'\"")
        for statement in statements:
            db.execute(statement)
    except BaseException:
        db.close()
        raise
    return db


def can_encrypt() -> bool:
    """Is the optional package there?"""
    return importlib.util.find_spec(CIPHER) is not None


def errors(name: str = "Error") -> tuple[type[Exception], ...]:
    """SQLite's class of errors of that name, of each library in use."""
    return tuple(getattr(module, name) for module in _modules)


def _cipher() -> ModuleType:
    library = importlib.import_module(f"{CIPHER}.dbapi2")
    if library not in _modules:
        _modules.append(library)
    return library


@contextmanager
def write(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction, taken at once (BEGIN IMMEDIATE), committed at the end or rolled back whole.

    After "disk full" SQLite has already rolled back and left the transaction; asking again would hide the reason,
    and going on would write the rest in autocommit: half a sale.
    """
    with translated(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                with suppress(*errors()):  # the first error is the one to tell
                    db.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except errors() as error:
        raise explained(error, path) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged schema it complains of
        raise _unreadable(path) from error


def explained(error: Exception, path: Path) -> TresenError:
    """What a failure of the database means for a till."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the low byte: without the details
    if code == sqlite3.SQLITE_FULL:
        return Unavailable(Code.DISK_FULL, file=path.name)
    if code in _BUSY:
        return Unavailable(Code.ALREADY_RUNNING, file=path.name)
    if code in _FAILED:
        return Unavailable(Code.DISK_FAILED, file=path.name, reason=str(error))
    if code in _DAMAGED:
        return _unreadable(path)
    return Bug(f"{type(error).__name__}: {error}", file=path.name)


def version() -> tuple[int, ...]:
    """Of the SQLite library in use."""
    return sqlite3.sqlite_version_info


def _unreadable(path: Path) -> Unavailable:
    """SQLite's own words stay in the log; ``seq`` 1: no entry is proven yet."""
    return Unavailable(Code.JOURNAL_DAMAGED, file=path.name, reason="not readable", seq=1)
