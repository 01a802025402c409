"""When something is promised: days counted as people who wait for a parcel count them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_SATURDAY: Final = 6


def arrives(today: str, working_days: int) -> str:
    """The ISO date so many working days (Monday to Friday) after the ISO date ``today``."""
    day, left = date.fromisoformat(today), working_days
    while left > 0:
        day += timedelta(days=1)
        left -= day.isoweekday() < _SATURDAY
    return day.isoformat()


def next_day(today: str) -> str:
    """The ISO date after ``today``."""
    return (date.fromisoformat(today) + timedelta(days=1)).isoformat()
