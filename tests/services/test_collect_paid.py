"""An unpaid online order: into the basket, paid, and handed over in the same commit, or neither."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos.base.errors import Code, Unavailable
from pos.contract.people import CustomerRow
from pos.domain.cart import PICKUP, Fulfil
from pos.domain.collect import CANCEL_REQUESTED, HANDED_OVER, READY
from pos.domain.customer import BLOCKED, MERGED, Member
from pos.domain.events import CartDiscarded, CheckoutStarted, Override, SaleCompleted
from pos.domain.hand_over import HandOver
from pos.domain.offers import PERCENT, Promotion
from pos.domain.pickup_code import parcel_label, typed_code
from pos.domain.pickup_facts import PickupHandedOver
from pos.domain.slip import Pair, sale_slip
from tests.domain.orders import NOW, ORDER, OTHER, ready
from tests.services.conftest import Shop, refused
from tests.services.pickups import LINES, STANDING, counter, of_kind, opened, qr, scanned
from tests.services.shop import BAG, CABLE

UNPAID = replace(STANDING, paid=False)
SECOND = replace(UNPAID, id=OTHER, number="W-2", code=typed_code(OTHER))
LABEL = parcel_label(ORDER, 1)
TOTAL = 2 * 1_299 + 799


@pytest.fixture(params=[True, False], ids=["online", "offline"])
def shop(request: pytest.FixtureRequest) -> Shop:
    return counter(UNPAID, SECOND, online=request.param)


def whole(shop: Shop) -> HandOver:
    return scanned(shop, opened(shop, qr(UNPAID)), LABEL)


def into_basket(shop: Shop) -> None:
    shop.till.collect.to_cart(whole(shop))


def state(shop: Shop) -> str:
    order, _ = shop.till.collect.show(ORDER)
    assert order is not None
    return order.state


def cart_line(shop: Shop, sku: str) -> int:
    priced, _ = shop.till.sale.view()
    assert priced is not None
    return next(one.line.n for one in priced.lines if one.line.sku == sku)


def test_unpaid_does_not_go_without_the_money(shop: Shop) -> None:
    why = refused(lambda: shop.till.collect.hand_over(whole(shop)), Code.PICKUP_UNPAID)
    assert (why.facts["amount_minor"], why.facts["currency"]) == (TOTAL, "EUR")


def test_paid_and_handed_over_are_one_commit(shop: Shop) -> None:
    priced, changes = shop.till.collect.to_cart(whole(shop))
    assert (priced.total_minor, priced.cart.member) == (TOTAL, Member("lena", "Gold"))
    assert changes.cart
    assert {one.line.fulfil for one in priced.lines} == {Fulfil(PICKUP, order=ORDER, number="W-48213")}
    assert state(shop) == READY, "nothing is handed over before the money"
    shop.till.sale.scan(BAG.sku)
    appended = []
    append = shop.journal.append
    shop.journal.append = lambda facts, drafts=None: (appended.append(len(facts)), append(facts, drafts))[1]  # type: ignore[method-assign,assignment]
    done, _ = shop.till.checkout.pay_cash()
    assert appended == [3], "started, sold, handed over: one transaction"
    assert done.sale.total_minor == TOTAL + 20
    (fact,) = of_kind(shop, PickupHandedOver)
    assert (fact.sale, fact.number, len(fact.lines)) == (done.sale.sale, "W-48213", 2)
    assert state(shop) == HANDED_OVER
    assert shop.desk.cart is None
    slip = sale_slip(done.sale, NOW, "Europe/Berlin", "de")
    assert slip.rows.count(Pair("online-order", "W-48213")) == 1
    refused(lambda: shop.till.collect.scan(qr(UNPAID)), Code.PICKUP_HANDED_OVER)
    refused(lambda: shop.till.voiding.void_last("customer"), Code.VOID_PICKUP)


def test_a_basket_without_order_has_no_such_line_on_its_receipt(shop: Shop) -> None:
    shop.till.sale.scan(BAG.sku)
    done, _ = shop.till.checkout.pay_cash()
    assert not any(
        isinstance(row, Pair) and row.word == "online-order" for row in sale_slip(done.sale, NOW, "", "").rows
    )


def test_by_card_too(shop: Shop) -> None:
    into_basket(shop)
    shop.till.checkout.ask_card()
    assert of_kind(shop, PickupHandedOver) == []
    again = shop.restarted()
    again.sign_in()
    again.till.checkout.recover()
    again.till.checkout.answer_card(paid=True)
    assert len(of_kind(again, PickupHandedOver)) == 1
    assert state(again) == HANDED_OVER


def test_what_was_promised_is_what_it_costs_whatever_is_on_offer(shop: Shop) -> None:
    shop.replica.offers = (Promotion("p-1", "Half price", PERCENT, (CABLE.sku,), value=5_000),)
    shop.till.sale.scan(CABLE.sku)
    priced, _ = shop.till.collect.to_cart(whole(shop))
    assert [one.total_minor for one in priced.lines] == [749, 2 * 1_299, 799]


def test_a_part_is_paid_and_the_rest_waits_unpaid(shop: Shop) -> None:
    part = scanned(shop, opened(shop, qr(UNPAID)), CABLE.gtin)
    priced, _ = shop.till.collect.to_cart(part)
    assert priced.total_minor == 1_299
    shop.till.checkout.pay_cash()
    order, _ = shop.till.collect.show(ORDER)
    assert order is not None
    assert (order.state, order.due_minor) == (READY, 1_299 + 799)
    into_basket(shop)
    assert shop.till.checkout.pay_cash()[0].sale.total_minor == 1_299 + 799
    assert state(shop) == HANDED_OVER


def test_what_may_not_go_into_the_basket(shop: Shop) -> None:
    flow = opened(shop, qr(UNPAID))
    refused(lambda: shop.till.collect.to_cart(flow), Code.PICKUP_NOTHING)
    refused(lambda: shop.till.collect.to_cart(flow.all_checked()), Code.PICKUP_PARCEL_MISSING)
    refused(lambda: shop.till.collect.to_cart(flow.decline(1, 1)), Code.PICKUP_NOTHING)
    shop.replica.orders = (STANDING,)
    paid = scanned(shop, opened(shop, qr()), LABEL)
    refused(lambda: shop.till.collect.to_cart(paid), Code.PICKUP_STEP)
    shop.replica.orders = ()
    refused(lambda: shop.till.collect.to_cart(opened(shop, qr())), Code.PICKUP_STEP)
    assert shop.desk.cart is None


def test_a_double_click_puts_it_in_once_and_one_order_at_a_time(shop: Shop) -> None:
    flow = whole(shop)
    first, _ = shop.till.collect.to_cart(flow)
    assert shop.till.collect.to_cart(flow)[0] == first
    other = scanned(shop, opened(shop, qr(SECOND)), parcel_label(OTHER, 1))
    why = refused(lambda: shop.till.collect.to_cart(other), Code.PICKUP_STEP)
    assert why.facts["number"] == "W-48213"
    for call in (
        lambda: shop.till.collect.hand_over(flow),
        lambda: shop.till.collect.give_back(ORDER, "expired"),
        lambda: shop.till.collect.answer_cancel(ORDER, True),
    ):
        refused(call, Code.PICKUP_STEP)


# --- the basket with an order in it -----------------------------------------------------------------------------------


def test_its_lines_stand_as_they_were_checked_off(shop: Shop) -> None:
    into_basket(shop)
    n = cart_line(shop, CABLE.sku)
    refused(lambda: shop.till.sale.set_quantity(n, 1), Code.PICKUP_QUANTITY)
    refused(lambda: shop.till.sale.step_quantity(n, 1), Code.PICKUP_QUANTITY)
    shop.till.sale.scan(CABLE.sku)
    priced, _ = shop.till.sale.view()
    assert priced is not None
    assert [one.line.quantity for one in priced.lines if one.line.sku == CABLE.sku] == [2, 1], "the same article, sold"


def test_taking_one_line_out_takes_the_order_out_and_the_undo_brings_it_back(shop: Shop) -> None:
    into_basket(shop)
    shop.till.sale.scan(BAG.sku)
    removed, _ = shop.till.sale.remove(cart_line(shop, CABLE.sku))
    assert removed.cart is not None
    assert ([one.line.sku for one in removed.cart.lines], removed.cart.cart.hand_over) == ([BAG.sku], None)
    back, _ = shop.till.sale.restore(removed.before)
    assert (len(back.lines), back.cart.hand_over) == (3, removed.before.hand_over)
    shop.till.checkout.pay_cash()
    assert len(of_kind(shop, PickupHandedOver)) == 1


def test_the_undo_does_not_bring_it_back_beside_another_order(shop: Shop) -> None:
    into_basket(shop)
    shop.till.sale.scan(BAG.sku)
    bag = cart_line(shop, BAG.sku)
    removed, _ = shop.till.sale.remove(cart_line(shop, CABLE.sku))
    shop.till.collect.to_cart(scanned(shop, opened(shop, qr(SECOND)), parcel_label(OTHER, 1)))
    back, _ = shop.till.sale.restore(replace(removed.before, lines=removed.before.lines))
    assert {one.line.fulfil.order for one in back.lines if one.line.fulfil is not None} == {OTHER}
    shop.till.sale.remove(bag)
    shop.till.checkout.pay_cash()
    assert [fact.order for fact in of_kind(shop, PickupHandedOver)] == [OTHER]


def test_a_discarded_basket_hands_nothing_over(shop: Shop) -> None:
    into_basket(shop)
    shop.till.sale.discard()
    assert len(of_kind(shop, CartDiscarded)) == 1
    shop.till.sale.scan(BAG.sku)
    shop.till.checkout.pay_cash()
    assert of_kind(shop, PickupHandedOver) == []
    assert state(shop) == READY


def test_back_from_the_pay_screen_and_out_of_the_basket(shop: Shop) -> None:
    into_basket(shop)
    shop.till.checkout.start()
    shop.till.checkout.abandon()
    removed, _ = shop.till.sale.remove(cart_line(shop, CABLE.sku))
    assert removed.cart is None, "it was all of the basket"
    assert shop.desk.cart is None
    assert state(shop) == READY


def test_without_its_order_the_customer_stays_for_further_shopping(shop: Shop) -> None:
    shop.till.sale.attach(Member("jan", "Silver"))
    priced, _ = shop.till.collect.to_cart(whole(shop))
    assert priced.cart.member == Member("jan", "Silver"), "who was there first stays"


# --- what happens between basket and money ----------------------------------------------------------------------------


def test_cancelled_or_handed_over_elsewhere_is_said_before_money_is_asked_for(shop: Shop) -> None:
    into_basket(shop)
    shop.replica.orders = (replace(UNPAID, state=CANCEL_REQUESTED, cancel_asked_ms=NOW - 7),)
    why = refused(lambda: shop.till.checkout.start(), Code.PICKUP_CANCELLED)
    assert why.facts["at_ms"] == NOW - 7
    refused(lambda: shop.till.checkout.pay_cash(), Code.PICKUP_CANCELLED)
    shop.replica.orders = (replace(UNPAID, state=HANDED_OVER, done_ms=NOW - 5),)
    refused(lambda: shop.till.checkout.ask_card(), Code.PICKUP_HANDED_OVER)
    assert of_kind(shop, CheckoutStarted) == []


def test_without_a_replica_what_was_checked_off_is_sold(shop: Shop) -> None:
    into_basket(shop)
    shop.replica.orders = ()
    shop.till.checkout.pay_cash()
    assert len(of_kind(shop, PickupHandedOver)) == 1


def test_lifted_rules_are_written_with_the_basket(shop: Shop) -> None:
    flow = opened(shop, qr(UNPAID)).all_checked()
    shop.till.collect.to_cart(flow, approved_by="Paul Weber")
    assert of_kind(shop, Override) == [Override("pickup", "Paul Weber", TOTAL, "EUR")]
    shop.till.checkout.pay_cash()
    assert of_kind(shop, PickupHandedOver)[0].override_by == "Paul Weber"


class PowerCut(Exception):
    pass


@pytest.mark.parametrize("before", range(4))
def test_power_fails_before_any_commit_and_both_or_neither_are_there(before: int) -> None:
    """Into the basket, checkout started, card asked, paid: the power fails before one of these commits."""
    shop = counter(UNPAID)
    commit, done = shop.desk.commit, 0

    def until_the_cut(*facts: Any, **parts: Any) -> Any:
        nonlocal done
        if done == before:
            raise PowerCut
        done += 1
        return commit(*facts, **parts)

    shop.desk.commit = until_the_cut  # type: ignore[method-assign]
    flow = whole(shop)
    with pytest.raises(PowerCut):
        shop.till.collect.to_cart(flow)
        shop.till.checkout.start()
        shop.till.checkout.ask_card()
        shop.till.checkout.answer_card(paid=True)
    again = shop.restarted()
    again.sign_in()
    again.till.checkout.recover()
    assert of_kind(again, SaleCompleted) == of_kind(again, PickupHandedOver) == []
    assert state(again) == READY
    if before == 0:
        assert again.desk.cart is None
        again.till.collect.to_cart(flow)
    if again.desk.checkout is not None:
        again.till.checkout.answer_card(paid=True)
    else:
        again.till.checkout.pay_cash()
    (sale,), (handed,) = of_kind(again, SaleCompleted), of_kind(again, PickupHandedOver)
    assert handed.sale == sale.sale
    assert state(again) == HANDED_OVER


def test_a_full_disk_leaves_basket_and_order_as_they_were(shop: Shop) -> None:
    into_basket(shop)

    def full(*_: object) -> None:
        raise Unavailable(Code.DISK_FULL)

    append = shop.journal.append
    shop.journal.append = full  # type: ignore[method-assign,assignment]
    with pytest.raises(Unavailable):
        shop.till.checkout.pay_cash()
    shop.journal.append = append  # type: ignore[method-assign]
    assert state(shop) == READY
    shop.till.checkout.pay_cash()
    assert state(shop) == HANDED_OVER


# --- whose order it is ------------------------------------------------------------------------------------------------


def test_go_on_selling_to_the_customer_of_an_order(shop: Shop) -> None:
    shop.replica.customers = {"lena": CustomerRow("lena", "Lena", "Hoffmann", tier="Platin")}
    priced, _ = shop.till.collect.take_along(ORDER)
    assert priced.cart.member == Member("lena", "Platin")
    shop.replica.orders = (ready(*LINES),)
    refused(lambda: shop.till.collect.take_along(ORDER), Code.CUSTOMER_MISSING)
    refused(lambda: shop.till.collect.take_along("no such"), Code.PICKUP_UNKNOWN)


def test_a_merged_customer_is_the_one_they_became_and_a_blocked_one_nobody(shop: Shop) -> None:
    lena = CustomerRow("lena", "Lena", "Hoffmann", state=MERGED, into="leni")
    shop.replica.customers = {"lena": lena, "leni": CustomerRow("leni", "Lena", "Hoffmann", tier="Gold")}
    assert shop.till.collect.take_along(ORDER)[0].cart.member == Member("leni", "Gold")
    shop.till.sale.detach()
    shop.replica.customers = {"lena": replace(lena, state=BLOCKED, into="")}
    refused(lambda: shop.till.collect.take_along(ORDER), Code.CUSTOMER_MISSING)
    assert shop.till.collect.to_cart(whole(shop))[0].cart.member is None
