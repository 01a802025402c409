"""The journal's kinds and their bodies: facts, frozen before the first line is hashed.

Adding an optional field keeps a kind's version; another meaning is a new version; nothing is ever removed. Every
body with money names its currency. A struct here is at once what the till writes, what travels, and what the centre
reads.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.domain.cart import Cart, Fulfil
from pos.domain.coupons import CouponUse
from pos.domain.customer import Consent
from pos.domain.offers import Discount
from pos.domain.pickup_facts import (
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
)
from pos.domain.tax import VatSum
from pos.domain.tender import POINTS, Tender

JOURNAL_OPENED: Final = "journal.opened"
SHIFT_OPENED: Final = "shift.opened"
SHIFT_CLOSED: Final = "shift.closed"
CHECKOUT_STARTED: Final = "checkout.started"
CHECKOUT_ABANDONED: Final = "checkout.abandoned"
CARD_ASKED: Final = "card.asked"
CARD_ANSWERED: Final = "card.answered"
SALE_COMPLETED: Final = "sale.completed"
SALE_VOIDED: Final = "sale.voided"
CART_DISCARDED: Final = "cart.discarded"
CUSTOMER_CREATED: Final = "customer.created"
CUSTOMER_CHANGED: Final = "customer.changed"
CUSTOMER_OPENED: Final = "customer.opened"
SALE_ATTRIBUTED: Final = "sale.attributed"
PICKUP_PICKED: Final = "pickup.picked"
PICKUP_READY: Final = "pickup.ready"
PICKUP_MOVED: Final = "pickup.moved"
PICKUP_HANDED_OVER: Final = "pickup.handed_over"
PICKUP_RETURNED: Final = "pickup.returned"
PICKUP_CANCEL_ANSWERED: Final = "pickup.cancel_acknowledged"
PICKUP_REMINDED: Final = "pickup.reminded"
STOCK_ADJUSTED: Final = "stock.adjusted"
STOCK_REQUESTED: Final = "stock.requested"
OVERRIDE: Final = "override"
INCIDENT: Final = "incident"
REHOMED: Final = "rehomed"

BY_POINTS: Final = "points"

PAID = "paid"
NOT_PAID = "not-paid"
TAKEN_BACK = "taken-back"


class JournalOpened(Struct, frozen=True):
    """First entry of every journal. ``previous``: the journal this one follows (after a fork or a clone)."""

    journal: str
    till: str
    store: str
    app: str
    mode: str
    previous: str | None = None


class ShiftOpened(Struct, frozen=True):
    shift: str
    number: int
    currency: str
    float_minor: int


class TenderSum(Struct, frozen=True):
    """All payments of one kind: how many, and how much (voids subtracted)."""

    kind: str
    count: int
    amount_minor: int


class ZReport(Struct, frozen=True):
    """What a shift did. ``sales`` and ``voids`` count receipts; all sums are net of voids.

    ``expected_cash_minor`` = float + cash taken; ``difference_minor`` = counted − expected.
    """

    shift: str
    number: int
    day: str
    currency: str
    opened_at_ms: int
    closed_at_ms: int
    opened_by: str
    closed_by: str
    sales: int
    voids: int
    discarded: int
    total_minor: int
    vat: tuple[VatSum, ...]
    tenders: tuple[TenderSum, ...]
    float_minor: int
    expected_cash_minor: int
    counted_cash_minor: int
    difference_minor: int
    first_receipt: str | None
    last_receipt: str | None
    unsent: int


class ShiftClosed(Struct, frozen=True):
    report: ZReport


class CheckoutStarted(Struct, frozen=True):
    """The cart is frozen and on disk; from here on a crash is finished or closed by recovery."""

    cart: Cart
    total_minor: int


class CheckoutAbandoned(Struct, frozen=True):
    sale: str
    reason: str


class CardAsked(Struct, frozen=True):
    """Written before anyone is asked for money by card."""

    sale: str
    attempt: str
    amount_minor: int
    currency: str


class CardAnswered(Struct, frozen=True):
    """``result``: PAID, NOT_PAID, or TAKEN_BACK for a payment given back before the sale was completed;
    ``after_restart``: answered from the slip after a crash.
    """

    sale: str
    attempt: str
    result: str
    after_restart: bool = False


class Seller(Struct, frozen=True):
    """Who sells, as the receipt must say it."""

    name: str
    store: str
    street: str
    city: str
    tax_number: str


class SoldLine(Struct, frozen=True, omit_defaults=True):
    """A line with everything the receipt says about it; nobody needs the catalogue to read it.

    total = quantity × unit − Σ ``discounts``, each of which says why. ``fulfil``: how it reaches the customer if it is
    not carried out.
    """

    n: int
    sku: str
    gtin: str
    text: str
    quantity: int
    unit: str
    unit_minor: int
    total_minor: int
    tax: str
    rate_bp: int
    article_version: int
    discounts: tuple[Discount, ...] = ()
    fulfil: Fulfil | None = None


class SalePoints(Struct, frozen=True, omit_defaults=True):
    """What a sale does to its customer's points, computed by version ``rules``. ``redeemed`` points were worth
    ``redeemed_minor``; ``hold``: the centre's leave for them, if there was one; without it ``as_of_ms`` is how old the
    balance was that the till trusted, and ``raised_by`` who allowed more than the usual cap.
    """

    rules: str
    earned: int
    redeemed: int = 0
    redeemed_minor: int = 0
    hold: str = ""
    as_of_ms: int = 0
    raised_by: str = ""


class SaleCompleted(Struct, frozen=True):
    """The sale. total = Σ lines = Σ tenders = Σ vat gross; `money_faults` proves it.

    ``receipt``: full receipt number; ``receipt_n``: the journal's gapless counter in it. ``demo``: no signer, no
    legal receipt. ``source_invoice``, ``customer_note``: where a replayed sale came from. ``customer``: pseudonymous
    id; ``tier``: theirs at the time; ``app_cart``: cart of another channel that was continued here; ``link``: secret
    part of the address of the digital receipt.
    """

    sale: str
    receipt: str
    receipt_n: int
    shift: str
    currency: str
    tax_mode: str
    opened_at_ms: int
    lines: tuple[SoldLine, ...]
    total_minor: int
    vat: tuple[VatSum, ...]
    tenders: tuple[Tender, ...]
    seller: Seller
    operator_name: str
    demo: bool
    signature: str | None = None
    source_invoice: str | None = None
    customer_note: str | None = None
    customer: str | None = None
    tier: str | None = None
    points: SalePoints | None = None
    coupons: tuple[CouponUse, ...] = ()
    app_cart: str | None = None
    link: str | None = None


class SaleVoided(Struct, frozen=True):
    """The counter-entry of a sale, with a receipt of its own: every sum of the sale with its sign turned."""

    voids: str
    voids_receipt: str
    reason: str
    approved_by: str | None
    sale: SaleCompleted


class CartDiscarded(Struct, frozen=True):
    """A cart thrown away before payment, with what was in it."""

    cart: Cart
    total_minor: int


class CustomerCreated(Struct, frozen=True):
    """A person became a customer at this till. Who it is travels beside the entry; ``proof``: SHA-256 over the entry's
    id and those bytes, so that the centre knows that they belong here. ``duplicates``: ids shown as likely the same
    person before.
    """

    customer: str
    proof: str
    consents: tuple[Consent, ...] = ()
    duplicates: tuple[str, ...] = ()


class CustomerChanged(Struct, frozen=True):
    """Consents given or withdrawn, and, if ``proof`` is not empty, other personal data (beside the entry)."""

    customer: str
    consents: tuple[Consent, ...] = ()
    proof: str = ""


class CustomerOpened(Struct, frozen=True):
    """Somebody looked at a customer's contact data; ``what``: ``contact`` or ``receipts``."""

    customer: str
    what: str


class SaleAttributed(Struct, frozen=True):
    """A sale without customer was given to one afterwards; ``points``: what it earns them."""

    sale: str
    receipt: str
    customer: str
    points: SalePoints


# Why a figure of stock was wrong.
FOUND: Final = "found"
MISSING: Final = "missing"
BROKEN: Final = "broken"
COUNTED: Final = "counted"
ADJUSTMENTS: Final = (COUNTED, FOUND, MISSING, BROKEN)


class StockAdjusted(Struct, frozen=True):
    """Somebody looked at the shelf: ``quantity`` more (or, below zero, fewer) pieces are there than was said."""

    sku: str
    quantity: int
    unit: str
    reason: str


# What a customer asked for beside the sale.
RESERVE: Final = "reserve"
NOTIFY: Final = "notify"


class StockRequested(Struct, frozen=True, omit_defaults=True):
    """RESERVE: keep ``quantity`` pieces at ``location`` for ``customer`` until ``until_ms``, unpaid; NOTIFY: tell them
    when the article is back there, for which ``consent`` is their word and how it was given. The entry's id becomes the
    id of what it asks for. The centre may find that there is nothing left: then it says so in the list of pickups.
    """

    what: str
    sku: str
    text: str
    quantity: int
    location: str
    customer: str = ""
    until_ms: int = 0
    unit_minor: int = 0
    currency: str = ""
    tax: str = ""
    consent: Consent | None = None


class Override(Struct, frozen=True):
    """A second pair of eyes allowed something above the limit of the operator at the till."""

    what: str
    approved_by: str
    amount_minor: int
    currency: str


class Incident(Struct, frozen=True):
    """Something a person should know: what, and the facts as text pairs."""

    what: str
    facts: dict[str, str]


class Rehomed(Struct, frozen=True):
    """Wraps an entry of an older journal of this till that the centre lacks; ``line`` is its exact text."""

    journal: str
    seq: int
    hash: str
    line: str


Body = (
    JournalOpened
    | ShiftOpened
    | ShiftClosed
    | CheckoutStarted
    | CheckoutAbandoned
    | CardAsked
    | CardAnswered
    | SaleCompleted
    | SaleVoided
    | CartDiscarded
    | CustomerCreated
    | CustomerChanged
    | CustomerOpened
    | SaleAttributed
    | PickupPicked
    | PickupReady
    | PickupMoved
    | PickupHandedOver
    | PickupReturned
    | PickupCancelAnswered
    | PickupReminded
    | StockAdjusted
    | StockRequested
    | Override
    | Incident
    | Rehomed
)

KINDS: Final[dict[str, type[Body]]] = {
    JOURNAL_OPENED: JournalOpened,
    SHIFT_OPENED: ShiftOpened,
    SHIFT_CLOSED: ShiftClosed,
    CHECKOUT_STARTED: CheckoutStarted,
    CHECKOUT_ABANDONED: CheckoutAbandoned,
    CARD_ASKED: CardAsked,
    CARD_ANSWERED: CardAnswered,
    SALE_COMPLETED: SaleCompleted,
    SALE_VOIDED: SaleVoided,
    CART_DISCARDED: CartDiscarded,
    CUSTOMER_CREATED: CustomerCreated,
    CUSTOMER_CHANGED: CustomerChanged,
    CUSTOMER_OPENED: CustomerOpened,
    SALE_ATTRIBUTED: SaleAttributed,
    PICKUP_PICKED: PickupPicked,
    PICKUP_READY: PickupReady,
    PICKUP_MOVED: PickupMoved,
    PICKUP_HANDED_OVER: PickupHandedOver,
    PICKUP_RETURNED: PickupReturned,
    PICKUP_CANCEL_ANSWERED: PickupCancelAnswered,
    PICKUP_REMINDED: PickupReminded,
    STOCK_ADJUSTED: StockAdjusted,
    STOCK_REQUESTED: StockRequested,
    OVERRIDE: Override,
    INCIDENT: Incident,
    REHOMED: Rehomed,
}

KIND_OF: Final = {body: kind for kind, body in KINDS.items()}


def money_faults(sale: SaleCompleted) -> tuple[str, ...]:
    """What does not add up in a sale; empty when all is well. Asked before writing, after reading, at the centre."""
    faults = []
    if any(line.quantity * line.unit_minor - _off(line) != line.total_minor for line in sale.lines):
        faults.append("line-total")
    if sum(line.total_minor for line in sale.lines) != sale.total_minor:
        faults.append("lines")
    if sum(tender.amount_minor for tender in sale.tenders) != sale.total_minor:
        faults.append("tenders")
    if sum(vat.gross_minor for vat in sale.vat) != sale.total_minor:
        faults.append("vat-gross")
    if any(vat.net_minor + vat.tax_minor != vat.gross_minor for vat in sale.vat):
        faults.append("vat-sum")
    if any(t.given_minor and t.given_minor != t.amount_minor + t.change_minor for t in sale.tenders):
        faults.append("change")
    redeemed = sale.points.redeemed_minor if sale.points is not None else 0
    by_points = sum(t.amount_minor for t in sale.tenders if t.kind == POINTS) + sum(
        d.amount_minor for line in sale.lines for d in line.discounts if d.kind == BY_POINTS
    )
    if redeemed != by_points:
        faults.append("points")
    return tuple(faults)


def _off(line: SoldLine) -> int:
    return sum(discount.amount_minor for discount in line.discounts)
