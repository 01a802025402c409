"""What goes with the basket: a card under the quick keys, where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.ui.widgets.article_parts import RelatedLine, RelatedRow
from pos.ui.widgets.labels import Label
from pos.ui.widgets.lists import RoundedList

_TITLE = 48


class CrossSell(RoundedList):
    """``CrossSell(parent=None)``: ``showLines(lines)``; nothing to show hides it. Signals: ``added(str)`` and
    ``opened(str)`` with the SKU.
    """

    added = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: list[RelatedRow] = []
        self.body.setContentsMargins(16, 1, 16, 8)
        head = QWidget()
        head.setFixedHeight(_TITLE)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.tr("Goes with the basket"), "bodyStrong"), 1)
        row.addWidget(Label(self.tr("from similar baskets"), "caption", "text3"))
        self.body.addWidget(head)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def showLines(self, lines: Sequence[RelatedLine]) -> None:
        """These, best first; a row that is being touched is not made anew for a figure."""
        if [line.sku for line in lines] == [row.line.sku for row in self._rows]:
            for row, line in zip(self._rows, lines, strict=True):
                row.setLine(line)
        else:
            for row in self._rows:
                self.body.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._row(line) for line in lines]
        self.setVisible(bool(lines))

    def lines(self) -> tuple[RelatedLine, ...]:
        """What is shown."""
        return tuple(row.line for row in self._rows)

    def sizeHint(self) -> QSize:
        return QSize(320, _TITLE + 10 + sum(row.minimumHeight() for row in self._rows))

    def _row(self, line: RelatedLine) -> RelatedRow:
        row = RelatedRow(line, self.tr("Add"))
        row.clicked.connect(lambda: self.opened.emit(line.sku))
        row.added.connect(lambda: self.added.emit(line.sku))
        self.body.addWidget(row)
        return row
