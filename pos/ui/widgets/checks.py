"""Check boxes, painted: the mark alone with its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton


def draw_check(painter: QPainter, look: Theme, box: QRectF, *, checked: bool, enabled: bool) -> None:
    """The square, with its mark if it is checked."""
    c = look.colours
    if checked:
        fill = c.accent if enabled else c.disabled_fill
        paint.rounded(painter, box, look.tokens.radius.s, fill)
        ink = c.on_accent if enabled else c.text_disabled
        draw_icon(painter, Icon.CHECK, box.center().x() - 8, box.center().y() - 8, 16, ink)
    else:
        paint.rounded(painter, box, look.tokens.radius.s, c.surface, c.border_input if enabled else c.border)


class CheckRow(PaintedButton):
    """``CheckRow(text, detail="", value="", height=48, parent=None)``: a check box with words, a quiet second line and
    a figure at the right; the whole row is the target. Properties: checked, enabled. Signals: ``toggled(bool)``.
    """

    radius_step = "s"

    def __init__(
        self, text: str, detail: str = "", value: str = "", *, height: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._detail, self._value = detail, value
        self._role = "text3"
        self.setCheckable(True)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"{detail} {value}".strip())

    def setDetail(self, detail: str, role: str = "text3") -> None:
        """The quiet second line."""
        self._detail, self._role = detail, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.text_width(self.label(), font("body"))) + 44, self.minimumHeight())

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        edge = current().tokens.control.checkbox
        box = QRectF(0, (self.height() - edge) / 2, edge, edge)
        draw_check(painter, look, box, checked=self.isChecked(), enabled=self.isEnabled())
        if self._value:
            paint.hairline(painter, 0, self.height() - 1, self.width())
        room = QRectF(edge + 12, 0, self.width() - edge - 12, self.height())
        ink = c.text if self.isEnabled() else c.text_disabled
        if self._value:
            room.setRight(
                room.right() - 12 - paint.text(painter, room, self._value, font("bodyStrong"), ink, paint.RIGHT)
            )
        if self._detail:
            upper = QRectF(room.left(), room.center().y() - 20, room.width(), 20)
            paint.text(painter, upper, self.label(), font("body", weight=500), ink)
            paint.text(painter, upper.translated(0, 20), self._detail, font("caption"), look.colour(self._role))
        else:
            paint.text(painter, room, self.label(), paint.resized(font("body"), 14), ink)
