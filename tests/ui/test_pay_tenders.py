"""Several tenders through the keys: what was taken stands there, can be given back, and is never overlooked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.base.errors import Code, Unavailable
from pos.contract import decode_body, decode_entry
from pos.contract.people import HoldAnswer, LoyaltyRow
from pos.domain.coupons import Coupon
from pos.domain.events import CardAnswered, CardAsked, Override, SaleCompleted
from pos.domain.loyalty import DISCOUNT, HOUR_MS
from pos.domain.offers import PERCENT, Promotion
from pos.services.link import LinkReport
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.reflex import REFLEX_MS
from pos.ui.screens.pay import Pay
from pos.ui.widgets.buttons import IconButton
from pos.ui.widgets.choices import Chip
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.tiles import TenderTile
from tests.services.shop import BATTERIES, CABLE
from tests.services.test_customers import LENA, RULES, known
from tests.ui.conftest import Counter
from tests.ui.test_pay import amounts, bars, field, fill, hero, kinds, sales, touch

Key = Qt.Key
DUE = 4_616


def eur(minor: int) -> str:
    return i18n.money(minor, "EUR")


def begin(counter: Counter, *, member: bool = True, age_ms: int = 0, online: bool = False) -> Counter:
    """46,16 in the basket of Lena Hoffmann with 2,480 points, the pay screen in front."""
    known(counter.shop, LENA, age_ms=age_ms)
    if online:
        counter.shop.contact.report = LinkReport(online=True, last_sync_ms=counter.shop.clock.now)
    counter.ready_to_sell()
    if member:
        counter.shell.runner.money(lambda till: till.customers.attach("lena"))
    if online:
        grant(counter)
    fill(counter)
    counter.press(Key.Key_F12)
    assert counter.shell.showing("pay")
    return counter


def grant(counter: Counter, points: int = 2_480) -> None:
    now = counter.shop.clock.mono_ms()
    counter.shell.runner.money(lambda till: till.customers.granted("lena", HoldAnswer("h", points, 300, 0), now))
    counter.settle()


@pytest.fixture
def paying(counter: Counter) -> Counter:
    return begin(counter)


def page(counter: Counter) -> Pay:
    front = counter.shell.front
    assert isinstance(front, Pay)
    return front


def taken(counter: Counter) -> list[tuple[str, str]]:
    return [(row.text, row.amount) for row in page(counter).page.taken.taken()]


def give_back(counter: Counter, place: int = 0) -> None:
    """Touch the × of a row."""
    crosses = [b for b in page(counter).page.taken.findChildren(IconButton) if b.isVisible()]
    QTest.mouseClick(crosses[place], Qt.MouseButton.LeftButton)
    counter.settle()


def part(counter: Counter, digits: str) -> None:
    counter.press(Key.Key_F10)
    counter.type(digits)
    counter.press(Key.Key_F12)


def bodies(counter: Counter, kind: type) -> Sequence[object]:
    found = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body for body in found if isinstance(body, kind)]


def sale(counter: Counter) -> SaleCompleted:
    body = bodies(counter, SaleCompleted)[-1]
    assert isinstance(body, SaleCompleted)
    return body


# --- parts ------------------------------------------------------------------------------------------------------------


def test_a_part_in_cash_leaves_the_rest_open(paying: Counter) -> None:
    part(paying, "1000")
    assert sales(paying) == 0
    assert taken(paying) == [("Cash", eur(-1_000))]
    assert amounts(paying) == [eur(DUE - 1_000)]
    assert not hero(paying).isEnabled()
    paying.press(Key.Key_F10)
    assert field(paying) == eur(DUE - 1_000)
    paying.press(Key.Key_F12)
    assert [(t.kind, t.amount_minor) for t in sale(paying).tenders] == [("cash", 1_000), ("cash", DUE - 1_000)]


def test_a_second_quick_press_takes_no_second_part(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("1000")
    for _ in range(3):
        paying.strike(Key.Key_F12)
        paying.settle()
    assert taken(paying) == [("Cash", eur(-1_000))]


def test_a_part_by_card_is_asked_for_exactly(paying: Counter) -> None:
    paying.press(Key.Key_F9)
    assert not hero(paying).isEnabled(), "nothing is suggested: a part is what somebody said"
    paying.type("2000")
    assert eur(2_000) in hero(paying).label()
    assert eur(DUE - 2_000) in hero(paying).accessibleDescription()
    paying.press(Key.Key_Return, "\r")
    assert [body.amount_minor for body in bodies(paying, CardAsked)] == [2_000]
    assert eur(2_000) in amounts(paying)
    paying.press(Key.Key_F12)
    assert sales(paying) == 0
    assert taken(paying) == [("Card", eur(-2_000))]


def test_the_whole_sum_is_no_part(paying: Counter) -> None:
    paying.press(Key.Key_F9)
    paying.type(str(DUE))
    assert not hero(paying).isEnabled()
    paying.press(Key.Key_F12)
    assert "card.asked" not in kinds(paying)


def test_part_amount_takes_the_open_question_back_first(paying: Counter) -> None:
    paying.press(Key.Key_F11)
    paying.press(Key.Key_F9)
    assert [body.result for body in bodies(paying, CardAnswered)] == ["not-paid"]
    touch(paying, Chip, eur(1_000))
    paying.press(Key.Key_F12)
    assert [body.amount_minor for body in bodies(paying, CardAsked)] == [DUE, 1_000]


def test_a_reflex_after_the_card_was_asked_does_not_answer_paid(paying: Counter) -> None:
    paying.strike(Key.Key_F11)
    paying.settle()
    paying.strike(Key.Key_F12)
    paying.settle()
    assert sales(paying) == 0
    paying.shop.clock.now += REFLEX_MS
    paying.strike(Key.Key_F12)
    paying.settle()
    assert sales(paying) == 1


def test_a_reflex_after_the_sale_leaves_the_change_on_the_screen(paying: Counter) -> None:
    paying.press(Key.Key_F10)
    paying.type("5000")
    paying.press(Key.Key_F12)
    paying.strike(Key.Key_F12)
    paying.settle()
    assert paying.shell.showing("done")
    paying.shop.clock.now += REFLEX_MS
    paying.strike(Key.Key_F12)
    paying.settle()
    assert paying.shell.showing("sell")


# --- giving back ------------------------------------------------------------------------------------------------------


def test_cash_is_given_back_with_one_touch_and_it_says_so(paying: Counter) -> None:
    part(paying, "1000")
    give_back(paying)
    assert taken(paying) == []
    assert any(eur(1_000) in bar and "cash" in bar for bar in bars(paying))
    paying.press(Key.Key_Escape)
    assert paying.shell.showing("sell")


def test_a_card_is_given_back_on_the_terminal_before_the_till_forgets_it(paying: Counter) -> None:
    paying.press(Key.Key_F9)
    paying.type("2000")
    paying.press(Key.Key_F12)
    paying.press(Key.Key_F12)
    give_back(paying)
    assert taken(paying) == [("Card", eur(-2_000))], "not before somebody has said so"
    bar = next(bar for bar in paying.shell.front.findChildren(NoticeBar) if bar.isVisible())
    assert "terminal first" in bar.accessibleName()
    bar.acted.emit()
    paying.settle()
    assert taken(paying) == []
    assert [body.result for body in bodies(paying, CardAnswered)] == ["paid", "taken-back"]


def test_escape_stays_and_says_what_to_give_back(paying: Counter) -> None:
    part(paying, "1000")
    paying.press(Key.Key_F10)
    paying.press(Key.Key_Escape)
    assert paying.shell.showing("pay")
    assert any(eur(1_000) in bar for bar in bars(paying))
    assert taken(paying) == [("Cash", eur(-1_000))]


def test_a_scan_changes_nothing_once_money_was_taken(paying: Counter) -> None:
    part(paying, "1000")
    before = kinds(paying)
    paying.scan(CABLE.gtin)
    assert paying.shell.showing("pay")
    assert kinds(paying) == before
    assert page(paying).search.edit.accessibleDescription()
    assert page(paying).search.text() == ""


def test_after_a_crash_money_taken_leads_back_to_the_pay_screen(counter: Counter) -> None:
    known(counter.shop, LENA)
    counter.shop.open()
    for article in (CABLE, BATTERIES):
        counter.shop.till.sale.add(article)
    counter.shop.till.checkout.take_cash(1_000)
    counter.shop = counter.shop.restarted()
    counter.open()
    counter.type("1111")
    counter.until(lambda: counter.shell.settled() and counter.shell.showing("pay"))
    assert taken(counter) == [("Cash", eur(-1_000))]
    assert "card.asked" not in kinds(counter)
    counter.press(Key.Key_F10)
    counter.press(Key.Key_F12)
    assert sales(counter) == 1


def test_a_full_disk_takes_no_part_and_the_step_can_be_repeated(
    paying: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable(Code.DISK_FULL)

    with monkeypatch.context() as broken:
        broken.setattr(paying.shop.journal, "append", full)
        part(paying, "1000")
    assert any("disk is full" in bar for bar in bars(paying))
    assert taken(paying) == []
    paying.press(Key.Key_F12)
    assert taken(paying) == [("Cash", eur(-1_000))]


# --- points -----------------------------------------------------------------------------------------------------------


def test_points_live_pay_as_much_as_there_is(counter: Counter) -> None:
    begin(counter, online=True)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(2_480)
    counter.press(Key.Key_F12)
    assert taken(counter) == [("Points", eur(-2_480))]
    counter.press(Key.Key_F11)
    counter.press(Key.Key_F12)
    assert [(t.kind, t.amount_minor, t.points) for t in sale(counter).tenders] == [
        ("points", 2_480, 2_480), ("card", DUE - 2_480, 0),
    ]  # fmt: skip


def test_points_alone_are_finished_with_the_blue_button_and_not_by_reflex(counter: Counter) -> None:
    begin(counter, online=True)
    counter.shell.runner.money(lambda till: till.checkout.abandon())
    counter.shell.runner.money(lambda till: till.sale.set_quantity(1, 1))
    for n in (2, 3):
        counter.shell.runner.money(lambda till, n=n: till.sale.remove(n))
    counter.settle()
    counter.press(Key.Key_Escape)
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(1_499), "no more than is due"
    counter.press(Key.Key_F12)
    assert hero(counter).isEnabled()
    assert amounts(counter) == [eur(0)]
    counter.strike(Key.Key_F12)
    counter.settle()
    assert sales(counter) == 0
    counter.press(Key.Key_F11)
    assert "card.asked" not in kinds(counter), "nothing is open"
    counter.press(Key.Key_F12)
    assert sales(counter) == 1
    assert counter.shell.showing("done")


def test_some_of_them_typed_or_by_one_touch(counter: Counter) -> None:
    begin(counter, online=True)
    counter.press(Key.Key_F5)
    counter.type("499")
    assert not hero(counter).isEnabled()
    counter.press(Key.Key_Return, "\r")
    assert taken(counter) == []
    counter.press(Key.Key_Backspace)
    counter.type("00")
    assert not hero(counter).isEnabled(), "more than there is"
    touch(counter, Chip, eur(1_000))
    assert field(counter) == eur(1_000)
    counter.press(Key.Key_Return, "\r")
    assert taken(counter) == [("Points", eur(-1_000))]


def test_offline_the_form_says_how_old_and_how_far(counter: Counter) -> None:
    begin(counter, age_ms=40 * 60_000)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(1_000)
    words = [label.text() for label in page(counter).page.points.findChildren(type(page(counter).page.points._name))]
    assert any("nothing is spent twice" in said for said in words)
    counter.press(Key.Key_F12)
    assert taken(counter) == [("Points", eur(-1_000))]


def test_above_the_limit_a_second_person_decides(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F5)
    counter.type("2000")
    assert "approval" in hero(counter).accessibleDescription()
    counter.press(Key.Key_F12)
    assert not hero(counter).isEnabled()
    counter.type("9999")
    assert taken(counter) == []
    counter.type("2222")
    assert taken(counter) == [("Points", eur(-2_000))]
    raised = bodies(counter, Override)
    assert [(body.what, body.approved_by, body.amount_minor) for body in raised] == [
        ("points-offline", "Aylin Yilmaz", 2_000)
    ]


def test_escape_leaves_the_question_for_a_pin_first(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F5)
    counter.type("2000")
    counter.press(Key.Key_F12)
    counter.press(Key.Key_Escape)
    assert counter.shell.showing("pay")
    assert field(counter) == eur(2_000)
    assert bodies(counter, Override) == []


def test_a_locked_pin_leaves_the_form(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F5)
    counter.type("2000")
    counter.press(Key.Key_F12)
    for _ in range(5):
        counter.type("9999")
    counter.type("2")
    counter.press(Key.Key_F12)
    assert bodies(counter, Override) == []
    assert taken(counter) == []


@pytest.mark.parametrize(
    ("age_ms", "row", "said"),
    [
        (2 * HOUR_MS, replace(LENA, points=1_400), "not fresh"),
        (0, replace(LENA, offline=False), "only while the centre"),
        (0, replace(LENA, points=120), "starts at"),
    ],
)
def test_each_limit_has_its_reason(counter: Counter, age_ms: int, row: object, said: str) -> None:
    begin(counter)
    known(counter.shop, row, age_ms=age_ms)  # type: ignore[arg-type]
    counter.press(Key.Key_Escape)
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F5)
    assert said in page(counter).page.points._rule.text()


def test_a_hold_that_arrives_while_the_form_is_open_lifts_the_limit(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(1_000)
    grant(counter)
    assert field(counter) == eur(2_480)
    counter.type("700")
    grant(counter, 2_000)
    assert field(counter) == eur(700), "what somebody typed stays"


def test_without_a_customer_there_are_no_points(counter: Counter) -> None:
    begin(counter, member=False)
    tile = next(tile for tile in counter.shell.front.findChildren(TenderTile) if tile.label() == "Points")
    assert not tile.isEnabled()
    assert tile.accessibleDescription() == "no customer"
    counter.press(Key.Key_F5)
    assert any("customer" in bar for bar in bars(counter))
    assert field_or_none(counter) is None


def field_or_none(counter: Counter) -> str | None:
    try:
        return field(counter)
    except StopIteration:
        return None


def test_a_customer_of_whom_nothing_is_known_here_has_no_points_either(counter: Counter) -> None:
    begin(counter)
    counter.shop.replica.customers = {}
    counter.press(Key.Key_Escape)
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F5)
    assert bars(counter)
    assert field_or_none(counter) is None


def test_the_next_time_the_form_begins_anew(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F5)
    counter.type("2000")
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F10)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(1_000)
    counter.press(Key.Key_F12)
    assert taken(counter) == [("Points", eur(-1_000))]


def test_the_sale_s_panel_opens_the_points_directly(counter: Counter) -> None:
    begin(counter, online=True)
    counter.press(Key.Key_Escape)
    counter.shell.go("pay", points=True)
    counter.settle()
    assert field(counter) == eur(2_480)


def test_points_as_a_discount_are_a_row_too_and_come_off_the_sum(counter: Counter) -> None:
    begin(counter, online=True)
    counter.shop.replica.loyalty_rows = (LoyaltyRow("2020-01-01", replace(RULES, redeem_as=DISCOUNT)),)
    counter.press(Key.Key_Escape)
    counter.press(Key.Key_F12)
    counter.press(Key.Key_F5)
    counter.press(Key.Key_F12)
    assert taken(counter) == [("Points", eur(-2_480))]
    assert amounts(counter) == [eur(DUE - 2_480)]
    counter.press(Key.Key_Escape)
    assert counter.shell.showing("pay")
    assert any(eur(2_480) in bar for bar in bars(counter))
    give_back(counter)
    assert taken(counter) == []
    assert amounts(counter) == [eur(DUE)]


def test_points_given_back_may_be_redeemed_again(counter: Counter) -> None:
    begin(counter, online=True)
    counter.press(Key.Key_F5)
    counter.press(Key.Key_F12)
    give_back(counter)
    counter.press(Key.Key_F5)
    assert field(counter) == eur(2_480)


# --- coupons ----------------------------------------------------------------------------------------------------------

TEN = Coupon("c-10", "TC-TEN", "10 % off", Promotion("o-10", "10 %", PERCENT, value=1_000), single=False)


def test_a_coupon_scanned_here_lowers_what_is_due(counter: Counter) -> None:
    counter.shop.replica.open_coupons = (TEN,)
    begin(counter)
    counter.scan("TC-TEN")
    assert counter.shell.showing("pay")
    assert any("10 % off" in bar for bar in bars(counter))
    cart, _ = counter.shop.till.sale.view()
    assert cart is not None
    assert amounts(counter) == [eur(cart.total_minor)]
    assert cart.total_minor < DUE
    counter.press(Key.Key_F10)
    counter.press(Key.Key_F12)
    assert sale(counter).total_minor == cart.total_minor


def test_a_coupon_s_code_can_be_typed(counter: Counter) -> None:
    counter.shop.replica.open_coupons = (TEN,)
    begin(counter)
    counter.press(Key.Key_F4)
    counter.type("TC-TEN")
    counter.press(Key.Key_Return, "\r")
    cart, _ = counter.shop.till.sale.view()
    assert cart is not None
    assert [coupon.id for coupon in cart.cart.coupons] == ["c-10"]


def test_a_coupon_that_is_not_known_changes_nothing_and_says_why(counter: Counter) -> None:
    begin(counter)
    counter.press(Key.Key_F4)
    counter.scan("TC-NONE")
    assert any("TC-NONE" in bar for bar in bars(counter))
    assert amounts(counter) == [eur(DUE)]
    assert hero(counter).accessibleDescription()


def test_once_money_was_taken_no_coupon_is(counter: Counter) -> None:
    counter.shop.replica.open_coupons = (TEN,)
    begin(counter)
    part(counter, "1000")
    counter.press(Key.Key_F4)
    assert any(eur(1_000) in bar for bar in bars(counter))
    counter.scan("TC-TEN")
    cart, _ = counter.shop.till.sale.view()
    assert cart is not None
    assert cart.cart.coupons == ()
    assert page(counter).search.edit.accessibleDescription()


def test_the_icons_of_the_rows_say_what_was_taken(counter: Counter) -> None:
    begin(counter, online=True)
    part(counter, "1000")
    counter.press(Key.Key_F5)
    counter.press(Key.Key_F12)
    assert [row.icon for row in page(counter).page.taken.taken()] == [Icon.CASH, Icon.FAVOURITE]
