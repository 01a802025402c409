import pytest
from msgspec.structs import replace

from pos.base.errors import Code
from pos.contract import PolicyRow, decode_body, decode_entry
from pos.domain.events import Override, SaleVoided, ShiftClosed
from pos.domain.slip import Banner
from pos.services.signon import SignOn
from tests.services.conftest import Shop, refused
from tests.services.shop import BAG, CABLE, HEADPHONES


def test_signing_in_and_leaving(shop: Shop) -> None:
    assert len(shop.till.signon.operators()[0]) == 3
    operator, changes = shop.till.signon.sign_in("7", "1111")
    assert changes.operator
    assert shop.till.signon.current()[0] == operator
    shop.till.signon.lock()
    assert shop.till.signon.current()[0] is None


def test_five_wrong_pins_lock_and_a_restart_gives_no_new_tries(shop: Shop) -> None:
    refused(lambda: shop.till.signon.sign_in("99", "1111"), Code.OPERATOR_UNKNOWN)
    for tries_left in (4, 3, 2, 1):
        signon = shop.till.signon
        reason = refused(lambda signon=signon: signon.sign_in("7", "0000"), Code.PIN_WRONG)
        assert reason.facts["tries_left"] == tries_left
        shop = shop.restarted()
    refused(lambda: shop.till.signon.sign_in("7", "0000"), Code.PIN_LOCKED)
    refused(lambda: shop.till.signon.sign_in("7", "1111"), Code.PIN_LOCKED)
    shop.till.signon.sign_in("3", "2222")
    shop.till.signon.unlock("7", "3333")
    assert shop.till.signon.sign_in("7", "1111")[0].name == "Mara Krüger"


def test_a_right_pin_forgives_the_wrong_ones_before(shop: Shop) -> None:
    for _ in range(3):
        refused(lambda: shop.till.signon.sign_in("7", "0000"), Code.PIN_WRONG)
        shop.till.signon.sign_in("7", "1111")


def test_a_second_pair_of_eyes_must_be_a_lead(shop: Shop) -> None:
    refused(lambda: shop.till.signon.approve("7", "1111"), Code.APPROVAL_NEEDED)
    assert shop.till.signon.approve("3", "2222")[0].role == "shift_lead"
    assert shop.till.signon.approve_by_pin("3333")[0].role == "manager"


def test_guessing_a_leads_pin_locks_it_too(shop: Shop) -> None:
    for tries_left in (4, 3, 2, 1, 0):
        reason = refused(lambda: shop.till.signon.approve_by_pin("9999"), Code.PIN_WRONG)
        assert reason.facts["tries_left"] == tries_left
    refused(lambda: shop.till.signon.approve_by_pin("2222"), Code.PIN_LOCKED)


def test_a_till_whose_every_lead_is_locked_is_freed_by_a_new_pin_from_the_centre(shop: Shop) -> None:
    for code in (*[Code.PIN_WRONG] * 4, Code.PIN_LOCKED):
        refused(lambda: shop.till.signon.sign_in("7", "0000"), code)
        refused(lambda: shop.till.signon.unlock("7", "9999"), Code.PIN_WRONG)
    refused(lambda: shop.till.signon.unlock("7", "2222"), Code.PIN_LOCKED)
    shop.replica.people = tuple(replace(o, pin="hash:4444") if o.number == "3" else o for o in shop.replica.people)
    shop.till.signon.unlock("7", "4444")
    assert shop.till.signon.sign_in("7", "1111")[0].name == "Mara Krüger"


def test_a_guess_counts_even_if_the_power_goes_while_it_is_looked_at(shop: Shop) -> None:
    class Pulled(Exception):
        pass

    class PlugPulled:
        def matches(self, hashed: str, pin: str) -> bool:
            raise Pulled

    for _ in range(5):
        with pytest.raises(Pulled):
            SignOn(shop.desk, PlugPulled()).approve_by_pin("9999")
    refused(lambda: shop.till.signon.approve_by_pin("2222"), Code.PIN_LOCKED)


def test_a_shift_from_float_to_z(shop: Shop) -> None:
    shop.sign_in()
    assert shop.till.cash.usual_float()[0] == 30_000
    refused(lambda: shop.till.cash.open_shift(-1), Code.AMOUNT_OUT_OF_RANGE)
    refused(lambda: shop.till.cash.open_shift(40_123_456), Code.AMOUNT_OUT_OF_RANGE)
    shift, _ = shop.till.cash.open_shift(30_000)
    refused(lambda: shop.till.cash.open_shift(1), Code.SHIFT_ALREADY_OPEN)
    assert shop.till.cash.shift()[0] == shift
    shop.till.sale.scan(CABLE.sku)
    refused(lambda: shop.till.cash.close_shift(0), Code.SHIFT_HAS_CART)
    shop.till.checkout.pay_cash(2_000)
    assert shop.till.cash.difference(31_500)[0] == 1
    closed, _ = shop.till.cash.close_shift(31_500)
    assert (closed.report.number, closed.report.sales, closed.report.difference_minor) == (1, 1, 1)
    assert closed.report.unsent == shop.journal.head().seq - 1
    assert shop.till.cash.shift()[0] is None
    refused(lambda: shop.till.cash.close_shift(0), Code.SHIFT_NOT_OPEN)
    slip, _ = shop.till.receipts.slip(closed.seq)
    assert Banner("z-report") in slip.rows
    assert shop.till.cash.open_shift(0)[0].number == 2


def test_a_large_difference_needs_a_second_person_who_is_named(shop: Shop) -> None:
    shop.open()
    refused(lambda: shop.till.cash.close_shift(29_500), Code.APPROVAL_NEEDED)
    closed, _ = shop.till.cash.close_shift(29_500, approved_by="Aylin Yilmaz")
    bodies = [decode_body(decode_entry(s.line)) for s in shop.journal.read(0, 100)]
    assert bodies[-2] == Override("shift-difference", "Aylin Yilmaz", -500, "EUR")
    assert bodies[-1] == ShiftClosed(closed.report)


def test_the_business_day_is_the_stores_not_utc(shop: Shop) -> None:
    shop.clock.now = 1_795_303_800_000  # 2026-11-21T23:30Z, half past midnight in Berlin
    shop.open()
    assert shop.till.cash.shift()[0].day == "2026-11-22"  # type: ignore[union-attr]


def test_live_mode_waits_for_a_signer_where_the_law_asks(live_shop: Shop) -> None:
    live_shop.sign_in()
    refused(lambda: live_shop.till.cash.open_shift(0), Code.LIVE_MODE_NEEDS_SIGNER)
    assert live_shop.replica.row is not None
    live_shop.replica.row = replace(live_shop.replica.row, country="NL")
    live_shop.till.cash.open_shift(0)
    live_shop.till.sale.scan(CABLE.sku)
    assert live_shop.till.checkout.pay_cash()[0].sale.demo is False


def test_voiding_the_last_sale(shop: Shop) -> None:
    shop.open()
    refused(lambda: shop.till.voiding.void_last("wrong article"), Code.VOID_NOTHING)
    shop.till.sale.scan(CABLE.sku)
    refused(lambda: shop.till.voiding.last_sale(), Code.SHIFT_HAS_CART)
    sale = shop.till.checkout.pay_cash(2_000)[0].sale
    refused(lambda: shop.till.voiding.void_last("  "), Code.VOID_REASON_MISSING)
    voided, changes = shop.till.voiding.void_last("wrong article")
    assert changes.receipts
    assert (voided.cash_back_minor, voided.card_back_minor) == (1_499, 0)
    assert voided.void.voids_receipt == sale.receipt
    assert voided.void.sale.receipt_n == 2
    refused(lambda: shop.till.voiding.void_last("again"), Code.VOID_TWICE)
    closed, _ = shop.till.cash.close_shift(30_000)
    assert (closed.report.sales, closed.report.voids, closed.report.total_minor) == (1, 1, 0)


def test_a_void_above_the_limit_needs_a_second_person(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(HEADPHONES.sku)
    shop.till.checkout.ask_card()
    shop.till.checkout.answer_card(paid=True)
    assert shop.till.voiding.needs_approval()[0]
    refused(lambda: shop.till.voiding.void_last("broken"), Code.APPROVAL_NEEDED)
    voided, _ = shop.till.voiding.void_last("broken", approved_by="Paul Weber")
    assert voided.card_back_minor == 44_900
    body = decode_body(decode_entry(shop.journal.entry(voided.seq).line))  # type: ignore[union-attr]
    assert isinstance(body, SaleVoided)
    assert body.approved_by == "Paul Weber"


def test_a_sale_of_another_shift_cannot_be_voided(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(BAG.sku)
    shop.till.checkout.pay_cash()
    shop.till.cash.close_shift(30_020)
    refused(lambda: shop.till.voiding.last_sale(), Code.SHIFT_NOT_OPEN)
    shop.till.cash.open_shift(0)
    refused(lambda: shop.till.voiding.last_sale(), Code.VOID_OTHER_SHIFT)


@pytest.mark.parametrize("limit", [0, 100_000])
def test_limits_are_the_stores(shop: Shop, limit: int) -> None:
    shop.replica.limits = PolicyRow(void_limit_minor=limit)
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.pay_cash()
    assert shop.till.voiding.needs_approval()[0] is (limit == 0)
