"""A document as text of one width, as a receipt printer in text mode has it: for the file printer and the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from pos.domain.slip import (
    Amount,
    Banner,
    Barcode,
    Count,
    Day,
    Item,
    Off,
    Pair,
    Pick,
    Points,
    Qr,
    Row,
    Rule,
    Slip,
    Text,
    Title,
    Vat,
    When,
)
from pos.domain.wording import Wording

WIDTH: Final = 42  # characters on 80 mm paper in font A
_WORDS: Final = Path(__file__).resolve().parents[2] / "resources" / "slip"
_QUANTITY: Final = 4


@cache
def wording(language: str) -> Wording:
    """The words of a language that documents are printed in (de, en, nl)."""
    return msgspec.json.decode((_WORDS / f"{language}.json").read_bytes(), type=Wording)


def paper(slip: Slip, width: int = WIDTH) -> str:
    """The whole document; every line at most ``width`` cells wide, the last one ends with a newline."""
    printer = _Paper(slip, width)
    lines: list[str] = []
    for kind, rows in groupby(slip.rows, type):
        if kind is Vat:
            lines += printer.vat_table([row for row in rows if isinstance(row, Vat)])
        else:
            lines += [line for row in rows for line in printer.lines(row)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def cells(text: str) -> int:
    """How many columns of a fixed-width font the text takes: marks none, wide East Asian characters two."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class _Paper:
    def __init__(self, slip: Slip, width: int) -> None:
        self._slip = slip
        self._width = width
        self._words = wording(slip.language)

    def lines(self, row: Row) -> list[str]:
        words = self._words
        match row:
            case Title(text) | Text(text) | Barcode(text):
                return [self._centred(line) for line in _wrapped(text, self._width)]
            case Banner(word):
                edge = "*" * self._width
                return [edge, *(self._starred(line) for line in _wrapped(words.word(word), self._width - 4)), edge]
            case Rule():
                return ["-" * self._width]
            case Pair(word, text):
                return self._sides(words.word(word), text)
            case When(word, at_ms):
                return self._sides(words.word(word), words.at(at_ms, self._slip.zone))
            case Day(word, day):
                return self._sides(words.word(word), words.on(day))
            case Count(word, count, signed):
                return self._sides(words.word(word), words.count(count, signed=signed))
            case Points(word, count, worth):
                return self._sides(words.word(word), words.points(count, worth, self._slip.currency))
            case Off():
                return self._off(row)
            case Qr(text, word, hint):
                # Text only: no code can be drawn, so the address stands there to be typed.
                said = (words.word(word), words.word(hint), text)
                return ["", *(self._centred(line) for part in said for line in _wrapped(part, self._width)), ""]
            case Amount():
                return self._amount(row)
            case Item():
                return self._item(row)
            case Pick():
                return self._pick(row)
            case Vat():
                return self.vat_table([row])

    def vat_table(self, rows: Sequence[Vat]) -> list[str]:
        """The rates in columns under one header; on paper too narrow for that, one figure a line."""
        words = self._words
        heads = [words.word(key) for key in ("net", "tax", "gross")]
        table = [(f"{row.letter} {words.rate(row.rate_bp)}", list(map(self._figure, _sums(row)))) for row in rows]
        column = (self._width - 10) // 3
        if max(cells(figure) for _, figures in table for figure in [*heads, *figures]) >= column:
            return [
                line
                for lead, figures in table
                for line in (
                    f"{words.word('vat')} {lead}",
                    *(self._sides(*pair)[0] for pair in zip(heads, figures, strict=True)),
                )
            ]
        first = self._width - 3 * column
        return [
            _filled(lead, first) + "".join(_filled(figure, column, right=True) for figure in figures)
            for lead, figures in [(words.word("vat"), heads), *table]
        ]

    def _amount(self, row: Amount) -> list[str]:
        label = self._words.labelled(row.word, row.detail, row.points)
        if row.strong:
            return self._sides(label.upper(), self._words.money(row.amount_minor, self._slip.currency))
        return self._sides(label, self._figure(row.amount_minor))

    def _item(self, item: Item) -> list[str]:
        total = f"{self._figure(item.total_minor)} {item.letter}"
        room = self._width - _QUANTITY - cells(total) - 1
        first, *others = _wrapped(item.text, room) or [""]
        indent = " " * _QUANTITY
        lines = [_filled(str(item.quantity).replace("-", "−"), _QUANTITY) + _filled(first, room) + " " + total]
        lines += [indent + other for other in others]
        if abs(item.quantity) != 1:
            lines.append(f"{indent}{self._words.word('each')} {self._figure(item.unit_minor)}")
        return lines

    def _pick(self, pick: Pick) -> list[str]:
        indent = " " * _QUANTITY
        room = self._width - _QUANTITY
        first, *others = [*_wrapped(pick.text, room), *_wrapped(pick.code, room)]
        return [_filled(str(pick.quantity), _QUANTITY) + first, *(indent + other for other in others)]

    def _off(self, off: Off) -> list[str]:
        """Under its line: why, and how much; the amount ends where those of the lines do."""
        label = " ".join(part for part in (off.word and self._words.word(off.word), off.text) if part)
        amount = self._figure(off.amount_minor) + "  "
        room = self._width - _QUANTITY - cells(amount) - 1
        first, *others = _wrapped(label, room) or [""]
        indent = " " * _QUANTITY
        return [indent + _filled(first, room) + " " + amount, *(indent + other for other in others)]

    def _sides(self, left: str, right: str) -> list[str]:
        gap = self._width - cells(left) - cells(right)
        if gap >= 1:
            return [left + " " * gap + right]
        return [
            *_wrapped(left, self._width),
            *(_filled(line, self._width, right=True) for line in _wrapped(right, self._width)),
        ]

    def _figure(self, minor: int) -> str:
        return self._words.figure(minor, self._slip.currency)

    def _centred(self, text: str) -> str:
        return " " * ((self._width - cells(text)) // 2) + text

    def _starred(self, text: str) -> str:
        inner = self._width - 2
        left = (inner - cells(text)) // 2
        return "*" + _filled(" " * left + text, inner) + "*"


def _sums(row: Vat) -> tuple[int, int, int]:
    return row.net_minor, row.tax_minor, row.gross_minor


def _filled(text: str, width: int, *, right: bool = False) -> str:
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, broken at spaces where there are any."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, width):
            joined = f"{line} {piece}" if line else piece
            if cells(joined) <= width:
                line = joined
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word in parts that fit a line each."""
    part, used = "", 0
    for character in word:
        size = _cells(character)
        if used + size > width:
            yield part
            part, used = "", 0
        part += character
        used += size
    yield part
