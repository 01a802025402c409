"""Ways to pay: what to suggest, what to hand back."""

from __future__ import annotations

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.domain.cart import TOTAL_MINOR_MAX

CASH = "cash"
CARD = "card"
POINTS = "points"

# Legal tender in minor units, notes then coins, descending (ECB; DNB and CBFA publish the same for theirs).
NOTES = {"EUR": (20_000, 10_000, 5_000, 2_000, 1_000, 500)}
COINS = {"EUR": (200, 100, 50, 20, 10, 5, 2, 1)}
SUGGESTIONS_MOST = 6
# Nobody hands over so much that they get more back than the largest note ever issued is worth (500 in euro): it is
# a slip of the finger, or an article's code that ended up among the digits.
CHANGE_MOST = 50_000


class Tender(Struct, frozen=True):
    """One payment inside a sale. ``amount_minor`` counts towards the total; for cash, ``given_minor`` was handed
    over and ``change_minor`` handed back (given = amount + change). ``attempt``: id of the card question; ``points``:
    how many were redeemed for the amount.
    """

    n: int
    kind: str
    amount_minor: int
    given_minor: int = 0
    change_minor: int = 0
    attempt: str | None = None
    points: int = 0


def cash(n: int, due_minor: int, given_minor: int) -> Tender:
    """Cash for ``due_minor``; refuses too little and absurd amounts (more than the largest total or `CHANGE_MOST`)."""
    if given_minor > TOTAL_MINOR_MAX or given_minor < 0:
        raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=given_minor)
    if given_minor < due_minor:
        raise Refused(Code.CASH_TOO_LITTLE, due_minor=due_minor, given_minor=given_minor)
    if given_minor - due_minor > CHANGE_MOST:
        raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=given_minor)
    return Tender(n, CASH, due_minor, given_minor, given_minor - due_minor)


def part_in_cash(n: int, open_minor: int, given_minor: int) -> Tender:
    """Some of what is open, paid in cash; enough for all of it is `cash`."""
    if not 0 < given_minor < open_minor:
        return cash(n, open_minor, given_minor)
    return Tender(n, CASH, given_minor, given_minor)


def card(n: int, due_minor: int, attempt: str) -> Tender:
    return Tender(n, CARD, due_minor, attempt=attempt)


def points(n: int, amount_minor: int, count: int) -> Tender:
    return Tender(n, POINTS, amount_minor, points=count)


def denominations(currency: str) -> tuple[int, ...]:
    """Notes and coins, largest first; empty for a currency whose pieces we do not know."""
    return NOTES.get(currency, ()) + COINS.get(currency, ())


def hand_out(change_minor: int, currency: str) -> tuple[tuple[int, int], ...]:
    """The fewest notes and coins that make ``change_minor``, as (denomination, count), largest first.

    Greedy, which is the fewest for canonical systems such as the euro's.
    """
    pieces = []
    rest = change_minor
    for denomination in denominations(currency):
        count, rest = divmod(rest, denomination)
        if count:
            pieces.append((denomination, count))
    return tuple(pieces)


def cash_suggestions(due_minor: int, currency: str) -> tuple[int, ...]:
    """What a customer is likely to hand over: exactly, the next whole unit, the next multiple of each note;
    ascending, at most six.
    """
    steps = (1, 100, *NOTES.get(currency, ()))
    sums = {-(-due_minor // step) * step for step in steps}
    return tuple(sorted(sums))[:SUGGESTIONS_MOST]
