"""What the bench runs on: a till's folder with so many articles and receipts, made once and kept under build/bench."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
from argon2 import PasswordHasher

from pos.contract import FEED_OPERATOR, FeedItem, OperatorRow
from pos.contract.goods import FEED_STOCK, StockRow, stock_stream
from pos.ports import Head
from pos.store import journal_schema, replica_file
from pos.store.files import Enrolment, Folder
from pos.store.replica_writer import SqliteReplicaWriter
from tests.store import build

PLACE = Path("build/bench")
SEED = 7
CASHIER, PIN = "7", "1111"
CODES, STROKES = 3_000, 3_000
STOCK_PAGE = 10_000


@dataclass(frozen=True)
class Data:
    """``codes``: GTINs from everywhere in the replica; ``strokes``: what stands in the search field after a key, as
    people type names; ``worst``: the two letters that begin a word in the most names.
    """

    folder: Folder
    articles: int
    receipts: int
    codes: list[str]
    strokes: list[str]
    worst: str
    worst_fits: int

    def fresh(self) -> Folder:
        """The folder as it was made: what the runs before wrote is gone."""
        shutil.rmtree(self.folder.receipts, ignore_errors=True)
        for path in self.folder.path.glob("journal.db*"):
            path.unlink()
        shutil.copyfile(self.folder.path / "made.db", self.folder.journal)
        return self.folder

    def replica(self) -> Path:
        path = replica_file.current_file(self.folder.path)
        assert path is not None
        return path


def prepared(articles: int, receipts: int, say: Callable[[str], None]) -> Data:
    """Make the folder, or take the one of an earlier run."""
    name = f"a{articles}-r{receipts}-sent-v{replica_file.SCHEMA}.{journal_schema.VERSION}"
    path = PLACE / name
    facts = path / "facts.json"
    if not facts.is_file():
        say(f"preparing {articles:,} articles, each with its stock here, and {receipts:,} receipts in {path}")
        shutil.rmtree(path, ignore_errors=True)
        build.make_replica(path, articles)
        _hire(path)
        _stock(path, articles)
        build.make_journal(path / "made.db", receipts, at_once=1_000)
        _sent(path / "made.db")
        ours = build.IDENTITY
        Folder(path).save_enrolment(
            Enrolment(ours.till, ours.store, "Europe/Berlin", build.CATALOGUE, "http://127.0.0.1:9", ours.mode)
        )
        facts.write_text(json.dumps(_facts(path, articles), ensure_ascii=False), "utf-8")
    return Data(Folder(path), articles, receipts, **json.loads(facts.read_text("utf-8")))


def _hire(path: Path) -> None:
    """A cashier with a PIN, hashed as the centre hashes it."""
    with closing(SqliteReplicaWriter(path)) as writer:
        here = writer.cursor(build.POLICY)
        assert here is not None
        row = OperatorRow(CASHIER, "M. Demir", "cashier", PasswordHasher().hash(PIN))
        item = FeedItem(FEED_OPERATOR, CASHIER, 2, msgspec.Raw(msgspec.json.encode(row)))
        writer.apply(build.page(item, start=here.pos, stream=build.POLICY))


def _sent(path: Path) -> None:
    """Everything has been acknowledged but the last, as in a till's ordinary life."""
    with closing(build.open_journal(path)) as journal:
        last = journal.head().seq - 1
        stored = journal.entry(last)
        assert stored is not None
        journal.acknowledge(Head(last, stored.hash), ())


def _stock(path: Path, articles: int) -> None:
    """A level of every article in the own store, by the writer's own way."""
    stream = stock_stream(build.IDENTITY.store)
    skus = [row.sku for row in build.rows(articles)]
    with closing(SqliteReplicaWriter(path)) as writer:
        for start in range(0, articles, STOCK_PAGE):
            items = [
                FeedItem(FEED_STOCK, sku, 1, msgspec.Raw(msgspec.json.encode(StockRow(n % 90))))
                for n, sku in enumerate(skus[start : start + STOCK_PAGE], start)
            ]
            writer.apply(build.page(*items, start=start, stream=stream))


def _facts(path: Path, articles: int) -> dict[str, object]:
    rng = random.Random(SEED)
    codes = [build.gtin(rng.randrange(articles)) for _ in range(CODES)]
    replica = replica_file.current_file(path)
    assert replica is not None
    with closing(sqlite3.connect(replica)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM article")]
    begun = Counter(word[:2].lower() for name in names for word in set(name.split()) if word[:2].isalpha())
    worst, fits = begun.most_common(1)[0]
    strokes: list[str] = []
    while len(strokes) < STROKES:
        maker, thing, *_ = rng.choice(names).split()
        typed = f"{thing} {maker}".lower()[: rng.randrange(3, 12)]
        strokes += [typed[:end] for end in range(2, len(typed) + 1) if typed[end - 1] != " "]
    return {"codes": codes, "strokes": strokes[:STROKES], "worst": worst, "worst_fits": fits}
