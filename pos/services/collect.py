"""Online orders that are collected here: recognised, prepared, handed over. Every step is an entry before it is
shown; none waits for the centre, and handing over works without a network (docs/collect.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import collect
from pos.domain.cart import PICKUP, Cart, Fulfil, add
from pos.domain.catalogue import Article
from pos.domain.collect import Pickup, PickupFact
from pos.domain.customer import ACTIVE, Member
from pos.domain.events import Override
from pos.domain.hand_over import HandOver
from pos.domain.pickup_code import PARCELS_MOST
from pos.domain.pickup_facts import (
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
from pos.domain.pickup_slips import parcel_labels, pick_list
from pos.domain.pricing import PricedCart
from pos.domain.slip import Slip
from pos.ports import NewFact, Seals
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.own_orders import handed_over_at
from pos.services.pickups import PickupLists, Pickups
from pos.services.recognising import Recognised, Recognising, unknown
from pos.services.sale import Sale

__all__ = ["Collect", "PickupLists", "Pickups", "Recognised", "unknown"]

PICKUPS_CHANGED: Final = Changes(pickups=True, sync=True)
HANDED: Final = Changes(pickups=True, stock=True, sync=True)
BAG_MOST: Final = 12
OVERRIDE: Final = "pickup"


class Collect:
    """Belongs to the money thread. Refuses with its own reason whatever is not allowed, with nothing changed."""

    def __init__(self, desk: Desk, sale: Sale, seals: Seals, pickups: Pickups) -> None:
        self._desk = desk
        self._sale = sale
        self._pickups = pickups
        self._recognising = Recognising(desk, seals, pickups)

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
        return self._recognising.recognised(text), NOTHING

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

    def check(self, flow: HandOver, text: str) -> tuple[HandOver, Changes]:
        """A scan while an order is on the counter: its QR is a proof, a parcel's label or an article checks off.

        Raises Refused as `scan` for a QR, PICKUP_CODE_OTHER for one of another order, PICKUP_PARCEL_OTHER,
        PICKUP_ARTICLE_OTHER, PICKUP_QUANTITY, and CODE_UNKNOWN … for what is no article at all.
        """
        return self._recognising.checked(flow, text), NOTHING

    def prove(self, flow: HandOver, text: str = "") -> tuple[HandOver, Changes]:
        """The six characters that the customer says; without a text they are known by name, and a document is looked
        at. Raises Refused PICKUP_CODE_OTHER.
        """
        return self._recognising.proven(flow, text), NOTHING

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
        self._not_in_basket(order)
        one = self._known(order)
        lines = tuple(ReturnedLine(line.n, line.sku, line.left) for line in one.lines if line.left)
        return self._step(order, PickupReturned(order, reason, lines), Changes(pickups=True, stock=True, sync=True))

    def answer_cancel(self, order: str, accepted: bool) -> tuple[Pickup, Changes]:
        """The store's word on a cancellation; only then does the centre give money back."""
        self._not_in_basket(order)
        return self._step(order, PickupCancelAnswered(order, accepted), HANDED)

    # --- handing over -------------------------------------------------------------------------------------------------

    def hand_over(self, flow: HandOver, approved_by: str | None = None) -> tuple[Pickup | None, Changes]:
        """The pieces go to the customer: one entry. ``approved_by``, the name `SignOn.approve` answered, lifts the
        duties in `hand_over.LIFTED`. Raises Refused with the first duty that is left, PICKUP_UNPAID, or PICKUP_STEP if
        somebody handed over of it since it was opened. The order afterwards, None if the list does not have it.
        """
        self._not_in_basket(flow.id)
        fact, facts = self._fact(flow, approved_by)
        if flow.due_minor:
            currency = self._desk.store().currency
            raise Refused(Code.PICKUP_UNPAID, number=fact.number, amount_minor=flow.due_minor, currency=currency)
        desk = self._desk
        desk.commit([*facts, desk.fact(fact)])
        return self._pickups.show(fact.order)[0], HANDED

    def to_cart(self, flow: HandOver, approved_by: str | None = None) -> tuple[PricedCart, Changes]:
        """An unpaid order goes into the basket, to be paid and handed over with the sale. Its prices are those
        promised; no offer changes them. A second click answers the same basket. Raises as `hand_over`, and PICKUP_STEP
        if the order is paid, or the basket holds another one already: one at a time.
        """
        desk = self._desk
        desk.signed_in()
        desk.open_shift()
        order, before = flow.order, desk.cart
        if order is None or order.paid:
            raise Refused(Code.PICKUP_STEP, number="" if order is None else order.number, state=collect.READY)
        if before is not None and before.hand_over is not None:
            priced, _ = self._sale.view()
            if priced is None or before.hand_over.order != flow.id:
                raise Refused(Code.PICKUP_STEP, number=before.hand_over.number, state=collect.READY)
            return priced, NOTHING
        fact, facts = self._fact(flow, approved_by)
        if not flow.pieces:
            raise Refused(Code.PICKUP_NOTHING, number=order.number)
        cart = before or Cart(desk.ids.new(), desk.clock.now_ms(), desk.store().currency)
        way = Fulfil(PICKUP, order=flow.id, number=order.number)
        for line in order.lines:
            if pieces := flow.taken.get(line.n, 0):
                article = Article(
                    line.sku, line.text, line.unit_minor, line.tax, line.gtin, line.unit, line.category, line.shelf
                )
                cart = add(cart, article, pieces, fulfil=way)
        member = self._member(order) if cart.member is None else None
        cart = replace(cart, hand_over=fact, member=member or cart.member)
        return self._sale.with_order(cart, facts)

    def take_along(self, order: str) -> tuple[PricedCart, Changes]:
        """Go on selling to the customer of an order. Raises Refused CUSTOMER_MISSING if nobody knows who that is."""
        member = self._member(self._known(order))
        if member is None:
            raise Refused(Code.CUSTOMER_MISSING)
        return self._sale.attach(member)

    def _member(self, order: Pickup) -> Member | None:
        """The customer of an order, as far as one may sell to them: a record that was merged counts as the one it
        became, a blocked one not at all; one that this till does not know earns all the same.
        """
        if not order.customer:
            return None
        row = self._desk.people.row(order.customer)
        if row is None:
            return Member(order.customer, order.tier)
        return Member(row.id, row.tier) if row.state == ACTIVE else None

    def _fact(self, flow: HandOver, approved_by: str | None) -> tuple[PickupHandedOver, list[NewFact]]:
        """What is handed over, checked against what is known now: two clicks, or two windows, hand over once."""
        desk = self._desk
        desk.signed_in()
        if flow.order is not None:
            now = self._known(flow.id)
            opened, flow = flow.order, replace(flow, order=now)
            if now.state not in collect.DONE and _gone(now) != _gone(opened):
                raise Refused(Code.PICKUP_STEP, number=now.number, state=now.state)
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

    # --- on paper -----------------------------------------------------------------------------------------------------

    def labels(self, order: str) -> tuple[tuple[Slip, ...], Changes]:
        """A label for each parcel of an order. Raises Refused PICKUP_NOT_READY if it has none yet."""
        one = self._known(order)
        if not one.parcels:
            raise Refused(Code.PICKUP_NOT_READY, number=one.number)
        store = self._desk.store()
        return parcel_labels(one, store.name, store.zone, store.language), NOTHING

    def pick_list(self, orders: Sequence[str]) -> tuple[Slip, Changes]:
        """What is to be taken off the shelves for these orders, in the order of the shelves. Raises Refused
        PICKUP_NOTHING.
        """
        chosen = [one for order in orders if (one := self._known(order)).state in collect.TO_PICK]
        store = self._desk.store()
        if not any(line.to_pick for one in chosen for line in one.lines):
            raise Refused(Code.PICKUP_NOTHING, number="")
        now_ms = self._desk.clock.now_ms()
        return pick_list(chosen, store.name, now_ms, store.currency, store.zone, store.language), NOTHING

    # --- inside -----------------------------------------------------------------------------------------------------

    def _step(self, order: str, fact: PickupFact, changes: Changes) -> tuple[Pickup, Changes]:
        desk = self._desk
        desk.signed_in()
        after = collect.after(self._known(order), fact, desk.clock.now_ms())
        desk.commit([desk.fact(fact)])
        return after, changes

    def _not_in_basket(self, order: str) -> None:
        """What is about to be paid is not handed over, or put back, beside the sale."""
        cart = self._desk.cart
        if cart is not None and cart.hand_over is not None and cart.hand_over.order == order:
            raise Refused(Code.PICKUP_STEP, number=cart.hand_over.number, state=collect.READY)

    def _known(self, order: str) -> Pickup:
        one, _ = self._pickups.show(order)
        if one is None:
            raise Refused(Code.PICKUP_UNKNOWN, text=order)
        return one


def _gone(order: Pickup) -> tuple[tuple[int, int], ...]:
    return tuple((line.handed, line.declined) for line in order.lines)


def _bags(bags: Sequence[str]) -> tuple[str, ...]:
    cleaned = tuple(bag.strip().upper()[:BAG_MOST] for bag in bags if bag.strip())
    if not cleaned:
        raise Refused(Code.PICKUP_BAG_MISSING)
    return cleaned
