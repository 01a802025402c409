"""Customers as tills see them: a row put together from everything the centre knows, and the stores it goes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.base.clock import local_date
from pos.central import coupons, feed, ledger, timeline
from pos.central.customers import consents_of, members
from pos.central.database import chunks
from pos.central.feed import Change
from pos.central.tables import feed_head, feed_row, store
from pos.central.tables_people import app_cart, contact, customer, identifier, store_secret
from pos.central.tables_people import ledger as movement
from pos.contract import FEED_CUSTOMER, customers_stream, to_json
from pos.contract import people as wire
from pos.domain.customer import (
    CARD,
    EMAIL,
    ERASED,
    MERGED,
    PHONE,
    Consent,
    Identifier,
    lookup,
    masked_email,
    masked_phone,
)
from pos.domain.loyalty import Rules, tier_of

SHOWN_MOST: Final = 12
DAY_MS: Final = 86_400_000
# A customer who has not been seen for so long leaves the tills' copies.
RECENT_MS: Final = 400 * DAY_MS
OPEN: Final = "open"
UTC: Final = "UTC"


class Known(Struct, frozen=True):
    """A customer, what they are recognised by, and the stores that should know them."""

    row: wire.CustomerRow
    identifiers: tuple[Identifier, ...]
    stores: frozenset[str]
    merged: tuple[str, ...] = ()


class _Found(Struct):
    """Everything of one chunk, by root."""

    records: dict[str, list[Any]]
    identifiers: dict[str, list[Any]]
    consents: dict[str, list[Any]]
    contacts: dict[str, list[Any]]
    ledger: dict[str, list[Any]]
    carts: dict[str, list[Any]]
    matters: dict[str, list[Any]]
    visited: dict[str, set[str]]


def known(connection: Connection, roots: Collection[str], now_ms: int) -> dict[str, Known]:
    """Root → what is known of that person now."""
    versions = ledger.all_rules(connection)
    rules = ledger.rules_on(versions, local_date(now_ms, UTC).isoformat())
    found: dict[str, Known] = {}
    for some in chunks(sorted(set(roots))):
        of = members(connection, some)
        root_of = {member: root for root, ids in of.items() for member in ids}
        parts = _parts(connection, some, root_of, now_ms)
        points = ledger.balances(connection, some)
        years = timeline.years(connection, some, now_ms)
        lots = ledger.lots(connection, some) if rules.expire_after_days else {}
        own = coupons.personal(connection, root_of)
        for root in some:
            if not parts.records[root]:
                continue
            year = years.get(root, timeline.Year())
            expiring, expires_on = _next_end(lots.get(root, []), rules)
            row = replace(
                _person(root, parts),
                points=points[root],
                expiring=expiring,
                expires_on=expires_on,
                tier=getattr(tier_of(rules, year.revenue_minor), "name", ""),
                revenue_minor=year.revenue_minor,
                purchases=year.purchases,
                returns_bp=year.returns_bp,
                coupons=tuple(own.get(root, ())),
            )
            found[root] = _known(row, root, parts, now_ms)
    return found


def _known(row: wire.CustomerRow, root: str, parts: _Found, now_ms: int) -> Known:
    records = parts.records[root]
    stores = set(parts.visited[root])
    stores |= {r.store for r in records if r.store and row.seen_ms >= now_ms - RECENT_MS}
    stores |= {cart.store for cart in parts.carts[root] if cart.store}
    erased = row.state == ERASED
    return Known(
        row=row,
        identifiers=tuple(Identifier(i.kind, i.value) for i in parts.identifiers[root]),
        stores=frozenset() if erased else frozenset(stores),
        merged=tuple(r.customer for r in records if r.customer != root),
    )


def _parts(connection: Connection, roots: Collection[str], root_of: dict[str, str], now_ms: int) -> _Found:
    ids = sorted(root_of)

    def by_root(rows: Iterable[Any]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {root: [] for root in roots}
        for one in rows:
            found[root_of[one.customer]].append(one)
        return found

    def asked(query: Any, column: Any) -> list[Any]:
        return [one for some in chunks(ids) for one in connection.execute(query.where(column.in_(some)))]

    visited: dict[str, set[str]] = {root: set() for root in roots}
    query = select(contact.c.customer, contact.c.store).distinct()
    for one in asked(query.where(contact.c.store != "", contact.c.at >= now_ms - RECENT_MS), contact.c.customer):
        visited[root_of[one.customer]].add(one.store)
    consents = [one for some in chunks(ids) for one in consents_of(connection, some)]
    open_carts = select(app_cart).where(app_cart.c.state == OPEN).order_by(app_cart.c.at.desc(), app_cart.c.id)
    matters = select(contact).where(contact.c.matter != "").order_by(contact.c.at.desc(), contact.c.id)
    identifiers = select(identifier).order_by(identifier.c.kind, identifier.c.verified_at, identifier.c.value)
    return _Found(
        records=by_root(asked(select(customer).order_by(customer.c.created_at), customer.c.customer)),
        identifiers=by_root(asked(identifiers, identifier.c.customer)),
        consents=by_root(sorted(consents, key=lambda one: (one.at, one.id))),
        contacts=by_root(connection.execute(timeline.newest(contact, roots, SHOWN_MOST))),
        ledger=by_root(connection.execute(timeline.newest(movement, roots, SHOWN_MOST))),
        carts=by_root(asked(open_carts, app_cart.c.customer)),
        matters=by_root(asked(matters, contact.c.customer)),
        visited=visited,
    )


def _person(root: str, parts: _Found) -> wire.CustomerRow:
    """What stands in the records themselves; the root's word comes first, the others fill what it leaves open."""
    records = sorted(parts.records[root], key=lambda record: record.customer != root)
    first = records[0]

    def said(name: str) -> str:
        return next((value for value in (getattr(record, name) for record in records) if value), "")

    values = {kind: [i.value for i in parts.identifiers[root] if i.kind == kind] for kind in (CARD, PHONE, EMAIL)}
    latest = {one.purpose: one for one in parts.consents[root]}
    return wire.CustomerRow(
        id=root,
        given=said("given"),
        family=said("family"),
        state=first.state,
        city=said("city"),
        card_end=values[CARD][0][-4:] if values[CARD] else "",
        phone=masked_phone(values[PHONE][0]) if values[PHONE] else "",
        email=masked_email(values[EMAIL][0]) if values[EMAIL] else "",
        since=min((record.since for record in records if record.since), default=""),
        seen_ms=max(record.seen_at for record in records),
        offline=bool(first.trusted),
        demo=any(record.demo for record in records),
        consents=tuple(Consent(c.purpose, bool(c.given), c.at, c.source, c.proof) for c in latest.values()),
        carts=tuple(msgspec.json.decode(bytes(cart.data), type=wire.AppCartRow) for cart in parts.carts[root]),
        contacts=tuple(timeline.told(one) for one in parts.contacts[root]),
        ledger=tuple(wire.LedgerRow(m.at, m.kind, m.points, _place(m), m.ref) for m in parts.ledger[root]),
        matters=tuple(wire.OpenMatter(m.matter, m.ref, m.title, m.detail) for m in parts.matters[root]),
    )


def _place(one: Any) -> str:
    return str(one.store or one.channel)


def _next_end(lots: list[tuple[str, int]], rules: Rules) -> tuple[int, str]:
    """How many points end next, and the last ISO date on which they can be spent."""
    if not lots:
        return 0, ""
    return lots[0][1], ledger.last_day(lots[0][0], rules.expire_after_days)


# --- to the tills -------------------------------------------------------------------------------------------------


def secrets_of(connection: Connection) -> dict[str, str]:
    """Store → its lookup key."""
    return {row.store: row.lookup_key for row in connection.execute(select(store_secret))}


def for_store(one: Known, lookup_key: str) -> wire.CustomerRow:
    """The row as this store's replicas may hold it: recognised by keyed hashes only."""
    if not lookup_key:
        return one.row
    return replace(one.row, keys=tuple(sorted({lookup(lookup_key, i) for i in one.identifiers})))


def changes(
    connection: Connection, roots: Collection[str], now_ms: int, prune: bool = False
) -> dict[str, list[Change]]:
    """The rows of these persons by stream, for `feed.publish`. ``prune``: also their end in streams of stores that have
    no business with them any more.
    """
    found: dict[str, list[Change]] = {}
    keys = secrets_of(connection)
    people = known(connection, roots, now_ms)
    ours = set(connection.execute(select(store.c.store)).scalars())
    for root, one in people.items():
        gone = [Change(FEED_CUSTOMER, id_, to_json(pointer(id_, root))) for id_ in one.merged]
        for name in sorted(one.stores & ours):
            row = to_json(for_store(one, keys.get(name, "")))
            found.setdefault(customers_stream(name), []).extend((Change(FEED_CUSTOMER, root, row), *gone))
    if prune:
        _end_elsewhere(connection, people, found)
    return found


def pointer(id_: str, root: str) -> wire.CustomerRow:
    """What is said of a record that was merged."""
    return wire.CustomerRow(id_, "", "", state=MERGED, into=root)


def _end_elsewhere(connection: Connection, people: dict[str, Known], found: dict[str, list[Change]]) -> None:
    ids = sorted({id_ for root, one in people.items() for id_ in (root, *one.merged)})
    streams = connection.execute(
        select(feed_head.c.stream).where(feed_head.c.stream.like(customers_stream("%"))).order_by(feed_head.c.stream)
    ).scalars()
    query = select(feed_row.c.id).where(feed_row.c.k == FEED_CUSTOMER, feed_row.c.deleted == 0)
    for stream in streams.all():
        stay = {change.id for change in found.get(stream, ())}
        for some in chunks(ids):
            there = connection.execute(query.where(feed_row.c.stream == stream, feed_row.c.id.in_(some))).scalars()
            ends = [Change(FEED_CUSTOMER, id_, None) for id_ in there if id_ not in stay]
            if ends:
                found.setdefault(stream, []).extend(ends)


def publish(connection: Connection, roots: Collection[str], now_ms: int, prune: bool = False) -> int:
    """Put these persons' rows into the streams of their stores: the last thing a transaction does. How many were taken
    away.
    """
    if not roots:
        return 0
    published = feed.publish(connection, changes(connection, roots, now_ms, prune), now_ms)
    return published.get(FEED_CUSTOMER, feed.Published()).removed
