"""The schema holds no fraction; a database from a newer centre, or one in use, is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Integer, LargeBinary, Text, insert, select, text, update

from pos.central import tables
from pos.central.database import Database, InUse, Unusable
from tests.central.conftest import sqlite_database


def test_no_column_could_hold_a_fraction() -> None:
    allowed = (BigInteger, Integer, LargeBinary, Text)
    for table in tables.metadata.sorted_tables:
        for column in table.columns:
            assert isinstance(column.type, allowed), f"{table.name}.{column.name}"
            if column.name.endswith(("_minor", "_bp")):
                assert isinstance(column.type, BigInteger), f"{table.name}.{column.name}"


def test_the_databases_own_schema_holds_no_fraction(database: Database) -> None:
    with database.transaction() as db:
        if database.sqlite:
            kept = db.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
            assert all("STRICT" in sql for _, sql in kept)
            types = {
                kind
                for name, _ in kept
                for kind in db.execute(text(f"SELECT type FROM pragma_table_info('{name}')")).scalars()
            }
            assert types == {"INTEGER", "TEXT", "BLOB"}
        else:
            query = "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'public'"
            assert set(db.execute(text(query)).scalars()) == {"bigint", "text", "bytea"}


def test_what_grows_begins_with_the_store() -> None:
    for name in ("journal", "event", "known_id", "receipt", "receipt_vat", "receipt_tender", "shift_report", "review"):
        assert next(iter(tables.metadata.tables[name].primary_key)).name == "store"


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path)
    with database.transaction() as db:
        db.execute(update(tables.schema_version).values(version=tables.SCHEMA + 1))
    database.close()
    with pytest.raises(Unusable, match="needs an update"):
        sqlite_database(tmp_path)


def test_a_database_from_before_there_were_customers_gets_their_tables(tmp_path: Path) -> None:
    old = sqlite_database(tmp_path)
    with old.transaction() as db:
        db.execute(update(tables.schema_version).values(version=1))
        db.execute(insert(tables.store).values(store="S1", name="n", country="DE", currency="EUR", zone="UTC",
                                               catalogue="catalog:main", demo=0))  # fmt: skip
        for name in ("customer", "ledger", "store_secret"):
            db.execute(text(f"DROP TABLE {name}"))
    old.close()
    new = sqlite_database(tmp_path)
    with new.transaction() as db:
        assert db.execute(select(tables.schema_version.c.version)).scalar_one() == tables.SCHEMA
        assert db.execute(text("SELECT count(*) FROM customer")).scalar_one() == 0
        assert db.execute(select(tables.store.c.store)).scalar_one() == "S1"
    new.close()


def test_a_file_has_one_centre(tmp_path: Path) -> None:
    first = sqlite_database(tmp_path)
    with pytest.raises(InUse):
        sqlite_database(tmp_path)
    first.close()
    sqlite_database(tmp_path).close()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://x/y", "sqlite:////nowhere/at/all/x.db", "postgresql://tresen@/x?host=/nowhere"]
)
def test_databases_that_cannot_be(url: str) -> None:
    with pytest.raises(Unusable):
        Database(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "centre.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unusable):
        sqlite_database(tmp_path)
    assert (tmp_path / "centre.db").read_bytes().startswith(b"not a database")
