"""A centre and tills as real processes, and a bookkeeper that trusts neither: totals from the file and from both
databases by SQL, without one line of the product.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
PART = Path(__file__).parent / "online_retail_part.csv.gz"
STORE = "S0042"
PATIENCE_S = 120


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "pos.bootstrap", *words]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


class CentreProcess:
    """The reference centre on SQLite with the demo store, until `stop`."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "centre.db"
        self._log = (folder / "centre.log").open("wb")
        words = ("centre", "serve", "--database", self.address, "--port", "0", "--until-stdin-closes")
        self._process = subprocess.Popen(
            command(*words, "--demo", str(ROOT / "resources" / "demo")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=environment(),
        )
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["url"]

    @property
    def address(self) -> str:
        return f"sqlite:///{self.database}"

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()
        self._log.close()

    def order(self, *words: str) -> dict[str, object]:
        """A verb of ``tresen-central``, beside the running centre."""
        done = subprocess.run(
            command("centre", *words, "--database", self.address, "--json"),
            capture_output=True,
            text=True,
            env=environment(),
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, object] = json.loads(done.stdout)
        return answer

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            return db.execute(query, values).fetchall()


@dataclass
class TillFolder:
    """A till's folder, and every line its replays printed."""

    path: Path
    centre: CentreProcess
    printed: list[dict[str, object]] = field(default_factory=list)
    runs: int = 0

    @property
    def journal(self) -> Path:
        return self.path / "journal.db"

    def tresen(self, *words: str, expect: int = 0) -> list[dict[str, object]]:
        """A verb with ``--json``: its facts."""
        done = subprocess.run(
            command(*words, "--json", "--data", str(self.path)),
            capture_output=True,
            text=True,
            env=environment(),
            timeout=PATIENCE_S,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, file: Path, *options: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """A replay under way; its standard output is a pipe. Hand it to `heard` when it has ended."""
        self.runs += 1
        with (self.path / "replay.log").open("ab") as log:
            return subprocess.Popen(
                command("replay", str(file), "--json", "--data", str(self.path), *options),
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(env),
            )

    def heard(self, process: subprocess.Popen[bytes], before: bytes = b"") -> dict[str, object] | None:
        """Wait for its end; what it printed is remembered. The summary, if it came to that."""
        assert process.stdout is not None
        output = before + process.stdout.read()
        process.wait(timeout=PATIENCE_S)
        process.stdout.close()
        summary = None
        for line in output.split(b"\n")[:-1]:  # a line without its end was not printed
            fact = json.loads(line)
            if "receipt" in fact:
                self.printed.append(fact)
            else:
                summary = fact
        return summary

    def replay(self, file: Path, *options: str, env: Mapping[str, str] | None = None) -> dict[str, object]:
        """A replay to its end."""
        process = self.start(file, *options, env=env)
        summary = self.heard(process)
        assert process.returncode == 0, (self.path / "replay.log").read_text("utf-8")
        assert summary is not None
        return summary

    def sales(self) -> list[dict[str, object]]:
        """Every ``sale.completed`` in the journal, as its raw JSON."""
        with closing(sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True)) as db:
            lines = [row[0] for row in db.execute("SELECT line FROM entry ORDER BY seq")]
        entries = [json.loads(line) for line in lines]
        return [entry for entry in entries if entry["kind"] == "sale.completed"]


def new_till(centre: CentreProcess, folder: Path, name: str) -> TillFolder:
    """A till enrolled at ``centre`` with a one-time code."""
    code = centre.order("enrol-code", "--store", STORE, "--till", name)["code"]
    till = TillFolder(folder / name, centre)
    till.path.mkdir()
    (enrolled,) = till.tresen("enrol", "--centre", centre.url, "--code", str(code))
    assert enrolled["till"] == name
    return till


# --- the bookkeeper -------------------------------------------------------------------------------------------------


def expected(file: Path, invoices: int | None = None) -> dict[str, tuple[str, int]]:
    """From the file alone: invoice number → business day, total in cents; of those a till can sell, in file order."""
    lines: dict[str, list[dict[str, str]]] = {}
    for row in _rows(file):
        lines.setdefault(row["invoice_no"], []).append(row)
    found: dict[str, tuple[str, int]] = {}
    for number, rows in lines.items():
        prices = [Decimal(row["unit_price_gbp"]) for row in rows]
        pieces = [int(row["quantity"]) for row in rows]
        if number.isdigit() and min(pieces) > 0 and min(prices) >= 0:
            cents = [int((price * 100).quantize(Decimal(1), ROUND_HALF_UP)) for price in prices]
            total = sum(n * each for n, each in zip(pieces, cents, strict=True))
            found[number] = (rows[0]["invoice_date"][:10], total)
            if len(found) == invoices:
                break
    return found


def expected_points(file: Path) -> dict[str, int]:
    """From the file alone: customer → points, one for each whole unit of currency of each sale; who has none is left
    out.
    """
    customers = {row["invoice_no"]: row["customer_id"] for row in _rows(file)}
    points: Counter[str] = Counter()
    for number, (_, total) in expected(file).items():
        if customers[number]:
            points[customers[number]] += total // 100
    return {customer: count for customer, count in points.items() if count}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.suffix != ".gz":
        with file.open(encoding="utf-8", newline="") as plain:
            yield from csv.DictReader(plain)
        return
    with gzip.open(file, "rt", encoding="utf-8", newline="") as packed:
        yield from csv.DictReader(packed)


def audit(till: TillFolder, invoices: Mapping[str, tuple[str, int]]) -> None:
    """Every invoice stands once in the journal and once at the centre, to the cent; every printed line is one of them;
    both chains hold the same bytes.
    """
    (verified,) = till.tresen("journal", "verify")
    assert verified["damage"] is None
    sales = till.sales()
    sold = {str(_body(sale)["source_invoice"]): (sale["day"], _body(sale)["total_minor"]) for sale in sales}
    assert len(sales) == len(sold), "an invoice was sold twice"
    assert sold == dict(invoices)
    _audit_chain(till)
    _audit_centre(till, sales, invoices)
    in_journal = {(_body(sale)["receipt"], sale["seq"], _body(sale)["total_minor"]) for sale in sales}
    printed = [(line["receipt"], line["seq"], line["total_minor"]) for line in till.printed]
    assert set(printed) <= in_journal, "a printed receipt is not in the journal"
    assert len(set(printed)) == len(printed), "a receipt was printed twice"


def _body(sale: Mapping[str, object]) -> dict[str, object]:
    body = sale["body"]
    assert isinstance(body, dict)
    return body


def _audit_chain(till: TillFolder) -> None:
    """Same lines here and at the centre, numbered without a gap, and every hash that of the line and the one before."""
    with closing(sqlite3.connect(f"file:{till.journal}?mode=ro", uri=True)) as db:
        here = db.execute("SELECT seq, line, hash FROM entry ORDER BY seq").fetchall()
        journal = db.execute("SELECT value FROM meta WHERE name = 'journal'").fetchone()[0]
    there = till.centre.rows("SELECT seq, line, hash FROM event WHERE journal = ? ORDER BY seq", journal)
    assert [(seq, line, hash_.hex()) for seq, line, hash_ in here] == there
    assert [seq for seq, _, _ in here] == list(range(1, len(here) + 1))
    for (_, _, before), (_, line, after) in pairwise(here):
        assert hashlib.sha256(before + line).digest() == after


def _audit_centre(till: TillFolder, sales: list[dict[str, object]], invoices: Mapping[str, tuple[str, int]]) -> None:
    name = till.path.name
    receipts = till.centre.rows("SELECT number, total_minor FROM receipt WHERE till = ? ORDER BY receipt_n", name)
    assert receipts == [(_body(sale)["receipt"], _body(sale)["total_minor"]) for sale in sales]
    by_day: Counter[str] = Counter()
    for day, total in invoices.values():
        by_day[day] += total
    booked = till.centre.rows("SELECT day, sum(total_minor) FROM receipt WHERE till = ? GROUP BY day", name)
    assert dict(booked) == dict(by_day)
    set_aside = till.centre.rows("SELECT reason FROM event WHERE till = ? AND status = 'set_aside'", name)
    assert set_aside == []


def wait_for(look: object, seconds: float = 20) -> None:
    """Until ``look()`` is true; fails after ``seconds``, which is no measurement but the end of patience."""
    end = time.monotonic() + seconds
    while not look():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)
