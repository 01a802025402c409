"""Points: what a purchase earns, what points are worth, and how many may be spent when the centre cannot be asked.

Rules are versioned data of the centre (docs/customers.md); an entry names the version it was computed with. Earning
needs nobody's leave, because increments commute. Spending needs a right: a hold granted by the centre, or, without
one, a bounded risk (SYNC §3: `Limits`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from pos.base.money import divide_half_up
from pos.domain.tax import BASIS_POINTS

HOUR_MS: Final = 3_600_000
TENDER: Final = "tender"
DISCOUNT: Final = "discount"


class Tier(Struct, frozen=True):
    """From ``from_minor`` of revenue in twelve months on; purchases earn ``earn_bp`` of the usual points."""

    name: str
    from_minor: int = 0
    earn_bp: int = BASIS_POINTS


class Rules(Struct, frozen=True):
    """``earn_points`` for each whole ``earn_minor`` of what was paid otherwise than with points; a point is worth
    ``point_minor``; fewer than ``least_points`` are not redeemed. ``redeem_as``: TENDER (the VAT of the sale stays) or
    DISCOUNT (the prices and with them the VAT fall). ``expire_after_days``: 0 = never.
    """

    version: str = ""
    earn_points: int = 1
    earn_minor: int = 100
    point_minor: int = 1
    least_points: int = 500
    redeem_as: str = TENDER
    tiers: tuple[Tier, ...] = ()
    expire_after_days: int = 0


class Limits(Struct, frozen=True):
    """How many points may be spent without a hold, as money. ``single_minor``: per customer while the line is down;
    ``till_minor`` and ``till_count``: per till since its last contact; ``ages``: pairs (age in ms, share of the last
    known balance in basis points), ascending; beyond the last one nothing.
    """

    single_minor: int = 1_000
    till_minor: int = 20_000
    till_count: int = 20
    ages: tuple[tuple[int, int], ...] = ((HOUR_MS, 10_000), (24 * HOUR_MS, 5_000), (72 * HOUR_MS, 2_500))


class Spent(Struct, frozen=True):
    """What this till has redeemed without a hold since its last contact with the centre; ``last_ms``: the last time
    (UTC ms). A contact after that clears it.
    """

    last_ms: int = 0
    minor: int = 0
    count: int = 0


class Standing(Struct, frozen=True):
    """What is known of one customer's points. ``balance``: the centre's last word ⊕ own later entries; ``hold``:
    points the centre has granted this till right now, None = it was not asked or its leave ran out; ``pending``: points
    of own redemptions that word does not contain yet; ``age_ms``: of that word, None = there is none; ``trusted``: not
    on the exception list.
    """

    balance: int
    hold: int | None = None
    pending: int = 0
    age_ms: int | None = None
    trusted: bool = True


class Allowed(Struct, frozen=True):
    """How many points may be spent, and what keeps it from being more: empty, or one of the words below."""

    points: int
    bound: str = ""


NO_BALANCE: Final = "balance"
DUE: Final = "due"
UNKNOWN: Final = "unknown"
AGE: Final = "age"
CAP: Final = "cap"
TILL: Final = "till"
BARRED: Final = "barred"
LEAST: Final = "least"


def tier_of(rules: Rules, revenue_minor: int) -> Tier | None:
    """The highest tier reached by the revenue of twelve months."""
    reached = [tier for tier in rules.tiers if tier.from_minor <= revenue_minor]
    return max(reached, key=lambda tier: tier.from_minor) if reached else None


def next_tier(rules: Rules, revenue_minor: int) -> tuple[Tier, int] | None:
    """The next tier and how much revenue is missing; None above the last one."""
    ahead = [tier for tier in rules.tiers if tier.from_minor > revenue_minor]
    if not ahead:
        return None
    tier = min(ahead, key=lambda one: one.from_minor)
    return tier, tier.from_minor - revenue_minor


def earned(rules: Rules, tier: str, paid_minor: int) -> int:
    """Points for ``paid_minor``: whole steps only, then the tier's factor, halves up. Negative for a refund, so that a
    void takes back exactly what its sale gave.
    """
    steps = abs(paid_minor) // rules.earn_minor if rules.earn_minor > 0 else 0
    factor = next((one.earn_bp for one in rules.tiers if one.name == tier), BASIS_POINTS)
    points = divide_half_up(steps * rules.earn_points * factor, BASIS_POINTS)
    return points if paid_minor >= 0 else -points


def worth(rules: Rules, points: int) -> int:
    """Points as money."""
    return points * rules.point_minor


def points_of(rules: Rules, minor: int) -> int:
    """The most points whose worth is not above ``minor``."""
    return max(0, minor) // rules.point_minor if rules.point_minor > 0 else 0


def allowed(
    rules: Rules, limits: Limits, standing: Standing, spent: Spent, due_minor: int, *, raised: bool = False
) -> Allowed:
    """How many points may pay for ``due_minor`` now.

    With a hold: up to the hold, also if that is none, for then somebody else holds them. Without: the least of the cap
    per customer, the share of the balance that its age allows, and what the till has left, each less what was spent
    already. ``raised``: a second pair of eyes lifts the
    cap per customer and the age once; never the balance, never the exception list.
    """
    most = Allowed(points_of(rules, due_minor), DUE)
    if standing.hold is not None:
        most = _least(most, Allowed(max(0, min(standing.hold, standing.balance)), NO_BALANCE))
    else:
        for bound in _bounds(rules, limits, standing, spent, raised):
            most = _least(most, bound)
    if most.points < max(1, rules.least_points):
        return Allowed(0, LEAST if most.bound in (DUE, NO_BALANCE) else most.bound)
    return Allowed(most.points, "" if most.bound == DUE else most.bound)


def _bounds(rules: Rules, limits: Limits, standing: Standing, spent: Spent, raised: bool) -> Iterable[Allowed]:
    yield Allowed(max(0, standing.balance), NO_BALANCE)
    if not standing.trusted:
        yield Allowed(0, BARRED)
    if standing.age_ms is None:
        yield Allowed(0, UNKNOWN)
        return
    if not raised:
        share = next((bp for age, bp in limits.ages if standing.age_ms <= age), 0)
        known = max(0, standing.balance + standing.pending)
        yield Allowed(max(0, known * share // BASIS_POINTS - standing.pending), AGE)
        yield Allowed(points_of(rules, limits.single_minor - worth(rules, standing.pending)), CAP)
    left = 0 if spent.count >= limits.till_count else limits.till_minor - spent.minor
    yield Allowed(points_of(rules, left), TILL)


def _least(one: Allowed, other: Allowed) -> Allowed:
    return other if other.points < one.points else one
