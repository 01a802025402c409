"""What a promotion is, when it holds, and which lines it is for. What comes of it: `pos.domain.promotions`, from where
all these names can be had as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct

from pos.domain.tax import BASIS_POINTS

PERCENT: Final = "PERCENT"
AMOUNT: Final = "AMOUNT"
PRICE: Final = "PRICE"
N_FOR_M: Final = "N_FOR_M"
N_FOR_PRICE: Final = "N_FOR_PRICE"
BUNDLE: Final = "BUNDLE"
THRESHOLD: Final = "THRESHOLD"
SINGLE: Final = (PERCENT, AMOUNT, PRICE)
GROUP: Final = (N_FOR_M, N_FOR_PRICE, BUNDLE)
DAY_MINUTES: Final = 1440


class Line(Protocol):
    """What an offer has to know of a line; `pos.domain.cart.Line` is one, and holds coupons, which hold offers."""

    @property
    def n(self) -> int: ...
    @property
    def sku(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def unit_minor(self) -> int: ...


class Window(Struct, frozen=True):
    """``weekdays``: ISO 1..7, empty = all; local minutes of the day, end exclusive."""

    weekdays: tuple[int, ...] = ()
    from_minute: int = 0
    to_minute: int = DAY_MINUTES


class Promotion(Struct, frozen=True):
    """One offer. ``text``: what line, receipt and display say.

    ``skus``, ``categories``: what it is for (either will do; both empty: every article). ``value``: PERCENT basis
    points; AMOUNT minor units off each piece; PRICE the new unit price; N_FOR_PRICE and BUNDLE the price of the
    group; THRESHOLD minor units off the basket, or ``value_bp`` as percent. ``take``, ``pay``: N_FOR_M takes 3, pays
    2; N_FOR_PRICE takes. ``bundle``: one piece out of each of these lists of skus. ``minimum``, ``minimum_pieces``:
    what the matching lines must come to before anything comes off. ``most``: at most so many applications (pieces of
    a single offer, groups of a group offer) per sale, 0 = any. ``members``, ``tiers``, ``from_ms`` and ``to_ms``
    (UTC, end exclusive, 0 = open), ``window``, ``coupon``: when it holds. ``stacks``: comes on top of others.
    """

    id: str
    text: str
    kind: str
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    value: int = 0
    value_bp: int = 0
    take: int = 1
    pay: int = 1
    bundle: tuple[tuple[str, ...], ...] = ()
    minimum: int = 0
    minimum_pieces: int = 1
    most: int = 0
    members: bool = False
    tiers: tuple[str, ...] = ()
    from_ms: int = 0
    to_ms: int = 0
    window: Window = Window()
    coupon: str = ""
    stacks: bool = False
    priority: int = 0
    version: int = 0


class Discount(Struct, frozen=True):
    """One reason on one line: ``amount_minor`` > 0 comes off. ``kind``: promotion | coupon | points | kept-price |
    manual.
    """

    promotion: str
    text: str
    amount_minor: int
    kind: str = "promotion"


class Circumstances(Struct, frozen=True):
    """When and for whom: ``weekday`` (ISO) and ``minute`` are the store's local ones."""

    now_ms: int
    weekday: int
    minute: int
    member: bool = False
    tier: str = ""
    coupons: tuple[str, ...] = ()


class Hint(Struct, frozen=True):
    """``missing`` more pieces, and the offer comes (once more); shown at line ``line``."""

    promotion: str
    text: str
    line: int
    missing: int


class Given(Struct, frozen=True):
    """``discounts`` by line number, in the order they came off; lines without any are not named."""

    discounts: dict[int, tuple[Discount, ...]]
    hints: tuple[Hint, ...]


class Index:
    """Promotions by article, so that a basket asks only for its own. Of two with one id the newer version counts;
    what makes no sense (see `is_sound`) is left out.
    """

    def __init__(self, promotions: Sequence[Promotion], base: Index | None = None) -> None:
        self._base = base
        newest: dict[str, Promotion] = {}
        for promotion in promotions:
            known = newest.get(promotion.id)
            if known is None or (known.version, repr(known)) < (promotion.version, repr(promotion)):
                newest[promotion.id] = promotion
        self._ids = newest.keys()
        self._by_sku: dict[str, list[Promotion]] = {}
        self._by_category: dict[str, list[Promotion]] = {}
        self._everywhere: list[Promotion] = []
        for promotion in sorted(newest.values(), key=rank):
            if is_sound(promotion):
                self._enter(promotion)

    def _enter(self, promotion: Promotion) -> None:
        skus = promotion.skus
        if promotion.kind == BUNDLE:
            skus = tuple(sku for some in promotion.bundle for sku in some)
        elif not skus and not promotion.categories:
            self._everywhere.append(promotion)
        for sku in dict.fromkeys(skus):
            self._by_sku.setdefault(sku, []).append(promotion)
        if promotion.kind != BUNDLE:
            for category in dict.fromkeys(promotion.categories):
                self._by_category.setdefault(category, []).append(promotion)

    def matching(self, lines: Sequence[Line]) -> list[tuple[Promotion, list[int]]]:
        """Every promotion that is for one of ``lines``, by rank, with the positions of the lines it is for."""
        found = self._found(lines)
        if self._base is not None:
            found = {id_: one for id_, one in self._base._found(lines).items() if id_ not in self._ids} | found
        return sorted(found.values(), key=lambda pair: rank(pair[0]))

    def plus(self, more: Sequence[Promotion]) -> Index:
        """These and ``more``, without preparing these again; of one id the one in ``more`` counts."""
        return Index(more, self) if more else self

    def _found(self, lines: Sequence[Line]) -> dict[str, tuple[Promotion, list[int]]]:
        found: dict[str, tuple[Promotion, list[int]]] = {}
        for position, line in enumerate(lines):
            for some in (self._by_sku.get(line.sku, ()), self._by_category.get(line.category, ()), self._everywhere):
                for promotion in some:
                    positions = found.setdefault(promotion.id, (promotion, []))[1]
                    if not positions or positions[-1] != position:
                        positions.append(position)
        return found


def index(promotions: Sequence[Promotion]) -> Index:
    """Prepare ``promotions`` once, for many baskets."""
    return Index(promotions)


def is_sound(promotion: Promotion) -> bool:
    """Whether its figures make an offer at all; those of any other would have to be guessed."""
    if min(promotion.value, promotion.value_bp, promotion.minimum, promotion.most) < 0:
        return False
    match promotion.kind:
        case "PERCENT":
            return 0 < promotion.value <= BASIS_POINTS
        case "AMOUNT":
            return promotion.value > 0
        case "PRICE":
            return True
        case "N_FOR_M":
            return 0 <= promotion.pay < promotion.take
        case "N_FOR_PRICE":
            return promotion.take >= 1
        case "BUNDLE":
            return len(promotion.bundle) > 1 and all(promotion.bundle)
        case "THRESHOLD":
            return (promotion.value > 0) != (0 < promotion.value_bp <= BASIS_POINTS)
    return False


def holds(promotion: Promotion, at: Circumstances) -> bool:
    """Whether it counts now, and for this customer."""
    window = promotion.window
    return (
        promotion.from_ms <= at.now_ms
        and (promotion.to_ms == 0 or at.now_ms < promotion.to_ms)
        and (not window.weekdays or at.weekday in window.weekdays)
        and window.from_minute <= at.minute < window.to_minute
        and (not promotion.members or at.member)
        and (not promotion.tiers or at.tier in promotion.tiers)
        and (not promotion.coupon or promotion.coupon in at.coupons)
    )


def rank(promotion: Promotion) -> tuple[int, str]:
    """Higher priority first, then the smaller id."""
    return (-promotion.priority, promotion.id)
