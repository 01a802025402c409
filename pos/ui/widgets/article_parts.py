"""The parts of an article's page: its head, what belongs to it, what can be done with it, how many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.stock_words import Said
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.buttons import IconButton
from pos.ui.widgets.labels import Label
from pos.ui.widgets.stock_list import draw_dot
from pos.ui.widgets.tiles import wrapped

_HEAD = {"compact": 120, "regular": 152, "wide": 152}
_RELATED = 56


class ArticleHead(QWidget):
    """``ArticleHead(parent=None)``: a tile with the icon of its category, the name in up to two lines, its codes.

    ``setArticle(icon, name, codes, badge)``; ``badge`` empty for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._name, self._codes, self._badge = Icon.ARTICLE, "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        self.setFixedHeight(_HEAD[at])

    def setArticle(self, icon: Icon, name: str, codes: str, badge: str) -> None:
        """Which one."""
        self._icon, self._name, self._codes, self._badge = icon, name, codes, badge
        self.setAccessibleName(name)
        self.setAccessibleDescription(" · ".join(word for word in (codes, badge) if word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        painter = QPainter(self)
        paint.card(painter, self.rect())
        edge = self.height() - 32
        tile = QRectF(16, 16, edge, edge)
        paint.rounded(painter, tile, look.tokens.radius.m, c.pressed)
        size = look.tokens.icon.hero
        middle = tile.center()
        draw_icon(painter, self._icon, middle.x() - size / 2, middle.y() - size / 2, size, c.text2)
        left = tile.right() + 24
        room = self.width() - left - 24
        badge = paint.badge_width(self._badge, Icon.TAG) + 16 if self._badge else 0
        if self._badge:
            paint.badge(painter, self.width() - 24 - badge + 16, 24, self._badge, "accent", Icon.TAG)
        face = font("heading")
        lines = wrapped(self._name, face, room - badge)
        top = self.height() / 2 - (32 * len(lines) + 24) / 2
        for number, words in enumerate(lines):
            paint.text(painter, QRectF(left, top + 32 * number, room - badge, 32), words, face, c.text)
        below = QRectF(left, top + 32 * len(lines) + 4, room, 20)
        paint.text(painter, below, self._codes, font("caption"), c.text3)
        painter.end()


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """Another article: ``stock`` as said here; ``adds``: a plus puts it into the basket."""

    sku: str
    name: str
    icon: Icon
    price: str
    stock: Said | None
    adds: bool


class RelatedRow(PaintedButton):
    """``RelatedRow(line, add, parent=None)``: tile, name, stock here, price; a touch opens it, the plus (spoken as
    ``add``) puts it into the basket. Signals: ``clicked``, ``added()``.
    """

    added = Signal()
    radius_step = "s"

    def __init__(self, line: RelatedLine, add: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._plus: IconButton | None = None
        self.setFixedHeight(_RELATED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if line.adds:
            self._plus = IconButton(Icon.PLUS, f"{add}: {line.name}", "ghost", parent=self)
            self._plus.setObjectName(f"add-{line.sku}")
            self._plus.clicked.connect(self.added)
        self.setLine(line)

    def setLine(self, line: RelatedLine) -> None:
        """The same article with other figures."""
        self.line = line
        self.setObjectName(f"open-{line.sku}")
        self.setText(line.name)
        stock = line.stock.words if line.stock is not None else ""
        self.setAccessibleDescription(" · ".join(word for word in (stock, line.price) if word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, _RELATED)

    def resizeEvent(self, event: object) -> None:
        if self._plus is not None:
            self._plus.move(self.width() - 48 + 8, 4)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        line = self.line
        if self.isDown() or self.hovered:
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), c.pressed if self.isDown() else c.subtle)
        middle = (self.height() - 1) / 2
        paint.icon_tile(painter, QRectF(0, middle - 20, 40, 40), line.icon)
        right = self.width() - (48 if line.adds else 30)
        if not line.adds:
            draw_icon(painter, Icon.FORWARD, self.width() - 17, middle - 8, 16, c.text3)
        box = QRectF(52, 0, right - 52, self.height() - 1)
        used = paint.text(painter, box, line.price, font("bodyStrong"), c.text, paint.RIGHT) + 12
        name = QRectF(52, middle - 20, right - 52 - used, 20)
        paint.text(painter, name, line.name, paint.resized(font("body", weight=500), 14), c.text)
        if line.stock is not None:
            draw_dot(painter, 56, middle + 10, line.stock.dot, 8)
            ink = c.amber if line.stock.old else c.text3
            paint.text(painter, name.adjusted(12, 20, 0, 20), line.stock.words, font("caption"), ink)
        paint.hairline(painter, 0, self.height() - 1, self.width())


class ActionTile(PaintedButton):
    """``ActionTile(text, icon, keycap, parent=None)``: something to do with its promise in the second line, 64 px.

    ``setPromise(words)``: what is promised, or why it is off. Checked while its form is open. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, text: str, icon: Icon, keycap: str, parent: QWidget | None = None) -> None:
        self._icon, self._keycap, self._promise = icon, keycap, ""
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setFixedHeight(current().tokens.row["actionTile"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setPromise(self, words: str, *, enabled: bool) -> None:
        """The second line, and whether it can be done."""
        self._promise = words
        self.setAccessibleDescription(words)
        self.setEnabled(enabled)
        self.update()

    def promise(self) -> str:
        """The second line."""
        return self._promise

    def nextCheckState(self) -> None:
        """Whether its form is open is for the screen to say."""

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        off = not self.isEnabled()
        if off:
            paint.rounded(painter, self.rect(), self.corner, c.subtle, c.border)
        elif self.isChecked():
            paint.chosen(painter, self.rect(), self.corner)
        else:
            fill = c.pressed if self.isDown() else c.subtle if self.hovered else c.surface
            paint.rounded(painter, self.rect(), self.corner, fill, c.border)
        middle = self.height() / 2
        draw_icon(painter, self._icon, 17, middle - 12, 24, c.text_disabled if off else c.accent_text)
        key = paint.keycap_width(self._keycap)
        ink = c.text_disabled if off else c.text3
        paint.keycap(
            painter, self.width() - 13 - key, middle, self._keycap, colour=ink, fill=None if off else c.surface
        )
        room = QRectF(53, middle - 21, self.width() - 53 - key - 25, 20)
        paint.text(painter, room, self.label(), font("bodyStrong"), c.text_disabled if off else c.text)
        # The reason must stay readable: disabled grey is too faint for it.
        paint.text(painter, room.translated(0, 21), self._promise, font("caption"), c.text3)


class Stepper(QWidget):
    """``Stepper(label, less, more, parent=None)``: how many, by touch; ``value``, ``setValue(n)``, at least 1.

    Signal: ``stepped(int)`` by −1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, label: str, less: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 1
        self.setFixedHeight(current().tokens.control.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Label(label, "body"), 1)
        self._less = _StepKey(Icon.MINUS, less, left=True)
        self._figure = _StepFigure()
        self._more = _StepKey(Icon.PLUS, more, left=False)
        self._less.setObjectName("quantity-less")
        self._more.setObjectName("quantity-more")
        self._less.clicked.connect(lambda: self.stepped.emit(-1))
        self._more.clicked.connect(lambda: self.stepped.emit(1))
        for part in (self._less, self._figure, self._more):
            row.addWidget(part)
        self.setValue(1)

    @property
    def value(self) -> int:
        """How many."""
        return self._value

    def setValue(self, value: int) -> None:
        """Another quantity."""
        self._value = value
        self._figure.setText(i18n.number(value))
        self._less.setEnabled(value > 1)


class _StepKey(PaintedButton):
    def __init__(self, icon: Icon, name: str, *, left: bool) -> None:
        self._icon, self._left = icon, left
        super().__init__(name)
        self.setFixedSize(50, current().tokens.control.button)
        self.setAutoRepeat(True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        painter.setClipRect(self.rect())
        # Wider than itself: the round corners of the inner side lie outside.
        box = QRectF(self.rect()).adjusted(0 if self._left else -16, 0, 16 if self._left else 0, 0)
        fill = c.pressed if self.isDown() else c.subtle if self.hovered else c.surface
        paint.rounded(painter, box, self.corner, fill, c.border_strong)
        paint.upright(painter, self.width() - 1 if self._left else 0, 1, self.height() - 2, c.border_strong)
        ink = c.text if self.isEnabled() else c.text_disabled
        draw_icon(painter, self._icon, (self.width() - 20) / 2, (self.height() - 20) / 2, 20, ink)


class _StepFigure(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(54, current().tokens.control.button)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.surface)
        for y in (0, self.height() - 1):
            paint.hairline(painter, 0, y, self.width(), c.border_strong)
        paint.text(painter, self.rect(), self._text, font("lineTotal"), c.text, paint.CENTRE)
        painter.end()
