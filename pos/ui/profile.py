"""A customer's view put into the customer's page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos.contract.people import AppCartRow, ContactAnswer
from pos.domain.customer import BLOCKED, PURPOSES
from pos.domain.pricing import PricedCart
from pos.services.customers import CustomerView
from pos.ui import customer_words as words
from pos.ui import i18n
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.theme import Breakpoint
from pos.ui.widgets.checks import CheckRow
from pos.ui.widgets.customer_page import CustomerPage
from pos.ui.widgets.fact_lines import FactLine
from pos.ui.widgets.labels import SummaryRow
from pos.ui.widgets.profile_cards import PointsSaid


class Profile(QObject):
    """``show(view, …)`` fills ``page``; remembers which cart is chosen and which of its lines are left out.

    ``cart(view)``: the chosen open cart, None if there is none; ``ticks(cart)``: skus to take over."""

    def __init__(self, page: CustomerPage) -> None:
        super().__init__(page)
        self._page = page
        self._at: Breakpoint = "regular"
        self._chosen = ""
        self._without: set[tuple[str, str]] = set()
        self._said: list[Said] = []
        self._total: SummaryRow | None = None
        self._cart: AppCartRow | None = None
        self._able = False

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._at = at

    def forget(self) -> None:
        """Nobody is shown."""
        self._said = []

    def choose(self, cart: str) -> None:
        """Which of several open carts is meant."""
        self._chosen = cart

    def cart(self, view: CustomerView) -> AppCartRow | None:
        return next((one for one in view.carts if one.id == self._chosen), next(iter(view.carts), None))

    def ticks(self, cart: AppCartRow) -> tuple[str, ...]:
        return tuple(line.sku for line in cart.lines if (cart.id, line.sku) not in self._without)

    def show(
        self,
        view: CustomerView,
        moment: Moment,
        opened: ContactAnswer | None,
        *,
        mine: bool,
        cart: PricedCart | None,
    ) -> None:
        """``opened``: contact data in the clear, None: masked; ``mine``: the sale ``cart`` is this customer's."""
        page, row = self._page, view.row
        page.head.setPerson(words.full_name(row), words.badge_of(row), self._contact(view, opened))
        page.head.setFigures(self._figures(view, moment))
        self._show_points(view, moment)
        self._show_consents(view, moment)
        contacts = words.shown_contacts(view)
        page.timeline.showContacts(contacts, moment)
        page.sayNothing("" if contacts else self.tr("Nothing yet: {since}").format(since=words.since(row, moment)))
        self._show_open(view, moment, mine=mine, selling=mine and cart is not None and bool(cart.lines), sale=cart)

    def _contact(self, view: CustomerView, opened: ContactAnswer | None) -> str:
        row = view.row
        if opened is not None:
            card = self.tr("Card {number}").format(number=opened.card) if opened.card else ""
            parts = (card, opened.phone, opened.email)
        else:
            parts = (words.card(row), row.phone, row.email)
        return " · ".join(part for part in parts if part) or self.tr("No contact data")

    def _show_consents(self, view: CustomerView, moment: Moment) -> None:
        known = {consent.purpose: consent for consent in view.consents}
        agreed = frozenset(purpose for purpose, consent in known.items() if consent.given)
        lines = [
            FactLine(
                words.purpose(purpose),
                words.consent_since(known.get(purpose), moment),
                icon=Icon.CHECK if purpose in agreed else Icon.CLOSE,
                role="green" if purpose in agreed else "text3",
                strong=False,
            )
            for purpose in PURPOSES
        ]
        self._page.consents.showConsents(lines, agreed)

    def _figures(self, view: CustomerView, moment: Moment) -> list[tuple[str, str]]:
        row = view.row
        figures = [
            (words.points(view.points.balance), words.money(view.worth_minor, moment)),
            (words.money(row.revenue_minor, moment), self.tr("12 months")),
            (i18n.number(row.purchases), self.tr("Purchases")),
            (i18n.percent(row.returns_bp), self.tr("Returns")),
        ]
        return figures if self._at != "compact" else [figures[0], figures[2]]

    def _show_points(self, view: CustomerView, moment: Moment) -> None:
        row = view.row
        stand, live = words.stand(view.points, moment)
        tier, permille = words.next_tier(view, moment) or ("", 1000)
        expiring = ""
        if row.expiring and row.expires_on:
            until = self.tr("{points} until {day}")
            expiring = until.format(points=words.points(row.expiring), day=words.last_day(row.expires_on, moment))
        said = PointsSaid(
            balance=words.points(view.points.balance),
            worth=f"= {words.money(view.worth_minor, moment)}",
            stand=stand,
            live=live,
            provisional=words.provisional(view.points),
            tier=tier,
            permille=permille,
            expiring=expiring,
        )
        ledger = [
            FactLine(words.movement(one), words.signed(one.points), quiet=moment.when(one.at_ms)) for one in row.ledger
        ]
        self._page.points.showPoints(said, ledger)

    # --- the panel --------------------------------------------------------------------------------------------------

    def _show_open(
        self, view: CustomerView, moment: Moment, *, mine: bool, selling: bool, sale: PricedCart | None
    ) -> None:
        cart = self.cart(view)
        taken = cart is not None and sale is not None and sale.cart.app_cart == cart.id
        said: list[Said] = []
        if cart is not None:
            said += self._cart_rows(view, cart, moment, taken=taken)
        coupons = sorted(view.coupons, key=lambda one: (not one.applied, one.refused is not None))
        if coupons:
            said.append(Title(self.tr("Coupons")))
            said += [words.coupon_offer(state, moment, selling=selling) for state in coupons]
        if view.row.matters:
            said.append(Title(self.tr("Pickups and service")))
            said += [words.matter_offer(matter) for matter in view.row.matters]
        if said != self._said:  # a row that is being touched must not be made anew for nothing
            self._said = said
            self._page.showRows([self._row(one) for one in said])
        self._show_total(cart)
        self._show_ways(view, moment, None if taken else cart, mine=mine)

    def _cart_rows(self, view: CustomerView, cart: AppCartRow, moment: Moment, *, taken: bool) -> list[Said]:
        currency = cart.currency or moment.currency
        stand = moment.when(cart.at_ms) if moment.online else words.stand(view.points, moment)[0]
        lines = [
            Tick(
                cart.id,
                line.sku,
                line.text,
                f"{i18n.number(line.quantity)} × {i18n.figure(line.unit_minor, currency)}",
                i18n.figure(line.quantity * line.unit_minor, currency),
                open=not taken,
            )
            for line in cart.lines
        ]
        others = [words.other_cart(one, moment) for one in view.carts if one.id != cart.id]
        return [Title(words.cart_name(cart), stand, old=not moment.online), *lines, Total(currency), *others]

    def _row(self, said: Said) -> QWidget:
        page = self._page
        if isinstance(said, Title):
            return page.title(said.words, said.quiet, "amber" if said.old else "text3")
        if isinstance(said, Total):
            self._total = SummaryRow("", "", strong=True, height=44)
            return self._total
        if isinstance(said, Tick):
            row = CheckRow(said.text, said.detail, said.value, height=56)
            row.setObjectName(f"cart-line-{said.sku}")
            row.setChecked((said.cart, said.sku) not in self._without)
            row.setEnabled(said.open)
            key = (said.cart, said.sku)
            row.toggled.connect(lambda on: self._tick(key, on=on))
            return row
        return page.offer(said)

    def _show_total(self, cart: AppCartRow | None) -> None:
        self._cart = cart
        if cart is None or self._total is None:
            return
        ticks = self.ticks(cart)
        total = sum(line.quantity * line.unit_minor for line in cart.lines if line.sku in ticks)
        self._total.setLabel(self.tr("%n article(s)", "", len(ticks)))
        self._total.setValue(i18n.money(total, cart.currency))

    def _show_ways(self, view: CustomerView, moment: Moment, cart: AppCartRow | None, *, mine: bool) -> None:
        page = self._page
        self._able = view.row.state != BLOCKED
        page.attach.setVisible(cart is not None)
        page.attach.setEnabled(self._able)
        if cart is None:
            page.hero.setText(self.tr("Back to the sale") if mine else self.tr("Attach to the sale"))
            page.hero.setEnabled(self._able)
            page.hero.setReason("")
            return
        self._able = self._able and moment.online
        page.hero.setText(self.tr("Continue") if self._at == "compact" else self.tr("Continue basket"))
        page.hero.setEnabled(self._able and bool(self.ticks(cart)))
        page.hero.setReason("" if moment.online else self.tr("offline: another till could take it too"))

    def _tick(self, key: tuple[str, str], *, on: bool) -> None:
        if on:
            self._without.discard(key)
        else:
            self._without.add(key)
        self._show_total(self._cart)
        self._page.hero.setEnabled(self._able and self._cart is not None and bool(self.ticks(self._cart)))


@dataclass(frozen=True, slots=True)
class Title:
    """Of a section; ``old``: what it says is not of now."""

    words: str
    quiet: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an open cart; ``open``: it can be left out."""

    cart: str
    sku: str
    text: str
    detail: str
    value: str
    open: bool


@dataclass(frozen=True, slots=True)
class Total:
    """Where the sum of the ticked lines stands."""

    currency: str


Said = Title | Tick | Total | Offer
