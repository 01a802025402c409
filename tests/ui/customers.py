"""People for the tests of the screens, all of them invented; and a centre that answers when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from pos.contract.people import (
    AppCartLine,
    AppCartRow,
    ContactAnswer,
    ContactRow,
    CustomerRow,
    CustomersAnswer,
    HoldRequest,
    LedgerRow,
    LoyaltyRow,
    OpenMatter,
)
from pos.domain.coupons import Coupon
from pos.domain.customer import BLOCKED, CARD, EMAIL, NEWSLETTER, Consent, Identifier, lookup
from pos.domain.loyalty import Rules, Tier
from pos.domain.promotions import Promotion
from pos.ports import Word
from pos.services.link import LinkReport
from tests.services.shop import BATTERIES, HEADPHONES
from tests.ui.conftest import Counter

DAY = 86_400_000
LENA = "01900000-0000-7000-8000-000000000001"
JAN = "01900000-0000-7000-8000-000000000002"
LENA_CARD = "22048817"
JAN_CARD = "22042204"
AUDIO = "TC-AUDIO"
BONUS = "TC-BONUS"


def people(now_ms: int) -> dict[str, CustomerRow]:
    """Lena with everything, Jan with hardly anything, Bernd blocked, and a card that two people have."""
    lena = CustomerRow(
        id=LENA,
        given="Lena",
        family="Hoffmann",
        city="Berlin",
        card_end="8817",
        phone="+49151 ··· 4720",
        email="lena.h···@mail.example",
        keys=_keys(LENA_CARD, "lena@mail.example"),
        since="2019-03-01",
        seen_ms=now_ms - 9 * DAY,
        tier="Gold",
        points=2_480,
        revenue_minor=128_450,
        purchases=9,
        returns_bp=800,
        demo=True,
        consents=(Consent(NEWSLETTER, True, now_ms - 600 * DAY, "web", "double-opt-in"),),
        coupons=(
            _coupon(
                "c1", AUDIO, "10 % auf Audio", Promotion("p1", "−10 % Audio", "PERCENT", (HEADPHONES.sku,), value=1000)
            ),
            _coupon("c2", BONUS, "5 € Bonus", Promotion("p2", "Bonus", "THRESHOLD", value=500, minimum=5_000)),
        ),
        carts=(
            AppCartRow(
                "a1",
                "app",
                now_ms - 3_600_000,
                "EUR",
                (AppCartLine(BATTERIES.sku, "Batterien", 2, 699), AppCartLine("700-1", "Box Mini", 1, 5_990)),
            ),
        ),
        contacts=(
            ContactRow(now_ms - 3_600_000, "cart", "app", "App-Warenkorb", "", 7_388, "EUR"),
            ContactRow(now_ms - DAY, "newsletter", "mail", "Newsletter geöffnet"),
            ContactRow(now_ms - 2 * DAY, "support", "chat", "Chat: Lieferzeit"),
            ContactRow(now_ms - 24 * DAY, "sale", "store", "Berlin", "", 5_788, "EUR"),
        ),
        ledger=(LedgerRow(now_ms - 24 * DAY, "earn", 57),),
        matters=(OpenMatter("pickup", "W-48213", "Abholbereit", "bezahlt"),),
    )
    jan = CustomerRow(id=JAN, given="Jan", family="Hoff", city="Köln", card_end="2204", keys=_keys(JAN_CARD))
    bernd = replace(jan, id=JAN[:-1] + "3", given="Bernd", family="Hoffner", keys=_keys("22000003"), state=BLOCKED)
    twin = replace(jan, id=JAN[:-1] + "4", given="Ute", family="Zwilling", keys=_keys("22000004"))
    other = replace(twin, id=JAN[:-1] + "5", given="Udo")
    return {row.id: row for row in (lena, jan, bernd, twin, other)}


def _keys(card: str, email: str = "") -> tuple[str, ...]:
    mail = (lookup("", Identifier(EMAIL, email)),) if email else ()
    return (lookup("", Identifier(CARD, card)), *mail)


def _coupon(id_: str, code: str, text: str, offer: Promotion) -> Coupon:
    return Coupon(id_, code, text, offer, customer=LENA)


@dataclass
class FakeCentre:
    """Port `Centre`: knows ``rows``, answers at once unless ``silent``."""

    rows: list[CustomerRow] = field(default_factory=list)
    silent: bool = False
    asked: list[str] = field(default_factory=list)

    def search(self, identifier: Identifier | None, text: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        self.asked.append(text)
        told(None if self.silent else CustomersAnswer(tuple(self.rows), {}, 1))

    def customer(self, customer: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        told(None)

    def contact(self, customer: str, told: Callable[[ContactAnswer | None], None]) -> None:
        answer = ContactAnswer(customer, "+4915112344720", "lena@mail.example", LENA_CARD, 1)
        told(None if self.silent else answer)

    def hold(self, request: HoldRequest, told: Callable[[Any], None]) -> None:
        told(None)

    def joined(self, token: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        told(None)

    def release(self, hold: str) -> None:
        pass

    def stock(self, sku: str, told: Callable[[Any], None]) -> None:
        told(None)

    def pickup(self, text: str, told: Callable[[Any], None]) -> None:
        told(None)


def open_shop(counter: Counter, *, online: bool = True) -> Counter:
    """The shop with these people, ready to sell."""
    now_ms = counter.shop.clock.now_ms()
    replica = counter.shop.replica
    replica.customers = people(now_ms)
    replica.word = Word(now_ms - 1_000)
    tiers = (Tier("Silver"), Tier("Gold", 100_000), Tier("Platinum", 200_000))
    replica.loyalty_rows = (LoyaltyRow("2020-01-01", Rules("1", tiers=tiers)),)
    counter.ready_to_sell()
    report(counter, online=online)
    return counter


def report(counter: Counter, *, online: bool) -> None:
    """The line to the centre comes or goes."""
    now_ms = counter.shop.clock.now_ms()
    said = LinkReport(online=online, last_sync_ms=now_ms, offline_since_ms=None if online else now_ms)
    counter.shell.runner.money(lambda till: till.link.report(said))
    counter.settle()
