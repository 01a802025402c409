"""The record of online orders: kept, changed by facts, told to tills. The rules are `pos.domain.collect`'s; here they
meet stock, money that is owed back, and whoever has to be told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, select

from pos.central import outbox
from pos.central.database import chunks, insert_all, insert_missing, upsert_all
from pos.central.feed import Change
from pos.central.tables_orders import online_order, order_event, refund
from pos.contract import to_json
from pos.contract.goods import FEED_PICKUP, Address, pickups_stream
from pos.domain.collect import DONE, Pickup
from pos.domain.stock import Move

PICKUP: Final = "pickup"
DELIVERY: Final = "delivery"
# The channel of what a till sold or reserved for another place.
AT_TILL: Final = "till"
# Why money is owed back.
ENDED: Final = "ended"
# How long tills still see an order that is done with.
SHOWN_MS: Final = 2 * 86_400_000
# How long it says whose it was: until nobody asks for their money back any more.
NAMED_MS: Final = 90 * 86_400_000
AT_ONCE: Final = 500


class Reach(Struct, frozen=True, omit_defaults=True):
    """How the customer of an order is told something, and where a delivery goes; all of it personal."""

    email: str = ""
    language: str = ""
    secret: str = ""
    address: Address | None = None


class Order(Struct, frozen=True):
    """A row of the record."""

    pickup: Pickup
    kind: str
    reach: Reach
    warned_at: int = 0


class Happened(Struct, frozen=True):
    """Who did what to an order: ``id`` of the entry or put, and where it came from."""

    id: str
    what: str
    at: int
    store: str = ""
    till: str = ""
    operator: str = ""
    seconds: int = 0


def load(connection: Connection, ids: Collection[str]) -> dict[str, Order]:
    """Orders by id, locked until the commit, taken in sorted order; those that are unknown are left out."""
    found: dict[str, Order] = {}
    for some in chunks(sorted(set(ids))):
        query = select(online_order).where(online_order.c.order_id.in_(some)).order_by(online_order.c.order_id)
        found.update({row.order_id: read(row) for row in connection.execute(query.with_for_update())})
    return found


def read(row: Row[Any]) -> Order:
    return Order(
        msgspec.json.decode(bytes(row.data), type=Pickup),
        row.kind,
        msgspec.json.decode(bytes(row.contact), type=Reach),
        row.warned_at,
    )


def save(connection: Connection, orders: Iterable[Order]) -> None:
    upsert_all(connection, online_order, [_row(order) for order in orders])


def note(connection: Connection, order: str, happened: Happened, *, applied: bool = True) -> bool:
    """Write down what happened; False if the same id was noted before."""
    row = {
        "order_id": order, "id": happened.id, "what": happened.what, "at": happened.at, "store": happened.store,
        "till": happened.till, "operator": happened.operator, "seconds": happened.seconds, "applied": int(applied),
    }  # fmt: skip
    return insert_missing(connection, order_event, row)


def noted(connection: Connection, order: str, what: str = "") -> list[Row[Any]]:
    """What happened to an order, the oldest first."""
    query = select(order_event).where(order_event.c.order_id == order)
    if what:
        query = query.where(order_event.c.what == what)
    return list(connection.execute(query.order_by(order_event.c.at, order_event.c.id)))


def unserved(order: Pickup) -> int:
    """What the channel has been paid for pieces that nobody got."""
    return sum((line.quantity - line.handed) * line.unit_minor for line in order.lines) if order.paid else 0


def owe(connection: Connection, order: Order, at: int) -> bool:
    """An order is over: the channel gives back what was paid for pieces that nobody got, once. True if that is more
    than nothing.
    """
    amount = unserved(order.pickup)
    row = {
        "order_id": order.pickup.id, "id": ENDED, "channel": order.pickup.channel, "amount_minor": amount,
        "currency": order.pickup.currency, "at": at, "done_at": 0,
    }  # fmt: skip
    return amount > 0 and insert_missing(connection, refund, row)


def owe_less(connection: Connection, order: Order, amount_minor: int) -> bool:
    """Pieces went to the customer after the order was over; False if their money is on its way back already."""
    here = (refund.c.order_id == order.pickup.id) & (refund.c.id == ENDED) & (refund.c.done_at == 0)
    less = refund.update().where(here, refund.c.amount_minor >= amount_minor)
    return bool(connection.execute(less.values(amount_minor=refund.c.amount_minor - amount_minor)).rowcount)


def moved(before: Pickup | None, after: Pickup) -> tuple[Move, ...]:
    """What a change of an order does to the stock of its store: pieces that went to the customer leave it, and what the
    order no longer waits for is free again.
    """
    held_before, handed_before = _held(before), _handed(before)
    held_after, handed_after = _held(after), _handed(after)
    skus = sorted(held_before.keys() | held_after.keys() | handed_before.keys() | handed_after.keys())
    moves = (
        Move(
            after.store,
            sku,
            handed_before.get(sku, 0) - handed_after.get(sku, 0),
            held_after.get(sku, 0) - held_before.get(sku, 0),
        )
        for sku in skus
    )
    return tuple(move for move in moves if move.on_hand or move.reserved)


def changes(orders: Iterable[Order], now_ms: int) -> dict[str, list[Change]]:
    """Rows for the tills of each order's store; one that is long done with ends there. The names of customers travel in
    them, as they do in the customers' own stream.
    """
    found: dict[str, list[Change]] = {}
    for order in orders:
        one = order.pickup
        if order.kind != PICKUP:
            continue
        gone = one.state in DONE and one.done_ms < now_ms - SHOWN_MS
        data = None if gone else to_json(one)
        found.setdefault(pickups_stream(one.store), []).append(Change(FEED_PICKUP, one.id, data))
    return found


def by_number(connection: Connection, text: str) -> list[Order]:
    """Pickups with this number or typed code, open ones first."""
    query = select(online_order).where(
        (online_order.c.number == text) | (online_order.c.code == text), online_order.c.kind == PICKUP
    )
    rows = connection.execute(query.order_by(online_order.c.done_at, online_order.c.placed_at.desc()).limit(20))
    return [read(row) for row in rows]


def open_at(connection: Connection, store: str = "") -> list[Order]:
    """Every order that somebody still waits for, the oldest first."""
    query = select(online_order).where(online_order.c.state.not_in(DONE))
    if store:
        query = query.where(online_order.c.store == store)
    return [read(row) for row in connection.execute(query.order_by(online_order.c.store, online_order.c.placed_at))]


def erase(connection: Connection, ids: Sequence[str], now_ms: int) -> dict[str, list[Change]]:
    """Orders of these customers lose name and contact, and what waits to be sent there; the rows tills are to be told
    of.
    """
    emptied = []
    for some in chunks(ids):
        query = select(online_order).where(online_order.c.customer.in_(some)).order_by(online_order.c.order_id)
        emptied += [_nameless(connection, read(row)) for row in connection.execute(query.with_for_update()).all()]
    save(connection, emptied)
    return changes(emptied, now_ms)


def forget_old(connection: Connection, now_ms: int) -> int:
    """Orders that were over long ago keep what was ordered, and no longer for whom; how many. Those that do already are
    looked at again, so this is nothing for every minute.
    """
    old = (online_order.c.done_at > 0) & (online_order.c.done_at < now_ms - NAMED_MS)
    known = online_order.c.contact != to_json(Reach())
    query = select(online_order).where(old, known).order_by(online_order.c.order_id).limit(AT_ONCE)
    count = 0
    while emptied := [_nameless(connection, read(row)) for row in connection.execute(query.with_for_update()).all()]:
        save(connection, emptied)
        count += len(emptied)
    return count


def _nameless(connection: Connection, order: Order) -> Order:
    if order.reach.email:
        outbox.forget(connection, order.reach.email)
    return replace(order, pickup=replace(order.pickup, name="", note=""), reach=Reach())


def insert(connection: Connection, order: Order) -> None:
    insert_all(connection, online_order, [_row(order)])


def _row(order: Order) -> dict[str, Any]:
    one = order.pickup
    return {
        "order_id": one.id, "kind": order.kind, "store": one.store, "number": one.number, "code": one.code,
        "channel": one.channel, "state": one.state, "customer": one.customer, "paid": int(one.paid),
        "placed_at": one.placed_ms, "ready_at": one.ready_ms, "expires_at": one.expires_ms, "done_at": one.done_ms,
        "warned_at": order.warned_at, "data": to_json(one), "contact": to_json(order.reach),
    }  # fmt: skip


def _held(order: Pickup | None) -> dict[str, int]:
    """SKU → pieces this order keeps from being sold to anybody else."""
    held: dict[str, int] = {}
    for line in order.lines if order is not None and order.state not in DONE else ():
        held[line.sku] = held.get(line.sku, 0) + line.left
    return held


def _handed(order: Pickup | None) -> dict[str, int]:
    handed: dict[str, int] = {}
    for line in order.lines if order is not None else ():
        handed[line.sku] = handed.get(line.sku, 0) + line.handed
    return handed
