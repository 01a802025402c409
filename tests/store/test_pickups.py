"""Online orders in the replica: listed by state, found by fragments, decoded only where they are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.contract import FeedItem, FeedPage
from pos.contract.goods import FEED_PICKUP, FEED_PICKUP_KEY, pickups_stream
from pos.domain.collect import CANCEL_REQUESTED, DONE, HANDED_OVER, READY, RESERVED, SHORT, Pickup
from pos.domain.pickup_code import PickupKey, parcels_of, typed_code
from pos.ports import Replica, Word
from pos.services.own_moves import OwnMoves
from pos.services.pickups import Pickups
from pos.store import pickups
from pos.store.replica import ReplicaReader
from pos.store.replica_file import current_file
from pos.store.replica_writer import SqliteReplicaWriter
from tests.domain.orders import DAY_MS, NOW, order, ready
from tests.store.build import page, policy_page

STREAM = pickups_stream("S0042")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteReplicaWriter]:
    with closing(SqliteReplicaWriter(tmp_path)) as opened:
        opened.apply(policy_page())
        yield opened


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReplicaReader]:
    with closing(ReplicaReader(tmp_path)) as opened:
        yield opened


def one(n: int, **more: object) -> Pickup:
    id_ = f"0199a000-0000-7000-8000-{n:012d}"
    facts: dict[str, object] = {"id": id_, "number": f"W-{48_000 + n}", "code": typed_code(id_)}
    return ready(**(facts | more))


def row(order: Pickup, ver: int = 1) -> FeedItem:
    return FeedItem(FEED_PICKUP, order.id, ver, msgspec.Raw(msgspec.json.encode(order)))


def raw(id_: str, data: bytes, ver: int = 1) -> FeedItem:
    return FeedItem(FEED_PICKUP, id_, ver, msgspec.Raw(data))


def told(*items: FeedItem, at: int = 0, stream: str = STREAM, applied: int = 7) -> FeedPage:
    return FeedPage(stream, 1, at, at + len(items), at + len(items), items, {"7K2Q": applied}, NOW)


def numbers(orders: list[Pickup] | tuple[Pickup, ...]) -> list[str]:
    return [one.number for one in orders]


def test_without_a_file_there_are_none(reader: ReplicaReader) -> None:
    port: Replica = reader
    assert (port.pickups(READY, 9), port.pickup("x"), port.pickups_found("W", 9), port.pickups_by_code("X")) == (
        [], None, [], [],
    )  # fmt: skip
    assert (port.pickup_by_label("x"), port.pickup_counts(), port.pickups_word(), port.pickup_keys()) == (
        None, {}, Word(None), (),
    )  # fmt: skip


def test_an_order_comes_back_as_it_was_with_the_word_it_belongs_to(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    first = one(1, name="Jörg Müller")
    writer.apply(told(row(first), row(one(2))))
    assert reader.pickup(first.id) == first
    assert reader.pickup("no such") is None
    assert reader.pickup_by_label(parcels_of(first.id)) == first
    assert reader.pickups_by_code(first.code) == [first]
    assert reader.pickups_word() == Word(NOW, {"7K2Q": 7})


def test_each_state_in_its_order_and_no_more_than_asked_for(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    rows = [
        one(1, state=RESERVED, ready_by_ms=NOW + 2),
        one(2, state=RESERVED, ready_by_ms=NOW + 1),
        one(3, state=RESERVED, placed_ms=NOW),
        one(4, state=READY, ready_ms=NOW - 9),
        one(5, state=READY, ready_ms=NOW - 5),
        one(6, state=READY, ready_ms=NOW - 1, here_ms=NOW),
        one(7, state=HANDED_OVER, done_ms=NOW - 2),
        one(8, state=HANDED_OVER, done_ms=NOW - 1),
        one(9, state=SHORT),
    ]
    writer.apply(told(*map(row, rows)))
    assert numbers(reader.pickups(RESERVED, 9)) == ["W-48003", "W-48002", "W-48001"]
    assert numbers(reader.pickups(READY, 9)) == ["W-48006", "W-48004", "W-48005"]
    assert numbers(reader.pickups(HANDED_OVER, 1)) == ["W-48008"]
    assert reader.pickup_counts() == {RESERVED: 3, READY: 3, HANDED_OVER: 2, SHORT: 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8001", ["W-48001"]),
        ("w-48001", ["W-48001"]),
        ("W48001", ["W-48001"]),
        ("müll", ["W-48001"]),
        ("MULL JORG", ["W-48001"]),
        ("offman", ["W-48002", "W-48003"]),
        ("lena 8003", ["W-48003"]),
        (typed_code(one(2).id).lower(), ["W-48002"]),
        (f"{typed_code(one(2).id)[:3]} {typed_code(one(2).id)[3:]}", ["W-48002"]),
        ("yildiz", ["W-48004"]),
        ("nobody", []),
        ("", []),
        (" - ", []),
        ("%", []),
        ("'; DROP TABLE pickup", []),
    ],
)
def test_found_by_any_part_of_number_code_or_name_folded(
    writer: SqliteReplicaWriter, reader: ReplicaReader, text: str, found: list[str]
) -> None:
    writer.apply(
        told(
            row(one(1, name="Jörg Müller")),
            row(one(2, name="Leo Hoffmann", ready_ms=NOW - 5)),
            row(one(3, name="Lena Hoffmann", ready_ms=NOW - 4)),
            row(one(4, name="Ayşe Yıldız")),
        )
    )
    assert numbers(reader.pickups_found(text, 9)) == found


def test_half_a_character_of_a_broken_scanner_finds_nothing(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(told(row(one(1))))
    assert (reader.pickups_found("\ud800", 9), reader.pickup("\ud800"), reader.pickup_by_label("\ud800")) == (
        [], None, None,
    )  # fmt: skip


def test_a_row_is_decoded_once_until_it_changes(
    writer: SqliteReplicaWriter, reader: ReplicaReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pickups, "DECODED_MOST", 2)
    writer.apply(told(*(row(one(n)) for n in range(1, 5))))
    first = reader.pickup(one(1).id)
    assert reader.pickups(READY, 9)[0] is first
    writer.apply(told(row(replace(one(1), note="new"), ver=2), at=4))
    again = reader.pickup(one(1).id)
    assert again is not None
    assert again.note == "new"
    assert len(reader.pickups(READY, 9)) == 4


def test_open_ones_come_first_and_no_more_than_asked_for(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    done = one(1, state=HANDED_OVER, done_ms=NOW, name="Lena")
    writer.apply(told(row(done), row(one(2, name="Lena")), row(one(3, name="Lena", ready_ms=NOW))))
    assert numbers(reader.pickups_found("lena", 9)) == ["W-48002", "W-48003", "W-48001"]
    assert numbers(reader.pickups_found("lena", 2)) == ["W-48002", "W-48003"]


def test_older_rows_are_passed_over_and_tombstones_take_away(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    first = one(1)
    over = replace(first, state=HANDED_OVER, done_ms=NOW)
    writer.apply(told(row(over, ver=3)))
    writer.apply(told(row(first, ver=2), FeedItem(FEED_PICKUP, first.id, 1, deleted=True), at=1))
    assert reader.pickup(first.id) == over
    assert reader.pickups(READY, 9) == []
    writer.apply(told(FeedItem(FEED_PICKUP, first.id, 4, deleted=True), at=3))
    assert reader.pickup(first.id) is None
    assert reader.pickups_found("48001", 9) == []


@pytest.mark.parametrize(
    "data",
    [b"null", b"{}", b'{"id":1}', msgspec.json.encode(one(1)).replace(b'"placed_ms":', b'"placed_ms":9999999999')],
)
def test_a_row_that_is_none_is_not_kept_and_hides_no_other(
    writer: SqliteReplicaWriter, reader: ReplicaReader, data: bytes
) -> None:
    writer.apply(told(row(one(1)), row(one(2))))
    writer.apply(told(raw(one(1).id, data, 2), row(replace(one(2), note="new"), ver=2), at=2))
    assert reader.pickup(one(1).id) is None
    second = reader.pickup(one(2).id)
    assert second is not None
    assert second.note == "new"


def test_a_forgotten_stream_takes_its_orders_and_no_others_do(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(told(row(one(1))))
    writer.forget("stock:S0042")
    assert len(reader.pickups(READY, 9)) == 1
    writer.forget(STREAM)
    assert (reader.pickups(READY, 9), reader.pickups_word()) == ([], Word(None))


def test_done_ones_go_by_themselves_when_the_centre_is_silent_for_long(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    old = NOW - pickups.DONE_KEPT_MS - 1
    rows = [one(n, state=state, done_ms=old) for n, state in enumerate(sorted(DONE), start=1)]
    rows += [one(8, state=HANDED_OVER, done_ms=NOW - DAY_MS), one(9, state=CANCEL_REQUESTED, ready_ms=old)]
    writer.apply(told(*map(row, rows)))
    writer.tidy(NOW)
    assert reader.pickup_counts() == {HANDED_OVER: 1, CANCEL_REQUESTED: 1}


def test_keys_travel_with_the_policy(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    key = PickupKey(1, "abc", revoked=True)
    item = FeedItem(FEED_PICKUP_KEY, "1", 1, msgspec.Raw(msgspec.json.encode(key)))
    writer.apply(page(item, stream="keys"))
    assert reader.pickup_keys() == (key,)


def test_no_question_walks_the_orders_themselves(writer: SqliteReplicaWriter, tmp_path: Path) -> None:
    writer.apply(told(row(one(1))))
    file = current_file(tmp_path)
    assert file is not None
    query, typed = pickups.query("48001 lena")
    with closing(sqlite3.connect(file)) as db:
        for asked, facts in (
            (query, (*typed, 9)),
            (pickups.LISTED, (READY, 9)),
            (pickups.BY_CODE, ("X", 9)),
            (pickups.BY_LABEL, ("X",)),
            (pickups.COUNTS, ()),
        ):
            plan = [line[3] for line in db.execute(f"EXPLAIN QUERY PLAN {asked}", facts)]
            assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step], plan


@given(st.text(max_size=30))
def test_whatever_is_typed_is_no_question_in_sql(text: str) -> None:
    query, typed = pickups.query(text)
    assert bool(query) == bool(typed)
    assert query.count("?") == len(typed) + bool(typed)


def test_a_look_up_reads_the_same_file(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(told(row(order(state=RESERVED)), row(one(2))))
    look_up = Pickups(reader, OwnMoves())
    lists, _ = look_up.lists()
    assert (numbers(lists.to_pick), numbers(lists.ready), lists.as_of_ms) == (["W-48213"], ["W-48002"], NOW)
    assert numbers(look_up.find("48213")[0]) == ["W-48213"]
