"""How well a store serves whoever collects: how long it takes until an order is ready, and how long at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, select

from pos.central.tables_orders import online_order, order_event
from pos.domain import collect, events

HOUR_MS: Final = 3_600_000
AGES_H: Final = (1, 4, 24)


class StoreFigures(Struct, frozen=True):
    """Of the orders of the last ``days``. Times are medians, None if there was none; ``open_by_age``: orders somebody
    waits for, younger than 1, 4 and 24 hours, and older.
    """

    store: str
    orders: int
    ready_ms: int | None
    counter_s: int | None
    open_by_age: tuple[int, ...]
    expired: int
    short: int


class Figures(Struct, frozen=True):
    days: int
    stores: tuple[StoreFigures, ...]


def figures(connection: Connection, now_ms: int, store: str = "", days: int = 28) -> Figures:
    """Per store, of orders placed in the last ``days``."""
    since = now_ms - days * 24 * HOUR_MS
    query = select(online_order).where(online_order.c.placed_at > since)
    if store:
        query = query.where(online_order.c.store == store)
    by_store: dict[str, list[object]] = {}
    for row in connection.execute(query.order_by(online_order.c.store, online_order.c.order_id)):
        by_store.setdefault(row.store, []).append(row)
    return Figures(days, tuple(_of_store(connection, name, rows, since, now_ms) for name, rows in by_store.items()))


def _of_store(connection: Connection, store: str, rows: Sequence[object], since: int, now_ms: int) -> StoreFigures:
    waits = [row.ready_at - row.placed_at for row in rows if row.ready_at]  # type: ignore[attr-defined]
    open_ages = [now_ms - row.placed_at for row in rows if row.state not in collect.DONE]  # type: ignore[attr-defined]
    bounds = [hours * HOUR_MS for hours in AGES_H]
    by_age = [sum(low <= age < high for age in open_ages) for low, high in zip([0, *bounds], bounds, strict=False)]
    query = select(order_event.c.seconds).where(
        order_event.c.store == store,
        order_event.c.what == events.PICKUP_HANDED_OVER,
        order_event.c.seconds > 0,
        order_event.c.at > since,
    )
    return StoreFigures(
        store,
        len(rows),
        _median(waits),
        _median(list(connection.execute(query).scalars())),
        (*by_age, sum(age >= bounds[-1] for age in open_ages)),
        sum(row.state == collect.EXPIRED for row in rows),  # type: ignore[attr-defined]
        sum(row.state == collect.SHORT for row in rows),  # type: ignore[attr-defined]
    )


def _median(values: list[int]) -> int | None:
    return sorted(values)[len(values) // 2] if values else None
