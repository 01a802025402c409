"""Taking the money: cash, card on a stand-alone terminal and points, alone or one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, Refused, TresenError
from pos.contract import OperatorRow
from pos.domain.checkout import Checkout, Phase, Step
from pos.domain.coupons import is_coupon_code
from pos.domain.pricing import PricedCart
from pos.domain.tender import CARD, CASH, POINTS, Tender
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import Completed
from pos.services.customers import CustomerView
from pos.services.till import Till
from pos.ui import i18n, tones
from pos.ui.customer_finding import moment_of
from pos.ui.icons import Icon
from pos.ui.pay_page import COUPON, PART, PayPage
from pos.ui.reflex import Reflex
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.fields import SearchField

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS: Final = {
    Qt.Key.Key_F10: CASH,
    Qt.Key.Key_F11: CARD,
    Qt.Key.Key_F5: POINTS,
    Qt.Key.Key_F4: COUPON,
    Qt.Key.Key_F9: PART,
}
View = tuple[PricedCart | None, Checkout | None, CustomerView | None]


class Pay(Screen):
    """``opened(tender=None, points=False)``: *cash* or *card* begins with that one, ``points`` with the customer's; an
    open card question comes before either.

    The screen shows what the checkout allows and asks it for each step; a step under way disables every other one
    until its answer is there, so a double click is one payment. ``_form`` is what is open in the middle: a tender,
    COUPON, PART (of the card), or None.
    """

    name = "pay"
    rail = False
    dims_rail = True
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._cart: PricedCart | None = None
        self._checkout: Checkout | None = None
        self._view: CustomerView | None = None
        self._form: str | None = None
        self._busy = False
        self._reflex = Reflex(counter.clock)
        self.page = PayPage(self)
        self.search = self.page.search
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.back.clicked.connect(self.escape)
        page.search.submitted.connect(lambda text: self.scanned(text) if text.strip() else None)
        page.chosen.connect(self._touched)
        page.hero.clicked.connect(self._press_hero)
        page.taken.removed.connect(self._ask_back)
        page.given.removed.connect(lambda: None if self._busy else self._show(None))
        page.given_back.connect(self._give_back)
        page.cash.changed.connect(self._show_hero)
        page.part.changed.connect(self._show_hero)
        page.part.taken.connect(self._press_hero)
        page.points.changed.connect(self._show_hero)
        page.points.taken.connect(self._press_hero)
        page.points.approved.connect(self._approve)
        page.card.not_paid.connect(lambda: self._answer(paid=False))
        page.card.again.connect(lambda: self._choose(CARD))
        page.card.part.connect(lambda: self._choose(PART))

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, *, tender: str | None = None, points: bool = False, **facts: Any) -> None:
        self._form, self._busy = None, True
        self.search.clear()
        first = POINTS if points else tender
        self.counter.runner.money(_view, lambda view: self._begin(view, first), self._failed)

    def changed(self, changes: Changes) -> None:
        """Only this screen changes a cart that is being paid; but more may be learned of its customer."""
        if changes.customer:
            self.counter.runner.money(_view, self._learned)

    def scanned(self, text: str) -> None:
        """An article goes back to the basket and a coupon onto it, unless money is being asked for or was taken."""
        if self._asking() or self._busy:
            self._shut(self.tr("payment open"))
        elif self._taken_already():
            self._shut(self.tr("money was taken"))
        elif self._form == COUPON or is_coupon_code(text):
            self._busy = True
            self._show_hero()
            self.counter.runner.money(
                lambda till: till.customers.apply_coupon(text.strip()), self._applied, self._coupon_refused
            )
        else:
            self.counter.go("sell", scan=text)

    def typed(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key in _KEYS:
            self._choose(_KEYS[key])
        elif key == Qt.Key.Key_F12:
            self.page.hero.click()
        elif key == Qt.Key.Key_F8 and self._asking():
            self._answer(paid=False)
        elif self._form in (CASH, POINTS, PART) and not self.search.text():
            return self._typed_amount(key, text)
        else:
            return False
        return True

    def escape(self) -> bool:
        """Back to the basket; the checkout says why not while a card question is open or money was taken."""
        if self.search.text():
            self.search.clear()
        elif self.page.points.asking_pin:
            self.page.points.forget_pin()
        elif not self._busy:
            if self._taken_already() and not self._asking():
                self._show(None)
            self._busy = True
            self.counter.runner.money(lambda till: till.checkout.abandon(), self._left, self._failed)
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F10", self.tr("Cash")),
            ("F11", self.tr("Card")),
            ("F9", self.tr("Card: part amount")),
            ("F5", self.tr("Points")),
            ("F4", self.tr("Coupon")),
            ("0–9", self.tr("Amount given")),
            ("F12", self.tr("Take the money")),
            ("F8", self.tr("Card: not paid")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self.page.bars.addWidget(bar)
            bar.show()
        return True

    def reflex_ms(self) -> int:
        return self._reflex.left_ms()

    def set_breakpoint(self, at: Breakpoint) -> None:
        self.page.arrange(at)

    # --- steps of the checkout --------------------------------------------------------------------------------------

    def _begin(self, view: View, first: str | None) -> None:
        self._busy = False
        if view[0] is None:
            self.counter.go("sell")
            return
        self._take_over(view)
        if self._asking():
            self._show_question()
        elif first is not None and self._open_minor():
            self._choose(first)
        else:
            self._show(None)

    def _take_over(self, view: View) -> None:
        self._cart, self._checkout, self._view = view
        self.page.showCart(self._cart, self._view)

    def _learned(self, view: View) -> None:
        """More is known of the customer; what is being done goes on."""
        if view[2] is None or self._busy:
            return
        self._view = view[2]
        self.page.showCart(self._cart, self._view)
        self._show_tiles()
        if self._form == POINTS and not self.page.points.asking_pin:
            self._start_points(keep=True)

    def _choose(self, form: str) -> None:
        """A tile or its key."""
        if self._busy or (form == self._form == CASH):
            return
        try:
            self._require(form)
        except Refused as refusal:
            self._show_tiles()
            if form != self._form:
                self.counter.tell(refusal)
            return
        if form == CARD:
            self._ask_card(None)
        elif form == PART and self._asking():
            self._answer(paid=False, then=PART)
        elif form == COUPON or self._open_minor():
            self._start(form)

    def _require(self, form: str) -> None:
        """Refuse a form that the checkout has no use for now."""
        checkout = self._checkout
        if form == POINTS and (self._cart is None or self._cart.cart.member is None):
            raise Refused(Code.CUSTOMER_MISSING)
        if form == POINTS and self._view is None:
            raise Refused(Code.CUSTOMER_UNKNOWN, text="")
        if checkout is None:
            return
        if form == PART and checkout.phase is Phase.CARD_ASKED:
            return
        steps = {CASH: Step.PAY_CASH, POINTS: Step.TAKE, COUPON: Step.ABANDON}
        checkout.require(steps.get(form, Step.ASK_CARD))

    def _start(self, form: str) -> None:
        currency = self._currency()
        if form == CASH:
            self.page.cash.setDue(self._open_minor(), currency)
        elif form == PART:
            self.page.part.start(self._open_minor(), currency)
        elif form == POINTS:
            self._start_points()
            if self._view is not None and not self._view.points.live and self.counter.concierge is not None:
                self.counter.concierge.attached(self._view.row.id)  # the answer comes as a change, or never
        self._show(form)

    def _start_points(self, *, keep: bool = False) -> None:
        if self._view is not None:
            bare = self._open_minor() + self._redeemed_minor()
            self.page.points.setCustomer(self._view, bare, self._currency(), moment_of(self.counter), keep=keep)

    def _ask_card(self, minor: int | None) -> None:
        self._busy = True
        self.page.card.setAmount(self._open_minor() if minor is None else minor, self._currency())
        self.page.card.waiting()
        self._show(CARD)
        self.counter.runner.money(lambda till: till.checkout.ask_card(minor), self._asked, self._failed)

    def _asked(self, checkout: Checkout) -> None:
        self._busy = False
        self._checkout = checkout
        self._show_question()

    def _show_question(self) -> None:
        checkout, card = self._checkout, self.page.card
        assert checkout is not None
        card.setAmount(checkout.asked_minor or checkout.open_minor, self._currency())
        if checkout.phase is Phase.CARD_UNKNOWN:
            card.unknown()
        else:
            card.asked(i18n.time_of_day(self.counter.clock.now_ms(), moment_of(self.counter).zone))
        self._reflex.changed()
        self._show(CARD)

    def _answer(self, *, paid: bool, then: str | None = None) -> None:
        """What the terminal said; ``then``: the form to go on with if there is something left to pay."""

        def answered(completed: Completed | None) -> None:
            if completed is not None:
                self._done(completed)
            else:
                self._reload(lambda: self._go_on(paid=paid, then=then))

        self._step(lambda till: till.checkout.answer_card(paid), answered)

    def _go_on(self, *, paid: bool, then: str | None) -> None:
        if paid or then is not None:
            self._reflex.changed()
            self._start(then) if then is not None else self._show(None)
            return
        self.page.card.declined()
        self._show(CARD)

    def _press_hero(self) -> None:
        if self._busy or self._reflex.left_ms():
            return
        page = self.page
        if self._asking():
            self._answer(paid=True)
        elif self._form == CASH and not page.cash.reason:
            self._take_cash(page.cash.given)
        elif self._form == PART and page.part.takes:
            self._ask_card(page.part.takes)
        elif self._form == POINTS and page.points.takes and not page.points.asking_pin:
            if page.points.needs_approval:
                page.points.ask_pin()
            else:
                self._redeem(page.points.points)
        elif self._form is None and not self._open_minor():
            self._step(lambda till: till.checkout.finish(), self._done)

    def _take_cash(self, given: int) -> None:
        if self.page.cash.rest:
            self._step(lambda till: till.checkout.take_cash(given), self._took)
        else:
            self._step(lambda till: till.checkout.pay_cash(given), self._done)

    def _redeem(self, points: int, approved_by: str | None = None) -> None:
        self._step(lambda till: till.checkout.redeem(points, approved_by), self._took)

    def _approve(self, pin: str) -> None:
        """A second person allows more points than the till may alone."""
        points = self.page.points.points
        self._busy = True
        self.counter.runner.money(
            lambda till: till.signon.approve_by_pin(pin), lambda lead: self._approved(points, lead), self._pin_refused
        )

    def _approved(self, points: int, lead: OperatorRow) -> None:
        self.page.points.forget_pin()
        self._redeem(points, lead.name)

    def _pin_refused(self, error: TresenError) -> None:
        self._busy = False
        left = error.facts.get("tries_left")
        if error.code is Code.PIN_WRONG and isinstance(left, int):
            self.page.points.refuse(self.tr("Wrong PIN – %n tries left", "", left))
        else:
            self.page.points.forget_pin()
            self.counter.tell(error)

    # --- giving back ------------------------------------------------------------------------------------------------

    def _ask_back(self, n: int) -> None:
        """× on a tender; what a card has paid goes back on the terminal first."""
        if self._busy or self._asking():
            return
        paid = self._tender(n)
        if paid is not None and paid.kind == CARD:
            self._show(None)
            self.page.ask_back(paid, self._currency())
        else:
            self._give_back(n)

    def _give_back(self, n: int) -> None:
        paid = self._tender(n)

        def shown() -> None:
            self._show(None)
            if paid is not None and paid.kind == CASH:
                amount = i18n.money(paid.amount_minor, self._currency())
                self.counter.say("amber", Icon.CASH, self.tr("Give {amount} back in cash").format(amount=amount), "")

        if paid is None:  # points that are a discount stand among no tenders
            self._step(lambda till: till.checkout.drop_points(), lambda _state: self._reload(shown))
        else:
            self._step(lambda till: till.checkout.take_back(n), lambda _state: self._reload(shown))

    # --- coupons ----------------------------------------------------------------------------------------------------

    def _applied(self, cart: PricedCart) -> None:
        coupon = cart.cart.coupons[-1]
        off = i18n.money(-cart.taken_off(coupon.offer.id), cart.currency)
        self.search.clear()

        def shown() -> None:
            self._show(None)
            self.counter.say("green", Icon.COUPON, coupon.text, off)

        self._reload(shown)

    def _coupon_refused(self, error: TresenError) -> None:
        self.search.clear()
        self._reload(lambda: self._failed(error))

    # --- answers ----------------------------------------------------------------------------------------------------

    def _step(self, call: Callable[[Till], tuple[Any, Changes]], done: Callable[[Any], None]) -> None:
        """One step of the checkout; no other one until its answer is there."""
        self._busy = True
        self._show_hero()
        self.counter.runner.money(call, done, self._failed)

    def _took(self, state: Checkout) -> None:
        """Something was taken, and something may still be open."""
        self._checkout = state
        self._reload(lambda: self._show(None))

    def _reload(self, then: Callable[[], None]) -> None:
        """See what the counter looks like now, then go on."""

        def seen(view: View) -> None:
            self._busy = False
            self._take_over(view)
            self._reflex.changed()
            then()

        self._busy = True
        self.counter.runner.money(_view, seen, self._failed)

    def _done(self, completed: Completed) -> None:
        self._busy = False
        self._checkout = None
        self.counter.go("done", completed=completed)

    def _left(self, _none: None) -> None:
        self._busy = False
        self.counter.go("sell")

    def _failed(self, error: TresenError) -> None:
        self._busy = False
        if self._form == CARD and not self._asking():
            self._form = None
        self._show(self._form)
        self.counter.tell(error)

    def _shut(self, word: str) -> None:
        self.search.clear()
        self.search.setError(word)
        tones.unknown()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show(self, form: str | None) -> None:
        self._form = form
        self.page.showForm(form, open_minor=self._open_minor(), currency=self._currency(), taken=self._taken_already())
        self._show_tiles()
        self._show_hero()

    def _show_tiles(self) -> None:
        self.page.showTiles(self._form, self._cart, self._view, moment_of(self.counter))

    def _show_hero(self) -> None:
        self.page.showHero(
            self._form, asking=self._asking(), busy=self._busy, open_minor=self._open_minor(), currency=self._currency()
        )
        self.page.showTaken(self._form, self._checkout, self._currency())

    # --- what is known ----------------------------------------------------------------------------------------------

    def _asking(self) -> bool:
        """Whether a card question waits for its answer."""
        return self._checkout is not None and Step.ANSWER_CARD in self._checkout.allowed()

    def _taken_already(self) -> bool:
        return self._checkout is not None and not self._checkout.untouched

    def _open_minor(self) -> int:
        if self._checkout is not None:
            return self._checkout.open_minor
        return self._cart.total_minor if self._cart is not None else 0

    def _redeemed_minor(self) -> int:
        redemption = self._checkout.redemption if self._checkout is not None else None
        return redemption.minor if redemption is not None else 0

    def _tender(self, n: int) -> Tender | None:
        tenders = self._checkout.tenders if self._checkout is not None else ()
        return next((tender for tender in tenders if tender.n == n), None)

    def _currency(self) -> str:
        return self._cart.currency if self._cart is not None else "EUR"

    def _touched(self, form: str) -> None:
        self._show_tiles()  # the tile shows what is chosen, not that it was touched
        if form != self._form or not self._asking():
            self._choose(form)

    def _typed_amount(self, key: Qt.Key, text: str) -> bool:
        form = {POINTS: self.page.points, PART: self.page.part}.get(self._form or "", self.page.cash)
        if self._busy:
            return False
        if text.isdigit() and text.isascii():
            form.typed(text)
        elif key == Qt.Key.Key_Backspace:
            form.backspace()
        elif key in _ENTER:
            # A part in cash is nothing for the key beside the digits: the blue button says what it leaves open.
            if not (self._form == CASH and self.page.cash.rest):
                self.page.hero.click()
        else:
            return False
        return True


def _view(till: Till) -> tuple[View, Changes]:
    return (till.sale.view()[0], till.checkout.view()[0], till.customers.view()[0]), NOTHING
