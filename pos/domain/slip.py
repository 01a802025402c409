"""Documents for paper: receipt, void, Z report, as rows of typed values. Whoever prints chooses words and widths.

A row's ``word`` is a key of ``resources/slip/<language>.json``: the customer's language belongs to the store, not
to the cashier's screen.
"""

from __future__ import annotations

from msgspec import Struct

from pos.domain.events import SaleCompleted, SaleVoided, ZReport


class Title(Struct, frozen=True):
    text: str


class Text(Struct, frozen=True):
    """Centred free text."""

    text: str


class Banner(Struct, frozen=True):
    """A word over the full width that nobody may overlook."""

    word: str


class Rule(Struct, frozen=True):
    pass


class Pair(Struct, frozen=True):
    """Label left, plain text right."""

    word: str
    text: str


class When(Struct, frozen=True):
    """Label left, date and time right."""

    word: str
    at_ms: int


class Day(Struct, frozen=True):
    """Label left, business day (ISO date) right."""

    word: str
    day: str


class Amount(Struct, frozen=True):
    """Label left (``detail`` behind it: a rate, a count), money right."""

    word: str
    amount_minor: int
    detail: str = ""
    strong: bool = False


class Count(Struct, frozen=True):
    word: str
    count: int


class Item(Struct, frozen=True):
    """A sold line: text, quantity, unit price, total and the letter of its tax rate."""

    text: str
    quantity: int
    unit_minor: int
    total_minor: int
    letter: str
    code: str


class Vat(Struct, frozen=True):
    """A row of the VAT table."""

    letter: str
    rate_bp: int
    net_minor: int
    tax_minor: int
    gross_minor: int


class Barcode(Struct, frozen=True):
    """Code 128 of a receipt number, for scanning it back."""

    text: str


Row = Title | Text | Banner | Rule | Pair | When | Day | Amount | Count | Item | Vat | Barcode


class Slip(Struct, frozen=True):
    """A document: rows from top to bottom, in one currency, times shown in ``zone`` and words in ``language``."""

    rows: tuple[Row, ...]
    currency: str
    zone: str
    language: str


def sale_slip(sale: SaleCompleted, at_ms: int, zone: str, language: str) -> Slip:
    """The receipt of a sale."""
    return Slip((*_head(sale), *_sold(sale, at_ms)), sale.currency, zone, language)


def void_slip(void: SaleVoided, at_ms: int, zone: str, language: str) -> Slip:
    """The receipt of a counter-entry; names the receipt it takes back."""
    rows = (
        *_head(void.sale),
        Banner("void"),
        Pair("voided-receipt", void.voids_receipt),
        Pair("reason", void.reason),
        *_sold(void.sale, at_ms),
    )
    return Slip(rows, void.sale.currency, zone, language)


def z_slip(report: ZReport, store: str, till: str, demo: bool, zone: str, language: str) -> Slip:
    """The Z report of a shift."""
    vats = (Vat(_letter(i), v.rate_bp, v.net_minor, v.tax_minor, v.gross_minor) for i, v in enumerate(report.vat))
    rows: tuple[Row, ...] = (
        Title(store),
        Text(till),
        *((Banner("demo"),) if demo else ()),
        Banner("z-report"),
        Pair("number", str(report.number)),
        Day("day", report.day),
        When("opened", report.opened_at_ms),
        When("closed", report.closed_at_ms),
        Pair("operator", report.closed_by),
        Rule(),
        Count("sales", report.sales),
        Count("voids", report.voids),
        Count("discarded", report.discarded),
        Amount("turnover", report.total_minor, strong=True),
        *vats,
        Rule(),
        *(Amount(t.kind, t.amount_minor, detail=str(t.count)) for t in report.tenders),
        Rule(),
        Amount("float", report.float_minor),
        Amount("expected-cash", report.expected_cash_minor),
        Amount("counted-cash", report.counted_cash_minor),
        Amount("difference", report.difference_minor, strong=True),
        *((Count("unsent", report.unsent),) if report.unsent else ()),
    )
    return Slip(rows, report.currency, zone, language)


def _head(sale: SaleCompleted) -> tuple[Row, ...]:
    seller = sale.seller
    return (
        Title(seller.name),
        Text(seller.store),
        Text(f"{seller.street} · {seller.city}"),
        *((Pair("tax-number", seller.tax_number),) if seller.tax_number else ()),
        *((Banner("demo"),) if sale.demo else ()),
    )


def _sold(sale: SaleCompleted, at_ms: int) -> tuple[Row, ...]:
    letter_of = {vat.rate_bp: _letter(index) for index, vat in enumerate(sale.vat)}
    items = (
        Item(
            line.text, line.quantity, line.unit_minor, line.total_minor, letter_of[line.rate_bp], line.gtin or line.sku
        )
        for line in sale.lines
    )
    tenders: list[Row] = []
    for tender in sale.tenders:
        tenders.append(Amount(tender.kind, tender.given_minor or tender.amount_minor))
        if tender.change_minor:
            tenders.append(Amount("change", -tender.change_minor))
    return (
        Rule(),
        *items,
        Rule(),
        Amount("total", sale.total_minor, strong=True),
        *tenders,
        Rule(),
        *(Vat(letter_of[v.rate_bp], v.rate_bp, v.net_minor, v.tax_minor, v.gross_minor) for v in sale.vat),
        Rule(),
        Pair("receipt", sale.receipt),
        When("time", at_ms),
        Pair("operator", sale.operator_name),
        *((Banner("demo"),) if sale.demo else ()),
        Barcode(sale.receipt),
    )


def _letter(index: int) -> str:
    return chr(ord("A") + index)
