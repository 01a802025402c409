"""Online orders that are collected here: recognised, prepared, handed over. Every step is an entry before it is
shown; none waits for the centre, and handing over works without a network (docs/collect.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import collect, pickup_code
from pos.domain.cart import PICKUP, Cart, Fulfil, add
from pos.domain.catalogue import Article
from pos.domain.collect import Pickup, PickupFact
from pos.domain.customer import Member
from pos.domain.events import Override
from pos.domain.hand_over import HandOver
from pos.domain.pickup_code import PickupCode, SealedCode
from pos.domain.pickup_facts import (
    BY_CODE,
    BY_NAME,
    BY_QR,
    PickedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
    ReturnedLine,
)
from pos.domain.pricing import PricedCart
from pos.ports import NewFact, Seals
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.own_orders import handed_over_at
from pos.services.pickups import PickupLists, Pickups
from pos.services.sale import Sale

__all__ = ["Collect", "PickupLists", "Pickups", "Recognised"]

PICKUPS_CHANGED: Final = Changes(pickups=True, sync=True)
HANDED: Final = Changes(pickups=True, stock=True, sync=True)
BAG_MOST: Final = 12
PARCELS_MOST: Final = 50
OVERRIDE: Final = "pickup"


class Recognised(Struct, frozen=True):
    """Whose order a scan or typed text means. ``order`` None: a genuine code of one that is not in the list.
    ``proof``: what the text proves; ``label``: a parcel's label, if it was one.
    """

    order: Pickup | None
    code: PickupCode | None
    proof: str
    label: str = ""


class Collect:
    """Belongs to the money thread. Refuses with its own reason whatever is not allowed, with nothing changed."""

    def __init__(self, desk: Desk, sale: Sale, seals: Seals, pickups: Pickups) -> None:
        self._desk = desk
        self._sale = sale
        self._seals = seals
        self._pickups = pickups

    # --- which order ------------------------------------------------------------------------------------------------

    def lists(self) -> tuple[PickupLists, Changes]:
        return self._pickups.lists()

    def find(self, text: str) -> tuple[tuple[Pickup, ...], Changes]:
        return self._pickups.find(text)

    def show(self, order: str) -> tuple[Pickup | None, Changes]:
        return self._pickups.show(order)

    def scan(self, text: str) -> tuple[Recognised, Changes]:
        """A customer's QR, a parcel's label, a typed code or the number of an order.

        Raises Refused PICKUP_UNKNOWN, PICKUP_AMBIGUOUS, and of a QR everything that makes it worthless here:
        PICKUP_CODE_UNREADABLE, _FORGED, _EXPIRED, _NOT_YET, _OTHER (of another order by that id), PICKUP_KEY_UNKNOWN,
        _REVOKED, PICKUP_OTHER_STORE, PICKUP_HANDED_OVER, PICKUP_CANCELLED.
        """
        cleaned = text.strip()
        if pickup_code.is_pickup_code(cleaned):
            return self._by_qr(pickup_code.read(cleaned)), NOTHING
        if pickup_code.is_parcel_label(cleaned):
            return self._by_label(cleaned), NOTHING
        return self._by_text(cleaned), NOTHING

    def begin(self, recognised: Recognised) -> tuple[HandOver, Changes]:
        """The order comes to the counter. Several pieces are checked off one by one, by their parcel, or all at
        once.
        """
        flow = HandOver(
            recognised.order,
            recognised.code,
            recognised.proof,
            live=self._pickups.live(),
            opened_mono_ms=self._desk.clock.mono_ms(),
        )
        if recognised.label and recognised.order is not None and recognised.order.state in collect.AT_THE_COUNTER:
            flow = flow.scanned(recognised.label)
        return flow, NOTHING

    def _by_qr(self, sealed: SealedCode) -> Recognised:
        desk, code = self._desk, sealed.code
        key = pickup_code.key_for(code, desk.replica.pickup_keys())
        if not self._seals.genuine(key.public, sealed.message, sealed.signature):
            raise Refused(Code.PICKUP_CODE_FORGED)
        try:
            pickup_code.check(code, desk.store().store, desk.clock.now_ms())
        except Refused as refused:
            if refused.code is Code.PICKUP_OTHER_STORE:
                raise Refused(refused.code, store=self._place(code.store), text="") from refused
            raise
        order, _ = self._pickups.show(code.order)
        if order is None:
            at_ms = handed_over_at(desk.orders.known, code.order)
            if at_ms is not None:
                raise Refused(Code.PICKUP_HANDED_OVER, number="", at_ms=at_ms, state=collect.HANDED_OVER)
            return Recognised(None, code, BY_QR)
        if pickup_code.lines_digest(order.lines) != code.digest:
            raise Refused(Code.PICKUP_CODE_OTHER, number=order.number)
        _refuse_done(order)
        return Recognised(order, code, BY_QR)

    def _by_label(self, label: str) -> Recognised:
        own = label.rpartition("-")[0]
        for order in self._listed():
            if pickup_code.parcel_label(order.id, 1).rpartition("-")[0] == own:
                return Recognised(order, None, "", label)
        raise Refused(Code.PICKUP_UNKNOWN, text=label)

    def _by_text(self, text: str) -> Recognised:
        found, _ = self._pickups.find(text)
        code = pickup_code.read_typed(text)
        by_code = [one for one in found if code is not None and one.code == code]
        by_number = [one for one in found if one.number.casefold() == text.casefold()]
        exact = by_code or by_number or list(found)
        open_ones = [one for one in exact if one.state not in collect.DONE] or exact[:1]
        if not open_ones:
            raise Refused(Code.PICKUP_UNKNOWN, text=text)
        if len(open_ones) > 1:
            raise Refused(Code.PICKUP_AMBIGUOUS, text=text, count=len(open_ones))
        return Recognised(open_ones[0], None, BY_CODE if by_code else "")

    def _listed(self) -> list[Pickup]:
        lists, _ = self._pickups.lists()
        return [*lists.ready, *lists.expired, *lists.to_cancel, *lists.to_pick, *lists.unclear, *lists.done]

    def _place(self, store: str) -> str:
        return next((row.name for row in self._desk.replica.locations() if row.location == store), store)

    # --- preparing ----------------------------------------------------------------------------------------------------

    def pick(self, order: str, lines: Sequence[PickedLine]) -> tuple[Pickup, Changes]:
        """Pieces were taken off the shelf, or are missing there. Raises Refused PICKUP_UNKNOWN, PICKUP_QUANTITY, …"""
        return self._step(order, PickupPicked(order, tuple(lines)), Changes(pickups=True, stock=True, sync=True))

    def ready(self, order: str, bags: Sequence[str], parcels: int = 1) -> tuple[Pickup, Changes]:
        """Packed and put away; the customer is told. Raises Refused PICKUP_BAG_MISSING, QUANTITY_OUT_OF_RANGE."""
        if not 1 <= parcels <= PARCELS_MOST:
            raise Refused(Code.QUANTITY_OUT_OF_RANGE, quantity=parcels, most=PARCELS_MOST)
        return self._step(order, PickupReady(order, _bags(bags), parcels), PICKUPS_CHANGED)

    def move(self, order: str, bags: Sequence[str]) -> tuple[Pickup, Changes]:
        """The parcels stand elsewhere now. Raises Refused PICKUP_BAG_MISSING."""
        return self._step(order, PickupMoved(order, _bags(bags)), PICKUPS_CHANGED)

    def remind(self, order: str) -> tuple[Pickup, Changes]:
        return self._step(order, PickupReminded(order), PICKUPS_CHANGED)

    def give_back(self, order: str, reason: str) -> tuple[Pickup, Changes]:
        """What is left of an order goes back to the shelf; it is over."""
        one = self._known(order)
        lines = tuple(ReturnedLine(line.n, line.sku, line.left) for line in one.lines if line.left)
        return self._step(order, PickupReturned(order, reason, lines), Changes(pickups=True, stock=True, sync=True))

    def answer_cancel(self, order: str, accepted: bool) -> tuple[Pickup, Changes]:
        """The store's word on a cancellation; only then does the centre give money back."""
        return self._step(order, PickupCancelAnswered(order, accepted), HANDED)

    # --- handing over -------------------------------------------------------------------------------------------------

    def hand_over(self, flow: HandOver, approved_by: str | None = None) -> tuple[Pickup | None, Changes]:
        """The pieces go to the customer: one entry. ``approved_by``, the name `SignOn.approve` answered, lifts the
        duties in `hand_over.LIFTED`. Raises Refused with the first duty that is left, or PICKUP_UNPAID. The order
        afterwards, None if the list does not have it.
        """
        fact, facts = self._fact(flow, approved_by)
        if flow.due_minor:
            raise Refused(Code.PICKUP_UNPAID, number=fact.number, amount_minor=flow.due_minor)
        desk = self._desk
        desk.commit([*facts, desk.fact(fact)])
        return self._pickups.show(fact.order)[0], HANDED

    def to_cart(self, flow: HandOver, approved_by: str | None = None) -> tuple[PricedCart, Changes]:
        """An unpaid order goes into the basket, to be paid and handed over with the sale. Its prices are those
        promised; no offer changes them. Raises as `hand_over`, and PICKUP_STEP if the basket holds another order
        already.
        """
        desk = self._desk
        desk.signed_in()
        desk.open_shift()
        fact, facts = self._fact(flow, approved_by)
        assert flow.order is not None  # who owes something is in the list
        before = desk.cart
        if before is not None and before.hand_over is not None:
            raise Refused(Code.PICKUP_STEP, number=before.hand_over.number, state=collect.READY)
        cart = before or Cart(desk.ids.new(), desk.clock.now_ms(), desk.store().currency)
        way = Fulfil(PICKUP, order=flow.id)
        for line in flow.order.lines:
            if pieces := flow.taken.get(line.n, 0):
                article = Article(
                    line.sku, line.text, line.unit_minor, line.tax, line.gtin, line.unit, line.category, line.shelf
                )
                cart = add(cart, article, pieces, fulfil=way)
        if cart.member is None and flow.order.customer:
            cart = replace(cart, member=Member(flow.order.customer, flow.order.tier))
        return self._sale.with_order(replace(cart, hand_over=fact), facts)

    def take_along(self, order: str) -> tuple[PricedCart | None, Changes]:
        """Go on selling to the customer of an order."""
        one = self._known(order)
        if not one.customer:
            raise Refused(Code.CUSTOMER_MISSING)
        priced, changes = self._sale.attach(Member(one.customer, one.tier))
        return priced, changes

    def _fact(self, flow: HandOver, approved_by: str | None) -> tuple[PickupHandedOver, list[NewFact]]:
        """What is handed over, checked against what is known now: two clicks, or two windows, hand over once."""
        desk = self._desk
        desk.signed_in()
        if flow.order is not None:
            now, _ = self._pickups.show(flow.id)
            if now is None:
                raise Refused(Code.PICKUP_UNKNOWN, text=flow.order.number)
            flow = replace(flow, order=now)
        elif (at_ms := handed_over_at(desk.orders.known, flow.id)) is not None:
            raise Refused(Code.PICKUP_HANDED_OVER, number="", at_ms=at_ms, state=collect.HANDED_OVER)
        lifted = flow.require(desk.replica.policy().identity_from_minor, approved_by)
        rules = " ".join(map(str, lifted))
        fact = flow.fact(desk.clock.mono_ms(), approved_by or "" if lifted else "", rules)
        if flow.order is not None:
            collect.after(flow.order, fact, desk.clock.now_ms())  # what the state machine would refuse
        facts = []
        if lifted and approved_by:
            facts.append(desk.fact(Override(OVERRIDE, approved_by, flow.value_minor, desk.store().currency)))
        return fact, facts

    # --- inside -----------------------------------------------------------------------------------------------------

    def _step(self, order: str, fact: PickupFact, changes: Changes) -> tuple[Pickup, Changes]:
        desk = self._desk
        desk.signed_in()
        after = collect.after(self._known(order), fact, desk.clock.now_ms())
        desk.commit([desk.fact(fact)])
        return after, changes

    def _known(self, order: str) -> Pickup:
        one, _ = self._pickups.show(order)
        if one is None:
            raise Refused(Code.PICKUP_UNKNOWN, text=order)
        return one


def by_name(flow: HandOver) -> HandOver:
    """The customer has no code: who they are is looked at instead."""
    return replace(flow, proof=flow.proof or BY_NAME)


def _refuse_done(order: Pickup) -> None:
    if order.state in collect.DONE or order.revoked:
        code = Code.PICKUP_HANDED_OVER if order.state == collect.HANDED_OVER else Code.PICKUP_CANCELLED
        raise Refused(code, number=order.number, at_ms=order.done_ms or order.cancel_asked_ms, state=order.state)


def _bags(bags: Sequence[str]) -> tuple[str, ...]:
    cleaned = tuple(bag.strip().upper()[:BAG_MOST] for bag in bags if bag.strip())
    if not cleaned:
        raise Refused(Code.PICKUP_BAG_MISSING)
    return cleaned
