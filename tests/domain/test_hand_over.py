"""The counter flow: duties in their order, checking off, and the fact that comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import collect
from pos.domain.collect import CANCEL_REQUESTED, CANCELLED, EXPIRED, HANDED_OVER, RESERVED, RETURNED, SHORT
from pos.domain.hand_over import LIFTED, HandOver
from pos.domain.pickup_code import PickupCode, parcel_label
from pos.domain.pickup_facts import BY_CODE, BY_NAME, BY_QR, HandedLine, PickupHandedOver
from tests.domain.orders import NOW, ORDER, OTHER, line, ready

LIMIT = 25_000
CODE = PickupCode(1, ORDER, "S0042", 2, bytes(8), 0, 2**31)
FIRST, SECOND = parcel_label(ORDER, 1), parcel_label(ORDER, 2)


def refused(call: Callable[[], object], code: Code) -> Refused:
    with pytest.raises(Refused) as reason:
        call()
    assert reason.value.code is code
    return reason.value


def flow(**more: object) -> HandOver:
    return HandOver(ready(), proof=BY_QR, **more)  # type: ignore[arg-type]


# --- the way it usually goes ------------------------------------------------------------------------------------------


def test_code_and_parcel_and_nothing_else() -> None:
    done = flow().scanned(FIRST)
    assert (done.pieces, done.whole, done.allowed(LIMIT), done.missing(LIMIT)) == (3, True, True, ())
    fact = done.fact(38_000)
    assert fact == PickupHandedOver(
        ORDER, "W-48213", (HandedLine(1, "SKU-1", 2), HandedLine(2, "SKU-2", 1)), BY_QR, (FIRST,), seconds=38
    )
    assert collect.after(ready(), fact, NOW).state == HANDED_OVER


def test_each_duty_that_is_left_in_its_order() -> None:
    opened = HandOver(ready(line(1, 2, picked=2, min_age=18)), proxy=True)
    assert opened.missing(LIMIT) == (Code.PICKUP_NOTHING, Code.PICKUP_PROOF_MISSING, Code.PICKUP_IDENTITY_MISSING)
    ticked = opened.all_checked()
    assert ticked.missing(LIMIT) == (
        Code.PICKUP_PARCEL_MISSING,
        Code.PICKUP_PROOF_MISSING,
        Code.PICKUP_IDENTITY_MISSING,
        Code.PICKUP_AGE_MISSING,
    )
    assert not ticked.allowed(LIMIT)
    shown = replace(ticked, labels=frozenset({FIRST}), proof=BY_QR, identity=True, age=True)
    assert shown.missing(LIMIT) == ()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (RESERVED, Code.PICKUP_NOT_READY),
        (SHORT, Code.PICKUP_NOT_READY),
        (EXPIRED, Code.PICKUP_EXPIRED),
        (CANCEL_REQUESTED, Code.PICKUP_CANCELLED),
        (CANCELLED, Code.PICKUP_CANCELLED),
        (RETURNED, Code.PICKUP_CANCELLED),
        (HANDED_OVER, Code.PICKUP_HANDED_OVER),
    ],
)
def test_what_does_not_stand_ready_does_not_go(state: str, code: Code) -> None:
    one = HandOver(ready(state=state, done_ms=NOW), proof=BY_QR).scanned(FIRST)
    assert one.missing(LIMIT) == (code,)
    why = refused(lambda: one.require(LIMIT), code)
    if state in (HANDED_OVER, CANCELLED):
        assert (why.facts["at_ms"], why.facts["state"]) == (NOW, state)
    if code in LIFTED:
        assert one.require(LIMIT, "P. Weber") == (code,)
    else:
        refused(lambda: one.require(LIMIT, "P. Weber"), code)


# --- the goods are the lock -------------------------------------------------------------------------------------------


def test_ticked_is_not_here() -> None:
    ticked = flow().all_checked()
    why = refused(lambda: ticked.require(LIMIT), Code.PICKUP_PARCEL_MISSING)
    assert why.facts["count"] == 1
    assert ticked.require(LIMIT, "P. Weber") == (Code.PICKUP_PARCEL_MISSING,)


def test_every_parcel_is_scanned_before_the_lines_are_checked_off() -> None:
    two = HandOver(ready(parcels=2), proof=BY_QR)
    first = two.scanned(FIRST)
    assert (first.pieces, first.parcels_missing) == (0, 1)
    assert first.scanned(FIRST).parcels_missing == 1, "the same parcel twice is one parcel"
    assert first.scanned(SECOND).allowed(LIMIT)


def test_every_article_scanned_is_as_good_as_the_label() -> None:
    one = flow().scanned("x", "SKU-1").scanned("x", "SKU-1")
    assert one.allowed(LIMIT), "a part"
    assert one.scanned("x", "SKU-2").whole
    assert not one.checked(2, 1).allowed(LIMIT), "one piece was only ticked"
    assert one.checked(1, 1).checked(1, 2).missing(LIMIT) == (Code.PICKUP_PARCEL_MISSING,)


def test_a_ticked_piece_may_be_scanned_afterwards() -> None:
    ticked = flow().all_checked()
    scanned = ticked.scanned("x", "SKU-1").scanned("x", "SKU-1").scanned("x", "SKU-2")
    assert (scanned.pieces, scanned.allowed(LIMIT)) == (3, True)


def test_what_has_no_parcels_needs_no_label() -> None:
    assert HandOver(ready(parcels=0), proof=BY_QR).all_checked().allowed(LIMIT)


def test_what_was_only_offered_instead_is_not_part_of_the_order() -> None:
    one = HandOver(ready(line(1, 2, picked=1, short=1, substitute="SKU-9")), proof=BY_QR)
    refused(lambda: one.scanned("x", "SKU-9"), Code.PICKUP_ARTICLE_OTHER)


def test_scans_that_do_not_fit() -> None:
    one = flow()
    why = refused(lambda: one.scanned(parcel_label(OTHER, 1)), Code.PICKUP_PARCEL_OTHER)
    assert why.facts["number"] == "W-48213"
    refused(lambda: one.scanned(SECOND), Code.PICKUP_PARCEL_OTHER)
    refused(lambda: one.scanned("4057218118092", "SKU-7"), Code.PICKUP_ARTICLE_OTHER)
    refused(lambda: one.scanned("4057218118092"), Code.PICKUP_ARTICLE_OTHER)
    full = one.scanned("x", "SKU-2")
    why = refused(lambda: full.scanned("x", "SKU-2"), Code.PICKUP_QUANTITY)
    assert why.facts == {"text": "Article 2", "most": 1, "number": "W-48213"}


# --- an order that is not in the list ---------------------------------------------------------------------------------


def test_by_its_parcels_alone() -> None:
    one = HandOver(None, CODE, BY_QR)
    assert (one.id, one.parcels, one.parcels_missing, one.value_minor, one.due_minor) == (ORDER, 2, 2, 0, 0)
    assert one.missing(LIMIT) == (Code.PICKUP_PARCEL_MISSING, Code.PICKUP_IDENTITY_MISSING)
    assert one.missing(0) == (Code.PICKUP_PARCEL_MISSING,), "no document where the store asks for none"
    done = replace(one.scanned(FIRST).scanned(SECOND), identity=True)
    assert (done.allowed(LIMIT), done.whole, done.min_age) == (True, True, 0)
    assert done.fact(0).lines == ()
    assert done.fact(0).number == ""
    refused(lambda: one.scanned(parcel_label(OTHER, 1)), Code.PICKUP_PARCEL_OTHER)
    refused(lambda: one.scanned("x", "SKU-1"), Code.PICKUP_ARTICLE_OTHER)
    refused(lambda: one.checked(1, 1), Code.PICKUP_ARTICLE_OTHER)


def test_a_code_signed_before_anything_was_packed_wants_one_parcel_at_least() -> None:
    one = HandOver(None, replace(CODE, parcels=0), BY_QR, identity=True)
    assert one.missing(LIMIT) == (Code.PICKUP_PARCEL_MISSING,)
    assert one.scanned(SECOND).allowed(LIMIT)


def test_nothing_at_all_is_no_order() -> None:
    assert (HandOver(None).id, HandOver(None).parcels) == ("", 0)


# --- pieces -----------------------------------------------------------------------------------------------------------


def test_declined_pieces_do_not_go() -> None:
    one = flow().scanned(FIRST).decline(1, 1)
    assert (one.taken, one.declined, one.pieces, one.whole) == ({1: 1, 2: 1}, {1: 1}, 2, True)
    assert one.fact(0).lines == (HandedLine(1, "SKU-1", 1, 1), HandedLine(2, "SKU-2", 1))
    assert one.all_checked().taken == {1: 1, 2: 1}
    why = refused(lambda: one.checked(1, 2), Code.PICKUP_QUANTITY)
    assert why.facts["most"] == 1
    wanted = one.decline(1, 0).checked(1, 2)
    assert (wanted.declined, wanted.taken) == ({}, {1: 2, 2: 1})
    for pieces in (-1, 3):
        refused(lambda pieces=pieces: one.decline(1, pieces), Code.PICKUP_QUANTITY)  # type: ignore[misc]


def test_everything_declined_needs_no_goods() -> None:
    one = flow().decline(1, 2).decline(2, 1)
    assert one.allowed(LIMIT)
    assert collect.after(ready(), one.fact(0), NOW).state == HANDED_OVER


def test_a_part() -> None:
    part = flow().scanned("x", "SKU-1")
    assert (part.whole, part.fact(0).lines) == (False, (HandedLine(1, "SKU-1", 1),))
    assert part.none_checked().missing(LIMIT) == (Code.PICKUP_NOTHING,)
    refused(lambda: part.checked(1, -1), Code.PICKUP_QUANTITY)
    refused(lambda: part.checked(9, 1), Code.PICKUP_ARTICLE_OTHER)


# --- who it is --------------------------------------------------------------------------------------------------------


def test_a_document_from_a_value_on_of_what_goes() -> None:
    dear = HandOver(ready(line(25, 1, picked=1), line(1, 1, picked=1)), proof=BY_QR, labels=frozenset({FIRST}))
    assert dear.checked(25, 1).missing(LIMIT) == (Code.PICKUP_IDENTITY_MISSING,)
    assert dear.checked(25, 1).missing(0) == ()
    assert dear.checked(1, 1).missing(LIMIT) == ()


def test_by_name_a_document_is_looked_at_and_a_code_is_better() -> None:
    one = HandOver(ready()).with_proof(BY_NAME).scanned(FIRST)
    assert one.missing(LIMIT) == (Code.PICKUP_IDENTITY_MISSING,)
    assert one.with_proof(BY_CODE).missing(LIMIT) == ()
    shown = one.with_proof(BY_QR, CODE)
    assert (shown.code, shown.with_proof(BY_NAME).proof, shown.with_proof(BY_CODE).code) == (CODE, BY_QR, CODE)


def test_age_counts_for_what_goes() -> None:
    one = HandOver(
        ready(line(1, 1, picked=1, min_age=18), line(2, 1, picked=1)), proof=BY_QR, labels=frozenset({FIRST})
    )
    assert one.checked(2, 1).missing(LIMIT) == ()
    grown = one.all_checked()
    assert refused(lambda: grown.require(LIMIT, "P. Weber"), Code.PICKUP_AGE_MISSING).facts["age"] == 18
    assert replace(grown, age=True).require(LIMIT) == ()


def test_what_is_due_is_what_goes() -> None:
    one = HandOver(ready(paid=False), proof=BY_QR)
    assert (one.due_minor, one.checked(1, 1).due_minor, one.all_checked().due_minor) == (0, 1_000, 4_000)
    assert flow().all_checked().due_minor == 0


def test_the_fact_says_who_lifted_what() -> None:
    one = replace(flow().all_checked(), identity=True, proxy=True, opened_mono_ms=9_000)
    fact = one.fact(5_000, "P. Weber", "pickup-parcel-missing", "sale-1")
    assert (fact.override_by, fact.overridden, fact.sale) == ("P. Weber", "pickup-parcel-missing", "sale-1")
    assert (fact.identity, fact.proxy, fact.age, fact.seconds) == (True, True, False, 0)


STEPS = st.one_of(
    st.tuples(st.just("scan"), st.sampled_from(["SKU-1", "SKU-2", "SKU-3"])),
    st.tuples(st.just("parcel"), st.integers(1, 3)),
    st.tuples(st.sampled_from(["check", "decline"]), st.tuples(st.integers(1, 3), st.integers(-1, 3))),
    st.tuples(st.sampled_from(["all", "none"]), st.none()),
)


@given(st.lists(STEPS, max_size=15))
def test_whatever_is_done_the_state_machine_takes_what_is_allowed(steps: list[tuple[str, object]]) -> None:
    now = HandOver(ready(parcels=2), proof=BY_QR)
    doing: dict[str, Callable[[HandOver, object], HandOver]] = {
        "scan": lambda one, sku: one.scanned("x", str(sku)),
        "parcel": lambda one, n: one.scanned(parcel_label(ORDER, int(str(n)))),
        "check": lambda one, what: one.checked(*what),  # type: ignore[misc]
        "decline": lambda one, what: one.decline(*what),  # type: ignore[misc]
        "all": lambda one, _: one.all_checked(),
        "none": lambda one, _: one.none_checked(),
    }
    for name, what in steps:
        try:
            now = doing[name](now, what)
        except Refused:
            continue
        assert all(0 < pieces <= now.taken[n] for n, pieces in now.seen.items())
        assert now.order is not None
        for one in now.order.lines:
            assert 0 <= now.taken.get(one.n, 0) + now.declined.get(one.n, 0) <= one.waiting
    if now.allowed(LIMIT):
        after = collect.after(ready(parcels=2), now.fact(0), NOW)
        assert (after.state == HANDED_OVER) == now.whole
