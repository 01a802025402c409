"""Online orders on their customer's timeline: one row each, an open matter for as long as something waits, and points
for what was paid online once it was collected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from pos.base.clock import local_date
from pos.central import customer_rows, customers, ledger, timeline
from pos.central.database import insert_missing, upsert_all
from pos.central.orders import AT_TILL, DELIVERY, Order
from pos.central.tables_people import contact, customer
from pos.central.tables_people import ledger as movement
from pos.contract.people import ContactRow
from pos.domain.collect import DONE, HANDED_OVER, Pickup
from pos.domain.customer import ERASED
from pos.domain.loyalty import earned

MATTER: Final = "pickup"
TEXTS_SHOWN: Final = 3
UTC: Final = "UTC"


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
    _earn(connection, [order.pickup for order in theirs if order.pickup.customer in roots], roots)
    return set(roots.values())


def _earn(connection: Connection, pickups: Iterable[Pickup], roots: Mapping[str, str]) -> None:
    """Points by the rules of the day and the tier of then, once per order; what is paid at a till earns there."""
    for one in pickups:
        if one.state != HANDED_OVER or not _online(one) or _worth(one) <= 0:
            continue
        day = local_date(one.done_ms, UTC).isoformat()
        rules = ledger.rules_on(ledger.all_rules(connection), day)
        root = roots[one.customer]
        tier = customer_rows.known(connection, (root,), one.done_ms)[root].row.tier
        about: dict[str, Any] = {"at": one.done_ms, "day": day, "rules": rules.version}
        about |= {"channel": one.channel, "store": one.store}
        ref = customers.clean(one.number, timeline.REF_MOST)
        gained = earned(rules, tier, _worth(one))
        row = ledger.row(one.customer, f"order:{one.id}:{ledger.EARN}", ledger.EARN, gained, ref=ref, **about)
        if gained:
            insert_missing(connection, movement, row)


def _matter(order: Order) -> str:
    return "" if order.kind == DELIVERY or order.pickup.state in DONE else MATTER


def _shown(order: Order) -> ContactRow:
    one = order.pickup
    online = _online(one)
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


def _online(one: Pickup) -> bool:
    """Paid in another channel."""
    return one.paid and one.channel != AT_TILL


def _worth(one: Pickup) -> int:
    """What the order is worth now: what is short, declined or taken back no longer counts."""
    kept = one.state not in DONE
    return sum((line.left + line.handed if kept else line.handed) * line.unit_minor for line in one.lines)
