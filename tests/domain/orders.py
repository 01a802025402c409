"""Online orders for tests."""

from __future__ import annotations

from typing import Any

from pos.domain.collect import READY, RESERVED, Pickup, PickupLine
from pos.domain.pickup_code import typed_code

ORDER = "0199a000-0000-7000-8000-00000000000a"
OTHER = "0199a000-0000-7000-8000-00000000000b"
NOW = 1_795_268_460_000
DAY_MS = 86_400_000


def line(n: int = 1, quantity: int = 2, **more: Any) -> PickupLine:
    return PickupLine(n, f"SKU-{n}", f"Article {n}", quantity, 1_000 * n, **more)


def order(*lines: PickupLine, **more: Any) -> Pickup:
    """W-48213: two pieces and one piece, unless lines are given; reserved."""
    facts: dict[str, Any] = {
        "id": ORDER,
        "number": "W-48213",
        "store": "S0042",
        "channel": "web",
        "placed_ms": NOW - DAY_MS,
        "currency": "EUR",
        "state": RESERVED,
        "code": typed_code(str(more.get("id", ORDER))),
    }
    return Pickup(lines=lines or (line(1, 2), line(2, 1)), **(facts | more))


def ready(*lines: PickupLine, **more: Any) -> Pickup:
    """The same, picked, in one parcel on shelf A-03."""
    facts: dict[str, Any] = {
        "state": READY,
        "ready_ms": NOW - 3_600_000,
        "expires_ms": NOW + 7 * DAY_MS,
        "bags": ("A-03",),
        "parcels": 1,
    }
    return order(*(lines or (line(1, 2, picked=2), line(2, 1, picked=1))), **(facts | more))
