"""Which pieces go into which group offer so that the customer pays least. Knows nothing of promotions: items have a
price alone, groups have a price per place. Rules in words: ``docs/money.md``.

The pieces are laid down one by one, dearest first; each stays alone or takes the next place of a group it fits. Of
all ways that lead to the same half-filled groups only the cheapest is kept, so the cheapest way of all is found
without trying all of them. It is exact, which is what makes sure that one more offer never makes a basket dearer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

# More half-filled states than this at once are not followed up: the cheapest of them are. It takes some six group
# offers on the same dozen of pieces to get there.
STATES_MOST: Final = 1_024
# Above PIECES_MOST of one item, whole blocks are settled by the best offer for that item alone.
BLOCK: Final = 60
PIECES_MOST: Final = 120
# Ties go to the choice with the smaller number: costs weigh so much more that they always decide first.
WEIGHT: Final = 1 << 40
ALONE: Final = -1


class Item(Struct, frozen=True):
    """So many equal pieces, each of which costs ``alone`` outside of all groups."""

    pieces: int
    alone: int


class Group(Struct, frozen=True):
    """A group of ``take`` pieces. ``costs``: item → what its piece costs in each place, filled dearest first.
    ``slots``: which items fit into which place, if not all fit into all; the group then costs ``price``, and ``take``
    is the number of slots. ``most``: at most so many groups, 0 = any.
    """

    take: int
    costs: Mapping[int, tuple[int, ...]] = {}
    slots: tuple[frozenset[int], ...] = ()
    price: int = 0
    most: int = 0

    @property
    def members(self) -> frozenset[int]:
        return frozenset(self.costs).union(*self.slots)


State = tuple[tuple[int, ...], ...]
# (group, item, place in the group) → pieces
Places = Counter[tuple[int, int, int]]


def assign(items: Sequence[Item], groups: Sequence[Group]) -> Places:
    """The cheapest placing; what is not named stays alone. ``items`` dearest first, ``groups`` in order of rank."""
    places: Places = Counter()
    for members, some in _islands([(n, group) for n, group in enumerate(groups) if _may_save(group, items)]):
        pieces: list[int] = []
        if len(members) == len(some) == 1 and not groups[some[0]].slots:
            # By far the most: one offer for one article. It saves (`_may_save`), so it comes as often as it can.
            group = groups[some[0]]
            times = items[members[0]].pieces // group.take
            for place in range(group.take):
                places[some[0], members[0], place] = min(times, group.most) if group.most else times
            continue
        for item in members:
            blocks = max(0, (items[item].pieces - BLOCK) // BLOCK) if items[item].pieces > PIECES_MOST else 0
            if blocks:
                _settle(places, item, items[item].alone, blocks, [(g, groups[g]) for g in some])
            pieces += [item] * (items[item].pieces - blocks * BLOCK)
        places.update(_cheapest(pieces, items, [(g, groups[g]) for g in some]))
    return places


def _may_save(group: Group, items: Sequence[Item]) -> bool:
    """Whether the pieces for one group are there, and could be cheaper in it than alone."""
    if group.slots:
        return all(group.slots) and group.price < sum(max(items[item].alone for item in slot) for slot in group.slots)
    alone: list[int] = []
    for item in group.costs:
        alone += [items[item].alone] * min(items[item].pieces, group.take)
    cheapest = sum(map(min, zip(*group.costs.values(), strict=True)))
    return len(alone) >= group.take and cheapest < sum(sorted(alone)[-group.take :])


def _islands(groups: Sequence[tuple[int, Group]]) -> Iterator[tuple[list[int], list[int]]]:
    """Items and groups that have to do with each other, item numbers ascending."""
    islands: list[tuple[set[int], list[int]]] = []
    for number, group in groups:
        members, numbers = set(group.members), [number]
        apart = []
        for island in islands:
            if members.isdisjoint(island[0]):
                apart.append(island)
            else:
                members |= island[0]
                numbers = island[1] + numbers
        islands = [*apart, (members, numbers)]
    return ((sorted(members), sorted(numbers)) for members, numbers in islands)


def _settle(places: Places, item: int, alone: int, blocks: int, groups: Sequence[tuple[int, Group]]) -> None:
    """Place ``blocks`` blocks of one item by the group that is cheapest for it alone, if one is."""
    best = (BLOCK * alone, ALONE)
    for number, group in groups:
        if item in group.costs and not group.most:
            times, rest = divmod(BLOCK, group.take)
            best = min(best, (times * sum(group.costs[item]) + rest * alone, number))
    for number, group in groups:
        if number == best[1]:
            for place in range(group.take):
                places[number, item, place] += blocks * (BLOCK // group.take)


# A way so far: the last placing and the way before it.
Way = tuple[object, tuple[int, int, int]] | None


def _cheapest(pieces: Sequence[int], items: Sequence[Item], groups: Sequence[tuple[int, Group]]) -> Places:
    start: State = tuple((0,) * max(1, len(group.slots)) for _, group in groups)
    ways: dict[State, tuple[int, Way]] = {start: (0, None)}
    fitting = {
        item: [(at, number, group) for at, (number, group) in enumerate(groups) if item in group.members]
        for item in dict.fromkeys(pieces)
    }
    to_come = Counter(pieces)
    for item in pieces:
        ways = _lay(ways, item, items[item].alone * WEIGHT, fitting[item])
        to_come[item] -= 1
        if len(ways) > STATES_MOST:
            ways = _thinned(ways, [group for _, group in groups], to_come)
    closed = [
        (cost, way)
        for state, (cost, way) in ways.items()
        if all(_is_whole(counts, group) for counts, (_, group) in zip(state, groups, strict=True))
    ]
    places: Places = Counter()
    way = min(closed, key=lambda pair: pair[0])[1] if closed else None
    while way is not None:
        places[way[1]] += 1
        way = way[0]  # type: ignore[assignment]
    return places


def _thinned(
    ways: Mapping[State, tuple[int, Way]], groups: Sequence[Group], to_come: Counter[int]
) -> dict[State, tuple[int, Way]]:
    """Without those whose groups cannot be filled any more; if it is too many even so, the cheapest."""
    seats = [[sum(to_come[item] for item in fits) for fits in group.slots or (group.costs,)] for group in groups]

    def may_close(state: State) -> bool:
        return all(
            all(max(counts) - count <= room for count, room in zip(counts, rooms, strict=True))
            if group.slots
            else -counts[0] % group.take <= rooms[0]
            for counts, group, rooms in zip(state, groups, seats, strict=True)
        )

    kept = [(state, way) for state, way in ways.items() if may_close(state)]
    return dict(sorted(kept, key=lambda pair: (pair[1][0], pair[0]))[:STATES_MOST])


def _lay(
    ways: Mapping[State, tuple[int, Way]], item: int, alone: int, fitting: Sequence[tuple[int, int, Group]]
) -> dict[State, tuple[int, Way]]:
    """Every way so far, with one more piece in every place that it may take."""
    after: dict[State, tuple[int, Way]] = {}
    for state, (cost, way) in ways.items():
        known = after.get(state)
        if known is None or cost + alone < known[0]:
            after[state] = (cost + alone, way)
        for at, number, group in fitting:
            for place, counts, price in _seats(group, item, state[at]):
                then = (*state[:at], counts, *state[at + 1 :])
                total = cost + price * WEIGHT + number + 1
                known = after.get(then)
                if known is None or total < known[0]:
                    after[then] = (total, (way, (number, item, place)))
    return after


def _seats(group: Group, item: int, counts: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """The places a piece may take now: (place, counts after it, what it costs there)."""
    if not group.slots:
        placed = counts[0]
        if group.most and placed == group.most * group.take:
            return
        place = placed % group.take
        yield place, ((placed + 1) if group.most else (placed + 1) % group.take,), group.costs[item][place]
        return
    for place, fits in enumerate(group.slots):
        # Of slots for the same articles the first is filled first: which of them it is makes no difference.
        alike = any(group.slots[n] == fits and counts[n] <= counts[place] for n in range(place))
        if item in fits and not alike and not (group.most and counts[place] == group.most):
            then = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
            whole = 0 if group.most else min(then)
            yield place, tuple(count - whole for count in then) if whole else then, 0 if place else group.price


def _is_whole(counts: tuple[int, ...], group: Group) -> bool:
    return counts.count(counts[0]) == len(counts) if group.slots else counts[0] % group.take == 0
