"""Online orders at the counter by keys and scans, over real services."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from pos.base.errors import Code
from pos.contract.goods import LocationRow, PickupAnswer
from pos.domain import collect
from pos.domain.events import SaleCompleted
from pos.domain.pickup_facts import (
    BY_CODE,
    BY_NAME,
    BY_QR,
    HandedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
)
from pos.domain.stock import STORE_KIND
from pos.services.changes import Changes
from pos.ui import i18n, tones
from pos.ui.errors import tell
from pos.ui.screens.collect import Collect
from pos.ui.widgets.labels import Label
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.rail import RailButton
from tests.services.shop import BATTERIES, CABLE, HEADPHONES
from tests.ui.conftest import Counter
from tests.ui.customers import LENA, LENA_CARD, report
from tests.ui.orders import (
    ASKED,
    BAD,
    DEAR,
    GONE,
    LATE,
    PAID,
    PICK,
    UNPAID,
    OrdersCentre,
    bodies,
    collecting,
    id_of,
    label,
    order,
    qr,
)

Key = Qt.Key


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """At the counter, with online orders; the sale is in front."""
    return collecting(counter)


@pytest.fixture
def screen(shop: Counter) -> Counter:
    """Their screen is in front."""
    shop.go("collect")
    return shop


def front(counter: Counter) -> Collect:
    found = counter.shell.front
    assert isinstance(found, Collect)
    return found


def enter(counter: Counter) -> None:
    QTest.qWait(counter.shell.typing_gap_ms())  # sooner it would be the scanner's
    counter.press(Key.Key_Return, "\r")


def chosen(counter: Counter) -> str:
    return front(counter).page.panel.head.words.number


def column(counter: Counter, name: str) -> list[str]:
    return [row.number for row in front(counter).page.columns[name].list.rows()]


def marks(counter: Counter, number: str) -> list[str]:
    for name in ("pick", "ready", "done"):
        for row in front(counter).page.columns[name].list.rows():
            if row.number == number:
                return [mark.words for mark in row.marks]
    raise LookupError(number)


def hero(counter: Counter) -> tuple[str, bool, str]:
    button = front(counter).page.panel.hero
    return button.label(), button.isEnabled(), button.accessibleDescription()


def touch(counter: Counter, name: str) -> None:
    button = next(b for b in counter.shell.findChildren(QAbstractButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    counter.settle()


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def handed(counter: Counter) -> PickupHandedOver:
    (fact,) = bodies(counter, PickupHandedOver)
    assert isinstance(fact, PickupHandedOver)
    return fact


# --- the lists --------------------------------------------------------------------------------------------------------


def test_the_lists_say_what_is_to_be_done(screen: Counter) -> None:
    assert column(screen, "pick") == [f"W-{PICK}"]
    assert column(screen, "ready") == [f"W-{PAID}", f"W-{DEAR}", f"W-{UNPAID}"]
    titles = ["To be cancelled · 1", f"W-{ASKED}", "Expired · 1", f"W-{LATE}", "Done today · 1", f"W-{GONE}"]
    assert column(screen, "done") == titles
    assert marks(screen, f"W-{PICK}") == ["By 15:01"]
    assert marks(screen, f"W-{UNPAID}") == ["€37.97 open"]
    assert chosen(screen) == f"W-{PAID}"


def test_a_customer_who_is_here_comes_first_and_the_last_day_is_said(shop: Counter) -> None:
    now_ms = shop.shop.clock.now_ms()
    rows = {one.id: one for one in shop.shop.replica.orders}
    rows[id_of(UNPAID)] = replace(rows[id_of(UNPAID)], here_ms=now_ms, paid=True)
    rows[id_of(DEAR)] = replace(rows[id_of(DEAR)], expires_ms=now_ms + 24 * 3_600_000)
    shop.shop.replica.orders = tuple(rows.values())
    shop.go("collect")
    assert column(shop, "ready")[0] == f"W-{UNPAID}"
    assert marks(shop, f"W-{UNPAID}") == ["Customer here"]
    assert marks(shop, f"W-{DEAR}") == ["until tomorrow"]


def test_arrows_choose_in_a_list_and_beside_it(screen: Counter) -> None:
    screen.press(Key.Key_Down)
    assert chosen(screen) == f"W-{DEAR}"
    screen.press(Key.Key_Left)
    assert chosen(screen) == f"W-{PICK}"
    for _ in range(2):
        screen.press(Key.Key_Right)
    assert chosen(screen) == f"W-{ASKED}"
    screen.press(Key.Key_End)
    assert chosen(screen) == f"W-{GONE}"


def test_the_search_finds_in_the_lists_and_enter_opens_the_only_one(screen: Counter) -> None:
    screen.type("lind")
    assert column(screen, "ready") == [f"W-{UNPAID}"]
    assert column(screen, "pick") == []
    enter(screen)
    assert chosen(screen) == f"W-{UNPAID}"
    assert len(column(screen, "ready")) == 3


def test_of_several_finds_the_arrows_choose(screen: Counter) -> None:
    screen.type("w-482")
    screen.press(Key.Key_Down)
    screen.press(Key.Key_Down)
    wanted = chosen(screen)
    enter(screen)
    assert chosen(screen) == wanted
    assert front(screen).search.text() == ""


def test_nothing_there_says_so(counter: Counter) -> None:
    collecting(counter)
    counter.shop.replica.orders = ()
    counter.go("collect")
    assert front(counter).page.panel.words is None
    assert column(counter, "ready") == []


# --- handing over -----------------------------------------------------------------------------------------------------


def test_a_paid_order_takes_one_scan_and_two_keys(shop: Counter) -> None:
    shop.scan(label(PAID))
    assert shop.shell.showing("collect")
    assert hero(shop) == ("Hand over (3)", False, "Check the pickup code")
    enter(shop)
    shop.press(Key.Key_F12)
    fact = handed(shop)
    assert fact.lines == (HandedLine(1, CABLE.sku, 2), HandedLine(2, BATTERIES.sku, 1))
    assert (fact.proof, fact.parcels, fact.override_by) == (BY_CODE, (label(PAID),), "")
    assert f"W-{PAID} handed over" in " ".join(bars(shop))
    assert front(shop).page.panel.words is not None
    assert f"W-{PAID}" in column(shop, "done")


def test_from_two_hundred_and_fifty_a_document_is_looked_at(shop: Counter) -> None:
    shop.scan(label(DEAR))
    enter(shop)
    assert hero(shop) == ("Hand over (1)", False, "Look at a document")
    shop.press(Key.Key_F12)
    assert bodies(shop, PickupHandedOver) == []
    shop.press(Key.Key_Escape)
    enter(shop)
    shop.press(Key.Key_F12)
    assert handed(shop).identity


def test_the_code_that_is_said_opens_the_order_and_proves_it(screen: Counter) -> None:
    screen.type(f"a{UNPAID}")
    enter(screen)
    assert chosen(screen) == f"W-{UNPAID}"
    flow = front(screen).desk.flow
    assert flow is not None
    assert flow.proof == BY_CODE


def test_articles_are_checked_off_by_scan(screen: Counter) -> None:
    screen.scan(CABLE.gtin)
    assert hero(screen)[0] == "Hand over (1)"
    screen.scan(CABLE.gtin)
    screen.scan(BATTERIES.gtin)
    enter(screen)
    screen.press(Key.Key_F12)
    assert handed(screen).parcels == ()
    assert sum(line.quantity for line in handed(screen).lines) == 3


def test_keys_and_touch_check_off_too(screen: Counter) -> None:
    screen.press(Key.Key_Plus, "+")
    assert hero(screen)[0] == "Hand over (1)"
    screen.press(Key.Key_Minus, "-")
    assert hero(screen)[0] == "Hand over (0)"
    touch(screen, "pickup-line-1")
    assert hero(screen)[0] == "Hand over (2)"
    touch(screen, "pickup-line-1")
    enter(screen)
    assert hero(screen) == ("Hand over (3)", False, "Scan the parcel's label")


def test_a_part_is_handed_over_and_the_rest_stays(screen: Counter) -> None:
    screen.scan(CABLE.gtin)
    screen.scan(CABLE.gtin)
    note = front(screen).page.panel.note
    assert note.said() == "Part 2 of 3. The rest stays open, Lena is told."
    enter(screen)
    screen.press(Key.Key_F12)
    assert handed(screen).lines == (HandedLine(1, CABLE.sku, 2),)
    assert f"W-{PAID}" in column(screen, "ready")
    assert hero(screen)[0] == "Hand over (0)"


def test_a_line_that_is_not_wanted_goes_back(screen: Counter) -> None:
    screen.scan(label(PAID))
    screen.press(Key.Key_Minus, "-")
    screen.press(Key.Key_Delete)
    enter(screen)
    screen.press(Key.Key_F12)
    assert handed(screen).lines == (HandedLine(1, CABLE.sku, 2), HandedLine(2, BATTERIES.sku, 0, declined=1))
    assert f"W-{PAID}" in column(screen, "done")


def test_another_person_shows_a_document(screen: Counter) -> None:
    screen.scan(label(PAID))
    enter(screen)
    touch(screen, "duty-proxy")
    assert hero(screen)[2] == "Look at a document"
    enter(screen)
    screen.press(Key.Key_F12)
    assert (handed(screen).proxy, handed(screen).identity) == (True, True)


def test_without_a_code_the_document_proves_it(screen: Counter) -> None:
    screen.scan(label(PAID))
    touch(screen, "duty-identity")
    screen.press(Key.Key_F12)
    assert (handed(screen).proof, handed(screen).override_by) == (BY_NAME, "")


def test_an_age_is_checked(shop: Counter) -> None:
    rows = tuple(
        replace(one, lines=(replace(one.lines[0], min_age=18), *one.lines[1:])) if one.id == id_of(PAID) else one
        for one in shop.shop.replica.orders
    )
    shop.shop.replica.orders = rows
    shop.scan(label(PAID))
    enter(shop)
    assert hero(shop)[2] == "Check the age: 18"
    enter(shop)
    shop.press(Key.Key_F12)
    assert handed(shop).age


def test_what_only_a_second_person_may_lift_is_asked_for(screen: Counter) -> None:
    enter(screen)  # everything checked off, nothing scanned
    enter(screen)  # the code
    screen.press(Key.Key_F12)
    assert front(screen).page.panel.tool() is front(screen).desk.approval
    screen.type("3333")
    fact = handed(screen)
    assert (fact.override_by, fact.overridden) == ("Paul Weber", Code.PICKUP_PARCEL_MISSING)


def test_a_wrong_pin_lifts_nothing_and_escape_closes_the_form(screen: Counter) -> None:
    enter(screen)
    enter(screen)
    screen.press(Key.Key_F12)
    screen.type("9999")
    assert bodies(screen, PickupHandedOver) == []
    screen.press(Key.Key_Escape)
    assert front(screen).page.panel.tool() is None
    assert chosen(screen) == f"W-{PAID}"


def test_an_unpaid_order_is_paid_and_handed_over_with_the_sale(shop: Counter) -> None:
    shop.scan(label(UNPAID))
    assert front(shop).page.panel.amount.text() == "€37.97"
    enter(shop)
    assert hero(shop) == ("Take payment and hand over", True, "")
    shop.press(Key.Key_F12)
    assert shop.shell.showing("pay")
    shop.press(Key.Key_F10)
    shop.press(Key.Key_F12)
    assert shop.shell.showing("done")
    (sale,) = bodies(shop, SaleCompleted)
    assert sale.total_minor == 3_797
    assert handed(shop).sale == sale.sale
    said = [one.text() for one in shop.shell.front.findChildren(Label) if one.isVisible()]
    assert any(f"W-{UNPAID} handed over" in words for words in said)


def test_what_is_unpaid_and_not_wanted_goes_back_to_the_shelf(screen: Counter) -> None:
    screen.type(f"w-{UNPAID}")
    enter(screen)
    touch(screen, "pickup-back")
    enter(screen)
    (back,) = bodies(screen, PickupReturned)
    assert (back.order, back.reason) == (id_of(UNPAID), "not-wanted")


def test_the_customer_goes_on_buying(screen: Counter) -> None:
    screen.press(Key.Key_F2)
    assert screen.shell.showing("sell")
    cart, _ = screen.shop.till.sale.view()
    assert cart is not None
    assert cart.cart.member is not None
    assert cart.cart.member.customer == LENA


def test_an_expired_order_is_put_back(screen: Counter) -> None:
    screen.type(f"w-{LATE}")
    enter(screen)
    assert hero(screen)[1] is False
    screen.press(Key.Key_F8)
    enter(screen)
    (back,) = bodies(screen, PickupReturned)
    assert (back.order, back.reason) == (id_of(LATE), "expired")
    assert "Expired · 1" not in column(screen, "done")


def test_an_expired_order_goes_out_with_an_approval(screen: Counter) -> None:
    screen.scan(label(LATE))
    enter(screen)
    screen.press(Key.Key_F12)
    screen.type("3333")
    assert handed(screen).overridden == Code.PICKUP_EXPIRED


@pytest.mark.parametrize("accepted", [True, False])
def test_the_store_answers_a_cancellation(screen: Counter, accepted: bool) -> None:
    screen.type(f"w-{ASKED}")
    enter(screen)
    if accepted:
        screen.press(Key.Key_F12)
    else:
        touch(screen, "pickup-keep")
    (answer,) = bodies(screen, PickupCancelAnswered)
    assert (answer.order, answer.accepted) == (id_of(ASKED), accepted)
    assert (f"W-{ASKED}" in column(screen, "ready")) is not accepted


# --- without a network ------------------------------------------------------------------------------------------------


def test_offline_a_signed_code_and_a_label_hand_over(counter: Counter) -> None:
    collecting(counter, online=False)
    counter.scan(qr(counter, PAID))
    assert chosen(counter) == f"W-{PAID}"
    counter.scan(label(PAID))
    counter.press(Key.Key_F12)
    assert handed(counter).proof == BY_QR
    assert "the centre is told after the sync" in " ".join(bars(counter))


def test_offline_an_order_that_is_in_no_list_goes_by_its_parcels(counter: Counter) -> None:
    collecting(counter, online=False)
    counter.scan(qr(counter, 49999, parcels=2))
    assert chosen(counter) == "Order not in the list"
    for parcel in (1, 2):
        assert hero(counter)[1] is False
        counter.scan(label(49999, parcel))
    touch(counter, "duty-identity")
    counter.press(Key.Key_F12)
    fact = handed(counter)
    assert (fact.order, fact.lines, fact.proof) == (id_of(49999), (), BY_QR)
    assert len(fact.parcels) == 2


def test_offline_the_bar_says_how_old_the_list_is(screen: Counter) -> None:
    assert not any("Offline" in bar for bar in bars(screen))
    report(screen, online=False)
    screen.shop.clock.now += 60_000
    screen.shell.runner.money(lambda till: (None, Changes(pickups=True, sync=True)))
    screen.settle()
    screen.until(lambda: any("List: as of 14:40, new orders are missing." in bar for bar in bars(screen)))


# --- what cannot be ---------------------------------------------------------------------------------------------------


def refusals(counter: Counter) -> dict[str, tuple[str, Code]]:
    """By name: what is scanned, and which reason is told."""
    now_s = counter.shop.clock.now_ms() // 1000
    return {
        "not a code": ("TPK1:ABC", Code.PICKUP_CODE_UNREADABLE),
        "forged": (qr(counter, PAID, BAD), Code.PICKUP_CODE_FORGED),
        "of yesterday": (qr(counter, PAID, expires_s=now_s - 3_000), Code.PICKUP_CODE_EXPIRED),
        "of tomorrow": (qr(counter, PAID, not_before_s=now_s + 3_000), Code.PICKUP_CODE_NOT_YET),
        "of a lost key": (qr(counter, PAID, key=2), Code.PICKUP_KEY_REVOKED),
        "of no key": (qr(counter, PAID, key=9), Code.PICKUP_KEY_UNKNOWN),
        "of Hamburg": (qr(counter, PAID, store="S0101"), Code.PICKUP_OTHER_STORE),
        "of other lines": (qr(counter, PAID, digest=b"\x02" * 8), Code.PICKUP_CODE_OTHER),
        "of one that is gone": (qr(counter, GONE), Code.PICKUP_HANDED_OVER),
        "of one that is cancelled": (qr(counter, ASKED), Code.PICKUP_CANCELLED),
        "an unknown label": (label(1), Code.PICKUP_UNKNOWN),
        "another article": (HEADPHONES.gtin, Code.PICKUP_ARTICLE_OTHER),
    }


NAMES = (
    "not a code",
    "forged",
    "of yesterday",
    "of tomorrow",
    "of a lost key",
    "of no key",
    "of Hamburg",
    "of other lines",
    "of one that is gone",
    "of one that is cancelled",
    "an unknown label",
    "another article",
)


@pytest.mark.parametrize("name", NAMES)
def test_each_bad_scan_says_its_own_sentence(screen: Counter, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr("pos.ui.shell.tell", lambda error: (told.append(error), tell(error))[1])
    text, code = refusals(screen)[name]
    screen.scan(text)
    assert [error.code for error in told] == [code]
    assert any(tell(told[0]).what in bar for bar in bars(screen))
    assert bodies(screen, PickupHandedOver) == []


def test_a_piece_too_much_and_a_parcel_of_somebody_else(screen: Counter) -> None:
    screen.scan(label(PAID))
    for _ in range(2):
        screen.scan(BATTERIES.gtin)
    assert any(BATTERIES.name in bar for bar in bars(screen))
    screen.scan(label(UNPAID))
    assert any(f"W-{PAID}" in bar for bar in bars(screen))
    assert chosen(screen) == f"W-{PAID}"


def test_a_code_of_another_store_is_said_by_the_centre(counter: Counter) -> None:
    centre = OrdersCentre(answer=PickupAnswer("W-7731", "S0101", "Hamburg", "ready"))
    counter.centre = centre
    collecting(counter)
    counter.go("collect")
    counter.type("773155")
    enter(counter)
    assert centre.looked_for == ["773155"]
    assert any("Hamburg" in bar for bar in bars(counter))


def test_a_store_that_is_known_here_is_called_by_its_name(screen: Counter) -> None:
    screen.shop.replica.places = (LocationRow("S0101", STORE_KIND, "Hamburg Mönckebergstr.", "Hamburg"),)
    screen.scan(qr(screen, PAID, store="S0101"))
    assert any("Hamburg Mönckebergstr." in bar for bar in bars(screen))


def test_a_scan_ends_a_form_and_presses_nothing(screen: Counter) -> None:
    screen.press(Key.Key_F8)
    screen.scan(label(UNPAID))
    assert front(screen).page.panel.tool() is None
    assert chosen(screen) == f"W-{UNPAID}"
    assert bodies(screen, PickupReturned) == []


def test_escape_takes_back_what_was_checked_then_leaves(screen: Counter) -> None:
    screen.scan(label(PAID))
    screen.press(Key.Key_Escape)
    assert hero(screen)[0] == "Hand over (0)"
    screen.press(Key.Key_Escape)
    assert screen.shell.showing("sell")


# --- off the shelves --------------------------------------------------------------------------------------------------


@pytest.fixture
def picking(screen: Counter) -> Counter:
    screen.press(Key.Key_F3)
    return screen


def test_f3_prints_the_list_and_begins(picking: Counter) -> None:
    assert [name for _slip, name in picking.printed] == ["pick-list"]
    assert chosen(picking) == f"W-{PICK}"
    lines = front(picking).page.panel.words
    assert lines is not None
    assert [line.name for line in lines.lines] == [BATTERIES.name, CABLE.name]  # by shelf


def test_picked_by_scan_and_made_ready_with_a_label(picking: Counter) -> None:
    picking.scan(CABLE.gtin)
    assert hero(picking) == ("Make ready", False, "2 still to be found")
    enter(picking)
    picking.press(Key.Key_F12)
    picking.type("c-07, c-08")
    picking.press(Key.Key_Tab, "\t")
    picking.type("2")
    enter(picking)
    (ready,) = bodies(picking, PickupReady)
    assert (ready.order, ready.bags, ready.parcels) == (id_of(PICK), ("C-07", "C-08"), 2)
    assert [name for _slip, name in picking.printed[1:]] == [label(PICK, 1), label(PICK, 2)]
    assert f"W-{PICK}" in column(picking, "ready")


def test_a_place_must_be_named(picking: Counter) -> None:
    enter(picking)
    picking.press(Key.Key_F12)
    picking.press(Key.Key_F12)
    assert bodies(picking, PickupReady) == []
    picking.press(Key.Key_Escape)
    assert front(picking).page.panel.tool() is None


def test_what_is_missing_is_cleared_with_a_substitute(picking: Counter) -> None:
    picking.press(Key.Key_Delete)
    assert f"W-{PICK}" in column(picking, "pick")
    assert marks(picking, f"W-{PICK}") == ["Short"]
    picking.press(Key.Key_F5)
    picking.scan(HEADPHONES.gtin)
    picked = bodies(picking, PickupPicked)[-1]
    (line,) = picked.lines
    assert (line.sku, line.short, line.substitute) == (BATTERIES.sku, 1, HEADPHONES.sku)
    assert marks(picking, f"W-{PICK}") == ["Customer is asked"]


def test_an_article_of_no_line_is_not_picked(picking: Counter) -> None:
    picking.scan(HEADPHONES.gtin)
    assert bodies(picking, PickupPicked) == []
    assert any(f"W-{PICK}" in bar for bar in bars(picking))


def test_moved_reminded_and_labelled(screen: Counter) -> None:
    screen.press(Key.Key_F4)
    screen.type("d-01")
    enter(screen)
    screen.press(Key.Key_F6)
    screen.press(Key.Key_F7)
    assert [fact.bags for fact in bodies(screen, PickupMoved)] == [("D-01",)]
    assert [fact.order for fact in bodies(screen, PickupReminded)] == [id_of(PAID)]
    assert [name for _slip, name in screen.printed] == [label(PAID)]
    assert front(screen).page.panel.head.words.place == "D-01"


# --- around it --------------------------------------------------------------------------------------------------------


def test_f9_opens_it_from_the_sale(shop: Counter) -> None:
    shop.press(Key.Key_F9)
    assert shop.shell.showing("collect")


def test_the_customers_panel_leads_to_the_order(shop: Counter) -> None:
    shop.scan(LENA_CARD)
    touch(shop, f"matter-W-{PAID}")
    assert chosen(shop) == f"W-{PAID}"


def test_a_customers_card_belongs_to_the_sale(screen: Counter) -> None:
    screen.scan(LENA_CARD)
    assert screen.shell.showing("sell")


def badge(counter: Counter) -> str:
    button = counter.shell.findChildren(RailButton)[1]
    return button.accessibleDescription()


def test_a_new_order_is_counted_and_heard_once(shop: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(tones, "arrived", lambda: heard.append("tone"))
    assert badge(shop) == "1"
    now_ms = shop.shop.clock.now_ms()
    new = replace(order(48300, "Julia Neumann", now_ms), state=collect.RESERVED, ready_ms=0, bags=(), parcels=0)
    shop.shop.replica.orders = (*shop.shop.replica.orders, new)
    for _ in range(2):
        shop.shell.runner.money(lambda till: (None, Changes(pickups=True)))
        shop.settle()
    assert (badge(shop), heard) == ("2", ["tone"])


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_every_button_stands_inside_the_window(screen: Counter, size: tuple[int, int]) -> None:
    screen.shell.resize(*size)
    screen.settle()
    for key in (None, Key.Key_F4, Key.Key_F8, Key.Key_F3):
        if key is not None:
            screen.press(key)
        QApplication.processEvents()  # lays everything out
        for button in screen.shell.findChildren(QAbstractButton):
            if button.isVisible():
                corner = button.mapTo(screen.shell, button.rect().bottomRight())
                assert screen.shell.rect().contains(corner), (key, button.objectName() or button.text())
    assert (screen.shell.width(), screen.shell.height()) == size


def test_a_small_window_shows_one_list_at_a_time(screen: Counter) -> None:
    screen.shell.resize(1024, 768)
    screen.settle()
    visible = [name for name, one in front(screen).page.columns.items() if one.isVisible()]
    assert visible == ["ready"]
    screen.press(Key.Key_Left)
    assert [name for name, one in front(screen).page.columns.items() if one.isVisible()] == ["pick"]
    segment = front(screen).page._segment
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton, pos=segment.rect().center())
    screen.settle()
    assert chosen(screen) == f"W-{PAID}"


@pytest.mark.parametrize("language", ["de", "nl", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_opens_in_every_language_and_theme(screen: Counter, language: str, theme: str) -> None:
    screen.shell.use_theme(theme)
    screen.shell.use_language(language)
    screen.settle()
    assert chosen(screen) == f"W-{PAID}"
    assert not screen.shell.grab().isNull()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.use(app, "en")
