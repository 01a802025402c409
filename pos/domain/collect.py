"""An online order that is collected in a store, as a state machine. Till and centre apply the same facts with the same
function, so what a till shows (the centre's word ⊕ its own entries) is what the centre will say.

    state             picked   ready    moved    handed over         returned      cancel asked       cancel answered
    reserved          reserved ready    –        –                   returned      cancel_requested   –
    short             reserved ready    –        –                   returned      cancel_requested   –
    ready             –        ready    ready    ready, handed_over  returned      cancel_requested   –
    expired           –        –        expired  ready, handed_over  returned      cancel_requested   –
    cancel_requested  –        –        –        the same, handed o. cancelled     the same           cancelled, ready

*short* is *reserved* with pieces missing for which the customer is still to be asked. A ready order of which a part was
handed over stays *ready* as long as something is left to collect; one that is to be cancelled stays that, and the store
still has to say what becomes of the rest. What the table refuses is never lost: the centre applies what can be true of
it (`pos.domain.collect_late`) and shows it to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain.pickup_facts import (
    CANCELLED as BECAUSE_CANCELLED,
)
from pos.domain.pickup_facts import (
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
)

RESERVED: Final = "reserved"
SHORT: Final = "short"
READY: Final = "ready"
EXPIRED: Final = "expired"
HANDED_OVER: Final = "handed_over"
RETURNED: Final = "returned_to_stock"
CANCEL_REQUESTED: Final = "cancel_requested"
CANCELLED: Final = "cancelled"

TO_PICK: Final = (RESERVED, SHORT)
AT_THE_COUNTER: Final = (READY, EXPIRED, CANCEL_REQUESTED)
DONE: Final = (HANDED_OVER, RETURNED, CANCELLED)


class PickupLine(Struct, frozen=True, omit_defaults=True):
    """Line ``n`` of an order. ``quantity`` was ordered; of it ``picked`` pieces are in the parcels, ``short`` are not
    to be had, ``handed`` went to the customer, ``declined`` were not wanted or went back. ``unit_minor``: the price
    promised online, tax included; ``min_age``: the customer must be that old; ``substitute``: article offered in
    place of what is short; ``later_on``: ISO date on which the rest comes.
    """

    n: int
    sku: str
    text: str
    quantity: int
    unit_minor: int
    tax: str = "standard"
    unit: str = "piece"
    gtin: str = ""
    category: str = ""
    shelf: str = ""
    min_age: int = 0
    picked: int = 0
    short: int = 0
    handed: int = 0
    declined: int = 0
    substitute: str = ""
    substitute_text: str = ""
    later_on: str = ""

    @property
    def to_pick(self) -> int:
        """Still to be taken off the shelf."""
        return self.quantity - self.picked - self.short

    @property
    def waiting(self) -> int:
        """In the parcels, to be handed over."""
        return self.picked - self.handed - self.declined

    @property
    def left(self) -> int:
        """Neither handed over, nor declined, nor known to be missing."""
        return self.quantity - self.short - self.handed - self.declined


class Pickup(Struct, frozen=True, omit_defaults=True):
    """An order for ``store``. ``number``: as the customer knows it; ``code``: the six characters they may say instead
    of showing the QR; ``name``, ``tier``: of whoever ordered; ``ready_by_ms``: what was promised; ``expires_ms``:
    until when it is kept once it is ready; ``here_ms``: the customer said that they are here; ``revoked``: its signed
    codes are void. Times are UTC ms, 0 where nothing happened yet.
    """

    id: str
    number: str
    store: str
    channel: str
    placed_ms: int
    currency: str
    lines: tuple[PickupLine, ...]
    state: str = RESERVED
    paid: bool = True
    code: str = ""
    customer: str = ""
    name: str = ""
    tier: str = ""
    ready_by_ms: int = 0
    ready_ms: int = 0
    expires_ms: int = 0
    done_ms: int = 0
    here_ms: int = 0
    reminded_ms: int = 0
    cancel_asked_ms: int = 0
    bags: tuple[str, ...] = ()
    parcels: int = 0
    note: str = ""
    revoked: bool = False
    demo: bool = False

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def waiting(self) -> int:
        """Pieces in the parcels that wait to be handed over."""
        return sum(line.waiting for line in self.lines)

    @property
    def total_minor(self) -> int:
        """What everything that can be collected costs."""
        return sum((line.quantity - line.short) * line.unit_minor for line in self.lines)

    @property
    def due_minor(self) -> int:
        """What is to be paid at the counter for what waits there."""
        return 0 if self.paid else sum(line.waiting * line.unit_minor for line in self.lines)

    @property
    def min_age(self) -> int:
        return max((line.min_age for line in self.lines if line.left), default=0)

    def line(self, n: int) -> PickupLine:
        for line in self.lines:
            if line.n == n:
                return line
        raise Refused(Code.PICKUP_ARTICLE_OTHER, number=self.number, text=str(n))


PickupFact = (
    PickupPicked | PickupReady | PickupMoved | PickupHandedOver | PickupReturned | PickupCancelAnswered | PickupReminded
)


def after(order: Pickup, fact: PickupFact, at_ms: int) -> Pickup:
    """``order`` after ``fact``. Raises Refused PICKUP_HANDED_OVER, PICKUP_CANCELLED, PICKUP_NOT_READY, PICKUP_STEP,
    PICKUP_ARTICLE_OTHER (a line that the order has not) or PICKUP_QUANTITY (more than there is); whoever cannot refuse
    any more shows it to a person.
    """
    return _STEPS[type(fact)](order, fact, at_ms)


def asked_to_cancel(order: Pickup, at_ms: int) -> Pickup:
    """The customer cancels online. Whatever the order stands at, that is a question to the store, for a till that was
    not heard may have packed it or handed it over already, also before it expired; money goes back only after the
    store's word.
    """
    if order.state in DONE:
        _refuse_done(order)
    return replace(order, state=CANCEL_REQUESTED, cancel_asked_ms=order.cancel_asked_ms or at_ms, revoked=True)


def expired(order: Pickup, now_ms: int) -> Pickup:
    """``order`` as time alone makes it: one that nobody collected has expired."""
    if order.state == READY and 0 < order.expires_ms <= now_ms:
        return replace(order, state=EXPIRED)
    return order


def _picked(order: Pickup, fact: PickupPicked, at_ms: int) -> Pickup:
    _require(order, TO_PICK)
    lines = {line.n: line for line in order.lines}
    for one in fact.lines:
        line = order.line(one.n)
        if one.picked < 0 or one.short < 0 or one.picked + one.short > line.quantity:
            raise Refused(Code.PICKUP_QUANTITY, number=order.number, text=line.text, most=line.quantity)
        lines[one.n] = replace(
            line, picked=one.picked, short=one.short, substitute=one.substitute, substitute_text=one.substitute_text
        )
    found = tuple(lines[line.n] for line in order.lines)
    return replace(order, lines=found, state=SHORT if any(line.short for line in found) else RESERVED)


def _ready(order: Pickup, fact: PickupReady, at_ms: int) -> Pickup:
    _require(order, (*TO_PICK, READY))
    if not any(line.picked for line in order.lines):
        raise Refused(Code.PICKUP_NOTHING, number=order.number)
    return replace(
        order, state=READY, ready_ms=order.ready_ms or at_ms, bags=fact.bags, parcels=fact.parcels, done_ms=0
    )


def _moved(order: Pickup, fact: PickupMoved, at_ms: int) -> Pickup:
    _require(order, (READY, EXPIRED))
    return replace(order, bags=fact.bags)


def _handed_over(order: Pickup, fact: PickupHandedOver, at_ms: int) -> Pickup:
    _require(order, AT_THE_COUNTER)
    lines = {line.n: line for line in order.lines}
    if not fact.lines:  # handed over by its parcels alone: all that is in them
        if not order.waiting:
            raise Refused(Code.PICKUP_NOTHING, number=order.number)
        lines = {n: replace(line, handed=line.handed + line.waiting) for n, line in lines.items()}
    for one in fact.lines:
        line = lines[order.line(one.n).n]  # the same line may be named twice
        if one.quantity < 0 or one.declined < 0 or one.quantity + one.declined > line.waiting:
            raise Refused(Code.PICKUP_QUANTITY, number=order.number, text=line.text, most=line.waiting)
        lines[one.n] = replace(line, handed=line.handed + one.quantity, declined=line.declined + one.declined)
    gone = tuple(lines[line.n] for line in order.lines)
    if any(line.left for line in gone):
        state = order.state if order.state == CANCEL_REQUESTED else READY
        return replace(order, state=state, lines=gone, here_ms=0)
    return replace(order, state=HANDED_OVER, lines=gone, done_ms=at_ms, here_ms=0, revoked=True)


def _returned(order: Pickup, fact: PickupReturned, at_ms: int) -> Pickup:
    _require(order, (*TO_PICK, READY, EXPIRED, CANCEL_REQUESTED))
    lines = {line.n: line for line in order.lines}
    for one in fact.lines:
        line = lines[order.line(one.n).n]
        if not 0 <= one.quantity <= line.left:
            raise Refused(Code.PICKUP_QUANTITY, number=order.number, text=line.text, most=line.left)
        lines[one.n] = replace(line, declined=line.declined + one.quantity)
    back = tuple(lines[line.n] for line in order.lines)
    cancelled = order.state == CANCEL_REQUESTED or fact.reason == BECAUSE_CANCELLED
    state = CANCELLED if cancelled else RETURNED
    return replace(order, state=state, lines=back, done_ms=at_ms, here_ms=0, revoked=True)


def _cancel_answered(order: Pickup, fact: PickupCancelAnswered, at_ms: int) -> Pickup:
    _require(order, (CANCEL_REQUESTED,))
    if fact.accepted:
        return replace(order, state=CANCELLED, done_ms=at_ms, here_ms=0)
    back = READY if order.ready_ms else RESERVED
    return replace(order, state=back, cancel_asked_ms=0, revoked=False)


def _reminded(order: Pickup, fact: PickupReminded, at_ms: int) -> Pickup:
    _require(order, (READY, EXPIRED))
    return replace(order, reminded_ms=at_ms)


def _require(order: Pickup, states: tuple[str, ...]) -> None:
    if order.state in states:
        return
    if order.state in DONE:
        _refuse_done(order)
    if order.state in TO_PICK:
        raise Refused(Code.PICKUP_NOT_READY, number=order.number)
    raise Refused(Code.PICKUP_STEP, number=order.number, state=order.state)


def _refuse_done(order: Pickup) -> None:
    code = Code.PICKUP_HANDED_OVER if order.state == HANDED_OVER else Code.PICKUP_CANCELLED
    raise Refused(code, number=order.number, at_ms=order.done_ms, state=order.state)


_STEPS: Final[dict[type[Any], Callable[[Pickup, Any, int], Pickup]]] = {
    PickupPicked: _picked,
    PickupReady: _ready,
    PickupMoved: _moved,
    PickupHandedOver: _handed_over,
    PickupReturned: _returned,
    PickupCancelAnswered: _cancel_answered,
    PickupReminded: _reminded,
}
