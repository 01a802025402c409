"""What is told of a demo's customers besides what they bought: contacts, open carts and matters, points spent, personal
coupons. Times are minutes before the import, so that a demo is always of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import Connection, select

from pos.base.clock import local_date
from pos.central import channels, coupons, customer_rows, customers, ledger, offer_sheets, timeline
from pos.central.database import upsert_all
from pos.central.sheets import BadRow, ImportReport, Sheet, minor_units, required
from pos.central.tables import store
from pos.central.tables_people import contact
from pos.central.tables_people import ledger as movement
from pos.contract.people import AppCartLine, ContactRow
from pos.domain.cart import UNIT_MINOR_MAX

NEEDED: Final = ("customer", "minutes_ago", "kind")
CART_LINE: Final = "cart-line"
MINUTE_MS: Final = 60_000
# How long a personal coupon is valid whose row names no end.
PERSONAL_VALID_MS: Final = 30 * 86_400_000
POINTS_ONLY: Final = (ledger.EARN, ledger.REDEEM, ledger.ADJUST)


def import_story(
    connection: Connection, story: Sheet | None, personal: Sheet | None, now_ms: int
) -> list[ImportReport]:
    """``story``: customer, minutes_ago, kind (of a contact; cart-line; earn, redeem, adjust), channel, title, detail,
    amount, points, ref, store, matter, sku, quantity. ``personal``: customer and the columns of import-coupons. The
    transaction's last act.
    """
    where = connection.execute(select(store).order_by(store.c.store)).first()
    reports = []
    touched: set[str] = set()
    if story is not None and where is not None:
        touched |= _tell(connection, story, where, now_ms)
        reports.append(story.report("contacts", added=story.rows - len(story.faults), changed=0, unchanged=0))
    if personal is not None and where is not None:
        read, _ = offer_sheets.read_coupons(personal, offer_sheets.Options(where.currency, where.zone, now_ms=now_ms))
        roots = customers.roots_of(connection, {one.customer for one in read})
        for one in read:
            if one.customer in roots:
                to_ms = one.to_ms or now_ms + PERSONAL_VALID_MS
                coupons.save(connection, replace(one, to_ms=to_ms), now_ms)
                touched.add(roots[one.customer])
        reports.append(personal.report("personal coupons", added=len(read), changed=0, unchanged=0))
    customers.lock(connection, touched)
    customer_rows.publish(connection, touched, now_ms, prune=True)
    return reports


def _tell(connection: Connection, story: Sheet, where: Any, now_ms: int) -> set[str]:
    story.require(NEEDED)
    carts: dict[tuple[str, str, str, int], list[AppCartLine]] = {}
    contacts: list[dict[str, Any]] = []
    moves: list[dict[str, Any]] = []
    people: set[str] = set()
    rows = list(story.records())
    roots = customers.roots_of(connection, {record.cells["customer"] for record in rows})
    for record in rows:
        cells = record.cells
        try:
            if cells["customer"] not in roots:
                raise BadRow("customer-unknown", cells["customer"])
            at = now_ms - _whole(required(cells, "minutes_ago"), "minutes-ago") * MINUTE_MS
            if cells["kind"] == CART_LINE:
                key = (cells["customer"], required(cells, "ref"), cells.get("channel") or "app", at)
                carts.setdefault(key, []).append(_cart_line(cells, where.currency))
            elif cells["kind"] in (*timeline.KINDS, *POINTS_ONLY):
                contacts += _contact(cells, record.line, at, where)
                moves += _moves(cells, record.line, at, where)
            else:
                raise BadRow("kind-unknown", cells["kind"])
            people.add(roots[cells["customer"]])
        except BadRow as bad:
            story.fault(record.line, bad.reason, bad.value)
    upsert_all(connection, contact, contacts)
    upsert_all(connection, movement, moves)
    for (whose, ref, channel, at), lines in carts.items():
        body = channels.CartPut(whose, at, where.currency, tuple(lines), where.store)
        channels.save_cart(connection, body, channel, ref)
    return people


def _contact(cells: Mapping[str, str], line: int, at: int, where: Any) -> list[dict[str, Any]]:
    if cells["kind"] in POINTS_ONLY:
        return []
    amount = _amount(cells["amount"], where.currency) if cells.get("amount") else None
    shown = ContactRow(
        at, cells["kind"], cells.get("channel", ""), cells.get("title", ""), cells.get("detail", ""), amount,
        where.currency if amount is not None else "", cells.get("ref", ""),
    )  # fmt: skip
    return [timeline.row(cells["customer"], f"story:{line}", shown, cells.get("store", ""), cells.get("matter", ""))]


def _moves(cells: Mapping[str, str], line: int, at: int, where: Any) -> list[dict[str, Any]]:
    if not cells.get("points"):
        return []
    sign = -1 if cells["points"].startswith("-") else 1
    points = sign * _whole(cells["points"].removeprefix("-"), "points")
    kind = cells["kind"] if cells["kind"] in POINTS_ONLY else ledger.EARN if points > 0 else ledger.VOID
    day = local_date(at, where.zone).isoformat()
    about = {"ref": cells.get("ref", ""), "channel": cells.get("channel", ""), "store": cells.get("store", "")}
    return [ledger.row(cells["customer"], f"story:{line}", kind, points, at=at, day=day, rules="", **about)]


def _cart_line(cells: Mapping[str, str], currency: str) -> AppCartLine:
    unit, _ = minor_units(required(cells, "amount"), currency)
    if unit > UNIT_MINOR_MAX:
        raise BadRow("price-too-large", cells["amount"])
    quantity = _whole(cells.get("quantity") or "1", "quantity")
    return AppCartLine(required(cells, "sku"), required(cells, "title"), quantity, unit)


def _amount(text: str, currency: str) -> int:
    minor, _ = minor_units(text.removeprefix("-"), currency)
    return -minor if text.startswith("-") else minor


def _whole(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadRow(f"{name}-not-a-number", text)
    return int(text)
