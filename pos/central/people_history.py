"""What imported customers have bought before: their invoices as orders on the timeline, with the points that the rules
give for them, oldest first, so that each purchase finds the tier that the twelve months before it had reached.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection

from pos.base.clock import local_date
from pos.base.errors import Code, Refused
from pos.central import customers, ledger, timeline
from pos.central.database import chunks, upsert_all
from pos.central.sheets import BadRow, Record, Sheet, minor_units
from pos.central.tables_people import contact
from pos.central.tables_people import ledger as movement
from pos.contract.people import ContactRow
from pos.domain.loyalty import Rules, earned, tier_of

DAY_MS: Final = 86_400_000
CHANNEL: Final = "web"
LINES: Final = ("invoice_no", "customer_id", "invoice_date", "quantity")
PRICES: Final = ("unit_price_gbp", "unit_price", "price")
SUMS: Final = ("invoice_no", "customer_id", "invoice_date", "total")
TEXTS_SHOWN: Final = 3


class Invoice(Struct):
    """An invoice of a customer; ``total_minor`` below zero: something came back."""

    number: str
    at: int
    total_minor: int = 0
    texts: tuple[str, ...] = ()
    lines: int = 0


class History(Struct, frozen=True):
    """Customer → invoices; ``last_ms``: the last moment of them all."""

    invoices: dict[str, list[Invoice]]
    last_ms: int
    zone: str = "UTC"
    currency: str = ""


def read_history(sheet: Sheet, zone: str, currency: str) -> History:
    """Invoice lines (invoice_no, customer_id, invoice_date, quantity, unit_price_gbp, optional description) or their
    sums (total instead of quantity and price). Lines without a customer are nobody's. Raises Refused
    FILE_COLUMNS_MISSING.
    """
    summed = "total" in sheet.columns
    sheet.require(SUMS if summed else LINES)
    price = next((column for column in PRICES if column in sheet.columns), "")
    if not summed and not price:
        raise Refused(Code.FILE_COLUMNS_MISSING, file=sheet.name, missing=PRICES[0], found=", ".join(sheet.columns))
    found: dict[str, dict[str, Invoice]] = {}
    for record in sheet.records():
        cells = record.cells
        if not cells["customer_id"]:
            continue
        try:
            at = _moment(cells["invoice_date"], zone)
            minor = _minor(cells["total"], currency) if summed else _line(record, price, currency)
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
            continue
        number = cells["invoice_no"]
        invoice = found.setdefault(cells["customer_id"], {}).setdefault(number, Invoice(number, at))
        invoice.total_minor += minor
        invoice.lines += 1
        text = cells.get("description", "")
        if text and len(invoice.texts) < TEXTS_SHOWN:
            invoice.texts = (*invoice.texts, text)
    last = max((invoice.at for some in found.values() for invoice in some.values()), default=0)
    return History({id_: list(some.values()) for id_, some in found.items()}, last, zone, currency)


def _line(record: Record, price: str, currency: str) -> int:
    quantity = record.cells["quantity"]
    if not quantity.removeprefix("-").isdigit() or not quantity.isascii() or len(quantity) > 9:
        raise BadRow("quantity-not-a-number", quantity)
    return int(quantity) * _minor(record.cells[price], currency)


def _minor(text: str, currency: str) -> int:
    minor, _ = minor_units(text.removeprefix("-"), currency)
    return -minor if text.startswith("-") else minor


def _moment(text: str, zone: str) -> int:
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000
    except ValueError as error:
        raise BadRow("date-unreadable", text) from error


def shift(until: str, last_ms: int, zone: str) -> int:
    """By how many ms dates move so that the last one comes as near to ``until`` as whole weeks allow, not beyond it."""
    if not until or not last_ms:
        return 0
    try:
        wanted = date.fromisoformat(until)
    except ValueError as error:
        raise Refused(Code.SETTING_INVALID, name="until", value=until, reason="it is no date") from error
    return (wanted - local_date(last_ms, zone)) // timedelta(weeks=1) * 7 * DAY_MS


def book(connection: Connection, past: History, living: Collection[str], moved: int) -> set[str]:
    """Book the invoices of ``living`` as orders; the same again changes nothing. Whom it concerned."""
    versions = ledger.all_rules(connection)
    contacts: list[dict[str, Any]] = []
    moves: list[dict[str, Any]] = []
    concerned = sorted(past.invoices.keys() & set(living))
    for id_ in concerned:
        year: list[tuple[int, int]] = []
        for one in sorted(past.invoices[id_], key=lambda one: (one.at, one.number)):
            at = one.at + moved
            day = local_date(at, past.zone).isoformat()
            rules = ledger.rules_on(versions, day)
            year = [(when, minor) for when, minor in year if when > at - timeline.YEAR_MS]
            points = _points(rules, sum(minor for _, minor in year), one.total_minor)
            year.append((at, one.total_minor))
            kind = timeline.RETURN if one.total_minor < 0 else timeline.ORDER
            more = " …" if one.texts and one.lines > len(one.texts) else ""
            shown = ContactRow(at, kind, CHANNEL, one.number, ", ".join(one.texts) + more, one.total_minor,
                               past.currency, one.number)  # fmt: skip
            contacts.append(timeline.row(id_, f"import:{one.number}", shown))
            if points:
                sort = ledger.VOID if points < 0 else ledger.EARN
                moves.append(
                    ledger.row(id_, f"import:{one.number}", sort, points, at=at, day=day, rules=rules.version,
                               ref=one.number, channel=CHANNEL)
                )  # fmt: skip
        customers.seen(connection, id_, year[-1][0])
    for some in chunks(contacts):
        upsert_all(connection, contact, list(some))
    for some in chunks(moves):
        upsert_all(connection, movement, list(some))
    return set(concerned)


def _points(rules: Rules, year_minor: int, total_minor: int) -> int:
    tier = tier_of(rules, year_minor)
    return earned(rules, tier.name if tier is not None else "", total_minor)
