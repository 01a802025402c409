"""Online orders inside replica.db: a table that lists and finds without reading a single order, and decodes what is
shown.

What a search looks at stands in an index of its own (`pickup_find`): five thousand orders are some 400 kB, walked in
a millisecond; only the rows that are shown are read and decoded.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pos.contract import FeedItem
from pos.contract.goods import pickups_stream
from pos.domain.collect import DONE, READY, TO_PICK, Pickup
from pos.domain.pickup_code import parcels_of, read_typed
from pos.store.customers import words

# `due`: by what the lists are ordered: what is to be picked by its deadline, what is ready by when it came, what is
# done by when that was, newest first. `found`: number, code and the words of the name as one text, for fragments
# anywhere; `label`: what the labels of its parcels begin with.
TABLES: Final = """
CREATE TABLE pickup (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, due INTEGER NOT NULL, found TEXT NOT NULL, code TEXT NOT NULL,
    label TEXT NOT NULL, ver INTEGER NOT NULL, row BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pickup_list ON pickup (state, due);
CREATE INDEX pickup_find ON pickup (state, found, due);
CREATE INDEX pickup_code ON pickup (code);
CREATE INDEX pickup_label ON pickup (label);
"""
BY_ID: Final = "SELECT row FROM pickup WHERE id = ?"
BY_LABEL: Final = "SELECT row FROM pickup WHERE label = ? LIMIT 1"
BY_CODE: Final = "SELECT row FROM pickup WHERE code = ? ORDER BY due LIMIT ?"
SAME_CODE_MOST: Final = 10
DECODED_MOST: Final = 3_000
# The centre takes them out of the stream after two days; a till that it cannot reach does so by itself.
DONE_KEPT_MS: Final = 7 * 86_400_000
COUNTS: Final = "SELECT state, count(*) FROM pickup GROUP BY state"
LISTED: Final = "SELECT row FROM pickup WHERE state = ? ORDER BY due LIMIT ?"
DONE_LAST: Final = f"state IN ({', '.join(repr(state) for state in DONE)})"
BY_TEXT: Final = (
    "SELECT row FROM pickup WHERE id IN (SELECT id FROM pickup INDEXED BY pickup_find WHERE {} ORDER BY"
    f" {DONE_LAST}, due LIMIT ?) ORDER BY {DONE_LAST}, due"
)
HOLDS: Final = "instr(found, ?) > 0"


class Decoded:
    """Orders as they are read: a screen asks for all its lists at each change, and most rows are what they were."""

    def __init__(self) -> None:
        self._orders: dict[bytes, Pickup] = {}

    def of(self, rows: Iterable[tuple[bytes]]) -> list[Pickup]:
        """Those that can be decoded; each once, until its row changes."""
        if len(self._orders) > DECODED_MOST:
            self._orders.clear()
        found = []
        for (row,) in rows:
            order = self._orders.get(row)
            if order is None:
                with contextlib.suppress(msgspec.MsgspecError):
                    order = self._orders[row] = msgspec.json.decode(row, type=Pickup)
            if order is not None:
                found.append(order)
        return found


class PickupTables:
    """Changes orders inside a transaction of whoever calls."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def apply(self, items: Mapping[str, FeedItem]) -> None:
        """Newest state of each order. A row that this version cannot read is not kept."""
        rows, gone = [], []
        for id_, item in sorted(items.items()):
            order = _read(item)
            if order is None:
                gone.append((id_, item.ver))
            else:
                found, label = found_by(order), parcels_of(id_)
                rows.append((id_, order.state, _due(order), found, order.code, label, item.ver, bytes(item.d)))
        self._db.executemany("DELETE FROM pickup WHERE id = ? AND ver <= ?", gone)
        self._db.executemany(
            "INSERT INTO pickup VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
            " due = excluded.due, found = excluded.found, code = excluded.code, label = excluded.label,"
            " ver = excluded.ver, row = excluded.row WHERE excluded.ver > pickup.ver",
            rows,
        )

    def expire(self, before_ms: int) -> int:
        """Drop what was done before then (UTC ms); how many."""
        return self._db.execute(f"DELETE FROM pickup WHERE {DONE_LAST} AND due > ?", (-before_ms,)).rowcount

    def forget(self) -> None:
        self._db.execute("DELETE FROM pickup")


def is_pickups(stream: str) -> bool:
    return stream.startswith(pickups_stream(""))


def query(text: str) -> tuple[str, tuple[str, ...]]:
    """The question for orders whose number, code or name holds every word of ``text``; empty for nothing to look
    for.
    """
    typed = [*words(text)]
    code = read_typed(text)
    if code is not None and len(typed) > 1:  # a code said in groups
        typed = [code.casefold()]
    return BY_TEXT.format(" AND ".join([HOLDS] * len(typed))) if typed else "", tuple(typed)


def found_by(order: Pickup) -> str:
    """By what an order is found: W-48213 by ``w48213`` and any part of it."""
    number = "".join(words(order.number))
    return " ".join([number, *words(order.number), order.code.casefold(), *words(order.name)])


def _due(order: Pickup) -> int:
    if order.state in DONE:
        return -order.done_ms
    if order.state in TO_PICK:
        return order.ready_by_ms or order.placed_ms
    return -max(order.here_ms, order.ready_ms) if order.state == READY and order.here_ms else order.ready_ms


def _read(item: FeedItem) -> Pickup | None:
    """None: a tombstone, or nothing that can be an order."""
    if not item.deleted:
        with contextlib.suppress(msgspec.MsgspecError):
            order = msgspec.json.decode(item.d, type=Pickup)
            if all(abs(time) < 2**62 for time in _times(order)):
                return order
    return None


def _times(order: Pickup) -> Sequence[int]:
    return order.placed_ms, order.ready_by_ms, order.ready_ms, order.done_ms, order.here_ms
