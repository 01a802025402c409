"""The centre's tables about customers (docs/centre.md). Balances, revenue and the state of a coupon are sums of rows
that are only ever added, so that nothing depends on the order in which tills and channels come in.

Everything personal stands in ``customer``, ``customer_name``, ``identifier``, ``consent``, ``contact``, ``app_cart``
and ``coupon``; the other tables hold the pseudonymous id.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index, Text

from pos.central.tables import _bytes, _key, _table, _text, _whole, metadata

__all__ = ["PERSONAL", "metadata"]

# Fragments are found by range, so they are ordered by their bytes, whatever the database's language.
Bytewise = Text().with_variant(Text(collation="C"), "postgresql")

customer = _table(
    "customer",
    _key("customer"),
    _text("root"),  # whom this record counts for: itself, or the one it was merged into
    _text("state"),
    _text("given"),
    _text("family"),
    _text("city"),
    _text("language"),
    _text("store"),
    _text("since"),
    _whole("demo"),
    _whole("trusted"),
    _whole("overdrafts"),
    _whole("created_at"),
    _whole("changed_at"),
    _whole("seen_at"),
    _whole("erased_at", null=True),
    Index("customer_root", "root"),
)
# Every ending of every word of a name, so that a fragment anywhere is found by its beginning.
customer_name = _table("customer_name", _key("part", Bytewise), _key("customer"), Index("customer_names", "customer"))
identifier = _table(
    "identifier",
    _key("kind"),
    _key("value"),
    _key("customer"),
    _whole("verified_at", null=True),
    _text("source"),
    Index("identifier_customer", "customer"),
)
# A verified identifier belongs to one customer; an unverified one may stand with several.
Index(
    "identifier_verified",
    identifier.c.kind,
    identifier.c.value,
    unique=True,
    sqlite_where=identifier.c.verified_at.is_not(None),
    postgresql_where=identifier.c.verified_at.is_not(None),
)
alias = _table(
    "alias",
    _key("id"),
    _text("customer"),
    _text("into_customer"),
    _whole("at"),
    _text("by"),
    _whole("undone_at", null=True),
    Index("alias_customer", "customer"),
    Index("alias_into", "into_customer"),
)
consent = _table(
    "consent",
    _key("customer"),
    _key("id"),
    _text("purpose"),
    _whole("given"),
    _whole("at"),
    _text("source"),
    _text("proof"),
)
ledger = _table(
    "ledger",
    _key("customer"),
    _key("id"),
    _whole("at"),
    _text("kind"),
    _whole("points"),
    _text("rules"),
    _text("ref"),
    _text("channel"),
    _text("day"),
    _text("store"),
    Index("ledger_at", "customer", "at"),
)
# The timeline. ``revenue``: its amount counts as revenue; ``matter``: it is open, as a pickup or a service.
contact = _table(
    "contact",
    _key("customer"),
    _key("id"),
    _whole("at"),
    _text("kind"),
    _text("channel"),
    _text("title"),
    _text("detail"),
    _whole("amount_minor", null=True),
    _text("currency"),
    _text("ref"),
    _text("store"),
    _whole("revenue"),
    _text("matter"),
    Index("contact_at", "customer", "at"),
    Index("contact_matter", "customer", "matter"),
)
coupon = _table(
    "coupon",
    _key("id"),
    _text("customer"),
    _text("code"),
    _bytes("data"),
    _whole("at"),
    Index("coupon_customer", "customer"),
    Index("coupon_code", "code", unique=True),
)
# Uses of any coupon, personal or not. A use that was voided stays, as such.
coupon_use = _table(
    "coupon_use",
    _key("coupon"),
    _key("receipt"),
    _text("store"),
    _text("till"),
    _text("number"),
    _text("customer"),
    _whole("amount_minor"),
    _whole("single"),
    _whole("at"),
    _whole("voided"),
)
app_cart = _table(
    "app_cart",
    _key("id"),
    _text("customer"),
    _text("channel"),
    _text("store"),
    _whole("at"),
    _text("state"),
    _bytes("data"),
    Index("app_cart_customer", "customer"),
)
# Carts that a sale has taken, also those that come in later than the sale.
cart_taken = _table("cart_taken", _key("cart"), _text("receipt"), _whole("at"))
hold = _table(
    "hold",
    _key("id"),
    _text("customer"),
    _whole("points"),
    _whole("ttl_s"),
    _whole("expires_at"),
    _text("state"),
    _text("store"),
    _text("till"),
    Index("hold_customer", "customer"),
)
loyalty_rules = _table("loyalty_rules", _key("version"), _text("valid_from"), _bytes("data"))
store_secret = _table("store_secret", _key("store"), _text("lookup_key"))
# Whose receipt it is: by the sale itself, or given to a customer afterwards (``attributed``).
receipt_customer = _table(
    "receipt_customer",
    _key("store"),
    _key("receipt"),
    _text("customer"),
    _text("number"),
    _whole("attributed"),
    _whole("earned"),
    _whole("redeemed"),
    _text("rules"),
    _whole("at"),
    Index("receipt_of_customer", "customer", "at"),
)
receipt_link = _table("receipt_link", _key("store"), _key("receipt"), _text("number"), _text("link"))
Index("receipt_link_number", receipt_link.c.number)
# Somebody looked at contact data.
opening = _table(
    "opening",
    _key("customer"),
    _key("id"),
    _whole("at"),
    _text("store"),
    _text("till"),
    _text("operator"),
    _text("what"),
)
channel_key = _table("channel_key", _key("channel"), _text("key_hash"), _whole("created_at"))
Index("channel_key_once", channel_key.c.key_hash, unique=True)
# What a channel has put: the same again is answered the same, something else under its id is refused.
put = _table("put", _key("channel"), _key("kind"), _key("id"), _text("body_hash"), _whole("at"), _bytes("answer"))

# Columns that may say who somebody is; erasing empties them, exporting gives them.
PERSONAL: Final[dict[str, tuple[str, ...]]] = {
    "customer": ("given", "family", "city", "language"),
    "identifier": ("value",),
    "contact": ("title", "detail", "ref"),
    "consent": ("proof", "source"),
    "app_cart": ("data",),
    "coupon": ("data",),
}
