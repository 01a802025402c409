"""Orders, keys and signed codes for service tests: a counter where W-48213 stands ready on shelf A-03."""

from __future__ import annotations

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from pos.contract import decode_body, decode_entry
from pos.contract.goods import LocationRow
from pos.domain.collect import Pickup
from pos.domain.hand_over import HandOver
from pos.domain.pickup_code import PickupCode, PickupKey, lines_digest, text_of, to_sign
from pos.ports import Word
from pos.services.link import LinkReport
from tests.domain.orders import NOW, line, ready
from tests.services.conftest import Shop
from tests.services.shop import BATTERIES, CABLE

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SECOND = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KEYS = (
    PickupKey(1, base64.b64encode(PRIVATE.public_key().public_bytes_raw()).decode()),
    PickupKey(2, base64.b64encode(SECOND.public_key().public_bytes_raw()).decode(), revoked=True),
)
LINES = (
    replace(line(1, 2, picked=2), sku=CABLE.sku, text=CABLE.name, gtin=CABLE.gtin, unit_minor=1_299),
    replace(line(2, 1, picked=1), sku=BATTERIES.sku, text=BATTERIES.name, gtin=BATTERIES.gtin, unit_minor=799),
)
STANDING = ready(*LINES, customer="lena", name="Lena Hoffmann", tier="Gold")


def counter(*orders: Pickup, online: bool = True) -> Shop:
    """A till at work whose list holds ``orders``, STANDING if none are named."""
    shop = Shop()
    shop.clock.now = NOW
    shop.replica.orders = orders or (STANDING,)
    shop.replica.keys = KEYS
    shop.replica.places = (LocationRow("S0007", "store", "Hamburg Jungfernstieg", metres=255_000),)
    shop.replica.orders_word = Word(NOW - 1_000, {"7K2Q": 0})
    shop.open()
    if online:
        shop.till.link.report(LinkReport(True))
    return shop


def code_of(order: Pickup = STANDING, **more: Any) -> PickupCode:
    code = PickupCode(
        1, order.id, order.store, order.parcels, lines_digest(order.lines), NOW // 1000 - 3_600, NOW // 1000 + 3_600
    )
    return replace(code, **more)


def qr(order: Pickup = STANDING, *, private: Ed25519PrivateKey = PRIVATE, **more: Any) -> str:
    code = code_of(order, **more)
    return text_of(code, private.sign(to_sign(code)))


def opened(shop: Shop, text: str) -> HandOver:
    """What a first scan brings to the counter."""
    return shop.till.collect.begin(shop.till.collect.scan(text)[0])[0]


def scanned(shop: Shop, flow: HandOver, *texts: str) -> HandOver:
    for text in texts:
        flow, _ = shop.till.collect.check(flow, text)
    return flow


def bodies(shop: Shop) -> list[Any]:
    return [decode_body(decode_entry(one.line)) for one in shop.journal.read(0, 10_000)]


def of_kind(shop: Shop, kind: type[Any]) -> list[Any]:
    return [body for body in bodies(shop) if isinstance(body, kind)]
