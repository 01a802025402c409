from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from pos.base.errors import Code, Refused
from pos.bootstrap.assembly import open_till
from pos.bootstrap.doors import doors
from pos.contract import FeedItem, FeedPage, OperatorRow
from pos.contract.goods import FEED_LOCATION, FEED_STOCK, LocationRow, StockRow
from pos.store.files import Enrolment, Folder
from pos.store.replica_writer import SqliteReplicaWriter
from tests.store.build import SOURCE_OF_TIME_MS, item, page, policy_page, rows

Tresen = Callable[..., int]


def test_each_place_with_figure_age_and_source(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["stock", "118-0912"]) == 0
    said = capsys.readouterr()
    assert said.err == "118-0912  USB-C Kabel 2 m, 100 W\n"
    assert said.out.splitlines() == [
        "S0042  Alexanderplatz  4 free (6 there, 2 reserved, 20 on the way for 2026-12-01)"
        "  as of 2026-11-21 13:41:00+00:00, the centre's word",
        "S0007  Hamburg  unknown",
    ]


def test_as_json_for_scripts(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["stock", "118-0912", "--json"]) == 0
    here, there = map(json.loads, capsys.readouterr().out.splitlines())
    assert (here["available"], here["as_of_ms"], here["provisional"]) == (4, 1_795_268_460_000, 0)
    assert there["available"] is None


@pytest.mark.parametrize(("sku", "code"), [("no-such", "code-unknown"), ("900-0002", "stock-unknown")])
def test_nothing_known_is_an_error_with_its_way_out(
    tresen: Tresen, capsys: pytest.CaptureFixture[str], sku: str, code: str
) -> None:
    assert tresen(["stock", sku, "--json"]) == 1
    assert code in capsys.readouterr().err


def test_the_real_door_counts_what_the_till_moved_itself(tmp_path: Path) -> None:
    with pytest.raises(Refused) as reason, doors().shelves(tmp_path):
        pass
    assert reason.value.code is Code.NOT_ENROLLED
    folder = Folder(tmp_path)
    folder.make()
    folder.save_enrolment(Enrolment("T03", "S0042", "Europe/Berlin", "catalog:eu1", "", "demo"))
    here = fact(FEED_LOCATION, "S0042", LocationRow("S0042", "store", "Mitte", followed=True))
    with closing(SqliteReplicaWriter(tmp_path)) as writer:
        writer.apply(policy_page())
        writer.apply(page(here, stream="places"))
        writer.apply(page(*map(item, rows(3))))
        row = fact(FEED_STOCK, "A0000001", StockRow(6))
        writer.apply(FeedPage("stock:S0042", 1, 0, 1, 1, (row,), {}, SOURCE_OF_TIME_MS))
    with doors().shelves(tmp_path) as shelves:
        assert shelves.levels(["A0000001"])[0]["A0000001"].available == 6, "before the first start there is no journal"
    with closing(open_till(folder)) as opened:
        opened.desk.operator = OperatorRow("7", "M. Demir", "cashier", "")
        opened.till.stock.adjust("A0000001", -2, "broken", approved_by="A. Yilmaz")
    with doors().shelves(tmp_path) as shelves:
        view, _ = shelves.article("A0000001")
    assert view is not None
    (place,) = view.places
    assert place.answer is not None
    assert (place.answer.available, place.answer.provisional) == (4, -2)


def fact(kind: str, id_: str, row: object) -> FeedItem:
    return FeedItem(kind, id_, 1, msgspec.Raw(msgspec.json.encode(row)))
