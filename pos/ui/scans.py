"""Telling a scanner from a person by speed or by its marks. No Qt, no clock: fed with characters and their times."""

from __future__ import annotations

from dataclasses import dataclass

# Fewer characters than this in one burst may still be two fingers that came down together.
SHORTEST_SCAN = 4
# A scanner's Enter may come a little later than its characters do; within this it still belongs to the scan.
ENTER_GRACE_MS = 120
# A scanner that was switched off in the middle never sends its suffix.
LONGEST_GAP_MS = 500
LONGEST_SCAN = 512


@dataclass(frozen=True, slots=True)
class Typed:
    """A person pressed these characters, one key each."""

    text: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scanner read this; its Enter, if any, has been taken off."""

    text: str


Decision = Typed | Scanned


class ScanDetector:
    """Holds characters until it is known who sent them.

    ``gap_ms``: characters closer together than this come from a scanner. ``prefix``, ``suffix``: marks the scanner
    is set to send, if any; between them the speed does not matter. Every character comes out exactly once, in its
    order, as part of one `Typed` or one `Scanned`; marks and the scanner's Enter vanish.
    """

    def __init__(self, gap_ms: int = 35, prefix: str = "", suffix: str = "") -> None:
        self._gap_ms = gap_ms
        self._prefix = prefix
        self._suffix = suffix
        self._held = ""
        self._last_ms = 0
        self._marked = False
        self._enter_until_ms: int | None = None

    @property
    def holding(self) -> bool:
        """Whether characters wait for their decision; then `expire` must be called after `patience_ms`."""
        return bool(self._held) or self._marked

    @property
    def patience_ms(self) -> int:
        return LONGEST_GAP_MS if self._marked else self._gap_ms

    def feed(self, character: str, at_ms: int) -> list[Decision]:
        """One printable character, at monotonic ms. Returns what is known now, oldest first."""
        decided = self._let_go(at_ms)
        self._enter_until_ms = None
        self._last_ms = at_ms
        if self._prefix and character == self._prefix:
            decided += self.expire()
            self._marked = True
        elif self._marked and character == self._suffix:
            decided += self._scan(at_ms)
        else:
            self._held += character
            if len(self._held) >= LONGEST_SCAN:
                decided += self.expire()
        return decided

    def enter(self, at_ms: int) -> tuple[list[Decision], bool]:
        """An Enter (or Tab) key. Returns what is known now, and whether the key belonged to a scanner."""
        decided = self._let_go(at_ms)
        if self._marked or len(self._held) >= SHORTEST_SCAN:
            return decided + self._scan(at_ms), True
        if self._enter_until_ms is not None and at_ms <= self._enter_until_ms:
            self._enter_until_ms = None
            return decided, True
        return decided + self.expire(), False

    def expire(self) -> list[Decision]:
        """Nothing came for `patience_ms`: decide what is held."""
        held, marked = self._held, self._marked
        self._held, self._marked = "", False
        if len(held) >= SHORTEST_SCAN:
            self._enter_until_ms = self._last_ms + ENTER_GRACE_MS
            return [Scanned(held)]
        if marked and held:
            return [Scanned(held)]
        return [Typed(held)] if held else []

    def other_key(self) -> list[Decision]:
        """A key that no scanner sends: what is held is decided, and the next Enter is a person's."""
        decided = self.expire()
        self._enter_until_ms = None
        return decided

    def _let_go(self, at_ms: int) -> list[Decision]:
        """Decide what is held if the next key comes too late to belong to it."""
        if self.holding and not 0 <= at_ms - self._last_ms < self.patience_ms:
            return self.expire()
        return []

    def _scan(self, at_ms: int) -> list[Decision]:
        held = self._held
        self._held, self._marked = "", False
        # Some scanners send two Enters, or one after their suffix; a person cannot be that fast.
        self._enter_until_ms = at_ms + self._gap_ms
        return [Scanned(held)] if held else []
