"""Coupons at the centre: personal ones, and what became of every one that was used. State is never stored: a coupon for
once is used if a use of it stands that was not voided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.central.database import chunks, upsert_all
from pos.central.feed import Change
from pos.central.tables import feed_head, feed_row
from pos.central.tables_people import coupon, coupon_use
from pos.contract import FEED_COUPON, promotions_stream, to_json
from pos.domain.coupons import OPEN, USED, Coupon


def save(connection: Connection, one: Coupon, now_ms: int) -> None:
    """Keep a personal coupon."""
    row = {"id": one.id, "customer": one.customer, "code": one.code, "data": msgspec.json.encode(one), "at": now_ms}
    upsert_all(connection, coupon, [row])


def taken(connection: Connection, one: Coupon) -> bool:
    """Is there another coupon with this id or this code?"""
    query = select(coupon.c.id).where((coupon.c.id == one.id) | (coupon.c.code == one.code))
    return connection.execute(query).first() is not None


def uses(connection: Connection, ids: Collection[str]) -> dict[str, list[Any]]:
    """Coupon → its uses that stand, the first one first."""
    query = select(coupon_use).where(coupon_use.c.voided == 0).order_by(coupon_use.c.at, coupon_use.c.receipt)
    found: dict[str, list[Any]] = {}
    for some in chunks(sorted(set(ids))):
        for row in connection.execute(query.where(coupon_use.c.coupon.in_(some))):
            found.setdefault(row.coupon, []).append(row)
    return found


def with_state(connection: Connection, coupons: Collection[Coupon]) -> list[Coupon]:
    """The same coupons, those for once marked as used or open as their uses say."""
    used = uses(connection, [one.id for one in coupons if one.single])
    return [_stated(one, used.get(one.id, [])) for one in coupons]


def _stated(one: Coupon, used: list[Any]) -> Coupon:
    if used:
        return replace(one, state=USED, used_at_ms=used[0].at)
    return replace(one, state=OPEN, used_at_ms=0) if one.state == USED else one


def personal(connection: Connection, root_of: Mapping[str, str]) -> dict[str, list[Coupon]]:
    """Root → the coupons of all its records, each made out to the root."""
    query = select(coupon).order_by(coupon.c.at, coupon.c.id)
    rows = [
        row for some in chunks(sorted(root_of)) for row in connection.execute(query.where(coupon.c.customer.in_(some)))
    ]
    read = [replace(msgspec.json.decode(bytes(r.data), type=Coupon), customer=root_of[r.customer]) for r in rows]
    found: dict[str, list[Coupon]] = {}
    for one in with_state(connection, read):
        found.setdefault(one.customer, []).append(one)
    return found


def general_changes(connection: Connection, ids: Collection[str]) -> dict[str, list[Change]]:
    """Coupons for anybody whose state a use has changed, by the stream they stand in."""
    streams = select(feed_head.c.stream).where(feed_head.c.stream.like(promotions_stream("%")))
    query = select(feed_row.c.id, feed_row.c.data).where(feed_row.c.k == FEED_COUPON, feed_row.c.deleted == 0)
    found: dict[str, list[Change]] = {}
    for stream in connection.execute(streams.order_by(feed_head.c.stream)).scalars().all() if ids else ():
        for some in chunks(sorted(set(ids))):
            named = query.where(feed_row.c.stream == stream, feed_row.c.id.in_(some))
            rows = [msgspec.json.decode(bytes(row.data), type=Coupon) for row in connection.execute(named)]
            stated = [Change(FEED_COUPON, one.id, to_json(one)) for one in with_state(connection, rows)]
            if stated:
                found.setdefault(stream, []).extend(stated)
    return found
