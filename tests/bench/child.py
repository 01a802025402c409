"""The competitors, each a process of its own that waits while another one runs: a till's real window, and bare Qt.

A line of JSON in, ``{"do": …, "with": […]}``; a list of milliseconds out, one for each thing done.
"""

from __future__ import annotations

import argparse
import json
import queue
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from pos.bootstrap.window import Window
from pos.domain.pricing import PricedCart
from pos.services.till import Till
from pos.store.files import Folder
from pos.ui.assets import asset
from pos.ui.shell import Shell
from pos.ui.widgets.stock_list import StockList
from tests.bench import bare
from tests.bench.data import CASHIER, PIN

BASKET = 20
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents

Play = Callable[[Any], list[float]]


def serve(plays: dict[str, Play]) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(plays[order["do"]](order["with"])), flush=True)


class TillChild:
    """Plays on the shell of a running till; between two orders it does nothing."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._on_hand: list[Any] = []
        self._money(lambda till: till.signon.sign_in(CASHIER, PIN))
        self._money(lambda till: till.cash.open_shift(20_000))
        shell.go("sell")
        self._rest()

    def plays(self) -> dict[str, Play]:
        return {
            "scan": self.scan,
            "search": self.search,
            "sell": self.sell,
            "draft": self.draft,
            "article": self.article,
            "figure": self.figure,
        }

    def scan(self, codes: list[str]) -> list[float]:
        """Each into a basket of `BASKET` lines whose oldest one makes room."""
        return [self._scan(code) for code in codes]

    def search(self, texts: list[str]) -> list[float]:
        """The last key of each text, past the router, which would hold it until no scanner can have sent it."""
        field = self._shell.front.search
        assert field is not None
        taken = []
        for text in texts:
            field.edit.setText(text[:-1])
            self._rest()
            start = time.perf_counter_ns()
            field.edit.insert(text[-1])
            self._rest()
            taken.append(bare.ms(start))
        field.clear()
        return taken

    def sell(self, codes: list[str]) -> list[float]:
        """A sale of one line for each code, paid with exact cash by its key."""
        taken = []
        for code in codes:
            start = time.perf_counter_ns()
            self._shell.scanned(code)
            self._rest()
            self._press_f10()
            taken.append(bare.ms(start))
        return taken

    def article(self, sku: str) -> list[float]:
        """Show an article until its stock is there."""
        self._shell.go("articles", sku=sku)
        while not any(line.own for line in self._stock().lines()):
            QApplication.processEvents(WAIT)
        return []

    def figure(self, wanted: str) -> list[float]:
        """Until this store's figure is painted as ``wanted``: when that was, on the clock all processes share."""
        while not any(line.own and line.figure == wanted for line in self._stock().lines()):
            QApplication.processEvents(WAIT)
        QApplication.processEvents()
        return [float(time.perf_counter_ns())]

    def _stock(self) -> StockList:
        found = self._shell.front.findChild(StockList)
        assert isinstance(found, StockList)
        return found

    def draft(self, _: object) -> list[float]:
        """How many bytes a scan commits: the basket as it lies in the journal's file."""
        cart: PricedCart = self._money(lambda till: till.sale.view())
        return [len(msgspec.json.encode(cart.cart))]

    def _press_f10(self) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(QApplication.focusWidget() or self._shell, event)
        self._rest()

    def _scan(self, code: str) -> float:
        cart: PricedCart | None = self._money(lambda till: till.sale.view())
        if cart is not None and len(cart.lines) >= BASKET:
            oldest = cart.lines[0].line.n
            self._money(lambda till: till.sale.remove(oldest))
        start = time.perf_counter_ns()
        self._shell.scanned(code)
        self._rest()
        return bare.ms(start)

    def _money(self, call: Callable[[Till], Any]) -> Any:
        self._on_hand.clear()
        self._shell.runner.money(call, self._on_hand.append)
        self._rest()
        return self._on_hand[0]

    def _rest(self) -> None:
        """Until every call is answered and what the answers changed is painted."""
        while not self._shell.settled():
            QApplication.processEvents(WAIT)
        QApplication.processEvents()


class Hop(QObject):
    """``hop(work)``: run it on another thread, and know its end by a queued signal: the price of a thread for money."""

    _back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._work: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._away = False
        self._back.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._run, daemon=True).start()

    def __call__(self, work: Callable[[], object]) -> float:
        start = time.perf_counter_ns()
        self._away = True
        self._work.put(work)
        while self._away:
            QApplication.processEvents(WAIT)
        return bare.ms(start)

    def _run(self) -> None:
        while True:
            self._work.get()()
            self._back.emit()

    def _arrived(self) -> None:
        self._away = False


def bare_plays(replica: str, scratch: str) -> dict[str, Play]:
    db, precious = sqlite3.connect(f"file:{replica}?mode=ro", uri=True), bare.opened(scratch)
    hop = Hop()
    lines: list[bytes] = [b""]
    painted = bare.basket(BASKET)
    durable = bare.basket(BASKET, lambda: hop(lambda: bare.commit(precious, lines[0])))
    view = QListWidget()
    windows: list[QWidget] = []

    def paint(n: int) -> list[float]:
        return [next(painted) for _ in range(n)]

    def durably(sizes: list[int]) -> list[float]:
        taken = []
        for size in sizes:
            lines[0] = bytes(size)
            taken.append(next(durable))
        return taken

    def find(queries: list[str]) -> list[float]:
        if not windows:
            windows.append(bare.window(view))
        return [bare.find(db, view, query) for query in queries]

    return {
        "paint": paint,
        "durable": durably,
        "hop": lambda n: [hop(lambda: None) for _ in range(n)],
        "commit": lambda sizes: [bare.commit(precious, bytes(size)) for size in sizes],
        "find": find,
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("who", choices=("till", "bare"))
    parser.add_argument("--data", type=Path, help="till: its folder")
    parser.add_argument("--centre", help="till: an address; without one it is alone, without its helper process")
    parser.add_argument("--replica")
    parser.add_argument("--scratch")
    words = parser.parse_args()
    if words.who == "till":
        return till(words.data, words.centre)
    app = QApplication([])
    QFontDatabase.addApplicationFont(str(asset("fonts", "Inter-Regular.otf")))
    app.setFont(QFont("Inter", 11))
    serve(bare_plays(words.replica, words.scratch))
    return 0


def till(data: Path, centre: str | None) -> int:
    def play(shell: Shell) -> None:
        serve(TillChild(shell).plays())
        shell.close()

    def ready(shell: Shell) -> None:
        QTimer.singleShot(0, lambda: play(shell))

    return Window(Folder(data), centre or "http://127.0.0.1:9", alone=centre is None).run(ready)


if __name__ == "__main__":
    sys.exit(main())
