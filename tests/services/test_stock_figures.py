"""In whatever order entries, acknowledgements, pages and live answers come: a figure is the truth of all own entries
and of what the youngest word knew of others, and it never goes back to an older word.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from pos.contract import FeedItem, FeedPage, decode_body, decode_entry
from pos.contract.goods import FEED_STOCK, Address, LocationRow, PlaceLevel, StockAnswers, StockRow, stock_stream
from pos.domain.stock import Level, Move, moved, moves_of
from pos.ports import Head, StockHeld, Word
from pos.services import own_moves
from pos.services.link import LinkReport
from pos.services.till import look_ups
from pos.store.replica import ReplicaReader
from pos.store.replica_writer import SqliteReplicaWriter
from tests.services.conftest import Shop
from tests.services.shop import BATTERIES, CABLE, ShopReplica

HERE, WEB, TAG = "S0042", "W01", "7K2Q"
SKUS = (CABLE.sku, BATTERIES.sku)
KEYS = tuple((place, sku) for place in (HERE, WEB) for sku in SKUS)
PLACES = (LocationRow(HERE, "store", "Mitte", followed=True), LocationRow(WEB, "warehouse", "Web"))
FIRST = Level(50)

Key = tuple[str, str]
Deliver = Callable[[ShopReplica, FeedPage], None]


class Said(Struct, frozen=True):
    """What the centre knew when it said something: ``others`` counts the moves of others up to then."""

    order: int
    applied: int
    at_ms: int
    others: int
    levels: dict[Key, Level]


class Office:
    """The centre, as far as stock goes. It applies entries in order, once."""

    def __init__(self) -> None:
        self.levels = dict.fromkeys(KEYS, FIRST)
        self.versions = dict.fromkeys(KEYS, 1)
        self.pos = {place: len(SKUS) for place in (HERE, WEB)}
        self.rows = {key: SKUS.index(key[1]) + 1 for key in KEYS}  # position of each row in its stream
        self.applied = 0
        self.others: list[Move] = []
        self.said = 0

    def move(self, moves: Sequence[Move]) -> None:
        for move in moves:
            key = (move.location, move.sku)
            self.levels[key] = moved(self.levels[key], [move])
            self.versions[key] += 1
            self.pos[move.location] += 1
            self.rows[key] = self.pos[move.location]

    def push(self, shop: Shop, count: int) -> None:
        for stored in shop.journal.read(self.applied, count):
            self.move(moves_of(decode_body(decode_entry(stored.line)), HERE))
            self.applied = stored.seq

    def says(self, at_ms: int) -> Said:
        self.said += 1
        return Said(self.said, self.applied, at_ms, len(self.others), dict(self.levels))

    def page(self, cursor: int, limit: int, said: Said) -> FeedPage:
        """Rows of the store behind ``cursor``, at most so many."""
        behind = sorted((self.rows[HERE, sku], sku) for sku in SKUS if self.rows[HERE, sku] > cursor)
        chosen, head = behind[:limit], self.pos[HERE]
        to = head if len(behind) <= limit else chosen[-1][0]
        items = [
            FeedItem(
                FEED_STOCK,
                sku,
                self.versions[HERE, sku],
                msgspec.Raw(
                    msgspec.json.encode(StockRow(said.levels[HERE, sku].on_hand, said.levels[HERE, sku].reserved))
                ),
            )
            for _, sku in chosen
        ]
        return FeedPage(stock_stream(HERE), 1, cursor, to, head, tuple(items), {TAG: said.applied}, said.at_ms)


class World:
    """One till, the centre, and everything that is on its way between them."""

    def __init__(self, replica: ShopReplica, deliver: Deliver, draw: st.DrawFn) -> None:
        replica.places = PLACES
        self.shop = Shop(replica=replica)
        self.shop.open()
        self.shop.contact.report = LinkReport(online=True)
        self.deliver, self.draw, self.office = deliver, draw, Office()
        self.cursor = 0
        self.words: dict[Key, Said] = {}  # the youngest one that arrived, for each figure
        self.answers: list[tuple[str, Said]] = []

    def step(self) -> None:
        getattr(self, self.draw(st.sampled_from(STEPS)))()
        self.shop.clock.now += self.draw(st.integers(0, 5_000))
        self.check()

    def sell(self) -> None:
        for sku in self.draw(st.lists(st.sampled_from(SKUS), min_size=1, max_size=3)):
            self.shop.till.sale.scan(f"{self.draw(st.integers(1, 3))}*{sku}")
        if self.draw(st.booleans()):
            home = Address("Lena", "Torstraße 1", "10119", "Berlin")
            self.shop.till.stock.deliver(self.draw(st.sampled_from(SKUS)), 1, WEB, "", home)
        self.shop.till.checkout.pay_cash()

    def void(self) -> None:
        shift = self.shop.desk.shift
        if shift is not None and shift.last_sale_seq is not None and not shift.last_sale_voided:
            self.shop.till.voiding.void_last("wrong", approved_by="Aylin Yilmaz")

    def adjust(self) -> None:
        sku = self.draw(st.sampled_from(SKUS))
        if (HERE, sku) in self.words:
            self.shop.till.stock.adjust(sku, self.draw(st.sampled_from((-3, 2))), "counted", "Aylin Yilmaz")

    def others(self) -> None:
        """Somebody else sells, sends or reserves."""
        place, sku = self.draw(st.sampled_from(KEYS))
        move = Move(place, sku, self.draw(st.integers(-4, 4)), self.draw(st.integers(0, 2)))
        self.office.others.append(move)
        self.office.move([move])

    def push(self) -> None:
        self.office.push(self.shop, self.draw(st.integers(1, 6)))

    def acknowledge(self) -> None:
        acked = self.draw(
            st.integers(self.shop.journal.acked().seq, max(self.shop.journal.acked().seq, self.office.applied))
        )
        stored = self.shop.journal.entry(acked)
        if stored is not None:
            self.shop.till.outbox.acknowledge(Head(acked, stored.hash), [])

    def pull(self) -> None:
        """A page, whole or not; pushes and pages share one line, so nothing overtakes it."""
        said = self.office.says(self.shop.clock.now)
        page = self.office.page(self.cursor, self.draw(st.sampled_from((1, 9))), said)
        self.deliver(self.shop.replica, page)
        self.cursor = page.to
        brought = SKUS if page.to == page.head else [item.id for item in page.items]
        for sku in brought:
            self.hear((HERE, sku), said)

    def ask(self) -> None:
        self.answers.append((self.draw(st.sampled_from(SKUS)), self.office.says(self.shop.clock.now)))

    def learn(self) -> None:
        """An answer arrives, long after it left or before an older one."""
        if self.answers:
            sku, said = self.answers.pop(self.draw(st.integers(0, len(self.answers) - 1)))
            places = [PlaceLevel(p, said.levels[p, sku].on_hand, said.levels[p, sku].reserved) for p in (HERE, WEB)]
            self.shop.till.stock.learned(StockAnswers(sku, tuple(places), {TAG: said.applied}, said.at_ms))
            for place in (HERE, WEB):
                self.hear((place, sku), said)

    def restart(self) -> None:
        """Whoever asked is gone, and answers on their way with them."""
        self.answers = []
        self.shop = self.shop.restarted()
        self.shop.sign_in()
        self.shop.contact.report = LinkReport(online=True)

    def hear(self, key: Key, said: Said) -> None:
        known = self.words.get(key)
        if known is None or (known.applied, known.at_ms) <= (said.applied, said.at_ms):
            self.words[key] = said

    def check(self) -> None:
        own = [move for s in self.shop.journal.entries for move in moves_of(decode_body(decode_entry(s.line)), HERE)]
        shelves = look_ups(self.shop.replica, self.shop.desk.own).shelves
        for place, sku in KEYS:
            shown = shelves.levels([sku], place)[0].get(sku)
            assert shown == self.shop.till.shelves.levels([sku], place)[0].get(sku)
            said = self.words.get((place, sku))
            if said is None:
                assert shown is None
                continue
            assert shown is not None
            told = self.office.others[: said.others]
            truth = moved(FIRST, [m for m in (*own, *told) if (m.location, m.sku) == (place, sku)])
            assert (shown.level.on_hand, shown.level.reserved) == (truth.on_hand, truth.reserved), (place, sku)
            assert shown.as_of_ms == said.at_ms
            contained = moved(said.levels[place, sku], ())
            assert shown.provisional == shown.available - contained.available


STEPS = (
    "sell",
    "sell",
    "void",
    "adjust",
    "others",
    "push",
    "push",
    "acknowledge",
    "pull",
    "pull",
    "ask",
    "learn",
    "restart",
)


@contextmanager
def in_memory() -> Iterator[tuple[ShopReplica, Deliver]]:
    class PagedReplica(ShopReplica):
        """Each row with the word that holds for it."""

        def stock(self, location: str, skus: Sequence[str]) -> dict[str, StockHeld]:
            return {sku: held[sku] for sku in skus if location == HERE and sku in held}

        def stock_word(self, location: str) -> Word:
            return whole[-1] if location == HERE else Word(None)

    held: dict[str, StockHeld] = {}
    whole = [Word(None)]

    def paged(_: ShopReplica, page: FeedPage) -> None:
        word = Word(page.server_time, page.applied)
        for item in page.items:
            held[item.id] = StockHeld(msgspec.json.decode(item.d, type=StockRow).level(), word)
        if page.to == page.head:
            whole.append(word)
            held.update({sku: StockHeld(one.level, word) for sku, one in held.items()})

    yield PagedReplica(), paged


@contextmanager
def in_a_file() -> Iterator[tuple[ShopReplica, Deliver]]:
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = ReplicaReader(Path(folder)), SqliteReplicaWriter(Path(folder))

        class FiledReplica(ShopReplica):
            """Stock from a file, everything else from memory."""

            def stock(self, location: str, skus: Sequence[str]) -> dict[str, StockHeld]:
                return reader.stock(location, skus)

            def stock_word(self, location: str) -> Word:
                return reader.stock_word(location)

        with closing(writer), closing(reader):
            yield FiledReplica(), lambda _, page: writer.apply(page)


@pytest.mark.parametrize("replica", [in_memory, in_a_file])
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_figure_is_the_truth_of_all_own_entries_and_never_goes_back(
    replica: Callable[[], Iterator[tuple[ShopReplica, Deliver]]], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch, replica() as (shelves, deliver):  # type: ignore[attr-defined]
        for name in ("TIDY_AFTER", "SAVE_AFTER"):
            patch.setattr(own_moves, name, data.draw(st.integers(1, 6)))
        world = World(shelves, deliver, data.draw)
        for _ in range(data.draw(st.integers(5, 30))):
            world.step()
