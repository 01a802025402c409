"""Customers that the search field finds: a list that drops over the body, the way to a new one in its last row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.contract.people import CustomerRow
from pos.ui import customer_words as words
from pos.ui import paint
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font
from pos.ui.widgets.finds import draw_match
from pos.ui.widgets.lists import Popover

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_FOOTER = 36
_NEW = 48


class _Model(QAbstractListModel):
    """Customers, then None for the row that makes a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CustomerRow | None] = []

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        return words.full_name(row) if row is not None and role == Qt.ItemDataRole.DisplayRole else None

    def show(self, rows: Sequence[CustomerRow | None]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, finds: CustomerFinds) -> None:
        super().__init__(finds)
        self._finds = finds

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, _NEW if row is None else current().tokens.row["suggestion"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = current().colours
        row: CustomerRow | None = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.translate(rect.topLeft())
        width, height = rect.width(), rect.height()
        if index.row() == self._finds.row():
            paint.selected_row(painter, QRect(0, 0, width, height))
        paint.hairline(painter, 0, height - 1, width)
        if row is None:
            draw_icon(painter, Icon.NEW_OPERATOR, 26, (height - 20) / 2, 20, c.accent_text)
            box = QRectF(68, 0, width - 68 - 56, height - 1)
            paint.text(painter, box, self._finds.new_words(), font("body", weight=500), c.accent_text)
            paint.keycap(painter, width - 16 - paint.keycap_width("F2"), height / 2, "F2", fill=c.surface)
        else:
            self._draw_person(painter, row, width)
        painter.restore()

    def _draw_person(self, painter: QPainter, row: CustomerRow, width: int) -> None:
        c = current().colours
        name = words.full_name(row)
        paint.avatar(painter, QRectF(16, 12, 40, 40), paint.initials(name))
        badge = words.badge_of(row)
        right = float(width - 16)
        if badge is not None:
            right -= paint.badge_width(badge[0])
            paint.badge(painter, right, 22, badge[0], badge[1])
        box = QRectF(68, 12, right - 68 - 12, 20)
        draw_match(painter, box, name, self._finds.query)
        detail = words.found_line(row, self._finds.moment)
        paint.text(painter, box.translated(0, 21), detail, font("caption"), c.text3)


class _Footer(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_FOOTER)
        self._words = ""

    def say(self, text: str) -> None:
        self._words = text
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = current().colours
        paint.text(painter, QRectF(16, 0, self.width() - 32, self.height()), self._words, font("caption"), c.text3)
        painter.end()


class CustomerFinds(Popover):
    """``CustomerFinds(parent)``: ``showFinds(rows, query, moment, footer=, left=, top=, width=)`` drops it, the first
    row highlighted; ``addFinds(rows, footer)`` appends without moving the highlight. ``highlighted()``: a row, None
    for the last one, which makes a new customer. Signals, by touch: ``chosen(CustomerRow)``, ``new()``.
    """

    chosen = Signal(object)
    new = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.query = ""
        self.moment = Moment(0, "UTC", online=False, currency="EUR")
        self._row = 0
        self._place = (0, 0, 0)
        self._model = _Model()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Delegate(self))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._touched)
        self._footer = _Footer()
        self.card.addList(self._view)
        self.card.body.addWidget(self._footer)

    def new_words(self) -> str:
        """What the last row says."""
        return self.tr("New customer: “{text}”").format(text=self.query)

    def showFinds(
        self, rows: Sequence[CustomerRow], query: str, moment: Moment, *, footer: str, left: int, top: int, width: int
    ) -> None:
        """These for ``query``; the first one is highlighted, or the way to a new one if there is none."""
        self.query, self.moment, self._row, self._place = query, moment, 0, (left, top, width)
        self._model.show([*rows, None])
        self._drop(footer)

    def addFinds(self, rows: Sequence[CustomerRow], footer: str) -> None:
        """More of them, those that are there left out; the highlight stays where it is."""
        there = {row.id: at for at, row in enumerate(self._model.rows) if row is not None}
        kept = [row for row in self._model.rows if row is not None]
        for row in rows:
            if row.id in there:
                kept[there[row.id]] = row
        more = [row for row in rows if row.id not in there]
        was_new = self._row == len(kept)
        self._model.show([*kept, *more, None])
        # Nobody was found so far: the first one that is deserves the highlight more than the way to a new one.
        self._row = (len(kept) + len(more) if kept else 0) if was_new else self._row
        self._drop(footer)

    def rows(self) -> list[CustomerRow]:
        """Who is in the list."""
        return [row for row in self._model.rows if row is not None]

    def row(self) -> int:
        """The highlighted row."""
        return self._row

    def step(self, rows: int) -> None:
        """Move the highlight; it stops at both ends."""
        self._row = max(0, min(self._row + rows, len(self._model.rows) - 1))
        self._view.scrollTo(self._model.index(self._row))
        self._view.viewport().update()

    def highlighted(self) -> CustomerRow | None:
        """What Enter takes."""
        return self._model.rows[self._row] if self._model.rows else None

    def _drop(self, footer: str) -> None:
        self._footer.say(footer)
        people = (len(self._model.rows) - 1) * current().tokens.row["suggestion"]
        height = people + _NEW + (_FOOTER if footer else 0) + 2
        left, top, width = self._place
        parent = self.parentWidget()
        assert parent is not None
        self.showUnder(left, top, width, min(height, parent.height() - top - 16))
        self._view.viewport().update()

    def _touched(self, index: Index) -> None:
        row = self._model.rows[index.row()]
        if row is None:
            self.new.emit()
        else:
            self.chosen.emit(row)
