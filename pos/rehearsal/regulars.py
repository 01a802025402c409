"""The people of the pictures' story: Lena Hoffmann and two others, with what they have bought, agreed to and begun
elsewhere. All of them invented.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from pos.contract import FEED_BRIEFING, FEED_COUPON, FEED_CUSTOMER, FEED_LOYALTY, FEED_PROMOTION
from pos.contract.people import (
    AppCartLine,
    AppCartRow,
    BriefingRow,
    ContactRow,
    CustomerRow,
    LedgerRow,
    LoyaltyRow,
    OpenMatter,
)
from pos.domain.coupons import Coupon
from pos.domain.customer import (
    APP_MESSAGES,
    CALLS,
    CARD,
    EMAIL,
    NEWSLETTER,
    OFFERS,
    PHONE,
    Consent,
    Identifier,
    lookup,
)
from pos.domain.loyalty import Rules, Tier
from pos.domain.offers import N_FOR_M, PERCENT, THRESHOLD, Promotion

BERLIN: Final = ZoneInfo("Europe/Berlin")
LOOKUP_KEY: Final = "story"
LENA: Final = "0190c0de-0000-7000-8000-000000000001"
LENA_CARD: Final = "22048817"


def at(text: str) -> int:
    """UTC ms of a Berlin wall time such as ``2025-11-21 11:20``."""
    return int(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()) * 1_000


RULES: Final = LoyaltyRow(
    "2025-01-01",
    Rules("loy-12", least_points=500, tiers=(Tier("Silber"), Tier("Gold", 50_000), Tier("Platin", 200_000))),
)
THREE_FOR_TWO: Final = Promotion("batteries-3-2", "3 für 2", N_FOR_M, skus=("119-0031",), take=3, pay=2)
PROMOTIONS: Final = (
    THREE_FOR_TWO,
    Promotion("club-coffee", "Mitglieder −5 %", PERCENT, skus=("512-0045",), value=500, members=True),
)
AUDIO: Final = Coupon(
    "c-audio",
    "TC-AUDIO10",
    "10 % auf Audio",
    Promotion("offer-audio", "−10 % Audio", PERCENT, skus=("104-2331", "104-2332", "104-2340"), value=1_000),
    customer=LENA,
    to_ms=at("2025-12-01 00:00"),
    worth_minor=4_490,
)
BIRTHDAY: Final = Coupon(
    "c-birthday",
    "TC-BDAY5",
    "5 € Geburtstagsbonus",
    Promotion("offer-birthday", "5 € Geburtstagsbonus", THRESHOLD, value=500, minimum=5_000),
    customer=LENA,
    to_ms=at("2025-12-06 00:00"),
    worth_minor=500,
)
WELCOME: Final = Coupon(
    "c-welcome",
    "TC-WILLKOMMEN",
    "2 € Willkommen",
    Promotion("offer-welcome", "2 € Willkommen", THRESHOLD, value=200, minimum=1_000),
)
APP_CART: Final = AppCartRow(
    "cart-lena",
    "app",
    at("2025-11-21 11:20"),
    "EUR",
    (
        AppCartLine("310-1170", "Wasserkocher Edelstahl 1,7 l", 1, 5_490),
        AppCartLine("450-0120", "Leuchtmittel E27", 2, 499),
    ),
)
CONTACTS: Final = (
    ContactRow(at("2025-11-21 11:20"), "cart", "app", "App-Warenkorb, 2 Artikel", "nicht abgeschlossen", 6_488, "EUR"),
    ContactRow(
        at("2025-11-20 18:12"), "newsletter", "newsletter", "Newsletter „Black Week“ geöffnet", "Klick: Kopfhörer"
    ),
    ContactRow(at("2025-11-19 16:05"), "support", "chat", "Chat: Lieferzeit Saugroboter", "gelöst von J. Brandt"),
    ContactRow(
        at("2025-11-12 10:30"),
        "return",
        "store",
        "Retoure · Hamburg Mönckebergstr.",
        "USB-C Netzteil · Defekt",
        -3_999,
        "EUR",
    ),
    ContactRow(
        at("2025-11-03 20:41"), "order", "web", "Onlinekauf W-47102", "Toaster Retro · geliefert 05.11.", 31_888, "EUR"
    ),
    ContactRow(at("2025-10-28 17:02"), "sale", "store", "Berlin Alexanderplatz", "Kaffeebohnen, Filter", 5_788, "EUR"),
)
LEDGER: Final = (
    LedgerRow(at("2025-11-12 10:30"), "void", -39, "web"),
    LedgerRow(at("2025-11-03 20:41"), "earn", 318, "web"),
    LedgerRow(at("2025-10-28 17:02"), "earn", 57, "S0042"),
    LedgerRow(at("2025-10-14 12:11"), "redeem", -500, "S0042"),
)
CUSTOMERS: Final = (
    CustomerRow(
        LENA,
        "Lena",
        "Hoffmann",
        city="Berlin",
        card_end="8817",
        phone="+49151 ··· 4720",
        email="lena.h···@mail.de",
        keys=tuple(
            lookup(LOOKUP_KEY, one)
            for one in (
                Identifier(CARD, LENA_CARD),
                Identifier(PHONE, "+4915123454720"),
                Identifier(EMAIL, "lena.hoffmann@mail.de"),
            )
        ),
        since="2019-03-14",
        seen_ms=at("2025-11-12 10:30"),
        tier="Gold",
        points=2_480,
        expiring=500,
        expires_on="2025-12-31",
        revenue_minor=128_450,
        purchases=9,
        returns_bp=800,
        demo=True,
        consents=(
            Consent(NEWSLETTER, True, at("2024-03-02 12:00"), "web", "double-opt-in"),
            Consent(APP_MESSAGES, True, at("2024-03-02 12:00"), "app", "app"),
            Consent(OFFERS, True, at("2025-01-18 12:00"), "store", "display"),
            Consent(CALLS, False, at("2024-03-02 12:00"), "web"),
        ),
        coupons=(AUDIO, BIRTHDAY),
        carts=(APP_CART,),
        contacts=CONTACTS,
        ledger=LEDGER,
        matters=(
            OpenMatter("pickup", "W-48213", "W-48213 · Fach B-14", "3 von 4 da · bezahlt"),
            OpenMatter("service", "R-2207", "Reparatur R-2207", "Kostenvoranschlag liegt vor"),
        ),
    ),
    CustomerRow(
        "0190c0de-0000-7000-8000-000000000002",
        "Jan",
        "Hoff",
        city="Köln",
        card_end="2204",
        seen_ms=at("2025-10-02 09:00"),
        tier="Silber",
        points=312,
        demo=True,
    ),
    CustomerRow(
        "0190c0de-0000-7000-8000-000000000003",
        "Petra",
        "Hoffstätter",
        city="Potsdam",
        state="blocked",
        seen_ms=at("2025-08-11 09:00"),
        tier="Silber",
        points=90,
        demo=True,
    ),
)
BRIEFING: Final = (
    BriefingRow("b-1", "campaign", "3 für 2 auf Batterien AA", to_ms=at("2025-12-01 00:00")),
    BriefingRow("b-2", "price", "Wasserkocher Edelstahl 1,7 l", was_minor=6_490, now_minor=5_990, currency="EUR"),
)


def rows() -> tuple[tuple[str, str, Struct], ...]:
    """(kind, id, row) of what these people bring: rules, promotions, coupons, briefing, customers."""
    return (
        (FEED_LOYALTY, RULES.rules.version, RULES),
        *((FEED_PROMOTION, one.id, one) for one in PROMOTIONS),
        (FEED_COUPON, WELCOME.id, WELCOME),
        *((FEED_BRIEFING, one.id, one) for one in BRIEFING),
        *((FEED_CUSTOMER, one.id, one) for one in CUSTOMERS),
    )
