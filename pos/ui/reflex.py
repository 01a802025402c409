"""Telling a reflex from a decision: the blue button has just changed its meaning, and the finger was faster."""

from __future__ import annotations

from typing import Final

from pos.base.clock import Clock

# Faster than anybody reads what a button says now; slower than a key that bounces or a second tap.
REFLEX_MS: Final = 350


class Reflex:
    """``changed()`` when the button means something else; until `REFLEX_MS` later, ``left_ms`` is above zero."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until_ms = clock.mono_ms()

    def changed(self) -> None:
        self._until_ms = self._clock.mono_ms() + REFLEX_MS

    def left_ms(self) -> int:
        """How long a press is still taken for a reflex."""
        return max(0, self._until_ms - self._clock.mono_ms())
