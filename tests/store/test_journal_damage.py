"""What a bad disk, a curious person and another program's version do to a journal, and that all of it is noticed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.base.clock import Ids
from pos.base.errors import Code, Refused, TresenError, Unavailable
from pos.contract import Entry, decode_entry, encode_entry, next_hash
from pos.ports import Damage, Head, Stored
from pos.store import journal_schema
from pos.store.journal import TAIL_ENTRIES
from pos.store.journal_file import JournalFile
from tests.store.build import SteadyClock, make_journal, new_journal, open_journal, sale_fact
from tests.store.conftest import raised, sold, tampered

RECEIPTS = 12
UNLOCK = ("DROP TRIGGER entry_no_update", "DROP TRIGGER entry_no_delete")
LOCK = journal_schema.TRIGGERS[:2]
META_UNLOCK, META_LOCK = "DROP TRIGGER meta_no_update", journal_schema.TRIGGERS[4]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    journal, ids = new_journal(path), Ids(SteadyClock())
    for n in range(1, RECEIPTS + 1):
        journal.append([sale_fact(ids, n, source=f"src-{n}")], {"cart": b"[]"})
    journal.close()
    return path


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return shutil.copy(whole, tmp_path / "journal.db")


def entries(path: Path) -> list[Stored]:
    file = JournalFile(path)
    try:
        return file.read(0, 1_000)
    finally:
        file.close()


def damage_in(path: Path) -> Damage | None:
    file = JournalFile(path)
    try:
        return file.verify()[0].damage
    finally:
        file.close()


# --- one byte -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["line", "hash"])
@pytest.mark.parametrize("seq", [1, 2, RECEIPTS + 1])
@settings(max_examples=20)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_in_any_row_is_found_with_the_row(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, column: str, seq: int, place: float, bit: int
) -> None:
    path = tmp_path_factory.mktemp("flip") / "journal.db"
    shutil.copy(whole, path)
    tampered(path, *UNLOCK)
    db = sqlite3.connect(path, isolation_level=None)
    data = bytearray(db.execute(f"SELECT {column} FROM entry WHERE seq = ?", (seq,)).fetchone()[0])
    data[int(place * len(data))] ^= 1 << bit
    db.execute(f"UPDATE entry SET {column} = ? WHERE seq = ?", (bytes(data), seq))
    db.close()
    assert damage_in(path) == Damage(seq, "hash-wrong")


@pytest.mark.parametrize(
    ("column", "value"),
    [("id", "'x'"), ("kind", "'incident'"), ("at", "5"), ("receipt_n", "99"), ("total_minor", "1"), ("source", "'x'")],
)
def test_a_column_that_says_other_than_its_line_is_found(copy: Path, column: str, value: str) -> None:
    tampered(copy, *UNLOCK, f"UPDATE entry SET {column} = {value} WHERE seq = 5")
    assert damage_in(copy) == Damage(5, "column-wrong")


def test_a_receipt_number_on_what_is_none_is_found(copy: Path) -> None:
    tampered(copy, *UNLOCK, "UPDATE entry SET receipt_n = 99 WHERE seq = 1")
    assert damage_in(copy) == Damage(1, "column-wrong")


@settings(max_examples=60)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_in_the_file_changes_no_entry_unnoticed(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    """Found at opening, found by the walk, or outside the entries (free space, an index, a draft)."""
    path = tmp_path_factory.mktemp("flip") / "journal.db"
    data = bytearray(whole.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    path.write_bytes(data)
    for how in (JournalFile, open_journal):
        try:
            journal = how(path)
        except (Unavailable, Refused) as error:
            assert error.code in (Code.JOURNAL_DAMAGED, Code.JOURNAL_FROM_NEWER_VERSION)
            continue
        try:
            if journal.verify()[0].damage is None:
                assert journal.read(0, 1_000) == entries(whole)
                assert journal.identity == JournalFile(whole).identity
        finally:
            journal.close()


def test_a_text_that_is_no_text_is_damage(copy: Path) -> None:
    tampered(copy, *UNLOCK, "UPDATE entry SET id = CAST(x'ff' AS TEXT) WHERE seq = 5")
    assert damage_in(copy) == Damage(5, "unreadable")


def test_a_schema_that_is_no_text_is_damage(copy: Path) -> None:
    """SQLite quotes it in its complaint, which then is no text either."""
    data = copy.read_bytes()
    assert b"total_minor INTEGER" in data
    copy.write_bytes(data.replace(b"total_minor INTEGER", b"total_minor INTEGE\xd2"))
    for how in (JournalFile, open_journal):
        raised(lambda how=how: how(copy), Code.JOURNAL_DAMAGED)


def test_a_page_of_zeros_is_damage(copy: Path) -> None:
    db = sqlite3.connect(copy)
    page = db.execute("SELECT max(pageno) FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'").fetchone()[0]
    size = db.execute("PRAGMA page_size").fetchone()[0]
    db.close()
    with copy.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    raised(lambda: open_journal(copy), Code.JOURNAL_DAMAGED)


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seq", [1, 5, RECEIPTS + 1])
def test_a_missing_row_is_found(copy: Path, seq: int) -> None:
    """The last one too, once the centre has it."""
    last = entries(copy)[-1]
    tampered(
        copy,
        *UNLOCK,
        f"UPDATE acked SET seq = {last.seq}, hash = '{last.hash}'",
        f"DELETE FROM entry WHERE seq = {seq}",
    )
    assert damage_in(copy) == Damage(seq, "seq-missing")


def test_a_row_taken_away_under_a_running_till_is_found(copy: Path) -> None:
    journal = open_journal(copy)
    journal._db.execute("DROP TRIGGER entry_no_delete")
    journal._db.execute(f"DELETE FROM entry WHERE seq = {RECEIPTS + 1}")
    assert journal.verify()[0].damage == Damage(RECEIPTS + 1, "seq-missing")
    journal._db.execute("DELETE FROM entry WHERE receipt_n = 7")
    error = raised(lambda: journal.receipts(6, 3), Code.JOURNAL_DAMAGED)
    assert error.facts["reason"] == "receipt 7 is missing"
    journal.close()


def rehashed(path: Path, seq: int, line: bytes) -> None:
    """Replace an entry and everything the chain says about it, as somebody would who knows how."""
    stored = entries(path)
    hash_ = stored[seq - 2].hash
    db = sqlite3.connect(path, isolation_level=None)
    for statement in UNLOCK:
        db.execute(statement)
    for item in stored[seq - 1 :]:
        content = line if item.seq == seq else item.line
        hash_ = next_hash(hash_, content)
        db.execute("UPDATE entry SET line = ?, hash = ? WHERE seq = ?", (content, bytes.fromhex(hash_), item.seq))
    db.close()


def test_a_line_that_is_no_entry_is_found_even_if_the_chain_was_forged(copy: Path) -> None:
    rehashed(copy, 4, b"{}")
    assert damage_in(copy) == Damage(4, "not-an-entry")


def test_an_entry_under_another_number_is_found_even_if_the_chain_was_forged(copy: Path) -> None:
    entry = decode_entry(entries(copy)[3].line)
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
    rehashed(copy, 4, encode_entry(Entry(**{**fields, "seq": 5})))
    assert damage_in(copy) == Damage(4, "column-wrong")


# --- opening --------------------------------------------------------------------------------------------------------


def test_a_till_refuses_a_journal_whose_newest_rows_are_damaged_and_says_what_is_safe(copy: Path) -> None:
    tampered(copy, *UNLOCK, "UPDATE entry SET line = x'00' WHERE seq = 6")
    file = JournalFile(copy)  # a person may still look
    assert file.verify()[0].entries == 5
    file.close()
    tampered(copy, *LOCK)
    error = raised(lambda: open_journal(copy), Code.JOURNAL_DAMAGED)
    assert (error.facts["seq"], error.facts["reason"]) == (6, "hash-wrong")


def test_opening_looks_at_the_newest_rows_and_the_first(tmp_path: Path) -> None:
    """Old damage does not keep a till from selling; the walk in the background finds it."""
    path = tmp_path / "journal.db"
    make_journal(path, TAIL_ENTRIES + 100)
    journal = open_journal(path)
    journal._db.execute("DROP TRIGGER entry_no_update")
    journal._db.execute("UPDATE entry SET line = x'00' WHERE seq = 50")
    journal._db.execute(LOCK[0])
    journal.close()
    journal = open_journal(path)
    assert journal.verify()[0].damage == Damage(50, "hash-wrong")
    sold(journal, Ids(SteadyClock()), 1)
    journal.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER entry_no_update",
        "DROP TRIGGER entry_no_replace",
        "DROP TRIGGER meta_no_update",
        "DROP INDEX entry_receipt",
        "CREATE TRIGGER sly AFTER INSERT ON entry BEGIN DELETE FROM unprinted; END",
        "CREATE TABLE another (x)",
    ],
)
def test_a_till_refuses_a_journal_whose_guards_were_changed(copy: Path, statement: str) -> None:
    tampered(copy, statement)
    error = raised(lambda: open_journal(copy), Code.JOURNAL_DAMAGED)
    assert error.facts["reason"] == "its guards were changed"
    assert damage_in(copy) is None


CHANGED = "its identity was changed"


@pytest.mark.parametrize("honest", [True, False])
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("journal", "22222222-0000-4000-8000-000000000000", "hash-wrong"),
        ("till", "T04", "hash-wrong"),
        ("device_key", "AAAA", "hash-wrong"),
        ("store", "S0043", "it was opened for another till"),
        ("mode", "live", "it was opened for another till"),
        ("device_key", "AAA", "not a journal"),
    ],
)
def test_a_journal_belongs_to_its_till(copy: Path, name: str, value: str, reason: str, honest: bool) -> None:
    """Changed by accident, or by somebody who knows how to make the proof fit."""
    db = sqlite3.connect(copy, isolation_level=None)
    db.execute(META_UNLOCK)
    db.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))
    meta = dict(db.execute("SELECT name, value FROM meta WHERE name <> 'proof'").fetchall())
    if not honest:
        db.execute("UPDATE meta SET value = ? WHERE name = 'proof'", (journal_schema.proof(meta),))
    db.execute(META_LOCK)
    db.close()
    error = raised(lambda: open_journal(copy), Code.JOURNAL_DAMAGED)
    assert (error.facts["seq"], error.facts["reason"]) == (1, CHANGED if honest else reason)


def test_a_first_entry_of_another_kind_is_refused(copy: Path) -> None:
    tampered(copy, *UNLOCK[:1])
    sale = entries(copy)[1]
    entry = decode_entry(sale.line)
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
    line = encode_entry(Entry(**{**fields, "seq": 1, "id": "another"}))
    db = sqlite3.connect(copy, isolation_level=None)
    file = JournalFile(copy)
    first = next_hash(file._first_hash, line)
    file.close()
    db.execute("DROP TRIGGER entry_no_delete")
    db.execute("DELETE FROM entry WHERE seq > 1")
    db.execute(
        "UPDATE entry SET line = ?, hash = ?, id = 'another', kind = ?, at = ?, receipt_n = 1, total_minor = 300,"
        " source = 'src-1'",
        (line, bytes.fromhex(first), entry.kind, entry.at),
    )
    for statement in LOCK:
        db.execute(statement)
    db.close()
    assert damage_in(copy) is None
    assert raised(lambda: open_journal(copy), Code.JOURNAL_DAMAGED).facts["reason"] == "it was opened for another till"


def test_a_journal_from_a_newer_version_is_left_alone(copy: Path) -> None:
    tampered(copy, META_UNLOCK, "UPDATE meta SET value = '2' WHERE name = 'schema'")
    before = copy.read_bytes()
    for how in (JournalFile, open_journal):
        error = raised(lambda how=how: how(copy), Code.JOURNAL_FROM_NEWER_VERSION)
        assert isinstance(error, Refused)
        assert (error.facts["version"], error.facts["known"]) == (2, 1)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be looked at" * 30])
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    raised(lambda: JournalFile(path), Code.JOURNAL_DAMAGED)


def test_a_journal_without_its_name_is_refused(copy: Path) -> None:
    tampered(copy, "DROP TRIGGER meta_no_delete", "DELETE FROM meta WHERE name = 'till'")
    assert raised(lambda: JournalFile(copy), Code.JOURNAL_DAMAGED).facts["reason"] == CHANGED
    tampered(copy, "DELETE FROM meta")
    assert raised(lambda: JournalFile(copy), Code.JOURNAL_DAMAGED).facts["reason"] == "not a journal"


@pytest.mark.parametrize("change", ["seq = 3", f"seq = {10**6}", "hash = 'x'"])
def test_a_place_that_is_not_ours_counts_as_not_acknowledged(copy: Path, change: str) -> None:
    """Sending again is harmless, not sending is not. A place behind the end says that entries are missing."""
    last = entries(copy)[-1]
    tampered(copy, f"UPDATE acked SET seq = {last.seq}, hash = '{last.hash}'")
    file = JournalFile(copy)
    assert (file.acked(), file.waiting().receipts) == (file.head(), 0)
    file.close()
    tampered(copy, f"UPDATE acked SET {change}")
    file = JournalFile(copy)
    assert (file.acked(), file.waiting().receipts) == (Head(0, file._first_hash), RECEIPTS)
    file.close()
    assert damage_in(copy) == (Damage(last.seq + 1, "seq-missing") if str(10**6) in change else None)


# --- the fence ------------------------------------------------------------------------------------------------------

ROW = "({}, {}, 'incident', 0, {}, NULL, {}, x'00', x'00')"
PUT = "INSERT OR REPLACE INTO entry VALUES "


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET total_minor = 0 WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry",
        "INSERT INTO entry SELECT * FROM entry WHERE seq = 2",
        PUT + ROW.format(2, "'new'", "NULL", "NULL"),
        PUT + ROW.format(14, "(SELECT id FROM entry WHERE seq = 2)", "NULL", "NULL"),
        PUT + ROW.format(14, "'new'", 1, "NULL"),
        PUT + ROW.format(14, "'new'", "NULL", "'src-1'"),
        PUT + ROW.format(99, "'new'", "NULL", "NULL"),
        PUT + ROW.format("NULL", "'new'", "NULL", "NULL"),
        "UPDATE meta SET value = 'T99' WHERE name = 'till'",
        "DELETE FROM meta",
    ],
)
def test_the_fence_holds_in_any_tool(copy: Path, statement: str) -> None:
    """Another tool has not our pragmas: recursive_triggers off is SQLite's own default."""
    before = entries(copy)
    db = sqlite3.connect(copy, isolation_level=None)
    db.execute("PRAGMA recursive_triggers=OFF")
    with pytest.raises(sqlite3.IntegrityError, match=r"never|without gaps"):
        db.execute(statement)
    db.close()
    assert entries(copy) == before


def test_no_column_can_hold_a_fraction(copy: Path) -> None:
    db = sqlite3.connect(copy)
    types = [
        row[2]
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for row in db.execute(f"PRAGMA table_info({name})")
    ]
    strict = [row[5] for row in db.execute("PRAGMA table_list") if row[0] == "main" and not row[1].startswith("sqlite")]
    db.close()
    assert set(types) == {"INTEGER", "TEXT", "BLOB"}
    assert set(strict) == {1}


def test_an_error_says_it_in_our_words(whole: Path) -> None:
    with pytest.raises(TresenError) as error:
        JournalFile(whole.parent / "nothing-here.db")
    assert error.value.code is Code.NOT_ENROLLED
