"""The books of a rehearsal, read by plain SQL from both databases, on purpose without a line of the product: what the
till wrote, what the centre booked, and every difference between the two.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Books:
    """Totals of one side, minor units. ``entries``: id → count; ``tenders`` by kind; ``vat`` by rate; ``pieces``:
    carried out over the counter, by SKU; ``handed``: pieces of online orders handed over, by SKU.
    """

    entries: Counter[str] = field(default_factory=Counter)
    sales: int = 0
    voids: int = 0
    total_minor: int = 0
    tenders: Counter[str] = field(default_factory=Counter)
    vat: Counter[int] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    redeemed: int = 0
    pieces: Counter[str] = field(default_factory=Counter)
    handed: Counter[str] = field(default_factory=Counter)
    receipts: list[str] = field(default_factory=list)

    def book(self, line: bytes) -> None:
        entry = json.loads(line)
        self.entries[entry["id"]] += 1
        if entry["kind"] == "sale.attributed":
            self._points(entry["body"])
        if entry["kind"] == "pickup.handed_over":
            for one in entry["body"]["lines"]:
                self.handed[one["sku"]] += one["quantity"]
        if entry["kind"] not in ("sale.completed", "sale.voided"):
            return
        sale = entry["body"] if entry["kind"] == "sale.completed" else entry["body"]["sale"]
        self.sales += entry["kind"] == "sale.completed"
        self.voids += entry["kind"] == "sale.voided"
        self.total_minor += sale["total_minor"]
        self.receipts.append(sale["receipt"])
        self._points(sale)
        for one in sale.get("lines", ()):
            self.pieces[one["sku"]] += 0 if one.get("fulfil") else one["quantity"]
        for tender in sale["tenders"]:
            self.tenders[tender["kind"]] += tender["amount_minor"]
        for vat in sale["vat"]:
            self.vat[vat["rate_bp"]] += vat["tax_minor"]

    def _points(self, body: dict[str, Any]) -> None:
        points = body.get("points")
        if points:
            self.points[body["customer"]] += points["earned"] - points.get("redeemed", 0)
            self.redeemed += points.get("redeemed", 0)


def read_journal(path: Path) -> tuple[Books, list[str]]:
    """The till's books and the faults of its chain (each hash computed anew from the line before)."""
    books, faults = Books(), []
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT seq, line, hash FROM entry ORDER BY seq").fetchall()
    previous: bytes | None = None
    for expected, (seq, line, hash_) in enumerate(rows, start=1):
        line = line.encode() if isinstance(line, str) else line
        own = bytes.fromhex(hash_) if isinstance(hash_, str) else hash_
        if seq != expected:
            faults.append(f"entry {expected} is missing, {seq} stands there")
        if previous is not None and hashlib.sha256(previous + line).digest() != own:
            faults.append(f"the chain breaks at entry {seq}")
        previous = own
        books.book(line)
    return books, faults


def read_centre(path: Path) -> Books:
    """What arrived at the centre, from the raw lines it keeps."""
    books = Books()
    with closing(sqlite3.connect(path)) as db:
        for (line,) in db.execute("SELECT line FROM event ORDER BY journal, seq"):
            books.book(line.encode() if isinstance(line, str) else line)
    return books


def booked_total(path: Path) -> int:
    """The sum of the receipts as the centre's reports count them, minor units."""
    with closing(sqlite3.connect(path)) as db:
        (total,) = db.execute("SELECT coalesce(sum(total_minor), 0) FROM receipt").fetchone()
    return int(total)


def booked_points(path: Path, receipts: list[str]) -> Counter[str]:
    """Customer → points, as the centre's ledger has them for these receipts."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT customer, points, ref FROM ledger").fetchall()
    points: Counter[str] = Counter()
    for customer, count, ref in rows:
        if ref in receipts:
            points[customer] += count
    return points


def stock_faults(path: Path, store: str, till: Books) -> list[str]:
    """Where the centre's stock is not its moves added up, or the store's moves are not what the till's journal says."""
    with closing(sqlite3.connect(path)) as db:
        levels = db.execute(
            "SELECT location, sku, on_hand, reserved FROM stock_level ORDER BY location, sku"
        ).fetchall()
        summed = db.execute(
            "SELECT location, sku, sum(on_hand), sum(reserved) FROM stock_move GROUP BY location, sku"
        ).fetchall()
        query = "SELECT sku, sum(on_hand) FROM stock_move WHERE location = ? AND why IN ({}) GROUP BY sku"
        sold = Counter(dict(db.execute(query.format("'sale', 'void'"), (store,)).fetchall()))
        handed = Counter(dict(db.execute(query.format("'hand-over'"), (store,)).fetchall()))
    moves = {(location, sku): (on_hand, reserved) for location, sku, on_hand, reserved in summed}
    found = []
    for location, sku, on_hand, reserved in levels:
        said = moves.get((location, sku), (0, 0))
        if (on_hand, reserved) != said:
            found.append(f"{sku} at {location}: {on_hand} there and {reserved} reserved, its moves say {said}")
    for what, centre, ours in (("sold", sold, till.pieces), ("handed over", handed, till.handed)):
        found += [
            f"{sku}: the centre has {-centre[sku]} {what}, the till {ours[sku]}"
            for sku in sorted(centre.keys() | ours.keys())
            if -centre[sku] != ours[sku]
        ]
    return found


def differences(till: Books, centre: Books, booked_minor: int, points: Counter[str]) -> list[str]:
    """Every way in which the two disagree, in words; empty when each entry stands at the centre once."""
    found = [f"{count} × {entry} at the till" for entry, count in till.entries.items() if count != 1]
    found += [f"{count} × {entry} at the centre" for entry, count in centre.entries.items() if count != 1]
    found += [f"{entry} is missing at the centre" for entry in till.entries.keys() - centre.entries.keys()]
    found += [f"{entry} was never written by the till" for entry in centre.entries.keys() - till.entries.keys()]
    for name in ("sales", "voids", "total_minor", "tenders", "vat"):
        ours, theirs = getattr(till, name), getattr(centre, name)
        if ours != theirs:
            found.append(f"{name}: till {ours}, centre {theirs}")
    found += [
        f"{customer}: the ledger says {points[customer]} points, the till {till.points[customer]}"
        for customer in till.points | points
        if points[customer] != till.points[customer]
    ]
    if booked_minor != till.total_minor:
        found.append(f"the centre's reports count {booked_minor}, the till's receipts {till.total_minor}")
    if len(set(till.receipts)) != len(till.receipts):
        found.append("a receipt number was used twice")
    return found
