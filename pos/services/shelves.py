"""What is on the shelves, as far as this till knows: the centre's last word ⊕ own movements that word does not contain.

The word is the replica's or a live answer, whichever is younger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pos.contract.goods import LocationRow
from pos.domain.catalogue import Article
from pos.domain.stock import WAREHOUSE_KIND, Level, StockAnswer, moved
from pos.ports import Replica, StockHeld
from pos.services.changes import NOTHING, Changes
from pos.services.own_moves import Known, OwnMoves, answer_age, word_age

LIVE_MS: Final = 15_000


class Place(Struct, frozen=True):
    """An article at a location; ``answer`` None: nothing is known of it there."""

    row: LocationRow
    answer: StockAnswer | None


class Related(Struct, frozen=True):
    """An article that goes with another one, or instead of it; ``here``: how much of it is in this store."""

    article: Article
    here: StockAnswer | None


class ArticleView(Struct, frozen=True):
    """What the article page shows. ``places``: own store, then stores by distance, warehouses last."""

    article: Article
    places: tuple[Place, ...]
    together: tuple[Related, ...]
    instead: tuple[Related, ...]


class Shelves:
    """Looking stock up; one instance per thread, over that thread's replica and the `OwnMoves` all share."""

    def __init__(self, replica: Replica, own: OwnMoves) -> None:
        self._replica = replica
        self._own = own

    def levels(self, skus: Sequence[str], location: str | None = None) -> tuple[dict[str, StockAnswer], Changes]:
        """How much of these articles is at ``location``, the own store unless it is named. Of what nothing is known
        there is no entry.
        """
        known = self._own.known
        place = location or known.store or self._store()
        return self._answers(place, skus, known), NOTHING

    def places(self) -> tuple[tuple[LocationRow, ...], Changes]:
        """Where stock may be: the own store, then stores by distance, warehouses last."""
        store = self._own.known.store or self._store()
        return tuple(sorted(self._replica.locations(), key=lambda row: _order(row, store))), NOTHING

    def article(self, sku: str) -> tuple[ArticleView | None, Changes]:
        """An article everywhere, and what belongs to it; None if it is not in the catalogue."""
        article = self._replica.article(sku)
        if article is None:
            return None, NOTHING
        known = self._own.known
        store = known.store or self._store()
        rows = sorted(self._replica.locations(), key=lambda row: _order(row, store))
        answers = {row.location: self._answers(row.location, [article.sku], known) for row in rows}
        related = self._replica.related(article.sku)
        return ArticleView(
            article=article,
            places=tuple(Place(row, answers[row.location].get(article.sku)) for row in rows),
            together=tuple(self._related(related.together, store, known)),
            instead=tuple(self._related(related.instead, store, known)),
        ), NOTHING

    def fitting(self, skus: Sequence[str], most: int) -> tuple[tuple[Related, ...], Changes]:
        """What often goes with a basket of these articles and is not in it; the first articles count most."""
        found = dict.fromkeys(other for sku in skus for other in self._replica.related(sku).together)
        wanted = [other for other in found if other not in skus][:most]
        known = self._own.known
        return tuple(self._related(wanted, known.store or self._store(), known)), NOTHING

    def _related(self, skus: Sequence[str], store: str, known: Known) -> Iterator[Related]:
        here = self._answers(store, skus, known)
        for sku in skus:
            article = self._replica.article(sku)
            if article is not None:
                yield Related(article, here.get(sku))

    def _store(self) -> str:
        row = self._replica.store()
        return row.store if row is not None else ""

    def _answers(self, location: str, skus: Sequence[str], known: Known) -> dict[str, StockAnswer]:
        # What is held is asked for after `known`: a page that came in between contains more, never less.
        held = self._replica.stock(location, skus)
        clock = self._own.clock
        now, online = (clock.now_ms() if clock is not None else 0), self._own.contact.online()
        found = {}
        for sku in skus:
            answer = figure(known, location, sku, held.get(sku))
            if answer is not None:
                live = online and answer.as_of_ms is not None and now - answer.as_of_ms <= LIVE_MS
                found[sku] = replace(answer, live=live)
        return found


def figure(known: Known, location: str, sku: str, held: StockHeld | None) -> StockAnswer | None:
    """The younger of stream and live answer, with the own moves beyond it. The one that contains more of this journal
    is younger, whatever the clocks of two servers say.
    """
    words: list[tuple[int, int, Level]] = []
    if held is not None:
        words.append((*word_age(held.word, known.tag), held.level))
    answer = known.answers.get(sku)
    if answer is not None:
        at = next((place for place in answer.places if place.location == location), None)
        if at is not None:
            words.append((*answer_age(answer, known.tag), at.level()))
    if not words:
        return None
    applied, as_of_ms, level = max(words, key=lambda word: word[:2])
    moves = [one.move() for one in known.moves.get((location, sku), ()) if one.seq > applied]
    after = moved(level, moves)
    return StockAnswer(location, sku, after, as_of_ms or None, False, after.available - level.available)


def _order(row: LocationRow, store: str) -> tuple[bool, bool, int, str]:
    return row.location != store, row.kind == WAREHOUSE_KIND, row.metres, row.location
