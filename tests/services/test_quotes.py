"""What a piece would cost, with the customer's coupon and without; asking changes nothing."""

from __future__ import annotations

import pytest

from pos.base.errors import Code
from pos.domain.coupons import USED, Coupon
from pos.domain.customer import Member
from pos.domain.promotions import PERCENT, Promotion
from tests.services.conftest import Shop, refused
from tests.services.shop import CABLE, HEADPHONES

TEN = Coupon("c1", "TC-10", "10 % auf Audio", Promotion("p1", "−10 %", PERCENT, (HEADPHONES.sku,), value=1_000))
FIVE = Coupon("c2", "TC-5", "5 % auf Audio", Promotion("p2", "−5 %", PERCENT, (HEADPHONES.sku,), value=500))
HOUR = 3_600_000


@pytest.fixture
def open_shop(shop: Shop) -> Shop:
    shop.open()
    return shop


def test_the_price_its_vat_and_how_long_it_would_be_kept(open_shop: Shop) -> None:
    said, changes = open_shop.till.stock.quote(CABLE.sku)
    assert said is not None
    assert (said.list_minor, said.price_minor, said.rate_bp, said.coupon) == (1_499, 1_499, 1_900, None)
    assert said.reserved_until_ms == open_shop.clock.now + 28 * HOUR
    assert not changes.cart
    assert open_shop.till.sale.view()[0] is None


def test_todays_offer_is_in_the_price(open_shop: Shop) -> None:
    open_shop.replica.offers = (Promotion("p", "−20 %", PERCENT, (CABLE.sku,), value=2_000),)
    said, _ = open_shop.till.stock.quote(CABLE.sku)
    assert said is not None
    assert (said.list_minor, said.price_minor) == (1_499, 1_199)


def test_of_several_coupons_the_one_that_takes_most_off(open_shop: Shop) -> None:
    said, _ = open_shop.till.stock.quote(HEADPHONES.sku, [FIVE, TEN])
    assert said is not None
    assert (said.coupon, said.coupon_minor, said.price_minor) == (TEN, 40_410, 44_900)


def test_a_coupon_that_does_not_help_or_may_not_be_used_is_not_spoken_of(open_shop: Shop) -> None:
    used = Coupon("c3", "TC-U", "benutzt", TEN.offer, state=USED)
    foreign = Coupon("c4", "TC-F", "fremd", TEN.offer, customer="somebody else")
    said, _ = open_shop.till.stock.quote(HEADPHONES.sku, [used, foreign])
    assert said is not None
    assert (said.coupon, said.coupon_minor) == (None, 0)
    assert open_shop.till.stock.quote(CABLE.sku, [TEN])[0] == open_shop.till.stock.quote(CABLE.sku)[0]


def test_the_customer_of_the_cart_counts_and_what_lies_in_it_does_not(open_shop: Shop) -> None:
    mine = Coupon("c5", "TC-M", "meiner", TEN.offer, customer="lena")
    open_shop.till.sale.scan(CABLE.gtin)
    open_shop.till.sale.attach(Member("lena", "Gold"))
    said, _ = open_shop.till.stock.quote(HEADPHONES.sku, [mine])
    assert said is not None
    assert said.coupon == mine
    assert [line.line.sku for line in open_shop.till.sale.view()[0].lines] == [CABLE.sku]  # type: ignore[union-attr]


def test_what_is_not_in_the_catalogue_costs_nothing_that_is_known(open_shop: Shop) -> None:
    assert open_shop.till.stock.quote("no such article")[0] is None


def test_without_the_centres_data_it_is_refused_as_a_scan_is(open_shop: Shop) -> None:
    open_shop.replica.vanished = True
    refused(lambda: open_shop.till.stock.quote(CABLE.sku), Code.REPLICA_EMPTY)
