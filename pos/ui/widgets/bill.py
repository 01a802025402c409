"""The right panel while money is taken: what is bought, what was given, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos.ui import paint
from pos.ui.icons import Icon
from pos.ui.theme import current, font
from pos.ui.widgets.buttons import IconButton
from pos.ui.widgets.labels import IconMark, Label, Line


@dataclass(frozen=True, slots=True)
class BillLine:
    """Quantity, name and total of one line, as they are shown."""

    quantity: str
    text: str
    total: str


class _Rows(QWidget):
    # Painted, not one widget per line: a bill may have hundreds of them.
    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[BillLine] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setLines(self, lines: Sequence[BillLine]) -> None:
        self._lines = lines
        self.setFixedHeight(len(lines) * current().tokens.row["summaryLine"])
        self.setAccessibleName("; ".join(f"{line.quantity} {line.text} {line.total}" for line in lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        height = current().tokens.row["summaryLine"]
        face = paint.resized(font("body"), 14)
        painter = QPainter(self)
        first = event.rect().top() // height
        last = min(len(self._lines), event.rect().bottom() // height + 1)
        for number in range(first, last):
            line = self._lines[number]
            room = QRectF(0, number * height, self.width(), height)
            used = paint.text(painter, room, line.total, face, c.text, paint.RIGHT)
            paint.text(painter, QRectF(0, room.y(), 28, height), line.quantity, face, c.text2)
            name = QRectF(32, room.y(), room.width() - used - 12 - 32, height)
            paint.text(painter, name, line.text, face, c.text, paint.LEFT | Qt.AlignmentFlag.AlignAbsolute)
        painter.end()


class Bill(QScrollArea):
    """``Bill(parent=None)``: the lines of a sale, 28 px each, scrolling; at most as high as its lines.

    ``setLines([BillLine, …])``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self.setWidget(self._rows)
        self._rows.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(2 * current().tokens.row["summaryLine"])

    def setLines(self, lines: Sequence[BillLine]) -> None:
        """Other lines, from the first."""
        self._rows.setLines(lines)
        self.setMaximumHeight(max(self.minimumHeight(), self._rows.height()))
        self.updateGeometry()
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(200, self._rows.height())


class TakenRow(QWidget):
    """``TakenRow(parent=None)``: a tender taken so far, 48 px between hairlines; × takes it back.

    ``show_tender(icon, text, note, amount)``; hidden until then and after ``clear()``. Signal: ``removed()``.
    """

    removed = Signal()

    def __init__(self, remove: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = IconMark(Icon.CASH, 20)
        self._text = Label()
        self._note = Label(style="caption", role="text3")
        self._amount = Label(style="bodyStrong", align=Qt.AlignmentFlag.AlignRight)
        self._remove = IconButton(Icon.CLOSE, remove, "ghost", 48)
        self._remove.clicked.connect(self.removed)
        for label in (self._text, self._note):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._mark)
        row.addSpacing(12)
        row.addWidget(self._text)
        row.addSpacing(5)
        row.addWidget(self._note)
        row.addWidget(self._amount, 1)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(row)
        column.addWidget(Line())
        self.setFixedHeight(50)
        self.clear()

    def show_tender(self, icon: Icon, text: str, note: str, amount: str, *, removable: bool = True) -> None:
        """What was taken."""
        self._mark.setMark(icon, "text2")
        self._text.setText(text)
        self._note.setText(note)
        self._amount.setText(amount)
        self._remove.setVisible(removable)
        self.show()

    def clear(self) -> None:
        """Nothing is taken."""
        self.hide()
