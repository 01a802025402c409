"""Where one is in a job of a few steps: count, compare, report."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font

_DISC = 24
_DASH = 48


class Steps(QWidget):
    """``Steps(labels, parent=None)``: numbered discs with words; done ones green. ``setCurrent(index)``."""

    def __init__(self, labels: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCurrent(0)

    def setCurrent(self, index: int) -> None:
        """Which step it is now, from 0."""
        self._current = index
        self.setAccessibleName(f"{index + 1}/{len(self._labels)} {self._labels[index]}")
        self.update()

    def setLabels(self, labels: list[str]) -> None:
        """The same steps in another language."""
        self._labels = labels
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = sum(paint.text_width(label, font("bodyStrong")) for label in self._labels)
        return QSize(round(words) + len(self._labels) * (_DISC + 8) + (len(self._labels) - 1) * _DASH + 2, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        x = 0.0
        for index, label in enumerate(self._labels):
            if index:
                paint.hairline(painter, x + 12, self.height() // 2, _DASH - 24, look.colours.border_strong)
                x += _DASH
            self._draw_disc(painter, look, x, index)
            face = font("bodyStrong") if index == self._current else font("body", weight=500)
            ink = look.colours.text if index == self._current else look.colours.text2
            room = QRectF(x + _DISC + 8, 0, 400, self.height())
            x += _DISC + 8 + paint.text(painter, room, label, face, ink, elide=False)
        painter.end()

    def _draw_disc(self, painter: QPainter, look: Theme, x: float, index: int) -> None:
        c = look.colours
        box = QRectF(x, (self.height() - _DISC) / 2, _DISC, _DISC)
        if index < self._current:
            paint.dot(painter, box.center().x(), box.center().y(), c.green_dot, _DISC)
            draw_icon(painter, Icon.CHECK, box.left() + 5, box.top() + 5, 14, c.on_green)
            return
        now = index == self._current
        paint.rounded(painter, box, _DISC / 2, c.accent if now else None, None if now else c.border_strong)
        ink = c.on_accent if now else c.text2
        paint.text(painter, box, str(index + 1), font("captionStrong"), ink, paint.CENTRE, elide=False)
