"""Online orders on their customer's timeline: one row each, and an open matter for as long as something waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from pos.central import timeline
from pos.central.database import upsert_all
from pos.central.orders import DELIVERY, Order
from pos.central.tables_people import contact, customer
from pos.contract.people import ContactRow
from pos.domain.collect import DONE, Pickup
from pos.domain.customer import ERASED

MATTER: Final = "pickup"
TEXTS_SHOWN: Final = 3


def tell(connection: Connection, changed: Iterable[Order]) -> set[str]:
    """Bring the rows of these orders up to date; the roots of the customers they belong to. An order of nobody we
    know stands on no timeline. What is paid in the store counts as revenue with its sale, what was paid online with
    the order.
    """
    theirs = [order for order in changed if order.pickup.customer]
    if not theirs:
        return set()
    ids = {order.pickup.customer for order in theirs}
    query = select(customer.c.customer, customer.c.root).where(
        customer.c.customer.in_(sorted(ids)), customer.c.state != ERASED
    )
    roots = {row.customer: row.root for row in connection.execute(query)}
    rows = [
        timeline.row(
            order.pickup.customer, f"order:{order.pickup.id}", _shown(order), order.pickup.store, _matter(order)
        )
        for order in theirs
        if order.pickup.customer in roots
    ]
    upsert_all(connection, contact, rows)
    return set(roots.values())


def _matter(order: Order) -> str:
    return "" if order.kind == DELIVERY or order.pickup.state in DONE else MATTER


def _shown(order: Order) -> ContactRow:
    one = order.pickup
    online = one.paid and one.channel != "till"
    texts = [line.text for line in one.lines[:TEXTS_SHOWN]]
    title = f"{one.number} · {' · '.join(one.bags)}" if one.bags else one.number
    return ContactRow(
        one.placed_ms,
        timeline.ORDER if online else MATTER,
        one.channel,
        title,
        ", ".join(texts) + (" …" if len(one.lines) > TEXTS_SHOWN else ""),
        _worth(one) if online else None,
        one.currency if online else "",
        one.number,
    )


def _worth(one: Pickup) -> int:
    """What the order is worth now: what is short, declined or taken back no longer counts."""
    kept = one.state not in DONE
    return sum((line.left + line.handed if kept else line.handed) * line.unit_minor for line in one.lines)
