"""Writing replica.db: feed pages, set by set. Runs in the helper process, which owns the one writing connection."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from sqlite_utils import Database

from pos.base.errors import Code, TresenError
from pos.contract import FEED_ARTICLE, FEED_CUSTOMER, ArticleRow, Cursor, FeedItem, FeedPage
from pos.contract.goods import FEED_PICKUP, FEED_STOCK
from pos.domain.barcode import gtin_key
from pos.store import sqlite
from pos.store.customers import DAY_MS, CustomerTables
from pos.store.pickups import DONE_KEPT_MS, PickupTables, is_pickups
from pos.store.replica_file import (
    SCHEMA,
    TABLES,
    code_key,
    current_file,
    is_damaged,
    is_encrypted,
    key_of,
    next_file,
    put_in_force,
)
from pos.store.stock import StockTables, location_of

ARTICLE: Final = "rank, sku, name, price_minor, tax, gtin, unit, category, shelf, ver, codes"
VALUES_AT_ONCE: Final = 500

_ArticleTuple = tuple[int, str, str, int, str, str, str, str, str, int, str]


def nowhere(name: str) -> None:
    """The failpoint of every normal run."""


class SqliteReplicaWriter:
    """Port `ReplicaWriter`. ``at("page.before_commit")`` is where a rehearsal may kill the process. ``customer_days``:
    how long a customer whom nobody has seen stays here; ``cipher``: the file is to be encrypted.

    A file that is damaged, of another version, not encrypted as wanted, deleted or no longer in force is given up, and
    a new one begun: its cursors say that everything is to be fetched again.
    """

    def __init__(
        self, folder: Path, at: Callable[[str], None] = nowhere, *, customer_days: int = 400, cipher: bool = False
    ) -> None:
        self._folder = folder
        self._cipher = cipher
        self._keep_ms = customer_days * DAY_MS
        self._at = at
        self._tidied_ms: int | None = None
        self._path, self._db = self._open()

    def cursor(self, stream: str) -> Cursor | None:
        self._follow()
        row = None
        with self._guarded():
            row = self._db.execute("SELECT gen, pos FROM cursor WHERE stream = ?", (stream,)).fetchone()
        return Cursor(stream, *row) if row else None

    def apply(self, page: FeedPage) -> None:
        """A page that does not continue what is here (another generation, a gap, an older one) is passed over whole;
        `cursor` tells where the replica stands.
        """
        here = self.cursor(page.stream) or Cursor(page.stream, page.gen, 0)
        if page.gen != here.gen or not page.start <= here.pos <= page.to:
            return
        if self._dropped_too_early(page):
            self.forget(page.stream)
            return
        articles = {item.id: item for item in page.items if item.k == FEED_ARTICLE}
        people = {item.id: item for item in page.items if item.k == FEED_CUSTOMER}
        location = location_of(page.stream)
        stock = {i.id: i for i in page.items if i.k == FEED_STOCK and location is not None}
        orders = {item.id: item for item in page.items if item.k == FEED_PICKUP}
        tabled = (FEED_ARTICLE, FEED_CUSTOMER, FEED_PICKUP, *([FEED_STOCK] if location is not None else []))
        with self._guarded(), sqlite.write(self._db, self._path):
            if articles:
                self._apply_articles(articles)
            if people:
                CustomerTables(self._db).apply(people, page.server_time, page.server_time - self._keep_ms)
            if location is not None:
                StockTables(self._db).apply(location, stock, page)
            if orders:
                PickupTables(self._db).apply(orders)
                self._changed([FEED_PICKUP])
            self._apply_facts(page.stream, [i for i in page.items if i.k not in tabled])
            self._move(page, bool(articles), bool(people))
            self._at("page.before_commit")

    def forget(self, stream: str) -> None:
        """Which stream an article or a customer came by is not noted: if ``stream`` brought any, all that did begin
        again.
        """
        self._follow()
        with self._guarded(), sqlite.write(self._db, self._path):
            row = self._db.execute("SELECT articles, customers FROM cursor WHERE stream = ?", (stream,)).fetchone()
            articles, people = row or (False, False)
            if articles:
                for statement in (
                    "DELETE FROM article",
                    "DELETE FROM code",
                    "INSERT INTO name_index (name_index) VALUES ('delete-all')",
                    "DELETE FROM cursor WHERE articles",
                ):
                    self._db.execute(statement)
            if people:
                self._forget_customers()
            location = location_of(stream)
            if location is not None:
                StockTables(self._db).forget(location)
            if is_pickups(stream):
                PickupTables(self._db).forget()
                self._changed([FEED_PICKUP])
            kinds = self._db.execute("SELECT DISTINCT kind FROM fact WHERE stream = ?", (stream,)).fetchall()
            self._db.execute("DELETE FROM fact WHERE stream = ?", (stream,))
            self._changed(kind for (kind,) in kinds)
            self._db.execute("DELETE FROM cursor WHERE stream = ?", (stream,))

    def tidy(self, now_ms: int) -> None:
        """Once a day, also when the centre says nothing for weeks: drop customers whom nobody has seen for too long,
        and orders that are long done with, for names stand in them.
        """
        if self._tidied_ms is not None and 0 <= now_ms - self._tidied_ms < DAY_MS:
            return
        self._tidied_ms = now_ms  # also if it fails: another day, or at the next start
        self._follow()
        with self._guarded(), sqlite.write(self._db, self._path):
            if PickupTables(self._db).expire(now_ms - DONE_KEPT_MS):
                self._changed([FEED_PICKUP])
        dropped = 1
        while dropped:
            with self._guarded(), sqlite.write(self._db, self._path):
                dropped = CustomerTables(self._db).expire(now_ms - self._keep_ms)
                if dropped:
                    self._expired(now_ms)

    def close(self) -> None:
        self._db.close()

    # --- articles ---------------------------------------------------------------------------------------------------

    def _apply_articles(self, items: dict[str, FeedItem]) -> None:
        """Take out what changes, put in what is new. Whoever else holds a rank that a new row claims steps back to the
        end: its own move comes in this page or a later one.
        """
        before = self._articles("sku", list(items))
        versions = {row[1]: row[9] for row in before}
        items = {sku: item for sku, item in items.items() if item.ver > versions.get(sku, -1)}
        before = [row for row in before if row[1] in items]
        after = [_article(item) for item in items.values() if not item.deleted]
        settled = {row[0]: row for row in after}
        claimed = self._articles("rank", list(settled))
        stepping = [row for row in claimed if row[1] not in items]
        homeless = stepping + [row for row in after if settled[row[0]] is not row]
        newest = self._db.execute("SELECT coalesce(max(rank), 0) FROM article").fetchone()[0]
        for end, row in enumerate(homeless, start=max([newest, *settled]) + 1):
            settled[end] = (end, *row[1:])
        self._exchange([*before, *stepping], [settled[rank] for rank in sorted(settled)])

    def _exchange(self, old: list[_ArticleTuple], new: list[_ArticleTuple]) -> None:
        """Names and codes are touched only where they differ: most changes are prices."""
        db = self._db
        names_before, names_after = {(row[0], row[2]) for row in old}, {(row[0], row[2]) for row in new}
        codes_before, codes_after = _codes(old), _codes(new)
        db.executemany("DELETE FROM article WHERE rank = ?", [(row[0],) for row in old])
        db.executemany(f"INSERT INTO article ({ARTICLE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new)
        db.executemany("DELETE FROM code WHERE key = ? AND sku = ?", codes_before - codes_after)
        db.executemany("INSERT INTO code VALUES (?, ?)", sorted(codes_after - codes_before))
        db.executemany(
            "INSERT INTO name_index (name_index, rowid, name) VALUES ('delete', ?, ?)",
            sorted(names_before - names_after),
        )
        db.executemany("INSERT INTO name_index (rowid, name) VALUES (?, ?)", sorted(names_after - names_before))

    def _articles(self, column: str, values: Sequence[str | int]) -> list[_ArticleTuple]:
        rows: list[_ArticleTuple] = []
        for start in range(0, len(values), VALUES_AT_ONCE):
            part = values[start : start + VALUES_AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows += self._db.execute(f"SELECT {ARTICLE} FROM article WHERE {column} IN ({marks})", part).fetchall()
        return rows

    # --- everything else ----------------------------------------------------------------------------------------------

    def _apply_facts(self, stream: str, items: Iterable[FeedItem]) -> None:
        """Kinds this version does not know are kept as they came, for a later one."""
        changed = set()
        for item in items:
            if item.deleted:
                done = self._db.execute(
                    "DELETE FROM fact WHERE kind = ? AND id = ? AND ver <= ?", (item.k, item.id, item.ver)
                )
            else:
                done = self._db.execute(
                    "INSERT INTO fact VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE"
                    " SET stream = excluded.stream, ver = excluded.ver, row = excluded.row"
                    " WHERE excluded.ver > fact.ver",
                    (item.k, item.id, stream, item.ver, bytes(item.d)),
                )
            if done.rowcount:
                changed.add(item.k)
        self._changed(changed)

    def _changed(self, kinds: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT INTO kind VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET changes = changes + 1",
            [(kind,) for kind in kinds],
        )

    def _move(self, page: FeedPage, articles: bool, people: bool) -> None:
        """What `applied` says holds once the stream is whole: until then, rows that contain it may still be missing.
        Of two pages at the head the younger one is believed.
        """
        whole = page.to == page.head
        self._db.execute(
            "INSERT INTO cursor VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET"
            " gen = excluded.gen, pos = excluded.pos, as_of_ms = max(as_of_ms, excluded.as_of_ms),"
            " articles = max(articles, excluded.articles), customers = max(customers, excluded.customers),"
            " applied = iif(excluded.whole_ms >= coalesce(whole_ms, 0), excluded.applied, applied),"
            " whole_ms = max(coalesce(whole_ms, 0), coalesce(excluded.whole_ms, whole_ms))",
            (
                page.stream, page.gen, page.to, page.server_time, articles, people,
                page.server_time if whole else None, msgspec.json.encode(page.applied if whole else {}).decode(),
            ),
        )  # fmt: skip

    # --- customers nobody has seen for long ---------------------------------------------------------------------------

    def _expired(self, now_ms: int) -> None:
        self._db.execute(
            "INSERT INTO meta VALUES ('expired_ms', ?) ON CONFLICT (name) DO UPDATE"
            " SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (str(now_ms),),
        )

    def _dropped_too_early(self, page: FeedPage) -> bool:
        """Did this machine's clock run ahead when customers were dropped by it? Then they are fetched again."""
        query = (
            "SELECT 1 FROM cursor, meta WHERE stream = ? AND customers AND name = 'expired_ms'"
            " AND CAST(value AS INTEGER) > ?"
        )
        with self._guarded():
            return self._db.execute(query, (page.stream, page.server_time + DAY_MS)).fetchone() is not None
        return False

    def _forget_customers(self) -> None:
        CustomerTables(self._db).forget()
        self._db.execute("DELETE FROM cursor WHERE customers")
        self._db.execute("DELETE FROM meta WHERE name = 'expired_ms'")

    # --- the file -----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Nothing is lost with a damaged file: begin a new one, whose cursors ask for everything again."""
        try:
            with sqlite.translated(self._path):
                yield
        except TresenError as error:
            if error.code is not Code.JOURNAL_DAMAGED:  # what SQLite calls damage, whichever file it is
                raise
            self._begin_anew()

    def _follow(self) -> None:
        """Is our file still the one in force, and believed?"""
        if current_file(self._folder) != self._path or is_damaged(self._path):
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._db.close()
        self._path, self._db = self._begin()

    def _open(self) -> tuple[Path, sqlite3.Connection]:
        path = current_file(self._folder)
        if path is not None and not is_damaged(path) and is_encrypted(path) == self._cipher:
            with contextlib.suppress(TresenError):
                db = sqlite.open_disposable(path, key_of(path, make=True))
                if _schema(db) == SCHEMA:
                    return path, db
                db.close()
        return self._begin()

    def _begin(self) -> tuple[Path, sqlite3.Connection]:
        path = next_file(self._folder, self._cipher)
        db = sqlite.open_disposable(path, key_of(path, make=True))
        with sqlite.translated(path):
            database = Database(db, execute_plugins=False)
            database.executescript(TABLES)
            database.table("meta").insert({"name": "schema", "value": str(SCHEMA)})
        put_in_force(path)
        return path, db


def _schema(db: sqlite3.Connection) -> int | None:
    """The version of an existing file, None if it is none of ours."""
    try:
        row = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
        return int(row[0]) if row else None
    except ValueError:
        return None
    except sqlite.errors():
        return None


def _article(item: FeedItem) -> _ArticleTuple:
    row = msgspec.json.decode(item.d, type=ArticleRow)
    keys = {code_key(code) for code in row.gtins}
    if gtin_key(row.sku):  # a SKU that is a GTIN is scanned as one
        keys.add(code_key(row.sku))
    gtin = row.gtins[0] if row.gtins else ""
    codes = json.dumps(sorted(keys))
    return (
        row.rank, item.id, row.name, row.price_minor, row.tax, gtin, row.unit, row.category, row.shelf, item.ver, codes
    )  # fmt: skip


def _codes(rows: Iterable[_ArticleTuple]) -> set[tuple[str, str]]:
    return {(key, row[1]) for row in rows for key in json.loads(row[10])}
