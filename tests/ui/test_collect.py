"""Online orders at the counter where it does not go as usual: two of everything, taken back, overtaken by others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from pos.domain import collect
from pos.domain.collect import Pickup
from pos.domain.events import SaleCompleted
from pos.domain.pickup_facts import BY_QR, HandedLine, PickupHandedOver, PickupPicked, PickupReady
from pos.services.changes import Changes
from pos.ui.screens.collect import Collect
from pos.ui.screens.sell import Sell
from pos.ui.widgets.labels import Label
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.pickup_panel import PanelWords
from tests.services.shop import BATTERIES, CABLE
from tests.ui.conftest import Counter
from tests.ui.orders import GONE, LATE, PAID, PICK, UNPAID, bodies, collecting, id_of, label, order, qr

Key = Qt.Key
STRANGE = 48999  # an order that is not in the list


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """At the counter; the sale is in front."""
    return collecting(counter)


def screen(counter: Counter) -> Collect:
    front = counter.shell.front
    assert isinstance(front, Collect)
    return front


def panel(counter: Counter) -> PanelWords:
    """What the panel says."""
    words = screen(counter).page.panel.words
    assert words is not None
    return words


def checks(counter: Counter) -> list[tuple[bool, str]]:
    """Every line: wholly checked, or how far."""
    return [(line.checked, line.count) for line in panel(counter).lines]


def listed(counter: Counter, name: str) -> list[str]:
    return [row.number for row in screen(counter).page.columns[name].list.rows() if row.key]


def enter(counter: Counter) -> None:
    """By a person: an Enter right after a scan is the scanner's."""
    QTest.qWait(counter.shell.typing_gap_ms())
    counter.press(Key.Key_Return, "\r")


def touch(counter: Counter, name: str) -> None:
    button = next(one for one in counter.shell.findChildren(QAbstractButton, name) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    counter.settle()


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def change(counter: Counter, n: int, **facts: object) -> None:
    """The stream brings another state of an order."""
    replica = counter.shop.replica
    replica.orders = tuple(replace(one, **facts) if one.id == id_of(n) else one for one in replica.orders)
    tell(counter)


def add(counter: Counter, one: Pickup) -> None:
    counter.shop.replica.orders = (*counter.shop.replica.orders, one)
    tell(counter)


def tell(counter: Counter) -> None:
    counter.shell.runner.money(lambda till: (None, Changes(pickups=True)))
    counter.settle()


def now_ms(counter: Counter) -> int:
    return counter.shop.clock.now_ms()


# --- codes and parcels ------------------------------------------------------------------------------------------------


def test_code_and_parcel_are_two_scans_and_one_stroke(shop: Counter) -> None:
    shop.scan(qr(shop, PAID))
    assert not panel(shop).able
    shop.scan(label(PAID))
    assert panel(shop).hero == "Hand over (3)"
    shop.press(Key.Key_F12)
    (fact,) = bodies(shop, PickupHandedOver)
    assert (fact.order, fact.proof, fact.parcels) == (id_of(PAID), BY_QR, (label(PAID),))


def test_of_two_parcels_both_are_scanned_in_any_order(shop: Counter) -> None:
    change(shop, PAID, parcels=2, bags=("D-01", "D-02"))
    shop.scan(label(PAID, 2))
    assert panel(shop).head.place == "D-01 · D-02"
    assert (panel(shop).duties[0].value, panel(shop).hero) == ("1 of 2", "Hand over (0)")
    shop.scan(label(PAID, 1))
    assert (panel(shop).duties[0].value, panel(shop).hero) == ("2 of 2", "Hand over (3)")
    enter(shop)
    shop.press(Key.Key_F12)
    assert bodies(shop, PickupHandedOver)[0].parcels == (label(PAID, 1), label(PAID, 2))


def test_a_strange_order_scanned_at_the_sale_is_what_is_shown(shop: Counter) -> None:
    shop.scan(qr(shop, STRANGE))
    assert panel(shop).head.number == "Order not in the list"
    assert screen(shop).page.chosen() == ""
    shop.scan(label(STRANGE))
    assert (panel(shop).able, panel(shop).reason) == (False, "Look at a document")
    enter(shop)
    shop.press(Key.Key_F12)
    (fact,) = bodies(shop, PickupHandedOver)
    assert (fact.order, fact.lines, fact.identity) == (id_of(STRANGE), (), True)


def test_a_strange_order_stays_while_the_lists_change(shop: Counter) -> None:
    shop.scan(qr(shop, STRANGE))
    tell(shop)
    assert panel(shop).head.number == "Order not in the list"
    shop.press(Key.Key_Escape)
    assert panel(shop).head.number == listed(shop, "ready")[0]
    shop.press(Key.Key_Escape)
    assert shop.shell.showing("sell")


def test_a_second_label_opens_its_order_as_long_as_nothing_was_done(shop: Counter) -> None:
    shop.go("collect")
    shop.scan(label(PAID))
    assert panel(shop).head.number == f"W-{PAID}"
    shop.scan(label(LATE))
    assert panel(shop).head.number == f"W-{PAID}", "the parcel of somebody else lies between"
    assert any("another order" in words for words in bars(shop))
    shop.press(Key.Key_Escape)
    shop.scan(label(LATE))
    assert panel(shop).head.number == f"W-{LATE}"


# --- taken back -------------------------------------------------------------------------------------------------------


def test_not_wanted_is_taken_back_by_touch(shop: Counter) -> None:
    shop.scan(label(PAID))
    touch(shop, "pickup-other-1")
    assert [line.undo for line in panel(shop).lines] == [True, False]
    touch(shop, "pickup-other-1")
    assert [line.undo for line in panel(shop).lines] == [False, False]
    touch(shop, "pickup-line-1")
    assert checks(shop) == [(True, ""), (True, "")]


def test_missing_is_taken_back_by_touch(shop: Counter) -> None:
    shop.shell.go("collect", order=f"W-{PICK}")
    shop.settle()
    touch(shop, "pickup-other-1")
    assert listed(shop, "pick") == [f"W-{PICK}"]
    assert [line.undo for line in panel(shop).lines].count(True) == 1
    touch(shop, "pickup-other-1")
    assert not any(line.undo for line in panel(shop).lines)
    assert [fact.lines[0].short for fact in bodies(shop, PickupPicked)] == [2, 0]


def test_what_is_too_young_can_be_left_out(shop: Counter) -> None:
    lines = order(PAID, "", 0).lines
    change(shop, PAID, lines=(lines[0], replace(lines[1], min_age=18)))
    shop.scan(label(PAID))
    enter(shop)
    assert panel(shop).reason == "Check the age: 18"
    touch(shop, "pickup-other-2")
    assert panel(shop).able
    shop.press(Key.Key_F12)
    (fact,) = bodies(shop, PickupHandedOver)
    assert fact.lines == (HandedLine(1, CABLE.sku, 2), HandedLine(2, BATTERIES.sku, 0, 1))


def test_pieces_of_a_line_are_counted_by_touch(shop: Counter) -> None:
    shop.shell.go("collect", order=f"W-{PAID}")
    shop.settle()
    touch(shop, "pickup-line-1")
    seen = [checks(shop)[0]]
    for _ in range(2):
        touch(shop, "pickup-less-1")
        seen.append(checks(shop)[0])
    assert seen == [(True, ""), (False, "1/2"), (False, "")]
    touch(shop, "pickup-line-2")
    names = [one.objectName() for one in shop.shell.findChildren(QAbstractButton) if one.isVisible()]
    assert not any(name.startswith("pickup-less") for name in names), "one piece is taken back by its row"


def test_of_a_line_one_goes_and_the_other_is_not_wanted(shop: Counter) -> None:
    shop.scan(qr(shop, PAID))
    shop.scan(CABLE.gtin)
    shop.scan(BATTERIES.gtin)
    touch(shop, "pickup-other-1")
    assert checks(shop) == [(True, ""), (True, "")]
    shop.press(Key.Key_F12)
    (fact,) = bodies(shop, PickupHandedOver)
    assert fact.lines == (HandedLine(1, CABLE.sku, 1, 1), HandedLine(2, BATTERIES.sku, 1))
    assert f"W-{PAID}" in listed(shop, "done")


# --- a part, and then? ------------------------------------------------------------------------------------------------


def test_after_a_part_the_rest_begins_anew(shop: Counter) -> None:
    shop.scan(qr(shop, PAID))
    shop.scan(CABLE.gtin)
    assert panel(shop).note == ("Part 1 of 3.", "The rest stays open, Lena is told.")
    shop.press(Key.Key_F12)
    assert checks(shop) == [(False, ""), (False, "")]
    assert not any(duty.checked for duty in panel(shop).duties)
    shop.scan(label(PAID))
    enter(shop)
    shop.press(Key.Key_F12)
    assert [fact.lines for fact in bodies(shop, PickupHandedOver)] == [
        (HandedLine(1, CABLE.sku, 1),),
        (HandedLine(1, CABLE.sku, 1), HandedLine(2, BATTERIES.sku, 1)),
    ]
    assert f"W-{PAID}" in listed(shop, "done")


def test_of_an_unpaid_order_only_what_is_taken_is_paid(shop: Counter) -> None:
    shop.scan(label(UNPAID))
    touch(shop, "pickup-other-1")
    assert panel(shop).due == "€7.99"
    enter(shop)
    shop.press(Key.Key_F12)
    shop.press(Key.Key_F10)
    shop.press(Key.Key_F12)
    (sale,), (fact,) = bodies(shop, SaleCompleted), bodies(shop, PickupHandedOver)
    assert (sale.total_minor, fact.sale) == (799, sale.sale)
    assert fact.lines == (HandedLine(1, CABLE.sku, 0, 2), HandedLine(2, BATTERIES.sku, 1))


def test_of_an_unpaid_order_nothing_is_wanted(shop: Counter) -> None:
    shop.scan(label(UNPAID))
    touch(shop, "pickup-other-1")
    touch(shop, "pickup-other-2")
    assert panel(shop).due == ""
    enter(shop)
    shop.press(Key.Key_F12)
    assert shop.shell.showing("collect"), "there is nothing to be paid"
    assert f"W-{UNPAID}" in listed(shop, "done")


def test_an_order_that_is_in_the_basket_is_not_put_back_beside_it(shop: Counter) -> None:
    shop.scan(label(UNPAID))
    enter(shop)
    shop.press(Key.Key_F12)
    assert shop.shell.showing("pay")
    shop.press(Key.Key_Escape)
    assert shop.shell.showing("sell")
    shop.shell.go("collect", order=f"W-{UNPAID}")
    shop.settle()
    touch(shop, "pickup-back")
    enter(shop)
    assert any("in the basket" in words for words in bars(shop))
    assert f"W-{UNPAID}" in listed(shop, "ready")


# --- twice ------------------------------------------------------------------------------------------------------------


def test_two_quick_strokes_hand_over_once(shop: Counter) -> None:
    shop.scan(label(PAID))
    enter(shop)
    shop.strike(Key.Key_F12)
    shop.strike(Key.Key_F12)
    shop.settle()
    assert len(bodies(shop, PickupHandedOver)) == 1
    shop.press(Key.Key_F12)
    assert len(bodies(shop, PickupHandedOver)) == 1


def test_two_quick_strokes_make_ready_once(shop: Counter) -> None:
    shop.shell.go("collect", order=f"W-{PICK}")
    shop.settle()
    enter(shop)
    shop.press(Key.Key_F12)
    shop.type("b-12")
    shop.strike(Key.Key_Return, "\r")
    shop.strike(Key.Key_Return, "\r")
    shop.settle()
    assert [(fact.bags, fact.parcels) for fact in bodies(shop, PickupReady)] == [(("B-12",), 1)]


def test_a_parcel_that_cannot_be_scanned_asks_a_shift_lead(shop: Counter) -> None:
    shop.scan(qr(shop, PAID))
    enter(shop)  # everything, by eye
    assert (panel(shop).able, panel(shop).reason) == (False, "Scan the parcel's label")
    shop.press(Key.Key_F12)
    shop.type("2222")
    (fact,) = bodies(shop, PickupHandedOver)
    assert (fact.override_by, fact.overridden) == ("Aylin Yilmaz", "pickup-parcel-missing")


def test_who_lifts_several_duties_reads_all_of_them(shop: Counter) -> None:
    shop.scan(label(LATE))
    shop.press(Key.Key_F12)
    tool = screen(shop).page.panel.tool()
    assert tool is not None
    said = " ".join(one.text() for one in tool.findChildren(Label))
    assert "was not collected in time" in said
    assert "Also lifted: no pickup code" in said
    shop.type("2222")
    assert bodies(shop, PickupHandedOver)[0].overridden == "pickup-expired pickup-proof-missing"


def test_code_and_parcel_in_one_breath(shop: Counter) -> None:
    shop.shell.scanned(qr(shop, PAID))
    shop.shell.scanned(label(PAID))
    shop.settle()
    assert (panel(shop).able, panel(shop).hero) == (True, "Hand over (3)")
    shop.press(Key.Key_F12)
    assert bodies(shop, PickupHandedOver)[0].proof == BY_QR


# --- overtaken by others ----------------------------------------------------------------------------------------------


def test_what_is_checked_off_stays_when_another_order_arrives(shop: Counter) -> None:
    shop.shell.go("collect", order=f"W-{PAID}")
    shop.settle()
    touch(shop, "pickup-line-1")
    add(shop, replace(order(48298, "Selin Aydin", now_ms(shop)), here_ms=now_ms(shop)))
    assert listed(shop, "ready")[0] == "W-48298"
    assert panel(shop).head.number == f"W-{PAID}"
    assert checks(shop) == [(True, ""), (False, "")]


def test_an_order_that_another_till_handed_over_is_over_here_too(shop: Counter) -> None:
    shop.scan(label(PAID))
    enter(shop)
    change(shop, PAID, state=collect.HANDED_OVER, done_ms=now_ms(shop))
    assert (panel(shop).head.marks[0].words, panel(shop).hero) == ("collected", "")
    shop.press(Key.Key_F12)
    assert bodies(shop, PickupHandedOver) == []


def test_a_part_that_another_till_handed_over_is_checked_off_anew(shop: Counter) -> None:
    shop.scan(label(PAID))
    lines = order(PAID, "", 0).lines
    change(shop, PAID, lines=(replace(lines[0], handed=1), lines[1]))
    assert checks(shop) == [(False, ""), (False, "")]
    assert panel(shop).hero == "Hand over (0)"


def test_an_order_whose_customer_cancels_meanwhile_is_not_handed_over(shop: Counter) -> None:
    shop.scan(label(PAID))
    enter(shop)
    change(shop, PAID, state=collect.CANCEL_REQUESTED, cancel_asked_ms=now_ms(shop), revoked=True)
    assert panel(shop).hero == "Yes, cancel"
    assert panel(shop).note[0].startswith("Cancelled by the customer")


def test_an_order_that_vanishes_is_not_worked_on(shop: Counter) -> None:
    shop.scan(label(PAID))
    enter(shop)
    replica = shop.shop.replica
    replica.orders = tuple(one for one in replica.orders if one.id != id_of(PAID))
    tell(shop)
    shop.press(Key.Key_F12)
    assert bodies(shop, PickupHandedOver) == []
    assert bars(shop) or panel(shop).head.number != f"W-{PAID}"


def test_the_row_that_was_chosen_among_the_finds_stays_chosen_when_the_lists_change(shop: Counter) -> None:
    shop.go("collect")
    add(shop, order(48298, "Lena Hoffmann", now_ms(shop)))
    shop.type("hoffmann")
    found = listed(shop, "ready")
    assert len(found) == 2
    shop.press(Key.Key_Home)
    shop.press(Key.Key_Down)
    chosen = panel(shop).head.number
    tell(shop)
    enter(shop)
    assert panel(shop).head.number == chosen
    assert not bars(shop), "the text means two, the arrows have said which"


def test_with_nothing_to_pick_there_is_no_list(shop: Counter) -> None:
    change(shop, PICK, state=collect.CANCELLED, done_ms=now_ms(shop))
    shop.go("collect")
    shop.press(Key.Key_F3)
    assert shop.printed == []
    assert bars(shop) == []


# --- beside the sale --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [f"W-{PAID}", f"w-{PAID}", f"A{PAID}"])
def test_a_number_or_code_typed_at_the_sale_opens_its_order(shop: Counter, text: str) -> None:
    shop.type(text)
    enter(shop)
    assert panel(shop).head.number == f"W-{PAID}"
    shop.press(Key.Key_Escape)


def test_a_part_of_a_number_typed_at_the_sale_is_no_order(shop: Counter) -> None:
    shop.type("W-482")
    enter(shop)
    assert shop.shell.showing("sell")
    assert any("not in the range" in words for words in bars(shop))


def test_the_basket_stays_while_an_order_is_handed_over(shop: Counter) -> None:
    shop.scan(CABLE.gtin)
    shop.scan(label(PAID))
    enter(shop)
    shop.press(Key.Key_F12)
    shop.press(Key.Key_Escape)
    front = shop.shell.front
    assert isinstance(front, Sell)
    assert front.top.basket.model().rowCount() == 1


def test_labels_that_cannot_be_printed_are_told(shop: Counter) -> None:
    shop.paper = False
    shop.shell.go("collect", order=f"W-{PAID}")
    shop.settle()
    shop.press(Key.Key_F7)
    assert shop.printed == []
    assert bars(shop)


def test_the_state_of_an_order_is_said_beside_its_number(shop: Counter) -> None:
    said = {}
    for n in (PAID, UNPAID, PICK, LATE, GONE):
        shop.shell.go("collect", order=f"W-{n}")
        shop.settle()
        said[n] = [mark.words for mark in panel(shop).head.marks]
    assert said == {
        PAID: ["paid"],
        UNPAID: ["open"],
        PICK: ["to pick", "paid"],
        LATE: ["expired", "paid"],
        GONE: ["collected"],
    }
