"""Stock inside replica.db: one table for all locations, and which of the centre's words each row follows.

A row weighs some 22 bytes, a million of them with their tree about 30 MB: locations are small numbers, what is usually
nothing (reserved, incoming) takes no byte, rows lie in the order of articles without an index beside them.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from pos.contract import FeedItem, FeedPage
from pos.contract.goods import StockRow, stock_stream
from pos.domain.stock import Level
from pos.ports import StockHeld, Word

# `page`: end of the page that brought a row, and `stock_page` what that page said. It counts until the stream is whole
# again; then the stream's own word holds for every row and the pages are dropped. Without it a row that came with the
# first of several pages would be read with an older word, and own sales in it would be taken off once more.
TABLES: Final = """
CREATE TABLE place (n INTEGER PRIMARY KEY, location TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE stock (
    place INTEGER NOT NULL, sku TEXT NOT NULL, on_hand INTEGER NOT NULL, reserved INTEGER NOT NULL,
    incoming INTEGER NOT NULL, incoming_on INTEGER NOT NULL, ver INTEGER NOT NULL, page INTEGER NOT NULL,
    PRIMARY KEY (place, sku)
) STRICT, WITHOUT ROWID;
CREATE TABLE stock_page (
    place INTEGER NOT NULL, page INTEGER NOT NULL, as_of_ms INTEGER NOT NULL, applied TEXT NOT NULL,
    PRIMARY KEY (place, page)
) STRICT, WITHOUT ROWID;
"""
BY_SKUS: Final = (
    "SELECT s.sku, s.on_hand, s.reserved, s.incoming, s.incoming_on, coalesce(p.as_of_ms, c.whole_ms),"
    " coalesce(p.applied, c.applied) FROM place l JOIN stock s ON s.place = l.n"
    " JOIN cursor c ON c.stream = ? LEFT JOIN stock_page p ON p.place = s.place AND p.page = s.page"
    " WHERE l.location = ? AND s.sku IN ({})"
)
VALUES_AT_ONCE: Final = 500
PIECES_MOST: Final = 10**12

_Row = tuple[str, int, int, int, int, int]


class StockTables:
    """Changes stock inside a transaction of whoever calls."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def apply(self, location: str, items: Mapping[str, FeedItem], page: FeedPage) -> None:
        """Newest state of each article. A row that this version cannot read is not kept."""
        self._db.execute("INSERT OR IGNORE INTO place (location) VALUES (?)", (location,))
        (place,) = self._db.execute("SELECT n FROM place WHERE location = ?", (location,)).fetchone()
        rows, gone = [], []
        for sku, item in sorted(items.items()):
            row = _read(sku, item)
            if row is None:
                gone.append((place, sku, item.ver))
            else:
                rows.append((place, *row, page.to))
        self._db.executemany("DELETE FROM stock WHERE place = ? AND sku = ? AND ver <= ?", gone)
        self._db.executemany(
            "INSERT INTO stock VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place, sku) DO UPDATE SET"
            " on_hand = excluded.on_hand, reserved = excluded.reserved, incoming = excluded.incoming,"
            " incoming_on = excluded.incoming_on, ver = excluded.ver, page = excluded.page"
            " WHERE excluded.ver > stock.ver",
            rows,
        )
        if page.to == page.head:
            self._db.execute("DELETE FROM stock_page WHERE place = ?", (place,))
        else:
            self._db.execute(
                "INSERT OR REPLACE INTO stock_page VALUES (?, ?, ?, ?)",
                (place, page.to, page.server_time, msgspec.json.encode(page.applied).decode()),
            )

    def forget(self, location: str) -> None:
        """All that is known of one location."""
        for table in ("stock", "stock_page"):
            self._db.execute(
                f"DELETE FROM {table} WHERE place IN (SELECT n FROM place WHERE location = ?)", (location,)
            )


def location_of(stream: str) -> str | None:
    """Which location's stock a stream holds; None if it is another kind of stream."""
    beginning = stock_stream("")
    return stream.removeprefix(beginning) if stream.startswith(beginning) else None


def query(location: str, skus: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Question and values for at most VALUES_AT_ONCE articles; `held` reads the answer."""
    return BY_SKUS.format(", ".join("?" * len(skus))), (stock_stream(location), location, *skus)


def held(rows: Sequence[Any]) -> dict[str, StockHeld]:
    words: dict[tuple[int | None, str], Word] = {}
    found = {}
    for sku, on_hand, reserved, incoming, incoming_on, as_of_ms, applied in rows:
        key = (as_of_ms, applied)
        if key not in words:
            words[key] = Word(as_of_ms, msgspec.json.decode(applied, type=dict[str, int]))
        level = Level(on_hand, reserved, incoming, date.fromordinal(incoming_on).isoformat() if incoming_on else "")
        found[sku] = StockHeld(level, words[key])
    return found


def _read(sku: str, item: FeedItem) -> _Row | None:
    """(sku, on_hand, reserved, incoming, incoming_on, ver) as they are kept; None: a tombstone, or nothing that can be
    a stock.
    """
    if not item.deleted:
        with contextlib.suppress(msgspec.MsgspecError):
            row = msgspec.json.decode(item.d, type=StockRow)
            if all(abs(pieces) <= PIECES_MOST for pieces in (row.on_hand, row.reserved, row.incoming)):
                return sku, row.on_hand, row.reserved, row.incoming, _ordinal(row.incoming_on), item.ver
    return None


def _ordinal(day: str) -> int:
    """0: no day, or none that is one."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat(day).toordinal()
    return 0
