"""The rail: which screens there are, what waits in them, and who is at the till."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.rail import Logo, RailButton, RailOperator

RAIL = ("sell", "collect", "customers", "articles", "journal", "cash")


class Rail(QFrame):
    """``Rail(parent=None)``: the buttons of `RAIL` in that order, Ctrl+1 … Ctrl+6; the operator at its foot.

    Signals: ``chosen(str)`` with a screen's name, ``left()`` when the operator is pressed.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 16, 3, 8)
        column.setSpacing(4)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Logo(), 0, middle)
        column.addSpacing(12)
        self.buttons = {
            "sell": RailButton("", Icon.SELL),
            "collect": RailButton("", Icon.PICKUP),
            "customers": RailButton("", Icon.CUSTOMERS),
            "articles": RailButton("", Icon.ARTICLES),
            "journal": RailButton("", Icon.JOURNAL),
            "cash": RailButton("", Icon.CASH),
        }
        group = QButtonGroup(self)
        for name, button in self.buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            column.addWidget(button, 0, middle)
        column.addStretch(1)
        self.operator = RailOperator("")
        self.operator.clicked.connect(self.left)
        column.addWidget(self.operator, 0, middle)
        self.set_breakpoint("regular")
        self.translate()

    def translate(self) -> None:
        """The texts, in the language in force."""
        self.buttons["sell"].setText(self.tr("Sell"))
        self.buttons["collect"].setText(self.tr("Pickup"))
        self.buttons["customers"].setText(self.tr("Customers"))
        self.buttons["articles"].setText(self.tr("Articles"))
        self.buttons["journal"].setText(self.tr("Journal"))
        self.buttons["cash"].setText(self.tr("Till"))
        self.operator.setToolTip(self.tr("Lock the till"))

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Its width by window."""
        control = current().tokens.control
        self.setFixedWidth(control.rail_wide if at == "wide" else control.rail)

    def setFront(self, name: str) -> None:
        """Which screen is in front."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def setWaiting(self, sales: int) -> None:
        """Sales not yet sent, in amber at the journal."""
        self.buttons["journal"].setBadge(str(sales) if sales else "", "amber")

    def setToPick(self, orders: int) -> None:
        """Online orders that wait to be picked."""
        self.buttons["collect"].setBadge(str(orders) if orders else "")

    def setOperator(self, name: str) -> None:
        """Who is at the till; "M. Krüger" under the disc."""
        first, _, last = name.partition(" ")
        self.operator.setName(name, f"{first[:1]}. {last}" if last else first)
