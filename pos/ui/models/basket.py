"""The basket as a list model that changes row by row: a scan must never lay the whole list out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pos.domain.cart import PICKUP, Line
from pos.domain.pricing import PricedCart, PricedLine
from pos.domain.promotions import Hint
from pos.ui import i18n

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class LineStock:
    """What is said of an article's stock where it comes from: in words, whether that is old, and as a number."""

    words: str
    old: bool
    available: int


def stock_key(line: Line) -> tuple[str, str]:
    """(location, SKU) of what a line takes; the own store's location is empty."""
    fulfil = line.fulfil
    away = fulfil is not None and fulfil.kind != PICKUP
    return (fulfil.location if fulfil is not None and away else ""), line.sku


class BasketModel(QAbstractListModel):
    """Rows are `PricedLine`, newest on top unless ``newest_on_top`` is off. ``show(cart)`` compares with what is
    there and inserts, moves, changes and removes only what differs.
    """

    def __init__(self, *, newest_on_top: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest_on_top = newest_on_top
        self._lines: list[PricedLine] = []
        self._hints: dict[int, Hint] = {}
        self._stock: dict[tuple[str, str], LineStock] = {}
        self.currency = "EUR"

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            total = i18n.money(line.total_minor, self.currency)
            return f"{line.line.quantity} × {line.line.text}, {total}"
        return None

    def line(self, row: int) -> PricedLine:
        return self._lines[row]

    def hint(self, n: int) -> Hint | None:
        """What line ``n`` lacks for an offer; None if nothing."""
        return self._hints.get(n)

    def stock(self, line: PricedLine) -> LineStock | None:
        """How much of it there is; None while that is not known."""
        return self._stock.get(stock_key(line.line))

    def showStock(self, said: dict[tuple[str, str], LineStock]) -> None:
        """Figures by `stock_key`; only rows whose figure is another one are painted again."""
        before, self._stock = self._stock, said
        for row, line in enumerate(self._lines):
            key = stock_key(line.line)
            if before.get(key) != said.get(key):
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def row_of(self, n: int) -> int:
        """The row of line ``n``; -1 if it is gone."""
        return next((row for row, line in enumerate(self._lines) if line.line.n == n), -1)

    def show(self, cart: PricedCart | None) -> None:
        """Become ``cart``; None is the empty basket."""
        wanted: tuple[PricedLine, ...] = ()
        hints, self._hints = self._hints, {}
        if cart is not None:
            # The nearest offer is the one worth a word.
            for hint in sorted(cart.hints, key=lambda one: -one.missing):
                self._hints[hint.line] = hint
            self.currency = cart.currency
            wanted = cart.newest_first() if self._newest_on_top else cart.lines
        self._remove_gone({line.line.n for line in wanted})
        for row, line in enumerate(wanted):
            self._place(row, line, said=hints.get(line.line.n) != self._hints.get(line.line.n))

    def _remove_gone(self, kept: set[int]) -> None:
        for row in reversed(range(len(self._lines))):
            if self._lines[row].line.n not in kept:
                self.beginRemoveRows(_TOP, row, row)
                del self._lines[row]
                self.endRemoveRows()

    def _place(self, row: int, line: PricedLine, *, said: bool) -> None:
        """``said``: what is said about the line beside its figures is another."""
        there = next((at for at in range(row, len(self._lines)) if self._lines[at].line.n == line.line.n), None)
        if there is None:
            self.beginInsertRows(_TOP, row, row)
            self._lines.insert(row, line)
            self.endInsertRows()
            return
        if there != row:
            self.beginMoveRows(_TOP, there, there, _TOP, row)
            self._lines.insert(row, self._lines.pop(there))
            self.endMoveRows()
        if said or self._lines[row] != line:
            self._lines[row] = line
            index = self.index(row)
            self.dataChanged.emit(index, index)
