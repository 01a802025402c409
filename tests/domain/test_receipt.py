"""The receipt as rows: what came off, what the points did, where to read it again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos.base.errors import Bug
from pos.domain.cart import Cart, add
from pos.domain.customer import Member
from pos.domain.events import SalePoints
from pos.domain.pricing import price, with_points
from pos.domain.receipt import complete, link_of, receipt_address, void
from pos.domain.slip import Amount, Count, Item, Off, Pair, Points, Qr, Row, sale_slip, void_slip
from pos.domain.tax import Rate
from pos.domain.tender import cash
from tests.devices.documents import AT_MS, CABLE, SELLER, ZONE, a_members_sale, a_sale, members_document

SALE = a_members_sale()


def rows(kind: type[Row], *some: Row) -> list[Row]:
    return [row for row in some if isinstance(row, kind)]


def test_the_address_needs_a_place_and_a_link() -> None:
    assert receipt_address("https://r.example", SALE) == f"https://r.example/r/{SALE.receipt}/{SALE.link}"
    assert receipt_address("https://r.example/", SALE) == receipt_address("https://r.example", SALE)
    assert receipt_address("", SALE) == ""
    assert receipt_address("https://r.example", replace(SALE, link=None)) == ""


def test_the_secret_of_a_link_is_the_random_end_of_an_id() -> None:
    assert link_of("0199a000-0000-7000-8123-456789abcdef") == "123456789abcdef"


def test_lines_show_the_full_price_and_what_came_off_is_their_difference_to_the_total() -> None:
    slip = sale_slip(SALE, AT_MS, ZONE, "de")
    full = sum(row.total_minor for row in slip.rows if isinstance(row, Item))
    off = sum(row.amount_minor for row in slip.rows if isinstance(row, Off))
    assert full + off == SALE.total_minor
    amounts = {row.word: row.amount_minor for row in slip.rows if isinstance(row, Amount)}
    assert (amounts["subtotal"], amounts["saved"], amounts["total"]) == (full, off, SALE.total_minor)
    assert amounts["points"] + amounts["card"] == SALE.total_minor
    assert not rows(Qr, *slip.rows), "no address, no code"


def test_points_as_a_discount_are_taken_off_the_sum_not_off_each_line() -> None:
    sale = a_members_sale(as_discount=True)
    amounts = {row.word: row.amount_minor for row in sale_slip(sale, AT_MS, ZONE, "de").rows if isinstance(row, Amount)}
    assert amounts["subtotal"] + amounts["saved"] + amounts["points"] == amounts["total"] == sale.total_minor


def test_points_alone_save_nothing() -> None:
    cart = add(Cart("s", 0, "EUR", member=Member("c")), CABLE)
    priced = with_points(price(cart, (Rate("standard", 1900),), "2025-11-21"), 500, 1)
    sale = complete(
        priced, (cash(1, 999, 999),), receipt="r", receipt_n=1, shift="s", seller=SELLER, operator_name="x", demo=True,
        points=SalePoints("v", 9, 500, 500),
    )  # fmt: skip
    amounts = [(row.word, row.amount_minor) for row in sale_slip(sale, 0, ZONE, "de").rows if isinstance(row, Amount)]
    assert amounts[:3] == [("subtotal", 1_499), ("points", -500), ("total", 999)]


def test_a_sale_at_full_price_without_customer_says_nothing_more() -> None:
    slip = sale_slip(a_sale(), AT_MS, ZONE, "de")
    assert not rows(Off, *slip.rows)
    assert not {"subtotal", "saved", "your-points"} & {getattr(row, "word", "") for row in slip.rows}


def test_the_balance_before_is_the_one_after_without_this_sale() -> None:
    slip = members_document(SALE)
    counts = {row.word: row.count for row in slip.rows if isinstance(row, Count | Points)}
    assert counts["points-before"] + counts["points-redeemed"] + counts["points-earned"] == counts["points-balance"]


def test_without_points_redeemed_only_the_new_ones_are_named() -> None:
    assert SALE.points is not None
    sale = replace(SALE, tier=None, points=replace(SALE.points, redeemed=0, redeemed_minor=0))
    found = sale_slip(sale, AT_MS, ZONE, "de").rows
    assert Pair("your-points", "") in found
    assert [row.word for row in found if isinstance(row, Count)] == ["points-earned"]


def test_a_void_turns_discounts_points_and_coupons_around() -> None:
    counter = void(
        SALE, void_id="v", receipt="S0042-T03-7K2Q-000420", receipt_n=420, shift="s", operator_name="Mara Krüger",
        opened_at_ms=AT_MS, reason="Falscher Artikel", approved_by=None, link="x",
    )  # fmt: skip
    slip = void_slip(counter, AT_MS, ZONE, "de")
    counts = {row.word: row.count for row in slip.rows if isinstance(row, Count)}
    assert counts == {"points-redeemed": 2_480, "points-earned": -1_826}
    assert all(row.amount_minor > 0 for row in slip.rows if isinstance(row, Off))
    amounts = {row.word: row.amount_minor for row in slip.rows if isinstance(row, Amount)}
    assert amounts["subtotal"] + amounts["saved"] == amounts["total"] == -SALE.total_minor
    assert Pair("coupon-used", "TC-AUDIO10") in slip.rows


def test_a_sale_that_does_not_add_up_never_becomes_a_fact() -> None:
    priced = price(add(Cart("s", 0, "EUR"), CABLE), (Rate("standard", 1900),), "2025-11-21")
    with pytest.raises(Bug, match="add up"):
        complete(
            priced, (cash(1, 1, 1),), receipt="r", receipt_n=1, shift="s", seller=SELLER, operator_name="x", demo=True
        )
