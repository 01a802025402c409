"""The two parts of every working screen: the work at the left, the decision panel at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.labels import Card


class Page(QWidget):
    """``Page(parent)``: fills its parent. ``work`` and ``panel`` are the two columns to fill; paddings and the
    panel's width follow the window. The amount and the hero button belong at the end of ``panel``.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        outer = QHBoxLayout(parent)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
        left = QWidget()
        self._right = Card("panel")
        self.work, self.panel = QVBoxLayout(left), QVBoxLayout(self._right)
        self.panel.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self._right)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Paddings and panel width by window."""
        layout = current().tokens.layout
        top, right, bottom, left = layout.main_padding.get(at, layout.main_padding["regular"])
        self.work.setContentsMargins(left, top, right, bottom)
        self.work.setSpacing(12)
        top, right, bottom, left = layout.panel_padding[at]
        self.panel.setContentsMargins(left, top, right, bottom)
        self._right.setFixedWidth(layout.panel_width[at])
