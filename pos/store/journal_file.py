"""Reading a journal's file: by the till that owns it, or by a person's command while no till runs."""

from __future__ import annotations

import base64
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.base.errors import Bug, Code, Refused, Unavailable
from pos.contract import SET_ASIDE, Entry, Outcome, decode_entry, first_hash, next_hash
from pos.domain.events import SALE_COMPLETED, SALE_VOIDED
from pos.domain.receipt import receipt_number
from pos.ports import Damage, Head, Identity, Stored, Verification, Waiting
from pos.store import journal_schema, sqlite

# Casts, so that a damaged byte in a value's type is found by its hash and not by a crash.
STORED: Final = "SELECT seq, coalesce(CAST(line AS BLOB), x''), lower(hex(hash))"
DIGITS_MAX: Final = 18

SEQ_MISSING: Final = "seq-missing"
HASH_WRONG: Final = "hash-wrong"
NOT_AN_ENTRY: Final = "not-an-entry"
COLUMN_WRONG: Final = "column-wrong"
UNREADABLE: Final = "unreadable"


class JournalFile:
    """Port `JournalReader` over a file that nobody else has open. Believes nothing: opens a journal whose chain is
    broken too, so that `verify` can say where. Writes nothing.
    """

    def __init__(self, path: Path) -> None:
        """Raises Refused NOT_ENROLLED (no file), JOURNAL_FROM_NEWER_VERSION; Unavailable ALREADY_RUNNING,
        JOURNAL_DAMAGED (not a journal at all).
        """
        self._path = path
        if not path.is_file():
            raise Refused(Code.NOT_ENROLLED, file=path.name)
        self._open()

    @property
    def identity(self) -> Identity:
        return self._identity

    def drafts(self) -> dict[str, bytes]:
        return dict(self._rows("SELECT name, value FROM draft"))

    def head(self) -> Head:
        return self._head

    def next_receipt_n(self) -> int:
        return self._receipt_n + 1

    def read(self, after: int, limit: int) -> list[Stored]:
        rows = self._rows(f"{STORED} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
        return [Stored(*row) for row in rows]

    def entry(self, seq: int) -> Stored | None:
        rows = self._rows(f"{STORED} FROM entry WHERE seq = ?", seq)
        return Stored(*rows[0]) if rows else None

    def receipts(self, before: int | None, limit: int, text: str = "") -> list[Stored]:
        """Newest first, found by number: the cost grows with ``limit`` alone. ``text``: the whole of a receipt's
        number, or its end (``123`` finds 000123 and 001123, ``7K2Q-000123`` just the one).
        """
        newest = self._receipt_n if before is None else self._receipts_before(before)
        numbers = list(islice(self._numbered(text.strip().upper(), newest), limit))
        marks = ", ".join("?" * len(numbers))
        rows = self._rows(f"{STORED} FROM entry WHERE receipt_n IN ({marks}) ORDER BY receipt_n DESC", *numbers)
        return [Stored(*row) for row in rows]

    def source_known(self, source: str) -> bool:
        return bool(self._rows("SELECT 1 FROM entry WHERE source = ?", source))

    def acked(self) -> Head:
        """A place that is not in this journal is not believed: everything is offered again, and known at the centre."""
        (seq, hash_), *_ = self._rows("SELECT seq, hash FROM acked")
        item = self.entry(seq)
        return Head(seq, hash_) if item is not None and item.hash == hash_ else Head(0, self._first_hash)

    def outcomes(self, seqs: Sequence[int]) -> dict[int, Outcome]:
        marks = ", ".join("?" * len(seqs))
        rows = self._rows(f"SELECT seq, status, reason, review FROM outcome WHERE seq IN ({marks})", *seqs)
        return {row[0]: Outcome(*row) for row in rows}

    def review_count(self) -> int:
        return int(self._rows(f"SELECT count(*) FROM outcome WHERE status = '{SET_ASIDE}'")[0][0])

    def waiting(self) -> Waiting:
        """The difference of two receipt numbers; nothing is counted."""
        acked = self._receipts_before(self.acked().seq + 1)
        if acked == self._receipt_n:
            return Waiting(0, None)
        return Waiting(self._receipt_n - acked, self._receipt("at", acked + 1))

    def shifts(self) -> int:
        return int(self._rows("SELECT count(*) FROM entry WHERE kind = 'shift.opened'")[0][0])

    def unprinted(self, limit: int) -> list[int]:
        return [row[0] for row in self._rows("SELECT seq FROM unprinted ORDER BY seq DESC LIMIT ?", limit)]

    def verify(self, after: Head | None = None, limit: int | None = None) -> tuple[Verification, Head]:
        """Numbers without gaps to the end, each line the entry it says it is, each column what the line says, each
        hash that of the line and the hash before.
        """
        reached, proven = after or Head(0, self._first_hash), 0
        columns = "id, kind, at, receipt_n, total_minor, source"
        query = f"{STORED}, {columns} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?"
        try:
            with self._using() as db:
                for row in db.execute(query, (reached.seq, -1 if limit is None else limit)):
                    reason = fault(Stored(*row[:3]), row[3:], reached)
                    if reason is not None:
                        return Verification(proven, Damage(reached.seq + 1, reason)), reached
                    reached, proven = Head(row[0], row[2]), proven + 1
            end = max(self._head.seq, self._rows("SELECT coalesce(max(CAST(seq AS INTEGER)), 0) FROM acked")[0][0])
        except (Bug, Unavailable) as error:  # a page that is no page, a text that is no text: SQLite has many words
            if isinstance(error, Unavailable) and error.code is not Code.JOURNAL_DAMAGED:
                raise
            return Verification(proven, Damage(reached.seq + 1, UNREADABLE)), reached
        if proven != limit and reached.seq < end:
            return Verification(proven, Damage(reached.seq + 1, SEQ_MISSING)), reached
        return Verification(proven), reached

    def copy_to(self, path: Path) -> None:
        """A whole, consistent copy (SQLite's VACUUM INTO); copying the file beside a running till would be empty."""
        with self._using() as db:
            db.execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        self._db.close()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        return sqlite.open_to_look(self._path)

    def _open(self) -> None:
        self._db = self._connect()
        try:
            with sqlite.translated(self._path):
                self._load()
        except (Bug, ValueError, TypeError, KeyError) as error:  # a byte on the disk can make a value anything
            self._db.close()
            raise self._damaged(1, "not a journal") from error
        except BaseException:
            self._db.close()
            raise

    def _load(self) -> None:
        meta = dict(self._db.execute("SELECT name, value FROM meta").fetchall())
        version = int(meta["schema"])
        if version > journal_schema.VERSION:
            known = journal_schema.VERSION
            raise Refused(Code.JOURNAL_FROM_NEWER_VERSION, file=self._path.name, version=version, known=known)
        if meta.pop("proof") != journal_schema.proof(meta):
            raise self._damaged(1, "its identity was changed")
        self._identity = Identity(*(meta[name] for name in ("journal", "tag", "till", "store", "mode")))
        device_key = base64.b64decode(meta["device_key"])
        self._first_hash = first_hash(self._identity.journal, self._identity.till, device_key)
        newest = self._db.execute(f"{STORED}, at FROM entry WHERE seq = (SELECT max(seq) FROM entry)").fetchone()
        self._head = Head(newest[0], newest[2]) if newest else Head(0, self._first_hash)
        self._at_ms = newest[3] if newest else 0
        newest_receipt = "SELECT coalesce(max(receipt_n), 0) FROM entry WHERE receipt_n IS NOT NULL"
        self._receipt_n = int(self._db.execute(newest_receipt).fetchone()[0])

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with sqlite.translated(self._path):
            yield self._db

    def _rows(self, query: str, *values: int | str) -> list[Any]:
        with self._using() as db:
            return db.execute(query, values).fetchall()

    def _damaged(self, seq: int, reason: str) -> Unavailable:
        return Unavailable(Code.JOURNAL_DAMAGED, file=self._path.name, seq=seq, reason=reason)

    def _receipt(self, column: str, n: int) -> int:
        rows = self._rows(f"SELECT {column} FROM entry WHERE receipt_n = ?", n)
        if not rows:
            raise self._damaged(1, f"receipt {n} is missing")
        return int(rows[0][0])

    def _receipts_before(self, seq: int) -> int:
        """How many receipts stand before entry ``seq``: numbers and entries grow together, so halving finds it."""
        return bisect_left(range(1, self._receipt_n + 1), seq, key=lambda n: self._receipt("seq", n))

    def _numbered(self, text: str, newest: int) -> Iterator[int]:
        """Receipt numbers up to ``newest``, newest first, whose full number is or ends in ``text``."""
        if not text:
            yield from range(newest, 0, -1)
            return
        digits = text.rpartition("-")[2]
        if not (digits.isascii() and digits.isdigit()) or len(digits) > DIGITS_MAX:
            return
        till = self._identity
        step = 10 ** len(digits)
        last = newest - (newest - int(digits)) % step
        candidates = range(last, 0, -step) if "-" not in text else (int(digits),)
        for n in candidates:
            number = receipt_number(till.store, till.till, till.tag, n).upper()
            if 0 < n <= newest and number.endswith(text):
                yield n


class _Sale(msgspec.Struct, frozen=True):
    receipt_n: int
    total_minor: int
    source_invoice: str | None = None


class _Void(msgspec.Struct, frozen=True):
    sale: _Sale


def fault(item: Stored, columns: Sequence[object], before: Head) -> str | None:
    """Why ``item`` does not continue the chain at ``before``; None if it does. ``columns``: id, kind, at, receipt_n,
    total_minor, source, which must repeat what the line says, since lists and searches go by them.
    """
    if item.seq != before.seq + 1:
        return SEQ_MISSING
    if next_hash(before.hash, item.line) != item.hash:
        return HASH_WRONG
    try:
        entry = decode_entry(item.line)
        sale = _sale(entry)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return NOT_AN_ENTRY
    if (entry.seq, *columns[:3]) != (item.seq, entry.id, entry.kind, entry.at):
        return COLUMN_WRONG
    receipt = tuple(columns[3:])
    said = (sale.receipt_n, sale.total_minor, sale.source_invoice) if sale else (None, *receipt[1:])
    return None if receipt == said else COLUMN_WRONG


def _sale(entry: Entry) -> _Sale | None:
    """What a receipt's columns must say; None if the entry is none."""
    if entry.kind == SALE_COMPLETED:
        return msgspec.json.decode(entry.body, type=_Sale)
    if entry.kind == SALE_VOIDED:
        return msgspec.json.decode(entry.body, type=_Void).sale
    return None
