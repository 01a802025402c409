"""What the web shop and other channels put about stock and orders: reservations, orders to be collected, what
becomes of them, and movements of their own. Each id counts once, as in `pos.central.channels`.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from pos.base.errors import Code, Refused
from pos.central import (
    availability,
    customer_rows,
    order_contacts,
    order_desk,
    orders,
    pickup_keys,
    places,
    stock,
    wishes,
)
from pos.central.availability import PIECES_MOST, ReservationPut
from pos.central.database import insert_all
from pos.central.enrolment import RandomBytes
from pos.central.feed import Change
from pos.central.order_desk import ORDER_UNKNOWN
from pos.central.orders import Happened, Order, Reach
from pos.central.refusal import ID_TAKEN, MESSAGE_UNREADABLE, STORE_UNKNOWN, Refusal
from pos.central.stock import Cause, Moved, Shelf
from pos.central.tables import store
from pos.central.tables_orders import refund
from pos.central.tables_people import put as puts
from pos.domain import collect
from pos.domain.collect import Pickup, PickupLine
from pos.domain.customer import read_email
from pos.domain.pickup_code import typed_code
from pos.domain.stock import Move

REFUND_UNKNOWN: Final = "refund-unknown"
ID_MOST: Final = 200
TEXT_MOST: Final = 120
LINES_MOST: Final = 200
TIME_MOST: Final = 2**52
PRICE_MOST: Final = 10**11
AGE_MOST: Final = 150
SENDS: Final = ("sent", orders.DELIVERY)  # who fulfils deliveries does so for the tills' sales, too
SECRET_BYTES: Final = 16


class OrderedLine(Struct, frozen=True, omit_defaults=True):
    """A line as the channel sold it; fields as in `pos.domain.collect.PickupLine`."""

    sku: str
    quantity: int
    unit_minor: int
    text: str = ""
    tax: str = "standard"
    gtin: str = ""
    category: str = ""
    shelf: str = ""
    min_age: int = 0


class PickupPut(Struct, frozen=True, omit_defaults=True):
    """An order that is collected at ``store``. ``reservation``: the channel's lease that it takes over;
    ``ready_by_ms``: what the customer was told; ``name``, ``email``, ``language``: of whoever ordered.
    """

    number: str
    store: str
    at_ms: int
    currency: str
    lines: tuple[OrderedLine, ...]
    paid: bool = True
    customer: str = ""
    name: str = ""
    tier: str = ""
    email: str = ""
    language: str = ""
    ready_by_ms: int = 0
    reservation: str = ""
    note: str = ""
    demo: bool = False


class StepPut(Struct, frozen=True, omit_defaults=True):
    """A word of the customer on an order: that they are here, that they cancel, or whether a substitute is welcome.
    Each ``at_ms`` counts once.
    """

    at_ms: int
    agreed: bool = True


class MovedLine(Struct, frozen=True, omit_defaults=True):
    sku: str
    on_hand: int = 0
    incoming: int | None = None
    incoming_on: str = ""


class MovementPut(Struct, frozen=True):
    """Pieces came to a place or left it outside of any till: sold online, received, sent on. ``incoming``: how many
    are on the way there now.
    """

    location: str
    at_ms: int
    why: str
    lines: tuple[MovedLine, ...]


class PickupState(Struct, frozen=True):
    """What a channel may know of an order. ``qr``: the signed code, empty if it has none (any more); ``page``: where
    the customer sees it.
    """

    id: str
    number: str
    store: str
    state: str
    code: str
    qr: str
    page: str
    paid: bool
    pieces: int
    handed: int
    declined: int
    parcels: int
    ready_ms: int
    expires_ms: int
    done_ms: int
    history: tuple[tuple[int, str], ...]


class RefundDue(Struct, frozen=True):
    """Money that the channel gives back to the customer of ``order``, once per (order, ``id``)."""

    order: str
    id: str
    amount_minor: int
    currency: str
    at_ms: int


class Done(Struct, frozen=True):
    """What was put is taken."""

    id: str
    state: str = ""


Body = PickupPut | StepPut | MovementPut | ReservationPut
Changes = dict[str, list[Change]]


class Put(Struct, frozen=True):
    """What was put: by whom, under which id, when it came in; ``random_bytes`` makes secrets."""

    channel: str
    kind: str
    id: str
    now_ms: int
    random_bytes: RandomBytes


def put(connection: Connection, at: Put, body: Body) -> tuple[Any, Changes]:
    """Take ``body`` once: the answer, and what tills are to be told. Refusals: 400, 404, 409 other words were put under
    this id or it cannot be done any more.
    """
    if not 0 < len(at.id) <= ID_MOST or "\0" in at.id:
        raise Refusal(400, MESSAGE_UNREADABLE, what="id")
    digest = hashlib.sha256(msgspec.json.encode(body)).hexdigest()
    # A customer may be here twice, and cancel again after the store has said no.
    name = f"{at.id}@{body.at_ms}" if isinstance(body, StepPut) else at.id
    query = select(puts).where(puts.c.channel == at.channel, puts.c.kind == at.kind, puts.c.id == name)
    before = connection.execute(query).one_or_none()
    if before is not None:
        if before.body_hash != digest:
            raise Refusal(409, ID_TAKEN, id=at.id)
        if isinstance(body, ReservationPut):  # what was lent may be over by now
            return availability.standing(connection, at.id, at.now_ms), {}
        return msgspec.json.decode(bytes(before.answer), type=ANSWERS[at.kind]), {}
    answer, shelves, changed = TAKERS[at.kind](connection, at, body)
    row = {"channel": at.channel, "kind": at.kind, "id": name, "body_hash": digest, "at": at.now_ms}
    insert_all(connection, puts, [{**row, "answer": msgspec.json.encode(answer)}])
    changes = told(connection, shelves, changed, at.now_ms)
    if at.kind == "pickups":
        changes.update(pickup_keys.first(connection, at.now_ms, at.random_bytes))
    return answer, changes


def told(connection: Connection, shelves: Iterable[Shelf], changed: Iterable[Order], now_ms: int) -> Changes:
    """The rows of these shelves, orders and their customers by stream, for `feed.publish`."""
    known = list(changed)
    found = stock.changes(connection, set(shelves))
    people = customer_rows.changes(connection, order_contacts.tell(connection, known), now_ms)
    for more in (orders.changes(known, now_ms), people):
        for stream, some in more.items():
            found.setdefault(stream, []).extend(some)
    return found


Taken = tuple[Any, set[Shelf], list[Order]]


def _reservation(connection: Connection, at: Put, body: ReservationPut) -> Taken:
    answer, shelves = availability.lend(connection, at.id, at.channel, body, at.now_ms)
    return answer, set(shelves), []


def take_pickup(connection: Connection, at: Put, body: PickupPut) -> Taken:
    """Keep a new order: its pieces are promised at its store from now on. Refusals: 400, 404 no such store."""
    try:
        order_id = str(uuid.UUID(at.id))
    except ValueError as error:
        raise Refusal(400, MESSAGE_UNREADABLE, what="id is no UUID") from error
    if order_id != at.id or not 0 < len(body.lines) <= LINES_MOST or not body.number:
        raise Refusal(400, MESSAGE_UNREADABLE, what="id, number or lines")
    texts = (body.number, body.store, body.currency, body.customer, body.name, body.tier, body.language, body.note)
    if any(len(text) > ID_MOST or "\0" in text for text in texts) or not _times(body.at_ms, body.ready_by_ms):
        raise Refusal(400, MESSAGE_UNREADABLE, what="a text or a time")
    if not all(_sold_at_all(line) for line in body.lines):
        raise Refusal(400, MESSAGE_UNREADABLE, what="lines")
    if connection.execute(select(store.c.store).where(store.c.store == body.store)).first() is None:
        raise Refusal(404, STORE_UNKNOWN, store=body.store)
    try:
        email = read_email(body.email) if body.email else ""
    except Refused as refused:
        raise Refusal(400, MESSAGE_UNREADABLE, what="email") from refused
    one = Pickup(
        id=order_id, number=body.number[:TEXT_MOST], store=body.store, channel=at.channel, placed_ms=body.at_ms,
        currency=body.currency, paid=body.paid, code=typed_code(order_id), customer=body.customer,
        name=body.name[:TEXT_MOST], tier=body.tier, ready_by_ms=body.ready_by_ms, note=body.note[:TEXT_MOST],
        demo=body.demo,
        lines=tuple(
            PickupLine(
                n, line.sku, line.text or line.sku, line.quantity, line.unit_minor, line.tax, gtin=line.gtin,
                category=line.category, shelf=line.shelf, min_age=line.min_age,
            )
            for n, line in enumerate(body.lines, start=1)
        ),
    )  # fmt: skip
    reach = Reach(email=email, language=body.language, secret=at.random_bytes(SECRET_BYTES).hex())
    lent: Moved = {}
    if body.reservation:
        _, lent = availability.give_back(connection, body.reservation, at.channel, at.now_ms, availability.USED)
    order = Order(one, orders.PICKUP, reach)
    orders.insert(connection, order)
    orders.note(connection, one.id, Happened(at.id, "ordered", body.at_ms))
    moved = stock.move(connection, [(Cause(one.id, stock.ORDERED, at.now_ms), orders.moved(None, one))])
    return Done(one.id, one.state), {*lent, *moved}, [order]


def _times(*times: int) -> bool:
    """Can these be times, UTC ms? 0: not said."""
    return all(0 <= time <= TIME_MOST for time in times)


def _sold_at_all(line: OrderedLine) -> bool:
    """Can anybody sell such a line?"""
    whole = 1 <= line.quantity <= PIECES_MOST and 0 <= line.unit_minor <= PRICE_MOST and 0 <= line.min_age <= AGE_MOST
    texts = (line.sku, line.text, line.tax, line.gtin, line.category, line.shelf)
    return whole and bool(line.sku) and not any(len(text) > ID_MOST or "\0" in text for text in texts)


def _step(what: str, step: Callable[[Pickup, StepPut], Pickup]) -> Callable[[Connection, Put, StepPut], Taken]:
    def take(connection: Connection, at: Put, body: StepPut) -> Taken:
        order = orders.load(connection, (at.id,)).get(at.id)
        own = order is not None and (order.pickup.channel == at.channel or (what, order.kind) == SENDS)
        if order is None or not own:
            raise Refusal(404, ORDER_UNKNOWN, id=at.id)
        if not _times(body.at_ms):
            raise Refusal(400, MESSAGE_UNREADABLE, what="at_ms")
        before = collect.expired(order.pickup, at.now_ms)
        try:
            after = replace(order, pickup=step(before, body))
        except Refused as refused:
            raise Refusal(409, str(refused.code), state=before.state) from refused
        why = stock.SENT if order.kind == orders.DELIVERY else stock.CANCELLED
        happened = Happened(f"{at.channel}:{what}:{body.at_ms}", what, body.at_ms)
        shelves = order_desk.step(connection, before, after, happened, why, at.now_ms)
        return Done(at.id, after.pickup.state), shelves, [after]

    return take


def _here(order: Pickup, body: StepPut) -> Pickup:
    return replace(order, here_ms=body.at_ms) if order.state == collect.READY else order


def _cancel(order: Pickup, body: StepPut) -> Pickup:
    return collect.asked_to_cancel(order, body.at_ms)


def _substitute(order: Pickup, body: StepPut) -> Pickup:
    """Yes: the pieces that are short become a line of the substitute, at the price promised; no: they stay short.
    Refused PICKUP_STEP if the store does not wait for an answer (any more).
    """
    if order.state != collect.SHORT or not any(line.substitute for line in order.lines):
        raise Refused(Code.PICKUP_STEP, number=order.number, state=order.state)
    lines: list[PickupLine] = []
    instead: list[PickupLine] = []
    last = max(line.n for line in order.lines)
    for line in order.lines:
        kept = replace(line, substitute="", substitute_text="")
        if line.substitute and body.agreed and line.short:
            words = line.substitute_text or line.substitute
            other = replace(kept, sku=line.substitute, text=words, gtin="", shelf="", picked=0, short=0)
            kept = replace(kept, quantity=line.quantity - line.short, short=0)
            if kept.quantity:
                instead.append(replace(other, n=last + len(instead) + 1, quantity=line.short))
            else:
                kept = other
        lines.append(kept)
    return replace(order, lines=(*lines, *instead), state=collect.RESERVED)


def _sent(order: Pickup, body: StepPut) -> Pickup:
    """A delivery of a till's sale has left its place: all of it."""
    if order.state in collect.DONE:
        raise Refused(Code.PICKUP_STEP, number=order.number, state=order.state)
    lines = tuple(replace(line, picked=line.left, handed=line.left) for line in order.lines)
    return replace(order, lines=lines, state=collect.HANDED_OVER, done_ms=body.at_ms, revoked=True)


def _movement(connection: Connection, at: Put, body: MovementPut) -> Taken:
    if not body.location or not body.why or any(not line.sku for line in body.lines):
        raise Refusal(400, MESSAGE_UNREADABLE, what="location, why or lines")
    places.require(connection, body.location)
    moves = [Move(body.location, line.sku, line.on_hand) for line in body.lines]
    shelves = stock.move(connection, [(Cause(f"{at.channel}:{at.id}", body.why[:40], body.at_ms), moves)])
    wishes.fulfil(connection, shelves, at.now_ms)
    changed = set(shelves)
    for line in body.lines:
        if line.incoming is not None:
            stock.set_incoming(connection, body.location, line.sku, line.incoming, line.incoming_on)
            changed.add((body.location, line.sku))
    return Done(at.id), changed, []


KINDS: Final[dict[str, type[Any]]] = {
    "reservations": ReservationPut,
    "pickups": PickupPut,
    "movements": MovementPut,
    "pickups/here": StepPut,
    "pickups/cancel": StepPut,
    "pickups/substitute": StepPut,
    "pickups/sent": StepPut,
}
# What each door does, for the description of the doors.
TOLD: Final[dict[str, str]] = {
    "reservations": "Lend pieces of a store to this channel for a while",
    "pickups": "Order pieces that are collected at a store",
    "movements": "Pieces came to a place or left it",
    "pickups/here": "The customer is in the store",
    "pickups/cancel": "The customer cancels",
    "pickups/substitute": "The customer's word on a substitute",
    "pickups/sent": "A delivery has left",
}
ANSWERS: Final[dict[str, type[Any]]] = {
    **dict.fromkeys(KINDS, Done),
    "reservations": availability.ReservationAnswer,
}
TAKERS: Final[dict[str, Callable[[Connection, Put, Any], Taken]]] = {
    "reservations": _reservation,
    "pickups": take_pickup,
    "movements": _movement,
    "pickups/here": _step("here", _here),
    "pickups/cancel": _step("cancel-asked", _cancel),
    "pickups/substitute": _step("substitute", _substitute),
    "pickups/sent": _step("sent", _sent),
}


def unknown(order: str) -> Refusal:
    return Refusal(404, ORDER_UNKNOWN, id=order)


# --- asking -----------------------------------------------------------------------------------------------------------


def state(connection: Connection, channel: str, id_: str, now_ms: int) -> PickupState:
    """An order of this channel. Refusal 404."""
    order = orders.load(connection, (id_,)).get(id_)
    if order is None or order.pickup.channel != channel:
        raise Refusal(404, ORDER_UNKNOWN, id=id_)
    one = collect.expired(order.pickup, now_ms)
    return PickupState(
        one.id, one.number, one.store, one.state, one.code, pickup_keys.sealed(connection, order, now_ms),
        pickup_keys.page_address(connection, order), one.paid, one.pieces, sum(line.handed for line in one.lines),
        sum(line.declined + line.short for line in one.lines), one.parcels, one.ready_ms, one.expires_ms, one.done_ms,
        tuple((row.at, row.what) for row in orders.noted(connection, id_)),
    )  # fmt: skip


def refunds(connection: Connection, channel: str) -> tuple[RefundDue, ...]:
    """What this channel owes its customers and has not taken upon itself yet."""
    mine = (refund.c.channel == channel) & (refund.c.done_at == 0) & (refund.c.amount_minor > 0)
    return tuple(_due(row) for row in connection.execute(select(refund).where(mine).order_by(refund.c.at)))


def refunded(connection: Connection, channel: str, order: str, cause: str, now_ms: int) -> RefundDue:
    """The channel takes it upon itself to give this amount back, and does so then: from now on it counts as given. The
    same again is answered the same. Refusal 404 if nothing is owed (any more).
    """
    mine = (refund.c.channel == channel) & (refund.c.order_id == order) & (refund.c.id == cause)
    row = connection.execute(select(refund).where(mine).with_for_update()).one_or_none()
    if row is None or not row.amount_minor:
        raise Refusal(404, REFUND_UNKNOWN, order=order, id=cause)
    connection.execute(update(refund).where(mine, refund.c.done_at == 0).values(done_at=now_ms))
    return _due(row)


def _due(row: Any) -> RefundDue:
    return RefundDue(row.order_id, row.id, row.amount_minor, row.currency, row.at)
