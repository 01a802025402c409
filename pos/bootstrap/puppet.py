"""The till that is played from outside. Starts as a till does: it imports nothing of those who play it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import monotonic_ns
from typing import TYPE_CHECKING, Final

from pos.bootstrap.window import Window
from pos.rehearsal.puppet import Puppet
from pos.store.files import Folder

if TYPE_CHECKING:
    from pos.ui.shell import Shell

STORY: Final = "story"


def puppet(argv: Sequence[str]) -> int:
    """A till on ``--data`` that plays the commands it reads (`pos.rehearsal.puppet`)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--centre", required=True, help="address; 'story' for the pictures' still life")
    words = parser.parse_args(argv)

    def ready(shell: Shell) -> None:
        Puppet(shell)

    if words.centre != STORY:
        return Window(Folder(words.data), words.centre).run(ready)
    from pos.rehearsal import story  # only the pictures need it

    return Window(Folder(words.data), STORY, clock=StillClock(story.CLOCK_MS), alone=True).run(ready)


class StillClock:
    """A clock that stands still, so that pictures are the same every day; what lasts, lasts as long as ever."""

    def __init__(self, now_ms: int) -> None:
        self._now = now_ms

    def now_ms(self) -> int:
        return self._now

    def mono_ms(self) -> int:
        return monotonic_ns() // 1_000_000
