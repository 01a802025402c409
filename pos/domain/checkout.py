"""The checkout as a state machine without window, disk or device. The table in ``docs/checkout.md`` is this file.

    phase      card     paid      abandon   cash
    open       asked    –         (closed)  (completed)
    asked      –        (completed, or open again if not paid) –  –
    unknown    –        the same as asked: a crash lost the answer, the slip tells

*asked* and *unknown* block everything but the answer: no second charge can start while one is unresolved.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain.cart import Cart
from pos.domain.events import Seller
from pos.domain.tax import Rate


class Phase(StrEnum):
    OPEN = "open"
    CARD_ASKED = "asked"
    CARD_UNKNOWN = "unknown"


class Step(StrEnum):
    PAY_CASH = "pay-cash"
    ASK_CARD = "ask-card"
    ANSWER_CARD = "answer-card"
    ABANDON = "abandon"


ALLOWED: dict[Phase, frozenset[Step]] = {
    Phase.OPEN: frozenset({Step.PAY_CASH, Step.ASK_CARD, Step.ABANDON}),
    Phase.CARD_ASKED: frozenset({Step.ANSWER_CARD}),
    Phase.CARD_UNKNOWN: frozenset({Step.ANSWER_CARD}),
}


class Checkout(Struct, frozen=True):
    """A frozen cart on its way to being a sale. ``attempt``: id of the card question that is open, if any.

    ``day``: ISO date whose tax rates and prices hold, fixed when the checkout started. ``rates`` and ``seller`` are
    frozen with the cart: a card that was charged must become a sale, whatever happens to the replica meanwhile. Both
    are empty in a checkout that an older version left open.
    """

    cart: Cart
    total_minor: int
    day: str
    phase: Phase = Phase.OPEN
    attempt: str | None = None
    rates: tuple[Rate, ...] = ()
    seller: Seller | None = None

    def allowed(self) -> frozenset[Step]:
        return ALLOWED[self.phase]

    def require(self, step: Step) -> None:
        """Refuse ``step`` unless it is allowed now; an open card question is named as the reason."""
        if step in self.allowed():
            return
        if self.phase is Phase.OPEN:
            raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(step), phase=str(self.phase))
        raise Refused(Code.CARD_UNANSWERED, amount_minor=self.total_minor, currency=self.cart.currency)

    def asked(self, attempt: str) -> Checkout:
        self.require(Step.ASK_CARD)
        return replace(self, phase=Phase.CARD_ASKED, attempt=attempt)

    def not_paid(self) -> Checkout:
        self.require(Step.ANSWER_CARD)
        return replace(self, phase=Phase.OPEN, attempt=None)

    def recovered(self) -> Checkout:
        """The same checkout after a restart: an unanswered card question has become *unknown*."""
        return replace(self, phase=Phase.CARD_UNKNOWN) if self.phase is Phase.CARD_ASKED else self
