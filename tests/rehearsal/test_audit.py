"""The auditor must find what it is there to find: each planted difference is named."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pos.rehearsal import audit


def line(seq: int, kind: str = "sale.completed", total: int = 1_999, receipt: str | None = None) -> bytes:
    sale = {
        "receipt": receipt or f"R{seq}",
        "total_minor": total,
        "tenders": [{"kind": "cash", "amount_minor": total}],
        "vat": [{"rate_bp": 1900, "tax_minor": 319}],
        "customer": "lena",
        "points": {"earned": total // 100, "redeemed": 0},
    }
    body = sale if kind == "sale.completed" else {"sale": sale}
    return json.dumps({"id": f"id-{seq}", "kind": kind, "body": body}).encode()


def databases(folder: Path, lines: list[bytes]) -> tuple[Path, Path]:
    journal, centre = folder / "journal.db", folder / "centre.db"
    with closing(sqlite3.connect(journal)) as db, db:
        db.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, line BLOB, hash BLOB)")
        previous = bytes(32)
        for seq, text in enumerate(lines, start=1):
            previous = hashlib.sha256(previous + text).digest()
            db.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, text, previous))
    with closing(sqlite3.connect(centre)) as db, db:
        db.execute("CREATE TABLE event (journal TEXT, seq INTEGER, line BLOB)")
        db.executemany("INSERT INTO event VALUES ('j', ?, ?)", list(enumerate(lines, start=1)))
        db.execute("CREATE TABLE receipt (total_minor INTEGER)")
        db.executemany("INSERT INTO receipt VALUES (?)", [(1_999,)] * len(lines))
        db.execute("CREATE TABLE ledger (customer TEXT, points INTEGER, ref TEXT)")
        db.executemany("INSERT INTO ledger VALUES ('lena', 19, ?)", [(f"R{n}",) for n in range(1, len(lines) + 1)])
    return journal, centre


def faults(journal: Path, centre: Path) -> list[str]:
    books, chain = audit.read_journal(journal)
    points = audit.booked_points(centre, books.receipts)
    return chain + audit.differences(books, audit.read_centre(centre), audit.booked_total(centre), points)


def test_equal_books_have_no_fault(tmp_path: Path) -> None:
    journal, centre = databases(tmp_path, [line(1), line(2), line(3)])
    assert faults(journal, centre) == []
    books = audit.read_centre(centre)
    assert (books.sales, books.total_minor, books.tenders["cash"], books.vat[1900]) == (3, 5_997, 5_997, 957)


def test_a_void_is_booked_with_its_sign(tmp_path: Path) -> None:
    journal, _ = databases(tmp_path, [line(1), line(2, "sale.voided", -1_999)])
    books = audit.read_journal(journal)[0]
    assert (books.sales, books.voids, books.total_minor) == (1, 1, 0)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("DELETE FROM event WHERE seq = 2", "id-2 is missing at the centre"),
        ("INSERT INTO event SELECT 'other', seq, line FROM event WHERE seq = 1", "2 × id-1 at the centre"),
        ("UPDATE event SET line = replace(CAST(line AS TEXT), '1999', '1998') WHERE seq = 1", "total_minor"),
        (
            "UPDATE event SET line = replace(CAST(line AS TEXT), 'id-1', 'id-9') WHERE seq = 1",
            "never written by the till",
        ),
        ("UPDATE receipt SET total_minor = 1", "the centre's reports count"),
        ("UPDATE ledger SET points = 18 WHERE ref = 'R2'", "lena: the ledger says 56 points, the till 57"),
    ],
)
def test_what_the_centre_has_wrong_is_named(tmp_path: Path, change: str, named: str) -> None:
    journal, centre = databases(tmp_path, [line(1), line(2), line(3)])
    with closing(sqlite3.connect(centre)) as db, db:
        db.execute(change)
    assert any(named in fault for fault in faults(journal, centre))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE entry SET line = replace(CAST(line AS TEXT), '319', '318') WHERE seq = 2", "breaks at entry 2"),
        ("DELETE FROM entry WHERE seq = 2", "entry 2 is missing"),
    ],
)
def test_what_the_journal_has_wrong_is_named(tmp_path: Path, change: str, named: str) -> None:
    journal, centre = databases(tmp_path, [line(1), line(2), line(3)])
    with closing(sqlite3.connect(journal)) as db, db:
        db.execute(change)
    assert any(named in fault for fault in faults(journal, centre))


def test_a_receipt_number_used_twice_is_named(tmp_path: Path) -> None:
    journal, centre = databases(tmp_path, [line(1, receipt="R1"), line(2, receipt="R1")])
    assert "a receipt number was used twice" in faults(journal, centre)
