"""Real invoices through the assembled product: the centre's day totals are those of the file, to the cent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.conftest import NewTill
from tests.journeys.lab import PART, ROOT, STORE, CentreProcess, audit, expected

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


def _same_in_its_own_report(centre: CentreProcess, name: str, invoices: dict[str, tuple[str, int]]) -> None:
    """What the centre says of itself, beside what its tables say."""
    for day in sorted({day for day, _ in invoices.values()})[:2]:
        total = sum(minor for when, minor in invoices.values() if when == day)
        report = str(centre.order("report", "day", "--day", day, "--store", STORE))
        assert name in report
        assert str(total) in report


def test_a_folder_that_is_no_till_yet_becomes_a_demo(tmp_path: Path) -> None:
    from tests.journeys.lab import TillFolder

    till = TillFolder(tmp_path / "T03", None)  # type: ignore[arg-type]
    till.path.mkdir()
    sample = ROOT / "resources" / "demo" / "transactions_sample.csv"
    summary = till.replay(sample, "--invoices", "3", *LINES)
    assert (summary["sales"], summary["acknowledged"]) == (3, True)
    assert {str(s["body"]["source_invoice"]) for s in till.sales()} == set(expected(sample, 3))  # type: ignore[index]
    again = till.replay(sample, "--invoices", "5", *LINES)
    assert (again["sales"], again["known"], again["acknowledged"]) == (2, 3, True)


@pytest.mark.skipif(not WHOLE.is_file(), reason="TRESEN_DATA names no folder with transactions.csv.gz")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "options"), [("T13", ()), ("T14", ("--offline",))], ids=["online", "offline"])
def test_two_thousand_invoices_of_the_whole_set(enrol: NewTill, name: str, options: tuple[str, ...]) -> None:
    till, invoices = enrol(name), expected(WHOLE, 2_000)
    summary = till.replay(WHOLE, "--invoices", "2000", *LINES, *options)
    assert summary["sales"] == 2_000
    audit(till, invoices)
