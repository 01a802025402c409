"""The form that takes the last sale back: a reason, and above the limit a second person's PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from pos.ui.widgets.choices import Chip
from pos.ui.widgets.labels import Label
from pos.ui.widgets.pads import BACKSPACE, CLEAR, NumPad, PinDots
from pos.ui.widgets.pin_entry import PIN_LENGTH
from pos.ui.widgets.tools import Tool


class VoidTool(Tool):
    """``VoidTool()``: ``ask(words, needs_pin)``: why the last sale is taken back, and a second PIN above the limit.

    Signals: ``reasoned(str)`` with the reason when no PIN is needed, ``approved(str, str)`` with reason and PIN.
    """

    reasoned = Signal(str)
    approved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needs_pin = False
        self._pin = ""
        self._words = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._words)
        self._chips = QButtonGroup(self)
        self._reasons = QWidget()
        reasons = QVBoxLayout(self._reasons)
        reasons.setContentsMargins(0, 0, 0, 0)
        reasons.setSpacing(8)
        for number, words in enumerate(
            (self.tr("Wrong article"), self.tr("Customer changed their mind"), self.tr("Wrong way of paying")), 1
        ):
            chip = Chip(words)
            chip.setObjectName(f"void-reason-{number}")
            self._chips.addButton(chip, number)
            reasons.addWidget(chip)
        self.body.addWidget(self._reasons)
        self._approval = QWidget()
        approval = QVBoxLayout(self._approval)
        approval.setContentsMargins(0, 0, 0, 0)
        approval.setSpacing(12)
        self._asked = Label("", "body", wrap=True)
        approval.addWidget(self._asked)
        self._dots = PinDots(PIN_LENGTH)
        approval.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignHCenter)
        pad = NumPad(CLEAR, names={BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear")})
        pad.typed.connect(self._type)
        pad.backspace.connect(lambda: self._set_pin(self._pin[:-1]))
        pad.clear.connect(lambda: self._set_pin(""))
        approval.addWidget(pad)
        self.body.addWidget(self._approval)
        self.body.addStretch(1)
        self.confirm.setText(self.tr("Void"))

    def title(self) -> str:
        return self.tr("Void the last sale")

    def ask(self, words: str, *, needs_pin: bool) -> None:
        """About this sale; the first reason is chosen already."""
        self._words.setText(words)
        self._needs_pin = needs_pin
        self._chips.button(1).setChecked(True)
        self._step(asking_pin=False)

    def refuse(self, words: str) -> None:
        """The PIN was wrong."""
        self._set_pin("")
        self._dots.setError(True)
        self._asked.setText(words)
        self._asked.setRole("red")

    def apply(self) -> None:
        if self._approval.isVisibleTo(self):
            return
        if self._needs_pin:
            self._step(asking_pin=True)
        else:
            self.reasoned.emit(self._reason())

    def typed(self, event: QKeyEvent) -> bool:
        digit = event.text() if event.text().isascii() and event.text().isdigit() else ""
        if self._approval.isVisibleTo(self):
            if digit:
                self._type(digit)
            elif event.key() == Qt.Key.Key_Backspace:
                self._set_pin(self._pin[:-1])
            return True
        chip = self._chips.button(int(digit)) if digit else None
        if chip is not None:
            chip.setChecked(True)
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            chosen = max(1, min(3, self._chips.checkedId() + step))
            self._chips.button(chosen).setChecked(True)
            return True
        return super().typed(event)

    def _reason(self) -> str:
        chip = self._chips.checkedButton()
        return chip.label() if isinstance(chip, Chip) else ""

    def _step(self, *, asking_pin: bool) -> None:
        self._reasons.setVisible(not asking_pin)
        self._approval.setVisible(asking_pin)
        self.confirm.setVisible(not asking_pin)
        self._asked.setText(self.tr("PIN of a shift lead"))
        self._asked.setRole("text")
        self._set_pin("")

    def _type(self, digit: str) -> None:
        if len(self._pin) < PIN_LENGTH:
            self._set_pin(self._pin + digit)
        if len(self._pin) == PIN_LENGTH:
            pin, self._pin = self._pin, ""
            self.approved.emit(self._reason(), pin)

    def _set_pin(self, pin: str) -> None:
        self._pin = pin
        self._dots.setError(False)
        self._dots.setFilled(len(pin))
