"""The shift through its keys: float, blind count, comparison, second person, Z report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.contract import decode_entry
from pos.domain.slip import Banner
from pos.services.changes import Changes
from pos.ui import i18n
from pos.ui.screens.cash import Cash
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.count import CountForm, CountRow
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Label, SummaryRow
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.pads import AmountField, PadKey, PinDots
from tests.services.shop import CABLE
from tests.ui.conftest import Counter

Key = Qt.Key


def go_to_cash(counter: Counter) -> None:
    counter.go("cash")
    assert counter.shell.showing("cash")
    counter.settle()


@pytest.fixture
def closed(counter: Counter) -> Counter:
    """Signed in, no shift."""
    counter.open()
    counter.sign_in()
    go_to_cash(counter)
    return counter


@pytest.fixture
def trading(counter: Counter) -> Counter:
    """300,00 float and two cables sold for cash: 329,98 in the drawer."""
    counter.shop.open()
    counter.shop.till.sale.add(CABLE, 2)
    counter.shop.till.checkout.pay_cash()
    counter.open()
    counter.sign_in()
    go_to_cash(counter)
    return counter


def kinds(counter: Counter) -> list[str]:
    return [decode_entry(stored.line).kind for stored in counter.shop.journal.entries]


def hero(counter: Counter) -> HeroButton:
    return next(b for b in counter.shell.front.findChildren(HeroButton) if b.isVisible())


def words(counter: Counter) -> str:
    """Everything the screen says now."""
    front = counter.shell.front
    said = [label.text() for label in front.findChildren(Label) if label.isVisible()]
    said += [row.accessibleName() for row in front.findChildren(SummaryRow) if row.isVisible()]
    said += [amount.text() for amount in front.findChildren(AmountLabel) if amount.isVisible()]
    said += [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]
    return " | ".join(said)


def count(counter: Counter, pieces: dict[int, int]) -> None:
    """Count by keys alone: digits, Enter to the next kind."""
    for minor in (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1):
        counter.type(str(pieces.get(minor, 0)))
        counter.press(Key.Key_Return, "\r")


# --- opening --------------------------------------------------------------------------------------------------------


def test_the_usual_float_is_one_key(closed: Counter) -> None:
    assert "No shift is open" in words(closed)
    closed.press(Key.Key_F12)
    shift, _ = closed.shop.till.cash.shift()
    assert shift is not None
    assert shift.float_minor == 30_000
    assert closed.shell.showing("sell")


def test_another_float_is_typed_over_it(closed: Counter) -> None:
    closed.type("25050")
    field = next(f for f in closed.shell.front.findChildren(AmountField) if f.isVisible())
    assert field.text() == i18n.money(25_050, "EUR")
    closed.press(Key.Key_Backspace)
    closed.type("5")
    closed.press(Key.Key_Return, "\r")
    shift, _ = closed.shop.till.cash.shift()
    assert shift is not None
    assert shift.float_minor == 25_055


def test_pressing_twice_opens_one_shift(closed: Counter) -> None:
    for _ in range(3):
        closed.strike(Key.Key_F12)
    closed.settle()
    assert kinds(closed).count("shift.opened") == 1


# --- counting -------------------------------------------------------------------------------------------------------


def test_nothing_tells_what_the_drawer_must_hold_before_it_is_counted(trading: Counter) -> None:
    expected = i18n.money(32_998, "EUR"), i18n.money(2_998, "EUR"), i18n.figure(32_998, "EUR")
    assert "Shift 1 is open" in words(trading)
    assert not any(figure in words(trading) for figure in expected)
    trading.press(Key.Key_F12)
    assert not any(figure in words(trading) for figure in expected)
    assert trading.shell.front.findChild(CountForm) is not None


def test_an_exact_count_closes_the_shift_and_prints_its_report(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    count(trading, {20_000: 1, 10_000: 1, 2_000: 1, 500: 1, 200: 2, 50: 1, 20: 2, 5: 1, 2: 1, 1: 1})
    form = trading.shell.front.findChild(CountForm)
    assert form is not None
    assert form.total == 32_998
    trading.press(Key.Key_F12)
    assert i18n.money(32_998, "EUR") in words(trading)
    trading.press(Key.Key_F12)
    assert "Shift 1 is closed" in words(trading)
    assert kinds(trading)[-1] == "shift.closed"
    trading.until(lambda: bool(trading.printed))
    assert Banner("z-report") in trading.printed[0][0].rows
    trading.press(Key.Key_F5)
    trading.until(lambda: len(trading.printed) == 2)
    trading.press(Key.Key_F12)
    trading.until(lambda: "No shift is open" in words(trading))


def test_keys_of_the_count(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    form = trading.shell.front.findChild(CountForm)
    assert form is not None
    trading.type("12")
    trading.press(Key.Key_Return, "\r")
    trading.press(Key.Key_Up)
    assert form.total == 12 * 20_000
    trading.type("3")  # the first digit replaces what stands there
    assert form.total == 3 * 20_000
    trading.press(Key.Key_Backspace)
    assert form.total == 0
    trading.press(Key.Key_Up)  # stays at the top
    trading.type("999999")
    assert form.total == 99_999 * 20_000


def test_counting_by_touch(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    front = trading.shell.front
    row = next(r for r in front.findChildren(CountRow) if r.minor == 50)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    for value in ("4", "2"):
        key = next(k for k in front.findChildren(PadKey) if k.isVisible() and k.value == value)
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    form = front.findChild(CountForm)
    assert form is not None
    assert form.total == 42 * 50


def test_escape_goes_back_step_by_step(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    trading.press(Key.Key_F12)
    assert "Cash in the drawer" in words(trading)
    trading.press(Key.Key_Escape)
    assert "Counted" in words(trading)
    trading.press(Key.Key_Escape)
    assert "Shift 1 is open" in words(trading)
    trading.press(Key.Key_Escape)
    assert trading.shell.showing("sell")


def test_a_scan_is_no_count(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    trading.scan("4057218118092")
    form = trading.shell.front.findChild(CountForm)
    assert form is not None
    assert form.total == 0
    assert trading.shell.showing("cash")


# --- a difference ---------------------------------------------------------------------------------------------------


def test_a_difference_needs_a_second_person(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    count(trading, {20_000: 1, 10_000: 1})
    trading.press(Key.Key_F12)
    assert i18n.money(-2_998, "EUR") in words(trading)
    trading.press(Key.Key_F12)
    assert "Approval by a shift lead" in words(trading)
    assert "shift.closed" not in kinds(trading)
    assert not hero(trading).isEnabled()
    trading.type("9999")
    assert "shift.closed" not in kinds(trading)
    assert "Tries left" in words(trading)
    trading.type("2222")
    trading.until(lambda: "Shift 1 is closed" in words(trading))
    assert kinds(trading)[-2:] == ["override", "shift.closed"]


def test_counting_again_begins_from_nothing(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    count(trading, {20_000: 1})
    trading.press(Key.Key_F12)
    trading.press(Key.Key_F12)
    trading.press(Key.Key_F8)
    form = trading.shell.front.findChild(CountForm)
    assert form is not None
    assert form.total == 0
    assert not any(dots.isVisible() for dots in trading.shell.front.findChildren(PinDots))


def test_a_basket_on_the_counter_holds_the_close_up(trading: Counter) -> None:
    trading.shop.till.sale.add(CABLE)
    trading.press(Key.Key_F12)
    count(trading, {20_000: 1, 10_000: 1, 2_000: 1, 500: 1, 200: 2, 50: 1, 20: 2, 5: 1, 2: 1, 1: 1})
    trading.press(Key.Key_F12)
    trading.press(Key.Key_F12)
    trading.until(lambda: "basket on the counter" in words(trading))
    assert "shift.closed" not in kinds(trading)


def test_sales_that_wait_do_not_hold_it_up_but_are_named(trading: Counter) -> None:
    trading.shell.runner.money(lambda till: (None, Changes(sync=True)))
    trading.settle()
    trading.press(Key.Key_F12)
    trading.until(lambda: "closing is possible" in words(trading))


def test_the_count_at_every_width(trading: Counter) -> None:
    trading.press(Key.Key_F12)
    assert isinstance(trading.shell.front, Cash)
    for width, height in ((1024, 768), (1920, 1080), (1366, 768)):
        trading.shell.resize(width, height)
        trading.settle()
        trading.type("1")
        assert not trading.shell.grab().isNull()
    form = trading.shell.front.findChild(CountForm)
    assert form is not None
    assert form.pad.isVisible()
