"""The sync engine: one state machine for the line to the centre. It does no I/O and knows no clock; the helper process
(`pos.sync.worker`) and the simulation feed it the same inputs and carry out the same outputs.

One request is under way at any time, in this order of urgency: token, hello, entries, feeds. Money goes first.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from pos.base.errors import Code
from pos.contract import (
    OK,
    PROTOCOL,
    Cursor,
    FeedPage,
    Hello,
    HelloAnswer,
    JournalHead,
    JournalState,
    Problem,
    PushAnswer,
    TokenAnswer,
    from_json,
    to_json,
)
from pos.contract.goods import stock_stream
from pos.ports import Head
from pos.sync.credentials import Credentials
from pos.sync.download import Download
from pos.sync.line import Line
from pos.sync.steps import (
    TIMEOUT,
    UNTRUSTED,
    Applied,
    Ask,
    Bearer,
    Cut,
    Disowned,
    Entries,
    Failed,
    Heard,
    Hinted,
    Hurry,
    Input,
    Listening,
    Moment,
    NotApplied,
    Output,
    Reply,
    Report,
    Send,
    Sleep,
    Slow,
    Stop,
    Wake,
)
from pos.sync.upload import Upload

HELLO_EVERY_MS: Final = 3_600_000
ASK_AGAIN_MS: Final = 10_000
IDLE_MS: Final = 60_000
NOT_YET_MS: Final = 60_000  # until a stream that the centre does not have is asked for again

TOKEN: Final = "token"
HELLO: Final = "hello"
PUSH: Final = "push"
QUARANTINE: Final = "quarantine"
FEED: Final = "feed"

UNREADABLE: Final = frozenset({400, 413, 415, 422})
UPGRADE: Final = "upgrade"
FOREIGN: Final = "stream-foreign"


class Config(Struct, frozen=True):
    """Who this till is and how it behaves. ``device_key``: raw public Ed25519 key; ``boot``: this run of the program;
    ``streams``: feeds that are followed whether or not the centre names them; it names the others.
    """

    store: str
    till: str
    device_key: bytes
    app: str
    boot: str
    streams: tuple[str, ...]
    poll_ms: int = 2_000
    offline_after_ms: int = 5_000


class Flight(Struct, frozen=True):
    """The request under way."""

    id: int
    kind: str
    stream: str
    sent_at: int


class Engine:
    """``step(now, input)`` answers with what to do; nothing else changes it.

    Whoever runs it owes exactly one `Reply` or `Failed` for each `Send`, one `Applied` or `NotApplied` for each
    `Apply` and `Forget`, and a `Tick` when a `Sleep` is over. ``sign``: raw Ed25519 signature by the device key;
    ``rng``: jitter and nonces; ``cursors``: where the replica stands at the beginning.
    """

    def __init__(
        self,
        config: Config,
        sign: Callable[[bytes], bytes],
        rng: random.Random,
        cursors: Mapping[str, Cursor | None],
    ) -> None:
        self._upload = Upload(config.till, config.device_key, config.app, config.boot)
        self._download = Download(config.streams, cursors, config.poll_ms, stock_stream(config.store))
        self._credentials = Credentials(config.store, config.till, sign, rng)
        self._line = Line(config.offline_after_ms, rng)
        self._config = config
        self._ids = 0
        self._flight: Flight | None = None
        self._asked: Ask | None = None
        self._asked_at = 0
        self._greeting: JournalHead | None = None
        self._hello_at = 0
        self._hold_feeds = False
        self._bearer: str | None = None
        self._heard: list[Heard] = []
        self._listening = False
        self._cut = False
        self._stopped = False

    def step(self, now: Moment, given: Input) -> list[Output]:
        """Take one input; returns what to do, in order. The last output is a `Sleep`; none at all after `Stop`."""
        if isinstance(given, Stop):
            self._stopped = True
        if self._stopped:
            return []
        out = self._take(now, given)
        # While no question is asked, answers to feeds are what closes the circuit breaker again.
        self._download.relax(self._listening and not self._line.slow)
        self._line.judge(now)
        if not self._line.online and self._hello_at > now.mono:
            self._hello_at = 0  # after every reconnect the first word is hello
        out += self._go_on(now)
        out += self._tell()
        link = self._line.report(now, self._upload.halted)
        if link is not None:
            out.append(Report(link))
        out.append(Sleep(self._until(now.mono)))
        return out

    def _take(self, now: Moment, given: Input) -> list[Output]:
        match given:
            case Wake():
                if self._upload.wake(given.journal, given.seq):
                    self._hello_at, self._greeting = 0, None
            case Entries():
                return self._entries(given)
            case Reply():
                return self._reply(now, given)
            case Failed():
                self._failed(now, given)
            case Applied():
                pulled = self._download.applied(given, now.mono)
                return [pulled] if pulled else []
            case Hinted():
                return list(self._download.hinted(given.heads))
            case Listening():
                self._listening = given.on
            case NotApplied():
                self._download.not_applied(given, now.mono)
                self._line.problem(given.code)
            case Cut():
                self._switch(now, given.on)
            case Hurry():
                self._line.restored()
            case Slow():
                self._line.slow = given.on
            case Disowned():
                self._credentials.disowned(given.token)
        return []

    def _tell(self) -> list[Output]:
        """What those who ask online questions beside this machine need to know."""
        out: list[Output] = list(self._heard)
        self._heard.clear()
        if self._credentials.bearer != self._bearer:
            self._bearer = self._credentials.bearer
            out.append(Bearer(self._bearer))
        return out

    # --- from the till ----------------------------------------------------------------------------------------------

    def _entries(self, given: Entries) -> list[Output]:
        if self._asked is None or given.after != self._asked.after:
            return []  # an answer to an earlier question
        asked, self._asked = self._asked, None
        if self._upload.meet(given.head, given.acked):
            self._hello_at = 0
        if asked.limit == 0:
            self._greeting = given.head
            return []
        return list(self._upload.entries(given))

    def _switch(self, now: Moment, on: bool) -> None:
        if not on:
            self._flight = None
            self._line.lost(now.wall)
            self._line.problem(Code.CENTRE_UNREACHABLE)
        elif self._cut:
            self._line.restored()
        self._cut = not on

    # --- what to send next ------------------------------------------------------------------------------------------

    def _go_on(self, now: Moment) -> list[Output]:
        if self._cut or self._flight is not None or now.mono < self._line.retry_at:
            return []
        if self._asked is not None and now.mono - self._asked_at >= ASK_AGAIN_MS:
            self._asked = None
        if self._credentials.token(now) is None:
            return [self._send(now, TOKEN, "/v1/token", self._credentials.request(now))]
        if now.mono >= self._hello_at:
            return self._greet(now)
        push = self._upload.request()
        if push is not None:
            return [self._send(now, PUSH, push.path, push.body, media=push.media)]
        out: list[Output] = []
        ask = self._upload.ask()
        if ask is not None and self._asked is None:
            out.append(self._ask(now, ask))
        feed = None if self._hold_feeds else self._download.next(now.mono)
        if feed is not None:
            stream, path = feed
            out.append(self._send(now, FEED, path, stream=stream))
        return out

    def _greet(self, now: Moment) -> list[Output]:
        """Hello names the journal's head as it is now, so each one asks the till first."""
        if self._greeting is None:
            return [] if self._asked is not None else [self._ask(now, Ask(0, 0))]
        hello = Hello(PROTOCOL, self._config.app, self._config.boot, (self._greeting,))
        self._greeting = None
        return [self._send(now, HELLO, "/v1/hello", to_json(hello))]

    def _ask(self, now: Moment, ask: Ask) -> Ask:
        self._asked = ask
        self._asked_at = now.mono
        return ask

    def _send(
        self,
        now: Moment,
        kind: str,
        path: str,
        body: bytes = b"",
        *,
        media: str = "application/json",
        stream: str = "",
    ) -> Send:
        self._ids += 1
        self._flight = Flight(self._ids, kind, stream, now.mono)
        self._line.sent(now)
        method = "GET" if kind == FEED else "POST"
        return Send(self._ids, method, path, body, media, self._credentials.token(now))

    # --- what came back ---------------------------------------------------------------------------------------------

    def _reply(self, now: Moment, reply: Reply) -> list[Output]:
        flight = self._flight
        if flight is None or reply.id != flight.id:
            return []  # sent before the network was cut, or doubled on the way
        self._flight = None
        try:
            if reply.status in (200, 201):
                return self._success(now, flight, reply.body)
            state = _push_state(reply.body) if reply.status == 409 and flight.kind in (PUSH, QUARANTINE) else None
            if state is not None:
                return self._pushed(now, flight, state)
            problem = from_json(reply.body, Problem)
        except msgspec.MsgspecError:  # not the centre: a proxy, the sign-in page of a guest network
            self._line.back_off(now, Code.CENTRE_UNREACHABLE, reply.retry_after_s)
            return []
        return self._refusal(now, flight, reply, problem)

    def _success(self, now: Moment, flight: Flight, body: bytes) -> list[Output]:
        if flight.kind == TOKEN:
            self._credentials.granted(now, from_json(body, TokenAnswer))
            return []
        if flight.kind == HELLO:
            return self._greeted(now, flight, from_json(body, HelloAnswer))
        if flight.kind == FEED:
            step = self._download.page(flight.stream, from_json(body, FeedPage))
            if step is None:
                raise msgspec.ValidationError(f"a page that does not begin where {flight.stream} begins")
            self._good(now, flight)
            return [step]
        return self._pushed(now, flight, from_json(body, PushAnswer))

    def _greeted(self, now: Moment, flight: Flight, answer: HelloAnswer) -> list[Output]:
        self._credentials.centre_time(now, answer.server_time)
        self._good(now, flight)
        self._hello_at = now.mono + HELLO_EVERY_MS
        self._hold_feeds = False
        located = self._download.heads(answer.heads, all_of_them=True)
        states = {state.journal: state for state in answer.journals}
        state = states.get(self._upload.journal, JournalState(self._upload.journal, 0, "", OK))
        return [*located, *self._upload.greeted(state.state, Head(state.acked_seq, state.acked_hash))]

    def _pushed(self, now: Moment, flight: Flight, answer: PushAnswer) -> list[Output]:
        self._good(now, flight)
        located = self._download.heads(answer.heads)
        forward, said = self._upload.answered(answer, now.mono - flight.sent_at)
        if not forward:  # a gap, or a word that changes nothing: go on, but not in a hurry
            self._line.back_off(now, None)
        return [*located, *said]

    def _refusal(self, now: Moment, flight: Flight, reply: Reply, problem: Problem) -> list[Output]:
        status = reply.status
        if status == 401:
            asking = flight.kind == TOKEN
            if not self._credentials.refused(now, problem.server_time, asking=asking):
                self._line.back_off(now, problem.code)
            return []
        if flight.kind == PUSH and status in UNREADABLE:
            self._good(now, flight)
            path = self._upload.refused()
            if path is None:
                return []
            return [self._send(now, QUARANTINE, path, self._upload.poison, media="application/octet-stream")]
        if flight.kind == FEED and status in (409, 410):
            self._hello_at = 0  # it may have been restored from a backup: offer it our journal again
            step = self._download.forget(flight.stream)
            if step is not None:
                self._good(now, flight)
                return [step]
        if problem.code == FOREIGN and flight.stream not in self._config.streams:
            self._good(now, flight)  # a place that was our neighbour an hour ago: the next hello says which are now
            self._download.later(flight.stream, now.mono + NOT_YET_MS)
            self._hello_at = 0
            return []
        if flight.kind == FEED and status == 404:
            return self._not_there(now, flight)
        if flight.kind == FEED and status == 426:
            self._good(now, flight)
            self._hold_feeds = True  # entries are still taken; the next hello tries the feeds again
            self._line.problem(UPGRADE)
            return []
        code = UPGRADE if status == 426 else problem.code
        self._line.back_off(now, code, reply.retry_after_s, patient=status in (403, 426))
        return []

    def _not_there(self, now: Moment, flight: Flight) -> list[Output]:
        """A stream without a single row is unknown to the centre: no trouble with the line, so the others go on."""
        self._good(now, flight)
        step = self._download.forget(flight.stream)
        if step is not None:  # it had rows once, so the centre may have been restored from a backup
            self._hello_at = 0
            return [step]
        self._download.later(flight.stream, now.mono + NOT_YET_MS)
        return []

    def _failed(self, now: Moment, failed: Failed) -> None:
        flight = self._flight
        if flight is None or failed.id != flight.id:
            return
        self._flight = None
        if failed.reason == TIMEOUT and flight.kind == PUSH:
            self._upload.timed_out()
        codes = {TIMEOUT: Code.CENTRE_SLOW, UNTRUSTED: Code.CENTRE_REFUSED}
        self._line.back_off(now, codes.get(failed.reason, Code.CENTRE_UNREACHABLE))

    def _good(self, now: Moment, flight: Flight) -> None:
        self._credentials.worked()
        warning = UPGRADE if self._hold_feeds else Code.CLOCK_WRONG if self._credentials.clock_wrong else None
        took_ms = now.mono - flight.sent_at
        self._line.good(now, took_ms, self._download.as_of_ms, warning)
        self._heard.append(Heard(took_ms))

    # --- when to wake up --------------------------------------------------------------------------------------------

    def _until(self, now: int) -> int:
        times = [now + IDLE_MS]
        judged_at = self._line.judged_at()
        if judged_at is not None:
            times.append(judged_at)
        if not self._cut and self._flight is None:
            times.append(max(self._line.retry_at, self._next_wish(now)))
        return max(now + 1, min(times))

    def _next_wish(self, now: int) -> int:
        """When something is to be sent or asked next, were it not for patience."""
        asking = [self._asked_at + ASK_AGAIN_MS] if self._asked is not None else []
        if now >= self._hello_at and asking:
            return asking[0]  # the greeting waits for the till, and everything else for the greeting
        if self._upload.ready or (not asking and self._upload.ask() is not None):
            return now
        due_at = None if self._hold_feeds else self._download.due_at()
        feeds = [] if due_at is None else [due_at]
        return min([self._hello_at, self._credentials.renew_at, *asking, *feeds])


def _push_state(body: bytes) -> PushAnswer | None:
    """Gap and fork may come as 409 with a push answer; any other 409 is a problem."""
    try:
        return from_json(body, PushAnswer)
    except msgspec.MsgspecError:
        return None
