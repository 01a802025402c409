"""A till's window over a small shop: real services, real threads, a journal in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos.base.errors import Code, Unavailable
from pos.domain.slip import Slip
from pos.ports import Centre
from pos.services.till import Till, look_ups
from pos.settings import Settings, defaults
from pos.ui import i18n, theme
from pos.ui.display import CustomerDisplay
from pos.ui.frame import RAIL
from pos.ui.program import DemoFacts, FirstStart, Program
from pos.ui.runner import Runner
from pos.ui.shell import Shell
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.strip import StatusStrip
from tests.services.conftest import Shop


@dataclass
class Counter:
    """A `Shop` with its window. ``printed``: slips that reached the printer."""

    qtbot: QtBot
    shop: Shop = field(default_factory=Shop)
    settings: Settings = field(default_factory=lambda: defaults().with_value("language", "en"))
    printed: list[tuple[Slip, str]] = field(default_factory=list)
    cuts: list[bool] = field(default_factory=list)
    demo: DemoFacts | None = None
    first_start: FirstStart | None = None
    centre: Centre | None = None
    paper: bool = True
    trouble: Exception | None = None
    shell: Shell = field(init=False)

    def program(self) -> Program:
        """What the window runs on."""
        return Program(
            open_till=self._open_till,
            open_look_ups=lambda: look_ups(self.shop.replica, self.shop.desk.own),
            close_till=lambda: None,
            clock=self.shop.clock,
            settings=lambda: self.settings,
            save_settings=self._save,
            till_name=lambda: "Kasse 3",
            store=self.shop.replica.store,
            print_slip=self._print,
            demo=lambda: self.demo,
            first_start=self.first_start,
            centre=self.centre,
        )

    def open(self, screen: str | None = "signin") -> Counter:
        """Show the window and wait until it shows ``screen``; None: until an error is told."""
        program = self.program()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        i18n.use(app, self.settings.text("language"))
        theme.apply(app, "light", motion=False)
        self.shell = Shell(program, Runner(program.open_till, program.open_look_ups, program.close_till))
        self.shell.resize(1366, 768)
        self.shell.show()
        self.shell.begin()
        self.until(lambda: self.shell.settled() and (screen is None or self.shell.showing(screen)))
        if screen is None:
            self.until(lambda: any(bar.isVisible() for bar in self.shell.findChildren(NoticeBar)))
        return self

    def close(self) -> None:
        if not hasattr(self, "shell"):
            return
        self.shell.close()
        self.shell.runner.stop()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, CustomerDisplay):
                window.deleteLater()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _open_till(self) -> Till:
        if self.trouble is not None:
            raise self.trouble
        return self.shop.till

    def _print(self, slip: Slip, name: str) -> None:
        if not self.paper:
            raise Unavailable(Code.DISK_FAILED)
        self.printed.append((slip, name))

    def _save(self, settings: Settings) -> None:
        self.settings = settings

    # --- a cashier's hands ------------------------------------------------------------------------------------------

    def until(self, so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(so, timeout=5_000)

    def settle(self) -> None:
        """Until every key is decided, every call answered, and every figure that comes later is there."""
        self.until(self.shell.at_rest)

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> None:
        """One key to whatever has the keyboard, as Qt would send it, by somebody who reads first; then until all is
        quiet.
        """
        self.shop.clock.now += self.shell.reflex_ms()
        self.strike(key, text, modifiers)
        self.settle()

    def go(self, name: str) -> None:
        """The key of a screen of the rail."""
        self.press(Qt.Key(Qt.Key.Key_1 + RAIL.index(name)), "", Qt.KeyboardModifier.ControlModifier)

    def press_strip(self) -> None:
        """Touch the status strip."""
        QTest.mouseClick(self.shell.findChild(StatusStrip), Qt.MouseButton.LeftButton)
        self.settle()

    def strike(
        self, key: int, text: str = "", modifiers: Qt.KeyboardModifier | None = None, *, repeat: bool = False
    ) -> None:
        target: QWidget = self.shell.focusWidget() or self.shell
        held = modifiers or Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text, repeat))

    def type(self, text: str) -> None:
        """As a person does: each key alone."""
        for character in text:
            self.strike(ord(character.upper()), character)
            self.settle()

    def scan(self, code: str) -> None:
        """As a scanner does: all at once, then Enter."""
        for character in code:
            self.strike(ord(character.upper()), character)
        self.strike(Qt.Key.Key_Return, "\r")
        self.settle()

    def sign_in(self) -> None:
        self.type("1111")
        self.until(lambda: self.shell.settled() and self.shell.showing("sell"))

    def ready_to_sell(self) -> Counter:
        """Signed in, with a shift open and 300,00 in the drawer."""
        self.shop.open()
        self.open()
        self.sign_in()
        return self


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(qtbot)
    yield made
    made.close()
