"""Which entries move stock or an online order: pure, from an entry to what `pos.central.goods_ingest` applies."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.contract import Entry
from pos.domain import events
from pos.domain.pickup_facts import (
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
)

ABOUT_ORDERS: Final = (
    PickupPicked,
    PickupReady,
    PickupMoved,
    PickupHandedOver,
    PickupReturned,
    PickupCancelAnswered,
    PickupReminded,
)
ABOUT_GOODS: Final = (
    events.SaleCompleted,
    events.SaleVoided,
    events.StockAdjusted,
    events.StockRequested,
    *ABOUT_ORDERS,
)


class Goods(Struct, frozen=True):
    """An entry that says something about stock or orders. ``beside``: ids of the entries beside which personal data
    (where a delivery goes) may travel.
    """

    entry: str
    at: int
    day: str
    operator: str
    online: bool
    body: events.Body
    beside: tuple[str, ...]


def goods_of(entry: Entry, outer: str, body: events.Body) -> Goods | None:
    """``outer``: id of the entry that was pushed, which may wrap this one."""
    if not isinstance(body, ABOUT_GOODS):
        return None
    return Goods(entry.id, entry.at, entry.day, entry.operator, entry.online, body, (entry.id, outer))
