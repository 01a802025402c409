"""The cheapest basket found the slow way, to compare the engine with: every way to put pieces into groups is tried.
Knows no more of the engine than what a promotion is; arithmetic in fractions.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from math import floor

from msgspec import Struct

from pos.domain.promotions import Promotion


class Offer(Struct, frozen=True):
    """``kind``: percent (``figure`` a Fraction of 100), off, price, free (``take`` pieces, the cheapest ``figure`` of
    them free), together (``take`` pieces for ``figure``), set (one of each of ``groups`` for ``figure``). ``least``: so
    many pieces must be there; ``most``: at most so many pieces or groups, 0 = any.
    """

    kind: str
    figure: Fraction
    articles: frozenset[str] = frozenset()
    take: int = 1
    groups: tuple[frozenset[str], ...] = ()
    least: int = 1
    most: int = 0


def half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def cheapest(pieces: dict[str, int], prices: dict[str, int], offers: Sequence[Offer]) -> int:
    """What ``pieces`` (article → how many) cost at least."""
    offers = [o for o in offers if sum(n for article, n in pieces.items() if _concerns(o, article)) >= o.least]
    articles = sorted(pieces)
    free = [None, *(offer for offer in offers if not offer.most)]
    alone = {article: min(_alone(prices[article], article, offer) for offer in free) for article in articles}
    groups = [offer for offer in offers if offer.most or offer.kind in ("free", "together", "set")]

    @cache
    def least(left: tuple[int, ...], used: tuple[int, ...]) -> int:
        first = next((n for n, count in enumerate(left) if count), None)
        if first is None:
            return 0
        best = alone[articles[first]] + least(_without(left, (first,)), used)
        for number, offer in enumerate(groups):
            if offer.most and used[number] == offer.most:
                continue
            then = tuple(count + (n == number and offer.most > 0) for n, count in enumerate(used))
            for some in _groupings(offer, first, articles, left):
                group = _together(offer, [(prices[articles[n]], articles[n]) for n in some])
                best = min(best, group + least(_without(left, some), then))
        return best

    return least(tuple(pieces[article] for article in articles), (0,) * len(groups))


def _concerns(offer: Offer, article: str) -> bool:
    return article in offer.articles or any(article in group for group in offer.groups)


def _alone(price: int, article: str, offer: Offer | None) -> int:
    if offer is None or article not in offer.articles:
        return price
    if offer.kind == "percent":
        return price - half_up(price * offer.figure / 100)
    if offer.kind == "off":
        return max(0, price - int(offer.figure))
    return min(price, int(offer.figure)) if offer.kind == "price" else price


def _groupings(offer: Offer, first: int, articles: list[str], left: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Every group with the piece ``first`` in it that can be made of what is left."""
    if offer.kind == "set":
        fitting = [[n for n, article in enumerate(articles) if article in group] for group in offer.groups]
        all_of_them = {tuple(sorted(some)) for some in product(*fitting) if first in some}
    elif articles[first] in offer.articles:
        members = [n for n, article in enumerate(articles) if article in offer.articles and left[n]]
        more = combinations_with_replacement(members, offer.take - 1)
        all_of_them = {tuple(sorted((first, *some))) for some in more}
    else:
        return set()
    return {some for some in all_of_them if all(some.count(n) <= left[n] for n in some)}


def _together(offer: Offer, pieces: list[tuple[int, str]]) -> int:
    if offer.kind == "free":
        return sum(price for price, _ in sorted(pieces)[int(offer.figure) :])
    if offer.kind in ("together", "set"):
        return int(offer.figure)
    return _alone(*pieces[0], offer)


def _without(left: tuple[int, ...], some: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(count - some.count(n) for n, count in enumerate(left))


def as_offer(promotion: Promotion, articles: frozenset[str]) -> Offer:
    """The same promotion in words of this module; ``articles``: those of the basket that it is for."""
    kind, least, most = promotion.kind, promotion.minimum_pieces, promotion.most
    if kind == "BUNDLE":
        groups = tuple(frozenset(group) for group in promotion.bundle)
        return Offer("set", Fraction(promotion.value), groups=groups, least=least, most=most)
    if kind == "N_FOR_M":
        return Offer("free", Fraction(promotion.take - promotion.pay), articles, promotion.take, least=least, most=most)
    if kind == "N_FOR_PRICE":
        return Offer("together", Fraction(promotion.value), articles, promotion.take, least=least, most=most)
    if kind == "PERCENT":
        return Offer("percent", Fraction(promotion.value, 100), articles, least=least, most=most)
    return Offer("off" if kind == "AMOUNT" else "price", Fraction(promotion.value), articles, least=least, most=most)
