"""The thread that listens for hints: keeps the centre's live channel open and passes on which streams moved.

A hint is never needed: losing all of them costs seconds, until a stream is asked the next time. So whatever goes wrong
here is waited out, and nobody else ever waits for this thread. It keeps nothing but the words of one line.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

import msgspec

from pos.base.clock import Clock
from pos.contract import Hint, from_json
from pos.sync.gateway import Ear, Unheard
from pos.sync.steps import Bearer, Cut, Disowned, Hinted, HintsWait, Listening

BACKOFF_BASE_S: Final = 0.5
BACKOFF_CAP_S: Final = 60.0
# A line that lasted so long was a good one. Two tills with one identity end each other's at once, and must not hurry.
HELD_MS: Final = 30_000
# A centre from before there was such a door: polling goes on, and it is tried again now and then.
NO_DOOR_S: Final = 600.0
NO_DOOR: Final = 404
UNKNOWN_TOKEN: Final = 401
DATA: Final = b"data:"


class Live:
    """``ear``: the connection, used by this thread; ``tell``: to the engine, from this thread; ``rng``: jitter, so that
    a fleet does not come back in step. `note`, `cut`, `stop` and `hints` may be called from any thread.
    """

    def __init__(
        self,
        ear: Ear,
        clock: Clock,
        tell: Callable[[HintsWait | Listening | Disowned], None],
        rng: random.Random | None = None,
    ) -> None:
        self._ear = ear
        self._clock = clock
        self._tell = tell
        self._rng = rng or random.SystemRandom()
        self._changed = threading.Condition()
        self._token: str | None = None
        self._off = False
        self._stopped = False
        self._switched = 0  # how often the switch was touched, and how often it was when the line was opened
        self._switched_before = 0
        self._waiting: dict[str, int] = {}
        self._failures = 0

    def start(self) -> None:
        # A daemon: a read that hangs must not keep the process alive after the till has gone.
        threading.Thread(target=self._run, name="live", daemon=True).start()

    def note(self, bearer: Bearer) -> None:
        """The token to listen with; without one there is nothing to hear."""
        with self._changed:
            self._token = bearer.token
        self._look_again()

    def cut(self, cut: Cut) -> None:
        """The demo's network switch."""
        with self._changed:
            self._off = not cut.on
            self._switched += 1
        self._look_again()

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
        self._look_again()

    def hints(self) -> Hinted:
        """What was heard since the last call; the answer to a `HintsWait`. However long nobody asks, it is one position
        per stream.
        """
        with self._changed:
            heads, self._waiting = self._waiting, {}
        return Hinted(heads)

    def _look_again(self) -> None:
        with self._changed:
            self._changed.notify_all()
            unwanted = self._unwanted()
        if unwanted:
            self._ear.deafen()

    def _unwanted(self) -> bool:
        return self._stopped or self._off or self._token is None

    def _run(self) -> None:
        while (token := self._next_token()) is not None:
            self._wait(self._listen(token))
        self._ear.close()

    def _listen(self, token: str) -> float:
        """Until the line ends. How many seconds to leave it at that."""
        opened_at: int | None = None
        status = 0
        try:
            with closing(self._ear.lines(token)) as lines:
                for line in lines:
                    if opened_at is None:
                        opened_at = self._clock.mono_ms()
                        self._tell(Listening(True))
                    if self._unwanted():
                        break
                    self._hear(line)
        except Unheard as reason:
            status = reason.status
        if opened_at is not None:
            self._tell(Listening(False))
            if self._clock.mono_ms() - opened_at >= HELD_MS:
                self._failures = 0
        if status == UNKNOWN_TOKEN:
            self._tell(Disowned(token))
        return NO_DOOR_S if status == NO_DOOR else self._patience()

    def _hear(self, line: bytes) -> None:
        hint = _hint(line)
        if hint is None:
            return
        with self._changed:
            first = not self._waiting
            self._waiting[hint.stream] = hint.pos
        if first:
            self._tell(HintsWait())

    def _next_token(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._unwanted())
            self._switched_before = self._switched
            return None if self._stopped else self._token

    def _patience(self) -> float:
        self._failures += 1
        return self._rng.uniform(0, min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2 ** min(self._failures, 7)))

    def _wait(self, seconds: float) -> None:
        """The network's switch ends it, too; another token does not, or a centre that takes none here would be asked
        for one after the other.
        """
        with self._changed:
            if self._changed.wait_for(lambda: self._stopped or self._switched != self._switched_before, seconds):
                self._failures = 0


def _hint(line: bytes) -> Hint | None:
    """None: a heartbeat, or words of a later version."""
    if not line.startswith(DATA):
        return None
    try:
        return from_json(line.removeprefix(DATA), Hint)
    except msgspec.MsgspecError:
        return None
