"""Keys that sign pickup codes, and the codes. A till checks a code without a network, so its keys reach every store
with the policy, a revoked one too; the centre alone holds the private halves.
"""

from __future__ import annotations

import base64
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from pos.central.database import insert_all
from pos.central.digital_receipts import where_of
from pos.central.enrolment import RandomBytes
from pos.central.feed import Change
from pos.central.orders import Order
from pos.central.refusal import Refusal
from pos.central.tables import store
from pos.central.tables_orders import pickup_key
from pos.contract import policy_stream, to_json
from pos.contract.goods import FEED_PICKUP_KEY
from pos.domain.pickup_code import PickupCode, PickupKey, lines_digest, text_of, to_sign

KEY_UNKNOWN: Final = "pickup-key-unknown"
PRIVATE_BYTES: Final = 32
# A code outlives the date that was promised: who comes a day late is told by the list, not by the code.
LONGER_MS: Final = 2 * 86_400_000
NOT_READY_DAYS: Final = 60
DAY_MS: Final = 86_400_000


def keys(connection: Connection) -> tuple[PickupKey, ...]:
    """All there ever were, the oldest first."""
    found = connection.execute(select(pickup_key).order_by(pickup_key.c.key))
    return tuple(PickupKey(row.key, row.public, bool(row.revoked_at)) for row in found)


def rotate(connection: Connection, now_ms: int, random_bytes: RandomBytes) -> PickupKey:
    """A new key, which signs from now on; codes of the older ones stay good until one is revoked."""
    newest = connection.execute(select(pickup_key.c.key).order_by(pickup_key.c.key.desc()).limit(1)).scalar() or 0
    private = random_bytes(PRIVATE_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    made = PickupKey(newest + 1, base64.b64encode(public).decode())
    row = {"key": made.key, "private": base64.b64encode(private).decode(), "public": made.public}
    insert_all(connection, pickup_key, [{**row, "created_at": now_ms, "revoked_at": 0}])
    return made


def first(connection: Connection, now_ms: int, random_bytes: RandomBytes) -> dict[str, list[Change]]:
    """Make sure that there is a key that signs; what tills are to be told if there was none."""
    if any(not key.revoked for key in keys(connection)):
        return {}
    rotate(connection, now_ms, random_bytes)
    return changes(connection)


def revoke(connection: Connection, key: int, now_ms: int) -> PickupKey:
    """Nothing that this key signed counts any more. Refusal 404."""
    found = next((one for one in keys(connection) if one.key == key), None)
    if found is None:
        raise Refusal(404, KEY_UNKNOWN, key=key)
    connection.execute(update(pickup_key).where(pickup_key.c.key == key).values(revoked_at=now_ms, private=""))
    return PickupKey(found.key, found.public, True)


def changes(connection: Connection) -> dict[str, list[Change]]:
    """The keys for every store's tills."""
    told = rows(connection)
    found = connection.execute(select(store.c.store).order_by(store.c.store)).scalars()
    return {policy_stream(name): told for name in found} if told else {}


def rows(connection: Connection) -> list[Change]:
    """The keys as a store's tills are told of them."""
    return [Change(FEED_PICKUP_KEY, str(key.key), to_json(key)) for key in keys(connection)]


def sealed(connection: Connection, order: Order, now_ms: int) -> str:
    """The signed code of an order as its QR shows it; empty if it can have none (done with, or no key left)."""
    one = order.pickup
    query = select(pickup_key).where(pickup_key.c.revoked_at == 0).order_by(pickup_key.c.key.desc()).limit(1)
    key = connection.execute(query).one_or_none()
    if key is None or one.revoked:
        return ""
    until_ms = one.expires_ms + LONGER_MS if one.expires_ms else max(one.placed_ms, now_ms) + NOT_READY_DAYS * DAY_MS
    code = PickupCode(
        key.key, one.id, one.store, min(one.parcels, 255), lines_digest(one.lines), one.placed_ms // 1000,
        until_ms // 1000,
    )  # fmt: skip
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(key.private))
    return text_of(code, private.sign(to_sign(code)))


def page_address(connection: Connection, order: Order) -> str:
    """Where the customer sees their code on a telephone; empty if the store names no public address."""
    where = where_of(connection, order.pickup.store)
    if where is None or not where.receipts_at or not order.reach.secret:
        return ""
    return f"{where.receipts_at.rstrip('/')}/p/{order.pickup.id}/{order.reach.secret}"
