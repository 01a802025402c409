"""The customer in the sale: found, scanned, shown, made, and given up again; by keys, touches and scans."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from pos.contract import decode_body, decode_entry
from pos.contract.people import BriefingRow, CustomerRow
from pos.domain.customer import NEWSLETTER
from pos.domain.events import CustomerCreated, Override
from pos.domain.pricing import PricedCart
from pos.domain.promotions import Promotion
from pos.ui.screens.sell import Sell
from pos.ui.widgets.customer_finds import CustomerFinds
from pos.ui.widgets.customer_panel import CustomerPanel
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.offer_row import OfferRow
from tests.services.shop import BATTERIES, CABLE, HEADPHONES
from tests.ui.conftest import Counter
from tests.ui.customers import AUDIO, JAN, JAN_CARD, LENA, LENA_CARD, FakeCentre, open_shop, report

Key = Qt.Key


@pytest.fixture
def selling(counter: Counter) -> Counter:
    return open_shop(counter)


def cart(counter: Counter) -> PricedCart | None:
    return counter.shop.till.sale.view()[0]


def member(counter: Counter) -> str | None:
    priced = cart(counter)
    return priced.cart.member.customer if priced is not None and priced.cart.member is not None else None


def panel(counter: Counter) -> CustomerPanel:
    return counter.shell.front.findChild(CustomerPanel)


def finds(counter: Counter) -> CustomerFinds:
    return counter.shell.front.findChild(CustomerFinds)


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def offers(counter: Counter) -> dict[str, OfferRow]:
    return {row.offer.key: row for row in counter.shell.findChildren(OfferRow) if row.isVisible()}


def touch(counter: Counter, name: str) -> None:
    button = next(b for b in counter.shell.findChildren(QAbstractButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()


def bodies(counter: Counter, kind: type) -> list[object]:
    made = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body for body in made if isinstance(body, kind)]


# --- who it is --------------------------------------------------------------------------------------------------------


def test_a_card_is_scanned_and_the_panel_shows_who_it_is(selling: Counter) -> None:
    selling.scan(LENA_CARD)
    assert member(selling) == LENA
    shown = panel(selling)
    assert shown.head.label() == "Lena Hoffmann"
    assert "··8817" in shown.head.accessibleDescription()
    words = shown.points.words.accessibleName()
    assert "2,480 P" in words
    assert "€24.80" in words
    assert "live" in words


def test_a_customer_alone_is_nothing_to_pay(selling: Counter) -> None:
    selling.scan(LENA_CARD)
    front = selling.shell.front
    assert isinstance(front, Sell)
    assert front.top.page() == "empty"
    selling.press(Key.Key_F12)
    assert selling.shell.showing("sell")
    selling.scan(CABLE.gtin)
    assert front.top.page() == "basket"


def test_typing_a_fragment_after_f2_finds_and_enter_attaches(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("hof")
    assert [row.family for row in finds(selling).rows()] == ["Hoffmann", "Hoff", "Hoffner"]
    selling.press(Key.Key_Down)
    selling.press(Key.Key_Return, "\r")
    assert member(selling) == JAN
    assert not finds(selling).isVisible()


def test_two_letters_are_not_enough_and_articles_are_not_searched(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("ba")
    front = selling.shell.front
    assert isinstance(front, Sell)
    assert not finds(selling).isVisible()
    assert not front.top.finds.isVisible()


def test_a_whole_address_finds_the_one_person(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("lena@mail.example")
    selling.press(Key.Key_Return, "\r")
    assert member(selling) == LENA


def test_escape_leaves_the_search_for_customers_step_by_step(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("hof")
    selling.press(Key.Key_Escape)
    assert not finds(selling).isVisible()
    selling.press(Key.Key_Escape)
    selling.type("bat")
    front = selling.shell.front
    assert isinstance(front, Sell)
    assert front.top.finds.isVisible()


def test_a_scanned_article_ends_the_search_for_customers(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("hof")
    selling.scan(CABLE.gtin)
    priced = cart(selling)
    assert priced is not None
    assert [line.line.sku for line in priced.lines] == [CABLE.sku]
    assert not finds(selling).isVisible()


def test_a_blocked_customer_is_found_and_refused(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("hoffner")
    selling.press(Key.Key_Return, "\r")
    assert member(selling) is None
    assert any("blocked" in words for words in bars(selling))


def test_an_unknown_card_is_told(selling: Counter) -> None:
    selling.scan("22999999")
    assert member(selling) is None
    assert any("not found" in words for words in bars(selling))


def test_a_card_of_two_people_lets_a_person_choose(selling: Counter) -> None:
    selling.scan("22000004")
    assert member(selling) is None
    assert {row.given for row in finds(selling).rows()} == {"Ute", "Udo"}
    selling.press(Key.Key_Down)
    selling.press(Key.Key_Return, "\r")
    assert member(selling) is not None


def test_the_customer_is_given_up_again(selling: Counter) -> None:
    selling.scan(LENA_CARD)
    touch(selling, "customer-close")
    assert member(selling) is None
    assert panel(selling).head.label() == "No customer"


# --- everywhere -------------------------------------------------------------------------------------------------------


def stranger() -> CustomerRow:
    return CustomerRow(id=JAN[:-1] + "9", given="Hella", family="Hofstede", city="Bremen")


def test_the_centre_adds_to_the_list_without_moving_the_highlight(counter: Counter) -> None:
    counter.centre = FakeCentre([stranger()])
    open_shop(counter)
    counter.press(Key.Key_F2)
    counter.type("hoffm")
    counter.until(lambda: len(finds(counter).rows()) == 2)
    assert finds(counter).row() == 0
    counter.press(Key.Key_Down)
    counter.press(Key.Key_Return, "\r")
    assert member(counter) == stranger().id


def test_a_centre_that_does_not_answer_costs_nothing(counter: Counter) -> None:
    centre = FakeCentre(silent=True)
    counter.centre = centre
    open_shop(counter)
    counter.press(Key.Key_F2)
    counter.type("hoffm")
    counter.until(lambda: bool(centre.asked))
    counter.press(Key.Key_Return, "\r")
    assert member(counter) == LENA


def test_a_card_nobody_here_knows_is_asked_everywhere(counter: Counter) -> None:
    counter.centre = FakeCentre([stranger()])
    open_shop(counter)
    counter.scan("22999999")
    counter.until(lambda: member(counter) == stranger().id)


# --- what can be done -------------------------------------------------------------------------------------------------


def test_a_coupon_is_applied_with_one_touch_and_taken_off_with_another(selling: Counter) -> None:
    selling.scan(HEADPHONES.gtin)
    selling.scan(LENA_CARD)
    touch(selling, "coupon-c1")
    priced = cart(selling)
    assert priced is not None
    assert priced.total_minor == 40_410
    assert offers(selling)["coupon-c1"].offer.done
    touch(selling, "coupon-c1")
    priced = cart(selling)
    assert priced is not None
    assert priced.total_minor == HEADPHONES.price_minor


def test_a_coupon_that_does_not_apply_says_why(selling: Counter) -> None:
    selling.scan(CABLE.gtin)
    selling.scan(LENA_CARD)
    said = offers(selling)
    assert not said["coupon-c1"].isEnabled()
    assert said["coupon-c2"].offer.detail == "only from €50.00 on"


def test_a_scanned_coupon_offline_above_the_cap_needs_a_second_pin(selling: Counter) -> None:
    report(selling, online=False)
    selling.scan(HEADPHONES.gtin)
    selling.scan(LENA_CARD)
    selling.scan(AUDIO)
    priced = cart(selling)
    assert priced is not None
    assert priced.total_minor == HEADPHONES.price_minor
    selling.type("9999")
    selling.type("2222")
    priced = cart(selling)
    assert priced is not None
    assert priced.total_minor == 40_410
    assert [body.approved_by for body in bodies(selling, Override)] == ["Aylin Yilmaz"]


def test_the_cart_of_the_app_is_taken_over_and_what_is_not_sold_here_is_named(selling: Counter) -> None:
    selling.scan(LENA_CARD)
    touch(selling, "cart-a1")
    priced = cart(selling)
    assert priced is not None
    assert [(line.line.sku, line.total_minor) for line in priced.lines] == [(BATTERIES.sku, 1_398)]
    assert any("700-1" in words for words in bars(selling))
    assert offers(selling)["cart-a1"].offer.done


def test_offline_the_cart_of_the_app_is_shown_and_cannot_be_taken(selling: Counter) -> None:
    report(selling, online=False)
    selling.scan(LENA_CARD)
    row = offers(selling)["cart-a1"]
    assert not row.isEnabled()
    assert row.offer.role == "amber"


def test_old_points_say_of_when_they_are_and_what_is_provisional(selling: Counter) -> None:
    report(selling, online=False)
    selling.scan(LENA_CARD)
    selling.scan(CABLE.gtin)
    selling.press(Key.Key_F10)
    selling.press(Key.Key_F12)
    selling.scan(LENA_CARD)
    words = panel(selling).points.words.accessibleName()
    assert "2,494 P" in words
    assert "As of" in words
    assert "14 of it provisional" in words


def test_points_go_to_the_pay_screen(selling: Counter) -> None:
    selling.scan(HEADPHONES.gtin)
    selling.scan(LENA_CARD)
    assert panel(selling).points.redeem.isEnabled()
    touch(selling, "redeem")
    assert selling.shell.showing("pay")


def test_too_few_points_say_from_when_on(selling: Counter) -> None:
    selling.scan(HEADPHONES.gtin)
    selling.scan(JAN_CARD)
    button = panel(selling).points.redeem
    assert not button.isEnabled()
    assert button.accessibleDescription() == "from 500 P"


# --- the basket -------------------------------------------------------------------------------------------------------


def test_the_basket_says_why_a_line_costs_less_and_what_is_missing_for_an_offer(counter: Counter) -> None:
    counter.shop.replica.offers = (Promotion("b", "3 for 2", "N_FOR_M", (BATTERIES.sku,), take=3, pay=2),)
    open_shop(counter)
    counter.scan(BATTERIES.gtin)
    counter.scan(BATTERIES.gtin)
    front = counter.shell.front
    assert isinstance(front, Sell)
    line = front.top.basket.chosen()
    assert line is not None
    hint = front.top.basket.hint(line.line.n)
    assert hint is not None
    assert hint.missing == 1
    counter.scan(BATTERIES.gtin)
    line = front.top.basket.chosen()
    assert line is not None
    assert (line.gross_minor, line.total_minor) == (2_397, 1_598)
    assert front.top.basket.hint(line.line.n) is None


def test_the_empty_screen_tells_what_is_new_today(counter: Counter) -> None:
    counter.shop.replica.briefing_rows = (BriefingRow("1", "campaign", "Black Week", "10 %"),)
    open_shop(counter)
    rows = [w for w in counter.shell.front.findChildren(object) if getattr(w, "accessibleName", None)]
    assert "Black Week, 10 %" in [w.accessibleName() for w in rows if w.isVisible()]


# --- folding ----------------------------------------------------------------------------------------------------------


def test_untouched_for_a_while_only_the_initials_stay_until_f2(selling: Counter) -> None:
    selling.scan(LENA_CARD)
    front = selling.shell.front
    assert isinstance(front, Sell)
    front.customer.desk.fold()
    assert panel(selling).head.label() == "LH"
    assert not offers(selling)
    selling.press(Key.Key_F2)
    assert panel(selling).head.label() == "Lena Hoffmann"
    front.customer.desk.fold()
    touch(selling, "customer-head")
    assert panel(selling).head.label() == "Lena Hoffmann"
    assert selling.shell.showing("sell")


# --- a new one --------------------------------------------------------------------------------------------------------


def test_a_new_customer_by_keys_alone(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.type("brandt")
    selling.press(Key.Key_Return, "\r")
    selling.type("Hanna")
    selling.press(Key.Key_Tab, "\t")
    selling.press(Key.Key_Tab, "\t")
    selling.type("hanna@mail.example")
    selling.press(Key.Key_Return, "\r")
    assert len(bodies(selling, CustomerCreated)) == 1
    assert member(selling) == bodies(selling, CustomerCreated)[0].customer
    assert panel(selling).head.label() == "Hanna Brandt"


def test_who_it_could_be_is_asked_before_a_new_one_is_made(selling: Counter) -> None:
    selling.press(Key.Key_F2)
    selling.press(Key.Key_F2)
    touch(selling, "customer-new")
    form = {name: selling.shell.findChild(QLineEdit, f"enrol-{name}") for name in ("given", "family", "contact")}
    form["given"].setText("Lena")
    form["family"].setText("Hofmann")
    form["contact"].setText("Lena@mail.example")
    form["contact"].setFocus()
    selling.press(Key.Key_Return, "\r")
    assert offers(selling)["likely-1"].offer.title == "Lena Hoffmann"
    selling.press(Key.Key_Return, "\r")
    assert member(selling) == LENA
    assert not bodies(selling, CustomerCreated)


def test_somebody_made_here_is_found_again_before_any_feed_brings_them(selling: Counter) -> None:
    report(selling, online=False)
    touch(selling, "customer-new")
    for name, text in (("given", "Hanna"), ("family", "Brandt")):
        selling.shell.findChild(QLineEdit, f"enrol-{name}").setText(text)
    selling.press(Key.Key_Return, "\r")
    made = member(selling)
    touch(selling, "customer-close")
    selling.press(Key.Key_F2)
    selling.type("bran")
    assert [row.id for row in finds(selling).rows()] == [made]
    selling.press(Key.Key_Return, "\r")
    assert member(selling) == made


def test_denied_duplicates_are_written_down(selling: Counter) -> None:
    touch(selling, "customer-new")
    for name, text in (("given", "Jan"), ("family", "Hoff")):
        selling.shell.findChild(QLineEdit, f"enrol-{name}").setText(text)
    selling.press(Key.Key_Return, "\r")
    touch(selling, "enrol")
    assert [body.duplicates for body in bodies(selling, CustomerCreated)] == [(JAN,)]


def test_without_a_display_a_consent_is_recorded_as_signed_on_paper(selling: Counter) -> None:
    touch(selling, "customer-new")
    selling.type("Hanna")
    touch(selling, f"consent-{NEWSLETTER}")
    touch(selling, "enrol")
    made = bodies(selling, CustomerCreated)[0]
    assert [(consent.purpose, consent.proof) for consent in made.consents] == [(NEWSLETTER, "paper")]


def test_what_cannot_be_right_is_marked_and_nothing_is_made(selling: Counter) -> None:
    touch(selling, "customer-new")
    selling.type("Hanna")
    contact = selling.shell.findChild(QLineEdit, "enrol-contact")
    contact.setText("hanna@nowhere")
    touch(selling, "enrol")
    assert contact.property("error") == "true"
    assert not bodies(selling, CustomerCreated)
    selling.press(Key.Key_Escape)
    assert panel(selling).isVisible()


def test_a_card_scanned_into_the_form_belongs_to_the_new_customer(selling: Counter) -> None:
    touch(selling, "customer-new")
    selling.scan("22770077")
    assert selling.shell.findChild(QLineEdit, "enrol-card").text() == "22770077"
    assert member(selling) is None
