"""Customers in the replica: found by any fragment, the ones seen last first; what pages and time do to them."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code
from pos.contract import (
    FEED_BRIEFING,
    FEED_COUPON,
    FEED_CUSTOMER,
    FEED_LOYALTY,
    FEED_PROMOTION,
    Cursor,
    FeedItem,
    FeedPage,
)
from pos.contract.people import BriefingRow, CustomerRow, LoyaltyRow
from pos.domain.coupons import Coupon
from pos.domain.loyalty import Rules
from pos.domain.promotions import Promotion
from pos.ports import Replica, ReplicaWriter, Word
from pos.settings import defaults, write_settings
from pos.store import sqlite
from pos.store.customers import DAY_MS, query, words
from pos.store.files import Folder
from pos.store.replica import ReplicaReader
from pos.store.replica_file import current_file
from pos.store.replica_writer import SqliteReplicaWriter
from tests.store.build import SOURCE_OF_TIME_MS, item, page, policy_page, rows
from tests.store.conftest import raised

PEOPLE = "cust:S0042"
OFFERS = "promo:eu1"
NOW = SOURCE_OF_TIME_MS
ANNA = CustomerRow("c1", "Anna", "Weiß-Müller", keys=("k-anna", "k-home"), seen_ms=NOW - 5 * DAY_MS)
HANNES = CustomerRow("c2", "Hannes", "Schröder", keys=("k-hannes", "k-home"), seen_ms=NOW - DAY_MS)
AYSE = CustomerRow("c3", "Ayşe", "Yıldız", seen_ms=NOW - 9 * DAY_MS)
NOA = CustomerRow("c4", "נועה", "כהן")
EVERYBODY = (ANNA, HANNES, AYSE, NOA)


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
    writer.apply(people(*map(customer, EVERYBODY)))
    return reader


def feed(kind: str, id_: str, row: object, ver: int = 1) -> FeedItem:
    return FeedItem(kind, id_, ver, msgspec.Raw(msgspec.json.encode(row)))


def customer(row: CustomerRow, ver: int = 1) -> FeedItem:
    return feed(FEED_CUSTOMER, row.id, row, ver)


def gone(id_: str, ver: int) -> FeedItem:
    return FeedItem(FEED_CUSTOMER, id_, ver, deleted=True)


def people(*items: FeedItem, start: int = 0, gen: int = 1, more: int = 0, **told: object) -> FeedPage:
    """``more``: how many rows are left behind the page."""
    end = start + len(items)
    told = {"server_time": NOW, **told}
    return FeedPage(PEOPLE, gen, start, end, end + more, items, **told)  # type: ignore[arg-type]


def found(reader: Replica, text: str, limit: int = 9) -> list[str]:
    return [row.id for row in reader.customers_by_name(text, limit)]


# --- finding --------------------------------------------------------------------------------------------------------


def test_without_a_file_nobody_is_known(reader: ReplicaReader) -> None:
    port: Replica = reader
    assert (port.customer("c1"), port.customers_by_key("k-anna"), port.customers_by_name("ann", 5)) == (None, [], [])
    assert (port.promotions(), port.coupon("TC-1"), port.briefing(), port.loyalty()) == ((), None, (), ())
    assert port.customers_word() == Word(None)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ann", ["c2", "c1"]),
        ("ANN", ["c2", "c1"]),
        ("anna", ["c1"]),
        ("nne", ["c2"]),
        ("muller", ["c1"]),
        ("MÜLLER", ["c1"]),
        ("mu\u0308ll", ["c1"]),
        ("weiss", ["c1"]),
        ("weiß-mül", ["c1"]),
        ("müller anna", ["c1"]),
        ("hröd ann", ["c2"]),
        ("ann w", ["c1"]),
        ("ann we", ["c1"]),
        ("ann sc", ["c2"]),
        ("ann ch", []),
        ("ann x", []),
        ("ayse", ["c3"]),
        ("yildiz", ["c3"]),
        ("כהן", ["c4"]),
        ("annam", []),
        ("nawei", []),
        ("hannes-schroder", ["c2"]),
        ("an", []),
        ("a n n a", []),
        ("", []),
        (" - ", []),
    ],
)
def test_a_fragment_of_three_letters_finds_whoever_holds_it(shop: ReplicaReader, text: str, ids: list[str]) -> None:
    assert found(shop, text) == ids


def test_all_pieces_of_a_fragment_in_one_name_are_not_the_fragment(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    writer.apply(people(customer(CustomerRow("c1", "Charlotte", "Hansen")), customer(CustomerRow("c2", "Chan", "Li"))))
    assert found(reader, "chan") == ["c2"]
    assert found(reader, "chan li") == ["c2"]


def test_the_customer_seen_last_comes_first_and_nothing_is_sorted(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    rows_ = [CustomerRow(f"c{n}", "Anna", "Test", seen_ms=NOW - (n * 7_919 % 500) * DAY_MS // 2) for n in range(500)]
    writer.apply(people(*map(customer, rows_)))
    assert found(reader, "anna", 50) == [row.id for row in sorted(rows_, key=lambda row: -row.seen_ms)[:50]]
    asked: list[str] = []
    assert reader._db is not None
    reader._db.set_trace_callback(asked.append)
    found(reader, "anna test")
    reader._db.set_trace_callback(None)
    (text,) = [text for text in asked if "MATCH" in text and not text.startswith("--")]
    plan = [row[3] for row in reader._db.execute(f"EXPLAIN QUERY PLAN {text}")]
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith(("SCAN p", "SCAN c"))]


def test_a_thousand_customers_seen_in_the_same_minute_all_have_their_place(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    many = [CustomerRow(f"c{n}", "Anna", "Test", seen_ms=NOW) for n in range(2_000)]
    writer.apply(people(*map(customer, many[:1_000])))
    writer.apply(people(*map(customer, many[1_000:]), start=1_000))
    assert len(found(reader, "anna", 5_000)) == 2_000


@pytest.mark.parametrize("text", ['"', "anna*", "anna OR x", "NOT ann", "name : ann", "(", "\x00ann", "\ud83c", "·an",
                                  "%", "_", "🍺", "ﬀ", "İpek", "anna" * 99])  # fmt: skip
def test_nothing_typed_is_syntax(shop: ReplicaReader, text: str) -> None:
    found(shop, text)
    assert found(shop, f"anna {text}") in ([], ["c1"])
    assert found(shop, "anna") == ["c1"]


@given(st.text())
def test_any_text_may_be_typed_and_any_name_be_held(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE p USING fts5 (parts, content='', detail='none', tokenize='ascii')")
        if asked := query(text):
            db.execute("SELECT rowid FROM p WHERE p MATCH ?", (asked[0],)).fetchall()


def test_by_id_and_by_a_whole_identifier(shop: ReplicaReader) -> None:
    assert shop.customer("c1") == ANNA
    assert shop.customer("c9") is None
    assert shop.customers_by_key("k-anna") == [ANNA]
    assert shop.customers_by_key("k-home") == [HANNES, ANNA]
    assert shop.customers_by_key("k-") == []


# --- pages ----------------------------------------------------------------------------------------------------------


def test_what_changes_changes_everywhere(shop: ReplicaReader, writer: SqliteReplicaWriter) -> None:
    married = replace(ANNA, family="Schulz", keys=("k-new",), seen_ms=NOW, points=40)
    writer.apply(people(customer(married, 2), start=4))
    assert (found(shop, "müller"), found(shop, "schul"), found(shop, "ann")) == ([], ["c1"], ["c1", "c2"])
    assert (shop.customers_by_key("k-anna"), shop.customers_by_key("k-new")) == ([], [married])
    assert shop.customer("c1") == married


def test_older_rows_are_passed_over_and_a_tombstone_takes_everything_away(
    shop: ReplicaReader, writer: SqliteReplicaWriter
) -> None:
    writer.apply(people(customer(replace(ANNA, given="Berta"), 1), gone("c1", 1), gone("c9", 7), start=4))
    assert (found(shop, "anna"), found(shop, "berta")) == (["c1"], [])
    writer.apply(people(gone("c1", 2), start=7))
    assert (shop.customer("c1"), found(shop, "ann"), shop.customers_by_key("k-home")) == (None, ["c2"], [HANNES])


def test_a_row_of_a_later_version_that_cannot_be_read_does_no_harm(
    shop: ReplicaReader, writer: SqliteReplicaWriter
) -> None:
    odd = feed(FEED_CUSTOMER, "c1", {"id": "c1", "given": ["Anna", "Maria"], "family": "Weiß"}, 2)
    lacking = feed(FEED_CUSTOMER, "c8", {"id": "c8", "given": "Annalena"})
    more = feed(FEED_CUSTOMER, "c7", {"id": "c7", "given": "Anneliese", "family": "Bach", "shoes": 42})
    writer.apply(people(odd, lacking, more, start=4))
    assert found(shop, "ann") == ["c2", "c7"]
    assert shop.customer("c8") is None


def test_a_stream_of_customers_is_forgotten_alone(shop: ReplicaReader, writer: SqliteReplicaWriter) -> None:
    writer.apply(page(*map(item, rows(3))))
    writer.forget("catalog:eu1")
    assert shop.customer("c1") == ANNA
    writer.forget(PEOPLE)
    assert (shop.customer("c1"), found(shop, "ann"), shop.customers_by_key("k-home")) == (None, [], [])
    assert (writer.cursor(PEOPLE), shop.customers_word()) == (None, Word(None))
    writer.apply(people(customer(ANNA), gen=2))
    assert (found(shop, "ann"), writer.cursor(PEOPLE)) == (["c1"], Cursor(PEOPLE, 2, 1))


CHANGES = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from("ABCDEF"),
            st.sampled_from(["Anna Berg", "Hanna Berg", "Bergmann", "Li", "Bo Annan"]),
            st.integers(0, 3),
            st.frozensets(st.sampled_from(["k1", "k2", "k3"])),
            st.booleans(),
        ),
        max_size=5,
        unique_by=lambda change: change[0],
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_rows_places_keys_and_fragments_never_disagree(
    pages: list[list[tuple[str, str, int, frozenset[str], bool]]],
) -> None:
    """Whatever pages do: who is there is found by name and key in the order of `seen_ms`, and nobody else."""
    with tempfile.TemporaryDirectory() as folder:
        writer, reader = SqliteReplicaWriter(Path(folder)), ReplicaReader(Path(folder))
        model: dict[str, CustomerRow] = {}
        at = 0
        for ver, changes in enumerate(pages, 1):
            items = []
            for id_, name, day, keys, deleted in changes:
                row = CustomerRow(id_, "", name, keys=tuple(sorted(keys)), seen_ms=NOW - day * DAY_MS)
                items.append(gone(id_, ver) if deleted else customer(row, ver))
                model.pop(id_, None)
                if not deleted:
                    model[id_] = row
            writer.apply(people(*items, start=at))
            at += len(items)
        for text in ("ann", "anna", "berg", "bergm", "annan", "ann b"):
            short = [word for word in words(text) if len(word) < 3]
            wanted = {
                id_: row.seen_ms
                for id_, row in model.items()
                if all(word in row.family.lower() for word in words(text) if len(word) > 2)
                and all(any(w.startswith(s) for w in words(row.family)) for s in short)
            }
            ids = found(reader, text)
            assert {id_: model[id_].seen_ms for id_ in ids} == wanted
            assert [wanted[id_] for id_ in ids] == sorted(wanted.values(), reverse=True)
        for key in ("k1", "k2", "k3"):
            assert {r.id for r in reader.customers_by_key(key)} == {i for i, r in model.items() if key in r.keys}
        with closing(sqlite3.connect(current_file(Path(folder)) or "")) as db:
            count = "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM customer_place)"
            assert db.execute(count).fetchone() == (len(model), len(model))
            keys_there = db.execute("SELECT count(*) FROM customer_key").fetchone()[0]
            assert keys_there == sum(len(row.keys) for row in model.values())
        writer.close()
        reader.close()


# --- the centre's word ------------------------------------------------------------------------------------------------


def test_the_word_is_that_of_the_last_page_at_the_head(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    writer.apply(policy_page())
    assert reader.customers_word() == Word(None)
    writer.apply(people(customer(ANNA), more=1, applied={"7K2Q": 5}))
    assert reader.customers_word() == Word(None)  # HANNES is still missing, whatever the centre knows of him
    writer.apply(people(customer(HANNES), start=1, applied={"7K2Q": 6}))
    assert reader.customers_word() == Word(NOW, {"7K2Q": 6})
    writer.apply(people(customer(AYSE), start=2, more=1, applied={"7K2Q": 9}, server_time=NOW + 1))
    assert reader.customers_word() == Word(NOW, {"7K2Q": 6})
    writer.apply(people(start=3, applied={"7K2Q": 9, "A3BC": 1}, server_time=NOW + 2))
    assert reader.customers_word() == Word(NOW + 2, {"7K2Q": 9, "A3BC": 1})
    writer.apply(people(start=3, applied={"7K2Q": 8}, server_time=NOW + 1))  # late on the way
    assert reader.customers_word() == Word(NOW + 2, {"7K2Q": 9, "A3BC": 1})


def test_page_and_word_are_one(writer: SqliteReplicaWriter, reader: ReplicaReader) -> None:
    def power_cut(_: str) -> None:
        raise KeyboardInterrupt

    writer.apply(people(customer(ANNA), applied={"7K2Q": 1}))
    writer._at = power_cut
    with pytest.raises(KeyboardInterrupt):
        writer.apply(people(customer(HANNES), start=1, applied={"7K2Q": 2}, server_time=NOW + 1))
    assert (reader.customers_word(), found(reader, "ann")) == (Word(NOW, {"7K2Q": 1}), ["c1"])


# --- promotions and their like --------------------------------------------------------------------------------------


TWO = Promotion("P1", "2 für 1", "N_FOR_M", take=2, pay=1)
TENTH = Promotion("P2", "−10 %", "PERCENT", value=1_000, coupon="C1")
COUPON = Coupon("C1", "TC-10", "10 % Willkommen", TENTH, single=False)


def test_facts_are_decoded_once_and_kept_until_their_kind_changes(
    writer: SqliteReplicaWriter, reader: ReplicaReader
) -> None:
    facts = [feed(FEED_PROMOTION, "P1", TWO), feed(FEED_COUPON, "C1", COUPON), feed(FEED_COUPON, "odd", {"id": 7}),
             feed(FEED_BRIEFING, "B1", BriefingRow("B1", "note", "Inventur")),
             feed(FEED_LOYALTY, "2026", LoyaltyRow("2026-01-01", Rules("v1")))]  # fmt: skip
    writer.apply(page(*facts, stream=OFFERS))
    promotions, coupon = reader.promotions(), reader.coupon("TC-10")
    assert (promotions, coupon, reader.coupon("TC-11")) == ((TWO,), COUPON, None)
    assert [row.title for row in reader.briefing()] == ["Inventur"]
    assert [row.rules.version for row in reader.loyalty()] == ["v1"]
    writer.apply(page(start=5, stream=OFFERS))  # a poll that brought nothing
    writer.apply(policy_page())
    writer.apply(people(customer(ANNA)))
    writer.apply(page(feed(FEED_PROMOTION, "P1", replace(TWO, text="alt"), 1), start=5, stream=OFFERS))
    assert reader.promotions() is promotions
    assert reader.coupon("TC-10") is coupon
    writer.apply(page(feed(FEED_PROMOTION, "P2", TENTH), start=6, stream=OFFERS))
    assert reader.promotions() == (TWO, TENTH)
    assert reader.coupon("TC-10") is coupon
    writer.apply(page(FeedItem(FEED_COUPON, "C1", 2, deleted=True), start=7, stream=OFFERS))
    assert reader.coupon("TC-10") is None
    writer.forget(OFFERS)
    assert (reader.promotions(), reader.loyalty(), len(reader.operators())) == ((), (), 1)


# --- time ------------------------------------------------------------------------------------------------------------


def test_who_was_not_seen_for_long_is_dropped_even_if_the_centre_is_silent(tmp_path: Path) -> None:
    writer, reader = SqliteReplicaWriter(tmp_path, customer_days=10), ReplicaReader(tmp_path)
    port: ReplicaWriter = writer
    writer.apply(people(*map(customer, EVERYBODY)))
    port.tidy(NOW)
    assert found(reader, "ann") == ["c2", "c1"]
    port.tidy(NOW + DAY_MS - 1)  # the same day: nothing is looked at again
    port.tidy(NOW + 2 * DAY_MS)
    assert [row is not None for row in map(reader.customer, ("c1", "c2", "c3", "c4"))] == [True, True, False, True]
    port.tidy(NOW + 6 * DAY_MS)
    assert (found(reader, "ann"), reader.customers_by_key("k-home")) == (["c2"], [HANNES])
    port.tidy(NOW + 11 * DAY_MS)  # NOA is as old as her page
    assert [reader.customer(row.id) for row in EVERYBODY] == [None] * 4
    assert writer.cursor(PEOPLE) == Cursor(PEOPLE, 1, 4)
    writer.close()
    reader.close()


def test_who_is_too_old_when_they_come_is_not_kept(tmp_path: Path, reader: ReplicaReader) -> None:
    writer = SqliteReplicaWriter(tmp_path, customer_days=10)
    writer.apply(people(customer(ANNA), customer(replace(HANNES, seen_ms=NOW - 11 * DAY_MS))))
    assert found(reader, "ann") == ["c1"]
    writer.apply(people(customer(ANNA, 2), start=2, server_time=NOW + 6 * DAY_MS))
    assert found(reader, "ann") == []
    writer.close()


def test_customers_dropped_by_a_clock_that_ran_ahead_are_fetched_again(tmp_path: Path, reader: ReplicaReader) -> None:
    writer = SqliteReplicaWriter(tmp_path, customer_days=10)
    writer.apply(people(customer(ANNA)))
    writer.tidy(NOW + 900 * DAY_MS)
    assert found(reader, "ann") == []
    writer.tidy(NOW)  # set right by hand
    writer.apply(people(start=1))
    assert writer.cursor(PEOPLE) is None
    writer.apply(people(customer(ANNA)))
    writer.apply(people(start=1))
    assert (found(reader, "ann"), writer.cursor(PEOPLE)) == (["c1"], Cursor(PEOPLE, 1, 1))
    writer.close()


# --- an encrypted file ------------------------------------------------------------------------------------------------


def test_encryption_that_this_machine_cannot_do_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos.store.sqlite.CIPHER", "no_such_package")
    folder = Folder(tmp_path)
    wanted = defaults().with_value("replica_cipher", True)
    refused = raised(lambda: folder.save_settings(wanted), Code.SETTING_INVALID)
    assert refused.facts["name"] == "replica_cipher"
    assert "tresen[cipher]" in str(refused.facts["reason"])
    (tmp_path / "settings.json").write_bytes(write_settings(wanted))
    raised(folder.settings, Code.SETTING_INVALID)


def test_an_encrypted_file_that_this_machine_cannot_read_is_no_replica(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos.store.sqlite.CIPHER", "no_such_package")
    (tmp_path / "replica-1.cipher.db").write_bytes(b"what SQLCipher wrote" * 99)
    (tmp_path / "replica.current").write_text("replica-1.cipher.db")
    reader = ReplicaReader(tmp_path)
    assert reader.customer("c1") is None  # no key
    (tmp_path / "replica.key").write_bytes(bytes(32))
    assert reader.customer("c1") is None  # no package
    with closing(SqliteReplicaWriter(tmp_path)) as writer:  # the setting was taken back
        writer.apply(people(customer(ANNA)))
    assert reader.customer("c1") == ANNA
    reader.close()


@pytest.mark.skipif(not sqlite.can_encrypt(), reason="the optional package sqlcipher3 is not installed")
def test_an_encrypted_replica_serves_like_any_other_and_holds_no_readable_name(tmp_path: Path) -> None:
    with closing(SqliteReplicaWriter(tmp_path)) as writer:
        writer.apply(people(customer(ANNA)))
    reader = ReplicaReader(tmp_path)
    assert found(reader, "anna") == ["c1"]
    with closing(SqliteReplicaWriter(tmp_path, cipher=True)) as writer:
        assert writer.cursor(PEOPLE) is None  # the plain file is gone: everything is fetched again
        writer.apply(people(*map(customer, EVERYBODY)))
        assert found(reader, "ann") == ["c2", "c1"]
        for path in tmp_path.glob("replica-*"):
            assert b"Hannes" not in path.read_bytes()
    assert ((tmp_path / "replica.key").stat().st_mode & 0o777) == 0o600
    with closing(SqliteReplicaWriter(tmp_path, cipher=True)) as writer:
        assert writer.cursor(PEOPLE) == Cursor(PEOPLE, 1, 4)
    (tmp_path / "replica.key").write_bytes(bytes(32))
    assert ReplicaReader(tmp_path).customers_by_name("ann", 5) == []
    with closing(SqliteReplicaWriter(tmp_path, cipher=True)) as writer:
        assert writer.cursor(PEOPLE) is None
    reader.close()
