"""What the back office can order about stock and online orders; see `pos.central.office`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from pos.central import (
    availability,
    feed,
    figures,
    goods_channels,
    goods_import,
    order_desk,
    orders,
    pickup_keys,
    relations,
    sweeping,
)
from pos.central.centre import Centre
from pos.central.sheets import ImportReport, Sheet
from pos.domain.collect import Pickup
from pos.domain.pickup_code import PickupKey

BY_TABLE: Final = "table"


class Availability(Struct, frozen=True):
    lines: tuple[availability.Available, ...]


class OrderList(Struct, frozen=True):
    orders: tuple[Pickup, ...]


class OrderShown(Struct, frozen=True):
    """``history``: when, what, who."""

    order: Pickup
    qr: str
    history: tuple[tuple[int, str, str], ...]


class KeyList(Struct, frozen=True):
    keys: tuple[PickupKey, ...]


class Swept(Struct, frozen=True):
    orders: int


Verb = Callable[[Centre, Any], Any]


def _sheet(order: Any) -> Sheet:
    name, data = next(iter(order.files.items()))
    return Sheet(name, data)


def _import_locations(centre: Centre, order: Any) -> list[ImportReport]:
    return [centre.run(lambda db: goods_import.import_locations(db, _sheet(order), centre.now_ms()))]


def _import_stock(centre: Centre, order: Any) -> list[ImportReport]:
    place = order.options.get("location", "")
    columns = order.lists.get("map", {})
    return [centre.run(lambda db: goods_import.import_stock(db, _sheet(order), place, centre.now_ms(), columns))]


def _put_orders(centre: Centre, order: Any) -> list[ImportReport]:
    def work(db: Connection) -> list[ImportReport]:
        channel = order.options.get("channel") or BY_TABLE
        return [goods_import.import_orders(db, _sheet(order), channel, centre.now_ms(), centre.random_bytes)]

    return centre.run(work)


def _available(centre: Centre, order: Any) -> Availability:
    skus = [sku for sku in order.options["sku"].split(",") if sku]
    return Availability(tuple(centre.available(None, order.options["store"], skus)))


def _list(centre: Centre, order: Any) -> OrderList:
    store = order.options.get("store", "")
    return OrderList(centre.run(lambda db: tuple(one.pickup for one in orders.open_at(db, store))))


def _show(centre: Centre, order: Any) -> OrderShown:
    def work(db: Connection) -> OrderShown:
        wanted = order.options["order"]
        found = [*orders.load(db, (wanted,)).values()] or orders.by_number(db, wanted)
        if not found:
            raise goods_channels.unknown(wanted)
        one = found[0]
        history = tuple(
            (row.at, row.what, " ".join(part for part in (row.store, row.till, row.operator) if part))
            for row in orders.noted(db, one.pickup.id)
        )
        return OrderShown(one.pickup, pickup_keys.sealed(db, one, centre.now_ms()), history)

    return centre.run(work)


def _answer(centre: Centre, order: Any) -> OrderShown:
    """The store's word on a cancellation, said in its place."""

    def work(db: Connection) -> None:
        now = centre.now_ms()
        wanted = order.options["order"]
        found = [*orders.load(db, (wanted,)).values()] or orders.by_number(db, wanted)
        if not found:
            raise goods_channels.unknown(wanted)
        accepted = order.options["word"] == "there"
        after, shelves = order_desk.answer(db, found[0].pickup.id, accepted, now)
        feed.publish(db, goods_channels.told(db, shelves, [after], now), now)

    centre.run(work)
    return _show(centre, order)


def _figures(centre: Centre, order: Any) -> figures.Figures:
    return centre.run(lambda db: figures.figures(db, centre.now_ms(), order.options.get("store", "")))


def _relate(centre: Centre, order: Any) -> list[ImportReport]:
    """Counting takes a while, and nobody's sales wait for it: it reads a little at a time, and writes at its end."""
    name = next(iter(order.files), "sales")
    baskets = list(relations.baskets_of(_sheet(order)) if order.files else _baskets_sold(centre))

    def told(stream: str) -> int:
        articles = centre.run(lambda db: relations.articles_of(db, stream))
        together = relations.pairs(baskets, articles)
        return centre.run(lambda db: relations.publish(db, stream, articles, together, centre.now_ms()))

    return [relations.report(name, told(stream)) for stream in centre.run(relations.catalogues)]


def _baskets_sold(centre: Centre) -> Iterator[relations.Basket]:
    last: relations.Place | None = relations.FIRST
    while last is not None:
        some, last = centre.run(partial(relations.baskets_after, last=last))
        yield from some


def _keys(centre: Centre, order: Any) -> KeyList:
    what, key = order.options.get("do", "list"), order.options.get("key", "")

    def work(db: Connection) -> KeyList:
        if what == "rotate":
            pickup_keys.rotate(db, centre.now_ms(), centre.random_bytes)
        elif what == "revoke":
            pickup_keys.revoke(db, int(key) if key.isdecimal() else 0, centre.now_ms())
        feed.publish(db, pickup_keys.changes(db), centre.now_ms())
        return KeyList(pickup_keys.keys(db))

    return centre.run(work)


VERBS: Final[dict[str, Verb]] = {
    "import-locations": _import_locations,
    "import-stock": _import_stock,
    "import-orders": _put_orders,
    "availability": _available,
    "orders": _list,
    "order": _show,
    "figures": _figures,
    "answer": _answer,
    "pickup-key": _keys,
    "relate": _relate,
    "sweep": lambda centre, _: Swept(centre.run(lambda db: sweeping.sweep(db, centre.now_ms()))),
}
ANSWERS: Final[dict[str, Any]] = {
    "availability": Availability,
    "orders": OrderList,
    "order": OrderShown,
    "figures": figures.Figures,
    "answer": OrderShown,
    "pickup-key": KeyList,
    "relate": list[ImportReport],
    "sweep": Swept,
}
