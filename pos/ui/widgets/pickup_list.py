"""The lists of online orders: two lines for each, its state as a badge, where it stands; titles between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.ui import paint
from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.theme import current, font
from pos.ui.widgets.labels import Label
from pos.ui.widgets.lists import RoundedList

Index = QModelIndex | QPersistentModelIndex
_TITLE = 32
_HEAD = 48
_PAD = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: what is special about an order."""

    words: str
    kind: Kind = "neutral"
    icon: Icon | None = None


@dataclass(frozen=True, slots=True)
class PickupRow:
    """An order: ``key`` its id; ``when`` how old it is, or when it was done; ``bag`` where it stands; ``over``: nothing
    is left to be done. Without a key it is the title of what follows, ``alarm`` in red.
    """

    key: str
    number: str
    who: str = ""
    when: str = ""
    bag: str = ""
    marks: tuple[Mark, ...] = ()
    over: bool = False
    alarm: bool = False


def bag_width(words: str) -> float:
    """How wide the small box around a place is."""
    return paint.text_width(words, font("captionStrong")) + 18


def draw_bag(painter: QPainter, right: float, middle: float, words: str) -> float:
    """The small box around a place. Returns its width."""
    c = current().colours
    width = bag_width(words)
    box = QRectF(round(right - width), round(middle - 11), round(width), 22)
    paint.rounded(painter, box, current().tokens.radius.s, c.surface, c.border_strong)
    paint.text(painter, box, words, font("captionStrong"), c.text, paint.CENTRE, elide=False)
    return width


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PickupRow, ...] = ()

    def show(self, rows: Sequence[PickupRow]) -> None:
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (row.number, row.who, *(mark.words for mark in row.marks), row.when, row.bag)
            return ", ".join(word for word in words if word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able if self.rows[index.row()].key else Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(100, current().tokens.row["collect"] if row.key else _TITLE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PickupRow = index.data(Qt.ItemDataRole.UserRole)
        rect = option.rect
        view = option.widget
        painter.save()
        painter.translate(rect.topLeft())
        chosen = isinstance(view, PickupList) and view.chosen() == row.key and bool(row.key)
        if row.key:
            bar = view.width() - rect.width() if isinstance(view, PickupList) else 0
            self._draw(painter, row, rect.width(), rect.height(), max(4, _PAD - bar), chosen=chosen)
        else:
            self._draw_title(painter, row, rect.width(), rect.height())
        painter.restore()

    def _draw_title(self, painter: QPainter, row: PickupRow, width: int, height: int) -> None:
        c = current().colours
        painter.fillRect(QRectF(0, 0, width, height), c.subtle)
        paint.hairline(painter, 0, height - 1, width)
        ink = c.red if row.alarm else c.text2
        paint.text(painter, QRectF(_PAD, 0, width - 2 * _PAD, height - 1), row.number, font("captionStrong"), ink)

    def _draw(self, painter: QPainter, row: PickupRow, width: int, height: int, pad: int, *, chosen: bool) -> None:
        c = current().colours
        if chosen:
            paint.selected_row(painter, QRectF(0, 0, width, height))
        paint.hairline(painter, 0, height - 1, width, c.accent_border if chosen else None)
        caption, strong = font("caption"), font("bodyStrong")
        number = font("body") if row.over else strong
        upper = QRectF(_PAD, 12, width - _PAD - pad, 24)
        left = upper.left() + paint.text(painter, upper, row.number, number, c.text2 if row.over else c.text) + 8
        when = paint.text_width(row.when, caption) + 8
        for at, mark in enumerate(row.marks):
            wide = paint.badge_width(mark.words, mark.icon)
            # What is special is worth more than how old it is, but for the first badge only.
            if left + wide > upper.right() - (when if at else 0) + 0.5:
                break
            paint.badge(painter, left, 14, mark.words, mark.kind, mark.icon)
            left += wide + 6
        if left + when <= upper.right() + 8.5:
            paint.text(painter, upper, row.when, caption, c.text3, paint.RIGHT)
        lower = QRectF(_PAD, 36, width - _PAD - pad, 24)
        if row.bag:
            lower.setRight(lower.right() - draw_bag(painter, lower.right(), 48, row.bag) - 8)
        paint.text(painter, lower, row.who, caption, c.text2)


class PickupList(QListView):
    """``PickupList(parent=None)``: ``showRows(rows)``; ``choose(key)``, ``chosen()``, ``step(rows)``, ``keys()``.

    Signal: ``picked(str)`` with the key of a row that was touched.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self._chosen = ""
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(current().tokens.row["collect"])
        self.clicked.connect(self._touched)

    def showRows(self, rows: Sequence[PickupRow]) -> None:
        """The orders as they are now."""
        self._model.show(rows)
        self.viewport().update()

    def rows(self) -> tuple[PickupRow, ...]:
        """What is shown, titles too."""
        return self._model.rows

    def keys(self) -> list[str]:
        """The orders from the top."""
        return [row.key for row in self._model.rows if row.key]

    def chosen(self) -> str:
        """The order that is chosen; empty: none of these."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Choose this order, if it is here; else none."""
        at = next((at for at, row in enumerate(self._model.rows) if key and row.key == key), -1)
        self._chosen = key if at >= 0 else ""
        self.viewport().update()
        if at >= 0:
            self.scrollTo(self._model.index(at))

    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.viewport().height() // current().tokens.row["collect"])

    def _touched(self, index: Index) -> None:
        key = self._model.rows[index.row()].key
        if key:
            self.picked.emit(key)


class _Head(QWidget):
    # Title with the number of orders in a pill, at the right how they are sorted.
    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.count, self.said = title, "", ""
        self.setFixedHeight(_HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        room = QRectF(_PAD, 0, self.width() - 2 * _PAD, self.height() - 1)
        said = paint.text(painter, room, self.said, font("caption"), c.text3, paint.RIGHT)
        face = font("captionStrong")
        pill = max(24.0, paint.text_width(self.count, face) + 14)
        title = room.adjusted(0, 0, -said - pill - 16, 0)
        used = paint.text(painter, title, self.title, font("bodyStrong"), c.text)
        box = QRectF(room.left() + min(used, title.width()) + 8, (self.height() - 24) / 2, pill, 24)
        paint.rounded(painter, box, 12, c.pressed)
        paint.text(painter, box, self.count, face, c.text2, paint.CENTRE, elide=False)
        paint.hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


class PickupColumn(RoundedList):
    """``PickupColumn(title, nothing, parent=None)``: a list under its title and count; ``nothing`` is the one line
    of an empty one. ``list`` is the `PickupList`; ``setSaid(words)``: how it is sorted.
    """

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head = _Head(title)
        self.list = PickupList()
        self._nothing = Label(nothing, "body", "text3")
        self._nothing.setFixedHeight(_HEAD)
        self._nothing.setContentsMargins(_PAD, 0, _PAD, 0)
        self.body.addWidget(self._head)
        self.body.addWidget(self._nothing)
        self.addList(self.list)

    def showRows(self, rows: Sequence[PickupRow], count: int) -> None:
        """The orders; ``count`` also what is not listed."""
        self.list.showRows(rows)
        self._nothing.setVisible(not rows)
        self._head.count = str(count)
        self.setAccessibleName(f"{self._head.title} {count}")
        self._head.update()

    def setSaid(self, words: str) -> None:
        """At the right of the title."""
        self._head.said = words
        self._head.update()
