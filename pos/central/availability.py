"""What other channels may promise from a place, and what is lent to them while a customer fills in a form.

available = max(0, on hand − reserved − buffer). The buffer covers what a store may have sold since it was last
heard: the longer it is silent and the better an article sells there, the larger (docs/centre.md).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select, update

from pos.central import stock
from pos.central.database import chunks, insert_all
from pos.central.refusal import ID_TAKEN, MESSAGE_UNREADABLE, Refusal
from pos.central.stock import Cause, Shelf
from pos.central.tables import journal
from pos.central.tables_stock import reservation, stock_move
from pos.domain.stock import Level, Move

OUT_OF_STOCK: Final = "out-of-stock"
LIVE: Final = "live"
OVER: Final = "over"
USED: Final = "used"
LEASE_MOST_S: Final = 3_600
DAY_MS: Final = 86_400_000
RATE_DAYS: Final = 28
# A store that talks at least once in this time is not silent: tills push at once and say hello otherwise.
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
    heard_ms = heard(connection, place)
    sold = _sold_lately(connection, place, skus, now_ms) if _silence(heard_ms, now_ms) else {}
    answers = []
    for sku in sorted(set(skus)):
        level = found.get((place, sku), Level(0))
        spare = buffer(level.available, sold.get(sku, 0), _silence(heard_ms, now_ms))
        answers.append(
            Available(
                place, sku, level.on_hand, level.reserved, spare, max(0, level.available - spare), level.incoming,
                level.incoming_on, heard_ms,
            )
        )  # fmt: skip
    return answers


def buffer(free: int, sold: int, silence_ms: int) -> int:
    """Pieces that a silent place may have sold: enough in 95 of 100 cases, were sales a Poisson process at the rate of
    the last four weeks (``sold`` pieces in them). After a day of silence thin stock is not promised at all.
    """
    if silence_ms <= 0:
        return 0
    if silence_ms >= SILENT_MOST_MS and free <= THIN:
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


def heard(connection: Connection, place: str) -> int:
    """When a store's tills were last heard (UTC ms); 0: it has none, so nothing can happen there unheard."""
    return int(connection.execute(select(func.max(journal.c.heard_at)).where(journal.c.store == place)).scalar() or 0)


def _silence(heard_ms: int, now_ms: int) -> int:
    return max(0, now_ms - heard_ms - HEARD_LATELY_MS) if heard_ms else 0


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
) -> tuple[ReservationAnswer, set[Shelf]]:
    """Lend pieces, all or none; the same id again is answered as it stands. Refusals: 400, 409 OUT_OF_STOCK with the
    first article of which there is not enough, 409 ID_TAKEN for another channel's id.
    """
    before = connection.execute(select(reservation).where(reservation.c.id == id_)).one_or_none()
    if before is not None:
        if before.channel != channel:
            raise Refusal(409, ID_TAKEN, id=id_)
        return ReservationAnswer(id_, before.state, max(0, before.expires_at - now_ms) // 1000), set()
    wanted = _wanted(body.lines)
    over = end_overdue(connection, now_ms, body.location)
    stock.locked(connection, body.location, wanted)  # nobody else promises the same pieces until this is committed
    for one in available(connection, body.location, wanted, now_ms):
        if one.available < wanted[one.sku]:
            raise Refusal(409, OUT_OF_STOCK, sku=one.sku, available=one.available, wanted=wanted[one.sku])
    ttl_s = max(1, min(body.ttl_s, LEASE_MOST_S))
    row = {
        "id": id_, "location": body.location, "channel": channel, "expires_at": now_ms + ttl_s * 1000, "state": LIVE,
        "lines": msgspec.json.encode(body.lines),
    }  # fmt: skip
    insert_all(connection, reservation, [row])
    moved = stock.move(connection, [(Cause(id_, stock.RESERVED, now_ms), _moves(body.location, wanted, 1))])
    return ReservationAnswer(id_, LIVE, ttl_s), {*moved, *over}


def give_back(
    connection: Connection, id_: str, channel: str, now_ms: int, state: str = OVER
) -> tuple[ReservationAnswer, set[Shelf]]:
    """End a reservation; of one that is over or unknown there is nothing to give. ``state`` USED: an order takes it."""
    query = select(reservation).where(reservation.c.id == id_, reservation.c.channel == channel).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or row.state != LIVE:
        return ReservationAnswer(id_, row.state if row is not None else OVER, 0), set()
    return ReservationAnswer(id_, state, 0), _ended(connection, row, state, now_ms)


def end_overdue(connection: Connection, now_ms: int, place: str = "") -> set[Shelf]:
    """Release what was lent for too long; the shelves that changed."""
    query = select(reservation).where(reservation.c.state == LIVE, reservation.c.expires_at <= now_ms)
    if place:
        query = query.where(reservation.c.location == place)
    shelves: set[Shelf] = set()
    for row in connection.execute(query.order_by(reservation.c.id).with_for_update()).all():
        shelves |= _ended(connection, row, OVER, now_ms)
    return shelves


def _ended(connection: Connection, row: object, state: str, now_ms: int) -> set[Shelf]:
    id_, place, lines = row.id, row.location, row.lines  # type: ignore[attr-defined]
    connection.execute(update(reservation).where(reservation.c.id == id_).values(state=state))
    wanted = _wanted(msgspec.json.decode(bytes(lines), type=tuple[LineAsked, ...]))
    back = Cause(f"{id_}:back", stock.RELEASED, now_ms)
    return set(stock.move(connection, [(back, _moves(place, wanted, -1))]))


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
