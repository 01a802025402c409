"""replica.db: a copy of what the centre knows. Delete it at any moment; it is fetched again.

Articles lie in the order of sales (rowid = rank), so the full-text index answers "best sellers first" without sorting.
A damaged or foreign file is left where it is and a new one is begun beside it: an open file is never renamed or removed
(Windows). ``replica.current`` names the file in force.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlite_utils import Database

from pos.base.errors import TresenError
from pos.contract import (
    FEED_ARTICLE,
    FEED_OPERATOR,
    FEED_POLICY,
    FEED_QUICK_KEY,
    FEED_RATE,
    FEED_STORE,
    ArticleRow,
    Cursor,
    FeedItem,
    FeedPage,
    OperatorRow,
    PolicyRow,
    StoreRow,
)
from pos.domain.barcode import gtin_key
from pos.domain.catalogue import Article, QuickKey
from pos.domain.tax import Rate
from pos.ports import Freshness
from pos.store import sqlite
from pos.store.files import write_whole

SCHEMA: Final = 1
POINTER: Final = "replica.current"

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cursor (stream TEXT PRIMARY KEY, gen INTEGER NOT NULL, pos INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE article (
    rank INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, ver INTEGER NOT NULL, name TEXT NOT NULL,
    price_minor INTEGER NOT NULL, tax TEXT NOT NULL, gtin TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL,
    shelf TEXT NOT NULL
) STRICT;
CREATE TABLE code (key TEXT PRIMARY KEY, sku TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX code_sku ON code (sku);
CREATE TABLE fact (
    kind TEXT NOT NULL, id TEXT NOT NULL, stream TEXT NOT NULL, ver INTEGER NOT NULL, row BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE name_index USING fts5 (
    name, content='article', content_rowid='rank', prefix='2 3', detail='none', tokenize='unicode61 remove_diacritics 2'
);
"""
ARTICLE: Final = "a.sku, a.name, a.price_minor, a.tax, a.gtin, a.unit, a.category, a.shelf, a.ver"


def current_file(folder: Path) -> Path | None:
    """The replica in force, None if there is none yet."""
    try:
        path = folder / (folder / POINTER).read_text("utf-8").strip()
    except OSError:
        return None
    return path if path.is_file() else None


class ReplicaReader:
    """Port `Replica`: one read-only connection, for one thread. Answers empty while there is nothing to read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db: sqlite3.Connection | None = None
        self._file: Path | None = None
        self._pointer_at = -1
        self._version = -1
        self._facts: dict[str, tuple[Any, ...]] = {}

    def article(self, key: str) -> Article | None:
        rows = self._rows(f"SELECT {ARTICLE} FROM code c JOIN article a ON a.sku = c.sku WHERE c.key = ?", key)
        return _article(rows[0]) if rows else None

    def search(self, text: str, limit: int) -> list[Article]:
        found: list[Any] = []
        query = _match(text)
        if query:
            found = self._rows(
                f"SELECT {ARTICLE} FROM name_index i JOIN article a ON a.rank = i.rowid"
                " WHERE i.name_index MATCH ? LIMIT ?",
                query,
                limit,
            )
        if len(found) < limit and any(character.isdigit() for character in text):
            start = text.strip()
            found += self._rows(
                f"SELECT DISTINCT {ARTICLE} FROM code c JOIN article a ON a.sku = c.sku"
                " WHERE c.key >= ? AND c.key < ? LIMIT ?",
                start,
                start + "\U0010ffff",
                limit,
            )
        articles = {row[0]: _article(row) for row in found}
        return list(articles.values())[:limit]

    def store(self) -> StoreRow | None:
        rows = self._typed(FEED_STORE, StoreRow)
        return rows[0] if rows else None

    def policy(self) -> PolicyRow:
        rows = self._typed(FEED_POLICY, PolicyRow)
        return rows[0] if rows else PolicyRow()

    def rates(self) -> tuple[Rate, ...]:
        return self._typed(FEED_RATE, Rate)

    def operators(self) -> tuple[OperatorRow, ...]:
        return self._typed(FEED_OPERATOR, OperatorRow)

    def quick_keys(self) -> tuple[QuickKey, ...]:
        return tuple(sorted(self._typed(FEED_QUICK_KEY, QuickKey), key=lambda key: key.position))

    def freshness(self) -> Freshness:
        rows = self._rows("SELECT value FROM meta WHERE name = 'as_of_ms'")
        return Freshness(int(rows[0][0]) if rows else None)

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _typed(self, kind: str, row: type[Any]) -> tuple[Any, ...]:
        """Small rows, decoded once per state of the file."""
        if not self._fresh():
            return ()
        if kind not in self._facts:
            rows = self._rows("SELECT row FROM fact WHERE kind = ? ORDER BY id", kind)
            self._facts[kind] = tuple(msgspec.json.decode(value, type=row) for (value,) in rows)
        return self._facts[kind]

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        if not self._fresh():
            return []
        assert self._db is not None
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError:  # damaged, or a writer is beginning it anew: the replica may vanish at any moment
            self.close()
            return []

    def _fresh(self) -> bool:
        """Follow the pointer to another file; forget cached rows when the file has changed. False: nothing there."""
        try:
            pointer_at = (self._folder / POINTER).stat().st_mtime_ns
        except OSError:
            self.close()
            return False
        if self._db is None or pointer_at != self._pointer_at:
            self.close()
            self._pointer_at = pointer_at
            path = current_file(self._folder)
            if path is None:
                return False
            with contextlib.suppress(sqlite3.Error):
                self._db = sqlite.open_reader(path)
            self._version = -1
        if self._db is None:
            return False
        try:
            version = self._db.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.DatabaseError:
            self.close()
            return False
        if version != self._version:
            self._version = version
            self._facts.clear()
        return True


class SqliteReplicaWriter:
    """Port `ReplicaWriter`: the one writing connection, in the helper process. ``at`` as in the journal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path, self._db = self._open()

    def cursor(self, stream: str) -> Cursor | None:
        row = self._db.execute("SELECT gen, pos FROM cursor WHERE stream = ?", (stream,)).fetchone()
        return Cursor(stream, *row) if row else None

    def apply(self, page: FeedPage) -> None:
        with sqlite.write(self._db, self._path):
            self._apply_articles(page.stream, [item for item in page.items if item.k == FEED_ARTICLE])
            self._apply_facts(page.stream, [item for item in page.items if item.k != FEED_ARTICLE])
            self._db.execute(
                "INSERT INTO cursor VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE"
                " SET gen = excluded.gen, pos = excluded.pos",
                (page.stream, page.gen, page.to),
            )
            self._db.execute(
                "INSERT INTO meta VALUES ('as_of_ms', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (str(page.server_time),),
            )

    def forget(self, stream: str) -> None:
        with sqlite.write(self._db, self._path):
            skus = [row[0] for row in self._db.execute("SELECT sku FROM article WHERE stream = ?", (stream,))]
            self._delete_articles(skus)
            self._db.execute("DELETE FROM fact WHERE stream = ?", (stream,))
            self._db.execute("DELETE FROM cursor WHERE stream = ?", (stream,))

    def close(self) -> None:
        self._db.close()

    # --- articles ---------------------------------------------------------------------------------------------------

    def _apply_articles(self, stream: str, items: list[FeedItem]) -> None:
        """Delete what is replaced, then insert: ranks may move, so rows are never updated in place."""
        if not items:
            return
        known = self._versions("SELECT sku, ver FROM article WHERE sku IN ({})", [item.id for item in items])
        news = [item for item in items if item.ver > known.get(item.id, -1)]
        self._delete_articles([item.id for item in news])
        rows = [(item, msgspec.json.decode(item.d, type=ArticleRow)) for item in news if not item.deleted]
        taken = self._versions("SELECT rank, 0 FROM article WHERE rank IN ({})", [row.rank for _, row in rows])
        free = self._db.execute("SELECT coalesce(max(rank), 0) FROM article").fetchone()[0]
        free = max(free, *(row.rank for _, row in rows)) if rows else free
        articles, codes = [], []
        for item, row in rows:
            rank = row.rank
            if rank in taken:  # its neighbour moves in a later page; until then it stands at the end
                free += 1
                rank = free
            taken[rank] = 0
            gtin = row.gtins[0] if row.gtins else ""
            articles.append(
                (
                    rank,
                    row.sku,
                    stream,
                    item.ver,
                    row.name,
                    row.price_minor,
                    row.tax,
                    gtin,
                    row.unit,
                    row.category,
                    row.shelf,
                )
            )
            keys = {row.sku, *(gtin_key(code) or code for code in row.gtins)}
            codes += [(key, row.sku) for key in keys]
        self._db.executemany(f"INSERT INTO article VALUES ({', '.join('?' * 11)})", articles)
        self._db.executemany("INSERT OR REPLACE INTO code VALUES (?, ?)", codes)
        self._db.executemany("INSERT INTO name_index (rowid, name) VALUES (?, ?)", [(a[0], a[4]) for a in articles])

    def _delete_articles(self, skus: list[str]) -> None:
        old = self._select("SELECT rank, name, sku FROM article WHERE sku IN ({})", skus)
        self._db.executemany(
            "INSERT INTO name_index (name_index, rowid, name) VALUES ('delete', ?, ?)",
            [(r, name) for r, name, _ in old],
        )
        self._db.executemany("DELETE FROM article WHERE rank = ?", [(rank,) for rank, _, _ in old])
        self._db.executemany("DELETE FROM code WHERE sku = ?", [(sku,) for _, _, sku in old])

    # --- everything else ----------------------------------------------------------------------------------------------

    def _apply_facts(self, stream: str, items: list[FeedItem]) -> None:
        """Kinds this version does not know are kept as they are, for a later one."""
        for item in items:
            if item.deleted:
                self._db.execute("DELETE FROM fact WHERE kind = ? AND id = ? AND ver < ?", (item.k, item.id, item.ver))
            else:
                self._db.execute(
                    "INSERT INTO fact VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
                    " stream = excluded.stream, ver = excluded.ver, row = excluded.row WHERE excluded.ver > fact.ver",
                    (item.k, item.id, stream, item.ver, bytes(item.d)),
                )

    def _versions(self, query: str, keys: list[Any]) -> dict[Any, int]:
        return dict(self._select(query, keys))

    def _select(self, query: str, keys: list[Any]) -> list[Any]:
        rows: list[Any] = []
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            rows += self._db.execute(query.format(", ".join("?" * len(part))), part).fetchall()
        return rows

    # --- the file -----------------------------------------------------------------------------------------------------

    def _open(self) -> tuple[Path, sqlite3.Connection]:
        path = current_file(self._folder)
        if path is not None:
            with contextlib.suppress(TresenError, sqlite3.Error):
                db = sqlite.open_disposable(path)
                if _schema(db) == SCHEMA:
                    return path, db
                db.close()
        return self._begin()

    def _begin(self) -> tuple[Path, sqlite3.Connection]:
        """A new file under a new number; older ones that nobody holds open are removed."""
        numbers = [int(p.stem.rpartition("-")[2]) for p in self._folder.glob("replica-*.db")]
        path = self._folder / f"replica-{max(numbers, default=0) + 1}.db"
        db = sqlite.open_disposable(path)
        database = Database(db, execute_plugins=False)
        database.executescript(TABLES)
        database.table("meta").insert({"name": "schema", "value": str(SCHEMA)})
        write_whole(self._folder / POINTER, path.name.encode())
        remove_old(self._folder, path)
        return path, db


def remove_old(folder: Path, keep: Path) -> None:
    """Remove replica files other than ``keep``; one that is still open somewhere (Windows) stays for the next time."""
    for path in folder.glob("replica-*.db*"):
        if not path.name.startswith(keep.name):
            with contextlib.suppress(OSError):
                path.unlink()


def reset(folder: Path) -> None:
    """Forget the replica: the next writer begins a new one."""
    (folder / POINTER).unlink(missing_ok=True)


def _schema(db: sqlite3.Connection) -> int | None:
    row = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return int(row[0]) if row else None


def _article(row: Iterable[Any]) -> Article:
    sku, name, price_minor, tax, gtin, unit, category, shelf, ver = row
    return Article(sku, name, price_minor, tax, gtin, unit, category, shelf, ver)


def _match(text: str) -> str:
    """The FTS5 query for "every word begins a word of the name": words are quoted, so nothing in them is syntax."""
    words = "".join(character if character.isalnum() else " " for character in text).split()
    return " ".join(f'"{word}"*' for word in words)
