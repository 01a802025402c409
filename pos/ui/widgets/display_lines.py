"""What is bought, on the customer display: rows of 88 px, the newest marked and always in sight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.domain.events import BY_POINTS
from pos.domain.pricing import KEPT_PRICE, PricedCart, PricedLine
from pos.domain.promotions import Discount
from pos.ui import i18n, paint
from pos.ui.icons import draw_icon, icon_named
from pos.ui.theme import amount_font, current, font
from pos.ui.widgets.display_words import Words, words_of

EDGE = 20  # how far the mark of the newest line reaches beyond its texts
_MORE = 40
_PHOTO = 64
_BIG = 24


class Lines(QWidget):
    """``Lines()``: ``setCart(priced, words, newest_first)``. What does not fit is counted below: the newest line is
    always among those shown, ``shown()`` says which.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cart: PricedCart | None = None
        self._order: tuple[PricedLine, ...] = ()
        self._newest_first = True
        self.words = words_of("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setCart(self, cart: PricedCart | None, words: Words, *, newest_first: bool) -> None:
        """Other lines; None: nothing, and nothing remembered."""
        self._cart, self.words, self._newest_first = cart, words, newest_first
        self._order = () if cart is None else cart.newest_first() if newest_first else cart.lines
        self.setAccessibleName("; ".join(" ".join(self.texts_of(line)) for line in self._order))
        self.update()

    def shown(self) -> tuple[PricedLine, ...]:
        """The lines in sight, from the top."""
        fit = max(1, self.height() // self._row)
        if len(self._order) > fit and self.height() - fit * self._row < _MORE:
            fit = max(1, fit - 1)
        if self._newest_first:
            return self._order[:fit]
        # In the order of scanning a changed line may stand anywhere: the window of rows follows it.
        last = max(fit, next((at for at, line in enumerate(self._order, 1) if line == self._newest()), 0))
        return self._order[last - fit : last]

    def texts_of(self, priced: PricedLine) -> list[str]:
        """Everything a row says: name, quantity, reasons, total, and the price before discounts if there are any."""
        return [
            priced.line.text,
            *self._quantity(priced),
            *(self._reason(discount) for discount in priced.discounts),
            self._figure(priced.total_minor),
            *([self._figure(priced.gross_minor)] if priced.discounts else []),
        ]

    def sizeHint(self) -> QSize:
        return QSize(480, 7 * self._row)

    @property
    def _row(self) -> int:
        return current().tokens.row["customerDisplay"]

    def _newest(self) -> PricedLine | None:
        return max(self._order, key=lambda line: line.line.touched, default=None)

    def _figure(self, minor: int) -> str:
        return self.words.figure(minor, self._cart.currency if self._cart is not None else "")

    def _quantity(self, priced: PricedLine) -> list[str]:
        line = priced.line
        if line.quantity == 1:
            return []
        return [f"{self.words.number(line.quantity)} ×{i18n.NBSP}{self._figure(line.unit_minor)}"]

    def _reason(self, discount: Discount) -> str:
        own = {KEPT_PRICE: "kept-price", BY_POINTS: "points-used"}.get(discount.kind, "advantage")
        return discount.text or self.words.say(own)

    # --- paint ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, newest = self.shown(), self._newest()
        for at, priced in enumerate(shown):
            self._paint_row(painter, at * self._row, priced, newest=priced is newest)
        hidden = len(self._order) - len(shown)
        if hidden:
            words = self.words.say("more", n=self.words.number(hidden))
            box = QRectF(EDGE, len(shown) * self._row, self.width() - 2 * EDGE, _MORE)
            paint.text(painter, box, words, paint.resized(font("body"), 16), current().colours.text3)
        painter.end()

    def _paint_row(self, painter: QPainter, top: int, priced: PricedLine, *, newest: bool) -> None:
        c, row = current().colours, self._row
        if newest:
            paint.rounded(painter, QRectF(0, top, self.width(), row), current().tokens.radius.l, c.accent_soft)
        else:
            paint.hairline(painter, EDGE, top + row - 1, self.width() - 2 * EDGE)
        self._paint_photo(painter, QRectF(EDGE, top + (row - _PHOTO) / 2, _PHOTO, _PHOTO), priced, on_mark=newest)
        face = amount_font(_BIG)
        right = self.width() - EDGE
        left = EDGE + _PHOTO + 28
        total = self._figure(priced.total_minor)
        width = paint.text_width(total, face)
        two = bool(priced.discounts)
        box = QRectF(right - width, top + (17 if two else 28), width, 32)
        paint.text(painter, box, total, face, c.text, paint.RIGHT, elide=False)
        if two:
            old = paint.resized(font("body", weight=500), 16)
            gross = self._figure(priced.gross_minor)
            place = QRectF(right - 160, top + 48, 160, 20)
            paint.struck(painter, place, gross, old, c.text3, paint.RIGHT)
        notes = [*self._quantity(priced), *(self._reason(discount) for discount in priced.discounts)]
        room = right - width - 20 - left
        name = QRectF(left, top + (17 if notes else 28), room, 32)
        paint.text(painter, name, priced.line.text, paint.resized(font("body", weight=500), 22), c.text)
        self._paint_notes(painter, QRectF(left, top + 48, right - (100 if two else 0) - left, 22), priced)

    def _paint_notes(self, painter: QPainter, box: QRectF, priced: PricedLine) -> None:
        c = current().colours
        face = paint.resized(font("body"), 16)
        quantity = " ".join(self._quantity(priced))
        reasons = " · ".join(dict.fromkeys(self._reason(discount) for discount in priced.discounts))
        if quantity and reasons:
            quantity += " · "
        if quantity:
            box.setLeft(box.left() + paint.text(painter, box, quantity, face, c.text3))
        if reasons:
            paint.text(painter, box, reasons, face, c.accent_text)

    def _paint_photo(self, painter: QPainter, box: QRectF, priced: PricedLine, *, on_mark: bool) -> None:
        c = current().colours
        paint.rounded(painter, box, current().tokens.radius.l, c.surface if on_mark else c.canvas)
        middle = box.center()
        draw_icon(painter, icon_named(priced.line.category), middle.x() - 16, middle.y() - 16, 32, c.text2)
