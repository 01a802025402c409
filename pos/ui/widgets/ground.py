"""Fill and border every tile shares."""

from PySide6.QtGui import QColor, QPainter

from pos.ui import paint
from pos.ui.theme import Theme
from pos.ui.widgets.base import PaintedButton


def tile_ground(painter: QPainter, look: Theme, tile: PaintedButton, *, strong: bool = False) -> QColor:
    """Paints fill and border of a tile in its present state; returns the colour of its label."""
    c = look.colours
    if not tile.isEnabled():
        paint.rounded(painter, tile.rect(), tile.corner, c.subtle, c.border)
        return c.text_disabled
    if tile.isChecked():
        paint.chosen(painter, tile.rect(), tile.corner)
        return c.accent_text
    fill = c.pressed if tile.isDown() else c.subtle if tile.hovered else c.surface
    paint.rounded(painter, tile.rect(), tile.corner, fill, c.border_strong if strong else c.border)
    return c.text
