"""Money, rates and days as a document writes them."""

from __future__ import annotations

import pytest

from pos.domain.wording import Wording

PATTERNS = {
    "de_DE": ("ccc dd.MM.yyyy HH:mm", "dd.MM.yyyy"),
    "en_GB": ("ccc d MMM yyyy HH:mm", "d MMM yyyy"),
    "nl_NL": ("ccc dd-MM-yyyy HH:mm", "dd-MM-yyyy"),
}
NIGHT_MS = 1_763_764_200_000  # 21 November 2025, 22:30 UTC


def wording(locale: str) -> Wording:
    moment, day = PATTERNS[locale]
    return Wording(locale, moment, day, {"cash": "Bar"})


@pytest.mark.parametrize(
    ("locale", "alone", "column", "rate"),
    [
        ("de_DE", "−1.299,00\xa0€", "−1.299,00", "5,5\xa0%"),
        ("en_GB", "−€1,299.00", "−1,299.00", "5.5%"),
        ("nl_NL", "€\xa0−1.299,00", "−1.299,00", "5,5%"),
    ],
)
def test_money_and_rates_in_each_language(locale: str, alone: str, column: str, rate: str) -> None:
    words = wording(locale)
    assert words.money(-129_900, "EUR") == alone
    assert words.figure(-129_900, "EUR") == column
    assert words.rate(550) == rate


def test_a_currency_without_cents_has_none() -> None:
    assert wording("de_DE").figure(1_234, "JPY") == "1.234"


def test_times_are_those_of_the_store() -> None:
    assert wording("de_DE").at(NIGHT_MS, "Europe/Berlin").endswith("21.11.2025 23:30")
    assert wording("de_DE").at(NIGHT_MS, "Asia/Jerusalem").endswith("22.11.2025 00:30")


def test_the_business_day_is_what_it_says() -> None:
    assert [wording(locale).on("2025-11-21") for locale in PATTERNS] == ["21.11.2025", "21 Nov 2025", "21-11-2025"]


def test_a_word_that_is_missing_prints_its_key() -> None:
    assert wording("de_DE").word("cash") == "Bar"
    assert wording("de_DE").word("voucher") == "voucher"
