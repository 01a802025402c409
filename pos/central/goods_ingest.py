"""What the entries of one push do to stock and online orders, all at once. Nothing is ever refused: what contradicts
the record is applied as far as it can be and shown to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Raw, Struct
from sqlalchemy import Connection

from pos.central import order_contacts, orders, pickup_ingest, places, stock, wishes
from pos.central.feed import Change
from pos.central.goods_effects import ABOUT_ORDERS, Goods
from pos.central.pickup_ingest import Origin
from pos.central.stock import Cause, Moved, Shelf
from pos.domain import events
from pos.domain.stock import Move, moves_of

__all__ = ["Applied", "Origin", "apply"]

LOCATION_UNKNOWN: Final = "stock_location_unknown"
NEGATIVE: Final = "stock_negative"
WHY: Final = {
    events.SaleCompleted: stock.SALE,
    events.SaleVoided: stock.VOID,
    events.StockAdjusted: stock.ADJUSTED,
}

Alarms = dict[int, list[tuple[str, dict[str, str]]]]


class Applied(Struct, frozen=True):
    """``alarms``: by number of the entry, (reason, facts); ``changes``: by stream, what tills are to be told;
    ``touched``: roots of customers whose row has changed.
    """

    alarms: Alarms
    changes: dict[str, list[Change]]
    touched: set[str]


def apply(
    connection: Connection, origin: Origin, goods: Sequence[tuple[int, Goods]], personal: Mapping[str, Raw]
) -> Applied:
    """Apply ``goods`` (number of the entry, what it says) in their order; the receipts they belong to are there."""
    alarms: Alarms = {}
    booked: list[tuple[Cause, Sequence[Move]]] = []
    for seq, one in goods:
        if isinstance(one.body, ABOUT_ORDERS):
            continue  # what an order keeps and gives moves with it
        own = moves_of(one.body, origin.store)
        strange = sorted({move.location for move in own} - {origin.store})
        for place in strange:
            if not places.exists(connection, place):
                alarms.setdefault(seq, []).append((LOCATION_UNKNOWN, {"location": place}))
        if own:
            booked.append((Cause(one.entry, WHY[type(one.body)], one.at), own))
    wanted = pickup_ingest.reserved_skus(goods)
    free = {shelf: level.available for shelf, level in stock.levels(connection, wanted).items()} if wanted else {}
    met = pickup_ingest.apply(connection, origin, goods, personal, free)
    for seq, told in met.alarms.items():
        alarms.setdefault(seq, []).extend(told)
    moves = [*booked, *met.moves]
    shelves = stock.move(connection, moves)
    below = {shelf for shelf, (before, after) in shelves.items() if before.on_hand >= 0 > after.on_hand}
    for seq, facts in _below_zero(stock.told_before(connection, below), shelves, moves, goods):
        alarms.setdefault(seq, []).append((NEGATIVE, facts))
    wishes.take(connection, [(one.entry, one.at, one.body) for _, one in goods], origin.received_at)
    wishes.fulfil(connection, shelves, origin.received_at)
    changes = stock.rows({shelf: after for shelf, (_, after) in shelves.items()})
    for stream, some in orders.changes(met.orders.values(), origin.received_at).items():
        changes.setdefault(stream, []).extend(some)
    return Applied(alarms, changes, order_contacts.tell(connection, met.orders.values()))


def _below_zero(
    below: Collection[Shelf],
    shelves: Moved,
    moves: Sequence[tuple[Cause, Sequence[Move]]],
    goods: Sequence[tuple[int, Goods]],
) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of the entry, facts) where a shelf has just gone below nothing: somebody should count it. Once, not with
    every sale after that, and only where there ever was a figure: who keeps no stock is not told that it is wrong.
    """
    seqs = {one.entry: seq for seq, one in goods}
    found: dict[tuple[int, str], list[str]] = {}
    for place, sku in sorted(below):
        level, at = shelves[place, sku][0].on_hand, 0
        for cause, some in moves:
            level += sum(move.on_hand for move in some if (move.location, move.sku) == (place, sku))
            if level < 0:
                at = seqs.get(cause.id, 0)
                break
        found.setdefault((at or max(seqs.values()), place), []).append(sku)
    for (seq, place), skus in found.items():
        yield seq, {"location": place, "sku": " ".join(skus)}
