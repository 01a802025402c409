"""A demo store's centre: fills itself once from a folder of tables."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from pos.central import feed, goods_import, people_import, pickup_keys, places, promotions, relations
from pos.central.articles import Options, import_articles
from pos.central.importing import MAIN, import_operators, import_quick_keys, import_rates, import_stores
from pos.central.people_import import import_customers
from pos.central.people_rules import import_loyalty
from pos.central.people_story import import_story
from pos.central.sheets import ImportReport, Sheet, read_file
from pos.central.tables import store
from pos.contract import FEED_POLICY, PolicyRow, catalogue_stream, from_json, policy_stream, to_json
from pos.contract.goods import LocationRow
from pos.domain.stock import PLENTY, WAREHOUSE_KIND

TILL: Final = "T03"
SHOP: Final = "web"
HERE: Final = ("http://127.0.0.1:", "http://localhost:")


def fill(connection: Connection, folder: Path, now_ms: int) -> list[ImportReport]:
    """Import the tables of ``folder`` into an empty centre; does nothing if there is a store already."""
    if connection.execute(select(func.count()).select_from(store)).scalar_one():
        return []

    def table(name: str) -> Sheet:
        return Sheet(name, read_file(folder / name))

    reports = [
        import_rates(connection, table("tax_rates.csv"), now_ms),
        import_stores(connection, table("stores.csv"), now_ms),
        import_operators(connection, table("operators.csv"), now_ms),
    ]
    goods = [table("articles.csv"), table("drinks.csv")]
    made_up = table("made_up.csv")
    reports += import_articles(connection, goods, Options(catalogue_stream(MAIN)), now_ms, made_up)
    reports.append(import_quick_keys(connection, table("quick_keys.csv"), now_ms))
    offers = promotions.Options(catalogue_stream(MAIN))
    reports.append(promotions.import_promotions(connection, table("promotions.csv"), offers, now_ms))
    reports.append(promotions.import_coupons(connection, table("coupons.csv"), offers, now_ms))
    reports += _people(connection, table, now_ms)
    return [*reports, *_goods(connection, table, now_ms)]


def _people(connection: Connection, table: Callable[[str], Sheet], now_ms: int) -> list[ImportReport]:
    """Its customers: real purchases, moved to end about now; names and stories made up."""
    today = datetime.fromtimestamp(now_ms // 1000, UTC).date().isoformat()
    reports = [import_loyalty(connection, table("loyalty.csv"), now_ms)]
    names, bought = table("customer_names.csv"), table("customer_invoices.csv")
    reports.append(
        import_customers(connection, table("customers.csv"), people_import.Options(until=today), now_ms, names, bought)
    )
    return reports + import_story(connection, table("customer_story.csv"), table("customer_coupons.csv"), now_ms)


def _goods(connection: Connection, table: Callable[[str], Sheet], now_ms: int) -> list[ImportReport]:
    """Its places, what lies there, and online orders. The table says how much the store has; what is on the way there,
    and the figures of the other places, follow from an article's number, so that every demo has the same ones.
    """
    reports = [goods_import.import_locations(connection, table("locations.csv"), now_ms)]
    here = first_store(connection)
    every = places.rows(connection, here)
    today = datetime.fromtimestamp(now_ms // 1000, UTC).date()
    lying = [
        f"{row.location},{record.cells['stock_code']},{_lying(row, record.cells, today, row.location == here)}"
        for record in table("made_up.csv").records()
        for row in every
    ]
    stock = Sheet("made_up.csv", "\n".join(("location,sku,on_hand,incoming,incoming_on", *lying)).encode())
    reports.append(goods_import.import_stock(connection, stock, "", now_ms))
    related = relations.relate_as_listed(connection, catalogue_stream(MAIN), table("together.csv"), now_ms)
    reports.append(relations.report("together.csv", related))
    pickup_keys.rotate(connection, now_ms, secrets.token_bytes)
    feed.publish(connection, pickup_keys.changes(connection), now_ms)
    orders = table("orders.csv")
    reports.append(goods_import.import_orders(connection, orders, SHOP, now_ms, secrets.token_bytes))
    return reports


def _lying(row: LocationRow, cells: dict[str, str], today: date, own: bool) -> str:
    """Cells on_hand, incoming, incoming_on. What is nearly sold out here is on its way, mostly."""
    digest = zlib.crc32(f"{row.location} {cells['stock_code']}".encode())
    if row.kind == WAREHOUSE_KIND:
        return f"{20 + digest % 180},,"
    if not own:
        return f"{max(0, digest % 14 - 2)},,"
    if int(cells["stock"]) > PLENTY or digest % 4 == 0:
        return f"{cells['stock']},,"
    return f"{cells['stock']},{6 + digest % 4 * 6},{today + timedelta(days=2 + digest % 5)}"


def receipts_here(connection: Connection, name: str, url: str, now_ms: int) -> None:
    """A demo's digital receipts are read where it listens now, at another port with each start. One that somebody
    has given is left alone.
    """
    stream = policy_stream(name)
    rows = feed.rows_of(connection, stream, FEED_POLICY)
    changes = []
    for id_, data in rows.items():
        policy = from_json(data, PolicyRow)
        if not policy.receipts_at or policy.receipts_at.startswith(HERE):
            changes.append(feed.Change(FEED_POLICY, id_, to_json(replace(policy, receipts_at=url))))
    feed.publish(connection, {stream: changes}, now_ms)


def first_store(connection: Connection) -> str:
    """The store a demo till belongs to."""
    return str(connection.execute(select(func.min(store.c.store))).scalar_one())
