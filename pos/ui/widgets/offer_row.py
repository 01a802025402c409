"""A row of the customer's: what there is, in two lines, and the one thing that can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.offer import Offer
from pos.ui.theme import Theme, font
from pos.ui.widgets.base import PaintedButton

ROW: Final = 48


class OfferRow(PaintedButton):
    """``OfferRow(offer, parent=None)``: icon, title over detail, action at the right, a hairline below; the whole row
    is the target. Signals: ``clicked``.
    """

    radius_step = "s"

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(offer.title, parent)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setOffer(offer)

    def setOffer(self, offer: Offer) -> None:
        """Another one, or the same in another state."""
        self.offer = offer
        self.setObjectName(offer.key)
        self.setText(offer.title)
        self.setAccessibleDescription(f"{offer.detail} {offer.action}".strip())
        self.setEnabled(bool(offer.action))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, ROW)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        offer = self.offer
        if self.isDown() or self.hovered:
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), c.pressed if self.isDown() else c.subtle)
        middle = (self.height() - 1) / 2
        draw_icon(painter, offer.icon, 0, middle - 10, 20, c.text2)
        room = QRectF(32, middle - (20 if offer.detail else 10), self.width() - 32, 20)
        used = 0.0
        if offer.action:
            face = paint.resized(font("body", weight=500 if offer.done else 600), 14)
            ink = c.green if offer.done else c.accent_text
            box = QRectF(32, 0, self.width() - 32, self.height() - 1)
            used = paint.text(painter, box, offer.action, face, ink, paint.RIGHT) + 12
            if offer.done:
                draw_icon(painter, Icon.CHECK, box.right() - used + 12 - 20, middle - 8, 16, ink)
                used += 20
        room.setRight(room.right() - used)
        paint.text(painter, room, offer.title, paint.resized(font("body", weight=500), 14), c.text)
        paint.text(painter, room.translated(0, 19), offer.detail, font("caption"), look.colour(offer.role))
        paint.hairline(painter, 0, self.height() - 1, self.width())
