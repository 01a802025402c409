"""Customers who want to know when an article is back: told once, by a letter, as soon as a piece is free there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, update

from pos.central import letters, stock
from pos.central.database import chunks, insert_missing
from pos.central.stock import Shelf
from pos.central.tables import store
from pos.central.tables_people import consent, customer
from pos.central.tables_stock import stock_move, stock_wish
from pos.domain import events
from pos.domain.customer import ACTIVE
from pos.domain.stock import Level

AT_ONCE: Final = 200
DAY_MS: Final = 86_400_000
TOLD_KEPT_MS: Final = 30 * DAY_MS
WAITED_MOST_MS: Final = 400 * DAY_MS
PURPOSE: Final = "back-in-stock"  # of the consent, as tills ask for it


def take(connection: Connection, said: Iterable[tuple[str, int, events.Body]], now_ms: int) -> None:
    """Note the wishes among these entries: (id, when, body). Without the customer's word there is none. What came back
    while the till was out of reach is told at once.
    """
    fresh = []
    for id_, at, body in said:
        if not isinstance(body, events.StockRequested) or body.what != events.NOTIFY or not body.customer:
            continue
        if body.consent is not None and body.consent.given:
            row = {
                "id": id_, "location": body.location, "sku": body.sku, "text": body.text, "customer": body.customer,
                "at": at, "told_at": 0,
            }  # fmt: skip
            if insert_missing(connection, stock_wish, row):
                fresh.append(id_)
    for some in chunks(fresh):
        waiting = connection.execute(select(stock_wish).where(stock_wish.c.id.in_(some)).order_by(stock_wish.c.id))
        back = [wish for wish in waiting.all() if _came_back_since(connection, wish)]
        _tell(connection, back, now_ms)


def fulfil(connection: Connection, shelves: Mapping[Shelf, tuple[Level, Level]], now_ms: int) -> None:
    """Write to whoever waits for an article that has just become free somewhere."""
    back = {shelf for shelf, (before, after) in shelves.items() if before.available <= 0 < after.available}
    for place in sorted({place for place, _ in back}):
        for some in chunks(sorted(sku for at, sku in back if at == place)):
            waiting = stock_wish.c.sku.in_(some) & (stock_wish.c.location == place) & (stock_wish.c.told_at == 0)
            query = select(stock_wish).where(waiting).order_by(stock_wish.c.at, stock_wish.c.id).limit(AT_ONCE)
            _tell(connection, connection.execute(query).all(), now_ms)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Nobody of these customers waits any more."""
    for some in chunks(sorted(ids)):
        connection.execute(delete(stock_wish).where(stock_wish.c.customer.in_(some)))


def forget_old(connection: Connection, now_ms: int) -> None:
    """Who was told needs no row any more, and nobody waits for ever."""
    done = (stock_wish.c.told_at > 0) & (stock_wish.c.told_at < now_ms - TOLD_KEPT_MS)
    connection.execute(delete(stock_wish).where(done | (stock_wish.c.at < now_ms - WAITED_MOST_MS)))


def _came_back_since(connection: Connection, wish: Row[Any]) -> bool:
    """There was nothing when the wish was made, and there is something now."""
    shelf = (wish.location, wish.sku)
    now = stock.levels(connection, [shelf]).get(shelf, Level(0)).available
    later = (stock_move.c.location == wish.location) & (stock_move.c.sku == wish.sku) & (stock_move.c.at > wish.at)
    gained = connection.execute(select(func.sum(stock_move.c.on_hand - stock_move.c.reserved)).where(later)).scalar()
    return now - int(gained or 0) <= 0 < now


def _tell(connection: Connection, wishes: Sequence[Row[Any]], now_ms: int) -> None:
    for wish in wishes:
        connection.execute(update(stock_wish).where(stock_wish.c.id == wish.id).values(told_at=now_ms))
        recipient = letters.address_of(connection, wish.customer) if _still_wants(connection, wish) else ""
        if recipient:
            name = connection.execute(select(store.c.name).where(store.c.store == wish.location)).scalar()
            words = letters.WORDS.get(letters.language_of(connection, wish.customer), letters.WORDS[letters.FALLBACK])
            said = {"text": wish.text, "store": str(name or wish.location)}
            letters.put(connection, f"back:{wish.id}", recipient, words[letters.BACK], said, now_ms)


def _still_wants(connection: Connection, wish: Row[Any]) -> bool:
    """Their record is open, and their word on this was not taken back."""
    state = connection.execute(select(customer.c.state).where(customer.c.customer == wish.customer)).scalar()
    about_this = (consent.c.customer == wish.customer) & (consent.c.purpose == PURPOSE)
    newest = select(consent.c.given).where(about_this, consent.c.at >= wish.at).order_by(consent.c.at.desc()).limit(1)
    return state == ACTIVE and connection.execute(newest).scalar() != 0
