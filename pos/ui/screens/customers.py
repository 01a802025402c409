"""A customer on every channel: points, consents, what happened, what is open; and from here into the sale."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, Refused, TresenError, Unavailable
from pos.contract.people import AppCartRow, ContactAnswer, CustomerRow
from pos.domain import customer as who
from pos.domain.pricing import PricedCart
from pos.services.changes import Changes
from pos.services.customers import DISPLAY, CustomerView
from pos.services.till import Till
from pos.ui import customer_words as words
from pos.ui.customer_desk import say_missing
from pos.ui.customer_finding import CustomerFinding, moment_of
from pos.ui.enrolling import PAPER
from pos.ui.errors import tell
from pos.ui.profile import Profile
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.customer_page import CustomerPage
from pos.ui.widgets.fields import SearchField

OPEN_MS: Final = 30_000
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class Customers(Screen):
    """Whoever was found last, or the customer of the sale. Contact data stay masked until somebody opens them."""

    name = "customers"
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._id = ""
        self._view: CustomerView | None = None
        self._cart: PricedCart | None = None
        self._opened: ContactAnswer | None = None
        self._busy = False
        self.page = CustomerPage(self)
        self.search = self.page.search
        self._profile = Profile(self.page)
        self._finding = CustomerFinding(counter, self.page.search, self.page.finds, self._found, self._new)
        self._finding.active = True
        self._mask = QTimer(self, singleShot=True, interval=OPEN_MS)
        self._mask.timeout.connect(self._masked)
        self.page.back.connect(self.escape)
        self.page.head.clicked.connect(self._open_contact)
        self.page.hero.clicked.connect(self._continue)
        self.page.attach.clicked.connect(self._attach)
        self.page.acted.connect(self._act)
        self.page.consents.changed.connect(self._consent)
        self.page.consents.left.connect(self._cancel_question)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, customer: str | None = None, **facts: Any) -> None:
        """``customer``: whom to show; without one the customer of the sale, or the search alone."""
        self._busy = False
        self._forget()
        self.search.clear()
        self._finding.close()
        self._show(customer or "")

    def changed(self, changes: Changes) -> None:
        if changes.customer or changes.cart or changes.sync or changes.receipts:
            self._load()

    def hideEvent(self, event: object) -> None:
        self._forget()

    def scanned(self, text: str) -> None:
        """A customer's card or app is shown; anything else belongs into the basket."""
        if who.is_customer_code(text):
            self.search.edit.setText(text)
            self._finding.take()
        else:
            self.counter.go("sell", scan=text)

    def typed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._finding.typed(event):
            return True
        if key == Qt.Key.Key_F2 and self.page.finds.isVisible():
            self._new(self.search.text())
        elif key == Qt.Key.Key_F2:
            self._attach()
        elif key == Qt.Key.Key_F4:
            self._open_contact()
        elif key == Qt.Key.Key_F12:
            self._continue()
        elif key in _STEPS:
            self.page.timeline.step(_STEPS[key])
        else:
            return False
        return True

    def escape(self) -> bool:
        if self._finding.close() or self.page.consents.shut():
            return True
        if self.search.text():
            self.search.clear()
        else:
            self.counter.go("sell")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F2", self.tr("Attach to the sale")),
            ("F4", self.tr("Show contact data")),
            ("F12", self.tr("Continue the basket of the app")),
            ("↑ ↓", self.tr("Scroll the history")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self.page.bars.addWidget(bar)
        return True

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._profile.set_breakpoint(at)
        if self._view is not None:
            self._draw()

    # --- who --------------------------------------------------------------------------------------------------------

    def _found(self, row: CustomerRow) -> None:
        self.search.clear()
        self._show(row.id)

    def _new(self, text: str) -> None:
        self.counter.go("sell", enrol=text)

    def _show(self, customer: str) -> None:
        self._id, self._view = customer, None
        self._forget()  # what was opened is the other one's
        self.page.consents.shut()
        self._load()
        if customer and self.counter.concierge is not None:
            self.counter.concierge.newest(customer)

    def _load(self) -> None:
        wanted = self._id or None

        def read(till: Till) -> tuple[tuple[CustomerView | None, PricedCart | None], Changes]:
            view, _ = till.customers.view(wanted)
            cart, changes = till.sale.view()
            return (view, cart), changes

        self.counter.runner.money(read, lambda both: self._loaded(*both), self.counter.tell)

    def _loaded(self, view: CustomerView | None, cart: PricedCart | None) -> None:
        self._view, self._cart = view, cart
        if view is None or self._id != view.row.id:
            self._forget()
        if view is not None:
            self._id = view.row.id  # another one, if the record was merged into it
        self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            self.page.warning.silence()
            self._profile.forget()
            self.page.showPage("empty")
            return
        moment = moment_of(self.counter)
        self._profile.show(view, moment, self._opened, mine=self._is_mine(view), cart=self._cart)
        if view.row.state == who.BLOCKED:
            told = tell(Refused(Code.CUSTOMER_BLOCKED, name=words.full_name(view.row)))
            self.page.warning.say(told.kind, told.icon, told.what, told.advice)
        else:
            self.page.warning.silence()
        on_display = self.counter.display is not None
        by_display = self.tr("A yes is confirmed by the customer on the customer display.")
        on_paper = self.tr("No customer display: a yes needs the customer's signature on paper.")
        self.page.consents.setWords(by_display if on_display else on_paper)
        self.page.showPage("profile")

    def _is_mine(self, view: CustomerView) -> bool:
        member = self._cart.cart.member if self._cart is not None else None
        return member is not None and member.customer == view.row.id

    # --- contact data -----------------------------------------------------------------------------------------------

    def _open_contact(self) -> None:
        view = self._view
        if view is None:
            return
        if self._opened is not None:
            self._masked()
            return
        if self.counter.concierge is None:
            self._not_here()
            return
        customer = view.row.id
        self.counter.concierge.contact(customer, lambda answer: self._contact(customer, answer))

    def _contact(self, customer: str, answer: ContactAnswer | None) -> None:
        if self._view is None or self._view.row.id != customer or not self.isVisible():
            return
        if answer is None:
            self._not_here()
            return
        self._opened = answer
        self._mask.start()
        self._draw()

    def _not_here(self) -> None:
        self.counter.tell(Unavailable(Code.CONTACT_NOT_HERE))

    def _masked(self) -> None:
        self._forget()
        self._draw()

    def _forget(self) -> None:
        self._mask.stop()
        self._opened = None

    # --- consents ---------------------------------------------------------------------------------------------------

    def _consent(self, changes: tuple[tuple[str, bool], ...]) -> None:
        view, display = self._view, self.counter.display
        if view is None:
            return
        customer = view.row.id
        wanted = tuple(purpose for purpose, given in changes if given)
        withdrawn = tuple(pair for pair in changes if not pair[1])
        if not wanted or display is None:
            self._write_consents(customer, changes, PAPER)
            return
        self.page.consents.setWords(self.tr("The customer is asked on the customer display …"))

        def answered(given: tuple[str, ...] | None) -> None:
            agreed = tuple((purpose, True) for purpose in given or ())
            self._write_consents(customer, (*withdrawn, *agreed), DISPLAY)

        display.ask_consent(wanted, answered)

    def _write_consents(self, customer: str, changes: tuple[tuple[str, bool], ...], proof: str) -> None:
        if not changes:
            self.page.consents.shut()
            self._draw()
            return
        self.counter.runner.money(
            lambda till: till.customers.consent(customer, changes, proof),
            lambda _none: self._written(),
            self.counter.tell,
        )

    def _written(self) -> None:
        self.page.consents.shut()

    def _cancel_question(self) -> None:
        if self.counter.display is not None:
            self.counter.display.cancel()

    # --- into the sale ----------------------------------------------------------------------------------------------

    def _act(self, key: str) -> None:
        kind, _, id_ = key.partition("-")
        view = self._view
        if view is None:
            return
        if kind == "cart":
            self._profile.choose(id_)
            self._draw()
        elif kind == "matter":
            self.counter.go("collect", order=id_)
        elif kind == "coupon":
            state = next(one for one in view.coupons if one.coupon.id == id_)
            if state.applied:
                self.counter.runner.money(lambda till: till.customers.drop_coupon(id_), failed=self.counter.tell)
            else:
                code = state.coupon.code
                self.counter.runner.money(lambda till: till.customers.apply_coupon(code), failed=self.counter.tell)

    def _continue(self) -> None:
        """F12: with the basket of the app, or without if there is none."""
        cart = self._profile.cart(self._view) if self._view is not None else None
        if not self.page.hero.isEnabled():
            return
        if cart is None:
            self._attach()
        else:
            self._take(cart)

    def _attach(self) -> None:
        view = self._view
        if view is None or self._busy or not self.page.attach.isEnabled():
            return
        self._busy = True
        id_ = view.row.id
        self.counter.runner.money(lambda till: till.customers.attach(id_), self._attached, self._failed)

    def _take(self, cart: AppCartRow) -> None:
        if self._view is None or self._busy:
            return
        self._busy = True
        row, skus = self._view.row, self._profile.ticks(cart)

        def take(till: Till) -> tuple[tuple[str, ...], Changes]:
            _, attached = till.customers.attach(row.id)
            missing, taken = till.customers.take_cart(cart.id, skus)
            return missing, attached | taken

        self.counter.runner.money(take, lambda missing: self._taken(row, missing), self._failed)

    def _taken(self, row: CustomerRow, missing: tuple[str, ...]) -> None:
        self._attached(row)
        if missing:
            say_missing(self.counter, missing)

    def _attached(self, row: CustomerRow) -> None:
        self._busy = False
        if self.counter.concierge is not None:
            self.counter.concierge.attached(row.id)
        self.counter.go("sell")

    def _failed(self, error: TresenError) -> None:
        self._busy = False
        self.counter.tell(error)
