"""Quick keys: a column beside the basket, or in a compact window one row of five and *More*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from pos.domain import catalogue
from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon, icon_named
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.base import PaintedButton, set_breakpoint
from pos.ui.widgets.ground import tile_ground
from pos.ui.widgets.tiles import QuickKey

ROW_KEYS = 5
COLUMN_ROWS = 6
_GAP = 8
_MORE_WIDTH = 64


class MoreKey(PaintedButton):
    """``MoreKey(text, parent=None)``: the narrow key at the end of the row, icon over word."""

    radius_step = "l"

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFixedSize(_MORE_WIDTH, current().tokens.control.quick_key_compact)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, look: Theme) -> None:
        ink = tile_ground(painter, look, self, strong=True)
        draw_icon(painter, Icon.GRID, (self.width() - 24) / 2, 13, 24, ink)
        room = QRectF(2, 40, self.width() - 4, 20)
        paint.text(painter, room, self.label(), paint.resized(font("body", weight=500), 14), ink, paint.CENTRE)


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
        self._more: MoreKey | None = None
        if more:
            self._more = MoreKey(self.tr("More"))
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
        # Wide keys keep their height; what is left of the column stays free below them.
        wide = self._at == "wide"
        for row in range(COLUMN_ROWS + 1):
            self._grid.setRowStretch(row, int(row == self._rows) if wide else int(row < self._rows))
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        set_breakpoint(self, self._at)
