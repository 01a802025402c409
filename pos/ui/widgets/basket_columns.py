"""The basket's columns by window, and the header above them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos.ui import paint
from pos.ui.theme import Breakpoint, current, font


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, from the row's left edge; one table for painting, header and hit test.
    ``discount``, ``stock``: widths of their columns, 0 where there are none.
    """

    row: int
    quantity: int
    photo: int
    tile: int
    name: int
    unit: int
    total: int
    right: int
    discount: int = 0
    stock: int = 0


@cache
def columns(at: Breakpoint) -> Columns:
    """The basket's columns in this window."""
    layout = current().tokens.layout
    widths = dict(layout.basket_columns[at])
    padding = layout.basket_padding
    wide = at == "wide"
    left = padding["left"]
    quantity, photo = int(widths["qty"]), int(widths["photo"])
    return Columns(
        row=current().tokens.row["basketWide" if wide else "basket"],
        quantity=quantity,
        photo=left + quantity,
        tile=48 if wide else 40,
        name=left + quantity + photo,
        unit=int(widths["unit"]),
        total=int(widths["total"]),
        right=padding["rightWide" if wide else "right"],
        discount=int(widths.get("discount", 0)),
        stock=int(widths.get("stock", 0)),
    )


class BasketHeader(QWidget):
    """``BasketHeader(texts, parent=None)``: the words above the columns, 40 px: quantity, article, unit price, total,
    discount, stock.
    """

    def __init__(self, texts: tuple[str, str, str, str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._at: Breakpoint = "regular"
        self.setFixedHeight(current().tokens.row["tableHeader"])

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._at = at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        place = columns(self._at)
        painter = QPainter(self)
        face = font("caption")
        height = self.height() - 1
        right = self.width() - place.right
        figures = right - place.total - place.discount
        stock = self._texts[5] if place.stock else ""
        cells = (
            (QRectF(16, 0, place.name - 16, height), self._texts[0], paint.LEFT),
            (QRectF(place.name, 0, 200, height), self._texts[1], paint.LEFT),
            (QRectF(figures - place.unit, 0, place.unit, height), self._texts[2], paint.RIGHT),
            (QRectF(figures - place.unit - place.stock, 0, place.stock, height), stock, paint.RIGHT),
            (QRectF(figures, 0, place.discount, height), self._texts[4] if place.discount else "", paint.RIGHT),
            (QRectF(right - place.total, 0, place.total, height), self._texts[3], paint.RIGHT),
        )
        for cell, words, align in cells:
            paint.text(painter, cell, words, face, c.text2, align, elide=False)
        paint.hairline(painter, 0, self.height() - 1, self.width())
        painter.end()
