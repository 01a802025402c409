"""From the commit of a change of stock at the centre until it is painted on a till that shows the article, while two
hundred tills in fifty stores are connected; and orders that are found among five thousand.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from pos.bootstrap.enrolment import enrol
from pos.bootstrap.selling import MoneyThread
from pos.contract import FeedItem, FeedPage
from pos.contract.goods import FEED_PICKUP, pickups_stream
from pos.domain.collect import HANDED_OVER, READY, RESERVED, Pickup, PickupLine
from pos.domain.pickup_code import typed_code
from pos.services.own_moves import OwnMoves
from pos.services.pickups import Pickups
from pos.store import replica_file
from pos.store.files import Folder
from pos.store.replica import ReplicaReader
from pos.store.replica_writer import SqliteReplicaWriter
from tests.bench import bare
from tests.bench.crowd import SKU, Crowd, crowd
from tests.bench.people import FAMILY, GIVEN
from tests.bench.race import Child, Row, Series, beside, race

CHANGES = 300
WARM = 10
PATIENCE_S = 30
ORDERS = 5_000
ROUNDS, BLOCK = 10, 100
BARE_FIND = "SELECT id FROM pickup INDEXED BY pickup_find WHERE instr(found, ?) > 0 ORDER BY due LIMIT 20"


def live(place: Path) -> list[Row]:
    """The till is a real one with its helper; the change comes by HTTP as a web shop's would."""
    folder = Folder(place / "live-till")
    shutil.rmtree(folder.path, ignore_errors=True)
    with crowd(place / "crowd") as centre:
        enrol(folder, centre.url, centre.code, "demo")
        with MoneyThread(folder, centre.url, lambda name: None) as stage:
            stage.connect()
            _until(lambda: bool(stage.money(lambda till: till.shelves.levels([SKU]))))
        with Child("till", "--data", str(folder.path), "--centre", centre.url) as till:
            till.ask("article", SKU)
            painted, paths = Series(), Series()
            for number in range(CHANGES + WARM):
                taken = _changed(centre, till, number)
                if number >= WARM:
                    painted.values.append(taken)
                    paths.values.append(_round_trip(centre.url))
    told = f"centre's commit → painted, {centre.listeners + 1} tills connected"
    return [
        beside(told, painted, paths),
        Row("  in it: a loopback round trip to the centre", paths),
    ]


def _changed(centre: Crowd, till: Child, number: int) -> float:
    """One piece leaves the store; milliseconds from the centre's answer until the till shows it."""
    till.begin("figure", str(1000 - number - 1))
    line = {"sku": SKU, "on_hand": -1}
    body = {"location": centre.store, "at_ms": 1, "why": "web-sale", "lines": [line]}
    centre.put(f"/v1/movements/m-{number}", body)
    committed = time.perf_counter_ns()
    (shown,) = till.end()
    return max(0.0, (shown - committed) / 1e6)


def _round_trip(url: str) -> float:
    start = time.perf_counter_ns()
    with urllib.request.urlopen(url + "/v1/health", timeout=10) as answer:
        json.loads(answer.read())
    return bare.ms(start)


def _until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not so():
        if time.monotonic() > end:
            raise RuntimeError("the till was not told")
        time.sleep(0.05)


def orders(place: Path) -> list[Row]:
    """No window: the reader's calls alone, which the till makes on its look-up thread."""
    path = place / f"orders-{ORDERS}-v{replica_file.SCHEMA}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    made = [_order(n) for n in range(ORDERS)]
    with closing(SqliteReplicaWriter(path)) as writer:
        for start in range(0, ORDERS, 1000):
            items = tuple(
                FeedItem(FEED_PICKUP, one.id, 1, msgspec.Raw(msgspec.json.encode(one)))
                for one in made[start : start + 1000]
            )
            stream = pickups_stream("S0042")
            writer.apply(FeedPage(stream, 1, start, start + len(items), ORDERS, items, {}, 1))
    reader = ReplicaReader(path)
    pickups = Pickups(reader, OwnMoves())
    typed = [text for one in made[:400] for text in (one.number[-4:], one.name.split()[1][:5].lower(), one.code)]
    replica = replica_file.current_file(path)
    with closing(sqlite3.connect(f"file:{replica}?mode=ro", uri=True)) as db:
        got = race(
            ROUNDS,
            {
                "find": lambda n: [_taken(lambda t=t: pickups.find(t)) for t in _block(typed, n)],  # type: ignore[misc]
                "bare": lambda n: [
                    _taken(lambda t=t: db.execute(BARE_FIND, (t.lower(),)).fetchall())  # type: ignore[misc]
                    for t in _block(typed, n)
                ],
                "lists": lambda _: [_taken(pickups.lists) for _ in range(BLOCK // 10)],
            },
        )
    reader.close()
    return [
        beside(f"orders: key → found among {ORDERS:,}", got["find"], got["bare"]),
        Row("  all lists of the screen", got["lists"]),
    ]


def _order(n: int) -> Pickup:
    id_ = f"0190b000-0000-7000-8000-{n:012x}"
    lines = tuple(PickupLine(k, f"A-{(n * 7 + k) % 900}", f"Article {k}", 1 + k % 3, 999) for k in range(1, 4))
    state = (RESERVED, READY, READY, HANDED_OVER)[n % 4]
    name = f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // 7 % len(FAMILY)]}"
    return Pickup(
        id_, f"W-{40_000 + n}", "S0042", "web", 1_000 + n, "EUR", lines, state, code=typed_code(id_), name=name,
        ready_ms=n + 1, done_ms=n if state == HANDED_OVER else 0, bags=(f"B-{n % 90}",), parcels=1,
    )  # fmt: skip


def _block(of: list[str], number: int) -> list[str]:
    return [of[(number * BLOCK + k) % len(of)] for k in range(BLOCK)]


def _taken(call: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    call()
    return bare.ms(start)
