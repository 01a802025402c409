"""The checkout as a state machine without window, disk or device. The table in ``docs/checkout.md`` is this file.

    phase      take a part   cash, finish   ask card   answer card              take back      abandon
    open       open          (completed)    asked      –                        open           (closed), untouched only
    asked      –             –              –          open, or (completed)     –              –
    unknown    the same as asked: a crash lost the answer, the slip tells

*asked* and *unknown* block everything but the answer: no second charge can start while one is unresolved. As soon as a
tender was taken, the way back to the basket leads over giving it back.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import loyalty
from pos.domain.cart import Cart
from pos.domain.events import Seller
from pos.domain.pricing import PricedCart, with_points
from pos.domain.tax import Rate
from pos.domain.tender import POINTS, Tender


class Phase(StrEnum):
    OPEN = "open"
    CARD_ASKED = "asked"
    CARD_UNKNOWN = "unknown"


class Step(StrEnum):
    PAY_CASH = "pay-cash"
    TAKE = "take"
    FINISH = "finish"
    TAKE_BACK = "take-back"
    ASK_CARD = "ask-card"
    ANSWER_CARD = "answer-card"
    ABANDON = "abandon"


ALLOWED: dict[Phase, frozenset[Step]] = {
    Phase.OPEN: frozenset({Step.PAY_CASH, Step.TAKE, Step.FINISH, Step.TAKE_BACK, Step.ASK_CARD, Step.ABANDON}),
    Phase.CARD_ASKED: frozenset({Step.ANSWER_CARD}),
    Phase.CARD_UNKNOWN: frozenset({Step.ANSWER_CARD}),
}


class Redemption(Struct, frozen=True):
    """Points that pay for this sale, and by what right: a ``hold`` of the centre, or a balance known ``as_of_ms``;
    ``raised_by``: who allowed more than the usual cap. ``as_discount``: they lower the prices instead of paying.
    ``until_ms``: end of the hold by this till's clock (UTC), for a restart, which knows no other.
    """

    points: int
    minor: int
    hold: str = ""
    as_of_ms: int = 0
    raised_by: str = ""
    as_discount: bool = False
    until_ms: int = 0


class Checkout(Struct, frozen=True):
    """A frozen cart on its way to being a sale. ``attempt``: id of the card question that is open, if any, and
    ``asked_minor`` what it asks for; ``tenders``: what was taken so far.

    ``day``: ISO date whose tax rates and prices hold, fixed when the checkout started. ``priced``, ``rates``, ``rules``
    (of points) and ``seller`` are frozen with the cart: a card that was charged must become a sale, whatever happens to
    the replica or to an offer meanwhile. They are empty in a checkout that an older version left open.
    """

    cart: Cart
    total_minor: int
    day: str
    phase: Phase = Phase.OPEN
    attempt: str | None = None
    rates: tuple[Rate, ...] = ()
    seller: Seller | None = None
    priced: PricedCart | None = None
    tenders: tuple[Tender, ...] = ()
    asked_minor: int = 0
    redemption: Redemption | None = None
    rules: loyalty.Rules | None = None

    @property
    def open_minor(self) -> int:
        """What is still to be paid."""
        return self.total_minor - sum(tender.amount_minor for tender in self.tenders)

    @property
    def taken_minor(self) -> int:
        """What would have to be given back: tenders, and points that are a discount."""
        by_discount = self.redemption.minor if self.redemption is not None and self.redemption.as_discount else 0
        return sum(tender.amount_minor for tender in self.tenders) + by_discount

    @property
    def next_n(self) -> int:
        """Number of the next tender; never one that was given back while others stand behind it."""
        return max((tender.n for tender in self.tenders), default=0) + 1

    @property
    def untouched(self) -> bool:
        """Nothing was taken yet, so nothing has to be given back."""
        return not self.tenders and self.redemption is None

    def allowed(self) -> frozenset[Step]:
        return ALLOWED[self.phase] if self.untouched else ALLOWED[self.phase] - {Step.ABANDON}

    def require(self, step: Step) -> None:
        """Refuse ``step`` unless it is allowed now; an open card question or a tender taken is named as the reason."""
        if step in self.allowed():
            return
        if self.phase is not Phase.OPEN:
            asked = self.asked_minor or self.total_minor
            raise Refused(Code.CARD_UNANSWERED, amount_minor=asked, currency=self.cart.currency)
        if step is Step.ABANDON:
            raise Refused(Code.TENDER_TAKEN, amount_minor=self.taken_minor, currency=self.cart.currency)
        raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(step), phase=str(self.phase))

    def asked(self, attempt: str, amount_minor: int) -> Checkout:
        """Put a card question for so much; at least a cent, at most what is open."""
        self.require(Step.ASK_CARD)
        if not 0 < amount_minor <= self.open_minor:
            raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=amount_minor, currency=self.cart.currency)
        return replace(self, phase=Phase.CARD_ASKED, attempt=attempt, asked_minor=amount_minor)

    def not_paid(self) -> Checkout:
        self.require(Step.ANSWER_CARD)
        return replace(self, phase=Phase.OPEN, attempt=None, asked_minor=0)

    def took(self, tender: Tender) -> Checkout:
        """With one more tender; a card question it answers is closed."""
        return replace(self, phase=Phase.OPEN, attempt=None, asked_minor=0, tenders=(*self.tenders, tender))

    def redeemed(self, redemption: Redemption, point_minor: int) -> Checkout:
        """With points, in place of those redeemed before."""
        self.require(Step.TAKE)
        bare = self.without_points(point_minor)
        if redemption.as_discount:
            return bare._priced_with(redemption, point_minor)
        tender = Tender(bare.next_n, POINTS, redemption.minor, points=redemption.points)
        return replace(bare, tenders=(*bare.tenders, tender), redemption=redemption)

    def without_points(self, point_minor: int) -> Checkout:
        """Nothing redeemed."""
        kept = tuple(tender for tender in self.tenders if tender.kind != POINTS)
        bare = replace(self, tenders=kept, redemption=None)
        if self.redemption is not None and self.redemption.as_discount:
            return bare._priced_with(None, point_minor)
        return bare

    def without(self, n: int) -> tuple[Checkout, Tender]:
        """Tender ``n`` given back; the same number twice is refused."""
        self.require(Step.TAKE_BACK)
        for tender in self.tenders:
            if tender.n == n:
                kept = tuple(other for other in self.tenders if other.n != n)
                redemption = None if tender.kind == POINTS else self.redemption
                return replace(self, tenders=kept, redemption=redemption), tender
        raise Refused(Code.CHECKOUT_NOT_ALLOWED, step=str(Step.TAKE_BACK), phase=str(self.phase))

    def recovered(self) -> Checkout:
        """The same checkout after a restart: an unanswered card question has become *unknown*."""
        return replace(self, phase=Phase.CARD_UNKNOWN) if self.phase is Phase.CARD_ASKED else self

    def _priced_with(self, redemption: Redemption | None, point_minor: int) -> Checkout:
        assert self.priced is not None  # who redeems as a discount has frozen the prices
        priced = with_points(self.priced, redemption.points if redemption else 0, point_minor)
        return replace(self, cart=priced.cart, priced=priced, total_minor=priced.total_minor, redemption=redemption)


def redemption_of(rules: loyalty.Rules, points: int) -> Redemption:
    """Points as these rules let them be redeemed; by what right is to be added."""
    return Redemption(points, loyalty.worth(rules, points), as_discount=rules.redeem_as == loyalty.DISCOUNT)
