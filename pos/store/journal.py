"""journal.db: append-only, hash-chained, and precious. See ``docs/storage.md`` for what is lost with which file.

`entry` is guarded by triggers (a fence) and by the chain (the evidence). Beside it stand small mutable tables: drafts
of the working state, what the centre acknowledged and said, and what is not printed yet.
"""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import msgspec

from pos.base.clock import Clock, Ids, local_date
from pos.base.errors import Bug, Code, TresenError, Unavailable
from pos.contract import (
    ENTRY_VERSION,
    Entry,
    Outcome,
    decode_body,
    decode_entry,
    encode_body,
    encode_entry,
    first_hash,
    next_hash,
)
from pos.domain.events import KIND_OF, Body, JournalOpened, SaleCompleted, SaleVoided, money_faults
from pos.ports import Head, Identity, NewFact, Reach, Stored
from pos.store import journal_schema, sqlite
from pos.store.files import sync_folder
from pos.store.journal_file import JournalFile

TAIL_ENTRIES: Final = 1_000
UNFINISHED: Final = ".new"

Failpoint = Callable[[str], None]


def nowhere(name: str) -> None:
    """The failpoint of every normal run."""


def no_reserve() -> bool:
    """There is nothing to give up."""
    return False


class SqliteJournal(JournalFile):
    """Port `Journal`. Belongs to one thread. ``at(name)`` is called at the points where a rehearsal may kill the
    process: ``journal.before_commit``, ``journal.after_commit``, ``ack.before_commit``. ``release_reserve()`` gives
    up the space kept for a full disk and says whether there was any.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        zone: str,
        reach: Reach,
        at: Failpoint = nowhere,
        release_reserve: Callable[[], bool] = no_reserve,
        boot: str | None = None,
    ) -> None:
        """Open an existing journal and prove its newest entries. Raises what `JournalFile` raises, and Unavailable
        JOURNAL_DAMAGED (with ``seq``: all before it is whole); nothing is changed then.
        """
        self._clock = clock
        self._zone = zone
        self._reach = reach
        self._at = at
        self._release_reserve = release_reserve
        self._boot = boot or uuid4().hex[:8]
        self._failed = False
        self.reserve_released = False
        super().__init__(path)

    @classmethod
    def create(
        cls,
        path: Path,
        identity: Identity,
        device_key: bytes,
        app: str,
        clock: Clock,
        zone: str,
        reach: Reach,
        ids: Ids,
        *,
        previous: str | None = None,
        at: Failpoint = nowhere,
        release_reserve: Callable[[], bool] = no_reserve,
        boot: str | None = None,
    ) -> SqliteJournal:
        """Make a new journal whose first entry is ``journal.opened``. It gets its name when it is whole, so a crash
        leaves no journal or a good one. ``previous``: id of the journal it follows.
        """
        if path.exists():
            raise Bug("a journal is never overwritten", file=path.name)
        unfinished = path.with_name(path.name + UNFINISHED)
        for leftover in path.parent.glob(unfinished.name + "*"):
            leftover.unlink()
        meta = {
            "schema": str(journal_schema.VERSION),
            "journal": identity.journal,
            "tag": identity.tag,
            "till": identity.till,
            "store": identity.store,
            "mode": identity.mode,
            "device_key": base64.b64encode(device_key).decode(),
        }
        db = sqlite.open_precious(unfinished, create=True)
        try:
            with sqlite.write(db, path):
                journal_schema.make(db)
                named = {**meta, "proof": journal_schema.proof(meta)}
                db.executemany("INSERT INTO meta VALUES (?, ?)", named.items())
                first = first_hash(identity.journal, identity.till, device_key)
                db.execute("INSERT INTO acked VALUES (1, 0, ?)", (first,))
        finally:
            db.close()
        journal = cls(unfinished, clock, zone, reach, boot=boot)
        try:
            opened = JournalOpened(identity.journal, identity.till, identity.store, app, identity.mode, previous)
            journal.append([NewFact(ids.new(), opened, local_date(clock.now_ms(), zone).isoformat(), "")])
        finally:
            journal.close()
        unfinished.rename(path)
        sync_folder(path.parent)
        return cls(path, clock, zone, reach, at, release_reserve, boot)

    # --- writing --------------------------------------------------------------------------------------------------

    def append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None] | None = None) -> list[Stored]:
        """One durable transaction. On a full disk the reserve is released and the same facts are tried once more;
        after a failing disk the file says whether they were written.
        """
        with self._using():  # opened anew first, if need be
            before = self._head
        try:
            return self._with_reserve(lambda: self._append(facts, drafts or {}))
        except Unavailable as reason:
            written = self._written_after(before, facts) if reason.code is Code.DISK_FAILED else []
            if not written:
                raise
            return written

    def save(self, drafts: Mapping[str, bytes | None]) -> None:
        self._with_reserve(lambda: self._append((), drafts))

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> None:
        """Raises Bug if ``head`` is not a place in this journal: what was never here cannot be acknowledged."""
        ours = self.entry(head.seq)
        if head.seq and (ours is None or ours.hash != head.hash):
            raise Bug("what is acknowledged is not ours", seq=head.seq)
        with self._writing() as db:
            db.execute("UPDATE acked SET seq = ?, hash = ?", (head.seq, ours.hash if ours else self._first_hash))
            db.executemany(
                "INSERT INTO outcome VALUES (?, ?, ?, ?) ON CONFLICT (seq) DO UPDATE"
                " SET status = excluded.status, reason = excluded.reason, review = excluded.review",
                [(o.seq, o.status, o.reason, o.review) for o in outcomes],
            )
            self._at("ack.before_commit")

    def mark_printed(self, seq: int) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM unprinted WHERE seq = ?", (seq,))

    # --- inside: the connection -------------------------------------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        return sqlite.open_precious(self._path)

    def _load(self) -> None:
        super()._load()
        if journal_schema.altered(self._db):
            raise self._damaged(1, "its guards were changed")
        self._check_first()
        start = self._db.execute(
            "SELECT seq, lower(hex(hash)) FROM entry WHERE seq = ?", (max(0, self._head.seq - TAIL_ENTRIES),)
        ).fetchone()
        damage = self.verify(Head(*start) if start else None)[0].damage
        if damage is not None:
            raise self._damaged(damage.seq, damage.reason)

    def _check_first(self) -> None:
        """The first entry binds the file to its till: its hash proves id, till and device key, its body the rest."""
        damage = self.verify(None, 1)[0].damage
        if damage is not None:
            raise self._damaged(damage.seq, damage.reason)
        first, ours = self.entry(1), self._identity
        if first is None:
            return  # being made
        opened = decode_body(decode_entry(first.line))
        if not isinstance(opened, JournalOpened) or (opened.store, opened.mode) != (ours.store, ours.mode):
            raise self._damaged(1, "it was opened for another till")

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """After an I/O error nothing this handle says is believed (a failed fsync may be forgotten by the next one):
        the file is opened anew and its newest entries are proven before anything else.
        """
        if self._failed:
            self._failed = False
            try:
                self._open()
            except TresenError:
                self._failed = True
                raise
        try:
            with super()._using() as db:
                yield db
        except Unavailable as reason:
            if reason.code is Code.DISK_FAILED:
                self._failed = True
                self._db.close()
            raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._using() as db, sqlite.write(db, self._path):
            yield db

    # --- inside: one transaction ------------------------------------------------------------------------------------

    def _with_reserve(self, write: Callable[[], list[Stored]]) -> list[Stored]:
        try:
            return write()
        except Unavailable as reason:
            if reason.code is not Code.DISK_FULL or not self._release_reserve():
                raise
            self.reserve_released = True
            return write()

    def _append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None]) -> list[Stored]:
        stored: list[Stored] = []
        with self._writing() as db:
            head, receipt_n, at_ms = self._head, self._receipt_n, max(self._clock.now_ms(), self._at_ms)
            for fact in facts:
                if fact.receipt_n is not None:
                    receipt_n += 1
                _check(fact, receipt_n)
                item = self._stored(fact, head, at_ms)
                head = Head(item.seq, item.hash)
                db.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (item.seq, fact.id, KIND_OF[type(fact.body)], at_ms, fact.receipt_n, fact.total_minor, fact.source,
                     item.line, bytes.fromhex(item.hash)),
                )  # fmt: skip
                if fact.receipt_n is not None:
                    db.execute("INSERT INTO unprinted VALUES (?)", (item.seq,))
                stored.append(item)
            for name, value in drafts.items():
                _save(db, name, value)
            self._at("journal.before_commit")
        if facts:
            self._head, self._receipt_n, self._at_ms = head, receipt_n, at_ms
        self._at("journal.after_commit")
        return stored

    def _stored(self, fact: NewFact, before: Head, at_ms: int) -> Stored:
        """The line, encoded once; what is about to be hashed must read back as the fact it was made of."""
        entry = Entry(
            seq=before.seq + 1,
            id=fact.id,
            kind=KIND_OF[type(fact.body)],
            v=ENTRY_VERSION,
            at=at_ms,
            zone=self._zone,
            boot=self._boot,
            mono=self._clock.mono_ms(),
            day=fact.day,
            operator=fact.operator,
            online=self._reach.online(),
            body=encode_body(fact.body),
        )
        line = encode_entry(entry)
        if not _reads_back(line, fact.body):
            raise Bug("an entry does not read back as what was written", id=fact.id, kind=entry.kind)
        return Stored(entry.seq, line, next_hash(before.hash, line))

    def _written_after(self, before: Head, facts: Sequence[NewFact]) -> list[Stored]:
        """A commit that failed with an I/O error may have reached the disk all the same. The opened-anew file knows."""
        with suppress(TresenError):
            written = self.read(before.seq, len(facts))
            if [decode_entry(item.line).id for item in written] == [fact.id for fact in facts]:
                return written
        return []


def _check(fact: NewFact, receipt_n: int) -> None:
    """Raise Bug if the columns of a receipt would say other than its body, or its number leaves a gap."""
    if fact.receipt_n is not None and fact.receipt_n != receipt_n:
        raise Bug("receipt numbers must be gapless", expected=receipt_n, got=fact.receipt_n)
    sale = _sale(fact.body)
    if sale is None:
        return
    if (fact.receipt_n, fact.total_minor, fact.source) != (sale.receipt_n, sale.total_minor, sale.source_invoice):
        raise Bug("a receipt's columns differ from its body", id=fact.id)
    faults = money_faults(sale)
    if faults:
        raise Bug("a sale does not add up", id=fact.id, faults=" ".join(faults))


def _reads_back(line: bytes, body: Body) -> bool:
    try:
        return decode_body(decode_entry(line)) == body
    except msgspec.MsgspecError:
        return False


def _sale(body: Body) -> SaleCompleted | None:
    if isinstance(body, SaleVoided):
        return body.sale
    return body if isinstance(body, SaleCompleted) else None


def _save(db: sqlite3.Connection, name: str, value: bytes | None) -> None:
    if value is None:
        db.execute("DELETE FROM draft WHERE name = ?", (name,))
    else:
        db.execute(
            "INSERT INTO draft VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )


def new_identity(till: str, store: str, mode: str) -> Identity:
    """A fresh journal's identity; the tag in every receipt number is cut from its id, four base32 characters."""
    journal: UUID = uuid4()
    tag = base64.b32encode(journal.bytes)[:4].decode()
    return Identity(str(journal), tag, till, store, mode)
