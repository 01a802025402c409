"""What the centre makes of a fact that the rules of `pos.domain.collect` would not have allowed. Two tills of a store
may be offline and tell what they did in any order, and a customer may cancel meanwhile; what happened, happened. So
such a fact is applied as far as it can be true: a piece that went to the customer counts as handed over, whatever the
order stood at, and it counts once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from pos.base.errors import Refused
from pos.domain.collect import (
    CANCEL_REQUESTED,
    CANCELLED,
    DONE,
    HANDED_OVER,
    READY,
    RETURNED,
    SHORT,
    TO_PICK,
    Pickup,
    PickupFact,
    PickupLine,
    after,
)
from pos.domain.pickup_facts import (
    HandedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
)

GAVE_BACK: Final = (CANCELLED, RETURNED)

Late = tuple[Pickup, bool]  # the order, and whether nothing in the record speaks against the fact


def recorded(order: Pickup, fact: PickupFact, at_ms: int) -> tuple[Pickup, Refused | None]:
    """``order`` after ``fact``, and why a person should look at it; None where the fact fits, or only came late."""
    try:
        return after(order, fact, at_ms), None
    except Refused as why:
        now, fits = _LATE[type(fact)](order, fact, at_ms)
        return now, None if fits else why


def _picked(order: Pickup, fact: PickupPicked, at_ms: int) -> Late:
    """Counts as long as nobody has said what is in the parcels."""
    lines = {line.n: line for line in order.lines}
    fits = True
    for one in fact.lines:
        line = lines.get(one.n)
        gone = line.handed + line.declined if line is not None else 0
        if line is None or (order.ready_ms and line.picked > gone):
            fits = False
            continue
        picked = min(line.quantity, max(one.picked, gone))
        short = min(max(0, one.short), line.quantity - picked)
        fits &= (picked, short) == (one.picked, one.short) or picked == gone
        lines[one.n] = replace(
            line, picked=picked, short=short, substitute=one.substitute, substitute_text=one.substitute_text
        )
    now = replace(order, lines=tuple(lines[line.n] for line in order.lines))
    if order.state in TO_PICK:
        now = replace(now, state=SHORT if any(line.short for line in now.lines) else order.state)
    return now, fits


def _ready(order: Pickup, fact: PickupReady, at_ms: int) -> Late:
    """Packed, whoever picked: that may still be on its way here. A question about cancelling stays open."""
    if order.state in DONE:
        return replace(order, ready_ms=order.ready_ms or at_ms), not order.ready_ms
    state = READY if order.state in TO_PICK else order.state
    packed = replace(order, state=state, ready_ms=order.ready_ms or at_ms, bags=fact.bags, parcels=fact.parcels)
    return packed, not order.ready_ms or state == CANCEL_REQUESTED


def _moved(order: Pickup, fact: PickupMoved, at_ms: int) -> Late:
    return order if order.state in DONE else replace(order, bags=fact.bags), True


def _handed_over(order: Pickup, fact: PickupHandedOver, at_ms: int) -> Late:
    """Pieces that the record still has, or had taken back, went to the customer; what nobody has left is told."""
    if order.state == HANDED_OVER:
        return order, False
    lines = {line.n: line for line in order.lines}
    fits = order.state not in DONE
    for one in fact.lines or tuple(_parcel(order, line) for line in order.lines):
        line = lines.get(one.n)
        if line is None:
            fits = False
            continue
        lines[one.n], whole = _handed(line, one, order.state in GAVE_BACK)
        fits &= whole
    gone = tuple(lines[line.n] for line in order.lines)
    if order.state in DONE:
        went = gone != order.lines
        return replace(order, state=HANDED_OVER if went else order.state, lines=gone), False
    if any(line.left for line in gone):
        state = order.state if order.state == CANCEL_REQUESTED else READY
        return replace(order, state=state, lines=gone, here_ms=0), fits
    return replace(order, state=HANDED_OVER, lines=gone, done_ms=at_ms, here_ms=0, revoked=True), fits


def _parcel(order: Pickup, line: PickupLine) -> HandedLine:
    """What the parcels hold of a line: what was picked, or what was ordered if nobody has said what is in them."""
    known = any(one.picked > one.handed + one.declined for one in order.lines)
    packed = line.picked if known else line.quantity - line.short
    back = 0 if order.state in GAVE_BACK else line.declined
    return HandedLine(line.n, line.sku, max(0, packed - line.handed - back))


def _handed(line: PickupLine, one: HandedLine, gave_back: bool) -> tuple[PickupLine, bool]:
    """The line after ``one``, as far as it has pieces, and whether it had enough."""
    room = line.quantity - line.handed - (0 if gave_back else line.declined)
    given = min(max(0, one.quantity), room)
    handed = line.handed + given
    declined = min(line.declined + max(0, one.declined), line.quantity - handed)
    short = min(line.short, line.quantity - handed - declined)
    picked = max(line.picked, handed + declined)
    now = replace(line, handed=handed, declined=declined, short=short, picked=min(picked, line.quantity - short))
    return now, (given, declined - line.declined) == (one.quantity, one.declined)


def _returned(order: Pickup, fact: PickupReturned, at_ms: int) -> Late:
    """What two tills gave back counts once; of what is left, no more than that."""
    if order.state in DONE:
        return order, order.state in GAVE_BACK
    left = {line.n: line.left for line in order.lines}
    real = tuple(
        replace(one, quantity=min(max(0, one.quantity), left[one.n]))
        for one in {one.n: one for one in fact.lines if one.n in left}.values()
    )
    return after(order, replace(fact, lines=real), at_ms), False


def _cancel_answered(order: Pickup, fact: PickupCancelAnswered, at_ms: int) -> Late:
    """Two tills may both answer. Once one has said that the goods are there, they go back."""
    if order.state in DONE:
        return order, fact.accepted == (order.state in GAVE_BACK)
    if not fact.accepted:
        return order, True
    return replace(order, state=CANCELLED, done_ms=at_ms, here_ms=0, revoked=True), False


def _reminded(order: Pickup, fact: PickupReminded, at_ms: int) -> Late:
    return order, True


_LATE: Final[dict[type[Any], Callable[[Pickup, Any, int], Late]]] = {
    PickupPicked: _picked,
    PickupReady: _ready,
    PickupMoved: _moved,
    PickupHandedOver: _handed_over,
    PickupReturned: _returned,
    PickupCancelAnswered: _cancel_answered,
    PickupReminded: _reminded,
}
