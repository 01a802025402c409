"""A row that says a fact in two lines and offers one or two ways on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font
from pos.ui.widgets.buttons import Button


class FactRow(QWidget):
    """``FactRow(icon, *actions, parent=None)``: icon, bold line over quiet line, links at the right, a hairline below.

    ``setFact(title, detail, icon=None)``. ``actions`` are (key, text) pairs. Signal: ``acted(str)``.
    """

    acted = Signal(str)

    def __init__(self, icon: Icon, *actions: tuple[str, str], height: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._title, self._detail = icon, "", ""
        self._buttons: list[Button] = []
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        for key, text in actions:
            button = Button(text, "link")
            button.setObjectName(key)
            button.clicked.connect(lambda _checked=False, key=key: self.acted.emit(key))
            self._buttons.append(button)
            row.addWidget(button)

    def setFact(self, title: str, detail: str, icon: Icon | None = None) -> None:
        """The two lines, and another icon."""
        self._icon = icon or self._icon
        self._title, self._detail = title, detail
        self.setAccessibleName(f"{title}, {detail}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        middle = (self.height() - 1) / 2
        draw_icon(painter, self._icon, 0, middle - 10, 20, c.text2)
        taken = sum(button.width() for button in self._buttons if button.isVisibleTo(self))
        room = QRectF(32, middle - (20 if self._detail else 10), self.width() - 32 - taken - 4, 20)
        paint.text(painter, room, self._title, paint.resized(font("body", weight=500), 14), c.text)
        paint.text(painter, room.translated(0, 19), self._detail, font("caption"), c.text3)
        paint.hairline(painter, 0, self.height() - 1, self.width())
        painter.end()
