from pathlib import Path

import pytest

from pos.base.errors import Code, Refused
from pos.cli.sentences import SENTENCES, explain
from pos.cli.show import amount

DOCUMENT = Path(__file__).parents[2] / "docs" / "errors.md"


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_its_sentences_here_and_in_the_document(code: Code) -> None:
    said = SENTENCES[code]
    assert all(said), code
    assert f"| `{code}` | {said.happened} | {said.advice} | {said.data} |" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", list(Code))
def test_a_missing_fact_does_not_hide_the_sentence(code: Code) -> None:
    assert all("{" not in part for part in explain(Refused(code)))


def test_amounts_in_an_error_name_their_currency() -> None:
    said = explain(Refused(Code.CASH_TOO_LITTLE, given_minor=1, due_minor=20, currency="EUR"))
    assert said.happened == "1 minor units EUR is too little, 20 minor units EUR are due."


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(13_912, "EUR", "139.12 EUR"), (-5, "EUR", "-0.05 EUR"), (0, "EUR", "0.00 EUR"), (1_500, "JPY", "1500 JPY")],
)
def test_amounts_have_the_places_of_their_currency(minor: int, currency: str, text: str) -> None:
    assert amount(minor, currency) == text
