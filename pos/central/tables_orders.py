"""The centre's tables about online orders (docs/centre.md): what was ordered, where it is handed over, what happened
to it.

``online_order.data`` is the `pos.domain.collect.Pickup` as tills see it; the columns beside it are there to find it.
Personal are ``name`` inside of it and ``contact``; erasing a customer empties both.
"""

from __future__ import annotations

from sqlalchemy import Index

from pos.central.tables import Whole, _bytes, _key, _table, _text, _whole, metadata

__all__ = ["metadata"]

# ``kind``: pickup, or delivery for what is sent home from ``store``, which then is any location.
online_order = _table(
    "online_order",
    _key("order_id"),
    _text("kind"),
    _text("store"),
    _text("number"),
    _text("code"),
    _text("channel"),
    _text("state"),
    _text("customer"),
    _whole("paid"),
    _whole("placed_at"),
    _whole("ready_at"),
    _whole("expires_at"),
    _whole("done_at"),
    _whole("warned_at"),
    _bytes("data"),
    _bytes("contact"),
    Index("online_order_open", "store", "state", "placed_at"),
    Index("online_order_number", "number"),
    Index("online_order_code", "code"),
    Index("online_order_customer", "customer"),
    Index("online_order_expiry", "state", "expires_at"),
    Index("online_order_done", "done_at"),
)
# What happened to an order, each fact under the id of the entry or the put that brought it.
order_event = _table(
    "order_event",
    _key("order_id"),
    _key("id"),
    _text("what"),
    _whole("at"),
    _text("store"),
    _text("till"),
    _text("operator"),
    _whole("seconds"),
    _whole("applied"),
    Index("order_event_at", "order_id", "at"),
)
# Money that the channel owes its customer, once per cause; ``done_at`` 0: not yet given back.
refund = _table(
    "refund",
    _key("order_id"),
    _key("id"),
    _text("channel"),
    _whole("amount_minor"),
    _text("currency"),
    _whole("at"),
    _whole("done_at"),
    Index("refund_open", "channel", "done_at"),
)
# Keys that sign pickup codes. The newest that is not revoked signs.
pickup_key = _table(
    "pickup_key",
    _key("key", Whole),
    _text("private"),
    _text("public"),
    _whole("created_at"),
    _whole("revoked_at"),
)
