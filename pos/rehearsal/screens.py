"""Every screen with the story of its picture: the real windows, a till on story data, a clock that stands still.

Where a folder with the designer's pictures is given, each screen that has one is laid beside it: *picture | ours*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from pos.rehearsal.orders_story import CODE, LABEL, PICKED, UNPAID_CODE, UNPAID_LABEL
from pos.rehearsal.puppet import Command
from pos.rehearsal.regulars import AUDIO, LENA_CARD
from pos.rehearsal.script import steps_of
from pos.rehearsal.stock_story import BOSE, live_words
from pos.rehearsal.story import BASKET, CASH_BASKET, CLOCK_MS, ROBOT, ROBOT_GTIN
from pos.rehearsal.tour import Actor, Failed

SHEET_WIDTH: Final = 1400
SHEET_QUALITY: Final = 82
GAP: Final = 12
DISPLAY: Final = "display-"
FIRST: Final = ("de-light-1366", "de-light-1280")
SIZES: Final = {"1024": "1024x768", "1366": "1366x768", "1920": "1920x1080"}


@dataclass(frozen=True, slots=True)
class Picture:
    """``design``: the designer's picture without language, theme and width; empty if there is none. ``steps``: from the
    picture before to this one, in the words of `pos.rehearsal.script`; ``again``: those that bring back what another
    size or language takes away (a list that was open, a form).
    """

    name: str
    design: str
    steps: str
    again: str = ""


def _scans(basket: tuple[tuple[str, int], ...]) -> str:
    return "; ".join(f"scan {quantity}*{sku}" if quantity > 1 else f"scan {sku}" for sku, quantity in basket)


# What Lena carries out; the robot is sent home.
CARRIED: Final[tuple[tuple[str, int], ...]] = tuple(one for one in BASKET if one[0] != str(ROBOT))
LIVE: Final = "; ".join(f"stock {word}" for word in live_words(CLOCK_MS - 3_000))
DELIVER: Final = (
    f"go articles; wait screen=articles; scan {ROBOT_GTIN}; wait rest; key F6; wait rest;"
    " type Lindenweg 4; key Tab; type 10178; key Tab; type Berlin; wait rest"
)
ORDERS: Final = "go collect; wait screen=collect; wait rest"
COLLECT: Final = f"scan {LABEL}; type {CODE}; key Return; key Return; wait rest"
UNPAID: Final = f"scan {UNPAID_LABEL}; type {UNPAID_CODE}; key Return; wait rest"
PICK: Final = f"type {PICKED}; key Return; wait rest"
FIND: Final = "key F2; type hoff; wait rest"

STORY: Final = (
    Picture("signin", "01-signin", "wait screen=signin; link online; type 11"),
    Picture("cash-open", "", "key Escape; type 1111; wait screen=sell; go cash; wait screen=cash"),
    Picture("sell-empty", "02c-sell-empty", "key F12; wait rest; go sell; wait screen=sell"),
    Picture("customer-find", "13-states", FIND, f"key Escape; key Escape; key Escape; {FIND}"),
    Picture(
        "customer", "06-customer", f"key Escape; key Escape; scan {LENA_CARD}; go customers; wait screen=customers"
    ),
    Picture("collect", "07-collect", f"{ORDERS}; {COLLECT}", COLLECT),
    Picture("collect-unpaid", "07b-collect-unpaid", f"key Escape; {ORDERS}; {UNPAID}", UNPAID),
    Picture("collect-pick", "", f"key Escape; {ORDERS}; {PICK}", PICK),
    Picture("collect-offline", "07c-collect-offline", f"key Escape; {ORDERS}; link offline; {COLLECT}", COLLECT),
    # Offline first: what a till has once heard live it never forgets.
    Picture(
        "sell-offline",
        "03-sell-offline",
        f"go sell; wait screen=sell; {_scans(CARRIED)}; scan {AUDIO.code}; link offline; wait rest",
    ),
    Picture("articles-offline", "05b-product-offline", "key F7; wait screen=articles; wait rest"),
    Picture("articles", "05-product", f"link online; {LIVE}; wait rest"),
    Picture("articles-deliver", "", DELIVER, DELIVER),
    Picture("sell", "02-sell", f"{DELIVER}; key Return; wait screen=sell; scan {BOSE}; type -; wait rest"),
    Picture("display-basket", "11-display-basket", "set customer_display=window; wait rest"),
    Picture(
        "sell-search", "02b-sell-search", "type bose q; wait rest", "key Escape; key Escape; type bose q; wait rest"
    ),
    Picture("sell-unknown", "13-states", "key Escape; scan 4006381333931"),
    Picture("sell-quantity", "02d-sell-discount", "key Escape; key F3"),
    Picture(
        "pay-points",
        "04d-pay-points",
        "key Escape; hold; key F12; wait screen=pay; key F5; wait rest",
        "wait screen=pay; key F5; wait rest",
    ),
    Picture("pay-card", "04-pay-card", "key F5; type 2480; key Return; wait rest; key F11; wait rest"),
    Picture("pay-done-card", "04c-pay-done", "key F12; wait screen=done"),
    Picture("display-thanks", "11b-display-thanks", "wait rest"),
    Picture("sell-cash", "", f"key F12; wait screen=sell; {_scans(CASH_BASKET)}"),
    Picture("pay-cash", "04b-pay-cash", "key F12; wait screen=pay; key F10; type 5000"),
    Picture("pay-done", "04c-pay-done", "key F10; type 5000; key F12; wait screen=done"),
    Picture("journal-offline", "10-journal-offline", "link offline; go journal; wait screen=journal"),
    Picture("journal", "10-journal-online", "link online; wait rest"),
    Picture("shift", "", "go cash; wait screen=cash"),
    Picture("shift-count", "09-shift-count", "key F12; type 3; key Return; type 2"),
    Picture("shift-result", "09b-shift-result", "key F12; type 1; key Return; type 3; key F12; wait rest"),
)


def screens(out: Path, start: Callable[[], Actor], pictures: Path | None, say: Callable[[str], None]) -> list[str]:
    """Draw the story in German at 1366 × 768 and each of its screens in the other sizes, themes and languages. Returns
    what went wrong, in words; empty if all is drawn.
    """
    out.mkdir(parents=True, exist_ok=True)
    actor, faults = start(), []
    try:
        for picture in STORY:
            say(picture.name)
            _play(actor, f"resize {SIZES['1366']}; theme light; language de; {picture.steps}", picture.name)
            display = picture.name.startswith(DISPLAY)
            for suffix, steps in _variants(display):
                _play(actor, f"{steps}; {picture.again}" if suffix not in FIRST else steps, picture.name)
                file = out / f"{picture.name}-{suffix}.png"
                _play_one(actor, Command("shot-display" if display else "shot", str(file)), picture.name)
                if pictures is not None and suffix in FIRST:
                    design = pictures / f"{picture.design}-{suffix}.png"
                    if picture.design and design.is_file():
                        beside(design, file, out / f"sheet-{picture.name}.jpg")
        actor.quit()
    except Failed as failure:
        faults.append(str(failure))
        actor.kill()
    return faults


def beside(picture: Path, ours: Path, sheet: Path) -> None:
    """A small contact sheet: the designer's picture left, ours right."""
    images = [QImage(str(picture)), QImage(str(ours))]
    width = (SHEET_WIDTH - GAP) // 2
    scaled = [image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) for image in images]
    board = QImage(QSize(SHEET_WIDTH, max(image.height() for image in scaled)), QImage.Format.Format_RGB32)
    board.fill(QColor(Qt.GlobalColor.gray))
    painter = QPainter(board)
    for column, image in enumerate(scaled):
        painter.drawImage(QRect(column * (width + GAP), 0, width, image.height()), image)
    painter.end()
    board.save(str(sheet), quality=SHEET_QUALITY)  # small enough to live in the repository


def _variants(display: bool) -> list[tuple[str, str]]:
    """Suffix and the steps to get there; the first one is the designer's. The customer's window has one size, and
    speaks the store's language.
    """
    if display:
        return [("de-light-1280", "theme light; wait rest"), ("de-dark-1280", "theme dark; wait rest")]
    found = [("de-light-1366", "theme light; language de")]
    for width, size in SIZES.items():
        for theme in ("light", "dark"):
            if (width, theme) != ("1366", "light"):
                found.append((f"de-{theme}-{width}", f"resize {size}; theme {theme}"))
    for language in ("en", "nl"):
        found.append((f"{language}-light-1366", f"resize {SIZES['1366']}; theme light; language {language}"))
    return found


def _play(actor: Actor, steps: str, name: str) -> None:
    for command in steps_of(steps):
        _play_one(actor, command, name)


def _play_one(actor: Actor, command: Command, name: str) -> None:
    reply = actor.play(command)
    if not reply.ok:
        raise Failed(f"{name}: {command.do} {command.text}: {reply.problem} (on screen {reply.screen})")
