"""The online orders of the pictures' story, as the store of the design has them on that Friday at 14:41."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pos.contract.goods import FEED_PICKUP
from pos.domain import collect
from pos.domain.collect import Pickup, PickupLine
from pos.domain.pickup_code import parcel_label
from pos.rehearsal.regulars import LENA

STORE: Final = "S0042"
CLOCK_MS: Final = 1_763_732_460_000
MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
NBSP: Final = "\N{NO-BREAK SPACE}"
KEPT_MS: Final = 7 * DAY


def _id(number: int) -> str:
    return f"01900000-0000-7000-8000-0000000{number}"


LABEL: Final = parcel_label(_id(48213), 1)
UNPAID_LABEL: Final = parcel_label(_id(48247), 1)
CODE: Final = "7731K4"
UNPAID_CODE: Final = "5H3N7Q"
PICKED: Final = "W-48276"
# name, pieces, minutes ago, bags, what is special
_WAITING: Final = (
    (48231, "Hanna Vogel", 1, 26 * 60, ("A-11",)),
    (48198, "Claudia Maurer", 4, 3 * 24 * 60, ("D-01", "D-02")),
    (48155, "Emil Brandt", 1, 6 * 24 * 60, ("B-03",)),
    (48149, "Karl Jansen", 2, 6 * 24 * 60 + 30, ("B-09",)),
    (48220, "Yusuf Arslan", 1, 27 * 60, ("A-04",)),
    (48202, "Greta Lang", 2, 2 * 24 * 60, ("C-02",)),
)
# number, name, pieces, minutes ago
_COLLECTED: Final = (
    (48240, "Britta Koch", 1, 19),
    (48227, "Anton Weiss", 2, 51),
    (48205, "Dario Romano", 1, 130),
    (48219, "Volkan Kaya", 3, 157),
    (48190, "Gerda Stein", 1, 174),
    (48187, "Ole Petersen", 1, 190),
    (48183, "Ines Wolf", 2, 205),
    (48180, "Tarek Said", 1, 221),
    (48176, "Mona Beck", 1, 239),
    (48171, "Lars Engel", 2, 260),
    (48169, "Rita Blum", 1, 272),
    (48160, "Jana Keil", 1, 281),
)
_SOMETHING: Final = PickupLine(1, "700-0001", "Bluetooth-Box Mini, Blau", 1, 5_990, category="headphones", shelf="C4")


def rows() -> tuple[tuple[str, str, Struct], ...]:
    """(kind, id, row) for the stream of the store's orders."""
    return tuple((FEED_PICKUP, one.id, one) for one in (*_to_pick(), *_ready(), *_over()))


def _order(number: int, name: str, minutes: int, lines: tuple[PickupLine, ...]) -> Pickup:
    placed = CLOCK_MS - minutes * MINUTE
    return Pickup(_id(number), f"W-{number}", STORE, "web", placed, "EUR", lines, name=name, demo=True)


def _some(pieces: int, picked: int = 0) -> tuple[PickupLine, ...]:
    return (replace(_SOMETHING, quantity=pieces, picked=picked),)


def _to_pick() -> tuple[Pickup, ...]:
    wagner = (
        PickupLine(1, "310-1170", "Wasserkocher Edelstahl 1,7 l", 1, 5_990, category="utensils", shelf="B2", picked=1),
        PickupLine(2, "119-0031", "Batterien AA 8er", 1, 799, gtin="4057218119006", category="package", shelf="D1"),
    )
    schulz = (
        PickupLine(1, "104-2340", "Bose QC Ultra Earbuds, Weiß", 1, 29_900, category="headphones", shelf="A3", short=1),
        PickupLine(2, "118-0912", "USB-C Kabel 2 m, 100 W", 1, 1_499, category="package", shelf="D1", picked=1),
    )
    three_hours = CLOCK_MS + 3 * HOUR
    return (
        replace(_order(48290, "Julia Neumann", 4, _some(1)), ready_by_ms=three_hours),
        replace(_order(48288, "Selin Aydin", 12, _some(3)), ready_by_ms=three_hours - MINUTE),
        replace(_order(48281, f"Familie{NBSP}Petersen", 31, _some(5)), ready_by_ms=three_hours - 2 * MINUTE),
        replace(_order(48276, "Tim Wagner", 108, wagner), ready_by_ms=CLOCK_MS + 19 * MINUTE),
        replace(_order(48269, "Maria Schulz", 130, schulz), state=collect.SHORT),
    )


def _waits(order: Pickup, minutes: int, bags: tuple[str, ...], code: str = "") -> Pickup:
    ready = CLOCK_MS - minutes * MINUTE
    return replace(
        order, state=collect.READY, ready_ms=ready, bags=bags, parcels=len(bags), code=code, expires_ms=ready + KEPT_MS
    )


def _ready() -> tuple[Pickup, ...]:
    lena = (
        PickupLine(
            1, "310-2001", "Espressomaschine Barista", 1, 34_900, gtin="4057218310205", category="coffee", picked=1
        ),
        PickupLine(2, "512-0044", "Kaffeebohnen Crema 1 kg", 2, 1_699, "reduced", category="coffee", picked=2),
        PickupLine(3, "310-2008", "Entkalker, 2er-Pack", 1, 990, category="sparkles", later_on="2025-11-24"),
    )
    paul = (
        PickupLine(1, "700-0001", "Bluetooth-Box Mini, Blau", 1, 5_990, category="headphones", picked=1),
        PickupLine(2, "700-0002", "Powerbank 20 Ah, USB-C", 1, 6_910, category="smartphone", picked=1),
    )
    first = _waits(_order(48213, "Lena Hoffmann", 40 * 60, lena), 21 * 60, ("B-14",), CODE)
    here = _waits(_order(48254, "Rana Demir", 400, _some(1, 1)), 216, ("A-02",), "8K2M4T")
    owed = _waits(_order(48247, "Paul Lindner", 500, paul), 301, ("C-07",), UNPAID_CODE)
    return (
        replace(first, customer=LENA, tier="Gold"),
        replace(here, here_ms=CLOCK_MS - 2 * MINUTE),
        replace(owed, paid=False),
        *(_waits(_order(n, name, ago + 90, _some(k, k)), ago, bags) for n, name, k, ago, bags in _WAITING),
    )


def _over() -> tuple[Pickup, ...]:
    late = _waits(_order(47988, "Nora Fuchs", 15 * 24 * 60, _some(1, 1)), 14 * 24 * 60, ("E-05",))
    done = []
    for number, name, pieces, minutes in _COLLECTED:
        line = (replace(_SOMETHING, quantity=pieces, picked=pieces, handed=pieces),)
        order = _order(number, name, minutes + 24 * 60, line)
        done.append(replace(order, state=collect.HANDED_OVER, done_ms=CLOCK_MS - minutes * MINUTE))
    return (late, *done)
