"""Past sales as a list model that asks for older ones when its end comes near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pos.services.receipts import ReceiptRow

Index = QModelIndex | QPersistentModelIndex
Choice = Literal["all", "waiting", "set_aside"]
_TOP = QModelIndex()
PAGE: Final = 100
# A choice that matches hardly anything must not walk through years of receipts by itself; scrolling goes on.
_PAGES_AT_ONCE: Final = 5
_ENOUGH: Final = 15


class ReceiptModel(QAbstractListModel):
    """Rows are `ReceiptRow`, newest first. ``wanted(before)`` asks for the page below entry ``before``."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loaded: list[ReceiptRow] = []
        self._rows: list[ReceiptRow] = []
        self._choice: Choice = "all"
        self._more = False
        self._asked = False
        self._pages = 0

    # --- contract of a model ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.UserRole:
            return self._rows[index.row()]
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()].receipt
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        self._pages = 0
        self._ask()

    # --- what it shows ----------------------------------------------------------------------------------------------

    @property
    def loaded(self) -> int:
        """How many receipts it knows, shown or not."""
        return len(self._loaded)

    def row_of(self, seq: int) -> int:
        """The row of entry ``seq``; -1 if it is not shown."""
        return next((row for row, item in enumerate(self._rows) if item.seq == seq), -1)

    def choose(self, choice: Choice) -> None:
        """Show all, those not yet sent, or those that wait for a person."""
        self._choice = choice
        self._pages = 0
        self._refill()

    def replace(self, rows: Sequence[ReceiptRow], *, more: bool) -> None:
        """Begin anew with these, the newest."""
        self._loaded = list(rows)
        self._more, self._asked, self._pages = more, False, 0
        self._refill()

    def extend(self, rows: Sequence[ReceiptRow], *, more: bool) -> None:
        """The page that was wanted."""
        self._asked, self._more = False, more
        self._loaded += rows
        added = [row for row in rows if self._shows(row)]
        if added:
            self.beginInsertRows(_TOP, len(self._rows), len(self._rows) + len(added) - 1)
            self._rows += added
            self.endInsertRows()
        self._look_further()

    def _refill(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._loaded if self._shows(row)]
        self.endResetModel()
        self._look_further()

    def _shows(self, row: ReceiptRow) -> bool:
        return self._choice in ("all", row.state)

    def _look_further(self) -> None:
        # What was sent was sent in order: below the first sent receipt nothing waits any more.
        ended = self._choice == "waiting" and any(row.state != "waiting" for row in self._loaded[-1:])
        if self._choice != "all" and self._more and not ended and len(self._rows) < _ENOUGH:
            self._pages += 1
            if self._pages <= _PAGES_AT_ONCE:
                self._ask()

    def _ask(self) -> None:
        if self._more and not self._asked and self._loaded:
            self._asked = True
            self.wanted.emit(self._loaded[-1].seq)
