"""A centre on each kind of database. PostgreSQL is one server per run, emptied before each test."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from pos.base.clock import Ids
from pos.central import importing, tables
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.importing import import_rates, import_stores
from pos.central.sheets import Sheet
from tests.central.actors import HandClock, Till
from tests.central.postgres import Cluster, NoPostgres

STORES = b"""store,retailer,name,street,city,country,currency,zone,tax_mode,tax_number,language,demo
S0042,Retailer,Berlin,Street 1,10178 Berlin,DE,EUR,Europe/Berlin,included,DEMO,de,true
S0043,Retailer,Hamburg,Street 2,20095 Hamburg,DE,EUR,Europe/Berlin,included,DEMO,de,false
"""
RATES = b"country,tax,rate_bp,valid_from\nDE,standard,1900,2007-01-01\nDE,reduced,700,1983-07-01\n"


@pytest.fixture(autouse=True)
def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that are as real, and a thousand times cheaper."""
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(importing, "PasswordHasher", cheap)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    try:
        server = Cluster()
    except NoPostgres as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL: {reason}")
    yield server
    server.stop()


def sqlite_database(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'centre.db'}")


def postgres_database(server: Cluster) -> Database:
    database = Database(server.url)
    names = ", ".join(table.name for table in tables.metadata.sorted_tables if table is not tables.schema_version)
    with database.transaction() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = sqlite_database(tmp_path)
    else:
        opened = postgres_database(request.getfixturevalue("cluster"))
    yield opened
    opened.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def centre(database: Database, clock: HandClock) -> Centre:
    return with_stores(database, clock)


def with_stores(database: Database, clock: HandClock) -> Centre:
    """A centre that knows the two stores and German rates."""
    source = random.Random(7)
    made = Centre(database.transaction, clock, Ids(clock, source.randbytes), source.randbytes)
    made.run(lambda db: import_rates(db, Sheet("rates.csv", RATES), clock.now))
    made.run(lambda db: import_stores(db, Sheet("stores.csv", STORES), clock.now))
    return made


@pytest.fixture
def till(centre: Centre, clock: HandClock) -> Till:
    """An enrolled till."""
    one = Till(centre, clock)
    one.enrol()
    return one


@pytest.fixture
def count(database: Database) -> Callable[[str], int]:
    """How many rows a table has."""

    def counted(table: str) -> int:
        with database.transaction() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    return counted
