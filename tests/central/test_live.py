"""The live channel: hints come at once, to those they concern, and nothing of it can hold the centre up."""

from __future__ import annotations

import asyncio
import json
import socket
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from pos.base.clock import Ids
from pos.central import feed
from pos.central.centre import Centre, Health
from pos.central.control import hand_over
from pos.central.database import Database, address_file
from pos.central.live import Listener, Live
from pos.central.office import Order
from pos.central.refusal import Refusal
from pos.contract import EnrolRequest, Hint, from_json
from tests.central.actors import CATALOGUE, STORE, HandClock, Till
from tests.central.remote import RemoteCentre, Served
from tests.central.test_import import DEMO

POLICY = f"policy:{STORE}"
PATIENCE_S = 20


def change(n: int) -> dict[str, list[feed.Change]]:
    return {CATALOGUE: [feed.Change("article", f"L{n}", b'{"n":%d}' % n)]}


def publish(centre: Centre, *numbers: int) -> int:
    """Changes of the catalogue, one commit each; where it stands then."""
    for n in numbers:
        centre.run(lambda db, n=n: feed.publish(db, change(n), 1))  # type: ignore[misc]
    return centre.run(lambda db: feed.heads(db, [CATALOGUE]))[CATALOGUE]


async def heard(words: Any, until: Hint) -> list[str]:
    """What was said up to this hint."""
    lines: list[str] = []
    async with asyncio.timeout(PATIENCE_S):
        async for part in words.body_iterator:
            lines += part.decode().split("\n\n")[:-1]
            if f"data: {json.dumps({'stream': until.stream, 'pos': until.pos}, separators=(',', ':'))}" in lines:
                return lines
    raise AssertionError(f"it ended after {lines}")


async def to_its_end(words: Any) -> int:
    async with asyncio.timeout(PATIENCE_S):
        return len([part async for part in words.body_iterator])


def test_a_commit_is_told_to_those_who_named_the_stream(centre: Centre, till: Till) -> None:
    async def talk() -> tuple[list[str], list[str]]:
        live = Live(centre)
        other = Till(centre, till.clock, "T04", seed=2)
        other.enrol()
        all_of_it = await live.open(till.token, ())
        policy = await live.open(other.token, (POLICY,))
        pos = await asyncio.to_thread(publish, centre, 1)
        first = await heard(all_of_it, Hint(CATALOGUE, pos))
        rows = {POLICY: [feed.Change("quick_key", "1", b"{}")]}
        await asyncio.to_thread(centre.run, lambda db: feed.publish(db, rows, 1))
        stands = centre.run(lambda db: feed.heads(db, [POLICY]))[POLICY]
        second = await heard(policy, Hint(POLICY, stands))
        live.close()
        return first, second

    first, second = asyncio.run(talk())
    assert any(CATALOGUE in line for line in first)
    assert not any(CATALOGUE in line for line in second)


def test_what_moved_while_nobody_listened_is_said_first(centre: Centre, till: Till) -> None:
    pos = publish(centre, 1, 2)

    async def talk() -> list[str]:
        return await heard(await Live(centre).open(till.token, (CATALOGUE,)), Hint(CATALOGUE, pos))

    assert len(asyncio.run(talk())) == 1


def test_a_transaction_that_is_rolled_back_tells_nothing(centre: Centre) -> None:
    told: list[Any] = []
    centre.on_moved = told.append

    def fails(db: Any) -> None:
        feed.publish(db, change(1), 1)
        raise Refusal(404, "x")

    with pytest.raises(Refusal):
        centre.run(fails)
    centre.health()
    assert told == []
    pos = publish(centre, 1)
    assert told == [{CATALOGUE: pos}]


def test_what_another_process_commits_is_found(database: Database, centre: Centre, till: Till) -> None:
    another = Centre(database.transaction, till.clock, Ids(till.clock))

    async def talk() -> None:
        words = await Live(centre, others=True, watch_s=0.01).open(till.token, (CATALOGUE,))
        pos = await asyncio.to_thread(publish, another, 1)
        await heard(words, Hint(CATALOGUE, pos))
        pos = await asyncio.to_thread(publish, another, 2)
        await heard(words, Hint(CATALOGUE, pos))

    asyncio.run(talk())


def test_a_slow_reader_loses_hints_and_costs_no_memory() -> None:
    listener = Listener("token", {CATALOGUE: 1, POLICY: 0})
    for pos in range(2, 10_000):
        listener.moved(CATALOGUE, pos)
    assert listener.pending == {CATALOGUE: 9_999}


def test_silence_is_broken_by_heartbeats(centre: Centre, till: Till) -> None:
    async def talk() -> list[bytes]:
        words = await Live(centre, heartbeat_s=0.01).open(till.token, (POLICY,))
        said: list[bytes] = []
        async for part in words.body_iterator:
            said.append(bytes(part))  # type: ignore[arg-type]
            if len(said) == 4:
                break
        return said

    assert asyncio.run(talk())[1:] == [b":\n\n"] * 3


def test_a_revoked_till_and_a_token_that_is_over_are_cut_off(centre: Centre, till: Till, clock: HandClock) -> None:
    async def talk() -> None:
        live = Live(centre, watch_s=0.01)
        other = Till(centre, clock, "T04", seed=2)
        other.enrol()
        stays, goes = await live.open(till.token, ()), await live.open(other.token, ())
        await asyncio.to_thread(centre.revoke, STORE, "T04")
        await to_its_end(goes)
        await heard(stays, Hint(CATALOGUE, await asyncio.to_thread(publish, centre, 1)))
        clock.now += 61 * 60_000
        await to_its_end(stays)

    asyncio.run(talk())


def test_a_till_has_one_connection_and_the_newer_ends_the_older(centre: Centre, till: Till) -> None:
    async def talk() -> None:
        live = Live(centre)
        older = await live.open(till.token, ())
        newer = await live.open(till.token, ())
        await to_its_end(older)
        await heard(newer, Hint(CATALOGUE, await asyncio.to_thread(publish, centre, 1)))
        live.close()
        await to_its_end(newer)
        await to_its_end(await live.open(till.token, ()))  # the server is ending: so is whoever comes now

    asyncio.run(talk())


def test_only_the_tills_own_streams(centre: Centre, till: Till) -> None:
    async def talk(token: str | None) -> None:
        await Live(centre).open(token, ("policy:S0043",))

    for token, status in ((till.token, 403), (None, 401), ("stranger", 401)):
        with pytest.raises(Refusal) as refused:
            asyncio.run(talk(token))
        assert refused.value.status == status


# --- over HTTP ------------------------------------------------------------------------------------------------------


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path, "--demo", str(DEMO))
    yield one
    if one.process.returncode is None:
        assert one.stop() == 0
    assert one.log == ""


@pytest.fixture
def remote(served: Served) -> Till:
    """The demo's till, enrolled with the code of the ready line."""
    now = from_json(served.client.get("/v1/health").content, Health).server_time
    one = Till(cast(Centre, RemoteCentre(served.client)), HandClock(now))
    one.centre.enrol(EnrolRequest(served.ready.enrol_code, b64encode(one.public).decode(), "test"))
    one.sign_in()
    return one


def order(served: Served, told: Order) -> None:
    note = address_file(served.database)
    assert note is not None
    hand_over(note, told)


def hints(answer: httpx.Response) -> Iterator[Hint]:
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield from_json(line.removeprefix("data: ").encode(), Hint)


def test_hints_come_over_http_until_the_till_is_revoked(served: Served, remote: Till) -> None:
    table = b"sku,name,price\nLIVE1,Something new,1.00\n"
    headers = {"Authorization": f"Bearer {remote.token}"}
    with served.client.stream("GET", f"/v1/live?streams={CATALOGUE},{POLICY}", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = hints(answer)
        stood = {hint.stream: hint.pos for hint in (next(told), next(told))}
        order(served, Order("import-articles", files={"new.csv": table}))
        assert next(told) == Hint(CATALOGUE, stood[CATALOGUE] + 1)
        order(served, Order("revoke", {"store": STORE, "till": "T03"}))
        assert list(told) == []
    assert served.client.get("/v1/live", headers=headers).status_code == 403


def test_open_connections_do_not_hold_up_the_end(served: Served, remote: Till) -> None:
    host, port = served.ready.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as wire:
        wire.sendall(f"GET /v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {remote.token}\r\n\r\n".encode())
        assert wire.recv(100).startswith(b"HTTP/1.1 200")
        assert served.stop() == 0
        while wire.recv(10_000):
            pass
