"""The decision panel of the sell screen: the customer or the last receipt and shift, sums, the amount, and the three
ways to pay.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.pricing import PricedCart
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.customer_panel import CustomerPanel
from pos.ui.widgets.fitting import FittingColumn
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Label, Line, SummaryRow
from pos.ui.widgets.rows import FactRow


class DecisionPanel(QFrame):
    """``DecisionPanel(parent=None)``: ``showCart``, ``receipt`` row, ``setShift``, ``setLast``, ``setPayable``,
    ``setTool``; ``customer``: who it is, ``setRows`` what is open for them (None: receipt and shift stand there).

    Signals: ``pay()``, ``card()``, ``cash()``; ``reprint()`` and ``void()`` of the last receipt; ``more()``: of the
    rows.
    """

    pay = Signal()
    card = Signal()
    cash = Signal()
    reprint = Signal()
    void = Signal()
    more = Signal()

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
        self.customer = CustomerPanel(self._upper)
        upper.addWidget(self.customer)
        self._rows = FittingColumn(self._upper)
        self._rows.setMore(self.tr("{n} more"))
        self._rows.more.connect(self.more)
        upper.addWidget(self._rows, 1)
        self._build_facts()
        self._sums = QVBoxLayout()
        self._sums.setSpacing(0)
        self._subtotal, self._off, self._earned = SummaryRow(""), SummaryRow(self.tr("Discounts")), SummaryRow("")
        self._earned.setLabel(self.tr("Points for this purchase"))
        self._sums.addSpacing(8)
        for row in (self._subtotal, self._off):
            self._sums.addWidget(row)
        self._vat = QVBoxLayout()
        self._sums.addLayout(self._vat)
        self._sums.addWidget(self._earned)
        self._earned.hide()
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

    def _build_facts(self) -> None:
        self.receipt = FactRow(Icon.RECEIPT, height=56, parent=self._rows)
        self._actions = QWidget(self._rows)
        self._actions.setFixedHeight(64)
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
        self.shift = FactRow(Icon.CASH, height=56, parent=self._rows)
        for row in (self.receipt, self._actions, self.shift):
            row.hide()
        self._known = self._open = False
        self._about: Sequence[QWidget] | None = None
        self._show_rows()

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
            tool.show()  # now, so that a field in it can take the keyboard

    def showCart(self, cart: PricedCart | None, currency: str) -> None:
        """The sums of a basket; None is the empty one."""
        total = 0 if cart is None else cart.total_minor
        pieces = 0 if cart is None else cart.pieces
        words = self.tr("Subtotal · %n item(s)", "", pieces) if pieces else self.tr("Subtotal")
        self._subtotal.setLabel(words)
        gross = 0 if cart is None else cart.gross_minor
        self._subtotal.setValue(i18n.money(gross, currency))
        self._off.setValue(i18n.money(total - gross, currency))
        self._off.setVisible(gross != total)
        vat = () if cart is None else cart.vat
        while len(self._rates) < len(vat):
            row = SummaryRow("", quiet=True)
            self._rates.append(row)
            self._vat.addWidget(row)
        for row, part in zip(self._rates, vat, strict=False):
            row.setLabel(self.tr("VAT {rate} incl.").format(rate=i18n.percent(part.rate_bp)))
            row.setValue(i18n.money(part.tax_minor, currency))
        for place, row in enumerate(self._rates):
            row.setVisible(place < len(vat))
        self._amount.setText(i18n.money(total, currency))
        self._amount.setRole("text" if pieces else "text_disabled")

    def setLast(self, known: bool, *, voidable: bool) -> None:
        """Whether there is a last receipt, and whether it can be taken back now."""
        self._known = known
        self._void.setEnabled(voidable)
        self._show_rows()

    def setShift(self, number: str, since: str) -> None:
        """The shift that is open; empty: none."""
        self._open = bool(number)
        self.shift.setFact(number, since)
        self._show_rows()

    def setRows(self, rows: Sequence[QWidget] | None) -> None:
        """What is open for the customer, in the place of receipt and shift; None gives it back."""
        self._about = rows
        self._show_rows()

    def setEarned(self, points: str) -> None:
        """What this sale earns; empty: nothing is said."""
        self._earned.setValue(points)
        self._earned.setVisible(bool(points))

    def _show_rows(self) -> None:
        facts = [self.receipt, self._actions] if self._known else []
        shift = [self.shift] if self._open else []
        self._rows.setRows([*facts, *shift] if self._about is None else self._about)

    def setPayable(self, payable: bool) -> None:
        """Whether there is something to pay."""
        for button in (self._card, self._cash, self._hero):
            button.setEnabled(payable)
