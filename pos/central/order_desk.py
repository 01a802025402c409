"""Steps of an order that no till took: the customer's, through a channel; the store's word, said by the back office for
a store that cannot say it any more; and what time ends.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from pos.base.errors import Refused
from pos.central import letters, orders, stock, wishes
from pos.central.orders import Happened, Order
from pos.central.refusal import Refusal
from pos.central.stock import Cause, Shelf
from pos.domain import collect
from pos.domain.collect import Pickup
from pos.domain.pickup_facts import PickupCancelAnswered

ORDER_UNKNOWN: Final = "order-unknown"
OFFICE: Final = "office"


def step(connection: Connection, before: Pickup, after: Order, happened: Happened, why: str, now_ms: int) -> set[Shelf]:
    """Write down a step of an order that was ``before``, with what it does to stock, money and the customer's mailbox;
    the shelves that changed.
    """
    one = after.pickup
    orders.note(connection, one.id, happened)
    orders.save(connection, [after])
    shelves = stock.move(connection, [(Cause(f"{one.id}:{happened.id}", why, now_ms), orders.moved(before, one))])
    wishes.fulfil(connection, shelves, now_ms)
    if one.state in collect.DONE and before.state not in collect.DONE:
        orders.owe(connection, after, now_ms)
    letters.about(connection, before, after, happened.id, now_ms)
    return set(shelves)


def answer(connection: Connection, id_: str, accepted: bool, now_ms: int) -> tuple[Order, set[Shelf]]:
    """The word on a cancellation in the store's place: the goods are there, or they were handed over. Refusals: 404,
    409 nobody asks that of this order.
    """
    order = orders.load(connection, (id_,)).get(id_)
    if order is None:
        raise Refusal(404, ORDER_UNKNOWN, id=id_)
    before = collect.expired(order.pickup, now_ms)
    try:
        pickup = collect.after(before, PickupCancelAnswered(id_, accepted), now_ms)
    except Refused as refused:
        raise Refusal(409, str(refused.code), state=before.state) from refused
    after = replace(order, pickup=pickup)
    happened = Happened(f"{OFFICE}:{now_ms}", "cancel-answered", now_ms, operator=OFFICE)
    return after, step(connection, before, after, happened, stock.CANCELLED, now_ms)


def over(connection: Connection, order: Order, now_ms: int) -> tuple[Order, set[Shelf]]:
    """A reservation that nobody came for ends by itself: it is not paid, and nothing was packed."""
    ended = replace(order.pickup, state=collect.CANCELLED, done_ms=now_ms, revoked=True)
    after = replace(order, pickup=ended)
    return after, step(connection, order.pickup, after, Happened("expired", "expired", now_ms), stock.RELEASED, now_ms)
