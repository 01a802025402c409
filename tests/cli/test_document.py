"""docs/cli.md says everything that ``--help`` says."""

import re
from pathlib import Path

import pytest

from pos.cli.program import VERBS
from pos.rehearsal.invoices import COLUMNS, NOT_A_NUMBER, PRICE_NEGATIVE, QUANTITY_NOT_POSITIVE, UNREADABLE
from tests.cli.conftest import Tresen

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_every_option_is_described(
    tresen: Tresen, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    assert tresen([*verb.split(), "--help"]) == 0
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert f"`{verb}`" in DOCUMENT or f"`tresen {verb}" in DOCUMENT
    assert [option for option in sorted(options) if option not in DOCUMENT] == []


@pytest.mark.parametrize("word", [*COLUMNS, NOT_A_NUMBER, PRICE_NEGATIVE, QUANTITY_NOT_POSITIVE, UNREADABLE])
def test_columns_and_reasons_of_a_replay_are_described(word: str) -> None:
    assert f"| `{word}` |" in DOCUMENT
