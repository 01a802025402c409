"""Identifiers, coupons, and what a customer's prices come to: docs/customers.md, docs/money.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.base.errors import Code, Refused
from pos.domain import customer
from pos.domain.cart import Cart, add
from pos.domain.catalogue import Article
from pos.domain.coupons import USED, WITHDRAWN, Coupon, check, is_coupon_code
from pos.domain.customer import APP, CARD, EMAIL, PHONE, Identifier, Member, Personal
from pos.domain.offers import PERCENT, THRESHOLD, Circumstances, Index, Promotion
from pos.domain.pricing import BY_COUPON, KEPT_PRICE, Offers, price, with_points
from pos.domain.tax import Rate

RATES = (Rate("standard", 1900), Rate("reduced", 700))
NOW = Circumstances(now_ms=1_000, weekday=3, minute=600)
CABLE = Article("118", "USB-C Kabel", 1_499, "standard", category="cable")
COFFEE = Article("512", "Kaffeebohnen", 1_699, "reduced", category="food")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("22048817", Identifier(CARD, "22048817")),
        (" 2204 8817 ", Identifier(CARD, "22048817")),
        ("TRC1:a1b2", Identifier(APP, "a1b2")),
        ("0151 23456789", Identifier(PHONE, "+4915123456789")),
        ("+43 660 1234567", Identifier(PHONE, "+436601234567")),
        ("Lena.H@Mail.de", Identifier(EMAIL, "lena.h@mail.de")),
        ("Hoffmann", None),
        ("Lena 22048817", None),
        ("lena@", None),
        ("12", None),
        ("99999999999999999999", None),
        ("33048817", Identifier(PHONE, "+4933048817")),
    ],
)
def test_what_a_text_identifies(text: str, found: Identifier | None) -> None:
    assert customer.read_identifier(text, "DE") == found


def test_what_cannot_be_a_number_or_an_address() -> None:
    for call in (
        lambda: customer.read_phone("0", "DE"),
        lambda: customer.read_phone("no number", "DE"),
        lambda: customer.read_email("two@at@signs.de"),
        lambda: customer.read_email("a" * 300 + "@mail.de"),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code is Code.IDENTIFIER_INVALID


def test_only_cards_and_the_app_are_scanned_as_customers() -> None:
    assert customer.is_customer_code("22048817")
    assert customer.is_customer_code("TRC1:x")
    assert not customer.is_customer_code("4057218104231")
    assert is_coupon_code("TC-AUDIO10")
    assert not is_coupon_code("22048817")


def test_the_same_identifier_is_found_in_one_store_only() -> None:
    card = Identifier(CARD, "22048817")
    assert customer.lookup("key", card) == customer.lookup("key", card)
    assert customer.lookup("key", card) != customer.lookup("another store's", card)
    assert customer.lookup("key", card) != customer.lookup("key", Identifier(PHONE, "22048817"))


def test_masks_show_enough_to_recognise_ones_own() -> None:
    assert customer.masked_phone("+4915123454720") == "+49151 ··· 4720"
    assert customer.masked_phone("+4912345") == "···"
    assert customer.masked_email("lena.hoffmann@mail.de") == "lena.h···@mail.de"
    assert customer.masked_email("a@mail.de") == "a···@mail.de"
    assert customer.masked_email("nothing") == "···"


def test_a_person_is_found_by_all_they_gave() -> None:
    person = Personal("Lena", "Hoffmann", phone="+4915123454720", email="lena@mail.de")
    assert person.identifiers() == (Identifier(PHONE, "+4915123454720"), Identifier(EMAIL, "lena@mail.de"))


# --- coupons ------------------------------------------------------------------------------------------------------


def coupon(**facts: object) -> Coupon:
    offer = Promotion("offer-1", "−10 % Kabel", PERCENT, categories=("cable",), value=1_000, coupon="c-1")
    return Coupon(**{"id": "c-1", "code": "TC-1", "text": "10 % auf Kabel", "offer": offer} | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": USED, "used_at_ms": 5}, Code.COUPON_USED),
        ({"state": WITHDRAWN}, Code.COUPON_WITHDRAWN),
        ({"from_ms": 2_000}, Code.COUPON_NOT_YET),
        ({"to_ms": 1_000}, Code.COUPON_EXPIRED),
        ({"customer": "somebody else"}, Code.COUPON_FOREIGN),
    ],
)
def test_a_coupon_is_refused_with_its_own_reason(facts: dict[str, object], reason: Code) -> None:
    with pytest.raises(Refused) as refused:
        check(coupon(**facts), "lena", 1_000, ())
    assert refused.value.code is reason


def test_coupons_beside_each_other() -> None:
    one, other = coupon(), coupon(id="c-2", code="TC-2")
    check(coupon(customer="lena", from_ms=1, to_ms=2_000), "lena", 1_000, (other,))
    with pytest.raises(Refused) as twice:
        check(one, "lena", 1_000, (one,))
    assert twice.value.code is Code.COUPON_APPLIED
    for pair in ((coupon(alone=True), other), (other, coupon(alone=True))):
        with pytest.raises(Refused) as alone:
            check(pair[0], "lena", 1_000, (pair[1],))
        assert alone.value.code is Code.COUPON_ALONE


# --- prices -------------------------------------------------------------------------------------------------------


def cart_of(*articles: Article, **facts: object) -> Cart:
    cart = Cart("sale-1", 0, "EUR", **facts)  # type: ignore[arg-type]
    for article in articles:
        cart = add(cart, article)
    return cart


def offers_of(*promotions: Promotion, at: Circumstances = NOW) -> Offers:
    return Offers(Index(promotions), at)


def test_a_coupon_says_that_it_is_one() -> None:
    cart = cart_of(CABLE, COFFEE, coupons=(coupon(),))
    priced = price(cart, RATES, "2026-11-21", offers_of(at=Circumstances(1_000, 3, 600, coupons=("c-1",))))
    discount = priced.lines[0].discounts[0]
    assert (discount.kind, discount.amount_minor, priced.taken_off("offer-1")) == (BY_COUPON, 150, 150)
    assert priced.total_minor == priced.gross_minor - 150


def test_a_promotion_beside_a_coupon_keeps_its_own_word() -> None:
    ten = Promotion("ten", "−10 % Kaffee", PERCENT, categories=("food",), value=1_000)
    at = Circumstances(1_000, 3, 600, coupons=("c-1",))
    priced = price(cart_of(CABLE, COFFEE, coupons=(coupon(),)), RATES, "2026-11-21", offers_of(ten, at=at))
    assert [d.kind for line in priced.lines for d in line.discounts] == [BY_COUPON, "promotion"]


def test_without_a_time_nothing_is_on_offer() -> None:
    ten = Promotion("ten", "−10 %", PERCENT, value=1_000)
    assert price(cart_of(CABLE), RATES, "2026-11-21", Offers(Index((ten,)))).total_minor == 1_499


def test_a_price_kept_from_the_app_takes_part_in_no_promotion() -> None:
    ten = Promotion("ten", "−10 %", PERCENT, value=1_000)
    cart = add(add(cart_of(), CABLE, 2, kept_minor=1_200), CABLE)
    assert len(cart.lines) == 2  # the kept price is a line of its own
    priced = price(cart, RATES, "2026-11-21", offers_of(ten))
    assert [line.total_minor for line in priced.lines] == [2_400, 1_349]
    assert priced.lines[0].discounts[0].kind == KEPT_PRICE
    dearer = price(add(cart_of(), CABLE, 1, kept_minor=1_600), RATES, "2026-11-21", offers_of())
    assert dearer.total_minor == 1_499


@given(
    quantities=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    points=st.integers(0, 20_000),
    off=st.integers(1, 3_000),
)
def test_points_as_a_discount_lose_no_cent_in_any_rate(quantities: list[int], points: int, off: int) -> None:
    cart = cart_of(member=Member("lena"))
    for number, quantity in enumerate(quantities):
        cart = add(cart, Article(str(number), "x", 333 + number, ("standard", "reduced")[number % 2]), quantity)
    bare = price(cart, RATES, "2026-11-21", offers_of(Promotion("t", "ab 5", THRESHOLD, value=off)))
    priced = with_points(bare, points, 1)
    assert priced.points_minor == min(points, bare.total_minor)
    assert priced.total_minor == bare.total_minor - priced.points_minor
    assert sum(v.gross_minor for v in priced.vat) == priced.total_minor
    assert all(line.total_minor >= 0 for line in priced.lines)
    again = with_points(priced, 0, 1)
    assert (again.lines, again.total_minor) == (bare.lines, bare.total_minor)
