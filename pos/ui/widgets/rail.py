"""The rail at the left: the mark, its buttons with counts, the operator at the bottom."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.paint import Kind
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.base import PaintedButton


class Logo(QWidget):
    """``Logo(size=40, parent=None)``: the mark of Tresen, a counter with the receipt hanging from it."""

    def __init__(self, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.setAccessibleName("Tresen")

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), self.width() / 4, c.accent)
        draw_icon(painter, Icon.LOGO, 0, 0, self.width(), c.on_accent)
        painter.end()


class RailButton(PaintedButton):
    """``RailButton(text, icon, parent=None)``: one screen of the rail; 64 × 64 (wide 80 × 72), chosen while checked.

    Put them into a QButtonGroup. ``setBadge("7", "amber")`` shows a count, empty text takes it away: neutral for
    work to do, amber for what waits to be sent. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, text: str, icon: Icon, parent: QWidget | None = None) -> None:
        self._icon = icon
        self._badge = ""
        self._badge_kind: Kind = "neutral"
        super().__init__(text, parent)
        self.setCheckable(True)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Size by window; the rail around it leaves 4 px at each side."""
        control = current().tokens.control
        wide = at == "wide"
        width = (control.rail_wide if wide else control.rail) - 8
        self.setFixedSize(width, control.rail_item_wide if wide else control.rail_item)

    def setBadge(self, text: str, kind: Kind = "neutral") -> None:
        """The count at the icon; empty for none."""
        self._badge, self._badge_kind = text, kind
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        ink = c.text2 if self.isEnabled() else c.text_disabled
        if self.isChecked():
            paint.rounded(painter, self.rect(), self.corner, c.accent_soft)
            ink = c.accent_text if self.isEnabled() else c.text_disabled
        elif self.isDown() or self.hovered:
            paint.rounded(painter, self.rect(), self.corner, c.pressed)
        top = (self.height() - 44) / 2
        draw_icon(painter, self._icon, (self.width() - 24) / 2, top, 24, ink)
        face = font("micro", weight=600 if self.isChecked() else 500)
        room = QRectF(0, top + 28, self.width(), 16)
        paint.text(painter, room, self.label(), face, ink, paint.CENTRE)
        if self._badge:
            paint.counter(painter, self.width() / 2 + 24, top - 5, self._badge, self._badge_kind)


class RailOperator(PaintedButton):
    """``RailOperator(name, parent=None)``: who works here, at the rail's foot; a press locks. ``setName`` changes it.

    Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, name: str, short: str = "", parent: QWidget | None = None) -> None:
        self._short = short
        super().__init__(name, parent)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Width by window."""
        control = current().tokens.control
        self.setFixedSize((control.rail_wide if at == "wide" else control.rail) - 4, 68)

    def setName(self, name: str, short: str = "") -> None:
        """Another operator; ``short`` is what fits under the disc ("M. Krüger")."""
        self._short = short
        self.setText(name)
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        if self.isDown() or self.hovered:
            paint.rounded(painter, self.rect(), self.corner, c.pressed)
        paint.avatar(painter, QRectF((self.width() - 40) / 2, 4, 40, 40), paint.initials(self.label()))
        room = QRectF(0, 48, self.width(), 16)
        paint.text(painter, room, self._short or self.label(), font("micro"), c.text2, paint.CENTRE)
