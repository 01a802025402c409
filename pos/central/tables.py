"""The centre's tables, in SQL that SQLite, PostgreSQL and its distributed relatives all speak (docs/centre.md).

One database holds one retailer; every table that grows begins with ``store``, the key to partition by (what concerns
customers, in `pos.central.tables_people`, with the customer). Money is whole
minor units, times are UTC ms, yes and no are 1 and 0; a test scans for any type that could hold a fraction.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA: Final = 2

metadata = MetaData()
Whole = BigInteger().with_variant(Integer(), "sqlite")


def _key(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _text(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=null)


def _whole(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, Whole, nullable=null)


def _bytes(name: str) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False)


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


schema_version = _table("schema_version", _key("only", Whole), _whole("version"))

store = _table(
    "store",
    _key("store"),
    _text("name"),
    _text("country"),
    _text("currency"),
    _text("zone"),
    _text("catalogue"),
    _whole("demo"),
)
tax_rate = _table("tax_rate", _key("country"), _key("tax"), _key("valid_from"), _whole("rate_bp"))

# --- tills --------------------------------------------------------------------------------------------------------

till = _table(
    "till",
    _key("store"),
    _key("till"),
    _text("public_key"),
    _text("app"),
    _whole("enrolled_at"),
    _whole("revoked_at", null=True),
    _whole("heard_at"),
)
# Every key a till ever had: a journal stays bound to the one it was opened with.
device = _table("device", _key("store"), _key("till"), _key("public_key"), _whole("enrolled_at"))
enrol_code = _table(
    "enrol_code",
    _key("code_hash"),
    _text("store"),
    _text("till"),
    _whole("expires_at"),
    _text("used_by", null=True),
)
token = _table(
    "token",
    _key("token_hash"),
    _text("store"),
    _text("till"),
    _text("nonce"),
    _whole("expires_at"),
    Index("token_once", "store", "till", "nonce", unique=True),
    Index("token_expiry", "expires_at"),
)

# --- what tills push ----------------------------------------------------------------------------------------------

journal = _table(
    "journal",
    _key("store"),
    _key("journal"),
    _text("till"),
    _text("tag"),
    _whole("acked_seq"),
    _text("acked_hash"),
    _whole("head_seq"),
    _whole("opened_at"),
    _whole("heard_at"),
    Index("journal_once", "journal", unique=True),
)
# Every line as it came, with what became of it. ``id`` and ``kind`` are empty if the line could not be read.
event = _table(
    "event",
    _key("store"),
    _key("journal"),
    _key("seq", Whole),
    _text("till"),
    _text("id"),
    _text("kind"),
    _whole("at"),
    _text("day"),
    _whole("received_at"),
    _bytes("line"),
    _text("hash"),
    _text("status"),
    _text("reason", null=True),
    _text("review", null=True),
)
# Business identity: an id stands here once, whatever journals its line came in.
known_id = _table("known_id", _key("store"), _key("id"), _text("journal"), _whole("seq"))

receipt = _table(
    "receipt",
    _key("store"),
    _key("id"),
    _text("journal"),
    _whole("seq"),
    _text("till"),
    _text("day"),
    _text("number"),
    _whole("receipt_n"),
    _text("kind"),
    _text("voids", null=True),
    _text("shift"),
    _text("currency"),
    _whole("total_minor"),
    _text("operator"),
    _text("operator_name"),
    _whole("at"),
    _whole("received_at"),
    _whole("online"),
    _whole("demo"),
    _text("source_invoice", null=True),
    Index("receipt_day", "store", "day", "till"),
    Index("receipt_journal", "journal", "seq"),
    Index("receipt_voids", "store", "voids"),
)
receipt_vat = _table(
    "receipt_vat",
    _key("store"),
    _key("receipt"),
    _key("rate_bp", Whole),
    _whole("gross_minor"),
    _whole("net_minor"),
    _whole("tax_minor"),
)
receipt_tender = _table(
    "receipt_tender", _key("store"), _key("receipt"), _key("n", Whole), _text("kind"), _whole("amount_minor")
)
shift_report = _table(
    "shift_report",
    _key("store"),
    _key("id"),
    _text("journal"),
    _whole("seq"),
    _text("till"),
    _text("shift"),
    _whole("number"),
    _text("day"),
    _text("currency"),
    _whole("sales"),
    _whole("voids"),
    _whole("total_minor"),
    _whole("difference_minor"),
    _whole("closed_at"),
    _bytes("report"),
)
review = _table(
    "review",
    _key("store"),
    _key("journal"),
    _key("seq", Whole),
    _text("review"),
    _text("till"),
    _text("reason"),
    _bytes("facts"),
    _text("state"),
    _whole("at"),
)
quarantine = _table(
    "quarantine",
    _key("store"),
    _key("id"),
    _text("till"),
    _text("journal"),
    _whole("seq"),
    _whole("received_at"),
    _bytes("body"),
)

# --- what tills pull ----------------------------------------------------------------------------------------------

feed_head = _table("feed_head", _key("stream"), _whole("gen"), _whole("pos"))
feed_row = _table(
    "feed_row",
    _key("stream"),
    _key("k"),
    _key("id"),
    _whole("ver"),
    _whole("pos"),
    _whole("deleted"),
    _bytes("data"),
    Index("feed_position", "stream", "pos", unique=True),
)
