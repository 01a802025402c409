"""The decision panel of the sell screen: last receipt and shift, sums, the amount, and the three ways to pay."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.pricing import PricedCart
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Label, Line, SummaryRow
from pos.ui.widgets.rows import FactRow


class DecisionPanel(QFrame):
    """``DecisionPanel(parent=None)``: ``showCart``, ``receipt`` and ``shift`` rows, ``setLast``, ``setPayable``,
    ``setTool``.

    Signals: ``pay()``, ``card()``, ``cash()``; ``reprint()`` and ``void()`` of the last receipt.
    """

    pay = Signal()
    card = Signal()
    cash = Signal()
    reprint = Signal()
    void = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._rates: list[SummaryRow] = []
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        self._upper = QWidget()
        upper = QVBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        self.receipt = FactRow(Icon.RECEIPT, height=56, parent=self._upper)
        self._actions = QWidget(self._upper)
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 8, 0, 8)
        actions.setSpacing(8)
        again = Button(self.tr("Print again"), icon=Icon.PRINTER, short=self.tr("Print"))
        again.setObjectName("reprint")
        again.clicked.connect(self.reprint)
        self._void = Button(self.tr("Void"), icon=Icon.RETURN)
        self._void.setObjectName("void")
        self._void.clicked.connect(self.void)
        actions.addWidget(again, 1)
        actions.addWidget(self._void, 1)
        self.shift = FactRow(Icon.CASH, height=56, parent=self._upper)
        upper.addWidget(self.receipt)
        upper.addWidget(self._actions)
        upper.addWidget(self.shift)
        upper.addStretch(1)
        self._sums = QVBoxLayout()
        self._sums.setSpacing(0)
        self._subtotal = SummaryRow("")
        self._sums.addWidget(self._subtotal)
        upper.addLayout(self._sums)
        column.addWidget(self._upper, 1)
        column.addSpacing(11)
        column.addWidget(Line())
        column.addSpacing(8)
        column.addWidget(Label(self.tr("To pay"), "bodyStrong"))
        column.addSpacing(4)
        self._amount = AmountLabel()
        column.addWidget(self._amount)
        column.addSpacing(8)
        self._quick = QWidget()
        quick = QHBoxLayout(self._quick)
        quick.setContentsMargins(0, 0, 0, 8)
        quick.setSpacing(8)
        self._card = Button(self.tr("Card"), icon=Icon.CARD, keycap="F11", spread=True)
        self._cash = Button(self.tr("Exact cash"), icon=Icon.CASH, keycap="F10", short=self.tr("Cash"), spread=True)
        self._card.setObjectName("pay-card")
        self._cash.setObjectName("pay-cash")
        self._card.clicked.connect(self.card)
        self._cash.clicked.connect(self.cash)
        quick.addWidget(self._card, 2)
        quick.addWidget(self._cash, 3)
        column.addWidget(self._quick)
        self._hero = HeroButton(self.tr("Pay"))
        self._hero.setObjectName("pay")
        self._hero.clicked.connect(self.pay)
        column.addWidget(self._hero)

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Width and padding by window."""
        layout = current().tokens.layout
        self.setFixedWidth(layout.panel_width[at])
        top, right, bottom, left = layout.panel_padding[at]
        self._column.setContentsMargins(left - 1, top, right, bottom)

    def setTool(self, tool: QWidget | None) -> None:
        """In a compact window a tool takes the place above the amount; None gives it back."""
        self._upper.setVisible(tool is None)
        self._quick.setVisible(tool is None)
        if tool is not None:
            self._column.insertWidget(0, tool, 1)

    def showCart(self, cart: PricedCart | None, currency: str) -> None:
        """The sums of a basket; None is the empty one."""
        total = 0 if cart is None else cart.total_minor
        pieces = 0 if cart is None else cart.pieces
        words = self.tr("Subtotal · %n item(s)", "", pieces) if pieces else self.tr("Subtotal")
        self._subtotal.setLabel(words)
        self._subtotal.setValue(i18n.money(total, currency))
        vat = () if cart is None else cart.vat
        while len(self._rates) < len(vat):
            row = SummaryRow("", quiet=True)
            self._rates.append(row)
            self._sums.addWidget(row)
        for row, part in zip(self._rates, vat, strict=False):
            row.setLabel(self.tr("VAT {rate} incl.").format(rate=i18n.percent(part.rate_bp)))
            row.setValue(i18n.money(part.tax_minor, currency))
        for place, row in enumerate(self._rates):
            row.setVisible(place < len(vat))
        self._amount.setText(i18n.money(total, currency))
        self._amount.setRole("text" if cart is not None else "text_disabled")

    def setLast(self, known: bool, *, voidable: bool) -> None:
        """Whether there is a last receipt, and whether it can be taken back now."""
        self.receipt.setVisible(known)
        self._actions.setVisible(known)
        self._void.setEnabled(voidable)

    def setPayable(self, payable: bool) -> None:
        """Whether there is something to pay."""
        for button in (self._card, self._cash, self._hero):
            button.setEnabled(payable)
