"""Code 128, code set B (ISO/IEC 15417): a text as the widths of bars and spaces. For receipt numbers on paper."""

from __future__ import annotations

from typing import Final

# Widths of bar, space, bar, space, bar, space in modules; the index is the symbol's value. 106 is the stop symbol.
_TABLE: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
SYMBOLS: Final = tuple(_TABLE.split())
START_B: Final = 104
STOP: Final = 106
QUIET: Final = 10  # modules of white that a scanner needs at either side
_FIRST, _LAST = " ", "\x7f"


def values(text: str) -> tuple[int, ...]:
    """Start, one value per character, check value, stop. ValueError for a character outside of set B (ASCII 32–127)."""
    if not all(_FIRST <= character <= _LAST for character in text):
        raise ValueError("Code 128 set B has no such character")
    data = [ord(character) - ord(_FIRST) for character in text]
    check = (START_B + sum(place * value for place, value in enumerate(data, start=1))) % 103
    return (START_B, *data, check, STOP)


def widths(text: str) -> tuple[int, ...]:
    """Widths in modules, black and white in turn, beginning with a black bar; without the quiet zones."""
    return tuple(int(width) for value in values(text) for width in SYMBOLS[value])
