"""The rules of points from a table, to every store's tills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from pos.central import feed, ledger
from pos.central.importing import rules_change
from pos.central.sheets import BadRow, ImportReport, Sheet, minor_units, required
from pos.central.tables import store
from pos.contract import policy_stream
from pos.contract.people import LoyaltyRow
from pos.domain.loyalty import DISCOUNT, TENDER, Rules, Tier
from pos.domain.tax import BASIS_POINTS

NEEDED: Final = ("version", "valid_from")


def import_loyalty(connection: Connection, sheet: Sheet, now_ms: int) -> ImportReport:
    """Columns version, valid_from; optional earn_points for each earn_amount, point_worth, least_points, redeem_as
    (tender, discount), expire_after_days, tiers (``Gold 1000.00 125``: from that revenue on, percent of the usual
    points; several separated by ``;``). A version that entries have named is never changed. The last act.
    """
    sheet.require(NEEDED)
    stores = connection.execute(select(store.c.store, store.c.currency).order_by(store.c.store)).all()
    currency = stores[0].currency if stores else "EUR"
    before = {one.rules.version: one for one in ledger.all_rules(connection)}
    added = unchanged = 0
    for record in sheet.records():
        try:
            one = _rules(record.cells, currency)
            known = before.get(one.rules.version)
            if known is not None and known != one:
                raise BadRow("version-known", one.rules.version)
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
            continue
        unchanged += known is not None
        added += known is None
        ledger.save_rules(connection, one)
    changes = [rules_change(one) for one in ledger.all_rules(connection)]
    feed.publish(connection, {policy_stream(row.store): changes for row in stores}, now_ms)
    return sheet.report("loyalty rules", added=added, changed=0, unchanged=unchanged)


def _rules(cells: Mapping[str, str], currency: str) -> LoyaltyRow:
    try:
        valid_from = date.fromisoformat(required(cells, "valid_from")).isoformat()
    except ValueError as error:
        raise BadRow("date-unreadable", cells["valid_from"]) from error
    said: dict[str, int] = {}
    for name in ("earn_points", "least_points", "expire_after_days"):
        if cells.get(name):
            said[name] = _whole(cells[name], name)
    for name, field in (("earn_amount", "earn_minor"), ("point_worth", "point_minor")):
        if cells.get(name):
            said[field] = minor_units(cells[name], currency)[0]
    redeem_as = cells.get("redeem_as") or TENDER
    if redeem_as not in (TENDER, DISCOUNT) or 0 in (said.get("earn_minor"), said.get("point_minor")):
        raise BadRow("rules-unknown", redeem_as)
    tiers = tuple(_tier(text, currency) for text in cells.get("tiers", "").split(";") if text.strip())
    rules = msgspec.convert(said, Rules)
    rules = msgspec.structs.replace(rules, version=required(cells, "version"), redeem_as=redeem_as, tiers=tiers)
    return LoyaltyRow(valid_from, rules)


def _tier(text: str, currency: str) -> Tier:
    name, *rest = text.split()
    if not rest or len(rest) > 2:
        raise BadRow("tier-unreadable", text)
    percent = _whole(rest[1], "tier") if len(rest) == 2 else 100
    return Tier(name, minor_units(rest[0], currency)[0], percent * BASIS_POINTS // 100)


def _whole(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadRow(f"{name.replace('_', '-')}-not-a-number", text)
    return int(text)
