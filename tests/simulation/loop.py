"""Simulated time: one heap of things to do, and clocks that read it."""

from __future__ import annotations

import heapq
from collections.abc import Callable

EPOCH_MS = 1_795_500_000_000


class Loop:
    """``now``: simulated ms since the beginning. Equal times run in the order they were asked for."""

    def __init__(self) -> None:
        self.now = 0
        self.steps = 0
        self._n = 0
        self._heap: list[tuple[int, int, Callable[[], None]]] = []

    def after(self, ms: int, do: Callable[[], None]) -> None:
        self._n += 1
        heapq.heappush(self._heap, (self.now + max(0, ms), self._n, do))

    def run(self, until: int, done: Callable[[], bool] = lambda: False) -> None:
        """Do everything up to ``until``, or up to the first second at which ``done()``."""
        second = self.now
        while self._heap and self._heap[0][0] <= until:
            at, _, do = heapq.heappop(self._heap)
            self.now = at
            self.steps += 1
            do()
            if self.now - second >= 1_000:
                second = self.now
                if done():
                    return
        self.now = max(self.now, until)


class SimulatedClock:
    """Port `Clock` on simulated time. ``skew_ms``: how wrong the wall clock is; ``boot_at``: when mono was zero."""

    def __init__(self, loop: Loop, skew_ms: int = 0, boot_at: int = 0) -> None:
        self._loop = loop
        self.skew_ms = skew_ms
        self.boot_at = boot_at

    def now_ms(self) -> int:
        return EPOCH_MS + self._loop.now + self.skew_ms

    def mono_ms(self) -> int:
        return self._loop.now - self.boot_at
