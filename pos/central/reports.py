"""What the centre can say about its record, as frozen values: the day, and whether everything is there exactly once.

Sums come from the receipts' own figures and are only ever added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, func, select

from pos.base.clock import local_date
from pos.central.effects import SALE, VOID
from pos.central.enrolment import keys_of_till
from pos.central.ingest import OPEN
from pos.central.tables import (
    event,
    journal,
    quarantine,
    receipt,
    receipt_tender,
    receipt_vat,
    review,
    shift_report,
    store,
    till,
)
from pos.contract import first_hash, next_hash
from pos.domain.cash import add_vat
from pos.domain.tax import VatSum

ALL: Final = "all"
# A receipt that needed longer than this to get here was written while the till was on its own.
LATE_MS: Final = 60_000
REVIEW_MOST: Final = 500
READ_AT_ONCE: Final = 1_000


class TenderTotal(Struct, frozen=True):
    kind: str
    count: int
    amount_minor: int


class Totals(Struct, frozen=True):
    """``total_minor`` is net of voids; ``late``: receipts that came in long after they were written."""

    sales: int
    voids: int
    total_minor: int
    vat: tuple[VatSum, ...]
    tenders: tuple[TenderTotal, ...]
    first_receipt: str | None
    last_receipt: str | None
    late: int


class TillDay(Struct, frozen=True):
    """``behind``: entries this till has and the centre has not, as far as it has said; ``heard_at``: its last word."""

    till: str
    totals: Totals
    behind: int
    heard_at: int


class StoreDay(Struct, frozen=True):
    store: str
    name: str
    zone: str
    day: str
    currency: str
    demo: bool
    totals: Totals
    tills: tuple[TillDay, ...]


class DayReport(Struct, frozen=True):
    """``stores``: one per store, day and currency, in that order."""

    at: int
    stores: tuple[StoreDay, ...]


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


class ReviewItem(Struct, frozen=True):
    """Something for a person: an entry set aside or alarming, or bytes in quarantine."""

    review: str
    store: str
    till: str
    journal: str
    seq: int
    reason: str
    state: str
    at: int
    facts: dict[str, str]
    line: str


# --- the day ------------------------------------------------------------------------------------------------------


def day_report(connection: Connection, now_ms: int, day: str | None = None, store_id: str | None = None) -> DayReport:
    """``day``: ISO date, "all", or None for today where each store is."""
    query = select(store).order_by(store.c.store)
    stores = connection.execute(query.where(store.c.store == store_id) if store_id else query).all()
    found = []
    for where in stores:
        wanted = local_date(now_ms, where.zone).isoformat() if day is None else day
        found += _store_days(connection, where, None if wanted == ALL else wanted)
    return DayReport(now_ms, tuple(found))


def _store_days(connection: Connection, where: Row[Any], day: str | None) -> list[StoreDay]:
    totals = _totals(connection, where.store, day)
    days = sorted({(d, currency) for d, currency, _ in totals})
    if day is not None and not days:
        days = [(day, where.currency)]
    tills = _tills(connection, where.store)
    found = []
    for one, currency in days:
        here = {t: total for (d, c, t), total in totals.items() if (d, c) == (one, currency)}
        names = sorted(here.keys() | (tills.keys() if day is not None else set()))
        found.append(
            StoreDay(
                store=where.store,
                name=where.name,
                zone=where.zone,
                day=one,
                currency=currency,
                demo=bool(where.demo),
                totals=_sum(here[t] for t in sorted(here)),
                tills=tuple(TillDay(t, here.get(t, _sum(())), *tills.get(t, (0, 0))) for t in names),
            )
        )
    return found


def _totals(connection: Connection, store_id: str, day: str | None) -> dict[tuple[str, str, str], Totals]:
    """Per (day, currency, till), each figure by one grouped query."""
    mine = receipt.c.store == store_id
    if day is not None:
        mine &= receipt.c.day == day
    group = (receipt.c.day, receipt.c.currency, receipt.c.till)
    late = receipt.c.received_at - receipt.c.at > LATE_MS
    counted = connection.execute(
        select(
            *group,
            func.count().filter(receipt.c.kind == SALE).label("sales"),
            func.count().filter(receipt.c.kind == VOID).label("voids"),
            func.count().filter(late).label("late"),
            _whole_sum(receipt.c.total_minor).label("total"),
        )
        .where(mine)
        .group_by(*group)
    ).all()
    vats: dict[tuple[str, str, str], list[VatSum]] = {}
    joined = receipt.join(
        receipt_vat, (receipt_vat.c.store == receipt.c.store) & (receipt_vat.c.receipt == receipt.c.id)
    )
    sums = [_whole_sum(c) for c in (receipt_vat.c.gross_minor, receipt_vat.c.net_minor, receipt_vat.c.tax_minor)]
    query = select(*group, receipt_vat.c.rate_bp, *sums).select_from(joined).where(mine)
    for d, c, t, rate, gross, net, tax in connection.execute(query.group_by(*group, receipt_vat.c.rate_bp)):
        vats.setdefault((d, c, t), []).append(VatSum(rate, int(gross), int(net), int(tax)))
    tenders: dict[tuple[str, str, str], list[TenderTotal]] = {}
    joined = receipt.join(
        receipt_tender, (receipt_tender.c.store == receipt.c.store) & (receipt_tender.c.receipt == receipt.c.id)
    )
    paid = select(*group, receipt_tender.c.kind, func.count(), _whole_sum(receipt_tender.c.amount_minor))
    grouped = paid.select_from(joined).where(mine).group_by(*group, receipt_tender.c.kind)
    for d, c, t, kind, count, amount in connection.execute(grouped.order_by(receipt_tender.c.kind)):
        tenders.setdefault((d, c, t), []).append(TenderTotal(kind, count, int(amount)))
    ends = _ends(connection, store_id, day)
    result = {}
    for row in counted:
        key = (row.day, row.currency, row.till)
        result[key] = Totals(
            sales=row.sales,
            voids=row.voids,
            total_minor=int(row.total),
            vat=add_vat((), vats.get(key, ())),
            tenders=tuple(tenders.get(key, ())),
            first_receipt=ends[key][0],
            last_receipt=ends[key][1],
            late=row.late,
        )
    return result


def _ends(connection: Connection, store_id: str, day: str | None) -> dict[tuple[str, str, str], tuple[str, str]]:
    """First and last receipt number per (day, currency, till), in the order of writing."""
    group = (receipt.c.day, receipt.c.currency, receipt.c.till)
    mine = receipt.c.store == store_id
    if day is not None:
        mine &= receipt.c.day == day
    order = (receipt.c.at, receipt.c.seq)
    first = func.row_number().over(partition_by=group, order_by=order).label("first")
    last = func.row_number().over(partition_by=group, order_by=[c.desc() for c in order]).label("last")
    ranked = select(*group, receipt.c.number, first, last).where(mine).subquery()
    ends: dict[tuple[str, str, str], tuple[str, str]] = {}
    for d, c, t, number, number_first, number_last in connection.execute(
        select(ranked).where((ranked.c.first == 1) | (ranked.c.last == 1))
    ):
        before = ends.get((d, c, t), ("", ""))
        ends[d, c, t] = (number if number_first == 1 else before[0], number if number_last == 1 else before[1])
    return ends


def _tills(connection: Connection, store_id: str) -> dict[str, tuple[int, int]]:
    """till → (entries behind, last heard)."""
    behind = {
        row.till: (int(row.behind), row.heard)
        for row in connection.execute(
            select(
                journal.c.till,
                _whole_sum(journal.c.head_seq - journal.c.acked_seq).label("behind"),
                func.max(journal.c.heard_at).label("heard"),
            )
            .where(journal.c.store == store_id, journal.c.head_seq >= journal.c.acked_seq)
            .group_by(journal.c.till)
        )
    }
    heard = connection.execute(select(till.c.till, till.c.heard_at).where(till.c.store == store_id)).all()
    return {t: (behind.get(t, (0, 0))[0], max(at, behind.get(t, (0, 0))[1])) for t, at in heard}


def _sum(parts: Iterable[Totals]) -> Totals:
    parts = list(parts)
    vat: tuple[VatSum, ...] = ()
    tenders: dict[str, TenderTotal] = {}
    for part in parts:
        vat = add_vat(vat, part.vat)
        for one in part.tenders:
            so_far = tenders.get(one.kind, TenderTotal(one.kind, 0, 0))
            tenders[one.kind] = TenderTotal(one.kind, so_far.count + one.count, so_far.amount_minor + one.amount_minor)
    return Totals(
        sales=sum(p.sales for p in parts),
        voids=sum(p.voids for p in parts),
        total_minor=sum(p.total_minor for p in parts),
        vat=vat,
        tenders=tuple(tenders[kind] for kind in sorted(tenders)),
        first_receipt=parts[0].first_receipt if parts else None,
        last_receipt=parts[-1].last_receipt if parts else None,
        late=sum(p.late for p in parts),
    )


def _whole_sum(column: Any) -> Any:
    """PostgreSQL adds BIGINTs up to NUMERIC; callers turn it into int, which loses nothing."""
    return func.coalesce(func.sum(column), 0)


# --- is everything there, once ------------------------------------------------------------------------------------


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
        checks.append(CounterCheck(where, prefix, len(found), last, missing[:100], twice[:100]))
    return tuple(checks)


def _shifts(connection: Connection, store_id: str | None) -> tuple[ShiftCheck, ...]:
    sums = (
        select(
            receipt.c.store, receipt.c.shift, func.count().label("n"), _whole_sum(receipt.c.total_minor).label("sum")
        )
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


# --- for a person -------------------------------------------------------------------------------------------------


def review_list(connection: Connection, store_id: str | None = None) -> tuple[ReviewItem, ...]:
    """Entries set aside or alarming, newest first, then what lies in quarantine."""
    on = (event.c.store == review.c.store) & (event.c.journal == review.c.journal) & (event.c.seq == review.c.seq)
    entries = select(review, event.c.line).select_from(review.join(event, on))
    kept = select(quarantine)
    if store_id:
        entries, kept = entries.where(review.c.store == store_id), kept.where(quarantine.c.store == store_id)
    newest = (review.c.at.desc(), review.c.journal, review.c.seq.desc())
    items = [
        ReviewItem(
            row.review, row.store, row.till, row.journal, row.seq, row.reason, row.state, row.at,
            msgspec.json.decode(bytes(row.facts), type=dict[str, str]), _shown(row.line),
        )
        for row in connection.execute(entries.order_by(*newest).limit(REVIEW_MOST))
    ]  # fmt: skip
    latest = kept.order_by(quarantine.c.received_at.desc(), quarantine.c.id).limit(REVIEW_MOST)
    items += [
        ReviewItem(
            f"Q-{row.id}", row.store, row.till, row.journal, row.seq, "quarantined", OPEN, row.received_at, {},
            _shown(row.body),
        )
        for row in connection.execute(latest)
    ]  # fmt: skip
    return tuple(items)


def _shown(line: Any) -> str:
    return bytes(line).decode(errors="backslashreplace")
