"""Documents with everything a document can have."""

from __future__ import annotations

from msgspec.structs import replace

from pos.domain.cart import PICKUP, Cart, Fulfil, add
from pos.domain.cash import Shift, close, sold
from pos.domain.catalogue import Article
from pos.domain.coupons import Coupon
from pos.domain.customer import Member
from pos.domain.events import SaleCompleted, SalePoints, SaleVoided, Seller
from pos.domain.pickup_slips import parcel_labels, pick_list
from pos.domain.pricing import Offers, price, with_points
from pos.domain.promotions import N_FOR_M, PERCENT, Circumstances, Index, Promotion
from pos.domain.receipt import complete, receipt_address, void
from pos.domain.slip import Balance, Slip, sale_slip, void_slip, z_slip
from pos.domain.tax import Rate
from pos.domain.tender import Tender, card, cash, points
from tests.domain.orders import OTHER, line, order, ready

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


def a_members_sale(*, as_discount: bool = False) -> SaleCompleted:
    """Three for two, a coupon, a price kept from the app, and 2,480 points redeemed."""
    cart = Cart("0199a000-0000-7000-8000-000000000002", AT_MS, "EUR", member=Member("customer-1", "Gold"))
    cart = add(add(add(cart, BATTERIES, 3), LONG), COFFEE, 1, 1_499)
    coupon = Coupon(
        "c-1", "TC-AUDIO10", "10 % Audio", Promotion("p-2", "10 % Audio", PERCENT, (LONG.sku,), value=1_000)
    )
    cart = replace(cart, coupons=(coupon,))
    offers = Offers(
        Index((Promotion("p-1", "3 für 2", N_FOR_M, (BATTERIES.sku,), take=3, pay=2),)), Circumstances(AT_MS, 5, 800)
    )
    priced = price(cart, (Rate("standard", 1900), Rate("reduced", 700)), "2025-11-21", offers)
    if as_discount:
        priced = with_points(priced, 2_480, 1)
        tenders: tuple[Tender, ...] = (card(1, priced.total_minor, "a"),)
    else:
        tenders = (points(1, 2_480, 2_480), card(2, priced.total_minor - 2_480, "a"))
    return complete(
        priced, tenders, receipt="S0042-T03-7K2Q-000419", receipt_n=419, shift="s", seller=SELLER,
        operator_name="Mara Krüger", demo=True, points=SalePoints("2026-1", 1_826, 2_480, 2_480),
        link="0a1b2c3d4e5f678",
    )  # fmt: skip


def members_document(
    sale: SaleCompleted, language: str = "de", *, known: bool = True, provisional: bool = False
) -> Slip:
    """Its receipt, with the digital one's address; ``known``: with the balance right after it."""
    balance = Balance(1_826, 1_826, provisional) if known else None
    address = receipt_address("https://beleg.example.com/", sale)
    return sale_slip(sale, AT_MS, ZONE, language, address=address, balance=balance)


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


def a_collected_sale() -> SaleCompleted:
    """An online order that was paid here."""
    cart = Cart("0199a000-0000-7000-8000-000000000003", AT_MS, "EUR")
    way = Fulfil(PICKUP, order="order-1", number="W-48213")
    cart = add(add(add(cart, BATTERIES), CABLE, fulfil=way), LONG, fulfil=way)
    priced = price(cart, (Rate("standard", 1900),), "2025-11-21")
    return complete(
        priced, (card(1, priced.total_minor, "a"),), receipt="S0042-T03-7K2Q-000420", receipt_n=420, shift="s",
        seller=SELLER, operator_name="Mara Krüger", demo=True,
    )  # fmt: skip


def label_document(language: str = "de") -> Slip:
    """The second of two parcels, unpaid, from 18 on."""
    lines = (line(1, 1, picked=1, min_age=18),)
    waiting = ready(*lines, parcels=2, paid=False, demo=True, expires_ms=AT_MS)
    return parcel_labels(waiting, "Berlin Alexanderplatz", ZONE, language)[1]


def pick_document(language: str = "de") -> Slip:
    near = replace(line(1, 2), text=CABLE.name, gtin=CABLE.gtin, shelf="03-2")
    far = replace(line(2, 1), text=LONG.name, sku="9", shelf="11-1")
    orders = (order(far, near), order(near, id=OTHER, number="W-48219"))
    return pick_list(orders, "Berlin Alexanderplatz", AT_MS, "EUR", ZONE, language)
