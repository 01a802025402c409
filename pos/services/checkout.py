"""From cart to sale, the step that must never be wrong. State table: ``docs/checkout.md``.

Money is asked for only after the question is on disk; the commit of ``sale.completed`` is the sale; drawer, printer
and upload come after it and cannot undo it.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import tender
from pos.domain.cart import Cart, delivered
from pos.domain.cash import sold
from pos.domain.checkout import Checkout as CheckoutState
from pos.domain.checkout import Phase, Step
from pos.domain.collect import CANCEL_REQUESTED, after
from pos.domain.events import (
    NOT_PAID,
    PAID,
    TAKEN_BACK,
    CardAnswered,
    CardAsked,
    CheckoutAbandoned,
    CheckoutStarted,
    Override,
    SaleCompleted,
)
from pos.domain.pricing import PricedCart, price
from pos.domain.receipt import complete, link_of, receipt_number
from pos.domain.tender import Tender
from pos.ports import PERSONAL, NewFact
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.pickups import Pickups
from pos.services.redeeming import Redeeming

CHECKOUT_CHANGED = Changes(checkout=True)
SOLD = Changes(cart=True, checkout=True, receipts=True, shift=True, sync=True, stock=True, pickups=True)


class Completed(Struct, frozen=True):
    """A durable sale: its entry number, the fact itself, and what to hand back."""

    seq: int
    sale: SaleCompleted
    change_minor: int


class Checkout:
    """Paying. ``Completed`` comes back only after the commit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> tuple[CheckoutState | None, Changes]:
        return self._desk.checkout, NOTHING

    def start(self) -> tuple[CheckoutState, Changes]:
        """Freeze the cart, on disk. Calling it again for the same cart answers the same (a double click)."""
        desk = self._desk
        if desk.checkout is not None:
            return desk.checkout, NOTHING
        state, fact = self._started()
        desk.commit([fact], checkout=state)
        return state, CHECKOUT_CHANGED

    def abandon(self, reason: str = "back") -> tuple[None, Changes]:
        """Back to the basket. Refused while a card question is open."""
        desk = self._desk
        if desk.checkout is None:
            return None, NOTHING
        desk.checkout.require(Step.ABANDON)
        desk.commit([desk.fact(CheckoutAbandoned(desk.checkout.cart.sale_id, reason))], checkout=None)
        return None, CHECKOUT_CHANGED

    def pay_cash(self, given_minor: int | None = None) -> tuple[Completed, Changes]:
        """What is open in cash, ``None`` meaning exactly that. Works from the basket in one touch: then freezing the
        cart and the sale are one commit.
        """
        state, before = self._state()
        state.require(Step.PAY_CASH)
        state = Redeeming(self._desk).renewed(state)
        due = state.open_minor
        payment = tender.cash(state.next_n, due, due if given_minor is None else given_minor)
        return self._complete(state, (payment,), before, change_minor=payment.change_minor), SOLD

    def take_cash(self, given_minor: int) -> tuple[CheckoutState, Changes]:
        """A part in cash; the rest stays open. Raises Refused(AMOUNT_OUT_OF_RANGE) if it is nothing or too much."""
        state, before = self._state()
        state.require(Step.TAKE)
        if not 0 < given_minor < state.open_minor:
            raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=given_minor, currency=state.cart.currency)
        return self._moved(before, state.took(tender.part_in_cash(state.next_n, state.open_minor, given_minor)))

    def redeem(self, points: int | None = None, approved_by: str | None = None) -> tuple[CheckoutState, Changes]:
        """Pay with so many of the customer's points, ``None`` meaning as many as may be; as a tender or as a discount,
        as the rules say. ``approved_by``, the name `SignOn.approve` answered, lifts the offline cap once.

        Raises Refused CUSTOMER_MISSING, POINTS_TOO_MANY (above the balance or what is due), POINTS_TOO_FEW,
        POINTS_OFFLINE_LIMIT (with ``most`` and ``bound``; a second pair of eyes may help where ``bound`` is cap or
        age); nothing is changed then.
        """
        desk = self._desk
        state, before = self._state()
        state.require(Step.TAKE)
        rules = desk.rules()
        bare = state.without_points(rules.point_minor)
        redemption = Redeeming(desk).redemption(bare, points, approved_by)
        facts = list(before)
        if redemption.raised_by:
            facts.append(
                desk.fact(Override("points-offline", redemption.raised_by, redemption.minor, state.cart.currency))
            )
        return self._moved(facts, bare.redeemed(redemption, rules.point_minor))

    def take_back(self, n: int) -> tuple[CheckoutState, Changes]:
        """Give tender ``n`` back. For a card the cashier has taken the money back on the terminal, which is a fact."""
        desk = self._desk
        state = self._open_state(Step.TAKE_BACK)
        after, taken = state.without(n)
        facts = []
        if taken.kind == tender.CARD:
            facts.append(desk.fact(CardAnswered(state.cart.sale_id, taken.attempt or "", TAKEN_BACK)))
        return self._moved(facts, after)

    def drop_points(self) -> tuple[CheckoutState, Changes]:
        """No points after all, whether they were a tender or a discount."""
        state = self._open_state(Step.TAKE_BACK)
        return self._moved([], state.without_points(self._desk.rules().point_minor))

    def finish(self) -> tuple[Completed, Changes]:
        """Nothing is open any more: make it a sale."""
        state, before = self._state()
        state.require(Step.FINISH)
        if state.open_minor != 0:
            raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(Step.FINISH), phase=str(state.phase))
        state = Redeeming(self._desk).renewed(state)
        return self._complete(state, (), before, change_minor=0), SOLD

    def ask_card(self, amount_minor: int | None = None) -> tuple[CheckoutState, Changes]:
        """Put the card question on disk, for what is open or a part; only then may anyone be asked for money. Refused
        if one is open.
        """
        desk = self._desk
        state, before = self._state()
        amount = state.open_minor if amount_minor is None else amount_minor
        asked = Redeeming(desk).renewed(state.asked(desk.ids.new(), amount))
        question = CardAsked(state.cart.sale_id, asked.attempt or "", amount, state.cart.currency)
        return self._moved([*before, desk.fact(question, total_minor=amount)], asked)

    def answer_card(self, paid: bool) -> tuple[Completed | None, Changes]:
        """What the cashier read on the stand-alone terminal or its slip. Paid: the answer is on disk, and if nothing is
        open any more the sale with it, in one commit. Not paid: the checkout is open again.
        """
        desk = self._desk
        state = self._open_state(Step.ANSWER_CARD)
        attempt = state.attempt or ""
        answer = desk.fact(
            CardAnswered(
                state.cart.sale_id, attempt, PAID if paid else NOT_PAID, after_restart=state.phase is Phase.CARD_UNKNOWN
            )
        )
        if not paid:
            return None, self._moved([answer], state.not_paid())[1]
        payment = tender.card(state.next_n, state.asked_minor or state.open_minor, attempt)
        if payment.amount_minor < state.open_minor:
            return None, self._moved([answer], state.took(payment))[1]
        return self._complete(state, (payment,), [answer], change_minor=0), SOLD

    def recover(self) -> tuple[CheckoutState | None, Changes]:
        """Once at start: finish or close what a crash left open. An untouched checkout goes back to the basket, one
        with money taken stays, an unanswered card question stays and blocks until somebody has looked at the slip.
        """
        desk = self._desk
        state = desk.checkout
        if state is None:
            return None, NOTHING
        if state.phase is Phase.OPEN and not state.tenders:
            desk.commit([desk.fact(CheckoutAbandoned(state.cart.sale_id, "restart"))], checkout=None)
            return None, CHECKOUT_CHANGED
        recovered = state.recovered()
        desk.commit(checkout=recovered)
        return recovered, CHECKOUT_CHANGED

    def _state(self) -> tuple[CheckoutState, list[NewFact]]:
        """The open checkout, or a new one with the fact that starts it."""
        if self._desk.checkout is not None:
            return self._desk.checkout, []
        state, fact = self._started()
        return state, [fact]

    def _started(self) -> tuple[CheckoutState, NewFact]:
        desk = self._desk
        desk.signed_in()
        shift = desk.open_shift()
        if desk.cart is None or not desk.cart.lines:
            raise Refused(Code.CART_EMPTY)
        if delivered(desk.cart) and PERSONAL + desk.cart.sale_id not in desk.journal.drafts():
            raise Refused(Code.ADDRESS_MISSING)
        self._still_waits(desk.cart)
        rates = desk.rates()
        priced = price(desk.cart, rates, shift.day, desk.offers(desk.cart))
        state = CheckoutState(
            desk.cart,
            priced.total_minor,
            shift.day,
            rates=rates,
            seller=desk.seller(),
            priced=priced,
            rules=desk.rules(),
        )
        return state, desk.fact(CheckoutStarted(desk.cart, priced.total_minor), total_minor=priced.total_minor)

    def _still_waits(self, cart: Cart) -> None:
        """An online order may have been cancelled, or handed over elsewhere, since it was put into the basket; once
        money is asked for it is too late to say so.
        """
        handed, desk = cart.hand_over, self._desk
        order = None if handed is None else Pickups(desk.replica, desk.own).show(handed.order)[0]
        if handed is None or order is None:
            return
        if order.state == CANCEL_REQUESTED:
            raise Refused(Code.PICKUP_CANCELLED, number=order.number, at_ms=order.cancel_asked_ms, state=order.state)
        after(order, handed, desk.clock.now_ms())

    def _open_state(self, step: Step) -> CheckoutState:
        """The checkout there is; a step that needs one is refused without."""
        state = self._desk.checkout
        if state is None:
            raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(step), phase="none")
        state.require(step)
        return state

    def _moved(self, facts: list[NewFact], state: CheckoutState) -> tuple[CheckoutState, Changes]:
        """Write down where the checkout is now."""
        self._desk.commit(facts, checkout=state)
        return state, CHECKOUT_CHANGED

    def _complete(
        self, state: CheckoutState, payments: tuple[Tender, ...], before: list[NewFact], *, change_minor: int
    ) -> Completed:
        desk = self._desk
        shift = desk.open_shift()
        priced = state.priced or price(state.cart, desk.rates(), state.day)
        sale = self._sale(state, priced, (*state.tenders, *payments))
        fact = desk.fact(
            sale,
            fact_id=sale.sale,
            receipt_n=sale.receipt_n,
            total_minor=sale.total_minor,
            source=sale.source_invoice,
        )
        seq = desk.journal.head().seq + len(before) + 1
        spent = Redeeming(desk).spent(state.redemption)
        handed = state.cart.hand_over
        # Paid and handed over are one moment: an order that was paid must not stay in the shelf of what waits.
        beside = [] if handed is None else [desk.fact(replace(handed, sale=sale.sale))]
        desk.commit([*before, fact, *beside], cart=None, checkout=None, shift=sold(shift, sale, seq), more=spent)
        if state.redemption is not None:
            desk.people.used_hold(state.redemption.hold)
        return Completed(seq, sale, change_minor)

    def _sale(self, state: CheckoutState, priced: PricedCart, tenders: tuple[Tender, ...]) -> SaleCompleted:
        desk = self._desk
        identity, operator = desk.journal.identity, desk.signed_in()
        n = desk.journal.next_receipt_n()
        draft = complete(
            priced,
            tuple(replace(paid, n=at) for at, paid in enumerate(tenders, start=1)),
            receipt=receipt_number(identity.store, identity.till, identity.tag, n),
            receipt_n=n,
            shift=desk.open_shift().id,
            seller=desk.seller(),
            operator_name=operator.name,
            demo=identity.mode != "live",
            points=Redeeming(desk).points_of(priced, state.redemption),
            link=link_of(desk.ids.new()),
        )
        return replace(draft, signature=desk.signer.finish(draft.sale, draft))
