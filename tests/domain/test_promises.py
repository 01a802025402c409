"""Promised days: working days are counted, weekends are not."""

from __future__ import annotations

import pytest

from pos.domain.promises import arrives, next_day


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        ("2025-11-20", 1, "2025-11-21"),  # Thursday to Friday
        ("2025-11-21", 1, "2025-11-24"),  # over the weekend
        ("2025-11-22", 1, "2025-11-24"),  # from a Saturday
        ("2025-11-23", 2, "2025-11-25"),
        ("2025-11-21", 6, "2025-12-01"),
        ("2025-12-31", 1, "2026-01-01"),
        ("2025-11-21", 0, "2025-11-21"),
    ],
)
def test_working_days(today: str, days: int, expected: str) -> None:
    assert arrives(today, days) == expected


def test_the_next_day_goes_over_the_end_of_a_month() -> None:
    assert next_day("2025-11-30") == "2025-12-01"
    assert next_day("2024-02-28") == "2024-02-29"
