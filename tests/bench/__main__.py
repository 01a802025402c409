"""``python -m tests.bench``: the till beside the bare limits, in one run. Table to stdout, progress to stderr."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import PySide6

from pos.base.errors import Unavailable
from pos.store.files import Folder
from tests.bench.data import PLACE
from tests.bench.measures import MEASURES, Bench
from tests.bench.race import Row, Series

SHARED = {
    "scan": "bare Qt, till at 1 × and at 1/10, each idle while another works; a till has UI, money, look-up threads",
    "search": "as scan",
    "commit": "one process without a window; sales at 1 × and 1/10 and bare commits in turn",
    "start": "one process at a time; the till's starts its helper process too",
    "memory": "the till, its helper process (no centre answers it), one bare window",
    "live": "the centre, a till with its helper, one process that changes stock and holds 199 connections",
    "orders": "one process without a window; the till's reader and the bare query take turns",
    "customers": "one process without a window; the till's reader and the bare query take turns",
}


def main() -> int:
    words = _words()
    PLACE.mkdir(parents=True, exist_ok=True)
    try:
        with closing(Folder(PLACE).lock()):  # two at once would take each other's journal away
            return _run(words)
    except Unavailable as error:
        say(f"{PLACE}: {error}")
        return 1


def _run(words: argparse.Namespace) -> int:
    began = time.monotonic()
    bench = Bench(words.articles, words.receipts, words.customers, say)
    rows: dict[str, list[Row]] = {}
    for name in [words.only] if words.only else list(MEASURES):
        say(f"{name} …")
        rows[name] = MEASURES[name](bench)
    facts = _facts(words, time.monotonic() - began)
    print(table(rows, facts))
    words.json.parent.mkdir(parents=True, exist_ok=True)
    words.json.write_text(json.dumps({**facts, "rows": _plain(rows)}, indent=2, ensure_ascii=False), "utf-8")
    return 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--receipts", type=int, default=100_000)
    parser.add_argument("--customers", type=int, default=500_000)
    parser.add_argument("--json", type=Path, default=PLACE / "bench.json")
    parser.add_argument("--only", choices=MEASURES)
    return parser.parse_args()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _facts(words: argparse.Namespace, took_s: float) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "articles": words.articles,
        "receipts": words.receipts,
        "customers": words.customers,
        "took_s": round(took_s),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "qt": PySide6.__version__,
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
    }


def table(rows: dict[str, list[Row]], facts: dict[str, Any]) -> str:
    """Milliseconds (MB for memory) of the till and of the bare limit; the ratio of their p99, p50 where it says so."""
    lines = [
        f"Tresen beside the bare limits: {facts['articles']:,} articles, {facts['receipts']:,} receipts,"
        f" {facts['customers']:,} customers",
        f"{facts['date']}, {facts['cores']} cores, load {facts['load'][0]}, Python {facts['python']}, Qt {facts['qt']},"
        f" SQLite {facts['sqlite']}, {facts['took_s']} s in all",
        "",
        f"{'':56} {'n':>5} {'p50':>8} {'p99':>8} {'bare p50':>9} {'bare p99':>9} {'ratio':>7} {'target':>7}",
    ]
    for name, group in rows.items():
        lines += [_line(row) for row in group]
        lines.append(f"  processes: {SHARED[name]}")
    lines.append(
        "Not in it: a scanner's keys are held up to 35 ms until its Enter tells them from a person's; a key of"
    )
    lines.append("a person for 35 ms. Ratios are of p99 unless marked.")
    return "\n".join(lines)


def _line(row: Row) -> str:
    bare = f"{row.bare.p50:9.2f} {row.bare.p99:9.2f}" if row.bare else f"{'':19}"
    told = "" if row.ratio is None else f" {row.ratio:5.2f} ×" + ("" if row.of == "p99" else f" ({row.of})")
    target = "" if row.target is None else f"  ≤ {row.target:g} × {'ok' if row.met else 'MISSED'}"
    unit = "" if row.ours.unit == "ms" else f" {row.ours.unit}"
    return f"{row.what + unit:56} {len(row.ours.values):5} {row.ours.p50:8.2f} {row.ours.p99:8.2f} {bare}{told}{target}"


def _plain(rows: dict[str, list[Row]]) -> list[dict[str, Any]]:
    return [
        {
            "measure": name,
            "what": row.what.strip(),
            "unit": row.ours.unit,
            "till": _sums(row.ours),
            "bare": _sums(row.bare) if row.bare else None,
            "ratio": row.ratio,
            "ratio_of": row.of,
            "target": row.target,
            "met": row.met,
            "processes": SHARED[name],
        }
        for name, group in rows.items()
        for row in group
    ]


def _sums(series: Series) -> dict[str, float]:
    return {"n": len(series.values), "p50": series.p50, "p99": series.p99, "max": max(series.values)}


if __name__ == "__main__":
    sys.exit(main())
