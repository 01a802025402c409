"""Reading replica.db, the copy of what the centre knows: one connection per thread; while there is none, empty."""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.contract import (
    FEED_BRIEFING,
    FEED_COUPON,
    FEED_LOYALTY,
    FEED_OPERATOR,
    FEED_POLICY,
    FEED_PROMOTION,
    FEED_QUICK_KEY,
    FEED_RATE,
    FEED_STORE,
    OperatorRow,
    PolicyRow,
    StoreRow,
    customers_stream,
)
from pos.contract.goods import (
    FEED_LOCATION,
    FEED_PICKUP_KEY,
    FEED_RELATED,
    LocationRow,
    RelatedRow,
    pickups_stream,
    stock_stream,
)
from pos.contract.people import BriefingRow, CustomerRow, LoyaltyRow
from pos.domain.catalogue import Article, QuickKey
from pos.domain.collect import Pickup
from pos.domain.coupons import Coupon
from pos.domain.pickup_code import PickupKey
from pos.domain.promotions import Promotion
from pos.domain.tax import Rate
from pos.ports import Freshness, StockHeld, Word
from pos.store import customers, pickups, sqlite, stock
from pos.store.replica_file import POINTER, current_file, key_of, mark_damaged, wanted_key

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
CHANGES: Final = "SELECT kind, changes FROM kind"
WORD: Final = "SELECT whole_ms, applied FROM cursor WHERE stream >= ? AND stream < ? ORDER BY whole_ms DESC LIMIT 1"
BY_KEY: Final = "SELECT row FROM fact WHERE kind = ? AND id = ?"
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
        self._changes: dict[str, int] = {}
        self._kept: dict[str, tuple[int, Any]] = {}
        self._orders = pickups.Decoded()

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
        rows: tuple[StoreRow, ...] = self._facts(FEED_STORE, StoreRow)
        return rows[0] if rows else None

    def policy(self) -> PolicyRow:
        rows: tuple[PolicyRow, ...] = self._facts(FEED_POLICY, PolicyRow)
        return rows[0] if rows else PolicyRow()

    def rates(self) -> tuple[Rate, ...]:
        rates: tuple[Rate, ...] = self._facts(FEED_RATE, Rate)
        return rates

    def operators(self) -> tuple[OperatorRow, ...]:
        operators: tuple[OperatorRow, ...] = self._facts(FEED_OPERATOR, OperatorRow)
        return operators

    def quick_keys(self) -> tuple[QuickKey, ...]:
        keys: tuple[QuickKey, ...] = self._facts(FEED_QUICK_KEY, QuickKey, _by_position)
        return keys

    def promotions(self) -> tuple[Promotion, ...]:
        promotions: tuple[Promotion, ...] = self._facts(FEED_PROMOTION, Promotion)
        return promotions

    def coupon(self, code: str) -> Coupon | None:
        coupons: dict[str, Coupon] = self._facts(FEED_COUPON, Coupon, _by_code)
        return coupons.get(code)

    def briefing(self) -> tuple[BriefingRow, ...]:
        briefing: tuple[BriefingRow, ...] = self._facts(FEED_BRIEFING, BriefingRow)
        return briefing

    def loyalty(self) -> tuple[LoyaltyRow, ...]:
        loyalty: tuple[LoyaltyRow, ...] = self._facts(FEED_LOYALTY, LoyaltyRow)
        return loyalty

    def customer(self, customer: str) -> CustomerRow | None:
        rows = self._customers(customers.BY_ID, customer)
        return rows[0] if rows else None

    def customers_by_key(self, key: str) -> list[CustomerRow]:
        found = self._customers(customers.BY_KEY, customers.key_number(key))
        return [row for row in found if key in row.keys]

    def customers_by_name(self, text: str, limit: int) -> list[CustomerRow]:
        query = customers.query(text)
        if query is None:
            return []
        parts, holds = query
        found = self._customers(customers.BY_PARTS.format(customers.HOLDS * len(holds)), parts, *holds, limit)
        return sorted(found, key=lambda row: -row.seen_ms)  # the index knows minutes

    def customers_word(self) -> Word:
        beginning = customers_stream("")
        return self._word(beginning, beginning + LAST)

    def locations(self) -> tuple[LocationRow, ...]:
        locations: tuple[LocationRow, ...] = self._facts(FEED_LOCATION, LocationRow, _by_distance)
        return locations

    def stock(self, location: str, skus: Sequence[str]) -> dict[str, StockHeld]:
        asked = [sku for sku in dict.fromkeys(skus) if _encodable(sku)]
        found: dict[str, StockHeld] = {}
        for start in range(0, len(asked), stock.VALUES_AT_ONCE):
            query, values = stock.query(location, asked[start : start + stock.VALUES_AT_ONCE])
            found |= stock.held(self._rows(query, *values))
        return found

    def stock_word(self, location: str) -> Word:
        stream = stock_stream(location)
        return self._word(stream, stream + "\0")

    def related(self, sku: str) -> RelatedRow:
        rows = _decoded(self._rows(BY_KEY, FEED_RELATED, sku), RelatedRow)
        return rows[0] if rows else RelatedRow()

    def pickups(self, state: str, limit: int) -> list[Pickup]:
        return self._orders.of(self._rows(pickups.LISTED, state, limit))

    def pickup_counts(self) -> dict[str, int]:
        return dict(self._rows(pickups.COUNTS))

    def pickup(self, order: str) -> Pickup | None:
        rows = self._orders.of(self._rows(pickups.BY_ID, order))
        return rows[0] if rows else None

    def pickups_found(self, text: str, limit: int) -> list[Pickup]:
        query, typed = pickups.query(text)
        return self._orders.of(self._rows(query, *typed, limit)) if query else []

    def pickups_by_code(self, code: str) -> list[Pickup]:
        return self._orders.of(self._rows(pickups.BY_CODE, code, pickups.SAME_CODE_MOST))

    def pickup_by_label(self, label: str) -> Pickup | None:
        rows = self._orders.of(self._rows(pickups.BY_LABEL, label))
        return rows[0] if rows else None

    def pickups_word(self) -> Word:
        beginning = pickups_stream("")
        return self._word(beginning, beginning + LAST)

    def pickup_keys(self) -> tuple[PickupKey, ...]:
        keys: tuple[PickupKey, ...] = self._facts(FEED_PICKUP_KEY, PickupKey)
        return keys

    def freshness(self) -> Freshness:
        """The oldest of its streams: everything shown is at least as young as this."""
        rows = self._rows("SELECT min(as_of_ms) FROM cursor")
        return Freshness(rows[0][0] if rows else None)

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    # --- inside ---------------------------------------------------------------------------------------------------

    def _facts(self, kind: str, row: type[Any], make: Callable[[Iterable[Any]], Any] = tuple) -> Any:
        """Rows of a kind, decoded once and kept until one of this kind changes (a poll moves the file, not the kind).
        One that does not fit this version is left out.
        """
        version = self._rows("PRAGMA data_version")
        if version and version[0][0] != self._version and (moved := self._asked(CHANGES)) is not None:
            self._version, self._changes = version[0][0], dict(moved)
        changes = self._changes.get(kind, 0)
        if not version or not changes:
            return make(())
        if kind not in self._kept or self._kept[kind][0] != changes:
            rows = self._asked("SELECT row FROM fact WHERE kind = ? ORDER BY id", kind)
            if rows is None:
                return make(())
            self._kept[kind] = changes, make(_decoded(rows, row))
        return self._kept[kind][1]

    def _word(self, first: str, behind: str) -> Word:
        """The youngest of the streams named from ``first`` to before ``behind``, of when it was last whole: while a
        stream is being fetched, rows may be missing that this word contains.
        """
        rows = self._rows(WORD, first, behind)
        if not rows or rows[0][0] is None:
            return Word(None)
        return Word(rows[0][0], msgspec.json.decode(rows[0][1], type=dict[str, int]))

    def _customers(self, query: str, *values: str | int) -> list[CustomerRow]:
        return _decoded(self._rows(query, *values), CustomerRow)

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        return self._asked(query, *values) or []

    def _asked(self, query: str, *values: str | int) -> list[Any] | None:
        """None: it could not be answered, now or ever."""
        db = self._connection()
        if db is None:
            return None
        try:
            return db.execute(query, values).fetchall()
        except UnicodeEncodeError:  # half a character, as a broken scanner sends it: nothing has such a name
            return None
        except sqlite.errors(
            "OperationalError"
        ):  # busy, or words that our SQLite splits otherwise: nothing now, the file is good
            return None
        except sqlite.errors("DatabaseError"):
            self._give_up()
            return None

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
            self._changes, self._kept = {}, {}
            self._seen, self._version, self._damaged = seen, -1, False
            self._path = current_file(self._folder)
            if self._path is not None:
                self._db = _opened(self._path)
        return self._db

    def _give_up(self) -> None:
        """This file is damaged: nothing more from it; the writer is told."""
        assert self._path is not None
        self._damaged = True
        mark_damaged(self._path)
        self.close()


def _opened(path: Path) -> sqlite3.Connection | None:
    """None: deleted this very moment, or encrypted and this machine cannot read it; the writer begins another one."""
    try:
        return sqlite.open_reader(path, key_of(path))
    except (OSError, ImportError):
        return None
    except sqlite.errors():
        return None


def reset(folder: Path) -> None:
    """Forget the replica: its writer begins a new one."""
    (folder / POINTER).unlink(missing_ok=True)


def _decoded(rows: Iterable[tuple[bytes]], row: type[Any]) -> list[Any]:
    decoded = []
    for (data,) in rows:
        with contextlib.suppress(msgspec.MsgspecError):
            decoded.append(msgspec.json.decode(data, type=row))
    return decoded


def _by_position(keys: Iterable[QuickKey]) -> tuple[QuickKey, ...]:
    return tuple(sorted(keys, key=lambda key: key.position))


def _encodable(text: str) -> bool:
    """Half a character, as a broken scanner sends it, must not spoil the question for all others."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _by_distance(locations: Iterable[LocationRow]) -> tuple[LocationRow, ...]:
    return tuple(sorted(locations, key=lambda row: (row.metres, row.location)))


def _by_code(coupons: Iterable[Coupon]) -> dict[str, Coupon]:
    return {coupon.code: coupon for coupon in coupons}


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
