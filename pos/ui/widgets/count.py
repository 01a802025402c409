"""Counting the drawer: pieces of each note and coin, and what they make. What should be there is not shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain import tender
from pos.ui import i18n, paint
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.cash import draw_piece, is_note
from pos.ui.widgets.keys import KeyLabel
from pos.ui.widgets.labels import Card, Label, Line
from pos.ui.widgets.lists import RoundedList
from pos.ui.widgets.pads import BACKSPACE, CLEAR, ENTER, NumPad

MOST = 99_999  # pieces of one kind; more than any drawer holds
_BOX = 72
_GAPS = {"compact": 12, "regular": 12, "wide": 16}


class CountRow(PaintedButton):
    """One kind of piece: picture, name, how many, what they make. 56 px; a touch makes it the active one."""

    radius_step = "s"

    def __init__(self, minor: int, currency: str, parent: QWidget | None = None) -> None:
        self.minor, self._currency = minor, currency
        self.count = 0
        super().__init__(piece_name(minor, currency), parent)
        self.setCheckable(True)
        self.setFixedHeight(current().tokens.row["cashCount"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setCount(self, count: int) -> None:
        """How many there are."""
        self.count = count
        self.setAccessibleDescription(str(count))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        height = self.height() - 1
        if self.isChecked():
            painter.fillRect(self.rect(), c.accent_soft)
        paint.hairline(painter, 0, height, self.width())
        draw_piece(painter, 20, height / 2, self.minor, self._currency)
        narrow = self.width() < 300
        left = 66 if narrow else 76
        paint.text(painter, QRectF(left, 0, 70, height), self.label(), font("body", weight=500), c.text)
        box = QRectF(left + 60, (height - 48) / 2, 64 if narrow else _BOX, 48)
        edge = c.accent if self.isChecked() else c.border_input
        paint.rounded(painter, box, look.tokens.radius.m, c.surface, edge, 2 if self.isChecked() else 1)
        paint.text(painter, box.adjusted(4, 0, -12, 0), str(self.count), font("lineTotal"), c.text, paint.RIGHT)
        made = i18n.figure(self.minor * self.count, self._currency)
        room = QRectF(box.right() + 6, 0, self.width() - box.right() - 6 - 13, height)
        paint.text(painter, room, made, font("body"), c.text2, paint.RIGHT)


class _Half(RoundedList):
    """Notes, or coins: a title with their sum, then the rows."""

    def __init__(self, title: str, pieces: list[int], currency: str) -> None:
        super().__init__()
        self._currency = currency
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(Label(title, "bodyStrong"), 1)
        self._sum = Label("", "bodyStrong", align=Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._sum, 1)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self.rows = [CountRow(minor, currency) for minor in pieces]
        for row in self.rows:
            self.body.addWidget(row)

    def show_sum(self) -> None:
        made = sum(row.minor * row.count for row in self.rows)
        self._sum.setText(i18n.money(made, self._currency))


class CountForm(QWidget):
    """``CountForm(currency, parent=None)``: ``typed(digit)``, ``backspace()``, ``clear()`` change the active kind;
    ``step(±1)`` chooses another. ``total``: minor units counted. ``pad`` is the key block with the active kind
    above it, which the screen may put elsewhere. Signal: ``changed()``.
    """

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._active = 0
        self._fresh = True
        pieces = list(tender.denominations(currency)) or [1]
        notes = [minor for minor in pieces if is_note(minor, currency)]
        self._notes = _Half(self.tr("Notes"), notes, currency)
        self._coins = _Half(self.tr("Coins"), [minor for minor in pieces if minor not in notes], currency)
        self._notes.setVisible(bool(notes))
        self._rows = [*self._notes.rows, *self._coins.rows]
        for index, row in enumerate(self._rows):
            row.clicked.connect(lambda _checked=False, index=index: self._choose(index))
        self._total = AmountLabel(44)
        self.pad = self._make_pad()
        self._lay_out()
        self._choose(0)

    @property
    def total(self) -> int:
        """What was counted, minor units."""
        return sum(row.minor * row.count for row in self._rows)

    def reset(self) -> None:
        """Count again from nothing."""
        for row in self._rows:
            row.setCount(0)
        self._choose(0)

    def typed(self, digit: str) -> None:
        """A digit for the active kind; the first one replaces what stands there."""
        row = self._rows[self._active]
        count = int(f"{0 if self._fresh else row.count}{digit}")
        if count <= MOST:
            row.setCount(count)
            self._fresh = False
            self._show()

    def backspace(self) -> None:
        """Takes the last digit away."""
        row = self._rows[self._active]
        row.setCount(row.count // 10)
        self._fresh = False
        self._show()

    def clear(self) -> None:
        """None of the active kind."""
        self._rows[self._active].setCount(0)
        self._show()

    def step(self, rows: int) -> None:
        """The next or the previous kind; stays at the ends."""
        self._choose(max(0, min(len(self._rows) - 1, self._active + rows)))

    def _choose(self, index: int) -> None:
        self._active, self._fresh = index, True
        for number, row in enumerate(self._rows):
            row.setChecked(number == index)
        self._show()

    def _show(self) -> None:
        row = self._rows[self._active]
        self._kind.setText(row.label())
        self._count.setText(str(row.count))
        self._made.setText("= " + i18n.money(row.minor * row.count, self._currency))
        self._notes.show_sum()
        self._coins.show_sum()
        self._total.setText(i18n.money(self.total, self._currency))
        self.changed.emit()

    # --- frame ------------------------------------------------------------------------------------------------------

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Gaps by window."""
        self._row.setSpacing(_GAPS[at])
        self._active_card.setVisible(at != "compact")

    def _lay_out(self) -> None:
        self._notes.body.addStretch(1)
        self._notes.body.addWidget(Line())
        foot = QWidget()
        foot.setProperty("ground", "subtle")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(0)
        column.addWidget(Label(self.tr("Counted"), "bodyStrong"))
        column.addWidget(self._total)
        self._notes.body.addWidget(foot)
        hints = QHBoxLayout()
        hints.setContentsMargins(16, 16, 16, 16)
        hints.setSpacing(12)
        hints.addWidget(KeyLabel("↵", self.tr("next kind")))
        hints.addWidget(KeyLabel("↑", self.tr("back")))
        hints.addStretch(1)
        self._coins.body.addLayout(hints)
        self._coins.body.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._notes, 1)
        self._row.addWidget(self._coins, 1)
        self.set_breakpoint("regular")

    def _make_pad(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._active_card = Card("card")
        self._active_card.setFixedHeight(122)
        inside = QVBoxLayout(self._active_card)
        inside.setContentsMargins(17, 14, 17, 14)
        inside.setSpacing(0)
        self._kind = Label("", "captionStrong", "text2")
        self._count = AmountLabel(40, Qt.AlignmentFlag.AlignLeft)
        self._made = Label("", "caption", "text2")
        for label in (self._kind, self._count, self._made):
            inside.addWidget(label)
        names = {BACKSPACE: self.tr("Delete digit"), CLEAR: self.tr("Clear"), ENTER: self.tr("Next kind")}
        pad = NumPad(CLEAR, enter=True, names=names)
        pad.typed.connect(self.typed)
        pad.backspace.connect(self.backspace)
        pad.clear.connect(self.clear)
        pad.enter.connect(lambda: self.step(1))
        column.addWidget(self._active_card)
        column.addWidget(pad, 1)
        return block


def piece_name(minor: int, currency: str) -> str:
    """``20 ct``, ``5 €``: what a piece is called at the counter."""
    if currency == "EUR":
        return f"{minor // 100}\N{NO-BREAK SPACE}€" if minor >= 100 else f"{minor}\N{NO-BREAK SPACE}ct"
    return i18n.money(minor, currency)
