"""Reading tables that people give us: CSV, plain or gzipped. Every row that does not go in is named with its reason."""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from babel.numbers import get_currency_precision
from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.base.money import divide_half_up

NUMBER: Final = re.compile(r"([+-]?)(\d{1,15})(?:[.,](\d{1,12}))?", re.ASCII)
TRUE: Final = ("1", "true", "yes", "ja")


class Fault(Struct, frozen=True):
    """A row that did not go in, or a note on one that did: the line it begins on, why, and what stood there."""

    file: str
    line: int
    reason: str
    value: str = ""


class ImportReport(Struct, frozen=True):
    """``rows``: records read; each of them was added, changed, unchanged, refused, or left out by a filter."""

    file: str
    kind: str
    rows: int
    added: int
    changed: int
    unchanged: int
    removed: int
    filtered: int
    refused: tuple[Fault, ...]
    notes: tuple[Fault, ...] = ()

    def by_reason(self) -> dict[str, int]:
        return dict(Counter(fault.reason for fault in self.refused).most_common())


class BadRow(Exception):
    """This record cannot go in."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class Record(Struct, frozen=True):
    """A row by column name, cells trimmed and in Unicode NFC; ``line`` is where it begins."""

    line: int
    cells: dict[str, str]


class Sheet:
    """An open table: its name, and the bytes of a CSV or CSV.gz. Raises Refused FILE_UNREADABLE if it is none."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self.rows = 0
        self._reader = csv.reader(io.StringIO(_text(name, data), newline=""), strict=True)
        self.columns = self._header()

    def records(self) -> Iterator[Record]:
        """Every well-formed record; the others go to ``faults``."""
        while True:
            line = self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.rows += 1
                self.fault(line, "row-unreadable", str(error))
                continue
            if not any(cells):
                continue
            self.rows += 1
            if len(cells) != len(self.columns):
                self.fault(line, "columns", f"{len(cells)} instead of {len(self.columns)}")
            elif any("\udc80" <= letter <= "\udcff" for cell in cells if not cell.isascii() for letter in cell):
                self.fault(line, "not-utf8")
            else:
                yield Record(line, dict(zip(self.columns, map(_clean, cells), strict=True)))

    def fault(self, line: int, reason: str, value: str = "") -> None:
        self.faults.append(Fault(self.name, line, reason, value[:80]))

    def note(self, line: int, reason: str, value: str = "") -> None:
        self.notes.append(Fault(self.name, line, reason, value[:80]))

    def require(self, columns: Sequence[str]) -> None:
        """Raises Refused FILE_COLUMNS_MISSING unless all ``columns`` are there."""
        missing = [column for column in columns if column not in self.columns]
        if missing:
            raise Refused(
                Code.FILE_COLUMNS_MISSING, file=self.name, missing=", ".join(missing), found=", ".join(self.columns)
            )

    def report(
        self, kind: str, *, added: int, changed: int, unchanged: int, removed: int = 0, filtered: int = 0
    ) -> ImportReport:
        faults = tuple(sorted(self.faults, key=lambda fault: fault.line))
        return ImportReport(
            self.name, kind, self.rows, added, changed, unchanged, removed, filtered, faults, tuple(self.notes)
        )

    def _header(self) -> list[str]:
        try:
            columns = [_clean(name) for name in next(self._reader)]
        except (StopIteration, csv.Error) as error:
            raise Refused(Code.FILE_UNREADABLE, file=self.name, reason="there is no header row") from error
        return columns


def minor_units(text: str, currency: str) -> tuple[int, bool]:
    """An amount as text in whole minor units, and whether a fraction of one was rounded (half up). No float is
    involved. Raises BadRow: price-missing, price-not-a-number, price-negative, currency-unknown.
    """
    if not text:
        raise BadRow("price-missing")
    match = NUMBER.fullmatch(text)
    if match is None:
        raise BadRow("price-not-a-number", text)
    sign, whole, fraction = match[1], match[2], match[3] or ""
    digits = precision(currency)
    scaled = int(whole + fraction) * 10**digits
    if sign == "-" and scaled:
        raise BadRow("price-negative", text)
    return divide_half_up(scaled, 10 ** len(fraction)), scaled % 10 ** len(fraction) != 0


def precision(currency: str) -> int:
    """How many digits the minor unit of an ISO 4217 currency has."""
    if len(currency) != 3 or not currency.isalpha() or not currency.isupper():
        raise BadRow("currency-unknown", currency)
    return int(get_currency_precision(currency))


def required(cells: Mapping[str, str], column: str) -> str:
    """The cell, or BadRow ``<column>-missing``."""
    if not cells.get(column):
        raise BadRow(f"{column.replace('_', '-')}-missing")
    return cells[column]


def read_file(path: Path) -> bytes:
    """The bytes of a file, or Refused FILE_UNREADABLE."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(Code.FILE_UNREADABLE, file=str(path), reason=error.strerror or str(error)) from error


def _text(name: str, data: bytes) -> str:
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise Refused(Code.FILE_UNREADABLE, file=name, reason="it is damaged") from error
    return data.decode("utf-8-sig", errors="surrogateescape")


def _clean(cell: str) -> str:
    """Spaces and control characters become single spaces, letters NFC; direction and order stay as they are."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in cell)
    return unicodedata.normalize("NFC", " ".join(kept.split()))
