"""``tresen stock``: how much of an article is where, as far as this till knows."""

from __future__ import annotations

import argparse

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.cli.doors import Doors
from pos.cli.show import Terminal, moment
from pos.services.stock import Place

STREAM = "the centre's word"
BESIDE = "the centre's word and this till's own {provisional:+d}"


class Shown(Struct, frozen=True):
    """One location; ``available`` None: nothing is known of it. ``provisional``: own movements since ``as_of_ms``."""

    location: str
    name: str
    available: int | None
    on_hand: int | None = None
    reserved: int | None = None
    incoming: int | None = None
    incoming_on: str = ""
    as_of_ms: int | None = None
    provisional: int = 0


def show(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.shelves(words.data) as shelves:
        view, _ = shelves.article(words.sku)
    if view is None:
        raise Refused(Code.CODE_UNKNOWN, text=words.sku)
    if not any(place.answer for place in view.places):
        raise Refused(Code.STOCK_UNKNOWN, text=view.article.name)
    terminal.aside(f"{view.article.sku}  {view.article.name}")
    for place in view.places:
        shown = _shown(place)
        terminal.fact(shown, _text(shown))
    return 0


def _shown(place: Place) -> Shown:
    answer, row = place.answer, place.row
    if answer is None:
        return Shown(row.location, row.name, None)
    level = answer.level
    return Shown(
        row.location,
        row.name,
        level.available,
        level.on_hand,
        level.reserved,
        level.incoming,
        level.incoming_on,
        answer.as_of_ms,
        answer.provisional,
    )


def _text(shown: Shown) -> str:
    where = f"{shown.location}  {shown.name}"
    if shown.available is None:
        return f"{where}  unknown"
    coming = f", {shown.incoming} on the way{f' for {shown.incoming_on}' if shown.incoming_on else ''}"
    source = BESIDE.format(provisional=shown.provisional) if shown.provisional else STREAM
    return (
        f"{where}  {shown.available} free ({shown.on_hand} there, {shown.reserved} reserved"
        f"{coming if shown.incoming else ''})  as of {moment(shown.as_of_ms)}, {source}"
    )
