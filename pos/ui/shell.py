"""The window: rail, screens, status strip; what every screen has in common, and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from pos.base.errors import TresenError
from pos.contract import OperatorRow
from pos.services.changes import EVERYTHING, Changes
from pos.services.link import LinkStatus
from pos.ui import facing, i18n, theme
from pos.ui.collect_alert import PickupAlert
from pos.ui.concierge import Concierge
from pos.ui.errors import tell
from pos.ui.frame import RAIL, Rail
from pos.ui.icons import Icon
from pos.ui.keyboard import receiver_of
from pos.ui.keys import KeyRouter
from pos.ui.paint import Kind
from pos.ui.program import Program
from pos.ui.runner import Runner
from pos.ui.scans import ScanDetector
from pos.ui.screen import Counter, Screen
from pos.ui.status import Status
from pos.ui.tokens import Breakpoint, breakpoint_of
from pos.ui.widgets.base import FocusRing, set_breakpoint
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.overlay import KeySheet

if TYPE_CHECKING:
    from pos.ui.display import CustomerDisplay

# Imported when first opened: what is not needed for the first frame must not delay it.
SCREENS: Final = {
    "first_start": "FirstStart",
    "signin": "SignIn",
    "sell": "Sell",
    "collect": "Collect",
    "pay": "Pay",
    "done": "Done",
    "customers": "Customers",
    "articles": "Articles",
    "journal": "Journal",
    "cash": "Cash",
}
_LOCK_UNTIL_KNOWN_S: Final = 300
_LET_GO_MS: Final = 50


class Shell(QWidget):
    """One till's window.

    ``begin()`` opens the till on its thread and shows the first screen; ``go(name, **facts)`` opens another one;
    ``front`` is the `Screen` in front; ``screen_of(name)`` the one of that name, made on first use. For tests, tours
    and pictures: ``scanned(text)`` is what the router calls for a scan; ``settled()``, ``typing_gap_ms()``,
    ``status()``, ``use_theme``, ``use_language``. ``ready``: first frame shown, till open, scans accepted.
    ``display``: the customer's window, None if there is none; ``use_display`` changes that.
    """

    ready = Signal()

    def __init__(self, program: Program, runner: Runner) -> None:
        super().__init__()
        self.setWindowTitle("Tresen")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(1024, 600)
        self.program = program
        self.runner = runner
        self._screens: dict[str, Screen] = {}
        self._bar: NoticeBar | None = None
        self._at: Breakpoint | None = None
        self._ready = False
        self._rail = Rail()
        self._stack = QStackedWidget()
        self._status = Status(self, program, runner, self._rail, self.tell)
        self._alert = PickupAlert(runner, self._rail, program.settings, lambda: self.front.name)
        self._lay_out()
        self.display: CustomerDisplay | None = None
        self.counter = self._counter()
        settings = program.settings()
        marks = settings.text("scanner_prefix"), settings.text("scanner_suffix")
        self._router = KeyRouter(self, self, ScanDetector(settings.number("scanner_gap_ms"), *marks))
        self._idle = QTimer(self, singleShot=True, interval=_LOCK_UNTIL_KNOWN_S * 1_000)
        self._idle.timeout.connect(self.lock)
        runner.changed.connect(self._changed)
        self._rail.chosen.connect(self.go)
        self._rail.left.connect(self.lock)
        self._status.journal.connect(self._open_journal)
        self._status.display.connect(self._toggle_display)
        self._status.notice.connect(self.notice)
        self._status.line.moved.connect(self._line_moved)

    # --- from start to end ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Open the till, or ask who it is first."""
        if self.program.first_start is not None and not self._ready:
            self.runner.start_devices()
            self.go("first_start")
        else:
            self.open_till()

    def open_till(self) -> None:
        """Open the till on its thread, then sign-in."""
        self.display = self._facing()
        self.counter = self._counter()
        self.runner.start(self._opened, self.tell)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._idle.stop()
        self._router.flush()
        self._status.stop()
        if self.display is not None:
            self.display.close()
        super().closeEvent(event)

    def _opened(self) -> None:
        self._ready = True
        self.runner.money(lambda till: till.checkout.recover(), failed=self.tell)
        self.runner.money(lambda till: till.signon.lock_after_s(), self.lock_after)
        self._status.start()
        self._alert.look()
        self.go("signin")
        # After the paint that this turn of the event loop still does: the first frame comes before the network.
        QTimer.singleShot(0, self._first_frame)

    def _first_frame(self) -> None:
        if self.display is not None:
            self.display.appear()
        if self.program.connect is not None:
            self.program.connect(self.runner)
        self.ready.emit()

    # --- screens ----------------------------------------------------------------------------------------------------

    @property
    def front(self) -> Screen:
        front = self._stack.currentWidget()
        assert isinstance(front, Screen)
        return front

    def screen_of(self, name: str) -> Screen:
        """The screen of that name, made on first use."""
        if name not in self._screens:
            kind = getattr(import_module(f"pos.ui.screens.{name}"), SCREENS[name])
            made: Screen = kind(self.counter)
            set_breakpoint(made, breakpoint_of(self.width()))
            made.set_breakpoint(breakpoint_of(self.width()))
            self._screens[name] = made
            self._stack.addWidget(made)
        return self._screens[name]

    def go(self, name: str, **facts: Any) -> None:
        """Bring a screen to the front and tell it ``facts``."""
        screen = self.screen_of(name)
        self._close_overlays()
        self.notice(None)
        self._stack.setCurrentWidget(screen)
        self._rail.setVisible(screen.rail or screen.dims_rail)
        self._rail.setEnabled(screen.rail)
        self._rail.setFront(name)
        screen.opened(**facts)
        screen.changed(EVERYTHING)
        self._return_keyboard()

    def lock(self) -> None:
        """Leave the till; the basket stays."""
        if self._ready and self.front.name not in ("signin", "first_start"):
            self.runner.money(lambda till: till.signon.lock(), lambda _none: self.go("signin"), self.tell)

    def switch(self, name: str, value: str) -> None:
        """Change language or theme at once and keep it."""
        self.program.save_settings(self.program.settings().with_value(name, value))
        if name == "theme":
            self.use_theme(value)
        elif name == "language":
            self.use_language(value)
        elif name == "customer_display":
            self.use_display()

    def use_theme(self, name: str) -> None:
        """light or dark, without keeping it."""
        theme.apply(_app(), "dark" if name == "dark" else "light")

    def use_language(self, language: str) -> None:
        """de, en or nl, without keeping it. Screens are made anew: they keep nothing that is not on disk."""
        i18n.use(_app(), language)
        self.notice(None)
        name = self.front.name
        old = list(self._screens.values())
        for screen in old:
            self._stack.removeWidget(screen)
            screen.hide()
        self._screens.clear()
        self.counter = self._counter()
        self._rail.translate()
        self._status.translate()
        self.go(name)
        self._let_go(old)

    def use_display(self) -> None:
        """The customer's window as the setting says now. Screens are made anew, for they hold the one there was."""
        old = self.display
        self.display = self._facing()
        self.use_language(i18n.language())
        if old is not None:
            old.close()
            self._let_go([old])
        if self.display is not None:
            self.display.appear()

    def _let_go(self, widgets: Sequence[QWidget]) -> None:
        """Delete screens or a window once nothing they asked for can still be answered to them."""
        if self.runner.settled():
            for widget in widgets:
                widget.deleteLater()
        else:
            QTimer.singleShot(_LET_GO_MS, self, lambda: self._let_go(widgets))

    # --- for tests, tours and pictures ------------------------------------------------------------------------------

    def settled(self) -> bool:
        """Nothing is under way: every key decided, every call answered."""
        return self.runner.settled() and not self._router.holding

    def at_rest(self) -> bool:
        """Settled, and the screen in front has nothing left to ask for by itself."""
        return self.settled() and (self._stack.count() == 0 or self.front.settled())

    def showing(self, name: str) -> bool:
        """Whether the screen of that name is in front."""
        return self._stack.count() > 0 and self.front.name == name

    def typing_gap_ms(self) -> int:
        """Keys at least this far apart are a person's."""
        return self.program.settings().number("scanner_gap_ms") + 5

    def reflex_ms(self) -> int:
        """A person who has read what the blue button says needs at least that long."""
        return self.front.reflex_ms() if self._stack.count() else 0

    def strip_words(self) -> str:
        """Everything the status strip says."""
        return f"{self._status.strip.accessibleName()} · {self._status.strip.accessibleDescription()}"

    def status(self) -> LinkStatus | None:
        """The last known state of the line to the centre."""
        return self._status.line.status

    # --- bars -------------------------------------------------------------------------------------------------------

    def tell(self, error: TresenError) -> None:
        """Show an error's sentence in the flow of the screen in front."""
        told = tell(error)
        self.say(told.kind, told.icon, told.what, told.advice)

    def say(self, kind: Kind, icon: Icon, strong: str, text: str) -> None:
        """Show a bar in the flow of the screen in front, until somebody takes it away."""
        bar = NoticeBar(self)  # without a parent it would be a window of its own for a moment
        bar.say(kind, icon, strong, text, self.tr("OK"))
        bar.acted.connect(lambda: self.notice(None))
        self.notice(bar)

    def notice(self, bar: NoticeBar | None) -> None:
        """Put a bar where the screen in front has its bars; one at a time, None takes it away."""
        old, self._bar = self._bar, bar
        if old is not None:
            old.hide()
            old.deleteLater()
        if bar is not None and (self._stack.count() == 0 or not self.front.flow(bar)):
            self._bars.addWidget(bar)
        if bar is not None:
            bar.show()  # now, not when the layout gets round to it

    # --- keys and scans (protocol Keyboard) -------------------------------------------------------------------------

    def scanned(self, text: str) -> None:
        """A scan: closes what floats, then belongs to the screen in front."""
        if self._stack.count():
            self._close_overlays()
            self.notice(None)
            self.front.scanned(text)

    def stirred(self) -> None:
        """Somebody is there: lock later."""
        if self._ready:
            self._idle.start()
            self.front.stirred()

    def receiver(self, event: QKeyEvent) -> QWidget | None:
        """Act on a key, or say which widget shall have it."""
        if self._stack.count() == 0:
            return None
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not (
            event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            return self._command(key)
        if key == Qt.Key.Key_F1:
            self._toggle_keys()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        else:
            return receiver_of(event, self.front, self.focusWidget())
        return None

    def _command(self, key: Qt.Key) -> QWidget | None:
        at_work = self._ready and self.front.rail
        place = key.value - Qt.Key.Key_1.value
        if key == Qt.Key.Key_D:
            self.switch("theme", "light" if theme.current().name == "dark" else "dark")
        elif key == Qt.Key.Key_L:
            self.lock()
        elif key == Qt.Key.Key_P and self._ready and self.front.name != "signin":
            self._status.printing.last()
        elif at_work and 0 <= place < len(RAIL):
            self.go(RAIL[place])
        elif isinstance(self.focusWidget(), QLineEdit):
            return self.focusWidget()  # copy, paste, select all
        return None

    def _step_back(self) -> None:
        if self._close_overlays():
            return
        self.notice(None)
        if self.front.search is not None:
            self.front.search.setError("")
        self.front.escape()
        self._return_keyboard()

    def _return_keyboard(self) -> None:
        front, focus = self.front, self.focusWidget()
        if focus is not None and focus is not front and front.isAncestorOf(focus) and isinstance(focus, QLineEdit):
            return
        if front.search is not None:
            front.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            front.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what floats ------------------------------------------------------------------------------------------------

    def _toggle_keys(self) -> None:
        if self._sheet.isVisible():
            self._sheet.hide()
            return
        ctrl = self.tr("Ctrl")
        everywhere = (
            ("Esc", self.tr("One step back")),
            *((f"{ctrl}+{n}", self._rail.buttons[name].label()) for n, name in enumerate(RAIL, 1)),
            (f"{ctrl}+L", self.tr("Lock the till")),
            (f"{ctrl}+P", self.tr("Print the last receipt again")),
            (f"{ctrl}+D", self.tr("Light or dark")),
        )
        self._sheet.showKeys(self.tr("Keys of this screen"), (*self.front.keys(), *everywhere))

    def _close_overlays(self) -> bool:
        shown = self._sheet.isVisible()
        self._sheet.hide()
        return self._status.close_panel() or shown

    def _toggle_display(self) -> None:
        shown = self.display is not None and self.display.isVisible()
        self.switch("customer_display", "off" if shown else "window")

    def _open_journal(self) -> None:
        if self._ready and self.front.rail:
            self.go("journal")

    # --- the frame --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._rail.hide()
        body = QVBoxLayout()
        body.setSpacing(0)
        self._bars = QVBoxLayout()
        self._bars.addWidget(self._status.damage)
        body.addLayout(self._bars)
        body.addWidget(self._stack, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._rail, 0, 0)
        grid.addLayout(body, 0, 1)
        grid.addWidget(self._status.strip, 1, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._sheet = KeySheet(self)
        FocusRing(self)

    def _facing(self) -> CustomerDisplay | None:
        if not facing.wanted(self.program.settings(), self):
            return None
        # Not before it is known that there is one: most tills start without.
        from pos.ui.display import CustomerDisplay

        return CustomerDisplay(self.program, self.runner, self, lambda: self._status.line.status)

    def _counter(self) -> Counter:
        return Counter(
            runner=self.runner,
            clock=self.program.clock,
            settings=self.program.settings,
            store=self.program.store,
            till_name=i18n.till_words(self.program.till_name()),
            go=self.go,
            tell=self.tell,
            say=self.say,
            print_slip=self._status.printing.entry,
            print_paper=self._status.printing.paper,
            link=lambda: self._status.line.status,
            offline=lambda: self._status.line.offline,
            switch=self.switch,
            enrolled=self.open_till,
            demo=self.program.demo,
            first_start=self.program.first_start,
            send_now=self.program.send_now,
            concierge=Concierge(self.runner, self.program.centre, self.program.clock),
            display=self.display,
        )

    def _changed(self, changes: Changes) -> None:
        self._status.line.changed(changes)
        self._alert.changed(changes)
        if changes.operator:
            self.runner.money(lambda till: till.signon.current(), self._show_operator)
            self.runner.money(lambda till: till.signon.lock_after_s(), self.lock_after)
        if self._stack.count():
            self.front.changed(changes)
        if self.display is not None:
            self.display.changed(changes)

    def _show_operator(self, operator: OperatorRow | None) -> None:
        if operator is not None:
            self._rail.setOperator(operator.name)

    def lock_after(self, seconds: int) -> None:
        """Lock the till after so long without a key or a touch."""
        self._idle.setInterval(seconds * 1_000)
        self._idle.start()

    def _line_moved(self) -> None:
        if self._stack.count():
            self.front.changed(Changes(sync=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = breakpoint_of(self.width())
        if at != self._at:
            self._at = at
            set_breakpoint(self, at)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
