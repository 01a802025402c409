"""The one story that all pictures tell: store, people, articles and clock of the design's mock-ups, as feed pages."""

from __future__ import annotations

from typing import Final

import msgspec

from pos.contract import (
    FEED_ARTICLE,
    FEED_CUSTOMER,
    FEED_LOYALTY,
    FEED_OPERATOR,
    FEED_POLICY,
    FEED_QUICK_KEY,
    FEED_RATE,
    FEED_STORE,
    ArticleRow,
    FeedItem,
    FeedPage,
    OperatorRow,
    PolicyRow,
    StoreRow,
    catalogue_stream,
    customers_stream,
    policy_stream,
    promotions_stream,
)
from pos.contract.goods import pickups_stream
from pos.domain.catalogue import QuickKey
from pos.domain.tax import Rate
from pos.rehearsal import orders_story, regulars, stock_story

STORE: Final = "S0042"
TILL: Final = "Kasse 3"
ZONE: Final = "eu"
# Friday 21 November 2025, 14:41 in Berlin, as the pictures say.
CLOCK_MS: Final = 1_763_732_460_000
# Before the line went; what the centre says while it is there is told to the puppet.
OFFLINE_STOCK_MS: Final = CLOCK_MS - 40 * 60_000
RECEIPTS_AT: Final = "https://bon.example"
SIGN_IN_MS: Final = CLOCK_MS - (5 * 60 + 45) * 60_000

STORE_ROW: Final = StoreRow(
    store=STORE,
    retailer="Volt & Heim",
    name="Berlin Alexanderplatz",
    street="Alexanderplatz 1",
    city="10178 Berlin",
    country="DE",
    currency="EUR",
    zone="Europe/Berlin",
    tax_mode="included",
    tax_number="37/123/45678",
    language="de",
    catalogue=catalogue_stream(ZONE),
    demo=True,
)

ROBOT: Final = "207-5518"
ROBOT_GTIN: Final = "4057218207550"
# sku, gtin, name, price, tax, category
ARTICLES: Final = (
    ("104-2331", "4057218104231", "Bose QuietComfort Ultra, Schwarz", 44_900, "standard", "headphones"),
    ("104-2332", "4057218104245", "Bose QuietComfort Ultra, Weiß", 44_900, "standard", "headphones"),
    ("104-2333", "4057218104252", "Bose QuietComfort Ultra, Sandstein", 42_900, "standard", "headphones"),
    ("104-2340", "", "Bose QC Ultra Earbuds, Weiß", 29_900, "standard", "headphones"),
    ("104-2702", "", "Reiseetui für Bose QC", 3_490, "standard", "package"),
    ("104-3105", "", "Sony WH-1000XM5, Schwarz", 37_900, "standard", "headphones"),
    ("130-4410", "", "Kopfhörer-Ständer Alu", 2_999, "standard", "package"),
    ("208-1120", "", "Staubbeutel S8, 3er-Pack", 2_490, "standard", "package"),
    (ROBOT, ROBOT_GTIN, "Saugroboter S8 MaxV mit Station", 129_900, "standard", "house"),
    ("119-0031", "4057218119006", "Batterien AA 8er", 799, "standard", "package"),
    ("118-0912", "4057218118092", "USB-C Kabel 2 m, 100 W", 1_499, "standard", "package"),
    ("310-1170", "4057218310113", "Wasserkocher Edelstahl 1,7 l", 5_990, "standard", "utensils"),
    ("512-0044", "4057218512005", "Kaffeebohnen Crema 1 kg", 1_699, "reduced", "coffee"),
    ("900-0002", "4057218900000", "Papiertasche M", 20, "standard", "shopping-bag"),
    ("640-0310", "", "Display-Reiniger", 649, "standard", "sparkles"),
    ("450-0120", "", "Leuchtmittel E27", 499, "standard", "lightbulb"),
)
SHELVES: Final = {"104-2331": "A3"}
QUICK_KEYS: Final = (
    (1, "900-0002", "Tasche M"),
    (2, "119-0031", "Batterien\nAA 8er"),
    (3, "118-0912", "USB-C Kabel\n2 m"),
    (4, "640-0310", "Display-\nReiniger"),
    (5, "512-0044", "Kaffee-\nbohnen"),
    (6, "450-0120", "Leuchtmittel\nE27"),
)
# What lies on the counter in the pictures of the sell screen, in scan order: (sku, quantity).
BASKET: Final = (
    ("900-0002", 1),
    ("512-0044", 1),
    ("310-1170", 1),
    ("118-0912", 2),
    ("119-0031", 3),
    ("207-5518", 1),
    ("104-2331", 1),
)
# The cash sale of the pictures: 46,16 €, paid with 50.
CASH_BASKET: Final = (("900-0002", 1), ("119-0031", 2), ("118-0912", 2))
# argon2id of 1111 with the smallest cost: nothing is protected by it.
PIN: Final = "$argon2id$v=19$m=8,t=1,p=1$EmtjH+09di/z/lBzfgKi0Q$WPDuF/sYsASMv4djRtsVk54S4MQqQaw1nCGCV71L5yQ"
OPERATORS: Final = (
    ("1001", "Mara Krüger", "cashier", "Kasse"),
    ("1002", "Aylin Yilmaz", "manager", "Leitung"),
    ("1003", "Tom Becker", "cashier", "Kasse"),
    ("1004", "Jonas Diallo", "cashier", "Abholung"),
    ("1005", "Sofia Rossi", "cashier", "Kasse, Beratung"),
    ("1006", "Paul Weber", "cashier", "Aushilfe"),
)


def pages(as_of_ms: int) -> tuple[FeedPage, ...]:
    """Policy, promotions, catalogue and customers of the story. Everybody's PIN is 1111."""
    people = [(kind, _item(kind, key, row)) for kind, key, row in regulars.rows()]
    policy = [
        _item(FEED_STORE, STORE, STORE_ROW),
        _item(FEED_POLICY, STORE, PolicyRow(lookup_key=regulars.LOOKUP_KEY, receipts_at=RECEIPTS_AT)),
        *(item for kind, item in people if kind == FEED_LOYALTY),
        *(_item(*row) for row in stock_story.policy_rows()),
        _item(FEED_RATE, "standard", Rate("standard", 1900)),
        _item(FEED_RATE, "reduced", Rate("reduced", 700)),
        *(_item(FEED_OPERATOR, o[0], OperatorRow(o[0], o[1], o[2], PIN, o[3], "1111")) for o in OPERATORS),
        *(_item(FEED_QUICK_KEY, str(k[0]), _quick_key(*k)) for k in QUICK_KEYS),
    ]
    articles = [
        _item(
            FEED_ARTICLE,
            sku,
            ArticleRow(
                sku,
                name,
                price,
                "EUR",
                tax,
                rank,
                (gtin,) if gtin else (),
                category=category,
                shelf=SHELVES.get(sku, ""),
            ),
        )
        for rank, (sku, gtin, name, price, tax, category) in enumerate(ARTICLES, start=1)
    ]
    articles += [_item(*row) for row in stock_story.catalogue_rows()]
    shelves = [(stream, [_item(*row) for row in rows]) for stream, rows in stock_story.stock_rows()]
    offers = [item for kind, item in people if kind not in (FEED_LOYALTY, FEED_CUSTOMER)]
    customers = [item for kind, item in people if kind == FEED_CUSTOMER]
    return (
        _page(policy_stream(STORE), policy, as_of_ms),
        _page(promotions_stream(ZONE), offers, as_of_ms),
        _page(STORE_ROW.catalogue, articles, as_of_ms),
        _page(customers_stream(STORE), customers, as_of_ms),
        _page(pickups_stream(STORE), [_item(*row) for row in orders_story.rows()], OFFLINE_STOCK_MS),
        *(_page(stream, rows, OFFLINE_STOCK_MS) for stream, rows in shelves),
    )


def _quick_key(position: int, sku: str, label: str) -> QuickKey:
    price, category = next((a[3], a[5]) for a in ARTICLES if a[0] == sku)
    return QuickKey(position, sku, label, category, price)


def _item(kind: str, key: str, row: msgspec.Struct) -> FeedItem:
    return FeedItem(kind, key, 1, msgspec.Raw(msgspec.json.encode(row)))


def _page(stream: str, items: list[FeedItem], as_of_ms: int) -> FeedPage:
    return FeedPage(stream, 1, 0, len(items), len(items), tuple(items), server_time=as_of_ms)
