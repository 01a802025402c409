"""Customers who want to know when an article is back: told once, by a letter, as soon as a piece is free there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, delete, select, update

from pos.central import letters
from pos.central.database import chunks, insert_missing
from pos.central.stock import Shelf
from pos.central.tables import store
from pos.central.tables_stock import stock_wish
from pos.domain import events
from pos.domain.stock import Level

AT_ONCE: Final = 200


def take(connection: Connection, said: Iterable[tuple[str, int, events.Body]]) -> None:
    """Note the wishes among these entries: (id, when, body). Without the customer's word there is none."""
    for id_, at, body in said:
        if not isinstance(body, events.StockRequested) or body.what != events.NOTIFY or not body.customer:
            continue
        if body.consent is not None and body.consent.given:
            row = {
                "id": id_, "location": body.location, "sku": body.sku, "text": body.text, "customer": body.customer,
                "at": at, "told_at": 0,
            }  # fmt: skip
            insert_missing(connection, stock_wish, row)


def fulfil(connection: Connection, shelves: Mapping[Shelf, tuple[Level, Level]], now_ms: int) -> None:
    """Write to whoever waits for an article that has just become free somewhere."""
    back = {shelf for shelf, (before, after) in shelves.items() if before.available <= 0 < after.available}
    for place in sorted({place for place, _ in back}):
        skus = sorted(sku for at, sku in back if at == place)
        name = connection.execute(select(store.c.name).where(store.c.store == place)).scalar() or place
        for some in chunks(skus):
            waiting = stock_wish.c.sku.in_(some) & (stock_wish.c.location == place) & (stock_wish.c.told_at == 0)
            query = select(stock_wish).where(waiting).order_by(stock_wish.c.at, stock_wish.c.id).limit(AT_ONCE)
            for wish in connection.execute(query).all():
                _tell(connection, wish.id, wish.customer, {"text": wish.text, "store": str(name)}, now_ms)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Nobody of these customers waits any more."""
    for some in chunks(sorted(ids)):
        connection.execute(delete(stock_wish).where(stock_wish.c.customer.in_(some)))


def _tell(connection: Connection, wish: str, customer: str, said: dict[str, str], now_ms: int) -> None:
    connection.execute(update(stock_wish).where(stock_wish.c.id == wish).values(told_at=now_ms))
    recipient = letters.address_of(connection, customer)
    words = letters.WORDS.get(letters.language_of(connection, customer), letters.WORDS[letters.FALLBACK])
    if recipient:
        letters.put(connection, f"back:{wish}", recipient, words[letters.BACK], said, now_ms)
