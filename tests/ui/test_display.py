"""The customer's window: true or empty, no keys, no more of a person than the first name."""

from __future__ import annotations

import re
import string
import threading
from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from pos.contract.people import ContactRow, CustomerRow, LedgerRow, LoyaltyRow
from pos.domain.catalogue import Article
from pos.domain.customer import NEWSLETTER, OFFERS, PURPOSES, Member
from pos.domain.loyalty import DISCOUNT, Rules
from pos.domain.promotions import N_FOR_M, PERCENT, Promotion
from pos.ports import Word
from pos.services.changes import NOTHING
from pos.services.link import LinkReport
from pos.settings import defaults
from pos.ui import display as display_module
from pos.ui import facing as facing_screen
from pos.ui.assets import asset
from pos.ui.display import CustomerDisplay, Mode
from pos.ui.program import DemoFacts
from pos.ui.tokens import tokens
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.display_consent import Question
from pos.ui.widgets.display_parts import MODULE, QUIET, QrCard
from pos.ui.widgets.display_words import first_name, words_of
from pos.ui.widgets.overlay import DemoPanel
from pos.ui.widgets.qr import qr_matrix
from tests.services.shop import BATTERIES, CABLE, HEADPHONES, STORE
from tests.ui.conftest import Counter

Key = Qt.Key
LENA = CustomerRow(
    id="c1",
    given="Lena Marie",
    family="Hoffmann",
    city="Potsdam",
    card_end="4711",
    phone="+49151 ··· 4720",
    email="lena.h···@mail.example",
    tier="Gold",
    points=2_480,
    contacts=(ContactRow(1, "support", "web", "Reklamation Mixer", "war laut"),),
    ledger=(LedgerRow(1, "adjust", 100, "Kulanz"),),
)
SECRETS = ("Marie", "Hoffmann", "Potsdam", "4711", "4720", "lena.h", "mail.example", "Reklamation", "laut", "Kulanz")
AUDIO = Promotion("p1", "−10 % Audio", PERCENT, skus=(HEADPHONES.sku,), value=1_000)
THREE = Promotion("p2", "3 für 2", N_FOR_M, skus=(BATTERIES.sku,), take=3, pay=2)
RECEIPTS_AT = "https://receipts.example"


def texts(window: QWidget) -> list[str]:
    """Everything a window says or holds ready to say, hidden pages and what is painted included."""
    found = [window.windowTitle()]
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | AmountLabel):
            found.append(widget.text())
        if isinstance(widget, QrCard):
            found.append(widget.address())
    return [text for text in found if text]


def mode(display: CustomerDisplay) -> Mode:
    """What it shows now; asked anew each time."""
    return display.mode


def said(display: CustomerDisplay) -> str:
    """What can be read now."""
    return " | ".join(dict.fromkeys(text for page in display.children() for text in visible(page)))


def visible(page: object) -> list[str]:
    return texts(page) if isinstance(page, QWidget) and page.isVisible() else []


def shown(counter: Counter) -> CustomerDisplay:
    display = counter.shell.display
    assert display is not None
    return display


def run(counter: Counter, call: Callable[..., object]) -> None:
    counter.shell.runner.money(call)  # type: ignore[arg-type]
    counter.settle()


def scan(counter: Counter, article: Article = CABLE, quantity: int = 1) -> None:
    run(counter, lambda till: till.sale.add(article, quantity))


def recognise(counter: Counter) -> None:
    run(counter, lambda till: till.customers.attach(LENA.id))


def online(counter: Counter) -> None:
    run(counter, lambda till: till.link.report(LinkReport(online=True, last_sync_ms=counter.shop.clock.now_ms())))


def pay(counter: Counter, given: int | None = None) -> None:
    """As the pay screen does it: the sale, then the way to *done*."""
    counter.shell.runner.money(
        lambda till: till.checkout.pay_cash(given), lambda completed: counter.shell.go("done", completed=completed)
    )
    counter.settle()


def press(button: QWidget | None) -> None:
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def window_over(counter: Counter) -> Counter:
    counter.settings = counter.settings.with_value("customer_display", "window")
    replica = counter.shop.replica
    replica.customers[LENA.id] = LENA
    replica.word = Word(counter.shop.clock.now_ms())
    replica.offers = (AUDIO, THREE)
    replica.limits = replace(replica.limits, receipts_at=RECEIPTS_AT)
    return counter


@pytest.fixture
def facing(counter: Counter) -> Counter:
    """A till with its display, somebody signed in, nothing in the basket."""
    window_over(counter).ready_to_sell()
    counter.settle()
    return counter


# --- where it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["off", "auto"])
def test_switched_off_or_without_a_second_screen_there_is_none(counter: Counter, wanted: str) -> None:
    counter.settings = defaults().with_value("customer_display", wanted)
    counter.ready_to_sell()
    assert counter.shell.display is None
    assert counter.shell.counter.display is None


def test_it_fills_the_second_screen_and_goes_with_it(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = QGuiApplication.primaryScreen()
    monkeypatch.setattr(facing_screen, "second_screen", lambda till: screen)
    counter.ready_to_sell()
    display = shown(counter)
    assert counter.shell.counter.display is display
    assert display.isFullScreen()
    assert display.geometry() == screen.geometry()
    scan(counter)
    monkeypatch.setattr(facing_screen, "second_screen", lambda till: None)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.screenRemoved.emit(screen)
    assert not display.isVisible()
    assert mode(display) is Mode.IDLE


def test_the_screen_of_the_till_is_not_the_second_one(counter: Counter) -> None:
    counter.open()
    assert len(QGuiApplication.screens()) == 1
    assert facing_screen.second_screen(counter.shell) is None


def test_the_demos_panel_shows_and_hides_it(counter: Counter) -> None:
    counter.demo = DemoFacts((), "http://127.0.0.1:8000", lambda cut: None)
    counter.ready_to_sell()
    scan(counter)
    for wanted in ("window", "off"):
        counter.press_strip()
        panel = counter.shell.findChild(DemoPanel)
        assert panel is not None
        press(next(b for b in panel.findChildren(Button) if "display" in b.text()))
        counter.settle()
        assert counter.settings.text("customer_display") == wanted
        assert (counter.shell.display is not None) == (wanted == "window")
        assert counter.shell.front.counter.display is counter.shell.display
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerDisplay) and w.isVisible()]


def test_it_closes_with_the_till(facing: Counter) -> None:
    display = shown(facing)
    facing.shell.close()
    assert not display.isVisible()


def test_it_never_has_the_keyboard_and_keys_that_land_there_go_to_the_till(facing: Counter) -> None:
    display = shown(facing)
    display.ask_consent(PURPOSES, lambda chosen: None)
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    takers = [w for w in (display, *display.findChildren(QWidget)) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert takers == []
    for character in CABLE.gtin + "\r":
        code = Key.Key_Return if character == "\r" else ord(character)
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(display, event)
    facing.settle()
    cart = facing.shop.till.sale.view()[0]
    assert cart is not None
    assert [line.line.sku for line in cart.lines] == [CABLE.sku]


def test_a_customers_touch_is_not_the_cashiers(facing: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    stirred: list[str] = []
    monkeypatch.setattr(facing.shell, "stirred", lambda: stirred.append("touch"))
    shown(facing).ask_consent((NEWSLETTER,), lambda chosen: None)
    press(question(shown(facing), NEWSLETTER).yes)
    assert stirred == []
    press(facing.shell.front)
    assert set(stirred) == {"touch"}


# --- basket -----------------------------------------------------------------------------------------------------------


def test_a_line_says_why_it_costs_less_and_the_sum_what_is_saved(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    scan(facing, BATTERIES, 3)
    display = shown(facing)
    assert mode(display) is Mode.BASKET
    lines = display.basket.lines
    first, second = lines.shown()
    assert lines.texts_of(first) == ["Batterien AA 8er", "3 ×\N{NO-BREAK SPACE}7,99", "3 für 2", "15,98", "23,97"]
    assert lines.texts_of(second) == [HEADPHONES.name, "−10 % Audio", "404,10", "449,00"]
    read = said(display)
    for words in ("Zwischensumme", "472,97 €", "Ihr Vorteil", "−52,89 €", "MwSt. enthalten", "67,07 €", "420,08 €"):
        assert words.replace(" €", "\N{NO-BREAK SPACE}€") in read


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newest_line_stays_in_sight_and_so_does_the_sum(counter: Counter, newest_first: bool) -> None:
    window_over(counter)
    counter.settings = counter.settings.with_value("newest_on_top", newest_first)
    more = [Article(f"300-{n:04}", f"Artikel {n}", 100 + n, "standard") for n in range(12)]
    counter.shop.replica.articles += more
    counter.ready_to_sell()
    for article in more:
        scan(counter, article)
    display = shown(counter)
    sights = [[line.line.text for line in display.basket.lines.shown()]]
    run(counter, lambda till: till.sale.set_quantity(1, 5))
    sights.append([line.line.text for line in display.basket.lines.shown()])
    seven = [f"Artikel {n}" for n in range(11, 4, -1)]
    if newest_first:
        assert sights == [seven, ["Artikel 0", *seven[:-1]]]
    else:
        assert sights == [seven[::-1], [f"Artikel {n}" for n in range(7)]]
    total = next(label for label in display.basket.findChildren(AmountLabel) if "€" in label.text())
    assert display.rect().contains(total.mapTo(display, QPoint(total.width(), total.height())))


def test_every_row_is_as_high_as_the_design_says(facing: Counter) -> None:
    assert tokens().row["customerDisplay"] == 88
    assert shown(facing).basket.lines.sizeHint().height() == 7 * 88


def test_a_known_customer_reads_points_and_what_this_purchase_brings(facing: Counter) -> None:
    scan(facing)
    online(facing)
    recognise(facing)
    read = said(shown(facing))
    for words in ("Hallo Lena", "Ihre Punkte", "2.480", "+14", "mit diesem Einkauf 2.494 Punkte", "Gold"):
        assert words in read
    assert "Stand" not in read


@pytest.mark.parametrize(("age_ms", "stand"), [(3_600_000, "Stand 13:41"), (86_400_000, "Stand 20.11.")])
def test_points_that_are_not_live_say_how_old_they_are(facing: Counter, age_ms: int, stand: str) -> None:
    facing.shop.replica.word = Word(facing.shop.clock.now_ms() - age_ms)
    scan(facing)
    recognise(facing)
    assert stand in said(shown(facing))


def test_points_as_a_discount_are_no_advantage_and_a_part_paid_leaves_the_rest(facing: Counter) -> None:
    rules = Rules(least_points=1, redeem_as=DISCOUNT)
    facing.shop.replica.loyalty_rows = (LoyaltyRow("2020-01-01", rules),)
    scan(facing)
    online(facing)
    recognise(facing)
    run(facing, lambda till: till.checkout.redeem(499))
    run(facing, lambda till: till.checkout.take_cash(600))
    read = said(shown(facing))
    for words in ("Punkte eingelöst", "−4,99", "Bar", "−6,00", "Noch zu zahlen", "4,00"):
        assert words in read
    assert "Ihr Vorteil" not in read


def test_a_customer_alone_is_greeted(facing: Counter) -> None:
    recognise(facing)
    assert "Hallo Lena" in said(shown(facing))
    run(facing, lambda till: till.customers.detach())
    assert mode(shown(facing)) is Mode.IDLE


def test_a_customer_nobody_knows_here_is_nobody(facing: Counter) -> None:
    run(facing, lambda till: till.sale.attach(Member("stranger")))
    assert mode(shown(facing)) is Mode.IDLE


# --- thanks -----------------------------------------------------------------------------------------------------------


def test_thanks_with_points_change_and_a_code_for_the_receipt(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    online(facing)
    recognise(facing)
    pay(facing, 45_000)
    display = shown(facing)
    assert mode(display) is Mode.THANKS
    read = said(display)
    for words in ("Vielen Dank, Lena.", "Bezahlt 404,10", "Bar", "Neue Punkte", "+404", "Stand 2.884", "45,90"):
        assert words in read
    sale = facing.shop.till.receipts.recent()[0][0]
    assert re.search(rf"{RECEIPTS_AT}/r/{sale.receipt}/\w{{15}}", display.thanked.qr.card.address())


def test_without_a_line_to_the_centre_the_receipt_is_printed(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    pay(facing)
    read = said(shown(facing))
    assert "Beleg wird gedruckt" in read
    assert RECEIPTS_AT not in read
    for words in ("Vielen Dank.", "Ihr Vorteil", "44,90", "bei diesem Einkauf"):
        assert words in read


def test_the_next_line_ends_the_thanks(facing: Counter) -> None:
    scan(facing)
    pay(facing)
    facing.shell.go("sell")
    facing.settle()
    assert mode(shown(facing)) is Mode.THANKS
    scan(facing, BATTERIES)
    assert mode(shown(facing)) is Mode.BASKET
    assert "Vielen Dank" not in " ".join(texts(shown(facing)))


def test_the_thanks_end_by_themselves(facing: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_module, "THANKS_MS", 1)
    scan(facing)
    pay(facing)
    facing.until(lambda: shown(facing).mode is Mode.IDLE)


# --- never an old basket ----------------------------------------------------------------------------------------------


def test_nothing_of_a_basket_is_left_when_it_is_gone(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    recognise(facing)
    run(facing, lambda till: till.sale.discard())
    display = shown(facing)
    assert mode(display) is Mode.IDLE
    everything = " | ".join(texts(display))
    for words in (HEADPHONES.name, "404,10", "Lena", "2.480", "Gold"):
        assert words not in everything
    assert "Kasse 3 · Sie werden bedient von Mara" in said(display)


def test_a_locked_till_shows_nothing_and_asks_nothing(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    recognise(facing)
    answers: list[object] = []
    shown(facing).ask_consent((NEWSLETTER,), answers.append)
    facing.press(Key.Key_L, "", Qt.KeyboardModifier.ControlModifier)
    display = shown(facing)
    assert (display.mode, answers) == (Mode.IDLE, [None])
    assert "Mara" not in " ".join(texts(display))
    display.show_sign_up("https://receipts.example/join/1")
    assert mode(display) is Mode.IDLE
    display.ask_consent((NEWSLETTER,), answers.append)
    assert answers == [None, None]
    facing.sign_in()
    facing.settle()
    assert mode(display) is Mode.BASKET


def test_a_till_that_falls_silent_empties_the_display(facing: Counter) -> None:
    scan(facing, HEADPHONES)
    display = shown(facing)
    answers: list[object] = []
    display.ask_consent((NEWSLETTER,), answers.append)
    stuck, go_on = threading.Event(), threading.Event()

    def hang(till: object) -> tuple[None, object]:
        stuck.set()
        go_on.wait(10)
        return None, NOTHING

    facing.shell.runner.money(hang)  # type: ignore[arg-type]
    try:
        assert stuck.wait(10)
        facing.shop.clock.now += display_module.SILENT_MS - 1
        display.tick()
        assert mode(display) is Mode.CONSENT
        facing.shop.clock.now += 1
        display.tick()
        assert (display.mode, answers) == (Mode.IDLE, [None])
        assert HEADPHONES.name not in " ".join(texts(display))
    finally:
        go_on.set()
    facing.until(lambda: display.mode is Mode.BASKET)


# --- consent ----------------------------------------------------------------------------------------------------------


def question(display: CustomerDisplay, purpose: str) -> Question:
    return next(one for one in display.consent.questions if one.purpose == purpose)


def test_consent_is_asked_in_sentences_and_nothing_is_chosen_before(facing: Counter) -> None:
    display, answers = shown(facing), list[object]()
    display.ask_consent((NEWSLETTER, OFFERS), answers.append)
    assert mode(display) is Mode.CONSENT
    assert "Volt & Heim darf mir den Newsletter per E-Mail schicken." in said(display)
    assert [one.answer for one in display.consent.questions] == [None, None]
    confirm = display.consent.confirm
    assert confirm is not None
    press(confirm)
    assert answers == []
    press(question(display, NEWSLETTER).yes)
    assert not confirm.isEnabled()
    press(question(display, OFFERS).yes)
    press(question(display, OFFERS).no)
    press(confirm)
    assert answers == [(NEWSLETTER,)]
    assert mode(display) is Mode.IDLE


def test_a_question_stays_while_the_cashier_goes_on_scanning(facing: Counter) -> None:
    display, answers = shown(facing), list[object]()
    display.ask_consent((NEWSLETTER,), answers.append)
    scan(facing)
    assert mode(display) is Mode.CONSENT
    press(question(display, NEWSLETTER).no)
    press(display.consent.confirm)
    assert (answers, display.mode) == ([()], Mode.BASKET)


def later(facing: Counter) -> None:
    press(shown(facing).consent.later)


def cancelled(facing: Counter) -> None:
    shown(facing).cancel()


def asked_again(facing: Counter) -> None:
    shown(facing).ask_consent((OFFERS,), lambda chosen: None)


def signing_up(facing: Counter) -> None:
    shown(facing).show_sign_up("https://receipts.example/join/1")


def paid(facing: Counter) -> None:
    scan(facing)
    pay(facing)


def closed(facing: Counter) -> None:
    shown(facing).close()


@pytest.mark.parametrize("end", [later, cancelled, asked_again, signing_up, paid, closed])
def test_whatever_ends_a_question_answers_it_once(facing: Counter, end: Callable[[Counter], None]) -> None:
    answers: list[object] = []
    shown(facing).ask_consent((NEWSLETTER, OFFERS), answers.append)
    press(question(shown(facing), NEWSLETTER).yes)
    end(facing)
    shown(facing).cancel()
    assert answers == [None]


def test_a_question_nobody_answers_ends(facing: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_module, "CONSENT_MS", 1)
    answers: list[object] = []
    shown(facing).ask_consent((NEWSLETTER,), answers.append)
    facing.until(lambda: answers == [None])
    assert mode(shown(facing)) is Mode.IDLE


def test_who_hears_of_an_end_may_ask_again_at_once(facing: Counter) -> None:
    display = shown(facing)
    answers: list[object] = []

    def again(chosen: tuple[str, ...] | None) -> None:
        answers.append(chosen)
        display.ask_consent((OFFERS,), answers.append)

    display.ask_consent((NEWSLETTER,), again)
    press(display.consent.later)
    assert (answers, display.mode) == ([None], Mode.CONSENT)
    press(question(display, OFFERS).yes)
    press(display.consent.confirm)
    assert answers == [None, (OFFERS,)]


def test_no_purpose_is_no_question_and_an_unknown_one_is_a_fault(facing: Counter) -> None:
    answers: list[object] = []
    shown(facing).ask_consent((), answers.append)
    assert answers == [()]
    with pytest.raises(KeyError):
        shown(facing).ask_consent(("everything",), answers.append)
    assert mode(shown(facing)) is Mode.IDLE


# --- sign-up ----------------------------------------------------------------------------------------------------------


def test_signing_up_shows_a_code_until_the_customer_is_there(facing: Counter) -> None:
    display, address = shown(facing), "https://receipts.example/join/0123456789"
    display.show_sign_up(address)
    assert mode(display) is Mode.SIGN_UP
    assert display.idle.qr.card.address() == address
    scan(facing)
    assert mode(display) is Mode.SIGN_UP
    recognise(facing)
    assert mode(display) is Mode.BASKET


def test_the_cashier_ends_a_sign_up(facing: Counter) -> None:
    shown(facing).show_sign_up("https://receipts.example/join/1")
    shown(facing).cancel()
    assert mode(shown(facing)) is Mode.IDLE
    assert "join" not in " ".join(texts(shown(facing)))


def test_a_forgotten_sign_up_ends(facing: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_module, "SIGN_UP_MS", 1)
    shown(facing).show_sign_up("https://receipts.example/join/1")
    facing.until(lambda: shown(facing).mode is Mode.IDLE)


@pytest.mark.parametrize(
    ("size", "module", "words"),
    [((1920, 1080), 12, 3), ((1280, 800), 9, 3), ((1024, 600), 9, 2), ((800, 480), 9, 1)],
)
def test_a_code_can_be_read_from_a_metre_away(facing: Counter, size: tuple[int, int], module: int, words: int) -> None:
    display = shown(facing)
    display.resize(*size)
    display.show_sign_up("https://receipts.example/join/0123456789abcdef")
    QApplication.processEvents()
    card = display.idle.qr.card
    modules = qr_matrix(card.address())
    assert (MODULE, QUIET, card.module) == (9, 40, module)
    assert card.width() == card.height() == len(modules) * module + 2 * QUIET
    assert display.rect().contains(card.mapTo(display, QPoint(0, 0)))
    assert display.rect().contains(card.mapTo(display, QPoint(card.width() - 1, card.height() - 1)))
    assert sum(label.isVisible() for label in display.idle.qr.findChildren(QLabel)) == words
    picture = card.grab().toImage()
    paper = tokens().paper
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            middle = picture.pixelColor(QUIET + x * module + module // 2, QUIET + y * module + module // 2)
            assert middle == (paper.ink if dark else paper.ground)
    quiet = {picture.pixelColor(x, y).name() for x in range(20, card.width() - 20) for y in (5, QUIET - 1)}
    assert quiet == {paper.ground.name()}


@pytest.mark.parametrize("size", [(1280, 800), (1024, 600), (800, 480)])
def test_every_question_can_be_read_and_touched(facing: Counter, size: tuple[int, int]) -> None:
    display = shown(facing)
    display.resize(*size)
    display.ask_consent(PURPOSES, lambda chosen: None)
    QApplication.processEvents()
    for one in display.consent.questions:
        sentence = one.findChild(QLabel)
        assert sentence is not None
        assert sentence.heightForWidth(sentence.width()) <= sentence.height()
        assert min(one.yes.height(), one.no.height()) >= 64
    for button in (display.consent.later, display.consent.confirm, display.consent.questions[-1].no):
        assert button is not None
        corner = button.mapTo(display, QPoint(button.width(), button.height()))
        assert display.rect().contains(corner)


# --- privacy and languages --------------------------------------------------------------------------------------------


def test_no_text_of_the_window_ever_says_more_than_the_first_name(facing: Counter) -> None:
    display = shown(facing)
    seen: dict[Mode, str] = {}

    def walk() -> None:
        seen[display.mode] = " | ".join(texts(display))

    walk()
    scan(facing, HEADPHONES)
    online(facing)
    recognise(facing)
    walk()
    display.ask_consent(PURPOSES, lambda chosen: None)
    walk()
    display.show_sign_up("https://receipts.example/join/1")
    walk()
    display.cancel()
    pay(facing)
    walk()
    assert set(seen) == set(Mode)
    assert "Lena" in seen[Mode.BASKET]
    assert "Lena" in seen[Mode.THANKS]
    for mode, read in seen.items():
        assert [secret for secret in (*SECRETS, "Krüger", LENA.id) if secret in read.split(RECEIPTS_AT)[0]] == [], mode


def test_a_person_without_a_first_name_is_not_called_by_the_other(facing: Counter) -> None:
    facing.shop.replica.customers[LENA.id] = replace(LENA, given="")
    scan(facing)
    recognise(facing)
    assert "Hallo" not in said(shown(facing))
    pay(facing)
    assert "Vielen Dank." in said(shown(facing))
    assert first_name("  ") == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["Welkom.", "U wordt geholpen door Mara", "Totaal", "€\N{NO-BREAK SPACE}14,99"]),
        ("de", ["Willkommen.", "Sie werden bedient von Mara", "Summe", "14,99\N{NO-BREAK SPACE}€"]),
        ("fr", ["Welcome.", "Mara is serving you", "Total", "€14.99"]),
    ],
)
def test_it_speaks_the_stores_language_not_the_cashiers(counter: Counter, language: str, expected: list[str]) -> None:
    window_over(counter)
    counter.shop.replica.row = replace(STORE, language=language)
    counter.ready_to_sell()
    counter.settle()
    read = said(shown(counter))
    scan(counter)
    read += said(shown(counter))
    assert [words for words in expected if words not in read] == []


def test_before_the_first_sync_it_only_says_welcome(counter: Counter) -> None:
    window_over(counter)
    counter.shop.replica.row = None
    counter.open()
    counter.settle()
    assert "Welcome." in said(shown(counter))


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_language_has_every_sentence_with_its_places(language: str) -> None:
    files = [msgspec.json.decode(asset("display", f"{name}.json").read_bytes()) for name in ("de", language)]
    german, other = (file["words"] for file in files)
    assert german.keys() == other.keys()
    assert {key: places(text) for key, text in german.items()} == {key: places(text) for key, text in other.items()}
    assert [key for key, text in other.items() if not text] == []


def test_every_purpose_has_a_sentence_and_every_tender_a_word() -> None:
    words = words_of("de")
    assert all("Volt" in words.say(f"consent-{purpose}", retailer="Volt") for purpose in PURPOSES)
    assert [words.tender(kind) for kind in ("cash", "card", "points", "barter")] == [
        "Bar",
        "Karte",
        "Punkte",
        "Zahlung",
    ]
    assert [words.till(name) for name in ("T03", "Kasse am Eingang")] == ["Kasse 3", "Kasse am Eingang"]
    assert words.gain(-5) == "−5"
