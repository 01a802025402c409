"""What a till asks about goods while somebody waits: how much is where, and whose order a strange code belongs to."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from pos.central import counter, orders, refusal
from pos.central.enrolment import Caller
from pos.central.refusal import Refusal
from pos.central.tables import journal, store, till
from pos.central.tables_stock import stock_level
from pos.contract.goods import PickupAnswer, PlaceLevel, StockAnswers
from pos.domain import collect
from pos.domain.pickup_code import read_typed

TEXT_MOST = 200


def stock_of(connection: Connection, who: Caller, sku: str, now_ms: int) -> StockAnswers:
    """An article at every place that has ever had it. Refusal 400 for what can be no article."""
    if not 0 < len(sku) <= TEXT_MOST or "\0" in sku:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="sku")
    contained = counter.applied(connection, who.store)
    query = select(stock_level).where(stock_level.c.sku == sku).order_by(stock_level.c.location)
    heard: dict[str, int] = {}
    for table in (journal, till):
        heards = select(table.c.store, func.max(table.c.heard_at)).group_by(table.c.store)
        for name, at in connection.execute(heards):
            heard[name] = max(heard.get(name, 0), int(at or 0))
    places = tuple(
        PlaceLevel(row.location, row.on_hand, row.reserved, row.incoming, row.incoming_on, heard.get(row.location, 0))
        for row in connection.execute(query)
    )
    return StockAnswers(sku, places, contained, now_ms)


def whose(connection: Connection, text: str, now_ms: int) -> PickupAnswer:
    """Which store an order belongs to, by number or typed code; nothing about the person who ordered."""
    cleaned = text.strip()
    if not 0 < len(cleaned) <= TEXT_MOST or "\0" in cleaned:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="q")
    found = orders.by_number(connection, cleaned) or orders.by_number(connection, read_typed(cleaned) or cleaned)
    if not found:
        return PickupAnswer(server_time=now_ms)
    one = collect.expired(found[0].pickup, now_ms)
    name = connection.execute(select(store.c.name).where(store.c.store == one.store)).scalar() or one.store
    return PickupAnswer(one.number, one.store, str(name), one.state, now_ms)
