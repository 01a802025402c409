"""A store day through the real windows: the conductor starts the centre, a fault proxy and a till, plays the day on the
till's own keys, cuts the line, kills the till in the middle of a cart, and then counts both databases by SQL.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from pos.domain.pickup_code import parcel_label
from pos.rehearsal import audit
from pos.rehearsal.proxy import FaultProxy
from pos.rehearsal.puppet import Command, Reply
from pos.rehearsal.script import HANDED_OVER, REDEEMED, Scene, scenes
from pos.rehearsal.webshop import WebShop

PATIENCE_S: Final = 45


class RunningCentre(Protocol):
    """The embedded centre as the conductor needs it."""

    @property
    def url(self) -> str: ...

    @property
    def database(self) -> Path: ...

    def stop(self) -> None: ...


class Failed(Exception):
    """The tour cannot go on; the message says at which step and why."""


@dataclass
class Summary:
    """What the day was, and every fault found; ``faults`` empty means every cent and entry is where it belongs."""

    pictures: int = 0
    sales: int = 0
    voids: int = 0
    total_minor: int = 0
    entries: int = 0
    kills: int = 0
    points: int = 0
    orders: int = 0
    handed_over: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


class Actor:
    """The till as a child process that plays commands on its own windows."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._process = start()
        self.reply = self._read()

    def play(self, command: Command) -> Reply:
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(command) + b"\n")
        self._process.stdin.flush()
        self.reply = self._read()
        return self.reply

    def kill(self) -> None:
        """As a power cut would: nothing is asked, nothing is flushed."""
        self._process.kill()
        self._end()

    def quit(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(Command("quit")) + b"\n")
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._end()

    def _end(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()

    def _read(self) -> Reply:
        assert self._process.stdout is not None
        # A till that hangs must fail the tour, not hang it.
        patience = threading.Timer(PATIENCE_S, self._process.kill)
        patience.start()
        line = self._process.stdout.readline()
        patience.cancel()
        patience.join()
        if not line:
            raise Failed(f"the till ended with code {self._process.wait()}")
        return msgspec.json.decode(line, type=Reply)


def tour(
    out: Path,
    centre: RunningCentre,
    shop: WebShop,
    start_till: Callable[[str], subprocess.Popen[bytes]],
    journal: Callable[[], Path],
    say: Callable[[str], None],
) -> Summary:
    """Play the day and audit. ``shop`` is the other channel, which the line's faults do not touch; ``start_till(url)``
    starts a puppet till that reaches the centre at ``url``; ``journal()`` finds its journal file. Pictures land in
    ``out``. The summary's faults are empty if all is well.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    started, day = time.monotonic(), scenes()
    summary = Summary()
    address = urlsplit(centre.url)
    proxy = FaultProxy((address.hostname or "127.0.0.1", address.port or 80))
    conductor = Conductor(lambda: Actor(lambda: start_till(proxy.url)), proxy, shop, summary)
    try:
        for number, scene in enumerate(day, start=1):
            say(f"{number:2d}  {scene.title}")
            for step in scene.steps:
                conductor.act(step, scene.title)
            if scene.picture:
                take = "shot-display" if scene.picture.startswith("display") else "shot"
                conductor.act(Command(take, str(out / f"{number:02d}-{scene.picture}.png")), scene.title)
                summary.pictures += 1
        conductor.actor.quit()
    except Failed as failure:
        summary.faults.append(str(failure))
        conductor.actor.kill()
    finally:
        proxy.close()
        centre.stop()
    _audit(summary, journal(), centre.database, shop.store, day)
    summary.seconds = time.monotonic() - started
    (out / "summary.json").write_text(json.dumps(vars(summary), indent=2) + "\n", "utf-8")
    return summary


class Conductor:
    """Plays steps: the line, the power and the web shop are the conductor's own, all else is the till's.

    What only the day itself brings stands in the steps by name: ``$number``, ``$qr``, ``$code`` and ``$label`` of the
    order that the web shop took last; ``$sku`` of what it sold last, and ``$level``, what its warehouse has left of it.
    """

    def __init__(self, start: Callable[[], Actor], proxy: FaultProxy, shop: WebShop, summary: Summary) -> None:
        self._start, self._proxy, self._shop, self._summary = start, proxy, shop, summary
        self._sold = ""
        self.actor = start()

    def act(self, step: Command, title: str) -> None:
        """Raises Failed; ``title`` says where."""
        if step.do == "cut":
            self._proxy.cut()
        elif step.do == "join":
            self._proxy.join()
        elif step.do == "kill":
            self.actor.kill()
            self._summary.kills += 1
            self.actor = self._start()
        elif step.do == "shop":
            self._trade(step.text)
        else:
            reply = self.actor.play(replace(step, text=self._filled(step.text)))
            if not reply.ok:
                raise Failed(f"{title}: {step.do} {step.text}: {reply.problem} (on screen {reply.screen})")

    def _trade(self, what: str) -> None:
        """``order`` and how many articles, ``here`` or ``sell``, in the web."""
        deed, _, count = what.partition(" ")
        now = time.time_ns() // 1_000_000
        if deed == "order":
            self._shop.order((1,) * int(count), at_ms=now)
            self._summary.orders += 1
        elif deed == "here":
            self._shop.here(self._shop.orders[-1], at_ms=now)
        else:
            self._sold = self._shop.buy(at_ms=now).sku

    def _filled(self, text: str) -> str:
        if "$" not in text:
            return text
        words = {"$sku": self._sold}
        if "$level" in text:
            words["$level"] = f"{self._shop.warehouse}/{self._sold}/{self._shop.left(self._sold)}"
        if self._shop.orders:
            order = self._shop.orders[-1]
            state = self._shop.state(order)
            words |= {f"${name}": state[name] for name in ("number", "code", "qr")}
            words["$label"] = parcel_label(order, 1)
        for name, word in words.items():
            text = text.replace(name, word)
        return text


def _audit(summary: Summary, journal: Path, database: Path, store: str, day: tuple[Scene, ...]) -> None:
    till, chain = audit.read_journal(journal)
    centre = audit.read_centre(database)
    summary.sales, summary.voids, summary.total_minor = till.sales, till.voids, till.total_minor
    summary.entries = sum(till.entries.values())
    summary.faults += chain
    points = audit.booked_points(database, till.receipts)
    summary.faults += audit.differences(till, centre, audit.booked_total(database), points)
    summary.faults += audit.stock_faults(database, store, till)
    summary.points = sum(till.points.values())
    summary.handed_over = sum(till.handed.values())
    played = sum(scene.sales for scene in day)
    if till.sales != played:
        summary.faults.append(f"{played} sales were played, {till.sales} stand in the journal")
    if till.redeemed != REDEEMED:
        summary.faults.append(f"{REDEEMED} points were to be spent, {till.redeemed} were")
    if summary.handed_over != HANDED_OVER:
        summary.faults.append(f"{HANDED_OVER} ordered pieces were to be handed over, {summary.handed_over} were")


def say(text: str) -> None:
    """What happens next, for whoever watches."""
    print(text, flush=True)


def print_summary(summary: Summary, out: Path) -> None:
    """The summary for a person, on standard output."""
    euros, cents = divmod(abs(summary.total_minor), 100)
    print(
        f"\n{summary.sales} sales, {summary.voids} voids, total {euros}.{cents:02d} EUR,"
        f" {summary.points} points, {summary.orders} online orders with {summary.handed_over} pieces handed over,"
        f" {summary.entries} journal entries, {summary.kills} kills,"
        f" {summary.pictures} pictures in {out},"
        f" {summary.seconds:.0f} s"
    )
    if summary.faults:
        print("\nNOT WHOLE:", file=sys.stderr)
        for fault in summary.faults:
            print(f"  - {fault}", file=sys.stderr)
    else:
        print("Every entry stands at the centre exactly once, to the cent and to the piece.")
