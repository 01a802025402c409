"""Time and identity, passed in everywhere so that a simulation can own both.

Wall times are UTC milliseconds since 1970; a zone's name travels beside them. Order never depends on them.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What the time is: ``now_ms`` on the wall (may jump), ``mono_ms`` since some start (never jumps)."""

    def now_ms(self) -> int: ...

    def mono_ms(self) -> int: ...


class SystemClock:
    """The machine's clock."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class Ids:
    """Mints UUIDv7 (RFC 9562 §5.7): 48 bit of milliseconds, then random bits; sortable by time of birth.

    ``random_bytes`` is the source of randomness (count → bytes), the operating system's unless a test seeds it.
    """

    def __init__(self, clock: Clock, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._clock = clock
        self._random_bytes = random_bytes

    def new(self) -> str:
        """Return a new id in the usual 8-4-4-4-12 form, lower case."""
        tail = int.from_bytes(self._random_bytes(10), "big")
        value = (self._clock.now_ms() & (2**48 - 1)) << 80 | tail
        value = value & ~(0xF << 76) | (0x7 << 76)
        value = value & ~(0x3 << 62) | (0x2 << 62)
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def local_time(at_ms: int, zone: str) -> datetime:
    """The wall clock's reading at ``at_ms`` in the zone of that IANA name."""
    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo(zone)).replace(microsecond=at_ms % 1000 * 1000)


def local_date(at_ms: int, zone: str) -> date:
    """The calendar date at ``at_ms`` in that zone."""
    return local_time(at_ms, zone).date()
