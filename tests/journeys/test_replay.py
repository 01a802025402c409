"""Real invoices through the assembled product: the centre's day totals are those of the file, to the cent."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import NewTill
from tests.journeys.lab import PART, ROOT, STORE, CentreProcess, TillFolder, audit, expected, expected_points

BALANCES = "SELECT customer, sum(points) FROM ledger GROUP BY customer"
WHOLE = Path(os.environ.get("TRESEN_DATA", ""), "transactions.csv.gz")
LINES = ("--patience", "60")


@pytest.mark.parametrize(("name", "options"), [("T11", ()), ("T12", ("--offline",))], ids=["online", "offline"])
def test_days_at_the_centre_are_those_of_the_file(
    enrol: NewTill, centre: CentreProcess, name: str, options: tuple[str, ...]
) -> None:
    till, invoices = enrol(name), expected(PART)
    summary = till.replay(PART, *LINES, *options)
    audit(till, invoices)
    assert summary["acknowledged"] is True
    assert summary["sales"] == len(till.printed) == len(invoices)
    assert summary["total_minor"] == sum(total for _, total in invoices.values())
    assert set(summary["not_replayed"]) == {"number-not-digits", "quantity-not-positive"}  # type: ignore[call-overload]
    _same_in_its_own_report(centre, name, invoices)
    again = till.replay(PART, *LINES, *options)
    assert (again["sales"], again["known"]) == (0, len(invoices))
    audit(till, invoices)


def test_points_at_the_centre_are_the_rules_over_the_file(enrol: NewTill, centre: CentreProcess) -> None:
    """Half of it sold, the till killed in the middle, the rest offline: one point a whole euro, for each customer."""
    till, promised = enrol("T17"), expected_points(PART)
    before = {str(who): points for who, points in centre.rows(BALANCES)}
    till.replay(PART, "--customers", "--invoices", "20", *LINES)
    process = till.start(PART, "--customers", *LINES)
    assert process.stdout is not None
    first = process.stdout.readline()
    process.kill()
    till.heard(process, first)
    till.replay(PART, "--customers", "--offline", *LINES)
    audit(till, expected(PART))
    gained = {str(who): points - before.get(str(who), 0) for who, points in centre.rows(BALANCES)}  # type: ignore[operator]
    assert len(promised) > 10
    assert {who: points for who, points in gained.items() if points} == promised


def _same_in_its_own_report(centre: CentreProcess, name: str, invoices: dict[str, tuple[str, int]]) -> None:
    """What the centre says of itself, beside what its tables say."""
    day = max(day for day, _ in invoices.values())
    total = sum(minor for when, minor in invoices.values() if when == day)
    report = str(centre.order("report", "day", "--day", day, "--store", STORE))
    assert name in report
    assert str(total) in report


def test_a_folder_that_is_no_till_yet_becomes_a_demo(tmp_path: Path) -> None:
    till = TillFolder(tmp_path / "T03", None)  # type: ignore[arg-type]
    till.path.mkdir()
    sample = ROOT / "resources" / "demo" / "transactions_sample.csv"
    summary = till.replay(sample, "--invoices", "3", *LINES)
    assert (summary["sales"], summary["acknowledged"]) == (3, True)
    assert {str(s["body"]["source_invoice"]) for s in till.sales()} == set(expected(sample, 3))  # type: ignore[index]
    again = till.replay(sample, "--invoices", "5", *LINES)
    assert (again["sales"], again["known"], again["acknowledged"]) == (2, 3, True)


def test_beside_a_running_till_the_journal_is_looked_at_through_its_door(enrol: NewTill) -> None:
    till = enrol("T15")
    till.replay(PART, "--invoices", "2", *LINES)
    # Nobody listens there: with everything sold it goes on waiting until it is killed.
    nowhere = ("--offline", "--centre", "http://127.0.0.1:9", "--patience", "3600")
    process = till.start(PART, "--invoices", "40", *nowhere)
    assert process.stdout is not None
    before = process.stdout.readline()
    (verified,) = till.tresen("journal", "verify")
    file = till.path / "out.ndjson"
    (manifest,) = till.tresen("journal", "export", str(file))
    (newest,) = till.tresen("journal", "list", "--limit", "1")
    till.tresen("replay", str(PART), expect=1)  # a second till on the folder is refused
    assert process.poll() is None, "it ran all the while"
    process.kill()
    till.heard(process, before)
    assert verified["damage"] is None
    assert newest["seq"] >= manifest["entries"]  # type: ignore[operator]
    lines = [line for _, line in _entries(till)]
    exported = file.read_bytes().splitlines()
    assert exported == lines[: len(exported)]
    till.replay(PART, *LINES)
    audit(till, expected(PART))


def test_one_flipped_byte_is_found_and_named(enrol: NewTill, tmp_path: Path) -> None:
    till = enrol("T16")
    till.replay(PART, "--invoices", "8", *LINES)
    entries = _entries(till)
    for seq, line in (entries[0], entries[len(entries) // 2], entries[-1]):
        damaged = TillFolder(tmp_path / f"flipped-{seq}", till.centre)
        shutil.copytree(till.path, damaged.path)
        content = bytearray(damaged.journal.read_bytes())
        # A long line is spread over pages; its beginning stands in one piece.
        content[content.rindex(line[:60]) + 50] ^= 1
        damaged.journal.write_bytes(content)
        (verified,) = damaged.tresen("journal", "verify", expect=1)
        assert verified["damage"] == {"seq": seq, "reason": "hash-wrong"}
        assert verified["entries"] == seq - 1


def _entries(till: TillFolder) -> list[tuple[int, bytes]]:
    with closing(sqlite3.connect(till.journal)) as db:
        return db.execute("SELECT seq, line FROM entry ORDER BY seq").fetchall()


@pytest.mark.skipif(not WHOLE.is_file(), reason="TRESEN_DATA names no folder with transactions.csv.gz")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "options"), [("T13", ()), ("T14", ("--offline",))], ids=["online", "offline"])
def test_two_thousand_invoices_of_the_whole_set(enrol: NewTill, name: str, options: tuple[str, ...]) -> None:
    till, invoices = enrol(name), expected(WHOLE, 2_000)
    summary = till.replay(WHOLE, "--invoices", "2000", *LINES, *options)
    assert summary["sales"] == 2_000
    audit(till, invoices)
