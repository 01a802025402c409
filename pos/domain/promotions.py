"""What promotions take off which line, and why. Pure, whole minor units, the same whatever the order of lines or
promotions. Rules in words, with worked tables: ``docs/money.md``.

In this order: the best single or group offer for each piece (`grouping`), then offers that stack, on the reduced
price, then what comes off the basket as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pos.base.money import allocate, divide_half_up
from pos.domain.catalogue import PIECE
from pos.domain.grouping import Group, Item, Places, assign
from pos.domain.offers import (
    AMOUNT,
    BUNDLE,
    GROUP,
    N_FOR_M,
    N_FOR_PRICE,
    PERCENT,
    PRICE,
    SINGLE,
    THRESHOLD,
    Circumstances,
    Discount,
    Given,
    Hint,
    Index,
    Line,
    Promotion,
    Window,
    holds,
    index,
    is_sound,
    rank,
)
from pos.domain.tax import BASIS_POINTS

__all__ = [
    "AMOUNT", "BUNDLE", "GROUP", "N_FOR_M", "N_FOR_PRICE", "PERCENT", "PRICE", "SINGLE", "THRESHOLD",
    "Circumstances", "Discount", "Given", "Hint", "Index", "Promotion", "Window",
    "apply", "holds", "index", "is_sound",
]  # fmt: skip

# A hint is given if so many pieces or fewer are missing.
HINT_MOST: Final = 2


class _Offer(Struct, frozen=True):
    """A promotion that makes groups (or is limited in number), and what its groups cost."""

    promotion: Promotion
    positions: tuple[int, ...]
    group: Group
    stacked: tuple[Promotion, ...] = ()  # on the price of the group


def apply(lines: Sequence[Line], promotions: Sequence[Promotion] | Index, at: Circumstances) -> Given:
    """What comes off which line. The customer pays the least that the promotions allow, never below zero a line."""
    prepared = promotions if isinstance(promotions, Index) else Index(promotions)
    # The dearest first; the number in the cart only tells apart what is otherwise the same.
    ordered = sorted(
        (line for line in lines if line.quantity > 0 and line.unit_minor > 0),
        key=lambda line: (-line.unit_minor, line.sku, line.category, line.unit, line.n),
    )
    basket = _Basket(ordered)
    for promotion, positions in prepared.matching(ordered):
        if holds(promotion, at):
            basket.offer(promotion, positions)
    basket.settle()
    return Given(basket.discounts(), basket.hints())


def _off(promotion: Promotion, price: int, pieces: int = 1) -> int:
    """What PERCENT, AMOUNT or PRICE takes off ``price``, which is that of ``pieces`` pieces."""
    if promotion.kind == PERCENT:
        return divide_half_up(price * promotion.value, BASIS_POINTS)
    if promotion.kind == AMOUNT:
        return min(price, promotion.value * pieces)
    return max(0, price - promotion.value * pieces)


class _Basket:
    """The work on one basket; ``lines`` dearest first, everything else by their position."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.gross = [line.quantity * line.unit_minor for line in lines]
        self.left = list(self.gross)
        self.measured = any(line.unit != PIECE for line in lines)
        self.singles: list[Promotion | None] = [None] * len(lines)
        self.stacked: list[list[Promotion]] = [[] for _ in lines]
        self.grouping: list[tuple[Promotion, list[int]]] = []
        self.offers: list[_Offer] = []
        self.items: list[Item] = []
        self.thresholds: list[Promotion] = []
        self.short: list[tuple[Promotion, int, int]] = []  # promotion, position, pieces missing
        self.places: Places = Places()
        self.free: list[int] = []  # pieces of a line that are in no group
        self.placed: list[int] = []  # pieces of an offer
        self.reasons: list[dict[str, int]] = [{} for _ in lines]
        self.promotions: dict[str, Promotion] = {}

    # --- what is on offer -----------------------------------------------------------------------------------------

    def offer(self, promotion: Promotion, positions: list[int]) -> None:
        """Take up a promotion that holds; those of higher rank come first."""
        if self.measured and promotion.kind not in (PERCENT, THRESHOLD):
            # What is sold by weight or length has no pieces that could be counted or have a price of their own.
            positions = [position for position in positions if self.lines[position].unit == PIECE]
        if not positions or (promotion.minimum and sum(self.gross[p] for p in positions) < promotion.minimum):
            return
        missing = 0
        if promotion.minimum_pieces > 1:
            missing = promotion.minimum_pieces - sum(self._pieces(position) for position in positions)
        if missing > 0:
            self.short.append((promotion, positions[0], missing))
        elif promotion.kind == THRESHOLD:
            self.thresholds.append(promotion)
        elif promotion.kind in GROUP or promotion.most:
            self.grouping.append((promotion, positions))
        elif promotion.stacks:
            for position in positions:
                self.stacked[position].append(promotion)
        else:
            for position in positions:
                best = self.singles[position]
                if best is None or self._saving(promotion, position) > self._saving(best, position):
                    self.singles[position] = promotion

    def _pieces(self, position: int) -> int:
        """Pieces on a line; what is weighed is one piece."""
        line = self.lines[position]
        return line.quantity if line.unit == PIECE else 1

    def _price(self, position: int) -> int:
        """The price of a piece on a line."""
        line = self.lines[position]
        return line.unit_minor if line.unit == PIECE else self.gross[position]

    def _saving(self, promotion: Promotion, position: int) -> int:
        return _off(promotion, self._price(position))

    def _after(self, stacked: Sequence[Promotion], price: int, pieces: int = 1) -> int:
        """``price`` after what comes on top."""
        for promotion in stacked:
            price -= _off(promotion, price, pieces)
        return price

    # --- what becomes of it ---------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Place the pieces, and take everything off."""
        for position, single in enumerate(self.singles):
            price = self._price(position)
            price -= 0 if single is None else _off(single, price)
            self.items.append(Item(self._pieces(position), self._after(self.stacked[position], price)))
        self.offers = [self._priced(promotion, positions) for promotion, positions in self.grouping]
        if self.offers:
            self.places = assign(self.items, [offer.group for offer in self.offers])
        self.free = [item.pieces for item in self.items]
        self.placed = [0] * len(self.offers)
        worth: dict[int, dict[int, int]] = {}
        for (number, position, place), pieces in self.places.items():
            self.free[position] -= pieces
            self.placed[number] += pieces
            offer = self.offers[number]
            if offer.promotion.kind in (N_FOR_PRICE, BUNDLE):
                of_offer = worth.setdefault(number, {})
                of_offer[position] = of_offer.get(position, 0) + pieces * self._price(position)
            else:
                self._take_place(offer, position, place, pieces)
        for number, of_offer in worth.items():
            self._take_group(self.offers[number], of_offer, self.placed[number])
        for position, single in enumerate(self.singles):
            alone = self.stacked[position] if single is None else [single, *self.stacked[position]]
            self._take_pieces(position, self.free[position], alone)
        self._take_thresholds()

    def _priced(self, promotion: Promotion, positions: list[int]) -> _Offer:
        """What a piece costs in each place of the group. A group with a price of its own is one thing: what stacks
        comes on top of it if it is for every line that the offer is for.
        """
        if promotion.kind == N_FOR_M:
            free = (0,) * (promotion.take - promotion.pay)
            costs = {p: (self._after(self.stacked[p], self._price(p)),) * promotion.pay + free for p in positions}
            return _Offer(promotion, tuple(positions), Group(promotion.take, costs, most=promotion.most))
        if promotion.kind in SINGLE:
            reduced = {p: self._price(p) - self._saving(promotion, p) for p in positions}
            costs = {p: (self._after(self.stacked[p], price),) for p, price in reduced.items()}
            return _Offer(promotion, tuple(positions), Group(1, costs, most=promotion.most))
        stacked = tuple(s for s in self.stacked[positions[0]] if all(s in self.stacked[p] for p in positions))
        if promotion.kind == N_FOR_PRICE:
            price = self._after(stacked, promotion.value, promotion.take)
            costs = dict.fromkeys(positions, (price, *((0,) * (promotion.take - 1))))
            return _Offer(promotion, tuple(positions), Group(promotion.take, costs, most=promotion.most), stacked)
        slots = tuple(frozenset(p for p in positions if self.lines[p].sku in skus) for skus in promotion.bundle)
        price = self._after(stacked, promotion.value, len(slots))
        group = Group(len(slots), slots=slots, price=price, most=promotion.most)
        return _Offer(promotion, tuple(positions), group, stacked)

    def _take_group(self, offer: _Offer, worth: dict[int, int], pieces: int) -> None:
        """Take off what groups with a price of their own save; ``worth``: position → price of its pieces in them.
        Spread over the lines by worth; what is equally worth in the order of positions.
        """
        worth = dict(sorted(worth.items()))
        times, price = pieces // offer.group.take, offer.promotion.value
        steps = [(offer.promotion, sum(worth.values()) - times * price)]
        for promotion in offer.stacked:
            off = _off(promotion, price, offer.group.take)
            steps.append((promotion, times * off))
            price -= off
        debt = 0  # a group that costs more than its pieces, and less only by what comes on top
        for promotion, amount in steps:
            amount += debt
            debt = min(amount, 0)
            shares = allocate(max(amount, 0), list(worth.values()))
            for position, share in zip(worth, shares, strict=True):
                self._take(position, promotion, share)
                worth[position] -= share

    def _take_place(self, offer: _Offer, position: int, place: int, pieces: int) -> None:
        """Take off what ``pieces`` save in this place of a group that has no price of its own."""
        promotion = offer.promotion
        if promotion.kind in SINGLE:
            self._take_pieces(position, pieces, [promotion, *self.stacked[position]])
        elif place < promotion.pay:
            self._take_pieces(position, pieces, self.stacked[position])
        else:
            self._take(position, promotion, pieces * self._price(position))

    def _take_pieces(self, position: int, pieces: int, promotions: Sequence[Promotion]) -> None:
        """Take off what ``promotions`` save one after the other on each of ``pieces``."""
        price = self._price(position)
        for promotion in promotions:
            off = _off(promotion, price)
            self._take(position, promotion, pieces * off)
            price -= off

    def _take_thresholds(self) -> None:
        """The best of those that stand alone, then those that stack."""
        due = sum(self.left)
        alone = [promotion for promotion in self.thresholds if not promotion.stacks]
        best = sorted(alone, key=lambda promotion: -_off_basket(promotion, due))[:1]
        for promotion in (*best, *(promotion for promotion in self.thresholds if promotion.stacks)):
            shares = allocate(_off_basket(promotion, sum(self.left)), self.left)
            for position, share in enumerate(shares):
                self._take(position, promotion, share)

    def _take(self, position: int, promotion: Promotion, amount: int) -> None:
        if amount:
            self.promotions[promotion.id] = promotion
            self.reasons[position][promotion.id] = self.reasons[position].get(promotion.id, 0) + amount
            self.left[position] -= amount

    # --- what is said about it ------------------------------------------------------------------------------------

    def discounts(self) -> dict[int, tuple[Discount, ...]]:
        """By line number, in the order they came off."""
        said = {}
        for line, reasons in sorted(zip(self.lines, self.reasons, strict=True), key=lambda pair: pair[0].n):
            came_off = sorted((self.promotions[id_] for id_ in reasons), key=_stage)
            if came_off:
                said[line.n] = tuple(
                    Discount(p.id, p.text, reasons[p.id], "coupon" if p.coupon else "promotion") for p in came_off
                )
        return said

    def hints(self) -> tuple[Hint, ...]:
        """At most one a line: the one that misses least."""
        best: dict[int, tuple[int, tuple[int, str], Promotion]] = {}
        for promotion, position, missing in (*self.short, *self._nearly()):
            if 1 <= missing <= HINT_MOST and not self._is_beaten(promotion, position):
                n = self.lines[position].n
                best[n] = min(best.get(n, (HINT_MOST + 1, (0, ""), promotion)), (missing, rank(promotion), promotion))
        return tuple(
            Hint(promotion.id, promotion.text, n, missing) for n, (missing, _, promotion) in sorted(best.items())
        )

    def _is_beaten(self, promotion: Promotion, position: int) -> bool:
        """Whether an offer for more pieces would take no more off a line than the one it already has."""
        if promotion.kind not in SINGLE:
            return False
        single = self.singles[position]
        return self._saving(promotion, position) <= (0 if single is None else self._saving(single, position))

    def _nearly(self) -> list[tuple[Promotion, int, int]]:
        """Group offers with some of their pieces there and free, that would save if the others came."""
        nearly = []
        for number, offer in enumerate(self.offers):
            promotion, group = offer.promotion, offer.group
            if promotion.kind in GROUP and not (promotion.most and self.placed[number] == promotion.most * group.take):
                free = self._free_seats(offer) if group.slots else self._free_pieces(offer)
                if free and (group.slots or self._would_save(free, group)):
                    nearly.append((promotion, free[0], group.take - len(free)))
        return nearly

    def _free_pieces(self, offer: _Offer) -> list[int]:
        """The positions of pieces that the next group could have, dearest first; none if it could be full."""
        free: list[int] = []
        for position in offer.positions:
            free += [position] * min(self.free[position], offer.group.take)
        return free if len(free) < offer.group.take else []

    def _free_seats(self, offer: _Offer) -> list[int]:
        """The positions of pieces that the next bundle could have, one for each slot that has any."""
        left = {position: self.free[position] for position in offer.positions}
        free = []
        for slot in offer.group.slots:
            fitting = [position for position in offer.positions if position in slot and left[position]]
            if fitting:
                left[fitting[0]] -= 1
                free.append(fitting[0])
        return sorted(free)

    def _would_save(self, free: list[int], group: Group) -> bool:
        """Whether the group saves if its missing pieces are like the cheapest one there."""
        seats = free + [free[-1]] * (group.take - len(free))
        together = sum(group.costs[position][place] for place, position in enumerate(seats))
        return together < sum(self.items[position].alone for position in seats)


def _off_basket(promotion: Promotion, due: int) -> int:
    if promotion.value_bp:
        return divide_half_up(due * promotion.value_bp, BASIS_POINTS)
    return min(promotion.value, due)


def _stage(promotion: Promotion) -> tuple[bool, bool, tuple[int, str]]:
    return (promotion.kind == THRESHOLD, promotion.stacks, rank(promotion))
