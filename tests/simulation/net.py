"""The network of the simulation: loses, doubles, delays and reorders what tills and centre say to each other."""

from __future__ import annotations

import random
from collections.abc import Callable

from pos.sync.steps import TIMEOUT, UNREACHABLE, Failed, Reply, Send
from tests.simulation.faults import Fault, Faults
from tests.simulation.loop import Loop
from tests.simulation.office import CentreDied, Office

READ_TIMEOUT_MS = 10_000

Hear = Callable[[Reply | Failed], None]


class Wire:
    """One till's way to the centre. Gives up after the read timeout, as its HTTP client would; what the centre says
    later is delivered all the same, because a state machine should not need a well-behaved client.
    """

    def __init__(self, loop: Loop, rng: random.Random, faults: Faults, office: Office) -> None:
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._office = office
        self._sent = 0
        self._arrived = 0
        self._cut_until = 0

    def send(self, request: Send, hear: Hear) -> None:
        if self._faults.hits(Fault.PARTITION):
            self.cut(self._rng.randrange(1_000, 120_000))
        if self._loop.now < self._cut_until or not self._office.up:
            self._loop.after(20, lambda: hear(Failed(request.id, UNREACHABLE)))
            return
        self._loop.after(READ_TIMEOUT_MS, lambda: hear(Failed(request.id, TIMEOUT)))
        if self._faults.hits(Fault.REQUEST_LOST):
            return
        self._sent += 1
        number = self._sent
        delayed = self._faults.hits(Fault.DELAYED)
        trip = self._rng.randrange(1_000, 30_000) if delayed else self._latency()
        self._loop.after(trip, lambda: self._arrive(number, request, hear))
        if self._faults.hits(Fault.DOUBLED):
            self._loop.after(trip + self._rng.randrange(1, 20_000), lambda: self._arrive(number, request, hear))

    def cut(self, ms: int) -> None:
        """Nothing gets through for so long."""
        self._cut_until = max(self._cut_until, self._loop.now + ms)

    def mend(self) -> None:
        self._cut_until = 0

    def _arrive(self, number: int, request: Send, hear: Hear) -> None:
        if self._loop.now < self._cut_until or not self._office.up:
            return
        if number < self._arrived:
            self._faults.happened(Fault.REORDERED)
        self._arrived = max(self._arrived, number)
        try:
            status, body = self._office.handle(request)
        except CentreDied:
            return
        if self._faults.hits(Fault.REPLY_LOST):
            return
        self._loop.after(self._latency(), lambda: hear(Reply(request.id, status, body)))

    def _latency(self) -> int:
        return self._rng.randrange(2, 60)
