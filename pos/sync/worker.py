"""The helper process: runs the engine between the till's pipe, the centre and the replica.

It is a process of its own because a second busy Python thread inside the till would make every database call there
wait for the interpreter lock. It owns the replica's one writing connection, and ends when the till's pipe closes.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Final

import msgspec

from pos.base.clock import Clock
from pos.base.errors import TresenError
from pos.contract import first_hash
from pos.ports import Head, ReplicaWriter
from pos.sync import pipe
from pos.sync.asking import Asking
from pos.sync.check import walk
from pos.sync.engine import Config, Engine
from pos.sync.gateway import Ear, Gateway
from pos.sync.live import Live
from pos.sync.steps import (
    Acknowledge,
    Applied,
    Apply,
    Ask,
    Bearer,
    Check,
    Checked,
    Cut,
    Disowned,
    Entries,
    Failed,
    Forget,
    Heard,
    HintsWait,
    Hurry,
    Input,
    Inquire,
    Inquired,
    Listening,
    Locate,
    Moment,
    NotApplied,
    Output,
    Pulled,
    Rehome,
    Reply,
    Report,
    Send,
    Sleep,
    Slow,
    Stop,
    Tick,
    ToTill,
    Wake,
)

log: Final = logging.getLogger(__name__)

ForLoop = Wake | Entries | Cut | Hurry | Stop | Check | Reply | Failed | HintsWait | Listening | Slow | Disowned


def run(
    config: Config,
    sign: Callable[[bytes], bytes],
    gateway: Gateway,
    askers: Sequence[Gateway],
    ear: Ear,
    replica: ReplicaWriter,
    stdin: IO[bytes],
    stdout: IO[bytes],
    clock: Clock,
) -> None:
    """Main loop of the helper; returns when ``stdin`` ends or says `Stop`. ``replica`` is used by this thread only.
    ``gateway`` carries what the engine sends; ``askers`` carry the online questions, as many at once as they are;
    ``ear``: the live channel.

    ``stdin`` and ``stdout`` are the binary pipe to the till: nobody else may write to ``stdout``.
    """
    cursors = {stream: replica.cursor(stream) for stream in config.streams}
    engine = Engine(config, sign, random.SystemRandom(), cursors)
    inbox: queue.SimpleQueue[ForLoop] = queue.SimpleQueue()
    requests: queue.SimpleQueue[Send | None] = queue.SimpleQueue()
    voice = _Voice(stdout)
    asking = Asking(askers, clock, voice.say_if_heard, inbox.put)
    asking.start()
    live = Live(ear, clock, inbox.put)
    live.start()
    _thread("pipe-reader", lambda: _listen(stdin, inbox, asking, live))
    _thread("http", lambda: _request(gateway, requests, inbox))
    try:
        _Loop(config, engine, replica, requests, asking, live, voice, clock).run(inbox)
    finally:
        live.stop()
        asking.stop()
        requests.put(None)


class TillGone(Exception):
    """Nobody listens any more; what the till has not heard, the next helper will find out."""


class _Voice:
    """The pipe to the till. Two threads speak, one message at a time."""

    def __init__(self, stdout: IO[bytes]) -> None:
        self._stdout = stdout
        self._lock = threading.Lock()

    def say(self, message: ToTill) -> None:
        try:
            with self._lock:
                pipe.write(self._stdout, message)
        except (OSError, ValueError) as error:
            raise TillGone from error

    def say_if_heard(self, message: Inquired) -> None:
        """For a thread that need not end with the till: the main loop will."""
        with suppress(TillGone):
            self.say(message)


class _Loop:
    """Carries out what the engine says. Replica writes are answered here and now; requests by the http thread."""

    def __init__(
        self,
        config: Config,
        engine: Engine,
        replica: ReplicaWriter,
        requests: queue.SimpleQueue[Send | None],
        asking: Asking,
        live: Live,
        voice: _Voice,
        clock: Clock,
    ) -> None:
        self._config = config
        self._engine = engine
        self._replica = replica
        self._requests = requests
        self._asking = asking
        self._live = live
        self._voice = voice
        self._clock = clock
        self._until = 0

    def run(self, inbox: queue.SimpleQueue[ForLoop]) -> None:
        with suppress(TillGone):
            self._step(Tick())
            while not isinstance(given := self._next(inbox), Stop):
                self._tidy()
                if isinstance(given, Check):
                    self._voice.say(_checked(self._config, given))
                else:
                    self._step(self._live.hints() if isinstance(given, HintsWait) else given)
            self._step(given)

    def _next(self, inbox: queue.SimpleQueue[ForLoop]) -> ForLoop | Tick:
        wait_ms = self._until - self._clock.mono_ms()
        try:
            return inbox.get(timeout=max(0, wait_ms) / 1000)
        except queue.Empty:
            return Tick()

    def _step(self, given: Input) -> None:
        todo: list[Input] = [given]
        while todo:
            now = Moment(self._clock.mono_ms(), self._clock.now_ms())
            for output in self._engine.step(now, todo.pop(0)):
                answer = self._carry_out(output)
                if answer is not None:
                    todo.append(answer)

    def _carry_out(self, output: Output) -> Input | None:
        match output:
            case Send():
                self._requests.put(output)
            case Apply():
                return self._write(output.page.stream, lambda: self._replica.apply(output.page))
            case Forget():
                return self._write(output.stream, lambda: self._replica.forget(output.stream))
            case Locate():
                return self._write(output.stream, lambda: None)
            case Sleep():
                self._until = output.until
            case Bearer() | Heard():
                self._asking.note(output)
                if isinstance(output, Bearer):
                    self._live.note(output)
            case Ask() | Acknowledge() | Pulled() | Report() | Rehome() | Checked():
                if isinstance(output, Rehome):
                    log.error("journal %s: %s at entry %d; it is not pushed any more", *_facts(output))
                self._voice.say(output)
        return None

    def _write(self, stream: str, write: Callable[[], None]) -> Applied | NotApplied:
        try:
            write()
            return Applied(stream, self._replica.cursor(stream))
        except TresenError as error:
            log.warning("the replica did not take a page of %s: %s", stream, error)
            return NotApplied(stream, str(error.code))

    def _tidy(self) -> None:
        try:
            self._replica.tidy(self._clock.now_ms())
        except TresenError as error:
            log.warning("the replica could not drop what is too old: %s", error)


def _facts(rehome: Rehome) -> tuple[str, str, int]:
    return rehome.journal, rehome.reason, rehome.at


def _checked(config: Config, given: Check) -> Checked:
    after = given.after or Head(0, first_hash(given.journal, config.till, config.device_key))
    return Checked(given.journal, *walk(after, given.items))


def _listen(stdin: IO[bytes], inbox: queue.SimpleQueue[ForLoop], asking: Asking, live: Live) -> None:
    """Read the till's pipe without pause, so that the till never waits for us. Questions pass the main loop by, which
    may be writing a page.
    """
    try:
        while (message := pipe.read_at_helper(stdin)) is not None and not isinstance(message, Stop):
            if isinstance(message, Inquire):
                asking.inquire(message)
                continue
            if isinstance(message, Cut):
                asking.cut(message)
                live.cut(message)
            inbox.put(message)
    except (OSError, ValueError, msgspec.MsgspecError):
        log.exception("the till's pipe broke")
    inbox.put(Stop())


def _request(gateway: Gateway, requests: queue.SimpleQueue[Send | None], inbox: queue.SimpleQueue[ForLoop]) -> None:
    """One request after the other; the engine is promised an answer to each."""
    while (request := requests.get()) is not None:
        inbox.put(gateway.send(request))
    gateway.close()


def _thread(name: str, run: Callable[[], None]) -> None:
    """Daemons: a read that hangs must not keep the process alive after the till has gone."""
    threading.Thread(target=run, name=name, daemon=True).start()
