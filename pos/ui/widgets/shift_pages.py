"""The parts of the shift screen: open it, what it is, count against expected, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.cart import TOTAL_MINOR_MAX
from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font
from pos.ui.widgets.labels import Card, IconMark, Label, Line, SummaryRow
from pos.ui.widgets.lists import RoundedList
from pos.ui.widgets.pads import BACKSPACE, CLEAR, AmountField, NumPad, PinDots
from pos.ui.widgets.pin_entry import PIN_LENGTH


class FloatForm(Card):
    """``FloatForm(parent=None)``: the float of a new shift. ``begin(minor, currency)`` suggests one; ``typed`` and
    ``backspace`` write cents from the right. ``amount``: minor units.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.amount = 0
        self._currency, self._fresh = "EUR", True
        self._field = AmountField(self.tr("Float in the drawer"))
        self._hint = Label("", "caption", "text3")
        pad = NumPad("00", names={BACKSPACE: self.tr("Delete digit")})
        pad.typed.connect(self.typed)
        pad.backspace.connect(self.backspace)
        pad.setMaximumHeight(380)
        block = QWidget()
        block.setMaximumWidth(420)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(Label(self.tr("No shift is open"), "heading"))
        column.addWidget(Label(self.tr("Count the float into the drawer, then open the shift."), "body", "text2"))
        column.addSpacing(12)
        column.addWidget(self._field)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(pad, 6)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(block, 5)
        row.addStretch(1)

    def begin(self, minor: int, currency: str) -> None:
        """Suggest the usual float; the first digit replaces it."""
        self._currency = currency
        self._hint.setText(self.tr("Usual: {amount}").format(amount=i18n.money(minor, currency)))
        self._set(minor)
        self._fresh = True

    def typed(self, digits: str) -> None:
        """Digits from the keyboard or the pad."""
        amount = int(f"{0 if self._fresh else self.amount}{digits}")
        if amount <= TOTAL_MINOR_MAX:
            self._set(amount)

    def backspace(self) -> None:
        """Takes the last digit away; of the suggestion all of it."""
        self._set(0 if self._fresh else self.amount // 10)

    def _set(self, amount: int) -> None:
        self.amount, self._fresh = amount, False
        self._field.setText(i18n.money(amount, self._currency))


class FactsCard(Card):
    """``FactsCard(icon, parent=None)``: a heading with an icon, a sentence, then rows of label and value."""

    def __init__(self, icon: Icon, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title, self._text = Label("", "heading"), Label("", "body", "text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconMark(icon, 24, disc="green"))
        head.addLayout(words, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(24)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_facts(self, title: str, text: str, facts: Sequence[tuple[str, str]]) -> None:
        """Another heading and other rows."""
        self._title.setText(title)
        self._text.setText(text)
        while item := self._rows.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for label, value in facts:
            self._rows.addWidget(Line())
            self._rows.addWidget(SummaryRow(label, value, height=48))


@dataclass(frozen=True, slots=True)
class Compared:
    """One way of paying: what should be there, what was counted (empty: not counted here), the difference."""

    name: str
    expected: str
    counted: str
    difference: str
    matches: bool


class _CompareRow(QWidget):
    def __init__(self, row: Compared | None) -> None:
        super().__init__()
        self._row = row
        self.setFixedHeight(current().tokens.row["reconcile" if row else "tableHeader"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        height, width = self.height() - 1, self.width()
        row = self._row
        heads = ("", self.tr("Expected"), self.tr("Counted"), self.tr("Difference"))
        cells = (row.name, row.expected, row.counted, row.difference) if row else (self.tr("Tender"), *heads[1:])
        face = font("body") if row else font("caption", weight=500)
        rights = (0, width - 324, width - 188, width - 52)
        name = QRectF(16, 0, max(80, rights[1] - 110 - 16), height)
        paint.text(painter, name, cells[0], font("body", weight=500) if row else face, c.text if row else c.text2)
        for words, right in zip(cells[1:3], rights[1:3], strict=True):
            box = QRectF(right - 130, 0, 130, height)
            paint.text(painter, box, words, face, c.text if row else c.text2, paint.RIGHT)
        ink = c.text2 if row is None else c.text if row.matches else c.amber
        last = QRectF(rights[3] - 130, 0, 130, height)
        paint.text(painter, last, cells[3], font("bodyStrong") if row else face, ink, paint.RIGHT)
        if row is not None and row.difference:
            icon, tint = (Icon.CHECK, c.green) if row.matches else (Icon.WARNING, c.amber)
            draw_icon(painter, icon, width - 36, height / 2 - 10, 20, tint)
        if row is not None:
            paint.hairline(painter, 0, 0, width)
        painter.end()


class CompareTable(RoundedList):
    """``CompareTable(parent=None)``: ``show_rows([Compared, …])`` under one header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[QWidget] = []
        self.body.addWidget(_CompareRow(None))

    def show_rows(self, rows: Sequence[Compared]) -> None:
        """Other rows."""
        for widget in self._rows:
            self.body.removeWidget(widget)
            widget.deleteLater()
        self._rows = [_CompareRow(row) for row in rows]
        for widget in self._rows:
            self.body.addWidget(widget)


class ApprovalCard(Card):
    """``ApprovalCard(parent=None)``: a second person's PIN. ``ask(words)``; ``typed(digit)`` and ``backspace()``;
    ``refuse(words)`` after a wrong one. Signal: ``entered(str)`` with the fourth digit.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("tool", parent)
        self._pin = ""
        self._title = Label(self.tr("Approval by a shift lead"), "bodyStrong")
        self._words = Label("", "caption", "text2", wrap=True)
        self._dots = PinDots(PIN_LENGTH)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        pad = NumPad(CLEAR, names={BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear")})
        pad.setFixedSize(300, 260)
        pad.typed.connect(self.typed)
        pad.backspace.connect(self.backspace)
        pad.clear.connect(lambda: self._set(""))
        left = QVBoxLayout()
        left.addLayout(texts)
        left.addSpacing(16)
        left.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(pad)
        self.hide()

    def ask(self, words: str) -> None:
        """Show it, empty."""
        self._say(words, "text2")
        self._dots.setError(False)
        self.show()

    def refuse(self, words: str) -> None:
        """The PIN was not the right one."""
        self._say(words, "red")
        self._dots.setError(True)

    def typed(self, digit: str) -> None:
        """One more digit."""
        self._dots.setError(False)
        self._set(self._pin + digit)
        if len(self._pin) == PIN_LENGTH:
            pin, self._pin = self._pin, ""
            self.entered.emit(pin)

    def backspace(self) -> None:
        """Take the last digit back."""
        self._set(self._pin[:-1])

    def _set(self, pin: str) -> None:
        self._pin = pin
        self._dots.setFilled(len(pin))

    def _say(self, words: str, role: str) -> None:
        self._set("")
        self._words.setRole(role)
        self._words.setText(words)
