"""What a till asks while the customer waits: who is it, how many points, and may they be spent here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import Connection, func, select, update

from pos.central import customer_rows, customers, ledger, refusal
from pos.central.customer_rows import Known, for_store, known, secrets_of
from pos.central.database import insert_all
from pos.central.enrolment import Caller
from pos.central.refusal import Refusal
from pos.central.tables import journal
from pos.central.tables_people import customer, hold, identifier
from pos.contract import people as wire
from pos.domain.customer import APP, CARD, EMAIL, ERASED, PHONE

KINDS: Final = (customers.NAME, CARD, PHONE, EMAIL, APP)
LIVE: Final = "live"
RELEASED: Final = "released"
TTL_MOST_S: Final = 900
ID_MOST: Final = 200


def applied(connection: Connection, store: str) -> dict[str, int]:
    """Journal tag → number up to which this store's entries are contained in whatever is read after this."""
    query = select(journal.c.tag, journal.c.acked_seq).where(journal.c.store == store)
    found: dict[str, int] = {}
    for row in connection.execute(query.order_by(journal.c.opened_at, journal.c.journal)):
        found[row.tag] = min(row.acked_seq, found.get(row.tag, row.acked_seq))
    return found


def find(connection: Connection, who: Caller, kind: str, text: str, limit: int, now_ms: int) -> wire.CustomersAnswer:
    """Customers who fit; identifiers must be whole. Refusal 400 for another kind."""
    if kind not in KINDS or "\0" in text:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="kind" if kind not in KINDS else "q")
    contained = applied(connection, who.store)
    roots = customers.find(connection, kind, text, limit)
    return _answer(connection, who, roots, contained, now_ms)


def show(connection: Connection, who: Caller, id_: str, now_ms: int) -> wire.CustomersAnswer:
    """One customer; for one that was merged, where it leads, and that customer. Refusal 404 if there is none."""
    contained = applied(connection, who.store)
    root = customers.root_of(connection, id_)
    found = _answer(connection, who, [root], contained, now_ms)
    if root == id_:
        return found
    return replace(found, customers=(customer_rows.pointer(id_, root), *found.customers))


def _answer(
    connection: Connection, who: Caller, roots: Sequence[str], contained: dict[str, int], now_ms: int
) -> wire.CustomersAnswer:
    found: dict[str, Known] = known(connection, roots, now_ms)
    key = secrets_of(connection).get(who.store, "")
    rows = tuple(for_store(found[root], key) for root in roots if root in found and found[root].row.state != ERASED)
    return wire.CustomersAnswer(rows, contained, now_ms)


def contact_data(connection: Connection, id_: str, now_ms: int) -> wire.ContactAnswer:
    """In the clear. That somebody looked is said by the till's own entry. Refusal 404 as `show`."""
    root = customers.root_of(connection, id_)
    query = (
        select(identifier.c.kind, identifier.c.value)
        .join(customer, customer.c.customer == identifier.c.customer)
        .where(customer.c.root == root)
        .order_by((customer.c.customer != root), identifier.c.value)
    )
    values: dict[str, str] = {}
    for row in connection.execute(query):
        values.setdefault(row.kind, row.value)
    return wire.ContactAnswer(root, values.get(PHONE, ""), values.get(EMAIL, ""), values.get(CARD, ""), now_ms)


# --- points kept for one till -------------------------------------------------------------------------------------


def take_hold(connection: Connection, who: Caller, asked: wire.HoldRequest, now_ms: int) -> wire.HoldAnswer:
    """Keep points for this till: what is asked for, at most what nobody else holds; never less than none. The same id
    again is answered the same, and lasts no longer.
    """
    if not 0 < len(asked.id) <= ID_MOST or "\0" in asked.id + asked.customer or asked.points < 0:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="hold")
    root = customers.root_of(connection, asked.customer)
    root = customers.lock(connection, (root,))[root]
    before = connection.execute(select(hold).where(hold.c.id == asked.id)).one_or_none()
    if before is not None:
        return _held(before, who, now_ms)
    free = ledger.balances(connection, (root,))[root] - held(connection, root, now_ms)
    ttl_s = max(1, min(asked.ttl_s, TTL_MOST_S))
    row: dict[str, Any] = {
        "id": asked.id, "customer": root, "points": max(0, min(asked.points, free)), "ttl_s": ttl_s,
        "expires_at": now_ms + ttl_s * 1000, "state": LIVE, "store": who.store, "till": who.till,
    }  # fmt: skip
    insert_all(connection, hold, [row])
    return wire.HoldAnswer(asked.id, row["points"], ttl_s, now_ms)


def held(connection: Connection, root: str, now_ms: int) -> int:
    """Points of this person that tills hold right now."""
    query = (
        select(func.coalesce(func.sum(hold.c.points), 0))
        .join(customer, customer.c.customer == hold.c.customer)
        .where(customer.c.root == root, hold.c.state == LIVE, hold.c.expires_at > now_ms)
    )
    return int(connection.execute(query).scalar_one())


def _held(row: Any, who: Caller, now_ms: int) -> wire.HoldAnswer:
    if (row.store, row.till) != (who.store, who.till):
        raise Refusal(409, refusal.ID_TAKEN, id=row.id)
    live = row.state == LIVE and row.expires_at > now_ms
    left_s = (row.expires_at - now_ms) // 1000 if live else 0
    return wire.HoldAnswer(row.id, row.points if live else 0, left_s, now_ms)


def release_hold(connection: Connection, who: Caller, id_: str, now_ms: int) -> wire.HoldAnswer:
    """Give a hold back; of one that is unknown, used or over there is nothing to give."""
    mine = (hold.c.id == id_) & (hold.c.store == who.store) & (hold.c.till == who.till)
    connection.execute(update(hold).where(mine, hold.c.state == LIVE).values(state=RELEASED))
    return wire.HoldAnswer(id_[:ID_MOST], 0, 0, now_ms)
