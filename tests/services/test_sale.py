import pytest

from pos.base.errors import Code
from pos.contract import decode_body, decode_entry
from pos.domain.events import CartDiscarded, CheckoutAbandoned
from tests.services.conftest import Shop, refused
from tests.services.shop import BAG, BATTERIES, CABLE


def test_a_scan_is_on_disk_before_it_is_shown(shop: Shop) -> None:
    shop.open()
    added, changes = shop.till.sale.scan("4057218118092")
    assert changes.cart
    assert added.cart.total_minor == 1_499
    shop = shop.restarted()
    assert shop.till.sale.view()[0] == added.cart


def test_the_quantity_can_be_typed_in_front(shop: Shop) -> None:
    shop.open()
    added, _ = shop.till.sale.scan("3*119-0031")
    assert added.cart.lines[0].line.quantity == 3
    added, _ = shop.till.sale.scan("119-0031")
    assert added.cart.lines[0].line.quantity == 4
    assert added.line == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9999999999994", Code.CODE_UNKNOWN),
        ("4057218118093", Code.CODE_CHECK_DIGIT),
        ("405721811", Code.CODE_INCOMPLETE),
        ("", Code.CODE_UNKNOWN),
        ("0*118-0912", Code.QUANTITY_OUT_OF_RANGE),
    ],
)
def test_a_bad_scan_changes_nothing_and_says_why(shop: Shop, text: str, code: Code) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    before = shop.till.sale.view()
    refused(lambda: shop.till.sale.scan(text), code)
    assert shop.till.sale.view() == before


def test_nobody_sells_without_sign_in_and_shift(shop: Shop) -> None:
    refused(lambda: shop.till.sale.scan(CABLE.sku), Code.NOBODY_SIGNED_IN)
    shop.sign_in()
    refused(lambda: shop.till.sale.scan(CABLE.sku), Code.SHIFT_NOT_OPEN)


def test_an_empty_replica_says_so(shop: Shop) -> None:
    shop.open()
    shop.replica.row = None
    refused(lambda: shop.till.sale.add(CABLE), Code.REPLICA_EMPTY)


def test_changing_a_line(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    assert shop.till.sale.set_quantity(1, 5)[0].pieces == 5
    assert shop.till.sale.step_quantity(1, -1)[0].pieces == 4
    shop.till.sale.set_quantity(1, 1)
    refused(lambda: shop.till.sale.step_quantity(1, -1), Code.QUANTITY_OUT_OF_RANGE)
    refused(lambda: shop.till.sale.remove(7), Code.LINE_UNKNOWN)


def test_a_removed_line_can_be_brought_back(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.sale.scan(BAG.sku)
    removed, _ = shop.till.sale.remove(1)
    assert removed.cart is not None
    assert [p.line.sku for p in removed.cart.lines] == [BAG.sku]
    restored, _ = shop.till.sale.restore(removed.before)
    assert restored.total_minor == 1_519


def test_an_undo_keeps_what_was_scanned_and_changed_since(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.sale.scan(BATTERIES.sku)
    removed, _ = shop.till.sale.remove(1)
    shop.till.sale.set_quantity(2, 3)
    shop.till.sale.scan(BAG.sku)
    restored, _ = shop.till.sale.restore(removed.before)
    quantities = {line.line.sku: line.line.quantity for line in restored.lines}
    assert quantities == {CABLE.sku: 1, BATTERIES.sku: 3, BAG.sku: 1}
    assert shop.restarted().till.sale.view()[0] == restored


def test_the_last_line_taken_out_discards_the_cart_and_undo_begins_a_new_sale(shop: Shop) -> None:
    shop.open()
    sale_id = shop.till.sale.scan(CABLE.sku)[0].cart.cart.sale_id
    removed, changes = shop.till.sale.remove(1)
    assert removed.cart is None
    assert changes.shift
    body = decode_body(decode_entry(shop.journal.read(0, 100)[-1].line))
    assert isinstance(body, CartDiscarded)
    assert body.total_minor == 1_499
    restored, _ = shop.till.sale.restore(removed.before)
    assert restored.cart.sale_id != sale_id
    assert shop.signer.calls == [("start", sale_id), ("abort", sale_id), ("start", restored.cart.sale_id)]


def test_an_undo_never_overwrites_another_customers_cart(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    removed, _ = shop.till.sale.remove(1)
    shop.till.sale.scan(BATTERIES.sku)
    refused(lambda: shop.till.sale.restore(removed.before), Code.LINE_UNKNOWN)
    assert shop.till.sale.view()[0].total_minor == 799  # type: ignore[union-attr]


def test_discarding_nothing_is_refused(shop: Shop) -> None:
    shop.open()
    refused(shop.till.sale.discard, Code.CART_EMPTY)


def test_a_scan_on_the_pay_screen_goes_back_to_the_basket(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.start()
    added, changes = shop.till.sale.scan(BAG.sku)
    assert changes.checkout
    assert added.cart.total_minor == 1_519
    assert shop.till.checkout.view()[0] is None
    bodies = [decode_body(decode_entry(s.line)) for s in shop.journal.read(0, 100)]
    assert [b.reason for b in bodies if isinstance(b, CheckoutAbandoned)] == ["cart-changed"]


def test_a_replayed_cart_says_where_it_comes_from(shop: Shop) -> None:
    shop.open()
    refused(lambda: shop.till.sale.note_source("536365", "17850"), Code.CART_EMPTY)
    shop.till.sale.scan(CABLE.sku)
    shop.till.sale.note_source("536365", "17850")
    sale = shop.till.checkout.pay_cash()[0].sale
    assert (sale.source_invoice, sale.customer_note) == ("536365", "17850")
    assert shop.journal.source_known("536365")


def test_a_replica_that_vanished_is_named_and_no_rate_is_blamed(shop: Shop) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.replica.vanished = True
    refused(lambda: shop.till.sale.step_quantity(1, 1), Code.REPLICA_EMPTY)
    shop.replica.vanished = False
    assert shop.till.sale.step_quantity(1, 1)[0].pieces == 2
