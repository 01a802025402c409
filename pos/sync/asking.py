"""The threads behind `pos.sync.inquiries`: one that decides, and one per connection to the centre. They share nothing
with the engine's thread but queues, so a question never waits for a feed page or a slow push.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence

from pos.base.clock import Clock
from pos.sync.gateway import Gateway
from pos.sync.inquiries import Arrived, Begin, Given, Inquiries
from pos.sync.steps import Bearer, Cut, Disowned, Heard, Inquire, Inquired, Slow, Tick


class Asking:
    """``gateways``: a connection for each question that may be under way at once, closed by its thread at the end.
    ``say``: to the till; ``tell``: to the engine; both are called on the thread ``inquiries``.
    """

    def __init__(
        self,
        gateways: Sequence[Gateway],
        clock: Clock,
        say: Callable[[Inquired], None],
        tell: Callable[[Slow | Disowned], None],
    ) -> None:
        self._clock = clock
        self._say = say
        self._tell = tell
        self._inquiries = Inquiries(len(gateways))
        self._inbox: queue.SimpleQueue[Given | None] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[Begin | None] = queue.SimpleQueue()
        self._gateways = list(gateways)

    def start(self) -> None:
        _thread("inquiries", self._run)
        for gateway in self._gateways:
            _thread("inquiries-http", lambda gateway=gateway: self._ask(gateway))  # type: ignore[misc]

    def inquire(self, inquiry: Inquire) -> None:
        """From any thread, like the next two. The budget runs from now."""
        self._inbox.put(Arrived(inquiry, self._clock.mono_ms()))

    def cut(self, cut: Cut) -> None:
        self._inbox.put(cut)

    def note(self, news: Bearer | Heard) -> None:
        """What the engine knows."""
        self._inbox.put(news)

    def stop(self) -> None:
        """Questions under way end with the process; the till answers them itself."""
        self._inbox.put(None)
        for _ in self._gateways:
            self._outbox.put(None)

    def _run(self) -> None:
        while (given := self._next()) is not None:
            for todo in self._inquiries.step(self._clock.mono_ms(), given):
                if isinstance(todo, Begin):
                    self._outbox.put(todo)
                elif isinstance(todo, Inquired):
                    self._say(todo)
                else:
                    self._tell(todo)

    def _next(self) -> Given | None:
        until = self._inquiries.until()
        if until is None:
            return self._inbox.get()
        try:
            return self._inbox.get(timeout=max(0, until - self._clock.mono_ms()) / 1000)
        except queue.Empty:
            return Tick()

    def _ask(self, gateway: Gateway) -> None:
        while (begin := self._outbox.get()) is not None:
            self._inbox.put(gateway.ask(begin.send, begin.within_ms))
        gateway.close()


def _thread(name: str, run: Callable[[], None]) -> None:
    """Daemons: a question that hangs must not keep the process alive after the till has gone."""
    threading.Thread(target=run, name=name, daemon=True).start()
