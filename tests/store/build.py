"""Big files quickly, for benches and tests: a replica with any number of articles, a journal with any number of sales.

The names are put together from words of a German shop; the long ones keep the full-text index honest.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pos.base.clock import Ids
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
from pos.domain.catalogue import QuickKey
from pos.domain.events import SaleCompleted, Seller, SoldLine
from pos.domain.receipt import receipt_number
from pos.domain.tax import Rate, VatSum, vat_included
from pos.domain.tender import Tender
from pos.ports import Identity, NewFact
from pos.store.journal import SqliteJournal
from pos.store.replica_file import current_file
from pos.store.replica_writer import SqliteReplicaWriter

CATALOGUE = "catalog:eu1"
POLICY = "policy:S0042"
FIRST_GTIN = 2_000_000_000_00  # in-store prefix 20, twelve digits without the check digit
SOURCE_OF_TIME_MS = 1_772_000_000_000

MAKERS = (
    "Alpenhof",
    "Müller",
    "Bärenmarke",
    "Nordlicht",
    "Grünland",
    "Kaiser",
    "Weißenburg",
    "Óbidos",
    "תנובה",
    "Elbe",
)
THINGS = (
    "Kaffeebohnen Crema", "Vollmilch", "Schokolade Zartbitter", "Mineralwasser", "Roggenbrot", "Käse Scheiben",
    "Heißluftballon", "Classic Notizbuch", "Räucherkerzen", "Blumenvase", "Grillzange", "חלב טרי", "Wäscheklammern",
    "Teelicht", "Zahnbürste", "Apfelsaft naturtrüb", "Kerze rot", "Kabel USB-C", "Christbaumkugel", "Haferflocken",
    "Ölsardinen", "Papiertasche", "Waschmittel", "Gurken", "Lakritz", "Schrauben M4", "Isolierkanne", "Kinderbuch",
)  # fmt: skip
FORMS = ("1 kg", "500 g", "250 ml", "6er Pack", "XL", "rot", "blau", "grün", "Bio", "Set", "Karton", "Mini", "klein")


def gtin(number: int) -> str:
    """The in-store EAN-13 of article ``number`` (from 0)."""
    digits = f"{FIRST_GTIN + number:012d}"
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return f"{digits}{-(odd + 3 * even) % 10}"


def rows(n: int, seed: int = 1) -> Iterator[ArticleRow]:
    """``n`` articles, best seller first; the same for the same seed."""
    rng = random.Random(seed)
    for number in range(n):
        name = f"{rng.choice(MAKERS)} {rng.choice(THINGS)} {rng.choice(FORMS)} {rng.randrange(10_000)}"
        tax = "reduced" if rng.random() < 0.4 else "standard"
        yield ArticleRow(
            f"A{number:07d}", name, rng.randrange(19, 9_999), "EUR", tax, number + 1, (gtin(number),), category="food",
            shelf=f"{rng.randrange(1, 40)}",
        )  # fmt: skip


def item(row: ArticleRow, ver: int = 1) -> FeedItem:
    return FeedItem(FEED_ARTICLE, row.sku, ver, msgspec.Raw(msgspec.json.encode(row)))


def page(*items: FeedItem, start: int = 0, to: int | None = None, stream: str = CATALOGUE, gen: int = 1) -> FeedPage:
    end = start + len(items) if to is None else to
    return FeedPage(stream, gen, start, end, end, items, server_time=SOURCE_OF_TIME_MS + end)


def policy_page() -> FeedPage:
    """Store, rates, operators, quick keys and limits of the shop everything here is sold in."""
    store = StoreRow(
        "S0042", "Tresen", "Tresen Mitte", "Torstraße 1", "10119 Berlin", "DE", "EUR", "Europe/Berlin", "included",
        "DE999999999", "de", CATALOGUE, demo=True,
    )  # fmt: skip
    facts = [
        (FEED_STORE, "S0042", store),
        (FEED_RATE, "standard", Rate("standard", 1900)),
        (FEED_RATE, "reduced", Rate("reduced", 700)),
        (FEED_OPERATOR, "7", OperatorRow("7", "M. Demir", "cashier", "")),
        (FEED_POLICY, "policy", PolicyRow()),
        *[(FEED_QUICK_KEY, f"{n:02d}", QuickKey(n, f"A{n:07d}", f"Taste {n}")) for n in range(1, 13)],
    ]
    items = [FeedItem(kind, id_, 1, msgspec.Raw(msgspec.json.encode(row))) for kind, id_, row in facts]
    return page(*items, stream=POLICY)


def make_replica(folder: Path, n_articles: int) -> Path:
    """A replica in force in ``folder`` with the policy and ``n_articles``; about six seconds per million. The rows go
    in behind the writer's back and the index of names is built at once: the layout is the writer's own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = SqliteReplicaWriter(folder)
    writer.apply(policy_page())
    writer.apply(page(to=n_articles))
    assert writer.cursor(CATALOGUE) == Cursor(CATALOGUE, 1, n_articles)
    writer.close()
    path = current_file(folder)
    assert path is not None
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("BEGIN")
    columns = "rank, sku, name, price_minor, tax, gtin, unit, category, shelf, ver, codes"
    db.executemany(f"INSERT INTO article ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)", _articles(n_articles))
    db.execute("INSERT INTO code SELECT gtin, sku FROM article")
    db.execute("INSERT INTO name_index (name_index) VALUES ('rebuild')")
    db.execute("UPDATE cursor SET articles = 1 WHERE stream = ?", (CATALOGUE,))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


def _articles(n: int) -> Iterator[tuple[str | int, ...]]:
    for r in rows(n):
        yield (
            r.rank, r.sku, r.name, r.price_minor, r.tax, r.gtins[0], r.unit, r.category, r.shelf, json.dumps(r.gtins),
        )  # fmt: skip


class SteadyClock:
    """A clock that goes on by a second at each look, so that a built journal is the same every time."""

    def __init__(self, now_ms: int = SOURCE_OF_TIME_MS) -> None:
        self.ms = now_ms

    def now_ms(self) -> int:
        self.ms += 1_000
        return self.ms

    def mono_ms(self) -> int:
        return self.ms - SOURCE_OF_TIME_MS


class Online:
    def online(self) -> bool:
        return True


IDENTITY = Identity("11111111-0000-4000-8000-000000000000", "7K2Q", "T03", "S0042", "demo")
DEVICE_KEY = bytes(range(32))


def new_journal(path: Path, **options: object) -> SqliteJournal:
    """An empty journal, that is one with its first entry."""
    clock = SteadyClock()
    return SqliteJournal.create(
        path, IDENTITY, DEVICE_KEY, "test", clock, "Europe/Berlin", Online(), Ids(clock), **options
    )  # type: ignore[arg-type]


def open_journal(path: Path, **options: object) -> SqliteJournal:
    return SqliteJournal(path, SteadyClock(), "Europe/Berlin", Online(), **options)  # type: ignore[arg-type]


def sale_fact(ids: Ids, n: int, lines: int = 3, source: str | None = None) -> NewFact:
    """Receipt ``n``: ``lines`` lines of 1,00, paid in cash."""
    sold = tuple(
        SoldLine(k, f"A{k:07d}", gtin(k), f"Kaffeebohnen Crema {k} kg", 1, "piece", 100, 100, "standard", 1900, 1)
        for k in range(1, lines + 1)
    )
    total = 100 * lines
    vat: tuple[VatSum, ...] = vat_included([(1900, total)])
    sale_id = ids.new()
    number = receipt_number(IDENTITY.store, IDENTITY.till, IDENTITY.tag, n)
    seller = Seller("Tresen", "Tresen Mitte", "Torstraße 1", "10119 Berlin", "DE999999999")
    sale = SaleCompleted(
        sale_id, number, n, "shift-1", "EUR", "included", SOURCE_OF_TIME_MS, sold, total, vat,
        (Tender(1, "cash", total, total, 0),), seller, "M. Demir", True, source_invoice=source,
    )  # fmt: skip
    return NewFact(sale_id, sale, "2026-02-25", "7", n, total, source)


def make_journal(path: Path, n_receipts: int, at_once: int = 500) -> None:
    """A closed journal with ``n_receipts`` sales, written by the product's own `append`, many to a transaction."""
    journal = new_journal(path)
    ids = Ids(SteadyClock())
    for start in range(1, n_receipts + 1, at_once):
        journal.append([sale_fact(ids, n) for n in range(start, min(start + at_once, n_receipts + 1))])
    journal.close()
