"""A demo store's centre: fills itself once from a folder of tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from pos.central.articles import Options, import_articles
from pos.central.importing import MAIN, import_operators, import_quick_keys, import_rates, import_stores
from pos.central.sheets import ImportReport, Sheet, read_file
from pos.central.tables import store
from pos.contract import catalogue_stream

TILL: Final = "T03"


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
    return reports


def first_store(connection: Connection) -> str:
    """The store a demo till belongs to."""
    return str(connection.execute(select(func.min(store.c.store))).scalar_one())
