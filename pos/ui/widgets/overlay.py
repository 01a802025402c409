"""What floats over the frame without being a window: the keys of this screen, and the demo's panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.widgets.buttons import Button, IconButton
from pos.ui.widgets.keys import KeyLabel
from pos.ui.widgets.labels import Badge, Label, Line
from pos.ui.widgets.lists import Popover


class KeySheet(Popover):
    """``KeySheet(parent)``: ``showKeys(title, [(keycap, meaning), …])`` in the middle of the parent; F1 shows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._inside: QWidget | None = None

    def showKeys(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        """Two columns of keys; shown until ``hide``."""
        if self._inside is not None:
            self._inside.deleteLater()
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(Label(title, "title"), 1)
        head.addWidget(KeyLabel("Esc"))
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        half = -(-len(keys) // 2)
        for place, (keycap, meaning) in enumerate(keys):
            side, row = divmod(place, half)
            grid.addWidget(KeyLabel(keycap), row, side * 2, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(meaning), row, side * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)
        self.card.body.addWidget(inside)
        width = min(720, self._over.width() - 64)
        height = 20 + 24 + 16 + half * 30 + 24
        left = (self._over.width() - width) // 2
        self.showUnder(left, (self._over.height() - height) // 2, width, height)


class DemoPanel(Popover):
    """``DemoPanel(parent)``: above the strip in a demo: cut the network, and where the centre's page is.

    ``showPanel(texts…, bottom)``; signals ``cut(bool)``, ``journal()``, ``display()``.
    """

    cut = Signal(bool)
    journal = Signal()
    display = Signal()

    def __init__(self, parent: QWidget, address: str) -> None:
        super().__init__(parent)
        self._is_cut = False
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Centre and network"), "title"), 1)
        head.addWidget(Badge(self.tr("Demo"), "gold"))
        close = IconButton(Icon.CLOSE, self.tr("Close"), "ghost")
        close.clicked.connect(self.hide)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(Label(self.tr("Page of the centre with today's record"), "caption", "text3"))
        self.address = Label(address, "bodyStrong", "accentText")
        column.addWidget(self.address)
        column.addWidget(Line())
        self._switch = Button("", icon=Icon.OFFLINE)
        self._switch.clicked.connect(lambda: self.cut.emit(not self._is_cut))
        column.addWidget(self._switch)
        journal = Button(self.tr("Open the journal"), icon=Icon.JOURNAL)
        journal.clicked.connect(self.journal)
        column.addWidget(journal)
        display = Button(self.tr("Show or hide the customer display"), icon=Icon.CUSTOMERS)
        display.clicked.connect(self.display)
        column.addWidget(display)
        self.card.body.addWidget(inside)
        self.setCut(False)

    def setCut(self, is_cut: bool) -> None:
        """Whether the network is cut now; the button offers the other."""
        self._is_cut = is_cut
        self._switch.setText(self.tr("Reconnect the network") if is_cut else self.tr("Cut the network"))

    def showAbove(self, bottom: int) -> None:
        """At the lower left, its card ending at ``bottom``."""
        height = 326
        self.showUnder(12, bottom - height, 380, height)
