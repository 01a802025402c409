"""Places, stock and online orders from tables that people give us."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.central import feed, goods_channels, orders, places, stock, wishes
from pos.central.database import upsert_all
from pos.central.enrolment import RandomBytes
from pos.central.goods_channels import OrderedLine, PickupPut
from pos.central.orders import Happened, Order
from pos.central.sheets import TRUE, BadRow, ImportReport, Record, Sheet, minor_units, required
from pos.central.stock import Cause
from pos.central.tables import feed_row, store
from pos.central.tables_stock import location
from pos.contract import FEED_ARTICLE, ArticleRow
from pos.domain import collect
from pos.domain.pickup_facts import PickedLine, PickupPicked, PickupReady
from pos.domain.stock import Move

DEGREES: Final = re.compile(r"(-?)(\d{1,3})(?:\.(\d{1,6}))?", re.ASCII)
WHOLE: Final = re.compile(r"-?\d{1,9}", re.ASCII)
MINUTE_MS: Final = 60_000
DAY_MS: Final = 86_400_000
TABLE: Final = "table"
# Where an order of a table is to stand: what has happened to it before the import.
STATES: Final = (collect.RESERVED, collect.SHORT, collect.READY)


def import_locations(connection: Connection, sheet: Sheet, now_ms: int) -> ImportReport:
    """Columns location, kind (store, warehouse), name; optional city, lat, lon (degrees), hours, phone,
    delivers_in_days, collect_from, keep_back. Stores' tills learn of them. The transaction's last act.
    """
    sheet.require(("location", "kind", "name"))
    before = {row.location: tuple(row) for row in connection.execute(select(location))}
    rows: dict[str, dict[str, Any]] = {}
    for record in sheet.records():
        try:
            row = _location(record.cells)
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
            continue
        rows[row["location"]] = row
    upsert_all(connection, location, list(rows.values()))
    for place in rows:
        feed.open_stream(connection, stock.stream_of(place), now_ms)
    feed.publish(connection, places.changes(connection), now_ms)
    same = sum(before.get(name) == tuple(row.values()) for name, row in rows.items())
    added = len(rows.keys() - before.keys())
    return sheet.report("locations", added=added, changed=len(rows) - added - same, unchanged=same)


def _location(cells: Mapping[str, str]) -> dict[str, Any]:
    if required(cells, "kind") not in places.KINDS:
        raise BadRow("kind-unknown", cells["kind"])
    days = _whole(cells.get("delivers_in_days") or "0", "delivers-in-days")
    return {
        "location": required(cells, "location"), "kind": cells["kind"], "name": required(cells, "name"),
        "city": cells.get("city", ""), "lat_e6": _degrees(cells.get("lat", "")),
        "lon_e6": _degrees(cells.get("lon", "")), "hours": cells.get("hours", ""), "phone": cells.get("phone", ""),
        "delivers_in_days": days, "collect_from": cells.get("collect_from", ""),
        "keep_back": _whole(cells.get("keep_back") or "0", "keep-back"),
    }  # fmt: skip


def _degrees(text: str) -> int:
    if not text:
        return 0
    match = DEGREES.fullmatch(text)
    if match is None or int(match[2]) > 180:
        raise BadRow("position-unreadable", text)
    value = int(match[2]) * 1_000_000 + int(f"{match[3] or '0':0<6}")
    return -value if match[1] else value


def import_stock(
    connection: Connection, sheet: Sheet, place: str, now_ms: int, columns: Mapping[str, str] | None = None
) -> ImportReport:
    """Columns sku, on_hand; optional location (else ``place``), incoming, incoming_on. The level is set to what was
    counted, by a move of the difference. ``columns``: other names for them. The transaction's last act.
    """
    named = {field: (columns or {}).get(field, field) for field in ("sku", "on_hand")}
    sheet.require(tuple(named.values()))
    counted: dict[stock.Shelf, tuple[int, int | None, str]] = {}
    for record in sheet.records():
        try:
            at = record.cells.get("location") or place
            if not at:
                raise BadRow("location-missing")
            incoming = record.cells.get("incoming", "")
            counted[at, required(record.cells, named["sku"])] = (
                _whole(required(record.cells, named["on_hand"]), "on-hand"),
                _whole(incoming, "incoming") if incoming else None,
                record.cells.get("incoming_on", ""),
            )
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
    for at in sorted({at for at, _ in counted}):
        places.require(connection, at)
        feed.open_stream(connection, stock.stream_of(at), now_ms)
    before = stock.levels(connection, counted)
    said = hashlib.sha256(repr((sorted(counted.items()), sorted(before.items()))).encode()).hexdigest()[:16]
    cause = Cause(f"counted:{now_ms}:{said}", stock.COUNTED, now_ms)  # two tables may come in one millisecond
    moves = []
    for (at, sku), (on_hand, expected, on) in counted.items():
        level = before.get((at, sku))
        moves.append(Move(at, sku, on_hand - (level.on_hand if level is not None else 0)))
        if expected is not None:
            stock.set_incoming(connection, at, sku, expected, on)
    moved = stock.move(connection, [(cause, moves)])
    touched = {*moved, *(shelf for shelf, row in counted.items() if row[1] is not None)}
    stock.ensure(connection, counted)
    wishes.fulfil(connection, moved, now_ms)
    feed.publish(connection, stock.changes(connection, {*touched, *(counted.keys() - before.keys())}), now_ms)
    fresh = len(counted.keys() - before.keys())
    changed = len(moved.keys() & before.keys())
    return sheet.report("stock", added=fresh, changed=changed, unchanged=len(counted) - fresh - changed)


def import_orders(
    connection: Connection, sheet: Sheet, channel: str, now_ms: int, random_bytes: RandomBytes
) -> ImportReport:
    """A row per line of an order. Columns number, store, sku, quantity; optional order (a UUID), name, customer, email,
    unit_price, text, tax, min_age, paid, minutes_ago, ready_in (minutes), state (reserved, short, ready), bag, parcels,
    kept_days, here, demo. What a row leaves out comes from the catalogue. The transaction's last act.
    """
    sheet.require(("number", "store", "sku", "quantity"))
    records: dict[str, list[Record]] = {}
    for record in sheet.records():
        records.setdefault(record.cells.get("number", ""), []).append(record)
    shelves: set[stock.Shelf] = set()
    made: list[Order] = []
    same = 0
    for number, lines in records.items():
        try:
            order_id, body = _order(connection, number, lines, now_ms)
        except BadRow as bad:
            sheet.fault(lines[0].line, bad.reason, bad.value)
            continue
        if orders.load(connection, (order_id,)):
            same += len(lines)
            continue
        at = goods_channels.Put(channel, "pickups", order_id, now_ms, random_bytes)
        _, touched, (order,) = goods_channels.take_pickup(connection, at, body)
        order, moved = _brought_to(connection, order, lines[0].cells, now_ms)
        shelves |= {*touched, *moved}
        made.append(order)
    feed.publish(connection, goods_channels.told(connection, shelves, made, now_ms), now_ms)
    added = sum(len(records[order.pickup.number]) for order in made)
    return sheet.report("orders", added=added, changed=0, unchanged=same)


def _order(connection: Connection, number: str, records: list[Record], now_ms: int) -> tuple[str, PickupPut]:
    first = records[0].cells
    store_id = required(first, "store")
    row = connection.execute(select(store).where(store.c.store == store_id)).one_or_none()
    if row is None:
        raise BadRow("store-unknown", store_id)
    lines = tuple(_line(connection, row.catalogue, row.currency, record.cells) for record in records)
    placed = now_ms - _whole(first.get("minutes_ago") or "0", "minutes-ago") * MINUTE_MS
    ready_in = first.get("ready_in", "")
    body = PickupPut(
        number=number, store=store_id, at_ms=placed, currency=row.currency, lines=lines,
        paid=(first.get("paid") or "yes") in TRUE, customer=first.get("customer", ""), name=first.get("name", ""),
        tier=first.get("tier", ""), email=first.get("email", ""), note=first.get("note", ""),
        ready_by_ms=now_ms + _whole(ready_in, "ready-in") * MINUTE_MS if ready_in else 0,
        demo=first.get("demo", "") in TRUE,
    )  # fmt: skip
    order_id = first.get("order") or str(uuid.uuid5(uuid.NAMESPACE_URL, f"order:{store_id}:{number}"))
    return order_id, body


def _line(connection: Connection, catalogue: str, currency: str, cells: Mapping[str, str]) -> OrderedLine:
    sku = required(cells, "sku")
    query = select(feed_row.c.data).where(
        feed_row.c.stream == catalogue, feed_row.c.k == FEED_ARTICLE, feed_row.c.id == sku, feed_row.c.deleted == 0
    )
    data = connection.execute(query).scalar()
    article = msgspec.json.decode(bytes(data), type=ArticleRow) if data is not None else None
    if article is None and not cells.get("unit_price"):
        raise BadRow("article-unknown", sku)
    price = minor_units(cells["unit_price"], currency)[0] if cells.get("unit_price") else None
    return OrderedLine(
        sku=sku,
        quantity=_whole(required(cells, "quantity"), "quantity"),
        unit_minor=price if price is not None else article.price_minor if article else 0,
        text=cells.get("text") or (article.name if article else sku),
        tax=cells.get("tax") or (article.tax if article else "standard"),
        gtin=article.gtins[0] if article and article.gtins else "",
        category=article.category if article else "",
        shelf=article.shelf if article else "",
        min_age=_whole(cells.get("min_age") or "0", "min-age"),
    )


def _brought_to(
    connection: Connection, order: Order, cells: Mapping[str, str], now_ms: int
) -> tuple[Order, set[stock.Shelf]]:
    """What the table says has happened already; each step as a fact, by the same rules."""
    state = cells.get("state") or collect.RESERVED
    if state not in STATES:
        return order, set()
    one = before = order.pickup
    short = 1 if state == collect.SHORT else 0
    if state != collect.RESERVED:
        picked = tuple(
            PickedLine(line.n, line.sku, line.quantity - (short if line.n == len(one.lines) else 0),
                       short if line.n == len(one.lines) else 0)
            for line in one.lines
        )  # fmt: skip
        one = collect.after(one, PickupPicked(one.id, picked), one.placed_ms)
        orders.note(connection, one.id, Happened(f"{TABLE}:picked", "pickup.picked", one.placed_ms))
    if state == collect.READY:
        bags = tuple(bag for bag in (cells.get("bag") or "A-01").split("|") if bag)
        at = now_ms - _whole(cells.get("ready_ago") or "0", "ready-ago") * MINUTE_MS
        parcels = _whole(cells.get("parcels") or "1", "parcels")
        one = collect.after(one, PickupReady(one.id, bags, parcels), at)
        kept = _whole(cells.get("kept_days") or "7", "kept-days")
        one = replace(one, expires_ms=at + kept * DAY_MS, here_ms=now_ms if cells.get("here", "") in TRUE else 0)
        orders.note(connection, one.id, Happened(f"{TABLE}:ready", "pickup.ready", at))
    order = replace(order, pickup=collect.expired(one, now_ms))
    orders.save(connection, [order])
    cause = Cause(f"{one.id}:{TABLE}", stock.RETURNED, now_ms)
    return order, set(stock.move(connection, [(cause, orders.moved(before, order.pickup))]))


def _whole(text: str, name: str) -> int:
    if WHOLE.fullmatch(text) is None:
        raise BadRow(f"{name}-not-a-number", text)
    return int(text)
