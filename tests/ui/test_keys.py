"""One router: a scan fills no field, confirms nothing and presses nothing, on every screen and in every field."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pos.ui.program import FirstStart
from pos.ui.shell import SCREENS
from tests.services.shop import BATTERIES, CABLE
from tests.ui.articles import stocked
from tests.ui.conftest import Counter
from tests.ui.customers import LENA, open_shop
from tests.ui.orders import PAID, PICK, collecting

Key = Qt.Key
STRANGER = "4012345678901"
CODES = (CABLE.gtin, STRANGER, "40123455")


def at_sign_in(counter: Counter) -> None:
    counter.shop.open()
    counter.open()


def at_first_start(counter: Counter) -> None:
    counter.first_start = FirstStart(lambda: None, lambda url, code: None)
    counter.open("first_start")


def selling(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.scan(BATTERIES.gtin)
    counter.scan(BATTERIES.gtin)


def paying_cash(counter: Counter) -> None:
    selling(counter)
    counter.shell.go("pay", tender="cash")
    counter.settle()


def asked_card(counter: Counter) -> None:
    selling(counter)
    counter.press(Key.Key_F11)


def done(counter: Counter) -> None:
    selling(counter)
    counter.press(Key.Key_F10)


def at_customer(counter: Counter) -> None:
    open_shop(counter)
    counter.shell.go("customers", customer=LENA)
    counter.settle()


def enrolling(counter: Counter) -> None:
    open_shop(counter)
    counter.press(Key.Key_F2)
    counter.type("brandt")
    counter.press(Key.Key_F2)


def at_article(counter: Counter) -> None:
    stocked(counter)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()


def at_address(counter: Counter) -> None:
    at_article(counter)
    counter.press(Key.Key_F6)


def at_order(counter: Counter) -> None:
    collecting(counter)
    counter.shell.go("collect", order=f"W-{PAID}")
    counter.settle()


def at_shelf(counter: Counter) -> None:
    """All is picked; where does it stand?"""
    collecting(counter)
    counter.shell.go("collect", order=f"W-{PICK}")
    counter.settle()
    counter.press(Key.Key_Return, "\r")
    counter.press(Key.Key_F12)


def in_journal(counter: Counter) -> None:
    done(counter)
    counter.shell.go("journal")
    counter.settle()


def closing(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.shell.go("cash")
    counter.settle()


def no_shift(counter: Counter) -> None:
    counter.open()
    counter.sign_in()
    counter.shell.go("cash")
    counter.settle()


PLACES: dict[str, tuple[str, Callable[[Counter], None]]] = {
    "first start": ("first_start", at_first_start),
    "sign-in": ("signin", at_sign_in),
    "sell": ("sell", selling),
    "pay by cash": ("pay", paying_cash),
    "card asked": ("pay", asked_card),
    "done": ("done", done),
    "a customer": ("customers", at_customer),
    "a new customer": ("sell", enrolling),
    "an article": ("articles", at_article),
    "an address": ("articles", at_address),
    "an order at the counter": ("collect", at_order),
    "an order that is put away": ("collect", at_shelf),
    "journal": ("journal", in_journal),
    "close the shift": ("cash", closing),
    "open the shift": ("cash", no_shift),
}


def test_every_screen_is_a_place_of_this_test() -> None:
    assert {screen for screen, _ in PLACES.values()} == set(SCREENS)


def books(counter: Counter) -> tuple[int, int, bool]:
    """Sales and voids so far, the highest entry number, whether a shift is open."""
    shift = counter.shop.till.cash.shift()[0]
    return (shift.sales, shift.voids, True) if shift else (0, 0, False)


def lines(counter: Counter) -> int:
    cart = counter.shop.till.sale.view()[0]
    return len(cart.lines) if cart else 0


def takers(counter: Counter) -> list[QWidget]:
    """Everything on the screen that can have the keyboard."""
    front = counter.shell.front
    return [
        widget
        for widget in front.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
    ]


@pytest.mark.parametrize("place", PLACES)
def test_a_scan_in_every_field_sells_nothing_and_loses_nothing(counter: Counter, place: str) -> None:
    name, arrive = PLACES[place]
    arrive(counter)
    assert counter.shell.showing(name)
    before, had = books(counter), lines(counter)
    count = len(takers(counter))
    assert count
    for turn in range(count):
        for code in CODES:
            if not counter.shell.showing(name):
                counter.shell.go(name, **({"tender": "cash"} if place == "pay by cash" else {}))
                counter.settle()
            fields = takers(counter)
            taker = fields[min(turn, len(fields) - 1)]
            taker.setFocus()
            text = taker.text() if isinstance(taker, QLineEdit) else None
            counter.scan(code)
            assert books(counter) == before, (place, taker, code)
            assert lines(counter) >= had, (place, taker, code)
            if isinstance(taker, QLineEdit) and taker.isVisible() and name == "cash":
                assert taker.text() == text, "a scan fills no amount"


@pytest.mark.parametrize("place", PLACES)
def test_a_code_typed_by_hand_and_enter_sells_nothing_and_loses_nothing(counter: Counter, place: str) -> None:
    """A scanner too slow to be told from a person."""
    _, arrive = PLACES[place]
    arrive(counter)
    before, had = books(counter), lines(counter)
    counter.type(STRANGER)
    counter.press(Key.Key_Return, "\r")
    assert books(counter) == before
    assert lines(counter) >= had


def test_what_is_typed_goes_to_the_search_field_wherever_the_focus_was(counter: Counter) -> None:
    counter.ready_to_sell()
    for taker in takers(counter):
        taker.setFocus()
        counter.type("x")
        search = counter.shell.front.search
        assert search is not None
        assert search.text() == "x"
        assert search.edit.hasFocus() or counter.shell.focusWidget() is search.edit
        counter.press(Key.Key_Escape)
    assert counter.shell.front.search.text() == ""  # type: ignore[union-attr]


def test_a_focused_button_is_pressed_by_a_person_but_not_by_a_scan(counter: Counter) -> None:
    selling(counter)
    plus = next(w for w in takers(counter) if w.objectName() == f"quick-{'900-0002'}")
    plus.setFocus()
    counter.scan(CABLE.gtin)
    assert lines(counter) == 2
    plus.setFocus()
    counter.qtbot.wait(counter.shell.typing_gap_ms())
    counter.press(Key.Key_Return, "\r")
    assert lines(counter) == 3


def test_text_can_be_copied_and_a_held_key_repeats(counter: Counter) -> None:
    counter.ready_to_sell()
    for _ in range(6):
        counter.strike(Key.Key_A, "a", repeat=True)
    counter.settle()
    assert counter.shell.front.search.text() == "aaaaaa"  # type: ignore[union-attr]
    counter.press(Key.Key_A, "\x01", Qt.KeyboardModifier.ControlModifier)
    assert counter.shell.front.search.edit.selectedText() == "aaaaaa"  # type: ignore[union-attr]


def test_no_screen_is_missing() -> None:
    assert all(find_spec(f"pos.ui.screens.{name}") for name in SCREENS)
