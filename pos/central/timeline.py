"""What happened with a customer, over all channels: one row each, and the sums of the last twelve months from them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Select, case, func, select

from pos.central.customers import clean
from pos.central.database import chunks
from pos.central.tables_people import contact, customer
from pos.contract.people import ContactRow

STORE_CHANNEL: Final = "store"
SALE: Final = "sale"
VOID: Final = "void"
ORDER: Final = "order"
RETURN: Final = "return"
CART: Final = "cart"
KINDS: Final = (SALE, VOID, ORDER, RETURN, CART, "coupon", "newsletter", "support", "pickup")
REVENUE: Final = (SALE, VOID, ORDER, RETURN)
MATTERS: Final = ("pickup", "service")
YEAR_MS: Final = 365 * 86_400_000
BASIS: Final = 10_000
TITLE_MOST: Final = 120
DETAIL_MOST: Final = 300
REF_MOST: Final = 80


class Year(Struct, frozen=True):
    """Twelve months of a customer: ``returns_bp`` is the share of what they bought that they brought back."""

    revenue_minor: int = 0
    purchases: int = 0
    returns_bp: int = 0


def row(customer_id: str, id_: str, one: ContactRow, store: str = "", matter: str = "") -> dict[str, Any]:
    """A contact as a row of the table; its id makes it happen once."""
    return {
        "customer": customer_id,
        "id": id_,
        "at": one.at_ms,
        "kind": one.kind,
        "channel": clean(one.channel, 40),
        "title": clean(one.title, TITLE_MOST),
        "detail": clean(one.detail, DETAIL_MOST),
        "amount_minor": one.amount_minor,
        "currency": clean(one.currency, 3),
        "ref": clean(one.ref, REF_MOST),
        "store": store,
        "revenue": int(one.kind in REVENUE and one.amount_minor is not None),
        "matter": matter,
    }


def told(row_: Any) -> ContactRow:
    """A row of the table as tills and channels see it."""
    return ContactRow(
        row_.at, row_.kind, row_.channel, row_.title, row_.detail, row_.amount_minor, row_.currency, row_.ref
    )


def newest(table: Any, roots: Collection[str], most: int) -> Select[Any]:
    """The ``most`` newest rows of ``table`` (contact or ledger) per person, newest first."""
    rank = func.row_number().over(partition_by=customer.c.root, order_by=(table.c.at.desc(), table.c.id.desc()))
    inner = (
        select(customer.c.root, *table.c, rank.label("place"))
        .join(customer, customer.c.customer == table.c.customer)
        .where(customer.c.root.in_(sorted(roots)))
        .subquery()
    )
    return select(inner).where(inner.c.place <= most).order_by(inner.c.root, inner.c.place)


def years(connection: Connection, roots: Collection[str], now_ms: int) -> dict[str, Year]:
    """Root → its last twelve months."""
    bought = case((contact.c.kind.in_((SALE, ORDER, VOID)), contact.c.amount_minor), else_=0)
    back = case((contact.c.kind == RETURN, -contact.c.amount_minor), else_=0)
    times = case((contact.c.kind.in_((SALE, ORDER)), 1), (contact.c.kind == VOID, -1), else_=0)
    query = (
        select(customer.c.root, func.sum(bought), func.sum(back), func.sum(times))
        .join(customer, customer.c.customer == contact.c.customer)
        .where(contact.c.revenue == 1, contact.c.at > now_ms - YEAR_MS)
        .group_by(customer.c.root)
    )
    found = {}
    for some in chunks(sorted(roots)):
        for root, plus, minus, count in connection.execute(query.where(customer.c.root.in_(some))):
            share = BASIS * int(minus) // int(plus) if plus > 0 else 0
            found[root] = Year(int(plus - minus), max(0, int(count)), max(0, min(BASIS, share)))
    return found
