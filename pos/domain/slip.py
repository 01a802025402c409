"""Documents for paper: receipt, void, Z report, as rows of typed values. Whoever prints chooses words and widths.

A row's ``word`` is a key of ``resources/slip/<language>.json``: the customer's language belongs to the store, not
to the cashier's screen.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.domain.events import BY_POINTS, SaleCompleted, SaleVoided, SoldLine, ZReport
from pos.domain.tender import POINTS

# What stands before (or instead of) a promotion's own text.
_OFF_WORDS: Final = {"coupon": "coupon", "kept-price": "kept-price", "manual": "discount"}


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
    """Label left (``detail`` behind it: a rate, a count; or so many ``points``), money right."""

    word: str
    amount_minor: int
    detail: str = ""
    strong: bool = False
    points: int = 0


class Count(Struct, frozen=True):
    """Label left, number right; ``signed``: with a plus if it is one."""

    word: str
    count: int
    signed: bool = False


class Item(Struct, frozen=True):
    """A sold line: text, quantity, unit price, total and the letter of its tax rate."""

    text: str
    quantity: int
    unit_minor: int
    total_minor: int
    letter: str
    code: str


class Off(Struct, frozen=True):
    """What came off the line above, and why: ``text`` as the promotion says it, ``word`` before it or alone."""

    word: str | None
    text: str
    amount_minor: int


class Points(Struct, frozen=True):
    """Label left, points and what they are worth right."""

    word: str
    count: int
    worth_minor: int


class Vat(Struct, frozen=True):
    """A row of the VAT table."""

    letter: str
    rate_bp: int
    net_minor: int
    tax_minor: int
    gross_minor: int


class Pick(Struct, frozen=True):
    """Pieces to be taken off a shelf; ``code``: by what they are recognised, and for whom."""

    quantity: int
    text: str
    code: str


class Barcode(Struct, frozen=True):
    """Code 128 of a receipt's number or a parcel's label, for scanning it back."""

    text: str


class Qr(Struct, frozen=True):
    """A QR code of ``text``, with two words: what it leads to, and what for."""

    text: str
    word: str
    hint: str


Row = (
    Title | Text | Banner | Rule | Pair | When | Day | Amount | Count | Item | Off | Points | Vat | Pick | Barcode | Qr
)


class Slip(Struct, frozen=True):
    """A document: rows from top to bottom, in one currency, times shown in ``zone`` and words in ``language``."""

    rows: tuple[Row, ...]
    currency: str
    zone: str
    language: str


class Balance(Struct, frozen=True):
    """What is known of the customer's points after the sale; ``provisional``: the centre has not confirmed it."""

    points: int
    worth_minor: int
    provisional: bool


def sale_slip(
    sale: SaleCompleted, at_ms: int, zone: str, language: str, *, address: str = "", balance: Balance | None = None
) -> Slip:
    """The receipt of a sale. ``address``: where its digital twin is read, empty = nowhere. ``balance`` of the customer
    right after this sale; a later copy does not know it and says nothing about it.
    """
    rows = (*_head(sale), *_sold(sale, at_ms, _points(sale, balance), address))
    return Slip(rows, sale.currency, zone, language)


def void_slip(void: SaleVoided, at_ms: int, zone: str, language: str) -> Slip:
    """The receipt of a counter-entry; names the receipt it takes back."""
    rows = (
        *_head(void.sale),
        Banner("void"),
        Pair("voided-receipt", void.voids_receipt),
        Pair("reason", void.reason),
        *_sold(void.sale, at_ms, _points(void.sale, None)),
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


def _sold(sale: SaleCompleted, at_ms: int, points: tuple[Row, ...], address: str = "") -> tuple[Row, ...]:
    letter_of = {vat.rate_bp: _letter(index) for index, vat in enumerate(sale.vat)}
    items = (row for line in sale.lines for row in _item(line, letter_of[line.rate_bp]))
    tenders: list[Row] = []
    for tender in sale.tenders:
        tenders.append(Amount(tender.kind, tender.given_minor or tender.amount_minor, points=tender.points))
        if tender.change_minor:
            tenders.append(Amount("change", -tender.change_minor))
    return (
        Rule(),
        *items,
        Rule(),
        *_savings(sale),
        Amount("total", sale.total_minor, strong=True),
        *tenders,
        *_coupons(sale),
        Rule(),
        *(Vat(letter_of[v.rate_bp], v.rate_bp, v.net_minor, v.tax_minor, v.gross_minor) for v in sale.vat),
        *points,
        Rule(),
        *_online_order(sale),
        Pair("receipt", sale.receipt),
        When("time", at_ms),
        Pair("operator", sale.operator_name),
        *((Banner("demo"),) if sale.demo else ()),
        *((Qr(address, "receipt-online", "receipt-online-why"),) if address else ()),
        Barcode(sale.receipt),
    )


def _item(line: SoldLine, letter: str) -> tuple[Row, ...]:
    """A line at its full price, then what came off it; points are taken off the sum instead."""
    code = line.gtin or line.sku
    off = (
        Off(_OFF_WORDS.get(d.kind), d.text, -d.amount_minor)
        for d in line.discounts
        if d.kind != BY_POINTS and d.amount_minor
    )
    return (Item(line.text, line.quantity, line.unit_minor, line.quantity * line.unit_minor, letter, code), *off)


def _savings(sale: SaleCompleted) -> tuple[Row, ...]:
    """From the full prices to the sum; nothing if they are the same."""
    full = sum(line.quantity * line.unit_minor for line in sale.lines)
    by_points = sum(d.amount_minor for line in sale.lines for d in line.discounts if d.kind == BY_POINTS)
    saved = full - sale.total_minor - by_points
    if not saved and not by_points:
        return ()
    pieces = sum(line.quantity for line in sale.lines)
    redeemed = sale.points.redeemed if sale.points is not None else 0
    return (
        Amount("subtotal", full, detail=str(abs(pieces))),
        *((Amount("saved", -saved),) if saved else ()),
        *((Amount(POINTS, -by_points, points=redeemed),) if by_points else ()),
    )


def _points(sale: SaleCompleted, balance: Balance | None) -> tuple[Row, ...]:
    """What the sale did to the customer's points and coupons; no name, the paper may lie about."""
    points = sale.points
    if points is None:
        return ()
    rows: list[Row] = [Rule(), Pair("your-points", sale.tier or "")]
    if balance is not None:
        rows.append(Count("points-before", balance.points - points.earned + points.redeemed))
    if points.redeemed:
        rows.append(Count("points-redeemed", -points.redeemed))
    rows.append(Count("points-earned", points.earned, signed=True))
    if balance is not None:
        word = "points-balance-provisional" if balance.provisional else "points-balance"
        rows.append(Points(word, balance.points, balance.worth_minor))
    return tuple(rows)


def _online_order(sale: SaleCompleted) -> tuple[Row, ...]:
    """The number of the order that was handed over with the sale, as its customer knows it."""
    numbers = dict.fromkeys(line.fulfil.number for line in sale.lines if line.fulfil is not None)
    return tuple(Pair("online-order", number) for number in numbers if number)


def _coupons(sale: SaleCompleted) -> tuple[Row, ...]:
    return tuple(Pair("coupon-used", use.code) for use in sale.coupons)


def _letter(index: int) -> str:
    return chr(ord("A") + index)
