"""The forms of an article's page: kept here, sent home, collected at another store, told when it is back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.contract.goods import Address
from pos.ui.widgets.checks import CheckRow
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import Label
from pos.ui.widgets.stock_list import StockLine, StockList
from pos.ui.widgets.tools import Tool

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4}


class WayForm(Tool):
    """A form whose button is the blue one of the page: ``verb`` is what that says, ``able`` whether it can be pressed.
    Enter presses it too. Signal: ``able_changed(bool)``.
    """

    in_panel = True
    able_changed = Signal(bool)

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verb = verb
        self.able = True
        self.confirm.hide()

    def setAble(self, able: bool) -> None:
        """Whether it can be done as it stands."""
        self.able = able
        self.able_changed.emit(able)

    def press(self) -> None:
        """The blue button, or Enter."""
        if self.able:
            self.apply()

    def typed(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.press()
            return True
        return False


class ReserveForm(WayForm):
    """``ReserveForm()``: ``ask(words)``; how many stands beside it. Signal: ``agreed()``."""

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Reserve"), parent)
        self._words = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._words)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Reserve here")

    def ask(self, words: str) -> None:
        """For whom and how long."""
        self._words.setText(words)

    def apply(self) -> None:
        self.agreed.emit()


class DeliverForm(WayForm):
    """``DeliverForm()``: ``ask(words, name, again=)``: where it comes from and when, the customer's name filled in;
    ``again``: another delivery of this sale has an address already, an empty form means that one.

    Signal: ``entered(Address | None)``, None for the address of the other delivery.
    """

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Deliver"), parent)
        self._again = False
        self._words = Label("", "caption", "text2", wrap=True)
        self.body.addWidget(self._words)
        self.name = TextField(self.tr("Name"))
        self.street = TextField(self.tr("Street and number"))
        self.postcode = TextField(self.tr("Postcode"))
        self.city = TextField(self.tr("Town"))
        for field, name in zip(self._fields(), ("name", "street", "postcode", "city"), strict=True):
            field.setObjectName(f"deliver-{name}")
            field.returnPressed.connect(self.press)
        town = QHBoxLayout()
        town.setSpacing(8)
        town.addWidget(self.postcode, 2)
        town.addWidget(self.city, 3)
        self.body.addWidget(self.name)
        self.body.addWidget(self.street)
        self.body.addLayout(town)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Deliver home")

    def ask(self, words: str, name: str, *, again: bool) -> None:
        """Begin; the keyboard stands where something is missing."""
        self._words.setText(words)
        self._again = again
        for field in self._fields():
            field.clear()
            field.setError(False)
        self.name.setText("" if again else name)

    def takeKeyboard(self) -> None:
        """The keyboard goes to the first field that is empty."""
        empty = next((field for field in self._fields() if not field.text()), self.name)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        for field in self._fields():  # where somebody lives is nobody's business once the form is gone
            field.clear()

    def apply(self) -> None:
        texts = [field.text().strip() for field in self._fields()]
        if self._again and not any(texts):
            self.entered.emit(None)
            return
        for field, text in zip(self._fields(), texts, strict=True):
            field.setError(not text)
        missing = next((field for field, text in zip(self._fields(), texts, strict=True) if not text), None)
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name, street, postcode, city = texts
        self.entered.emit(Address(name, street, postcode, city))

    def _fields(self) -> tuple[TextField, TextField, TextField, TextField]:
        return self.name, self.street, self.postcode, self.city


class StoreForm(WayForm):
    """``StoreForm()``: ``ask(lines, details, chosen)``: the stores that have it, the nearest first; ``details`` by key
    says hours, telephone and from when. Signal: ``entered(str)`` with the chosen store.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Order there"), parent)
        self._details: dict[str, str] = {}
        self.stores = StockList(opens=False)
        self.stores.setObjectName("stores")
        self.stores.setMinimumHeight(96)
        self.stores.setFrameShape(StockList.Shape.NoFrame)
        self.stores.moved.connect(self._say)
        self._words = Label("", "caption", "text2", wrap=True)
        self.body.addWidget(self.stores, 1)
        self.body.addWidget(self._words)

    def title(self) -> str:
        return self.tr("To another store")

    def ask(self, lines: Sequence[StockLine], details: dict[str, str], chosen: str) -> None:
        """Which stores there are."""
        self._details = details
        self.stores.showLines(lines)
        self.stores.choose(chosen)
        self._say()

    def typed(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return super().typed(event)
        self.stores.step(step)
        return True

    def apply(self) -> None:
        if self.stores.chosen():
            self.entered.emit(self.stores.chosen())

    def _say(self) -> None:
        key = self.stores.chosen()
        self._words.setText(self._details.get(key, ""))
        self.setAble(bool(key))


class NotifyForm(WayForm):
    """``NotifyForm()``: ``ask(words, on_display=)``; a yes is confirmed on the customer display, or ticked here as
    signed on paper. Signal: ``agreed()``.
    """

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Notify"), parent)
        self._words = Label("", "body", "text2", wrap=True)
        self._how = Label("", "caption", "text2", wrap=True)
        self.signed = CheckRow(self.tr("The customer has signed it on paper"))
        self.signed.setObjectName("notify-signed")
        self.signed.toggled.connect(self.setAble)
        for part in (self._words, self._how, self.signed):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Notify when it is back")

    def ask(self, words: str, *, on_display: bool) -> None:
        """Who is told of what."""
        self._words.setText(words)
        self.signed.setChecked(False)
        self.signed.setVisible(not on_display)
        self.setAble(on_display)
        self._how.setText(self.tr("A yes is confirmed by the customer on the customer display.") if on_display else "")
        self._how.setVisible(on_display)

    def setWaiting(self) -> None:
        """The customer is being asked."""
        self.setAble(False)
        self._how.setText(self.tr("The customer is asked on the customer display …"))

    def typed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and self.signed.isVisibleTo(self):
            self.signed.setChecked(not self.signed.isChecked())
            return True
        return super().typed(event)

    def apply(self) -> None:
        self.agreed.emit()
