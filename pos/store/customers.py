"""Customers inside replica.db: their tables, how a fragment of a name finds them, and how a page changes them.

SQLite's own trigram index ignores accents only from 3.45 on and answers nothing below three letters, so the fragments
are cut here: every three letters in a row inside a word, and the first one and two letters of each word behind a mark.
"""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

import msgspec
from msgspec import Struct

from pos.contract import FeedItem
from pos.domain.customer import NAME_MOST, SHORTEST_NAME

# A customer's `place` says when they were seen last, newest first (`_place`), so the index of fragments gives that
# order without sorting. What moves with each sale is therefore kept apart from the row, which may be long; `name` is
# what the index was fed with: it forgets a name only if told the same name again. Of a key eight bytes are kept.
TABLES: Final = """
CREATE TABLE customer (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ver INTEGER NOT NULL, place INTEGER NOT NULL, row BLOB NOT NULL
) STRICT;
CREATE TABLE customer_place (
    place INTEGER PRIMARY KEY, n INTEGER NOT NULL, seen_ms INTEGER NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE TABLE customer_key (key INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE customer_part USING fts5 (parts, content='', detail='none', columnsize=0, tokenize='ascii');
"""
BY_ID: Final = "SELECT row FROM customer WHERE id = ?"
BY_KEY: Final = "SELECT c.row FROM customer_key k JOIN customer c ON c.n = k.n WHERE k.key = ? ORDER BY c.place"
BY_PARTS: Final = (
    "SELECT c.row FROM customer_part i CROSS JOIN customer_place p ON p.place = i.rowid"
    " CROSS JOIN customer c ON c.n = p.n WHERE i.customer_part MATCH ?{} ORDER BY i.rowid LIMIT ?"
)
HOLDS: Final = " AND instr(p.name, ?) > 0"

DAY_MS: Final = 86_400_000
MINUTE_MS: Final = 60_000
LAST_MINUTE: Final = 2**27
SLOT_BITS: Final = 20
VALUES_AT_ONCE: Final = 500
EXPIRED_AT_ONCE: Final = 2_000
BEGINNING: Final = "·"  # before the first letters of a word; no word holds it
# Letters that are no letter with an accent to Unicode, but to somebody who types a name.
ALIKE: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)  # casefold has made "ss" of "ß"


class _Indexed(Struct, frozen=True):
    """What of a customer's row the tables beside it hold."""

    given: str = ""
    family: str = ""
    seen_ms: int = 0
    keys: tuple[str, ...] = ()


class _Known(Struct, frozen=True):
    """A customer as the tables have them. ``n``: their number in this file."""

    n: int
    ver: int
    place: int
    seen_ms: int
    name: str
    keys: tuple[int, ...]


class CustomerTables:
    """Changes customers inside a transaction of whoever calls."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def apply(self, items: Mapping[str, FeedItem], now_ms: int, oldest_ms: int) -> None:
        """Newest state of each id. A row that this version cannot read, or nobody has seen since ``oldest_ms``, is
        not kept; one that does not say when is as old as its page (``now_ms``).
        """
        known = self._known("id", list(items))
        items = {id_: item for id_, item in items.items() if id_ not in known or item.ver > known[id_].ver}
        rows = {id_: row for id_, item in items.items() if (row := _indexed(item)) is not None}
        rows = {id_: row for id_, row in rows.items() if (row.seen_ms or now_ms) >= oldest_ms}
        places = self._places(rows, known)
        free = self._db.execute("SELECT coalesce(max(n), 0) FROM customer").fetchone()[0] + 1
        after: dict[str, _Known] = {}
        for id_, row in rows.items():
            n, free = (known[id_].n, free) if id_ in known else (free, free + 1)
            keys = tuple(key_number(key) for key in row.keys)
            name = " ".join(words(f"{row.given} {row.family}"))
            after[id_] = _Known(n, items[id_].ver, places[id_], row.seen_ms or now_ms, name, keys)
        self._exchange({id_: known[id_] for id_ in items if id_ in known}, after)
        self._db.executemany(
            "INSERT INTO customer (n, id, ver, place, row) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (n) DO UPDATE SET ver = excluded.ver, place = excluded.place, row = excluded.row",
            [(new.n, id_, new.ver, new.place, bytes(items[id_].d)) for id_, new in after.items()],
        )
        self._db.executemany(
            "DELETE FROM customer WHERE n = ?", [(known[i].n,) for i in items if i in known and i not in after]
        )

    def expire(self, oldest_ms: int) -> int:
        """Drop some of those not seen since ``oldest_ms``; how many it were, 0: there are no more."""
        query = "SELECT n FROM customer_place WHERE seen_ms < ? LIMIT ?"
        numbers = [n for (n,) in self._db.execute(query, (oldest_ms, EXPIRED_AT_ONCE))]
        self._exchange(self._known("n", numbers), {})
        self._db.executemany("DELETE FROM customer WHERE n = ?", [(n,) for n in numbers])
        return len(numbers)

    def forget(self) -> None:
        """All of them."""
        for table in ("customer", "customer_place", "customer_key"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT INTO customer_part (customer_part) VALUES ('delete-all')")

    # --- inside ---------------------------------------------------------------------------------------------------

    def _exchange(self, before: Mapping[str, _Known], after: Mapping[str, _Known]) -> None:
        """Places, names and keys are touched only where they differ, in the order in which they lie in the file."""
        db = self._db
        at_before = {(row.place, row.n, row.seen_ms, row.name) for row in before.values()}
        at_after = {(row.place, row.n, row.seen_ms, row.name) for row in after.values()}
        named_before, named_after = ({(row[0], row[3]) for row in rows} for rows in (at_before, at_after))
        keys_before, keys_after = (
            {(key, row.n) for row in rows.values() for key in row.keys} for rows in (before, after)
        )
        db.executemany("DELETE FROM customer_place WHERE place = ?", sorted((row[0],) for row in at_before - at_after))
        db.executemany("INSERT INTO customer_place VALUES (?, ?, ?, ?)", sorted(at_after - at_before))
        db.executemany("DELETE FROM customer_key WHERE key = ? AND n = ?", sorted(keys_before - keys_after))
        db.executemany("INSERT INTO customer_key VALUES (?, ?)", sorted(keys_after - keys_before))
        db.executemany(
            "INSERT INTO customer_part (customer_part, rowid, parts) VALUES ('delete', ?, ?)",
            _with_parts(named_before - named_after),
        )
        db.executemany(
            "INSERT INTO customer_part (rowid, parts) VALUES (?, ?)", _with_parts(named_after - named_before)
        )

    def _known(self, column: str, values: Sequence[str | int]) -> dict[str, _Known]:
        query = "SELECT c.id, c.n, c.ver, c.place, p.seen_ms, p.name, c.row FROM customer c JOIN customer_place p"
        found = self._among(f"{query} ON p.place = c.place WHERE c.{column} IN", values)
        return {
            id_: _Known(n, ver, place, seen_ms, name, tuple(map(key_number, _read(row).keys)))
            for id_, n, ver, place, seen_ms, name, row in found
        }

    def _places(self, rows: Mapping[str, _Indexed], known: Mapping[str, _Known]) -> dict[str, int]:
        """A free place for each. Whoever was last seen in the same minute as before keeps theirs."""
        places = {
            id_: known[id_].place
            for id_, row in rows.items()
            if id_ in known and known[id_].place >> SLOT_BITS == _place("", row.seen_ms, 0) >> SLOT_BITS
        }
        waiting, attempt = [id_ for id_ in rows if id_ not in places], 0
        while waiting:
            tried = {_place(id_, rows[id_].seen_ms, attempt): id_ for id_ in waiting}
            query = "SELECT place FROM customer_place WHERE place IN"
            taken = {place for (place,) in self._among(query, list(tried))} | set(places.values())
            places |= {id_: place for place, id_ in tried.items() if place not in taken}
            waiting, attempt = [id_ for id_ in waiting if id_ not in places], attempt + 1
        return places

    def _among(self, query: str, values: Sequence[str | int]) -> Iterator[Any]:
        for start in range(0, len(values), VALUES_AT_ONCE):
            part = values[start : start + VALUES_AT_ONCE]
            yield from self._db.execute(f"{query} ({', '.join('?' * len(part))})", part).fetchall()


def words(text: str) -> list[str]:
    """The words of a name, without case and accents: `Weiß-Müller` is `weiss` and `muller`."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(ALIKE)
    return "".join(_letter(character) for character in folded).split()


def query(text: str) -> tuple[str, list[str]] | None:
    """The FTS5 query for what is typed, and the words a name must hold besides; None if nothing in it is long enough.

    Words below three letters begin a word of the name, longer ones stand anywhere inside one.
    """
    typed = words(text[:NAME_MOST])
    if not any(len(word) >= SHORTEST_NAME for word in typed):
        return None
    short = {BEGINNING + word for word in typed if len(word) < SHORTEST_NAME}
    parts = sorted(short.union(*map(_threes, typed)))
    return " ".join(f'"{part}"' for part in parts), [word for word in typed if len(word) > SHORTEST_NAME]


def key_number(key: str) -> int:
    """Eight bytes that stand for a keyed hash: who finds a row by them compares the whole key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _with_parts(rows: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [
        (place, " ".join(sorted({p for word in name.split() for p in _parts(word)}))) for place, name in sorted(rows)
    ]


def _parts(word: str) -> Iterator[str]:
    """What a word of a name is found by."""
    yield BEGINNING + word[:1]
    yield BEGINNING + word[:2]
    yield from _threes(word)


def _threes(word: str) -> Iterator[str]:
    for start in range(len(word) - SHORTEST_NAME + 1):
        yield word[start : start + SHORTEST_NAME]


def _letter(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    return character if unicodedata.category(character)[0] in "LN" else " "


def _place(id_: str, seen_ms: int, attempt: int) -> int:
    """Ascending from the customer seen last: minutes back from a far one, then a slot of that minute, by chance: a
    million customers of one minute (an import) find room. Another ``attempt``, another slot.
    """
    minute = LAST_MINUTE - min(max(seen_ms // MINUTE_MS, 0), LAST_MINUTE)
    return minute << SLOT_BITS | zlib.crc32(f"{attempt}:{id_}".encode()) & ((1 << SLOT_BITS) - 1)


def _indexed(item: FeedItem) -> _Indexed | None:
    """None: a tombstone, or nothing this version can read."""
    if not item.deleted:
        with contextlib.suppress(msgspec.MsgspecError):
            return msgspec.json.decode(item.d, type=_Indexed)
    return None


def _read(row: bytes) -> _Indexed:
    """Of a row that was read before."""
    return msgspec.json.decode(row, type=_Indexed)
