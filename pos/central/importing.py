"""Stores, operators, quick keys and tax rates from tables into the streams of their stores."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec.structs import replace
from sqlalchemy import Connection, Row, select

from pos.base.errors import Code, Refused
from pos.central import feed, ledger, pickup_keys
from pos.central.articles import quick_key_change
from pos.central.database import insert_all, upsert_all
from pos.central.enrolment import RandomBytes
from pos.central.sheets import TRUE, BadRow, ImportReport, Record, Sheet, minor_units, precision, required
from pos.central.tables import store, tax_rate
from pos.central.tables_people import store_secret
from pos.contract import (
    FEED_ARTICLE,
    FEED_LOYALTY,
    FEED_OPERATOR,
    FEED_POLICY,
    FEED_QUICK_KEY,
    FEED_RATE,
    FEED_STORE,
    ArticleRow,
    OperatorRow,
    PolicyRow,
    StoreRow,
    catalogue_stream,
    customers_stream,
    policy_stream,
    promotions_stream,
    to_json,
)
from pos.contract.people import LoyaltyRow
from pos.domain.catalogue import QuickKey
from pos.domain.loyalty import Limits
from pos.domain.tax import Rate

ROLES: Final = ("cashier", "shift_lead", "manager")
MAIN: Final = "main"
TAX_MODES: Final = ("included", "excluded")
PIN_DIGITS: Final = range(4, 9)
QUICK_KEYS: Final = range(1, 13)
CODE_MOST: Final = 20
LOOKUP_KEY_BYTES: Final = 32
# The policy's columns in a stores table, all optional; money as an amount, the rest as a whole number.
POLICY_MONEY: Final = ("void_limit", "difference_limit", "float", "coupon_offline")
POLICY_WHOLE: Final = ("lock_after_s", "pin_attempts", "attribute_within_s")
# Those of its limits for points that are spent without asking, with points_ before them.
LIMIT_MONEY: Final = ("single", "till")
LIMIT_WHOLE: Final = ("till_count",)

Item = TypeVar("Item")
Changes = dict[str, list[feed.Change]]


def import_stores(
    connection: Connection, sheet: Sheet, now_ms: int, random_bytes: RandomBytes = secrets.token_bytes
) -> ImportReport:
    """Columns store, retailer, name, street, city, country, currency, zone, tax_mode, tax_number, language; optional
    demo, catalogue (a name, else "main") and those of the policy. Tax rates of its country, the rules of points and
    the keys of pickup codes come with a store; ``random_bytes`` makes the key with which its tills hide identifiers,
    once.
    """
    sheet.require(
        ("store", "retailer", "name", "street", "city", "country", "currency", "zone", "tax_number", "language")
    )
    changes: Changes = {}
    rows = []
    loyalty = [rules_change(one) for one in ledger.all_rules(connection)]
    keys = pickup_keys.rows(connection)
    for record, (row, policy) in _each(sheet, _store, lambda pair: pair[0].store):
        rows.append(
            {
                "store": row.store,
                "name": row.name,
                "country": row.country,
                "currency": row.currency,
                "zone": row.zone,
                "catalogue": row.catalogue,
                "demo": int(row.demo),
            }
        )
        for stream in (row.catalogue, promotions_stream(row.catalogue.partition(":")[2]), customers_stream(row.store)):
            feed.open_stream(connection, stream, now_ms)
        policy = replace(policy, lookup_key=_lookup_key(connection, row.store, random_bytes))
        rates = _rates(connection, row.country)
        if not rates:
            sheet.note(record.line, "no-tax-rates", row.country)
        changes[policy_stream(row.store)] = [
            feed.Change(FEED_STORE, row.store, to_json(row)),
            feed.Change(FEED_POLICY, FEED_POLICY, to_json(policy)),
            *map(_rate_change, rates),
            *loyalty,
            *keys,
        ]
    upsert_all(connection, store, rows)
    return _published(connection, sheet, "stores", FEED_STORE, changes, now_ms)


def import_rates(connection: Connection, sheet: Sheet, now_ms: int) -> ImportReport:
    """Columns country, tax (class), rate_bp (basis points), valid_from; they reach every store of the country."""
    sheet.require(("country", "tax", "rate_bp", "valid_from"))
    read = [pair for _, pair in _each(sheet, _rate, lambda pair: f"{pair[0]}:{pair[1].tax}:{pair[1].valid_from}")]
    before = {(c, rate) for c in {country for country, _ in read} for rate in _rates(connection, c)}
    dated = {(c, rate.tax, rate.valid_from) for c, rate in before}
    rows = [
        {"country": country, "tax": rate.tax, "valid_from": rate.valid_from, "rate_bp": rate.rate_bp}
        for country, rate in read
    ]
    upsert_all(connection, tax_rate, rows)
    changes: Changes = {}
    for row in connection.execute(select(store.c.store, store.c.country)).all():
        touched = [_rate_change(rate) for country, rate in read if country == row.country]
        if touched:
            changes[policy_stream(row.store)] = touched
    feed.publish(connection, changes, now_ms)
    # Counted in the table of rates, for a country may have no store yet, or many.
    unchanged = len(before.intersection(read))
    added = sum((c, rate.tax, rate.valid_from) not in dated for c, rate in read)
    return sheet.report("rates", added=added, changed=len(read) - added - unchanged, unchanged=unchanged)


def import_operators(connection: Connection, sheet: Sheet, now_ms: int, remove_missing: bool = False) -> ImportReport:
    """Columns store, number, name, role; pin (or demo_pin, for a demo store only: its sign-in shows it) or pin_hash
    (argon2id); optional duty. A PIN that is as it was keeps its hash.
    ``remove_missing``: whoever the table does not name is gone from the stores it names.
    """
    sheet.require(("store", "number", "name", "role"))
    stores = {row.store: row for row in connection.execute(select(store)).all()}
    before: dict[str, dict[str, bytes]] = {
        name: feed.rows_of(connection, policy_stream(name), FEED_OPERATOR) for name in stores
    }
    changes: Changes = {}

    def read(record: Record) -> tuple[str, OperatorRow]:
        return _operator(record, stores, before)

    for _, (name, row) in _each(sheet, read, lambda pair: f"{pair[0]}:{pair[1].number}"):
        change = feed.Change(FEED_OPERATOR, row.number, to_json(row))
        changes.setdefault(policy_stream(name), []).append(change)
    if remove_missing:
        changes = _without_missing(connection, FEED_OPERATOR, changes)
    return _published(connection, sheet, "operators", FEED_OPERATOR, changes, now_ms)


def import_quick_keys(
    connection: Connection, sheet: Sheet, now_ms: int, store_id: str = "", remove_missing: bool = False
) -> ImportReport:
    """Columns position (1–12), label, stock_code or sku; store, unless ``store_id`` says it or there is only one."""
    sheet.require(("position", "label"))
    stores = {row.store: row for row in connection.execute(select(store)).all()}
    if "store" not in sheet.columns and not store_id:
        if len(stores) != 1:
            raise Refused(Code.SETTING_INVALID, name="store", value="", reason=f"there are {len(stores)} stores")
        store_id = next(iter(stores))
    catalogues = {
        row.catalogue: feed.rows_of(connection, row.catalogue, FEED_ARTICLE)
        for row in stores.values()
        if store_id in ("", row.store)
    }
    changes: Changes = {}

    def read(record: Record) -> tuple[str, feed.Change]:
        name = record.cells.get("store") or store_id
        where = _known_store(name, stores)
        return name, _quick_key(record, catalogues[where.catalogue])

    for _, (name, change) in _each(sheet, read, lambda pair: f"{pair[0]}:{pair[1].id}"):
        changes.setdefault(policy_stream(name), []).append(change)
    if remove_missing:
        changes = _without_missing(connection, FEED_QUICK_KEY, changes)
    return _published(connection, sheet, "quick keys", FEED_QUICK_KEY, changes, now_ms)


# --- one row ------------------------------------------------------------------------------------------------------


def _store(record: Record) -> tuple[StoreRow, PolicyRow]:
    cells = record.cells
    currency = required(cells, "currency")
    precision(currency)
    country = required(cells, "country")
    if len(country) != 2 or not country.isalpha() or not country.isupper():
        raise BadRow("country-unknown", country)
    tax_mode = cells.get("tax_mode") or TAX_MODES[0]
    if tax_mode not in TAX_MODES:
        raise BadRow("tax-mode-unknown", tax_mode)
    row = StoreRow(
        store=_code(cells, "store"),
        retailer=required(cells, "retailer"),
        name=required(cells, "name"),
        street=cells["street"],
        city=cells["city"],
        country=country,
        currency=currency,
        zone=_zone(required(cells, "zone")),
        tax_mode=tax_mode,
        tax_number=cells["tax_number"],
        language=required(cells, "language"),
        catalogue=catalogue_stream(cells.get("catalogue") or MAIN),
        demo=cells.get("demo", "").lower() in TRUE,
    )
    stated = {f"{c}_minor": minor_units(cells[c], currency)[0] for c in POLICY_MONEY if cells.get(c)}
    stated |= {field: _number(cells, field) for field in POLICY_WHOLE if cells.get(field)}
    bounds = {
        **{
            f"{c.removeprefix('points_')}_minor": minor_units(cells[c], currency)[0]
            for c in LIMIT_MONEY
            if cells.get(c)
        },
        **{c.removeprefix("points_"): _number(cells, c) for c in LIMIT_WHOLE if cells.get(c)},
    }
    policy = msgspec.convert(stated, PolicyRow)
    limits = msgspec.convert(bounds, Limits)
    return row, replace(policy, limits=limits, receipts_at=cells.get("receipts_at", ""))


def _lookup_key(connection: Connection, name: str, random_bytes: RandomBytes) -> str:
    query = select(store_secret.c.lookup_key).where(store_secret.c.store == name)
    known = connection.execute(query).scalar()
    if known is not None:
        return str(known)
    key = random_bytes(LOOKUP_KEY_BYTES).hex()
    insert_all(connection, store_secret, [{"store": name, "lookup_key": key}])
    return key


def rules_change(one: LoyaltyRow) -> feed.Change:
    """A version of the rules of points, as the tills of every store get it."""
    return feed.Change(FEED_LOYALTY, one.rules.version, to_json(one))


def _rate(record: Record) -> tuple[str, Rate]:
    cells = record.cells
    try:
        date.fromisoformat(required(cells, "valid_from"))
    except ValueError as error:
        raise BadRow("date-unreadable", cells["valid_from"]) from error
    rate_bp = _number(cells, "rate_bp")
    if rate_bp > 10_000:
        raise BadRow("rate-too-large", cells["rate_bp"])
    return required(cells, "country"), Rate(required(cells, "tax"), rate_bp, cells["valid_from"])


def _operator(
    record: Record, stores: dict[str, Row[Any]], before: dict[str, dict[str, bytes]]
) -> tuple[str, OperatorRow]:
    cells = record.cells
    where = _known_store(required(cells, "store"), stores)
    number = _code(cells, "number")
    if required(cells, "role") not in ROLES:
        raise BadRow("role-unknown", cells["role"])
    demo_pin = cells.get("demo_pin", "")
    if demo_pin and not where.demo:
        raise BadRow("demo-pin-in-real-store")
    stored = before[where.store].get(number)
    known = msgspec.json.decode(stored, type=OperatorRow).pin if stored else ""
    row = OperatorRow(
        number=number,
        name=required(cells, "name"),
        role=cells["role"],
        pin=cells.get("pin_hash") or _hashed(cells.get("pin") or demo_pin, known),
        duty=cells.get("duty", ""),
        demo_pin=demo_pin,
    )
    if not row.pin.startswith("$argon2id$"):
        raise BadRow("pin-hash-unknown")
    return where.store, row


def _quick_key(record: Record, articles: dict[str, bytes]) -> feed.Change:
    cells = record.cells
    position = _number(cells, "position")
    if position not in QUICK_KEYS:
        raise BadRow("position-out-of-range", cells["position"])
    sku = cells.get("sku") or cells.get("stock_code") or ""
    if sku not in articles:
        raise BadRow("article-unknown", sku)
    key = QuickKey(position, sku, required(cells, "label"))
    return quick_key_change(key, msgspec.json.decode(articles[sku], type=ArticleRow))


def _known_store(name: str, stores: dict[str, Row[Any]]) -> Row[Any]:
    if name not in stores:
        raise BadRow("store-unknown", name)
    return stores[name]


def _code(cells: dict[str, str], column: str) -> str:
    """A short code: it stands in stream names, receipt numbers and addresses."""
    code = required(cells, column)
    if len(code) > CODE_MOST or not code.isascii() or not code.isalnum():
        raise BadRow(f"{column}-not-a-code", code)
    return code


def _number(cells: dict[str, str], column: str) -> int:
    text = required(cells, column)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadRow(f"{column.replace('_', '-')}-not-a-number", text)
    return int(text)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadRow("zone-unknown", name) from error
    return name


def _hashed(pin: str, known: str) -> str:
    if not pin:
        raise BadRow("pin-missing")
    if len(pin) not in PIN_DIGITS or not pin.isascii() or not pin.isdigit():
        raise BadRow("pin-not-4-to-8-digits")
    hasher = PasswordHasher()
    try:
        if known and hasher.verify(known, pin):
            return known
    except (VerificationError, InvalidHashError):
        pass
    return hasher.hash(pin)


# --- what all have in common --------------------------------------------------------------------------------------


def _each(sheet: Sheet, read: Callable[[Record], Item], key: Callable[[Item], str]) -> list[tuple[Record, Item]]:
    """Read every record; bad ones, and those whose key came before, go to the sheet's faults."""
    good: dict[str, tuple[Record, Item]] = {}
    for record in sheet.records():
        try:
            item = read(record)
            first = good.get(key(item))
            if first is not None:
                raise BadRow("twice", f"first in line {first[0].line}")
            good[key(item)] = (record, item)
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
    return list(good.values())


def _rates(connection: Connection, country: str) -> list[Rate]:
    query = select(tax_rate).where(tax_rate.c.country == country).order_by(tax_rate.c.tax, tax_rate.c.valid_from)
    return [Rate(row.tax, row.rate_bp, row.valid_from) for row in connection.execute(query)]


def _rate_change(rate: Rate) -> feed.Change:
    return feed.Change(FEED_RATE, f"{rate.tax}:{rate.valid_from}", to_json(rate))


def _published(
    connection: Connection, sheet: Sheet, name: str, kind: str, changes: Changes, now_ms: int
) -> ImportReport:
    published = feed.publish(connection, changes, now_ms).get(kind, feed.Published())
    return sheet.report(
        name, added=published.added, changed=published.changed, unchanged=published.unchanged, removed=published.removed
    )


def _without_missing(connection: Connection, kind: str, changes: Changes) -> Changes:
    """``changes``, and the end of every row of ``kind`` in these streams that they do not name."""
    return {stream: [*some, *feed.missing(connection, stream, kind, some)] for stream, some in changes.items()}
