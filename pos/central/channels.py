"""Doors for the other channels: web shop, app, newsletter, support. Each has a key of its own; what it puts under an id
happens once: the same again is answered the same, something else under that id is refused.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from pos.base.clock import local_date
from pos.base.errors import Code, Refused
from pos.central import counter, coupons, customers, ledger, refusal, timeline
from pos.central.customer_rows import OPEN, known
from pos.central.database import insert_all, upsert_all
from pos.central.enrolment import RandomBytes
from pos.central.refusal import Refusal
from pos.central.tables_people import (
    app_cart,
    cart_taken,
    channel_key,
    consent,
    contact,
    receipt_customer,
    receipt_link,
)
from pos.central.tables_people import ledger as movement
from pos.central.tables_people import put as puts
from pos.contract.people import AppCartLine, AppCartRow, ContactRow, LedgerRow
from pos.domain.coupons import Coupon, is_coupon_code
from pos.domain.customer import APP, CARD, EMAIL, PHONE, PURPOSES, Consent, Identifier, Personal
from pos.domain.loyalty import earned
from pos.domain.promotions import Promotion

TAKEN: Final = "taken"
CLOSED: Final = "closed"
ID_MOST: Final = 200
CHANNEL_MOST: Final = 40
SHOWN_MOST: Final = 500
UTC: Final = "UTC"
PROVABLE: Final = (PHONE, EMAIL, CARD, APP)


class OrderPut(Struct, frozen=True):
    """A purchase in this channel, or what came back of one (``total_minor`` below zero). ``redeemed``: points that paid
    for ``redeemed_minor`` of it.
    """

    customer: str
    at_ms: int
    currency: str
    total_minor: int
    number: str
    title: str = ""
    detail: str = ""
    redeemed: int = 0
    redeemed_minor: int = 0


class CartPut(Struct, frozen=True):
    """A cart as it is now; one without lines is closed. ``store``: where the customer means to continue it."""

    customer: str
    at_ms: int
    currency: str
    lines: tuple[AppCartLine, ...]
    store: str = ""


class ContactPut(Struct, frozen=True):
    """Something that happened. ``matter``: pickup or service, if it is still open; ``closes``: id of a contact whose
    matter is done with this one.
    """

    customer: str
    at_ms: int
    kind: str
    title: str
    detail: str = ""
    amount_minor: int | None = None
    currency: str = ""
    ref: str = ""
    matter: str = ""
    closes: str = ""


class CouponPut(Struct, frozen=True):
    """A personal coupon; fields as in `pos.domain.coupons.Coupon`."""

    customer: str
    code: str
    text: str
    offer: Promotion
    single: bool = True
    from_ms: int = 0
    to_ms: int = 0
    worth_minor: int = 0
    alone: bool = False


class CustomerPut(Struct, frozen=True):
    """Who somebody is. ``verified``: kinds of identifiers (``phone``, ``email``, ``card``, ``app``) the channel has
    proof of; only those make two records one person.
    """

    at_ms: int
    given: str = ""
    family: str = ""
    phone: str = ""
    email: str = ""
    card: str = ""
    app: str = ""
    language: str = ""
    verified: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()


class PutAnswer(Struct, frozen=True):
    """``customer``: whom it counts for; ``points``: their balance when it was taken."""

    id: str
    customer: str
    points: int


class PointsAnswer(Struct, frozen=True):
    customer: str
    points: int
    worth_minor: int
    expiring: int
    expires_on: str
    ledger: tuple[LedgerRow, ...]


class TimelineAnswer(Struct, frozen=True):
    customer: str
    contacts: tuple[ContactRow, ...]


class ReceiptOf(Struct, frozen=True):
    """``link``: secret part of the address of its digital page, empty if it has none."""

    store: str
    number: str
    at_ms: int
    earned: int
    redeemed: int
    link: str


class ReceiptsAnswer(Struct, frozen=True):
    customer: str
    receipts: tuple[ReceiptOf, ...]


Body = OrderPut | CartPut | ContactPut | CouponPut | CustomerPut


# --- keys ---------------------------------------------------------------------------------------------------------


def new_key(connection: Connection, channel: str, now_ms: int, random_bytes: RandomBytes) -> str:
    """A key for ``channel``; its older one, if any, is void from now on. Kept as SHA-256 only."""
    if not 0 < len(channel) <= CHANNEL_MOST or not channel.isascii() or not channel.replace("-", "").isalnum():
        raise Refused(Code.SETTING_INVALID, name="channel", value=channel, reason="letters, digits and dashes")
    key = base64.urlsafe_b64encode(random_bytes(32)).decode().rstrip("=")
    upsert_all(connection, channel_key, [{"channel": channel, "key_hash": _hash(key.encode()), "created_at": now_ms}])
    return key


def channel_of(connection: Connection, bearer: str | None) -> str:
    """Whose key it is; Refusal 401."""
    query = select(channel_key.c.channel).where(channel_key.c.key_hash == _hash((bearer or "").encode()))
    found = connection.execute(query).scalar() if bearer else None
    if found is None:
        raise Refusal(401, refusal.CHANNEL_UNKNOWN)
    return str(found)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- putting ------------------------------------------------------------------------------------------------------


class Put(Struct, frozen=True):
    """What was put: by whom, under which id, when it came in."""

    channel: str
    id: str
    now_ms: int


def put(connection: Connection, at: Put, kind: str, body: Body) -> tuple[PutAnswer, set[str]]:
    """Take ``body``; the answer, and the roots whose row has changed. What somebody is and what lies in a cart may
    change: of those the newest word counts, by ``at_ms``. Refusals: 400, 404 no such customer, 409 other words were put
    under this id (and time).
    """
    if not 0 < len(at.id) <= ID_MOST or "\0" in at.id:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="id")
    body_hash = _hash(msgspec.json.encode(body))
    whose = at.id if isinstance(body, CustomerPut) else body.customer
    if isinstance(body, CustomerPut):
        customers.ensure(connection, (whose,), "", at.now_ms)
    root = customers.lock(connection, (customers.root_of(connection, whose),))
    name = _name(at, body)
    query = select(puts).where(puts.c.channel == at.channel, puts.c.kind == kind, puts.c.id == name)
    before = connection.execute(query).one_or_none()
    if before is not None:
        if before.body_hash != body_hash:
            raise Refusal(409, refusal.ID_TAKEN, id=at.id)
        return msgspec.json.decode(bytes(before.answer), type=PutAnswer), set()
    touched = {*root.values(), *TAKERS[type(body)](connection, at, body)}
    now = customers.root_of(connection, whose)
    answer = PutAnswer(at.id, now, ledger.balances(connection, (now,))[now])
    row = {"channel": at.channel, "kind": kind, "id": name, "body_hash": body_hash, "at": at.now_ms}
    insert_all(connection, puts, [{**row, "answer": msgspec.json.encode(answer)}])
    return answer, touched


def _name(at: Put, body: Body) -> str:
    """Under what it is taken once."""
    return f"{at.id}@{body.at_ms}" if isinstance(body, CustomerPut | CartPut) else at.id


def _order(connection: Connection, at: Put, body: OrderPut) -> set[str]:
    back = body.total_minor < 0
    root = customers.root_of(connection, body.customer)
    day = local_date(body.at_ms, UTC).isoformat()
    rules = ledger.rules_on(ledger.all_rules(connection), day)
    tier = known(connection, (root,), at.now_ms)[root].row.tier
    gained = earned(rules, tier, body.total_minor - body.redeemed_minor)
    if body.redeemed < 0 or (body.redeemed and back):
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="redeemed")
    free = ledger.balances(connection, (root,))[root] - counter.held(connection, root, at.now_ms)
    if body.redeemed > max(0, free):
        raise Refused(Code.POINTS_TOO_MANY, points=body.redeemed, most=max(0, free), due_minor=body.total_minor)
    about: dict[str, Any] = {"at": body.at_ms, "day": day, "rules": rules.version, "channel": at.channel}
    about["ref"] = customers.clean(body.number, timeline.REF_MOST)
    name = f"{at.channel}:{at.id}"
    moves = [(ledger.VOID if back else ledger.EARN, gained), (ledger.REDEEM, -body.redeemed)]
    rows = [ledger.row(body.customer, f"{name}:{kind}", kind, n, **about) for kind, n in moves if n]
    insert_all(connection, movement, rows)
    shown = ContactRow(
        body.at_ms, timeline.RETURN if back else timeline.ORDER, at.channel, body.title or body.number, body.detail,
        body.total_minor, body.currency, body.number,
    )  # fmt: skip
    insert_all(connection, contact, [timeline.row(body.customer, name, shown)])
    customers.seen(connection, body.customer, body.at_ms)
    return set()


def _cart(connection: Connection, at: Put, body: CartPut) -> set[str]:
    save_cart(connection, body, at.channel, at.id)
    return set()


def save_cart(connection: Connection, body: CartPut, channel: str, id_: str) -> None:
    """Keep a cart, unless something newer is known of it; one that a sale has taken already stays taken."""
    known_at = connection.execute(select(app_cart.c.at).where(app_cart.c.id == id_)).scalar()
    if known_at is not None and known_at > body.at_ms:
        return
    taken = connection.execute(select(cart_taken.c.cart).where(cart_taken.c.cart == id_)).first()
    row = AppCartRow(id_, channel, body.at_ms, body.currency, body.lines)
    values = {"id": id_, "customer": body.customer, "channel": channel, "store": body.store, "at": body.at_ms}
    state = TAKEN if taken else OPEN if body.lines else CLOSED
    upsert_all(connection, app_cart, [{**values, "state": state, "data": msgspec.json.encode(row)}])


def _contact(connection: Connection, at: Put, body: ContactPut) -> set[str]:
    if body.kind not in timeline.KINDS or body.matter not in ("", *timeline.MATTERS):
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="kind" if body.kind not in timeline.KINDS else "matter")
    if body.kind in timeline.REVENUE:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="an order is put as one")
    shown = ContactRow(
        body.at_ms, body.kind, at.channel, body.title, body.detail, body.amount_minor, body.currency, body.ref
    )
    name = f"{at.channel}:contact:{at.id}"
    insert_all(connection, contact, [timeline.row(body.customer, name, shown, matter=body.matter)])
    if body.closes:
        closed = (contact.c.customer == body.customer) & (contact.c.id == f"{at.channel}:contact:{body.closes}")
        connection.execute(update(contact).where(closed).values(matter=""))
    return set()


def _coupon(connection: Connection, at: Put, body: CouponPut) -> set[str]:
    if not is_coupon_code(body.code):
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="code")
    one = Coupon(
        id=at.id, code=body.code, text=body.text, offer=replace(body.offer, coupon=at.id), single=body.single,
        customer=body.customer, from_ms=body.from_ms, to_ms=body.to_ms, worth_minor=body.worth_minor, alone=body.alone,
    )  # fmt: skip
    if coupons.taken(connection, one):
        raise Refusal(409, refusal.ID_TAKEN, id=at.id, coupon=body.code)
    coupons.save(connection, one, at.now_ms)
    return set()


def _customer(connection: Connection, at: Put, body: CustomerPut) -> set[str]:
    if any(kind not in PROVABLE for kind in body.verified) or any(c.purpose not in PURPOSES for c in body.consents):
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="verified or purpose")
    who = Personal(body.given, body.family, body.phone, body.email, body.card, body.language)
    change = customers.Change(at.id, body.at_ms, who, at.channel, body.verified)
    same = customers.tell(connection, change)
    if body.app:
        proven = body.at_ms if APP in body.verified else None
        same += customers.identify(connection, at.id, Identifier(APP, body.app), at.channel, proven)
    told = f"{at.channel}:{_name(at, body)}"
    upsert_all(connection, consent, customers.consent_rows(at.id, told, body.consents))
    touched: set[str] = set()
    for n, other in enumerate(same):
        touched |= customers.merge(connection, at.id, other, at.channel, f"{told}:{n}", at.now_ms)
    return touched


TAKERS: Final[dict[type[Any], Callable[[Connection, Put, Any], set[str]]]] = {
    OrderPut: _order,
    CartPut: _cart,
    ContactPut: _contact,
    CouponPut: _coupon,
    CustomerPut: _customer,
}
KINDS: Final[dict[str, type[Any]]] = {
    "orders": OrderPut,
    "carts": CartPut,
    "contacts": ContactPut,
    "coupons": CouponPut,
    "customers": CustomerPut,
}


# --- asking -------------------------------------------------------------------------------------------------------


def points(connection: Connection, id_: str, now_ms: int) -> PointsAnswer:
    """Balance and the newest movements. Refusal 404."""
    root = customers.root_of(connection, id_)
    row = known(connection, (root,), now_ms)[root].row
    rules = ledger.rules_on(ledger.all_rules(connection), local_date(now_ms, UTC).isoformat())
    query = timeline.newest(movement, (root,), SHOWN_MOST)
    moves = tuple(
        LedgerRow(one.at, one.kind, one.points, one.store or one.channel, one.ref) for one in connection.execute(query)
    )
    return PointsAnswer(root, row.points, row.points * rules.point_minor, row.expiring, row.expires_on, moves)


def contacts(connection: Connection, id_: str) -> TimelineAnswer:
    root = customers.root_of(connection, id_)
    found = connection.execute(timeline.newest(contact, (root,), SHOWN_MOST))
    return TimelineAnswer(root, tuple(map(timeline.told, found)))


def receipts(connection: Connection, id_: str) -> ReceiptsAnswer:
    """The receipts of this person in every store, newest first."""
    root = customers.root_of(connection, id_)
    ids = customers.members(connection, (root,))[root]
    there = (receipt_link.c.store == receipt_customer.c.store) & (receipt_link.c.receipt == receipt_customer.c.receipt)
    query = (
        select(receipt_customer, receipt_link.c.link)
        .select_from(receipt_customer.outerjoin(receipt_link, there))
        .where(receipt_customer.c.customer.in_(ids))
        .order_by(receipt_customer.c.at.desc(), receipt_customer.c.number.desc())
        .limit(SHOWN_MOST)
    )
    return ReceiptsAnswer(
        root,
        tuple(
            ReceiptOf(row.store, row.number, row.at, row.earned, row.redeemed, row.link or "")
            for row in connection.execute(query)
        ),
    )
