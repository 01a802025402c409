"""Documents with everything a document can have."""

from __future__ import annotations

from msgspec.structs import replace

from pos.domain.cart import Cart, add
from pos.domain.cash import Shift, close, sold
from pos.domain.catalogue import Article
from pos.domain.events import SaleCompleted, SaleVoided, Seller
from pos.domain.pricing import price
from pos.domain.receipt import complete, void
from pos.domain.slip import Slip, sale_slip, void_slip, z_slip
from pos.domain.tax import Rate
from pos.domain.tender import Tender, cash

AT_MS = 1_763_732_332_000  # Friday 21 November 2025, 14:38 in Berlin
ZONE = "Europe/Berlin"
SELLER = Seller("Volt & Heim", "Berlin Alexanderplatz", "Alexanderplatz 1", "10178 Berlin", "37/123/45678")
CABLE = Article("118-0912", "USB-C Kabel 2 m, 100 W", 1_499, "standard", gtin="4057218118092")
BATTERIES = Article("119-0031", "Batterien AA 8er", 799, "standard", gtin="4057218119006")
COFFEE = Article("512-0044", "Kaffeebohnen Crema 1 kg", 1_699, "reduced", gtin="4057218512005")
HEBREW = Article("7290", "חלב טרי 3% תנובה", 690, "reduced", gtin="7290000042435")
LONG = Article("9", "Saugroboter S8 MaxV Ultra mit Station und sehr langem Namen", 129_900, "standard")


def a_sale(
    *articles: Article, quantities: tuple[int, ...] = (), given: int | None = None, demo: bool = True
) -> SaleCompleted:
    """A sale for cash of these articles, two cables and two packs of batteries if none are named."""
    cart = Cart("0199a000-0000-7000-8000-000000000001", AT_MS, "EUR")
    wanted = articles or (CABLE, BATTERIES)
    for article, quantity in zip(wanted, quantities or (2,) * len(wanted), strict=True):
        cart = add(cart, article, quantity)
    priced = price(cart, (Rate("standard", 1900), Rate("reduced", 700)), "2025-11-21")
    tender: Tender = cash(1, priced.total_minor, given or priced.total_minor)
    return complete(
        priced, (tender,), receipt="S0042-T03-7K2Q-000418", receipt_n=418, shift="s", seller=SELLER,
        operator_name="Mara Krüger", demo=demo,
    )  # fmt: skip


def sale_document(sale: SaleCompleted, language: str = "de") -> Slip:
    return sale_slip(sale, AT_MS, ZONE, language)


def void_document(language: str = "de") -> Slip:
    counter: SaleVoided = void(
        a_sale(), void_id="v", receipt="S0042-T03-7K2Q-000419", receipt_n=419, shift="s", operator_name="Mara Krüger",
        opened_at_ms=AT_MS, reason="Falscher Artikel", approved_by=None,
    )  # fmt: skip
    return void_slip(counter, AT_MS, ZONE, language)


def z_document(language: str = "de", unsent: int = 7) -> Slip:
    shift = Shift("s", 1284, "2025-11-21", "EUR", AT_MS - 20_000_000, "Mara Krüger", 30_000)
    shift = sold(shift, a_sale(), 1)
    shift = sold(shift, replace(a_sale(COFFEE), sale="b"), 2)
    report = close(shift, counted_minor=37_744, closed_by="Mara Krüger", closed_at_ms=AT_MS, unsent=unsent)
    return z_slip(report, "Berlin Alexanderplatz", "T03", True, ZONE, language)
