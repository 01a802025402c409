"""The centre's tables about stock (docs/centre.md). A level is the sum of its moves, kept so that nobody has to add
them up; moves are only ever added, each under the id of what caused it, so doing something twice does nothing.
"""

from __future__ import annotations

from sqlalchemy import Index

from pos.central.tables import _bytes, _key, _table, _text, _whole, metadata

__all__ = ["metadata"]

# A place that holds stock. Positions are whole millionths of a degree; ``keep_back``: pieces of each article that other
# channels are never promised.
location = _table(
    "location",
    _key("location"),
    _text("kind"),
    _text("name"),
    _text("city"),
    _whole("lat_e6"),
    _whole("lon_e6"),
    _text("hours"),
    _text("phone"),
    _whole("delivers_in_days"),
    _text("collect_from"),
    _whole("keep_back"),
)
stock_level = _table(
    "stock_level",
    _key("location"),
    _key("sku"),
    _whole("on_hand"),
    _whole("reserved"),
    _whole("incoming"),
    _text("incoming_on"),
)
# ``id``: of the entry, or of what a channel put; ``n``: one of the moves it caused; ``why``: sale, void, hand-over …
stock_move = _table(
    "stock_move",
    _key("location"),
    _key("id"),
    _key("sku"),
    _whole("on_hand"),
    _whole("reserved"),
    _text("why"),
    _whole("at"),
    Index("stock_move_sku", "location", "sku", "at"),
)
# Pieces lent to a channel until ``expires_at``; ``state``: live | over | used (an order has taken them).
reservation = _table(
    "reservation",
    _key("id"),
    _text("location"),
    _text("channel"),
    _whole("expires_at"),
    _text("state"),
    _bytes("lines"),
    Index("reservation_expiry", "state", "expires_at"),
)
# Somebody wants to know when an article is back; ``told_at`` 0: not yet.
stock_wish = _table(
    "stock_wish",
    _key("id"),
    _text("location"),
    _text("sku"),
    _text("text"),
    _text("customer"),
    _whole("at"),
    _whole("told_at"),
    Index("stock_wish_sku", "location", "sku", "told_at"),
    Index("stock_wish_customer", "customer"),
)
