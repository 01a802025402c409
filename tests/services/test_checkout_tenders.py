"""Several tenders in one sale: docs/checkout.md, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code, Refused, Unavailable
from pos.contract import decode_body, decode_entry
from pos.contract.people import HoldAnswer, LoyaltyRow
from pos.domain import events
from pos.domain.checkout import Phase
from pos.domain.events import CardAnswered, SaleCompleted, money_faults
from pos.domain.loyalty import DISCOUNT
from pos.domain.slip import Count, Points, Qr
from tests.services.conftest import Shop, refused
from tests.services.shop import BAG, BATTERIES, CABLE, HEADPHONES
from tests.services.test_customers import LENA, RULES, known, online

DUE = 1_499 + 799


@pytest.fixture
def counter(shop: Shop) -> Shop:
    """22,98 in the basket of a customer with 2,480 points, known since a moment; offline."""
    return filled(shop)


def filled(shop: Shop) -> Shop:
    shop.open()
    known(shop, LENA)
    shop.till.customers.attach("lena")
    shop.till.sale.scan(CABLE.sku)
    shop.till.sale.scan(BATTERIES.sku)
    return shop


def bodies(shop: Shop) -> list[object]:
    return [decode_body(decode_entry(stored.line)) for stored in shop.journal.read(0, 10_000)]


def kinds(shop: Shop) -> list[str]:
    return [decode_entry(stored.line).kind for stored in shop.journal.read(0, 10_000)]


def test_a_part_in_cash_a_part_by_card_the_rest_in_points(counter: Shop) -> None:
    checkout = counter.till.checkout
    state, _ = checkout.take_cash(500)
    assert (state.open_minor, kinds(counter)[-1]) == (DUE - 500, events.CHECKOUT_STARTED)
    asked, _ = checkout.ask_card(1_000)
    assert asked.asked_minor == 1_000
    done, changes = checkout.answer_card(paid=True)
    assert done is None
    assert changes.checkout
    state, _ = checkout.redeem()
    assert state.open_minor == 0
    done, changes = checkout.finish()
    assert changes.receipts
    assert [(t.n, t.kind, t.amount_minor) for t in done.sale.tenders] == [
        (1, "cash", 500), (2, "card", 1_000), (3, "points", DUE - 1_500),
    ]  # fmt: skip
    assert money_faults(done.sale) == ()
    assert done.sale.points is not None
    assert done.sale.points.earned == (1_500 // 100)
    assert counter.desk.shift is not None
    assert counter.desk.shift.expected_cash_minor == 30_500


def test_a_part_from_the_basket_freezes_it_in_the_same_commit(counter: Shop) -> None:
    head = counter.journal.head().seq
    counter.till.checkout.take_cash(500)
    assert counter.journal.head().seq == head + 1
    refused(lambda: counter.till.sale.scan(BAG.sku), Code.TENDER_TAKEN)
    refused(lambda: counter.till.sale.discard(), Code.TENDER_TAKEN)
    assert refused(lambda: counter.till.checkout.abandon(), Code.TENDER_TAKEN).facts["amount_minor"] == 500
    refused(lambda: counter.till.customers.detach(), Code.TENDER_TAKEN)
    refused(lambda: counter.till.customers.apply_coupon("TC-AUDIO"), Code.COUPON_NO_EFFECT)


@pytest.mark.parametrize("minor", [0, -5, DUE, DUE + 1])
def test_a_part_is_neither_nothing_nor_everything(counter: Shop, minor: int) -> None:
    head = counter.journal.head()
    refused(lambda: counter.till.checkout.take_cash(minor), Code.AMOUNT_OUT_OF_RANGE)
    assert counter.journal.head() == head
    assert counter.till.checkout.view()[0] is None


def test_the_last_part_gives_change_on_what_is_open(counter: Shop) -> None:
    counter.till.checkout.take_cash(2_000)
    refused(lambda: counter.till.checkout.pay_cash(297), Code.CASH_TOO_LITTLE)
    done, _ = counter.till.checkout.pay_cash(500)
    assert done.change_minor == 500 - 298
    assert [t.amount_minor for t in done.sale.tenders] == [2_000, 298]


def test_nothing_is_finished_while_something_is_open(counter: Shop) -> None:
    refused(lambda: counter.till.checkout.finish(), Code.CHECKOUT_NOT_ALLOWED)
    counter.till.checkout.take_cash(500)
    refused(lambda: counter.till.checkout.finish(), Code.CHECKOUT_NOT_ALLOWED)


def test_a_tender_given_back_is_open_again_and_the_basket_free(counter: Shop) -> None:
    checkout = counter.till.checkout
    checkout.take_cash(500)
    checkout.ask_card(1_000)
    refused(lambda: checkout.take_back(1), Code.CARD_UNANSWERED)
    refused(lambda: checkout.drop_points(), Code.CARD_UNANSWERED)
    refused(lambda: checkout.take_cash(5), Code.CARD_UNANSWERED)
    refused(lambda: checkout.redeem(), Code.CARD_UNANSWERED)
    checkout.answer_card(paid=True)
    before = kinds(counter)
    checkout.take_back(1)
    assert kinds(counter) == before, "cash given back is no fact: the drawer is as it was"
    state, _ = checkout.take_back(2)
    assert state.untouched
    answers = [body for body in bodies(counter) if isinstance(body, CardAnswered)]
    assert [answer.result for answer in answers] == ["paid", "taken-back"]
    assert answers[0].attempt == answers[1].attempt
    refused(lambda: checkout.take_back(2), Code.CHECKOUT_NOT_ALLOWED)
    assert checkout.abandon()[0] is None
    counter.till.sale.scan(BAG.sku)


def test_without_a_checkout_there_is_nothing_to_give_back(counter: Shop) -> None:
    refused(lambda: counter.till.checkout.take_back(1), Code.CHECKOUT_NOT_ALLOWED)
    refused(lambda: counter.till.checkout.drop_points(), Code.CHECKOUT_NOT_ALLOWED)


def test_points_dropped_are_on_the_balance_as_if_nothing_had_been(counter: Shop) -> None:
    counter.till.checkout.redeem(600)
    state, _ = counter.till.checkout.drop_points()
    assert state.untouched
    done, _ = counter.till.checkout.pay_cash()
    assert done.sale.points is not None
    assert (done.sale.points.redeemed, done.sale.points.earned) == (0, 22)


def test_money_taken_survives_a_crash_and_stays_at_the_till(counter: Shop) -> None:
    counter.till.checkout.take_cash(500)
    shop = counter.restarted()
    state, _ = shop.till.checkout.recover()
    assert state is not None
    assert (state.phase, state.open_minor) == (Phase.OPEN, DUE - 500)
    shop.sign_in()
    refused(lambda: shop.till.sale.scan(BAG.sku), Code.TENDER_TAKEN)
    done, _ = shop.till.checkout.pay_cash()
    assert done.sale.total_minor == DUE


def test_a_card_asked_for_a_part_is_answered_after_a_crash(counter: Shop) -> None:
    counter.till.checkout.take_cash(500)
    counter.till.checkout.ask_card(1_000)
    shop = counter.restarted()
    state, _ = shop.till.checkout.recover()
    assert state is not None
    assert state.phase is Phase.CARD_UNKNOWN
    shop.sign_in()
    done, _ = shop.till.checkout.answer_card(paid=True)
    assert done is None
    state, _ = shop.till.checkout.view()
    assert state is not None
    assert [t.kind for t in state.tenders] == ["cash", "card"]
    assert state.open_minor == DUE - 1_500


def test_a_checkout_with_points_as_a_discount_alone_goes_back_to_the_basket_at_a_restart(counter: Shop) -> None:
    counter.replica.loyalty_rows = (LoyaltyRow("2020-01-01", replace(RULES, redeem_as=DISCOUNT)),)
    counter.till.checkout.redeem(600)
    shop = counter.restarted()
    assert shop.till.checkout.recover()[0] is None
    cart, _ = shop.till.sale.view()
    assert cart is not None
    assert (cart.total_minor, cart.cart.points) == (DUE, 0)


def test_points_may_pay_only_what_the_others_left(counter: Shop) -> None:
    counter.till.checkout.take_cash(DUE - 700)
    view, _ = counter.till.customers.view()
    assert view is not None
    assert (view.allowed.points, view.allowed.bound) == (700, "")
    counter.till.checkout.redeem(600)
    view, _ = counter.till.customers.view()
    assert view is not None
    assert view.allowed.points == 700, "those redeemed already may be redeemed otherwise"
    refused(lambda: counter.till.checkout.redeem(701), Code.POINTS_TOO_MANY)


def test_a_hold_is_kept_when_the_sale_could_not_be_written(counter: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    online(counter)
    counter.till.customers.granted("lena", HoldAnswer("h", 2_480, 300, 0), counter.clock.mono_ms())
    counter.till.checkout.redeem()

    def full(*_: object) -> None:
        raise Unavailable(Code.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(counter.journal, "append", full)
        with pytest.raises(Unavailable):
            counter.till.checkout.finish()
    assert counter.desk.people.hold("lena") is not None
    done, _ = counter.till.checkout.finish()
    assert done.sale.points is not None
    assert done.sale.points.hold == "h"
    assert counter.desk.people.hold("lena") is None


def test_a_sale_for_nothing_has_no_tender(counter: Shop) -> None:
    counter.replica.loyalty_rows = (LoyaltyRow("2020-01-01", replace(RULES, redeem_as=DISCOUNT)),)
    online(counter)
    counter.till.customers.granted("lena", HoldAnswer("h", 2_480, 300, 0), counter.clock.mono_ms())
    counter.till.checkout.redeem()
    refused(lambda: counter.till.checkout.ask_card(), Code.AMOUNT_OUT_OF_RANGE)
    done, _ = counter.till.checkout.finish()
    assert (done.sale.total_minor, done.sale.tenders) == (0, ())
    assert money_faults(done.sale) == ()


def test_a_void_gives_back_all_of_each_kind(counter: Shop) -> None:
    counter.till.checkout.take_cash(500)
    counter.till.checkout.ask_card(1_000)
    counter.till.checkout.answer_card(paid=True)
    counter.till.checkout.pay_cash()
    voided, _ = counter.till.voiding.void_last("Wrong article", "Aylin Yilmaz")
    assert (voided.cash_back_minor, voided.card_back_minor) == (DUE - 1_000, 1_000)
    row = counter.till.receipts.recent()[0][-1]
    assert row.tenders == ("cash", "card"), "each kind once"


# --- the paper --------------------------------------------------------------------------------------------------------


def words(shop: Shop, seq: int) -> dict[str, int]:
    slip, _ = shop.till.receipts.slip(seq)
    return {row.word: row.count for row in slip.rows if isinstance(row, Count | Points)}


def test_the_receipt_knows_the_balance_as_long_as_nothing_followed(counter: Shop) -> None:
    done, _ = counter.till.checkout.pay_cash()
    first = words(counter, done.seq)
    assert first == {"points-before": 2_480, "points-earned": 22, "points-balance-provisional": 2_502}
    counter.till.customers.attach("lena")
    counter.till.sale.scan(HEADPHONES.sku)
    later, _ = counter.till.checkout.pay_cash()
    assert words(counter, done.seq) == first, "the newest one asked for is the same at every call"
    assert words(counter, later.seq)["points-before"] == 2_502
    assert words(counter, done.seq) == {"points-earned": 22}, "nobody can say any more what it was then"
    assert words(counter.restarted(), later.seq)["points-before"] == 2_502


def test_a_live_balance_is_not_called_provisional(counter: Shop) -> None:
    online(counter)
    known(counter, LENA)
    done, _ = counter.till.checkout.pay_cash()
    assert "points-balance" in words(counter, done.seq)


def test_once_the_centre_has_the_sale_its_balance_is_no_longer_told(counter: Shop) -> None:
    done, _ = counter.till.checkout.pay_cash()
    known(counter, replace(LENA, points=9_999), applied=done.seq)
    assert words(counter, done.seq) == {"points-earned": 22}


def test_the_receipt_leads_to_its_page_if_there_is_one(counter: Shop) -> None:
    done, _ = counter.till.checkout.pay_cash()
    assert not any(isinstance(row, Qr) for row in counter.till.receipts.slip(done.seq)[0].rows)
    counter.replica.limits = replace(counter.replica.limits, receipts_at="https://r.example")
    codes = [row.text for row in counter.till.receipts.slip(done.seq)[0].rows if isinstance(row, Qr)]
    assert codes == [f"https://r.example/r/{done.sale.receipt}/{done.sale.link}"]


# --- whatever is pressed ----------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.sampled_from(
        [
            "scan", "abandon", "exact", "part", "ask", "ask-part", "paid", "unpaid", "points", "some", "raised", "drop",
            "back-1", "back-2", "back-3", "finish", "crash",
        ]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=80)
@given(steps=STEPS, discount=st.booleans())
def test_in_any_order_money_and_points_stay_whole(shop_of: object, steps: list[str], discount: bool) -> None:
    shop: Shop = shop_of()  # type: ignore[operator]
    filled(shop)
    rules = replace(RULES, redeem_as=DISCOUNT) if discount else RULES
    shop.replica.loyalty_rows = (LoyaltyRow("2020-01-01", rules),)
    for step in steps:
        try:
            shop = take(shop, step)
        except Refused:
            continue
        state = shop.desk.checkout
        assert state is None or 0 <= state.open_minor <= state.total_minor
    check(shop)
    shop.journal.close()


def take(shop: Shop, step: str) -> Shop:
    checkout = shop.till.checkout
    match step:
        case "crash":
            shop = shop.restarted()
            shop.till.checkout.recover()
            shop.sign_in()
        case "scan":
            if shop.desk.cart is None:
                shop.till.customers.attach("lena")
            shop.till.sale.scan(CABLE.sku)
        case "abandon":
            checkout.abandon()
        case "exact":
            checkout.pay_cash()
        case "part":
            checkout.take_cash(700)
        case "ask":
            checkout.ask_card()
        case "ask-part":
            checkout.ask_card(600)
        case "paid" | "unpaid":
            checkout.answer_card(paid=step == "paid")
        case "points":
            checkout.redeem()
        case "some":
            checkout.redeem(600)
        case "raised":
            checkout.redeem(1_200, approved_by="Aylin Yilmaz")
        case "drop":
            checkout.drop_points()
        case "finish":
            checkout.finish()
        case _:
            checkout.take_back(int(step[-1]))
    return shop


def check(shop: Shop) -> None:
    """Sales add up, every charged card is in a sale, was given back, or is still on the counter; points are theirs."""
    found = bodies(shop)
    sales = [body for body in found if isinstance(body, SaleCompleted)]
    assert all(money_faults(sale) == () for sale in sales)
    assert [sale.receipt_n for sale in sales] == list(range(1, len(sales) + 1))
    answers = [body for body in found if isinstance(body, CardAnswered)]
    charged = [a.attempt for a in answers if a.result == "paid"]
    returned = [a.attempt for a in answers if a.result == "taken-back"]
    in_sales = [t.attempt for sale in sales for t in sale.tenders if t.kind == "card"]
    state = shop.desk.checkout
    on_counter = [t.attempt for t in state.tenders if t.kind == "card"] if state is not None else []
    assert sorted(charged) == sorted(returned + in_sales + on_counter)
    view, _ = shop.till.customers.view("lena")
    assert view is not None
    did = sum(sale.points.earned - sale.points.redeemed for sale in sales if sale.points is not None)
    assert view.points.balance == LENA.points + did
    shift = shop.desk.shift
    assert shift is not None
    assert shift.total_minor == sum(sale.total_minor for sale in sales)
