"""The right side of sign-in: who, four dots, and the pad."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.labels import Avatar, Badge, IconMark, Label
from pos.ui.widgets.pads import BACKSPACE, CLEAR, PinDots, PinPad

PIN_LENGTH = 4
_WIDTH = {"compact": 376, "regular": 440, "wide": 480}
_SIDES = {"compact": 32, "regular": 48, "wide": 56}
_WRONG_SHOWN_MS = 700
_AWAY = (0, -8, 8, -6, 6, -3, 0)


class PinEntry(QFrame):
    """``PinEntry(parent=None)``: ``setPerson(name, greeting, badge)``; digits by ``type_digit`` or the pad; with the
    fourth ``entered(str)`` is emitted and nothing is taken until ``ask(words)`` or ``refuse(words)``.
    ``cleared()`` when the pad's C is pressed; ``setNote`` writes the line at the foot.
    """

    entered = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._pin = ""
        self._open = False
        self._lay_out()
        self._shaking = QPropertyAnimation(self._dots, b"pos", self)
        self._calming = QTimer(self, singleShot=True, interval=_WRONG_SHOWN_MS)
        self._calming.timeout.connect(self._calm)

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Width and margins by window."""
        self.setFixedWidth(_WIDTH[at])
        side = _SIDES[at]
        self._column.setContentsMargins(side, 32 if at == "compact" else 40, side, 32)

    def setPerson(self, name: str, greeting: str, badge: str = "") -> None:
        """Whose PIN it is."""
        self._avatar.setName(name)
        self._avatar.setVisible(bool(name))
        self._hello.setText(greeting)
        self._badge.setVisible(bool(badge))
        if badge:
            self._badge.setBadge(badge, "gold")

    def setNote(self, words: str) -> None:
        """The line at the foot."""
        self._note.setText(words)

    def ask(self, words: str) -> None:
        """Empty, and ready for digits."""
        self._pin, self._open = "", True
        self._hint.setRole("text2")
        self._hint.setText(words)
        self._calming.stop()
        self._calm()

    def refuse(self, words: str) -> None:
        """Red dots that shake, the reason above them; ready for the next try."""
        self._pin, self._open = "", True
        self._hint.setRole("red")
        self._hint.setText(words)
        self._dots.setError(True)
        self._shake()
        self._calming.start()

    def empty(self) -> bool:
        """Whether no digit is typed."""
        return not self._pin

    def type_digit(self, digit: str) -> None:
        """One more digit."""
        if not self._open or len(self._pin) == PIN_LENGTH:
            return
        self._calming.stop()
        self._dots.setError(False)
        self._pin += digit
        self._dots.setFilled(len(self._pin))
        if len(self._pin) == PIN_LENGTH:
            pin, self._pin, self._open = self._pin, "", False
            self.entered.emit(pin)

    def backspace(self) -> None:
        """Take the last digit back."""
        if self._open:
            self._pin = self._pin[:-1]
            self._dots.setFilled(len(self._pin))

    def _calm(self) -> None:
        self._dots.setError(False)
        self._dots.setFilled(len(self._pin))

    def _shake(self) -> None:
        duration = current().duration(current().tokens.motion.slow)
        if not duration or self._shaking.state() == QPropertyAnimation.State.Running:
            return
        place = self._dots.pos()
        self._shaking.setDuration(duration)
        self._shaking.setKeyValues([(step / 6, place + QPoint(away, 0)) for step, away in enumerate(_AWAY)])
        self._shaking.start()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._avatar = Avatar("", 72, soft=True)
        self._avatar.hide()
        column.addWidget(self._avatar, 0, middle)
        column.addSpacing(12)
        self._hello = Label("", "heading", align=middle)
        column.addWidget(self._hello)
        column.addSpacing(2)
        self._hint = Label("", "body", "text2", align=middle)
        column.addWidget(self._hint)
        column.addSpacing(22)
        self._dots = PinDots(PIN_LENGTH)
        column.addWidget(self._dots, 0, middle)
        column.addSpacing(24)
        pad = PinPad({BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear")})
        pad.typed.connect(self.type_digit)
        pad.backspace.connect(self.backspace)
        pad.clear.connect(self.cleared)
        column.addWidget(pad)
        column.addSpacing(16)
        self._badge = Badge("", "gold", large=True)
        self._badge.hide()
        column.addWidget(self._badge, 0, middle)
        column.addStretch(1)
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addStretch(1)
        note.addWidget(IconMark(Icon.DRAWER, 20, "text2"))
        self._note = Label("", "caption", "text2")
        note.addWidget(self._note)
        note.addStretch(1)
        column.addLayout(note)
