"""A way to the centre with places where a rehearsal may kill the helper: around every push."""

from __future__ import annotations

from collections.abc import Callable

from pos.sync.gateway import Gateway
from pos.sync.steps import Failed, Reply, Send

PUSHES = "/events"


class TrippingGateway(Gateway):
    """``at(name)`` is called before the bytes of a push leave, and after its answer came."""

    def __init__(self, centre: str, read_timeout_ms: int, at: Callable[[str], None]) -> None:
        super().__init__(centre, read_timeout_ms)
        self._at = at

    def send(self, request: Send) -> Reply | Failed:
        if not (request.method == "POST" and request.path.endswith(PUSHES)):
            return super().send(request)
        self._at("push.before_send")
        answer = super().send(request)
        self._at("push.after_answer")
        return answer
