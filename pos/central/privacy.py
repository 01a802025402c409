"""What a person may ask of us: everything that is known of them, and to be forgotten. And what we forget unasked.

Erasing leaves the pseudonymous id where books must be kept (ledger, receipts, journal): every chain still verifies and
every sum stays. Nothing that is left leads back to the person.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, delete, select, update

from pos.base.clock import local_date
from pos.central import customer_rows, customers, feed, joins, ledger, newsletter, orders, outbox, wishes
from pos.central.database import chunks
from pos.central.tables import event, receipt, store
from pos.central.tables_orders import online_order
from pos.central.tables_pages import join_request, opt_in
from pos.central.tables_people import (
    alias,
    app_cart,
    consent,
    contact,
    coupon,
    coupon_use,
    customer,
    customer_name,
    hold,
    identifier,
    opening,
    receipt_customer,
)
from pos.central.tables_people import ledger as movement
from pos.central.tables_stock import stock_wish
from pos.domain.customer import EMAIL, ERASED

DAY_MS: Final = 86_400_000
HOLD_KEPT_MS: Final = DAY_MS
UTC: Final = "UTC"
BATCH: Final = 500
OF_CUSTOMER: Final = (
    *(customer, identifier, consent, movement, contact, app_cart, coupon, coupon_use, opening),
    *(receipt_customer, hold, opt_in, join_request, online_order, stock_wish),
)


class Everything(Struct, frozen=True):
    """All that is kept about a person: rows by table, and their receipts as they were written."""

    customer: str
    records: tuple[str, ...]
    tables: dict[str, list[dict[str, Any]]]
    receipts: list[Raw]


class Erased(Struct, frozen=True):
    """``records``: how many were emptied; ``kept_receipts``: how many stay in the books under the pseudonym."""

    customer: str
    records: int
    kept_receipts: int


class Maintained(Struct, frozen=True):
    """``expired``: persons whose points came to an end; ``holds``: that were over; ``ended``: rows that left tills'
    copies; ``looked_at``: persons.
    """

    expired: int
    holds: int
    ended: int
    looked_at: int


def export(connection: Connection, id_: str) -> Everything:
    """Everything about the person behind ``id_``. Refusal 404."""
    root = customers.root_of(connection, id_)
    ids = customers.members(connection, (root,))[root]
    tables = {}
    for table in OF_CUSTOMER:
        rows = connection.execute(select(table).where(table.c.customer.in_(ids)).order_by(*table.primary_key))
        tables[table.name] = [_plain(row) for row in rows]
    merges = alias.c.customer.in_(ids) | alias.c.into_customer.in_(ids)
    tables[alias.name] = [_plain(row) for row in connection.execute(select(alias).where(merges).order_by(alias.c.id))]
    there = (receipt.c.store == event.c.store) & (receipt.c.journal == event.c.journal) & (receipt.c.seq == event.c.seq)
    whose = (receipt_customer.c.store == receipt.c.store) & (receipt_customer.c.receipt == receipt.c.id)
    query = (
        select(event.c.line)
        .select_from(receipt_customer.join(receipt, whose).join(event, there))
        .where(receipt_customer.c.customer.in_(ids))
        .order_by(receipt.c.at, receipt.c.number)
    )
    lines = [Raw(bytes(line)) for line in connection.execute(query).scalars()]
    return Everything(root, tuple(ids), tables, lines)


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: msgspec.json.decode(bytes(value) or b"null") if isinstance(value, bytes | memoryview) else value
        for name, value in row._mapping.items()
    }


def erase(connection: Connection, id_: str, now_ms: int) -> Erased:
    """Forget the person behind ``id_``, all their records; the transaction's last act. Refusal 404 if there is none, so
    also the second time.
    """
    root = customers.root_of(connection, id_)
    customers.lock(connection, (root,))
    ids = customers.members(connection, (root,))[root]
    kept = 0
    _forget_pages(connection, ids)
    for some in chunks(ids):
        for table in (customer_name, identifier, consent, coupon, app_cart, hold):
            connection.execute(delete(table).where(table.c.customer.in_(some)))
        nothing = {"given": "", "family": "", "city": "", "language": "", "since": "", "state": ERASED}
        emptied = update(customer).where(customer.c.customer.in_(some))
        connection.execute(emptied.values(erased_at=now_ms, **nothing))
        silent = {"title": "", "detail": "", "ref": "", "matter": ""}
        connection.execute(update(contact).where(contact.c.customer.in_(some)).values(**silent))
        query = select(receipt_customer.c.receipt).where(receipt_customer.c.customer.in_(some))
        kept += len(connection.execute(query).all())
    wishes.forget(connection, ids)
    changes = orders.erase(connection, ids, now_ms)
    for stream, some in customer_rows.changes(connection, (root,), now_ms, prune=True).items():
        changes.setdefault(stream, []).extend(some)
    feed.publish(connection, changes, now_ms)
    return Erased(root, len(ids), kept)


def _forget_pages(connection: Connection, ids: list[str]) -> None:
    """What the public pages keep: subscriptions (also by address only), sign-ups, letters on their way."""
    for some in chunks(ids):
        mails = select(identifier.c.value).where(identifier.c.customer.in_(some), identifier.c.kind == EMAIL)
        newsletter.forget(connection, some, connection.execute(mails).scalars().all())
        connection.execute(delete(join_request).where(join_request.c.customer.in_(some)))


# --- what we forget unasked ---------------------------------------------------------------------------------------


def next_batch(connection: Connection, after: str) -> list[str]:
    """The next roots to look at; empty at the end."""
    query = select(customer.c.customer).where(customer.c.customer > after, customer.c.root == customer.c.customer)
    return list(connection.execute(query.order_by(customer.c.customer).limit(BATCH)).scalars())


def maintain(connection: Connection, roots: list[str], now_ms: int) -> Maintained:
    """Write off points that have come to an end, and take from the tills whoever has not been seen for long: for these
    roots. The transaction's last act; the same day again changes nothing.
    """
    zone = connection.execute(select(store.c.zone).order_by(store.c.store)).scalars().first() or UTC
    today = local_date(now_ms, zone).isoformat()
    rules = ledger.rules_on(ledger.all_rules(connection), today)
    locked = set(customers.lock(connection, roots).values())
    expired: set[str] = set()
    if rules.expire_after_days:
        expired = ledger.expire(connection, locked, today, rules.expire_after_days, now_ms)
    ended = customer_rows.publish(connection, locked, now_ms, prune=True)
    return Maintained(len(expired), 0, ended, len(locked))


def end_holds(connection: Connection, now_ms: int) -> int:
    """Forget holds that were over a day ago; how many. And what is kept longer than it is needed."""
    for kept in (joins, newsletter, outbox, wishes):
        kept.forget_old(connection, now_ms)
    return int(connection.execute(delete(hold).where(hold.c.expires_at < now_ms - HOLD_KEPT_MS)).rowcount)
