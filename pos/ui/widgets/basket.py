"""The basket: rows painted by one delegate; the buttons of the chosen one are painted and hit-tested."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos.domain.events import BY_POINTS
from pos.domain.pricing import BY_COUPON, KEPT_PRICE, PricedLine
from pos.domain.promotions import Discount, Hint
from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon, icon_named
from pos.ui.models.basket import BasketModel, LineStock
from pos.ui.paint import Kind
from pos.ui.stock_words import way
from pos.ui.theme import Breakpoint, Theme, current, font, mark_font
from pos.ui.widgets.basket_columns import Columns, columns

Index = QModelIndex | QPersistentModelIndex

_STRIP = 48
_BELOW_STRIP = 8
_STEP = 48
_COUNT = 44
# Twice what the tallest window shows; each is about 100 kB.
_PICTURES_MOST = 40
_LEAST_BADGE = 48


class _BasketDelegate(QStyledItemDelegate):
    def __init__(self, view: BasketView) -> None:
        super().__init__(view)
        self._view = view
        self._rows: dict[int, tuple[tuple[object, ...], QPixmap]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = columns(self._view.at).row
        chosen = index.row() == self._view.currentIndex().row()
        return QSize(200, row + _STRIP + _BELOW_STRIP if chosen else row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = current()
        line: PricedLine = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        chosen = index.row() == self._view.currentIndex().row()
        if not chosen and not self._view.flash_of(line.line.n):
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(rect.topLeft(), self._resting(look, line, rect.size(), ratio))
            return
        painter.save()
        painter.translate(rect.topLeft())
        self._draw(painter, look, line, rect.width(), rect.height(), chosen=chosen)
        painter.restore()

    def _resting(self, look: Theme, line: PricedLine, size: QSize, ratio: float) -> QPixmap:
        """A row at rest as a picture. A scan moves every row down; only the new one has to be painted then."""
        key = (
            line,
            self._view.hint(line.line.n),
            self._view.stock(line),
            size.width(),
            size.height(),
            ratio,
            look.name,
            i18n.language(),
        )
        found = self._rows.pop(line.line.n, None)
        if found is None or found[0] != key:
            picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(look.colours.surface)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            self._draw(painter, look, line, size.width(), size.height(), chosen=False)
            painter.end()
            found = key, picture
        self._rows[line.line.n] = found
        if len(self._rows) > _PICTURES_MOST:
            del self._rows[next(iter(self._rows))]
        return found[1]

    def _draw(self, painter: QPainter, look: Theme, line: PricedLine, width: int, height: int, *, chosen: bool) -> None:
        c = look.colours
        place = columns(self._view.at)
        ground = c.surface
        if chosen:
            paint.selected_row(painter, QRect(0, 0, width, height))
            ground = c.accent_soft
        flash = self._view.flash_of(line.line.n)
        if flash > 0:
            painter.fillRect(3 if chosen else 0, 0, width, height - 1, _mixed(c.green_soft, ground, flash))
        paint.hairline(painter, 0, height - 1, width, c.accent_border if chosen else None)
        self._draw_quantity(painter, look, place, line.line.quantity)
        lift = (place.row - 56) // 2
        tile = QRectF(place.photo, (place.row - place.tile) // 2, place.tile, place.tile)
        paint.icon_tile(painter, tile, icon_named(line.line.category))
        right = width - place.right
        figures = right - place.total - place.discount
        name = QRectF(place.name, 7 + lift, figures - place.unit - place.stock - place.name, 20)
        paint.text(painter, name, line.line.text, font("bodyStrong"), c.text)
        self._draw_codes(painter, look, name.translated(0, 21), line)
        currency = self._view.currency()
        top = (place.row - 20) // 2 if place.discount else 8
        unit = QRectF(figures - place.unit, top, place.unit, 20)
        paint.text(painter, unit, i18n.figure(line.line.unit_minor, currency), font("body"), c.text2, paint.RIGHT)
        self._draw_stock(
            painter, look, line, unit.translated(-place.unit, 0) if place.stock else unit.translated(0, 20)
        )
        total = QRectF(right - place.total, top, place.total, 20)
        paint.text(painter, total, i18n.figure(line.total_minor, currency), font("lineTotal"), c.text, paint.RIGHT)
        off = line.gross_minor - line.total_minor
        if off and place.discount:
            box = QRectF(figures, top, place.discount, 20)
            paint.text(painter, box, i18n.figure(-off, currency), font("body"), c.accent_text, paint.RIGHT)
        elif off:
            before = i18n.figure(line.gross_minor, currency)
            paint.struck(painter, total.translated(0, 20), before, font("caption"), c.text3, paint.RIGHT)
        if chosen:
            self._draw_strip(painter, look, line, width)

    def _draw_stock(self, painter: QPainter, look: Theme, line: PricedLine, box: QRectF) -> None:
        """Below the unit price, or in its own column where there is one."""
        stock = self._view.stock(line)
        if stock is not None:
            c = look.colours
            face = font("body") if columns(self._view.at).stock else font("caption")
            ink = c.amber if stock.old else c.text2 if columns(self._view.at).stock else c.text3
            paint.text(painter, box, stock.words, face, ink, paint.RIGHT)

    def _draw_quantity(self, painter: QPainter, look: Theme, place: Columns, quantity: int) -> None:
        words = i18n.number(quantity)
        box = QRectF(8, 0, place.quantity, place.row - 1)
        if quantity == 1:
            paint.text(painter, box, words, font("qty"), look.colours.text, paint.CENTRE, elide=False)
            return
        width = paint.text_width(words, font("qty"))
        cross = paint.text_width("×", font("caption"))
        left = box.center().x() - (width + 3 + cross) / 2
        paint.text(painter, QRectF(left, 0, width, box.height()), words, font("qty"), look.colours.text, elide=False)
        after = QRectF(left + width + 3, 1, cross, box.height())
        paint.text(painter, after, "×", font("caption"), look.colours.text3, elide=False)

    def _draw_codes(self, painter: QPainter, look: Theme, box: QRectF, line: PricedLine) -> None:
        badges = badges_of(line, self._view.hint(line.line.n), self._view.stock(line))
        wanted = sum(paint.badge_width(words, icon) + 8 for words, _kind, icon in badges)
        face = font("caption")
        # If it does not fit the GTIN goes, never a part of a code.
        codes = [line.line.sku, line.line.gtin] if line.line.gtin else [line.line.sku]
        while len(codes) > 1 and paint.text_width(" · ".join(codes), face) + wanted > box.width():
            codes.pop()
        used = paint.text(painter, box, " · ".join(codes), face, look.colours.text3)
        left = box.left() + used + 8
        for words, kind, icon in badges:
            room = box.right() - left
            if room < _LEAST_BADGE:
                return
            if paint.badge_width(words, icon) > room:
                words = paint.elided(words, mark_font(12, 500), room - (paint.badge_width("", icon)))
            left += paint.badge(painter, left, box.center().y() - 10, words, kind, icon) + 6

    # --- the action strip: one function for its rectangles, used by paint and hit test ------------------------------

    def buttons(self, width: int) -> dict[str, QRect]:
        """minus, plus, deliver and remove of the chosen row, from the row's top left corner; a line that is not carried
        out has no deliver.
        """
        place = columns(self._view.at)
        top = place.row
        left = 16
        boxes = {
            "minus": QRect(left, top, _STEP + 1, _STRIP),
            "plus": QRect(left + _STEP + _COUNT + 1, top, _STEP + 1, _STRIP),
            "remove": QRect(width - place.right - _STEP, top, _STEP, _STRIP),
        }
        chosen = self._view.chosen()
        if chosen is not None and chosen.line.fulfil is None:
            wide = round(paint.text_width(_deliver_words(), _strip_face())) + 20 + 8 + 2 * 12
            boxes["deliver"] = QRect(boxes["plus"].right() + 9, top, wide, _STRIP)
        return boxes

    def _draw_strip(self, painter: QPainter, look: Theme, line: PricedLine, width: int) -> None:
        c = look.colours
        boxes = self.buttons(width)
        stepper = boxes["minus"].united(boxes["plus"])
        radius = look.tokens.radius.m
        paint.rounded(painter, stepper, radius, c.surface, c.accent_border)
        for x in (boxes["minus"].right(), boxes["plus"].left()):
            paint.upright(painter, x, stepper.top() + 1, stepper.height() - 2, c.accent_border)
        middle = stepper.center().y() + 1
        faint = c.text_disabled if line.line.quantity == 1 else c.text
        draw_icon(painter, Icon.MINUS, boxes["minus"].center().x() - 9, middle - 10, 20, faint)
        draw_icon(painter, Icon.PLUS, boxes["plus"].center().x() - 9, middle - 10, 20, c.text)
        count = QRectF(boxes["minus"].right(), stepper.top(), boxes["plus"].left() - boxes["minus"].right(), _STRIP)
        paint.text(painter, count, i18n.number(line.line.quantity), font("lineTotal"), c.text, paint.CENTRE)
        if "deliver" in boxes:
            able = self._view.deliverable
            box = boxes["deliver"]
            fill, edge = (c.surface, c.accent_border) if able else (c.disabled_fill, None)
            paint.rounded(painter, box, radius, fill, edge)
            ink = c.text if able else c.text_disabled
            draw_icon(painter, Icon.DELIVER, box.left() + 12, middle - 10, 20, ink)
            room = QRectF(box).adjusted(40, 0, 0, 0)
            paint.text(painter, room, _deliver_words(), _strip_face(), ink, elide=False)
        paint.rounded(painter, boxes["remove"], radius, c.surface, c.accent_border)
        bin_box = boxes["remove"]
        draw_icon(painter, Icon.REMOVE, bin_box.center().x() - 9, middle - 10, 20, c.red)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.MouseButtonRelease or not self._view.was_chosen(index.row()):
            return False
        assert isinstance(event, QMouseEvent)
        rect: QRect = option.rect
        at = event.position().toPoint() - rect.topLeft()
        for name, box in self.buttons(rect.width()).items():
            if box.contains(at):
                self._view.pressed_button.emit(name)
                return True
        return False


class BasketView(QListView):
    """``BasketView(model, parent=None)``: the list. The chosen line is the current index; there always is one.

    ``choose(row)``, ``step(rows)``; ``flash(n)`` lets line n light up; ``setDeliverable``: can the chosen one be sent
    home now? Signals: ``pressed_button(str)`` minus, plus, deliver or remove of the chosen line.
    """

    pressed_button = Signal(str)

    def __init__(self, model: BasketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at: Breakpoint = "regular"
        self.deliverable = True
        self._model = model
        self._flashing = -1
        self._chosen_at_press = -1
        self.setModel(model)
        self._delegate = _BasketDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._faded)

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Row height and columns by window."""
        self.at = at
        self.scheduleDelayedItemsLayout()

    def currency(self) -> str:
        return self._model.currency

    def hint(self, n: int) -> Hint | None:
        """What line ``n`` lacks for an offer."""
        return self._model.hint(n)

    def stock(self, line: PricedLine) -> LineStock | None:
        """How much there is of what ``line`` takes."""
        return self._model.stock(line)

    def setDeliverable(self, able: bool) -> None:
        """Whether home delivery can be promised at all."""
        if able != self.deliverable:
            self.deliverable = able
            self.viewport().update()

    def choose(self, row: int) -> None:
        """Make a row the chosen one, as far as there is one."""
        row = max(0, min(row, self._model.rowCount() - 1))
        self.setCurrentIndex(self._model.index(row))

    def step(self, rows: int) -> None:
        """Up (negative) or down."""
        self.choose(self.currentIndex().row() + rows)

    def chosen(self) -> PricedLine | None:
        """The chosen line; None if the basket is empty."""
        row = self.currentIndex().row()
        return self._model.line(row) if 0 <= row < self._model.rowCount() else None

    def page(self) -> int:
        """Rows that fit into the view."""
        return max(1, self.viewport().height() // columns(self.at).row - 1)

    def was_chosen(self, row: int) -> bool:
        """Whether that row was already the chosen one when the finger came down: the first touch only chooses."""
        return row == self._chosen_at_press

    def flash(self, n: int) -> None:
        """Let line ``n`` light up once; in full with the next frame, then fading."""
        self._fade.stop()
        duration = current().duration(current().tokens.motion.flash)
        self._flashing = n if duration else -1
        if duration:
            self._fade.setDuration(duration)
            self._fade.start()

    def flash_of(self, n: int) -> float:
        """How brightly line ``n`` is lit now, 1 to 0."""
        return float(self._fade.currentValue()) if n == self._flashing else 0.0

    def _faded(self, value: float) -> None:
        row = self._model.row_of(self._flashing)
        if value <= 0:
            self._flashing = -1
        if row >= 0:
            self.viewport().update(self.visualRect(self._model.index(row)))

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        for index in (before, now):
            if index.isValid():
                self._delegate.sizeHintChanged.emit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._chosen_at_press = self.currentIndex().row()
        super().mousePressEvent(event)


def badges_of(
    line: PricedLine, hint: Hint | None, stock: LineStock | None = None
) -> list[tuple[str, Kind, Icon | None]]:
    """How a line gets to its customer, if there is not enough of it, why it costs less (each reason once), and quietly
    what is missing for an offer.
    """
    badges: list[tuple[str, Kind, Icon | None]] = []
    if line.line.fulfil is not None:
        badges.append((way(line.line.fulfil)[0], "neutral", way(line.line.fulfil)[1]))
    if stock is not None and stock.available < line.line.quantity:
        badges.append((QCoreApplication.translate("Basket", "check stock"), "amber", Icon.WARNING))
    reasons = dict.fromkeys(reason(discount) for discount in line.discounts)
    badges += [(words, "accent", Icon.TAG) for words in reasons]
    if hint is not None:
        words = QCoreApplication.translate("Basket", "{n} more for {offer}")
        badges.append((words.format(n=hint.missing, offer=hint.text), "neutral", None))
    return badges


def reason(discount: Discount) -> str:
    """Why something comes off, in a word or two: what the offer says of itself, or the kind of it."""
    translate = QCoreApplication.translate
    if discount.text:
        return discount.text
    if discount.kind == KEPT_PRICE:
        return translate("Basket", "Web price")
    if discount.kind == BY_POINTS:
        return translate("Basket", "Points")
    return translate("Basket", "Coupon") if discount.kind == BY_COUPON else translate("Basket", "Discount")


def _deliver_words() -> str:
    return QCoreApplication.translate("Basket", "Deliver")


def _strip_face() -> QFont:
    return paint.resized(font("body", weight=500), 14)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """``share`` of one colour, the rest of the other."""
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * (1 - share),
        one.greenF() * share + other.greenF() * (1 - share),
        one.blueF() * share + other.blueF() * (1 - share),
    )
