"""Whose online order it is: a customer's signed QR, a parcel's label, what somebody typed. Nothing here needs the
network; every reason why a code is worth nothing has its own refusal (docs/collect.md).
"""

from __future__ import annotations

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.contract.goods import PickupAnswer
from pos.domain import barcode, collect, pickup_code
from pos.domain.collect import Pickup
from pos.domain.hand_over import HandOver
from pos.domain.pickup_code import PickupCode
from pos.domain.pickup_facts import BY_CODE, BY_NAME, BY_QR
from pos.ports import Seals
from pos.services.desk import Desk
from pos.services.own_orders import handed_over_at
from pos.services.pickups import Pickups


class Recognised(Struct, frozen=True):
    """Whose order a scan or typed text means. ``order`` None: a genuine code of one that is not in the list.
    ``proof``: what the text proves; ``label``: a parcel's label, if it was one.
    """

    order: Pickup | None
    code: PickupCode | None
    proof: str
    label: str = ""


class Recognising:
    def __init__(self, desk: Desk, seals: Seals, pickups: Pickups) -> None:
        self._desk = desk
        self._seals = seals
        self._pickups = pickups

    def recognised(self, text: str) -> Recognised:
        """Refusals: see `Collect.scan`."""
        cleaned = text.strip()
        if pickup_code.is_pickup_code(cleaned):
            return self._by_qr(cleaned)
        if pickup_code.is_parcel_label(cleaned):
            return self._by_label(cleaned)
        return self._by_text(cleaned)

    def checked(self, flow: HandOver, text: str) -> HandOver:
        """A scan while an order is on the counter: its code is a proof, a label or an article checks pieces off.

        Raises Refused as `recognised` for a code, PICKUP_CODE_OTHER for one of another order, PICKUP_PARCEL_OTHER,
        PICKUP_ARTICLE_OTHER, PICKUP_QUANTITY, and CODE_UNKNOWN … for what is no article at all.
        """
        cleaned = text.strip()
        if pickup_code.is_pickup_code(cleaned):
            shown = self._by_qr(cleaned)
            if shown.code is None or shown.code.order != flow.id:
                raise Refused(Code.PICKUP_CODE_OTHER, number=_number(flow))
            return flow.with_proof(BY_QR, shown.code)
        if pickup_code.is_parcel_label(cleaned):
            return flow.scanned(cleaned)
        quantity, rest = barcode.split_quantity(cleaned)
        code = barcode.read_code(rest)
        article = self._desk.replica.article(code.key) if code.key else None
        sku = article.sku if article is not None else _of_line(flow, code)
        if not sku:
            raise barcode.explain_unknown(code)
        for _ in range(max(1, quantity)):
            flow = flow.scanned(cleaned, sku)
        return flow

    def proven(self, flow: HandOver, text: str) -> HandOver:
        """The six characters that the customer says, or nothing: then it is by name, and a document is looked at.
        Raises Refused PICKUP_CODE_OTHER.
        """
        if not text.strip():
            return flow.with_proof(BY_NAME)
        order = flow.order
        if order is None or not order.code or pickup_code.read_typed(text) != order.code:
            raise Refused(Code.PICKUP_CODE_OTHER, number=_number(flow))
        return flow.with_proof(BY_CODE)

    def _by_qr(self, text: str) -> Recognised:
        desk, sealed = self._desk, pickup_code.read(text)
        code = sealed.code
        key = pickup_code.key_for(code, desk.replica.pickup_keys())
        if not self._seals.genuine(key.public, sealed.message, sealed.signature):
            raise Refused(Code.PICKUP_CODE_FORGED)
        try:
            pickup_code.check(code, desk.store().store, desk.clock.now_ms())
        except Refused as refused:
            place = {"store": self._place(code.store)} if refused.code is Code.PICKUP_OTHER_STORE else {}
            raise Refused(refused.code, **{**refused.facts, **place, "zone": desk.store().zone}) from refused
        order, _ = self._pickups.show(code.order)
        if order is None:
            at_ms = handed_over_at(desk.orders.known, code.order)
            if at_ms is not None:
                raise Refused(Code.PICKUP_HANDED_OVER, number="", at_ms=at_ms, zone=desk.store().zone)
            return Recognised(None, code, BY_QR)
        if pickup_code.lines_digest(order.lines) != code.digest:
            raise Refused(Code.PICKUP_CODE_OTHER, number=order.number)
        self._refuse_void(order)
        return Recognised(order, code, BY_QR)

    def _by_label(self, label: str) -> Recognised:
        order = self._pickups.by_label(label)
        if order is None:
            raise Refused(Code.PICKUP_UNKNOWN, text=label)
        return Recognised(order, None, "", label)

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
        if by_code:
            self._refuse_void(open_ones[0])
        return Recognised(open_ones[0], None, BY_CODE if by_code else "")

    def _refuse_void(self, order: Pickup) -> None:
        """What proves an order is void once it is over, or once its customer has cancelled it."""
        if order.state not in collect.DONE and not order.revoked:
            return
        code = Code.PICKUP_HANDED_OVER if order.state == collect.HANDED_OVER else Code.PICKUP_CANCELLED
        at_ms, zone = order.done_ms or order.cancel_asked_ms, self._desk.store().zone
        raise Refused(code, number=order.number, at_ms=at_ms, state=order.state, zone=zone)

    def _place(self, store: str) -> str:
        return next((row.name for row in self._desk.replica.locations() if row.location == store), store)


def unknown(text: str, answer: PickupAnswer | None) -> Refused:
    """Why this till does not have an order, with what the centre answered (None: it did not)."""
    if answer is not None and answer.store:
        return Refused(Code.PICKUP_OTHER_STORE, text=text, store=answer.store_name or answer.store)
    return Refused(Code.PICKUP_UNKNOWN, text=text)


def _of_line(flow: HandOver, code: barcode.ArticleCode) -> str:
    """The article of a line by what the order itself says: the catalogue may not have it (any more)."""
    lines = flow.order.lines if flow.order is not None else ()
    return next((line.sku for line in lines if code.key in (line.sku, barcode.gtin_key(line.gtin))), "")


def _number(flow: HandOver) -> str:
    return flow.order.number if flow.order is not None else ""
