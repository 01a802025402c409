"""Choosing one of a few: segments and chips."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton


class Chip(PaintedButton):
    """``Chip(text, icon=None, checkable=True, parent=None)``: a filter or a suggestion, 48 px.

    Put several into a QButtonGroup to make them exclusive. ``setCount("7")`` puts a number after the text.
    Properties: text, checked. Signals: ``clicked``, ``toggled(bool)``.
    """

    def __init__(
        self, text: str, icon: Icon | None = None, *, checkable: bool = True, parent: QWidget | None = None
    ) -> None:
        self._icon, self._count = icon, ""
        super().__init__(text, parent)
        self.setCheckable(checkable)
        self.setFixedHeight(current().tokens.control.chip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setCount(self, count: str) -> None:
        """The number after the text; empty takes it away."""
        self._count = count
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        return f"{self.label()} {self._count}" if self._count else self.label()

    def sizeHint(self) -> QSize:
        width = paint.text_width(self._words(), font("bodyStrong")) + (28 if self._icon else 0)
        return QSize(round(width) + 32, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        ink = c.text if self.isEnabled() else c.text_disabled
        if self.isChecked() and self.isEnabled():
            paint.chosen(painter, self.rect(), self.corner)
            ink = c.accent_text
        elif not self.isEnabled():
            paint.rounded(painter, self.rect(), self.corner, c.disabled_fill)
        else:
            fill = c.pressed if self.isDown() else c.subtle if self.hovered else c.surface
            paint.rounded(painter, self.rect(), self.corner, fill, c.border_strong)
        face = font("bodyStrong") if self.isChecked() else font("body", weight=500)
        room = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        if self._icon:
            left = (self.width() - paint.text_width(self._words(), face) - 28) / 2
            draw_icon(painter, self._icon, left, (self.height() - 20) / 2, 20, ink)
            room.setLeft(left + 28)
            paint.text(painter, room, self._words(), face, ink)
        else:
            paint.text(painter, room, self._words(), face, ink, paint.CENTRE)


def _face(weight: int) -> QFont:
    return paint.resized(font("body", weight=weight), 14)


class Segment(QWidget):
    """``Segment(options, parent=None)``: one of two to four, in a grey trough; options are (key, text) pairs.

    Left and Right move the choice while it has the keyboard. Property: ``value`` (key). Signal: ``chosen(str)``,
    only when a person chose.
    """

    chosen = Signal(str)
    corner = 8

    def __init__(self, options: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._value = options[0][0]
        self._down = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(current().tokens.control.button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def value(self) -> str:
        """The key of the chosen option."""
        return self._value

    def setValue(self, key: str) -> None:
        """Chooses without telling anybody."""
        self._value = key
        self._name()
        self.update()

    def setOptions(self, options: list[tuple[str, str]]) -> None:
        """Other options or other texts; the choice stays if its key is still there."""
        self._options = options
        if self._value not in [key for key, _text in options]:
            self._value = options[0][0]
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(dict(self._options)[self._value])

    def sizeHint(self) -> QSize:
        widest = max(paint.text_width(words, _face(600)) for _key, words in self._options)
        return QSize(round(widest + 24) * len(self._options) + 8, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().tokens.control.touch_min * len(self._options), self.minimumHeight())

    def _cell(self, index: int) -> QRectF:
        width = (self.width() - 8) / len(self._options)
        return QRectF(4 + index * width, 4, width, self.height() - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), look.tokens.radius.m + 2, c.pressed, c.border)
        for index, (key, words) in enumerate(self._options):
            cell = self._cell(index)
            is_chosen = key == self._value
            if is_chosen:
                paint.rounded(painter, cell, look.tokens.radius.s, c.surface, c.border)
            ink = c.text_disabled if not self.isEnabled() else c.text if is_chosen else c.text2
            face = _face(600 if is_chosen else 500)
            paint.text(painter, cell.adjusted(4, 0, -4, 0), words, face, ink, paint.CENTRE)
        if self.hasFocus():
            # Inside, not around: the trough already is the frame, and the ring belongs to the chosen cell.
            index = [key for key, _words in self._options].index(self._value)
            paint.rounded(painter, self._cell(index), look.tokens.radius.s, None, c.accent, 2)
        painter.end()

    def _at(self, x: float) -> int:
        width = (self.width() - 8) / len(self._options)
        return min(len(self._options) - 1, max(0, int((x - 4) / width)))

    def _choose(self, index: int) -> None:
        key = self._options[index][0]
        if key != self._value:
            self.setValue(key)
            self.chosen.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = self._at(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and self._at(event.position().x()) == self._down:
            self._choose(self._down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = [key for key, _words in self._options].index(self._value)
        if event.key() == Qt.Key.Key_Left and index > 0:
            self._choose(index - 1)
        elif event.key() == Qt.Key.Key_Right and index < len(self._options) - 1:
            self._choose(index + 1)
        else:
            super().keyPressEvent(event)
