"""The record of a customer at the centre: names, identifiers, consents, and which records are one person.

Records are never rewritten when two turn out to be one person: an alias says which record counts for which, so that it
can be taken back. ``root`` in every row is where that leads.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pos.central import refusal
from pos.central.database import chunks, insert_all, insert_missing
from pos.central.refusal import Refusal
from pos.central.tables_people import alias, consent, customer, customer_name, identifier
from pos.domain.customer import ACTIVE, CARD, ERASED, NAME_MOST, SHORTEST_NAME, Consent, Identifier, Personal

PART_MOST: Final = 16
# Of how many finds the likeliest are shown; several fragments together are looked for longer, and mean fewer people.
CANDIDATES: Final = 300
CANDIDATES_OF_SEVERAL: Final = 60
FOUND_MOST: Final = 50
NAME: Final = "name"
VALUE_MOST: Final = 254
LAST_LETTER: Final = "\U0010ffff"


class Change(Struct, frozen=True):
    """What is said about a person: ``at`` decides which word is the newest; ``verified``: kinds of identifiers that are
    proven to be theirs; ``source``: who says so.
    """

    customer: str
    at: int
    personal: Personal
    source: str
    verified: tuple[str, ...] = (CARD,)


# --- which records are one person ---------------------------------------------------------------------------------


def ensure(connection: Connection, ids: Collection[str], store: str, now_ms: int) -> None:
    """Customers that this centre has never heard of get a record without a name: what is said about them counts."""
    known = {id_ for some in chunks(sorted(ids)) for id_ in connection.execute(_ids(some)).scalars()}
    rows = [_stub(id_, store, now_ms) for id_ in sorted(set(ids) - known)]
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(customer).on_conflict_do_nothing(index_elements=["customer"]), rows)


def _ids(some: Sequence[str]) -> Any:
    return select(customer.c.customer).where(customer.c.customer.in_(some))


def _stub(id_: str, store: str, now_ms: int) -> dict[str, Any]:
    texts = dict.fromkeys(("given", "family", "city", "language", "since"), "")
    times = {"created_at": now_ms, "changed_at": 0, "seen_at": now_ms, "erased_at": None}
    flags = {"demo": 0, "trusted": 1, "overdrafts": 0}
    return {"customer": id_, "root": id_, "state": ACTIVE, "store": store, **texts, **flags, **times}


def roots_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Record → the record it counts for. Ids without a record are missing."""
    query = select(customer.c.customer, customer.c.root)
    return {
        row.customer: row.root
        for some in chunks(sorted(set(ids)))
        for row in connection.execute(query.where(customer.c.customer.in_(some)))
    }


def lock(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """`roots_of`, with these roots locked until the commit: what is computed of their rows then holds for the row that
    is published. Locked in the order of their ids, before any stream.
    """
    while True:
        found = roots_of(connection, ids)
        for some in chunks(sorted(set(found.values()))):
            connection.execute(_ids(some).order_by(customer.c.customer).with_for_update()).all()
        # Whoever held the lock before us may have merged them meanwhile.
        if roots_of(connection, ids) == found:
            return found


def members(connection: Connection, roots: Collection[str]) -> dict[str, list[str]]:
    """Root → all records that count for it, itself among them."""
    found: dict[str, list[str]] = {root: [] for root in roots}
    query = select(customer.c.customer, customer.c.root).order_by(customer.c.created_at, customer.c.customer)
    for some in chunks(sorted(found)):
        for row in connection.execute(query.where(customer.c.root.in_(some))):
            found[row.root].append(row.customer)
    return found


def root_of(connection: Connection, id_: str) -> str:
    """Refusal 404 if there is no such customer, or none any more."""
    query = select(customer.c.root, customer.c.state).where(customer.c.customer == id_)
    found = connection.execute(query).one_or_none()
    if found is None or found.state == ERASED:
        raise Refusal(404, refusal.CUSTOMER_UNKNOWN, customer=id_[:VALUE_MOST])
    return str(found.root)


def merge(connection: Connection, id_: str, into: str, by: str, alias_id: str, now_ms: int) -> set[str]:
    """From now on ``id_`` counts for ``into``; the same again changes nothing. The roots that changed. Refusal 404 for
    an unknown one.
    """
    root_of(connection, id_), root_of(connection, into)
    found = lock(connection, (id_, into))
    gone, stays = found[id_], found[into]
    if gone == stays:
        return set()
    row = {"id": alias_id, "customer": gone, "into_customer": stays, "at": now_ms, "by": by, "undone_at": None}
    insert_all(connection, alias, [row])
    connection.execute(update(customer).where(customer.c.root == gone).values(root=stays))
    carry_over(connection, gone, stays)
    return {gone, stays}


def carry_over(connection: Connection, gone: str, stays: str) -> None:
    """Who overdrew before is not trusted offline under a new record either."""
    query = select(func.min(customer.c.trusted), func.max(customer.c.overdrafts))
    worst = connection.execute(query.where(customer.c.customer.in_((gone, stays)))).one()
    there = customer.c.customer == stays
    connection.execute(update(customer).where(there).values(trusted=worst[0], overdrafts=worst[1]))


def unmerge(connection: Connection, id_: str, now_ms: int) -> set[str]:
    """``id_`` counts for itself again, with everything that counted for it before. The roots that changed. Refusal 409
    if it was not merged.
    """
    found = lock(connection, (id_,))
    if id_ not in found:
        raise Refusal(404, refusal.CUSTOMER_UNKNOWN, customer=id_[:VALUE_MOST])
    live = (alias.c.customer == id_) & (alias.c.undone_at.is_(None))
    if connection.execute(update(alias).where(live).values(undone_at=now_ms)).rowcount == 0:
        raise Refusal(409, refusal.NOT_MERGED, customer=id_)
    root = found[id_]
    some = members(connection, (root,))[root]
    query = select(alias.c.customer, alias.c.into_customer).where(alias.c.undone_at.is_(None))
    leads: dict[str, str] = {}
    for chunk in chunks(some):
        leads.update((row[0], row[1]) for row in connection.execute(query.where(alias.c.customer.in_(chunk))))
    changed = set()
    for one in some:
        end = one
        while end in leads:
            end = leads[end]
        changed.add(end)
        if end != root:
            connection.execute(update(customer).where(customer.c.customer == one).values(root=end))
    return changed


# --- what is said about a person ----------------------------------------------------------------------------------


def tell(connection: Connection, change: Change) -> list[str]:
    """Take over what a person says about themselves, unless something newer is known or they were erased. Answers who
    else, by verified identifier, is the same person.
    """
    query = select(customer.c.state, customer.c.changed_at).where(customer.c.customer == change.customer)
    found = connection.execute(query).one()
    if found.state == ERASED or found.changed_at > change.at:
        return []
    told = {name: getattr(change.personal, name) for name in ("given", "family", "language")}
    values = {name: clean(value, NAME_MOST) for name, value in told.items() if value}
    there = customer.c.customer == change.customer
    connection.execute(update(customer).where(there).values(changed_at=change.at, **values))
    if "given" in values or "family" in values:
        name_parts(connection, [change.customer])
    same = []
    for one in change.personal.identifiers():
        verified = change.at if one.kind in change.verified else None
        same += identify(connection, change.customer, one, change.source, verified)
    return same


def identify(connection: Connection, id_: str, one: Identifier, source: str, verified_at: int | None) -> list[str]:
    """Note that ``one`` leads to this customer; a telephone number or an address takes the place of an older one.
    Answers the customer, if any, to whom it verifiably belongs already.
    """
    value = clean(one.value, VALUE_MOST)
    mine = (identifier.c.customer == id_) & (identifier.c.kind == one.kind)
    if one.kind != CARD:
        connection.execute(delete(identifier).where(mine, identifier.c.value != value))
    if verified_at is not None:
        query = select(identifier.c.customer).where(
            identifier.c.kind == one.kind, identifier.c.value == value, identifier.c.verified_at.is_not(None)
        )
        owner = connection.execute(query).scalar()
        if owner is not None:
            return [owner] if owner != id_ else []
    row = {"kind": one.kind, "value": value, "customer": id_, "verified_at": verified_at, "source": source}
    if not insert_missing(connection, identifier, row) and verified_at is not None:
        connection.execute(update(identifier).where(mine, identifier.c.value == value).values(verified_at=verified_at))
    return []


def alike(connection: Connection, id_: str, personal: Personal) -> list[str]:
    """Other persons (roots) with one of these identifiers."""
    found: set[str] = set()
    for one in personal.identifiers():
        query = select(customer.c.root).join(identifier, identifier.c.customer == customer.c.customer)
        same = (identifier.c.kind == one.kind) & (identifier.c.value == clean(one.value, VALUE_MOST))
        found.update(connection.execute(query.where(same)).scalars())
    own = roots_of(connection, (id_,)).get(id_)
    return sorted(found - {own})


def seen(connection: Connection, id_: str, at: int) -> None:
    """This customer was there at that time."""
    later = (customer.c.customer == id_) & (customer.c.seen_at < at)
    connection.execute(update(customer).where(later).values(seen_at=at))


def consent_rows(id_: str, entry: str, consents: Iterable[Consent]) -> list[dict[str, Any]]:
    return [
        {"customer": id_, "id": f"{entry}:{n}", "purpose": clean(c.purpose, 40), "given": int(c.given), "at": c.at_ms,
         "source": clean(c.source, 80), "proof": clean(c.proof, 200)}
        for n, c in enumerate(consents)
    ]  # fmt: skip


def consents_of(connection: Connection, ids: Sequence[str]) -> list[Any]:
    """Every word on consents of these records, the oldest first."""
    query = select(consent).where(consent.c.customer.in_(ids))
    return list(connection.execute(query.order_by(consent.c.at, consent.c.id)))


# --- finding ------------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """A name as it is searched: without case and accents, ``Müller`` and ``muller`` are the same."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split())


def name_parts(connection: Connection, ids: Collection[str]) -> None:
    """Write the endings of these customers' names anew."""
    for some in chunks(sorted(ids)):
        connection.execute(delete(customer_name).where(customer_name.c.customer.in_(some)))
        query = select(customer.c.customer, customer.c.given, customer.c.family)
        rows = [
            {"part": part, "customer": row.customer}
            for row in connection.execute(query.where(customer.c.customer.in_(some)))
            for part in sorted(_endings(folded(f"{row.given} {row.family}")))
        ]
        for piece in chunks(rows):
            insert_all(connection, customer_name, list(piece))


def _endings(name: str) -> set[str]:
    return {
        word[start : start + PART_MOST]
        for word in name.split()
        for start in range(max(1, len(word) - SHORTEST_NAME + 1))
    }


def find(connection: Connection, kind: str, text: str, limit: int) -> list[str]:
    """Roots of the customers who fit, the likeliest first. ``kind``: NAME (fragments of at least three letters, all of
    which occur), or that of an identifier, which must be whole.
    """
    limit = max(1, min(limit, FOUND_MOST))
    if kind != NAME:
        query = select(customer.c.root).join(identifier, identifier.c.customer == customer.c.customer)
        query = query.where(identifier.c.kind == kind, identifier.c.value == text, customer.c.state != ERASED)
        return sorted(set(connection.execute(query).scalars()))[:limit]
    words = sorted(folded(text).split(), key=len, reverse=True)
    if not words or len(words[0]) < SHORTEST_NAME:
        return []
    return _by_name(connection, words, limit)


def _by_name(connection: Connection, words: Sequence[str], limit: int) -> list[str]:
    first = words[0][:PART_MOST]
    query = (
        select(customer.c.root, customer.c.given, customer.c.family, customer.c.seen_at)
        .join(customer_name, customer_name.c.customer == customer.c.customer)
        .where(customer_name.c.part >= first, customer_name.c.part < first + LAST_LETTER)
        .where(customer.c.state != ERASED)
    )
    for word in (word for word in words[1:] if len(word) >= SHORTEST_NAME):
        # Only ever narrowed by the database; what remains is compared letter by letter below.
        too = customer_name.alias()
        begins = (too.c.part >= word[:PART_MOST]) & (too.c.part < word[:PART_MOST] + LAST_LETTER)
        query = query.where(select(too.c.customer).where(too.c.customer == customer.c.customer, begins).exists())
    fits: dict[str, tuple[bool, int, str]] = {}
    for row in connection.execute(query.limit(CANDIDATES if len(words) == 1 else CANDIDATES_OF_SEVERAL)):
        name = folded(f"{row.given} {row.family}")
        if all(word in name for word in words):
            inside = not any(part.startswith(words[0]) for part in name.split())
            rank = (inside, -row.seen_at, row.root)
            fits[row.root] = min(rank, fits.get(row.root, rank))
    return sorted(fits, key=fits.__getitem__)[:limit]


def clean(text: str, most: int) -> str:
    """Text that every database can hold, at most so long."""
    return text.replace("\0", "\ufffd")[:most]
