"""Facts that the rules would not have allowed: what can be true of them counts once, the rest is for a person."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.base.errors import Code
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
    asked_to_cancel,
)
from pos.domain.collect_late import recorded
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
from tests.domain.orders import NOW, ORDER, line, order, ready

PICKED = PickupPicked(ORDER, (PickedLine(1, "SKU-1", 2), PickedLine(2, "SKU-2", 1)))
PICKED_SHORT = PickupPicked(ORDER, (PickedLine(1, "SKU-1", 1, 1), PickedLine(2, "SKU-2", 1)))
PACKED = PickupReady(ORDER, ("A-03",), 1)
PARCELS = PickupHandedOver(ORDER, "W-48213", (), BY_QR)
LINES = PickupHandedOver(ORDER, "W-48213", (HandedLine(1, "SKU-1", 2), HandedLine(2, "SKU-2", 1)), BY_QR)
ONE = PickupHandedOver(ORDER, "W-48213", (HandedLine(1, "SKU-1", 1),), BY_QR)
BACK = PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(1, "SKU-1", 2), ReturnedLine(2, "SKU-2", 1)))
YES, NO = PickupCancelAnswered(ORDER, True), PickupCancelAnswered(ORDER, False)


def handed(one: Pickup) -> tuple[int, ...]:
    return tuple(line.handed for line in one.lines)


def told(one: Pickup, *facts: PickupFact) -> tuple[Pickup, list[Code | None]]:
    whys: list[Code | None] = []
    for at, fact in enumerate(facts, start=NOW):
        one, why = recorded(one, fact, at)
        whys.append(why.code if why is not None else None)
    return one, whys


def test_what_the_rules_allow_is_what_they_say() -> None:
    now, whys = told(order(), PICKED, PACKED, LINES)
    assert (now.state, handed(now), whys) == (HANDED_OVER, (2, 1), [None] * 3)


@pytest.mark.parametrize("facts", list(permutations([PICKED, PACKED, LINES])))
@pytest.mark.parametrize("last", [LINES, PARCELS])
def test_picked_packed_and_handed_over_in_any_order_end_the_same(
    facts: tuple[PickupFact, ...], last: PickupFact
) -> None:
    now, whys = told(order(), *(last if fact is LINES else fact for fact in facts))
    assert (now.state, handed(now), whys) == (HANDED_OVER, (2, 1), [None] * 3)
    assert now.ready_ms


@pytest.mark.parametrize("facts", [(PICKED, PACKED, ONE), (ONE, PACKED, PICKED), (PACKED, ONE, PICKED)])
def test_a_part_handed_over_before_it_was_known_to_be_packed_leaves_the_rest(facts: tuple[PickupFact, ...]) -> None:
    now, whys = told(order(), *facts)
    assert (now.state, handed(now), now.waiting, whys) == (READY, (1, 0), 2, [None] * 3)


def test_packed_while_the_customer_cancels_is_written_down_and_the_question_stays() -> None:
    moved, reminded = PickupMoved(ORDER, ("C-1",)), PickupReminded(ORDER)
    now, whys = told(asked_to_cancel(order(), NOW), PICKED, PACKED, PACKED, moved, reminded)
    assert (now.state, now.bags, now.waiting, whys) == (CANCEL_REQUESTED, ("C-1",), 3, [None] * 5)
    gone, whys = told(now, LINES, YES)
    assert (gone.state, handed(gone), whys) == (HANDED_OVER, (2, 1), [None, Code.PICKUP_HANDED_OVER])
    assert told(gone, NO)[1] == [None], "it was handed over: that is what the store's no says"


def test_handed_over_while_the_customer_cancels_and_nothing_was_known_to_be_picked() -> None:
    now, whys = told(asked_to_cancel(order(), NOW), ONE)
    assert (now.state, handed(now), whys) == (CANCEL_REQUESTED, (1, 0), [None])
    rest, whys = told(now, PARCELS)
    # Nobody has said what is in the parcels, so they are taken to hold what was ordered.
    assert (rest.state, handed(rest), whys) == (HANDED_OVER, (2, 1), [None])


def test_two_hand_overs_count_once_and_the_second_is_told() -> None:
    now, whys = told(ready(), LINES, LINES, PARCELS)
    assert (handed(now), whys) == ((2, 1), [None, Code.PICKUP_HANDED_OVER, Code.PICKUP_HANDED_OVER])
    part, whys = told(ready(), ONE, LINES)
    assert (part.state, handed(part), whys) == (HANDED_OVER, (2, 1), [None, Code.PICKUP_QUANTITY])


def test_a_line_the_order_does_not_have_is_told() -> None:
    strange = PickupHandedOver(ORDER, "", (HandedLine(9, "X", 1), HandedLine(1, "SKU-1", 2)), BY_QR)
    now, whys = told(ready(), strange)
    assert (handed(now), whys) == ((2, 0), [Code.PICKUP_ARTICLE_OTHER])
    picked = PickupPicked(ORDER, (PickedLine(9, "X", 1), PickedLine(1, "SKU-1", 9, 9)))
    now, whys = told(order(), picked)
    assert (now.line(1).picked, now.line(1).short, whys) == (2, 0, [Code.PICKUP_ARTICLE_OTHER])
    back = PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(9, "X", 1), ReturnedLine(1, "SKU-1", 5)))
    now, whys = told(ready(), back)
    assert (now.state, now.line(1).declined, whys) == (RETURNED, 2, [Code.PICKUP_ARTICLE_OTHER])


@pytest.mark.parametrize("ended", [BACK, YES])
@pytest.mark.parametrize("fact", [LINES, PARCELS])
def test_goods_that_were_given_back_and_went_to_the_customer_all_the_same(ended: PickupFact, fact: PickupFact) -> None:
    over, _ = told(asked_to_cancel(ready(), NOW), ended)
    assert over.state == CANCELLED
    now, whys = told(over, fact)
    assert (now.state, handed(now), whys) == (HANDED_OVER, (2, 1), [Code.PICKUP_CANCELLED])
    assert all(line.handed + line.declined <= line.quantity for line in now.lines)
    nothing, whys = told(over, PickupHandedOver(ORDER, "", (HandedLine(1, "SKU-1", 0),), BY_QR))
    assert (nothing.state, whys) == (CANCELLED, [Code.PICKUP_CANCELLED])


def test_two_tills_that_say_the_same_of_the_end_are_no_matter_for_a_person() -> None:
    over, whys = told(asked_to_cancel(ready(), NOW), YES, YES, BACK)
    assert (over.state, whys) == (CANCELLED, [None] * 3)
    assert told(over, NO)[1] == [Code.PICKUP_CANCELLED]
    gone, whys = told(ready(), LINES, BACK, YES)
    assert (gone.state, whys) == (HANDED_OVER, [None, Code.PICKUP_HANDED_OVER, Code.PICKUP_HANDED_OVER])


def test_no_and_yes_end_cancelled_whichever_comes_first() -> None:
    asked = asked_to_cancel(ready(), NOW)
    assert told(asked, NO, NO)[1] == [None, None]
    one, first = told(asked, NO, YES)
    other, second = told(asked, YES, NO)
    assert (one.state, other.state) == (CANCELLED, CANCELLED)
    assert (first, second) == ([None, Code.PICKUP_STEP], [None, Code.PICKUP_CANCELLED])


def test_packed_twice_by_two_people_is_told_and_the_first_count_stays() -> None:
    now, whys = told(order(), PICKED, PACKED, PICKED_SHORT)
    assert (now.waiting, now.line(1).short, whys) == (3, 0, [None, None, Code.PICKUP_STEP])
    late = ready(state=EXPIRED)
    now, whys = told(late, PickupReady(ORDER, ("D-1",), 2))
    assert (now.state, now.bags, whys) == (EXPIRED, ("D-1",), [Code.PICKUP_STEP])
    done, whys = told(ready(state=RETURNED, done_ms=NOW), PACKED, PickupMoved(ORDER, ("D-2",)))
    assert (done.bags, whys) == (("A-03",), [Code.PICKUP_CANCELLED, None])


def test_short_pieces_that_came_late_are_known_to_be_missing() -> None:
    now, whys = told(order(), PickupPicked(ORDER, (PickedLine(1, "SKU-1", 2, 1),)))
    assert (now.state, now.line(1).picked, now.line(1).short, whys) == (RESERVED, 2, 0, [Code.PICKUP_QUANTITY])
    now, whys = told(order(line(1, 3)), PickupPicked(ORDER, (PickedLine(1, "SKU-1", 1, 3),)))
    assert (now.state, now.line(1).short, whys) == (SHORT, 2, [Code.PICKUP_QUANTITY])


QUANTITIES = st.integers(-1, 4)
NUMBERS = st.integers(1, 3)
FACTS = st.one_of(
    st.builds(
        lambda n, picked, short: PickupPicked(ORDER, (PickedLine(n, "", picked, short),)),
        NUMBERS, QUANTITIES, QUANTITIES,
    ),
    st.builds(
        lambda n, given, declined: PickupHandedOver(ORDER, "", (HandedLine(n, "", given, declined),), BY_QR),
        NUMBERS, QUANTITIES, QUANTITIES,
    ),
    st.builds(lambda n, back: PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(n, "", back),)), NUMBERS, QUANTITIES),
    st.sampled_from([PACKED, PickupMoved(ORDER, ("B-01",)), YES, NO, PickupReminded(ORDER), PARCELS, LINES, BACK]),
)  # fmt: skip


@given(st.lists(st.one_of(FACTS, st.just(None)), max_size=20))
def test_pieces_are_never_lost_or_made_and_what_went_never_comes_back(facts: list[PickupFact | None]) -> None:
    """None: the customer cancels online."""
    now = order()
    for at, fact in enumerate(facts, start=NOW):
        before = now
        if fact is None:
            now = asked_to_cancel(now, at) if now.state not in collect.DONE else now
        else:
            now, _ = recorded(now, fact, at)
        for one, was in zip(now.lines, before.lines, strict=True):
            assert one.handed >= was.handed
            assert min(one.handed, one.declined, one.picked, one.short) >= 0
            assert one.handed + one.declined <= one.quantity
            assert one.picked + one.short <= one.quantity
            assert one.handed <= one.picked
        if before.state in collect.DONE:
            assert now.state in (before.state, HANDED_OVER)
