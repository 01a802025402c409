"""Function keys on the screen: the bar under the basket, and the quiet hint with a keycap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Breakpoint, Theme, current, font, line_height
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.buttons import button_colours


class FKeyButton(PaintedButton):
    """``FKeyButton(keycap, text, icon, short="", parent=None)``: one of the bar under the basket, 48 px.

    Key, icon and label in one line; in a compact window label over key without the icon.
    ``setCheckable(True)`` for a key that opens the tool area: it looks chosen while that is open.
    Signals: ``clicked``.
    """

    def __init__(
        self, keycap: str, text: str, icon: Icon | None = None, short: str = "", parent: QWidget | None = None
    ) -> None:
        self._keycap, self._icon, self._short = keycap, icon, short
        self._two_lines = False
        super().__init__(text, parent)
        self.setFixedHeight(current().tokens.control.fkey_bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Two lines in a compact window."""
        self._two_lines = at == "compact"
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = paint.text_width(self.label(), _face())
        if self._two_lines:
            return QSize(round(words) + 24, self.minimumHeight())
        icon = 28 if self._icon else 0
        return QSize(round(words) + paint.keycap_width(self._keycap) + icon + 40, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        fill, border, ink = button_colours(look, "secondary", self)
        if self.isEnabled() and not self.isChecked():
            border = look.colours.border
        paint.rounded(painter, self.rect(), self.corner, fill, border)
        if self._two_lines:
            self._draw_lines(painter, look, ink)
        else:
            self._draw_row(painter, look, ink)

    def _draw_lines(self, painter: QPainter, look: Theme, ink: QColor) -> None:
        room = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        face = _face()
        words = self.label()
        if self._short and paint.text_width(words, face) > room.width():
            words = self._short
        upper = QRectF(room.left(), room.top(), room.width(), line_height("body"))
        paint.text(painter, upper, words, face, ink, paint.CENTRE)
        lower = QRectF(room.left(), room.bottom() - 16, room.width(), 16)
        faint = look.colours.text3 if self.isEnabled() else look.colours.text_disabled
        paint.text(painter, lower, self._keycap, font("micro"), faint, paint.CENTRE)

    def _draw_row(self, painter: QPainter, look: Theme, ink: QColor) -> None:
        face = _face()
        key = paint.keycap_width(self._keycap)
        room = self.width() - 16
        choices = ((self.label(), 29), (self.label(), 0), (self._short or self.label(), 0))
        for words, icon in choices:
            needed = key + 9 + (icon if self._icon else 0) + paint.text_width(words, face)
            if needed <= room:
                break
        x = max(8.0, (self.width() - needed) / 2)
        middle = self.height() / 2
        cap = look.colours.text3 if self.isEnabled() else look.colours.text_disabled
        surface = look.colours.surface if self.isEnabled() else None
        paint.keycap(painter, x, middle, self._keycap, colour=cap, fill=surface)
        x += key + 9
        if icon and self._icon:
            plain = self.isEnabled() and not self.isChecked()
            draw_icon(painter, self._icon, x, middle - 10, 20, look.colours.text2 if plain else ink)
            x += icon
        paint.text(painter, QRectF(x, 0, self.width() - x - 8, self.height()), words, face, ink)


def _face() -> QFont:
    return paint.resized(font("body", weight=500), 14)


class KeyLabel(QWidget):
    """``KeyLabel(keycap, text="", parent=None)``: a key and what it does, as a quiet hint. Not a button."""

    def __init__(self, keycap: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keycap, self._text = keycap, text
        self.setAccessibleName(f"{keycap} {text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        words = paint.text_width(self._text, font("caption")) + 8 if self._text else 0
        return QSize(round(paint.keycap_width(self._keycap) + words) + 1, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = current().colours
        paint.keycap(painter, 0, self.height() / 2, self._keycap, fill=c.surface)
        x = paint.keycap_width(self._keycap) + 8
        paint.text(painter, QRectF(x, 0, self.width() - x, self.height()), self._text, font("caption"), c.text3)
        painter.end()
