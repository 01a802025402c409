"""Paid: what to hand back, the receipt, and the next customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain import tender
from pos.domain.cart import PICKUP
from pos.domain.customer import is_customer_code
from pos.domain.slip import Qr, Slip
from pos.services.changes import Changes
from pos.services.checkout import Completed
from pos.services.customers import CustomerView
from pos.ui import customer_words, i18n
from pos.ui.afterwards import Afterwards
from pos.ui.icons import Icon
from pos.ui.reflex import Reflex
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.cash import CoinRow
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Card, IconMark, Label
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.page import Page
from pos.ui.widgets.qr import QrCode
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.tiles import TenderTile

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODULE: Final = 3  # pixels; a phone reads it from the other side of the counter
_EDGE: Final = {"compact": 24, "regular": 32, "wide": 40}


class Done(Screen):
    """``opened(completed=Completed)``: a sale that is durable. Prints its receipt once, on arrival; the next scan
    or F12 is the next customer. A customer's code scanned after a sale without customer asks whether it was theirs.
    """

    name = "done"
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._completed: Completed | None = None
        self._looking = False
        self._reflex = Reflex(counter.clock)
        self._page = Page(self)
        self._lay_out_work()
        self._lay_out_panel()
        self._after = Afterwards(counter, self._asking, self._next_scan, self._show_given)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, *, completed: Completed | None = None, **facts: Any) -> None:
        self.search.clear()
        if completed is None:
            self.counter.go("sell")  # made anew for another language: the basket is where one goes on
            return
        self._completed = completed
        self._reflex.changed()
        self._after.start(completed)
        self._show(completed)
        if self.counter.display is not None:
            self.counter.display.thanks(completed)
        self.counter.print_slip(completed.seq)

    def changed(self, changes: Changes) -> None:
        if changes.receipts and self._completed is not None:
            self.counter.runner.money(lambda till: till.receipts.unprinted(), self._show_printed, self.counter.tell)

    def scanned(self, text: str) -> None:
        if self._after.possible and is_customer_code(text):
            self._after.find(text)
        else:
            self._next_scan(text)

    def typed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F12:
            self._hero.click()
        elif key == Qt.Key.Key_F5:
            self._print()
        elif key == Qt.Key.Key_F8:
            self._void()
        elif key == Qt.Key.Key_F2:
            self._look_for(on=not self._looking)
        elif key in _ENTER and not self.search.text() and self._after.confirm():
            self._look_for(on=False)
        else:
            # The change is still being counted; Enter is too near to the digits to end that.
            return key in _ENTER and not self.search.text()
        return True

    def escape(self) -> bool:
        if self.search.text():
            self.search.clear()
        elif self._looking:
            self._look_for(on=False)
        elif not self._after.forget():
            self.counter.go("sell")
        return True

    def reflex_ms(self) -> int:
        return self._reflex.left_ms()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F12", self.tr("Next customer")),
            ("F5", self.tr("Print the receipt")),
            ("F2", self.tr("Credit the points to a customer")),
            ("F8", self.tr("Void this sale")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self._bars.addWidget(bar)
            bar.show()
        return True

    def preview(self, slip: Slip) -> None:
        self._slip.setSlip(slip)
        address = next((row.text for row in slip.rows if isinstance(row, Qr)), "")
        self._code.setText(address)
        edge = self._code.edge(_MODULE)
        self._code.setFixedSize(edge, edge)
        self._phone.setVisible(bool(address))

    def set_breakpoint(self, at: Breakpoint) -> None:
        edge = _EDGE[at]
        self._body.setContentsMargins(edge, edge, edge, edge)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _print(self) -> None:
        if self._completed is not None:
            self._show_printed([self._completed.seq])
            self.counter.print_slip(self._completed.seq)

    def _void(self) -> None:
        self.counter.go("sell", void=True)

    def _next(self) -> None:
        if not self._reflex.left_ms():  # the change is still to be read
            self._next_scan(None)

    def _next_scan(self, text: str | None) -> None:
        """A card that was shown here and not credited is the next customer's: it goes with them."""
        self.counter.go("sell", scan=text, card=self._after.unanswered)

    def _submitted(self, text: str) -> None:
        if self._looking and text.strip():
            self.search.clear()
            self._look_for(on=False)
            self._after.find(text.strip())
        elif text.strip():
            self.scanned(text)

    def _look_for(self, *, on: bool) -> None:
        """What is typed next is a customer, not an article."""
        self._looking = on and self._after.possible
        self._credit.setChecked(self._looking)
        self.search.setPlaceholder(
            self.tr("Card, phone, e-mail or name of the customer") if self._looking else self._scan_words()
        )

    def _scan_words(self) -> str:
        return self.tr("Scan the next article – a new sale starts at once")

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show(self, completed: Completed) -> None:
        sale, change = completed.sale, completed.change_minor
        currency, number = sale.currency, i18n.short_number(sale.receipt)
        self._head.setText(self.tr("Paid · Receipt {number}").format(number=number))
        self._detail.setText(" · ".join(self._facts(completed)))
        self._what.setText(self.tr("Change") if change else self.tr("Paid"))
        self._amount.setText(i18n.money(change or sale.total_minor, currency))
        self._coins.setCurrency(currency)
        self._coins.setPieces(list(tender.hand_out(change, currency)))
        self._title.setText(self.tr("Receipt {number}").format(number=number))
        store = self.counter.store()
        now = self.counter.clock.now_ms()
        self._time.setText(i18n.time_of_day(now, store.zone if store is not None else "UTC"))
        self._show_printed([completed.seq])
        self._points.hide()
        self._phone.hide()
        self._credit.setVisible(sale.customer is None)
        self._look_for(on=False)
        if sale.customer is not None:
            customer = sale.customer
            self.counter.runner.money(lambda till: till.customers.view(customer), self._show_points)
        self.counter.runner.money(lambda till: till.receipts.slip(completed.seq), self.preview, self.counter.tell)

    def _facts(self, completed: Completed) -> list[str]:
        sale = completed.sale
        words = {
            tender.CASH: self.tr("{amount} in cash"),
            tender.CARD: self.tr("{amount} by card"),
            tender.POINTS: self.tr("{amount} in points"),
        }
        facts = [
            words.get(paid.kind, "{amount}").format(amount=i18n.money(paid.amount_minor, sale.currency))
            for paid in sale.tenders
        ]
        given = sum(paid.given_minor for paid in sale.tenders if paid.change_minor)
        if completed.change_minor:
            facts.append(self.tr("given {amount}").format(amount=i18n.money(given, sale.currency)))
        orders = {line.fulfil.number for line in sale.lines if line.fulfil is not None and line.fulfil.kind == PICKUP}
        return facts + [self.tr("{number} handed over").format(number=number) for number in sorted(orders)]

    def _show_points(self, view: CustomerView | None) -> None:
        """What the sale has earned, and the balance with it."""
        points = self._completed.sale.points if self._completed is not None else None
        if view is None or points is None:
            return
        earned = customer_words.signed_points(points.earned)
        balance = customer_words.points(view.points.balance)
        words = [self.tr("{points} with this purchase").format(points=earned)]
        words.append(self.tr("balance {points}").format(points=balance))
        if not view.points.live:
            words.append(self.tr("provisional"))
        self._points.setText(" · ".join(words))
        self._points.show()

    def _show_given(self, _points: int) -> None:
        self._credit.hide()

    def _show_printed(self, unprinted: Sequence[int]) -> None:
        if self._completed is not None:
            printed = self._completed.seq not in unprinted
            self._tile.setText(self.tr("Printed") if printed else self.tr("Print the receipt"))
            self._tile.setDone(printed)
            self._tile.setChecked(printed)

    # --- frame ------------------------------------------------------------------------------------------------------

    def _lay_out_work(self) -> None:
        self.search = SearchField(self._scan_words())
        self.search.submitted.connect(self._submitted)
        self._bars = QVBoxLayout()
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._asking = NoticeBar()
        self._bars.addWidget(self._asking)
        card = Card("card")
        self._body = QVBoxLayout(card)
        self._body.setSpacing(0)
        self._body.addLayout(self._make_head())
        self._body.addStretch(3)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._what = Label("", "heading", "text2", align=middle)
        self._amount = AmountLabel("done", middle)
        self._coins = CoinRow(large=True)
        self._body.addWidget(self._what)
        self._body.addSpacing(12)
        self._body.addWidget(self._amount)
        self._body.addSpacing(16)
        self._body.addWidget(self._coins)
        self._points = Label("", "body", "text2", align=middle)
        self._body.addSpacing(16)
        self._body.addWidget(self._points)
        self._body.addStretch(3)
        self._tile = TenderTile(self.tr("Print the receipt"), Icon.PRINTER, "F5")
        self._tile.setMinimumWidth(216)
        self._tile.clicked.connect(self._print)
        tiles = QHBoxLayout()
        tiles.addWidget(self._tile, 1, Qt.AlignmentFlag.AlignBottom)
        tiles.addStretch(2)
        tiles.addWidget(self._make_phone(), 0, Qt.AlignmentFlag.AlignBottom)
        self._body.addLayout(tiles)
        work = self._page.work
        work.addWidget(self.search)
        work.addLayout(self._bars)
        work.addWidget(card, 1)
        self.set_breakpoint("regular")

    def _make_phone(self) -> QWidget:
        """The digital receipt, for a customer without a display of their own to look at."""
        self._phone = QWidget()
        row = QHBoxLayout(self._phone)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = Label(self.tr("Receipt on the phone"), "bodyStrong", align=Qt.AlignmentFlag.AlignRight)
        row.addWidget(words)
        self._code = QrCode()
        row.addWidget(self._code)
        self._phone.hide()
        return self._phone

    def _make_head(self) -> QHBoxLayout:
        self._head = Label("", "title")
        self._detail = Label("", "caption", "text3")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._head)
        words.addWidget(self._detail)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconMark(Icon.CHECK, 20, disc="green"))
        head.addLayout(words, 1)
        return head

    def _lay_out_panel(self) -> None:
        self._title = Label("", "title")
        self._title.setFixedHeight(46)
        self._time = Label("", "caption", "text3", align=Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._time)
        self._slip = SlipView()
        frame = Card("inset")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._slip)
        void = Button(self.tr("Void this sale"), "ghost", Icon.RETURN, "F8", spread=True)
        void.clicked.connect(self._void)
        self._hero = HeroButton(self.tr("Next customer"))
        self._hero.clicked.connect(self._next)
        self._credit = Button(
            self.tr("Credit the points"), "ghost", Icon.NEW_OPERATOR, "F2", self.tr("Points"), spread=True
        )
        self._credit.clicked.connect(lambda: self._look_for(on=not self._looking))
        panel = self._page.panel
        panel.addLayout(head)
        panel.addWidget(frame, 1)
        panel.addSpacing(8)
        panel.addWidget(self._credit)
        panel.addWidget(void)
        panel.addSpacing(8)
        panel.addWidget(self._hero)
