"""Places where a rehearsal kills the program, as a power cut would (docs/rehearsals.md).

``TRESEN_FAILPOINT=name:count[:file]``: at the ``count``-th time the program comes by ``name`` it kills itself.
With ``file`` it does so once: the file is written just before, and while it stands nothing happens, so that a process
that is started again (the helper by its till, the till by a test) goes on.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pos.base.errors import Code, Refused

VARIABLE: Final = "TRESEN_FAILPOINT"
NAMES: Final = (
    "journal.before_commit",
    "journal.after_commit",
    "print.before",
    "print.after",
    "push.before_send",
    "push.after_answer",
    "ack.before_commit",
)


class Failpoints:
    """Called with the name of a place. ``die`` does not return; a test may pass its own."""

    def __init__(self, name: str, count: int, mark: Path | None, die: Callable[[], None]) -> None:
        self._name = name
        self._left = count
        self._mark = mark
        self._die = die

    def __call__(self, name: str) -> None:
        if name != self._name:
            return
        self._left -= 1
        if self._left == 0 and not (self._mark is not None and self._mark.exists()):
            if self._mark is not None:
                self._mark.write_text(name)
            self._die()


def from_environment(environment: Mapping[str, str] = os.environ) -> Callable[[str], None]:
    """What the environment asks for; without it, a place where nothing happens."""
    text = environment.get(VARIABLE)
    if not text:
        return nowhere
    name, _, rest = text.partition(":")
    count, _, file = rest.partition(":")
    if name not in NAMES or not count.isdigit() or int(count) < 1:
        raise Refused(Code.SETTING_INVALID, name=VARIABLE, reason=f"NAME:COUNT[:FILE], NAME of {', '.join(NAMES)}")
    return Failpoints(name, int(count), Path(file) if file else None, kill_this_process)


def nowhere(name: str) -> None:
    """Every normal run."""


def kill_this_process() -> None:
    """No handler runs, nothing is flushed."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)
