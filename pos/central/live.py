"""Hints for tills: which stream moved, said at once over connections that stay open (Server-Sent Events).

Hints and nothing else: whoever hears none finds the same rows by asking the feed. So this side may forget them, and
what it keeps for a reader who does not read is one position per stream, however much has moved. Everything here lives
on the server's event loop, except `Live.moved`, which any thread may call.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from pos.central.centre import Centre
from pos.contract import HEARTBEAT_MS, Hint, to_json

WATCH_S: Final = 1.0
HEARTBEAT: Final = b":\n\n"
# A buffering proxy would keep every hint until there are enough of them.
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

log = logging.getLogger(__name__)


class Listener:
    """An open connection. ``pending``: the newest position of each stream that was not said yet."""

    def __init__(self, bearer: str, heads: Mapping[str, int]) -> None:
        self.bearer = bearer
        self.streams = tuple(heads)
        self.pending = {stream: pos for stream, pos in heads.items() if pos}
        self.ended = False
        self._something = asyncio.Event()
        self._something.set()  # the first words come at once, so that the reader knows the line is good

    def moved(self, stream: str, pos: int) -> None:
        self.pending[stream] = pos
        self._something.set()

    def end(self) -> None:
        self.ended = True
        self._something.set()

    async def words(self, heartbeat_s: float) -> AsyncIterator[bytes]:
        """What goes out: hints as soon as there are any, a heartbeat after each silence; until `end`."""
        while not self.ended:
            try:
                async with asyncio.timeout(heartbeat_s):
                    await self._something.wait()
            except TimeoutError:
                yield HEARTBEAT
                continue
            self._something.clear()
            said, self.pending = self.pending, {}
            yield b"".join(b"data: " + to_json(Hint(*moved)) + b"\n\n" for moved in said.items()) or HEARTBEAT


class Live:
    """All open connections, one per till: a newer one ends the older, which may be the dead half of a line.

    ``others``: other processes write to the same database, so its heads are looked at every ``watch_s``; with them, or
    without, so are the tokens of those who listen.
    """

    def __init__(
        self,
        centre: Centre,
        *,
        others: bool = False,
        heartbeat_s: float = HEARTBEAT_MS / 1000,
        watch_s: float = WATCH_S,
    ) -> None:
        self._centre = centre
        self._others = others
        self._heartbeat_s = heartbeat_s
        self._watch_s = watch_s
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: dict[tuple[str, str], Listener] = {}
        self._of: dict[str, set[Listener]] = {}
        self._heads: dict[str, int] = {}
        self._watching: asyncio.Task[None] | None = None
        self._closed = False
        centre.on_moved = self.moved

    def moved(self, heads: Mapping[str, int]) -> None:
        """After the commit that moved these streams."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread, heads)

    async def open(self, bearer: str | None, streams: tuple[str, ...]) -> Words:
        """The answer to a till that wants hints of ``streams`` (none named: of all its own). Begins with where they
        stand, so nothing that moved while nobody listened is missed.
        """
        self._loop = asyncio.get_running_loop()  # before the heads are read: what moves after that is told by `moved`
        who, heads = await run_in_threadpool(self._centre.listen, bearer, streams)
        newest = {stream: max(pos, self._heads.get(stream, 0)) for stream, pos in heads.items()}
        listener = Listener(bearer or "", newest)
        till = (who.store, who.till)
        if till in self._listeners:
            self.leave(till, self._listeners[till])
        self._listeners[till] = listener
        for stream in listener.streams:
            self._of.setdefault(stream, set()).add(listener)
        if self._closed:
            listener.end()
        elif self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        return Words(self, till, listener, self._heartbeat_s)

    def close(self) -> None:
        """The server ends: so do all connections."""
        self._closed = True
        for till, listener in list(self._listeners.items()):
            self.leave(till, listener)

    def leave(self, till: tuple[str, str], listener: Listener) -> None:
        listener.end()
        if self._listeners.get(till) is listener:
            del self._listeners[till]
        for stream in listener.streams:
            self._of.get(stream, set()).discard(listener)

    def _spread(self, heads: Mapping[str, int]) -> None:
        for stream, pos in heads.items():
            self._heads[stream] = pos
            for listener in self._of.get(stream, ()):
                listener.moved(stream, pos)

    async def _watch(self) -> None:
        """While anybody listens: cut off whose token is void, and find what other processes have moved."""
        while self._listeners:
            await asyncio.sleep(self._watch_s)
            bearers = [listener.bearer for listener in self._listeners.values()]
            streams = [stream for stream, here in self._of.items() if here] if self._others else []
            try:
                valid, heads = await run_in_threadpool(self._centre.watched, bearers, streams)
            except SQLAlchemyError as error:
                log.debug("the heads of the streams could not be read: %s", type(error).__name__)
                continue
            asked = set(bearers)
            for till, listener in list(self._listeners.items()):
                if listener.bearer in asked - valid:
                    self.leave(till, listener)
            self._spread({stream: pos for stream, pos in heads.items() if pos != self._heads.get(stream)})
        self._watching = None


class Words(StreamingResponse):
    """An answer that goes on until the till goes away, or is cut off."""

    def __init__(self, live: Live, till: tuple[str, str], listener: Listener, heartbeat_s: float) -> None:
        super().__init__(listener.words(heartbeat_s), media_type="text/event-stream", headers=HEADERS)
        self._live, self._till, self._listener = live, till, listener

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._live.leave(self._till, self._listener)
