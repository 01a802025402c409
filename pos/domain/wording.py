"""How a document's words, money and days are written in the customer's language.

The words themselves are data (``resources/slip/<language>.json``); whoever prints reads the file and hands it in.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from msgspec import Struct

from pos.base.clock import local_time

_MINUS = "\N{MINUS SIGN}"


class Wording(Struct, frozen=True):
    """``locale``: of numbers and days (CLDR); ``moment``, ``day``: CLDR patterns; ``words``: by key of `Slip` rows."""

    locale: str
    moment: str
    day: str
    words: dict[str, str]

    def word(self, key: str) -> str:
        """The word for a key; the key itself if the file has none, for a paper must never fail for a word."""
        return self.words.get(key, key)

    def money(self, minor: int, currency: str) -> str:
        """An amount that stands alone: ``46,16 €``."""
        return _typographic(format_currency(_major(minor, currency), currency, locale=self.locale))

    def figure(self, minor: int, currency: str) -> str:
        """An amount in a column, without the sign of its currency: ``1.299,00``."""
        places = get_currency_precision(currency)
        pattern = "#,##0." + "0" * places if places else "#,##0"
        return _typographic(format_decimal(_major(minor, currency), format=pattern, locale=self.locale))

    def number(self, value: int) -> str:
        """A whole number, grouped: ``2.480``."""
        return _typographic(format_decimal(value, locale=self.locale))

    def count(self, value: int, *, signed: bool = False) -> str:
        """A whole number; ``signed``: with its plus."""
        return f"+{self.number(value)}" if signed and value > 0 else self.number(value)

    def points(self, count: int, worth_minor: int, currency: str) -> str:
        """Points and what they are worth: ``1.826 = 18,26 €``."""
        return f"{self.number(count)} = {self.money(worth_minor, currency)}"

    def labelled(self, key: str, detail: str = "", points: int = 0) -> str:
        """A word with what stands behind it: a count or a rate in brackets, or so many points."""
        behind = f" ({detail})" if detail else ""
        return self.word(key) + behind + (f" {self.number(points)} P" if points else "")

    def rate(self, basis_points: int) -> str:
        """A tax rate: 1900 → ``19 %``."""
        return format_percent(Decimal(basis_points) / 10_000, locale=self.locale, decimal_quantization=False)

    def at(self, at_ms: int, zone: str) -> str:
        """Day and time of UTC milliseconds in ``zone``."""
        return format_datetime(local_time(at_ms, zone).replace(tzinfo=None), self.moment, locale=self.locale)

    def on(self, day: str) -> str:
        """A business day (ISO date)."""
        return format_date(date.fromisoformat(day), self.day, locale=self.locale)


def _major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def _typographic(number: str) -> str:
    return number.replace("-", _MINUS)
