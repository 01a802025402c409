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
from pos.contract import FEED_ARTICLE, ArticleRow, Cursor, FeedItem, FeedPage
from pos.domain.barcode import gtin_key
from pos.store import sqlite
from pos.store.replica_file import SCHEMA, TABLES, code_key, current_file, is_damaged, next_file, put_in_force

ARTICLE: Final = "rank, sku, name, price_minor, tax, gtin, unit, category, shelf, ver, codes"
VALUES_AT_ONCE: Final = 500

_ArticleTuple = tuple[int, str, str, int, str, str, str, str, str, int, str]


def nowhere(name: str) -> None:
    """The failpoint of every normal run."""


class SqliteReplicaWriter:
    """Port `ReplicaWriter`. ``at("page.before_commit")`` is where a rehearsal may kill the process.

    A file that is damaged, of another version, deleted or no longer in force is given up, and a new one begun: its
    cursors say that everything is to be fetched again.
    """

    def __init__(self, folder: Path, at: Callable[[str], None] = nowhere) -> None:
        self._folder = folder
        self._at = at
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
        articles = [item for item in page.items if item.k == FEED_ARTICLE]
        with self._guarded(), sqlite.write(self._db, self._path):
            if articles:
                self._apply_articles({item.id: item for item in articles})
            self._apply_facts(page.stream, [item for item in page.items if item.k != FEED_ARTICLE])
            self._db.execute(
                "INSERT INTO cursor VALUES (?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET gen = excluded.gen,"
                " pos = excluded.pos, as_of_ms = max(as_of_ms, excluded.as_of_ms),"
                " articles = max(articles, excluded.articles)",
                (page.stream, page.gen, page.to, page.server_time, bool(articles)),
            )
            self._at("page.before_commit")

    def forget(self, stream: str) -> None:
        """Which stream an article came by is not noted: if ``stream`` brought any, all that did begin again."""
        self._follow()
        with self._guarded(), sqlite.write(self._db, self._path):
            if self._db.execute("SELECT 1 FROM cursor WHERE stream = ? AND articles", (stream,)).fetchone():
                for statement in (
                    "DELETE FROM article",
                    "DELETE FROM code",
                    "INSERT INTO name_index (name_index) VALUES ('delete-all')",
                    "DELETE FROM cursor WHERE articles",
                ):
                    self._db.execute(statement)
            self._db.execute("DELETE FROM fact WHERE stream = ?", (stream,))
            self._db.execute("DELETE FROM cursor WHERE stream = ?", (stream,))

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
        for item in items:
            if item.deleted:
                self._db.execute("DELETE FROM fact WHERE kind = ? AND id = ? AND ver <= ?", (item.k, item.id, item.ver))
            else:
                self._db.execute(
                    "INSERT INTO fact VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE"
                    " SET stream = excluded.stream, ver = excluded.ver, row = excluded.row"
                    " WHERE excluded.ver > fact.ver",
                    (item.k, item.id, stream, item.ver, bytes(item.d)),
                )

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
        if path is not None and not is_damaged(path):
            with contextlib.suppress(TresenError):
                db = sqlite.open_disposable(path)
                if _schema(db) == SCHEMA:
                    return path, db
                db.close()
        return self._begin()

    def _begin(self) -> tuple[Path, sqlite3.Connection]:
        path = next_file(self._folder)
        db = sqlite.open_disposable(path)
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
    except (sqlite3.Error, ValueError):
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
