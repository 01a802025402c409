"""From cart to sale, the step that must never be wrong. State table: ``docs/checkout.md``.

Money is asked for only after the question is on disk; the commit of ``sale.completed`` is the sale; drawer, printer
and upload come after it and cannot undo it.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import tender
from pos.domain.cash import sold
from pos.domain.checkout import Checkout as CheckoutState
from pos.domain.checkout import Phase, Step
from pos.domain.events import (
    NOT_PAID,
    PAID,
    CardAnswered,
    CardAsked,
    CheckoutAbandoned,
    CheckoutStarted,
    SaleCompleted,
)
from pos.domain.pricing import PricedCart, price
from pos.domain.receipt import complete, receipt_number
from pos.domain.tender import Tender
from pos.ports import NewFact
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk

CHECKOUT_CHANGED = Changes(checkout=True)
SOLD = Changes(cart=True, checkout=True, receipts=True, shift=True, sync=True)


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
        """Cash, ``None`` meaning exactly the total. Works from the basket in one touch: then freezing the cart and
        the sale are one commit.
        """
        state, before = self._state()
        state.require(Step.PAY_CASH)
        due = state.total_minor
        payment = tender.cash(1, due, due if given_minor is None else given_minor)
        return self._complete(state, payment, before, change_minor=payment.change_minor), SOLD

    def ask_card(self) -> tuple[CheckoutState, Changes]:
        """Put the card question on disk; only then may anyone be asked for money. Refused if one is open."""
        desk = self._desk
        state, before = self._state()
        asked = state.asked(desk.ids.new())
        question = CardAsked(state.cart.sale_id, asked.attempt or "", state.total_minor, state.cart.currency)
        desk.commit([*before, desk.fact(question, total_minor=state.total_minor)], checkout=asked)
        return asked, CHECKOUT_CHANGED

    def answer_card(self, paid: bool) -> tuple[Completed | None, Changes]:
        """What the cashier read on the stand-alone terminal or its slip. Paid: the answer and the sale are one
        commit. Not paid: the checkout is open again.
        """
        desk = self._desk
        state = desk.checkout
        if state is None:
            raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(Step.ANSWER_CARD), phase="none")
        state.require(Step.ANSWER_CARD)
        attempt = state.attempt or ""
        answer = desk.fact(
            CardAnswered(
                state.cart.sale_id, attempt, PAID if paid else NOT_PAID, after_restart=state.phase is Phase.CARD_UNKNOWN
            )
        )
        if not paid:
            desk.commit([answer], checkout=state.not_paid())
            return None, CHECKOUT_CHANGED
        payment = tender.card(1, state.total_minor, attempt)
        return self._complete(state, payment, [answer], change_minor=0), SOLD

    def recover(self) -> tuple[CheckoutState | None, Changes]:
        """Once at start: finish or close what a crash left open. An open checkout goes back to the basket, an
        unanswered card question stays and blocks until somebody has looked at the slip.
        """
        desk = self._desk
        state = desk.checkout
        if state is None:
            return None, NOTHING
        if state.phase is Phase.OPEN:
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
        rates = desk.rates()
        priced = price(desk.cart, rates, shift.day)
        state = CheckoutState(desk.cart, priced.total_minor, shift.day, rates=rates, seller=desk.seller())
        return state, desk.fact(CheckoutStarted(desk.cart, priced.total_minor), total_minor=priced.total_minor)

    def _complete(
        self, state: CheckoutState, payment: Tender, before: list[NewFact], *, change_minor: int
    ) -> Completed:
        desk = self._desk
        shift = desk.open_shift()
        priced = price(state.cart, desk.rates(), state.day)
        sale = self._sale(priced, payment)
        fact = desk.fact(
            sale,
            fact_id=sale.sale,
            receipt_n=sale.receipt_n,
            total_minor=sale.total_minor,
            source=sale.source_invoice,
        )
        seq = desk.journal.head().seq + len(before) + 1
        desk.commit([*before, fact], cart=None, checkout=None, shift=sold(shift, sale, seq))
        return Completed(seq, sale, change_minor)

    def _sale(self, priced: PricedCart, payment: Tender) -> SaleCompleted:
        desk = self._desk
        identity, operator = desk.journal.identity, desk.signed_in()
        n = desk.journal.next_receipt_n()
        draft = complete(
            priced,
            (payment,),
            receipt=receipt_number(identity.store, identity.till, identity.tag, n),
            receipt_n=n,
            shift=desk.open_shift().id,
            seller=desk.seller(),
            operator_name=operator.name,
            demo=identity.mode != "live",
        )
        return replace(draft, signature=desk.signer.finish(draft.sale, draft))
