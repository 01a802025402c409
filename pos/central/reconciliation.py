"""Is everything here, exactly once: chains computed anew from the raw lines, counters without gap, Z reports equal to
their receipts.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Row, func, select

from pos.central.enrolment import keys_of_till
from pos.central.ingest import OPEN
from pos.central.reports import whole_sum
from pos.central.tables import event, journal, quarantine, receipt, review, shift_report
from pos.contract import first_hash, next_hash

READ_AT_ONCE: Final = 1_000
NUMBERS_SHOWN: Final = 100


class JournalCheck(Struct, frozen=True):
    """``whole``: entries 1 … ``acked`` are all there and their chain, computed anew, ends in the acknowledged hash.
    ``broken_at``: first entry where it does not hold. ``behind``: entries the till is known to have beyond.
    """

    store: str
    till: str
    journal: str
    tag: str
    acked: int
    entries: int
    whole: bool
    broken_at: int | None
    behind: int
    review: int


class CounterCheck(Struct, frozen=True):
    """The receipt numbers that begin with ``prefix``: 1 … ``last`` without gap and without doubles, or not."""

    store: str
    prefix: str
    receipts: int
    last: int
    missing: tuple[int, ...]
    twice: tuple[int, ...]


class ShiftCheck(Struct, frozen=True):
    """A Z report beside the receipts of its shift."""

    store: str
    till: str
    shift: str
    day: str
    currency: str
    reported_minor: int
    receipts_minor: int
    reported_receipts: int
    receipts: int


class Reconciliation(Struct, frozen=True):
    """``ok``: every journal whole, every counter gapless, every Z equal to its receipts. Open reviews are told, and
    are not an error: their entries are here.
    """

    at: int
    ok: bool
    journals: tuple[JournalCheck, ...]
    counters: tuple[CounterCheck, ...]
    shifts: tuple[ShiftCheck, ...]
    review_open: int
    quarantined: int


def reconcile(connection: Connection, now_ms: int, store_id: str | None = None) -> Reconciliation:
    """Walk every journal's raw lines and hold the receipts against their counters and Z reports."""
    query = select(journal).order_by(journal.c.store, journal.c.till, journal.c.opened_at, journal.c.journal)
    journals = connection.execute(query.where(journal.c.store == store_id) if store_id else query).all()
    checks = tuple(_journal(connection, row) for row in journals)
    counters = _counters(connection, store_id)
    shifts = _shifts(connection, store_id)
    reviews = select(func.count()).select_from(review).where(review.c.state == OPEN)
    kept = select(func.count()).select_from(quarantine)
    if store_id:
        reviews, kept = reviews.where(review.c.store == store_id), kept.where(quarantine.c.store == store_id)
    return Reconciliation(
        at=now_ms,
        ok=all(check.whole for check in checks)
        and not any(counter.missing or counter.twice for counter in counters)
        and all((s.reported_minor, s.reported_receipts) == (s.receipts_minor, s.receipts) for s in shifts),
        journals=checks,
        counters=counters,
        shifts=shifts,
        review_open=connection.execute(reviews).scalar_one(),
        quarantined=connection.execute(kept).scalar_one(),
    )


def _journal(connection: Connection, row: Row[Any]) -> JournalCheck:
    here = (event.c.store == row.store) & (event.c.journal == row.journal)
    entries, broken_at, last = 0, None, ""
    firsts = {first_hash(row.journal, row.till, key) for key in keys_of_till(connection, row.store, row.till)}
    while broken_at is None:
        query = select(event.c.seq, event.c.line, event.c.hash).where(here, event.c.seq > entries)
        some = connection.execute(query.order_by(event.c.seq).limit(READ_AT_ONCE)).all()
        for line in some:
            befores = [last] if entries else sorted(firsts)
            if line.seq != entries + 1 or line.hash not in {next_hash(b, bytes(line.line)) for b in befores}:
                broken_at = entries + 1
                break
            entries, last = line.seq, line.hash
        if len(some) < READ_AT_ONCE:
            break
    if broken_at is None and entries != row.acked_seq:
        broken_at = min(entries, row.acked_seq) + 1
    whole = broken_at is None and (entries == 0 or last == row.acked_hash)
    seen = select(func.count()).select_from(review).where(review.c.journal == row.journal, review.c.state == OPEN)
    return JournalCheck(
        store=row.store,
        till=row.till,
        journal=row.journal,
        tag=row.tag,
        acked=row.acked_seq,
        entries=entries,
        whole=whole,
        broken_at=broken_at if broken_at is not None or whole else row.acked_seq,
        behind=max(0, row.head_seq - row.acked_seq),
        review=connection.execute(seen).scalar_one(),
    )


def _counters(connection: Connection, store_id: str | None) -> tuple[CounterCheck, ...]:
    query = select(receipt.c.store, receipt.c.number, receipt.c.receipt_n)
    query = query.where(receipt.c.store == store_id) if store_id else query
    numbers: dict[tuple[str, str], list[int]] = {}
    for row in connection.execute(query):
        numbers.setdefault((row.store, row.number.rpartition("-")[0]), []).append(row.receipt_n)
    checks = []
    for (where, prefix), found in sorted(numbers.items()):
        there = set(found)
        last = max(there)
        missing = tuple(n for n in range(1, last + 1) if n not in there) if len(there) < last else ()
        twice = tuple(sorted(n for n in there if found.count(n) > 1)) if len(there) < len(found) else ()
        checks.append(CounterCheck(where, prefix, len(found), last, missing[:NUMBERS_SHOWN], twice[:NUMBERS_SHOWN]))
    return tuple(checks)


def _shifts(connection: Connection, store_id: str | None) -> tuple[ShiftCheck, ...]:
    sums = (
        select(receipt.c.store, receipt.c.shift, func.count().label("n"), whole_sum(receipt.c.total_minor).label("sum"))
        .group_by(receipt.c.store, receipt.c.shift)
        .subquery()
    )
    on = (sums.c.store == shift_report.c.store) & (sums.c.shift == shift_report.c.shift)
    query = select(shift_report, sums.c.n, sums.c.sum).select_from(shift_report.outerjoin(sums, on))
    query = query.where(shift_report.c.store == store_id) if store_id else query
    ordered = query.order_by(shift_report.c.store, shift_report.c.till, shift_report.c.closed_at)
    return tuple(
        ShiftCheck(
            store=row.store,
            till=row.till,
            shift=row.shift,
            day=row.day,
            currency=row.currency,
            reported_minor=row.total_minor,
            receipts_minor=int(row.sum or 0),
            reported_receipts=row.sales + row.voids,
            receipts=int(row.n or 0),
        )
        for row in connection.execute(ordered)
    )
