"""Tiles to touch: quick keys, operators, tenders; and the journal's tiles of state, which only show."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.paint import Kind
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.ground import tile_ground

_LINE = 17  # two lines of a quick key lie closer than body text


class QuickKey(PaintedButton):
    """``QuickKey(text, price="", icon=None, parent=None)``: an article by one touch.

    80 px (88 wide; 72 compact without the icon); the label has up to two lines, a newline in ``text`` says where.
    ``setPrice`` also shows a reason ("offline") on a key that is off. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, text: str, price: str = "", icon: Icon | None = None, parent: QWidget | None = None) -> None:
        self._price, self._icon = price, icon
        self._compact = False
        super().__init__(text, parent)
        self.setAccessibleDescription(price)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_breakpoint("regular")

    def setPrice(self, price: str) -> None:
        """The figure (or the reason why the key is off) in the upper right corner."""
        self._price = price
        self.setAccessibleDescription(price)
        self.update()

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Height by window; compact has no icon and the price below."""
        control = current().tokens.control
        self._compact = at == "compact"
        heights = {"compact": control.quick_key_compact, "regular": control.quick_key, "wide": control.quick_key_wide}
        self.setMinimumHeight(heights[at])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        ink = tile_ground(painter, look, self)
        faint = look.colours.text3 if self.isEnabled() else look.colours.text_disabled
        room = QRectF(self.rect()).adjusted(11, 7, -10, -9)
        lines = wrapped(self.label(), self._face(), room.width())
        if self._compact:
            self._draw_lines(painter, room, lines, ink)
            lower = QRectF(room.left(), room.bottom() - 20, room.width(), 20)
            paint.text(painter, lower, self._price, font("caption"), faint)
            return
        if self._icon:
            size = look.tokens.thumb.quick_key
            draw = QRectF(room.left(), room.top() + 2, size, size)
            paint.icon_tile(painter, draw, self._icon, disabled=not self.isEnabled())
        upper = QRectF(room.left() + 34, room.top(), room.width() - 34, 20)
        paint.text(painter, upper, self._price, font("caption"), faint, paint.RIGHT)
        room.setTop(room.bottom() - _LINE * len(lines))
        self._draw_lines(painter, room, lines, ink)

    def _draw_lines(self, painter: QPainter, room: QRectF, lines: list[str], ink: QColor) -> None:
        for number, words in enumerate(lines):
            row = QRectF(room.left(), room.top() + _LINE * number, room.width(), _LINE)
            paint.text(painter, row, words, self._face(), ink)

    def _face(self) -> QFont:
        return paint.resized(font("body", weight=500), 13 if self._compact else 14)


def wrapped(words: str, face: QFont, width: float) -> list[str]:
    """The label in at most two lines: at its newline, else at the last space before it gets too wide."""
    if "\n" in words:
        return words.split("\n")[:2]
    if paint.text_width(words, face) <= width:
        return [words]
    parts = words.split(" ")
    for count in range(len(parts) - 1, 0, -1):
        first = " ".join(parts[:count])
        if paint.text_width(first, face) <= width:
            return [first, " ".join(parts[count:])]
    return [words]


class OperatorTile(PaintedButton):
    """``OperatorTile(name, role="", icon=None, parent=None)``: who signs in; 96 px, chosen while checked.

    ``icon`` replaces the initials ("other operator"). Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, name: str, role: str = "", icon: Icon | None = None, parent: QWidget | None = None) -> None:
        self._role, self._icon = role, icon
        super().__init__(name, parent)
        self.setAccessibleDescription(role)
        self.setCheckable(True)
        self.setFixedHeight(current().tokens.control.operator_tile)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        tile_ground(painter, look, self)
        c = look.colours
        disc = QRectF(17, (self.height() - 48) / 2, 48, 48)
        paint.avatar(painter, disc, paint.initials(self.label()), strong=self.isChecked(), icon=self._icon)
        room = QRectF(81, self.height() / 2 - 23, self.width() - 81 - 16, 24)
        ink = c.text if self.isEnabled() else c.text_disabled
        if not self._role:
            room.moveTop(self.height() / 2 - 12)
        paint.text(painter, room, self.label(), paint.resized(font("title"), 17), ink)
        paint.text(painter, room.translated(0, 23), self._role, font("caption"), c.text3 if self.isEnabled() else ink)


class TenderTile(PaintedButton):
    """``TenderTile(text, icon, keycap="", parent=None)``: a way to pay or a form of receipt; 80 px (56 compact).

    Chosen while checked; then the keycap stays. ``setNote("24,80 €")`` puts a figure at the lower right, or, on a tile
    that is off, the reason in a second line; ``setDone(True)`` shows a check in place of the keycap. Signals:
    ``clicked``.
    """

    radius_step = "l"

    def __init__(self, text: str, icon: Icon, keycap: str = "", parent: QWidget | None = None) -> None:
        self._icon, self._keycap, self._note = icon, keycap, ""
        self._compact = self._done = False
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Compact puts everything in one line of 56 px."""
        control = current().tokens.control
        self._compact = at == "compact"
        self.setFixedHeight(control.tender_tile_compact if self._compact else control.tender_tile)
        self.update()

    def setNote(self, note: str) -> None:
        """Figure or reason at the lower right."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def setDone(self, done: bool) -> None:
        """A check in place of the keycap."""
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        ink = tile_ground(painter, look, self)
        c = look.colours
        faint = c.text3 if self.isEnabled() else c.text_disabled
        pad = 13
        top = self.height() / 2 if self._compact else 25.0
        plain = self.isEnabled() and not self.isChecked()
        draw_icon(painter, self._icon, pad, top - 12, 24, c.text2 if plain else ink)
        right = float(self.width() - pad)
        if self._done:
            draw_icon(painter, Icon.CHECK, right - 20, top - 10, 20, c.accent_text)
            right -= 28
        elif self._keycap:
            width = paint.keycap_width(self._keycap)
            paint.keycap(
                painter, right - width, top - (0 if self._compact else 2), self._keycap, colour=faint, fill=c.surface
            )
            right -= width + 8
        if self._compact:
            room = QRectF(pad + 32, 0, right - pad - 32, self.height())
        else:
            room = QRectF(pad, self.height() - 34, self.width() - 2 * pad, 22)
        if self._note and not self.isEnabled():
            middle = room.center().y()
            paint.text(painter, QRectF(room.left(), middle - 1, room.width(), 18), self._note, font("caption"), c.text3)
            room = QRectF(room.left(), middle - 21, room.width(), 20)
        elif self._note and not self._compact:
            used = paint.text(painter, room, self._note, font("caption"), faint, paint.RIGHT)
            room.setRight(room.right() - used - 8)
        paint.text(painter, room, self.label(), font("bodyStrong"), ink)


class StateTile(QWidget):
    """``StateTile(parent=None)``: one of the journal's four: a coloured icon, a fact, a second line; 72 px.

    ``setState(icon, kind, title, detail)``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon.INFO
        self._kind: Kind = "neutral"
        self._title = self._detail = ""
        self.setFixedHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setState(self, icon: Icon, kind: Kind, title: str, detail: str = "") -> None:
        """What it says now."""
        self._icon, self._kind, self._title, self._detail = icon, kind, title, detail
        self.setAccessibleName(f"{title} {detail}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        paint.card(painter, self.rect())
        narrow = self.width() < 180
        pad = 12 if narrow else 17
        edge = 32 if narrow else 40
        tile = QRectF(pad, (self.height() - edge) / 2, edge, edge)
        paint.icon_tile(painter, tile, self._icon, self._kind)
        room = QRectF(tile.right() + 12, 14, self.width() - tile.right() - 20, 24)
        face = paint.resized(font("heading"), 15 if narrow else 18)
        paint.text(painter, room, self._title, face, look.colours.text)
        paint.text(painter, room.translated(0, 22), self._detail, font("caption"), look.colours.text3)
        painter.end()
