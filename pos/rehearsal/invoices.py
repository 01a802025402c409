"""Invoices of a real shop from a CSV file: which of them a till can sell, and why not the others.

The columns are those of "Online Retail" (D. Chen, UCI Machine Learning Repository); docs/cli.md names them.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, TextIO

from msgspec import Struct

from pos.base.errors import Code, Refused, Unavailable

COLUMNS: Final = (
    "invoice_no",
    "stock_code",
    "description",
    "quantity",
    "invoice_date",
    "unit_price_gbp",
    "customer_id",
)
NUMBER, SKU, TEXT, QUANTITY, WHEN, PRICE, CUSTOMER = range(len(COLUMNS))
GZIP_MARK: Final = b"\x1f\x8b"

NOT_A_NUMBER: Final = "number-not-digits"
QUANTITY_NOT_POSITIVE: Final = "quantity-not-positive"
PRICE_NEGATIVE: Final = "price-negative"
UNREADABLE: Final = "unreadable"

Row = tuple[str, ...]


class InvoiceLine(Struct, frozen=True):
    sku: str
    text: str
    quantity: int
    unit_minor: int


class Invoice(Struct, frozen=True):
    """``day``: ISO date of its first line."""

    number: str
    day: str
    customer: str | None
    lines: tuple[InvoiceLine, ...]


class Unsellable(Struct, frozen=True):
    """An invoice that is not replayed, and the first reason found."""

    number: str
    reason: str


def read_invoices(file: Path) -> Iterator[Invoice | Unsellable]:
    """Every invoice of the file in the order of first lines. CSV, or CSV in gzip whatever its name says.

    The whole file is looked through before the first one comes, because an invoice's lines need not stand together.
    Raises Unavailable (FILE_UNREADABLE) or Refused (FILE_COLUMNS_MISSING).
    """
    seen: set[str] = set()
    later: dict[str, list[Row]] = {}
    for number, rows in groupby(_rows(file), key=itemgetter(NUMBER)):
        if number in seen:
            later.setdefault(number, []).extend(rows)
        seen.add(number)
    for number, rows in groupby(_rows(file), key=itemgetter(NUMBER)):
        if number in seen:
            seen.remove(number)
            yield _invoice(number, [*rows, *later.get(number, ())])


def minor_units(text: str) -> int | None:
    """A decimal number as hundredths, rounded half up (away from zero); None if it is none. No float on the way.

    >>> minor_units("2.555"), minor_units("0.004"), minor_units("7"), minor_units("1e3")
    (256, 0, 700, None)
    """
    parts = re.fullmatch(r"(-?)(\d*)(?:\.(\d*))?", text.strip(), re.ASCII)
    if parts is None or not (parts[2] or parts[3]):
        return None
    fraction = (parts[3] or "") + "000"
    hundredths = int(parts[2] or "0") * 100 + int(fraction[:2]) + (fraction[2] >= "5")
    return -hundredths if parts[1] else hundredths


def _invoice(number: str, rows: Sequence[Row]) -> Invoice | Unsellable:
    if not (number.isascii() and number.isdigit()):
        return Unsellable(number, NOT_A_NUMBER)
    try:
        day = date.fromisoformat(rows[0][WHEN][:10]).isoformat()
    except ValueError:
        return Unsellable(number, UNREADABLE)
    if not all(re.fullmatch(r"-?\d+", row[QUANTITY].strip(), re.ASCII) for row in rows):
        return Unsellable(number, UNREADABLE)
    quantities = [int(row[QUANTITY]) for row in rows]
    prices = [minor_units(row[PRICE]) for row in rows]
    if any(quantity <= 0 for quantity in quantities):
        return Unsellable(number, QUANTITY_NOT_POSITIVE)
    if any(_negative(row[PRICE]) for row in rows):
        return Unsellable(number, PRICE_NEGATIVE)
    lines = [
        InvoiceLine(row[SKU].strip(), row[TEXT].strip() or row[SKU].strip(), quantity, price)
        for row, quantity, price in zip(rows, quantities, prices, strict=True)
        if price is not None and row[SKU].strip()
    ]
    if len(lines) < len(rows):
        return Unsellable(number, UNREADABLE)
    return Invoice(number, day, rows[0][CUSTOMER].strip() or None, tuple(lines))


def _negative(price: str) -> bool:
    """Before rounding: a tenth of a cent below zero is below zero."""
    return price.strip().startswith("-") and any(digit in price for digit in "123456789")


def _rows(file: Path) -> Iterator[Row]:
    """The columns we need of every line, in the order of COLUMNS; a line cut short has empty ones."""
    try:
        with _opened(file) as text:
            lines = csv.reader(text)
            header = next(lines, [])
            missing = [name for name in COLUMNS if name not in header]
            if missing:
                raise Refused(Code.FILE_COLUMNS_MISSING, columns=", ".join(missing))
            chosen = itemgetter(*(header.index(name) for name in COLUMNS))
            width = len(header)
            for line in lines:
                if line:
                    yield chosen(line if len(line) >= width else [*line, *[""] * (width - len(line))])
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise Unavailable(Code.FILE_UNREADABLE, name=str(file), reason=str(error)) from error


def _opened(file: Path) -> TextIO:
    with file.open("rb") as raw:
        packed = raw.read(2) == GZIP_MARK
    if packed:
        return gzip.open(file, "rt", encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")
