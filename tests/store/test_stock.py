"""Stock in the replica: a table for all locations, and the word that holds for each row."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.contract import FeedItem, FeedPage
from pos.contract.goods import (
    FEED_LOCATION,
    FEED_PICKUP,
    FEED_RELATED,
    FEED_STOCK,
    LocationRow,
    RelatedRow,
    StockRow,
    stock_stream,
)
from pos.domain.stock import Level
from pos.ports import Replica, StockHeld, Word
from pos.store.replica import ReplicaReader
from pos.store.replica_file import current_file
from pos.store.replica_writer import SqliteReplicaWriter
from pos.store.seals import Ed25519Seals
from tests.store.build import SOURCE_OF_TIME_MS, item, page, policy_page, rows

HERE, THERE = "S0042", "W01"
NOW = SOURCE_OF_TIME_MS


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteReplicaWriter]:
    opened = SqliteReplicaWriter(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReplicaReader]:
    opened = ReplicaReader(tmp_path)
    yield opened
    opened.close()


def stock(sku: str, on_hand: int, reserved: int = 0, ver: int = 1, **more: Any) -> FeedItem:
    return FeedItem(FEED_STOCK, sku, ver, msgspec.Raw(msgspec.json.encode(StockRow(on_hand, reserved, **more))))


def raw(sku: str, data: bytes, ver: int = 1) -> FeedItem:
    return FeedItem(FEED_STOCK, sku, ver, msgspec.Raw(data))


def told(
    *items: FeedItem, at: int, to: int, head: int | None = None, place: str = HERE, applied: int = 0, now: int = NOW
) -> FeedPage:
    """A page from ``at`` to ``to``; whole unless ``head`` lies beyond."""
    head = to if head is None else head
    return FeedPage(stock_stream(place), 1, at, to, head, items, {"7K2Q": applied}, now)


def fact(kind: str, id_: str, row: object, ver: int = 1) -> FeedItem:
    return FeedItem(kind, id_, ver, msgspec.Raw(msgspec.json.encode(row)))


def test_without_a_file_nothing_is_known(reader: ReplicaReader) -> None:
    port: Replica = reader
    assert (port.stock(HERE, ["A"]), port.stock_word(HERE)) == ({}, Word(None))
    assert (port.locations(), port.related("A")) == ((), RelatedRow())


def test_rows_are_read_back_with_the_word_of_their_stream(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    coming = stock("B", 0, incoming=20, incoming_on="2026-12-01")
    writer.apply(told(stock("A", 4, 1), coming, at=0, to=2, applied=7))
    writer.apply(told(stock("A", 900), at=0, to=1, place=THERE, applied=5, now=NOW + 1))
    word = Word(NOW, {"7K2Q": 7})
    assert reader.stock(HERE, ["A", "B", "C", "A"]) == {
        "A": StockHeld(Level(4, 1), word),
        "B": StockHeld(Level(0, 0, 20, "2026-12-01"), word),
    }
    assert reader.stock(THERE, ["A"]) == {"A": StockHeld(Level(900), Word(NOW + 1, {"7K2Q": 5}))}
    assert (reader.stock_word(HERE), reader.stock_word(THERE).as_of_ms) == (word, NOW + 1)
    assert (reader.stock_word("S00"), reader.stock_word("S0042x")) == (Word(None), Word(None))


def test_a_location_is_no_beginning_of_another(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(told(stock("A", 1), at=0, to=1, place="S1", now=NOW))
    writer.apply(told(stock("A", 2), at=0, to=1, place="S10", now=NOW + 9))
    assert reader.stock("S1", ["A"])["A"] == StockHeld(Level(1), Word(NOW, {"7K2Q": 0}))
    writer.forget(stock_stream("S1"))
    assert reader.stock("S10", ["A"])["A"].level == Level(2)


def test_rows_older_than_what_is_here_are_passed_over_and_tombstones_take_away(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(told(stock("A", 4, ver=3), stock("B", 5, ver=3), at=0, to=2))
    writer.apply(told(stock("A", 9, ver=2), FeedItem(FEED_STOCK, "B", 2, deleted=True), at=2, to=4))
    assert {sku: held.level.on_hand for sku, held in reader.stock(HERE, ["A", "B"]).items()} == {"A": 4, "B": 5}
    writer.apply(told(FeedItem(FEED_STOCK, "A", 4, deleted=True), at=4, to=5))
    assert list(reader.stock(HERE, ["A", "B"])) == ["B"]


@pytest.mark.parametrize(
    "data",
    [b"null", b"[]", b'{"on_hand":"4"}', b'{"on_hand":1.5}', b"{}", b'{"on_hand":%d}' % 10**30, b'{"on_hand":-9e99}'],
)
def test_a_row_that_is_none_is_not_kept_and_hides_no_other(
    writer: SqliteReplicaWriter, reader: ReplicaReader, data: bytes
) -> None:
    writer.apply(told(stock("A", 4), stock("B", 5), at=0, to=2))
    writer.apply(told(raw("A", data, 2), stock("B", 6, ver=2), at=2, to=4))
    assert {sku: held.level.on_hand for sku, held in reader.stock(HERE, ["A", "B"]).items()} == {"B": 6}


def test_hostile_articles_and_days(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    odd = "' OR 1=1; --\0ת" * 50
    writer.apply(told(stock(odd, 1, incoming_on="soon"), stock("", 2, incoming_on="9999-12-31"), at=0, to=2))
    found = reader.stock(HERE, [odd, "", "\ud800", "%"])
    assert {sku: held.level for sku, held in found.items()} == {odd: Level(1), "": Level(2, 0, 0, "9999-12-31")}
    assert reader.stock("' OR 1=1; --", [odd]) == {}
    assert reader.stock("\ud800", ["A"]) == {}
    assert reader.stock(HERE, []) == {}


def test_more_articles_than_one_question_holds(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(told(*(stock(f"A{n:05d}", n) for n in range(1_300)), at=0, to=1_300))
    found = reader.stock(HERE, [f"A{n:05d}" for n in range(1_400)])
    assert [held.level.on_hand for held in found.values()] == list(range(1_300))


def test_while_a_stream_is_behind_a_row_follows_the_page_that_brought_it(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(told(stock("A", 10), stock("B", 10), at=0, to=2, applied=5, now=NOW))
    writer.apply(told(stock("A", 9, ver=2), at=2, to=3, head=4, applied=7, now=NOW + 10))
    first, last = Word(NOW, {"7K2Q": 5}), Word(NOW + 10, {"7K2Q": 7})
    assert reader.stock(HERE, ["A", "B"]) == {"A": StockHeld(Level(9), last), "B": StockHeld(Level(10), first)}
    assert reader.stock_word(HERE) == first
    writer.apply(told(stock("B", 8, ver=2), at=3, to=4, applied=8, now=NOW + 20))
    whole = Word(NOW + 20, {"7K2Q": 8})
    assert reader.stock(HERE, ["A", "B"]) == {"A": StockHeld(Level(9), whole), "B": StockHeld(Level(8), whole)}
    with closing(sqlite3.connect(current_file(reader._folder) or "")) as db:
        assert db.execute("SELECT count(*) FROM stock_page").fetchone() == (0,)


def test_an_empty_page_moves_the_word_of_every_row(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(told(stock("A", 10), at=0, to=1, applied=5))
    writer.apply(told(at=1, to=1, applied=9, now=NOW + 60_000))
    assert reader.stock(HERE, ["A"])["A"].word == Word(NOW + 60_000, {"7K2Q": 9})


def test_forgetting_drops_that_location_only(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(policy_page())
    writer.apply(page(*map(item, rows(3))))
    writer.apply(told(stock("A", 1), at=0, to=1, head=2))
    writer.apply(told(stock("A", 2), at=0, to=1, place=THERE))
    writer.forget(stock_stream(HERE))
    assert (reader.stock(HERE, ["A"]), reader.stock_word(HERE)) == ({}, Word(None))
    assert reader.stock(THERE, ["A"])["A"].level == Level(2)
    assert reader.article("A0000001") is not None
    assert reader.store() is not None
    writer.apply(told(stock("A", 7), at=0, to=1))
    assert reader.stock(HERE, ["A"])["A"].level == Level(7)


def test_stock_in_a_stream_of_another_kind_is_no_stock(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(stock("A", 4), stream="policy:S0042"))
    assert reader.stock("S0042", ["A"]) == {}


def test_places_come_nearest_first_and_what_fits_by_its_article(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    near, far = LocationRow("S0007", "store", "Nah", metres=900), LocationRow("S0001", "store", "Fern", metres=9_000)
    here, fits = LocationRow(HERE, "store", "Hier", followed=True), RelatedRow(("B",), ("C", "D"))
    places = [fact(FEED_LOCATION, row.location, row) for row in (far, near, here)]
    odd = [fact(FEED_RELATED, "odd", {"together": 4}), fact(FEED_LOCATION, "odd", [])]
    writer.apply(page(*places, fact(FEED_RELATED, "A", fits), *odd, stream="policy:S0042"))
    assert reader.locations() == (here, near, far)
    assert (reader.related("A"), reader.related("B"), reader.related("odd")) == (fits, RelatedRow(), RelatedRow())
    assert reader.locations() is reader.locations()
    assert reader.related("\ud800") == RelatedRow()


def test_orders_of_a_stock_stream_are_kept_as_any_other_fact(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(told(fact(FEED_PICKUP, "o-1", {"broken": True}), stock("A", 1), at=0, to=2))
    assert reader.stock(HERE, ["A"])["A"].level == Level(1)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_pages_bring_the_replica_is_what_the_stream_says(data: st.DataObject) -> None:
    """A stream with changes at positions; pages cut anywhere, sent twice, out of order, with forgetting in between."""
    skus = st.sampled_from([f"A{n}" for n in range(6)])
    changes = data.draw(st.lists(st.tuples(skus, st.integers(-9, 99)), min_size=1, max_size=25))
    with tempfile.TemporaryDirectory() as folder, closing(SqliteReplicaWriter(Path(folder))) as writer:
        reader = ReplicaReader(Path(folder))
        for _ in range(data.draw(st.integers(1, 14))):
            if data.draw(st.integers(0, 9)) == 0:
                writer.forget(stock_stream(HERE))
            start = data.draw(st.integers(0, len(changes)))
            to = data.draw(st.integers(start, len(changes)))
            writer.apply(_page(changes, start, to))
        cursor = writer.cursor(stock_stream(HERE))
        writer.apply(_page(changes, cursor.pos if cursor else 0, len(changes)))
        found = reader.stock(HERE, [f"A{n}" for n in range(6)])
        reader.close()
        assert {sku: held.level.on_hand for sku, held in found.items()} == dict(changes)
        word = Word(NOW + len(changes), {"7K2Q": len(changes)})
        assert all(held.word == word for held in found.values())


def _page(changes: list[tuple[str, int]], start: int, to: int) -> FeedPage:
    """Each key's newest state, at the position of its newest change: the rows of a feed."""
    newest = {sku: (pos, on_hand) for pos, (sku, on_hand) in enumerate(changes, start=1)}
    items = [stock(sku, on_hand, ver=pos) for sku, (pos, on_hand) in newest.items() if start < pos <= to]
    return told(*items, at=start, to=to, head=len(changes), applied=to, now=NOW + to)


# --- signatures -----------------------------------------------------------------------------------------------------


def test_a_seal_is_genuine_or_it_is_not() -> None:
    from base64 import b64encode

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = b64encode(key.public_key().public_bytes_raw()).decode()
    signature, seals = key.sign(b"order"), Ed25519Seals()
    assert seals.genuine(public, b"order", signature)
    assert not seals.genuine(public, b"orders", signature)
    assert not seals.genuine(public, b"order", signature[:-1])
    assert not seals.genuine(public, b"order", b"")
    for broken in ("", "????", public[:-4], b64encode(bytes(31)).decode(), "ä", b64encode(b"\xff" * 32).decode()):
        assert not seals.genuine(broken, b"order", signature), broken
