"""What happened with a customer on every channel, newest first, under titles of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.contract.people import ContactRow
from pos.ui import customer_words as words
from pos.ui import i18n, paint
from pos.ui.customer_words import Moment
from pos.ui.icons import draw_icon
from pos.ui.theme import current, font

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_TITLE = 32
_ROW = 60
ALL: Final = "all"
FILTERS: Final[dict[str, frozenset[str]]] = {
    "purchases": frozenset({"sale", "void", "return", "order"}),
    "online": frozenset({"order", "cart", "pickup"}),
    "contact": frozenset({"newsletter", "support", "coupon"}),
}


class _Model(QAbstractListModel):
    """Rows are titles (str) and contacts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str | ContactRow] = []

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else f"{words.contact_title(row)}, {row.detail}"
        return None

    def show(self, rows: list[str | ContactRow]) -> None:
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _TITLE if isinstance(index.data(Qt.ItemDataRole.UserRole), str) else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = current().colours
        row: str | ContactRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.translate(rect.topLeft())
        width, height = rect.width(), rect.height()
        if isinstance(row, str):
            painter.fillRect(QRectF(0, 0, width, height), c.subtle)
            if index.row() == 0:
                paint.hairline(painter, 0, 0, width)
            paint.text(painter, QRectF(16, 0, width - 32, height - 1), row, font("captionStrong"), c.text2)
        else:
            self._draw_contact(painter, row, width)
        paint.hairline(painter, 0, height - 1, width)
        painter.restore()

    def _draw_contact(self, painter: QPainter, row: ContactRow, width: int) -> None:
        c = current().colours
        moment = self._timeline.moment
        paint.avatar(painter, QRectF(16, 10, 40, 40), "")
        draw_icon(painter, words.contact_icon(row), 26, 20, 20, c.text2)
        room = QRectF(68, 10, width - 68 - 16, 20)
        used = 0.0
        if row.amount_minor is not None:
            amount = i18n.figure(row.amount_minor, row.currency or moment.currency)
            box = QRectF(68, 0, width - 68 - 16, _ROW - 1)
            used = paint.text(painter, box, amount, font("lineTotal"), c.text, paint.RIGHT) + 16
        room.setRight(room.right() - used)
        paint.text(painter, room, words.contact_title(row), font("body", weight=500), c.text)
        detail = " · ".join(word for word in (moment.stamp(row.at_ms), row.detail) if word)
        paint.text(painter, room.translated(0, 20), detail, font("caption"), c.text3)


class Timeline(QListView):
    """``Timeline(parent=None)``: ``showContacts(rows, moment)``, newest first; ``setFilter(name)``: all, purchases,
    online or contact. ``step(rows)`` scrolls.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment = Moment(0, "UTC", online=False, currency="EUR")
        self._contacts: Sequence[ContactRow] = ()
        self._filter = ALL
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def showContacts(self, rows: Sequence[ContactRow], moment: Moment) -> None:
        """These, as they look now."""
        self._contacts, self.moment = rows, moment
        self._arrange()

    def setFilter(self, name: str) -> None:
        """Only what belongs to this channel."""
        self._filter = name
        self._arrange()

    def titles(self) -> list[str]:
        """Titles of the contacts that are shown, in order."""
        return [words.contact_title(row) for row in self._model.rows if not isinstance(row, str)]

    def step(self, rows: int) -> None:
        """Scroll by so many rows."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rows * _ROW)

    def _arrange(self) -> None:
        kinds = FILTERS.get(self._filter)
        rows: list[str | ContactRow] = []
        group = ""
        for contact in self._contacts:
            if kinds is not None and contact.kind not in kinds:
                continue
            title = self.moment.group(contact.at_ms)
            if title != group:
                rows.append(title)
                group = title
            rows.append(contact)
        self._model.show(rows)
        self.viewport().update()
