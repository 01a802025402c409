"""Becoming a customer with one's own telephone: the till's customer display shows a code, the customer fills in a form,
the till asks for the answer.

The code's token is made by the till, so that showing it needs no network. What was filled in becomes a customer only
once a till has asked for that token: a made-up one leads to nobody, and what was typed under it is forgotten.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from pos.base.clock import local_date
from pos.central import counter, customer_rows, customers, digital_receipts, newsletter
from pos.central.database import insert_all, insert_missing
from pos.central.enrolment import Caller
from pos.central.tables_pages import join_request
from pos.central.tables_people import consent, customer
from pos.contract.people import CustomersAnswer
from pos.domain.customer import Consent, Personal

TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22,64}", re.ASCII)
VALID_MS: Final = 15 * 60_000
KEPT_MS: Final = 24 * 3_600_000
SOURCE: Final = "join"
PROOF: Final = "own telephone"
OPEN: Final = "open"
FILLED: Final = "filled"
OVER: Final = "over"


class Filled(Struct, frozen=True):
    """What was filled in. ``consents``: (purpose, the sentence agreed to); ``letter``: the newsletter is wanted too. It
    goes out only when the customer is there, so that a made-up token sends nothing to anybody.
    """

    personal: Personal
    consents: tuple[tuple[str, str], ...] = ()
    letter: newsletter.Letter | None = None


class Join(Struct, frozen=True):
    """``state``: OPEN | FILLED | OVER; ``store``, ``customer``: as far as they are known."""

    state: str
    store: str = ""
    customer: str = ""


def customer_id(token: str) -> str:
    """The id of whoever joins by ``token``: a UUID whose version 8 says that it was made by a rule of our own."""
    raw = bytearray(hashlib.sha256(b"tresen join " + token.encode()).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def look(connection: Connection, token: str, now_ms: int) -> Join | None:
    """How it stands with this token, whose time begins when it is first seen; None if it is none."""
    if not TOKEN.fullmatch(token):
        return None
    return _state(_row(connection, token, now_ms), now_ms)


def fill(connection: Connection, token: str, filled: Filled, now_ms: int) -> Join | None:
    """Take the form, once. If a till has asked already, the customer is there with the commit."""
    if not TOKEN.fullmatch(token):
        return None
    row = _row(connection, token, now_ms)
    join = _state(row, now_ms)
    if join.state != OPEN:
        return join
    _set(connection, token, form=msgspec.json.encode(filled), filled_at=now_ms)
    if row.store:
        _create(connection, token, filled, row.store, now_ms)
    return look(connection, token, now_ms)


def poll(connection: Connection, who: Caller, token: str, now_ms: int) -> CustomersAnswer | str:
    """The customer, for the till that showed the token; OPEN: nobody has filled it in yet, OVER: nobody will. That this
    store has asked is kept in any case.
    """
    if not TOKEN.fullmatch(token):
        return OVER
    row = _row(connection, token, now_ms)
    join = _state(row, now_ms)
    if join.state == OVER or row.store not in ("", who.store):
        return OVER
    if not row.store:
        _set(connection, token, store=who.store)
    if join.state == OPEN:
        return OPEN
    id_ = row.customer
    if not id_:
        id_ = _create(connection, token, msgspec.json.decode(bytes(row.form), type=Filled), who.store, now_ms)
    return counter.show(connection, who, id_, now_ms)


def forget_old(connection: Connection, now_ms: int) -> None:
    """What nobody fetched in time, and tokens of yesterday."""
    over = (join_request.c.seen_at < now_ms - VALID_MS) & (join_request.c.form != b"")
    connection.execute(update(join_request).where(over).values(form=b""))
    connection.execute(delete(join_request).where(join_request.c.seen_at < now_ms - KEPT_MS))


def _row(connection: Connection, token: str, now_ms: int) -> Any:
    """The token's row, locked until the commit, and made if it is new."""
    forget_old(connection, now_ms)
    hashed = hashlib.sha256(token.encode()).hexdigest()
    fresh = {"token_hash": hashed, "seen_at": now_ms, "store": "", "customer": "", "filled_at": None, "form": b""}
    insert_missing(connection, join_request, fresh)
    return connection.execute(select(join_request).where(join_request.c.token_hash == hashed).with_for_update()).one()


def _state(row: Any, now_ms: int) -> Join:
    if row.customer or (row.filled_at is not None and row.form):
        return Join(FILLED, row.store, row.customer)
    return Join(OPEN if row.filled_at is None and row.seen_at > now_ms - VALID_MS else OVER, row.store)


def _set(connection: Connection, token: str, **values: Any) -> None:
    hashed = hashlib.sha256(token.encode()).hexdigest()
    connection.execute(update(join_request).where(join_request.c.token_hash == hashed).values(**values))


def _create(connection: Connection, token: str, filled: Filled, store_id: str, now_ms: int) -> str:
    """The customer, with what they agreed to. Nothing they typed is verified, so nobody is merged with anybody."""
    id_ = customer_id(token)
    customers.ensure(connection, (id_,), store_id, now_ms)
    roots = customers.lock(connection, (id_,))
    where = digital_receipts.where_of(connection, store_id)
    if where is not None:
        since = local_date(now_ms, where.zone).isoformat()
        known = update(customer).where(customer.c.customer == id_)
        connection.execute(known.values(since=since, demo=int(where.demo)))
    customers.tell(connection, customers.Change(id_, now_ms, filled.personal, SOURCE, verified=()))
    words = [Consent(purpose, True, now_ms, SOURCE, f"{PROOF}: {text}") for purpose, text in filled.consents]
    insert_all(connection, consent, customers.consent_rows(id_, f"{SOURCE}:{id_}", words))
    if filled.letter is not None:
        newsletter.ask(connection, filled.letter, now_ms)
    _set(connection, token, store=store_id, customer=id_, form=b"")
    customer_rows.publish(connection, set(roots.values()), now_ms)
    return id_
