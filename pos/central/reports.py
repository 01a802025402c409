"""What was sold: the day report, as frozen values.

Sums come from the receipts' own figures and are only ever added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Row, func, select

from pos.base.clock import local_date
from pos.central.effects import SALE, VOID
from pos.central.tables import (
    journal,
    receipt,
    receipt_tender,
    receipt_vat,
    store,
    till,
)
from pos.domain.cash import add_vat
from pos.domain.tax import VatSum

ALL: Final = "all"
# A receipt that needed longer than this to get here was written while the till was on its own.
LATE_MS: Final = 60_000


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
            whole_sum(receipt.c.total_minor).label("total"),
        )
        .where(mine)
        .group_by(*group)
    ).all()
    vats: dict[tuple[str, str, str], list[VatSum]] = {}
    joined = receipt.join(
        receipt_vat, (receipt_vat.c.store == receipt.c.store) & (receipt_vat.c.receipt == receipt.c.id)
    )
    sums = [whole_sum(c) for c in (receipt_vat.c.gross_minor, receipt_vat.c.net_minor, receipt_vat.c.tax_minor)]
    query = select(*group, receipt_vat.c.rate_bp, *sums).select_from(joined).where(mine)
    for d, c, t, rate, gross, net, tax in connection.execute(query.group_by(*group, receipt_vat.c.rate_bp)):
        vats.setdefault((d, c, t), []).append(VatSum(rate, int(gross), int(net), int(tax)))
    tenders: dict[tuple[str, str, str], list[TenderTotal]] = {}
    joined = receipt.join(
        receipt_tender, (receipt_tender.c.store == receipt.c.store) & (receipt_tender.c.receipt == receipt.c.id)
    )
    paid = select(*group, receipt_tender.c.kind, func.count(), whole_sum(receipt_tender.c.amount_minor))
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
                whole_sum(journal.c.head_seq - journal.c.acked_seq).label("behind"),
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


def whole_sum(column: Any) -> Any:
    """PostgreSQL adds BIGINTs up to NUMERIC; callers turn it into int, which loses nothing."""
    return func.coalesce(func.sum(column), 0)
