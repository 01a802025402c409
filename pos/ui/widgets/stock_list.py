"""Where an article is and how much of it: a list of places with dot, age and figure, which changes in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.stock_words import Dot, Said
from pos.ui.theme import current, font

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NAME = 42
_AGE_RIGHT = 116
_FIGURE_RIGHT = 40


@dataclass(frozen=True, slots=True)
class StockLine:
    """``key``: what is opened by a touch, empty for nothing; ``quiet`` stands after the name; ``own``: shaded, this
    store; ``icon`` in place of the dot; ``old``: the age is a warning.
    """

    key: str
    name: str
    quiet: str
    age: str
    figure: str
    dot: Dot = "none"
    old: bool = False
    own: bool = False
    icon: Icon | None = None

    def spoken(self) -> str:
        """The row as one sentence."""
        return " · ".join(word for word in (self.name, self.quiet, self.age, self.figure) if word)


def draw_dot(painter: QPainter, x: float, y: float, dot: Dot, size: float = 10) -> None:
    """The mark of how much there is; hollow is nothing."""
    c = current().colours
    if dot == "none":
        paint.dot(painter, x, y, c.border_input, size, hollow=True)
    else:
        paint.dot(painter, x, y, c.green_dot if dot == "green" else c.amber_dot, size)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[StockLine, ...] = ()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()].spoken()
        return None

    def show(self, lines: Sequence[StockLine]) -> None:
        """Only what differs is painted again: ages move every second."""
        wanted = tuple(lines)
        if [line.name for line in wanted] != [line.name for line in self.lines]:
            self.beginResetModel()
            self.lines = wanted
            self.endResetModel()
            return
        before, self.lines = self.lines, wanted
        for row, line in enumerate(wanted):
            if line != before[row]:
                self.dataChanged.emit(self.index(row), self.index(row))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: StockList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, current().tokens.row["stock"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: StockLine = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.translate(option.rect.topLeft())
        chosen = index.row() == self._view.currentIndex().row()
        self._draw(painter, line, option.rect.width(), option.rect.height(), chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, line: StockLine, width: int, height: int, *, chosen: bool) -> None:
        c = current().colours
        if chosen:
            paint.selected_row(painter, QRectF(0, 0, width, height))
        elif line.own:
            painter.fillRect(QRectF(0, 0, width, height), c.subtle)
        paint.hairline(painter, 0, height - 1, width, c.accent_border if chosen else None)
        middle = (height - 1) / 2
        if line.icon is not None:
            draw_icon(painter, line.icon, 14, middle - 8, 16, c.text3)
        else:
            draw_dot(painter, 22, middle, line.dot)
        right: float = width - (_FIGURE_RIGHT if self._view.opens else 16)
        used = paint.text(painter, QRectF(0, 0, right, height - 1), line.figure, font("lineTotal"), c.text, paint.RIGHT)
        if line.key and self._view.opens:
            draw_icon(painter, Icon.FORWARD, width - 33, middle - 8, 16, c.text3)
        face = font("caption")
        right -= max(used + 16, _AGE_RIGHT - _FIGURE_RIGHT) if self._view.opens else used + 16
        ink = c.amber if line.old else c.text3
        right -= paint.text(painter, QRectF(0, 0, right, height - 1), line.age, face, ink, paint.RIGHT) + 16
        quiet = paint.text_width(line.quiet, face) + 5 if line.quiet else 0
        name = font("bodyStrong") if line.own else font("body", weight=500)
        room = QRectF(_NAME, 0, right - _NAME - quiet, height - 1)
        if room.width() < paint.text_width(line.name, name):  # rather the whole name than how far it is
            room.setRight(right)
            quiet = 0
        left = _NAME + paint.text(painter, room, line.name, name, c.text)
        if quiet:
            paint.text(painter, QRectF(left + 5, 0, quiet, height - 1), line.quiet, face, c.text3, elide=False)


class StockList(QListView):
    """``StockList(opens=True, parent=None)``: ``showLines(lines)``; rows of 48 px, none chosen until somebody steps or
    touches. ``step(rows)``, ``chosen()``. ``opens``: a touch leads on, which a mark at the right says; else it chooses.
    Signals: ``opened(str)`` with the key, ``moved()`` when another one is chosen.
    """

    opened = Signal(str)
    moved = Signal()

    def __init__(self, *, opens: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opens = opens
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._touched)

    def showLines(self, lines: Sequence[StockLine]) -> None:
        """The places as they are now; the choice stays where it was."""
        key = self.chosen()
        self._model.show(lines)
        row = next((at for at, line in enumerate(lines) if key and line.key == key), -1)
        if row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row))

    def lines(self) -> tuple[StockLine, ...]:
        """What is shown."""
        return self._model.lines

    def choose(self, key: str) -> None:
        """Choose the row of this key; an unknown one chooses none."""
        row = next((at for at, line in enumerate(self._model.lines) if key and line.key == key), -1)
        self.setCurrentIndex(self._model.index(row))

    def step(self, rows: int) -> None:
        """To the next row that can be opened."""
        able = [at for at, line in enumerate(self._model.lines) if line.key]
        if not able:
            return
        now = self.currentIndex().row()
        at = able.index(now) if now in able else -1 if rows > 0 else len(able)
        self.setCurrentIndex(self._model.index(able[max(0, min(len(able) - 1, at + rows))]))

    def chosen(self) -> str:
        """The key of the chosen row; empty: none."""
        row = self.currentIndex().row()
        return self._model.lines[row].key if 0 <= row < len(self._model.lines) else ""

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.viewport().update()
        self.moved.emit()

    def _touched(self, index: Index) -> None:
        key = self._model.lines[index.row()].key
        if key and self.opens:
            self.opened.emit(key)
        elif not key:
            self.setCurrentIndex(QModelIndex())


class StockHead(QWidget):
    """``StockHead(title, parent=None)``: the line above the list: title, and at the right how old the figures are;
    ``setSaid(said, offline=)``.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._said, self._offline = title, Said(""), False
        self.setFixedHeight(current().tokens.row["stock"])

    def setSaid(self, said: Said, *, offline: bool) -> None:
        """How old; ``offline``: and no newer ones are to be had now."""
        self._said, self._offline = said, offline
        self.setAccessibleName(f"{self._title}: {said.words}")
        self.update()

    def said(self) -> str:
        """What stands at the right."""
        return self._said.words

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        height = self.height() - 1
        box = QRectF(16, 0, self.width() - 32, height)
        used = paint.text(painter, box, self._title, font("bodyStrong"), c.text)
        ink = c.amber if self._said.old else c.text2
        room = box.adjusted(used + 40, 0, 0, 0)
        wide = paint.text(painter, room, self._said.words, font("caption"), ink, paint.RIGHT)
        if self._offline:
            draw_icon(painter, Icon.OFFLINE, room.right() - wide - 24, height / 2 - 8, 16, c.amber)
        elif self._said.dot == "green":
            paint.dot(painter, room.right() - wide - 12, height / 2, c.green_dot)
        paint.hairline(painter, 0, height, self.width())
        painter.end()
