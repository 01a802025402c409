"""A small shop for service tests: an in-memory replica, a clock that is set, and a till over a real journal file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pos.contract import OperatorRow, PolicyRow, StoreRow
from pos.contract.goods import LocationRow, RelatedRow, StockRow
from pos.contract.people import BriefingRow, CustomerRow, LoyaltyRow
from pos.domain.catalogue import Article, QuickKey
from pos.domain.collect import Pickup
from pos.domain.coupons import Coupon
from pos.domain.pickup_code import PickupKey, parcels_of
from pos.domain.promotions import Promotion
from pos.domain.tax import Rate
from pos.ports import Freshness, StockHeld, Word

CABLE = Article("118-0912", "USB-C Kabel 2 m, 100 W", 1_499, "standard", gtin="4057218118092")
BATTERIES = Article("119-0031", "Batterien AA 8er", 799, "standard", gtin="4057218119006")
BAG = Article("900-0002", "Papiertasche M", 20, "reduced")
HEADPHONES = Article("104-2331", "Bose QuietComfort Ultra, Schwarz", 44_900, "standard", gtin="4057218104231")

STORE = StoreRow(
    store="S0042",
    retailer="Volt & Heim",
    name="Berlin Alexanderplatz",
    street="Alexanderplatz 1",
    city="10178 Berlin",
    country="DE",
    currency="EUR",
    zone="Europe/Berlin",
    tax_mode="included",
    tax_number="DEMO",
    language="de",
    catalogue="catalog:eu",
    demo=True,
)
OPERATORS = (
    OperatorRow("7", "Mara Krüger", "cashier", "hash:1111"),
    OperatorRow("3", "Aylin Yilmaz", "shift_lead", "hash:2222"),
    OperatorRow("1", "Paul Weber", "manager", "hash:3333"),
)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now_ms: int = 1_795_268_460_000) -> None:
        self.now = now_ms

    def now_ms(self) -> int:
        return self.now

    def mono_ms(self) -> int:
        return self.now


class PlainPins:
    def matches(self, hashed: str, pin: str) -> bool:
        return hashed == f"hash:{pin}"


@dataclass
class ShopReplica:
    """Port `Replica`, in memory."""

    articles: list[Article] = field(default_factory=lambda: [CABLE, BATTERIES, BAG, HEADPHONES])
    row: StoreRow | None = STORE
    people: tuple[OperatorRow, ...] = OPERATORS
    limits: PolicyRow = field(default_factory=PolicyRow)
    vanished: bool = False
    offers: tuple[Promotion, ...] = ()
    open_coupons: tuple[Coupon, ...] = ()
    loyalty_rows: tuple[LoyaltyRow, ...] = ()
    briefing_rows: tuple[BriefingRow, ...] = ()
    customers: dict[str, CustomerRow] = field(default_factory=dict)
    word: Word = field(default_factory=lambda: Word(None))
    places: tuple[LocationRow, ...] = ()
    shelves: dict[str, dict[str, StockRow]] = field(default_factory=dict)
    shelves_word: dict[str, Word] = field(default_factory=dict)
    fits: dict[str, RelatedRow] = field(default_factory=dict)
    orders: tuple[Pickup, ...] = ()
    orders_word: Word = field(default_factory=lambda: Word(None))
    keys: tuple[PickupKey, ...] = ()

    def article(self, key: str) -> Article | None:
        return next((a for a in self.articles if key in (a.sku, a.gtin.zfill(14) if a.gtin else "")), None)

    def search(self, text: str, limit: int) -> list[Article]:
        return [a for a in self.articles if text.lower() in a.name.lower()][:limit]

    def store(self) -> StoreRow | None:
        return self.row

    def policy(self) -> PolicyRow:
        return self.limits

    def rates(self) -> tuple[Rate, ...]:
        return () if self.vanished else (Rate("standard", 1900), Rate("reduced", 700))

    def operators(self) -> tuple[OperatorRow, ...]:
        return self.people

    def quick_keys(self) -> tuple[QuickKey, ...]:
        return (QuickKey(1, BAG.sku, "Tasche M"),)

    def freshness(self) -> Freshness:
        return Freshness(None)

    def promotions(self) -> tuple[Promotion, ...]:
        return self.offers

    def coupon(self, code: str) -> Coupon | None:
        return next((coupon for coupon in self.open_coupons if coupon.code == code), None)

    def briefing(self) -> tuple[BriefingRow, ...]:
        return self.briefing_rows

    def loyalty(self) -> tuple[LoyaltyRow, ...]:
        return self.loyalty_rows

    def customer(self, customer: str) -> CustomerRow | None:
        return self.customers.get(customer)

    def customers_by_key(self, key: str) -> list[CustomerRow]:
        return [row for row in self.customers.values() if key in row.keys]

    def customers_by_name(self, text: str, limit: int) -> list[CustomerRow]:
        words = text.lower().split()
        rows = self.customers.values()
        return [r for r in rows if all(w in f"{r.given} {r.family}".lower() for w in words)][:limit]

    def customers_word(self) -> Word:
        return self.word

    def locations(self) -> tuple[LocationRow, ...]:
        return tuple(sorted(self.places, key=lambda row: row.metres))

    def stock(self, location: str, skus: Sequence[str]) -> dict[str, StockHeld]:
        rows, word = self.shelves.get(location, {}), self.stock_word(location)
        return {sku: StockHeld(rows[sku].level(), word) for sku in skus if sku in rows}

    def stock_word(self, location: str) -> Word:
        return self.shelves_word.get(location, Word(None))

    def related(self, sku: str) -> RelatedRow:
        return self.fits.get(sku, RelatedRow())

    def pickups(self, state: str, limit: int) -> list[Pickup]:
        return [one for one in self.orders if one.state == state][:limit]

    def pickup_counts(self) -> dict[str, int]:
        return dict(Counter(one.state for one in self.orders))

    def pickups_by_code(self, code: str) -> list[Pickup]:
        return [one for one in self.orders if one.code == code]

    def pickup(self, order: str) -> Pickup | None:
        return next((one for one in self.orders if one.id == order), None)

    def pickups_found(self, text: str, limit: int) -> list[Pickup]:
        words = text.casefold().split()
        said = {one.id: f"{one.number} {one.code} {one.name}".casefold() for one in self.orders}
        return [one for one in self.orders if all(word in said[one.id] for word in words)][:limit]

    def pickup_by_label(self, label: str) -> Pickup | None:
        return next((one for one in self.orders if parcels_of(one.id) == label), None)

    def pickups_word(self) -> Word:
        return self.orders_word

    def pickup_keys(self) -> tuple[PickupKey, ...]:
        return self.keys


@dataclass
class SpySigner:
    """Port `Signer`: remembers where it was called."""

    legal: bool = False
    calls: list[tuple[str, str]] = field(default_factory=list)

    def start(self, sale: str) -> None:
        self.calls.append(("start", sale))

    def finish(self, sale: str, fact: object) -> str | None:
        self.calls.append(("finish", sale))
        return "signature" if self.legal else None

    def abort(self, sale: str) -> None:
        self.calls.append(("abort", sale))
