"""Reading replica.db, the copy of what the centre knows: one connection per thread; while there is none, empty."""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.contract import (
    FEED_OPERATOR,
    FEED_POLICY,
    FEED_QUICK_KEY,
    FEED_RATE,
    FEED_STORE,
    OperatorRow,
    PolicyRow,
    StoreRow,
)
from pos.domain.catalogue import Article, QuickKey
from pos.domain.tax import Rate
from pos.ports import Freshness
from pos.store import sqlite
from pos.store.replica_file import POINTER, current_file, mark_damaged, wanted_key

ARTICLE: Final = "a.rank, a.sku, a.name, a.price_minor, a.tax, a.gtin, a.unit, a.category, a.shelf, a.ver"
BY_CODE: Final = f"SELECT {ARTICLE} FROM code c JOIN article a ON a.sku = c.sku WHERE c.key = ? ORDER BY a.rank LIMIT 1"
BY_SKU: Final = f"SELECT {ARTICLE} FROM article a WHERE a.sku = ?"
BY_NAME: Final = (
    f"SELECT {ARTICLE} FROM name_index i JOIN article a ON a.rank = i.rowid WHERE i.name_index MATCH ?"
    " ORDER BY i.rowid LIMIT ?"
)
# A short beginning may fit a million codes: of so many, the first in the order of codes are looked at.
CODES_LOOKED_AT: Final = 256
BY_BEGINNING: Final = (
    f"WITH hit (sku) AS (SELECT sku FROM (SELECT sku FROM code WHERE key >= ? AND key < ? LIMIT {CODES_LOOKED_AT})"
    f" UNION SELECT sku FROM (SELECT sku FROM article WHERE sku >= ? AND sku < ? LIMIT {CODES_LOOKED_AT}))"
    f" SELECT {ARTICLE} FROM hit JOIN article a ON a.sku = hit.sku ORDER BY a.rank LIMIT ?"
)
LAST: Final = "\U0010ffff"
DIACRITICS: Final = range(0x300, 0x332)


class ReplicaReader:
    """Port `Replica`. Follows the file: another one put in force, or the same one changed, is seen at the next call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = folder / POINTER
        self._seen: tuple[int, int] | None = None
        self._db: sqlite3.Connection | None = None
        self._path: Path | None = None
        self._damaged = False
        self._version = -1
        self._facts: dict[str, tuple[Any, ...]] = {}

    def article(self, key: str) -> Article | None:
        rows = self._rows(BY_CODE, wanted_key(key)) or self._rows(BY_SKU, key)
        return Article(*rows[0][1:]) if rows else None

    def search(self, text: str, limit: int) -> list[Article]:
        query = match(text)
        found = self._rows(BY_NAME, query, limit) if query else []
        start = text.strip()
        if any(character.isdigit() for character in start):
            for beginning in {start, start.upper()}:
                code = beginning.lstrip("0") or beginning
                found = found + self._rows(BY_BEGINNING, code, code + LAST, beginning, beginning + LAST, limit)
            found = sorted(set(found))[:limit]
        return [Article(*row[1:]) for row in found]

    def store(self) -> StoreRow | None:
        rows = self._small(FEED_STORE, StoreRow)
        return rows[0] if rows else None

    def policy(self) -> PolicyRow:
        rows = self._small(FEED_POLICY, PolicyRow)
        return rows[0] if rows else PolicyRow()

    def rates(self) -> tuple[Rate, ...]:
        return self._small(FEED_RATE, Rate)

    def operators(self) -> tuple[OperatorRow, ...]:
        return self._small(FEED_OPERATOR, OperatorRow)

    def quick_keys(self) -> tuple[QuickKey, ...]:
        return tuple(sorted(self._small(FEED_QUICK_KEY, QuickKey), key=lambda key: key.position))

    def freshness(self) -> Freshness:
        """The oldest of its streams: everything shown is at least as young as this."""
        rows = self._rows("SELECT min(as_of_ms) FROM cursor")
        return Freshness(rows[0][0] if rows else None)

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    # --- inside ---------------------------------------------------------------------------------------------------

    def _small(self, kind: str, row: type[Any]) -> tuple[Any, ...]:
        """Rows of a small kind, decoded once per state of the file. One that does not fit this version is left out."""
        version = self._rows("PRAGMA data_version")
        if not version:
            return ()
        if version[0][0] != self._version:
            self._version = version[0][0]
            self._facts.clear()
        if kind not in self._facts:
            facts = []
            for (data,) in self._rows("SELECT row FROM fact WHERE kind = ? ORDER BY id", kind):
                with contextlib.suppress(msgspec.MsgspecError):
                    facts.append(msgspec.json.decode(data, type=row))
            self._facts[kind] = tuple(facts)
        return self._facts[kind]

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        db = self._connection()
        if db is None:
            return []
        try:
            return db.execute(query, values).fetchall()
        except UnicodeEncodeError:  # half a character, as a broken scanner sends it: nothing has such a name
            return []
        except (
            sqlite3.OperationalError
        ):  # busy, or words that our SQLite splits otherwise: nothing now, the file is good
            return []
        except sqlite3.DatabaseError:
            self._give_up()
            return []

    def _connection(self) -> sqlite3.Connection | None:
        """The file in force; a look at its pointer per call is what it costs to notice another one."""
        try:
            pointer = self._pointer.stat()
        except OSError:
            self.close()
            self._seen = None
            return None
        seen = (pointer.st_mtime_ns, pointer.st_ino)
        if seen != self._seen or (self._db is None and not self._damaged):
            self.close()
            self._facts.clear()
            self._seen, self._version, self._damaged = seen, -1, False
            self._path = current_file(self._folder)
            if self._path is not None:
                with contextlib.suppress(sqlite3.Error):  # deleted this very moment: another one will come
                    self._db = sqlite.open_reader(self._path)
        return self._db

    def _give_up(self) -> None:
        """This file is damaged: nothing more from it; the writer is told."""
        assert self._path is not None
        self._damaged = True
        mark_damaged(self._path)
        self.close()


def reset(folder: Path) -> None:
    """Forget the replica: its writer begins a new one."""
    (folder / POINTER).unlink(missing_ok=True)


def match(text: str) -> str:
    """The FTS5 query for "every word of ``text`` begins a word of the name"; empty if there is no word in it.

    Words are cut as FTS5's unicode61 cuts them and quoted, so nothing in them is syntax and none becomes a phrase.
    """
    letters = "".join(_letter(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(f'"{word}"*' for word in letters.split())


def _letter(character: str) -> str:
    if ord(character) in DIACRITICS:
        return ""
    category = unicodedata.category(character)
    return character if category[0] in "LN" or category == "Co" else " "
