"""Quick keys: a column beside the basket, or in a compact window one row of five and *More*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos.domain import catalogue
from pos.ui import i18n
from pos.ui.icons import Icon, icon_named
from pos.ui.theme import Breakpoint
from pos.ui.widgets.base import set_breakpoint
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.tiles import QuickKey

ROW_KEYS = 5
COLUMN_ROWS = 6
_GAP = 8


class QuickKeys(QWidget):
    """``QuickKeys(parent=None)``: ``setKeys(keys, currency)`` fills it, ``setShape(columns, rows)`` lays it out.

    ``more`` adds a last key that opens the rest. Signals: ``chosen(str)`` with the SKU, ``wanted_more()``.
    """

    chosen = Signal(str)
    wanted_more = Signal()

    def __init__(self, *, more: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[QuickKey] = []
        self._columns, self._rows = 2, COLUMN_ROWS
        self._at: Breakpoint = "regular"
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._more: Button | None = None
        if more:
            self._more = Button(self.tr("More"), icon=Icon.GRID)
            self._more.setObjectName("quick-more")
            self._more.clicked.connect(self.wanted_more)

    def setShape(self, columns: int, rows: int, at: Breakpoint) -> None:
        """So many columns and rows; keys that do not fit are left out (or reached by *More*)."""
        self._columns, self._rows, self._at = columns, rows, at
        self._place()

    def setKeys(self, keys: Sequence[catalogue.QuickKey], currency: str) -> None:
        """Other keys, in the order of their positions."""
        for old in self._keys:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._keys = []
        for key in sorted(keys, key=lambda one: one.position):
            tile = QuickKey(key.label, i18n.figure(key.price_minor, currency), icon_named(key.category), self)
            tile.setObjectName(f"quick-{key.sku}")
            tile.clicked.connect(lambda _checked=False, sku=key.sku: self.chosen.emit(sku))
            self._keys.append(tile)
        self._place()

    def count(self) -> int:
        """How many keys there are, shown or not."""
        return len(self._keys)

    def _place(self) -> None:
        room = self._columns * self._rows
        for place, tile in enumerate(self._keys):
            tile.setVisible(place < room)
            if place < room:
                self._grid.addWidget(tile, place // self._columns, place % self._columns)
        if self._more is not None:
            self._grid.addWidget(self._more, 0, self._columns)
            self._more.setVisible(len(self._keys) > room)
            self._more.setFixedHeight(72)
        # Wide keys keep their height; what is left of the column stays free below them.
        wide = self._at == "wide"
        for row in range(COLUMN_ROWS + 1):
            self._grid.setRowStretch(row, int(row == self._rows) if wide else int(row < self._rows))
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        set_breakpoint(self, self._at)
