"""What the customer of an online order is told, and when: one letter per fact, through the outbox, in their
language."""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import Connection, select

from pos.central import outbox
from pos.central.digital_receipts import where_of
from pos.central.orders import Order
from pos.central.pickup_keys import page_address
from pos.central.tables_pages import message
from pos.central.tables_people import customer, identifier
from pos.domain import collect
from pos.domain.collect import Pickup
from pos.domain.customer import EMAIL

READY: Final = "ready"
REMINDED: Final = "reminded"
SUBSTITUTE: Final = "substitute"
PARTLY: Final = "partly"
EXPIRED: Final = "expired"
CANCELLED: Final = "cancelled"
BACK: Final = "back"

FALLBACK: Final = "de"
NAME_DIGITS: Final = 32
# Per letter: subject, then the text. {number}, {store}, {code}, {link}, {text} are filled in.
WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "de": {
        READY: ("Ihre Bestellung {number} ist abholbereit", "{store}: Code {code}. {link}"),
        REMINDED: ("Ihre Bestellung {number} wartet noch", "Sie liegt in {store} für Sie bereit, Code {code}. {link}"),
        SUBSTITUTE: (
            "Ersatz für Ihre Bestellung {number}?",
            "In {store} fehlt ein Artikel. Stattdessen: {text}. {link}",
        ),
        PARTLY: ("Ihre Bestellung {number}: ein Teil ist abgeholt", "Der Rest bleibt in {store} für Sie offen. {link}"),
        EXPIRED: ("Ihre Bestellung {number} ist abgelaufen", "Sie wurde nicht abgeholt und geht zurück ins Regal."),
        CANCELLED: ("Ihre Bestellung {number} ist storniert", "Was bezahlt ist, wird erstattet."),
        BACK: ("Wieder da: {text}", "{store} hat den Artikel wieder. Sie hatten um diese Nachricht gebeten."),
    },
    "en": {
        READY: ("Your order {number} is ready", "{store}: code {code}. {link}"),
        REMINDED: ("Your order {number} is still waiting", "It is kept for you at {store}, code {code}. {link}"),
        SUBSTITUTE: (
            "A substitute for your order {number}?",
            "{store} is short of an article. Instead: {text}. {link}",
        ),
        PARTLY: ("Your order {number}: a part was collected", "The rest stays open for you at {store}. {link}"),
        EXPIRED: ("Your order {number} has expired", "It was not collected and goes back to the shelf."),
        CANCELLED: ("Your order {number} is cancelled", "What was paid is given back."),
        BACK: ("Back again: {text}", "{store} has the article again. You asked for this message."),
    },
    "nl": {
        READY: ("Uw bestelling {number} staat klaar", "{store}: code {code}. {link}"),
        REMINDED: ("Uw bestelling {number} wacht nog", "Ze ligt voor u klaar in {store}, code {code}. {link}"),
        SUBSTITUTE: (
            "Vervanging voor uw bestelling {number}?",
            "{store} mist een artikel. In plaats daarvan: {text}. {link}",
        ),
        PARTLY: ("Uw bestelling {number}: een deel is afgehaald", "De rest blijft voor u open in {store}. {link}"),
        EXPIRED: ("Uw bestelling {number} is verlopen", "Ze is niet afgehaald en gaat terug naar het schap."),
        CANCELLED: ("Uw bestelling {number} is geannuleerd", "Wat betaald is, wordt teruggegeven."),
        BACK: ("Weer terug: {text}", "{store} heeft het artikel weer. U had om dit bericht gevraagd."),
    },
}


def about(connection: Connection, before: Pickup, order: Order, cause: str, at: int) -> None:
    """Write to the customer what the step from ``before`` means for them, if anything; ``cause``: id of the fact."""
    now = order.pickup
    offered = [line.substitute_text or line.substitute for line in now.lines if line.substitute]
    asked = [line.substitute_text or line.substitute for line in before.lines if line.substitute]
    if now.state == collect.READY and before.state in collect.TO_PICK:
        write(connection, order, READY, cause, at)
    elif now.reminded_ms != before.reminded_ms:
        write(connection, order, REMINDED, cause, at)
    elif now.state == collect.READY and sum(li.handed for li in now.lines) > sum(li.handed for li in before.lines):
        write(connection, order, PARTLY, cause, at)
    elif now.state in (collect.CANCELLED, collect.RETURNED) and before.state not in collect.DONE:
        write(connection, order, CANCELLED, cause, at)
    elif offered and offered != asked:
        write(connection, order, SUBSTITUTE, cause, at, ", ".join(offered))


def write(connection: Connection, order: Order, what: str, cause: str, at: int, text: str = "") -> None:
    """Put one letter into the outbox; the same cause writes it once. Without an address there is nobody to write to."""
    now, reach = order.pickup, order.reach
    recipient = reach.email or address_of(connection, now.customer)
    if not recipient:
        return
    where = where_of(connection, now.store)
    words = WORDS.get(reach.language or spoken(connection, now.customer, now.store), WORDS[FALLBACK])
    place = where.name if where is not None else now.store
    link = page_address(connection, order)
    said = {"number": now.number, "store": place, "code": now.code, "link": link, "text": text}
    put(connection, f"{now.id}:{what}:{cause}", recipient, words[what], said, at)


def put(
    connection: Connection, id_: str, recipient: str, words: tuple[str, str], said: dict[str, str], at: int
) -> None:
    """One letter under an id of its own; once."""
    # What tills call their entries must name no file.
    name = hashlib.sha256(id_.encode()).hexdigest()[:NAME_DIGITS]
    if connection.execute(select(message.c.id).where(message.c.id == name)).first() is None:
        subject, body = (part.format(**said).strip() for part in words)
        outbox.put(connection, outbox.Message(name, at, recipient, " ".join(subject.split()), body + "\n"))


def address_of(connection: Connection, whose: str) -> str:
    """The customer's e-mail, a verified one first; empty if there is none."""
    if not whose:
        return ""
    query = (
        select(identifier.c.value)
        .join(customer, customer.c.customer == identifier.c.customer)
        .where(identifier.c.kind == EMAIL, (customer.c.root == whose) | (customer.c.customer == whose))
        .order_by(identifier.c.verified_at.is_(None), identifier.c.value)
    )
    return str(connection.execute(query).scalars().first() or "")


def spoken(connection: Connection, whose: str, store: str) -> str:
    """The customer's language, else the store's."""
    where = where_of(connection, store)
    return language_of(connection, whose) or (where.language if where is not None else FALLBACK)


def language_of(connection: Connection, whose: str) -> str:
    if not whose:
        return ""
    return str(connection.execute(select(customer.c.language).where(customer.c.customer == whose)).scalar() or "")
