"""How facts look on a terminal: as text for people, as JSON for scripts."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import msgspec
from babel.numbers import get_currency_precision

from pos.base.clock import local_time
from pos.base.errors import TresenError
from pos.cli.doors import Check, ReplaySummary, SaleLine
from pos.cli.sentences import explain
from pos.ports import Damage, Head, Identity, Verification
from pos.services.inspection import EntryRow


def amount(minor: int, currency: str) -> str:
    """``1234`` EUR as ``12.34 EUR``: a point and no grouping, so that scripts can read it too."""
    places = get_currency_precision(currency) if currency else 0
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}" + (f".{rest:0{places}d}" if places else "") + (f" {currency}" if currency else "")


def as_json(value: Any) -> str:
    """One line of JSON."""
    return msgspec.json.encode(value).decode()


def moment(at_ms: int | None) -> str:
    """UTC to the second."""
    return "never" if at_ms is None else datetime.fromtimestamp(at_ms // 1000, UTC).isoformat(" ", "seconds")


class Terminal:
    """Facts on standard output, everything else on standard error. ``json``: one JSON value a line."""

    def __init__(self, json: bool) -> None:
        self.json = json

    def fact(self, value: Any, text: str) -> None:
        print(as_json(value) if self.json else text, flush=True)

    def aside(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    # --- Voice of a replay ----------------------------------------------------------------------------------------

    def sale(self, line: SaleLine) -> None:
        self.fact(line, f"{line.receipt} {line.seq} {amount(line.total_minor, line.currency)}")

    def progress(self, text: str) -> None:
        self.aside(text)

    # --- errors -----------------------------------------------------------------------------------------------------

    def error(self, error: TresenError) -> None:
        said = explain(error)
        if self.json:
            told = {"happened": said.happened, "advice": said.advice, "data": said.data}
            self.aside(as_json({"error": error.code, "facts": error.facts, **told}))
        else:
            self.aside(f"tresen: {said.happened} {said.advice} {said.data} [{error.code}]")


def verification_text(found: Verification, identity: Identity, acked: Head) -> str:
    damage = found.damage
    if damage is None:
        return (
            f"journal {identity.tag}: ok, {found.entries} entries proven whole, {acked.seq} acknowledged by the centre"
        )
    return f"journal {identity.tag}: DAMAGED at entry {damage.seq} ({damage.reason}); {_safe(damage)}"


def _safe(damage: Damage) -> str:
    return f"entries 1 to {damage.seq - 1} are proven whole" if damage.seq > 1 else "no entry is proven whole"


def entry_text(row: EntryRow) -> str:
    try:
        at = local_time(row.at_ms, row.zone)
    except (KeyError, ValueError):  # a zone this machine does not know must not hide the entry
        at = datetime.fromtimestamp(row.at_ms // 1000, UTC)
    total = "" if row.total_minor is None else amount(row.total_minor, row.currency or "")
    sent = "sent" if row.acknowledged else "waiting"
    text = (
        f"{row.seq:>8}  {at:%Y-%m-%d %H:%M:%S}  {row.day}  {row.kind:<18}  {sent:<7}  {total:>16}  {row.receipt or ''}"
    )
    return text.rstrip()


def check_text(check: Check) -> str:
    return f"{check.state:<4}  {check.name:<16}  {check.detail}"


def summary_text(summary: ReplaySummary) -> str:
    total = amount(summary.total_minor, summary.currency)
    rows = [
        f"sales          {summary.sales} on {summary.days} business days, {total}",
        f"known before   {summary.known}",
        f"not replayed   {sum(summary.not_replayed.values())}",
        *(f"  {reason:<24} {count}" for reason, count in sorted(summary.not_replayed.items())),
        f"seconds        {summary.seconds:.1f}",
        f"acknowledged   {'yes, everything' if summary.acknowledged else f'no, {summary.waiting} entries wait here'}",
    ]
    if summary.set_aside:
        rows.append(f"set aside      {summary.set_aside}")
    if summary.problem:
        rows.append(f"problem        {summary.problem}")
    return "\n".join(rows)
