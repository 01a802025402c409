"""A second person's PIN in the tool area, for what is above the cashier's limit; the basket stays visible."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.ui.widgets.labels import Label
from pos.ui.widgets.pads import BACKSPACE, CLEAR, NumPad, PinDots
from pos.ui.widgets.pin_entry import PIN_LENGTH
from pos.ui.widgets.tools import Tool


class ApprovalTool(Tool):
    """``ApprovalTool()``: ``ask(what, why)``; ``refuse(words)`` after a wrong PIN. Signal: ``approved(str)``: a PIN,
    not yet looked at.
    """

    approved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pin = ""
        self._what = Label("", "bodyStrong", wrap=True)
        self._why = Label("", "body", "text2", wrap=True)
        self._asked = Label("", "body", wrap=True)
        self._dots = PinDots(PIN_LENGTH)
        pad = NumPad(CLEAR, names={BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear")})
        pad.typed.connect(self._type)
        pad.backspace.connect(lambda: self._set_pin(self._pin[:-1]))
        pad.clear.connect(lambda: self._set_pin(""))
        for part in (self._what, self._why, self._asked):
            self.body.addWidget(part)
        self.body.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(pad)
        self.body.addStretch(1)
        self.confirm.hide()

    def title(self) -> str:
        return self.tr("Approval")

    def ask(self, what: str, why: str) -> None:
        """What needs somebody else, and why it does."""
        self._what.setText(what)
        self._why.setText(why)
        self._asked.setText(self.tr("PIN of a shift lead"))
        self._asked.setRole("text")
        self._set_pin("")

    def refuse(self, words: str) -> None:
        """The PIN was wrong."""
        self._set_pin("")
        self._dots.setError(True)
        self._asked.setText(words)
        self._asked.setRole("red")

    def apply(self) -> None:
        """The last digit is enough."""

    def typed(self, event: QKeyEvent) -> bool:
        if event.text().isascii() and event.text().isdigit():
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._set_pin(self._pin[:-1])
        return True

    def _type(self, digit: str) -> None:
        if len(self._pin) < PIN_LENGTH:
            self._set_pin(self._pin + digit)
        if len(self._pin) == PIN_LENGTH:
            pin, self._pin = self._pin, ""
            self.approved.emit(pin)

    def _set_pin(self, pin: str) -> None:
        self._pin = pin
        self._dots.setError(False)
        self._dots.setFilled(len(pin))
