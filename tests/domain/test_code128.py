"""Code 128 set B, against published encodings."""

import pytest

from pos.domain.code128 import SYMBOLS, values, widths


def test_a_published_encoding() -> None:
    # "Kingcean" in set B is 68 2b 49 4e 47 43 45 41 4e 40 6a, check value 0x40.
    assert bytes(values("Kingcean")).hex() == "682b494e474345414e406a"


def test_the_table_against_published_bars() -> None:
    # "01040123453333361503123110123456" in set C: the same table, read through another code set.
    published = (
        "211232222122121322222122312131113123111323111323112313113222121223112232212321221312112232131123331121223112"
    )
    pairs = [1, 4, 1, 23, 45, 33, 33, 36, 15, 3, 12, 31, 10, 12, 34, 56]
    check = (105 + sum(place * value for place, value in enumerate(pairs, start=1))) % 103
    assert "".join(SYMBOLS[value] for value in (105, *pairs, check)) == published


def test_every_symbol_is_eleven_modules_and_none_is_there_twice() -> None:
    assert [sum(map(int, symbol)) for symbol in SYMBOLS] == [11] * 106 + [13]
    assert len(set(SYMBOLS)) == 107
    # Bars (black) of a symbol add up to an even number: the symbology's own check.
    assert all(sum(map(int, symbol[0:6:2])) % 2 == 0 for symbol in SYMBOLS[:106])


def test_widths_begin_and_end_with_a_bar() -> None:
    bars = widths("S0042-T03-7K2Q-000123")
    assert len(bars) % 2 == 1
    assert sum(bars) == 11 * (1 + 21 + 1) + 13


def test_what_the_set_does_not_have() -> None:
    with pytest.raises(ValueError, match="set B"):
        values("Käse")
