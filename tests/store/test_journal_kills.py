"""kill -9 at each commit, and at any moment: what was printed is in the journal, and nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pos.contract import decode_body, decode_entry
from pos.domain.events import SaleCompleted
from pos.store.journal import SqliteJournal
from tests.store.build import open_journal

ROOT = Path(__file__).parents[2]


def started(path: Path, place: str, passes: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.killed", str(path), place, str(passes)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def printed_before_death(child: subprocess.Popen[str]) -> list[tuple[int, str]]:
    """Whole lines only: half a line was never handed to a printer."""
    output, _ = child.communicate(timeout=60)
    assert child.returncode != 0
    lines = output.splitlines(keepends=True)
    return [(int(line.split()[0]), line.split()[1]) for line in lines if line.endswith("\n")]


def receipts(journal: SqliteJournal) -> dict[int, str]:
    found = {}
    for item in journal.receipts(None, 10_000):
        body = decode_body(decode_entry(item.line))
        assert isinstance(body, SaleCompleted)
        found[body.receipt_n] = item.hash
    return found


def check(path: Path, printed: list[tuple[int, str]]) -> int:
    """Returns the number of receipts in the journal."""
    journal = open_journal(path)
    try:
        assert journal.verify()[0].damage is None
        found = receipts(journal)
        assert sorted(found) == list(range(1, len(found) + 1))
        assert dict(printed).items() <= found.items()
        drafts, count = journal.drafts(), len(found)
        assert drafts.get("shift") == (b"%d" % count if count else None)
        assert drafts.get("cart") in (None, b"cart of %d" % (count + 1))
        assert journal.acked().seq <= journal.head().seq
        return count
    finally:
        journal.close()


@pytest.mark.parametrize("passes", [1, 4])
@pytest.mark.parametrize("place", ["journal.before_commit", "journal.after_commit", "ack.before_commit"])
def test_killed_at_a_commit(tmp_path: Path, place: str, passes: int) -> None:
    path = tmp_path / "journal.db"
    printed = printed_before_death(started(path, place, passes))
    count = check(path, printed)
    if place == "ack.before_commit":
        assert count == len(printed) == 3 * passes
    else:
        saved_and_sold = passes if place == "journal.after_commit" else passes - 1
        assert count == saved_and_sold // 2
        assert len(printed) in (count, count - 1)


def test_killed_again_and_again_at_any_moment(tmp_path: Path) -> None:
    """Each life goes on where the one before was cut."""
    path = tmp_path / "journal.db"
    printed: list[tuple[int, str]] = []
    for life in range(1, 5):
        child = started(path, "never")
        assert child.stdout is not None
        for _ in range(7 * life):
            number, hash_ = child.stdout.readline().split()
            printed.append((int(number), hash_))
        child.kill()
        printed += printed_before_death(child)
        assert check(path, printed) >= len(printed)
