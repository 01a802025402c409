"""The store day that the tour plays, as data: what happens, the steps that do it, the picture after it, the sales.

A step is a word of `pos.rehearsal.puppet.Command` and its text; ``cut``, ``join``, ``kill`` and ``shop`` are the
conductor's (`pos.rehearsal.tour.Conductor`, as are names like ``$qr``), and ``go`` is the key of a screen of the rail.
``$3`` stands for the in-store EAN of the third best seller in ``resources/demo/made_up.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.domain.tender import denominations, hand_out
from pos.rehearsal.puppet import Command
from pos.ui.frame import RAIL

DEMO: Final = Path(__file__).parents[2] / "resources" / "demo"
SIGN_IN: Final = "wait screen=signin; wait operators; type 1111; "

FLOAT_MINOR: Final = 30_000
# Points that are spent in the course of the day: with the centre's leave, and without anybody's.
REDEEMED: Final = 1_000 + 500
# Pieces of online orders: two of the first, one of the second.
HANDED_OVER: Final = 2 + 1
# Whose price ends up in the drawer, scan by scan; "heart" finds the best seller, the voided sale is not among them.
PAID_IN_CASH: Final = (1, 2, 1, 3, 1, 7, 8, 9, 11, 12, 2, 3, 2)

TO_PICK: Final = "go collect; wait screen=collect; wait order=$number; type $number; key Return; wait rest"
MAKE_READY: Final = "key Return; wait rest; key F12; type A-01; key Return; wait rest; wait sent"

DAY: Final = (
    ("The till asks who is there", "wait screen=signin; wait operators", "sign-in", 0),
    (
        "Mara signs in; the drawer is still closed",
        "type 1111; wait screen=sell; go cash; wait screen=cash",
        "float",
        0,
    ),
    ("A shift with the usual float", "key F12; wait rest; go sell; wait screen=sell", "empty", 0),
    ("Scans, one article twice", "scan $1; scan $2; scan $1; scan $3", "basket", 0),
    ("Typing finds articles", "type heart", "search", 0),
    ("Enter takes the best seller", "key Return", "", 0),
    ("Cash, 200 given", "key F12; wait screen=pay; key F10; type 20000", "cash", 0),
    ("Change", "key F12; wait screen=done", "change", 1),
    ("The next scan starts the next sale", "scan $4; wait screen=sell; scan 3*$5", "", 0),
    ("Card: the question is on disk first", "key F11; wait screen=pay", "card", 0),
    ("The terminal said yes", "key F12; wait screen=done", "card-paid", 1),
    ("Exact cash in one touch", "scan $6; wait screen=sell; key F10; wait screen=done", "", 1),
    ("It was the wrong one: void the last sale", "key F12; wait screen=sell; key F8", "void", 0),
    ("A counter-entry with a receipt of its own", "key Return; wait rest", "voided", 0),
    (
        "Lena's card: points, coupons, what she began elsewhere",
        "key Escape; scan 22048817; wait customer; wait rest",
        "customer",
        0,
    ),
    ("All of her on one screen", "go customers; wait screen=customers; wait live", "customer-profile", 0),
    ("Her app cart is continued here, at its price", "key F12; wait screen=sell; wait rest", "app-cart", 0),
    ("A coupon with one scan", "scan 22180; scan TC-DEMO-10; wait rest", "coupon", 0),
    ("What she sees herself", "set customer_display=window; wait rest", "display-basket", 0),
    ("Points, with the centre's leave", "wait hold; key F12; wait screen=pay; key F5; wait rest", "points", 0),
    (
        "The rest by card",
        "type 1000; key Return; wait rest; key F11; wait rest; key F12; wait screen=done",
        "points-paid",
        1,
    ),
    ("Her receipt, for the telephone", "wait rest", "display-thanks", 0),
    (
        "Somebody buys in the web: the article's figure moves here",
        "key F12; wait screen=sell; go articles; wait screen=articles; shop sell; wait level=$level; scan $sku;"
        " wait rest",
        "article",
        0,
    ),
    ("An online order, to be picked", f"shop order 2; {TO_PICK}", "order-to-pick", 0),
    ("Packed; the customer gets the code", MAKE_READY, "order-ready", 0),
    ("The customer is here: code and parcel are scanned", "shop here; scan $qr; scan $label; wait rest", "collect", 0),
    ("Handed over", "key F12; wait rest", "handed-over", 0),
    ("Another one, for later", f"shop order 1; {TO_PICK}; {MAKE_READY}", "", 0),
    ("A code nobody knows", "go sell; wait screen=sell; scan 4006381333931", "unknown", 0),
    ("The line is cut", "key Escape; cut; wait offline", "", 0),
    (
        "Its customer comes: the signed code needs no line",
        "go collect; wait screen=collect; scan $qr; scan $label; wait rest",
        "collect-offline",
        0,
    ),
    ("Handed over, offline", "key F12; wait rest", "", 0),
    ("Selling goes on", "go sell; wait screen=sell; scan $7; scan $8; scan $9", "offline", 0),
    ("Cash, offline", "key F10; wait screen=done", "", 1),
    ("Card, offline", "scan $10; wait screen=sell; key F11; wait screen=pay; key F12; wait screen=done", "", 1),
    (
        "Lena again, offline: her points are as old as they say",
        "key F12; wait screen=sell; scan 22048817; wait customer; scan $4; scan 22180; wait rest",
        "customer-offline",
        0,
    ),
    (
        "So much is lent without asking",
        "key F12; wait screen=pay; key F5; type 500; key Return; wait rest; key F11; wait rest; key F12;"
        " wait screen=done",
        "points-offline",
        1,
    ),
    ("The journal says what waits", "go journal; wait screen=journal", "journal-offline", 0),
    ("A cart, and the power goes", "go sell; wait screen=sell; scan $11; scan $12; kill", "", 0),
    ("The cart is still there", SIGN_IN + "wait screen=sell", "after-the-power-cut", 0),
    ("Paid as if nothing had been", "key F10; wait screen=done", "", 1),
    ("The power goes while the card is asked", "scan $1; wait screen=sell; key F11; wait screen=pay; kill", "", 0),
    ("Somebody must look at the slip", SIGN_IN + "wait screen=pay", "card-unknown", 0),
    ("It was paid", "key F12; wait screen=done", "", 1),
    (
        "The line is back, the queue drains",
        "join; wait online; wait sent; go journal; wait screen=journal",
        "journal",
        0,
    ),
    ("In the dark", "theme dark; go sell; wait screen=sell; scan $2; scan $3; scan $2", "dark", 0),
    ("On a small screen", "resize 1024x768; wait rest", "dark-1024", 0),
    ("On a wide one, in Dutch", "resize 1920x1080; theme light; language nl; wait rest", "dutch-1920", 0),
    ("In English", "resize 1366x768; language en; wait rest", "english", 0),
    ("German again, paid", "language de; wait screen=sell; key F10; wait screen=done", "", 1),
    ("The drawer is counted, blind", "go cash; wait screen=cash; key F12; $drawer", "count", 0),
    ("To the cent", "key F12; wait rest", "compared", 0),
    ("Z report", "key F12; wait rest", "z-report", 0),
    ("Everything has arrived", "wait sent", "", 0),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """``sales``: how many sales this scene completes; ``picture``: file name of the screenshot after it, if any."""

    title: str
    steps: tuple[Command, ...]
    picture: str
    sales: int


def scenes() -> tuple[Scene, ...]:
    """The day, with its codes and the pieces in the drawer filled in."""
    sellers = best_sellers(12)
    codes = [code for code, _ in sellers]
    pieces = _pieces(FLOAT_MINOR + sum(sellers[n - 1][1] for n in PAID_IN_CASH))
    return tuple(
        Scene(title, tuple(steps_of(steps.replace("$drawer", pieces), codes)), picture, sales)
        for title, steps, picture, sales in DAY
    )


def steps_of(text: str, codes: Sequence[str] = ()) -> list[Command]:
    """The commands of ``text``, whose steps stand between semicolons; ``$1`` … are taken from ``codes``."""
    return [_command(step, codes) for step in text.split("; ") if step]


def best_sellers(count: int) -> list[tuple[str, int]]:
    """In-store EAN and price (minor units) of the best sold demo articles, best first."""
    with (DEMO / "articles.csv").open(encoding="utf-8", newline="") as file:
        prices = {row["stock_code"]: row["price"] for row in csv.DictReader(file)}
    with (DEMO / "made_up.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ean"]]
    rows.sort(key=lambda row: int(row["sales_rank"]))
    return [(row["ean"], _cents(prices[row["stock_code"]])) for row in rows[:count]]


def _cents(price: str) -> int:
    euros, _, cents = price.partition(".")
    return int(euros) * 100 + int(f"{cents:0<2}")


def _pieces(amount_minor: int) -> str:
    """The keys that count ``amount_minor``: the number of each note and coin, Enter to the next."""
    counted = dict(hand_out(amount_minor, "EUR"))
    return "; ".join(
        f"type {counted[piece]}; key Return" if piece in counted else "key Return" for piece in denominations("EUR")
    )


def _command(step: str, codes: Sequence[str]) -> Command:
    do, _, text = step.partition(" ")
    if do == "resize":
        width, height = text.split("x")
        return Command(do, width=int(width), height=int(height))
    if do == "go":
        return Command("key", f"Ctrl+{RAIL.index(text) + 1}")
    return Command(do, re.sub(r"\$(\d+)", lambda match: codes[int(match[1]) - 1], text))
