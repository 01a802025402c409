"""What other channels may promise from a place, and what is lent to them while a customer fills in a form.

available = max(0, on hand − reserved − buffer). The buffer is what the place always keeps back, and what its tills may
have sold since they were last heard: the longer they are silent and the better an article sells there, the larger
(docs/centre.md).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, func, select, update

from pos.central import places, stock, wishes
from pos.central.database import chunks, insert_all
from pos.central.refusal import ID_TAKEN, MESSAGE_UNREADABLE, Refusal
from pos.central.stock import Cause, Moved
from pos.central.tables import journal, till
from pos.central.tables_stock import location, reservation, stock_move
from pos.domain.stock import Level, Move

OUT_OF_STOCK: Final = "out-of-stock"
LIVE: Final = "live"
OVER: Final = "over"
USED: Final = "used"
LEASE_MOST_S: Final = 3_600
DAY_MS: Final = 86_400_000
RATE_DAYS: Final = 28
# A till that talks at least once in this time is not silent: it pushes at once, and asks for news every minute.
HEARD_LATELY_MS: Final = 120_000
SILENT_MOST_MS: Final = DAY_MS
THIN: Final = 3
SURE: Final = 0.95
PIECES_MOST: Final = 1_000_000


class Available(Struct, frozen=True):
    """An article at a place as another channel may promise it; ``heard_ms``: when the place was last heard."""

    location: str
    sku: str
    on_hand: int
    reserved: int
    buffer: int
    available: int
    incoming: int
    incoming_on: str
    heard_ms: int


class LineAsked(Struct, frozen=True):
    sku: str
    quantity: int


class ReservationPut(Struct, frozen=True):
    """Lend these pieces to the channel for ``ttl_s`` seconds: all of them, or none."""

    location: str
    lines: tuple[LineAsked, ...]
    ttl_s: int = 600


class ReservationAnswer(Struct, frozen=True):
    """``ttl_s``: how long it still lasts; ``state``: live, over or used."""

    id: str
    state: str
    ttl_s: int


def available(connection: Connection, place: str, skus: Collection[str], now_ms: int) -> list[Available]:
    """What may be promised of these articles there; articles nobody has ever moved there are nothing."""
    found = stock.levels(connection, {(place, sku) for sku in skus})
    tills = heard(connection, place)
    silent = silence(tills, now_ms)
    sold = _sold_lately(connection, place, skus, now_ms) if silent.mean_ms else {}
    base = int(connection.execute(select(location.c.keep_back).where(location.c.location == place)).scalar() or 0)
    answers = []
    for sku in sorted(set(skus)):
        level = found.get((place, sku), Level(0))
        spare = base + buffer(level.available, sold.get(sku, 0), silent.mean_ms, silent.whole_ms)
        answers.append(
            Available(
                place, sku, level.on_hand, level.reserved, spare, max(0, level.available - spare), level.incoming,
                level.incoming_on, max(tills, default=0),
            )
        )  # fmt: skip
    return answers


class Silence(Struct, frozen=True):
    """``mean_ms``: of the tills of a place; ``whole_ms``: for how long none of them was heard."""

    mean_ms: int = 0
    whole_ms: int = 0


def buffer(free: int, sold: int, silence_ms: int, whole_ms: int | None = None) -> int:
    """Pieces that a silent place may have sold: enough in 95 of 100 cases, were sales a Poisson process at the rate of
    the last four weeks (``sold`` pieces in them). After a day without a word from anybody there (``whole_ms``; left
    out: ``silence_ms``) thin stock is not promised at all.
    """
    if silence_ms <= 0:
        return 0
    if (silence_ms if whole_ms is None else whole_ms) >= SILENT_MOST_MS and free <= THIN:
        return max(0, free)
    expected = sold * silence_ms / (RATE_DAYS * DAY_MS)
    # Sums of chances, never money: a fraction lost here moves the buffer by a piece at most.
    chance = total = math.exp(-expected) if expected < 500 else 0.0
    pieces = 0
    if not chance:
        return math.ceil(expected + 1.645 * math.sqrt(expected))
    while total < SURE:
        pieces += 1
        chance *= expected / pieces
        total += chance
    return pieces


def heard(connection: Connection, place: str) -> list[int]:
    """When each till of a place was last heard (UTC ms); those that are shut out can sell nothing. Of a place without
    tills nothing is to be heard.
    """
    pushed = select(func.max(journal.c.heard_at)).where(journal.c.store == place, journal.c.till == till.c.till)
    query = select(till.c.heard_at, pushed.scalar_subquery()).where(till.c.store == place, till.c.revoked_at.is_(None))
    return [max(int(said or 0), int(told or 0)) for said, told in connection.execute(query)]


def silence(tills: Sequence[int], now_ms: int) -> Silence:
    """How silent a place is. Each of its tills sells its share, so the silence of one counts by that; one that has not
    been heard in the time rates are taken from has no share in them, unless that is true of all.
    """
    if not tills:
        return Silence()
    sharing = [at for at in tills if at > now_ms - RATE_DAYS * DAY_MS] or [max(tills)]
    silences = [max(0, now_ms - at - HEARD_LATELY_MS) for at in sharing]
    return Silence(sum(silences) // len(silences), min(silences))


def _sold_lately(connection: Connection, place: str, skus: Collection[str], now_ms: int) -> dict[str, int]:
    sold: dict[str, int] = {}
    for some in chunks(sorted(set(skus))):
        query = select(stock_move.c.sku, func.sum(stock_move.c.on_hand)).where(
            stock_move.c.location == place,
            stock_move.c.sku.in_(some),
            stock_move.c.why.in_((stock.SALE, stock.VOID)),
            stock_move.c.at > now_ms - RATE_DAYS * DAY_MS,
        )
        for sku, pieces in connection.execute(query.group_by(stock_move.c.sku)):
            sold[sku] = max(0, -int(pieces))
    return sold


# --- lent for a while -----------------------------------------------------------------------------------------------


def lend(
    connection: Connection, id_: str, channel: str, body: ReservationPut, now_ms: int
) -> tuple[ReservationAnswer, Moved]:
    """Lend pieces, all or none. Refusals: 400, 404 no such place, 409 OUT_OF_STOCK with the first article of which
    there is not enough (the others are ``also``), 409 ID_TAKEN for another channel's id.
    """
    if connection.execute(select(reservation.c.id).where(reservation.c.id == id_)).first() is not None:
        raise Refusal(409, ID_TAKEN, id=id_)
    wanted = _wanted(body.lines)
    places.require(connection, body.location)
    over = _overdue(connection, now_ms, body.location)
    # Nobody else promises the same pieces until this is committed.
    stock.locked(connection, body.location, wanted.keys() | {sku for row in over for sku in _lent(row)})
    back = _end(connection, over, OVER, now_ms)
    free = {one.sku: one.available for one in available(connection, body.location, wanted, now_ms)}
    missing = [sku for sku in sorted(wanted) if free[sku] < wanted[sku]]
    if missing:
        first, *others = missing
        also = {"also": ",".join(others)} if others else {}
        raise Refusal(409, OUT_OF_STOCK, sku=first, available=free[first], wanted=wanted[first], **also)
    ttl_s = max(1, min(body.ttl_s, LEASE_MOST_S))
    row = {
        "id": id_, "location": body.location, "channel": channel, "expires_at": now_ms + ttl_s * 1000, "state": LIVE,
        "lines": msgspec.json.encode(body.lines),
    }  # fmt: skip
    insert_all(connection, reservation, [row])
    moved = stock.move(connection, [(Cause(id_, stock.RESERVED, now_ms), _moves(body.location, wanted, 1))])
    shelves = stock.then(back, moved)
    wishes.fulfil(connection, shelves, now_ms)
    return ReservationAnswer(id_, LIVE, ttl_s), shelves


def standing(connection: Connection, id_: str, now_ms: int) -> ReservationAnswer:
    """What has become of a reservation by now; one that nobody knows is over."""
    row = connection.execute(select(reservation).where(reservation.c.id == id_)).one_or_none()
    if row is None or (row.state == LIVE and row.expires_at <= now_ms):
        return ReservationAnswer(id_, OVER, 0)
    return ReservationAnswer(id_, row.state, (row.expires_at - now_ms) // 1000 if row.state == LIVE else 0)


def give_back(
    connection: Connection, id_: str, channel: str, now_ms: int, state: str = OVER
) -> tuple[ReservationAnswer, Moved]:
    """End a reservation; of one that is over or unknown there is nothing to give. ``state`` USED: an order takes it."""
    query = select(reservation).where(reservation.c.id == id_, reservation.c.channel == channel).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or row.state != LIVE:
        return ReservationAnswer(id_, row.state if row is not None else OVER, 0), {}
    shelves = _end(connection, [row], state, now_ms)
    if state == OVER:  # else the order keeps them at once
        wishes.fulfil(connection, shelves, now_ms)
    return ReservationAnswer(id_, state, 0), shelves


def end_overdue(connection: Connection, now_ms: int, place: str = "") -> Moved:
    """Release what was lent for too long; the shelves that changed."""
    shelves = _end(connection, _overdue(connection, now_ms, place), OVER, now_ms)
    wishes.fulfil(connection, shelves, now_ms)
    return shelves


def _overdue(connection: Connection, now_ms: int, place: str) -> Sequence[Row[Any]]:
    """What was lent for too long, locked until the commit."""
    query = select(reservation).where(reservation.c.state == LIVE, reservation.c.expires_at <= now_ms)
    if place:
        query = query.where(reservation.c.location == place)
    return connection.execute(query.order_by(reservation.c.id).with_for_update()).all()


def _end(connection: Connection, rows: Sequence[Row[Any]], state: str, now_ms: int) -> Moved:
    """All in one booking, so that shelves are taken in one order."""
    for some in chunks([row.id for row in rows]):
        connection.execute(update(reservation).where(reservation.c.id.in_(some)).values(state=state))
    back = [(Cause(f"{row.id}:back", stock.RELEASED, now_ms), _moves(row.location, _lent(row), -1)) for row in rows]
    return stock.move(connection, back)


def _lent(row: Row[Any]) -> dict[str, int]:
    return _wanted(msgspec.json.decode(bytes(row.lines), type=tuple[LineAsked, ...]))


def _wanted(lines: Sequence[LineAsked]) -> dict[str, int]:
    wanted: dict[str, int] = {}
    for line in lines:
        if not line.sku or not 0 < line.quantity <= PIECES_MOST:
            raise Refusal(400, MESSAGE_UNREADABLE, what="lines")
        wanted[line.sku] = wanted.get(line.sku, 0) + line.quantity
    if not wanted:
        raise Refusal(400, MESSAGE_UNREADABLE, what="lines")
    return wanted


def _moves(place: str, wanted: Mapping[str, int], sign: int) -> tuple[Move, ...]:
    return tuple(Move(place, sku, 0, sign * pieces) for sku, pieces in sorted(wanted.items()))
