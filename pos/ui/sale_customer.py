"""Everything the sell screen does about customers: F2, scans, the form for a new one, the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from pos.contract.people import CustomerRow
from pos.domain.coupons import is_coupon_code
from pos.domain.customer import is_customer_code
from pos.domain.pricing import PricedCart
from pos.ui.customer_desk import CustomerDesk, Ways
from pos.ui.customer_finding import CustomerFinding
from pos.ui.enrolling import Enrolling
from pos.ui.finding import Finding
from pos.ui.screen import Counter
from pos.ui.widgets.approval import ApprovalTool
from pos.ui.widgets.counter_top import CounterTop
from pos.ui.widgets.enrol_form import EnrolTool
from pos.ui.widgets.tools import Tool


class SaleCustomer(QObject):
    """``articles`` rests while the search field looks for customers. ``open_(tool, keycap)`` and ``close()``: the tool
    area of the screen; ``show(cart)`` takes a cart that was asked for here to the screen.
    """

    def __init__(
        self,
        counter: Counter,
        top: CounterTop,
        articles: Finding,
        open_: Callable[[Tool, str], None],
        close: Callable[[], None],
        show: Callable[[PricedCart | None], None],
    ) -> None:
        super().__init__(top)
        self._top = top
        self._articles = articles
        self._open = open_
        self._close = close
        self.enrol, self._approval = EnrolTool(), ApprovalTool()
        for tool in (self.enrol, self._approval):
            top.addTool(tool)
            tool.closed.connect(close)
        ways = Ways(self._choose, lambda: open_(self._approval, ""), close, show)
        self.desk = CustomerDesk(counter, top.panel, self._approval, ways)
        self._finding = CustomerFinding(counter, top.search, top.customers, self._found, self.begin)
        self._enrolling = Enrolling(counter, self.enrol, self._enrolled)
        top.panel.customer.wanted.connect(self.toggle)
        top.panel.customer.new.connect(lambda: self.begin(""))

    @property
    def active(self) -> bool:
        """Whether the search field looks for customers."""
        return self._finding.active

    def toggle(self) -> None:
        """F2: show who it is, look for somebody, make a new one of what was typed, or leave it."""
        if self.desk.unfold():
            return
        if self._top.tool() is self.enrol:
            self._close()
        elif not self.active:
            self._close()
            self._turn(customers=True)
        elif self._top.search.text().strip():
            self.begin(self._top.search.text())
        else:
            self.leave()

    def leave(self) -> bool:
        """Back to articles; False if the field looked for them already."""
        if not self.active:
            return False
        self._turn(customers=False)
        return True

    def typed(self, event: QKeyEvent) -> bool:
        return self._finding.typed(event)

    def escape(self) -> bool:
        """One step back in what is open about customers."""
        if self._finding.close() or (self._top.tool() is self.enrol and self.enrol.back()):
            return True
        return self._top.tool() is None and self.leave()

    def scanned(self, code: str) -> bool:
        """A customer card, the code of the app, or a coupon; False: an article."""
        if is_customer_code(code):
            if self._top.tool() is self.enrol:
                self.enrol.setCard(code)
            else:
                self.leave()
                self.desk.recognise(code)
            return True
        if is_coupon_code(code):
            self.leave()
            self.desk.present(code)
            return True
        return False

    def takes(self, code: str) -> bool:
        """Whether a scan belongs into the form that is open."""
        return self._top.tool() is self.enrol and is_customer_code(code)

    def begin(self, text: str) -> None:
        """Open the form for a new customer with what was typed."""
        self.leave()
        self._enrolling.begin(text)
        self._open(self.enrol, "F2")
        self.enrol.takeKeyboard()

    def _turn(self, *, customers: bool) -> None:
        self._finding.close()
        self._articles.close()
        self._finding.active = customers
        self._articles.active = not customers
        self._top.search.clear()
        self._top.setFinding(customers=customers)

    def _choose(self, text: str, rows: tuple[CustomerRow, ...]) -> None:
        self._turn(customers=True)
        self._top.search.edit.setText(text)
        self._finding.offer(rows)

    def _found(self, row: CustomerRow) -> None:
        self.leave()
        self.desk.attach(row)

    def _enrolled(self, row: CustomerRow) -> None:
        self._close()
        self.desk.attach(row)
