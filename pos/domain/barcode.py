"""What a scan or a typed text means: an article's code with a check digit, or something else.

The check digit is GS1's (General Specifications §7.9); the tests compare it with the library biip, whose tables would
double the time a till needs to start.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pos.base.errors import Code, Refused

GTIN_LENGTHS = (8, 12, 13, 14)
SHORTEST_CODE = 3
QUANTITY_MARK = "*"


class CodeKind(Enum):
    GTIN = "gtin"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ArticleCode:
    """A code to look an article up by. ``key``: GTIN-14 digits for a GTIN, the trimmed text otherwise."""

    kind: CodeKind
    key: str
    text: str


def gtin_key(digits: str) -> str | None:
    """The 14-digit form that makes UPC-A, EAN-13 and EAN-8 of one article equal; None if not a valid GTIN."""
    if len(digits) not in GTIN_LENGTHS or not digits.isascii() or not digits.isdigit():
        return None
    # Weights 1 and 3 in turn from the check digit on; with it the sum is a multiple of ten.
    total = sum(map(int, digits[-1::-2])) + 3 * sum(map(int, digits[-2::-2]))
    return digits.zfill(14) if total % 10 == 0 else None


def read_code(text: str) -> ArticleCode:
    """Classify what came from a scanner or the search field.

    A text of GTIN length made of digits but with a wrong check digit is *not* taken for a GTIN: it may be an
    article number of that length, so it is looked up as text, and `explain_unknown` says why if nothing is found.
    """
    cleaned = text.strip()
    key = gtin_key(cleaned)
    if key is not None:
        return ArticleCode(CodeKind.GTIN, key, cleaned)
    return ArticleCode(CodeKind.TEXT, cleaned, cleaned)


def explain_unknown(code: ArticleCode) -> Refused:
    """The reason for the cashier when nothing was found under ``code``."""
    digits = code.text
    if code.kind is CodeKind.TEXT and digits.isascii() and digits.isdigit():
        if len(digits) in GTIN_LENGTHS:
            return Refused(Code.CODE_CHECK_DIGIT, text=digits)
        if SHORTEST_CODE < len(digits) < max(GTIN_LENGTHS) and len(digits) > min(GTIN_LENGTHS) - 1:
            return Refused(Code.CODE_INCOMPLETE, text=digits)
    return Refused(Code.CODE_UNKNOWN, text=digits)


def split_quantity(text: str) -> tuple[int, str]:
    """Read ``3*4057218104231`` as (3, code); a text without a leading ``n*`` has quantity 1."""
    head, mark, rest = text.strip().partition(QUANTITY_MARK)
    if mark and head.isascii() and head.isdigit():
        return int(head), rest.strip()
    return 1, text.strip()
