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
from pos.contract.goods import FEED_PICKUP, pickups_stream
from pos.domain.collect import HANDED_OVER
from pos.domain.pickup_code import parcel_label, typed_code
from pos.store.files import Enrolment, Folder
from pos.store.replica_writer import SqliteReplicaWriter
from tests.domain.orders import ORDER, OTHER, ready
from tests.store.build import SOURCE_OF_TIME_MS, policy_page

Tresen = Callable[..., int]
FIRST, SECOND = typed_code(ORDER), typed_code(OTHER)


def test_by_what_is_to_be_done(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["pickups", "list"]) == 0
    said = capsys.readouterr()
    assert said.err == "as of 2026-11-21 13:41:00+00:00\n"
    assert said.out.splitlines() == [
        f"W-2  {SECOND}  reserved  Leo Hoffmann  3 pieces  40.00 EUR due",
        f"W-48213  {FIRST}  ready  Lena Hoffmann  3 pieces  paid  A-03",
    ]


def test_only_one_state_as_json(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["pickups", "list", "--state", "ready", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["number"], json.loads(line)["bags"]) == ("W-48213", ["A-03"])
    assert tresen(["pickups", "list", "--state", "lost"]) == 2


@pytest.mark.parametrize("text", [FIRST, FIRST.lower(), "w-48213", "48213", "lena", ORDER])
def test_one_order_line_by_line(tresen: Tresen, capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert tresen(["pickups", "show", text]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"W-48213  {FIRST}  ready  Lena Hoffmann  3 pieces  paid  A-03",
        f"  order {ORDER} of web, placed 2026-11-20 13:41:00+00:00",
        "  1 parcels; ready 2026-11-21 12:41:00+00:00, kept until 2026-11-28 13:41:00+00:00, done never",
        "  1  SKU-1  Article 1  2 ordered, 2 picked",
        "  2  SKU-2  Article 2  1 ordered, 1 picked",
    ]


@pytest.mark.parametrize(("text", "code"), [("no-such", "pickup-unknown"), ("hoffmann", "pickup-ambiguous")])
def test_none_or_several_are_an_error_with_its_way_out(
    tresen: Tresen, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    assert tresen(["pickups", "show", text, "--json"]) == 1
    assert code in capsys.readouterr().err


def test_the_real_door_shows_what_the_till_did_itself(tmp_path: Path) -> None:
    with pytest.raises(Refused) as reason, doors().pickups(tmp_path):
        pass
    assert reason.value.code is Code.NOT_ENROLLED
    folder = Folder(tmp_path)
    folder.make()
    folder.save_enrolment(Enrolment("T03", "S0042", "Europe/Berlin", "catalog:eu1", "", "demo"))
    row = FeedItem(FEED_PICKUP, ORDER, 1, msgspec.Raw(msgspec.json.encode(ready(expires_ms=0))))
    with closing(SqliteReplicaWriter(tmp_path)) as writer:
        writer.apply(policy_page())
        writer.apply(FeedPage(pickups_stream("S0042"), 1, 0, 1, 1, (row,), {}, SOURCE_OF_TIME_MS))
    with doors().pickups(tmp_path) as pickups:
        assert len(pickups.lists()[0].ready) == 1, "before the first start there is no journal"
    with closing(open_till(folder)) as opened:
        opened.desk.operator = OperatorRow("7", "M. Demir", "cashier", "")
        collect = opened.till.collect
        flow, _ = collect.begin(collect.scan(parcel_label(ORDER, 1))[0])
        flow, _ = collect.prove(flow, FIRST)
        collect.hand_over(flow)
    with doors().pickups(tmp_path) as pickups:
        assert [one.state for one in pickups.lists()[0].done] == [HANDED_OVER]
