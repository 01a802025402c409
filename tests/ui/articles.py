"""Places and shelves for the tests of the screens, all of them invented; and a centre that knows them live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pos.contract.goods import LocationRow, PlaceLevel, RelatedRow, StockAnswers, StockRow
from pos.domain.stock import STORE_KIND, WAREHOUSE_KIND
from pos.ports import Word
from tests.services.shop import BAG, BATTERIES, CABLE, HEADPHONES
from tests.ui.conftest import Counter
from tests.ui.customers import FakeCentre, open_shop

HERE, NEAR, FAR, WEB = "S0042", "S0043", "S0044", "W1"
MINUTE = 60_000

PLACES = (
    LocationRow(HERE, STORE_KIND, "Berlin Alexanderplatz", "Berlin"),
    LocationRow(
        NEAR, STORE_KIND, "Berlin Schloßstraße", "Berlin", 9_000, hours="10–20", phone="030 1", collect_from="23:00"
    ),
    LocationRow(FAR, STORE_KIND, "Köln Schildergasse", "Köln", 573_000),
    LocationRow(WEB, WAREHOUSE_KIND, "Zentrallager Web", delivers_in_days=1),
)


@dataclass
class LiveCentre(FakeCentre):
    """Answers questions about stock with ``levels`` (by location) unless it is ``silent``."""

    levels: tuple[PlaceLevel, ...] = ()
    now_ms: Callable[[], int] = lambda: 0

    def stock(self, sku: str, told: Callable[[Any], None]) -> None:
        self.asked.append(f"stock {sku}")
        told(None if self.silent or not self.levels else StockAnswers(sku, self.levels, {}, self.now_ms()))


def stocked(counter: Counter, *, online: bool = True, age_ms: int = 2_000) -> Counter:
    """The shop, ready to sell, with goods on its shelves; the centre's word on them is ``age_ms`` old."""
    replica, now_ms = counter.shop.replica, counter.shop.clock.now_ms()
    replica.places = PLACES
    replica.shelves = {
        HERE: {
            CABLE.sku: StockRow(4, incoming=12, incoming_on="2026-11-25"),
            BATTERIES.sku: StockRow(86),
            HEADPHONES.sku: StockRow(0),
        },
        NEAR: {CABLE.sku: StockRow(2)},
        FAR: {CABLE.sku: StockRow(0)},
        WEB: {CABLE.sku: StockRow(48), HEADPHONES.sku: StockRow(5), BATTERIES.sku: StockRow(0)},
    }
    replica.shelves_word = {place.location: Word(now_ms - age_ms) for place in PLACES}
    replica.fits = {CABLE.sku: RelatedRow(together=(BATTERIES.sku, BAG.sku), instead=(HEADPHONES.sku,))}
    return open_shop(counter, online=online)
