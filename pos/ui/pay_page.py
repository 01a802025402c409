"""The frame of paying: tiles and forms at the left; what is bought, taken and open at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.checkout import Checkout
from pos.domain.pricing import PricedCart
from pos.domain.tender import CARD, CASH, POINTS, Tender
from pos.services.customers import CustomerView
from pos.ui import customer_words, i18n
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon
from pos.ui.pay_points import PointsForm
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.bill import Bill, BillLine, TakenRow
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Badge, Card, Label, Line, SummaryRow
from pos.ui.widgets.lists import EmptyState
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.page import Page
from pos.ui.widgets.pay_amount import PartForm
from pos.ui.widgets.pay_card import CardForm
from pos.ui.widgets.pay_cash import CashForm
from pos.ui.widgets.taken_list import Taken, TakenList
from pos.ui.widgets.tiles import TenderTile

COUPON: Final = "coupon"
PART: Final = "part"
_DISCOUNT: Final = 0  # key of points that are a discount; tenders count from 1
_ICONS: Final = {CASH: Icon.CASH, CARD: Icon.CARD, POINTS: Icon.FAVOURITE}


class PayPage(Page):
    """``PayPage(parent)``: shows what it is told; the screen decides.

    ``showCart``, ``showForm``, ``showTiles``, ``showHero``, ``showTaken``, ``arrange(at)``; ``ask_back(tender)`` asks
    whether a card payment was given back on the terminal.
    Signals: ``chosen(str)`` by touch on a tile or a small button; ``given_back(int)`` with the tender's number.
    """

    chosen = Signal(str)
    given_back = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._giving_back = 0
        self._at: Breakpoint | None = None
        self._lay_out_work()
        self._lay_out_panel()
        self.arrange("regular")

    # --- what is shown ----------------------------------------------------------------------------------------------

    def showCart(self, cart: PricedCart | None, view: CustomerView | None) -> None:
        """What is bought, by whom."""
        if cart is None:
            return
        currency = cart.currency
        self._title.setText(customer_words.full_name(view.row) if view is not None else self.tr("No customer"))
        badge = customer_words.badge_of(view.row) if view is not None else None
        self._badge.setVisible(badge is not None)
        if badge is not None:
            self._badge.setBadge(*badge)
        self._bill.setLines(
            [
                BillLine(i18n.number(p.line.quantity), p.line.text, i18n.figure(p.total_minor, currency))
                for p in cart.newest_first()
            ]
        )
        self._total.setLabel(self.tr("Total, %n article(s)", "", cart.pieces))
        self._total.setValue(i18n.money(cart.total_minor, currency))

    def showForm(self, form: str | None, *, open_minor: int, currency: str, taken: bool) -> None:
        """The form in the middle; without one, what can be done now."""
        for place in range(self.bars.count()):
            item = self.bars.itemAt(place)
            if item is not None and (bar := item.widget()) is not None:
                bar.hide()  # what it said was about the step before
        forms: dict[str, QWidget] = {CASH: self.cash, CARD: self.card, POINTS: self.points, PART: self.part}
        self._stack.setCurrentWidget(forms.get(form or "", self._empty))
        self.search.setCalm(form is not None and form != COUPON)
        amount = i18n.money(open_minor, currency)
        if form == COUPON:
            self.search.setPlaceholder(self.tr("Scan the coupon or type its code"))
            self._words.setTexts(self.tr("Which coupon?"), self.tr("Scan it or type its code; Enter applies it."))
        else:
            words = self.tr("Partly paid: nothing can be scanned") if taken else self._scan_words()
            self.search.setPlaceholder(words)
            if not open_minor:
                self._words.setTexts(self.tr("Everything is paid"), self.tr("F12 books the sale."))
            elif taken:
                self._words.setTexts(
                    self.tr("{amount} still open").format(amount=amount),
                    self.tr("F10 takes cash, F11 asks for a card. × gives back."),
                )
            else:
                self._words.setTexts(self.tr("Cash or card?"), self.tr("F10 takes cash, F11 asks for a card."))
        self._open_words.setText(self.tr("Still open") if taken or form == POINTS else self.tr("To pay"))
        self._amount.setText(amount)
        self._ways.setVisible(open_minor > 0 and (form == POINTS or (form is None and taken)))

    def showTiles(self, form: str | None, cart: PricedCart | None, view: CustomerView | None, moment: Moment) -> None:
        """Which way is chosen; whether points are one."""
        for name, tile in self._tiles.items():
            tile.setChecked(name == (CARD if form == PART else form))
        tile = self._tiles[POINTS]
        tile.setEnabled(view is not None)
        if view is not None:
            able, limit = customer_words.redeeming(view, moment, payable=True)
            tile.setNote(limit or (i18n.money(view.worth_minor, moment.currency) if able else ""))
        else:
            member = cart is not None and cart.cart.member is not None
            tile.setNote(self.tr("not known here") if member else self.tr("no customer"))

    def showHero(self, form: str | None, *, asking: bool, busy: bool, open_minor: int, currency: str) -> None:
        """What the blue button would do now, or why it cannot."""
        words, second, enabled = self._hero_words(form, asking=asking, open_minor=open_minor, currency=currency)
        self.hero.setText(words)
        self.hero.setWaiting(busy)
        self.hero.setEnabled(enabled)
        self.hero.setReason("" if busy else second)

    def showTaken(self, form: str | None, checkout: Checkout | None, currency: str) -> None:
        """Tenders so far, and the cash that is about to be one."""
        rows = [self._taken_of(tender, currency) for tender in checkout.tenders] if checkout is not None else []
        redemption = checkout.redemption if checkout is not None else None
        if redemption is not None and redemption.as_discount:
            note = customer_words.points(redemption.points)
            amount = i18n.money(-redemption.minor, currency)
            rows.append(Taken(_DISCOUNT, Icon.FAVOURITE, self.tr("Points"), note, amount))
        self.taken.setTaken(rows)
        if form == CASH and not self.cash.reason and not self.cash.rest:
            given = i18n.money(self.cash.given, currency)
            self.given.show_tender(Icon.CASH, self.tr("Cash"), self.tr("given"), given)
        else:
            self.given.clear()

    def ask_back(self, tender: Tender, currency: str) -> None:
        """A card payment goes back where it came from, by hand, before the till forgets it."""
        self._giving_back = tender.n
        amount = i18n.money(tender.amount_minor, currency)
        self._giving.say(
            "red",
            Icon.CARD,
            self.tr("Give {amount} back on the terminal first").format(amount=amount),
            self.tr("Then say so here; until then it counts as paid."),
            self.tr("Given back"),
        )

    def _taken_of(self, tender: Tender, currency: str) -> Taken:
        names = {CASH: self.tr("Cash"), CARD: self.tr("Card"), POINTS: self.tr("Points")}
        note = customer_words.points(tender.points) if tender.points else ""
        icon = _ICONS.get(tender.kind, Icon.CASH)
        amount = i18n.money(-tender.amount_minor, currency)
        return Taken(tender.n, icon, names.get(tender.kind, tender.kind), note, amount)

    def _hero_words(self, form: str | None, *, asking: bool, open_minor: int, currency: str) -> tuple[str, str, bool]:
        """(label, second line, can it be pressed?)"""

        def money(minor: int) -> str:
            return i18n.money(minor, currency)

        cash, part, points = self.cash, self.part, self.points
        stays = self.tr("{amount} stays open")
        if asking:
            return self.tr("Paid"), "", True
        if form == CASH and cash.rest:
            return (
                self.tr("Part: {amount}").format(amount=money(cash.given)),
                stays.format(amount=money(cash.rest)),
                True,
            )
        if form == CASH:
            return self.tr("Take cash"), cash.reason, not cash.reason
        if form == PART:
            if part.reason:
                return self.tr("Ask for the card"), part.reason, False
            rest = stays.format(amount=money(open_minor - part.takes))
            return self.tr("Card: {amount}").format(amount=money(part.takes)), rest, True
        if form == POINTS:
            if points.asking_pin:
                return self.tr("Redeem"), self.tr("PIN of a shift lead"), False
            if points.reason:
                return self.tr("Redeem"), points.reason, False
            second = self.tr("with approval") if points.needs_approval else customer_words.points(points.points)
            return self.tr("Redeem {amount}").format(amount=money(points.takes)), second, True
        if not open_minor:
            return self.tr("Finish"), "", True
        return self.tr("Finish"), self.tr("Choose cash or card"), False

    # --- frame ------------------------------------------------------------------------------------------------------

    def arrange(self, at: Breakpoint) -> None:
        """Tiles in one row, in two where they are too narrow for their words."""
        columns = 2 if at == "compact" else len(self._tiles)
        if self._at == at:
            return
        self._at = at
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _scan_words(self) -> str:
        return self.tr("Scan an article: back to the basket")

    def _lay_out_work(self) -> None:
        self.search = SearchField(self._scan_words())
        self.back = Button(self.tr("Back"), icon=Icon.LEFT, keycap="Esc", large=True)
        self.back.setFixedWidth(152)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.back)
        top.addWidget(self.search, 1)
        self._tiles = {
            CARD: TenderTile(self.tr("Card"), Icon.CARD, "F11"),
            CASH: TenderTile(self.tr("Cash"), Icon.CASH, "F10"),
            POINTS: TenderTile(self.tr("Points"), Icon.FAVOURITE, "F5"),
            COUPON: TenderTile(self.tr("Coupon"), Icon.COUPON, "F4"),
        }
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        group = QButtonGroup(self)
        group.setExclusive(False)
        for name, tile in self._tiles.items():
            group.addButton(tile)
            tile.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        self.bars = QVBoxLayout()
        self.bars.setContentsMargins(0, 0, 0, 0)
        self._giving = NoticeBar()
        self._giving.acted.connect(lambda: self.given_back.emit(self._giving_back))
        self.bars.addWidget(self._giving)
        self.cash, self.card, self.points, self.part = CashForm(), CardForm(), PointsForm(), PartForm()
        self._empty = Card("card")
        self._words = EmptyState(Icon.CASH, "")
        QVBoxLayout(self._empty).addWidget(self._words)
        self._stack = QStackedWidget()
        for form in (self._empty, self.cash, self.card, self.points, self.part):
            self._stack.addWidget(form)
        self.work.addLayout(top)
        self.work.addLayout(self._grid)
        self.work.addLayout(self.bars)
        self.work.addWidget(self._stack, 1)

    def _lay_out_panel(self) -> None:
        self._title = Label("", "title")
        self._title.setFixedHeight(46)
        self._badge = Badge("")
        self._badge.hide()
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        self._bill = Bill()
        self._total = SummaryRow(self.tr("Total"), strong=True, height=40)
        self.taken = TakenList(self.tr("Give it back"))
        self.given = TakenRow(self.tr("Take the given amount back"))
        self._open_words = Label(self.tr("To pay"), "bodyStrong")
        self._amount = AmountLabel()
        self.hero = HeroButton(self.tr("Finish"))
        self.panel.addLayout(head)
        self.panel.addWidget(self._bill)
        self.panel.addSpacing(8)
        self.panel.addWidget(Line())
        self.panel.addWidget(self._total)
        self.panel.addStretch(1)
        self.panel.addWidget(self.taken)
        self.panel.addWidget(self.given)
        self.panel.addSpacing(8)
        self.panel.addWidget(self._open_words)
        self.panel.addSpacing(4)
        self.panel.addWidget(self._amount)
        self.panel.addSpacing(8)
        self.panel.addWidget(self._make_ways())
        self.panel.addWidget(self.hero)

    def _make_ways(self) -> QWidget:
        """Card and cash, small: for what points or a part left open."""
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(8)
        for name, words, icon, keycap in (
            (CARD, self.tr("Card"), Icon.CARD, "F11"),
            (CASH, self.tr("Cash"), Icon.CASH, "F10"),
        ):
            button = Button(words, icon=icon, keycap=keycap)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            row.addWidget(button, 1)
        self._ways.hide()
        return self._ways
