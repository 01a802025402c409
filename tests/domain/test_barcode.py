import pytest
from biip import ParseError
from biip.gtin import Gtin
from hypothesis import given
from hypothesis import strategies as st

from pos.base.errors import Code
from pos.domain.barcode import GTIN_LENGTHS, CodeKind, explain_unknown, gtin_key, read_code, split_quantity


def test_one_article_has_one_key_in_every_printed_form() -> None:
    assert read_code("072890000033").key == read_code("0072890000033").key == "00072890000033"
    assert read_code(" 4057218104231\r").kind is CodeKind.GTIN


@pytest.mark.parametrize("text", ["4057218104232", "405721810423", "104-2331", "85123A", "٤٠٥٧٢١٨١٠٤٢٣١"])
def test_what_is_no_gtin_is_looked_up_as_text(text: str) -> None:
    assert read_code(text).kind is CodeKind.TEXT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4057218104232", Code.CODE_CHECK_DIGIT),
        ("405721810", Code.CODE_INCOMPLETE),
        ("4057218104231", Code.CODE_UNKNOWN),
        ("104-2331", Code.CODE_UNKNOWN),
        ("123", Code.CODE_UNKNOWN),
        ("1234567890123456", Code.CODE_UNKNOWN),
    ],
)
def test_an_unknown_code_says_why(text: str, code: Code) -> None:
    assert explain_unknown(read_code(text)).code is code


@pytest.mark.parametrize(
    ("text", "quantity", "rest"),
    [
        ("3*4057218104231", 3, "4057218104231"),
        (" 12* x", 12, "x"),
        ("abc", 1, "abc"),
        ("a*b", 1, "a*b"),
        ("*5", 1, "*5"),
    ],
)
def test_a_quantity_can_stand_in_front(text: str, quantity: int, rest: str) -> None:
    assert split_quantity(text) == (quantity, rest)


@given(st.integers(10**7, 10**13 - 1), st.sampled_from(GTIN_LENGTHS))
def test_the_check_digit_is_the_one_of_people_who_read_the_standard(number: int, length: int) -> None:
    body = f"{number:014d}"[-length:][:-1]
    valid = [digits for digits in (f"{body}{check}" for check in range(10)) if gtin_key(digits)]
    assert valid == [digits for digits in (f"{body}{check}" for check in range(10)) if _biip(digits)]
    assert [gtin_key(digits) for digits in valid] == [_biip(digits) for digits in valid]


def _biip(digits: str) -> str | None:
    try:
        return Gtin.parse(digits).as_gtin_14()
    except ParseError:
        return None
