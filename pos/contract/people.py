"""The wire, what it says about customers: rows of the feed `cust:{store}`, and questions asked while one waits.

Contact data travel masked, identifiers as keyed hashes; only `ContactAnswer`, asked for by name, shows them.
"""

from __future__ import annotations

from msgspec import Struct

from pos.domain.coupons import Coupon
from pos.domain.customer import ACTIVE, Consent
from pos.domain.loyalty import Rules


class ContactRow(Struct, frozen=True, omit_defaults=True):
    """One row of a customer's timeline, whatever the channel. ``kind``: sale | void | order | return | cart | coupon |
    newsletter | support | pickup; ``title``, ``detail``: words of that channel; ``ref``: its number there.
    """

    at_ms: int
    kind: str
    channel: str
    title: str
    detail: str = ""
    amount_minor: int | None = None
    currency: str = ""
    ref: str = ""


class AppCartLine(Struct, frozen=True, omit_defaults=True):
    sku: str
    text: str
    quantity: int
    unit_minor: int


class AppCartRow(Struct, frozen=True, omit_defaults=True):
    """A cart begun in another channel. ``state``: open | taken | gone."""

    id: str
    channel: str
    at_ms: int
    currency: str
    lines: tuple[AppCartLine, ...]
    state: str = "open"


class LedgerRow(Struct, frozen=True, omit_defaults=True):
    """A movement of points. ``kind``: earn | redeem | expire | adjust | void."""

    at_ms: int
    kind: str
    points: int
    text: str = ""
    ref: str = ""


class OpenMatter(Struct, frozen=True, omit_defaults=True):
    """What is open with a customer elsewhere: ``kind`` pickup | service."""

    kind: str
    ref: str
    title: str
    detail: str = ""


class CustomerRow(Struct, frozen=True, omit_defaults=True):
    """A customer as a till knows them. ``keys``: `pos.domain.customer.lookup` of their whole identifiers; ``phone`` and
    ``email`` masked; ``card_end``: last four digits. ``state``: active | blocked | merged (``into`` says
    with whom). ``points``: balance over all merged records; ``expiring`` of them until ``expires_on`` (ISO date).
    ``revenue_minor``, ``purchases``, ``returns_bp``: the last twelve months. ``offline``: False = on the exception
    list. ``contacts`` and ``ledger`` newest first, the last ones only.
    """

    id: str
    given: str
    family: str
    state: str = ACTIVE
    into: str = ""
    city: str = ""
    card_end: str = ""
    phone: str = ""
    email: str = ""
    keys: tuple[str, ...] = ()
    since: str = ""
    seen_ms: int = 0
    tier: str = ""
    points: int = 0
    expiring: int = 0
    expires_on: str = ""
    revenue_minor: int = 0
    purchases: int = 0
    returns_bp: int = 0
    offline: bool = True
    demo: bool = False
    consents: tuple[Consent, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    carts: tuple[AppCartRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    matters: tuple[OpenMatter, ...] = ()


class BriefingRow(Struct, frozen=True, omit_defaults=True):
    """A line of the staff's briefing. ``kind``: campaign | price | note; valid from ``from_ms`` to ``to_ms``. A price
    says what it was and is.
    """

    id: str
    kind: str
    title: str
    detail: str = ""
    from_ms: int = 0
    to_ms: int = 0
    was_minor: int | None = None
    now_minor: int | None = None
    currency: str = ""


class LoyaltyRow(Struct, frozen=True):
    """The rules of points that hold from ``valid_from`` (ISO date) on; the newest one not in the future counts."""

    valid_from: str
    rules: Rules


# --- asked while the customer waits -------------------------------------------------------------------------------


class CustomersAnswer(Struct, frozen=True):
    """What the centre found. ``applied``: per journal tag, the seq up to which entries are contained in it."""

    customers: tuple[CustomerRow, ...]
    applied: dict[str, int]
    server_time: int


class ContactAnswer(Struct, frozen=True):
    """Contact data in the clear, for the person who opened it."""

    customer: str
    phone: str
    email: str
    card: str
    server_time: int


class HoldRequest(Struct, frozen=True):
    """Keep ``points`` of a customer for this till for ``ttl_s`` seconds; ``id`` is the till's: asking twice is once."""

    id: str
    customer: str
    points: int
    ttl_s: int = 300


class HoldAnswer(Struct, frozen=True):
    """``points`` granted (0: none left). The till counts ``ttl_s`` on its own monotonic clock from before it asked."""

    id: str
    points: int
    ttl_s: int
    server_time: int
