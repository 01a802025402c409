"""What time alone does to goods: leases end, orders that nobody collected expire, their customers are reminded
before.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.central import availability, feed, goods_channels, letters, order_desk, orders
from pos.central.orders import PICKUP, Happened, Order
from pos.central.stock import Shelf
from pos.central.tables_orders import online_order
from pos.domain import collect

DAY_MS: Final = 86_400_000
WARN_MS: Final = 2 * DAY_MS
AT_ONCE: Final = 200
HOUR_MS: Final = 3_600_000
MONTH_MS: Final = 30 * DAY_MS


def sweep(connection: Connection, now_ms: int) -> int:
    """Bring leases and orders up to date; how many orders changed. The transaction's last act."""
    changed = [*_expired(connection, now_ms), *_warned(connection, now_ms)]
    orders.save(connection, changed)
    over, free = _not_fetched(connection, now_ms)
    changed += over
    # Orders are locked before shelves, as in a push.
    shelves = {*free, *availability.end_overdue(connection, now_ms)}
    changes = goods_channels.told(connection, shelves, changed, now_ms)
    for stream, some in orders.changes(_long_done(connection, now_ms, HOUR_MS), now_ms).items():
        changes.setdefault(stream, []).extend(some)
    feed.publish(connection, changes, now_ms)
    return len(changed)


def tidy(connection: Connection, now_ms: int) -> None:
    """Once a day: what leaves the tills' lists although nobody swept at that time, and names that are kept no longer.
    The transaction's last act.
    """
    orders.forget_old(connection, now_ms)
    gone = _long_done(connection, now_ms, MONTH_MS)
    feed.publish(connection, orders.changes(gone, now_ms), now_ms)


def _expired(connection: Connection, now_ms: int) -> list[Order]:
    """Ready ones past their day."""
    over = (online_order.c.expires_at > 0) & (online_order.c.expires_at <= now_ms)
    query = select(online_order).where(online_order.c.state == collect.READY, online_order.c.kind == PICKUP, over)
    found = []
    for row in connection.execute(query.order_by(online_order.c.order_id).limit(AT_ONCE).with_for_update()).all():
        order = orders.read(row)
        after = replace(order, pickup=collect.expired(order.pickup, now_ms))
        orders.note(connection, after.pickup.id, Happened("expired", "expired", now_ms))
        letters.write(connection, after, letters.EXPIRED, "expired", now_ms)
        found.append(after)
    return found


def _not_fetched(connection: Connection, now_ms: int) -> tuple[list[Order], set[Shelf]]:
    """Reservations made at a till that nobody came for, as long as nobody has packed anything for them."""
    late = (online_order.c.expires_at > 0) & (online_order.c.expires_at <= now_ms)
    query = select(online_order).where(online_order.c.state == collect.RESERVED, online_order.c.paid == 0, late)
    found: list[Order] = []
    shelves: set[Shelf] = set()
    for row in connection.execute(query.order_by(online_order.c.order_id).limit(AT_ONCE).with_for_update()).all():
        order = orders.read(row)
        if any(line.picked for line in order.pickup.lines):
            continue
        after, moved = order_desk.over(connection, order, now_ms)
        found.append(after)
        shelves |= moved
    return found, shelves


def _warned(connection: Connection, now_ms: int) -> list[Order]:
    soon = (online_order.c.expires_at > now_ms) & (online_order.c.expires_at <= now_ms + WARN_MS)
    # Who got their message less than a day ago knows.
    fresh = online_order.c.ready_at <= now_ms - DAY_MS
    query = select(online_order).where(
        online_order.c.state == collect.READY, online_order.c.kind == PICKUP, soon, fresh, online_order.c.warned_at == 0
    )
    found = []
    for row in connection.execute(query.order_by(online_order.c.order_id).limit(AT_ONCE).with_for_update()).all():
        order = replace(orders.read(row), warned_at=now_ms)
        letters.write(connection, order, letters.REMINDED, "soon-over", now_ms)
        found.append(order)
    return found


def _long_done(connection: Connection, now_ms: int, window_ms: int) -> list[Order]:
    """Those that leave the tills' lists now, or should have in this time before."""
    since = now_ms - orders.SHOWN_MS
    query = select(online_order).where(
        online_order.c.kind == PICKUP,
        online_order.c.state.in_(collect.DONE),
        online_order.c.done_at < since,
        online_order.c.done_at >= since - window_ms,
    )
    return [orders.read(row) for row in connection.execute(query.order_by(online_order.c.order_id))]
