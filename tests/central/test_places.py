"""Places that hold stock: what a store's tills are told of them, by distance, and which of them they follow."""

from __future__ import annotations

import pytest

from pos.central import feed, goods_import, places
from pos.central.centre import Centre
from pos.central.sheets import ImportReport, Sheet
from pos.contract import Hello, from_json
from pos.contract.goods import LocationRow
from tests.central.actors import HandClock, Till
from tests.central.shelves import HERE, OTHER, PLACES


def bring(centre: Centre, table: str) -> ImportReport:
    return centre.run(lambda db: goods_import.import_locations(db, Sheet("l.csv", table.encode()), centre.now_ms()))


def told(centre: Centre, store: str = HERE) -> dict[str, LocationRow]:
    rows = centre.run(lambda db: feed.rows_of(db, f"policy:{store}", "location"))
    return {id_: from_json(data, LocationRow) for id_, data in rows.items()}


def many(count: int) -> str:
    """Stores in a line to the north, each 0.01° on, the last ones first."""
    rows = [f"N{n:03d},store,North,City,{52 + n // 100}.{n % 100:02d},13.4,,\n" for n in reversed(range(1, count + 1))]
    return PLACES + "".join(rows)


def test_distances_are_whole_metres_as_the_crow_flies(centre: Centre) -> None:
    assert bring(centre, PLACES).added == 3
    rows = told(centre)
    assert {name: (row.metres, row.followed) for name, row in rows.items()} == {
        HERE: (0, True), OTHER: (255_183, True), "WEB": (236_885, True),
    }  # fmt: skip
    assert told(centre, OTHER)[HERE].metres == 255_183
    assert bring(centre, PLACES).unchanged == 3


def test_the_nearest_four_are_followed_and_the_nearest_hundred_known(centre: Centre, till: Till) -> None:
    bring(centre, many(120))
    rows = told(centre)
    assert len(rows) == 1 + 100 + 1, "itself, a hundred stores, the warehouse"
    near = sorted((row for row in rows.values() if row.kind == "store" and row.metres), key=lambda row: row.metres)
    assert [row.followed for row in near] == [True] * 4 + [False] * 96
    followed = {row.location for row in rows.values() if row.followed}
    assert centre.hello(till.token, Hello(1, "test", "b", ())).heads.keys() >= {f"stock:{place}" for place in followed}


def test_a_place_out_of_sight_ends_at_the_tills(centre: Centre) -> None:
    bring(centre, many(120))
    gone = max(
        told(centre).values(), key=lambda row: row.metres * (row.kind == "store" and row.location != OTHER)
    ).location
    closer = "".join(f"C{n:03d},store,Close,City,52.{n:03d},13.4,,\n" for n in range(400, 500))
    bring(centre, PLACES + closer)
    assert gone not in told(centre) and "C499" in told(centre)


def test_a_store_without_a_position_is_the_farthest(centre: Centre) -> None:
    bring(centre, PLACES + "S0050,store,Nowhere,,,,,\n")
    rows = centre.run(lambda db: places.rows(db, HERE))
    assert [row.location for row in rows] == [HERE, OTHER, "S0050", "WEB"] and rows[2].metres == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("X,shop,Name,,,,,", "kind-unknown"), ("X,store,,,,,,", "name-missing"),
        ("X,store,Name,,52.1.2,13,,", "position-unreadable"), ("X,store,Name,,,200.0,,", "position-unreadable"),
        ("X,store,Name,,,,soon,", "delivers-in-days-not-a-number"), ("X,store,Name,,,,,few", "keep-back-not-a-number"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_place_is_named_and_the_others_go_in(centre: Centre, row: str, reason: str) -> None:
    report = bring(centre, PLACES + row + "\n")
    assert (report.added, report.by_reason()) == (3, {reason: 1})


def test_before_there_are_places_a_till_follows_its_own(centre: Centre, till: Till, clock: HandClock) -> None:
    heads = centre.hello(till.token, Hello(1, "test", "b", ())).heads
    assert {name for name in heads if name.startswith("stock:")} == {f"stock:{HERE}"}
