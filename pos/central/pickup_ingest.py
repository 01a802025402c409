"""What tills say about online orders, applied to the record. A till is the authority on what happened in its store:
what the rules of `pos.domain.collect` would not have allowed is kept, left without effect, and shown to a person.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.base.clock import local_time
from pos.base.errors import Code, Refused
from pos.central import feed, letters, orders, stock
from pos.central.goods_effects import ABOUT_ORDERS, Goods
from pos.central.orders import AT_TILL, Happened, Order, Reach
from pos.central.stock import Cause, Shelf
from pos.central.tables_people import customer as customers
from pos.contract import FEED_POLICY, PolicyRow, from_json, policy_stream
from pos.contract.goods import Address
from pos.domain import collect, events
from pos.domain.cart import DELIVER, STORE
from pos.domain.collect import Pickup, PickupLine
from pos.domain.collect_late import recorded
from pos.domain.pickup_code import typed_code
from pos.domain.pickup_facts import PickupHandedOver
from pos.domain.stock import Move

PICKUP_UNKNOWN: Final = "pickup_unknown"
PICKUP_TWICE: Final = "pickup_twice"
PICKUP_ILLEGAL: Final = "pickup_illegal"
PICKUP_OVERRIDDEN: Final = "pickup_overridden"
PICKUP_REFUNDED: Final = "pickup_refunded"
REFUND_AT_TILL: Final = "refund_at_till"
RESERVE_SHORT: Final = "reserve_short"
# Refusals of a hand-over that mean: these pieces went to somebody before.
TWICE: Final = (Code.PICKUP_HANDED_OVER, Code.PICKUP_QUANTITY)
UTC: Final = "UTC"
ID_MOST: Final = 200
SECONDS_MOST: Final = 86_400
OF_SALES: Final = uuid.UUID("5a1e0000-0000-4000-8000-7e5e4e000000")
DAY_MS: Final = 86_400_000

Alarm = tuple[str, dict[str, str]]


class Origin(Struct, frozen=True):
    """The till that pushed, and when its push came in."""

    store: str
    till: str
    received_at: int


class Applied(Struct, frozen=True):
    """``alarms``: by number of the entry; ``moves``: what is to be booked; ``orders``: those that changed."""

    alarms: dict[int, list[Alarm]]
    moves: list[tuple[Cause, tuple[Move, ...]]]
    orders: dict[str, Order]


def apply(
    connection: Connection,
    origin: Origin,
    goods: Sequence[tuple[int, Goods]],
    personal: Mapping[str, Raw],
    free: Mapping[Shelf, int],
) -> Applied:
    """Apply what ``goods`` say of orders, in their order. ``free``: what nobody was promised of the articles somebody
    wants to reserve, before this push.
    """
    batch = _Batch(connection, origin, goods, free)
    for seq, one in goods:
        body = one.body
        if isinstance(body, ABOUT_ORDERS):
            batch.fact(seq, one)
        elif isinstance(body, events.StockRequested) and body.what == events.RESERVE:
            batch.reserve(seq, one, body)
        elif isinstance(body, events.SaleCompleted):
            batch.sold(one, body, personal)
        elif isinstance(body, events.SaleVoided):
            batch.voided(seq, one, body)
    orders.save(connection, [batch.orders[id_] for id_ in sorted(batch.changed)])
    return Applied(batch.alarms, batch.moves, {id_: batch.orders[id_] for id_ in sorted(batch.changed)})


def reserved_skus(goods: Sequence[tuple[int, Goods]]) -> set[Shelf]:
    """The shelves from which these entries want to reserve."""
    return {
        (one.body.location, one.body.sku)
        for _, one in goods
        if isinstance(one.body, events.StockRequested) and one.body.what == events.RESERVE
    }


def order_of_sale(sale: str, place: str) -> str:
    """The id of the order that a sale makes for another place: the same whoever computes it, as often as it comes."""
    return str(uuid.uuid5(OF_SALES, f"{sale} {place}"))


class _Batch:
    def __init__(
        self, connection: Connection, origin: Origin, goods: Sequence[tuple[int, Goods]], free: Mapping[Shelf, int]
    ) -> None:
        self.db = connection
        self.origin = origin
        self.free = dict(free)
        self.alarms: dict[int, list[Alarm]] = {}
        self.moves: list[tuple[Cause, tuple[Move, ...]]] = []
        self.changed: set[str] = set()
        self.orders = orders.load(connection, _named(goods))

    def fact(self, seq: int, one: Goods) -> None:
        fact: Any = one.body
        order = self.orders.get(fact.order)
        if order is None:
            self._alarm(seq, PICKUP_UNKNOWN, order=fact.order)
            return
        happened = self._happened(
            one, events.KIND_OF[type(fact)], min(max(0, getattr(fact, "seconds", 0)), SECONDS_MOST)
        )
        if order.pickup.store != self.origin.store:
            if orders.note(self.db, fact.order, happened, applied=False):
                self._alarm(
                    seq, PICKUP_ILLEGAL, number=order.pickup.number, what=happened.what, why=Code.PICKUP_OTHER_STORE
                )
            return
        before = collect.expired(order.pickup, one.at)
        after, why = recorded(before, fact, one.at)
        if not orders.note(self.db, before.id, happened, applied=why is None):
            return
        if after.ready_ms and not before.ready_ms:
            after = replace(after, expires_ms=after.ready_ms + self._kept_ms())
        self._keep(replace(order, pickup=after))
        self._move(one, stock.HAND_OVER if isinstance(fact, PickupHandedOver) else stock.RETURNED, before, after)
        self._settle(seq, one, before, after)  # what is said first names the matter: money, then pieces
        if why is not None:
            self._refused(seq, before, fact, why, happened)
        if isinstance(fact, PickupHandedOver) and fact.override_by:
            self._alarm(
                seq, PICKUP_OVERRIDDEN, number=before.number, rule=fact.overridden, by=fact.override_by,
                store=self.origin.store, till=self.origin.till,
            )  # fmt: skip
        letters.about(self.db, before, self.orders[before.id], one.entry, self.origin.received_at)

    def _settle(self, seq: int, one: Goods, before: Pickup, after: Pickup) -> None:
        """What was paid for pieces that nobody gets is owed back, once; a piece that went to the customer after all is
        not.
        """
        order = self.orders[after.id]
        if after.state not in collect.DONE:
            return
        if before.state in collect.DONE:
            went = orders.unserved(before) - orders.unserved(after)
            if went and not orders.owe_less(self.db, order, went):
                amount = f"{went} {after.currency}"
                self._alarm(seq, PICKUP_REFUNDED, order=after.id, number=after.number, minor=amount)
        elif orders.owe(self.db, order, one.at) and after.channel == AT_TILL:
            amount = f"{orders.unserved(after)} {after.currency}"
            self._alarm(seq, REFUND_AT_TILL, order=after.id, number=after.number, minor=amount)

    def _refused(self, seq: int, order: Pickup, fact: Any, why: Refused, happened: Happened) -> None:
        others = [row for row in orders.noted(self.db, order.id, happened.what) if row.id != happened.id]
        if not (isinstance(fact, PickupHandedOver) and others and why.code in TWICE):
            self._alarm(seq, PICKUP_ILLEGAL, number=order.number, what=happened.what, why=str(why.code))
            return
        first = others[0]
        self._alarm(
            seq, PICKUP_TWICE, order=order.id, number=order.number, first=first.id,
            first_at=_whereabouts(first), second=happened.id, second_at=_whereabouts(happened), by=fact.override_by,
        )  # fmt: skip

    def reserve(self, seq: int, one: Goods, body: events.StockRequested) -> None:
        """Pieces kept for a customer, unpaid; if there are none left the order says so at once."""
        if one.entry in self.orders:
            return
        shelf = (body.location, body.sku)
        enough = 0 < body.quantity <= self.free.get(shelf, 0)
        line = PickupLine(1, body.sku, body.text, max(1, body.quantity), body.unit_minor, body.tax or "standard")
        pickup = Pickup(
            id=one.entry, number=f"R-{typed_code(one.entry)}", store=body.location, channel=AT_TILL, placed_ms=one.at,
            currency=body.currency, lines=(line,), paid=False, code=typed_code(one.entry), customer=body.customer,
            name=self._name(body.customer), expires_ms=body.until_ms, ready_by_ms=0,
        )  # fmt: skip
        if not enough:
            pickup = replace(pickup, state=collect.CANCELLED, done_ms=one.at, revoked=True)
            self._alarm(seq, RESERVE_SHORT, sku=body.sku, location=body.location, wanted=str(body.quantity))
        else:
            self.free[shelf] -= body.quantity
        self._made(one, Order(pickup, orders.PICKUP, self._reach(body.customer)), moves=enough)

    def sold(self, one: Goods, sale: events.SaleCompleted, personal: Mapping[str, Raw]) -> None:
        """Lines of a sale that are not carried out become orders at the places that fulfil them. The sale's own moves
        have promised the pieces there already.
        """
        for place, kind in sorted({(f.location, f.kind) for f in _fulfilled(sale)}):
            id_ = order_of_sale(sale.sale, f"{kind} {place}")
            lines = tuple(
                PickupLine(
                    line.n, line.sku, line.text, line.quantity, line.unit_minor, line.tax, line.unit, line.gtin,
                )
                for line in sale.lines
                if line.fulfil is not None and (line.fulfil.location, line.fulfil.kind) == (place, kind)
            )  # fmt: skip
            number = sale.receipt.rpartition("-")[2]
            pickup = Pickup(
                id=id_, number=f"{self.origin.till}-{number}", store=place, channel=AT_TILL, placed_ms=one.at,
                currency=sale.currency, lines=lines, code=typed_code(id_), customer=sale.customer or "",
                name=self._name(sale.customer or ""),
            )  # fmt: skip
            address = _address(one, personal) if kind == DELIVER else None
            made = orders.DELIVERY if kind == DELIVER else orders.PICKUP
            reach = replace(self._reach(sale.customer or ""), secret=sale.link or "", address=address)
            self._made(one, Order(pickup, made, reach), moves=False)

    def voided(self, seq: int, one: Goods, body: events.SaleVoided) -> None:
        """The orders a sale made end with it; what was handed over or sent already is for a person."""
        for place, kind in sorted({(f.location, f.kind) for f in _fulfilled(body.sale)}):
            order = self.orders.get(order_of_sale(body.voids, f"{kind} {place}"))
            if order is None:
                continue
            if order.pickup.state in collect.DONE:
                self._alarm(seq, PICKUP_ILLEGAL, number=order.pickup.number, what="sale.voided", why=order.pickup.state)
                continue
            ended = replace(order.pickup, state=collect.CANCELLED, done_ms=one.at, revoked=True)
            if orders.note(self.db, ended.id, self._happened(one, "sale.voided", 0)):
                self._keep(replace(order, pickup=ended))

    # --- inside -----------------------------------------------------------------------------------------------------

    def _made(self, one: Goods, order: Order, *, moves: bool) -> None:
        if orders.note(self.db, order.pickup.id, self._happened(one, "ordered", 0)):
            self._keep(order)
            if moves:
                self._move(one, stock.RESERVED, None, order.pickup)

    def _keep(self, order: Order) -> None:
        self.orders[order.pickup.id] = order
        self.changed.add(order.pickup.id)

    def _move(self, one: Goods, why: str, before: Pickup | None, after: Pickup) -> None:
        moves = orders.moved(before, after)
        if moves:
            self.moves.append((Cause(one.entry, why, one.at), moves))

    def _happened(self, one: Goods, what: str, seconds: int) -> Happened:
        return Happened(one.entry, what, one.at, self.origin.store, self.origin.till, one.operator, seconds)

    def _alarm(self, seq: int, reason: str, **facts: str) -> None:
        self.alarms.setdefault(seq, []).append((reason, facts))

    def _kept_ms(self) -> int:
        """How long a ready order is kept here."""
        rows = feed.rows_of(self.db, policy_stream(self.origin.store), FEED_POLICY)
        policies = [from_json(data, PolicyRow) for data in rows.values()]
        return (policies[0] if policies else PolicyRow()).kept_days * DAY_MS

    def _reach(self, customer: str) -> Reach:
        return Reach(language=letters.spoken(self.db, customer, self.origin.store))

    def _name(self, customer: str) -> str:
        if not customer:
            return ""
        query = select(customers.c.given, customers.c.family).where(customers.c.customer == customer)
        row = self.db.execute(query).one_or_none()
        return "" if row is None else f"{row.given} {row.family}".strip()


def _named(goods: Sequence[tuple[int, Goods]]) -> set[str]:
    """Every order these entries speak of."""
    ids: set[str] = set()
    for _, one in goods:
        body: Any = one.body
        if isinstance(body, ABOUT_ORDERS) and 0 < len(body.order) <= ID_MOST:
            ids.add(body.order)
        elif isinstance(body, events.StockRequested):
            ids.add(one.entry)
        elif isinstance(body, events.SaleCompleted):
            ids.update(order_of_sale(body.sale, f"{f.kind} {f.location}") for f in _fulfilled(body))
        elif isinstance(body, events.SaleVoided):
            ids.update(order_of_sale(body.voids, f"{f.kind} {f.location}") for f in _fulfilled(body.sale))
    return ids


def _fulfilled(sale: events.SaleCompleted) -> list[Any]:
    return [line.fulfil for line in sale.lines if line.fulfil is not None and line.fulfil.kind in (STORE, DELIVER)]


def _whereabouts(happened: Any) -> str:
    """Where, who and when."""
    when = f"{local_time(happened.at, UTC):%Y-%m-%d %H:%M:%S} {UTC}"
    return f"{happened.store} {happened.till} {happened.operator} {when}"


def _address(one: Goods, personal: Mapping[str, Raw]) -> Address | None:
    for id_ in one.beside:
        if id_ in personal:
            try:
                return msgspec.json.decode(bytes(personal[id_]), type=Address)
            except msgspec.MsgspecError:
                return None
    return None
