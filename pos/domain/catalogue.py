"""Articles as the till knows them."""

from __future__ import annotations

from msgspec import Struct

PIECE = "piece"


class Article(Struct, frozen=True):
    """One thing for sale. ``price_minor`` includes or excludes tax as the store's tax mode says.

    ``tax``: a tax class (``standard``, ``reduced`` …), whose rate depends on the day. ``version``: the centre's
    version of this row, kept on the line so that a price can be explained later.
    """

    sku: str
    name: str
    price_minor: int
    tax: str
    gtin: str = ""
    unit: str = PIECE
    category: str = ""
    shelf: str = ""
    version: int = 0


class QuickKey(Struct, frozen=True):
    """A key of the sell screen: position 1…12, the article it sells, a label of at most two lines."""

    position: int
    sku: str
    label: str
    category: str = ""
    price_minor: int = 0
