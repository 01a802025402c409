"""Customers from a table: who they are, how they are recognised, and what they have agreed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from pos.base.errors import Code, Refused
from pos.central import customer_rows, customers, ledger, people_history
from pos.central.database import chunks, insert_all, upsert_all
from pos.central.people_history import History
from pos.central.sheets import TRUE, BadRow, ImportReport, Record, Sheet
from pos.central.tables import store
from pos.central.tables_people import consent, customer, identifier
from pos.central.tables_people import ledger as movement
from pos.domain.customer import (
    ACTIVE,
    APP,
    BLOCKED,
    CARD,
    EMAIL,
    ERASED,
    NAME_MOST,
    PHONE,
    PURPOSES,
    Consent,
    Identifier,
    read_card,
    read_email,
    read_phone,
)

ID_COLUMNS: Final = ("customer", "customer_id")
ID_MOST: Final = 64
ID_SHAPE: Final = re.compile(r"[A-Za-z0-9-]+")
SOURCE: Final = "import"
# Of the developer set's table: the first and last time somebody bought.
FIRST, LAST = "first_invoice", "last_invoice"


class Options(Struct, frozen=True):
    """``store``: home of customers whose row names none; ``until``: dates are moved by whole weeks, as far towards this
    ISO date as the last one of all tables allows (empty: they stay).
    """

    store: str = ""
    until: str = ""


class Draft(Struct, frozen=True):
    """A customer as the row says; ``verified``: the telephone and the address are proven to be theirs."""

    id: str
    values: dict[str, Any]
    identifiers: tuple[Identifier, ...]
    verified: bool
    consents: tuple[Consent, ...]
    points: int
    seen_at: int


def import_customers(
    connection: Connection,
    sheet: Sheet,
    options: Options,
    now_ms: int,
    names: Sheet | None = None,
    history: Sheet | None = None,
) -> ImportReport:
    """Columns customer (or customer_id); optional given, family, phone, email, card, app, city, language, since, store,
    state (active, blocked), verified (1: telephone and address are proven), demo, points (opening balance), consents
    (``newsletter 2024-03-01 web double-opt-in``, several separated by ``;``). ``names`` adds columns by customer;
    ``history``: their invoices. Who is not named is left as they are; who was erased stays so. The transaction's last
    act. Raises Refused FILE_COLUMNS_MISSING or SETTING_INVALID.
    """
    key = _id_column(sheet)
    home = _home(connection, sheet, options.store)
    more = _by_id(names) if names is not None else {}
    past = people_history.read_history(history, home.zone, home.currency) if history is not None else History({}, 0)
    cells = [(record, {**record.cells, **more.get(record.cells[key], {})}) for record in sheet.records()]
    last = max([past.last_ms, *(_moment(said, LAST, home.zone) for _, said in cells)])
    shift = people_history.shift(options.until, last, home.zone)
    drafts = _drafts(sheet, cells, key, home, shift)
    known = _known(connection, drafts)
    added = [draft for draft in drafts.values() if draft.id not in known]
    told = [d for d in drafts.values() if d.id in known and known[d.id].state != ERASED]
    customers.ensure(connection, [draft.id for draft in added], home.store, now_ms)
    roots = customers.lock(connection, drafts.keys())
    changed = _write(connection, sheet, added, told, known, now_ms)
    living = {draft.id for draft in (*added, *told)}
    bought = people_history.book(connection, past, living, shift)
    touched = {roots[id_] for id_ in {draft.id for draft in added} | changed | bought}
    customer_rows.publish(connection, touched, now_ms, prune=True)
    changed -= {draft.id for draft in added}
    return sheet.report(
        "customers", added=len(added), changed=len(changed), unchanged=len(drafts) - len(added) - len(changed)
    )


# --- reading ------------------------------------------------------------------------------------------------------


def _id_column(sheet: Sheet) -> str:
    found = next((column for column in ID_COLUMNS if column in sheet.columns), None)
    if found is None:
        raise Refused(Code.FILE_COLUMNS_MISSING, file=sheet.name, missing=ID_COLUMNS[0], found=", ".join(sheet.columns))
    return found


def _home(connection: Connection, sheet: Sheet, name: str) -> Row[Any]:
    stores = {row.store: row for row in connection.execute(select(store).order_by(store.c.store))}
    if name in stores:
        return stores[name]
    if name or not stores or (len(stores) > 1 and "store" not in sheet.columns):
        raise Refused(Code.SETTING_INVALID, name="store", value=name, reason=f"there are {', '.join(stores) or 'none'}")
    return next(iter(stores.values()))


def _by_id(sheet: Sheet) -> dict[str, dict[str, str]]:
    key = _id_column(sheet)
    return {record.cells[key]: {k: v for k, v in record.cells.items() if v} for record in sheet.records()}


def _drafts(
    sheet: Sheet, cells: Iterable[tuple[Record, dict[str, str]]], key: str, home: Row[Any], shift: int
) -> dict[str, Draft]:
    drafts: dict[str, Draft] = {}
    taken: dict[tuple[str, str], str] = {}
    for record, said in cells:
        try:
            draft = _draft(said, record.cells[key], home, shift)
            if draft.id in drafts:
                raise BadRow("twice", draft.id)
            for one in draft.identifiers:
                owner = taken.setdefault((one.kind, one.value), draft.id)
                if owner != draft.id and (draft.verified or one.kind in (CARD, APP)):
                    raise BadRow(f"{one.kind}-twice", owner)
            drafts[draft.id] = draft
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
    return drafts


def _draft(said: Mapping[str, str], id_: str, home: Row[Any], shift: int) -> Draft:
    if not id_ or len(id_) > ID_MOST or not ID_SHAPE.fullmatch(id_):
        raise BadRow("customer-not-an-id", id_)
    state = said.get("state") or ACTIVE
    if state not in (ACTIVE, BLOCKED):
        raise BadRow("state-unknown", state)
    values: dict[str, Any] = {name: said.get(name, "")[:NAME_MOST] for name in ("given", "family", "language")}
    values["city"] = (said.get("city") or said.get("country", ""))[:NAME_MOST]
    first = _moment(said, FIRST, home.zone)
    values["since"] = said.get("since") or (_iso(first + shift, home.zone) if first else "")
    values |= {"state": state, "store": said.get("store") or home.store}
    values["demo"] = int(said.get("demo", "").lower() in TRUE)
    last = _moment(said, LAST, home.zone)
    points = said.get("points") or "0"
    if not points.lstrip("-").isdigit() or not points.isascii() or len(points) > 9:
        raise BadRow("points-not-a-number", points)
    return Draft(
        id=id_,
        values=values,
        identifiers=tuple(_identifiers(said, home.country)),
        verified=said.get("verified", "").lower() in TRUE,
        consents=tuple(_consent(text, home.zone) for text in said.get("consents", "").split(";") if text.strip()),
        points=int(points),
        seen_at=last + shift if last else 0,
    )


def _identifiers(said: Mapping[str, str], country: str) -> Iterable[Identifier]:
    try:
        if said.get("phone"):
            yield Identifier(PHONE, read_phone(said["phone"], country))
        if said.get("email"):
            yield Identifier(EMAIL, read_email(said["email"]))
    except Refused as error:
        raise BadRow(f"{error.facts['kind']}-invalid") from error
    if said.get("card"):
        card = read_card(said["card"])
        if card is None:
            raise BadRow("card-invalid")
        yield Identifier(CARD, card)
    if said.get("app"):
        yield Identifier(APP, said["app"])


def _consent(text: str, zone: str) -> Consent:
    """``newsletter 2024-03-01 web double-opt-in``; a purpose with a minus before it was withdrawn then."""
    words = text.split()
    purpose = words[0].removeprefix("-")
    if len(words) < 2 or purpose not in PURPOSES:
        raise BadRow("consent-unreadable", text)
    source, proof = (*words[2:], "", "")[:2]
    return Consent(purpose, words[0] == purpose, _at(words[1], zone), source or SOURCE, proof)


def _moment(said: Mapping[str, str], column: str, zone: str) -> int:
    try:
        return _at(said[column], zone) if said.get(column) else 0
    except BadRow:
        return 0


def _at(text: str, zone: str) -> int:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRow("date-unreadable", text) from error
    return int(found.replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


def _iso(at_ms: int, zone: str) -> str:
    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo(zone)).date().isoformat()


# --- writing ------------------------------------------------------------------------------------------------------


def _known(connection: Connection, drafts: Mapping[str, Draft]) -> dict[str, Row[Any]]:
    query = select(customer)
    return {
        row.customer: row
        for some in chunks(sorted(drafts))
        for row in connection.execute(query.where(customer.c.customer.in_(some)))
    }


def _write(
    connection: Connection,
    sheet: Sheet,
    added: list[Draft],
    told: list[Draft],
    known: Mapping[str, Row[Any]],
    now_ms: int,
) -> set[str]:
    """The records, their identifiers and consents; ids of those that are not as they were."""
    fresh = [{**_bare(draft, now_ms), **draft.values} for draft in added]
    rows = list(fresh)
    for draft in told:
        before = dict(known[draft.id]._mapping)
        words = {name: value for name, value in draft.values.items() if value not in ("", 0)}
        after = {**before, **words, "seen_at": max(before["seen_at"], draft.seen_at)}
        if after != before:
            rows.append(after)
    changed = {row["customer"] for row in rows}
    upsert_all(connection, customer, rows)
    customers.name_parts(connection, changed)
    changed |= _write_identifiers(connection, sheet, [*added, *told], now_ms)
    spoken = [row for d in (*added, *told) for row in customers.consent_rows(d.id, SOURCE, d.consents)]
    upsert_all(connection, consent, spoken)
    today = date.fromtimestamp(now_ms // 1000).isoformat()
    opening = [
        ledger.row(d.id, "opening", ledger.ADJUST, d.points, at=now_ms, day=today, channel=SOURCE)
        for d in added
        if d.points
    ]
    insert_all(connection, movement, opening)
    return changed


def _bare(draft: Draft, now_ms: int) -> dict[str, Any]:
    times = {"created_at": now_ms, "changed_at": 0, "seen_at": draft.seen_at or now_ms, "erased_at": None}
    return {"customer": draft.id, "root": draft.id, "trusted": 1, "overdrafts": 0, **times}


def _write_identifiers(connection: Connection, sheet: Sheet, drafts: list[Draft], now_ms: int) -> set[str]:
    """A verified identifier that is somebody else's already is noted and stays theirs."""
    mine: set[tuple[str, str, str]] = set()
    owned: dict[tuple[str, str], str] = {}
    for some in chunks(sorted({one.value for draft in drafts for one in draft.identifiers})):
        for row in connection.execute(select(identifier).where(identifier.c.value.in_(some))):
            mine.add((row.kind, row.value, row.customer))
            if row.verified_at is not None:
                owned[row.kind, row.value] = row.customer
    rows, changed = [], set()
    for draft in drafts:
        for one in draft.identifiers:
            verified = now_ms if draft.verified or one.kind in (CARD, APP) else None
            if (one.kind, one.value, draft.id) in mine:
                continue
            if verified is not None and owned.get((one.kind, one.value), draft.id) != draft.id:
                sheet.note(0, f"{one.kind}-of-another", draft.id)
                continue
            rows.append({"kind": one.kind, "value": one.value, "customer": draft.id, "verified_at": verified,
                         "source": SOURCE})  # fmt: skip
            changed.add(draft.id)
    insert_all(connection, identifier, rows)
    return changed
