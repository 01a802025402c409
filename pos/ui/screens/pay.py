"""Taking the money: cash with change, or card on a stand-alone terminal."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.base.errors import Refused, TresenError
from pos.domain.checkout import Checkout, Phase, Step
from pos.domain.pricing import PricedCart
from pos.domain.tender import CARD, CASH
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import Completed
from pos.services.till import Till
from pos.ui import i18n, tones
from pos.ui.icons import Icon
from pos.ui.screen import Counter, Screen
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.bill import Bill, BillLine, TakenRow
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Card, Label, Line, SummaryRow
from pos.ui.widgets.lists import EmptyState
from pos.ui.widgets.page import Page
from pos.ui.widgets.pay_card import CardForm
from pos.ui.widgets.pay_cash import CashForm
from pos.ui.widgets.tiles import TenderTile

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS: Final = {Qt.Key.Key_F10: CASH, Qt.Key.Key_F11: CARD}
View = tuple[PricedCart | None, Checkout | None]


class Pay(Screen):
    """``opened(tender=None)``: *cash* or *card* begins with that one; an open card question comes before either.

    The screen shows what the checkout allows and asks it for each step; a step under way disables every other one
    until its answer is there, so a double click is one payment.
    """

    name = "pay"
    rail = False
    dims_rail = True
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._cart: PricedCart | None = None
        self._checkout: Checkout | None = None
        self._tender: str | None = None
        self._busy = False
        self._page = Page(self)
        self._lay_out_work()
        self._lay_out_panel()

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, *, tender: str | None = None, **facts: Any) -> None:
        self._tender, self._busy = None, True
        self.search.clear()
        self.counter.runner.money(_view, lambda view: self._begin(view, tender), self._failed)

    def changed(self, changes: Changes) -> None:
        """Only this screen changes a cart that is being paid; it shows its own answers."""

    def scanned(self, text: str) -> None:
        """An article goes back to the basket, unless money is being asked for."""
        if self._asking() or self._busy:
            self.search.setError(self.tr("payment open"))
            tones.unknown()
        else:
            self.counter.go("sell", scan=text)

    def typed(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key in _KEYS:
            self._choose(_KEYS[key])
        elif key == Qt.Key.Key_F12:
            self._hero.click()
        elif key == Qt.Key.Key_F8 and self._asking():
            self._answer(paid=False)
        elif self._tender == CASH and not self.search.text():
            return self._typed_cash(key, text)
        else:
            return False
        return True

    def escape(self) -> bool:
        """Back to the basket; the checkout says why not while a card question is open."""
        if self.search.text():
            self.search.clear()
        elif not self._busy:
            self._busy = True
            self.counter.runner.money(lambda till: till.checkout.abandon(), self._left, self._failed)
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F10", self.tr("Cash")),
            ("F11", self.tr("Card")),
            ("0–9", self.tr("Amount given")),
            ("F12", self.tr("Take the money")),
            ("F8", self.tr("Card: not paid")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self._bars.addWidget(bar)
            bar.show()
        return True

    # --- steps of the checkout --------------------------------------------------------------------------------------

    def _begin(self, view: View, tender: str | None) -> None:
        cart, checkout = view
        if cart is None:
            self._busy = False
            self.counter.go("sell")
            return
        self._show_cart(cart)
        self._checkout = checkout
        self._busy = False
        if self._asking():
            self._show_question()
        elif tender is not None:
            self._choose(tender)
        else:
            self._show(None)

    def _choose(self, tender: str) -> None:
        """A tender's tile or key."""
        if self._busy:
            return
        if self._checkout is not None:
            try:
                self._checkout.require(Step.PAY_CASH if tender == CASH else Step.ASK_CARD)
            except Refused as refusal:
                self._show_tiles()
                if tender != self._tender:
                    self.counter.tell(refusal)
                return
        if tender == CARD:
            self._ask_card()
        else:
            self._show(CASH)

    def _ask_card(self) -> None:
        self._busy = True
        self._card.waiting()
        self._show(CARD)
        self.counter.runner.money(lambda till: till.checkout.ask_card(), self._asked, self._failed)

    def _asked(self, checkout: Checkout) -> None:
        self._busy = False
        self._checkout = checkout
        self._show_question()

    def _show_question(self) -> None:
        checkout = self._checkout
        assert checkout is not None
        if checkout.phase is Phase.CARD_UNKNOWN:
            self._card.unknown()
        else:
            self._card.asked(i18n.time_of_day(self.counter.clock.now_ms(), self._zone()))
        self._show(CARD)

    def _answer(self, *, paid: bool) -> None:
        if self._busy:
            return
        self._busy = True
        self._show_hero()
        self.counter.runner.money(lambda till: till.checkout.answer_card(paid), self._answered, self._failed)

    def _answered(self, completed: Completed | None) -> None:
        if completed is not None:
            self._done(completed)
            return
        self._busy = False
        self._checkout = None
        self._card.declined()
        self._show(CARD)
        self.counter.runner.money(_view, self._refreshed, self._failed)

    def _refreshed(self, view: View) -> None:
        self._checkout = view[1]
        self._show_hero()

    def _take_cash(self) -> None:
        self._busy = True
        self._show_hero()
        given = self._cash.given
        self.counter.runner.money(lambda till: till.checkout.pay_cash(given), self._done, self._failed)

    def _press_hero(self) -> None:
        if self._busy:
            return
        if self._tender == CASH:
            self._take_cash()
        elif self._asking():
            self._answer(paid=True)

    def _done(self, completed: Completed) -> None:
        self._busy = False
        self._checkout = None
        self.counter.go("done", completed=completed)

    def _left(self, _none: None) -> None:
        self._busy = False
        self.counter.go("sell")

    def _failed(self, error: TresenError) -> None:
        self._busy = False
        if self._tender == CARD and not self._asking():
            self._tender = None
        self._show(self._tender)
        self.counter.tell(error)

    def _asking(self) -> bool:
        """Whether a card question waits for its answer."""
        return self._checkout is not None and Step.ANSWER_CARD in self._checkout.allowed()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show_cart(self, cart: PricedCart) -> None:
        self._cart = cart
        currency, total = cart.currency, cart.total_minor
        self._title.setText(self.tr("%n article(s)", "", cart.pieces))
        self._bill.setLines(
            [
                BillLine(i18n.number(p.line.quantity), p.line.text, i18n.figure(p.total_minor, currency))
                for p in cart.newest_first()
            ]
        )
        self._total.setValue(i18n.money(total, currency))
        self._amount.setText(i18n.money(total, currency))
        self._cash.setDue(total, currency)
        self._card.setAmount(total, currency)

    def _show(self, tender: str | None) -> None:
        self._tender = tender
        for place in range(self._bars.count()):
            item = self._bars.itemAt(place)
            if item is not None and (bar := item.widget()) is not None:
                bar.hide()  # what it said was about the step before
        self._stack.setCurrentWidget({CASH: self._cash, CARD: self._card}.get(tender or "", self._empty))
        self.search.setCalm(tender is not None)
        self._show_tiles()
        self._show_hero()

    def _show_tiles(self) -> None:
        for tender, tile in self._tiles.items():
            tile.setChecked(tender == self._tender)

    def _show_hero(self) -> None:
        texts = {CASH: self.tr("Take cash"), CARD: self.tr("Paid") if self._asking() else self.tr("Pay")}
        self._hero.setText(texts.get(self._tender or "", self.tr("Pay")))
        reason = "" if self._asking() else self.tr("Choose cash or card")
        if self._tender == CASH:
            reason = self._cash.reason
        self._hero.setWaiting(self._busy)
        self._hero.setEnabled(not reason)
        self._hero.setReason("" if self._busy else reason)
        self._show_taken()

    def _show_taken(self) -> None:
        cart = self._cart
        if self._tender == CASH and cart is not None and not self._cash.reason:
            given = i18n.money(self._cash.given, cart.currency)
            self._taken.show_tender(Icon.CASH, self.tr("Cash"), self.tr("given"), given)
        else:
            self._taken.clear()

    def _zone(self) -> str:
        store = self.counter.store()
        return store.zone if store is not None else "UTC"

    def _typed_cash(self, key: Qt.Key, text: str) -> bool:
        if self._busy:
            return False
        if text.isdigit() and text.isascii():
            self._cash.typed(text)
        elif key == Qt.Key.Key_Backspace:
            self._cash.backspace()
        elif key in _ENTER:
            self._hero.click()
        else:
            return False
        return True

    # --- frame ------------------------------------------------------------------------------------------------------

    def _lay_out_work(self) -> None:
        self.search = SearchField(self.tr("Scan an article: back to the basket"))
        self.search.submitted.connect(lambda text: self.scanned(text) if text.strip() else None)
        back = Button(self.tr("Back"), icon=Icon.LEFT, keycap="Esc", large=True)
        back.setFixedWidth(152)
        back.clicked.connect(self.escape)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(back)
        top.addWidget(self.search, 1)
        self._tiles = {
            CARD: TenderTile(self.tr("Card"), Icon.CARD, "F11"),
            CASH: TenderTile(self.tr("Cash"), Icon.CASH, "F10"),
        }
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        group = QButtonGroup(self)
        group.setExclusive(False)
        for tender, tile in self._tiles.items():
            group.addButton(tile)
            tile.clicked.connect(lambda _checked=False, tender=tender: self._touched(tender))
            tiles.addWidget(tile)
        self._bars = QVBoxLayout()
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._cash = CashForm()
        self._cash.changed.connect(self._show_hero)
        self._card = CardForm()
        self._card.not_paid.connect(lambda: self._answer(paid=False))
        self._card.again.connect(lambda: self._choose(CARD))
        self._empty = Card("card")
        QVBoxLayout(self._empty).addWidget(
            EmptyState(Icon.CASH, self.tr("Cash or card?"), self.tr("F10 takes cash, F11 asks for a card."))
        )
        self._stack = QStackedWidget()
        for form in (self._empty, self._cash, self._card):
            self._stack.addWidget(form)
        work = self._page.work
        work.addLayout(top)
        work.addLayout(tiles)
        work.addLayout(self._bars)
        work.addWidget(self._stack, 1)

    def _touched(self, tender: str) -> None:
        self._show_tiles()  # the tile shows what is chosen, not that it was touched
        if tender != self._tender or not self._asking():
            self._choose(tender)

    def _lay_out_panel(self) -> None:
        self._title = Label("", "title")
        self._title.setFixedHeight(46)
        self._bill = Bill()
        self._total = SummaryRow(self.tr("Total"), strong=True, height=40)
        self._taken = TakenRow(self.tr("Take the given amount back"))
        self._taken.removed.connect(lambda: None if self._busy else self._show(None))
        self._amount = AmountLabel()
        self._hero = HeroButton(self.tr("Pay"))
        self._hero.clicked.connect(self._press_hero)
        panel = self._page.panel
        panel.addWidget(self._title)
        panel.addWidget(self._bill)
        panel.addSpacing(8)
        panel.addWidget(Line())
        panel.addWidget(self._total)
        panel.addStretch(1)
        panel.addWidget(self._taken)
        panel.addSpacing(8)
        panel.addWidget(Label(self.tr("To pay"), "bodyStrong"))
        panel.addSpacing(4)
        panel.addWidget(self._amount)
        panel.addSpacing(8)
        panel.addWidget(self._hero)


def _view(till: Till) -> tuple[View, Changes]:
    return (till.sale.view()[0], till.checkout.view()[0]), NOTHING
