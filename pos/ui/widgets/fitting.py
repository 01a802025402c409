"""A column that shows as many of its rows as there is room for, the first ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui.widgets.buttons import Button
from pos.ui.widgets.labels import Label


class FittingColumn(QWidget):
    """``FittingColumn(parent=None)``: ``setRows(rows)``, each with a fixed height. What does not fit is hidden, from
    the end; ``setMore(words)`` names the link that stands in the last place then (``{n}``: how many are hidden).
    It never pushes what stands below. Signal: ``more()``.
    """

    more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._words = ""
        self._more = Button("", "link", parent=self)
        self._more.setObjectName("more-rows")
        self._more.clicked.connect(self.more)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setMore(self, words: str) -> None:
        """The link in place of what is hidden; empty: none."""
        self._words = words

    def setRows(self, rows: Sequence[QWidget]) -> None:
        """Show these; others that were here are hidden, not deleted."""
        for row in self._rows:
            if row not in rows:
                row.hide()
        self._rows = list(rows)
        for row in self._rows:
            row.setParent(self)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(240, sum(row.minimumHeight() for row in self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        room = self.height()
        all_fit = sum(row.minimumHeight() for row in self._rows) <= room
        link = bool(self._words) and not all_fit
        limit = room - (self._more.minimumHeight() if link else 0)
        top = hidden = 0
        fits = True
        for at, row in enumerate(self._rows):
            needed = row.minimumHeight()
            if isinstance(row, Label) and at + 1 < len(self._rows):
                needed += self._rows[at + 1].minimumHeight()  # a title over nothing says nothing
            fits = fits and top + needed <= limit
            row.setVisible(fits)
            hidden += not fits and not isinstance(row, Label)
            if fits:
                row.setGeometry(0, top, self.width(), row.minimumHeight())
                top += row.minimumHeight()
        self._more.setVisible(link and limit >= 0)
        if link:
            self._more.setText(self._words.format(n=hidden))
            self._more.setGeometry(0, top, min(self.width(), self._more.sizeHint().width()), self._more.minimumHeight())
