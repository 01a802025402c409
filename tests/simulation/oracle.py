"""What really happened, written down where the product cannot reach it, and what must follow from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from pos.contract import Entry, decode_body, decode_entry
from pos.domain.events import REHOMED, SALE_COMPLETED, Rehomed, SaleCompleted


@dataclass(frozen=True)
class Sold:
    day: str
    total_minor: int
    customer: str | None = None
    points: int = 0


@dataclass
class Oracle:
    """Every entry that was ever durable at a till."""

    ids: set[str] = field(default_factory=set)
    places: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    sales: dict[str, Sold] = field(default_factory=dict)
    poison: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def committed(self, journal: str, entry: Entry) -> None:
        self.ids.add(entry.id)
        self.places.setdefault((journal, entry.seq), set()).add(entry.id)
        if entry.kind == SALE_COMPLETED:
            sale = msgspec.json.decode(entry.body, type=SaleCompleted)
            moved = 0 if sale.points is None else sale.points.earned - sale.points.redeemed
            self.sales[sale.sale] = Sold(entry.day, sale.total_minor, sale.customer, moved)

    def poisoned(self, id_: str) -> None:
        self.poison.add(id_)

    def destroyed(self, ids: list[str]) -> None:
        """These stood on one disk only, and it is gone."""
        self.gone |= set(ids)


def innermost(line: bytes) -> Entry:
    """The entry inside any wrapping of an older journal."""
    entry = decode_entry(line)
    while entry.kind == REHOMED:
        body = decode_body(entry)
        assert isinstance(body, Rehomed)
        entry = decode_entry(body.line.encode())
    return entry


def wrong_sales(oracle: Oracle, receipts: list[tuple[object, ...]]) -> list[str]:
    """I1, I2 and the days' totals. ``receipts``: (id, day, total_minor) as the centre has booked them."""
    found = Counter(str(id_) for id_, _, _ in receipts)
    wrong = [f"I1 sale {id_} booked {n} times" for id_, n in found.items() if n > 1]
    wrong += [f"I1 sale {id_} never arrived" for id_ in oracle.sales if id_ not in found and id_ not in oracle.gone]
    wrong += [f"I2 sale {id_} was never made" for id_ in found if id_ not in oracle.sales]
    booked: Counter[str] = Counter()
    for _, day, total in receipts:
        booked[str(day)] += int(str(total))
    made: Counter[str] = Counter()
    for id_, sold in oracle.sales.items():
        if id_ in found or id_ not in oracle.gone:
            made[sold.day] += sold.total_minor
    return wrong + [f"day {day}: {booked[day]} booked, {made[day]} made" for day in made if booked[day] != made[day]]


def wrong_points(oracle: Oracle, booked: list[tuple[object, ...]], receipts: list[tuple[object, ...]]) -> list[str]:
    """I11: a customer's balance is the sum over their sales, whatever was lost, doubled or reordered on the way.
    ``booked``: (customer, points) rows of the ledger; ``receipts``: (id, …) that arrived.
    """
    arrived = {str(row[0]) for row in receipts}
    made: Counter[str] = Counter()
    for id_, sold in oracle.sales.items():
        if sold.customer is not None and id_ in arrived:
            made[sold.customer] += sold.points
    found: Counter[str] = Counter()
    for customer, points in booked:
        found[str(customer)] += int(str(points))
    return [
        f"I11 {who}: {found[who]} points booked, {made[who]} made" for who in made | found if found[who] != made[who]
    ]
