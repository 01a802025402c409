"""The desk: what lies on the counter right now. Cart, checkout and shift live here and, as drafts, in the journal's
file; `commit` changes both or neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar

import msgspec

from pos.base.clock import Clock, Ids, local_date, local_time
from pos.base.errors import Code, Refused, Unavailable
from pos.contract import OperatorRow, StoreRow
from pos.domain.cart import Cart
from pos.domain.cash import Shift
from pos.domain.checkout import Checkout
from pos.domain.collect import PickupFact
from pos.domain.events import Body, Incident, Seller
from pos.domain.loyalty import Rules
from pos.domain.offers import Circumstances, Index, Promotion
from pos.domain.pricing import NO_OFFERS, Offers
from pos.domain.tax import Rate
from pos.ports import CART, CHECKOUT, SHIFT, STOCK, Journal, NewFact, Replica, Signer, Stored
from pos.services.link import Contact
from pos.services.own_moves import OwnMoves
from pos.services.people import People


class Keep:
    """Marks a part of the desk that a commit leaves alone (None would clear it)."""


KEEP: Final = Keep()
Draft = TypeVar("Draft", Cart, Checkout, Shift)


class Desk:
    """Working state of one till. Belongs to the money thread.

    ``cart`` is None between customers; while ``checkout`` is set the cart is frozen inside it and ``cart`` keeps
    the same value, so that going back is free.
    """

    def __init__(
        self,
        journal: Journal,
        replica: Replica,
        signer: Signer,
        clock: Clock,
        ids: Ids,
        contact: Contact | None = None,
        own: OwnMoves | None = None,
    ) -> None:
        self.contact = contact or Contact()
        self.people = People(journal, replica, clock)
        self.own = own or OwnMoves(self.contact)
        self.orders = self.own.orders
        self.journal = journal
        self.replica = replica
        self.signer = signer
        self.clock = clock
        self.ids = ids
        self.operator: OperatorRow | None = None
        self._full_disk_told = False
        self._promotions: tuple[Promotion, ...] = ()
        self._index = Index(())
        drafts = journal.drafts()
        self.own.begin(journal, replica, clock, drafts.get(STOCK))
        self.orders.begin(journal, replica)
        self.cart = _decoded(drafts.get(CART), Cart)
        self.checkout = _decoded(drafts.get(CHECKOUT), Checkout)
        self.shift = _decoded(drafts.get(SHIFT), Shift)

    # --- what must be there ---------------------------------------------------------------------------------------

    def store(self) -> StoreRow:
        store = self.replica.store()
        if store is None:
            raise Refused(Code.REPLICA_EMPTY)
        return store

    def rates(self) -> tuple[Rate, ...]:
        """The rates that hold for the cart on the counter: those frozen with an open checkout, else today's."""
        rates = (self.checkout.rates if self.checkout is not None else ()) or self.replica.rates()
        if not rates:  # nobody forgot a rate: there is no copy of the centre's data here
            raise Refused(Code.REPLICA_EMPTY)
        return rates

    def seller(self) -> Seller:
        """Who sells, frozen with an open checkout as the rates are."""
        if self.checkout is not None and self.checkout.seller is not None:
            return self.checkout.seller
        store = self.store()
        return Seller(store.retailer, store.name, store.street, store.city, store.tax_number)

    def signed_in(self) -> OperatorRow:
        if self.operator is None:
            raise Refused(Code.NOBODY_SIGNED_IN)
        return self.operator

    def open_shift(self) -> Shift:
        if self.shift is None:
            raise Refused(Code.SHIFT_NOT_OPEN)
        return self.shift

    def today(self) -> str:
        """ISO date of now in the store's zone."""
        return local_date(self.clock.now_ms(), self.store().zone).isoformat()

    def rules(self) -> Rules:
        """The rules of points that hold for the cart on the counter: frozen with an open checkout, else today's."""
        if self.checkout is not None and self.checkout.rules is not None:
            return self.checkout.rules
        today = self.shift.day if self.shift is not None else self.today()
        valid = [row for row in self.replica.loyalty() if row.valid_from <= today]
        return max(valid, key=lambda row: row.valid_from).rules if valid else Rules()

    def offers(self, cart: Cart) -> Offers:
        """What may come off this cart now; an invoice that is sold again has its own prices."""
        if cart.source_invoice is not None:
            return NO_OFFERS
        now = self.clock.now_ms()
        here = local_time(now, self.store().zone)
        member = cart.member
        at = Circumstances(
            now_ms=now,
            weekday=here.isoweekday(),
            minute=here.hour * 60 + here.minute,
            member=member is not None,
            tier=member.tier if member is not None else "",
            coupons=tuple(coupon.id for coupon in cart.coupons),
        )
        promotions = self.replica.promotions()
        if promotions is not self._promotions:
            self._promotions, self._index = promotions, Index(promotions)
        return Offers(self._index, at, self.rules().point_minor if cart.points else 1)

    # --- the only way to change it --------------------------------------------------------------------------------

    def fact(
        self,
        body: Body,
        *,
        fact_id: str | None = None,
        receipt_n: int | None = None,
        total_minor: int | None = None,
        source: str | None = None,
    ) -> NewFact:
        """A fact of this desk: its business day is the shift's, its operator the one signed in."""
        return NewFact(
            id=fact_id or self.ids.new(),
            body=body,
            day=self.shift.day if self.shift else self.today(),
            operator=self.operator.number if self.operator else "",
            receipt_n=receipt_n,
            total_minor=total_minor,
            source=source,
        )

    def commit(
        self,
        facts: Sequence[NewFact] = (),
        *,
        cart: Cart | Keep | None = KEEP,
        checkout: Checkout | Keep | None = KEEP,
        shift: Shift | Keep | None = KEEP,
        more: Mapping[str, bytes | None] | None = None,
    ) -> list[Stored]:
        """Write facts and working state in one durable transaction, then take the new state over. ``more``: other
        drafts to write with them (None deletes).
        """
        parts = {CART: cart, CHECKOUT: checkout, SHIFT: shift}
        drafts = {
            name: None if value is None else msgspec.json.encode(value)
            for name, value in parts.items()
            if not isinstance(value, Keep)
        } | dict(more or {})
        stored: list[Stored] = []
        if facts:
            drafts |= self.own.due(self.journal.head().seq)
            stored = self.journal.append(facts, drafts)
            self.people.wrote(stored)
            self.own.wrote((one.seq, fact.body) for one, fact in zip(stored, facts, strict=True))
            if any(isinstance(fact.body, PickupFact) for fact in facts):
                self.orders.wrote(stored)
        else:
            self.journal.save(drafts)
        if not isinstance(cart, Keep):
            self.cart = cart
        if not isinstance(checkout, Keep):
            self.checkout = checkout
        if not isinstance(shift, Keep):
            self.shift = shift
        self._tell_of_full_disk()
        return stored

    def _tell_of_full_disk(self) -> None:
        """Somebody at the centre must know that this till's disk is full; the sale before it stands either way."""
        if self.journal.reserve_released and not self._full_disk_told:
            self._full_disk_told = True
            with suppress(Unavailable):
                self.journal.append([self.fact(Incident("reserve-released", {}))])


def _decoded(draft: bytes | None, kind: type[Draft]) -> Draft | None:
    return None if draft is None else msgspec.json.decode(draft, type=kind)
