from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Tresen = Callable[..., int]


def test_found_by_a_fragment_and_shown_masked(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["customers", "find", "offm"]) == 0
    assert "Lena Hoffmann  Gold  2480 P" in capsys.readouterr().out
    assert tresen(["customers", "show", "lena"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "2480 points as of 2026-11-21",
        "+49151 ··· 4720",
        "newsletter yes",
        "Onlinekauf W-47102  318.88 EUR",
    ):
        assert words in shown


def test_as_json_for_scripts(tresen: Tresen, capsys: pytest.CaptureFixture[str]) -> None:
    assert tresen(["customers", "show", "lena", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["points"] == 2_480


@pytest.mark.parametrize("words", [["find", "nobody"], ["show", "nobody"]])
def test_nobody_found_is_an_error_with_its_way_out(
    tresen: Tresen, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert tresen(["customers", *words]) == 1
    assert "No customer was found under nobody." in capsys.readouterr().err
