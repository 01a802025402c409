"""Online questions from the counter: which is asked now, which is answered without asking. No I/O and no clock; the
threads of `pos.sync.asking` feed it, and it says what to do. Times are mono ms of the caller.

Every question gets exactly one answer, at the latest when its budget is over.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.sync.breaker import Breaker
from pos.sync.steps import (
    OPEN,
    SLOW,
    TIMEOUT,
    UNAUTHORISED,
    UNREACHED,
    Bearer,
    Cut,
    Disowned,
    Failed,
    Heard,
    Inquire,
    Inquired,
    Reply,
    Send,
    Slow,
    Tick,
)

UNKNOWN_TOKEN: Final = 401


class Arrived(Struct, frozen=True):
    """A question came in from the till."""

    inquiry: Inquire
    at: int


class Begin(Struct, frozen=True):
    """Ask the centre, for at most ``within_ms``. Owes one `Reply` or `Failed` of the same id, however late."""

    send: Send
    within_ms: int


Given = Arrived | Reply | Failed | Heard | Bearer | Cut | Tick
Todo = Begin | Inquired | Slow | Disowned


class _Waiting(Struct):
    inquiry: Inquire
    at: int
    token: str | None = None  # with which it was asked; None: not asked yet

    @property
    def deadline(self) -> int:
        return self.at + self.inquiry.budget_ms


class Inquiries:
    """``lines``: how many questions can be with the centre at once. The others wait, and their budget runs."""

    def __init__(self, lines: int) -> None:
        self._free = lines
        self._waiting: dict[int, _Waiting] = {}
        self._breaker = Breaker()
        self._told_slow = False
        self._token: str | None = None
        self._cut = False

    def step(self, now: int, given: Given) -> list[Todo]:
        """Take one input; returns what to do, in order."""
        out: list[Todo] = []
        match given:
            case Arrived():
                self._waiting[given.inquiry.id] = _Waiting(given.inquiry, given.at)
            case Reply() | Failed():
                self._free += 1
                out += self._back(now, given)
            case Heard():
                self._breaker.heard(now, given.took_ms)
            case Bearer():
                self._token = given.token
            case Cut():
                self._cut = not given.on
        if self._cut:
            return out + self._release(now, UNREACHED)
        out += self._overdue(now)
        if self._breaker.open:
            out += self._release(now, OPEN)
        if self._token is None:
            out += self._release(now, UNAUTHORISED, under_way=False)
        out += self._begin(now)
        if self._breaker.open != self._told_slow:
            self._told_slow = self._breaker.open
            out.append(Slow(self._told_slow))
        return out

    def until(self) -> int | None:
        """When a budget is over (mono ms); None: nobody waits."""
        return min((waiting.deadline for waiting in self._waiting.values()), default=None)

    def _back(self, now: int, given: Reply | Failed) -> list[Todo]:
        waiting = self._waiting.get(given.id)
        if waiting is None or now >= waiting.deadline:
            return []  # answered long ago, or to be counted as a miss right now
        if isinstance(given, Failed):
            if given.reason == TIMEOUT:
                self._breaker.missed()
                return [self._none(now, given.id, SLOW)]
            return [self._none(now, given.id, UNREACHED)]  # at once, so nobody was kept waiting
        took_ms = now - waiting.at
        self._breaker.answered(now, took_ms)
        if given.status == UNKNOWN_TOKEN:
            assert waiting.token is not None  # it was asked
            return [self._none(now, given.id, UNAUTHORISED), Disowned(waiting.token)]
        del self._waiting[given.id]
        return [Inquired(given.id, given.status, given.body, took_ms)]

    def _overdue(self, now: int) -> list[Todo]:
        out: list[Todo] = []
        for id_ in [id_ for id_, waiting in self._waiting.items() if now >= waiting.deadline]:
            self._breaker.missed()
            out.append(self._none(now, id_, SLOW))
        return out

    def _release(self, now: int, why: bytes, *, under_way: bool = True) -> list[Todo]:
        """Nothing is asked at the moment: say so to everybody, or only to those whose question has not left yet."""
        ids = [id_ for id_, waiting in self._waiting.items() if under_way or waiting.token is None]
        return [self._none(now, id_, why) for id_ in ids]

    def _begin(self, now: int) -> list[Todo]:
        out: list[Todo] = []
        for id_, waiting in self._waiting.items():
            if self._free and waiting.token is None:
                self._free -= 1
                waiting.token = self._token
                asked = waiting.inquiry
                send = Send(id_, asked.method, asked.path, asked.body, token=self._token)
                out.append(Begin(send, waiting.deadline - now))
        return out

    def _none(self, now: int, id_: int, why: bytes) -> Inquired:
        return Inquired(id_, 0, why, now - self._waiting.pop(id_).at)
