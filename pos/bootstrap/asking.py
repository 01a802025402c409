"""Port `Centre`: questions while a customer waits, over the helper process's own line for them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from pos.contract import from_json, to_json
from pos.contract.goods import PickupAnswer, StockAnswers
from pos.contract.people import ContactAnswer, CustomersAnswer, HoldAnswer, HoldRequest
from pos.domain.customer import Identifier

NAME: Final = "name"
FOUND_MOST: Final = 8

Answer = TypeVar("Answer")
Inquire = Callable[[str, str, bytes, Callable[[int, bytes], None]], None]

log = logging.getLogger(__name__)


class CentreQuestions:
    """``inquire(method, path, body, on_answer)`` as `pos.bootstrap.uplink.Uplink` has it."""

    def __init__(self, inquire: Inquire) -> None:
        self._inquire = inquire

    def search(self, identifier: Identifier | None, text: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        kind, value = (NAME, text) if identifier is None else (identifier.kind, identifier.value)
        query = urlencode({"q": value, "kind": kind, "limit": FOUND_MOST})
        self._ask("GET", f"/v1/customers?{query}", b"", CustomersAnswer, told)

    def customer(self, customer: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        self._ask("GET", f"/v1/customers/{quote(customer)}", b"", CustomersAnswer, told)

    def contact(self, customer: str, told: Callable[[ContactAnswer | None], None]) -> None:
        self._ask("GET", f"/v1/customers/{quote(customer)}/contact", b"", ContactAnswer, told)

    def joined(self, token: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        self._ask("GET", f"/v1/joins/{quote(token)}", b"", CustomersAnswer, told)

    def hold(self, request: HoldRequest, told: Callable[[HoldAnswer | None], None]) -> None:
        self._ask("POST", "/v1/holds", to_json(request), HoldAnswer, told)

    def release(self, hold: str) -> None:
        self._inquire("DELETE", f"/v1/holds/{quote(hold)}", b"", lambda _status, _body: None)

    def stock(self, sku: str, told: Callable[[StockAnswers | None], None]) -> None:
        self._ask("GET", f"/v1/stock?{urlencode({'sku': sku})}", b"", StockAnswers, told)

    def pickup(self, text: str, told: Callable[[PickupAnswer | None], None]) -> None:
        self._ask("GET", f"/v1/pickups?{urlencode({'q': text})}", b"", PickupAnswer, told)

    def _ask(
        self, method: str, path: str, body: bytes, kind: type[Answer], told: Callable[[Answer | None], None]
    ) -> None:
        def answered(status: int, content: bytes) -> None:
            answer = None
            if status == 200:
                try:
                    answer = from_json(content, kind)
                except msgspec.MsgspecError:
                    log.warning("the centre answered %s with something that is none", kind.__name__)
            told(answer)

        self._inquire(method, path, body, answered)
