"""The replica: what pages say is found, in the order of sales; anything may happen to its file."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code
from pos.contract import FEED_ARTICLE, FEED_OPERATOR, ArticleRow, Cursor, FeedItem, PolicyRow
from pos.domain.barcode import read_code
from pos.domain.catalogue import Article
from pos.ports import Freshness, Replica, ReplicaWriter
from pos.store.replica import ReplicaReader, match, reset
from pos.store.replica_file import POINTER, SCHEMA, current_file
from pos.store.replica_writer import SqliteReplicaWriter
from tests.store.build import CATALOGUE, POLICY, SOURCE_OF_TIME_MS, gtin, item, make_replica, page, policy_page, rows
from tests.store.conftest import raised

COFFEE = ArticleRow("A1", "Kaffeebohnen Crema 1 kg", 1_699, "EUR", "reduced", 1, ("4057218104231",), shelf="12")
MILK = ArticleRow("A2", "Müller Vollmilch", 119, "EUR", "reduced", 2, ("4006381333931",))
HEBREW = ArticleRow("A3", "חלב טרי תנובה", 690, "EUR", "reduced", 3, ("7290027600007",))
BEER = ArticleRow("18", "HEINEKEN", 1_679, "EUR", "standard", 4, ("072890000033",))
CABLE = ArticleRow("85123A", "Kabel USB-C/3.1 weiß", 999, "EUR", "standard", 5)
SHOP = (COFFEE, MILK, HEBREW, BEER, CABLE)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteReplicaWriter]:
    opened = SqliteReplicaWriter(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReplicaReader]:
    opened = ReplicaReader(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shop(writer: SqliteReplicaWriter, reader: ReplicaReader) -> ReplicaReader:
    writer.apply(page(*map(item, SHOP)))
    writer.apply(policy_page())
    return reader


def scanned(reader: Replica, text: str) -> Article | None:
    return reader.article(read_code(text).key)


def skus(reader: Replica, text: str, limit: int = 9) -> list[str]:
    return [article.sku for article in reader.search(text, limit)]


def gone(sku: str, ver: int) -> FeedItem:
    return FeedItem(FEED_ARTICLE, sku, ver, deleted=True)


# --- nothing yet --------------------------------------------------------------------------------------------------


def test_without_a_file_everything_is_empty(reader: ReplicaReader) -> None:
    port: Replica = reader
    assert (port.article("A1"), port.search("kaffee", 5), port.store(), port.rates()) == (None, [], None, ())
    assert (port.operators(), port.quick_keys(), port.policy()) == ((), (), PolicyRow())
    assert port.freshness() == Freshness(None)


def test_a_new_file_is_empty_and_begins_at_nothing(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    port: ReplicaWriter = writer
    assert port.cursor(CATALOGUE) is None
    assert reader.freshness() == Freshness(None)
    assert reader.search("kaffee", 5) == []


# --- by code ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("4057218104231", "A1"),
        ("04057218104231", "A1"),
        ("072890000033", "18"),
        ("0072890000033", "18"),
        ("00072890000033", "18"),
        ("18", "18"),
        ("85123A", "85123A"),
        ("A3", "A3"),
        ("4057218104232", None),
        ("85123", None),
        ("", None),
        ("\ud800", None),
        ("9" * 14, None),
    ],
)
def test_an_article_has_many_codes(shop: ReplicaReader, text: str, sku: str | None) -> None:
    article = scanned(shop, text)
    assert (article.sku if article else None) == sku


def test_an_article_is_complete(shop: ReplicaReader) -> None:
    coffee = Article("A1", COFFEE.name, 1_699, "reduced", "4057218104231", "piece", "", "12", version=1)
    assert scanned(shop, "4057218104231") == coffee


def test_a_sku_that_is_a_gtin_is_scanned_as_one(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(replace(MILK, sku="40170725", gtins=()))))
    assert read_code("40170725").key == "00000040170725"
    for text in ("40170725", "0000040170725"):
        article = scanned(reader, text)
        assert article is not None
        assert article.sku == "40170725"


def test_a_code_printed_with_a_wrong_digit_still_finds_its_article(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(page(item(replace(MILK, gtins=("4006381333932", "0815")))))
    assert [a.sku for a in (scanned(reader, "4006381333932"), scanned(reader, "0815")) if a] == ["A2", "A2"]


def test_two_articles_with_one_code_the_better_seller_is_sold_and_the_other_takes_over(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    twin = replace(MILK, sku="B1", rank=9)
    writer.apply(page(item(twin), item(MILK)))
    assert scanned(reader, MILK.gtins[0]) == reader.article("A2")
    writer.apply(page(gone("A2", 2), start=2))
    assert scanned(reader, MILK.gtins[0]) == reader.article("B1")


# --- by name ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kaff", ["A1"]),
        ("KAFFEE cr", ["A1"]),
        ("cr kaf", ["A1"]),
        ("muller", ["A2"]),
        ("MÜLL", ["A2"]),
        ("mu\u0308ller", ["A2"]),
        ("voll mül", ["A2"]),
        ("חלב", ["A3"]),
        ("תנ טר", ["A3"]),
        ("k", ["A1", "85123A"]),
        ("usb-c", ["85123A"]),
        ("usb c/3", ["85123A"]),
        ("weiß", ["85123A"]),
        ("1", ["A1", "18", "85123A"]),
        ("kaffe tee", []),
        ("affee", []),
        ("", []),
        ("   ", []),
    ],
)
def test_every_word_begins_a_word_of_the_name(shop: ReplicaReader, text: str, found: list[str]) -> None:
    assert skus(shop, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40", ["A1", "A2"]),
        ("4057", ["A1"]),
        ("04057", ["A1"]),
        ("728900", ["18"]),
        ("0728900", ["18"]),
        ("85123a", ["85123A"]),
        ("4057218104231", ["A1"]),
        ("40572181042310", []),
        ("a2", ["A2"]),
        ("0", []),
    ],
)
def test_a_number_is_found_by_its_beginning(shop: ReplicaReader, text: str, found: list[str]) -> None:
    assert skus(shop, text) == found


@pytest.mark.parametrize(
    "text",
    ['"', "kaffee*", "kaffee OR milch", "NOT x", "name : x", "(", "kaffee NEAR milch", "a-b", "^kaffee", "{x}",
     "'; DROP", "%", "_", "\x00", "ka\x00ff", "+", "\\", "🍺", "\ud83c", "ﬀ", "İ"],
)  # fmt: skip
def test_nothing_typed_is_syntax(shop: ReplicaReader, text: str) -> None:
    shop.search(text, 5)
    assert skus(shop, "kaffee") == ["A1"]
    assert skus(shop, f"kaffee {text}")[:1] in (["A1"], [])


@given(st.text())
def test_any_text_may_be_typed(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE n USING fts5 (name, detail='none', prefix='1 2 3 4')")
    if query := match(text):
        db.execute("SELECT rowid FROM n WHERE n MATCH ?", (query,)).fetchall()
    db.close()


def test_no_letter_of_any_alphabet_is_cut_otherwise_than_in_the_index() -> None:
    """A word that SQLite would cut in two would be a phrase, which an index without positions cannot answer."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE n USING fts5 (name, detail='none', tokenize='unicode61 remove_diacritics 2')")
    newer = []
    for number in range(0x80, sys.maxunicode + 1):
        character = chr(number)
        if unicodedata.category(character) in ("Cn", "Cs", "Co"):
            continue
        try:
            db.execute("SELECT 1 FROM n WHERE n MATCH ?", (match(f"a{character}b"),)).fetchall()
        except sqlite3.OperationalError:
            newer.append(number)
    db.close()
    assert [f"{number:x}" for number in newer if number < 0x600] == []  # Latin, Greek, Cyrillic, Hebrew
    assert len(newer) < 5_000  # letters that came to Unicode after SQLite's tables: a search for them finds nothing


def test_best_sellers_come_first_and_nothing_is_sorted(tmp_path: Path) -> None:
    make_replica(tmp_path, 3_000)
    reader = ReplicaReader(tmp_path)
    wanted = [row.sku for row in rows(3_000) if any(w.lower().startswith(("ka", "kä")) for w in row.name.split())]
    assert len(wanted) > 100
    assert skus(reader, "ka", 50) == wanted[:50]
    assert reader.search("ka", 50)[0] == reader.article(wanted[0])
    assert scanned(reader, gtin(2_999)) == reader.article("A0002999")
    asked: list[str] = []
    assert reader._db is not None
    reader._db.set_trace_callback(asked.append)
    reader.search("ka", 20)
    reader._db.set_trace_callback(None)
    (query,) = [text for text in asked if "MATCH" in text and not text.startswith("--")]
    plan = [row[3] for row in reader._db.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN a")]
    reader.close()


# --- pages --------------------------------------------------------------------------------------------------------


def test_a_page_and_its_cursor_are_one(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE), to=7))
    assert writer.cursor(CATALOGUE) == Cursor(CATALOGUE, 1, 7)

    def power_cut(name: str) -> None:
        assert name == "page.before_commit"
        raise KeyboardInterrupt

    writer._at = power_cut
    with pytest.raises(KeyboardInterrupt):
        writer.apply(page(item(MILK), start=7))
    assert writer.cursor(CATALOGUE) == Cursor(CATALOGUE, 1, 7)
    assert reader.article("A2") is None


def test_a_replica_is_opened_again_where_it_stood(tmp_path: Path, writer: SqliteReplicaWriter) -> None:
    writer.apply(page(item(COFFEE), to=7))
    writer.close()
    again, reader = SqliteReplicaWriter(tmp_path), ReplicaReader(tmp_path)
    assert (again.cursor(CATALOGUE), files(tmp_path)) == (Cursor(CATALOGUE, 1, 7), ["replica-1.db"])
    assert skus(reader, "kaffee") == ["A1"]
    again.close()
    reader.close()


def test_what_changes_changes_everywhere(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE), item(MILK)))
    assert skus(reader, "kaffee") == ["A1"]
    tea = replace(COFFEE, name="Tee Earl Grey", price_minor=399, gtins=("7290027600007",))
    writer.apply(page(item(tea, 2), start=2))
    assert (skus(reader, "kaffee"), skus(reader, "tee")) == ([], ["A1"])
    assert scanned(reader, COFFEE.gtins[0]) is None
    article = scanned(reader, "7290027600007")
    assert article is not None
    assert (article.price_minor, article.version) == (399, 2)


def test_older_rows_are_passed_over_one_by_one(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE, 5), item(MILK, 1)))
    old, new = item(replace(COFFEE, name="Alt"), 4), item(replace(MILK, name="Neu"), 2)
    writer.apply(page(old, new, gone("A1", 4), start=2))
    assert (skus(reader, "alt"), skus(reader, "neu"), skus(reader, "kaffee")) == ([], ["A2"], ["A1"])


def test_a_tombstone_takes_everything_away(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE), item(MILK)))
    writer.apply(page(gone("A1", 2), gone("never-here", 1), start=2))
    assert (reader.article("A1"), scanned(reader, COFFEE.gtins[0]), skus(reader, "kaffee")) == (None, None, [])
    assert skus(reader, "voll") == ["A2"]


def test_ranks_are_swapped_within_a_page_and_across_pages(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    a, b, c = (replace(MILK, sku=sku, name=f"Milch {sku}", rank=n, gtins=()) for n, sku in enumerate("ABC", 1))
    writer.apply(page(item(a), item(b), item(c)))
    writer.apply(page(item(replace(a, rank=2), 2), item(replace(b, rank=1), 2), start=3))
    assert skus(reader, "milch") == ["B", "A", "C"]
    writer.apply(page(item(replace(c, rank=1), 3), start=5))
    assert skus(reader, "milch") == ["C", "A", "B"]  # B stands at the end until the page that moves it
    writer.apply(page(item(replace(b, rank=3), 3), start=6))
    assert skus(reader, "milch") == ["C", "A", "B"]


def test_a_page_that_gives_one_rank_twice_keeps_both(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(*(item(replace(row, rank=0, name="Milch")) for row in (COFFEE, MILK, HEBREW))))
    assert sorted(skus(reader, "milch")) == ["A1", "A2", "A3"]


def test_pages_that_do_not_continue_are_passed_over(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    for stranger in (page(item(COFFEE), start=3), page(item(COFFEE), start=1)):
        writer.apply(stranger)
        assert writer.cursor(CATALOGUE) is None
    writer.apply(page(item(COFFEE), to=4))
    for stranger in (page(item(MILK), start=5), page(item(MILK), to=3), page(item(MILK), start=4, gen=2)):
        writer.apply(stranger)
        assert writer.cursor(CATALOGUE) == Cursor(CATALOGUE, 1, 4)
    writer.apply(page(item(COFFEE), to=4))  # the same page, doubled on the way
    assert (skus(reader, "m"), skus(reader, "k")) == ([], ["A1"])


def test_the_age_is_that_of_the_oldest_stream(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE)))
    assert reader.freshness() == Freshness(SOURCE_OF_TIME_MS + 1)
    writer.apply(policy_page())
    assert reader.freshness() == Freshness(SOURCE_OF_TIME_MS + 1)
    writer.apply(page(start=1, to=1))
    assert reader.freshness() == Freshness(SOURCE_OF_TIME_MS + 1)
    writer.apply(page(start=1, to=1_000))
    assert reader.freshness() == Freshness(SOURCE_OF_TIME_MS + len(policy_page().items))


def test_the_store_and_its_people_are_read_as_they_change(shop: ReplicaReader, writer: SqliteReplicaWriter) -> None:
    store = shop.store()
    assert store is not None
    assert store.name == "Tresen Mitte"
    assert [rate.rate_bp for rate in shop.rates()] == [700, 1900]
    assert [key.position for key in shop.quick_keys()] == list(range(1, 13))
    assert [person.name for person in shop.operators()] == ["M. Demir"]
    assert shop.operators() is shop.operators()
    at = len(policy_page().items)
    renamed = replace(shop.operators()[0], name="A. Schmidt")
    news = FeedItem(FEED_OPERATOR, "7", 2, msgspec.Raw(msgspec.json.encode(renamed)))
    writer.apply(page(news, start=at, stream=POLICY))
    assert [person.name for person in shop.operators()] == ["A. Schmidt"]
    writer.apply(page(FeedItem(FEED_OPERATOR, "7", 1, deleted=True), start=at + 1, stream=POLICY))
    assert len(shop.operators()) == 1
    writer.apply(page(FeedItem(FEED_OPERATOR, "7", 3, deleted=True), start=at + 2, stream=POLICY))
    assert shop.operators() == ()


def test_kinds_and_fields_of_later_versions_do_no_harm(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    later = FeedItem("gift_card", "G1", 1, msgspec.Raw(b'{"anything": [1]}'))
    odd = FeedItem(FEED_OPERATOR, "8", 1, msgspec.Raw(b'{"number": 8}'))
    writer.apply(page(later, odd, *policy_page().items, stream=POLICY))
    assert [person.number for person in reader.operators()] == ["7"]
    assert reader._db is not None
    (kept,) = reader._db.execute("SELECT row FROM fact WHERE kind = 'gift_card'").fetchone()
    assert kept == b'{"anything": [1]}'


def test_a_stream_is_forgotten_alone(shop: ReplicaReader, writer: SqliteReplicaWriter) -> None:
    writer.forget(POLICY)
    assert (shop.store(), writer.cursor(POLICY), skus(shop, "kaffee")) == (None, None, ["A1"])
    writer.apply(policy_page())
    writer.forget(CATALOGUE)
    assert (shop.article("A1"), skus(shop, "kaffee"), scanned(shop, COFFEE.gtins[0])) == (None, [], None)
    assert writer.cursor(CATALOGUE) is None
    assert shop.store() is not None
    writer.apply(page(item(COFFEE), gen=2))
    assert (skus(shop, "kaffee"), writer.cursor(CATALOGUE)) == (["A1"], Cursor(CATALOGUE, 2, 1))
    writer.forget("never:here")


CHANGES = st.lists(
    st.lists(
        st.tuples(st.sampled_from("ABCDEFGH"), st.integers(1, 9), st.sampled_from(["tee", "kaffee rot", "tee rot"]),
                  st.booleans()),
        max_size=6,
        unique_by=lambda change: change[0],
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=30)
@given(CHANGES)
def test_index_codes_and_rows_never_disagree(pages: list[list[tuple[str, int, str, bool]]]) -> None:
    """Whatever pages do to ranks, names and codes: what is there is found by name and by code, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        writer, reader = SqliteReplicaWriter(Path(folder)), ReplicaReader(Path(folder))
        model: dict[str, ArticleRow] = {}
        for number, changes in enumerate(pages, 1):
            items = []
            for sku, rank, name, deleted in changes:
                row = ArticleRow(sku, name, number, "EUR", "standard", rank, (gtin(ord(sku) + rank),))
                items.append(gone(sku, number) if deleted else item(row, number))
                model.pop(sku, None)
                if not deleted:
                    model[sku] = row
            writer.apply(page(*items, start=number - 1, to=number))
        for word in ("tee", "kaffee", "rot"):
            assert sorted(skus(reader, word)) == sorted(s for s, row in model.items() if word in row.name.split())
        for sku, row in model.items():
            article = reader.article(sku)
            assert article is not None
            assert (article.name, article.price_minor, article.gtin) == (row.name, row.price_minor, row.gtins[0])
            assert scanned(reader, row.gtins[0]) is not None
        db = sqlite3.connect(current_file(Path(folder)) or "")
        db.execute("INSERT INTO name_index (name_index) VALUES ('integrity-check')")
        assert db.execute("SELECT count(*) FROM code").fetchone()[0] == len(model)
        db.close()
        writer.close()
        reader.close()


def test_many_pages_end_as_one_catalogue(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    catalogue = list(rows(3_000))
    random.Random(5).shuffle(catalogue)
    for start in range(0, 3_000, 500):
        writer.apply(page(*map(item, catalogue[start : start + 500]), start=start))
    best = [row.sku for row in sorted(catalogue, key=lambda row: row.rank) if "schokolade" in row.name.lower()]
    assert skus(reader, "schokolade", 10) == best[:10]


# --- what may happen to the file --------------------------------------------------------------------------------------


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("replica-*.db"))


def test_the_file_may_be_deleted_while_everybody_has_it_open(
    tmp_path: Path, shop: ReplicaReader, writer: SqliteReplicaWriter
) -> None:
    for path in tmp_path.glob("replica*"):
        path.unlink()
    assert shop.article("A1") is None
    assert shop.freshness() == Freshness(None)
    assert writer.cursor(CATALOGUE) is None
    writer.apply(page(item(MILK)))
    assert (shop.article("A1"), skus(shop, "voll")) == (None, ["A2"])
    assert shop.freshness().as_of_ms is not None


def test_reset_begins_anew(tmp_path: Path, shop: ReplicaReader, writer: SqliteReplicaWriter) -> None:
    reset(tmp_path)
    reset(tmp_path)
    assert shop.article("A1") is None
    assert writer.cursor(CATALOGUE) is None
    assert files(tmp_path) == ["replica-2.db"]


def test_a_file_that_a_reader_finds_damaged_is_begun_anew(tmp_path: Path, writer: SqliteReplicaWriter) -> None:
    writer.apply(page(*map(item, rows(2_000))))
    writer.close()
    path = current_file(tmp_path)
    assert path is not None
    data = bytearray(path.read_bytes())
    data[8_192:] = bytes(b ^ 0x55 for b in data[8_192:])
    path.write_bytes(data)
    reader = ReplicaReader(tmp_path)
    assert reader.search("kaffee", 5) == []
    assert reader.article(gtin(5)) is None
    assert reader.freshness() == Freshness(None)
    again = SqliteReplicaWriter(tmp_path)
    assert again.cursor(CATALOGUE) is None
    assert files(tmp_path) == ["replica-2.db"]
    again.apply(page(item(COFFEE)))
    assert skus(reader, "kaffee") == ["A1"]
    reader.close()
    again.close()


def test_damage_that_the_writer_meets_begins_a_new_file(tmp_path: Path, writer: SqliteReplicaWriter) -> None:
    writer.apply(page(*map(item, rows(200))))
    writer._db.execute("PRAGMA writable_schema=ON")
    writer._db.execute("UPDATE sqlite_schema SET rootpage = 3 WHERE name IN ('article', 'code')")
    writer._db.execute("PRAGMA writable_schema=RESET")
    reader = ReplicaReader(tmp_path)
    writer.apply(page(item(COFFEE, 9), start=200))
    assert writer.cursor(CATALOGUE) is None
    assert reader.search("schoko", 5) == []
    writer.apply(page(item(COFFEE)))
    assert skus(reader, "kaffee") == ["A1"]
    reader.close()


@pytest.mark.parametrize("content", [b"", b"no database but long enough to be looked at, again and again" * 99])
def test_what_is_no_replica_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "replica-7.db").write_bytes(content)
    (tmp_path / POINTER).write_text("replica-7.db")
    reader = ReplicaReader(tmp_path)
    assert reader.article("A1") is None
    writer = SqliteReplicaWriter(tmp_path)
    assert files(tmp_path) == ["replica-8.db"]
    writer.apply(page(item(COFFEE)))
    assert skus(reader, "kaffee") == ["A1"]
    writer.close()
    reader.close()


def test_another_versions_replica_is_begun_anew(tmp_path: Path, writer: SqliteReplicaWriter) -> None:
    writer.apply(page(item(COFFEE)))
    writer._db.execute("UPDATE meta SET value = ?", (str(SCHEMA + 1),))
    writer.close()
    again = SqliteReplicaWriter(tmp_path)
    assert again.cursor(CATALOGUE) is None
    assert files(tmp_path) == ["replica-2.db"]
    again.close()


@pytest.mark.parametrize("pointer", [b"", b"../../etc/passwd", b"\xff\xfe", b"replica-99.db"])
def test_a_pointer_to_nowhere_is_no_replica(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / POINTER).write_bytes(pointer)
    reader = ReplicaReader(tmp_path)
    assert reader.article("A1") is None
    writer = SqliteReplicaWriter(tmp_path)
    writer.apply(page(item(COFFEE)))
    assert skus(reader, "kaffee") == ["A1"]
    writer.close()
    reader.close()


def test_a_new_file_never_meets_the_log_of_an_old_one(tmp_path: Path) -> None:
    (tmp_path / "replica-4.db-wal").write_bytes(b"left behind")
    writer = SqliteReplicaWriter(tmp_path)
    assert files(tmp_path) == ["replica-5.db"]
    assert not (tmp_path / "replica-4.db-wal").exists()
    writer.close()


def test_a_full_disk_leaves_the_replica_where_it_was(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(page(item(COFFEE)))
    writer._db.execute(f"PRAGMA max_page_count = {writer._db.execute('PRAGMA page_count').fetchone()[0]}")
    raised(lambda: writer.apply(page(*map(item, rows(2_000)), start=1)), Code.DISK_FULL)
    assert writer.cursor(CATALOGUE) == Cursor(CATALOGUE, 1, 1)
    assert skus(reader, "kaffee") == ["A1"]


def test_readers_of_other_threads_see_the_same(shop: ReplicaReader, tmp_path: Path) -> None:
    found: list[Article | None] = []

    def look() -> None:
        own = ReplicaReader(tmp_path)
        found.append(own.article("A1"))
        own.close()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [shop.article("A1")] * 3
