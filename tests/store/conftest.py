from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.base.clock import Ids
from pos.base.errors import Code, TresenError
from pos.store.journal import SqliteJournal
from tests.store.build import SteadyClock, new_journal, sale_fact


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def ids() -> Ids:
    return Ids(SteadyClock())


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    """A journal with its first entry only."""
    opened = new_journal(path)
    yield opened
    opened.close()


def sold(journal: SqliteJournal, ids: Ids, count: int, drafts: dict[str, bytes | None] | None = None) -> None:
    """Append that many receipts, each in a transaction of its own."""
    for _ in range(count):
        journal.append([sale_fact(ids, journal.next_receipt_n())], drafts)


def raised(call: Callable[[], object], code: Code) -> TresenError:
    """Assert that ``call`` fails with ``code``; returns the error."""
    with pytest.raises(TresenError) as reason:
        call()
    assert reason.value.code is code, reason.value
    return reason.value


def tampered(path: Path, *statements: str) -> None:
    """What somebody with the sqlite3 tool could do to a file nobody has open."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA writable_schema=OFF")
    for statement in statements:
        db.execute(statement)
    db.close()
