"""Customers in the replica: found while somebody types, and changed page by page. No window: the reader's call alone,
which the till makes on its look-up thread."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from pos.contract import PAGE_ITEMS_MAX
from pos.store import customers as store
from pos.store.replica import ReplicaReader
from pos.store.replica_writer import SqliteReplicaWriter
from tests.bench import bare, people
from tests.bench.people import People
from tests.bench.race import Row, Series, beside, race

ROUNDS, BLOCK = 10, 100
SHOWN = 8
PAGES = 20
BARE_FIND = f"SELECT rowid FROM customer_part WHERE customer_part MATCH ? LIMIT {SHOWN}"
BARE_ROW = "UPDATE customer SET ver = ver + 1, row = ? WHERE id = ?"


def customers(there: People, place: Path) -> list[Row]:
    return [*_found(there), *_applied(there, place)]


def _found(there: People) -> list[Row]:
    with closing(sqlite3.connect(f"file:{there.replica()}?mode=ro", uri=True)) as db:
        reader = ReplicaReader(there.path)

        def till(texts: Sequence[str]) -> list[float]:
            return [_taken(lambda text=text: reader.customers_by_name(text, SHOWN)) for text in texts]  # type: ignore[misc]

        def plain(texts: Sequence[str]) -> list[float]:
            asked = [query[0] for text in texts if (query := store.query(text))]
            return [_taken(lambda parts=parts: db.execute(BARE_FIND, (parts,)).fetchall()) for parts in asked]  # type: ignore[misc]

        strokes, misses, worst = (_block(texts) for texts in (there.strokes, there.misses, [there.worst]))
        keys = _block([row.keys[0] for row in islice(people.rows(there.customers), 1_000)])
        got = race(
            ROUNDS,
            {
                "till": lambda number: till(strokes(number)),
                "bare": lambda number: plain(strokes(number)),
                "worst": lambda number: till(worst(number)),
                "bare worst": lambda number: plain(worst(number)),
                "misses": lambda number: till(misses(number)),
                "bare misses": lambda number: plain(misses(number)),
                "key": lambda number: [_taken(lambda k=k: reader.customers_by_key(k)) for k in keys(number)],  # type: ignore[misc]
            },
        )
        reader.close()
    return [
        beside(f"customers: key → {SHOWN} rows", got["till"], got["bare"]),
        beside(f"  worst three letters ({there.worst!r}, {there.worst_fits:,} names)", got["worst"], got["bare worst"]),
        beside("  two such in nobody's name: no row", got["misses"], got["bare misses"]),
        Row("  a whole telephone number, by its hash", got["key"]),
    ]


def _applied(there: People, place: Path) -> list[Row]:
    """Customers come by: seen now, more points. On a copy, so that the next run finds what this one found."""
    copy = place / "customers-applied"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(there.path, copy)
    wanted = people.rows(there.customers)
    seen = (replace(r, seen_ms=people.SOURCE_OF_TIME_MS - k, points=r.points + 9) for k, r in enumerate(wanted))
    ours, plain = Series(), Series()
    with closing(SqliteReplicaWriter(copy)) as writer:
        pages = islice(people.pages(seen, start=there.customers, ver=2), min(PAGES, there.customers // PAGE_ITEMS_MAX))
        ours.values = [_taken(lambda page=page: writer.apply(page)) for page in pages]  # type: ignore[misc]
    with closing(sqlite3.connect(people.replica_file.current_file(copy) or "", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=NORMAL")
        for page in islice(people.pages(people.rows(there.customers)), len(ours.values)):
            start = time.perf_counter_ns()
            db.execute("BEGIN IMMEDIATE")
            db.executemany(BARE_ROW, [(bytes(item.d), item.id) for item in page.items])
            db.execute("COMMIT")
            plain.values.append(bare.ms(start))
    shutil.rmtree(copy)
    size = there.replica().stat().st_size // 1_000_000
    return [
        beside(f"a page of {PAGE_ITEMS_MAX:,} customers who came by", ours, plain, of="p50"),
        Row(f"the first fetch of all, {size:,} MB:", Series([there.first_fetch_s], "s")),
    ]


def _taken(call: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    call()
    return bare.ms(start)


def _block(of: Sequence[str]) -> Callable[[int], list[str]]:
    return lambda number: [of[(number * BLOCK + k) % len(of)] for k in range(BLOCK)]
