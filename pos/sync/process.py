"""The till's side of the helper process: starts it, talks to it, and starts it again if it dies."""

from __future__ import annotations

import logging
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Final

import msgspec

from pos.sync import pipe
from pos.sync.steps import Cut, Stop, ToHelper, ToTill

RESTART_BASE_S: Final = 0.5
RESTART_CAP_S: Final = 30.0
HEALTHY_S: Final = 60.0
LAST_WORDS_S: Final = 3.0
CANNOT_START: Final = -1

log: Final = logging.getLogger(__name__)


class SyncProcess:
    """A helper that is kept alive. ``command``: how to start it; ``on_message``: called on the thread `sync-reader`
    with each message; ``on_death``: called there with the number of deaths so far and the exit code.

    `send` never waits and may be called from any thread. A new helper starts from nothing and asks for what it needs;
    only the demo's network switch is told to it again.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_message: Callable[[ToTill], None],
        on_death: Callable[[int, int], None] | None = None,
    ) -> None:
        self._command = list(command)
        self._on_message = on_message
        self._on_death = on_death
        self._outbox: queue.SimpleQueue[ToHelper | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._up = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cut = Cut(on=True)
        self._threads: list[threading.Thread] = []
        self.deaths = 0

    def start(self) -> None:
        for name, run in (("sync-reader", self._keep_alive), ("sync-writer", self._write)):
            thread = threading.Thread(target=run, name=name)
            self._threads.append(thread)
            thread.start()

    def send(self, message: ToHelper) -> None:
        """Hand a message over; it goes to the helper that runs, or to the next one."""
        if isinstance(message, Cut):
            self._cut = message
        self._outbox.put(message)

    def stop(self, deadline_s: float = 5.0) -> None:
        """Ask it to end, wait until the deadline, then end it by force. Nothing that matters can be lost."""
        with self._lock:
            self._stopping.set()
            self._up.set()
            process = self._process
        self._outbox.put(Stop())
        self._outbox.put(None)
        if process is not None:
            try:
                process.wait(deadline_s)
            except subprocess.TimeoutExpired:
                log.warning("the sync helper did not end by itself")
                process.kill()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    @property
    def pid(self) -> int | None:
        """Of the helper running now."""
        with self._lock:
            return self._process.pid if self._process is not None else None

    @property
    def up(self) -> bool:
        """A helper is there to hear. Never waits, unlike `pid` while one is being started."""
        return self._up.is_set()

    # --- threads ------------------------------------------------------------------------------------------------

    def _keep_alive(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            code = self._live_once()
            if self._stopping.is_set():
                return
            self.deaths += 1
            failures = 1 if time.monotonic() - began > HEALTHY_S else failures + 1
            log.warning("the sync helper ended with %s; starting it again", code)
            if self._on_death is not None:
                self._on_death(self.deaths, code)
            self._stopping.wait(min(RESTART_CAP_S, RESTART_BASE_S * 2.0 ** min(failures - 1, 10)))

    def _live_once(self) -> int:
        """Start it and hear it out; returns its exit code."""
        with self._lock:
            if self._stopping.is_set():
                return 0
            try:
                process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            except OSError:
                log.exception("the sync helper cannot be started")
                return CANNOT_START
            self._process = process
        if not self._cut.on:
            self._outbox.put(self._cut)
        self._up.set()
        patience_s = LAST_WORDS_S
        try:
            while (message := pipe.read_at_till(_opened(process.stdout))) is not None:
                self._hear(message)
        except msgspec.MsgspecError:
            log.exception("the sync helper said something strange")
            patience_s = 0
        finally:
            with self._lock:
                self._process = None
                if not self._stopping.is_set():  # who stops must not wait for a helper that never comes
                    self._up.clear()
            code = _end(process, patience_s)
        return code

    def _hear(self, message: ToTill) -> None:
        try:
            self._on_message(message)
        except Exception:  # one message that could not be taken must not end the line to the centre
            log.exception("a message of the sync helper was not taken")

    def _write(self) -> None:
        """The only writer of the pipe: a helper that does not read must never hold up the till. While there is none,
        messages wait for the next one; only what is on its way when one dies is lost.
        """
        while (message := self._outbox.get()) is not None:
            self._up.wait()
            with self._lock:
                process = self._process
            if process is None:
                continue
            try:
                pipe.write(_opened(process.stdin), message)
            except (OSError, ValueError):
                log.debug("lost for a helper that ended: %s", type(message).__name__)


def _opened(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # Popen was asked for it
    return stream


def _end(process: subprocess.Popen[bytes], patience_s: float) -> int:
    """Let a helper whose pipe has ended go, by force after a while; returns its exit code."""
    try:
        process.wait(patience_s)
    except subprocess.TimeoutExpired:
        process.kill()
    code = process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # bytes still buffered for the dead go nowhere
            _opened(stream).close()
    return code
