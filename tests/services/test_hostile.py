"""What somebody would try who wants points, coupons or prices twice; what a slow centre or a bad clock does then."""

from __future__ import annotations

import pytest

from pos.base.errors import Code
from pos.contract.people import HoldAnswer
from pos.domain.events import SaleCompleted
from tests.services.conftest import Shop, refused
from tests.services.shop import HEADPHONES
from tests.services.test_customers import LENA, body, known, online


@pytest.fixture
def counter(shop: Shop) -> Shop:
    shop.open()
    return known(shop, LENA)


def paying(shop: Shop, customer: str = "lena") -> Shop:
    shop.till.customers.attach(customer)
    shop.till.sale.scan(HEADPHONES.gtin)
    shop.till.checkout.start()
    return shop


def grant(shop: Shop, hold: str, points: int) -> None:
    shop.till.customers.granted("lena", HoldAnswer(hold, points, 300, 0), shop.clock.mono_ms())


# --- holds ----------------------------------------------------------------------------------------------------------


def test_points_that_somebody_else_holds_are_not_spent_here(counter: Shop) -> None:
    online(counter)
    grant(counter, "h", 0)
    paying(counter)
    assert refused(lambda: counter.till.checkout.redeem(800, "Aylin Yilmaz"), Code.POINTS_TOO_MANY).facts["most"] == 0
    refused(lambda: counter.till.checkout.redeem(), Code.POINTS_TOO_MANY)
    wanted, _ = counter.till.customers.hold_wanted("lena")
    assert wanted is not None, "they may be free again: asked anew"
    grant(counter, wanted.id, 2_480)
    counter.till.checkout.redeem()


def test_a_card_scanned_twice_keeps_the_first_ones_hold(counter: Shop) -> None:
    online(counter)
    grant(counter, "h-1", 2_480)
    grant(counter, "h-2", 0)
    paying(counter).till.checkout.redeem()
    done, _ = counter.till.checkout.pay_cash()
    assert done.sale.points is not None
    assert (done.sale.points.redeemed, done.sale.points.hold) == (2_480, "h-1")


@pytest.mark.parametrize("step", ["pay_cash", "finish", "ask_card"])
def test_a_hold_that_ran_out_on_the_pay_screen_allows_no_more_than_none(counter: Shop, step: str) -> None:
    online(counter)
    grant(counter, "h", 2_480)
    paying(counter)
    if step == "finish":
        counter.till.checkout.take_cash(42_900)
    counter.till.checkout.redeem(2_000)
    counter.clock.now += 300_000
    head = counter.journal.head()
    said = refused(getattr(counter.till.checkout, step), Code.POINTS_OFFLINE_LIMIT)
    assert (said.facts["most"], counter.journal.head()) == (1_000, head)
    counter.till.checkout.drop_points()
    done, _ = counter.till.checkout.pay_cash()
    assert done.sale.points is not None and done.sale.points.redeemed == 0


def test_a_small_redemption_outlives_its_hold_on_the_tills_own_budget(counter: Shop) -> None:
    online(counter)
    grant(counter, "h", 2_480)
    paying(counter).till.checkout.redeem(800)
    counter.clock.now += 300_000
    done, _ = counter.till.checkout.pay_cash()
    assert done.sale.points is not None
    assert (done.sale.points.redeemed, done.sale.points.hold) == (800, "")
    assert counter.desk.people.spent(None).minor == 800


def test_a_new_hold_takes_the_place_of_one_that_ran_out(counter: Shop) -> None:
    online(counter)
    grant(counter, "h-1", 2_480)
    paying(counter).till.checkout.redeem()
    counter.clock.now += 300_000
    grant(counter, "h-2", 2_480)
    done, _ = counter.till.checkout.pay_cash()
    assert done.sale.points is not None
    assert (done.sale.points.redeemed, done.sale.points.hold) == (2_480, "h-2")


@pytest.mark.parametrize(("later_ms", "sold"), [(299_999, True), (300_000, False)])
def test_a_restart_does_not_lengthen_a_hold(counter: Shop, later_ms: int, sold: bool) -> None:
    online(counter)
    grant(counter, "h", 2_480)
    paying(counter).till.checkout.redeem(2_000)
    counter.clock.now += later_ms
    again = counter.restarted()
    again.till.checkout.recover()
    again.sign_in()
    if sold:
        assert again.till.checkout.pay_cash()[0].sale.points.hold == "h"  # type: ignore[union-attr]
    else:
        refused(again.till.checkout.pay_cash, Code.POINTS_OFFLINE_LIMIT)


def test_a_card_that_was_charged_becomes_a_sale_whatever_became_of_the_hold(counter: Shop) -> None:
    online(counter)
    grant(counter, "h", 2_480)
    paying(counter).till.checkout.redeem(2_000)
    counter.till.checkout.ask_card()
    counter.clock.now += 300_000
    counter.till.checkout.answer_card(paid=True)
    sale = body(counter)
    assert isinstance(sale, SaleCompleted) and sale.points is not None and sale.points.hold == "h"
