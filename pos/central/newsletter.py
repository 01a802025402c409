"""Consent to the newsletter by double opt-in: asked for on a page, counted only once whoever reads that mailbox has
confirmed it, withdrawn by the same link.

Whoever holds a receipt is not thereby its customer, so a receipt never changes an address that is known and never
merges anybody. The word counts, in this order: for the customer who verifiably owns the address; for the customer of
the sale, if no other address is known of them; else for the address alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, delete, func, or_, select, update

from pos.central import customer_rows, customers, outbox, timeline
from pos.central.database import insert_all
from pos.central.tables_pages import opt_in
from pos.central.tables_people import consent, contact, customer, identifier
from pos.contract.people import ContactRow
from pos.domain.customer import EMAIL, ERASED, NEWSLETTER, Consent, Identifier

HOUR_MS: Final = 3_600_000
# So long a link confirms; a word not confirmed by then is forgotten.
CONFIRM_MS: Final = 48 * HOUR_MS
# No more letters than this per receipt, and per address, in a day.
ASKED_MOST: Final = 3
DAY_MS: Final = 24 * HOUR_MS
PROOF: Final = "double-opt-in"
CHANNEL: Final = "web"


class Letter(Struct, frozen=True):
    """Somebody asks for the newsletter. ``token``: secret of the link; ``message``: id in the outbox; ``customer``: of
    the sale or the sign-up, may be empty; ``source``: ``receipt`` or ``join``; ``sentence``: what they agreed to, word
    for word; ``subject``, ``body``: of the letter with the link.
    """

    token: str
    message: str
    email: str
    customer: str
    store: str
    receipt: str
    source: str
    language: str
    sentence: str
    subject: str
    body: str


class Word(Struct, frozen=True):
    """What a link is about. Times are UTC ms, None: not (yet)."""

    email: str
    customer: str
    store: str
    language: str
    sentence: str
    source: str
    asked_at: int
    confirmed_at: int | None
    withdrawn_at: int | None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def ask(connection: Connection, one: Letter, now_ms: int) -> bool:
    """Note it and put the letter into the outbox; False if too many were sent today."""
    forget_old(connection, now_ms)
    lately = (opt_in.c.asked_at > now_ms - DAY_MS) & or_(
        opt_in.c.email == one.email, (opt_in.c.receipt == one.receipt) & (opt_in.c.receipt != "")
    )
    if connection.execute(select(func.count()).select_from(opt_in).where(lately)).scalar_one() >= ASKED_MOST:
        return False
    row = {
        "token_hash": hashed(one.token), "email": one.email, "customer": one.customer, "store": one.store,
        "receipt": one.receipt, "source": one.source, "language": one.language, "sentence": one.sentence,
        "asked_at": now_ms, "confirmed_at": None, "withdrawn_at": None,
    }  # fmt: skip
    insert_all(connection, opt_in, [row])
    outbox.put(connection, outbox.Message(one.message, now_ms, one.email, one.subject, one.body))
    return True


def read(connection: Connection, token: str, now_ms: int) -> Word | None:
    """What this link is about; None if there is none, or its time is over."""
    found = connection.execute(select(opt_in).where(opt_in.c.token_hash == hashed(token))).one_or_none()
    if found is None or (found.confirmed_at is None and found.asked_at < now_ms - CONFIRM_MS):
        return None
    return Word(
        found.email, found.customer, found.store, found.language, found.sentence, found.source, found.asked_at,
        found.confirmed_at, found.withdrawn_at,
    )  # fmt: skip


def confirm(connection: Connection, token: str, now_ms: int) -> Word | None:
    """Whoever reads the mailbox says yes. The same again changes nothing."""
    word = read(connection, token, now_ms)
    if word is None or word.confirmed_at is not None:
        return word
    owner = _owner(connection, word)
    values = {"confirmed_at": now_ms, "customer": owner}
    connection.execute(update(opt_in).where(opt_in.c.token_hash == hashed(token)).values(values))
    if owner:
        address = Identifier(EMAIL, word.email)
        if not customers.identify(connection, owner, address, word.source, now_ms):
            _tell(connection, owner, token, word, True, now_ms)
    return read(connection, token, now_ms)


def withdraw(connection: Connection, token: str, now_ms: int) -> Word | None:
    """No more of it, from whoever reads the mailbox. The same again changes nothing."""
    word = read(connection, token, now_ms)
    if word is None or word.withdrawn_at is not None:
        return word
    if word.confirmed_at is None:
        connection.execute(delete(opt_in).where(opt_in.c.token_hash == hashed(token)))
        return None
    connection.execute(update(opt_in).where(opt_in.c.token_hash == hashed(token)).values(withdrawn_at=now_ms))
    if word.customer and _roots(connection, (word.customer,)):
        _tell(connection, word.customer, token, word, False, now_ms)
    return read(connection, token, now_ms)


def subscribed(connection: Connection) -> list[str]:
    """Addresses that stand alone and are confirmed, each once; those of customers stand with their consents."""
    alone = (opt_in.c.customer == "") & opt_in.c.confirmed_at.is_not(None) & opt_in.c.withdrawn_at.is_(None)
    return sorted(set(connection.execute(select(opt_in.c.email).where(alone)).scalars()))


def forget(connection: Connection, ids: Sequence[str], emails: Sequence[str]) -> None:
    """Nothing of these customers and addresses remains here, not even a letter that waits."""
    theirs = opt_in.c.customer.in_(ids) | opt_in.c.email.in_(emails)
    known = set(connection.execute(select(opt_in.c.email).where(theirs)).scalars())
    connection.execute(delete(opt_in).where(theirs))
    for email in sorted(known | set(emails)):
        outbox.forget(connection, email)


def forget_old(connection: Connection, now_ms: int) -> None:
    """Words that nobody has confirmed in time."""
    over = opt_in.c.confirmed_at.is_(None) & (opt_in.c.asked_at < now_ms - CONFIRM_MS)
    connection.execute(delete(opt_in).where(over))


def _owner(connection: Connection, word: Word) -> str:
    """For whom the word counts (above); their record, locked. Empty: for the address alone."""
    known = identifier.c.kind == EMAIL
    query = select(identifier.c.customer).where(
        known, identifier.c.value == word.email, identifier.c.verified_at.is_not(None)
    )
    verified = connection.execute(query).scalar()
    if verified is not None and _roots(connection, (verified,)):
        return str(verified)
    root = _roots(connection, (word.customer,)).get(word.customer, "") if word.customer else ""
    if not root:
        return ""
    group = customers.members(connection, (root,))[root]
    others = select(identifier.c.value).where(known, identifier.c.customer.in_(group), identifier.c.value != word.email)
    return "" if connection.execute(others.limit(1)).first() else root


def _roots(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Record → root, locked, of those who are there and not erased."""
    found = customers.lock(connection, ids)
    gone = select(customer.c.customer).where(customer.c.customer.in_(sorted(found)), customer.c.state == ERASED)
    erased = set(connection.execute(gone).scalars())
    return {id_: root for id_, root in found.items() if id_ not in erased}


def _tell(connection: Connection, id_: str, token: str, word: Word, given: bool, now_ms: int) -> None:
    """The word as a consent, on the timeline, and with the commit at the tills."""
    entry = f"opt-in:{hashed(token)[:24]}:{'given' if given else 'withdrawn'}"
    proof = f"{PROOF}: {word.sentence}" if given else "link"
    words: list[Consent] = [Consent(NEWSLETTER, given, now_ms, word.source, proof)]
    insert_all(connection, consent, customers.consent_rows(id_, entry, words))
    shown = ContactRow(now_ms, "newsletter", CHANNEL, "Newsletter", PROOF if given else "withdrawn")
    row: dict[str, Any] = timeline.row(id_, entry, shown)
    insert_all(connection, contact, [row])
    customer_rows.publish(connection, set(customers.lock(connection, (id_,)).values()), now_ms)
