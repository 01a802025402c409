"""The doors as a till, a browser and a stranger find them: a real server in its own process."""

from __future__ import annotations

import gzip
import json
import os
import socket
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import pytest

from pos import contract
from pos.central import openapi
from pos.central.app import BODY_MOST
from pos.central.centre import Centre
from pos.central.control import hand_over
from pos.central.database import address_file
from pos.central.office import Order
from pos.central.refusal import Refusal
from pos.domain import events
from tests.central.actors import DAY, HandClock, Till
from tests.central.remote import RemoteCentre, Served
from tests.central.test_import import DEMO


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    one = Served(tmp_path_factory.mktemp("demo"), "--demo", str(DEMO))
    yield one
    assert one.stop() == 0
    assert one.log == ""


@pytest.fixture(scope="module")
def till(served: Served) -> Till:
    """The demo's till, enrolled with the code of the ready line."""
    health = json.loads(served.client.get("/v1/health").content)
    one = Till(cast(Centre, RemoteCentre(served.client)), HandClock(health["server_time"]))
    key = b64encode(one.public).decode()
    answer = one.centre.enrol(contract.EnrolRequest(served.ready.enrol_code, key, "test"))
    assert (answer.till, answer.store, answer.zone) == ("T03", "S0042", "Europe/Berlin")
    one.sign_in()
    return one


def test_a_till_pushes_and_is_told_gap_and_fork(till: Till) -> None:
    till.open_journal()
    till.opened()
    till.sell(1999)
    assert till.hello().acked_seq == 0
    assert till.push(2).code == "gap"
    answer = till.push()
    assert (answer.code, answer.acked_hash) == ("ok", till.hashes[2])
    assert till.push().outcomes == answer.outcomes
    till.lines[1] = till.lines[1].replace(b"Mara", b"Mera")
    assert (till.push().code, till.push().at) == ("fork", 2)


def test_gap_and_fork_come_with_409(till: Till, served: Served) -> None:
    till.open_journal()
    till.opened()
    till.opened()
    headers = {"Authorization": f"Bearer {till.token}"}
    answer = served.client.post(f"/v1/journals/{till.journal}/events", content=till.batch(2), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "gap")


def test_a_push_may_come_gzipped(till: Till, served: Served) -> None:
    till.open_journal()
    till.opened()
    headers = {"Authorization": f"Bearer {till.token}", "Content-Encoding": "gzip"}
    path = f"/v1/journals/{till.journal}/events"
    assert served.client.post(path, content=gzip.compress(till.batch()), headers=headers).json()["acked_seq"] == 1
    bomb = gzip.compress(b" " * (BODY_MOST + 1))
    cases = {bomb: 413, b"no gzip": 400, gzip.compress(till.batch())[:-4]: 400, b"x" * (BODY_MOST + 1): 413}
    for body, status in cases.items():
        assert served.client.post(path, content=body, headers=headers).status_code == status
    strange = {**headers, "Content-Encoding": "br"}
    assert served.client.post(path, content=b"x", headers=strange).status_code == 415


def test_the_whole_demo_catalogue_comes_in_two_pages(till: Till, served: Served) -> None:
    page = till.centre.page(till.token, "catalog:main", None, contract.PAGE_ITEMS_MAX)
    cursor = str(contract.Cursor("catalog:main", page.gen, page.to))
    rest = till.centre.page(till.token, "catalog:main", cursor, contract.PAGE_ITEMS_MAX)
    assert Counter(item.k for item in (*page.items, *rest.items)) == {"article": 1_650, "related": 1_650}
    assert rest.to == rest.head and {item.k for item in page.items[:1_650]} == {"article"}, (
        "what can be sold comes first"
    )
    policy = till.centre.page(till.token, "policy:S0042", None, 2_000)
    kinds = [item.k for item in policy.items]
    assert {k: kinds.count(k) for k in set(kinds)} == {
        "store": 1,
        "policy": 1,
        "rate": 6,
        "operator": 6,
        "location": 5,
        "pickup_key": 1,
        "loyalty": 1,
        "quick_key": 12,
    }
    with pytest.raises(Refusal) as refused:
        till.centre.page(till.token, "catalog:main", "v1.catalog:main.7.1", 1)
    assert (refused.value.status, str(refused.value.facts["snapshot"])[-2:]) == (410, ".0")


def test_a_till_that_dies_in_the_middle_of_a_push_leaves_no_noise(till: Till, served: Served) -> None:
    host, port = served.ready.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as wire:
        wire.sendall(
            f"POST /v1/journals/{till.journal}/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nhalf".encode()
        )
    assert served.client.get("/v1/health").status_code == 200  # and the log stays empty: see the fixture


def test_quarantine_takes_anything(till: Till) -> None:
    assert till.centre.quarantine(till.token, "", 0, bytes(range(256))).code == "ok"
    with pytest.raises(Refusal) as refused:
        till.centre.quarantine(till.token, "", 0, b"x" * 1_000_001)
    assert refused.value.status == 413


def test_own_lines_can_be_read_back(till: Till, served: Served) -> None:
    till.open_journal()
    till.opened()
    till.sell(1)
    till.push()
    headers = {"Authorization": f"Bearer {till.token}"}
    answer = served.client.get(f"/v1/journals/{till.journal}/events?after=0", headers=headers)
    assert answer.content.splitlines() == till.lines


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/v1/hello", 400, "message-unreadable"),
        ("POST", "/v1/enrol", 400, "message-unreadable"),
        ("POST", "/v1/journals/x/events", 401, "token-missing"),
        ("GET", "/v1/journals/x/events", 401, "token-missing"),
        ("GET", "/v1/journals/x/events?after=many", 400, "message-unreadable"),
        ("GET", "/v1/feed/catalog:main", 401, "token-missing"),
        ("POST", "/v1/quarantine", 401, "token-missing"),
        ("POST", "/v1/office", 401, "office-only"),
        ("GET", "/docs", 404, "no-such-door"),
        ("PUT", "/v1/hello", 405, "no-such-door"),
    ],
)
def test_every_refusal_is_a_problem(served: Served, method: str, path: str, status: int, code: str) -> None:
    answer = served.client.request(method, path, content=b"nonsense")
    problem = contract.from_json(answer.content, contract.Problem)
    assert (answer.status_code, problem.code) == (status, code)
    assert problem.server_time > 0


def test_reports_are_open_in_a_demo_to_this_machine_only_by_its_name(till: Till, served: Served) -> None:
    till.open_journal()
    till.sell(4242, day="1999-12-31")
    till.push()
    report = served.client.get("/v1/reports/day?day=1999-12-31").json()
    assert report["stores"][0]["totals"]["total_minor"] == 4242
    whole = served.client.get("/v1/reports/reconcile").json()
    assert all(journal["whole"] for journal in whole["journals"])
    rebound = {"Host": "evil.example"}
    for path in ("/", "/v1/reports/day", "/v1/reports/reconcile", "/v1/review"):
        assert served.client.get(path, headers=rebound).status_code == 401


def test_the_page_escapes_and_loads_nothing(till: Till, served: Served) -> None:
    till.open_journal()
    till.write(events.Incident("<script>alert(1)</script>", {"<b>": "&"}))
    till.push()
    answer = served.client.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "Demo" in answer.text
    assert "http" not in answer.text.replace("http-equiv", "")


def test_the_description_names_every_door(served: Served) -> None:
    described = served.client.get("/openapi.json").json()
    doors = {(path, method) for path, methods in described["paths"].items() for method in methods}
    assert ("/v1/journals/{journal}/events", "post") in doors
    assert len(doors) == len(openapi.DOORS)
    answer = described["paths"]["/v1/hello"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/HelloAnswer"}
    assert "acked_seq" in described["components"]["schemas"]["JournalState"]["properties"]


def test_reports_outside_a_demo_need_the_key(tmp_path: Any) -> None:
    served = Served(tmp_path, env={**os.environ, "TRESEN_OFFICE_KEY": "Sesame"})
    try:
        assert served.ready.enrol_code == ""
        client = served.client
        assert client.get("/v1/reports/day").status_code == 401
        assert "Basic" in client.get("/").headers["www-authenticate"]
        assert client.get("/v1/reports/day", headers={"Authorization": "Bearer Sesame"}).status_code == 200
        assert client.get("/", auth=("office", "Sesame")).status_code == 200
        assert client.get("/", auth=("office", "sesame")).status_code == 401
        assert client.get("/", headers={"Authorization": "Basic ###"}).status_code == 401
    finally:
        assert served.stop() == 0


def test_today_in_the_demo_is_a_day(served: Served) -> None:
    stores = served.client.get("/v1/reports/day").json()["stores"]
    assert [store["store"] for store in stores] == ["S0042"]
    assert stores[0]["day"] >= DAY[:4]


def test_customers_are_asked_and_put_over_http(served: Served, till: Till) -> None:
    mine = {"Authorization": f"Bearer {till.token}"}
    found = served.client.get("/v1/customers", params={"q": "hoffm"}, headers=mine)
    assert found.headers["cache-control"] == "no-store"
    (lena,) = json.loads(found.content)["customers"]
    whose = f"/v1/customers/{lena['id']}"
    assert json.loads(served.client.get(whose, headers=mine).content)["customers"] == [lena]
    assert json.loads(served.client.get(f"{whose}/contact", headers=mine).content)["card"] == "22048817"
    asked = json.dumps({"id": "h1", "customer": lena["id"], "points": 500})
    assert json.loads(served.client.post("/v1/holds", content=asked, headers=mine).content)["points"] == 500
    assert served.client.delete("/v1/holds/h1", headers=mine).status_code == 200
    order = Order("channel-key", {"channel": "web"})
    note = address_file(served.database)
    assert note is not None
    key = {"Authorization": f"Bearer {hand_over(note, order).key}"}
    body = {"customer": lena["id"], "at_ms": lena["seen_ms"], "currency": "EUR", "total_minor": 1_000, "number": "W-1"}
    for _ in range(2):
        put = served.client.put("/v1/orders/W-1", content=json.dumps(body), headers=key)
        assert (put.status_code, json.loads(put.content)["points"]) == (200, lena["points"] + 10)
    other = json.dumps({**body, "total_minor": 2_000})
    assert served.client.put("/v1/orders/W-1", content=other, headers=key).status_code == 409
    assert served.client.put("/v1/orders/W-2", content=json.dumps(body), headers=mine).status_code == 401
    assert json.loads(served.client.get(f"{whose}/points", headers=key).content)["points"] == lena["points"] + 10
    assert served.client.get(whose, headers=key).status_code == 401


def test_records_are_merged_and_parted_by_the_back_office(served: Served) -> None:
    asked = json.dumps({"customer": "17850", "into": "17809", "by": "Aylin"})
    assert json.loads(served.client.post("/v1/customers/merge", content=asked).content)["into"] == "17809"
    assert json.loads(served.client.post("/v1/customers/unmerge", content=asked).content)["into"] == "17850"
    stranger = served.client.post("/v1/customers/merge", content=asked, headers={"Host": "elsewhere.example"})
    assert stranger.status_code == 401
