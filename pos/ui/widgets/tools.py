"""The tool area: what asks for something while the rest of the screen stays alive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.ui import i18n
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.keys import KeyLabel
from pos.ui.widgets.labels import Card, Label
from pos.ui.widgets.pads import BACKSPACE, CLEAR, AmountField, NumPad

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Tool(Card):
    """A framed form with title and Esc on top and one button at the bottom; ``body`` lies between.

    ``typed(event)`` takes a key, True if it was meant for the form. ``in_panel``: its place is the decision panel, in
    every window. Signals: ``closed()`` by touch on Esc.
    """

    closed = Signal()
    in_panel = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("tool", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(self.title(), "bodyStrong"), 1)
        head.addWidget(KeyLabel("Esc"))
        column.addLayout(head)
        column.addSpacing(4)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        self.confirm = Button(self.tr("Apply"), "primary", keycap="↵", spread=True, large=True)
        self.confirm.clicked.connect(self.apply)
        column.addWidget(self.confirm)

    def title(self) -> str:
        """What it asks for."""
        raise NotImplementedError

    def apply(self) -> None:
        """What Enter does; subclasses emit what was entered."""
        raise NotImplementedError

    def typed(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            if self.confirm.isEnabled() and self.confirm.isVisibleTo(self):
                self.apply()
            return True
        return False


class QuantityTool(Tool):
    """``QuantityTool()``: ``ask(name, quantity)``; the first digit replaces what stands there.

    Signal: ``entered(int)``.
    """

    entered = Signal(int)
    _DIGITS = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self._before = 1
        self._name = Label("", "caption", "text2")
        self.body.addWidget(self._name)
        self._field = AmountField("")
        self.body.addWidget(self._field)
        pad = NumPad(CLEAR, names={BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear")})
        pad.typed.connect(self._type)
        pad.backspace.connect(self._backspace)
        pad.clear.connect(self._clear)
        self.body.addWidget(pad, 1)

    def title(self) -> str:
        return self.tr("Quantity")

    def ask(self, name: str, quantity: int) -> None:
        """For the line of this name, which has this quantity now."""
        self._name.setText(name)
        self._digits, self._before = "", quantity
        self._show()

    def apply(self) -> None:
        if self._digits and int(self._digits):
            self.entered.emit(int(self._digits))
        else:
            self.closed.emit()

    def typed(self, event: QKeyEvent) -> bool:
        if event.text().isascii() and event.text().isdigit():
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._backspace()
        else:
            return super().typed(event)
        return True

    def _type(self, digit: str) -> None:
        if len(self._digits) < self._DIGITS:
            self._digits = (self._digits + digit).lstrip("0")
            self._show()

    def _backspace(self) -> None:
        self._digits = self._digits[:-1]
        self._show()

    def _clear(self) -> None:
        self._digits = ""
        self._show()

    def _show(self) -> None:
        self._field.setText(i18n.number(int(self._digits)) if self._digits else i18n.number(self._before))
        self._field.setHint(f"{i18n.number(self._before)} →" if self._digits else self.tr("now"))


class DiscardTool(Tool):
    """``DiscardTool()``: ``ask(words)``; throwing a basket away is never one key alone. Signal: ``agreed()``."""

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._words)
        self.body.addStretch(1)
        self.confirm.setText(self.tr("Discard"))

    def title(self) -> str:
        return self.tr("Discard the basket?")

    def ask(self, words: str) -> None:
        """What would be thrown away."""
        self._words.setText(words)

    def apply(self) -> None:
        self.agreed.emit()
