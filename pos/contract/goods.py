"""Stock and online orders on the wire: rows of the feed, and questions a till asks while somebody waits.

Streams: ``stock:{location}`` holds how much of each article is there (`StockRow`, id = SKU); ``pickup:{store}`` the
orders that are collected in a store (`pos.domain.collect.Pickup`, id = order). The locations a till may follow, keys
of pickup codes and what fits what travel in ``policy:{store}`` and the catalogue. docs/protocol.md has the table.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.domain.stock import Level

FEED_STOCK: Final = "stock"
FEED_PICKUP: Final = "pickup"
FEED_LOCATION: Final = "location"
FEED_PICKUP_KEY: Final = "pickup_key"
FEED_RELATED: Final = "related"


def stock_stream(location: str) -> str:
    return f"stock:{location}"


def pickups_stream(store: str) -> str:
    return f"pickup:{store}"


class StockRow(Struct, frozen=True, omit_defaults=True):
    """An article at the location of the stream; fields as in `pos.domain.stock.Level`."""

    on_hand: int
    reserved: int = 0
    incoming: int = 0
    incoming_on: str = ""

    def level(self) -> Level:
        return Level(self.on_hand, self.reserved, self.incoming, self.incoming_on)


class LocationRow(Struct, frozen=True, omit_defaults=True):
    """A place that holds stock, as seen from the till's store. ``kind``: STORE_KIND or WAREHOUSE_KIND; ``metres``:
    how far as the crow flies, 0 for the store itself; ``followed``: its stock comes to this till by a stream, else
    only when it is asked for; ``delivers_in_days``: a warehouse's working days to the customer's door;
    ``collect_from``: local time from which an order placed now can be collected there, such as ``17:00``.
    """

    location: str
    kind: str
    name: str
    city: str = ""
    metres: int = 0
    followed: bool = False
    hours: str = ""
    phone: str = ""
    delivers_in_days: int = 0
    collect_from: str = ""


class RelatedRow(Struct, frozen=True, omit_defaults=True):
    """What belongs to an article, best first, as SKUs: ``together``, often in the same basket (by lift, with a bound on
    how often); ``instead``, of the same kind.
    """

    together: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


class Address(Struct, frozen=True, omit_defaults=True):
    """Where a delivery goes. Travels beside the sale's entry, never inside it."""

    name: str
    street: str
    postcode: str
    city: str
    country: str = ""


# --- asked while somebody waits -----------------------------------------------------------------------------------


class PlaceLevel(Struct, frozen=True, omit_defaults=True):
    """How much is at ``location`` as far as the centre knows; ``heard_ms``: when it last heard from there."""

    location: str
    on_hand: int
    reserved: int = 0
    incoming: int = 0
    incoming_on: str = ""
    heard_ms: int = 0

    def level(self) -> Level:
        return Level(self.on_hand, self.reserved, self.incoming, self.incoming_on)


class StockAnswers(Struct, frozen=True):
    """``GET /v1/stock?sku=``: an article at every location. ``applied``: per journal tag of the asking till's store,
    the seq up to which its entries are contained.
    """

    sku: str
    places: tuple[PlaceLevel, ...]
    applied: dict[str, int]
    server_time: int


class PickupAnswer(Struct, frozen=True, omit_defaults=True):
    """``GET /v1/pickups?q=``: which store an order that is not in the till's list belongs to; ``state`` as in
    `pos.domain.collect`, all empty if there is no such order.
    """

    number: str = ""
    store: str = ""
    store_name: str = ""
    state: str = ""
    server_time: int = 0
