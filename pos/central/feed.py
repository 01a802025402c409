"""Streams of rows for tills: each key's newest state at one position, handed out in the order of commits.

A stream's head row is taken *last* in a transaction, in sorted order of streams, and held until the commit. So within
a stream the order of positions is the order of commits, a rollback leaves no gap, and a cursor misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, Row, select, update

from pos import contract
from pos.central.database import chunks, insert_missing, upsert_all
from pos.central.refusal import (
    CURSOR_AHEAD,
    GENERATION_UNKNOWN,
    MESSAGE_UNREADABLE,
    STREAM_UNKNOWN,
    Refusal,
)
from pos.central.tables import feed_head, feed_row

# Above this many keys it is quicker to read all rows of the kind than to ask for them by name.
ASK_BY_NAME: Final = 2_000
NOTHING: Final = b"null"
MOVED: Final = "feed_moved"


class Change(Struct, frozen=True):
    """The state of one key: ``data`` is the JSON of its row, None means it is gone."""

    k: str
    id: str
    data: bytes | None


class Published(Struct, frozen=True):
    """How many keys of a kind were new, changed, already as they should be, or taken away."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Published) -> Published:
        return Published(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


def open_stream(connection: Connection, stream: str, now_ms: int) -> None:
    """Make sure that ``stream`` exists. Its generation is the time of its birth: a till that followed a stream of
    that name in another database sees at once that this is not the same.
    """
    insert_missing(connection, feed_head, {"stream": stream, "gen": now_ms, "pos": 0})


def publish(connection: Connection, changes: Mapping[str, Sequence[Change]], now_ms: int) -> dict[str, Published]:
    """Write ``changes`` per stream; must be the last thing a transaction does. A key whose row is as it was keeps its
    version and its position. Answers per kind.
    """
    result: dict[str, Published] = {}
    for stream in sorted(changes):
        open_stream(connection, stream, now_ms)
        head = connection.execute(
            select(feed_head.c.pos).where(feed_head.c.stream == stream).with_for_update()
        ).scalar_one()
        rows = _moved(connection, stream, {(c.k, c.id): c for c in changes[stream]}, result)
        if rows:
            connection.execute(update(feed_head).where(feed_head.c.stream == stream).values(pos=head + len(rows)))
            connection.info.setdefault(MOVED, {})[stream] = head + len(rows)
            upsert_all(connection, feed_row, [{**row, "pos": head + n} for n, row in enumerate(rows, start=1)])
    return result


def moves(connection: Connection) -> dict[str, int]:
    """Where `publish` has moved streams on this connection since this was asked last; valid if it is committed."""
    moved: dict[str, int] = connection.info.pop(MOVED, {})
    return moved


def _moved(
    connection: Connection,
    stream: str,
    changes: Mapping[tuple[str, str], Change],
    counts: dict[str, Published],
) -> list[dict[str, Any]]:
    """The rows to write, without their position; adds to ``counts`` per kind."""
    known = _known(connection, stream, list(changes))
    rows = []
    for key, change in changes.items():
        before = known.get(key)
        data = NOTHING if change.data is None else change.data
        deleted = int(change.data is None)
        if before is None and deleted:
            continue
        kept = before is not None and bytes(before.data) == data and before.deleted == deleted
        fresh = before is None or before.deleted > deleted
        what = "unchanged" if kept else "removed" if deleted else "added" if fresh else "changed"
        counts[change.k] = counts.get(change.k, Published()) + Published(**{what: 1})
        if not kept:
            ver = 1 if before is None else before.ver + 1
            rows.append(
                {"stream": stream, "k": change.k, "id": change.id, "ver": ver, "deleted": deleted, "data": data}
            )
    return rows


def missing(connection: Connection, stream: str, kind: str, changes: Sequence[Change]) -> list[Change]:
    """The end of every living row of ``kind`` that ``changes`` do not name."""
    named = {change.id for change in changes if change.k == kind}
    return [Change(kind, id_, None) for id_ in rows_of(connection, stream, kind) if id_ not in named]


def _known(connection: Connection, stream: str, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Row[Any]]:
    query = select(feed_row.c.k, feed_row.c.id, feed_row.c.ver, feed_row.c.data, feed_row.c.deleted)
    query = query.where(feed_row.c.stream == stream)
    known: dict[tuple[str, str], Row[Any]] = {}
    for kind in {k for k, _ in keys}:
        ids = [id_ for k, id_ in keys if k == kind]
        of_kind = query.where(feed_row.c.k == kind)
        queries = [of_kind] if len(ids) > ASK_BY_NAME else [of_kind.where(feed_row.c.id.in_(c)) for c in chunks(ids)]
        for one in queries:
            known.update({(row.k, row.id): row for row in connection.execute(one)})
    return known


def page(
    connection: Connection, stream: str, cursor: str | None, limit: int, applied: dict[str, int], now_ms: int
) -> contract.FeedPage:
    """Up to ``limit`` rows after ``cursor`` (None: from the beginning). Rows travel as the bytes they are stored in.

    Refusals: 400 not a cursor of this stream, 404 no such stream, 409 ahead of the head (the centre was restored:
    begin again, and say hello), 410 another generation (begin again).
    """
    # The head is read before the rows: a row committed in between lies beyond it and comes with the next page.
    head = connection.execute(select(feed_head).where(feed_head.c.stream == stream)).one_or_none()
    if head is None:
        raise Refusal(404, STREAM_UNKNOWN, stream=stream)
    start = 0 if cursor is None else _position(stream, cursor, head.gen, head.pos)
    limit = max(1, min(limit, contract.PAGE_ITEMS_MAX))
    rows = connection.execute(
        select(feed_row.c.pos, feed_row.c.k, feed_row.c.id, feed_row.c.ver, feed_row.c.data, feed_row.c.deleted)
        .where(feed_row.c.stream == stream, feed_row.c.pos > start, feed_row.c.pos <= head.pos)
        .order_by(feed_row.c.pos)
        .limit(limit)
    ).all()
    return contract.FeedPage(
        stream=stream,
        gen=head.gen,
        start=start,
        to=rows[-1].pos if len(rows) == limit else head.pos,
        head=head.pos,
        items=tuple(contract.FeedItem(r.k, r.id, r.ver, Raw(bytes(r.data)), bool(r.deleted)) for r in rows),
        applied=applied,
        server_time=now_ms,
    )


def _position(stream: str, text: str, gen: int, head: int) -> int:
    try:
        cursor = contract.read_cursor(text)
    except msgspec.ValidationError as error:
        raise Refusal(400, MESSAGE_UNREADABLE, what="cursor") from error
    if cursor.stream != stream:
        raise Refusal(400, MESSAGE_UNREADABLE, what="cursor of another stream")
    if cursor.gen != gen:
        raise Refusal(410, GENERATION_UNKNOWN, snapshot=str(contract.Cursor(stream, gen, 0)))
    if cursor.pos > head:
        raise Refusal(409, CURSOR_AHEAD, head=head)
    return cursor.pos


def heads(connection: Connection, streams: Sequence[str]) -> dict[str, int]:
    """Where these streams stand now."""
    query = select(feed_head.c.stream, feed_head.c.pos).where(feed_head.c.stream.in_(streams))
    return {row.stream: row.pos for row in connection.execute(query.order_by(feed_head.c.stream))}


def rows_of(connection: Connection, stream: str, kind: str) -> dict[str, bytes]:
    """The living rows of one kind: id → JSON."""
    query = select(feed_row.c.id, feed_row.c.data).where(
        feed_row.c.stream == stream, feed_row.c.k == kind, feed_row.c.deleted == 0
    )
    return {row.id: bytes(row.data) for row in connection.execute(query.order_by(feed_row.c.id))}
