"""What is measured, one function for each line of the budgets in docs/bench.md; each returns rows of the table."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pos.bootstrap import programs
from pos.bootstrap.assembly import OpenTill, open_till
from pos.domain.cart import Cart
from pos.store.replica import match
from tests.bench import bare, people
from tests.bench.child import BASKET
from tests.bench.customers import customers
from tests.bench.data import CASHIER, PIN, PLACE, Data, prepared
from tests.bench.live import live, orders
from tests.bench.people import People
from tests.bench.race import OFFSCREEN, Child, Row, Series, beside, race

ROUNDS, BLOCK = 10, 100
STARTS = 7
NOBODY = "http://127.0.0.1:9"
MEGABYTE = 1_000_000
GROWTH = 1.2


@dataclass(frozen=True)
class Bench:
    """``large`` is what the budgets speak of, ``small`` a tenth of it; each is made when a measure asks for it."""

    articles: int
    receipts: int
    customers: int
    say: Callable[[str], None]

    @cached_property
    def large(self) -> Data:
        return prepared(self.articles, self.receipts, self.say)

    @cached_property
    def small(self) -> Data:
        return prepared(max(1, self.articles // 10), max(1, self.receipts // 10), self.say)

    @cached_property
    def people(self) -> People:
        return people.prepared(PLACE, self.customers, self.say)

    @contextmanager
    def children(self) -> Iterator[tuple[Child, Child, Child]]:
        """Bare Qt, the till on the large data, the till on the small; all idle."""
        scratch = fresh_scratch()
        with (
            Child("bare", "--replica", str(self.large.replica()), "--scratch", str(scratch)) as plain,
            Child("till", "--data", str(self.large.fresh().path)) as large,
            Child("till", "--data", str(self.small.fresh().path)) as small,
        ):
            yield plain, large, small


def fresh_scratch() -> Path:
    for path in PLACE.glob("scratch.db*"):
        path.unlink()
    return PLACE / "scratch.db"


def block(of: Sequence[str]) -> Callable[[int], list[str]]:
    """The part of ``of`` that belongs to a round, from the beginning again at its end."""
    return lambda number: [of[(number * BLOCK + k) % len(of)] for k in range(BLOCK)]


def scan(bench: Bench) -> list[Row]:
    with bench.children() as (plain, large, small):
        codes, few = block(bench.large.codes), block(bench.small.codes)
        large.ask("scan", codes(0)[: 2 * BASKET])
        size = int(large.ask("draft")[0])
        got = race(
            ROUNDS,
            {
                "paint": lambda _: plain.ask("paint", BLOCK),
                "till": lambda number: large.ask("scan", codes(number)),
                "small": lambda number: small.ask("scan", few(number)),
                "commit": lambda _: plain.ask("commit", [size] * BLOCK),
                "hop": lambda _: plain.ask("hop", BLOCK),
                "durable": lambda _: plain.ask("durable", [size] * BLOCK),
            },
        )
    return [
        beside("scan → line and total painted", got["till"], got["paint"], 1.5),
        beside("  the same beside bare hop + commit + paint", got["till"], got["durable"]),
        Row(f"  in it: bare commit of the basket, {size:,} bytes", got["commit"]),
        Row("  in it: bare hop to a thread and back", got["hop"]),
        beside("growth: scan at 10 × beside 1 ×", got["till"], got["small"], GROWTH, "p50"),
    ]


def search(bench: Bench) -> list[Row]:
    strokes, few = block(bench.large.strokes), block(bench.small.strokes)
    worst = bench.large.worst
    with bench.children() as (plain, large, small):
        got = race(
            ROUNDS,
            {
                "bare": lambda number: plain.ask("find", [match(text) for text in strokes(number)]),
                "till": lambda number: large.ask("search", strokes(number)),
                "small": lambda number: small.ask("search", few(number)),
                "bare worst": lambda _: plain.ask("find", [match(worst)] * BLOCK),
                "worst": lambda _: large.ask("search", [worst] * BLOCK),
                "hop": lambda _: plain.ask("hop", BLOCK),
            },
        )
    fits = f"{bench.large.worst_fits:,}"
    return [
        beside("search: key → list painted", got["till"], got["bare"], 1.5),
        beside(f"search: worst two letters ({worst!r}, {fits} names)", got["worst"], got["bare worst"], 1.5),
        Row("  in it: bare hop to a thread and back", got["hop"]),
        beside("growth: search at 10 × beside 1 ×", got["till"], got["small"], GROWTH, "p50"),
    ]


def commit(bench: Bench) -> list[Row]:
    """No window: the service call alone, one sale and one bare commit of its bytes in turn."""
    precious = bare.opened(str(fresh_scratch()))
    with closing(precious), _selling(bench.large) as large, _selling(bench.small) as small:
        big, little = Payments(large, bench.large.codes), Payments(small, bench.small.codes)
        got: dict[str, Series] = {name: Series() for name in ("till", "small", "bare")}
        for number in range(ROUNDS * BLOCK + BLOCK):
            taken = {"till": big.pay(), "small": little.pay()}
            taken["bare"] = bare.commit(precious, big.written())
            if number >= BLOCK:
                for name, value in taken.items():
                    got[name].values.append(value)
        size = len(big.written())
    return [
        beside(f"pay → sale.completed durable, {size:,} bytes", got["till"], got["bare"], 2.0),
        beside("growth: commit at 10 × beside 1 ×", got["till"], got["small"], GROWTH, "p50"),
    ]


@contextmanager
def _selling(data: Data) -> Iterator[OpenTill]:
    opened = open_till(data.fresh())
    try:
        opened.till.signon.sign_in(CASHIER, PIN)
        opened.till.cash.open_shift(20_000)
        yield opened
    finally:
        opened.close()


class Payments:
    """The same basket of `BASKET` lines, paid in cash again and again."""

    def __init__(self, opened: OpenTill, codes: Sequence[str]) -> None:
        self._opened = opened
        for code in codes[:BASKET]:
            opened.till.sale.scan(code)
        assert opened.desk.cart is not None
        self._cart: Cart = opened.desk.cart
        self._before = 0

    def pay(self) -> float:
        till = self._opened.till
        if self._opened.desk.cart is None:
            till.sale.restore(self._cart)
        self._before = self._opened.journal.head().seq
        start = time.perf_counter_ns()
        till.checkout.pay_cash()
        return bare.ms(start)

    def written(self) -> bytes:
        """What the last payment wrote: its entries and the shift's running totals."""
        journal = self._opened.journal
        return b"".join(item.line for item in journal.read(self._before, 10)) + journal.drafts()["shift"]


def start(bench: Bench) -> list[Row]:
    """From the spawn of a process to a window that accepts a scan (the PIN excepted), its helper process started."""
    folder = bench.large.fresh().path
    till = programs.command("puppet", "--data", str(folder), "--centre", NOBODY)
    plain = [sys.executable, "-c", bare.HELD]
    got = race(STARTS, {"till": lambda _: [_spawn(till)], "bare": lambda _: [_spawn(plain)]})
    return [beside("start → the window accepts a scan", got["till"], got["bare"], 3.0, "p50")]


def _spawn(command: list[str]) -> float:
    """Milliseconds to its first line; then it is told to end and waited for."""
    began = time.perf_counter_ns()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=OFFSCREEN) as process:
        assert process.stdin is not None and process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError(f"it did not start: {command[-4:]}")
        taken = bare.ms(began)
        process.stdin.close()
        process.wait(timeout=30)
    return taken


def memory(bench: Bench) -> list[Row]:
    """The till with its helper process, after 500 and after 1,000 sales of one line through the windows."""
    codes = bench.large.codes
    with (
        subprocess.Popen(
            [sys.executable, "-c", bare.HELD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=OFFSCREEN
        ) as plain,
        Child("till", "--data", str(bench.large.fresh().path), "--centre", NOBODY) as till,
    ):
        assert plain.stdin is not None and plain.stdout is not None
        plain.stdout.readline()
        sold = Series()
        halves: list[dict[str, float]] = []
        for half in (codes[:500], codes[500:1_000]):
            sold.values += till.ask("sell", half)
            halves.append(_family(till.process.pid))
        bare_now = _family(plain.pid)
        plain.stdin.close()
    rss, pss = (
        beside(f"memory of the till's processes, {kind}", _mb(halves[1][kind]), _mb(bare_now[kind]))
        for kind in ("RSS", "PSS")
    )
    rss.target = 3.0  # PSS shares Qt's pages with whoever else uses them on this machine now: told, not judged
    grown = Row("  growth of RSS from sale 500 to 1,000", _mb(halves[1]["RSS"] - halves[0]["RSS"]))
    return [rss, pss, grown, Row("  a whole sale: one scan, F10, receipt printed", sold)]


def _mb(value: float) -> Series:
    return Series([value], "MB")


def _family(pid: int) -> dict[str, float]:
    """Megabytes of a process and its children: RSS counts what they share twice, PSS once."""
    total: dict[str, float] = {}
    for path in (Path(f"/proc/{pid}"), *(Path(f"/proc/{child}") for child in _children(pid))):
        for line in (path / "smaps_rollup").read_text().splitlines():
            name, _, amount = line.partition(":")
            if name in ("Rss", "Pss"):
                total[name.upper()] = total.get(name.upper(), 0.0) + int(amount.split()[0]) * 1024 / MEGABYTE
    return total


def _children(pid: int) -> list[str]:
    return [child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


MEASURES: dict[str, Callable[[Bench], list[Row]]] = {
    "scan": scan,
    "search": search,
    "commit": commit,
    "start": start,
    "memory": memory,
    "customers": lambda bench: customers(bench.people, PLACE),
    "live": lambda _: live(PLACE),
    "orders": lambda _: orders(PLACE),
}
