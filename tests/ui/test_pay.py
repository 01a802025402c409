"""Taking money through the keys: one payment whatever is pressed, and nothing while a card question is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from pos.base.errors import Code, Unavailable
from pos.contract import decode_entry
from pos.domain.checkout import Phase
from pos.ui import i18n
from pos.ui.screens.done import Done
from pos.ui.screens.pay import Pay
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.cash import NoteTile
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.pads import AmountField
from pos.ui.widgets.tiles import TenderTile
from tests.services.shop import BAG, BATTERIES, CABLE
from tests.ui.conftest import Counter

Key = Qt.Key
DUE = 4_616


@pytest.fixture
def paying(counter: Counter) -> Counter:
    """46,16 in the basket, the pay screen in front, no tender yet."""
    counter.ready_to_sell()
    fill(counter)
    counter.press(Key.Key_F12)
    assert counter.shell.showing("pay")
    return counter


def fill(counter: Counter) -> None:
    for article, pieces in ((CABLE, 2), (BATTERIES, 2), (BAG, 1)):
        counter.shell.runner.money(lambda till, a=article, n=pieces: till.sale.add(a, n))
    counter.settle()


def kinds(counter: Counter) -> list[str]:
    return [decode_entry(stored.line).kind for stored in counter.shop.journal.entries]


def sales(counter: Counter) -> int:
    return kinds(counter).count("sale.completed")


def hero(counter: Counter) -> HeroButton:
    return next(b for b in counter.shell.front.findChildren(HeroButton) if b.isVisible())


def field(counter: Counter) -> str:
    return next(f for f in counter.shell.front.findChildren(AmountField) if f.isVisible()).text()


def amounts(counter: Counter) -> list[str]:
    return [a.text() for a in counter.shell.front.findChildren(AmountLabel) if a.isVisible()]


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def touch(counter: Counter, kind: type[QAbstractButton], words: str) -> None:
    button = next(b for b in counter.shell.front.findChildren(kind) if b.isVisible() and words in b.accessibleName())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()


def ask_card(counter: Counter) -> None:
    counter.press(Key.Key_F11)
    checkout, _ = counter.shop.till.checkout.view()
    assert checkout is not None
    assert checkout.phase is Phase.CARD_ASKED


# --- cash -----------------------------------------------------------------------------------------------------------


def test_without_a_tender_nothing_can_be_completed(paying: Counter) -> None:
    assert not hero(paying).isEnabled()
    paying.press(Key.Key_F12)
    paying.press(Key.Key_Return, "\r")
    assert sales(paying) == 0


def test_cash_begins_with_exactly_the_sum(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    assert field(paying) == i18n.money(DUE, "EUR")
    paying.press(Key.Key_F12)
    assert sales(paying) == 1
    assert paying.shell.showing("done")


def test_digits_are_cents_from_the_right_and_the_change_is_shown(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("5000")
    assert field(paying) == i18n.money(5_000, "EUR")
    assert i18n.money(384, "EUR") in amounts(paying)
    paying.press(Key.Key_Return, "\r")
    assert isinstance(paying.shell.front, Done)
    assert i18n.money(384, "EUR") in amounts(paying)


def test_less_than_the_sum_is_a_part_and_says_so_before_it_is_taken(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("4000")
    assert i18n.money(4_000, "EUR") in hero(paying).label()
    assert i18n.money(DUE - 4_000, "EUR") in hero(paying).accessibleDescription()
    before = kinds(paying)
    paying.press(Key.Key_Return, "\r")
    assert kinds(paying) == before, "Enter is too near to the digits for that"
    paying.press(Key.Key_Backspace)
    assert field(paying) == i18n.money(400, "EUR")
    for _ in "400":
        paying.press(Key.Key_Backspace)
    assert not hero(paying).isEnabled()
    paying.press(Key.Key_F12)
    assert sales(paying) == 0


def test_an_absurd_amount_is_not_taken(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("99999999999999")
    assert "not possible" in hero(paying).accessibleDescription()
    paying.press(Key.Key_F12)
    assert sales(paying) == 0


def test_a_note_is_given_by_one_touch(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    touch(paying, NoteTile, i18n.money(10_000, "EUR"))
    assert field(paying) == i18n.money(10_000, "EUR")
    touch(paying, NoteTile, i18n.money(10_000, "EUR"))
    chosen = [tile.label() for tile in paying.shell.front.findChildren(NoteTile) if tile.isChecked()]
    assert chosen == [i18n.money(10_000, "EUR")]


def test_two_quick_presses_are_one_sale(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    for _ in range(3):
        paying.strike(Key.Key_F12)
    QTest.mouseDClick(hero(paying), Qt.MouseButton.LeftButton)
    paying.settle()
    assert sales(paying) == 1


def test_back_keeps_the_basket(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.press(Key.Key_Escape)
    assert paying.shell.showing("sell")
    cart, _ = paying.shop.till.sale.view()
    assert cart is not None
    assert cart.total_minor == DUE


def test_a_full_disk_books_nothing_and_the_step_can_be_repeated(
    paying: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable(Code.DISK_FULL)

    with monkeypatch.context() as broken:
        broken.setattr(paying.shop.journal, "append", full)
        paying.press(Key.Key_F10)
        paying.press(Key.Key_F12)
    assert any("disk is full" in bar for bar in bars(paying))
    assert sales(paying) == 0
    paying.press(Key.Key_F12)
    assert sales(paying) == 1


# --- scans ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tender", [None, Key.Key_F10])
def test_a_scan_goes_back_to_the_basket_and_is_added(paying: Counter, tender: Key | None) -> None:
    if tender is not None:
        paying.press(tender)
    paying.scan(CABLE.gtin)
    assert paying.shell.showing("sell")
    cart, _ = paying.shop.till.sale.view()
    assert cart is not None
    assert cart.pieces == 6
    assert sales(paying) == 0


def test_a_scan_while_a_card_is_asked_changes_nothing(paying: Counter) -> None:
    ask_card(paying)
    before = kinds(paying)
    paying.scan(CABLE.gtin)
    assert paying.shell.showing("pay")
    assert kinds(paying) == before
    search = paying.shell.front.search
    assert isinstance(search, SearchField)
    assert search.edit.accessibleDescription()
    assert search.text() == ""


# --- card -----------------------------------------------------------------------------------------------------------


def test_the_card_question_is_on_disk_before_it_is_shown(paying: Counter) -> None:
    ask_card(paying)
    assert kinds(paying)[-2:] == ["checkout.started", "card.asked"]
    assert i18n.money(DUE, "EUR") in amounts(paying)
    assert hero(paying).isEnabled()


def test_paid_is_one_sale_however_often_it_is_pressed(paying: Counter) -> None:
    ask_card(paying)
    paying.press(Key.Key_F12)
    for _ in range(3):
        paying.strike(Key.Key_F12)
    paying.settle()
    assert sales(paying) == 1
    assert kinds(paying).count("card.answered") == 1
    assert paying.shell.showing("done")


def test_not_paid_charges_nothing_and_every_way_is_open_again(paying: Counter) -> None:
    ask_card(paying)
    paying.press(Key.Key_F8)
    assert sales(paying) == 0
    assert any("Not paid" in bar for bar in bars(paying))
    paying.press(Key.Key_F12)
    assert sales(paying) == 0
    paying.press(Key.Key_F10)
    paying.press(Key.Key_F12)
    assert sales(paying) == 1


def test_a_second_question_after_a_no(paying: Counter) -> None:
    ask_card(paying)
    paying.press(Key.Key_F8)
    ask_card(paying)
    paying.press(Key.Key_F12)
    assert kinds(paying).count("card.asked") == 2
    assert sales(paying) == 1


@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F11, Key.Key_Escape])
def test_while_a_card_is_asked_only_the_answer_is_possible(paying: Counter, key: Key) -> None:
    ask_card(paying)
    before = kinds(paying)
    paying.press(key)
    assert paying.shell.showing("pay")
    assert kinds(paying) == before
    if key != Key.Key_F11:
        assert any("still open" in bar for bar in bars(paying))


def test_a_bar_that_was_taken_away_is_not_missed(paying: Counter) -> None:
    ask_card(paying)
    paying.press(Key.Key_Escape)
    bar = next(bar for bar in paying.shell.findChildren(NoticeBar) if bar.isVisible())
    bar.acted.emit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    paying.press(Key.Key_F12)
    assert sales(paying) == 1


def test_touching_the_other_tender_does_not_look_as_if_it_were_taken(paying: Counter) -> None:
    ask_card(paying)
    touch(paying, TenderTile, "Cash")
    chosen = [tile.label() for tile in paying.shell.front.findChildren(TenderTile) if tile.isChecked()]
    assert chosen == ["Card"]


@pytest.mark.parametrize(("key", "sold"), [(Key.Key_F12, 1), (Key.Key_F8, 0)])
def test_after_a_crash_a_person_is_asked_what_the_slip_says(counter: Counter, key: Key, sold: int) -> None:
    counter.shop.open()
    for article in (CABLE, BATTERIES):
        counter.shop.till.sale.add(article)
    counter.shop.till.checkout.ask_card()
    counter.shop = counter.shop.restarted()
    counter.open()
    counter.type("1111")
    counter.until(lambda: counter.shell.settled() and counter.shell.showing("pay"))
    assert any("Was this paid?" in bar for bar in bars(counter))
    counter.press(Key.Key_F11)
    counter.press(Key.Key_F10)
    assert kinds(counter).count("card.asked") == 1
    counter.press(key)
    assert sales(counter) == sold


def test_the_screen_is_the_checkout_again_in_another_language(paying: Counter) -> None:
    ask_card(paying)
    paying.shell.switch("language", "nl")
    paying.settle()
    assert isinstance(paying.shell.front, Pay)
    assert hero(paying).isEnabled()
    paying.press(Key.Key_F12)
    assert sales(paying) == 1


def test_a_key_held_down_pays_and_leaves_the_change_on_the_screen(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("20000")
    paying.press(Key.Key_F12)
    assert paying.shell.showing("done")
    for _ in range(3):
        paying.strike(Key.Key_F12, repeat=True)
        paying.settle()
    assert paying.shell.showing("done")
    paying.press(Key.Key_F12)
    assert paying.shell.showing("sell")
