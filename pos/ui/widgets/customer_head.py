"""Who the customer is, in one line and a quiet one: disc, name, tier."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.theme import Theme, font
from pos.ui.widgets.base import PaintedButton


class CustomerHead(PaintedButton):
    """``CustomerHead(parent=None)``: ``setPerson(name, detail, badge)``; ``setNobody(title, detail)``. The whole of it
    is the target while there is somebody. Signals: ``clicked``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._detail = self._initials = ""
        self._badge: tuple[str, Kind] | None = None
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setPerson(self, name: str, detail: str, badge: tuple[str, Kind] | None) -> None:
        """Somebody; a touch goes to them."""
        self._say(name, detail, badge)
        self._initials = paint.initials(name)
        self.setEnabled(True)

    def setFolded(self, initials: str, detail: str) -> None:
        """Somebody whose name is not shown now; a touch shows it."""
        self._say(initials, detail, None)
        self._initials = initials
        self.setEnabled(True)

    def setNobody(self, title: str, detail: str) -> None:
        """Nobody yet."""
        self._say(title, detail, None)
        self._initials = ""
        self.setEnabled(False)

    def _say(self, title: str, detail: str, badge: tuple[str, Kind] | None) -> None:
        self.setText(title)
        self._detail, self._badge = detail, badge
        self.setAccessibleDescription(f"{detail} {badge[0] if badge else ''}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 48)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        if self.isDown() or self.hovered:
            paint.rounded(painter, self.rect(), self.corner, c.pressed if self.isDown() else c.subtle)
        nobody = not self._initials
        disc = QRectF(0, 4, 40, 40)
        paint.avatar(painter, disc, self._initials, soft=not nobody, icon=Icon.OPERATOR if nobody else None)
        room = QRectF(52, 2, self.width() - 52, 24)
        badge = paint.badge_width(self._badge[0]) + 8 if self._badge else 0
        face = paint.resized(font("bodyStrong"), 18)
        used = paint.text(painter, room.adjusted(0, 0, -badge, 0), self.label(), face, c.text)
        if self._badge:
            paint.badge(painter, room.left() + used + 8, 4, self._badge[0], self._badge[1])
        paint.text(painter, QRectF(52, 26, self.width() - 52, 18), self._detail, font("caption"), c.text3)
