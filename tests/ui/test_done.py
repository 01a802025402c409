"""After the payment: the change, the paper, and the next customer by one scan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pos.domain.slip import Barcode
from pos.ui import i18n
from pos.ui.screens.sell import Sell
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.cash import CoinRow
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.tiles import TenderTile
from tests.services.shop import BATTERIES, CABLE
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
