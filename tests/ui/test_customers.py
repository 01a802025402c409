"""The customer's own screen: found, read, opened, changed, and taken into the sale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from pos.contract import decode_body, decode_entry
from pos.contract.people import ContactRow, CustomerRow, LedgerRow, OpenMatter
from pos.domain.customer import CALLS, NEWSLETTER
from pos.domain.events import CustomerChanged, CustomerOpened
from pos.ui import customer_words
from pos.ui.screens.customers import Customers
from pos.ui.widgets.notices import NoticeBar
from tests.services.shop import BATTERIES, CABLE
from tests.ui.conftest import Counter
from tests.ui.customers import JAN, JAN_CARD, LENA, LENA_CARD, FakeCentre, open_shop, report

Key = Qt.Key


@pytest.fixture
def shown(counter: Counter) -> Counter:
    """Lena, at a till that reaches the centre."""
    counter.centre = FakeCentre()
    open_shop(counter)
    counter.shell.go("customers", customer=LENA)
    counter.settle()
    return counter


def screen(counter: Counter) -> Customers:
    front = counter.shell.front
    assert isinstance(front, Customers)
    return front


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def button(counter: Counter, name: str) -> QAbstractButton:
    return next(b for b in counter.shell.findChildren(QAbstractButton, name) if b.isVisible())


def touch(counter: Counter, name: str) -> None:
    QTest.mouseClick(button(counter, name), Qt.MouseButton.LeftButton)
    counter.settle()


def bodies(counter: Counter, kind: type) -> list[object]:
    made = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body for body in made if isinstance(body, kind)]


def in_the_cart(counter: Counter) -> tuple[str | None, dict[str, int]]:
    priced, _ = counter.shop.till.sale.view()
    if priced is None:
        return None, {}
    member = priced.cart.member
    return member.customer if member else None, {line.line.sku: line.total_minor for line in priced.lines}


def test_nobody_is_shown_until_somebody_is_found(counter: Counter) -> None:
    open_shop(counter)
    counter.go("customers")
    assert not screen(counter).page.head.isVisible()
    counter.type("lena")
    counter.press(Key.Key_Return, "\r")
    assert screen(counter).page.head.label() == "Lena Hoffmann"
    assert in_the_cart(counter) == (None, {})


def test_a_scanned_card_is_shown_and_not_attached(counter: Counter) -> None:
    open_shop(counter)
    counter.shell.go("customers")
    counter.settle()
    counter.scan(LENA_CARD)
    assert screen(counter).page.head.label() == "Lena Hoffmann"
    assert in_the_cart(counter) == (None, {})


def test_a_scanned_article_belongs_into_the_basket(shown: Counter) -> None:
    shown.scan(CABLE.gtin)
    assert shown.shell.showing("sell")
    assert in_the_cart(shown)[1] == {CABLE.sku: CABLE.price_minor}


def test_the_customer_of_the_sale_is_shown_first(counter: Counter) -> None:
    open_shop(counter)
    counter.scan(LENA_CARD)
    touch(counter, "customer-head")
    assert screen(counter).page.head.label() == "Lena Hoffmann"


# --- contact data -----------------------------------------------------------------------------------------------------


def test_contact_data_are_masked_until_opened_and_the_opening_is_written_down(shown: Counter) -> None:
    page = screen(shown).page
    assert "+4915112344720" not in page.head.contact()
    shown.press(Key.Key_F4)
    shown.until(lambda: "+4915112344720" in page.head.contact())
    assert [body.customer for body in bodies(shown, CustomerOpened)] == [LENA]
    shown.press(Key.Key_F4)
    assert "+4915112344720" not in page.head.contact()


def test_leaving_the_screen_masks_again(shown: Counter) -> None:
    shown.press(Key.Key_F4)
    shown.until(lambda: "+4915112344720" in screen(shown).page.head.contact())
    shown.press(Key.Key_Escape)
    shown.shell.go("customers", customer=LENA)
    shown.settle()
    assert "+4915112344720" not in screen(shown).page.head.contact()


def test_contact_data_of_one_never_stand_under_the_name_of_another(shown: Counter) -> None:
    shown.press(Key.Key_F4)
    shown.until(lambda: "+4915112344720" in screen(shown).page.head.contact())
    shown.scan(JAN_CARD)
    shown.until(lambda: screen(shown).page.head.label() == "Jan Hoff")
    assert "+4915112344720" not in screen(shown).page.head.contact()


def test_offline_contact_data_are_not_to_be_had_and_that_is_said(counter: Counter) -> None:
    counter.centre = FakeCentre(silent=True)
    open_shop(counter, online=False)
    counter.shell.go("customers", customer=LENA)
    counter.settle()
    counter.press(Key.Key_F4)
    counter.until(lambda: any("cannot be shown" in words for words in bars(counter)))


# --- history and consents ---------------------------------------------------------------------------------------------


def test_the_history_is_filtered_by_channel(shown: Counter) -> None:
    timeline = screen(shown).page.timeline
    assert timeline.titles() == ["App-Warenkorb", "Newsletter geöffnet", "Chat: Lieferzeit", "Purchase · Berlin"]
    touch(shown, "filter-purchases")
    assert timeline.titles() == ["Purchase · Berlin"]
    touch(shown, "filter-contact")
    assert timeline.titles() == ["Newsletter geöffnet", "Chat: Lieferzeit"]
    touch(shown, "filter-all")
    assert len(timeline.titles()) == 4


def test_withdrawing_a_consent_hides_what_belongs_to_it(shown: Counter) -> None:
    touch(shown, "consents-change")
    touch(shown, f"consent-{NEWSLETTER}")
    touch(shown, "consents-change")
    (changed,) = bodies(shown, CustomerChanged)
    assert [(consent.purpose, consent.given) for consent in changed.consents] == [(NEWSLETTER, False)]
    assert "Newsletter geöffnet" not in screen(shown).page.timeline.titles()


def test_a_yes_without_a_display_is_recorded_as_signed_on_paper(shown: Counter) -> None:
    touch(shown, "consents-change")
    touch(shown, f"consent-{CALLS}")
    touch(shown, "consents-change")
    (changed,) = bodies(shown, CustomerChanged)
    assert [(consent.purpose, consent.given, consent.proof) for consent in changed.consents] == [(CALLS, True, "paper")]


def test_escape_leaves_consents_as_they_were(shown: Counter) -> None:
    touch(shown, "consents-change")
    touch(shown, f"consent-{CALLS}")
    shown.press(Key.Key_Escape)
    assert shown.shell.showing("customers")
    assert not screen(shown).page.consents.editing
    assert not bodies(shown, CustomerChanged)


# --- into the sale ----------------------------------------------------------------------------------------------------


def test_f12_continues_the_basket_of_the_app_with_the_lines_that_are_ticked(shown: Counter) -> None:
    touch(shown, "cart-line-700-1")
    shown.press(Key.Key_F12)
    assert shown.shell.showing("sell")
    assert in_the_cart(shown) == (LENA, {BATTERIES.sku: 1_398})
    assert not bars(shown)


def test_f2_attaches_without_the_basket(shown: Counter) -> None:
    shown.press(Key.Key_F2)
    assert shown.shell.showing("sell")
    assert in_the_cart(shown) == (LENA, {})


def test_offline_the_basket_is_shown_and_not_taken_and_the_reason_is_said(shown: Counter) -> None:
    report(shown, online=False)
    hero = screen(shown).page.hero
    assert not hero.isEnabled()
    assert "offline" in hero.accessibleDescription()
    shown.press(Key.Key_F12)
    assert shown.shell.showing("customers")
    shown.press(Key.Key_F2)
    assert in_the_cart(shown) == (LENA, {})


def test_without_a_basket_the_blue_button_attaches(counter: Counter) -> None:
    open_shop(counter)
    counter.shell.go("customers", customer=JAN)
    counter.settle()
    counter.press(Key.Key_F12)
    assert in_the_cart(counter) == (JAN, {})


def test_a_blocked_customer_is_shown_with_a_bar_and_not_attached(counter: Counter) -> None:
    open_shop(counter)
    counter.shell.go("customers", customer=JAN[:-1] + "3")
    counter.settle()
    assert any("blocked" in words for words in bars(counter))
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F2)
    assert in_the_cart(counter) == (None, {})


def test_somebody_new_has_no_history_yet(counter: Counter) -> None:
    open_shop(counter)
    counter.shop.replica.customers["n"] = CustomerRow(id="n", given="Nora", family="Neu")
    counter.shell.go("customers", customer="n")
    counter.settle()
    assert not screen(counter).page.timeline.isVisible()


def test_a_new_one_is_made_in_the_sale(shown: Counter) -> None:
    shown.type("brandt")
    shown.press(Key.Key_Down)
    shown.press(Key.Key_Return, "\r")
    assert shown.shell.showing("sell")
    assert button(shown, "enrol").isVisible()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1366, 768), (1920, 1080)])
def test_each_window_shows_the_history(shown: Counter, width: int, height: int) -> None:
    shown.shell.resize(width, height)
    shown.settle()
    page = screen(shown).page
    assert page.timeline.isVisible()
    assert page.points.isVisible() == (width > 1024)


@pytest.mark.parametrize(
    ("kind", "place", "said"),
    [
        ("earn", "web", "Online purchase"),
        ("earn", "S0042", "Purchase"),
        ("void", "web", "Return"),
        ("void", "S0042", "Void"),
        ("adjust", "import", "Carried over"),
        ("redeem", "S0042", "Redeemed"),
    ],
)
def test_what_moved_points_is_said_in_words(kind: str, place: str, said: str) -> None:
    assert customer_words.movement(LedgerRow(1, kind, 5, place)) == said


@pytest.mark.parametrize(
    ("kind", "title", "ref", "said"),
    [
        ("sale", "Berlin", "S0042-1", "Purchase · Berlin"),
        ("void", "Berlin", "S0042-2", "Void · Berlin"),
        ("order", "574469", "574469", "Online purchase 574469"),
        ("return", "C574470", "C574470", "Return C574470"),
        ("order", "Order of a shop", "W-1", "Order of a shop"),
        ("support", "Chat about delivery", "", "Chat about delivery"),
    ],
)
def test_what_happened_is_said_in_words(kind: str, title: str, ref: str, said: str) -> None:
    assert customer_words.contact_title(ContactRow(1, kind, "web", title, ref=ref)) == said


def test_an_open_matter_names_its_number_once() -> None:
    said = customer_words.matter_offer(OpenMatter("pickup", "W-1", "W-1 · bag B-14", "paid"))
    assert (said.title, said.detail) == ("W-1 · bag B-14", "paid")
    assert customer_words.matter_offer(OpenMatter("service", "R-2", "Repair", "open")).detail == "R-2 · open"
