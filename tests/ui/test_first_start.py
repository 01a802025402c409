"""A till that is nobody yet: the demo, a code typed or scanned, and what each failure says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pos.base.errors import Code, Refused, TresenError, Unavailable
from pos.ui.program import FirstStart
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.notices import NoticeBar
from tests.ui.conftest import Counter

Key = Qt.Key


class Centre:
    """What bootstrap would do, remembered; ``trouble`` is raised instead."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.demos = 0
        self.trouble: TresenError | None = None

    def try_demo(self) -> None:
        self.demos += 1
        self._answer()

    def enrol(self, address: str, code: str) -> None:
        self.asked.append((address, code))
        self._answer()

    def _answer(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def nobody(counter: Counter, centre: Centre) -> Counter:
    counter.first_start = FirstStart(centre.try_demo, centre.enrol)
    return counter.open("first_start")


def fields(counter: Counter) -> tuple[TextField, TextField]:
    address, code = counter.shell.front.findChildren(TextField)
    return address, code


def said(counter: Counter) -> str:
    return " | ".join(bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible())


def hero(counter: Counter) -> HeroButton:
    return next(b for b in counter.shell.front.findChildren(HeroButton))


def fill(counter: Counter) -> None:
    address, code = fields(counter)
    address.setText("centre.example")
    code.setText("K7QX-91AB")


def test_the_demo_is_one_key(nobody: Counter, centre: Centre) -> None:
    nobody.press(Key.Key_F5)
    nobody.until(lambda: nobody.shell.showing("signin"))
    assert centre.demos == 1


def test_without_address_and_code_nothing_is_asked(nobody: Counter, centre: Centre) -> None:
    assert not hero(nobody).isEnabled()
    nobody.press(Key.Key_F12)
    nobody.press(Key.Key_Return, "\r")
    assert centre.asked == []


def test_typed_address_and_code_join_the_store(nobody: Counter, centre: Centre) -> None:
    nobody.type("centre.example")
    fields(nobody)[1].setFocus()
    nobody.type("K7QX")
    nobody.press(Key.Key_Return, "\r")
    nobody.until(lambda: nobody.shell.showing("signin"))
    assert centre.asked == [("https://centre.example", "K7QX")]


def test_a_scanned_code_is_filled_in_and_waits_for_a_person(nobody: Counter, centre: Centre) -> None:
    fields(nobody)[0].setText("http://127.0.0.1:8000/")
    nobody.scan("K7QX-91AB-22")
    assert fields(nobody)[1].text() == "K7QX-91AB-22"
    assert centre.asked == []
    nobody.press(Key.Key_F12)
    nobody.until(lambda: nobody.shell.showing("signin"))
    assert centre.asked == [("http://127.0.0.1:8000", "K7QX-91AB-22")]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Unavailable(Code.CENTRE_UNREACHABLE, url="x", reason="y"), "Check the address"),
        (Unavailable(Code.CENTRE_SLOW), "Try again in a moment"),
        (Refused(Code.ENROLMENT_CODE_WRONG), "ask for a new one"),
        (Refused(Code.ENROLMENT_CODE_USED), "Each code enrols one till"),
        (Refused(Code.CENTRE_REFUSED), "Ask for a new code"),
        (Refused(Code.CLOCK_WRONG), "Set date and time"),
        (Refused(Code.JOURNAL_FROM_NEWER_VERSION), "Install that version"),
    ],
    ids=lambda value: value.code.value if isinstance(value, TresenError) else "",
)
def test_each_failure_says_its_way_out_and_can_be_repeated(
    nobody: Counter, centre: Centre, trouble: TresenError, words: str
) -> None:
    fill(nobody)
    centre.trouble = trouble
    nobody.press(Key.Key_F12)
    nobody.until(lambda: words in said(nobody))
    assert nobody.shell.showing("first_start")
    centre.trouble = None
    nobody.press(Key.Key_F12)
    nobody.until(lambda: nobody.shell.showing("signin"))
    assert len(centre.asked) == 2


def test_two_quick_presses_ask_once(nobody: Counter, centre: Centre) -> None:
    fill(nobody)
    for _ in range(3):
        nobody.strike(Key.Key_F12)
    nobody.until(lambda: nobody.shell.showing("signin"))
    assert len(centre.asked) == 1
