"""The thread that listens for hints: keeps the centre's live channel open and passes on which streams moved.

A hint is never needed: losing all of them costs seconds, until a stream is asked the next time. So whatever goes wrong
here is waited out, and nobody else ever waits for this thread. It keeps nothing but the words of one line.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Final

import msgspec

from pos.contract import Hint, from_json
from pos.sync.gateway import Ear, Unheard
from pos.sync.steps import Bearer, Cut, Disowned, Hinted, Listening

BACKOFF_BASE_S: Final = 0.5
BACKOFF_CAP_S: Final = 60.0
# A centre from before there was such a door: polling goes on, and it is tried again now and then.
NO_DOOR_S: Final = 600.0
NO_DOOR: Final = 404
UNKNOWN_TOKEN: Final = 401
DATA: Final = b"data:"


class Live:
    """``ear``: the connection, used by this thread; ``tell``: to the engine, from this thread. `note` and `cut` may be
    called from any; ``rng``: jitter, so that a fleet does not come back in step.
    """

    def __init__(
        self, ear: Ear, tell: Callable[[Hinted | Listening | Disowned], None], rng: random.Random | None = None
    ) -> None:
        self._ear = ear
        self._tell = tell
        self._rng = rng or random.SystemRandom()
        self._changed = threading.Condition()
        self._token: str | None = None
        self._off = False
        self._stopped = False
        self._failures = 0

    def start(self) -> None:
        # A daemon: a read that hangs must not keep the process alive after the till has gone.
        threading.Thread(target=self._run, name="live", daemon=True).start()

    def note(self, bearer: Bearer) -> None:
        """The token to listen with; without one there is nothing to hear."""
        self._change(token=bearer.token)

    def cut(self, cut: Cut) -> None:
        """The demo's network switch."""
        self._change(off=not cut.on)

    def stop(self) -> None:
        self._change(stopped=True)

    def _change(self, *, token: str | None = None, off: bool | None = None, stopped: bool = False) -> None:
        with self._changed:
            if off is None and not stopped:
                self._token = token
            self._off = self._off if off is None else off
            self._stopped = self._stopped or stopped
            silent = self._off or self._stopped or self._token is None
            self._changed.notify_all()
        if silent:
            self._ear.deafen()

    def _run(self) -> None:
        while (token := self._next_token()) is not None:
            try:
                self._listen(token)
                self._failures = 0
            except Unheard as reason:
                if reason.status == UNKNOWN_TOKEN:
                    self._tell(Disowned(token))
                self._wait(NO_DOOR_S if reason.status == NO_DOOR else self._patience())
        self._ear.close()

    def _listen(self, token: str) -> None:
        """Until the line ends, which is no failure if something was heard before."""
        heard = False
        try:
            for line in self._ear.lines(token):
                if not heard:
                    heard = True
                    self._failures = 0
                    self._tell(Listening(True))
                hint = _hint(line)
                if hint is not None:
                    self._tell(Hinted({hint.stream: hint.pos}))
        finally:
            if heard:
                self._tell(Listening(False))

    def _next_token(self) -> str | None:
        with self._changed:
            while not self._stopped and (self._off or self._token is None):
                self._changed.wait()
            return None if self._stopped else self._token

    def _patience(self) -> float:
        self._failures += 1
        return self._rng.uniform(0, min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2 ** min(self._failures, 7)))

    def _wait(self, seconds: float) -> None:
        """A new token or the network coming back ends it, too."""
        with self._changed:
            if not self._stopped:
                self._changed.wait(seconds)


def _hint(line: bytes) -> Hint | None:
    """None: a heartbeat, or words of a later version."""
    if not line.startswith(DATA):
        return None
    try:
        return from_json(line.removeprefix(DATA), Hint)
    except msgspec.MsgspecError:
        return None
