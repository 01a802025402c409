"""What a digital receipt says: the entry as the till wrote it, and what became of it since. Whoever knows the secret
part of its address may read it; of its customer it tells the points, never the name.
"""

from __future__ import annotations

import hmac
import re
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from pos.base.clock import local_date
from pos.central import ledger
from pos.central.effects import VOID, innermost
from pos.central.tables import event, feed_row, journal, receipt, store, till
from pos.central.tables_people import customer, receipt_customer, receipt_link
from pos.contract import FEED_POLICY, FEED_STORE, PolicyRow, StoreRow, decode_body, decode_entry, policy_stream
from pos.domain.customer import ERASED
from pos.domain.events import SaleCompleted, SaleVoided
from pos.domain.receipt import LINK_DIGITS

# Goods may be brought back for so many days after the day of the sale.
RETURN_DAYS: Final = 30
# A till that is this many receipts ahead of what it has sent is none; the address was made up.
AHEAD_MOST: Final = 10_000
NUMBER_MOST: Final = 80
SAME_NUMBER_MOST: Final = 5
LINK: Final = re.compile(rf"[0-9a-f]{{{LINK_DIGITS}}}")
NUMBER: Final = re.compile(r"([A-Za-z0-9]{1,20})-([A-Za-z0-9]{1,20})-([A-Z2-7]{4})-(\d{6,9})", re.ASCII)
# Compared with where there is nothing to compare with, so that both take as long.
NOTHING: Final = "0" * LINK_DIGITS


class Where(Struct, frozen=True):
    """The store of a page. ``receipts_at``: where its pages are read, may be empty."""

    store: str
    retailer: str
    name: str
    language: str
    zone: str
    country: str
    demo: bool
    receipts_at: str


class Points(Struct, frozen=True):
    """Of the customer of a sale. ``balance``: now, over everything that is known of them; ``attributed``: the sale was
    given to them afterwards.
    """

    customer: str
    earned: int
    redeemed: int
    redeemed_minor: int
    balance: int
    attributed: bool


class Shown(Struct, frozen=True):
    """A receipt. ``void``: it is one of a void, which takes back ``voids`` for ``reason``; ``voided_by``: number of the
    void that took this sale back; ``return_until``: the last day goods can be brought back, None for a void.
    """

    where: Where
    sale: SaleCompleted
    at: int
    void: bool
    voids: str
    reason: str
    voided_by: str
    points: Points | None
    return_until: date | None


class Waiting(Struct, frozen=True):
    """A receipt that its till has not sent yet. ``heard``: when the till was last heard, UTC ms, 0: never."""

    where: Where
    number: str
    till: str
    heard: int


def find(connection: Connection, number: str, link: str) -> Shown | Waiting | None:
    """The receipt of that address; Waiting if there may be one soon; None if there is none, or the secret is wrong."""
    if len(number) > NUMBER_MOST or not NUMBER.fullmatch(number) or not LINK.fullmatch(link):
        return None
    query = (
        select(receipt_link.c.link, receipt)
        .join(receipt, (receipt.c.store == receipt_link.c.store) & (receipt.c.id == receipt_link.c.receipt))
        .where(receipt_link.c.number == number)
        .limit(SAME_NUMBER_MOST)
    )
    found = connection.execute(query).all()
    right = [row for row in found if hmac.compare_digest(row.link.encode(), link.encode())]
    if not found:
        hmac.compare_digest(NOTHING.encode(), link.encode())
        return _waiting(connection, number)
    return _shown(connection, right[0]) if right else None


def whose(connection: Connection, number: str, link: str) -> Shown | None:
    """The receipt of that address, if it is here."""
    found = find(connection, number, link)
    return found if isinstance(found, Shown) else None


def _shown(connection: Connection, row: Any) -> Shown | None:
    here = (event.c.store == row.store) & (event.c.journal == row.journal) & (event.c.seq == row.seq)
    line = connection.execute(select(event.c.line).where(here)).scalar_one()
    entry = innermost(decode_entry(bytes(line)))
    try:
        body = decode_body(entry)
    except msgspec.MsgspecError:  # it could be read when it came in: the row would not be here
        return None
    if isinstance(body, SaleVoided):
        sale, voids, reason = body.sale, body.voids_receipt, body.reason
    elif isinstance(body, SaleCompleted):
        sale, voids, reason = body, "", ""
    else:
        return None
    where = where_of(connection, row.store)
    if where is None:
        return None
    void = row.kind == VOID
    sold_on = local_date(entry.at, where.zone)
    return Shown(
        where=where,
        sale=sale,
        at=entry.at,
        void=void,
        voids=voids,
        reason=reason,
        voided_by="" if void else _voided_by(connection, row.store, row.id),
        points=_points(connection, row.store, row.id, sale),
        return_until=None if void else sold_on + timedelta(days=RETURN_DAYS),
    )


def _voided_by(connection: Connection, store_id: str, sale_id: str) -> str:
    query = select(receipt.c.number).where(receipt.c.store == store_id, receipt.c.voids == sale_id)
    return str(connection.execute(query.order_by(receipt.c.at).limit(1)).scalar() or "")


def _points(connection: Connection, store_id: str, receipt_id: str, sale: SaleCompleted) -> Points | None:
    query = (
        select(receipt_customer, customer.c.root, customer.c.state)
        .join(customer, customer.c.customer == receipt_customer.c.customer)
        .where(receipt_customer.c.store == store_id, receipt_customer.c.receipt == receipt_id)
    )
    found = connection.execute(query).one_or_none()
    if found is None or found.state == ERASED:
        return None
    return Points(
        customer=found.customer,
        earned=found.earned,
        redeemed=found.redeemed,
        redeemed_minor=sale.points.redeemed_minor if sale.points is not None else 0,
        balance=ledger.balances(connection, (found.root,))[found.root],
        attributed=bool(found.attributed),
    )


def _waiting(connection: Connection, number: str) -> Waiting | None:
    """A receipt of a till that is known here, and not one of those that till has long sent."""
    shape = NUMBER.fullmatch(number)
    assert shape is not None
    store_id, till_id, tag, n = shape.groups()
    where = where_of(connection, store_id)
    here = (till.c.store == store_id) & (till.c.till == till_id)
    heard = connection.execute(select(till.c.heard_at).where(here)).scalar()
    if where is None or heard is None:
        return None
    ours = (journal.c.store == store_id) & (journal.c.till == till_id)
    last_push = connection.execute(select(func.max(journal.c.heard_at)).where(ours)).scalar() or 0
    sent = _sent(connection, store_id, till_id, tag)
    if not sent < int(n) <= sent + AHEAD_MOST:
        return None
    return Waiting(where, number, till_id, max(int(heard), int(last_push)))


def _sent(connection: Connection, store_id: str, till_id: str, tag: str) -> int:
    """The last receipt counted under this tag that is here; 0 if none is."""
    query = (
        select(receipt.c.receipt_n)
        .join(journal, (journal.c.store == receipt.c.store) & (journal.c.journal == receipt.c.journal))
        .where(journal.c.store == store_id, journal.c.till == till_id, journal.c.tag == tag)
        .where(receipt.c.number.startswith(f"{store_id}-{till_id}-{tag}-"))
    )
    return int(connection.execute(query.order_by(receipt.c.seq.desc()).limit(1)).scalar() or 0)


# --- the store ----------------------------------------------------------------------------------------------------


def where_of(connection: Connection, store_id: str) -> Where | None:
    """The store as its page names it; None if there is none."""
    kept = {
        row.k: bytes(row.data)
        for row in connection.execute(
            select(feed_row.c.k, feed_row.c.data).where(
                feed_row.c.stream == policy_stream(store_id),
                feed_row.c.deleted == 0,
                ((feed_row.c.k == FEED_STORE) & (feed_row.c.id == store_id))
                | ((feed_row.c.k == FEED_POLICY) & (feed_row.c.id == FEED_POLICY)),
            )
        )
    }
    if FEED_STORE not in kept:
        return None
    row = msgspec.json.decode(kept[FEED_STORE], type=StoreRow)
    policy = msgspec.json.decode(kept.get(FEED_POLICY, b"{}"), type=PolicyRow)
    at = policy.receipts_at.rstrip("/")
    return Where(row.store, row.retailer, row.name, row.language, row.zone, row.country, row.demo, at)


def any_store(connection: Connection) -> Where | None:
    """Some store of this retailer, for pages that do not know theirs yet: of two countries, without a country."""
    rows = connection.execute(select(store.c.store, store.c.country).order_by(store.c.store)).all()
    found = where_of(connection, rows[0].store) if rows else None
    if found is None or len({row.country for row in rows}) == 1:
        return found
    return msgspec.structs.replace(found, country="")
