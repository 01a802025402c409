"""A till that can be played from outside: it reads commands on its standard input, posts them as key strokes and clicks
to its own real windows, and answers each one when everything it started has come to rest.

One JSON object a line in both directions. Commands are the fields of `Command`; the answer is a `Reply`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.contract.goods import StockAnswers
from pos.contract.people import HoldAnswer, HoldRequest
from pos.services.customers import CustomerView
from pos.services.link import LinkReport
from pos.ui.shell import Shell

LOOK_EVERY_MS = 10
GIVE_UP_MS = 20_000
CAP_POINTS = 1_000  # more than may be redeemed without the centre's leave


class Command(msgspec.Struct, frozen=True):
    """``do``: scan | type | key | click | resize | shot | shot-display | set | theme | language | link | hold | stock |
    wait | look | quit.

    ``text``: what to scan or type, the key's name (``F12``, ``Return``), the widget's object name, the picture's path,
    a setting and its value (``customer_display=window``),
    or for *wait* a condition: ``screen=sell``, ``online``, ``offline``, ``sent`` (nothing waits to be sent),
    ``customer`` (the sale has one), ``live``, ``hold``, ``order=W-1`` (it is in the list),
    ``level=place/article/pieces``.
    """

    do: str
    text: str = ""
    width: int = 0
    height: int = 0


class Reply(msgspec.Struct, frozen=True):
    """What can be seen now: the screen's name; ``queue``: entries not yet acknowledged."""

    ok: bool
    screen: str
    online: bool
    queue: int
    problem: str = ""


class Puppet(QObject):
    """Plays commands on ``shell``. Lives on the UI thread; a reader thread feeds it."""

    _heard = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._left_ms = 0
        self._spoken = shell.program.settings().text("language")
        self._asking = False
        self._told = False
        self._wanted: Callable[[], bool] = lambda: True
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._heard.connect(self._play, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, name="puppet", daemon=True).start()
        self._answer(True)

    def _listen(self) -> None:
        for line in sys.stdin.buffer:
            self._heard.emit(msgspec.json.decode(line, type=Command))
        self._heard.emit(Command("quit"))

    def _play(self, command: Command) -> None:
        self._wanted = lambda: True
        self._shell.activateWindow()  # nobody clicks here, and a window that is not active shows no focus
        plays: dict[str, Callable[[Command], None]] = {
            "scan": self._scan,
            "type": self._type,
            "key": self._key,
            "click": self._click,
            "resize": self._resize,
            "shot": self._shot,
            "shot-display": self._shot_display,
            "set": self._set,
            "hold": self._hold,
            "stock": self._stock,
            "theme": lambda c: self._shell.use_theme(c.text),
            "language": self._language,
            "wait": self._wait,
            "link": self._link,
            "look": lambda _: None,
            "quit": self._quit,
        }
        try:
            plays[command.do](command)
        except Exception as error:  # whatever it was, the conductor must hear of it
            self._answer(False, f"{type(error).__name__}: {error}")
            return
        if command.do == "quit":
            return
        self._left_ms = GIVE_UP_MS
        self._timer.start()

    def _look(self) -> None:
        self._left_ms -= LOOK_EVERY_MS
        if self._shell.at_rest() and self._wanted():
            self._timer.stop()
            self._answer(True)
        elif self._left_ms <= 0:
            self._timer.stop()
            self._answer(False, "it did not come to rest")

    # --- what can be played ---------------------------------------------------------------------------------------

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._shell

    def _scan(self, command: Command) -> None:
        """As a scanner sends it: all characters within a moment, then Enter."""
        for character in command.text:
            self._press(0, character)
        self._press(Qt.Key.Key_Return, "\r")

    def _type(self, command: Command) -> None:
        """As a person types: slower than any scanner."""
        for character in command.text:
            self._press(0, character)
            QTest.qWait(self._shell.typing_gap_ms())

    def _key(self, command: Command) -> None:
        *held, name = command.text.split("+")
        QTest.qWait(self._shell.reflex_ms())  # as a person, who reads before pressing
        modifier = Qt.KeyboardModifier.ControlModifier if held == ["Ctrl"] else Qt.KeyboardModifier.NoModifier
        self._press(Qt.Key[f"Key_{name}"], "", modifier)

    def _press(self, key: int, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        code = key or (ord(text.upper()) if text.isascii() else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._target(), QKeyEvent(kind, code, modifiers, text))

    def _click(self, command: Command) -> None:
        for widget in self._shell.findChildren(QWidget, command.text):
            if widget.isVisible():
                QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
                return
        raise LookupError(f"no visible widget is called {command.text}")

    def _shot(self, command: Command) -> None:
        path = Path(command.text)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self._shell.grab().save(str(path)):
            raise LookupError(f"cannot write {path}")

    def _shot_display(self, command: Command) -> None:
        """The window that the customer sees."""
        display = self._shell.display
        if display is None:
            raise LookupError("there is no customer display; set customer_display=window first")
        path = Path(command.text)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not display.grab().save(str(path)):
            raise LookupError(f"cannot write {path}")

    def _hold(self, _: Command) -> None:
        """The centre's leave to spend the points of the sale's customer: only for pictures, where no centre is."""
        now = self._shell.program.clock.mono_ms()

        def ask(wanted: HoldRequest | None) -> None:
            if wanted is not None:
                answer = HoldAnswer(wanted.id, wanted.points, wanted.ttl_s, 0)
                self._shell.runner.money(lambda till: till.customers.granted(wanted.customer, answer, now))

        def seen(view: CustomerView | None) -> None:
            if view is not None:
                self._shell.runner.money(lambda till: till.customers.hold_wanted(view.row.id), ask)

        self._shell.runner.money(lambda till: till.customers.view(), seen)

    def _stock(self, command: Command) -> None:
        """The centre's answer about an article (JSON of `StockAnswers`): only for pictures, where no centre is."""
        answer = msgspec.json.decode(command.text, type=StockAnswers)
        self._shell.runner.money(lambda till: till.stock.learned(answer))

    def _language(self, command: Command) -> None:
        """Screens are made anew for another language, and forget an open form; not for the one they speak already."""
        if command.text != self._spoken:
            self._shell.use_language(command.text)
            self._spoken = command.text

    def _set(self, command: Command) -> None:
        name, _, value = command.text.partition("=")
        self._shell.switch(name, value)

    def _link(self, command: Command) -> None:
        """Tell the till what a helper process would: only for pictures, where no centre is."""
        now = self._shell.program.clock.now_ms()
        if command.text == "online":
            report = LinkReport(online=True, last_sync_ms=now - 12_000, as_of_ms=now - 12_000, latency_ms=38)
        else:
            since = now - 39 * 60_000
            report = LinkReport(
                online=False, last_sync_ms=since - 60_000, offline_since_ms=since, as_of_ms=since - 60_000
            )
        self._shell.runner.money(lambda till: till.link.report(report))

    def _quit(self, _: Command) -> None:
        self._shell.close()

    def _resize(self, command: Command) -> None:
        self._shell.resize(command.width, command.height)

    def _wait(self, command: Command) -> None:
        name, _, value = command.text.partition("=")
        self._wanted = {
            "screen": lambda: self._shell.front.name == value,
            "online": lambda: self._line().online,
            "offline": lambda: not self._line().online,
            "sent": lambda: self._line().queue == 0,
            "operators": lambda: self._shell.program.store() is not None,
            "rest": lambda: True,
            "customer": lambda: self._told_by(lambda view: view is not None),
            "live": lambda: self._told_by(lambda view: view is not None and view.points.live),
            "hold": lambda: self._told_by(lambda view: view is not None and view.allowed.points > CAP_POINTS),
            "order": lambda: self._is_so(lambda seen: self._shell.runner.look(lambda at: at.pickups.find(value), seen)),
            "level": lambda: self._is_so(lambda seen: self._level(value, seen)),
        }[name]

    def _told_by(self, said: Callable[[CustomerView | None], bool]) -> bool:
        """What the till says of the sale's customer."""
        return self._is_so(
            lambda seen: self._shell.runner.money(lambda till: till.customers.view(), lambda view: seen(said(view)))
        )

    def _level(self, text: str, seen: Callable[[object], None]) -> None:
        place, sku, pieces = text.split("/")
        self._shell.runner.look(
            lambda at: at.shelves.levels([sku], place),
            lambda found: seen(sku in found and found[sku].level.on_hand == int(pieces)),
        )

    def _is_so(self, ask: Callable[[Callable[[object], None]], None]) -> bool:
        """Has the last answer been yes? Asked anew until it is so."""
        if self._asking:
            return False
        if self._told:
            self._told = False
            return True
        self._asking = True

        def seen(answer: object) -> None:
            self._asking, self._told = False, bool(answer)

        ask(seen)
        return False

    def _answer(self, ok: bool, problem: str = "") -> None:
        sys.stdout.buffer.write(
            msgspec.json.encode(msgspec.structs.replace(self._line(), ok=ok, problem=problem)) + b"\n"
        )
        sys.stdout.buffer.flush()

    def _line(self) -> Reply:
        status = self._shell.status()
        if status is None:
            return Reply(True, self._shell.front.name, False, -1)
        return Reply(True, self._shell.front.name, status.report.online, status.queue)
