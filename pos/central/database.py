"""Opening the database: SQLite by one connection behind a lock, PostgreSQL by a pool. Knows no rule of the centre."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from pos.central import tables, tables_orders, tables_pages, tables_people, tables_stock
from pos.central.filelock import FileLock

# A statement may carry this many values without troubling any database.
CHUNK: Final = 500
CONNECT_TIMEOUT_S: Final = 5
# An acknowledgement promises the disk: FULL, and on macOS fullfsync, for there fsync alone does not reach it. Who
# asks to be forgotten is overwritten, not only unlinked.
_SETTINGS: Final = ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "busy_timeout=5000", "secure_delete=ON")


class Unusable(Exception):
    """The database cannot be used; the message says why in words. Nothing was changed."""


class InUse(Unusable):
    """Another process has the SQLite file open; the message is its path."""


def address_file(url: str) -> Path | None:
    """Where the centre that has this SQLite file open notes how to reach it; None for any other database."""
    path = _file(_readable(url))
    return path and path.with_name(path.name + ".address")


class Database:
    """`transaction` gives a connection whose work is committed when the block ends and rolled back if it raises."""

    def __init__(self, url: str) -> None:
        """Open, and create the tables if there are none. Raises Unusable (bad URL, not reachable, in use, newer)."""
        self.url = _readable(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._one: AbstractContextManager[Any] = threading.Lock() if self.sqlite else nullcontext()
        self._lock = self._file_lock()
        self._engine = self._connect()
        try:
            with self.transaction() as connection:
                _prepare(connection)
        except SQLAlchemyError as error:
            self.close()
            raise Unusable(_first_line(error)) from error
        except Unusable:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._one, self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _file_lock(self) -> FileLock | None:
        """Two writing connections in one SQLite file can damage it before 3.51.3, so a file has one centre."""
        path = _file(self.url)
        if path is None:
            return None
        if not path.parent.is_dir():
            raise Unusable(f"the folder {path.parent} does not exist")
        lock = FileLock(path.with_name(path.name + ".lock"))
        if not lock.acquire():
            raise InUse(str(path))
        return lock

    def _connect(self) -> Engine:
        """``hide_parameters``: an error that is logged must not carry a customer's name into the log."""
        if not self.sqlite:
            return create_engine(
                self.url,
                pool_pre_ping=True,
                pool_size=10,
                hide_parameters=True,
                connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
            )
        engine = create_engine(
            self.url, poolclass=StaticPool, hide_parameters=True, connect_args={"check_same_thread": False}
        )
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _begin_immediate)
        return engine


def is_conflict(error: DBAPIError) -> bool:
    """A transaction lost against another one (serialization 40001, deadlock 40P01): it may simply be run again."""
    return getattr(error.orig, "sqlstate", None) in ("40001", "40P01")


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """``values`` in pieces small enough for one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows``, all with the same columns."""
    if not rows:
        return
    statement = insert(table)
    if connection.dialect.name == "postgresql":
        # Asked for something back, SQLAlchemy sends many rows in one statement; psycopg's pipeline for executemany
        # would log a warning of its own when a row is refused, which here is an everyday matter.
        connection.execute(statement.returning(next(iter(table.primary_key))), rows)
    else:
        connection.execute(statement, rows)


def upsert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows`` (all with the same columns), or set their other columns where the primary key exists."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def insert_missing(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert ``row`` unless its primary key exists; says whether it was inserted."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    keys = [column.name for column in table.primary_key]
    statement = dialect.insert(table).values(row).on_conflict_do_nothing(index_elements=keys)
    # Without being asked to, SQLAlchemy does not keep the count of an INSERT on PostgreSQL.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


def _readable(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Unusable(f"{url!r} is no database URL such as sqlite:///centre.db or postgresql://host/name") from error
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise Unusable(f"{parsed.drivername} is neither sqlite nor postgresql")
    return parsed


def _file(url: URL) -> Path | None:
    """The file of an SQLite database that is one."""
    name = url.database
    return Path(name) if url.get_backend_name() == "sqlite" and name and name != ":memory:" else None


def _prepare(connection: Connection) -> None:
    if inspect(connection).has_table(tables.schema_version.name):
        found = connection.execute(select(func.max(tables.schema_version.c.version))).scalar()
        if found is not None and found > tables.SCHEMA:
            raise Unusable(f"The database has schema {found}, this centre knows {tables.SCHEMA}: it needs an update")
    # What came with a newer schema are tables of their own: nothing that is there is altered, let alone lost.
    for part in (tables_people, tables_pages, tables_stock, tables_orders):
        part.metadata.create_all(connection)
    upsert_all(connection, tables.schema_version, [{"only": 1, "version": tables.SCHEMA}])


def _sqlite_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: the driver's own is deferred and may fail half-way
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _first_line(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(cause).strip().splitlines()[0]
