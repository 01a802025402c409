"""Places that hold stock: stores and warehouses, where they are, and which of them a store's tills follow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from pos.central import feed
from pos.central.feed import Change
from pos.central.refusal import Refusal
from pos.central.tables import store
from pos.central.tables_stock import location
from pos.contract import from_json, policy_stream, to_json
from pos.contract.goods import FEED_LOCATION, LocationRow
from pos.domain.stock import STORE_KIND, WAREHOUSE_KIND

KINDS: Final = (STORE_KIND, WAREHOUSE_KIND)
LOCATION_UNKNOWN: Final = "location-unknown"
FOLLOWED_STORES: Final = 4
TOLD_STORES: Final = 100
EARTH_M: Final = 6_371_000
MICRO: Final = 1_000_000


def exists(connection: Connection, place: str) -> bool:
    """Is there such a place? A store is one whether or not a table of places names it."""
    named = select(location.c.location).where(location.c.location == place)
    return connection.execute(named.union(select(store.c.store).where(store.c.store == place))).first() is not None


def require(connection: Connection, place: str) -> None:
    """Refusal 404 unless there is such a place."""
    if not exists(connection, place):
        raise Refusal(404, LOCATION_UNKNOWN, location=place)


def followed(connection: Connection, here: str) -> tuple[str, ...]:
    """The places whose stock comes to the tills of a store, as they were told: its own first, then the nearest stores
    and every warehouse.
    """
    told = feed.rows_of(connection, policy_stream(here), FEED_LOCATION).values()
    seen = [from_json(data, LocationRow) for data in told]
    return (here, *(row.location for row in seen if row.followed and row.location != here))


def rows(connection: Connection, here: str) -> list[LocationRow]:
    """The places as seen from a store: itself, the hundred nearest stores by distance (those whose distance nobody
    knows last), every warehouse.
    """
    return _seen(connection.execute(select(location).order_by(location.c.location)).all(), here)


def _seen(every: Sequence[Any], here: str) -> list[LocationRow]:
    own = next((row for row in every if row.location == here), None)
    stores = sorted(
        (row for row in every if row.kind == STORE_KIND),
        key=lambda row: (row is not own, not _positioned(own, row), _metres(own, row), row.location),
    )[: TOLD_STORES + (own is not None)]
    near = {row.location for row in stores[: FOLLOWED_STORES + (own is not None)]}
    warehouses = [row for row in every if row.kind == WAREHOUSE_KIND]
    return [
        LocationRow(
            row.location, row.kind, row.name, row.city, _metres(own, row),
            row.kind == WAREHOUSE_KIND or row.location in near, row.hours, row.phone, row.delivers_in_days,
            row.collect_from,
        )
        for row in (*stores, *warehouses)
    ]  # fmt: skip


def changes(connection: Connection) -> dict[str, list[Change]]:
    """The places for every store's tills; those that moved out of sight end there."""
    every = connection.execute(select(location).order_by(location.c.location)).all()
    found = {}
    for here in connection.execute(select(store.c.store).order_by(store.c.store)).scalars().all():
        seen = [Change(FEED_LOCATION, row.location, to_json(row)) for row in _seen(every, here)]
        if seen:
            stream = policy_stream(here)
            found[stream] = [*seen, *feed.missing(connection, stream, FEED_LOCATION, seen)]
    return found


def _metres(one: Any, other: Any) -> int:
    """As the crow flies (haversine), whole metres; 0 for a place without a position. A distance is only shown and
    compared, so the fractions of this arithmetic are of no account.
    """
    if not _positioned(one, other):
        return 0
    lat1, lon1, lat2, lon2 = (
        math.radians(value / MICRO) for value in (one.lat_e6, one.lon_e6, other.lat_e6, other.lon_e6)
    )
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return int(2 * EARTH_M * math.asin(math.sqrt(half)))


def _positioned(one: Any, other: Any) -> bool:
    return one is not None and bool(one.lat_e6 or one.lon_e6) and bool(other.lat_e6 or other.lon_e6)
