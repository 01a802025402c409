"""Whether each part of the till works: a dot, what it is, how it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.paint import Kind
from pos.ui.theme import current, font


class DiagnosisRow(QWidget):
    """``DiagnosisRow(name, parent=None)``: 40 px with a hairline above. ``setState(kind, words)``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, ""
        self._kind: Kind = "neutral"
        self.setFixedHeight(current().tokens.row["diagnostic"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setState(self, kind: Kind, words: str) -> None:
        """How it is now."""
        self._kind, self._words = kind, words
        self.setAccessibleName(f"{self._name}: {words}")
        self.update()

    def words(self) -> str:
        """What it says now."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        paint.hairline(painter, 0, 0, self.width())
        paint.dot(painter, 5, self.height() / 2, paint.tone(self._kind).dot, 10)
        face = paint.resized(font("body"), 14)
        well = self._kind in ("green", "neutral")
        room = QRectF(self.rect())
        used = paint.text(
            painter, room, self._words, face, c.text3 if well else paint.tone(self._kind).text, paint.RIGHT
        )
        paint.text(painter, room.adjusted(20, 0, -used - 12, 0), self._name, face, c.text)
        painter.end()
