"""The journal through its port: what is appended is there, in order, once, and nothing else changes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.clock import Ids
from pos.base.errors import Bug, Code, Unavailable
from pos.contract import APPLIED, SET_ASIDE, Outcome, decode_body, decode_entry, first_hash, next_hash
from pos.domain.events import Incident, JournalOpened, Override, SaleCompleted, SaleVoided, ShiftOpened
from pos.domain.receipt import void
from pos.ports import Head, Identity, Journal, NewFact, Waiting
from pos.store.journal import SqliteJournal, new_identity
from pos.store.journal_file import JournalFile
from tests.store.build import (
    DEVICE_KEY,
    IDENTITY,
    Online,
    SteadyClock,
    make_journal,
    new_journal,
    open_journal,
    sale_fact,
)
from tests.store.conftest import raised, sold

DAY = "2026-02-25"


def incident(ids: Ids, what: str = "test") -> NewFact:
    return NewFact(ids.new(), Incident(what, {}), DAY, "7")


def sale_of(fact: NewFact) -> SaleCompleted:
    assert isinstance(fact.body, SaleCompleted)
    return fact.body


# --- birth --------------------------------------------------------------------------------------------------------


def test_a_new_journal_says_whose_it_is(journal: SqliteJournal) -> None:
    port: Journal = journal
    assert port.identity == IDENTITY
    first = journal.entry(1)
    assert first is not None
    assert decode_body(decode_entry(first.line)) == JournalOpened(IDENTITY.journal, "T03", "S0042", "test", "demo")
    assert first.hash == next_hash(first_hash(IDENTITY.journal, "T03", DEVICE_KEY), first.line)
    assert journal.head() == Head(1, first.hash)
    assert journal.acked() == Head(0, first_hash(IDENTITY.journal, "T03", DEVICE_KEY))
    assert (journal.drafts(), journal.next_receipt_n(), journal.shifts(), journal.unprinted(9)) == ({}, 1, 0, [])
    assert journal.waiting() == Waiting(0, None)


def test_a_journal_that_follows_another_names_it(path: Path) -> None:
    journal = new_journal(path, previous="the-one-before", boot="b-1")
    first = journal.entry(1)
    journal.close()
    assert first is not None
    entry = decode_entry(first.line)
    body = decode_body(entry)
    assert isinstance(body, JournalOpened)
    assert (body.previous, entry.boot) == ("the-one-before", "b-1")


def test_a_journal_is_never_overwritten(journal: SqliteJournal, path: Path) -> None:
    with pytest.raises(Bug, match="never overwritten"):
        new_journal(path)


@pytest.mark.parametrize("cut", ["first entry", "name"])
def test_a_birth_cut_short_leaves_no_journal_and_is_begun_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((SqliteJournal, "append") if cut == "first entry" else (Path, "rename")), power_cut)
        with pytest.raises(KeyboardInterrupt):
            new_journal(path)
    assert not path.exists()
    new_journal(path).close()
    assert [p.name for p in path.parent.iterdir()] == ["journal.db"]


def test_identities_differ_and_their_tag_is_four_characters() -> None:
    one, two = new_identity("T03", "S0042", "demo"), new_identity("T03", "S0042", "demo")
    assert one.journal != two.journal
    assert len(one.tag) == 4
    assert one == Identity(one.journal, one.tag, "T03", "S0042", "demo")


# --- appending ----------------------------------------------------------------------------------------------------


def test_an_entry_is_stamped_and_chained(journal: SqliteJournal, ids: Ids) -> None:
    before = journal.head()
    fact = sale_fact(ids, 1, source="536365")
    (item,) = journal.append([fact], {"cart": None, "shift": b"{}"})
    entry = decode_entry(item.line)
    assert (entry.seq, entry.id, entry.kind, entry.v) == (2, fact.id, "sale.completed", 1)
    assert (entry.zone, entry.day, entry.operator, entry.online) == ("Europe/Berlin", DAY, "7", True)
    assert decode_body(entry) == fact.body
    assert item.hash == next_hash(before.hash, item.line)
    assert journal.head() == Head(2, item.hash)
    assert journal.drafts() == {"shift": b"{}"}
    assert (journal.next_receipt_n(), journal.unprinted(9), journal.source_known("536365")) == (2, [2], True)
    assert not journal.source_known("536366")
    assert journal.entry(3) is None


def test_time_never_falls_within_a_journal(path: Path, ids: Ids) -> None:
    clock = SteadyClock()
    journal = SqliteJournal.create(path, IDENTITY, DEVICE_KEY, "test", clock, "Europe/Berlin", Online(), Ids(clock))
    sold(journal, ids, 1)
    latest = clock.ms
    clock.ms -= 3_600_000
    sold(journal, ids, 1)
    journal.close()
    clock.ms -= 3_600_000
    journal = SqliteJournal(path, clock, "Europe/Berlin", Online())
    sold(journal, ids, 1)
    times = [decode_entry(item.line).at for item in journal.read(1, 9)]
    journal.close()
    assert times == [latest] * 3


def test_a_fact_and_the_working_state_change_together_or_not_at_all(journal: SqliteJournal, ids: Ids) -> None:
    journal.save({"cart": b"old", "shift": b"s"})
    head = journal.head()
    with pytest.raises(Bug, match="gapless"):
        journal.append([incident(ids), sale_fact(ids, 7)], {"cart": b"new"})
    assert (journal.head(), journal.drafts()) == (head, {"cart": b"old", "shift": b"s"})
    assert journal.read(1, 9) == []
    sold(journal, ids, 1, {"cart": None})
    assert (journal.head().seq, journal.drafts()) == (2, {"shift": b"s"})


def test_what_a_receipt_says_and_its_columns_are_one(journal: SqliteJournal, ids: Ids) -> None:
    fact = sale_fact(ids, 1)
    for wrong in (
        replace(fact, receipt_n=None),
        replace(fact, total_minor=1),
        replace(fact, source="x"),
        replace(fact, body=replace(sale_of(fact), receipt_n=2)),
    ):
        with pytest.raises(Bug, match="columns differ"):
            journal.append([wrong])
    with pytest.raises(Bug, match="does not add up"):
        journal.append([replace(fact, body=replace(sale_of(fact), tenders=()))])
    assert journal.head().seq == 1


def test_a_line_that_would_not_read_back_is_not_written(journal: SqliteJournal, ids: Ids) -> None:
    with pytest.raises(Bug, match="read back"):
        journal.append([NewFact(ids.new(), Override("void", "3", float("nan"), "EUR"), DAY, "7")])  # type: ignore[arg-type]
    assert journal.head().seq == 1


@pytest.mark.parametrize("twice", ["id", "source"])
def test_nothing_is_written_twice(journal: SqliteJournal, ids: Ids, twice: str) -> None:
    first = sale_fact(ids, 1, source="536365")
    journal.append([first])
    again = sale_fact(ids, 2, source="536365")
    if twice == "id":
        again = replace(sale_fact(ids, 2), id=first.id)
    with pytest.raises(Bug, match="never replaced"):
        journal.append([again])
    assert journal.head().seq == 2


def test_a_void_takes_the_next_receipt_number(journal: SqliteJournal, ids: Ids) -> None:
    fact = sale_fact(ids, 1)
    counter = void(
        sale_of(fact), void_id=ids.new(), receipt="S0042-T03-7K2Q-000002", receipt_n=2, shift="shift-1",
        operator_name="M. Demir", opened_at_ms=1, reason="wrong article", approved_by=None,
    )  # fmt: skip
    journal.append([fact, NewFact(counter.sale.sale, counter, DAY, "7", 2, counter.sale.total_minor)])
    assert isinstance(decode_body(decode_entry(journal.receipts(None, 1)[0].line)), SaleVoided)
    assert journal.verify()[0].damage is None
    assert journal.next_receipt_n() == 3


def test_shifts_are_counted(journal: SqliteJournal, ids: Ids) -> None:
    for number in (1, 2):
        journal.append([NewFact(ids.new(), ShiftOpened(f"s{number}", number, "EUR", 30_000), DAY, "7")])
    assert journal.shifts() == 2


# --- lists --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,234 receipts; every tenth is followed by an entry that is none."""
    path = tmp_path_factory.mktemp("many") / "journal.db"
    journal, ids = new_journal(path), Ids(SteadyClock())
    facts = []
    for n in range(1, 1_235):
        facts.append(sale_fact(ids, n, lines=1))
        if n % 10 == 0:
            facts.append(incident(ids))
    journal.append(facts)
    journal.close()
    return path


def numbers(file: JournalFile, before: int | None, limit: int, text: str = "") -> list[int]:
    bodies = [decode_body(decode_entry(item.line)) for item in file.receipts(before, limit, text)]
    assert all(isinstance(body, SaleCompleted) for body in bodies)
    return [body.receipt_n for body in bodies if isinstance(body, SaleCompleted)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1234, 1233, 1232]),
        (" 34 ", [1234, 1134, 1034]),
        ("234", [1234, 234]),
        ("0234", [234]),
        ("1234", [1234]),
        ("001234", [1234]),
        ("0001234", []),
        ("7", [1227, 1217, 1207]),
        ("0", [1230, 1220, 1210]),
        ("000", [1000]),
        ("000000", []),
        ("9999", []),
        ("S0042-T03-7K2Q-000012", [12]),
        ("7k2q-000012", [12]),
        ("-000012", [12]),
        ("7K2Q-12", []),
        ("AAAA-000012", []),
        ("7K2Q-009999", []),
        ("7K2Q-000000", []),
        ("7K2Q", []),
        ("Käse", []),
        ("²", []),
        ("1" * 5_000, []),
    ],
)
def test_receipts_are_found_by_the_end_of_their_number(many: Path, text: str, found: list[int]) -> None:
    file = JournalFile(many)
    assert numbers(file, None, 3, text) == found
    file.close()


def test_receipts_are_listed_page_by_page(many: Path) -> None:
    file = JournalFile(many)
    seen: list[int] = []
    before: int | None = None
    while part := file.receipts(before, 100):
        seen += [item.seq for item in part]
        before = part[-1].seq
    assert len(seen) == 1_234
    assert seen == sorted(seen, reverse=True)
    assert numbers(file, 3, 9) == [1]
    assert numbers(file, 2, 9) == []
    assert numbers(file, 10**6, 1) == [1234]
    assert numbers(file, seen[0], 2, "33") == [1233, 1133]
    file.close()


def test_no_list_walks_the_journal(many: Path) -> None:
    """Each read is by key, at opening too: the plan of none of them scans a table."""
    file = JournalFile(many)
    plans: list[str] = []
    asked: set[str] = set()
    db = file._db
    db.set_trace_callback(asked.add)
    file._load()
    file.receipts(500, 5)
    file.receipts(500, 5, "12")
    file.waiting()
    file.entry(5)
    file.read(7, 3)
    file.outcomes([1, 2])
    file.review_count()
    file.shifts()
    file.unprinted(5)
    file.source_known("536365")
    db.set_trace_callback(None)
    assert len(asked) > 9
    for query in asked:
        plans += [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
    file.close()
    # One row; stopped by its limit.
    allowed = ("SCAN acked", "SCAN unprinted", "SCAN meta")
    assert [plan for plan in plans if plan.startswith("SCAN") and not plan.startswith(allowed)] == []


# --- acknowledgement and print --------------------------------------------------------------------------------------


def test_what_waits_is_what_is_not_acknowledged(journal: SqliteJournal, ids: Ids) -> None:
    sold(journal, ids, 2)
    journal.append([incident(ids)])
    sold(journal, ids, 1)
    times = [decode_entry(item.line).at for item in journal.read(1, 9)]
    assert journal.waiting() == Waiting(3, times[0])
    second = journal.read(0, 2)[-1]
    outcomes = [Outcome(1, APPLIED), Outcome(2, SET_ASIDE, "stock-closed", "R-1")]
    journal.acknowledge(Head(second.seq, second.hash), outcomes)
    assert journal.waiting() == Waiting(2, times[1])
    assert journal.acked() == Head(2, second.hash)
    assert journal.outcomes([1, 2, 3]) == {o.seq: o for o in outcomes}
    assert journal.outcomes([]) == {}
    assert journal.review_count() == 1
    journal.acknowledge(journal.head(), [Outcome(2, APPLIED)])
    assert (journal.waiting(), journal.review_count()) == (Waiting(0, None), 0)
    journal.acknowledge(Head(0, ""), [])
    assert (journal.waiting(), journal.acked().seq) == (Waiting(3, times[0]), 0)


@pytest.mark.parametrize(("seq", "hash_"), [(2, "00" * 32), (99, "00" * 32)])
def test_what_is_not_ours_cannot_be_acknowledged(journal: SqliteJournal, ids: Ids, seq: int, hash_: str) -> None:
    sold(journal, ids, 2)
    with pytest.raises(Bug, match="not ours"):
        journal.acknowledge(Head(seq, hash_), [])
    assert journal.acked().seq == 0


def test_unprinted_are_the_newest_first_until_their_paper_came(journal: SqliteJournal, ids: Ids) -> None:
    sold(journal, ids, 4)
    journal.mark_printed(3)
    journal.mark_printed(3)
    assert journal.unprinted(2) == [5, 4]
    assert journal.unprinted(9) == [5, 4, 2]


# --- one owner ------------------------------------------------------------------------------------------------------

OPENER = """
import sys
from pathlib import Path
from pos.base.errors import TresenError
from pos.store.journal_file import JournalFile
from tests.store.build import open_journal
for how in (open_journal, JournalFile):
    try:
        how(Path(sys.argv[1]))
    except TresenError as error:
        print(error.code)
"""


def test_a_second_owner_is_refused(journal: SqliteJournal, path: Path, ids: Ids) -> None:
    raised(lambda: open_journal(path), Code.ALREADY_RUNNING)
    raised(lambda: JournalFile(path), Code.ALREADY_RUNNING)
    other = subprocess.run([sys.executable, "-c", OPENER, str(path)], capture_output=True, text=True, check=True)
    assert other.stdout.split() == [Code.ALREADY_RUNNING, Code.ALREADY_RUNNING]
    sold(journal, ids, 1)
    assert journal.head().seq == 2


def test_a_closed_journal_is_anybodys(journal: SqliteJournal, path: Path) -> None:
    journal.close()
    file = JournalFile(path)
    assert (file.head(), file.identity) == (journal.head(), IDENTITY)
    assert raised(lambda: open_journal(path), Code.ALREADY_RUNNING)
    file.close()
    open_journal(path).close()


def test_a_file_opened_to_look_at_cannot_be_written(many: Path) -> None:
    file = JournalFile(many)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        file._db.execute("DELETE FROM unprinted")
    file.close()


def test_no_journal_no_till(tmp_path: Path) -> None:
    raised(lambda: JournalFile(tmp_path / "journal.db"), Code.NOT_ENROLLED)


# --- copies -----------------------------------------------------------------------------------------------------------


def test_a_copy_is_whole_while_the_till_goes_on(journal: SqliteJournal, tmp_path: Path, ids: Ids) -> None:
    sold(journal, ids, 3)
    journal.copy_to(tmp_path / "copy.db")
    sold(journal, ids, 1)
    copy = JournalFile(tmp_path / "copy.db")
    assert copy.verify()[0].entries == 4
    assert copy.head() == Head(4, journal.read(3, 1)[0].hash)
    copy.close()
    open_journal(tmp_path / "copy.db").close()
    with pytest.raises((Unavailable, Bug)):
        journal.copy_to(tmp_path / "copy.db")


# --- as a whole -------------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sell"), st.integers(1, 3), st.binary(max_size=40)),
        st.tuples(st.just("note"), st.text(max_size=30), st.just(b"")),
        st.tuples(st.just("save"), st.sampled_from(["cart", "shift"]), st.none() | st.binary(max_size=40)),
        st.tuples(st.just("ack"), st.floats(0, 1), st.just(b"")),
        st.tuples(st.just("open"), st.just(0), st.just(b"")),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(STEPS)
def test_a_journal_is_what_was_appended(steps: list[tuple[str, object, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        journal, ids = new_journal(path), Ids(SteadyClock())
        bodies, drafts, acked = [], {}, 0
        for what, detail, data in steps:
            if what == "sell":
                n = journal.next_receipt_n()
                facts = [sale_fact(ids, n + k) for k in range(int(str(detail)))]
                journal.append(facts, {"cart": data})
                bodies += [fact.body for fact in facts]
                drafts["cart"] = data
            elif what == "note":
                fact = incident(ids, str(detail))
                journal.append([fact])
                bodies.append(fact.body)
            elif what == "save":
                journal.save({str(detail): data})
                drafts[str(detail)] = data
            elif what == "ack":
                acked = int(float(str(detail)) * journal.head().seq)
                item = journal.entry(acked)
                journal.acknowledge(Head(acked, item.hash if item else ""), [])
            else:
                journal.close()
                journal = open_journal(path)
        stored = journal.read(0, 1_000)
        assert [decode_body(decode_entry(item.line)) for item in stored[1:]] == bodies
        assert journal.drafts() == {name: data for name, data in drafts.items() if data is not None}
        assert [item.seq for item in stored] == list(range(1, len(bodies) + 2))
        found, reached = journal.verify()
        assert (found.entries, found.damage, reached) == (len(stored), None, journal.head())
        receipts = sum(isinstance(body, SaleCompleted) for body in bodies)
        assert journal.next_receipt_n() == receipts + 1
        sales = [item.seq for item in stored if decode_entry(item.line).kind == "sale.completed"]
        assert journal.waiting().receipts == sum(seq > acked for seq in sales)
        assert [item.seq for item in journal.receipts(None, 1_000)] == sales[::-1]
        journal.close()


def test_the_chain_is_walked_in_slices(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    make_journal(path, 25)
    file = JournalFile(path)
    position, slices = None, []
    while True:
        found, position = file.verify(position, 10)
        assert found.damage is None
        if not found.entries:
            break
        slices.append(found.entries)
    assert slices == [10, 10, 6]
    assert position == file.head()
    assert file.verify(None, 0) == (type(found)(0), Head(0, first_hash(IDENTITY.journal, "T03", DEVICE_KEY)))
    file.close()
