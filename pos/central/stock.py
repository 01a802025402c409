"""Stock at the centre: moves in, levels out. Every change of stock, whatever channel it comes from, goes through
`move`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Row, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from pos.central.database import chunks
from pos.central.feed import Change
from pos.central.tables import feed_row
from pos.central.tables_stock import stock_level, stock_move
from pos.contract import to_json
from pos.contract.goods import FEED_STOCK, StockRow, stock_stream
from pos.domain.stock import Level, Move

SALE: Final = "sale"
VOID: Final = "void"
ADJUSTED: Final = "adjusted"
HAND_OVER: Final = "hand-over"
RETURNED: Final = "returned"
ORDERED: Final = "ordered"
CANCELLED: Final = "cancelled"
RESERVED: Final = "reserved"
RELEASED: Final = "released"
COUNTED: Final = "counted"
SENT: Final = "sent"

Shelf = tuple[str, str]  # location, sku
Moved = dict[Shelf, tuple[Level, Level]]  # what was there before, and what is there now


class Cause(Struct, frozen=True):
    """What moved stock: the id under which it counts once, one of the words above, and when (UTC ms)."""

    id: str
    why: str
    at: int


def move(connection: Connection, moved: Iterable[tuple[Cause, Sequence[Move]]]) -> Moved:
    """Book moves; a cause that was booked before for the same article and location does nothing. Returns the shelves
    that changed, each with its level before and after. Rows are taken in sorted order, so that two transactions that
    touch the same shelves wait for each other and never in a circle.
    """
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for cause, moves in moved:
        for one in moves:
            key = (one.location, cause.id, one.sku)
            row = rows.setdefault(
                key,
                {
                    "location": one.location, "id": cause.id, "sku": one.sku, "on_hand": 0, "reserved": 0,
                    "why": cause.why, "at": cause.at,
                },
            )  # fmt: skip
            row["on_hand"] += one.on_hand
            row["reserved"] += one.reserved
    wanted = [rows[key] for key in sorted(rows) if rows[key]["on_hand"] or rows[key]["reserved"]]
    fresh = _fresh(connection, wanted)
    if not fresh:
        return {}
    _insert(connection, stock_move, fresh)
    sums: dict[Shelf, tuple[int, int]] = {}
    for row in fresh:
        shelf = (row["location"], row["sku"])
        on_hand, reserved = sums.get(shelf, (0, 0))
        sums[shelf] = (on_hand + row["on_hand"], reserved + row["reserved"])
    return _levels_moved(connection, dict(sorted(sums.items())))


def then(first: Moved, second: Moved) -> Moved:
    """Two bookings, one after the other, as one."""
    return {**first, **{shelf: (first.get(shelf, pair)[0], pair[1]) for shelf, pair in second.items()}}


def levels(connection: Connection, shelves: Collection[Shelf]) -> dict[Shelf, Level]:
    """What is there; shelves without a row are left out."""
    found: dict[Shelf, Level] = {}
    for place in sorted({place for place, _ in shelves}):
        skus = sorted({sku for at, sku in shelves if at == place})
        for some in chunks(skus):
            query = select(stock_level).where(stock_level.c.location == place, stock_level.c.sku.in_(some))
            found.update({(row.location, row.sku): level_of(row) for row in connection.execute(query)})
    return found


def level_of(row: Row[Any]) -> Level:
    return Level(row.on_hand, row.reserved, row.incoming, row.incoming_on)


def locked(connection: Connection, place: str, skus: Collection[str]) -> dict[str, Level]:
    """The levels of these articles at a place, each row locked until the commit and made if it is missing."""
    fresh = [_row((place, sku), Level(0)) for sku in sorted(skus)]
    _insert(connection, stock_level, fresh)
    found: dict[str, Level] = {}
    for some in chunks(sorted(skus)):
        query = select(stock_level).where(stock_level.c.location == place, stock_level.c.sku.in_(some))
        for row in connection.execute(query.order_by(stock_level.c.sku).with_for_update()):
            found[row.sku] = level_of(row)
    return found


def set_incoming(connection: Connection, place: str, sku: str, incoming: int, on: str) -> None:
    """What is on the way to a place; no move, for nothing is there yet."""
    locked(connection, place, (sku,))
    here = (stock_level.c.location == place) & (stock_level.c.sku == sku)
    connection.execute(stock_level.update().where(here).values(incoming=max(0, incoming), incoming_on=on))


def changes(connection: Connection, shelves: Collection[Shelf]) -> dict[str, list[Change]]:
    """The rows of these shelves by stream, for `feed.publish`."""
    return rows(levels(connection, shelves))


def rows(known: Mapping[Shelf, Level]) -> dict[str, list[Change]]:
    """`changes` of shelves whose levels are known."""
    found: dict[str, list[Change]] = {}
    for (place, sku), level in known.items():
        row = StockRow(level.on_hand, level.reserved, level.incoming, level.incoming_on)
        found.setdefault(stock_stream(place), []).append(Change(FEED_STOCK, sku, to_json(row)))
    return found


def told_before(connection: Connection, shelves: Collection[Shelf]) -> set[Shelf]:
    """Those of which tills have heard: of which there was a figure before this transaction."""
    found: set[Shelf] = set()
    for place in sorted({place for place, _ in shelves}):
        for some in chunks(sorted(sku for at, sku in shelves if at == place)):
            here = (feed_row.c.stream == stock_stream(place)) & (feed_row.c.k == FEED_STOCK)
            query = select(feed_row.c.id).where(here, feed_row.c.id.in_(some))
            found.update((place, sku) for sku in connection.execute(query).scalars())
    return found


def stream_of(place: str) -> str:
    return stock_stream(place)


def ensure(connection: Connection, shelves: Iterable[Shelf]) -> None:
    """Make sure that these shelves have a row: nothing there is a fact, too."""
    _insert(connection, stock_level, [_row(shelf, Level(0)) for shelf in sorted(shelves)])


def _fresh(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that were not booked before."""
    known: set[tuple[str, str, str]] = set()
    for place in sorted({row["location"] for row in rows}):
        ids = sorted({row["id"] for row in rows if row["location"] == place})
        for some in chunks(ids):
            query = select(stock_move.c.location, stock_move.c.id, stock_move.c.sku).where(
                stock_move.c.location == place, stock_move.c.id.in_(some)
            )
            known.update((row.location, row.id, row.sku) for row in connection.execute(query))
    return [row for row in rows if (row["location"], row["id"], row["sku"]) not in known]


def _levels_moved(connection: Connection, sums: dict[Shelf, tuple[int, int]]) -> Moved:
    def added(insert: Any) -> Any:
        here, more = stock_level.c, insert.excluded
        sums = {"on_hand": here.on_hand + more.on_hand, "reserved": here.reserved + more.reserved}
        return insert.on_conflict_do_update(index_elements=["location", "sku"], set_=sums).returning(stock_level)

    moved: Moved = {}
    for some in chunks([_row(shelf, Level(*deltas)) for shelf, deltas in sums.items()]):
        for place, sku, on_hand, reserved, incoming, on in connection.execute(
            *_many(connection, stock_level, some, added)
        ):
            more, kept = sums[place, sku]
            before = Level(on_hand - more, reserved - kept, incoming, on)
            moved[place, sku] = (before, Level(on_hand, reserved, incoming, on))
    return moved


def _row(shelf: Shelf, level: Level) -> dict[str, Any]:
    return {
        "location": shelf[0], "sku": shelf[1], "on_hand": level.on_hand, "reserved": level.reserved,
        "incoming": level.incoming, "incoming_on": level.incoming_on,
    }  # fmt: skip


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    for some in chunks(rows):
        connection.execute(*_many(connection, table, some, lambda insert: insert.on_conflict_do_nothing()))


def _many(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], ends: Callable[[Any], Any]
) -> tuple[Any, Any]:
    """An INSERT of all ``rows``, and its parameters; ``ends`` says what else it does. PostgreSQL takes whole
    columns: a push moves hundreds of shelves, and as many statements, or one of thousands of values, take twice as
    long.
    """
    if connection.dialect.name == "sqlite":
        return ends(sqlite.insert(table)), list(rows)
    columns = [table.c[name] for name in rows[0]]
    lists = [func.unnest(bindparam(column.name, type_=postgresql.ARRAY(column.type))) for column in columns]
    taken = postgresql.insert(table).from_select([column.name for column in columns], select(*lists))
    return ends(taken), {column.name: [row[column.name] for row in rows] for column in columns}
