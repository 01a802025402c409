"""What was taken so far for one sale, each with its way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.widgets.bill import TakenRow


@dataclass(frozen=True, slots=True)
class Taken:
    """One tender as it is shown; ``key`` comes back when somebody wants it given back."""

    key: int
    icon: Icon
    text: str
    note: str
    amount: str


class TakenList(QWidget):
    """``TakenList(remove, parent=None)``: rows of 48 px with ×, in the order they were taken; hidden while empty.

    ``remove``: spoken name of ×. ``setTaken([Taken, …])``. Signal: ``removed(int)`` with the key.
    """

    removed = Signal(int)

    def __init__(self, remove: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remove = remove
        self._shown: Sequence[Taken] = ()
        self._rows: list[TakenRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def taken(self) -> Sequence[Taken]:
        """What is shown."""
        return self._shown

    def setTaken(self, taken: Sequence[Taken]) -> None:
        """Other rows."""
        self._shown = taken
        while len(self._rows) < len(taken):
            row, place = TakenRow(self._remove), len(self._rows)
            row.removed.connect(lambda place=place: self.removed.emit(self._shown[place].key))
            self._column.addWidget(row)
            self._rows.append(row)
        for row in self._rows[len(taken) :]:
            row.clear()
        for row, one in zip(self._rows, taken, strict=False):
            row.show_tender(one.icon, one.text, one.note, one.amount)
        self.setVisible(bool(taken))
