"""The customer display: a window of its own, turned to the customer. It never has the keyboard, it knows of a customer
at most the first name, and it would rather show nothing than a basket that is no longer true.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from pos.contract import OperatorRow, StoreRow
from pos.domain.checkout import Checkout
from pos.domain.events import BY_POINTS, SaleCompleted
from pos.domain.pricing import PricedCart
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import Completed
from pos.services.customers import CustomerView
from pos.services.link import LinkStatus
from pos.services.till import Till
from pos.ui import facing
from pos.ui.program import Program
from pos.ui.runner import Runner
from pos.ui.widgets.display_basket import Basket, BasketPage, Guest
from pos.ui.widgets.display_consent import ConsentPage
from pos.ui.widgets.display_pages import Fact, House, IdlePage, Thanks, ThanksPage
from pos.ui.widgets.display_words import first_name, words_of

THANKS_MS: Final = 30_000
CONSENT_MS: Final = 90_000
SIGN_UP_MS: Final = 180_000
SILENT_MS: Final = 5_000
_BEAT_MS: Final = 1_000
_SIZE: Final = (1280, 800)

Answer = Callable[[tuple[str, ...] | None], None]


class Mode(StrEnum):
    IDLE = "idle"
    SIGN_UP = "sign-up"
    BASKET = "basket"
    THANKS = "thanks"
    CONSENT = "consent"


class Seen(Struct, frozen=True):
    """What the till says right now, all of one moment."""

    operator: OperatorRow | None
    cart: PricedCart | None
    checkout: Checkout | None
    customer: CustomerView | None


def look(till: Till) -> tuple[Seen, Changes]:
    """Everything the display may show; with nobody signed in that is nothing."""
    operator, _ = till.signon.current()
    if operator is None:
        return Seen(None, None, None, None), NOTHING
    cart, _ = till.sale.view()
    customer = till.customers.view()[0] if cart is not None and cart.cart.member is not None else None
    return Seen(operator, cart, till.checkout.view()[0], customer), NOTHING


class CustomerDisplay(QWidget):
    """Fed by the shell: ``changed(changes)``. Screens call ``thanks(completed)`` after a payment, ``ask_consent`` and
    ``show_sign_up``, and ``cancel()`` to end these two. ``appear()`` shows the window; ``mode`` is what it shows now.

    All of it on the UI thread. ``till``: the window that has the keyboard.
    """

    def __init__(self, program: Program, runner: Runner, till: QWidget, link: Callable[[], LinkStatus | None]) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(800, 480)
        self.resize(*_SIZE)
        self.mode = Mode.IDLE
        self._program, self._runner, self._till, self._link = program, runner, till, link
        self._seen = Seen(None, None, None, None)
        self._open = False
        self._asking = self._again = self._listening = self._silent = False
        self._answer: Answer | None = None
        self._sign_up = ""
        self._beat_ms = program.clock.mono_ms()
        self.idle, self.basket, self.thanked, self.consent = IdlePage(), BasketPage(), ThanksPage(), ConsentPage()
        self._pages = QStackedLayout(self)
        for page in (self.idle, self.basket, self.thanked, self.consent):
            self._pages.addWidget(page)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self._overdue)
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        self.consent.touched.connect(lambda: self._over.start(CONSENT_MS))
        self._show_idle()

    # --- the window -------------------------------------------------------------------------------------------------

    def appear(self) -> None:
        """Show the window where it belongs, now and whenever monitors come and go."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.screenAdded.connect(self._place)
        app.screenRemoved.connect(self._place)
        self._open = True
        self._beat.start()
        self._place()
        self.changed(Changes(cart=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Should a desktop give this window the keyboard all the same, its keys belong to the till."""
        key = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
        QApplication.sendEvent(self._till, key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._till.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        self._beat.stop()
        self._rest()
        super().closeEvent(event)

    def _place(self) -> None:
        if not self._open:
            return
        self.setWindowTitle(self._house().words.say("title"))
        if self._program.settings().text("customer_display") == "window":
            self.show()
            return
        screen = facing.second_screen(self._till)
        if screen is None:
            # The monitor is gone; on the cashier's own it would cover the till.
            self.hide()
            self._rest()
        else:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            # Not showFullScreen, which asks for the keyboard.
            self.setWindowState(Qt.WindowState.WindowFullScreen)
            self.show()

    # --- what the shell and the screens say -------------------------------------------------------------------------

    def changed(self, changes: Changes) -> None:
        """Something was touched: look again if it can be seen here."""
        if changes.cart or changes.checkout or changes.customer or changes.operator or changes.catalogue:
            self._look()

    def thanks(self, completed: Completed) -> None:
        """A sale is durable: thank for it, for half a minute or until the next line."""
        sale = completed.sale

        def ask(till: Till) -> tuple[tuple[str, CustomerView | None], Changes]:
            view = till.customers.view(sale.customer)[0] if sale.customer is not None else None
            return (till.receipts.address(sale)[0], view), NOTHING

        self._runner.money(ask, lambda known: self._show_thanks(completed, *known), lambda error: None)

    def ask_consent(self, purposes: tuple[str, ...], done: Answer) -> None:
        """Ask the customer. ``done`` is called once: with the purposes they said yes to (each of the others is a no),
        or None if they would rather not, were asked something else, or left it for 90 s. Nobody there to see it: None
        at once. KeyError for a purpose that has no sentence.
        """
        if not purposes or not self.isVisible() or self._silent or self._seen.operator is None:
            done(() if not purposes else None)
            return
        self.consent.ask(self._house(), purposes, self._answered)
        before, self._answer = self._answer, done
        self._turn(Mode.CONSENT, self.consent, CONSENT_MS)
        if before is not None:
            before(None)

    def show_sign_up(self, url: str) -> None:
        """A code with which the customer signs up on their own telephone."""
        self._sign_up = url
        self._end_question(self._show_rest)

    def cancel(self) -> None:
        """The cashier ends a consent question or a sign-up."""
        self._sign_up = ""
        if self.mode in (Mode.CONSENT, Mode.SIGN_UP):
            self._end_question(self._show_rest)

    # --- is the till alive ------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Once a second: ask the till whether it is there; silent for 5 s, the basket on it may be old."""
        if self._program.clock.mono_ms() - self._beat_ms >= SILENT_MS and not self._silent:
            self._silent = True
            self._rest()
        if not self._listening:
            self._listening = True
            self._runner.money(lambda till: (None, NOTHING), lambda _none: self._heard())

    def _heard(self) -> None:
        self._listening = False
        self._beat_ms = self._program.clock.mono_ms()
        if self._silent:
            self._silent = False
            self._look()

    def _look(self) -> None:
        """Ask for the present; while an answer is under way once more is enough for any number of changes."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._runner.money(look, self._looked, lambda error: self._looked(Seen(None, None, None, None)))

    def _looked(self, seen: Seen) -> None:
        self._asking = False
        self._beat_ms = self._program.clock.mono_ms()
        self._silent = False
        if self._again:
            self._again = False
            self._look()
        self._show(seen)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show(self, seen: Seen) -> None:
        before, self._seen = self._seen, seen
        if seen.operator is None:
            self._rest()
        elif seen.cart is not None:
            member, known = seen.cart.cart.member, before.cart.cart.member if before.cart is not None else None
            if member is not None and member != known:
                self._sign_up = ""  # whoever signed up is here
            if self.mode is not Mode.CONSENT:
                self._show_rest()
        elif self.mode in (Mode.BASKET, Mode.IDLE):
            self._show_rest()

    def _show_rest(self) -> None:
        """Whatever is due when nothing is asked: a sign-up, the basket, or the welcome."""
        cart = self._seen.cart
        if self._seen.operator is None or self._silent:
            self._show_idle()
        elif self._sign_up:
            self.idle.show_sign_up(self._house(), self._served(), self._sign_up)
            if self.mode is not Mode.SIGN_UP:
                self._turn(Mode.SIGN_UP, self.idle, SIGN_UP_MS)
        elif cart is not None and (cart.lines or self._seen.customer is not None):
            self._show_basket(cart)
        else:
            self._show_idle()

    def _show_idle(self) -> None:
        self.idle.show_welcome(self._house(), self._served())
        self._turn(Mode.IDLE, self.idle)

    def _show_basket(self, cart: PricedCart) -> None:
        view, state = self._seen.customer, self._seen.checkout
        basket = Basket(
            cart=cart,
            open_minor=cart.total_minor if state is None else state.open_minor,
            taken=() if state is None else tuple((paid.kind, paid.amount_minor) for paid in state.tenders),
            guest=None if view is None else self._guest(view),
        )
        newest_first = self._program.settings().flag("newest_on_top")
        self.basket.show_basket(self._house(), basket, newest_first=newest_first)
        self._turn(Mode.BASKET, self.basket)

    def _show_thanks(self, completed: Completed, address: str, view: CustomerView | None) -> None:
        if self._seen.operator is None or self._silent:
            return
        self._sign_up = ""
        sale, words = completed.sale, self._house().words
        kinds = dict.fromkeys(words.tender(paid.kind) for paid in sale.tenders)
        amount = words.say("paid", amount=words.money(sale.total_minor, sale.currency))
        link = self._link()
        thanks = Thanks(
            name=first_name(view.row.given) if view is not None else "",
            paid=" · ".join(part for part in (amount, ", ".join(kinds)) if part),
            facts=self._facts(completed, view),
            address=address if link is not None and link.report.online else "",
        )
        self.thanked.show_thanks(self._house(), thanks)
        self._end_question(lambda: self._turn(Mode.THANKS, self.thanked, THANKS_MS))

    def _facts(self, completed: Completed, view: CustomerView | None) -> tuple[Fact, ...]:
        sale, words = completed.sale, self._house().words
        facts = []
        if sale.points is not None and sale.points.earned and view is not None:
            balance = words.say("balance", n=words.number(view.points.balance))
            facts.append(Fact(words.say("new-points"), words.gain(sale.points.earned), balance))
        if completed.change_minor:
            change = words.money(completed.change_minor, sale.currency)
            facts.append(Fact(words.say("change"), change, words.say("change-note")))
        saved = saved_minor(sale)
        if saved:
            money = words.money(saved, sale.currency)
            facts.append(Fact(words.say("advantage"), money, words.say("advantage-note")))
        return tuple(facts[:2])

    def _guest(self, view: CustomerView) -> Guest:
        store, points = self._program.store(), view.points
        as_of = ""
        if not points.live and points.as_of_ms is not None and store is not None:
            as_of = self._house().words.as_of(points.as_of_ms, self._program.clock.now_ms(), store.zone)
        return Guest(first_name(view.row.given), view.row.tier, points.balance, view.earns, as_of)

    def _served(self) -> str:
        words, operator = self._house().words, self._seen.operator
        till = words.till(self._program.till_name())
        return till if operator is None else f"{till} · {words.say('served', name=first_name(operator.name))}"

    def _house(self) -> House:
        store: StoreRow | None = self._program.store()
        language = store.language if store is not None else self._program.settings().text("language")
        return House.of(store, words_of(language))

    # --- one thing at a time ----------------------------------------------------------------------------------------

    def _turn(self, mode: Mode, page: QWidget, for_ms: int = 0) -> None:
        """Show a page; the ones behind it keep nothing of what they showed."""
        self.mode = mode
        self._pages.setCurrentWidget(page)
        if page is not self.basket:
            self.basket.forget()
        if page is not self.thanked:
            self.thanked.forget()
        if page is not self.consent:
            self.consent.forget()
        if for_ms:
            self._over.start(for_ms)
        else:
            self._over.stop()

    def _overdue(self) -> None:
        self._sign_up = ""
        self._end_question(self._show_rest)

    def _rest(self) -> None:
        """Nobody is there, or nobody knows: the welcome, and every question is over."""
        self._sign_up = ""
        self._end_question(self._show_idle)

    def _answered(self, chosen: tuple[str, ...] | None) -> None:
        self._end_question(self._show_rest, chosen)

    def _end_question(self, show: Callable[[], None], chosen: tuple[str, ...] | None = None) -> None:
        """Show something else; whoever asked hears of it last, for they may ask the next thing at once."""
        answer, self._answer = self._answer, None
        show()
        if answer is not None:
            answer(chosen)


def saved_minor(sale: SaleCompleted) -> int:
    """What came off the sale's lines, redeemed points aside."""
    off = (d.amount_minor for line in sale.lines for d in line.discounts if d.kind != BY_POINTS)
    return sum(off)
