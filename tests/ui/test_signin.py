"""Sign-in: a name, four digits; what wrong ones do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.ui.program import DemoFacts
from pos.ui.widgets.labels import Label
from pos.ui.widgets.pads import PadKey
from tests.ui.conftest import Counter


def words(counter: Counter) -> str:
    return " | ".join(label.text() for label in counter.shell.front.findChildren(Label) if label.isVisible())


def test_four_digits_sign_in_without_a_confirmation(counter: Counter) -> None:
    counter.open()
    assert "Hello Mara" in words(counter)
    counter.type("111")
    assert counter.shell.showing("signin")
    counter.type("1")
    assert counter.shell.showing("sell")


def test_arrows_choose_another_name(counter: Counter) -> None:
    counter.open()
    counter.press(Qt.Key.Key_Right)
    assert "Hello Aylin" in words(counter)
    counter.type("2222")
    assert counter.shop.till.signon.current()[0].number == "3"  # type: ignore[union-attr]


def test_the_pad_types_too(counter: Counter) -> None:
    counter.open()
    one = next(key for key in counter.shell.findChildren(PadKey) if key.value == "1")
    for _ in range(4):
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    counter.settle()
    assert counter.shell.showing("sell")


def test_escape_clears_the_digits(counter: Counter) -> None:
    counter.open()
    counter.type("99")
    counter.press(Qt.Key.Key_Escape)
    counter.type("1111")
    assert counter.shell.showing("sell")


def test_a_wrong_pin_says_how_many_tries_are_left(counter: Counter) -> None:
    counter.open()
    counter.type("9999")
    assert "Wrong PIN – 4" in words(counter)
    assert counter.shell.showing("signin")


def test_five_wrong_pins_lock_and_a_shift_lead_unlocks(counter: Counter) -> None:
    counter.open()
    counter.type("9999" * 5)
    assert "Locked" in words(counter)
    counter.type("2222")
    assert "Unlocked" in words(counter)
    counter.type("1111")
    assert counter.shell.showing("sell")


def test_a_scan_types_no_pin(counter: Counter) -> None:
    counter.open()
    counter.scan("11111111")
    assert counter.shell.showing("signin")
    counter.scan("1111")
    assert counter.shell.showing("signin")


def test_a_demo_shows_its_pins_and_whose_data_it_is(counter: Counter) -> None:
    counter.demo = DemoFacts(("Articles: somebody, CC BY 4.0",), "http://127.0.0.1:1/", counter.cuts.append)
    counter.open()
    assert "CC BY 4.0" in words(counter)


def test_the_open_shift_is_named(counter: Counter) -> None:
    counter.shop.open()
    counter.shop.till.signon.lock()
    counter.open()
    assert "Shift of Mara Krüger" in words(counter)


def test_before_the_first_sync_it_says_what_it_waits_for(counter: Counter) -> None:
    counter.shop.replica.row = None
    counter.shop.replica.people = ()
    counter.open()
    assert "first contact" in words(counter)
    counter.type("1111")
    assert counter.shell.showing("signin")
