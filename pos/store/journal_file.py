"""Reading a journal's file: by the till that owns it, or by a person's command while no till runs."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.base.errors import Code, Refused, Unavailable
from pos.contract import SET_ASIDE, Outcome, decode_entry, first_hash, next_hash
from pos.ports import Damage, Head, Identity, Stored, Verification, Waiting
from pos.store import sqlite

SCHEMA: Final = 1
TAIL_ENTRIES: Final = 1_000


class JournalFile:
    """Port `JournalReader` over a file that nobody else has open. Believes nothing: opens a journal whose chain is
    broken too, so that `verify` can say where.
    """

    def __init__(self, path: Path) -> None:
        """Raises Unavailable JOURNAL_DAMAGED (not a journal), ALREADY_RUNNING; Refused JOURNAL_FROM_NEWER_VERSION."""
        self._path = path
        if not path.is_file():
            raise Refused(Code.NOT_ENROLLED, file=path.name)
        self._db = sqlite.open_precious(path)
        try:
            with sqlite.translated(path):
                self._load()
        except BaseException:
            self._db.close()
            raise

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
        rows = self._rows("SELECT seq, line, hash FROM entry WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
        return [_stored(row) for row in rows]

    def entry(self, seq: int) -> Stored | None:
        rows = self._rows("SELECT seq, line, hash FROM entry WHERE seq = ?", seq)
        return _stored(rows[0]) if rows else None

    def receipts(self, before: int | None, limit: int, text: str = "") -> list[Stored]:
        """By index; ``text`` is a receipt number or its last part."""
        last_part = text.rpartition("-")[2].strip()
        if last_part and not (last_part.isascii() and last_part.isdigit()):
            return []
        wanted = "AND receipt_n = ?" if last_part else "AND ? = ''"
        rows = self._rows(
            f"SELECT seq, line, hash FROM entry WHERE receipt_n IS NOT NULL AND seq < ? {wanted}"
            " ORDER BY seq DESC LIMIT ?",
            before if before is not None else self._head.seq + 1,
            int(last_part) if last_part else "",
            limit,
        )
        return [_stored(row) for row in rows]

    def source_known(self, source: str) -> bool:
        return bool(self._rows("SELECT 1 FROM entry WHERE source = ?", source))

    def acked(self) -> Head:
        (seq, hash_), *_ = self._rows("SELECT seq, hash FROM acked")
        return Head(seq, hash_)

    def outcomes(self, seqs: Sequence[int]) -> dict[int, Outcome]:
        marks = ", ".join("?" * len(seqs))
        rows = self._rows(f"SELECT seq, status, reason, review FROM outcome WHERE seq IN ({marks})", *seqs)
        return {row[0]: Outcome(*row) for row in rows}

    def review_count(self) -> int:
        return int(self._rows("SELECT count(*) FROM outcome WHERE status = ?", SET_ASIDE)[0][0])

    def waiting(self) -> Waiting:
        acked = self.acked().seq
        count, first = self._rows(
            "SELECT count(*), min(seq) FROM entry WHERE receipt_n IS NOT NULL AND seq > ?", acked
        )[0]
        if not count:
            return Waiting(0, None)
        return Waiting(count, self._rows("SELECT at FROM entry WHERE seq = ?", first)[0][0])

    def shifts(self) -> int:
        return int(self._rows("SELECT count(*) FROM entry WHERE kind = 'shift.opened'")[0][0])

    def unprinted(self, limit: int) -> list[int]:
        rows = self._rows(
            "SELECT seq FROM entry WHERE receipt_n IS NOT NULL AND seq NOT IN (SELECT seq FROM print_state)"
            " AND seq > ? ORDER BY seq DESC LIMIT ?",
            self._head.seq - TAIL_ENTRIES,
            limit,
        )
        return [row[0] for row in rows]

    def verify(self, after: Head | None = None, limit: int | None = None) -> tuple[Verification, Head]:
        """Numbers without gaps, each line the entry it says it is, each hash that of the line and the hash before."""
        reached = after or Head(0, self._first_hash)
        start, proven = reached.seq, 0
        for item in self.read(start, -1 if limit is None else limit):
            reason = _fault(item, reached)
            if reason is not None:
                return Verification(proven, Damage(reached.seq + 1, reason)), reached
            reached, proven = Head(item.seq, item.hash), proven + 1
        return Verification(proven), reached

    def copy_to(self, path: Path) -> None:
        """A whole, consistent copy (SQLite's VACUUM INTO); copying the file beside a running till would be empty."""
        with sqlite.translated(self._path):
            self._db.execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        self._db.close()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        try:
            meta = dict(self._db.execute("SELECT name, value FROM meta").fetchall())
            schema = int(meta["schema"])
        except (sqlite3.OperationalError, KeyError, ValueError) as error:
            raise Unavailable(Code.JOURNAL_DAMAGED, file=self._path.name, reason="it is no journal") from error
        if schema > SCHEMA:
            raise Refused(Code.JOURNAL_FROM_NEWER_VERSION, file=self._path.name, version=schema, known=SCHEMA)
        self._identity = Identity(meta["journal"], meta["tag"], meta["till"], meta["store"], meta["mode"])
        self._first_hash = first_hash(meta["journal"], meta["till"], base64.b64decode(meta["device_key"]))
        self._receipt_n = int(self._db.execute("SELECT coalesce(max(receipt_n), 0) FROM entry").fetchone()[0])
        newest = self._db.execute("SELECT seq, line, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        self._head = Head(newest[0], newest[2].hex()) if newest else Head(0, self._first_hash)

    def _rows(self, query: str, *values: int | str) -> list[Any]:
        with sqlite.translated(self._path):
            return self._db.execute(query, values).fetchall()


def _stored(row: Sequence[object]) -> Stored:
    seq, line, hash_ = row
    assert isinstance(seq, int)
    assert isinstance(line, bytes)
    assert isinstance(hash_, bytes)
    return Stored(seq, line, hash_.hex())


def _fault(item: Stored, before: Head) -> str | None:
    """Why ``item`` does not continue the chain; None if it does."""
    if item.seq != before.seq + 1:
        return "seq-missing"
    if next_hash(before.hash, item.line) != item.hash:
        return "hash-wrong"
    try:
        return None if decode_entry(item.line).seq == item.seq else "not-an-entry"
    except msgspec.MsgspecError:
        return "not-an-entry"
