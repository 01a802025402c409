"""Stock as numbers with age and source, and what each fact in a journal does to it. Till and centre use the same
functions: what a till shows is the centre's last word ⊕ the moves of its own entries that word does not contain yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from pos.domain.cart import DELIVER, STORE
from pos.domain.events import Body, SaleCompleted, SaleVoided, SoldLine, StockAdjusted
from pos.domain.pickup_facts import PickupHandedOver, PickupPicked, PickupReturned

STORE_KIND: Final = "store"
WAREHOUSE_KIND: Final = "warehouse"

PLENTY: Final = 3  # from here on a dot is green; below it is amber, and hollow at nothing


class Move(Struct, frozen=True):
    """What happens to an article at a location, in the article's unit: ``on_hand`` pieces come or go, ``reserved``
    pieces are promised or no longer promised to somebody.
    """

    location: str
    sku: str
    on_hand: int = 0
    reserved: int = 0


class Level(Struct, frozen=True):
    """An article at a location. ``incoming`` pieces are on the way there and expected on ``incoming_on`` (ISO date)."""

    on_hand: int
    reserved: int = 0
    incoming: int = 0
    incoming_on: str = ""

    @property
    def available(self) -> int:
        """What nobody was promised; below zero where more was promised or sold than was thought to be there."""
        return self.on_hand - self.reserved


class StockAnswer(Struct, frozen=True):
    """How much of an article is at a location, with age and source. ``provisional``: own moves in ``level`` that the
    centre's word of ``as_of_ms`` (server time, UTC ms) does not contain; ``live``: the word is as good as now.
    """

    location: str
    sku: str
    level: Level
    as_of_ms: int | None
    live: bool
    provisional: int = 0

    @property
    def available(self) -> int:
        return self.level.available


def moved(level: Level, moves: Iterable[Move]) -> Level:
    """``level`` after ``moves`` of the same article and location."""
    on_hand, reserved = level.on_hand, level.reserved
    for move in moves:
        on_hand += move.on_hand
        reserved += move.reserved
    return Level(on_hand, reserved, level.incoming, level.incoming_on)


def moves_of(body: Body, store: str) -> tuple[Move, ...]:
    """What an entry of a till in ``store`` does to stock; nothing for most kinds. The same article may stand in several
    moves.
    """
    if isinstance(body, SaleCompleted):
        return tuple(move for line in body.lines for move in _sold(line, store))
    if isinstance(body, SaleVoided):  # its lines carry the opposite sign already
        return tuple(move for line in body.sale.lines for move in _sold(line, store))
    if isinstance(body, PickupHandedOver):
        return tuple(
            Move(store, line.sku, -line.quantity, -(line.quantity + line.declined))
            for line in body.lines
            if line.quantity or line.declined
        )
    if isinstance(body, PickupPicked):
        return tuple(Move(store, line.sku, 0, -line.short) for line in body.lines if line.short)
    if isinstance(body, PickupReturned):
        return tuple(Move(store, line.sku, 0, -line.quantity) for line in body.lines if line.quantity)
    if isinstance(body, StockAdjusted):
        return (Move(store, body.sku, body.quantity),) if body.quantity else ()
    return ()


def _sold(line: SoldLine, store: str) -> tuple[Move, ...]:
    fulfil = line.fulfil
    if fulfil is None:
        return (Move(store, line.sku, -line.quantity),)
    if fulfil.kind in (DELIVER, STORE):  # promised elsewhere; it leaves that place when it is sent or handed over
        return (Move(fulfil.location, line.sku, 0, line.quantity),)
    return ()  # part of a pickup: the hand-over moves it
