"""What an entry says about a customer: pure functions from its body to what `pos.central.customer_ingest` applies."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.contract import Entry
from pos.domain import events
from pos.domain.coupons import CouponUse
from pos.domain.customer import Consent
from pos.domain.events import SalePoints
from pos.domain.tender import POINTS

POINTS_DIFFER: Final = "points_differ"
POINTS_OVERDRAWN: Final = "points_overdrawn"
COUPON_REUSED: Final = "coupon_reused"
CUSTOMER_DUPLICATE: Final = "customer_duplicate"
PERSONAL_MISSING: Final = "personal_missing"
PERSONAL_MISMATCH: Final = "personal_mismatch"
SALE_HAS_CUSTOMER: Final = "sale_has_customer"
SALE_UNMATCHED: Final = "sale_unmatched"
LINK_MOST: Final = 80
TEXTS_SHOWN: Final = 3
ID_MOST: Final = 200


class Visit(Struct, frozen=True):
    """A sale, or its void (``voids``: the sale it takes back), as far as it concerns a customer. ``paid_minor``: what
    was paid otherwise than with points.
    """

    receipt: str
    number: str
    at: int
    day: str
    online: bool
    customer: str
    tier: str
    points: SalePoints | None
    total_minor: int
    paid_minor: int
    currency: str
    place: str
    detail: str
    coupons: tuple[CouponUse, ...]
    app_cart: str
    link: str
    voids: str = ""


class Attribution(Struct, frozen=True):
    """A sale without customer was given to one."""

    sale: str
    number: str
    at: int
    day: str
    customer: str
    points: SalePoints


class Profile(Struct, frozen=True):
    """A person became a customer or said something new. ``proof`` empty: no personal data travel beside the entry;
    ``beside``: ids of the entries beside which they may.
    """

    customer: str
    entry: str
    at: int
    proof: str
    consents: tuple[Consent, ...]
    beside: tuple[str, ...]
    new: bool


class Opening(Struct, frozen=True):
    """Somebody looked at contact data."""

    customer: str
    entry: str
    at: int
    operator: str
    what: str


Person = Visit | Attribution | Profile | Opening


def person_of(entry: Entry, outer: str, body: events.Body) -> Person | None:
    """What ``body`` says about a customer, if anything. ``outer``: id of the entry that was pushed, which may wrap this
    one. Ids beyond any sane length say nothing.
    """
    if isinstance(body, events.SaleCompleted):
        return _visit(entry, body, "")
    if isinstance(body, events.SaleVoided):
        return _visit(entry, body.sale, body.voids)
    if isinstance(body, events.SaleAttributed):
        if not _sane(body.customer, body.sale):
            return None
        return Attribution(body.sale, body.receipt, entry.at, entry.day, body.customer, body.points)
    if isinstance(body, events.CustomerCreated) and _sane(body.customer):
        beside = (entry.id, outer)
        return Profile(body.customer, entry.id, entry.at, body.proof, body.consents, beside, True)
    if isinstance(body, events.CustomerChanged) and _sane(body.customer):
        beside = (entry.id, outer)
        return Profile(body.customer, entry.id, entry.at, body.proof, body.consents, beside, False)
    if isinstance(body, events.CustomerOpened) and _sane(body.customer):
        return Opening(body.customer, entry.id, entry.at, entry.operator, body.what[:ID_MOST].replace("\0", "\ufffd"))
    return None


def _visit(entry: Entry, sale: events.SaleCompleted, voids: str) -> Visit | None:
    customer = sale.customer if sale.customer and _sane(sale.customer) else ""
    # A sale that concerns nobody stays as cheap as it was; a void must ask whom its sale was given to.
    if not (customer or sale.link or sale.coupons or sale.app_cart or voids):
        return None
    return Visit(
        receipt=entry.id,
        number=_stored(sale.receipt),
        at=entry.at,
        day=entry.day,
        online=entry.online,
        customer=customer,
        tier=sale.tier or "",
        points=sale.points,
        total_minor=sale.total_minor,
        paid_minor=sale.total_minor - sum(t.amount_minor for t in sale.tenders if t.kind == POINTS),
        currency=sale.currency,
        place=sale.seller.store,
        detail=_detail(sale),
        coupons=tuple(use for use in sale.coupons if _sane(use.coupon)),
        app_cart=sale.app_cart if sale.app_cart and _sane(sale.app_cart) else "",
        link=_stored(sale.link or ""),
        voids=_stored(voids),
    )


def _detail(sale: events.SaleCompleted) -> str:
    texts = [line.text for line in sale.lines[:TEXTS_SHOWN]]
    return ", ".join(texts) + (" …" if len(sale.lines) > TEXTS_SHOWN else "")


def _sane(*ids: str) -> bool:
    return all(0 < len(id_) <= ID_MOST and "\0" not in id_ for id_ in ids)


def _stored(text: str) -> str:
    return text.replace("\0", "\ufffd")[:ID_MOST]
