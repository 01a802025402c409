"""Points as rules: docs/customers.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.loyalty import (
    AGE,
    BARRED,
    CAP,
    HOUR_MS,
    LEAST,
    NO_BALANCE,
    TILL,
    UNKNOWN,
    Allowed,
    Limits,
    Rules,
    Spent,
    Standing,
    Tier,
    allowed,
    earned,
    next_tier,
    points_of,
    tier_of,
    worth,
)

TIERS = (Tier("Silber"), Tier("Gold", 100_000, 15_000), Tier("Platin", 200_000, 20_000))
RULES = Rules("v1", least_points=1, tiers=TIERS)
NOBODY = Spent()


def test_tiers_follow_the_revenue() -> None:
    assert tier_of(RULES, 99_999) == TIERS[0]
    assert tier_of(RULES, 100_000) == TIERS[1]
    assert tier_of(Rules(), 5) is None
    assert next_tier(RULES, 128_450) == (TIERS[2], 71_550)
    assert next_tier(RULES, 200_000) is None


@pytest.mark.parametrize(
    ("tier", "paid_minor", "points"),
    [
        ("", 182_615, 1_826),
        ("Silber", 99, 0),
        ("Gold", 300, 5),
        ("Gold", 100, 2),
        ("Platin", 199, 2),
        ("", -182_615, -1_826),
    ],
)
def test_earning_counts_whole_steps(tier: str, paid_minor: int, points: int) -> None:
    assert earned(RULES, tier, paid_minor) == points


def test_rules_that_make_no_sense_earn_and_spend_nothing() -> None:
    broken = Rules("b", earn_minor=0, point_minor=0)
    assert earned(broken, "", 10_000) == 0
    assert points_of(broken, 10_000) == 0


@given(st.integers(-10_000_000, 10_000_000), st.sampled_from(["", "Silber", "Gold", "Platin"]))
def test_a_refund_takes_exactly_what_its_sale_gave(paid: int, tier: str) -> None:
    assert earned(RULES, tier, paid) == -earned(RULES, tier, -paid)


@pytest.mark.parametrize(
    ("standing", "spent", "raised", "answer"),
    [
        (Standing(900, age_ms=0), NOBODY, False, Allowed(900, NO_BALANCE)),
        (Standing(5_000, age_ms=0), NOBODY, False, Allowed(1_000, CAP)),
        (Standing(5_000, age_ms=0), NOBODY, True, Allowed(5_000, NO_BALANCE)),
        (Standing(1_200, age_ms=2 * HOUR_MS), NOBODY, False, Allowed(600, AGE)),
        (Standing(1_000, pending=200, age_ms=2 * HOUR_MS), NOBODY, False, Allowed(400, AGE)),
        (Standing(1_200, age_ms=100 * HOUR_MS), NOBODY, False, Allowed(0, AGE)),
        (Standing(5_000, pending=700, age_ms=0), NOBODY, False, Allowed(300, CAP)),
        (Standing(5_000, age_ms=0), Spent(1, 19_500, 1), False, Allowed(500, TILL)),
        (Standing(5_000, age_ms=0), Spent(1, 0, 20), True, Allowed(0, TILL)),
        (Standing(5_000, age_ms=0, trusted=False), NOBODY, True, Allowed(0, BARRED)),
        (Standing(5_000), NOBODY, True, Allowed(0, UNKNOWN)),
        (Standing(-50, age_ms=0), NOBODY, False, Allowed(0, LEAST)),
        (Standing(5_000, hold=3_000), NOBODY, False, Allowed(3_000, NO_BALANCE)),
        (Standing(2_000, hold=3_000), NOBODY, False, Allowed(2_000, NO_BALANCE)),
        (Standing(2_000, hold=0, age_ms=0), NOBODY, True, Allowed(0, LEAST)),
    ],
)
def test_what_may_be_spent(standing: Standing, spent: Spent, raised: bool, answer: Allowed) -> None:
    assert allowed(RULES, Limits(), standing, spent, 10_000, raised=raised) == answer


def test_never_more_than_is_due() -> None:
    assert allowed(RULES, Limits(), Standing(5_000, hold=5_000), NOBODY, 300) == Allowed(300)
    assert allowed(Rules("v", least_points=500), Limits(), Standing(5_000, hold=5_000), NOBODY, 300) == Allowed(
        0, LEAST
    )


@given(
    balance=st.integers(-1_000, 100_000),
    hold=st.none() | st.integers(0, 50_000),
    pending=st.integers(0, 2_000),
    age=st.none() | st.integers(0, 400 * HOUR_MS),
    due=st.integers(0, 100_000),
    minor=st.integers(0, 30_000),
    count=st.integers(0, 30),
    raised=st.booleans(),
)
def test_nobody_spends_more_than_they_have_or_owe(
    balance: int, hold: int | None, pending: int, age: int | None, due: int, minor: int, count: int, raised: bool
) -> None:
    """Without a hold the loss is bounded by the cap, unless a second person lifted it, and by the till's budget."""
    limits = Limits()
    answer = allowed(RULES, limits, Standing(balance, hold, pending, age), Spent(1, minor, count), due, raised=raised)
    assert 0 <= answer.points <= max(0, balance)
    assert worth(RULES, answer.points) <= due
    if hold is None:
        assert answer.points == 0 or worth(RULES, answer.points) + minor <= limits.till_minor
        if not raised:
            assert answer.points == 0 or worth(RULES, answer.points + pending) <= limits.single_minor
