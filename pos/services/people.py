"""What is known of customers right now: the centre's last word ⊕ own entries that word does not contain yet.

The word is the replica's row or a live answer, whichever is younger; each states up to which entry of this journal it
reaches. Kept in memory only: everything here can be had again from the replica and the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from pos.base.clock import Clock
from pos.contract import decode_body, decode_entry
from pos.contract.people import CustomerRow, CustomersAnswer, HoldAnswer
from pos.domain.customer import ACTIVE, MERGED, Consent, Personal
from pos.domain.events import (
    CUSTOMER_CHANGED,
    CUSTOMER_CREATED,
    SALE_ATTRIBUTED,
    SALE_COMPLETED,
    SALE_VOIDED,
    Body,
    CustomerChanged,
    CustomerCreated,
    SaleAttributed,
    SaleCompleted,
    SaleVoided,
)
from pos.domain.loyalty import Spent
from pos.ports import PERSONAL, SPENT, Journal, Replica, Stored

LIVE_MS: Final = 15_000
SLICE: Final = 500
MERGES_MOST: Final = 5
OF_CUSTOMERS: Final = frozenset({SALE_COMPLETED, SALE_VOIDED, SALE_ATTRIBUTED, CUSTOMER_CREATED, CUSTOMER_CHANGED})


class Points(Struct, frozen=True):
    """A customer's points with age and source. ``balance`` includes ``provisional``, the sum of own entries that the
    word of ``as_of_ms`` (server time, UTC ms; None: there is none) does not contain; ``live``: it is seconds old.
    """

    balance: int
    provisional: int
    redeemed: int
    as_of_ms: int | None
    live: bool


class Move(Struct, frozen=True):
    """What entry ``seq`` of this journal does to a customer's points and consents."""

    seq: int
    points: int
    redeemed: int = 0
    consents: tuple[Consent, ...] = ()


class Hold(Struct, frozen=True):
    """Points granted to this till until ``until_mono_ms`` of its own monotonic clock."""

    id: str
    points: int
    until_mono_ms: int


class _Live(Struct, frozen=True):
    row: CustomerRow
    as_of_ms: int
    applied: int


class People:
    """Belongs to the money thread."""

    def __init__(self, journal: Journal, replica: Replica, clock: Clock) -> None:
        self._journal = journal
        self._replica = replica
        self._clock = clock
        self._live: dict[str, _Live] = {}
        self._newcomers: dict[str, CustomerRow] = {}
        self._moves: dict[str, tuple[Move, ...]] = {}
        self._read_to: int | None = None
        self._holds: dict[str, Hold] = {}
        self._coupons: dict[str, int] = {}
        self._carts: set[str] = set()
        self._attributed: dict[str, SaleAttributed] = {}
        self._lead: dict[str, str] = {}
        self._lead_as_of: int | None = None

    # --- who ------------------------------------------------------------------------------------------------------

    def row(self, customer: str) -> CustomerRow | None:
        """The youngest row there is, merges followed to the record that lives on."""
        for _ in range(MERGES_MOST):
            row = self._word(customer)[0]
            if row is None or row.state != MERGED or not row.into:
                return row
            customer = row.into
        return None

    def consents(self, customer: str) -> tuple[Consent, ...]:
        """The newest word on each purpose, own entries included."""
        customer = self._living(customer)
        row, _, applied = self._word(customer)
        newest = {consent.purpose: consent for consent in (row.consents if row is not None else ())}
        for move in self._own(customer, applied):
            newest.update({consent.purpose: consent for consent in move.consents})
        return tuple(newest.values())

    def newcomers(self) -> tuple[CustomerRow, ...]:
        """Customers made at this till that the replica does not bring yet."""
        self._catch_up()
        known = {id_ for id_ in self._newcomers if self._replica.customer(id_) is not None}
        return tuple(row for id_, row in self._newcomers.items() if id_ not in known)

    def coupon_used(self, coupon: str) -> int | None:
        """When this till used a single coupon up (UTC ms); None: not as far as its unsent entries say."""
        self._catch_up()
        return self._coupons.get(coupon)

    def cart_taken(self, cart: str) -> bool:
        """Was this cart of another channel continued in a sale of this till?"""
        self._catch_up()
        return cart in self._carts

    def learn(self, answer: CustomersAnswer) -> None:
        """An answer of the centre, younger than the replica."""
        applied = answer.applied.get(self._journal.identity.tag, 0)
        self._lead = {}
        for row in answer.customers:
            self._live[row.id] = _Live(row, answer.server_time, applied)

    # --- points ---------------------------------------------------------------------------------------------------

    def points(self, customer: str, *, online: bool) -> Points:
        """Balance with age and source; ``online``: is the centre in reach as far as the till knows."""
        customer = self._living(customer)
        row, as_of_ms, applied = self._word(customer)
        own = self._own(customer, applied)
        provisional = sum(move.points for move in own)
        return Points(
            balance=(row.points if row is not None else 0) + provisional,
            provisional=provisional,
            redeemed=sum(move.redeemed for move in own),
            as_of_ms=as_of_ms,
            live=online and as_of_ms is not None and self._clock.now_ms() - as_of_ms <= LIVE_MS,
        )

    def newest_move(self, customer: str) -> int | None:
        """This till's newest entry about them; None if the centre's word contains it already, or there is none."""
        customer = self._living(customer)
        own = self._own(customer, self._word(customer)[2])
        return own[-1].seq if own else None

    def spent(self, contact_ms: int | None) -> Spent:
        """Redeemed without a hold since the last contact with the centre (UTC ms)."""
        draft = self._journal.drafts().get(SPENT)
        spent = Spent() if draft is None else msgspec.json.decode(draft, type=Spent)
        return Spent() if contact_ms is not None and contact_ms > spent.last_ms else spent

    def hold(self, customer: str) -> Hold | None:
        """The leave this till has now, if it has not run out."""
        hold = self._holds.get(customer)
        if hold is None or hold.until_mono_ms <= self._clock.mono_ms():
            return None
        return hold

    def granted(self, customer: str, answer: HoldAnswer, asked_mono_ms: int) -> None:
        """The centre's answer; its lease is counted from before the question was sent. Of two questions for one person
        (a card scanned twice) the second is granted what the first left: it does not replace the first one's answer.
        """
        before = self.hold(customer)
        if before is None or before.points <= answer.points:
            self._holds[customer] = Hold(answer.id, answer.points, asked_mono_ms + answer.ttl_s * 1000)

    def granted_here(self, hold: str) -> bool:
        """Whether it was granted since the till was started, so that its own monotonic clock counts."""
        return any(one.id == hold for one in self._holds.values())

    # --- own entries ------------------------------------------------------------------------------------------------

    def wrote(self, stored: Iterable[Stored]) -> None:
        """Entries were committed; those about customers count from now on."""
        if self._read_to is None:
            return  # nobody has asked yet: they are read with all others
        for one in stored:
            if one.seq == self._read_to + 1:
                self._take(one)

    def used_hold(self, hold: str) -> None:
        self._holds = {customer: one for customer, one in self._holds.items() if one.id != hold}

    def _word(self, customer: str) -> tuple[CustomerRow | None, int | None, int]:
        """(row, as of, applied up to seq) of the younger of replica and live answer."""
        self._catch_up()
        word = self._replica.customers_word()
        applied = word.applied.get(self._journal.identity.tag, 0)
        live = self._live.get(customer)
        if live is not None and (word.as_of_ms is None or live.as_of_ms > word.as_of_ms):
            return live.row, live.as_of_ms, live.applied
        row = self._replica.customer(customer)
        if row is None and live is not None:
            return live.row, live.as_of_ms, live.applied
        if row is None and customer in self._newcomers:
            return self._newcomers[customer], None, 0
        return row, (word.as_of_ms if row is not None else None), applied

    def _own(self, customer: str, applied: int) -> tuple[Move, ...]:
        """Own moves beyond ``applied``, those of records merged into this one included."""
        moves = [move for id_ in self._records(customer, applied) for move in self._moves.get(id_, ())]
        return tuple(sorted((move for move in moves if move.seq > applied), key=lambda move: move.seq))

    def _records(self, customer: str, applied: int) -> list[str]:
        """``customer`` and those records with own moves beyond ``applied`` that live on in it. To whom a record leads
        is asked once for each word of the centre: in a long outage there are many, and none of them changes.
        """
        as_of_ms = self._replica.customers_word().as_of_ms
        if as_of_ms != self._lead_as_of:
            self._lead, self._lead_as_of = {}, as_of_ms
        moved = [id_ for id_, moves in self._moves.items() if moves[-1].seq > applied and id_ != customer]
        for id_ in moved:
            if id_ not in self._lead:
                self._lead[id_] = self._living(id_)
        return [customer, *(id_ for id_ in moved if self._lead[id_] == customer)]

    def _living(self, customer: str) -> str:
        """The record that lives on; ``customer`` itself if nothing is known of them."""
        row = self.row(customer)
        return customer if row is None else row.id

    def _catch_up(self) -> None:
        """Read what the journal says about customers, once: from where the replica's word ends."""
        if self._read_to is None:
            tag = self._journal.identity.tag
            contained = self._replica.customers_word().applied.get(tag, self._journal.acked().seq)
            self._read_to = min(contained, self._journal.head().seq)
        while entries := self._journal.read(self._read_to, SLICE):
            for stored in entries:
                self._take(stored)

    def _take(self, stored: Stored) -> None:
        self._read_to = stored.seq
        entry = decode_entry(stored.line)
        if entry.kind not in OF_CUSTOMERS:
            return
        body = decode_body(entry)
        self._note_uses(body, entry.at)
        if isinstance(body, SaleAttributed):
            self._attributed[body.sale] = body
        move = _move(body, stored.seq) or self._taken_back(body, stored.seq)
        if move is not None:
            customer, one = move
            self._moves[customer] = (*self._moves.get(customer, ()), one)
        if isinstance(body, CustomerCreated):
            newcomer = self._newcomer(body, entry.id, entry.at)
            if newcomer is not None:
                self._newcomers[body.customer] = newcomer

    def _note_uses(self, body: Body, at_ms: int) -> None:
        if isinstance(body, SaleVoided):
            for use in body.sale.coupons:
                self._coupons.pop(use.coupon, None)
        if isinstance(body, SaleCompleted):
            self._coupons.update({use.coupon: at_ms for use in body.coupons if use.single})
            if body.app_cart is not None:
                self._carts.add(body.app_cart)

    def _taken_back(self, body: Body, seq: int) -> tuple[str, Move] | None:
        """The void of a sale that was given to a customer afterwards takes those points back."""
        given = self._attributed.get(body.voids) if isinstance(body, SaleVoided) else None
        return None if given is None else (given.customer, Move(seq, -given.points.earned))

    def _newcomer(self, body: CustomerCreated, entry_id: str, at_ms: int) -> CustomerRow | None:
        """What is still known here of a customer made at this till; None once the centre has it."""
        draft = self._journal.drafts().get(PERSONAL + entry_id)
        if draft is None:
            return None
        person = msgspec.json.decode(draft, type=Personal)
        return CustomerRow(
            id=body.customer,
            given=person.given,
            family=person.family,
            state=ACTIVE,
            card_end=person.card[-4:],
            seen_ms=at_ms,
            consents=body.consents,
        )


def _move(body: Body, seq: int) -> tuple[str, Move] | None:
    """(customer, what it does); None if it does nothing to a customer."""
    if isinstance(body, SaleVoided):
        body = body.sale
    if isinstance(body, SaleCompleted | SaleAttributed):
        points = body.points
        if body.customer is None or points is None:
            return None
        return body.customer, Move(seq, points.earned - points.redeemed, points.redeemed)
    if isinstance(body, CustomerCreated | CustomerChanged):
        return body.customer, Move(seq, 0, consents=body.consents)
    return None
