"""Points at the centre: a ledger to which rows are only added. A balance is the sum over all records of a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from pos.central.database import chunks, insert_missing, upsert_all
from pos.central.tables_people import customer, ledger, loyalty_rules
from pos.contract.people import LoyaltyRow
from pos.domain.loyalty import Rules

EARN: Final = "earn"
REDEEM: Final = "redeem"
EXPIRE: Final = "expire"
ADJUST: Final = "adjust"
VOID: Final = "void"
KINDS: Final = (EARN, REDEEM, EXPIRE, ADJUST, VOID)


def row(
    customer_id: str, id_: str, kind: str, points: int, *, at: int, day: str, rules: str = "", ref: str = "",
    channel: str = "", store: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A movement as a row of the table; its id makes it happen once."""
    return {
        "customer": customer_id, "id": id_, "at": at, "kind": kind, "points": points, "rules": rules, "ref": ref,
        "channel": channel, "day": day, "store": store,
    }  # fmt: skip


def balances(connection: Connection, roots: Collection[str]) -> dict[str, int]:
    """Root → its points; 0 if it has none."""
    found = dict.fromkeys(roots, 0)
    query = (
        select(customer.c.root, func.sum(ledger.c.points))
        .join(customer, customer.c.customer == ledger.c.customer)
        .group_by(customer.c.root)
    )
    for some in chunks(sorted(found)):
        found.update((root, int(total)) for root, total in connection.execute(query.where(customer.c.root.in_(some))))
    return found


# --- rules --------------------------------------------------------------------------------------------------------


def save_rules(connection: Connection, one: LoyaltyRow) -> None:
    row_ = {"version": one.rules.version, "valid_from": one.valid_from, "data": msgspec.json.encode(one)}
    upsert_all(connection, loyalty_rules, [row_])


def all_rules(connection: Connection) -> list[LoyaltyRow]:
    """Every version, the oldest first."""
    query = select(loyalty_rules.c.data).order_by(loyalty_rules.c.valid_from, loyalty_rules.c.version)
    return [msgspec.json.decode(bytes(data), type=LoyaltyRow) for data in connection.execute(query).scalars()]


def rules_on(versions: Sequence[LoyaltyRow], day: str) -> Rules:
    """The rules of an ISO date; those of the house if none were ever given."""
    held = [one.rules for one in versions if one.valid_from <= day]
    return held[-1] if held else Rules()


def rules_by_version(connection: Connection, versions: Collection[str]) -> dict[str, Rules]:
    query = select(loyalty_rules.c.data).where(loyalty_rules.c.version.in_(sorted(versions)))
    found = [msgspec.json.decode(bytes(data), type=LoyaltyRow) for data in connection.execute(query).scalars()]
    return {one.rules.version: one.rules for one in found}


# --- points that come to an end -----------------------------------------------------------------------------------


def lots(connection: Connection, roots: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Root → (ISO date, points earned on it that are still there), the oldest first: what is spent is taken from the
    oldest.
    """
    gained: dict[str, list[tuple[str, int]]] = {root: [] for root in roots}
    spent = dict.fromkeys(roots, 0)
    gain: ColumnElement[int] = literal_column("CASE WHEN ledger.points > 0 THEN 1 ELSE 0 END")
    query = (
        select(customer.c.root, ledger.c.day, gain, func.sum(ledger.c.points))
        .join(customer, customer.c.customer == ledger.c.customer)
        .group_by(customer.c.root, ledger.c.day, gain)
        .order_by(customer.c.root, ledger.c.day)
    )
    for some in chunks(sorted(spent)):
        for root, day, plus, points in connection.execute(query.where(customer.c.root.in_(some))):
            if plus:
                gained[root].append((day, int(points)))
            else:
                spent[root] -= int(points)
    return {root: _left(days, spent[root]) for root, days in gained.items()}


def _left(days: list[tuple[str, int]], spent: int) -> list[tuple[str, int]]:
    left = []
    for day, points in days:
        taken = min(points, spent)
        spent -= taken
        if points > taken:
            left.append((day, points - taken))
    return left


def last_day(earned_on: str, after_days: int) -> str:
    """The last ISO date on which points earned that day can be spent."""
    return (date.fromisoformat(earned_on) + timedelta(days=after_days)).isoformat()


def expire(connection: Connection, roots: Collection[str], today: str, after_days: int, now_ms: int) -> set[str]:
    """Write off what is too old, once per person and day; the roots whose balance changed."""
    changed = set()
    for root, left in lots(connection, roots).items():
        over = sum(points for day, points in left if last_day(day, after_days) < today)
        if over and insert_missing(
            connection, ledger, row(root, f"expire:{today}", EXPIRE, -over, at=now_ms, day=today)
        ):
            changed.add(root)
    return changed
