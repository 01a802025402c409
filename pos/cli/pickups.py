"""``tresen pickups``: the online orders of this store, as far as this till knows, with what it did itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from pos.base.errors import Code, Refused
from pos.cli.doors import Doors
from pos.cli.show import Terminal, amount, moment
from pos.domain.collect import AT_THE_COUNTER, DONE, TO_PICK, Pickup, PickupLine
from pos.services.pickups import PickupLists

FOUND_MOST = 50
STATES = (*TO_PICK, *AT_THE_COUNTER, *DONE)
KINDS = ("to_pick", "unclear", "to_cancel", "ready", "expired", "done")


def list_(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.pickups(words.data) as pickups:
        lists, _ = pickups.lists()
    terminal.aside(f"as of {moment(lists.as_of_ms)}")
    for one in _listed(lists, words.state):
        terminal.fact(one, _row(one))
    return 0


def show(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.pickups(words.data) as pickups:
        one, _ = pickups.show(words.code)
        found = (one,) if one is not None else pickups.find(words.code, FOUND_MOST)[0]
    exact = [one for one in found if words.code.casefold() in (one.number.casefold(), one.code.casefold())] or found
    if not exact:
        raise Refused(Code.PICKUP_UNKNOWN, text=words.code)
    if len(exact) > 1:
        raise Refused(Code.PICKUP_AMBIGUOUS, text=words.code, count=len(exact))
    terminal.fact(exact[0], _text(exact[0]))
    return 0


def _listed(lists: PickupLists, state: str | None) -> Iterator[Pickup]:
    for kind in KINDS:
        for one in getattr(lists, kind):
            if state in (None, one.state):
                yield one


def _row(one: Pickup) -> str:
    paid = "paid" if one.paid else f"{amount(one.due_minor or one.total_minor, one.currency)} due"
    where = f"  {' '.join(one.bags)}" if one.bags else ""
    return f"{one.number}  {one.code}  {one.state}  {one.name or '-'}  {one.pieces} pieces  {paid}{where}"


def _text(one: Pickup) -> str:
    lines = [
        _row(one),
        f"  order {one.id} of {one.channel}, placed {moment(one.placed_ms)}",
        f"  {one.parcels} parcels; ready {_when(one.ready_ms)}, kept until {_when(one.expires_ms)},"
        f" done {_when(one.done_ms)}",
        *(["  the customer is here"] if one.here_ms else []),
        *([f"  cancellation asked for {moment(one.cancel_asked_ms)}"] if one.cancel_asked_ms else []),
        *(f"  {line.n}  {line.sku}  {line.text}  {_line(line)}" for line in one.lines),
    ]
    return "\n".join(lines)


def _line(line: PickupLine) -> str:
    said = [
        f"{count} {word}"
        for word, count in (
            ("ordered", line.quantity),
            ("picked", line.picked),
            ("short", line.short),
            ("handed over", line.handed),
            ("declined", line.declined),
        )
        if count
    ]
    return ", ".join(said) + (f", instead {line.substitute_text or line.substitute}" if line.substitute else "")


def _when(at_ms: int) -> str:
    return moment(at_ms or None)
