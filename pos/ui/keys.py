"""The one router of keys and scans, an event filter of the whole program.

It holds printable keys until it is known whether a scanner or a person sent them; nothing else sees them before.
A scan reaches only the shell's ``scanned``: it fills no field, confirms nothing and presses nothing, even though
scanners send Enter. What a person types goes where `Keyboard` says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos.ui.scans import Decision, ScanDetector, Scanned

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
# A timer this late means the program was busy: keys may be waiting behind it, so their sender is not known yet.
_LATE_MS = 12


class Keyboard(Protocol):
    """Where keys and scans end up: the shell."""

    def scanned(self, text: str) -> None: ...

    def stirred(self) -> None:
        """A key or a touch: somebody is there."""
        ...

    def receiver(self, event: QKeyEvent) -> QWidget | None:
        """Act on a person's key, or say which widget shall have it; None: done with it."""
        ...


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class KeyRouter(QObject):
    """Installs itself on the program; looks only at keys for ``window``."""

    def __init__(
        self,
        window: QWidget,
        keyboard: Keyboard,
        detector: ScanDetector,
        now_ms: Callable[[], int] = monotonic_ms,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keyboard = keyboard
        self._detector = detector
        self._now_ms = now_ms
        self._passing = False
        self._due_ms = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._expired)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and not self._passing and self._ours(watched):
            assert isinstance(event, QKeyEvent)
            self._keyboard.stirred()
            decided = self._pressed(event)
            if decided:
                # Whoever got it may have ignored it; Qt would offer it to each parent then, and each offer would
                # come by here and be decided anew.
                event.accept()
            return decided
        if kind == QEvent.Type.MouseButtonPress and self._ours(watched):
            self._keyboard.stirred()
        return False

    @property
    def holding(self) -> bool:
        """Whether keys wait for their decision."""
        return self._detector.holding

    def flush(self) -> None:
        """Decide at once what is held; before the window is made anew or closed."""
        self._timer.stop()
        self._settle(self._detector.expire())

    def _ours(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        if event.isAutoRepeat() and Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            return True  # one press, one step: F12 held down would pay and wipe the change off the screen
        # The system's stamp, if there is one: a busy program must not take slow typing for a scan.
        at_ms = event.timestamp() or self._now_ms()
        if event.key() in _ENTER or event.key() == Qt.Key.Key_Tab:
            decided, of_scanner = self._detector.enter(at_ms)
            self._settle(decided)
            if not of_scanner:
                self._pass(event)
        elif _printable(event):
            if event.isAutoRepeat():
                # A key held down repeats as fast as a scanner sends, but says that it repeats.
                self._settle(self._detector.expire())
                self._pass(event)
            else:
                self._settle(self._detector.feed(event.text(), at_ms))
        else:
            self._settle(self._detector.other_key())
            self._pass(event)
        self._wait()
        return True

    def _wait(self) -> None:
        if self._detector.holding:
            patience = self._detector.patience_ms
            self._due_ms = self._now_ms() + patience
            self._timer.start(patience)
        else:
            self._timer.stop()

    def _expired(self) -> None:
        if self._now_ms() - self._due_ms > _LATE_MS:
            self._due_ms = self._now_ms()
            self._timer.start(0)
            return
        self._settle(self._detector.expire())

    def _settle(self, decided: list[Decision]) -> None:
        for decision in decided:
            if isinstance(decision, Scanned):
                self._keyboard.scanned(decision.text)
                continue
            for character in decision.text:
                self._pass(key_of(character))

    def _pass(self, event: QKeyEvent) -> None:
        receiver = self._keyboard.receiver(event)
        if receiver is None:
            return
        self._passing = True
        try:
            QCoreApplication.sendEvent(receiver, event)
        finally:
            self._passing = False


def key_of(character: str) -> QKeyEvent:
    """The key press that types this character."""
    code = ord(character.upper()) if len(character.upper()) == 1 else ord(character)
    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, character)


def _printable(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    # AltGr arrives as Control and Alt together on some systems, and types characters.
    if event.modifiers() & commands and not event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & commands != both:
            return False
    return len(event.text()) == 1 and event.text().isprintable()
