"""The customer of the sale, from the screen's side: recognise, show, coupons, carts, folding away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos.base.errors import Code, TresenError
from pos.contract.people import CustomerRow
from pos.domain.customer import Identifier
from pos.domain.pricing import PricedCart
from pos.services.changes import NOTHING, Changes
from pos.services.customers import CustomerView
from pos.services.till import LookUps
from pos.ui import customer_words as words
from pos.ui import paint
from pos.ui.customer_finding import moment_of
from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.screen import Counter
from pos.ui.theme import Breakpoint
from pos.ui.widgets.approval import ApprovalTool
from pos.ui.widgets.decision import DecisionPanel

FOLD_MS: Final = 90_000
_CONTACTS: Final = 2


@dataclass(frozen=True, slots=True)
class Ways:
    """What the desk asks of its screen. ``choose(text, rows)``: several customers fit, let a person choose;
    ``approve()`` and ``approved()`` open and close the form that takes a second PIN.
    """

    choose: Callable[[str, tuple[CustomerRow, ...]], None]
    approve: Callable[[], None]
    approved: Callable[[], None]
    show: Callable[[PricedCart | None], None]


class CustomerDesk(QObject):
    """Drives the `CustomerPanel` of ``panel``. ``show(cart)`` with each cart the screen shows; ``refresh()`` when
    something about customers or the line has changed; ``stirred()`` with each sign of life.
    """

    def __init__(self, counter: Counter, panel: DecisionPanel, approval: ApprovalTool, ways: Ways) -> None:
        super().__init__(panel)
        self._counter = counter
        self._panel = panel
        self._approval = approval
        self._ways = ways
        self._cart: PricedCart | None = None
        self._view: CustomerView | None = None
        self._at: Breakpoint = "regular"
        self._folded = False
        self._wanted = ""
        self._fold = QTimer(self, singleShot=True, interval=FOLD_MS)
        self._fold.timeout.connect(self.fold)
        customer = panel.customer
        customer.left.connect(self._detach)
        customer.opened.connect(self._touched)
        customer.acted.connect(self._act)
        customer.points.redeemed.connect(lambda: counter.go("pay", points=True))
        panel.more.connect(self._open)
        approval.approved.connect(self._approve)
        self._draw()

    @property
    def folded(self) -> bool:
        """Whether only the initials are shown."""
        return self._folded

    @property
    def customer(self) -> str | None:
        """Whose sale it is."""
        member = self._cart.cart.member if self._cart is not None else None
        return member.customer if member is not None else None

    # --- what is shown ----------------------------------------------------------------------------------------------

    def show(self, cart: PricedCart | None) -> None:
        """The cart has changed, and with it perhaps what it earns and which coupons apply."""
        before = self.customer
        self._cart = cart
        if self.customer != before:
            self._view = None
            self.unfold()
        self._draw()
        self.refresh()

    def refresh(self) -> None:
        """Ask anew what is known."""
        if self.customer is not None:
            self._counter.runner.money(lambda till: till.customers.view(), self._viewed)

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._at = at
        self._draw()

    def stirred(self) -> None:
        """Somebody is there: fold later."""
        if self._view is not None:
            self._fold.start()

    def fold(self) -> None:
        """Only the initials: nobody has touched the till for a while."""
        if self._view is not None:
            self._folded = True
            self._draw()

    def unfold(self) -> bool:
        """Show the customer again; False if nothing was folded."""
        was, self._folded = self._folded, False
        if was:
            self._draw()
        self.stirred()
        return was

    def _viewed(self, view: CustomerView | None) -> None:
        self._view = view if self.customer is not None else None
        if view is not None and not self._fold.isActive() and not self._folded:
            self._fold.start()
        self._draw()

    def _draw(self) -> None:
        panel, view = self._panel, self._view
        if view is None or self._cart is None:
            compact = self._at == "compact"
            words_ = (
                self.tr("Card, name, phone, e-mail") if compact else self.tr("Scan the card, name, phone or e-mail")
            )
            panel.customer.showNobody(words_)
            panel.setRows(None)
            panel.setEarned("")
            self._fold.stop()
            return
        panel.setEarned(words.signed_points(view.earns) if self._cart.lines else "")
        if self._folded:
            panel.customer.showFolded(paint.initials(words.full_name(view.row)))
            panel.setRows([])
            return
        self._draw_person(view, self._cart)

    def _draw_person(self, view: CustomerView, cart: PricedCart) -> None:
        panel, moment = self._panel.customer, moment_of(self._counter)
        row = view.row
        panel.showPerson()
        panel.head.setPerson(words.full_name(row), words.identity(row, moment), words.badge_of(row))
        stand, live = words.stand(view.points, moment, long=True)
        panel.points.words.setPoints(
            words.points(view.points.balance),
            words.money(view.worth_minor, moment),
            stand,
            live=live,
            provisional=words.provisional(view.points),
        )
        able, reason = words.redeeming(view, moment, payable=bool(cart.lines))
        panel.points.setRedeem(able=able, reason=reason)
        wide = self._at == "wide"
        ahead = words.next_tier(view, moment) if wide else None
        panel.setTier(*(ahead if ahead is not None else ("", 0)))
        self._panel.setRows(panel.rows(self._sections(view, cart, contacts=wide), titled=wide))

    def _sections(self, view: CustomerView, cart: PricedCart, *, contacts: bool) -> list[tuple[str, list[Offer]]]:
        moment = moment_of(self._counter)
        coupons = sorted(view.coupons, key=lambda one: (not one.applied, one.refused is not None))
        offers = [words.coupon_offer(state, moment, selling=bool(cart.lines)) for state in coupons]
        refused = [offer for offer in offers if not offer.action and offer.role == "amber"]
        if not contacts:  # room for a few only: first what can be done
            offers = [offer for offer in offers if offer not in refused]
        taken = cart.cart.app_cart
        elsewhere = [words.cart_offer(one, moment, view.points, taken=one.id == taken) for one in view.carts]
        elsewhere += [words.matter_offer(matter) for matter in view.row.matters]
        last = [words.contact_offer(one, moment) for one in words.shown_contacts(view)[:_CONTACTS]] if contacts else []
        return [
            (self.tr("Coupons and offers"), offers),
            (self.tr("Open in other channels"), elsewhere),
            (self.tr("Lately"), last if contacts else refused),
        ]

    # --- who it is --------------------------------------------------------------------------------------------------

    def attach(self, row: CustomerRow) -> None:
        """Sell to this customer."""
        self._counter.runner.money(lambda till: till.customers.attach(row.id), self._attached, self._counter.tell)

    def recognise(self, code: str) -> None:
        """A card or app code was scanned: look here, then everywhere."""
        self._wanted = code

        def find(look: LookUps) -> tuple[tuple[tuple[CustomerRow, ...], Identifier | None], Changes]:
            return (look.members.find(code)[0], look.members.read(code)), NOTHING

        self._counter.runner.look(find, lambda both: self._found_here(code, *both), self._counter.tell)

    def _found_here(self, code: str, rows: tuple[CustomerRow, ...], identifier: Identifier | None) -> None:
        concierge = self._counter.concierge
        if rows or concierge is None:
            self._recognise(code, rows)
            return
        if self._view is None:
            self._panel.customer.showNobody(self.tr("searching everywhere …"))
        concierge.search(identifier, code, lambda found: self._recognise(code, found or ()))

    def _recognise(self, code: str, rows: tuple[CustomerRow, ...]) -> None:
        if self._wanted != code:
            return  # another one was scanned since
        self._draw()
        self._counter.runner.money(
            lambda till: till.customers.recognise(code, rows),
            self._attached,
            lambda error: self._not_recognised(error, code, rows),
        )

    def _not_recognised(self, error: TresenError, code: str, rows: tuple[CustomerRow, ...]) -> None:
        self._counter.tell(error)
        if error.code is Code.CUSTOMER_AMBIGUOUS:
            self._ways.choose(code, rows)

    def _attached(self, row: CustomerRow) -> None:
        self.unfold()
        if self._counter.concierge is not None:
            self._counter.concierge.attached(row.id)

    def _detach(self) -> None:
        self._counter.runner.money(lambda till: till.customers.detach(), self._ways.show, self._counter.tell)

    def _touched(self) -> None:
        if not self.unfold():
            self._open()

    def _open(self) -> None:
        if self.customer is not None:
            self._counter.go("customers", customer=self.customer)

    # --- coupons and carts ------------------------------------------------------------------------------------------

    def present(self, code: str, approved_by: str | None = None) -> None:
        """Apply a coupon by its code."""
        self._wanted = code
        self._counter.runner.money(
            lambda till: till.customers.apply_coupon(code, approved_by), self._ways.show, self._not_applied
        )

    def _not_applied(self, error: TresenError) -> None:
        if error.code is not Code.COUPON_OFFLINE:
            self._counter.tell(error)
            return
        moment = moment_of(self._counter)
        most = error.facts.get("most_minor")
        limit = words.money(most if isinstance(most, int) else 0, moment)
        why = self.tr("The centre cannot be asked whether it was used already. Without approval up to {amount}.")
        self._approval.ask(str(error.facts.get("text", "")), why.format(amount=limit))
        self._ways.approve()

    def _approve(self, pin: str) -> None:
        self._counter.runner.money(
            lambda till: till.signon.approve_by_pin(pin), lambda lead: self._approved(lead.name), self._refused
        )

    def _approved(self, lead: str) -> None:
        self._ways.approved()
        self.present(self._wanted, lead)

    def _refused(self, error: TresenError) -> None:
        left = error.facts.get("tries_left")
        if error.code is Code.PIN_WRONG and isinstance(left, int):
            self._approval.refuse(self.tr("Wrong PIN – %n tries left", "", left))
        else:
            self._counter.tell(error)

    def _act(self, key: str) -> None:
        kind, _, id_ = key.partition("-")
        if kind == "coupon":
            self._touch_coupon(id_)
        elif kind == "cart":
            self._take_cart(id_)
        elif kind == "matter":
            self._counter.go("collect", order=id_)

    def _touch_coupon(self, id_: str) -> None:
        states = self._view.coupons if self._view is not None else ()
        state = next((one for one in states if one.coupon.id == id_), None)
        if state is None:
            return
        if state.applied:
            self._counter.runner.money(
                lambda till: till.customers.drop_coupon(id_), self._ways.show, self._counter.tell
            )
        else:
            self.present(state.coupon.code)

    def _take_cart(self, id_: str) -> None:
        carts = self._view.carts if self._view is not None else ()
        cart = next((one for one in carts if one.id == id_), None)
        if cart is None or (self._cart is not None and self._cart.cart.app_cart == id_):
            return
        skus = [line.sku for line in cart.lines]
        self._counter.runner.money(lambda till: till.customers.take_cart(id_, skus), self._taken, self._counter.tell)

    def _taken(self, missing: tuple[str, ...]) -> None:
        if missing:
            say_missing(self._counter, missing)


def say_missing(counter: Counter, missing: tuple[str, ...]) -> None:
    """Articles of another channel's cart that this store does not sell."""
    strong, text = words.missing(missing)
    counter.say("amber", Icon.SELL, strong, text)
