"""What this till itself moved and the centre's words may not contain yet, and the centre's last live answers.

Written by the money thread alone and read by every thread: what is known is one frozen value, exchanged as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pos.base.clock import Clock
from pos.contract import decode_body, decode_entry
from pos.contract.goods import PlaceLevel, StockAnswers
from pos.domain.events import (
    PICKUP_HANDED_OVER,
    PICKUP_PICKED,
    PICKUP_RETURNED,
    SALE_COMPLETED,
    SALE_VOIDED,
    STOCK_ADJUSTED,
    Body,
)
from pos.domain.stock import Move, moves_of
from pos.ports import STOCK, JournalReader, Replica, Word
from pos.services.link import Contact
from pos.services.own_orders import OwnOrders

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
    order of entries; other threads only look one up; ``answers``: the last live one of each article, the newest
    article last.
    """

    tag: str = ""
    store: str = ""
    moves: dict[Key, tuple[OwnMove, ...]] = {}
    answers: dict[str, StockAnswers] = {}


class OwnMoves:
    """One for a running till, shared by its threads. ``known`` may be read by any of them; the methods belong to the
    money thread. ``orders``: what the till did to online orders.
    """

    def __init__(self, contact: Contact | None = None, clock: Clock | None = None) -> None:
        self.contact = contact or Contact()
        self.clock = clock
        self.orders = OwnOrders()
        self.known = Known()
        self._journal: JournalReader | None = None
        self._replica: Replica | None = None
        self._saved_to = 0
        self._tidied_to = 0

    def begin(self, journal: JournalReader, replica: Replica, clock: Clock, draft: bytes | None = None) -> None:
        """Take up what a restart left: the draft, and the entries above what the centre's words contain."""
        self._journal, self._replica, self.clock = journal, replica, clock
        identity, head = journal.identity, journal.head().seq
        kept = _read(draft) or _Kept(head, (), ())
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
        self.known = Known(identity.tag, identity.store, {}, answers)
        _join(self.known.moves, own)

    def wrote(self, facts: Iterable[tuple[int, Body]]) -> bool:
        """Entries (seq and body) were committed; whether any moved stock."""
        own = [one for seq, body in facts for one in _own(seq, body, self.known.store)]
        if own:
            _join(self.known.moves, own)  # in place: after a long outage there are many, and a sale adds a few
            if own[-1].seq - self._tidied_to > TIDY_AFTER:
                self._tidied_to = own[-1].seq
                self._tidy()
        return bool(own)

    def learn(self, answer: StockAnswers) -> bytes:
        """A live answer; the draft that keeps it over a restart."""
        before = self.known.answers.get(answer.sku)
        tag = self.known.tag
        if before is None or answer_age(before, tag) <= answer_age(answer, tag):
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
        """Is it a move that a live answer's figure needs?"""
        answer = self.known.answers.get(key[1])
        if answer is None or one.seq <= answer.applied.get(self.known.tag, 0):
            return False
        return any(place.location == key[0] for place in answer.places)

    def _contained(self, replica: Replica, store: str, tag: str) -> int:
        """Up to which entry every word of a stream reaches. Without a word, some way behind what was acknowledged: rows
        may be here already of a stream that is not whole yet.
        """
        assert self._journal is not None
        far = max(0, self._journal.acked().seq - FORGET_AFTER)
        word = replica.stock_word(store)
        contained = far if word.as_of_ms is None else word.applied.get(tag, far)
        followed = [row.location for row in replica.locations() if row.followed and row.location != store]
        words = [replica.stock_word(location) for location in followed]
        others = [word.applied.get(tag, far) for word in words if word.as_of_ms is not None]
        # Another place's stream that has long stood still is not worth walking through history.
        return min(contained, max(min(others, default=contained), far))

    def _tidy(self) -> None:
        """Drop places of live answers that a stream knows better by now, then moves that every figure contains."""
        assert self._journal is not None and self._replica is not None
        tag, far = self.known.tag, self._journal.acked().seq - FORGET_AFTER
        locations = {key[0] for key in self.known.moves}
        locations |= {place.location for answer in self.known.answers.values() for place in answer.places}
        words = {location: self._replica.stock_word(location) for location in locations}
        answers = {
            sku: replace(
                one, places=tuple(p for p in one.places if word_age(words[p.location], tag) < answer_age(one, tag))
            )
            for sku, one in self.known.answers.items()
        }
        self.known = replace(self.known, answers=answers)
        needed = {}
        for key, own in self.known.moves.items():
            word = words[key[0]]
            contained = far if word.as_of_ms is None else word.applied.get(tag, far)
            kept = tuple(one for one in own if one.seq > contained or self._since_answer(key, one))
            if kept:
                needed[key] = kept
        self.known = replace(self.known, moves=needed)


def _own(seq: int, body: Body, store: str) -> list[OwnMove]:
    return [OwnMove(seq, m.location, m.sku, m.on_hand, m.reserved) for m in moves_of(body, store)]


def _join(moves: dict[Key, tuple[OwnMove, ...]], own: Iterable[OwnMove]) -> None:
    """Each value is exchanged as a whole: another thread that looks one up sees it before or after."""
    more: dict[Key, list[OwnMove]] = {}
    for one in own:
        more.setdefault((one.location, one.sku), []).append(one)
    for key, some in more.items():
        moves[key] = (*moves.get(key, ()), *some)


def answer_age(answer: StockAnswers, tag: str) -> tuple[int, int]:
    return answer.applied.get(tag, 0), answer.server_time


def word_age(word: Word, tag: str) -> tuple[int, int]:
    return word.applied.get(tag, 0), word.as_of_ms or 0


def _read(draft: bytes | None) -> _Kept | None:
    """None also for a draft of another version: these figures can be had again."""
    with suppress(msgspec.MsgspecError):
        return None if draft is None else msgspec.json.decode(draft, type=_Kept)
    return None


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
