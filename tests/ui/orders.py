"""Online orders for the tests of their screen, all of them invented; and a till that can tell a signed code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec.structs import replace

from pos.contract import decode_body, decode_entry
from pos.contract.goods import PickupAnswer
from pos.domain import collect, pickup_code
from pos.domain.collect import Pickup, PickupLine
from pos.domain.events import Body
from pos.domain.pickup_code import PickupCode, PickupKey
from pos.ports import Word
from pos.services.link import Link
from pos.services.signon import SignOn
from pos.services.till import till_of
from tests.services.shop import BATTERIES, CABLE, HEADPHONES, PlainPins
from tests.ui.conftest import Counter
from tests.ui.customers import LENA, FakeCentre, open_shop

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
GOOD: Final = b"\x07" * 64
BAD: Final = b"\x08" * 64
STORE: Final = "S0042"


def id_of(n: int) -> str:
    return f"01900000-0000-7000-8000-0000000{n}"


@dataclass(frozen=True)
class OneSeal:
    """Port `Seals`: one signature is genuine."""

    def genuine(self, public: str, message: bytes, signature: bytes) -> bool:
        return signature == GOOD


@dataclass
class OrdersCentre(FakeCentre):
    """Knows where an order of another store waits."""

    answer: PickupAnswer | None = None
    looked_for: list[str] = field(default_factory=list)

    def pickup(self, text: str, told: Callable[[Any], None]) -> None:
        self.looked_for.append(text)
        told(self.answer)


CABLES = PickupLine(1, CABLE.sku, CABLE.name, 2, CABLE.price_minor, gtin=CABLE.gtin, shelf="D1", picked=2)
CELLS = PickupLine(
    2, BATTERIES.sku, BATTERIES.name, 1, BATTERIES.price_minor, gtin=BATTERIES.gtin, shelf="A1", picked=1
)
HEADS = PickupLine(1, HEADPHONES.sku, HEADPHONES.name, 1, HEADPHONES.price_minor, gtin=HEADPHONES.gtin, picked=1)


def order(n: int, name: str, now_ms: int, *lines: PickupLine) -> Pickup:
    """Ready since two hours, in one parcel."""
    return Pickup(
        id_of(n),
        f"W-{n}",
        STORE,
        "web",
        now_ms - DAY,
        "EUR",
        lines or (CABLES, CELLS),
        state=collect.READY,
        code=f"A{n}",
        name=name,
        ready_ms=now_ms - 2 * HOUR,
        expires_ms=now_ms + 5 * DAY,
        bags=(f"B-{n % 100}",),
        parcels=1,
    )


PAID, DEAR, UNPAID, LATE, PICK, GONE, ASKED = 48213, 48214, 48247, 47988, 48276, 48240, 48230


def orders(now_ms: int) -> tuple[Pickup, ...]:
    shelf = tuple(replace(line, picked=0) for line in (CABLES, CELLS))
    late = order(LATE, "Nora Fuchs", now_ms)
    return (
        replace(order(PAID, "Lena Hoffmann", now_ms), customer=LENA, tier="Gold"),
        replace(order(DEAR, "Rana Demir", now_ms, HEADS), ready_ms=now_ms - 3 * HOUR),
        replace(order(UNPAID, "Paul Lindner", now_ms), paid=False, ready_ms=now_ms - 4 * HOUR),
        replace(late, expires_ms=now_ms - DAY, ready_ms=now_ms - 8 * DAY),
        replace(
            order(PICK, "Tim Wagner", now_ms, *shelf),
            state=collect.RESERVED,
            ready_ms=0,
            bags=(),
            parcels=0,
            ready_by_ms=now_ms + 20 * MINUTE,
        ),
        replace(
            order(GONE, "Britta Koch", now_ms, replace(CELLS, handed=1)),
            state=collect.HANDED_OVER,
            done_ms=now_ms - HOUR,
            revoked=True,
        ),
        replace(
            order(ASKED, "Udo Klein", now_ms),
            state=collect.CANCEL_REQUESTED,
            cancel_asked_ms=now_ms - HOUR,
            revoked=True,
        ),
    )


def collecting(counter: Counter, *, online: bool = True) -> Counter:
    """The shop with these orders, ready to sell; the centre's word on them is two seconds old."""
    shop = counter.shop
    now_ms = shop.clock.now_ms()
    shop.till = till_of(shop.desk, SignOn(shop.desk, PlainPins()), Link(shop.journal, shop.contact), OneSeal())
    shop.replica.orders = orders(now_ms)
    shop.replica.orders_word = Word(now_ms - 2_000)
    shop.replica.keys = (PickupKey(1, "public"), PickupKey(2, "public", revoked=True))
    return open_shop(counter, online=online)


def label(n: int, parcel: int = 1) -> str:
    return pickup_code.parcel_label(id_of(n), parcel)


def qr(counter: Counter, n: int, signature: bytes = GOOD, **claims: Any) -> str:
    """What the customer's telephone shows for an order."""
    now_s = counter.shop.clock.now_ms() // 1000
    known = next((one for one in counter.shop.replica.orders if one.id == id_of(n)), None)
    digest = pickup_code.lines_digest(known.lines) if known is not None else b"\x01" * 8
    code = PickupCode(1, id_of(n), STORE, 1, digest, now_s - 3600, now_s + 3600)
    return pickup_code.text_of(replace(code, **claims), signature)


def bodies(counter: Counter, kind: type[Body]) -> list[Any]:
    """What the journal says, of one kind."""
    made = [decode_body(decode_entry(stored.line)) for stored in counter.shop.journal.entries]
    return [body for body in made if isinstance(body, kind)]
