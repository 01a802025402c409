"""The state table of docs/checkout.md."""

import pytest

from pos.base.errors import Code, Refused
from pos.domain.cart import Cart
from pos.domain.checkout import ALLOWED, Checkout, Phase, Step

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
