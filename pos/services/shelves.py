"""What is on the shelves, as far as this till knows: the centre's last word ⊕ own movements that word does not contain.

The word is the replica's or a live answer, whichever is younger. `OwnMoves` is written by the money thread alone and
read by every thread: what it knows is one frozen value, exchanged as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pos.base.clock import Clock
from pos.contract import decode_body, decode_entry
from pos.contract.goods import LocationRow, PlaceLevel, StockAnswers
from pos.domain.catalogue import Article
from pos.domain.events import (
    PICKUP_HANDED_OVER,
    PICKUP_PICKED,
    PICKUP_RETURNED,
    SALE_COMPLETED,
    SALE_VOIDED,
    STOCK_ADJUSTED,
    Body,
)
from pos.domain.stock import WAREHOUSE_KIND, Level, Move, StockAnswer, moved, moves_of
from pos.ports import STOCK, Journal, Replica, StockHeld
from pos.services.changes import NOTHING, Changes
from pos.services.link import Contact

LIVE_MS: Final = 15_000
SLICE: Final = 500
ANSWERS_MOST: Final = 100
PLACES_MOST: Final = 60
FORGET_AFTER: Final = 500  # entries: an answer may have left the centre before what was acknowledged since
SAVE_AFTER: Final = 500
TIDY_AFTER: Final = 200
OF_STOCK: Final = frozenset(
    {SALE_COMPLETED, SALE_VOIDED, PICKUP_HANDED_OVER, PICKUP_PICKED, PICKUP_RETURNED, STOCK_ADJUSTED}
)

Key = tuple[str, str]  # location, sku


class OwnMove(Struct, frozen=True, array_like=True):
    """What entry ``seq`` of this journal moved."""

    seq: int
    location: str
    sku: str
    on_hand: int
    reserved: int

    def move(self) -> Move:
        return Move(self.location, self.sku, self.on_hand, self.reserved)


class _KeptPlace(Struct, frozen=True, array_like=True):
    location: str
    on_hand: int
    reserved: int
    incoming: int
    incoming_on: str
    heard_ms: int


class _KeptAnswer(Struct, frozen=True, array_like=True):
    sku: str
    server_time: int
    applied: int
    places: tuple[_KeptPlace, ...]


class _Kept(Struct, frozen=True):
    """The draft: live answers and, up to entry ``read_to``, the own moves that they do not contain."""

    read_to: int
    answers: tuple[_KeptAnswer, ...]
    moves: tuple[OwnMove, ...]


class Known(Struct, frozen=True):
    """What the money thread knows beside the replica. ``tag``: of the journal; ``moves``: by location and SKU, in the
    order of entries; ``answers``: the last live one of each article, the newest article last.
    """

    tag: str = ""
    store: str = ""
    moves: dict[Key, tuple[OwnMove, ...]] = {}
    answers: dict[str, StockAnswers] = {}


class OwnMoves:
    """One for a running till, shared by its threads. ``known`` may be read by any of them; the methods belong to the
    money thread.
    """

    def __init__(self, contact: Contact | None = None, clock: Clock | None = None) -> None:
        self.contact = contact or Contact()
        self.clock = clock
        self.known = Known()
        self._journal: Journal | None = None
        self._replica: Replica | None = None
        self._saved_to = 0
        self._tidied_to = 0

    def begin(self, journal: Journal, replica: Replica, clock: Clock) -> None:
        """Take up what a restart left: the draft, and the entries above what the centre's words contain."""
        self._journal, self._replica, self.clock = journal, replica, clock
        identity, head = journal.identity, journal.head().seq
        draft = journal.drafts().get(STOCK)
        kept = _Kept(head, (), ()) if draft is None else msgspec.json.decode(draft, type=_Kept)
        answers = {one.sku: _answer(one, identity.tag) for one in kept.answers}
        own: list[OwnMove] = [one for one in kept.moves if one.seq <= kept.read_to]
        start = min(kept.read_to, self._contained(replica, identity.store, identity.tag), head)
        while entries := journal.read(start, SLICE):
            for stored in entries:
                start = stored.seq
                entry = decode_entry(stored.line)
                if entry.kind in OF_STOCK:
                    moves = _own(stored.seq, decode_body(entry), identity.store)
                    own += [one for one in moves if one.seq > kept.read_to or one not in kept.moves]
        self._saved_to = self._tidied_to = kept.read_to
        self.known = Known(identity.tag, identity.store, _joined({}, own), answers)

    def wrote(self, facts: Iterable[tuple[int, Body]]) -> bool:
        """Entries (seq and body) were committed; whether any moved stock."""
        own = [one for seq, body in facts for one in _own(seq, body, self.known.store)]
        if own:
            self.known = replace(self.known, moves=_joined(self.known.moves, own))
            if own[-1].seq - self._tidied_to > TIDY_AFTER:
                self._tidied_to = own[-1].seq
                self.known = replace(self.known, moves=self._needed())
        return bool(own)

    def learn(self, answer: StockAnswers) -> bytes:
        """A live answer; the draft that keeps it over a restart."""
        before = self.known.answers.get(answer.sku)
        tag = self.known.tag
        if before is None or _age(before, tag) <= _age(answer, tag):
            places = answer.places[:PLACES_MOST]
            answers = {sku: one for sku, one in self.known.answers.items() if sku != answer.sku}
            answers[answer.sku] = replace(answer, places=places)
            for oldest in list(answers)[: max(0, len(answers) - ANSWERS_MOST)]:
                del answers[oldest]
            self.known = replace(self.known, answers=answers)
        assert self._journal is not None
        return self._draft(self._journal.head().seq)

    def due(self, head: int) -> dict[str, bytes | None]:
        """What is to be written with the next commit, so that no restart has to read far back; ``head``: last entry."""
        if not self.known.answers or head - self._saved_to < SAVE_AFTER:
            return {}
        return {STOCK: self._draft(head)}

    def _draft(self, head: int) -> bytes:
        self._saved_to = head
        known = self.known
        answers = tuple(_kept(one, known.tag) for one in known.answers.values())
        moves = tuple(one for key, of in known.moves.items() for one in of if self._since_answer(key, one))
        return msgspec.json.encode(_Kept(head, answers, moves))

    def _since_answer(self, key: Key, one: OwnMove) -> bool:
        """Is it a move that only a live answer's figure needs?"""
        answer = self.known.answers.get(key[1])
        return key[0] != self.known.store and answer is not None and one.seq > answer.applied.get(self.known.tag, 0)

    def _contained(self, replica: Replica, store: str, tag: str) -> int:
        """Up to which entry every word of a stream reaches; without a word, what was acknowledged."""
        assert self._journal is not None
        acked = self._journal.acked().seq
        word = replica.stock_word(store)
        contained = acked if word.as_of_ms is None else word.applied.get(tag, acked)
        followed = [row.location for row in replica.locations() if row.followed and row.location != store]
        words = [replica.stock_word(location) for location in followed]
        others = [word.applied.get(tag, acked) for word in words if word.as_of_ms is not None]
        # A stream that has long stood still is not worth walking through history.
        return min(contained, max(min(others, default=acked), acked - FORGET_AFTER))

    def _needed(self) -> dict[Key, tuple[OwnMove, ...]]:
        """Moves without those that every figure contains by now."""
        assert self._journal is not None and self._replica is not None
        tag, far = self.known.tag, self._journal.acked().seq - FORGET_AFTER
        words = {location: self._replica.stock_word(location) for location in {key[0] for key in self.known.moves}}
        needed = {}
        for key, own in self.known.moves.items():
            word = words[key[0]]
            contained = far if word.as_of_ms is None else word.applied.get(tag, far)
            kept = tuple(one for one in own if one.seq > contained or self._since_answer(key, one))
            if kept:
                needed[key] = kept
        return needed


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
        words.append((held.word.applied.get(known.tag, 0), held.word.as_of_ms or 0, held.level))
    answer = known.answers.get(sku)
    if answer is not None:
        at = next((place for place in answer.places if place.location == location), None)
        if at is not None:
            words.append((*_age(answer, known.tag), at.level()))
    if not words:
        return None
    applied, as_of_ms, level = max(words, key=lambda word: word[:2])
    moves = [one.move() for one in known.moves.get((location, sku), ()) if one.seq > applied]
    after = moved(level, moves)
    return StockAnswer(location, sku, after, as_of_ms or None, False, after.available - level.available)


def _own(seq: int, body: Body, store: str) -> list[OwnMove]:
    return [OwnMove(seq, m.location, m.sku, m.on_hand, m.reserved) for m in moves_of(body, store)]


def _joined(before: dict[Key, tuple[OwnMove, ...]], own: Iterable[OwnMove]) -> dict[Key, tuple[OwnMove, ...]]:
    moves = dict(before)
    for one in own:
        key = (one.location, one.sku)
        moves[key] = (*moves.get(key, ()), one)
    return moves


def _order(row: LocationRow, store: str) -> tuple[bool, bool, int, str]:
    return row.location != store, row.kind == WAREHOUSE_KIND, row.metres, row.location


def _age(answer: StockAnswers, tag: str) -> tuple[int, int]:
    return answer.applied.get(tag, 0), answer.server_time


def _kept(answer: StockAnswers, tag: str) -> _KeptAnswer:
    places = tuple(
        _KeptPlace(p.location, p.on_hand, p.reserved, p.incoming, p.incoming_on, p.heard_ms) for p in answer.places
    )
    return _KeptAnswer(answer.sku, answer.server_time, answer.applied.get(tag, 0), places)


def _answer(kept: _KeptAnswer, tag: str) -> StockAnswers:
    places = tuple(
        PlaceLevel(p.location, p.on_hand, p.reserved, p.incoming, p.incoming_on, p.heard_ms) for p in kept.places
    )
    return StockAnswers(kept.sku, places, {tag: kept.applied}, kept.server_time)
