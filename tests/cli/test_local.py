from __future__ import annotations

import multiprocessing.connection
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from pos.base.errors import Bug, Code, Refused, TresenError, Unavailable
from pos.local import AskRead, AskResetReplica, AskStatus, AskVerify, LocalDoor, Request, RunningTill, Status, Walked
from pos.ports import JournalReader
from pos.services.inspection import Inspection
from pos.store.journal import SqliteJournal
from tests.cli.conftest import journal_with


class OneJournal:
    """The till's side as bootstrap joins it, one journal behind a lock instead of a money thread."""

    def __init__(self, journal: SqliteJournal) -> None:
        self.journal = journal
        self.resets = 0
        self.error: Exception | None = None

    def __call__(self, request: Request) -> object:
        if self.error is not None:
            raise self.error
        match request:
            case AskStatus():
                return Status(self.journal.identity, self.journal.head(), self.journal.acked())
            case AskRead(after, limit):
                return self.journal.read(after, limit)
            case AskVerify(after, limit):
                return Walked(*self.journal.verify(after, limit))
            case AskResetReplica():
                self.resets += 1
                return None


@pytest.fixture
def till(tmp_path: Path) -> Iterator[OneJournal]:
    journal = journal_with(tmp_path / "journal.db", 30)
    # The door's thread is the only one that asks in these tests, as the money thread is in the product.
    journal._db.close()
    journal._db = _shared_connection(tmp_path / "journal.db")
    yield OneJournal(journal)
    journal.close()


def _shared_connection(path: Path):  # type: ignore[no-untyped-def]
    import sqlite3

    return sqlite3.connect(path, check_same_thread=False, isolation_level=None)


@pytest.fixture
def door(till: OneJournal, tmp_path: Path) -> Iterator[LocalDoor]:
    door = LocalDoor(tmp_path, till)
    door.start()
    yield door
    door.stop()


@pytest.fixture
def visitor(door: LocalDoor, tmp_path: Path) -> Iterator[RunningTill]:
    visitor = RunningTill.find(tmp_path)
    assert visitor is not None
    yield visitor
    visitor.close()


def test_a_visitor_reads_the_journal_of_a_running_till(till: OneJournal, visitor: RunningTill) -> None:
    reader: JournalReader = visitor
    assert reader.identity == till.journal.identity
    assert reader.head() == till.journal.head()
    assert reader.acked() == till.journal.acked()
    assert reader.read(3, 2) == till.journal.read(3, 2)
    assert Inspection(reader).verify().entries == 31
    assert list(Inspection(reader).entries()) == till.journal.read(0, 100)
    visitor.reset_replica()
    assert till.resets == 1


def test_visitors_come_one_after_the_other(door: LocalDoor, tmp_path: Path) -> None:
    for _ in range(3):
        visitor = RunningTill.find(tmp_path)
        assert visitor is not None
        assert visitor.head().seq == 31
        visitor.close()


@pytest.mark.parametrize(
    "error", [Refused(Code.NOT_ENROLLED), Unavailable(Code.DISK_FAILED, reason="gone", tries=3), Bug("off by one")]
)
def test_what_the_till_raises_is_raised_here(till: OneJournal, visitor: RunningTill, error: TresenError) -> None:
    till.error = error
    with pytest.raises(type(error)) as raised:
        visitor.head()
    assert (raised.value.code, raised.value.facts) == (error.code, error.facts)
    till.error = None
    assert visitor.head().seq == 31, "the door goes on"


@pytest.mark.noise("local door")
def test_a_surprise_in_the_till_does_not_end_its_door(till: OneJournal, visitor: RunningTill) -> None:
    till.error = ZeroDivisionError("division by zero")
    with pytest.raises(Bug):
        visitor.head()
    till.error = None
    assert visitor.head().seq == 31


def test_nobody_there(tmp_path: Path) -> None:
    assert RunningTill.find(tmp_path) is None
    (tmp_path / "local.json").write_text("rubbish")
    assert RunningTill.find(tmp_path) is None


def test_a_till_that_was_killed_is_not_there_and_the_next_one_takes_over(till: OneJournal, tmp_path: Path) -> None:
    dead = LocalDoor(tmp_path, till)
    dead.start()
    left_over = (tmp_path / "local.json").read_bytes()
    dead.stop()
    (tmp_path / "local.json").write_bytes(left_over)
    (tmp_path / "local.sock").touch()
    assert RunningTill.find(tmp_path) is None
    following = LocalDoor(tmp_path, till)
    following.start()
    visitor = RunningTill.find(tmp_path)
    assert visitor is not None
    visitor.close()
    following.stop()
    assert not (tmp_path / "local.json").exists()


def test_without_the_key_nothing_is_answered(door: LocalDoor, tmp_path: Path) -> None:
    address = msgspec.json.decode((tmp_path / "local.json").read_bytes())["address"]
    with pytest.raises(multiprocessing.AuthenticationError):
        multiprocessing.connection.Client(address, authkey=b"guessed")
    visitor = RunningTill.find(tmp_path)
    assert visitor is not None
    assert visitor.head().seq == 31, "and the door goes on"
    visitor.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no file")
def test_only_the_owner_can_read_the_key(door: LocalDoor, tmp_path: Path) -> None:
    for name in ("local.json", "local.sock"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_folder_with_a_long_path_has_a_door_too(till: OneJournal, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a long name of a folder"] * 8)
    deep.mkdir(parents=True)
    assert len(os.fsencode(deep)) > 108
    door = LocalDoor(deep, till)
    door.start()
    visitor = RunningTill.find(deep)
    assert visitor is not None
    assert visitor.head().seq == 31
    visitor.close()
    door.stop()


def test_a_silent_visitor_does_not_hold_a_closing_till_open(till: OneJournal, tmp_path: Path) -> None:
    door = LocalDoor(tmp_path, till)
    door.start()
    visitor = RunningTill.find(tmp_path)
    assert visitor is not None
    visitor.head()
    door.stop()
    assert "local-door" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(Unavailable) as reason:
        visitor.head()
    assert reason.value.code is Code.ALREADY_RUNNING
    visitor.close()
