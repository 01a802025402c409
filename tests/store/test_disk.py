"""A disk that is full, and one that fails: nothing is half written, and the till says so or goes on."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.base.clock import Ids
from pos.base.errors import Bug, Code, TresenError
from pos.store import sqlite
from pos.store.files import Folder
from pos.store.journal import SqliteJournal
from tests.store.build import new_journal, open_journal, sale_fact
from tests.store.conftest import raised, sold

PAGES_MORE = 20


def filled(journal: SqliteJournal, ids: Ids) -> int:
    """Sell until the disk is full; returns the receipts written."""
    while True:
        head, drafts = journal.head(), journal.drafts()
        try:
            sold(journal, ids, 1, {"cart": b"x" * 500})
        except TresenError as error:
            assert error.code is Code.DISK_FULL
            assert (journal.head(), journal.drafts()) == (head, drafts)
            return journal.next_receipt_n() - 1


def cap(journal: SqliteJournal, more: int) -> None:
    """Let the file grow by so many pages and no further; SQLite then says what a full disk makes it say."""
    used = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {used + more}")


def test_a_full_disk_stops_the_sale_whole(path: Path, ids: Ids) -> None:
    journal = new_journal(path)
    cap(journal, PAGES_MORE)
    written = filled(journal, ids)
    assert written > 3
    assert not journal.reserve_released
    raised(lambda: journal.save({"cart": b"x" * 100_000}), Code.DISK_FULL)
    journal.close()
    journal = open_journal(path)
    assert journal.verify()[0].entries == written + 1
    sold(journal, ids, 1)
    journal.close()


def test_the_reserve_lets_the_same_sale_through(path: Path, ids: Ids) -> None:
    asked = 0

    def release() -> bool:
        nonlocal asked
        asked += 1
        if asked == 1:
            cap(journal, PAGES_MORE)
        return asked == 1

    journal = new_journal(path, release_reserve=release)
    cap(journal, PAGES_MORE)
    before = 0
    while not journal.reserve_released:
        sold(journal, ids, 1, {"cart": b"x" * 500})
        before += 1
    assert asked == 1
    after = filled(journal, ids)
    assert after > before
    assert asked == 2
    assert journal.verify()[0].entries == after + 1
    journal.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mounted)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk; the tests above say the same with SQLite's own limit")
    try:
        yield mounted
    finally:
        subprocess.run(["umount", str(mounted)], check=True)


def test_a_real_disk_runs_full(small_disk: Path, ids: Ids) -> None:
    folder = Folder(small_disk)
    assert folder.keep_reserve(1)
    journal = new_journal(folder.journal, release_reserve=folder.release_reserve)
    written = filled(journal, ids)
    assert journal.reserve_released
    assert written > 100
    assert not folder.release_reserve()
    assert not Folder(small_disk).keep_reserve(1)
    assert journal.verify()[0].entries == written + 1
    raised(lambda: Folder(small_disk).save_settings(Folder(small_disk).settings()), Code.DISK_FULL)
    journal.close()
    journal = open_journal(folder.journal)
    assert journal.verify()[0].entries == written + 1
    journal.close()


# --- a disk that fails ------------------------------------------------------------------------------------------------


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Writes beyond ``size`` fail with EFBIG, which is an I/O error to SQLite."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_after_a_failed_write_the_file_is_opened_anew_and_the_till_goes_on(path: Path, ids: Ids) -> None:
    journal = new_journal(path)
    sold(journal, ids, 3)
    head = journal.head()
    with no_file_longer_than(path.with_name("journal.db-wal").stat().st_size):
        error = raised(lambda: sold(journal, ids, 1), Code.DISK_FAILED)
        assert error.facts["file"] == "journal.db"
    assert journal.head() == head
    assert journal.read(head.seq, 9) == []
    sold(journal, ids, 2)
    assert journal.verify()[0].entries == 6
    journal.close()


def test_while_the_disk_stays_away_every_call_says_so(path: Path, ids: Ids) -> None:
    journal = new_journal(path)
    sold(journal, ids, 1)
    away = path.with_name("away.db")
    with no_file_longer_than(path.with_name("journal.db-wal").stat().st_size):
        raised(lambda: journal.save({"cart": b"x" * 100_000}), Code.DISK_FAILED)
    path.rename(away)
    path.mkdir()
    raised(lambda: journal.read(0, 1), Code.DISK_FAILED)
    raised(journal.verify, Code.DISK_FAILED)
    raised(lambda: sold(journal, ids, 1), Code.DISK_FAILED)
    path.rmdir()
    away.rename(path)
    sold(journal, ids, 1)
    assert journal.verify()[0].entries == 3
    journal.close()


class Unsure(sqlite3.Connection):
    """A connection whose next COMMIT reports an I/O error: after doing its work, or instead."""

    fails: str | None = None

    def execute(self, *arguments: object) -> sqlite3.Cursor:
        if arguments[0] != "COMMIT" or Unsure.fails is None:
            return super().execute(*arguments)  # type: ignore[arg-type]
        if Unsure.fails == "after":
            super().execute("COMMIT")
        Unsure.fails = None
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (4 << 8)  # SQLITE_IOERR_FSYNC
        raise error


@pytest.mark.parametrize("fails", ["after", "instead"])
def test_a_commit_in_doubt_is_looked_up(path: Path, ids: Ids, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """The receipt of a sale that is in the journal must come out; the one of a sale that is not must not."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, **options, factory=Unsure))
    journal = new_journal(path)
    facts = [sale_fact(ids, 1), sale_fact(ids, 2)]
    Unsure.fails = fails
    if fails == "after":
        stored = journal.append(facts, {"cart": b"x"})
        assert [item.seq for item in stored] == [2, 3]
        assert journal.head().hash == stored[-1].hash
        assert journal.drafts() == {"cart": b"x"}
    else:
        raised(lambda: journal.append(facts, {"cart": b"x"}), Code.DISK_FAILED)
        assert (journal.head().seq, journal.drafts()) == (1, {})
        journal.append(facts)
    assert journal.next_receipt_n() == 3
    assert journal.verify()[0].entries == 3
    journal.close()


# --- what SQLite says, in our words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_FULL, Code.DISK_FULL),
        (sqlite3.SQLITE_IOERR | (3 << 8), Code.DISK_FAILED),
        (sqlite3.SQLITE_READONLY, Code.DISK_FAILED),
        (sqlite3.SQLITE_CANTOPEN, Code.DISK_FAILED),
        (sqlite3.SQLITE_BUSY, Code.ALREADY_RUNNING),
        (sqlite3.SQLITE_LOCKED, Code.ALREADY_RUNNING),
        (sqlite3.SQLITE_CORRUPT, Code.JOURNAL_DAMAGED),
        (sqlite3.SQLITE_NOTADB, Code.JOURNAL_DAMAGED),
        (sqlite3.SQLITE_CONSTRAINT, Code.BUG),
        (sqlite3.SQLITE_MISUSE, Code.BUG),
    ],
)
def test_every_failure_of_a_database_has_one_of_our_reasons(number: int, code: Code) -> None:
    error = sqlite3.OperationalError("as SQLite puts it")
    error.sqlite_errorcode = number
    assert sqlite.explained(error, Path("journal.db")).code is code


def test_a_transaction_that_sqlite_has_left_is_not_rolled_back_again(tmp_path: Path) -> None:
    db = sqlite.open_disposable(tmp_path / "x.db")
    db.execute("CREATE TABLE t (x BLOB) STRICT")
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 2}")

    def overfill() -> None:
        with sqlite.write(db, tmp_path / "x.db"):
            db.execute("INSERT INTO t VALUES (x'01')")
            db.execute("INSERT INTO t VALUES (zeroblob(1000000))")

    raised(overfill, Code.DISK_FULL)
    assert not db.in_transaction
    assert db.execute("SELECT count(*) FROM t").fetchone()[0] == 0
    with pytest.raises(Bug), sqlite.write(db, tmp_path / "x.db"):
        db.execute("INSERT INTO t VALUES (1.5)")
    assert not db.in_transaction
    db.close()


def test_a_file_that_is_no_database_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"certainly no database, and more than a hundred bytes of it " * 20)
    for how in (sqlite.open_precious, sqlite.open_disposable):
        raised(lambda how=how: how(path), Code.JOURNAL_DAMAGED)
    path.unlink()  # on Windows only if nobody has it open
