"""The day report adds up what receipts say; the reconciliation finds what is missing, doubled or broken."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, update

from pos.central import reconciliation, reports, review, texts
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.tables import event, receipt
from pos.domain import events
from pos.domain.tax import VatSum
from tests.central.actors import DAY, HandClock, Till


def day(centre: Centre, which: str | None = None, store: str | None = None) -> tuple[reports.StoreDay, ...]:
    return centre.run(lambda db: reports.day_report(db, centre.now_ms(), which, store)).stores


def reconciled(centre: Centre) -> reconciliation.Reconciliation:
    return centre.run(lambda db: reconciliation.reconcile(db, centre.now_ms()))


def z_report(till: Till, total: int, sales: int, voids: int) -> events.ShiftClosed:
    report = events.ZReport(
        shift="shift-1", number=1, day=DAY, currency="EUR", opened_at_ms=0, closed_at_ms=till.clock.now,
        opened_by="1001", closed_by="1001", sales=sales, voids=voids, discarded=0, total_minor=total, vat=(),
        tenders=(), float_minor=0, expected_cash_minor=total, counted_cash_minor=total, difference_minor=0,
        first_receipt=None, last_receipt=None, unsent=0,
    )  # fmt: skip
    return events.ShiftClosed(report)


def test_a_day_is_the_sum_of_its_receipts(till: Till, centre: Centre, clock: HandClock) -> None:
    sale = till.sale(1190)
    till.write(sale, id=sale.sale)
    till.sell(119)
    till.void(sale)
    till.sell(500, day="2026-11-24")
    till.push()
    other = Till(centre, clock, name="T04", seed=4)
    other.enrol()
    other.sell(238)
    other.push()
    one = day(centre, DAY, "S0042")[0]
    assert (one.totals.sales, one.totals.voids, one.totals.total_minor) == (3, 1, 119 + 238)
    assert one.totals.vat == (VatSum(1900, 357, 300, 57),)
    assert one.totals.tenders == (reports.TenderTotal("cash", 4, 357),)
    by_till = {t.till: t.totals for t in one.tills}
    assert (by_till["T03"].total_minor, by_till["T04"].total_minor) == (119, 238)
    assert by_till["T03"].first_receipt == f"S0042-T03-{till.tag}-000001"
    assert by_till["T03"].last_receipt == f"S0042-T03-{till.tag}-000003"
    assert [(s.day, s.totals.total_minor) for s in day(centre, "all", "S0042")] == [(DAY, 357), ("2026-11-24", 500)]


def test_today_is_where_the_store_is(till: Till, centre: Centre, clock: HandClock) -> None:
    clock.now += 11 * 3_600_000 + 1_800_000  # 23:30 in Berlin, still the same day
    till.sign_in()
    till.sell(100)
    till.push()
    assert [(s.store, s.day, s.totals.sales) for s in day(centre)] == [("S0042", DAY, 1), ("S0043", DAY, 0)]
    clock.now += 3_600_000
    assert day(centre)[0].totals.sales == 0


def test_the_report_shows_who_is_behind_and_what_came_late(till: Till, centre: Centre, clock: HandClock) -> None:
    till.opened()
    till.sell(100)
    till.sell(200)
    clock.now += 3_600_000
    till.push(1, 2)
    one = day(centre, DAY, "S0042")[0]
    assert one.tills == (reports.TillDay("T03", msgspec.structs.replace(one.totals), behind=1, heard_at=clock.now),)
    assert one.totals.late == 1
    assert "1 entries behind" in texts.text(centre.run(lambda db: reports.day_report(db, clock.now, DAY)))


def test_all_is_well(till: Till, centre: Centre) -> None:
    till.opened()
    sale = till.sale(300)
    till.write(sale, id=sale.sale)
    till.sell(200)
    till.void(sale)
    till.write(z_report(till, 200, sales=2, voids=1))
    till.push()
    found = reconciled(centre)
    assert found.ok
    assert (found.journals[0].whole, found.journals[0].acked, found.journals[0].broken_at) == (True, 5, None)
    assert found.counters == (reconciliation.CounterCheck("S0042", f"S0042-T03-{till.tag}", 3, 3, (), ()),)
    assert texts.text(found).endswith("Everything is here exactly once.")


def test_a_flipped_byte_is_found(till: Till, centre: Centre, database: Database) -> None:
    for n in range(5):
        till.sell(100 + n)
    till.push()
    line = till.lines[2].replace(b"Mara", b"Mera")
    with database.transaction() as db:
        db.execute(update(event).where(event.c.seq == 3).values(line=line))
    found = reconciled(centre)
    assert (found.ok, found.journals[0].broken_at) == (False, 3)
    assert "BROKEN at entry 3" in texts.text(found)


def test_a_missing_entry_and_a_missing_receipt_are_found(till: Till, centre: Centre, database: Database) -> None:
    for n in range(4):
        till.sell(100 + n)
    till.push()
    with database.transaction() as db:
        db.execute(delete(receipt).where(receipt.c.receipt_n == 2))
    assert reconciled(centre).counters[0].missing == (2,)
    with database.transaction() as db:
        db.execute(delete(event).where(event.c.seq == 4))
    assert reconciled(centre).journals[0].broken_at == 4


def test_a_number_used_twice_is_found(till: Till, centre: Centre) -> None:
    till.sell(100)
    till.receipts = 0
    till.sell(100)
    till.push()
    assert reconciled(centre).counters[0].twice == (1,)


def test_a_z_report_that_its_receipts_do_not_give_is_found(till: Till, centre: Centre) -> None:
    till.sell(100)
    till.write(z_report(till, 101, sales=1, voids=0))
    till.push()
    found = reconciled(centre)
    assert not found.ok
    assert (found.shifts[0].reported_minor, found.shifts[0].receipts_minor) == (101, 100)


def test_open_reviews_are_told_and_are_no_fault(till: Till, centre: Centre) -> None:
    till.write(events.Incident("power", {}))
    till.push()
    found = reconciled(centre)
    assert (found.ok, found.review_open, found.journals[0].review) == (True, 1, 1)
    assert "power" in texts.text(centre.run(review.review_list))
    assert texts.text(()) == "Nothing needs attention."
