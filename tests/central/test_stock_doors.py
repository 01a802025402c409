"""Stock as a web shop, a till and the back office find it: over HTTP, and by the command line."""

from __future__ import annotations

import contextlib
import io
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from pos import contract
from pos.central import cli
from pos.central.centre import Centre
from tests.central.actors import HandClock, Till
from tests.central.remote import RemoteCentre, Served
from tests.central.shelves import PLACES, sale_of
from tests.central.test_import import DEMO

STOCK = "location,sku,on_hand,incoming,incoming_on\nS0042,A1,10,,\nS0042,B2,0,12,2026-12-01\nWEB,A1,100,,\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A centre that was set up by its verbs while it ran."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "places.csv").write_text(PLACES)
    (folder / "stock.csv").write_text(STOCK)
    one = Served(folder, "--demo", str(DEMO))
    verb(one, "import-locations", str(folder / "places.csv"))
    verb(one, "stock", "import", str(folder / "stock.csv"))
    yield one
    assert one.stop() == 0
    assert one.log == ""


@pytest.fixture(scope="module")
def key(served: Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {json.loads(verb(served, 'channel-key', 'shop', '--json'))['key']}"}


@pytest.fixture(scope="module")
def till(served: Served) -> Till:
    one = Till(
        cast(Centre, RemoteCentre(served.client)), HandClock(served.client.get("/v1/health").json()["server_time"])
    )
    code = served.ready.enrol_code
    one.centre.enrol(contract.EnrolRequest(code, b64encode(one.public).decode(), "test"))
    one.sign_in()
    return one


def verb(served: Served, *words: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert cli.main([*words, "--database", served.database]) == 0
    return said.getvalue()


def available(served: Served, key: dict[str, str], query: str) -> list[tuple[str, str, int]]:
    answer = served.client.get(f"/v1/availability?{query}", headers=key)
    assert answer.status_code == 200, answer.text
    return [(one["location"], one["sku"], one["available"]) for one in answer.json()]


def test_a_shop_asks_for_several_articles_and_places(served: Served, key: dict[str, str]) -> None:
    expected = [("S0042", "A1", 10), ("S0042", "B2", 0), ("WEB", "A1", 100), ("WEB", "B2", 0)]
    assert available(served, key, "sku=A1,B2&store=S0042,WEB") == expected
    assert available(served, key, "sku=A1&sku=B2&store=WEB&store=S0042") == expected


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("sku=A1", 400, "message-unreadable"), ("store=S0042", 400, "message-unreadable"),
        ("sku=A1&store=S0099", 404, "location-unknown"),
        (f"sku={','.join(f'K{n}' for n in range(101))}&store=S0042", 413, "too-large"),
    ],
)  # fmt: skip
def test_a_question_that_is_none(served: Served, key: dict[str, str], query: str, status: int, code: str) -> None:
    answer = served.client.get(f"/v1/availability?{query}", headers=key)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_stranger_may_not_ask_elsewhere(served: Served, till: Till) -> None:
    for bearer in ("wrong", till.token):
        answer = served.client.put(
            "/v1/reservations/r0", headers={"Authorization": f"Bearer {bearer}"},
            json={"location": "S0042", "lines": [{"sku": "A1", "quantity": 1}]},
        )  # fmt: skip
        assert answer.status_code == 401
    wrong = served.client.get("/v1/stock?sku=A1", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401


def test_pieces_are_lent_and_given_back(served: Served, key: dict[str, str]) -> None:
    def put(id_: str, quantity: int) -> tuple[int, dict[str, Any]]:
        body = {"location": "WEB", "lines": [{"sku": "A1", "quantity": quantity}], "ttl_s": 600}
        answer = served.client.put(f"/v1/reservations/{id_}", headers=key, json=body)
        return answer.status_code, answer.json()

    assert put("r1", 60) == (200, {"id": "r1", "state": "live", "ttl_s": 600})
    status, problem = put("r2", 60)
    assert (status, problem["code"], problem["facts"]) == (
        409, "out-of-stock", {"sku": "A1", "available": 40, "wanted": 60},
    )  # fmt: skip
    assert served.client.delete("/v1/reservations/r1", headers=key).json()["state"] == "over"
    assert available(served, key, "sku=A1&store=WEB") == [("WEB", "A1", 100)]


def test_a_till_sees_what_channels_did_and_what_it_said_itself(served: Served, key: dict[str, str], till: Till) -> None:
    move = {"location": "WEB", "at_ms": 1, "why": "sold", "lines": [{"sku": "A1", "on_hand": -7}]}
    for _ in range(2):
        assert served.client.put("/v1/movements/m1", headers=key, json=move).status_code == 200
    other = {**move, "lines": [{"sku": "A1", "on_hand": -8}]}
    assert served.client.put("/v1/movements/m1", headers=key, json=other).status_code == 409
    sale_of(till, "A1", 3)
    till.push()
    answer = served.client.get("/v1/stock?sku=A1", headers={"Authorization": f"Bearer {till.token}"}).json()
    levels = {place["location"]: place["on_hand"] for place in answer["places"]}
    assert (levels["S0042"], levels["WEB"], answer["applied"]) == (7, 93, {till.tag: 1})
    assert next(place for place in answer["places"] if place["location"] == "S0042")["heard_ms"] > 0


def test_the_description_names_these_doors(served: Served) -> None:
    paths = served.client.get("/openapi.json").json()["paths"]
    asked = {one["name"] for one in paths["/v1/availability"]["get"]["parameters"]}
    assert asked == {"store", "sku"}
    body = paths["/v1/reservations/{name}"]["put"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/ReservationPut"}


def test_words_for_a_terminal(served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = verb(served, "availability", "B2", "--store", "S0042")
    assert said.startswith("B2             S0042: 0 available (0 on hand, 0 reserved, 0 kept back; heard ")
    baskets = tmp_path / "baskets.csv"
    lines = [f"{n},{code},1" for n in range(200) for code in (("22697", "22699") if n < 20 else ("22423",))]
    baskets.write_text("\n".join(("invoice_no,stock_code,quantity", *lines)))
    assert "relations" in verb(served, "relate", "--baskets", str(baskets))
    assert verb(served, "relate").startswith("sales: 1650 rows of relations")
    assert cli.main(["availability", "B2", "--store", "S0099", "--database", served.database]) == 1
    assert "There is no place S0099. Import it with import-locations." in capsys.readouterr().err
