"""The forms of an order: where its parcels stand, why it is over, what is offered in place of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from pos.ui.widgets.article_forms import WayForm
from pos.ui.widgets.choices import Chip
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import Label

_PARCELS: Final = 2  # digits; more than ninety-nine parcels are no pickup


def places(text: str) -> tuple[str, ...]:
    """What was typed as one or several places: ``D-01, D-02``."""
    return tuple(word for word in text.replace(",", " ").replace("·", " ").split() if word)


class ReadyForm(WayForm):
    """``ReadyForm()``: ``ask(words, bag)``; where the parcels stand and how many there are.

    Signal: ``entered(tuple, int)`` with the places and the number of parcels.
    """

    entered = Signal(tuple, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ready"), parent)
        self._words = Label("", "caption", "text2", wrap=True)
        self.bag = TextField(self.tr("Shelf or bag box, several with a comma"))
        self.parcels = TextField(self.tr("Parcels"))
        for name, field in (("bag", self.bag), ("parcels", self.parcels)):
            field.setObjectName(f"ready-{name}")
            field.returnPressed.connect(self.press)
        self.parcels.setMaxLength(_PARCELS)
        self.body.addWidget(self._words)
        self.body.addWidget(Label(self.tr("Where do they stand?"), "captionStrong", "text2"))
        self.body.addWidget(self.bag)
        self.body.addWidget(Label(self.tr("How many parcels?"), "captionStrong", "text2"))
        self.body.addWidget(self.parcels)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Make ready")

    def ask(self, words: str, bag: str) -> None:
        """Begin; one parcel is the usual."""
        self._words.setText(words)
        self.bag.setText(bag)
        self.parcels.setText("1")
        for field in (self.bag, self.parcels):
            field.setError(False)

    def takeKeyboard(self) -> None:
        """The place is typed first."""
        self.bag.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        found, count = places(self.bag.text()), self.parcels.text().strip()
        able = count.isascii() and count.isdigit() and int(count) > 0
        self.bag.setError(not found)
        self.parcels.setError(not able)
        if found and able:
            self.entered.emit(found, int(count))
        else:
            (self.parcels if found else self.bag).setFocus(Qt.FocusReason.OtherFocusReason)


class MoveForm(WayForm):
    """``MoveForm()``: ``ask(words)``; where the parcels stand from now on. Signal: ``entered(tuple)``."""

    entered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Move"), parent)
        self._words = Label("", "caption", "text2", wrap=True)
        self.bag = TextField(self.tr("Shelf or bag box, several with a comma"))
        self.bag.setObjectName("move-bag")
        self.bag.returnPressed.connect(self.press)
        self.body.addWidget(self._words)
        self.body.addWidget(self.bag)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Move to another place")

    def ask(self, words: str) -> None:
        """Where they stand now."""
        self._words.setText(words)
        self.bag.clear()
        self.bag.setError(False)

    def takeKeyboard(self) -> None:
        self.bag.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        found = places(self.bag.text())
        self.bag.setError(not found)
        if found:
            self.entered.emit(found)


class OverForm(WayForm):
    """``OverForm()``: ``ask(words, reasons, chosen)``; an order ends without its customer; reasons are (key, text)
    pairs. Digits and arrows choose. Signal: ``entered(str)`` with the key.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Back to the shelf"), parent)
        self._words = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._words)
        self._chips = QButtonGroup(self)
        self._keys: list[str] = []
        for at in range(3):
            chip = Chip("")
            chip.setObjectName(f"over-reason-{at + 1}")
            self._chips.addButton(chip, at)
            self.body.addWidget(chip)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Back to the shelf?")

    def ask(self, words: str, reasons: Sequence[tuple[str, str]], chosen: str) -> None:
        """What is over, and why it probably is."""
        self._words.setText(words)
        self._keys = [key for key, _text in reasons]
        for at, (key, text) in enumerate(reasons):
            chip = self._chips.button(at)
            chip.setText(text)
            chip.setChecked(key == chosen)

    def typed(self, event: QKeyEvent) -> bool:
        digit = int(event.text()) - 1 if event.text().isascii() and event.text().isdigit() else -1
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = self._chips.checkedId() + step if step else digit
        if step or digit >= 0:
            if 0 <= at < len(self._keys):
                self._chips.button(at).setChecked(True)
            return True
        return super().typed(event)

    def apply(self) -> None:
        at = self._chips.checkedId()
        if 0 <= at < len(self._keys):
            self.entered.emit(self._keys[at])


class SubstituteForm(WayForm):
    """``SubstituteForm()``: ``ask(words)``; the article that is offered in place of what is missing, scanned or typed.
    Signal: ``entered(str)`` with its code.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Offer"), parent)
        self._words = Label("", "body", "text2", wrap=True)
        self.code = TextField(self.tr("Scan the article, or type its number"))
        self.code.setObjectName("substitute-code")
        self.code.returnPressed.connect(self.press)
        self.body.addWidget(self._words)
        self.body.addWidget(self.code)
        self.body.addStretch(1)

    def title(self) -> str:
        return self.tr("Offer something else")

    def ask(self, words: str) -> None:
        """What is missing; the customer is asked."""
        self._words.setText(words)
        self.code.clear()
        self.code.setError(False)

    def takeKeyboard(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        text = self.code.text().strip()
        self.code.setError(not text)
        if text:
            self.entered.emit(text)
