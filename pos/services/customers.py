"""The customer at the counter: recognise, attach, enrol, coupons, consents, and what another channel began.

`Members` looks people up on any thread; `Customers` belongs to the money thread. Neither waits for the centre: what it
knows better arrives by `learned` and `granted`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused, Unavailable
from pos.contract import decode_body, decode_entry
from pos.contract.people import AppCartRow, BriefingRow, CustomerRow, CustomersAnswer, HoldAnswer, HoldRequest
from pos.domain import customer as who
from pos.domain import loyalty
from pos.domain.catalogue import Article
from pos.domain.coupons import Coupon, check
from pos.domain.customer import Consent, Identifier, Member, Personal
from pos.domain.events import (
    CustomerChanged,
    CustomerCreated,
    CustomerOpened,
    Override,
    SaleAttributed,
    SaleCompleted,
    SalePoints,
    SaleVoided,
)
from pos.domain.loyalty import Allowed, Rules, Tier
from pos.domain.pricing import PricedCart
from pos.ports import PERSONAL, Replica
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.people import People, Points
from pos.services.redeeming import Redeeming
from pos.services.sale import Sale

CUSTOMER_CHANGED: Final = Changes(customer=True)
FOUND_MOST: Final = 8
SLICE: Final = 500
DISPLAY: Final = "display"


class Members:
    """Looking customers up in the replica; one instance per thread."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def find(self, text: str, limit: int = FOUND_MOST) -> tuple[tuple[CustomerRow, ...], Changes]:
        """By card, app code, telephone or e-mail (whole), else by any fragments of the name from three characters on.
        Blocked ones are found too, so that nobody makes them anew; merged ones are shown as the record they became.
        """
        identifier = self.read(text)
        if identifier is not None:
            rows = self._replica.customers_by_key(who.lookup(self._replica.policy().lookup_key, identifier))
        elif max((len(word) for word in text.split()), default=0) >= who.SHORTEST_NAME:
            rows = self._replica.customers_by_name(text, limit)
        else:
            rows = []
        return tuple(self._living(rows))[:limit], NOTHING

    def read(self, text: str) -> Identifier | None:
        """What whole identifier ``text`` is, in the store's country; None if it is none."""
        store = self._replica.store()
        return who.read_identifier(text, store.country if store is not None else "")

    def likely(self, person: Personal, limit: int = 3) -> tuple[tuple[CustomerRow, ...], Changes]:
        """Who could be the same person already: the same telephone, address or card first, then the same name."""
        key = self._replica.policy().lookup_key
        rows: list[CustomerRow] = []
        for identifier in person.identifiers():
            rows += self._replica.customers_by_key(who.lookup(key, identifier))
        name = f"{person.given} {person.family}".strip()
        if len(person.family) >= who.SHORTEST_NAME:
            rows += self._replica.customers_by_name(name, limit)
        return tuple(self._living(rows))[:limit], NOTHING

    def customer(self, customer: str) -> tuple[CustomerRow | None, Changes]:
        return self._replica.customer(customer), NOTHING

    def as_of(self) -> tuple[int | None, Changes]:
        """How old what is said here is: server time of the last word, UTC ms."""
        return self._replica.customers_word().as_of_ms, NOTHING

    def offline_limit(self) -> tuple[int, Changes]:
        """The most that one customer may spend in points while the line is down, in minor units."""
        return self._replica.policy().limits.single_minor, NOTHING

    def briefing(self, now_ms: int) -> tuple[tuple[BriefingRow, ...], Changes]:
        """Today's campaigns and price changes for the staff."""
        rows = self._replica.briefing()
        return tuple(r for r in rows if r.from_ms <= now_ms and (r.to_ms == 0 or now_ms < r.to_ms)), NOTHING

    def _living(self, rows: Sequence[CustomerRow]) -> list[CustomerRow]:
        living: dict[str, CustomerRow] = {}
        for row in rows:
            found = row if row.state != who.MERGED else self._replica.customer(row.into)
            if found is not None:
                living.setdefault(found.id, found)
        return list(living.values())


class CouponState(Struct, frozen=True):
    """A coupon of this customer beside the cart: applied, or why not (None: it can be); ``off_minor``: what it takes or
    would take off.
    """

    coupon: Coupon
    applied: bool
    refused: Code | None
    off_minor: int


class Invitation(Struct, frozen=True):
    """A code for the customer display: where it leads, and the token under which the answer can be asked for."""

    token: str
    address: str


class CustomerView(Struct, frozen=True):
    """All that the panel and the profile show of one customer.

    ``earns``: points of the cart as it is; ``allowed``: points that may pay for it now; ``next_tier`` and the revenue
    missing for it; ``carts``: open ones of other channels.
    """

    row: CustomerRow
    points: Points
    rules: Rules
    worth_minor: int
    earns: int
    allowed: Allowed
    next_tier: tuple[Tier, int] | None
    consents: tuple[Consent, ...]
    coupons: tuple[CouponState, ...]
    carts: tuple[AppCartRow, ...]


class Customers:
    """Refuses with its own reason whatever is not allowed, with nothing changed."""

    def __init__(self, desk: Desk, sale: Sale) -> None:
        self._desk = desk
        self._sale = sale

    @property
    def _people(self) -> People:
        return self._desk.people

    # --- who is here ----------------------------------------------------------------------------------------------

    def view(self, customer: str | None = None) -> tuple[CustomerView | None, Changes]:
        """``customer``, or the one of the cart; None if there is none or nothing is known of them here."""
        desk = self._desk
        member = desk.cart.member if desk.cart is not None else None
        id_ = customer or (member.customer if member is not None else None)
        row = self._people.row(id_) if id_ is not None else None
        if row is None or id_ is None:
            return None, NOTHING
        rules = desk.rules()
        points = self._people.points(id_, online=desk.contact.online())
        cart = self._priced()
        mine = cart is not None and member is not None and member.customer in (id_, row.id)
        due = self._due(cart) if cart is not None and mine else rules.point_minor * max(0, points.balance)
        return CustomerView(
            row=row,
            points=points,
            rules=rules,
            worth_minor=loyalty.worth(rules, points.balance),
            earns=loyalty.earned(rules, row.tier, cart.total_minor) if cart is not None else 0,
            allowed=Redeeming(desk).allowed(id_, due),
            next_tier=loyalty.next_tier(rules, row.revenue_minor),
            consents=self._people.consents(id_),
            coupons=tuple(self._coupon_state(coupon, id_, cart if mine else None) for coupon in row.coupons),
            carts=tuple(c for c in row.carts if c.state == "open" and not self._people.cart_taken(c.id)),
        ), NOTHING

    def recognise(self, text: str, rows: Sequence[CustomerRow]) -> tuple[CustomerRow, Changes]:
        """Attach whoever a card or app code belongs to: exactly one of ``rows``, which `Members.find` found for it.

        Raises Refused CUSTOMER_UNKNOWN, CUSTOMER_AMBIGUOUS (several: a person chooses), or as `attach`.
        """
        if not rows:
            raise Refused(Code.CUSTOMER_UNKNOWN, text=text)
        if len(rows) > 1:
            raise Refused(Code.CUSTOMER_AMBIGUOUS, count=len(rows))
        return self.attach(rows[0].id)

    def attach(self, customer: str) -> tuple[CustomerRow, Changes]:
        """Sell to this customer. Raises Refused CUSTOMER_UNKNOWN or CUSTOMER_BLOCKED."""
        row = self._people.row(customer)
        if row is None:
            raise Refused(Code.CUSTOMER_UNKNOWN, text="")
        if row.state != who.ACTIVE:
            raise Refused(Code.CUSTOMER_BLOCKED, name=f"{row.given} {row.family}".strip())
        _, changes = self._sale.attach(Member(row.id, row.tier))
        return row, changes

    def newcomers(self, text: str) -> tuple[tuple[CustomerRow, ...], Changes]:
        """Customers made at this till whom the replica does not bring yet, by fragments of the name as in
        `Members.find`: offline somebody may well come back before the line does.
        """
        words = text.casefold().split()
        if max((len(word) for word in words), default=0) < who.SHORTEST_NAME:
            return (), NOTHING
        rows = self._people.newcomers()
        return tuple(r for r in rows if all(w in f"{r.given} {r.family}".casefold() for w in words)), NOTHING

    def detach(self) -> tuple[PricedCart | None, Changes]:
        return self._sale.detach()

    def learned(self, answer: CustomersAnswer) -> tuple[None, Changes]:
        """The centre answered a question; younger than the replica."""
        self._people.learn(answer)
        return None, CUSTOMER_CHANGED

    def hold_wanted(self, customer: str) -> tuple[HoldRequest | None, Changes]:
        """What to ask the centre for while the customer is still scanning: the likely redemption. None: nothing to
        hold, or a hold is here (one of no points is worth asking again).
        """
        points = self._people.points(customer, online=self._desk.contact.online())
        hold = self._people.hold(customer)
        if (hold is not None and hold.points) or points.balance < max(1, self._desk.rules().least_points):
            return None, NOTHING
        return HoldRequest(self._desk.ids.new(), customer, points.balance), NOTHING

    def granted(self, customer: str, answer: HoldAnswer, asked_mono_ms: int) -> tuple[None, Changes]:
        self._people.granted(customer, answer, asked_mono_ms)
        return None, CUSTOMER_CHANGED

    # --- making and changing ----------------------------------------------------------------------------------------

    def create(
        self, person: Personal, given: Sequence[str] = (), duplicates: Sequence[str] = (), proof: str = DISPLAY
    ) -> tuple[CustomerRow, Changes]:
        """A new customer, at once and offline too; the centre merges later. ``given``: purposes consented to on the
        customer's own word (``proof``); ``duplicates``: ids that were shown as likely the same and denied.

        Raises Refused CUSTOMER_NAME_MISSING, IDENTIFIER_INVALID (with ``kind``), CONSENT_MISSING (no proof).
        """
        desk = self._desk
        desk.signed_in()
        store = desk.store()
        if not (person.given.strip() or person.family.strip()):
            raise Refused(Code.CUSTOMER_NAME_MISSING)
        if given and not proof:
            raise Refused(Code.CONSENT_MISSING, purpose=given[0])
        person = Personal(
            given=person.given.strip()[: who.NAME_MOST],
            family=person.family.strip()[: who.NAME_MOST],
            phone=who.read_phone(person.phone, store.country) if person.phone.strip() else "",
            email=who.read_email(person.email) if person.email.strip() else "",
            card=_card(person.card),
            language=person.language or store.language,
        )
        now = desk.clock.now_ms()
        consents = tuple(Consent(purpose, True, now, "till", proof) for purpose in given)
        customer = desk.ids.new()
        data = msgspec.json.encode(person)
        body = CustomerCreated(customer, _proof(customer, data), consents, tuple(duplicates))
        desk.commit([desk.fact(body, fact_id=customer)], more={PERSONAL + customer: data})
        row = self._people.row(customer)
        assert row is not None  # it was written just now
        return row, CUSTOMER_CHANGED

    def invite(self) -> tuple[Invitation, Changes]:
        """A code with which somebody becomes a customer by their own telephone. Raises Unavailable CENTRE_UNREACHABLE
        if nobody could answer the form now.
        """
        desk = self._desk
        desk.signed_in()
        page = desk.replica.policy().receipts_at
        if not page or not desk.contact.online():
            raise Unavailable(Code.CENTRE_UNREACHABLE)
        token = desk.ids.new().replace("-", "")
        return Invitation(token, f"{page.rstrip('/')}/join/{token}"), NOTHING

    def consent(self, customer: str, changes: Sequence[tuple[str, bool]], proof: str) -> tuple[None, Changes]:
        """Consents given or withdrawn, pairs of purpose and yes or no, confirmed by the customer on the display
        (``proof``). Raises Refused CONSENT_MISSING if somebody says yes for them.
        """
        desk = self._desk
        desk.signed_in()
        for purpose, given in changes:
            if given and not proof:
                raise Refused(Code.CONSENT_MISSING, purpose=purpose)
        now = desk.clock.now_ms()
        consents = tuple(Consent(purpose, given, now, "till", proof) for purpose, given in changes)
        desk.commit([desk.fact(CustomerChanged(customer, consents))])
        return None, CUSTOMER_CHANGED

    def opened(self, customer: str, what: str = "contact") -> tuple[None, Changes]:
        """Somebody wants to see what is masked: that is written down before it is asked for."""
        self._desk.signed_in()
        self._desk.commit([self._desk.fact(CustomerOpened(customer, what))])
        return None, NOTHING

    # --- coupons and carts ------------------------------------------------------------------------------------------

    def apply_coupon(self, code: str, approved_by: str | None = None) -> tuple[PricedCart, Changes]:
        """Apply a coupon, scanned or touched: one of the customer's own or anybody's. ``approved_by`` lifts the cap for
        single ones while the centre cannot be asked.

        Raises Refused COUPON_UNKNOWN, one of `pos.domain.coupons.check`, COUPON_NO_EFFECT, COUPON_OFFLINE.
        """
        desk = self._desk
        cart = desk.cart
        if cart is None or not cart.lines:
            raise Refused(Code.CART_EMPTY)
        coupon = self._coupon(code)
        after, priced = self._checked(coupon, cart.coupons)
        off = priced.taken_off(coupon.offer.id)
        limit = desk.replica.policy().coupon_offline_minor
        if coupon.single and not desk.contact.online() and off > limit:
            if approved_by is None:
                raise Refused(Code.COUPON_OFFLINE, text=coupon.text, most_minor=limit)
            desk.commit([desk.fact(Override("coupon-offline", approved_by, off, cart.currency))])
        return self._sale.present(after)

    def drop_coupon(self, coupon: str) -> tuple[PricedCart, Changes]:
        cart = self._desk.cart
        if cart is None:
            raise Refused(Code.CART_EMPTY)
        return self._sale.present(tuple(one for one in cart.coupons if one.id != coupon))

    def take_cart(self, cart: str, skus: Sequence[str]) -> tuple[tuple[str, ...], Changes]:
        """Continue a cart of another channel here, with those of its lines that are named; answers the skus that are
        not sold here. Raises Refused CUSTOMER_MISSING, CART_TAKEN, CART_OFFLINE (another till could take it too).
        """
        desk = self._desk
        view, _ = self.view()
        if view is None:
            raise Refused(Code.CUSTOMER_MISSING)
        if not desk.contact.online():
            raise Refused(Code.CART_OFFLINE)
        wanted = next((one for one in view.carts if one.id == cart), None)
        if wanted is None or (desk.cart is not None and desk.cart.app_cart == cart):
            raise Refused(Code.CART_TAKEN)
        chosen: list[tuple[Article, int, int]] = []
        missing = []
        for line in (line for line in wanted.lines if line.sku in skus):
            article = desk.replica.article(line.sku)
            if article is None:
                missing.append(line.sku)
            else:
                chosen.append((article, line.quantity, line.unit_minor))
        _, changes = self._sale.take_over(cart, chosen)
        return tuple(missing), changes | CUSTOMER_CHANGED

    # --- afterwards -------------------------------------------------------------------------------------------------

    def attribute(self, seq: int, customer: str) -> tuple[SaleAttributed, Changes]:
        """Give the sale that stands as entry ``seq`` to a customer, shortly after. Raises Refused SALE_TOO_OLD,
        SALE_ATTRIBUTED (it has one), VOID_TWICE (it was voided), CUSTOMER_BLOCKED, CUSTOMER_UNKNOWN.
        """
        desk = self._desk
        desk.signed_in()
        row = self._people.row(customer)
        if row is None:
            raise Refused(Code.CUSTOMER_UNKNOWN, text="")
        if row.state != who.ACTIVE:
            raise Refused(Code.CUSTOMER_BLOCKED, name=f"{row.given} {row.family}".strip())
        sale = self._attributable(seq)
        rules = desk.rules()
        points = SalePoints(rules.version, loyalty.earned(rules, row.tier, sale.total_minor))
        fact = SaleAttributed(sale.sale, sale.receipt, row.id, points)
        desk.commit([desk.fact(fact)])
        return fact, CUSTOMER_CHANGED | Changes(receipts=True)

    def _attributable(self, seq: int) -> SaleCompleted:
        desk = self._desk
        stored = desk.journal.entry(seq)
        if stored is None:
            raise Refused(Code.SALE_TOO_OLD)
        entry = decode_entry(stored.line)
        sale = decode_body(entry)
        within_ms = desk.replica.policy().attribute_within_s * 1000
        if not isinstance(sale, SaleCompleted) or desk.clock.now_ms() - entry.at > within_ms:
            raise Refused(Code.SALE_TOO_OLD)
        if sale.customer is not None:
            raise Refused(Code.SALE_ATTRIBUTED, receipt=sale.receipt)
        while later := desk.journal.read(seq, SLICE):
            for one in later:
                seq = one.seq
                body = decode_body(decode_entry(one.line))
                if isinstance(body, SaleAttributed) and body.sale == sale.sale:
                    raise Refused(Code.SALE_ATTRIBUTED, receipt=sale.receipt)
                if isinstance(body, SaleVoided) and body.voids == sale.sale:
                    raise Refused(Code.VOID_TWICE, receipt=sale.receipt)
        return sale

    # --- inside -----------------------------------------------------------------------------------------------------

    def _priced(self) -> PricedCart | None:
        priced, _ = self._sale.view()
        return priced if priced is not None and priced.lines else None

    def _due(self, cart: PricedCart) -> int:
        """What points could pay for: all of the cart, or what other tenders have left of it."""
        checkout = self._desk.checkout
        return (
            cart.total_minor if checkout is None else checkout.without_points(self._desk.rules().point_minor).open_minor
        )

    def _coupon(self, code: str) -> Coupon:
        cart = self._desk.cart
        own: tuple[Coupon, ...] = ()
        if cart is not None and cart.member is not None:
            row = self._people.row(cart.member.customer)
            own = row.coupons if row is not None else ()
        wanted = code.strip()
        coupon = next((one for one in own if one.code == wanted), None) or self._desk.replica.coupon(wanted)
        if coupon is None:
            raise Refused(Code.COUPON_UNKNOWN, text=wanted)
        return coupon

    def _checked(self, coupon: Coupon, beside: tuple[Coupon, ...]) -> tuple[tuple[Coupon, ...], PricedCart]:
        """The coupons with this one, and the cart with them; refused if it may not be, or would take nothing off."""
        cart = self._desk.cart
        member = cart.member.customer if cart is not None and cart.member is not None else ""
        used = self._people.coupon_used(coupon.id) if coupon.single else None
        if used is not None:
            raise Refused(Code.COUPON_USED, text=coupon.text, at_ms=used)
        check(coupon, member, self._desk.clock.now_ms(), beside)
        after = (*beside, replace(coupon, offer=replace(coupon.offer, coupon=coupon.id)))
        priced = self._sale.tried(after)
        if priced.taken_off(coupon.offer.id) == 0:
            raise Refused(Code.COUPON_NO_EFFECT, text=coupon.text, minimum_minor=coupon.offer.minimum)
        return after, priced

    def _coupon_state(self, coupon: Coupon, customer: str, cart: PricedCart | None) -> CouponState:
        if cart is not None and any(one.id == coupon.id for one in cart.cart.coupons):
            return CouponState(coupon, True, None, cart.taken_off(coupon.offer.id))
        try:
            if cart is not None:
                _, priced = self._checked(coupon, cart.cart.coupons)
                return CouponState(coupon, False, None, priced.taken_off(coupon.offer.id))
            check(coupon, customer, self._desk.clock.now_ms(), ())
        except Refused as refused:
            return CouponState(coupon, False, refused.code, 0)
        return CouponState(coupon, False, None, coupon.worth_minor)


def _proof(entry: str, data: bytes) -> str:
    return hashlib.sha256(entry.encode() + data).hexdigest()


def _card(text: str) -> str:
    if not text.strip():
        return ""
    card = who.read_card(text)
    if card is None:
        raise Refused(Code.IDENTIFIER_INVALID, kind=who.CARD)
    return card
