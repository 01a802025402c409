"""Every reason has a sentence, and the sentence holds the facts of the case."""

import pytest

from pos.base.errors import Bug, Code, Refused, Unavailable
from pos.ui import i18n
from pos.ui.errors import tell


@pytest.mark.parametrize("code", list(Code))
def test_every_code_says_what_happened_and_what_to_do(code: Code) -> None:
    told = tell(Refused(code))
    assert told.what
    assert told.advice.endswith(".")


def test_facts_stand_in_the_sentence() -> None:
    assert "4012345678901" in tell(Refused(Code.CODE_UNKNOWN, text="4012345678901")).what
    told = tell(Refused(Code.CASH_TOO_LITTLE, due_minor=4_616, given_minor=4_000))
    assert i18n.money(4_000, "EUR") in told.what
    assert i18n.money(4_616, "EUR") in told.advice


def test_amounts_are_in_the_currency_of_the_case() -> None:
    assert "₪" in tell(Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=1, currency="ILS")).what


def test_a_curly_bracket_in_a_scan_is_text() -> None:
    assert "{0}{x}" in tell(Refused(Code.CODE_UNKNOWN, text="{0}{x}")).what


def test_the_world_and_our_own_faults_say_what_is_safe() -> None:
    assert "on disk" in tell(Bug("oops")).advice
    assert "safe" in tell(Unavailable(Code.DISK_FULL)).advice
