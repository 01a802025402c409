"""The state table of docs/checkout.md."""

import pytest
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain.cart import Cart, add
from pos.domain.checkout import ALLOWED, Checkout, Phase, Redemption, Step
from pos.domain.customer import Member
from pos.domain.loyalty import Rules
from pos.domain.pricing import price
from pos.domain.tax import Rate
from pos.domain.tender import Tender, card, cash_suggestions, hand_out, part_in_cash, points
from tests.devices.documents import CABLE

OPEN = Checkout(Cart("sale-1", 0, "EUR"), 4_616, "2026-11-21")


def test_every_phase_has_its_row() -> None:
    assert set(ALLOWED) == set(Phase)


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("phase", list(Phase))
def test_only_what_the_table_allows_passes(phase: Phase, step: Step) -> None:
    asked = OPEN.asked("attempt-1", 4_616)
    state = {Phase.OPEN: OPEN, Phase.CARD_ASKED: asked, Phase.CARD_UNKNOWN: asked.recovered()}[phase]
    assert state.phase is phase
    if step in ALLOWED[phase]:
        state.require(step)
        return
    with pytest.raises(Refused) as refused:
        state.require(step)
    assert refused.value.code is (Code.CHECKOUT_NOT_ALLOWED if phase is Phase.OPEN else Code.CARD_UNANSWERED)


def test_a_second_charge_cannot_start_while_one_is_unresolved() -> None:
    for state in (OPEN.asked("a", 4_616), OPEN.asked("a", 4_616).recovered()):
        with pytest.raises(Refused):
            state.asked("b", 4_616)
        assert state.not_paid().asked("b", 4_616).attempt == "b"


def test_recovery_leaves_an_open_checkout_alone() -> None:
    assert OPEN.recovered() is OPEN
    assert OPEN.asked("a", 4_616).recovered().recovered().phase is Phase.CARD_UNKNOWN


# --- several tenders --------------------------------------------------------------------------------------------------

RULES = Rules("v1")
RATES = (Rate("standard", 1_900),)


def priced_checkout() -> Checkout:
    cart = add(Cart("sale-1", 0, "EUR", member=Member("lena")), CABLE, 2)
    priced = price(cart, RATES, "2026-11-21")
    return Checkout(cart, priced.total_minor, "2026-11-21", priced=priced, rates=RATES, rules=RULES)


def redeemed(points: int, *, as_discount: bool = False) -> Redemption:
    return Redemption(points, points * RULES.point_minor, as_of_ms=1, as_discount=as_discount)


def part(state: Checkout, minor: int) -> Checkout:
    return state.took(part_in_cash(state.next_n, state.open_minor, minor))


def test_what_is_open_is_what_the_tenders_leave() -> None:
    state = part(part(OPEN, 1_000), 600)
    assert [tender.n for tender in state.tenders] == [1, 2]
    assert (state.open_minor, state.taken_minor) == (3_016, 1_600)
    after, given_back = state.without(1)
    assert (given_back.amount_minor, after.open_minor, after.next_n) == (1_000, 4_016, 3)


def test_the_same_tender_is_given_back_once() -> None:
    after, _ = part(OPEN, 1_000).without(1)
    with pytest.raises(Refused) as refused:
        after.without(1)
    assert refused.value.code is Code.CHECKOUT_NOT_ALLOWED


def test_after_a_tender_the_way_back_leads_over_giving_it_back() -> None:
    state = part(OPEN, 1_000)
    assert OPEN.untouched
    with pytest.raises(Refused) as refused:
        state.require(Step.ABANDON)
    assert refused.value.code is Code.TENDER_TAKEN
    assert refused.value.facts["amount_minor"] == 1_000
    state.without(1)[0].require(Step.ABANDON)


def test_while_a_card_is_asked_the_question_comes_before_the_tenders() -> None:
    state = part(OPEN, 1_000).asked("a", 2_000)
    with pytest.raises(Refused) as refused:
        state.require(Step.ABANDON)
    assert (refused.value.code, refused.value.facts["amount_minor"]) == (Code.CARD_UNANSWERED, 2_000)
    with pytest.raises(Refused):
        state.without(1)


@pytest.mark.parametrize("minor", [0, -1, 3_617])
def test_a_card_is_asked_for_something_and_for_no_more_than_is_open(minor: int) -> None:
    with pytest.raises(Refused) as refused:
        part(OPEN, 1_000).asked("a", minor)
    assert refused.value.code is Code.AMOUNT_OUT_OF_RANGE


def test_an_answered_card_closes_its_question() -> None:
    state = OPEN.asked("a", 2_000)
    paid = state.took(card(state.next_n, state.asked_minor, "a"))
    assert (paid.phase, paid.attempt, paid.asked_minor, paid.open_minor) == (Phase.OPEN, None, 0, 2_616)


def test_points_as_a_tender_replace_those_redeemed_before() -> None:
    state = part(priced_checkout(), 1_000)
    first = state.redeemed(redeemed(500), RULES.point_minor)
    second = first.redeemed(redeemed(800), RULES.point_minor)
    assert [(t.kind, t.amount_minor, t.points) for t in second.tenders] == [("cash", 1_000, 0), ("points", 800, 800)]
    assert second.open_minor == 2_998 - 1_800
    after, _ = second.without(second.tenders[-1].n)
    assert after.redemption is None
    kept, _ = second.without(1)
    assert kept.redemption == second.redemption
    assert second.without_points(RULES.point_minor) == replace(state, redemption=None)


def test_points_as_a_discount_lower_what_is_due_and_count_as_taken() -> None:
    state = part(priced_checkout(), 1_000)
    less = state.redeemed(redeemed(500, as_discount=True), RULES.point_minor)
    assert (less.total_minor, less.open_minor, less.cart.points) == (2_498, 1_498, 500)
    assert not less.untouched
    only = less.without(1)[0]
    with pytest.raises(Refused) as refused:
        only.require(Step.ABANDON)
    assert refused.value.facts["amount_minor"] == 500, "not nothing, although no tender was taken"
    more = less.redeemed(redeemed(700, as_discount=True), RULES.point_minor)
    assert more.total_minor == 2_298
    assert more.without_points(RULES.point_minor) == state
    assert state.without_points(RULES.point_minor) == state


def test_ways_to_pay() -> None:
    assert points(2, 500, 500) == Tender(2, "points", 500, points=500)
    assert part_in_cash(1, 1_000, 400) == Tender(1, "cash", 400, 400)
    assert part_in_cash(1, 1_000, 1_500).change_minor == 500
    with pytest.raises(Refused):
        part_in_cash(1, 1_000, 0)
    assert hand_out(384, "EUR") == ((200, 1), (100, 1), (50, 1), (20, 1), (10, 1), (2, 2))
    assert hand_out(384, "JPY") == ()
    assert cash_suggestions(1_234, "EUR") == (1_234, 1_300, 1_500, 2_000, 5_000, 10_000)
