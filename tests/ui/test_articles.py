"""The article's page and the figures of stock beside the sale, by keys and scans, over real services."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from pos.contract import decode_body, decode_entry
from pos.contract.goods import Address, PlaceLevel, StockRow
from pos.domain.cart import DELIVER, STORE, Fulfil, Line
from pos.domain.events import NOTIFY, RESERVE, StockRequested
from pos.ports import PERSONAL
from pos.services.changes import Changes
from pos.ui import i18n
from pos.ui.screens.articles import Articles
from pos.ui.screens.sell import Sell
from pos.ui.widgets.basket import badges_of
from pos.ui.widgets.notices import NoticeBar
from tests.services.shop import BAG, BATTERIES, CABLE, HEADPHONES
from tests.ui.articles import FAR, HERE, MINUTE, NEAR, WEB, LiveCentre, stocked
from tests.ui.conftest import Counter
from tests.ui.customers import LENA_CARD, report

Key = Qt.Key


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """At the counter, Lena attached, goods on the shelves."""
    stocked(counter)
    counter.scan(LENA_CARD)
    return counter


@pytest.fixture
def cable(shop: Counter) -> Counter:
    """The page of the cable."""
    shop.shell.go("articles", sku=CABLE.sku)
    shop.settle()
    return shop


def page(counter: Counter) -> Articles:
    front = counter.shell.front
    assert isinstance(front, Articles)
    return front


def sell(counter: Counter) -> Sell:
    front = counter.shell.front
    assert isinstance(front, Sell)
    return front


def figures(counter: Counter) -> list[str]:
    return [f"{line.name} {line.age} {line.figure}" for line in page(counter).page.stock.lines()]


def promise(counter: Counter, way: str) -> tuple[str, bool]:
    tile = page(counter).page.ways[way]
    return tile.promise(), tile.isEnabled()


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def touch(counter: Counter, name: str) -> None:
    button = next(b for b in counter.shell.findChildren(QAbstractButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()


def lines(counter: Counter) -> tuple[Line, ...]:
    priced, _ = counter.shop.till.sale.view()
    return priced.cart.lines if priced is not None else ()


def requests(counter: Counter) -> list[StockRequested]:
    made = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body for body in made if isinstance(body, StockRequested)]


# --- which article ----------------------------------------------------------------------------------------------------


def test_the_rail_opens_the_search_alone(shop: Counter) -> None:
    shop.go("articles")
    assert page(shop).page.page() == "empty"


def test_a_scan_shows_the_article_and_sells_nothing(shop: Counter) -> None:
    shop.go("articles")
    shop.scan(CABLE.gtin)
    assert page(shop).page.head.accessibleName() == CABLE.name
    assert CABLE.gtin in page(shop).page.head.accessibleDescription()
    assert lines(shop) == ()


def test_typing_finds_and_enter_opens(shop: Counter) -> None:
    shop.go("articles")
    shop.type("bat")
    shop.press(Key.Key_Return, "\r")
    assert page(shop).page.head.accessibleName() == BATTERIES.name


def test_an_unknown_code_is_told_and_the_article_stays(cable: Counter) -> None:
    cable.scan("4006381333931")
    assert bars(cable)
    assert page(cable).page.head.accessibleName() == CABLE.name


def test_f7_opens_the_chosen_line(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    shop.scan(BATTERIES.gtin)
    shop.press(Key.Key_Down)
    shop.press(Key.Key_F7)
    assert page(shop).page.head.accessibleName() == CABLE.name
    shop.press(Key.Key_Escape)
    assert shop.shell.showing("sell")


def test_f7_opens_what_is_highlighted_in_the_finds(shop: Counter) -> None:
    shop.type("bat")
    shop.press(Key.Key_F7)
    assert page(shop).page.head.accessibleName() == BATTERIES.name


def test_the_rail_shows_what_came_into_the_basket_last(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    shop.go("articles")
    assert page(shop).page.head.accessibleName() == CABLE.name


# --- figures ----------------------------------------------------------------------------------------------------------


def test_this_store_comes_first_then_by_distance_then_the_warehouse_then_what_is_on_the_way(cable: Counter) -> None:
    assert figures(cable) == [
        "Berlin Alexanderplatz live · 2 s 4",
        "Berlin Schloßstraße live · 2 s 2",
        "Köln Schildergasse live · 2 s 0",
        "Zentrallager Web Delivery Mon 48",
        "On the way Wed 25 Nov +12",
    ]
    assert [line.dot for line in page(cable).page.stock.lines()] == ["green", "amber", "none", "green", "none"]
    assert page(cable).page.stock_head.said() == "live"


def test_an_old_word_says_its_age_in_amber(counter: Counter) -> None:
    stocked(counter, online=False, age_ms=40 * MINUTE)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()
    assert page(counter).page.stock_head.said() == "last known 14:01 · 40 min ago"
    first = page(counter).page.stock.lines()[0]
    assert (first.age, first.old, first.dot, first.figure) == ("As of 14:01", True, "amber", "4")


def test_a_figure_moves_in_place_when_stock_does(cable: Counter) -> None:
    cable.shop.replica.shelves[HERE][CABLE.sku] = StockRow(1)
    cable.shell.runner.money(lambda till: (None, Changes(stock=True)))
    cable.settle()
    assert figures(cable)[0] == "Berlin Alexanderplatz live · 2 s 1"


def test_the_centre_is_asked_and_its_answer_is_shown(counter: Counter) -> None:
    levels = (PlaceLevel(HERE, 3), PlaceLevel(NEAR, 7), PlaceLevel(WEB, 40))
    centre = LiveCentre(levels=levels, now_ms=counter.shop.clock.now_ms)
    counter.centre = centre
    stocked(counter, age_ms=40 * MINUTE)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()
    assert f"stock {CABLE.sku}" in centre.asked
    assert figures(counter)[:2] == ["Berlin Alexanderplatz live · 0 s 3", "Berlin Schloßstraße live · 0 s 7"]
    assert "As of" in figures(counter)[2], "Köln was not among the answers"


def test_a_centre_that_is_silent_takes_nothing_away(counter: Counter) -> None:
    counter.centre = LiveCentre(silent=True)
    stocked(counter)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()
    assert figures(counter)[0] == "Berlin Alexanderplatz live · 2 s 4"


def test_own_sales_are_taken_off_at_once(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    shop.press(Key.Key_F10)
    shop.shell.go("articles", sku=CABLE.sku)
    shop.settle()
    assert figures(shop)[0] == "Berlin Alexanderplatz live · 2 s 3"


# --- price ------------------------------------------------------------------------------------------------------------


def test_the_price_says_its_vat_and_what_a_coupon_would_make_of_it(shop: Counter) -> None:
    shop.shell.go("articles", sku=HEADPHONES.sku)
    shop.settle()
    assert page(shop).page.amount.text() == "€449.00"
    said = [label.text() for label in page(shop).findChildren(type(page(shop).page._below))]
    assert "incl. 19% VAT" in said
    assert page(shop).page._coupon.accessibleName() == "10 % auf Audio = €404.10"


# --- what can be done -------------------------------------------------------------------------------------------------


def test_each_way_says_its_promise(cable: Counter) -> None:
    assert promise(cable, "reserve") == ("4 available · until tomorrow 18:41", True)
    assert promise(cable, "deliver") == ("Mon 23 Nov · free of charge", True)
    assert promise(cable, "elsewhere") == ("Schloßstraße today from 23:00", True)
    assert promise(cable, "notify") == ("when it is back in stock", True)


def test_offline_each_way_says_what_it_can_do_or_why_not(cable: Counter) -> None:
    report(cable, online=False)
    assert promise(cable, "reserve") == ("will be confirmed after the sync", True)
    assert promise(cable, "deliver") == ("not possible offline", False)
    assert promise(cable, "elsewhere") == ("not possible offline", False)
    assert promise(cable, "notify") == ("will be sent later", True)
    for key in (Key.Key_F6, Key.Key_F7):
        cable.press(key)
        assert page(cable).page.tool() is None


def test_without_a_customer_nothing_is_reserved(counter: Counter) -> None:
    stocked(counter)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()
    assert promise(counter, "reserve") == ("only with a customer · F2", False)
    counter.press(Key.Key_F5)
    assert page(counter).page.tool() is None
    counter.scan(LENA_CARD)
    assert counter.shell.showing("articles")
    assert promise(counter, "reserve")[1]


def test_f12_puts_it_into_the_basket(cable: Counter) -> None:
    cable.press(Key.Key_Plus, "+")
    cable.press(Key.Key_Plus, "+")
    cable.press(Key.Key_Minus, "-")
    cable.press(Key.Key_F12)
    assert cable.shell.showing("sell")
    assert [(line.sku, line.quantity, line.fulfil) for line in lines(cable)] == [(CABLE.sku, 2, None)]


@pytest.mark.parametrize("online", [True, False])
def test_f5_reserves_for_the_customer(cable: Counter, online: bool) -> None:
    report(cable, online=online)
    cable.press(Key.Key_F5)
    cable.press(Key.Key_Return, "\r")
    (made,) = requests(cable)
    assert (made.what, made.sku, made.quantity, made.location) == (RESERVE, CABLE.sku, 1, HERE)
    assert any("reserved" in words and ("after the sync" in words) != online for words in bars(cable))
    assert page(cable).page.tool() is None


def test_f6_sells_a_delivery_to_an_address_that_is_in_no_entry(cable: Counter) -> None:
    cable.press(Key.Key_F6)
    for text in ("Lindenweg 4", "10178", "Berlin"):
        cable.type(text)
        cable.press(Key.Key_Tab, "\t")
    cable.press(Key.Key_F12)
    assert cable.shell.showing("sell")
    (line,) = lines(cable)
    assert line.fulfil == Fulfil(DELIVER, WEB, "2026-11-23")
    priced, _ = cable.shop.till.sale.view()
    assert priced is not None
    kept = cable.shop.journal.drafts()[PERSONAL + priced.cart.sale_id]
    assert kept is not None
    assert b"Lena Hoffmann" in kept
    assert b"Lindenweg 4" in kept


def test_an_address_that_is_not_whole_is_asked_for(cable: Counter) -> None:
    cable.press(Key.Key_F6)
    cable.press(Key.Key_Return, "\r")
    assert page(cable).page.tool() is not None
    assert lines(cable) == ()
    cable.press(Key.Key_Escape)
    assert page(cable).page.tool() is None
    assert cable.shell.showing("articles")


def test_an_address_is_gone_with_its_form(cable: Counter) -> None:
    cable.press(Key.Key_F6)
    cable.type("Lindenweg 4")
    cable.press(Key.Key_Escape)
    fields = page(cable).findChildren(QLineEdit)
    assert not any(field.text() for field in fields)


def test_a_second_delivery_goes_to_the_same_address(cable: Counter) -> None:
    address = Address("Lena", "Lindenweg 4", "10178", "Berlin")
    cable.shop.till.stock.deliver(HEADPHONES.sku, 1, WEB, "2026-11-23", address)
    cable.shell.go("articles", sku=CABLE.sku)
    cable.settle()
    cable.press(Key.Key_F6)
    cable.press(Key.Key_Return, "\r")
    assert [line.sku for line in lines(cable)] == [HEADPHONES.sku, CABLE.sku]


def test_f7_orders_to_another_store(cable: Counter) -> None:
    cable.press(Key.Key_F7)
    cable.press(Key.Key_Return, "\r")
    assert [line.fulfil for line in lines(cable)] == [Fulfil(STORE, NEAR, "2026-11-21")]


def test_a_row_of_the_list_opens_that_store(cable: Counter) -> None:
    cable.shop.replica.shelves[FAR] = {CABLE.sku: StockRow(3)}
    cable.shell.runner.money(lambda till: (None, Changes(stock=True)))
    cable.settle()
    for _ in range(2):
        cable.press(Key.Key_Down)
    cable.press(Key.Key_Return, "\r")
    cable.press(Key.Key_Return, "\r")
    assert [line.fulfil for line in lines(cable)] == [Fulfil(STORE, FAR, "2026-11-22")]


def test_f8_notifies_once_the_customer_has_signed(cable: Counter) -> None:
    cable.press(Key.Key_F8)
    cable.press(Key.Key_Return, "\r")
    assert requests(cable) == []
    cable.press(Key.Key_Space, " ")
    cable.press(Key.Key_Return, "\r")
    (made,) = requests(cable)
    assert made.what == NOTIFY
    assert made.consent is not None
    assert made.consent.proof == "paper"


@pytest.mark.parametrize("agreed", [True, False])
def test_with_a_display_the_customer_agrees_there(counter: Counter, agreed: bool) -> None:
    counter.settings = counter.settings.with_value("customer_display", "window")
    stocked(counter)
    counter.scan(LENA_CARD)
    counter.shell.go("articles", sku=CABLE.sku)
    counter.settle()
    counter.press(Key.Key_F8)
    counter.press(Key.Key_F12)
    display = counter.shell.display
    assert display is not None
    assert requests(counter) == []
    (question,) = display.consent.questions
    assert question.purpose == "back-in-stock"
    QTest.mouseClick(question.yes if agreed else question.no, Qt.MouseButton.LeftButton)
    assert display.consent.confirm is not None
    QTest.mouseClick(display.consent.confirm, Qt.MouseButton.LeftButton)
    counter.settle()
    assert page(counter).page.tool() is None
    proofs = [made.consent.proof for made in requests(counter) if made.consent is not None]
    assert proofs == (["display"] if agreed else [])


def test_none_here_and_the_blue_button_delivers(shop: Counter) -> None:
    shop.shell.go("articles", sku=HEADPHONES.sku)
    shop.settle()
    assert page(shop).page.hero.label() == "Deliver home"
    assert promise(shop, "reserve") == ("none here", False)
    shop.press(Key.Key_F12)
    assert page(shop).page.tool() is not None
    report(shop, online=False)
    shop.press(Key.Key_Escape)
    assert page(shop).page.hero.label() == "Add to basket"


def test_a_scan_ends_the_form_and_applies_nothing(cable: Counter) -> None:
    cable.press(Key.Key_F5)
    cable.scan(BATTERIES.gtin)
    assert page(cable).page.tool() is None
    assert page(cable).page.head.accessibleName() == BATTERIES.name
    assert requests(cable) == []


def test_what_goes_with_it_is_added_and_what_could_replace_it_is_opened(cable: Counter) -> None:
    touch(cable, f"add-{BATTERIES.sku}")
    assert [line.sku for line in lines(cable)] == [BATTERIES.sku]
    assert cable.shell.showing("articles")
    touch(cable, f"open-{HEADPHONES.sku}")
    assert page(cable).page.head.accessibleName() == HEADPHONES.name


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_every_button_stands_inside_the_window(cable: Counter, size: tuple[int, int]) -> None:
    cable.shell.resize(*size)
    cable.settle()
    for key in (None, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F8):
        if key is not None:
            cable.press(key)
        QApplication.processEvents()  # lays everything out
        for button in cable.shell.findChildren(QAbstractButton):
            if button.isVisible():
                corner = button.mapTo(cable.shell, button.rect().bottomRight())
                assert cable.shell.rect().contains(corner), (key, button.objectName() or button.text())
    assert (cable.shell.width(), cable.shell.height()) == size


def test_another_window_leaves_the_keyboard_with_the_field_in_front(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    shop.press(Key.Key_F7)
    for size in ((1024, 768), (1920, 1080), (1366, 768)):
        shop.shell.resize(*size)
        shop.settle()
        assert shop.shell.focusWidget() is page(shop).search.edit


def test_a_small_window_shows_one_card_at_a_time(cable: Counter) -> None:
    cable.shell.resize(1024, 768)
    cable.settle()
    segment = page(cable).page._segment
    assert page(cable).page.stock.isVisible()
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton, pos=segment.rect().center())
    cable.settle()
    assert not page(cable).page.stock.isVisible()
    touch(cable, f"add-{BATTERIES.sku}")
    assert [line.sku for line in lines(cable)] == [BATTERIES.sku]


# --- beside the sale --------------------------------------------------------------------------------------------------


def said_at(counter: Counter) -> list[str | None]:
    """What stands at each line of the basket, from the top."""
    basket = sell(counter).top.basket
    model = basket.model()
    rows = [model.data(model.index(row, 0), Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    found = [basket.stock(row) for row in rows]
    return [None if one is None else one.words for one in found]


def test_each_line_says_how_much_is_here(shop: Counter) -> None:
    shop.scan(BATTERIES.gtin)
    shop.scan(CABLE.gtin)
    assert said_at(shop) == ["4 here", "86 here"]
    shop.shop.replica.shelves[HERE][CABLE.sku] = StockRow(3)
    shop.shell.runner.money(lambda till: (None, Changes(stock=True)))
    shop.settle()
    assert said_at(shop) == ["3 here", "86 here"]


def test_offline_a_line_says_of_when_its_figure_is(counter: Counter) -> None:
    stocked(counter, online=False, age_ms=40 * MINUTE)
    counter.scan(CABLE.gtin)
    assert said_at(counter) == ["4 · 14:01"]


def test_a_line_that_is_sent_says_what_the_warehouse_has_and_when_it_comes(shop: Counter) -> None:
    address = Address("Lena", "Lindenweg 4", "10178", "Berlin")
    shop.shop.till.stock.deliver(CABLE.sku, 1, WEB, "2026-11-23", address)
    shop.go("sell")
    assert said_at(shop) == ["48 web"]
    line = sell(shop).top.basket.chosen()
    assert line is not None
    assert [words for words, _, _ in badges_of(line, None)] == ["Mon 23 Nov"]
    assert "deliver" not in sell(shop).top.basket.itemDelegate().buttons(600)


def test_more_than_there_is_still_sells_and_says_so(shop: Counter) -> None:
    shop.scan(HEADPHONES.gtin)
    basket = sell(shop).top.basket
    line = basket.chosen()
    assert line is not None
    assert ("check stock", "amber") in [(words, kind) for words, kind, _ in badges_of(line, None, basket.stock(line))]
    shop.press(Key.Key_F10)
    assert shop.shell.showing("done")


def press_deliver(counter: Counter) -> None:
    """Touch *Deliver* of the chosen line."""
    basket = sell(counter).top.basket
    rect = basket.visualRect(basket.currentIndex())
    box = basket.itemDelegate().buttons(rect.width())["deliver"]
    QTest.mouseClick(basket.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + box.center() + QPoint(0, 0))
    counter.settle()


def test_the_chosen_line_is_sent_home_instead_of_carried_out(shop: Counter) -> None:
    shop.type("2*")
    shop.scan(CABLE.gtin)
    press_deliver(shop)
    assert page(shop).page.tool() is not None
    for text in ("Lindenweg 4", "10178", "Berlin"):
        shop.type(text)
        shop.press(Key.Key_Tab, "\t")
    shop.press(Key.Key_F12)
    (line,) = lines(shop)
    assert (line.quantity, line.fulfil) == (2, Fulfil(DELIVER, WEB, "2026-11-23"))


def test_offline_a_line_cannot_be_sent_and_the_bar_says_so(shop: Counter) -> None:
    report(shop, online=False)
    shop.shop.clock.now += MINUTE
    known = replace(shop.shop.contact.report, as_of_ms=shop.shop.clock.now - MINUTE)
    shop.shell.runner.money(lambda till: till.link.report(known))
    shop.settle()
    shop.scan(CABLE.gtin)
    assert not sell(shop).top.basket.deliverable
    press_deliver(shop)
    assert shop.shell.showing("sell")
    assert any("no delivery" in words and "Stock as of 14:41" in words and "€10.00" in words for words in bars(shop))


def test_a_wide_window_says_what_goes_with_the_basket(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    assert sell(shop).top.fits.lines() == ()
    shop.shell.resize(1920, 1080)
    shop.shell.runner.money(lambda till: (None, Changes(stock=True)))
    shop.settle()
    assert [line.sku for line in sell(shop).top.fits.lines()] == [BATTERIES.sku, BAG.sku]
    touch(shop, f"add-{BATTERIES.sku}")
    assert [line.sku for line in lines(shop)] == [CABLE.sku, BATTERIES.sku]
    assert [line.sku for line in sell(shop).top.fits.lines()] == [BAG.sku]
    shop.shell.resize(1366, 768)
    shop.settle()
    assert not sell(shop).top.fits.isVisible()


def test_finds_say_how_much_is_here_and_in_the_web_shop(shop: Counter) -> None:
    shop.type("usb")
    stock = sell(shop).top.finds.stock(CABLE.sku)
    assert stock is not None
    assert stock.here is not None
    assert stock.web is not None
    assert (stock.here.words, stock.here.dot, stock.web.words) == ("4 here", "green", "48 web")


def test_finds_of_an_old_word_say_of_when_it_is(counter: Counter) -> None:
    stocked(counter, online=False, age_ms=40 * MINUTE)
    counter.type("usb")
    stock = sell(counter).top.finds.stock(CABLE.sku)
    assert stock is not None
    assert stock.web is not None
    assert (stock.web.words, stock.web.old) == ("As of 14:01", True)


@pytest.mark.parametrize("language", ["de", "nl", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_opens_in_every_language_and_theme(cable: Counter, language: str, theme: str) -> None:
    cable.shell.use_theme(theme)
    cable.shell.use_language(language)
    cable.shell.go("articles", sku=CABLE.sku)
    cable.settle()
    assert page(cable).page.head.accessibleName() == CABLE.name
    assert not cable.shell.grab().isNull()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.use(app, "en")


def test_a_scan_is_shown_before_anybody_asks_for_stock(shop: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = shop.shell.runner
    asked: list[str] = []
    look, money = runner.look, runner.money
    monkeypatch.setattr(runner, "look", lambda *args, **named: (asked.append("look"), look(*args, **named)))
    monkeypatch.setattr(runner, "money", lambda *args, **named: (asked.append("money"), money(*args, **named)))
    shop.shell.scanned(CABLE.gtin)
    shop.until(shop.shell.settled)
    assert [line.sku for line in lines(shop)] == [CABLE.sku]
    assert said_at(shop) == [None]
    assert "look" not in asked
    scans = asked.count("money")
    shop.settle()
    assert said_at(shop) == ["4 here"]
    assert asked == ["money"] * scans + ["look"], "stock is looked up elsewhere than on the thread for money"
