"""The shelves of the pictures' story: places, figures, what goes together; the numbers are the designer's."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from pos.contract.goods import (
    FEED_LOCATION,
    FEED_RELATED,
    FEED_STOCK,
    LocationRow,
    PlaceLevel,
    RelatedRow,
    StockAnswers,
    StockRow,
    stock_stream,
)
from pos.domain.stock import STORE_KIND, WAREHOUSE_KIND

HERE: Final = "S0042"
NEAR: Final = "S0043"
HAMBURG: Final = "S0101"
COLOGNE: Final = "S0210"
WEB: Final = "W0001"

PLACES: Final = (
    LocationRow(HERE, STORE_KIND, "Berlin Alexanderplatz", "Berlin", followed=True),
    LocationRow(
        NEAR,
        STORE_KIND,
        "Berlin Schloßstraße",
        "Berlin",
        metres=9_000,
        followed=True,
        hours="Mo–Sa 10–20 Uhr",
        phone="030 5550 117",
        collect_from="17:00",
    ),
    LocationRow(
        HAMBURG,
        STORE_KIND,
        "Hamburg Mönckebergstr.",
        "Hamburg",
        metres=289_000,
        hours="Mo–Sa 10–20 Uhr",
        phone="040 5550 230",
        collect_from="10:00",
    ),
    LocationRow(COLOGNE, STORE_KIND, "Köln Schildergasse", "Köln", metres=573_000, hours="Mo–Sa 10–20 Uhr"),
    LocationRow(WEB, WAREHOUSE_KIND, "Zentrallager Web", followed=True, delivers_in_days=1),
)
BOSE: Final = "104-2331"
# By SKU: pieces here, in Berlin Schloßstraße, Hamburg, Köln, and in the warehouse.
LEVELS: Final = {
    BOSE: (4, 2, 11, 0, 48),
    "104-2332": (0, 1, 3, 0, 12),
    "104-2333": (2, 0, 4, 1, 0),
    "104-2340": (11, 5, 9, 7, 96),
    "104-2702": (6, 3, 8, 2, 31),
    "104-3105": (5, 2, 6, 3, 22),
    "130-4410": (9, 4, 12, 6, 60),
    "207-5518": (0, 1, 2, 0, 48),
    "208-1120": (14, 6, 10, 5, 80),
    "119-0031": (86, 60, 74, 51, 900),
    "118-0912": (31, 18, 25, 14, 320),
    "310-1170": (7, 3, 5, 2, 40),
    "512-0044": (22, 14, 19, 8, 210),
    "900-0002": (412, 380, 500, 290, 0),
    "640-0310": (18, 9, 12, 4, 75),
    "450-0120": (54, 30, 41, 22, 260),
}
INCOMING: Final = {BOSE: (12, "2025-11-25")}
RELATED: Final = {
    BOSE: RelatedRow(together=("130-4410", "104-2702"), instead=("104-3105", "104-2333")),
    "207-5518": RelatedRow(together=("208-1120",)),
}


def policy_rows() -> tuple[tuple[str, str, Struct], ...]:
    """(kind, id, row) for the stream of the store's policy: which places there are."""
    return tuple((FEED_LOCATION, row.location, row) for row in PLACES)


def catalogue_rows() -> tuple[tuple[str, str, Struct], ...]:
    """(kind, id, row) for the catalogue: what goes with what."""
    return tuple((FEED_RELATED, sku, row) for sku, row in RELATED.items())


def stock_rows() -> tuple[tuple[str, tuple[tuple[str, str, Struct], ...]], ...]:
    """By stream of a location: (kind, SKU, row)."""
    return tuple(
        (
            stock_stream(place.location),
            tuple((FEED_STOCK, sku, _row(sku, at)) for sku in LEVELS),
        )
        for at, place in enumerate(PLACES)
    )


def live_words(at_ms: int) -> tuple[str, ...]:
    """What the centre would say about each article at ``at_ms``, as a puppet is told it (JSON of `StockAnswers`)."""
    answers = (
        StockAnswers(
            sku,
            tuple(PlaceLevel(place.location, *_fields(sku, at)) for at, place in enumerate(PLACES)),
            {},
            at_ms,
        )
        for sku in LEVELS
    )
    return tuple(msgspec.json.encode(answer).decode() for answer in answers)


def _fields(sku: str, at: int) -> tuple[int, int, int, str]:
    incoming, day = INCOMING.get(sku, (0, "")) if at == 0 else (0, "")
    return LEVELS[sku][at], 0, incoming, day


def _row(sku: str, at: int) -> StockRow:
    return StockRow(*_fields(sku, at))
