"""An online order as a state machine: the table in `pos.domain.collect` and docs/collect.md, cell by cell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import collect
from pos.domain.collect import (
    CANCEL_REQUESTED,
    CANCELLED,
    EXPIRED,
    HANDED_OVER,
    READY,
    RESERVED,
    RETURNED,
    SHORT,
    Pickup,
    PickupFact,
    after,
    asked_to_cancel,
    expired,
)
from pos.domain.pickup_facts import (
    BY_QR,
    NOT_WANTED,
    HandedLine,
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
from pos.domain.pickup_facts import (
    CANCELLED as BECAUSE_CANCELLED,
)
from tests.domain.orders import NOW, ORDER, line, order, ready

PICKED = PickupPicked(ORDER, (PickedLine(1, "SKU-1", 2),))
PICKED_SHORT = PickupPicked(ORDER, (PickedLine(1, "SKU-1", 1, 1),))
MADE_READY = PickupReady(ORDER, ("A-03",), 1)
MOVED = PickupMoved(ORDER, ("B-01",))
HANDED = PickupHandedOver(ORDER, "W-48213", (HandedLine(1, "SKU-1", 2), HandedLine(2, "SKU-2", 1)), BY_QR)
PART = PickupHandedOver(ORDER, "W-48213", (HandedLine(1, "SKU-1", 1),), BY_QR)
RETURNED_ALL = PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(1, "SKU-1", 2), ReturnedLine(2, "SKU-2", 1)))
YES, NO = PickupCancelAnswered(ORDER, True), PickupCancelAnswered(ORDER, False)
REMINDED = PickupReminded(ORDER)
NOT_READY, STEP, OVER, GONE = Code.PICKUP_NOT_READY, Code.PICKUP_STEP, Code.PICKUP_HANDED_OVER, Code.PICKUP_CANCELLED

FACTS: tuple[PickupFact, ...] = (
    PICKED, PICKED_SHORT, MADE_READY, MOVED, HANDED, PART, RETURNED_ALL, YES, NO, REMINDED,
)  # fmt: skip
# A state after each of FACTS, or why not.
TABLE: dict[str, tuple[str | Code, ...]] = {
    RESERVED: (RESERVED, SHORT, READY, NOT_READY, NOT_READY, NOT_READY, RETURNED, NOT_READY, NOT_READY, NOT_READY),
    SHORT: (RESERVED, SHORT, READY, NOT_READY, NOT_READY, NOT_READY, RETURNED, NOT_READY, NOT_READY, NOT_READY),
    READY: (STEP, STEP, READY, READY, HANDED_OVER, READY, RETURNED, STEP, STEP, READY),
    EXPIRED: (STEP, STEP, STEP, EXPIRED, HANDED_OVER, READY, RETURNED, STEP, STEP, EXPIRED),
    CANCEL_REQUESTED: (STEP, STEP, STEP, STEP, HANDED_OVER, CANCEL_REQUESTED, CANCELLED, CANCELLED, READY, STEP),
    HANDED_OVER: (OVER,) * 10,
    RETURNED: (GONE,) * 10,
    CANCELLED: (GONE,) * 10,
}
CELLS = [(state, fact, then) for state, row in TABLE.items() for fact, then in zip(FACTS, row, strict=True)]


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as reason:
        call()
    return reason.value


def standing(state: str) -> Pickup:
    """Both lines picked, in ``state``."""
    return ready(state=state, done_ms=NOW - 5 if state in collect.DONE else 0)


@pytest.mark.parametrize(("state", "fact", "then"), CELLS)
def test_each_cell_of_the_table(state: str, fact: PickupFact, then: str | Code) -> None:
    before = standing(state)
    if isinstance(then, Code):
        why = refused(lambda: after(before, fact, NOW))
        assert (why.code, why.facts["number"]) == (then, "W-48213")
        return
    now = after(before, fact, NOW)
    assert now.state == then
    assert (now.done_ms == NOW) == (then in collect.DONE)


@pytest.mark.parametrize(
    ("state", "then"),
    [
        (RESERVED, CANCEL_REQUESTED),
        (SHORT, CANCEL_REQUESTED),
        (READY, CANCEL_REQUESTED),
        (CANCEL_REQUESTED, CANCEL_REQUESTED),
        (EXPIRED, CANCEL_REQUESTED),
    ],
)
def test_a_customer_cancels_online_and_codes_are_void_at_once(state: str, then: str) -> None:
    asked = asked_to_cancel(standing(state), NOW)
    assert (asked.state, asked.revoked) == (then, True)
    assert asked_to_cancel(asked_to_cancel(ready(), NOW), NOW + 1).cancel_asked_ms == NOW


@pytest.mark.parametrize(("state", "code"), [(HANDED_OVER, OVER), (RETURNED, GONE), (CANCELLED, GONE)])
def test_what_is_over_cannot_be_cancelled_and_says_since_when(state: str, code: Code) -> None:
    why = refused(lambda: asked_to_cancel(standing(state), NOW))
    assert (why.code, why.facts["at_ms"]) == (code, NOW - 5)


def test_a_cancellation_that_the_store_denies_makes_the_codes_good_again() -> None:
    back = after(asked_to_cancel(ready(), NOW), NO, NOW)
    assert (back.state, back.revoked, back.cancel_asked_ms) == (READY, False, 0)
    unready = after(asked_to_cancel(order(), NOW), NO, NOW)
    assert unready.state == RESERVED


# --- picking and making ready -----------------------------------------------------------------------------------------


def test_a_short_pick_keeps_what_is_offered_instead_until_it_is_found() -> None:
    offered = PickedLine(1, "SKU-1", 1, 1, "SKU-9", "The blue one")
    short = after(order(), PickupPicked(ORDER, (offered,)), NOW)
    assert (short.state, short.line(1).substitute_text, short.line(1).to_pick) == (SHORT, "The blue one", 0)
    agreed = replace(offered, picked=2, short=0)
    found = after(short, PickupPicked(ORDER, (agreed, PickedLine(2, "SKU-2", 1))), NOW)
    assert (found.state, found.waiting, found.line(1).substitute) == (RESERVED, 3, "SKU-9")


@pytest.mark.parametrize(("picked", "short"), [(3, 0), (2, 1), (-1, 0), (0, -1)])
def test_no_more_is_picked_than_ordered(picked: int, short: int) -> None:
    why = refused(lambda: after(order(), PickupPicked(ORDER, (PickedLine(1, "SKU-1", picked, short),)), NOW))
    assert (why.code, why.facts["most"]) == (Code.PICKUP_QUANTITY, 2)


def test_a_line_that_the_order_has_not() -> None:
    why = refused(lambda: after(order(), PickupPicked(ORDER, (PickedLine(7, "SKU-7", 1),)), NOW))
    assert why.code is Code.PICKUP_ARTICLE_OTHER


def test_nothing_picked_is_not_made_ready() -> None:
    assert refused(lambda: after(order(), MADE_READY, NOW)).code is Code.PICKUP_NOTHING


def test_made_ready_again_keeps_since_when() -> None:
    again = after(ready(), PickupReady(ORDER, ("C-9", "C-8"), 2), NOW)
    assert (again.ready_ms, again.bags, again.parcels) == (NOW - 3_600_000, ("C-9", "C-8"), 2)


# --- handing over -----------------------------------------------------------------------------------------------------


def test_a_part_is_handed_over_and_the_rest_waits() -> None:
    part = after(ready(here_ms=NOW - 9), PART, NOW)
    assert (part.state, part.waiting, part.here_ms, part.revoked) == (READY, 2, 0, False)
    rest = after(part, PickupHandedOver(ORDER, "", (), BY_QR), NOW + 1)  # by its parcels alone: whatever is in them
    assert (rest.state, rest.waiting, rest.done_ms, rest.revoked) == (HANDED_OVER, 0, NOW + 1, True)


def test_parcels_with_nothing_in_them_are_not_handed_over() -> None:
    empty = ready(line(1, 2), line(2, 1))
    why = refused(lambda: after(empty, PickupHandedOver(ORDER, "", (), BY_QR), NOW))
    assert why.code is Code.PICKUP_NOTHING


def test_a_declined_line_ends_the_order_with_the_others() -> None:
    lines = (HandedLine(1, "SKU-1", 2), HandedLine(2, "SKU-2", 0, 1))
    over = after(ready(), PickupHandedOver(ORDER, "", lines, BY_QR), NOW)
    assert (over.state, over.line(2).declined, over.line(2).handed) == (HANDED_OVER, 1, 0)


def test_what_is_short_does_not_keep_an_order_open() -> None:
    over = after(ready(line(1, 3, picked=2, short=1)), PickupHandedOver(ORDER, "", (), BY_QR), NOW)
    assert over.state == HANDED_OVER


@pytest.mark.parametrize(
    "lines",
    [
        (HandedLine(1, "SKU-1", 3),),
        (HandedLine(1, "SKU-1", 1, 2),),
        (HandedLine(1, "SKU-1", -1),),
        (HandedLine(1, "SKU-1", 1, -1),),
        (HandedLine(1, "SKU-1", 2), HandedLine(1, "SKU-1", 1)),
    ],
)
def test_no_more_is_handed_over_than_waits(lines: tuple[HandedLine, ...]) -> None:
    why = refused(lambda: after(ready(), PickupHandedOver(ORDER, "", lines, BY_QR), NOW))
    assert why.code is Code.PICKUP_QUANTITY


@pytest.mark.parametrize("quantity", [-1, 3])
def test_no_more_goes_back_than_is_left(quantity: int) -> None:
    fact = PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(1, "SKU-1", quantity),))
    assert refused(lambda: after(ready(), fact, NOW)).code is Code.PICKUP_QUANTITY


def test_goods_go_back_because_of_a_cancellation() -> None:
    assert after(ready(), PickupReturned(ORDER, BECAUSE_CANCELLED, ()), NOW).state == CANCELLED


# --- figures and time -------------------------------------------------------------------------------------------------


def test_time_alone_makes_an_order_expire() -> None:
    kept = ready(expires_ms=NOW)
    assert (expired(kept, NOW - 1).state, expired(kept, NOW).state) == (READY, EXPIRED)
    assert expired(ready(expires_ms=0), NOW).state == READY
    assert expired(order(expires_ms=NOW), NOW + 1).state == RESERVED


def test_figures() -> None:
    one = ready(line(1, 3, picked=2, short=1, handed=1), line(2, 1, picked=1, min_age=18), paid=False)
    assert (one.pieces, one.waiting, one.total_minor, one.due_minor, one.min_age) == (4, 2, 4_000, 3_000, 18)
    assert replace(one, paid=True).due_minor == 0
    assert ready(line(1, 1, picked=1, handed=1, min_age=18)).min_age == 0


QUANTITIES = st.integers(-1, 4)
MOVES = st.one_of(
    st.builds(
        lambda n, picked, short: PickupPicked(ORDER, (PickedLine(n, "", picked, short),)),
        st.integers(1, 3), QUANTITIES, QUANTITIES,
    ),
    st.builds(
        lambda n, handed, declined: PickupHandedOver(ORDER, "", (HandedLine(n, "", handed, declined),), BY_QR),
        st.integers(1, 3), QUANTITIES, QUANTITIES,
    ),
    st.builds(
        lambda n, back: PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(n, "", back),)), st.integers(1, 3), QUANTITIES
    ),
    st.sampled_from([MADE_READY, MOVED, YES, NO, REMINDED, PickupHandedOver(ORDER, "", (), BY_QR)]),
)  # fmt: skip


@given(st.lists(st.one_of(MOVES, st.just(None)), max_size=20))
def test_pieces_are_never_lost_or_made_whatever_happens(facts: list[PickupFact | None]) -> None:
    """None: the customer cancels online."""
    now, over = order(), False
    for at, fact in enumerate(facts, start=NOW):
        try:
            now = asked_to_cancel(now, at) if fact is None else after(now, fact, at)
        except Refused:
            continue
        assert not over, "an order that is over stays as it is"
        over = now.state in collect.DONE
        for one in now.lines:
            assert 0 <= one.handed + one.declined <= one.quantity
            assert one.picked + one.short <= one.quantity
            assert one.handed <= one.picked
