"""The window: the way between screens, the strip, locking, languages, printing, and our own faults."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from pos.base.errors import Code, Unavailable
from pos.ports import Damage
from pos.services.link import LinkReport, LinkStatus
from pos.ui import theme
from pos.ui.frame import RAIL
from pos.ui.line import words
from pos.ui.program import DemoFacts
from pos.ui.run import run, survivor
from pos.ui.shell import SCREENS, Shell
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.overlay import DemoPanel, KeySheet
from pos.ui.widgets.rail import RailButton
from tests.services.shop import BATTERIES, CABLE
from tests.ui.conftest import Counter

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ZONE = "Europe/Berlin"


def bars(counter: Counter) -> list[str]:
    return [bar.accessibleName() for bar in counter.shell.findChildren(NoticeBar) if bar.isVisible()]


def report(counter: Counter, said: LinkReport) -> None:
    counter.shell.runner.money(lambda till: till.link.report(said))
    counter.settle()


def status(*, online: bool, queue: int = 0, waiting: int = 0, synced: int | None = None) -> LinkStatus:
    return LinkStatus(LinkReport(online, last_sync_ms=synced), queue, waiting, None, 0, None)


def test_control_and_a_digit_open_the_rails_screens(counter: Counter) -> None:
    counter.ready_to_sell()
    for place, name in reversed(list(enumerate(RAIL))):
        counter.press(Key(Key.Key_1 + place), "", CTRL)
        assert counter.shell.showing(name)


def test_locking_keeps_the_basket(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.scan(CABLE.gtin)
    counter.press(Key.Key_L, "", CTRL)
    assert counter.shell.showing("signin")
    assert counter.shop.till.signon.current()[0] is None
    counter.sign_in()
    assert len(counter.shop.till.sale.view()[0].lines) == 1  # type: ignore[union-attr]


def test_nobody_gets_past_sign_in_by_a_key(counter: Counter) -> None:
    counter.open()
    counter.press(Key.Key_1, "", CTRL)
    counter.press(Key.Key_F12)
    assert counter.shell.showing("signin")


def test_the_till_locks_by_itself(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.shell.lock_after(0)
    counter.until(lambda: counter.shell.showing("signin"))


def test_the_last_receipt_is_printed_again(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.scan(BATTERIES.gtin)
    counter.shop.till.checkout.pay_cash()
    counter.press(Key.Key_P, "", CTRL)
    assert [name for _slip, name in counter.printed] == ["S0042-T03-7K2Q-000001"]
    assert counter.shop.till.receipts.unprinted()[0] == []


def test_a_printer_that_fails_is_told_and_shown(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.scan(BATTERIES.gtin)
    counter.shop.till.checkout.pay_cash()
    counter.paper = False
    counter.press(Key.Key_P, "", CTRL)
    assert bars(counter)
    assert "fault" in counter.shell.strip_words()
    counter.paper = True
    counter.press(Key.Key_P, "", CTRL)
    assert "fault" not in counter.shell.strip_words()


def test_theme_and_language_change_at_once_and_stay(counter: Counter) -> None:
    counter.open()
    counter.press(Key.Key_D, "", CTRL)
    assert theme.current().name == "dark"
    assert counter.settings.text("theme") == "dark"
    button = next(b for b in counter.shell.front.findChildren(QAbstractButton, "language"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()
    assert counter.settings.text("language") == "nl"
    assert counter.shell.showing("signin")


def test_f1_shows_the_keys_and_escape_closes_them(counter: Counter) -> None:
    counter.ready_to_sell()
    sheet = counter.shell.findChild(KeySheet)
    counter.press(Key.Key_F1)
    assert sheet.isVisible()
    counter.press(Key.Key_Escape)
    assert not sheet.isVisible()


def test_offline_is_said_after_the_grace_and_back_online_with_what_was_sent(counter: Counter) -> None:
    counter.ready_to_sell()
    now = counter.shop.clock.now
    report(counter, LinkReport(online=False, offline_since_ms=now - 1_000))
    assert not counter.shell.counter.offline()
    counter.shop.clock.now += 10_000
    report(counter, LinkReport(online=False, offline_since_ms=now - 1_000, latency_ms=1))
    assert counter.shell.counter.offline()
    counter.scan(BATTERIES.gtin)
    counter.shop.till.checkout.pay_cash()
    counter.shell.go("sell")
    report(counter, LinkReport(online=False, offline_since_ms=now - 1_000, latency_ms=2))
    journal = next(b for b in counter.shell.findChildren(RailButton) if b.label() == "Journal")
    assert journal.accessibleDescription() == "1"
    counter.shell.runner.money(lambda till: till.outbox.acknowledge(counter.shop.journal.head(), ()))
    report(counter, LinkReport(online=True, last_sync_ms=now))
    assert not counter.shell.counter.offline()
    assert journal.accessibleDescription() == ""
    assert any("1 sale" in bar and "sent" in bar for bar in bars(counter))


def test_what_the_strip_says() -> None:
    now = 1_795_268_460_000
    said = words(status(online=True, queue=2, synced=now - 12_000), offline=False, since_ms=0, now_ms=now, zone=ZONE)
    assert (said.state, said.items) == ("online", ("Queue 2", "Synced 12 s ago"))
    said = words(status(online=False, waiting=7), offline=True, since_ms=now - 60_000, now_ms=now, zone=ZONE)
    assert said.state == "offline"
    assert said.strong.startswith("Offline since 14:40 – 7 sale")
    assert words(None, offline=False, since_ms=0, now_ms=now, zone=ZONE).state == "syncing"
    assert words(status(online=False), offline=False, since_ms=0, now_ms=now, zone=ZONE).state == "syncing"


def test_a_damaged_journal_is_said_on_every_screen(counter: Counter) -> None:
    counter.ready_to_sell()
    counter.shell.runner.money(lambda till: till.link.damaged(Damage(17, "hash")))
    counter.settle()
    assert any("entry 17" in bar for bar in bars(counter))
    counter.press(Key.Key_L, "", CTRL)
    counter.press(Key.Key_Escape)
    assert any("proven whole" in bar for bar in bars(counter))


def test_the_demo_can_cut_its_network(counter: Counter) -> None:
    counter.demo = DemoFacts((), "http://127.0.0.1:8123/", counter.cuts.append)
    counter.ready_to_sell()
    counter.press_strip()
    panel = counter.shell.findChild(DemoPanel)
    assert panel.isVisible()
    panel.cut.emit(True)
    counter.settle()
    assert counter.cuts == [True]
    counter.scan(CABLE.gtin)
    assert not panel.isVisible()


@pytest.mark.noise("nobody caught this")
def test_an_exception_nobody_caught_is_told_and_the_till_goes_on(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    counter.ready_to_sell()
    counter.scan(CABLE.gtin)
    with caplog.at_level(logging.CRITICAL):
        try:
            raise ValueError("oops")
        except ValueError:
            survivor(counter.shell)(*sys.exc_info())  # type: ignore[arg-type]
    assert "oops" in caplog.text
    counter.until(lambda: any("on disk" in bar for bar in bars(counter)))
    counter.scan(CABLE.gtin)
    assert counter.shop.till.sale.view()[0].pieces == 2  # type: ignore[union-attr]


def test_an_unanswered_card_question_comes_first_after_sign_in(counter: Counter) -> None:
    counter.shop.open()
    counter.shop.till.sale.scan(CABLE.gtin)
    counter.shop.till.checkout.ask_card()
    counter.open()
    counter.type("1111")
    counter.until(lambda: counter.shell.settled() and counter.shell.showing("pay"))


def test_a_till_that_cannot_be_opened_says_why(counter: Counter) -> None:
    counter.trouble = Unavailable(Code.DISK_FAILED)
    counter.open(None)
    assert any("disk" in bar for bar in bars(counter))


@pytest.mark.noise("the till did not open")
def test_a_bug_while_opening_reaches_the_screen_too(counter: Counter) -> None:
    counter.trouble = PermissionError(13, "not yours")
    counter.open(None)
    assert bars(counter)


@pytest.mark.parametrize("language", ["de", "en", "nl"])
def test_every_screen_opens_in_every_language_theme_and_size(counter: Counter, language: str) -> None:
    counter.ready_to_sell()
    counter.shop.till.sale.scan(BATTERIES.gtin)
    sold = counter.shop.till.checkout.pay_cash()[0]
    counter.scan(CABLE.gtin)
    for look in ("light", "dark"):
        counter.shell.use_theme(look)
        counter.shell.use_language(language)
        for size in ((1024, 768), (1366, 768), (1920, 1080)):
            counter.shell.resize(*size)
            for name in SCREENS:
                counter.shell.go(name, **({"completed": sold} if name == "done" else {}))
                counter.settle()
                assert counter.shell.showing(name)
                assert not counter.shell.grab().isNull()
            assert (counter.shell.width(), counter.shell.height()) == size, "nothing may push the window larger"


def test_run_shows_the_window_and_ends_everything_when_it_is_closed(counter: Counter) -> None:
    ended: list[str] = []
    program = replace(
        counter.program(), disconnect=lambda: ended.append("line"), close_till=lambda: ended.append("till")
    )

    def ready(shell: Shell) -> None:
        ended.append(shell.front.name)
        shell.close()

    assert run(program, ready) == 0
    assert ended == ["signin", "line", "till"]
