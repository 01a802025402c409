"""The sell screen driven by keys, scans and touches, over real services."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from pos.domain.pricing import PricedCart
from pos.services.link import LinkReport
from pos.ui.screens.sell import Sell
from pos.ui.widgets.notices import NoticeBar
from tests.services.shop import BAG, BATTERIES, CABLE, HEADPHONES
from tests.ui.conftest import Counter

Key = Qt.Key


@pytest.fixture
def selling(counter: Counter) -> Counter:
    return counter.ready_to_sell()


def screen(counter: Counter) -> Sell:
    front = counter.shell.front
    assert isinstance(front, Sell)
    return front


def cart(counter: Counter) -> PricedCart | None:
    return counter.shop.till.sale.view()[0]


def quantities(counter: Counter) -> dict[str, int]:
    priced = cart(counter)
    return {} if priced is None else {line.line.sku: line.line.quantity for line in priced.lines}


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def touch(counter: Counter, name: str) -> None:
    button = next(b for b in counter.shell.findChildren(QAbstractButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()


def test_a_scan_becomes_a_line_and_the_amount(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    assert quantities(selling) == {CABLE.sku: 1}
    view = screen(selling).top
    assert view.page() == "basket"
    chosen = view.basket.chosen()
    assert chosen is not None
    assert chosen.line.sku == CABLE.sku
    assert view.search.text() == ""


def test_the_same_article_again_moves_up_and_counts(selling: Counter) -> None:
    for code in (CABLE.gtin, BATTERIES.gtin, CABLE.gtin):
        selling.scan(code)
    model = screen(selling).top.basket.model()
    assert [model.data(model.index(row, 0)).split(",")[0] for row in range(model.rowCount())] == [
        f"2 × {CABLE.name.split(',')[0]}",
        f"1 × {BATTERIES.name}",
    ]
    assert screen(selling).top.basket.currentIndex().row() == 0


def test_a_quantity_typed_before_the_scan(selling: Counter) -> None:
    selling.type("3*")
    selling.scan(CABLE.gtin)
    assert quantities(selling) == {CABLE.sku: 3}


def test_typing_finds_and_enter_takes_the_highlighted(selling: Counter) -> None:
    selling.type("bat")
    assert screen(selling).top.finds.isVisible()
    selling.press(Key.Key_Return, "\r")
    assert quantities(selling) == {BATTERIES.sku: 1}
    assert not screen(selling).top.finds.isVisible()
    assert screen(selling).top.search.text() == ""


def test_arrows_move_in_the_list_and_a_quantity_in_front_counts(selling: Counter) -> None:
    selling.type("2*us")
    selling.press(Key.Key_Down)
    finds = screen(selling).top.finds
    article = finds.highlighted()
    assert article is not None
    selling.press(Key.Key_Return, "\r")
    assert quantities(selling) == {article.sku: 2}


def test_a_code_typed_by_hand_is_taken_with_enter(selling: Counter) -> None:
    selling.type("900-0002")
    selling.press(Key.Key_Return, "\r")
    assert quantities(selling) == {BAG.sku: 1}


@pytest.mark.parametrize(
    ("code", "said"),
    [("4012345678901", "not in the range"), ("4057218118093", "misread"), ("405721811", "part of a code")],
)
def test_an_unknown_code_is_told_and_changes_nothing(selling: Counter, code: str, said: str) -> None:
    selling.scan(CABLE.gtin)
    selling.scan(code)
    assert quantities(selling) == {CABLE.sku: 1}
    assert any(said in bar for bar in bars(selling))
    assert screen(selling).top.search.edit.accessibleDescription() == "unknown"
    selling.scan(CABLE.gtin)
    assert bars(selling) == []
    assert screen(selling).top.search.edit.accessibleDescription() == ""


def test_plus_minus_and_delete_act_on_the_chosen_line(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.scan(BATTERIES.gtin)
    selling.press(Key.Key_Down)
    selling.type("++")
    assert quantities(selling) == {CABLE.sku: 3, BATTERIES.sku: 1}
    selling.type("-")
    assert quantities(selling)[CABLE.sku] == 2
    selling.press(Key.Key_Delete)
    assert quantities(selling) == {BATTERIES.sku: 1}


def test_minus_never_removes_the_last_piece(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.type("-")
    assert quantities(selling) == {CABLE.sku: 1}


def test_a_removed_line_comes_back(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.scan(BATTERIES.gtin)
    selling.press(Key.Key_Delete)
    screen(selling).top.toast.undone.emit()
    selling.settle()
    assert quantities(selling) == {CABLE.sku: 1, BATTERIES.sku: 1}


def test_the_buttons_of_the_chosen_line(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    basket = screen(selling).top.basket
    row = basket.visualRect(basket.currentIndex())

    def tap(x: int) -> None:
        QTest.mouseClick(basket.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, row.top() + 56 + 24))
        selling.settle()

    tap(16 + 48 + 44 + 24)
    assert quantities(selling) == {CABLE.sku: 2}
    tap(16 + 24)
    assert quantities(selling) == {CABLE.sku: 1}
    tap(row.right() - 16 - 24)
    assert cart(selling) is None


def test_f3_sets_a_quantity_in_the_tool_area(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.press(Key.Key_F3)
    selling.type("12")
    selling.press(Key.Key_Return, "\r")
    assert quantities(selling) == {CABLE.sku: 12}
    assert screen(selling).top.tool() is None


def test_a_scan_ends_the_tool_area_without_applying_it(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.press(Key.Key_F3)
    selling.type("12")
    selling.scan(BATTERIES.gtin)
    assert quantities(selling) == {CABLE.sku: 1, BATTERIES.sku: 1}
    assert screen(selling).top.tool() is None


def test_escape_never_loses_a_basket(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.press(Key.Key_F3)
    selling.press(Key.Key_Escape)
    selling.type("bat")
    for _ in range(5):
        selling.press(Key.Key_Escape)
    assert quantities(selling) == {CABLE.sku: 1}
    assert selling.shell.showing("sell")
    assert screen(selling).top.search.text() == ""


def test_discarding_asks_and_can_be_undone(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.press(Key.Key_F5)
    assert quantities(selling) == {CABLE.sku: 1}
    selling.press(Key.Key_Return, "\r")
    assert cart(selling) is None
    assert screen(selling).top.page() == "empty"
    screen(selling).top.toast.undone.emit()
    selling.settle()
    assert quantities(selling) == {CABLE.sku: 1}


def test_an_answer_behind_the_pay_screen_leaves_no_paid_basket_for_the_next_customer(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.scan(BATTERIES.gtin)
    selling.press(Key.Key_Delete)
    sell = screen(selling)
    assert sell.top.toast.isVisible()
    sell.top.basket.pressed_button.emit("plus")  # no time to answer before the next key
    selling.strike(Key.Key_F12)
    selling.settle()
    assert selling.shell.showing("pay")
    selling.press(Key.Key_F10)
    selling.type("5000")
    selling.press(Key.Key_F12)
    assert selling.shell.showing("done")
    selling.press(Key.Key_F12)
    assert screen(selling).top.page() == "empty"
    assert not sell.top.toast.isVisible()  # an undo of the last customer's removal would sell it to the next


def test_a_quick_key_sells(selling: Counter) -> None:
    touch(selling, f"quick-{BAG.sku}")
    assert quantities(selling) == {BAG.sku: 1}


def test_the_last_sale_is_voided_with_a_reason_below_the_limit(selling: Counter) -> None:
    selling.scan(BATTERIES.gtin)
    selling.shop.till.checkout.pay_cash()
    selling.shell.go("sell")
    selling.settle()
    selling.press(Key.Key_F8)
    selling.type("2")
    selling.press(Key.Key_Return, "\r")
    assert any("void" in bar and "7.99" in bar for bar in bars(selling))
    assert selling.shop.till.cash.shift()[0].voids == 1  # type: ignore[union-attr]
    assert len(selling.printed) == 1


def test_above_the_limit_a_void_needs_a_second_pin(selling: Counter) -> None:
    selling.scan(HEADPHONES.gtin)
    selling.shop.till.checkout.pay_cash()
    selling.shell.go("sell")
    selling.settle()
    selling.press(Key.Key_F8)
    selling.press(Key.Key_Return, "\r")
    selling.type("1111")
    shift = selling.shop.till.cash.shift()[0]
    assert shift is not None
    assert shift.voids == 0
    selling.type("2222")
    shift = selling.shop.till.cash.shift()[0]
    assert shift is not None
    assert shift.voids == 1


def test_nothing_to_void_says_so(selling: Counter) -> None:
    selling.press(Key.Key_F8)
    assert any("Nothing to void" in bar for bar in bars(selling))


def test_without_a_shift_the_way_to_the_till_is_shown(counter: Counter) -> None:
    counter.open()
    counter.sign_in()
    assert screen(counter).top.page() == "closed"
    counter.scan(CABLE.gtin)
    assert any("No shift is open" in bar for bar in bars(counter))
    assert cart(counter) is None


def test_offline_says_what_still_works(selling: Counter) -> None:
    now = selling.shop.clock.now
    report = LinkReport(online=False, offline_since_ms=now - 60_000, as_of_ms=now - 90_000)
    selling.shell.runner.money(lambda till: till.link.report(report))
    selling.settle()
    assert any("Selling goes on" in bar for bar in bars(selling))
    back = LinkReport(online=True, last_sync_ms=now)
    selling.shell.runner.money(lambda till: till.link.report(back))
    selling.settle()
    assert not any("Selling goes on" in bar for bar in bars(selling))


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_every_key_stands_inside_the_window(selling: Counter, size: tuple[int, int]) -> None:
    selling.scan(CABLE.gtin)
    selling.shell.resize(*size)
    selling.settle()
    selling.press(Key.Key_F3)
    for button in selling.shell.findChildren(QAbstractButton):
        if button.isVisible():
            corner = button.mapTo(selling.shell, button.rect().bottomRight())
            assert selling.shell.rect().contains(corner), button.objectName() or button.text()
    assert (selling.shell.width(), selling.shell.height()) == size
