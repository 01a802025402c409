"""The ordinary buttons: six kinds with label, and the square one with an icon only."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton

ButtonKind = Literal["primary", "secondary", "soft", "ghost", "destructive", "link"]


def button_colours(look: Theme, kind: ButtonKind, button: PaintedButton) -> tuple[QColor, QColor | None, QColor]:
    """Fill, border and text of a button in its present state."""
    c = look.colours
    clear = QColor(Qt.GlobalColor.transparent)
    if not button.isEnabled():
        return (clear if kind in ("ghost", "link") else c.disabled_fill), None, c.text_disabled
    if button.isChecked():
        return c.accent_soft, c.accent, c.accent_text
    down, over = button.isDown(), button.hovered
    if kind == "primary":
        return (c.accent_pressed if down else c.accent_hover if over else c.accent), None, c.on_accent
    if kind == "soft":
        return (c.accent_border if down or over else c.accent_soft), None, c.accent_text
    if kind in ("ghost", "link"):
        ink = c.accent_text if kind == "link" else c.text
        return (c.pressed if down else c.subtle if over else clear), None, ink
    ink = c.red if kind == "destructive" else c.text
    return (c.pressed if down else c.subtle if over else c.surface), c.border_strong, ink


class Button(PaintedButton):
    """``Button(text, kind="secondary", icon=None, keycap="", short="", spread=False, large=False, parent=None)``

    48 px high (56 if ``large``). Too narrow for its text, it first drops the icon, then uses ``short``, then shows
    the icon alone; it never wraps. ``spread`` puts the keycap at the right edge. ``setReason`` gives it a second
    line, usually why it is off. ``setCheckable(True)`` makes it a switch that looks chosen while checked.
    ``setCount("2")`` adds a number in accent after the label.
    Properties: text, enabled, checked. Signals: ``clicked``.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "secondary",
        icon: Icon | None = None,
        keycap: str = "",
        short: str = "",
        *,
        spread: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._icon, self._keycap, self._short = icon, keycap, short
        self._reason = self._count = ""
        self._kind, self._spread, self._large = kind, spread, large
        super().__init__(text, parent)
        if large:
            self.radius_step = "l"
            self.setMinimumHeight(current().tokens.control.button_large)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setReason(self, reason: str) -> None:
        """A second, smaller line; empty takes it away."""
        self._reason = reason
        self.setAccessibleDescription(reason)
        self.updateGeometry()
        self.update()

    def setShort(self, short: str) -> None:
        """The text for narrow places."""
        self._short = short
        self.update()

    def setIconName(self, icon: Icon) -> None:
        """Another icon before the label."""
        self._icon = icon
        self.update()

    def setKeycap(self, keycap: str) -> None:
        """Another key."""
        self._keycap = keycap
        self.updateGeometry()
        self.update()

    def setCount(self, count: str) -> None:
        """A number in accent after the label; empty takes it away."""
        self._count = count
        self.updateGeometry()
        self.update()

    def _needed(self, words: str, *, icon: bool) -> float:
        width = paint.text_width(words, self._face())
        width += 28 if icon and self._icon else 0
        width += paint.keycap_width(self._keycap) + 8 if self._keycap else 0
        width += paint.text_width(self._count, font("bodyStrong")) + 8 if self._count else 0
        return width

    def sizeHint(self) -> QSize:
        control = current().tokens.control
        pad = 8 if self._kind == "link" else 16
        words = max(self._needed(self.label(), icon=True), paint.text_width(self._reason, font("caption")))
        return QSize(round(words) + 2 * pad + 2, control.button_large if self._large else control.button)

    def draw(self, painter: QPainter, look: Theme) -> None:
        fill, border, ink = button_colours(look, self._kind, self)
        width = 2 if self.isChecked() and self.isEnabled() else 1
        if fill.alpha():
            paint.rounded(painter, self.rect(), self.corner, fill, border, width)
        pad = 4 if self._kind == "link" else 12
        room = self.width() - 2 * pad
        if self._spread and self._needed(self.label(), icon=True) > room:
            pad = 8  # four pixels of air less, before anything has to go
            room = self.width() - 2 * pad
        words, icon = self._fitting(room)
        needed = self._needed(words, icon=icon is not None)
        x = pad if self._spread else max(float(pad), (self.width() - needed) / 2)
        middle = self.height() / 2
        if self._reason:
            self._draw_reason(painter, look, x, room)
            middle -= 9
        if icon:
            draw_icon(painter, icon, x, middle - 10, 20, ink)
            x += 28
        x += paint.text(painter, QRectF(x, middle - 12, self.width() - x, 24), words, self._face(), ink, elide=False)
        if self._count:
            counted = ink if not self.isEnabled() else look.colours.accent_text
            box = QRectF(x + 8, middle - 12, self.width() - x, 24)
            x += 8 + paint.text(painter, box, self._count, font("bodyStrong"), counted, elide=False)
        if self._keycap:
            at = self.width() - pad - paint.keycap_width(self._keycap) if self._spread else x + 8
            self._draw_keycap(painter, look, at, middle, ink)

    def _fitting(self, room: float) -> tuple[str, Icon | None]:
        for words, icon in ((self.label(), self._icon), (self.label(), None), (self._short, None)):
            if words and self._needed(words, icon=icon is not None) <= room + 1:
                return words, icon
        if self._icon:
            return "", self._icon
        return paint.elided(self._short or self.label(), self._face(), room), None

    def _face(self) -> QFont:
        # A large one is a place to go to rather than a deed, so it speaks more quietly.
        return font("body", weight=500) if self._large and self._kind == "secondary" else font("bodyStrong")

    def _draw_reason(self, painter: QPainter, look: Theme, x: float, room: float) -> None:
        ink = look.colours.text3 if self.isEnabled() else look.colours.text_disabled
        align = paint.LEFT if self._spread else paint.CENTRE
        left = x if self._spread else (self.width() - room) / 2
        box = QRectF(left, self.height() / 2 + 1, room, 18)
        paint.text(painter, box, self._reason, font("caption"), ink, align)

    def _draw_keycap(self, painter: QPainter, look: Theme, x: float, middle: float, ink: QColor) -> None:
        c = look.colours
        if self._kind == "primary" and self.isEnabled():
            edge = QColor(c.on_accent)
            edge.setAlphaF(0.45)
            paint.keycap(painter, x, middle, self._keycap, colour=c.on_accent, edge=edge)
        elif not self.isEnabled():
            paint.keycap(painter, x, middle, self._keycap, colour=ink)
        else:
            paint.keycap(painter, x, middle, self._keycap, fill=c.surface)


class IconButton(PaintedButton):
    """``IconButton(icon, name, kind="secondary", size=48, parent=None)``: square, an icon only.

    ``name`` is what a screen reader and the tool tip say. Signals: ``clicked``.
    """

    def __init__(
        self,
        icon: Icon,
        name: str,
        kind: ButtonKind = "secondary",
        size: int = 48,
        parent: QWidget | None = None,
    ) -> None:
        self._icon, self._kind = icon, kind
        super().__init__(name, parent)
        self.setToolTip(name)
        self.setFixedSize(size, size)

    def setIconName(self, icon: Icon) -> None:
        """Shows another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, look: Theme) -> None:
        fill, border, ink = button_colours(look, self._kind, self)
        if fill.alpha():
            paint.rounded(painter, self.rect(), self.corner, fill, border)
        size = look.tokens.icon.m
        x, y = (self.width() - size) / 2, (self.height() - size) / 2
        draw_icon(painter, self._icon, x, y, size, ink)
