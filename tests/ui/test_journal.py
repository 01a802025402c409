"""The journal screen: what was sold, found again, and how it stands with the centre."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.contract import Outcome
from pos.ports import Damage, Head
from pos.services.changes import Changes
from pos.services.link import LinkReport
from pos.ui.models.receipts import PAGE
from pos.ui.screens.journal import Journal
from pos.ui.widgets.choices import Chip
from pos.ui.widgets.diagnosis import DiagnosisRow
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.tiles import StateTile
from tests.services.shop import BAG, CABLE
from tests.ui.conftest import Counter

Key = Qt.Key


def sell(counter: Counter, receipts: int) -> None:
    till = counter.shop.till
    for n in range(receipts):
        till.sale.add(CABLE if n % 2 else BAG)
        till.checkout.pay_cash()


@pytest.fixture
def sold(counter: Counter) -> Counter:
    """Six receipts; the first four are sent, the second of them waits for a person."""
    counter.shop.open()
    sell(counter, 6)
    seqs = counter.shop.journal.receipt_seqs
    counter.shop.journal.acknowledge(Head(seqs[3], "x"), [Outcome(seqs[1], "set_aside", "money_does_not_add_up")])
    counter.open()
    counter.sign_in()
    counter.go("journal")
    assert counter.shell.showing("journal")
    return counter


def front(counter: Counter) -> Journal:
    screen = counter.shell.front
    assert isinstance(screen, Journal)
    return screen


def numbers(counter: Counter) -> list[str]:
    model = front(counter).table.model()
    return [model.index(row, 0).data()[-4:] for row in range(model.rowCount())]


def chosen(counter: Counter) -> str:
    return str(front(counter).table.currentIndex().data())[-4:]


def choose(counter: Counter, words: str) -> None:
    chip = next(c for c in front(counter).findChildren(Chip) if c.isVisible() and c.label().startswith(words))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    counter.settle()


def tiles(counter: Counter) -> list[str]:
    return [tile.accessibleName() for tile in front(counter).findChildren(StateTile) if tile.isVisible()]


def test_newest_first_and_the_newest_is_chosen(sold: Counter) -> None:
    assert numbers(sold) == ["0006", "0005", "0004", "0003", "0002", "0001"]
    assert chosen(sold) == "0006"
    view = front(sold).findChild(SlipView)
    assert view is not None
    assert view.slip() == sold.shop.till.receipts.slip(sold.shop.journal.receipt_seqs[-1])[0]


def test_arrows_choose_and_the_receipt_follows(sold: Counter) -> None:
    sold.press(Key.Key_Down)
    sold.press(Key.Key_Down)
    sold.press(Key.Key_Up)
    assert chosen(sold) == "0005"
    sold.press(Key.Key_End)
    assert chosen(sold) == "0001"
    sold.press(Key.Key_Home)
    assert chosen(sold) == "0006"


@pytest.mark.parametrize(("words", "found"), [("Waiting", ["0006", "0005"]), ("To review", ["0002"])])
def test_filters(sold: Counter, words: str, found: list[str]) -> None:
    choose(sold, words)
    assert numbers(sold) == found
    choose(sold, "All")
    assert len(numbers(sold)) == 6


def test_why_a_person_must_look_stands_beside_the_receipt(sold: Counter) -> None:
    choose(sold, "To review")
    told = [bar.accessibleName() for bar in front(sold).findChildren(NoticeBar) if bar.isVisible()]
    assert any("contradict" in bar for bar in told)
    choose(sold, "All")
    assert chosen(sold) == "0002"
    sold.press(Key.Key_Home)
    assert not [bar for bar in front(sold).findChildren(NoticeBar) if bar.isVisible()]


def test_a_receipt_is_found_by_its_bars_and_escape_shows_all_again(sold: Counter) -> None:
    whole = sold.shop.till.receipts.recent()[0][3].receipt
    sold.scan(whole)
    assert numbers(sold) == ["0003"]
    sold.press(Key.Key_Escape)
    assert len(numbers(sold)) == 6
    sold.press(Key.Key_Escape)
    assert sold.shell.showing("sell")


def test_an_unknown_number_says_so(sold: Counter) -> None:
    sold.scan("S0042-T03-7K2Q-009999")
    assert numbers(sold) == []
    assert front(sold).search.edit.accessibleDescription() == "unknown"
    sold.press(Key.Key_F12)
    assert sold.printed == []


def test_the_chosen_receipt_is_printed(sold: Counter) -> None:
    sold.press(Key.Key_Down)
    sold.press(Key.Key_F12)
    sold.until(lambda: bool(sold.printed))
    assert sold.printed[0][1].endswith("000005")


def test_what_was_sent_meanwhile_is_shown_and_the_choice_stays(sold: Counter) -> None:
    choose(sold, "Waiting")
    sold.press(Key.Key_Down)
    sold.shop.journal.acknowledge(Head(sold.shop.journal.receipt_seqs[-1], "y"), [])
    sold.shell.runner.money(lambda till: (None, Changes(receipts=True, sync=True)))
    sold.settle()
    sold.until(lambda: numbers(sold) == [])
    choose(sold, "All")
    assert len(numbers(sold)) == 6


def test_older_receipts_come_by_scrolling(counter: Counter) -> None:
    counter.shop.open()
    sell(counter, PAGE + 40)
    counter.open()
    counter.sign_in()
    counter.go("journal")
    assert len(numbers(counter)) == PAGE
    counter.press(Key.Key_End)
    counter.until(lambda: len(numbers(counter)) == PAGE + 40)
    assert chosen(counter) == "0041"


def test_the_tiles_say_how_things_stand(sold: Counter) -> None:
    shop = sold.shop
    report = LinkReport(False, None, shop.clock.now - 60_000, None, None, "centre-unreachable")
    sold.shell.runner.money(lambda till: till.link.report(report))
    sold.until(lambda: tiles(sold)[0].startswith("Offline"))
    assert tiles(sold)[1].startswith("2 waiting")
    assert tiles(sold)[2].startswith("1 to review")
    assert tiles(sold)[3].startswith("Journal whole")
    online = LinkReport(True, shop.clock.now, None, shop.clock.now, 12)
    sold.shell.runner.money(lambda till: till.link.report(online))
    sold.until(lambda: tiles(sold)[0].startswith("Online"))
    assert "12 ms" in {row.words() for row in front(sold).findChildren(DiagnosisRow)}


def test_damage_is_red_and_names_the_entry(sold: Counter) -> None:
    sold.shell.runner.money(lambda till: till.link.damaged(Damage(3, "hash")))
    sold.until(lambda: "Damaged at entry 3" in tiles(sold)[3])


def test_an_empty_day_says_what_will_stand_here(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.go("journal")
    assert numbers(counter) == []
    counter.press(Key.Key_Down)
    counter.press(Key.Key_F12)
    assert counter.printed == []


def test_the_table_at_every_width(sold: Counter) -> None:
    for width, height in ((1024, 768), (1920, 1080), (1366, 768)):
        sold.shell.resize(width, height)
        sold.settle()
        assert not sold.shell.grab().isNull()
    assert len(tiles(sold)) == 4
