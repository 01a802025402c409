"""The demo's web shop as a process of its own: orders, buys and comes by, until the pipe to its parent closes."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from typing import Final

from pos.base.clock import SystemClock
from pos.bootstrap.programs import RESOURCES
from pos.rehearsal.webshop import Refused, WebShop, wares

KEY: Final = "TRESEN_SHOP_KEY"
CHANNEL: Final = "web-demo"
WAREHOUSE: Final = "WEB"
WARES: Final = 60


def shop(url: str, key: str, store: str, seed: int = 1) -> WebShop:
    """The web shop of the demo's retailer."""
    return WebShop(url, key, store, WAREHOUSE, wares(RESOURCES / "demo", WARES), seed)


def webshop(argv: Sequence[str]) -> int:
    """Something happens about every ``--pace`` seconds; what the centre refuses (nothing left of it) is no failure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--centre", required=True)
    parser.add_argument("--store", required=True)
    parser.add_argument("--pace", type=int, default=15)
    words = parser.parse_args(argv)
    ended = threading.Event()
    threading.Thread(target=_until_closed, args=(ended,), name="stdin", daemon=True).start()
    clock = SystemClock()
    one = shop(words.centre, os.environ.get(KEY, ""), words.store, clock.now_ms())
    while not ended.wait(words.pace):
        try:
            one.act(clock.now_ms())
        except (Refused, OSError):
            continue
    return 0


def _until_closed(ended: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    ended.set()
