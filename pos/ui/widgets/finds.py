"""What the search field finds: a list that drops over the body, the match in bold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.domain.catalogue import Article
from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon, icon_named
from pos.ui.stock_words import Said
from pos.ui.theme import current, font
from pos.ui.widgets.lists import Popover
from pos.ui.widgets.stock_list import draw_dot

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_HEADER = 40
_TILE = 48
_HERE_RIGHT = 306
_WEB_RIGHT = 222
# From here on both figures stand beside the name; in a narrower list the web's gives way.
_BOTH_FROM = 700
_FIRST_RIGHT_TO_LEFT = "\u0590"


@dataclass(frozen=True, slots=True)
class FindStock:
    """What stands beside a find: how much is here, and how much the web shop has; in place of that how old the first
    one is, if it is.
    """

    here: Said | None
    web: Said | None


class _FindModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.finds: Sequence[Article] = ()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.UserRole:
            return self.finds[index.row()]
        return self.finds[index.row()].name if role == Qt.ItemDataRole.DisplayRole else None

    def show(self, finds: Sequence[Article]) -> None:
        # At most five rows, all of them new with each key: a reset is the cheapest change.
        self.beginResetModel()
        self.finds = finds
        self.endResetModel()


class _FindDelegate(QStyledItemDelegate):
    def __init__(self, finds: FindList) -> None:
        super().__init__(finds)
        self._finds = finds

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, current().tokens.row["suggestion"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = current().colours
        article: Article = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.translate(rect.topLeft())
        width, height = rect.width(), rect.height()
        if index.row() == self._finds.row():
            paint.selected_row(painter, QRect(0, 0, width, height))
        paint.hairline(painter, 0, height - 1, width)
        paint.icon_tile(painter, QRectF(16, 8, _TILE, _TILE), icon_named(article.category))
        price = i18n.money(article.price_minor, self._finds.currency)
        room = QRectF(76, 0, width - 76 - 16, height)
        used = paint.text(painter, room, price, font("lineTotal"), c.text, paint.RIGHT)
        taken = self._draw_stock(painter, article, width, height)
        name = QRectF(76, 12, min(room.right() - used - 24, width - taken) - 76, 20)
        draw_match(painter, name, article.name, self._finds.query)
        codes = " · ".join(code for code in (article.sku, article.gtin) if code)
        paint.text(painter, name.translated(0, 21), codes, font("caption"), c.text3)
        painter.restore()

    def _draw_stock(self, painter: QPainter, article: Article, width: int, height: int) -> int:
        """Answers how far from the right end the figures begin; their place is kept before they are known."""
        c = current().colours
        both = width >= _BOTH_FROM
        begin = _HERE_RIGHT if both else _WEB_RIGHT
        stock = self._finds.stock(article.sku)
        middle = (height - 1) / 2
        face = font("caption")
        if stock is not None and stock.here is not None:
            draw_dot(painter, width - begin, middle, stock.here.dot, 8)
            room = QRectF(width - begin + 10, 0, 78, height - 1)
            paint.text(painter, room, stock.here.words, face, c.text2, elide=False)
        if both and stock is not None and stock.web is not None:
            left = width - _WEB_RIGHT
            if not stock.web.old:
                draw_icon(painter, Icon.WAREHOUSE, left, middle - 8, 16, c.text2)
                left += 21
            ink = c.amber if stock.web.old else c.text2
            paint.text(painter, QRectF(left, 0, 100, height - 1), stock.web.words, face, ink, elide=False)
        return begin + 20


def matches(name: str, query: str) -> list[tuple[str, bool]]:
    """``name`` in runs, True where a word begins with a word of ``query``; one run if there is nothing to show."""
    words = sorted({re.escape(word) for word in query.split()}, key=len, reverse=True)
    if not words:
        return [(name, False)]
    runs: list[tuple[str, bool]] = []
    end = 0
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})", name, re.IGNORECASE):
        runs += [(name[end : found.start()], False), (found.group(), True)]
        end = found.end()
    runs.append((name[end:], False))
    return [run for run in runs if run[0]]


def draw_match(painter: QPainter, box: QRectF, name: str, query: str) -> None:
    """``name`` with its matches in bold. Right-to-left text is one run: cut apart it would change its order."""
    ink = current().colours.text
    plain, bold = paint.resized(font("body"), 16), font("lineTotal")
    runs = matches(name, query)
    if len(runs) == 1 or any(character >= _FIRST_RIGHT_TO_LEFT for character in name):
        paint.text(painter, box, name, bold if runs[0][1] else plain, ink)
        return
    left = box.left()
    for words, strong in runs:
        room = QRectF(left, box.top(), box.right() - left, box.height())
        if room.width() <= 0:
            return
        left += paint.text(painter, room, words, bold if strong else plain, ink)


class _Header(QWidget):
    def __init__(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._keys = title, keys
        self.setFixedHeight(_HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        face = font("caption")
        paint.text(painter, QRectF(16, 0, 200, _HEADER - 1), self._title, font("captionStrong"), c.text2)
        x = self.width() - 16.0
        for keycaps, words in reversed(self._keys):
            width = paint.text_width(words, face)
            x -= width
            paint.text(painter, QRectF(x, 0, width, _HEADER - 1), words, face, c.text2, elide=False)
            x -= 10
            for keycap in reversed(keycaps.split()):
                x -= paint.keycap_width(keycap)
                paint.keycap(painter, x, _HEADER / 2, keycap)
                x -= 8
            x -= 14
        paint.hairline(painter, 0, _HEADER - 1, self.width())
        painter.end()


class FindList(Popover):
    """``FindList(parent, title, keys)``: ``showFinds(finds, query, currency, left=, top=, width=)`` drops it;
    ``step(rows)`` moves the highlight; ``highlighted()`` is the article under it; ``setStock(by_sku)`` fills figures
    in. Signal: ``chosen(Article)``, by touch.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, title: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.query = ""
        self.currency = "EUR"
        self._row = 0
        self._stock: dict[str, FindStock] = {}
        self._model = _FindModel()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_FindDelegate(self))
        self._view.setUniformItemSizes(True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(lambda index: self.chosen.emit(self._model.finds[index.row()]))
        self.card.body.addWidget(_Header(title, keys))
        self.card.addList(self._view)

    def showFinds(
        self, finds: Sequence[Article], query: str, currency: str, *, left: int, top: int, width: int
    ) -> None:
        """Show these, the first one highlighted; nothing found hides the list."""
        self.query, self.currency, self._row = query, currency, 0
        self._model.show(finds)
        if not finds:
            self.hide()
            return
        self.showUnder(left, top, width, _HEADER + 2 + len(finds) * current().tokens.row["suggestion"])

    def setStock(self, stock: Mapping[str, FindStock]) -> None:
        """Figures by SKU; those of other articles are forgotten."""
        self._stock = dict(stock)
        self._view.viewport().update()

    def stock(self, sku: str) -> FindStock | None:
        """What stands beside this article; None while that is not known."""
        return self._stock.get(sku)

    def finds(self) -> Sequence[Article]:
        """What is shown."""
        return self._model.finds

    def row(self) -> int:
        """The highlighted row."""
        return self._row

    def step(self, rows: int) -> None:
        """Move the highlight; it stops at both ends."""
        self._row = max(0, min(self._row + rows, len(self._model.finds) - 1))
        self._view.viewport().update()

    def highlighted(self) -> Article | None:
        """What Enter takes."""
        return self._model.finds[self._row] if self._model.finds else None
