"""What an entry does at the centre: pure functions from an entry to rows. No SQL here.

The money of a sale is what its receipt says; where its sums contradict each other a person is told, and nothing is
computed anew.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Struct

from pos.central.customer_effects import Person, person_of
from pos.central.goods_effects import Goods, goods_of
from pos.contract import ENTRY_VERSION, Entry, decode_body, decode_entry, encode_body
from pos.domain import events
from pos.domain.cash import add_vat

UNKNOWN_VERSION: Final = "unknown_version"
BODY_UNREADABLE: Final = "body_unreadable"
UNREADABLE: Final = "unreadable"
EFFECT_FAILED: Final = "effect_failed"
CUSTOMER_EFFECT_FAILED: Final = "customer_effect_failed"
GOODS_EFFECT_FAILED: Final = "goods_effect_failed"
MONEY_DOES_NOT_ADD_UP: Final = "money_does_not_add_up"
VOID_UNMATCHED: Final = "void_unmatched"
INCIDENT: Final = "incident"
QUARANTINED: Final = "quarantined"

SALE: Final = "sale"
VOID: Final = "void"

Row = dict[str, Any]


class SetAside(Exception):
    """This effect cannot be applied; ``reason`` is one of the words above."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Alarm(Struct, frozen=True):
    """The entry was applied, and a person should look at it."""

    reason: str
    facts: dict[str, str]


class Effects(Struct, frozen=True):
    """Rows per table of `pos.central.tables`. ``voids``: id of the sale a void takes back; ``person``: what the entry
    says about a customer; ``goods``: what it says about stock and online orders.
    """

    receipts: tuple[Row, ...] = ()
    vats: tuple[Row, ...] = ()
    tenders: tuple[Row, ...] = ()
    shifts: tuple[Row, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    voids: str | None = None
    person: Person | None = None
    goods: Goods | None = None


class Place(Struct, frozen=True):
    """Where an entry stands: the journal and number under which it was pushed."""

    store: str
    journal: str
    seq: int
    till: str
    received_at: int


def innermost(entry: Entry) -> Entry:
    """The entry that a chain of ``rehomed`` wraps; the entry itself if it wraps nothing."""
    while entry.kind == events.REHOMED and entry.v == ENTRY_VERSION:
        try:
            entry = decode_entry(msgspec.json.decode(entry.body, type=events.Rehomed).line.encode())
        except msgspec.MsgspecError:
            return entry
    return entry


def effects_of(entry: Entry, place: Place, outer: str = "") -> Effects:
    """What ``entry`` does; raises SetAside if this centre cannot tell. ``outer``: id of the entry that wraps it."""
    if entry.kind not in events.KINDS or entry.v != ENTRY_VERSION:
        raise SetAside(UNKNOWN_VERSION, kind=entry.kind, v=str(entry.v))
    try:
        body = decode_body(entry)
    except msgspec.MsgspecError as error:
        raise SetAside(BODY_UNREADABLE, kind=entry.kind, why=str(error)) from error
    effects = _effects(entry, place, body)
    person = person_of(entry, outer or entry.id, body)
    return msgspec.structs.replace(effects, person=person, goods=goods_of(entry, outer or entry.id, body))


def _effects(entry: Entry, place: Place, body: events.Body) -> Effects:
    if isinstance(body, events.SaleCompleted):
        return _receipt(entry, place, body, SALE, None)
    if isinstance(body, events.SaleVoided):
        return _receipt(entry, place, body.sale, VOID, body.voids)
    if isinstance(body, events.ShiftClosed):
        return Effects(shifts=(_shift(entry, place, body.report),))
    if isinstance(body, events.Incident):
        return Effects(alarms=(Alarm(INCIDENT, {"what": body.what, **body.facts}),))
    if isinstance(body, events.Rehomed):
        raise SetAside(BODY_UNREADABLE, kind=entry.kind, why="the line it wraps cannot be read")
    return Effects()


def _receipt(entry: Entry, place: Place, sale: events.SaleCompleted, kind: str, voids: str | None) -> Effects:
    key = {"store": place.store, "receipt": entry.id}
    faults = events.money_faults(sale)
    alarm = Alarm(MONEY_DOES_NOT_ADD_UP, {"receipt": sale.receipt, "faults": " ".join(faults)})
    row = {
        "store": place.store,
        "id": entry.id,
        "journal": place.journal,
        "seq": place.seq,
        "till": place.till,
        "day": entry.day,
        "number": sale.receipt,
        "receipt_n": sale.receipt_n,
        "kind": kind,
        "voids": voids,
        "shift": sale.shift,
        "currency": sale.currency,
        "total_minor": sale.total_minor,
        "operator": entry.operator,
        "operator_name": sale.operator_name,
        "at": entry.at,
        "received_at": place.received_at,
        "online": int(entry.online),
        "demo": int(sale.demo),
        "source_invoice": sale.source_invoice,
    }
    return Effects(
        receipts=(_storable(row),),
        vats=tuple(
            {**key, "rate_bp": v.rate_bp, "gross_minor": v.gross_minor, "net_minor": v.net_minor,
             "tax_minor": v.tax_minor}
            for v in add_vat((), sale.vat)
        ),
        tenders=tuple(
            _storable({**key, "n": n, "kind": t.kind, "amount_minor": t.amount_minor})
            for n, t in enumerate(sale.tenders, start=1)
        ),
        alarms=(alarm,) if faults else (),
        voids=voids,
    )  # fmt: skip


def _shift(entry: Entry, place: Place, report: events.ZReport) -> Row:
    return _storable(
        {
            "store": place.store,
            "id": entry.id,
            "journal": place.journal,
            "seq": place.seq,
            "till": place.till,
            "shift": report.shift,
            "number": report.number,
            "day": report.day,
            "currency": report.currency,
            "sales": report.sales,
            "voids": report.voids,
            "total_minor": report.total_minor,
            "difference_minor": report.difference_minor,
            "closed_at": report.closed_at_ms,
            "report": bytes(encode_body(events.ShiftClosed(report))),
        }
    )


def _storable(row: Row) -> Row:
    """PostgreSQL's text holds every character but NUL; a stray one must not keep a sale out."""
    return {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}
