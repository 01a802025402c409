"""A small, honest web shop: another channel that speaks to the centre by the same doors as any real one would, over
HTTP and with a key of its own. It invents its customers, and everything it puts says that it is a demo.

Which articles, how many and when comes from a seed, so a day can be played again.
"""

from __future__ import annotations

import csv
import json
import random
import urllib.error
import urllib.request
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

TIMEOUT_S: Final = 10
LEASE_S: Final = 600
ORDERS_SHARE: Final = 0.25
HERE_SHARE: Final = 0.15
NAMES: Final = ("J. Demo", "S. Demo", "T. Demo", "R. Demo", "K. Demo", "M. Demo")


def wares(folder: Path, count: int) -> list[Ware]:
    """The best sold articles of a demo's tables."""
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        goods = {row["stock_code"]: row for row in csv.DictReader(file)}
    with (folder / "made_up.csv").open(encoding="utf-8", newline="") as file:
        ranks = {row["stock_code"]: int(row["sales_rank"]) for row in csv.DictReader(file) if row["sales_rank"]}
    best = sorted((sku for sku in goods if sku in ranks), key=lambda sku: ranks[sku])[:count]
    return [Ware(sku, goods[sku]["description"], _cents(goods[sku]["price"])) for sku in best]


def _cents(price: str) -> int:
    euros, _, cents = price.partition(".")
    return int(euros) * 100 + int(f"{cents:0<2}"[:2])


class Refused(Exception):
    """The centre said no; ``status`` and what it said."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')} {problem.get('facts', '')}")
        self.status = status
        self.code = str(problem.get("code", ""))


@dataclass(frozen=True)
class Ware:
    """An article as the shop sells it."""

    sku: str
    text: str
    price_minor: int


@dataclass
class WebShop:
    """``orders``: ids of what was ordered to be collected, in their order; ``sold``: pieces sold from the warehouse."""

    url: str
    key: str
    store: str
    warehouse: str
    wares: Sequence[Ware]
    seed: int = 1
    orders: list[str] = field(default_factory=list)
    sold: int = 0
    _puts: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    # --- what a shop does -----------------------------------------------------------------------------------------

    def order(
        self, quantities: Sequence[int] = (1,), *, paid: bool = True, at_ms: int, name: str = "", customer: str = "",
        email: str = "",
    ) -> str:  # fmt: skip
        """Reserve pieces at the store and order them to be collected; the order's id."""
        wares = self._random.sample(list(self.wares), len(quantities))
        lines = [{"sku": ware.sku, "quantity": n} for ware, n in zip(wares, quantities, strict=True)]
        lease = self._id()
        self._send("PUT", f"/v1/reservations/{lease}", {"location": self.store, "lines": lines, "ttl_s": LEASE_S})
        order = self._id()
        body = {
            "number": f"W-{48_300 + len(self.orders)}",
            "store": self.store,
            "at_ms": at_ms,
            "currency": "EUR",
            "paid": paid,
            "name": name or self._random.choice(NAMES),
            "customer": customer,
            "email": email,
            "demo": True,
            "reservation": lease,
            "lines": [
                {"sku": ware.sku, "text": ware.text, "quantity": n, "unit_minor": ware.price_minor}
                for ware, n in zip(wares, quantities, strict=True)
            ],
        }
        self._send("PUT", f"/v1/pickups/{order}", body)
        self.orders.append(order)
        return order

    def buy(self, quantity: int = 1, *, at_ms: int) -> Ware:
        """Somebody buys from the warehouse: the pieces leave it."""
        ware = self._random.choice(list(self.wares))
        line = {"sku": ware.sku, "on_hand": -quantity}
        body = {"location": self.warehouse, "at_ms": at_ms, "why": "web-sale", "lines": [line]}
        self._send("PUT", f"/v1/movements/{self._id()}", body)
        self.sold += quantity
        return ware

    def here(self, order: str, *, at_ms: int) -> None:
        """The customer says in the app that they stand in the store."""
        self._send("PUT", f"/v1/pickups/{order}/here", {"at_ms": at_ms})

    def cancel(self, order: str, *, at_ms: int) -> None:
        self._send("PUT", f"/v1/pickups/{order}/cancel", {"at_ms": at_ms})

    def state(self, order: str) -> dict[str, Any]:
        """What the centre says of an order: its state, the typed code, what the QR shows."""
        told: dict[str, Any] = self._send("GET", f"/v1/pickups/{order}")
        return told

    def left(self, sku: str) -> int:
        """Pieces on hand in the warehouse."""
        (one,) = self._send("GET", f"/v1/availability?sku={quote(sku)}&store={quote(self.warehouse)}")
        return int(one["on_hand"])

    def act(self, at_ms: int) -> str:
        """Whatever somebody in the web does next; what it was, for whoever watches."""
        what = self._random.random()
        if what < ORDERS_SHARE:
            number = self.order([1] * self._random.randint(1, 3), paid=self._random.random() < 0.8, at_ms=at_ms)
            return f"ordered {number} for {self.store}"
        if what < ORDERS_SHARE + HERE_SHARE and self.orders:
            order = self._random.choice(self.orders)
            self.here(order, at_ms=at_ms)
            return f"the customer of {order} is in {self.store}"
        ware = self.buy(self._random.randint(1, 2), at_ms=at_ms)
        return f"sold {ware.sku} from {self.warehouse}"

    def _id(self) -> str:
        return str(uuid.UUID(bytes=self._random.randbytes(16), version=4))

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Raises Refused, or OSError if there is nobody."""
        request = urllib.request.Request(
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            with error:
                text = error.read()
            try:
                raise Refused(error.code, json.loads(text)) from error
            except ValueError:
                raise Refused(error.code, {}) from error
