"""The circuit breaker before questions to the centre: whoever keeps people waiting twice in a row is not asked again
until the line has proven itself. Pure: no clock, no I/O; times are mono ms of the caller.
"""

from __future__ import annotations

from collections import deque
from typing import Final

PATIENCE_MS: Final = 800
MISSES: Final = 2
GOOD_ANSWERS: Final = 3
WITHIN_MS: Final = 10_000


class Breaker:
    """``open``: nothing is asked; every question is answered at once with that.

    Opens after `MISSES` questions in a row without an answer in their time. Closes after `GOOD_ANSWERS` answers, each
    in less than `PATIENCE_MS`, within `WITHIN_MS`; since nothing is asked while it is open, these are answers to the
    sync engine's own requests.
    """

    def __init__(self) -> None:
        self.open = False
        self._misses = 0
        self._good: deque[int] = deque(maxlen=GOOD_ANSWERS)

    def missed(self) -> None:
        """A question had no answer in its time."""
        self._misses += 1
        if self._misses >= MISSES and not self.open:
            self.open = True
            self._good.clear()

    def answered(self, now: int, took_ms: int) -> None:
        """A question had an answer in its time."""
        self._misses = 0
        self.heard(now, took_ms)

    def heard(self, now: int, took_ms: int) -> None:
        """The engine had a good answer. It closes the breaker, but ends no row of misses: a centre whose feeds are
        fast and whose look-ups are silent would else keep every single question waiting.
        """
        if not self.open or took_ms >= PATIENCE_MS:
            return
        self._good.append(now)
        if len(self._good) == GOOD_ANSWERS and now - self._good[0] <= WITHIN_MS:
            self.open = False
            self._misses = 0
