import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.base.errors import Code, Refused, Unavailable
from pos.contract import decode_body, decode_entry
from pos.domain import events
from pos.domain.checkout import Phase
from pos.domain.events import SaleCompleted, money_faults
from pos.ports import NewFact
from tests.services.conftest import Shop, refused
from tests.services.shop import BAG, BATTERIES, CABLE, STORE


def kinds(shop: Shop) -> list[str]:
    return [decode_entry(s.line).kind for s in shop.journal.read(0, 1_000)]


def test_cash_with_change_is_one_durable_sale(shop: Shop) -> None:
    shop.open()
    for code in ("4057218118092", "2*4057218119006", BAG.sku):
        shop.till.sale.scan(code)
    shop.till.checkout.start()
    done, changes = shop.till.checkout.pay_cash(5_000)
    assert (done.sale.total_minor, done.change_minor) == (1_499 + 2 * 799 + 20, 5_000 - 3_117)
    assert changes.cart
    assert changes.receipts
    stored = shop.journal.entry(done.seq)
    assert stored is not None
    body = decode_body(decode_entry(stored.line))
    assert body == done.sale
    assert decode_entry(stored.line).id == done.sale.sale
    assert kinds(shop)[-2:] == [events.CHECKOUT_STARTED, events.SALE_COMPLETED]
    assert shop.till.sale.view()[0] is None
    assert shop.signer.calls == [("start", done.sale.sale), ("finish", done.sale.sale)]


def test_exact_cash_from_the_basket_is_one_commit(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    before = shop.journal.head().seq
    done, _ = shop.till.checkout.pay_cash()
    assert done.change_minor == 0
    assert done.seq == before + 2
    assert kinds(shop)[-2:] == [events.CHECKOUT_STARTED, events.SALE_COMPLETED]


def test_receipt_numbers_are_gapless_whatever_happens_between(shop: Shop) -> None:
    shop.open()
    numbers = []
    for n in range(3):
        shop.till.sale.scan(CABLE.sku)
        if n == 1:
            shop.till.sale.discard()
            shop.till.sale.scan(BAG.sku)
        numbers.append(shop.till.checkout.pay_cash()[0].sale.receipt_n)
    assert numbers == [1, 2, 3]


def test_too_little_or_absurd_cash_changes_nothing(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.start()
    head = shop.journal.head()
    refused(lambda: shop.till.checkout.pay_cash(1), Code.CASH_TOO_LITTLE)
    refused(lambda: shop.till.checkout.pay_cash(10**15), Code.AMOUNT_OUT_OF_RANGE)
    assert shop.journal.head() == head


def test_card_the_question_is_on_disk_before_anyone_is_asked(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    state, _ = shop.till.checkout.ask_card()
    assert state.phase is Phase.CARD_ASKED
    assert kinds(shop)[-2:] == [events.CHECKOUT_STARTED, events.CARD_ASKED]
    refused(lambda: shop.till.checkout.ask_card(), Code.CARD_UNANSWERED)
    refused(lambda: shop.till.checkout.pay_cash(), Code.CARD_UNANSWERED)
    refused(lambda: shop.till.checkout.abandon(), Code.CARD_UNANSWERED)
    refused(lambda: shop.till.sale.scan(BAG.sku), Code.CARD_UNANSWERED)
    done, _ = shop.till.checkout.answer_card(paid=True)
    assert done is not None
    assert done.sale.tenders[0].kind == "card"
    assert done.sale.tenders[0].attempt == state.attempt
    assert kinds(shop)[-2:] == [events.CARD_ANSWERED, events.SALE_COMPLETED]


def test_a_charged_card_becomes_a_sale_though_the_replica_is_gone(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    priced, _ = shop.till.sale.view()
    shop.till.checkout.ask_card()
    shop.replica.row = None
    monkeypatch.setattr(type(shop.replica), "rates", lambda _: ())
    assert shop.till.sale.view()[0] == priced
    done, _ = shop.till.checkout.answer_card(paid=True)
    assert done is not None
    assert done.sale.total_minor == 1_499
    assert done.sale.seller.name == STORE.retailer


def test_card_not_paid_opens_the_checkout_again(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.ask_card()
    done, _ = shop.till.checkout.answer_card(paid=False)
    assert done is None
    assert shop.till.checkout.view()[0].phase is Phase.OPEN  # type: ignore[union-attr]
    shop.till.checkout.ask_card()
    shop.till.checkout.answer_card(paid=True)
    assert kinds(shop).count(events.SALE_COMPLETED) == 1


@pytest.mark.parametrize("paid", [True, False])
def test_after_a_crash_the_slip_is_asked_before_a_second_charge(shop: Shop, paid: bool) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.ask_card()
    shop = shop.restarted()
    state, _ = shop.till.checkout.recover()
    assert state is not None
    assert state.phase is Phase.CARD_UNKNOWN
    refused(lambda: shop.till.checkout.ask_card(), Code.CARD_UNANSWERED)
    shop = shop.restarted()  # and again, before anyone answered
    assert shop.till.checkout.recover()[0].phase is Phase.CARD_UNKNOWN  # type: ignore[union-attr]
    if paid:
        refused(lambda: shop.till.checkout.answer_card(paid=True), Code.NOBODY_SIGNED_IN)
    shop.sign_in()
    done, _ = shop.till.checkout.answer_card(paid=paid)
    assert (done is not None) is paid
    answers = [decode_body(decode_entry(s.line)) for s in shop.journal.read(0, 100)]
    assert [a.after_restart for a in answers if isinstance(a, events.CardAnswered)] == [True]


def test_recovery_closes_an_open_checkout_and_keeps_the_cart(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.start()
    shop = shop.restarted()
    assert shop.till.checkout.recover()[0] is None
    assert shop.till.checkout.recover()[0] is None
    assert shop.till.sale.view()[0].total_minor == 1_499  # type: ignore[union-attr]
    assert kinds(shop)[-1] == events.CHECKOUT_ABANDONED


def test_doors_that_are_shut(shop: Shop) -> None:
    refused(lambda: shop.till.checkout.answer_card(paid=True), Code.CHECKOUT_NOT_ALLOWED)
    refused(lambda: shop.till.checkout.start(), Code.NOBODY_SIGNED_IN)
    shop.sign_in()
    refused(lambda: shop.till.checkout.start(), Code.SHIFT_NOT_OPEN)
    shop.till.cash.open_shift(0)
    refused(lambda: shop.till.checkout.start(), Code.CART_EMPTY)
    assert shop.till.checkout.abandon()[0] is None
    shop.till.sale.scan(CABLE.sku)
    first, _ = shop.till.checkout.start()
    assert shop.till.checkout.start()[0] == first, "a double click answers the same"
    refused(lambda: shop.till.checkout.answer_card(paid=True), Code.CHECKOUT_NOT_ALLOWED)
    shop.till.checkout.abandon()
    assert shop.till.sale.view()[0] is not None


def test_a_signature_stands_in_the_sale(shop: Shop) -> None:
    shop.open()
    shop.signer.legal = True
    shop.till.sale.scan(CABLE.sku)
    assert shop.till.checkout.pay_cash()[0].sale.signature == "signature"


def test_a_failed_commit_changes_nothing_and_can_be_repeated(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)

    def full(*_: object) -> None:
        raise Unavailable(Code.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(shop.journal, "append", full)
        with pytest.raises(Unavailable):
            shop.till.checkout.pay_cash()
        assert shop.till.sale.view()[0] is not None
    assert shop.till.checkout.pay_cash()[0].sale.receipt_n == 1


def test_a_full_disk_is_told_once_after_the_sale(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.open()
    shop.journal.reserve_released = True
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.pay_cash()
    assert kinds(shop).count(events.INCIDENT) == 1
    shop = shop.restarted()
    shop.sign_in()
    append = shop.journal.append

    def full(facts: list[NewFact], drafts: object = None) -> object:
        if isinstance(facts[0].body, events.Incident):
            raise Unavailable(Code.DISK_FULL)
        return append(facts, drafts)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.journal, "append", full)
    shop.till.sale.scan(CABLE.sku)
    assert shop.till.checkout.pay_cash()[0].sale.receipt_n == 2, "the sale stands, told or not"


STEPS = st.lists(
    st.sampled_from(["scan", "bag", "start", "abandon", "cash", "exact", "ask", "paid", "unpaid", "crash", "discard"]),
    max_size=25,
)


@settings(max_examples=60)
@given(steps=STEPS)
def test_whatever_is_pressed_money_stays_whole(shop_of: object, steps: list[str]) -> None:
    """Any order of keys and crashes: every sale adds up, one receipt number each, asked money is answered once."""
    shop: Shop = shop_of()  # type: ignore[operator]
    shop.open()
    for step in steps:
        checkout, sale = shop.till.checkout, shop.till.sale
        actions = {
            "scan": lambda sale=sale: sale.scan(CABLE.sku),
            "bag": lambda sale=sale: sale.scan(BATTERIES.sku),
            "start": checkout.start,
            "abandon": checkout.abandon,
            "cash": lambda checkout=checkout: checkout.pay_cash(10_000),
            "exact": checkout.pay_cash,
            "ask": checkout.ask_card,
            "paid": lambda checkout=checkout: checkout.answer_card(paid=True),
            "unpaid": lambda checkout=checkout: checkout.answer_card(paid=False),
            "discard": sale.discard,
        }
        if step == "crash":
            shop = shop.restarted()
            shop.till.checkout.recover()
            shop.sign_in()
            continue
        try:
            actions[step]()
        except Refused:
            continue
    bodies = [decode_body(decode_entry(s.line)) for s in shop.journal.read(0, 10_000)]
    sales = [b for b in bodies if isinstance(b, SaleCompleted)]
    assert all(money_faults(s) == () for s in sales)
    assert [s.receipt_n for s in sales] == list(range(1, len(sales) + 1))
    asked = [b.attempt for b in bodies if isinstance(b, events.CardAsked)]
    answered = [b.attempt for b in bodies if isinstance(b, events.CardAnswered)]
    assert asked[: len(answered)] == answered
    assert len(asked) - len(answered) <= 1
    paid_by_card = [s.tenders[0].attempt for s in sales if s.tenders[0].kind == "card"]
    assert paid_by_card == [b.attempt for b in bodies if isinstance(b, events.CardAnswered) and b.result == "paid"]
    shift = shop.desk.shift
    assert shift is not None
    assert shift.total_minor == sum(s.total_minor for s in sales)
    shop.journal.close()
