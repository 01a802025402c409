"""Taking what a till pushes: accept first, judge later. One push is one transaction; its answer follows the commit.

The raw line is kept whatever it says. What it does at the centre (`pos.central.effects`) is applied once per id; what
cannot be applied is set aside for a person and never stops the queue. docs/protocol.md tells the rules.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, Row, select, update
from sqlalchemy.exc import DBAPIError

from pos import contract
from pos.central import coupons, customer_ingest, customer_rows, feed, goods_ingest, refusal
from pos.central.database import chunks, insert_all, insert_missing, is_conflict
from pos.central.effects import (
    BODY_UNREADABLE,
    CUSTOMER_EFFECT_FAILED,
    EFFECT_FAILED,
    GOODS_EFFECT_FAILED,
    QUARANTINED,
    UNREADABLE,
    VOID_UNMATCHED,
    Alarm,
    Effects,
    Place,
    SetAside,
    effects_of,
    innermost,
)
from pos.central.enrolment import Caller, keys_of
from pos.central.refusal import Refusal
from pos.central.tables import event, journal, known_id, receipt, receipt_tender, receipt_vat, review, shift_report
from pos.contract import APPLIED, FORK, GAP, KNOWN, OK, SET_ASIDE, Entry, Outcome, PushAnswer

Item = TypeVar("Item", bound=tuple[int, Any])
Side = TypeVar("Side", customer_ingest.Applied, goods_ingest.Applied)

log = logging.getLogger(__name__)

OPEN: Final = "open"
WHOLE_MOST: Final = 2**63 - 1
TEXT_MOST: Final = 200


class Line(Struct, frozen=True):
    """A pushed line: its place in the chain and, if it can be read, its envelope."""

    seq: int
    raw: bytes
    hash: str
    entry: Entry | None


class Verdict(Struct, frozen=True):
    """What becomes of a line. ``ids``: the identities it makes known (its own, and the one it wraps)."""

    line: Line
    status: str
    reason: str | None = None
    facts: dict[str, str] = {}
    ids: tuple[str, ...] = ()
    effects: Effects = Effects()


class Touched(Struct, frozen=True):
    """What a push has changed beside its own record."""

    people: tuple[customer_ingest.Applied, ...] = ()
    goods: tuple[goods_ingest.Applied, ...] = ()


def push(connection: Connection, who: Caller, journal_id: str, body: bytes, now_ms: int) -> PushAnswer:
    """Take a batch. Refusals: 400 it cannot be split into lines, 413 too many, 403 a journal of another till."""
    try:
        header, raws = contract.decode_push(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal(400, refusal.BATCH_UNREADABLE, why=str(error)) from error
    if len(raws) > contract.BATCH_ENTRIES_MAX:
        raise Refusal(413, refusal.TOO_LARGE, entries=len(raws), most=contract.BATCH_ENTRIES_MAX)
    if header.first < 1 or not _is_hash(header.prev):
        raise Refusal(400, refusal.BATCH_UNREADABLE, why="first or prev")
    state = locked_journal(connection, who, journal_id, now_ms)
    heard = {"heard_at": now_ms, "head_seq": min(max(state.head_seq, header.head), WHOLE_MOST)}
    _note(connection, state, heard)
    if header.first > state.acked_seq + 1:
        return _answer(GAP, state, now_ms)
    fork_at, previous, known = _compare(connection, who, state, header, raws)
    if fork_at is not None:
        return msgspec.structs.replace(_answer(FORK, state, now_ms), at=fork_at)
    lines = read_lines(state.acked_seq, previous, raws[len(known) :])
    told, touched = store_lines(connection, who, journal_id, lines, now_ms, header.personal)
    outcomes = (*known, *told)
    if lines:
        _note(connection, state, {"acked_seq": lines[-1].seq, "acked_hash": lines[-1].hash})
        _publish(connection, touched, now_ms)
        return PushAnswer(OK, lines[-1].seq, lines[-1].hash, now_ms, outcomes)
    return msgspec.structs.replace(_answer(OK, state, now_ms), outcomes=outcomes)


def _publish(connection: Connection, touched: Touched, now_ms: int) -> None:
    """The rows these entries concern, committed with them: the transaction's last act."""
    roots = {root for side in touched.people for root in side.touched}
    roots |= {root for side in touched.goods for root in side.touched}
    used = {id_ for side in touched.people for id_ in side.coupons}
    changes: dict[str, list[feed.Change]] = {}
    if roots or used:
        changes = coupons.general_changes(connection, used)
        changes.update(customer_rows.changes(connection, roots, now_ms))
    for side in touched.goods:
        for stream, some in side.changes.items():
            changes.setdefault(stream, []).extend(some)
    if changes:
        feed.publish(connection, changes, now_ms)


def quarantine_line(
    connection: Connection, who: Caller, journal_id: str, seq: int, raw: bytes, now_ms: int
) -> PushAnswer:
    """A line that could not be pushed takes its place in the chain unread, so that the queue behind it moves on."""
    state = locked_journal(connection, who, journal_id, now_ms)
    if seq > state.acked_seq + 1:
        return _answer(GAP, state, now_ms)
    if seq <= state.acked_seq:
        stored = _stored(connection, state, seq, 1)[0]
        if bytes(stored.line) != raw:
            return msgspec.structs.replace(_answer(FORK, state, now_ms), at=seq)
        return msgspec.structs.replace(_answer(OK, state, now_ms), outcomes=(_said(stored),))
    hash_ = contract.next_hash(state.acked_hash, raw)
    verdict = Verdict(Line(seq, raw, hash_, None), SET_ASIDE, QUARANTINED)
    outcomes = _record(connection, who, journal_id, [verdict], now_ms)
    _note(connection, state, {"acked_seq": seq, "acked_hash": hash_})
    return PushAnswer(OK, seq, hash_, now_ms, tuple(outcomes))


# --- the journal's row --------------------------------------------------------------------------------------------


def locked_journal(connection: Connection, who: Caller, journal_id: str, now_ms: int, tag: str = "") -> Row[Any]:
    """The journal's row, locked until the commit and made if it is new; Refusal 403 if it is another till's."""
    query = select(journal).where(journal.c.journal == journal_id).with_for_update()
    found = connection.execute(query).one_or_none()
    if found is None:
        if not 1 <= len(journal_id) <= TEXT_MOST or "\0" in journal_id:
            raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="journal")
        row = {
            "store": who.store,
            "journal": journal_id,
            "till": who.till,
            "tag": contract.journal_tag(journal_id) or tag,
            "acked_seq": 0,
            "acked_hash": contract.first_hash(journal_id, who.till, keys_of(connection, who)[0]),
            "head_seq": 0,
            "opened_at": now_ms,
            "heard_at": now_ms,
        }
        insert_missing(connection, journal, row)
        found = connection.execute(query).one_or_none()
    if found is None or (found.store, found.till) != (who.store, who.till):
        raise Refusal(403, refusal.JOURNAL_FOREIGN, journal=journal_id)
    return found


def _note(connection: Connection, state: Row[Any], values: dict[str, Any]) -> None:
    where = (journal.c.store == state.store) & (journal.c.journal == state.journal)
    connection.execute(update(journal).where(where).values(values))


def _answer(code: str, state: Row[Any], now_ms: int) -> PushAnswer:
    return PushAnswer(code, state.acked_seq, state.acked_hash, now_ms)


# --- what is here already -----------------------------------------------------------------------------------------


def same_line(stored_hash: str, pushed_hash: str) -> bool:
    """Same number and same hash: the same line, pushed again. Another hash: somebody else wrote under that number."""
    return stored_hash == pushed_hash


def _compare(
    connection: Connection, who: Caller, state: Row[Any], header: contract.PushHeader, raws: Sequence[bytes]
) -> tuple[int | None, str, tuple[Outcome, ...]]:
    """Hold the part of a push that is here already against what is stored: (fork at, hash to go on from, outcomes)."""
    before = header.first - 1
    if state.acked_seq == 0:
        firsts = [contract.first_hash(state.journal, who.till, key) for key in keys_of(connection, who)]
        return (None if header.prev in firsts else 1), header.prev, ()
    if not same_line(_hash_at(connection, state, before, header.prev), header.prev):
        return 1, "", ()  # somewhere before this push, nobody knows where: everything is in doubt
    stored = _stored(connection, state, header.first, len(raws))
    hashes = contract.chain(header.prev, raws[: len(stored)])
    for row, hash_ in zip(stored, hashes, strict=True):
        if not same_line(row.hash, hash_):
            return row.seq, "", ()
    return None, state.acked_hash, tuple(_said(row) for row in stored)


def _stored(connection: Connection, state: Row[Any], first: int, count: int) -> list[Row[Any]]:
    query = select(event.c.seq, event.c.line, event.c.hash, event.c.status, event.c.reason, event.c.review)
    query = query.where(event.c.store == state.store, event.c.journal == state.journal, event.c.seq >= first)
    return list(connection.execute(query.order_by(event.c.seq).limit(count)))


def _hash_at(connection: Connection, state: Row[Any], seq: int, claimed: str = "") -> str:
    """The hash after entry ``seq``; before the first one it is ``claimed``, proven when that entry was taken."""
    if seq == state.acked_seq:
        return str(state.acked_hash)
    stored = _stored(connection, state, seq, 1) if seq else []
    return str(stored[0].hash) if stored else claimed


def _said(row: Row[Any]) -> Outcome:
    """The outcome as it was told the first time."""
    return Outcome(row.seq, row.status, row.reason, row.review)


# --- what is new --------------------------------------------------------------------------------------------------


def read_lines(after: int, previous: str, raws: Sequence[bytes]) -> list[Line]:
    """Chain ``raws`` to what is here and read their envelopes as far as they can be read."""
    hashes = contract.chain(previous, raws)
    return [
        Line(seq, raw, hash_, _envelope(raw, seq))
        for seq, (raw, hash_) in enumerate(zip(raws, hashes, strict=True), start=after + 1)
    ]


def _envelope(raw: bytes, seq: int) -> Entry | None:
    """None if it is no entry, says another number, or holds what no database could: it is kept unread then."""
    try:
        entry = contract.decode_entry(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    texts = (entry.id, entry.kind, entry.zone, entry.boot, entry.day, entry.operator)
    sane = entry.seq == seq and all(len(text) <= TEXT_MOST and "\0" not in text for text in texts)
    return entry if sane and entry.id and abs(entry.at) <= WHOLE_MOST and abs(entry.v) <= WHOLE_MOST else None


def store_lines(
    connection: Connection,
    who: Caller,
    journal_id: str,
    lines: Sequence[Line],
    now_ms: int,
    personal: Mapping[str, Raw],
) -> tuple[list[Outcome], Touched]:
    """Judge, apply and keep new lines; the outcomes in their order, and what else they concern."""
    entries = [(line, line.entry, innermost(line.entry)) for line in lines if line.entry is not None]
    known = ids_known(connection, who.store, {e.id for _, outer, inner in entries for e in (outer, inner)})
    verdicts = []
    for line in lines:
        place = Place(who.store, journal_id, line.seq, who.till, now_ms)
        verdict = _judge(line, place, known)
        known.update(verdict.ids)
        verdicts.append(verdict)
    verdicts = _match_voids(connection, who.store, verdicts)
    verdicts = _apply(connection, verdicts)
    at = customer_ingest.Origin(who.store, who.till, now_ms)
    people = [(v.line.seq, v.effects.person) for v in verdicts if v.effects.person is not None]
    verdicts, met = _apart(
        connection,
        verdicts,
        people,
        lambda some: customer_ingest.apply(connection, at, some, personal),
        CUSTOMER_EFFECT_FAILED,
    )
    here = goods_ingest.Origin(who.store, who.till, now_ms)
    goods = [(v.line.seq, v.effects.goods) for v in verdicts if v.effects.goods is not None]
    verdicts, moved = _apart(
        connection,
        verdicts,
        goods,
        lambda some: goods_ingest.apply(connection, here, some, personal),
        GOODS_EFFECT_FAILED,
    )
    return _record(connection, who, journal_id, verdicts, now_ms), Touched(tuple(met), tuple(moved))


def ids_known(connection: Connection, store: str, ids: set[str]) -> set[str]:
    """Which of ``ids`` took effect in this store before."""
    query = select(known_id.c.id).where(known_id.c.store == store)
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        found.update(connection.execute(query.where(known_id.c.id.in_(some))).scalars())
    return found


def _judge(line: Line, place: Place, known: set[str]) -> Verdict:
    if line.entry is None:
        return Verdict(line, SET_ASIDE, UNREADABLE)
    inner = innermost(line.entry)
    ids = tuple(id_ for id_ in dict.fromkeys((line.entry.id, inner.id)) if id_ not in known)
    if inner.id in known or line.entry.id in known:
        return Verdict(line, KNOWN, ids=ids)
    if len(inner.id) > TEXT_MOST or "\0" in inner.id or not abs(inner.at) <= WHOLE_MOST:
        return Verdict(line, SET_ASIDE, BODY_UNREADABLE, ids=(line.entry.id,))
    try:
        return Verdict(line, APPLIED, ids=ids, effects=effects_of(inner, place, line.entry.id))
    except SetAside as aside:
        return Verdict(line, SET_ASIDE, aside.reason, aside.facts, ids)


def _match_voids(connection: Connection, store: str, verdicts: list[Verdict]) -> list[Verdict]:
    """A void that takes back nothing we know, or what was taken back before, keeps its money and raises an alarm."""
    wanted = {v.effects.voids for v in verdicts if v.effects.voids is not None}
    if not wanted:
        return verdicts
    there = receipt.c.store == store
    found = connection.execute(select(receipt.c.id).where(there, receipt.c.id.in_(wanted)))
    sold = set(found.scalars()) | {row["id"] for v in verdicts for row in v.effects.receipts}
    taken = set(connection.execute(select(receipt.c.voids).where(there, receipt.c.voids.in_(wanted))).scalars())
    matched = []
    for verdict in verdicts:
        voids = verdict.effects.voids
        if voids is not None and (voids not in sold or voids in taken):
            alarms = (*verdict.effects.alarms, Alarm(VOID_UNMATCHED, {"voids": voids}))
            verdict = msgspec.structs.replace(verdict, effects=msgspec.structs.replace(verdict.effects, alarms=alarms))
        if voids is not None:
            taken.add(voids)
        matched.append(verdict)
    return matched


def _apply(connection: Connection, verdicts: list[Verdict]) -> list[Verdict]:
    """All effects at once; only if the database takes exception, one entry at a time, each able to fail alone."""
    if _applied(connection, verdicts):
        return verdicts
    return [
        verdict
        if _applied(connection, [verdict])
        else msgspec.structs.replace(verdict, status=SET_ASIDE, reason=EFFECT_FAILED, effects=Effects())
        for verdict in verdicts
    ]


def _applied(connection: Connection, verdicts: list[Verdict]) -> bool:
    effects = [v.effects for v in verdicts]
    try:
        with connection.begin_nested():
            insert_all(connection, receipt, [row for e in effects for row in e.receipts])
            insert_all(connection, receipt_vat, [row for e in effects for row in e.vats])
            insert_all(connection, receipt_tender, [row for e in effects for row in e.tenders])
            insert_all(connection, shift_report, [row for e in effects for row in e.shifts])
    except DBAPIError as error:
        if is_conflict(error) or error.connection_invalidated:
            raise  # not this entry's fault: the whole transaction is run again
        return False
    except OverflowError:  # a number beyond what SQLite holds
        return False
    return True


def _apart(
    connection: Connection,
    verdicts: list[Verdict],
    items: Sequence[Item],
    apply: Callable[[Sequence[Item]], Side],
    failed: str,
) -> tuple[list[Verdict], list[Side]]:
    """What entries do beside their money, after it is booked: whatever goes wrong here, the money stays. All at once;
    only if the database takes exception one entry at a time, and the alarm ``failed`` for each that cannot.
    """
    if not items:
        return verdicts, []
    whole = _tried(connection, apply, items)
    sides = [whole] if whole is not None else []
    alarms: dict[int, list[tuple[str, dict[str, str]]]] = {}
    for item in items if whole is None else ():
        alone = _tried(connection, apply, [item])
        if alone is None:
            alarms[item[0]] = [(failed, {})]
        else:
            sides.append(alone)
    for side in sides:
        for seq, told in side.alarms.items():
            alarms.setdefault(seq, []).extend(told)
    return [_alarmed(verdict, alarms.get(verdict.line.seq, ())) for verdict in verdicts], sides


def _tried(connection: Connection, apply: Callable[[Sequence[Item]], Side], items: Sequence[Item]) -> Side | None:
    try:
        with connection.begin_nested():
            return apply(items)
    except DBAPIError as error:
        if is_conflict(error) or error.connection_invalidated:
            raise
    except OverflowError:
        pass
    except Exception:  # a fault of ours beside the money must not keep anybody's sales out
        log.exception("what %d entries do beside their money failed", len(items))
    return None


def _alarmed(verdict: Verdict, alarms: Sequence[tuple[str, dict[str, str]]]) -> Verdict:
    if not alarms:
        return verdict
    more = (*verdict.effects.alarms, *(Alarm(reason, facts) for reason, facts in alarms))
    return msgspec.structs.replace(verdict, effects=msgspec.structs.replace(verdict.effects, alarms=more))


def _record(
    connection: Connection, who: Caller, journal_id: str, verdicts: Sequence[Verdict], now_ms: int
) -> list[Outcome]:
    """Keep the lines with their outcomes, their identities, and what a person should see."""
    key = {"store": who.store, "journal": journal_id}
    outcomes, events_, ids, reviews = [], [], [], []
    for verdict in verdicts:
        line, entry = verdict.line, verdict.line.entry
        seen = _to_review(verdict)
        name = f"R-{contract.journal_tag(journal_id) or who.till}-{line.seq:06d}" if seen else None
        outcome = Outcome(line.seq, verdict.status, seen[0] if seen else None, name)
        outcomes.append(outcome)
        events_.append(
            {
                **key,
                "seq": line.seq,
                "till": who.till,
                "id": entry.id if entry else "",
                "kind": entry.kind if entry else "",
                "at": entry.at if entry else 0,
                "day": entry.day if entry else "",
                "received_at": now_ms,
                "line": line.raw,
                "hash": line.hash,
                "status": outcome.status,
                "reason": outcome.reason,
                "review": outcome.review,
            }
        )
        ids += [{**key, "id": id_, "seq": line.seq} for id_ in verdict.ids]
        if seen:
            facts = msgspec.json.encode(seen[1])
            reviews.append(
                {**key, "seq": line.seq, "review": name, "till": who.till, "reason": seen[0], "facts": facts,
                 "state": OPEN, "at": now_ms}
            )  # fmt: skip
    insert_all(connection, event, events_)
    insert_all(connection, known_id, ids)
    insert_all(connection, review, reviews)
    return outcomes


def _to_review(verdict: Verdict) -> tuple[str, dict[str, str]] | None:
    """(reason, facts) if a person should look at this entry; several alarms share one row."""
    if verdict.status == SET_ASIDE:
        return verdict.reason or UNREADABLE, verdict.facts
    alarms = verdict.effects.alarms
    if not alarms:
        return None
    facts = {name: value for alarm in alarms for name, value in alarm.facts.items()}
    also = " ".join(alarm.reason for alarm in alarms[1:])
    return alarms[0].reason, {**facts, **({"also": also} if also else {})}


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)
