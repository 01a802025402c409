"""The feed: a cursor misses nothing, versions grow only when something changed, and a wrong cursor says what to do."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pytest

from pos import contract
from pos.central import feed
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.feed import Change
from pos.central.refusal import Refusal
from tests.central.actors import CATALOGUE, NOON, HandClock, Till

POLICY = "policy:S0042"


def publish(centre: Centre, stream: str, *changes: tuple[str, str | None]) -> dict[str, feed.Published]:
    """Articles id → JSON text; None takes one away."""
    rows = [Change("article", id_, None if data is None else data.encode()) for id_, data in changes]
    return centre.run(lambda db: feed.publish(db, {stream: rows}, centre.now_ms()))


def follow(till: Till, cursor: str | None = None, limit: int = 2) -> tuple[dict[str, tuple[int, bytes | None]], str]:
    """Read a stream to its end, as a till does: newest row per id (version, JSON or None), and the cursor then."""
    rows: dict[str, tuple[int, bytes | None]] = {}
    while True:
        page = till.centre.page(till.token, CATALOGUE, cursor, limit)
        for item in page.items:
            rows[item.id] = (item.ver, None if item.deleted else bytes(item.d))
        cursor = str(contract.Cursor(page.stream, page.gen, page.to))
        if page.to == page.head:
            return rows, cursor


def test_rows_come_in_pages_and_then_only_what_changed(till: Till, centre: Centre) -> None:
    publish(centre, CATALOGUE, *((f"A{n}", f'{{"n":{n}}}') for n in range(5)))
    rows, cursor = follow(till)
    assert rows == {f"A{n}": (1, f'{{"n":{n}}}'.encode()) for n in range(5)}
    assert follow(till, cursor)[0] == {}
    done = publish(
        centre, CATALOGUE, ("A1", '{"n":9}'), ("A2", '{"n":2}'), ("A3", None), ("new", "{}"), ("never", None)
    )
    assert done == {"article": feed.Published(added=1, changed=1, unchanged=1, removed=1)}
    rows, cursor = follow(till, cursor)
    assert rows == {"A1": (2, b'{"n":9}'), "A3": (2, None), "new": (1, b"{}")}
    publish(centre, CATALOGUE, ("A3", '{"n":3}'))
    assert follow(till, cursor)[0] == {"A3": (3, b'{"n":3}')}


def test_a_page_says_what_it_contains_of_this_stores_journals(till: Till, centre: Centre, clock: HandClock) -> None:
    till.opened()
    till.push()
    page = centre.page(till.token, CATALOGUE, None, 1)
    assert page.applied == {till.tag: 1}
    assert page.server_time == clock.now
    elsewhere = Till(centre, clock, store="S0043", seed=3)
    elsewhere.enrol()
    assert centre.page(elsewhere.token, CATALOGUE, None, 1).applied == {}


@pytest.mark.parametrize(
    ("stream", "cursor", "status", "code"),
    [
        (CATALOGUE, f"v1.{CATALOGUE}.1.0", 410, "generation-unknown"),
        (CATALOGUE, f"v1.{CATALOGUE}.{NOON}.1", 409, "ahead"),
        (CATALOGUE, f"v1.{POLICY}.{NOON}.0", 400, "message-unreadable"),
        (CATALOGUE, "nonsense", 400, "message-unreadable"),
        ("policy:S0043", None, 403, "stream-foreign"),
    ],
)
def test_a_cursor_that_does_not_fit(till: Till, stream: str, cursor: str | None, status: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        till.centre.page(till.token, stream, cursor, 10)
    assert (refused.value.status, refused.value.code) == (status, code)


def test_another_generation_names_the_place_to_begin(till: Till) -> None:
    with pytest.raises(Refusal) as refused:
        till.centre.page(till.token, CATALOGUE, f"v1.{CATALOGUE}.1.0", 10)
    snapshot = str(refused.value.facts["snapshot"])
    assert till.centre.page(till.token, CATALOGUE, snapshot, 10).start == 0


def test_a_rolled_back_publication_leaves_no_gap(till: Till, centre: Centre, database: Database) -> None:
    publish(centre, CATALOGUE, ("A1", "{}"))
    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        feed.publish(db, {CATALOGUE: [Change("article", "lost", b"{}")]}, NOON)
        raise ZeroDivisionError
    publish(centre, CATALOGUE, ("A2", "{}"))
    page = centre.page(till.token, CATALOGUE, None, 10)
    assert ([item.id for item in page.items], page.head) == (["A1", "A2"], 2)


def test_a_reader_beside_many_writers_misses_nothing(till: Till, centre: Centre) -> None:
    """Writers publish to two streams at once, some roll back; a reader that follows one has all of it at the end."""
    writers, rounds = 6, 12
    expected: dict[str, bytes] = {}
    guard = threading.Lock()
    failures: list[BaseException] = []

    def write(number: int) -> None:
        chance = random.Random(number)
        for round_ in range(rounds):
            id_, data = f"W{number}-{chance.randrange(4)}", f'{{"round":{round_}}}'.encode()
            shared = Change("article", f"shared-{chance.randrange(3)}", f'{{"by":{number}}}'.encode())
            changes = {CATALOGUE: [Change("article", id_, data), shared], POLICY: [shared]}
            doomed = chance.random() < 0.2

            def work(db: object, changes: dict[str, list[Change]] = changes, doomed: bool = doomed) -> None:
                feed.publish(db, changes, NOON)  # type: ignore[arg-type]
                if doomed:
                    raise ZeroDivisionError

            try:
                centre.run(work)
            except ZeroDivisionError:
                continue
            except BaseException as error:
                failures.append(error)
                return
            with guard:
                expected[id_] = data

    threads = [threading.Thread(target=write, args=(n,), name=f"writer {n}") for n in range(writers)]
    for thread in threads:
        thread.start()
    rows: dict[str, tuple[int, bytes | None]] = {}
    cursor: str | None = None
    while any(thread.is_alive() for thread in threads):
        news, cursor = follow(till, cursor, limit=3)
        rows.update(news)
    for thread in threads:
        thread.join()
    rows.update(follow(till, cursor)[0])
    assert not failures
    assert {id_: data for id_, (_, data) in rows.items() if not id_.startswith("shared")} == expected
    whole = centre.page(till.token, CATALOGUE, None, 2_000)
    assert {item.id: (item.ver, bytes(item.d)) for item in whole.items} == rows


def test_pushes_of_many_tills_at_once_are_all_there(
    centre: Centre, clock: HandClock, count: Callable[[str], int]
) -> None:
    tills = [Till(centre, clock, name=f"T{n:02d}", seed=n) for n in range(5)]
    for till in tills:
        till.enrol()
        till.opened()
        for n in range(9):
            till.sell(n + 1)
    failures: list[BaseException] = []

    def push(till: Till) -> None:
        try:
            for first in range(1, 11, 2):
                assert till.push(first, 2).code == "ok"
                assert till.push(first, 2).code == "ok"
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=push, args=(till,), name=till.name) for till in [*tills, tills[0]]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert (count("event"), count("receipt")) == (50, 45)
