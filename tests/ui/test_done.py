"""After the payment: the change, the paper, and the next customer by one scan."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from pos.contract import decode_body, decode_entry
from pos.domain.customer import Identifier, lookup
from pos.domain.events import SaleAttributed
from pos.domain.slip import Barcode
from pos.ui import i18n
from pos.ui.screens.sell import Sell
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.cash import CoinRow
from pos.ui.widgets.labels import Label
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.qr import QrCode
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.tiles import TenderTile
from tests.services.shop import BATTERIES, CABLE
from tests.services.test_customers import LENA, known
from tests.ui.conftest import Counter

Key = Qt.Key


@pytest.fixture
def selling(counter: Counter) -> Counter:
    counter.ready_to_sell()
    counter.shell.runner.money(lambda till: till.sale.add(CABLE, 2))
    counter.settle()
    return counter


def pay(counter: Counter, given: str = "") -> None:
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F10)
    counter.type(given)
    counter.press(Key.Key_F12)
    assert counter.shell.showing("done")
    counter.settle()


def amount(counter: Counter) -> str:
    return next(a for a in counter.shell.front.findChildren(AmountLabel) if a.isVisible()).text()


def printing(counter: Counter) -> TenderTile:
    return next(tile for tile in counter.shell.front.findChildren(TenderTile) if tile.isVisible())


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def test_the_change_and_the_pieces_it_is_made_of(selling: Counter) -> None:
    pay(selling, "5000")
    assert amount(selling) == i18n.money(2_002, "EUR")
    coins = selling.shell.front.findChild(CoinRow)
    assert coins is not None
    assert coins.accessibleName() == "1 × 20, 1 × 2"


def test_without_change_it_says_what_was_paid(selling: Counter) -> None:
    selling.press(Key.Key_F11)
    selling.press(Key.Key_F12)
    assert selling.shell.showing("done")
    assert amount(selling) == i18n.money(2_998, "EUR")


def test_the_receipt_is_printed_once_on_arrival_and_marked(selling: Counter) -> None:
    pay(selling)
    selling.until(lambda: printing(selling).label() == "Printed")
    assert len(selling.printed) == 1
    slip, name = selling.printed[0]
    assert Barcode(name) in slip.rows
    assert selling.shop.till.receipts.unprinted()[0] == []


def test_the_preview_is_the_document_that_was_printed(selling: Counter) -> None:
    pay(selling)
    selling.until(lambda: bool(selling.printed))
    view = selling.shell.front.findChild(SlipView)
    assert view is not None
    assert view.slip() == selling.printed[0][0]
    assert view.widget().height() > 300


def test_a_printer_fault_leaves_the_sale_and_can_be_repeated(selling: Counter) -> None:
    selling.paper = False
    pay(selling)
    selling.until(lambda: bool(bars(selling)))
    assert printing(selling).label() == "Print the receipt"
    assert selling.shop.till.receipts.recent()[0][0].total_minor == 2_998
    selling.paper = True
    selling.press(Key.Key_F5)
    selling.until(lambda: printing(selling).label() == "Printed")
    assert len(selling.printed) == 1


def test_the_next_scan_starts_the_next_sale(selling: Counter) -> None:
    pay(selling)
    selling.scan(BATTERIES.gtin)
    assert selling.shell.showing("sell")
    cart, _ = selling.shop.till.sale.view()
    assert cart is not None
    assert [line.line.sku for line in cart.lines] == [BATTERIES.sku]


@pytest.mark.parametrize("key", [Key.Key_F12, Key.Key_Escape])
def test_the_next_customer(selling: Counter, key: Key) -> None:
    pay(selling)
    selling.press(key)
    assert selling.shell.showing("sell")


def test_enter_leaves_the_change_on_the_screen(selling: Counter) -> None:
    pay(selling, "5000")
    selling.press(Key.Key_Return, "\r")
    assert selling.shell.showing("done")


def test_void_opens_its_form(selling: Counter) -> None:
    pay(selling)
    selling.press(Key.Key_F8)
    sell = selling.shell.front
    assert isinstance(sell, Sell)
    selling.until(lambda: sell.top.tool() is not None)


# --- the customer, afterwards -----------------------------------------------------------------------------------------


def with_lena(counter: Counter) -> Counter:
    """Lena Hoffmann is known by her card; receipts can be read on the telephone."""
    row = replace(LENA, keys=(lookup("key", Identifier("card", "22008817")),))
    known(counter.shop, row, replace(LENA, id="jan", given="Jan"))
    counter.shop.replica.limits = replace(counter.shop.replica.limits, receipts_at="https://r.example")
    return counter


def enter(counter: Counter) -> None:
    """A person's Enter: right after a scan it would be the scanner's, unless another key came between."""
    counter.press(Key.Key_Down)
    counter.press(Key.Key_Return, "\r")


def attributed(counter: Counter) -> list[str]:
    entries = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body.customer for body in entries if isinstance(body, SaleAttributed)]


def member(counter: Counter) -> str | None:
    cart = counter.shop.desk.cart
    return cart.member.customer if cart is not None and cart.member is not None else None


def test_a_card_scanned_now_asks_whether_the_sale_was_theirs(selling: Counter) -> None:
    pay(with_lena(selling))
    selling.scan("22008817")
    assert selling.shell.showing("done")
    assert any("Lena Hoffmann" in bar for bar in bars(selling))
    assert attributed(selling) == [], "not before somebody has confirmed it"
    enter(selling)
    assert attributed(selling) == ["lena"]
    assert any("+29" in bar for bar in bars(selling))
    enter(selling)
    assert attributed(selling) == ["lena"]
    selling.scan("22008817")
    assert selling.shell.showing("sell"), "the next customer's card begins the next sale"


def test_it_can_be_declined_and_an_article_begins_the_next_sale(selling: Counter) -> None:
    pay(with_lena(selling))
    selling.scan("22008817")
    selling.press(Key.Key_Escape)
    assert selling.shell.showing("done")
    enter(selling)
    assert attributed(selling) == []
    selling.scan(BATTERIES.gtin)
    assert selling.shell.showing("sell")
    assert attributed(selling) == []
    assert member(selling) is None, "declined is not the next customer either"


@pytest.mark.parametrize("then", ["an article", "F12"])
def test_a_card_that_nobody_confirmed_is_the_next_customer_s(selling: Counter, then: str) -> None:
    pay(with_lena(selling))
    selling.shop.clock.now += 60_000
    selling.scan("22008817")
    if then == "F12":
        selling.press(Key.Key_F12)
    else:
        selling.scan(BATTERIES.gtin)
    assert selling.shell.showing("sell")
    selling.until(lambda: member(selling) == "lena")
    selling.settle()
    assert attributed(selling) == []


def test_found_by_name_as_well(selling: Counter) -> None:
    pay(with_lena(selling))
    selling.press(Key.Key_F2)
    selling.type("Lena Hoffmann")
    enter(selling)
    enter(selling)
    assert attributed(selling) == ["lena"]


def test_several_or_nobody_are_told_and_nothing_is_booked(selling: Counter) -> None:
    pay(with_lena(selling))
    for text, said in (("Hoffmann", "fit"), ("22001111", "known")):
        selling.press(Key.Key_F2)
        selling.type(text)
        enter(selling)
        assert bars(selling), said
        enter(selling)
    assert attributed(selling) == []


def test_after_half_an_hour_a_card_is_the_next_customer_s(selling: Counter) -> None:
    pay(with_lena(selling))
    selling.shop.clock.now += 1_800_001
    selling.scan("22008817")
    enter(selling)
    assert attributed(selling) == []
    assert selling.shell.showing("sell")


def test_a_sale_with_customer_says_what_it_earned(selling: Counter) -> None:
    with_lena(selling)
    selling.shell.runner.money(lambda till: till.customers.attach("lena"))
    selling.settle()
    pay(selling)
    words = [label.text() for label in selling.shell.front.findChildren(Label) if label.isVisible()]
    assert any("+29" in said and "2,509" in said and "provisional" in said for said in words)
    selling.scan("22008817")
    assert selling.shell.showing("sell"), "it belongs to somebody already"


def test_the_receipt_can_be_taken_along_on_the_telephone(selling: Counter) -> None:
    pay(with_lena(selling))
    code = selling.shell.front.findChild(QrCode)
    assert code is not None
    assert code.isVisible()
    assert code.text().startswith("https://r.example/r/S0042-T03-")


def test_without_a_page_for_receipts_there_is_no_code(selling: Counter) -> None:
    pay(selling)
    code = selling.shell.front.findChild(QrCode)
    assert code is not None
    assert not code.isVisible()
