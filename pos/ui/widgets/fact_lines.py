"""Facts in lines: words at the left, a figure at the right; as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font

_LINE = 40


@dataclass(frozen=True, slots=True)
class FactLine:
    """``quiet`` stands after ``text`` in grey; ``role`` is the colour of ``icon``, ``strong`` of the figure's type."""

    text: str
    value: str
    quiet: str = ""
    icon: Icon | None = None
    role: str = "text2"
    strong: bool = True


class FactLines(QWidget):
    """``FactLines(parent=None)``: ``setLines(lines)``, 40 px each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[FactLine] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setLines(self, lines: Sequence[FactLine]) -> None:
        """What is shown."""
        self._lines = lines
        self.setAccessibleName("; ".join(f"{line.text} {line.quiet} {line.value}" for line in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, len(self._lines) * _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        body = paint.resized(font("body"), 14)
        for at, line in enumerate(self._lines[: self.height() // _LINE]):
            top = at * _LINE
            paint.hairline(painter, 0, top, self.width())
            room = QRectF(0, top, self.width(), _LINE)
            if line.icon is not None:
                draw_icon(painter, line.icon, 0, top + 10, 20, current().colour(line.role))
                room.setLeft(28)
            face = paint.resized(font("bodyStrong"), 14) if line.strong else font("caption")
            ink = c.text if line.strong else c.text3
            room.setRight(room.right() - 8 - paint.text(painter, room, line.value, face, ink, paint.RIGHT))
            room.setLeft(room.left() + paint.text(painter, room, line.text, body, c.text) + 5)
            if line.quiet and room.width() > 20:
                paint.text(painter, room, line.quiet, font("caption"), c.text3)
        painter.end()
