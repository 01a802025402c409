"""The centre's facts as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from babel.numbers import get_currency_precision
from msgspec import Struct

from pos.base.clock import local_time
from pos.central import texts_goods, texts_people
from pos.central.office import EnrolmentCode, Revoked
from pos.central.reconciliation import Reconciliation
from pos.central.reports import DayReport, StoreDay, Totals
from pos.central.review import ReviewItem
from pos.central.sheets import Fault, ImportReport

SHOWN_PER_REASON: Final = 5


def amount(minor: int, currency: str) -> str:
    """``1234, EUR`` → ``12.34 EUR``."""
    digits = get_currency_precision(currency)
    whole, part = divmod(abs(minor), 10**digits)
    sign = "−" if minor < 0 else ""
    return f"{sign}{whole:,}{f'.{part:0{digits}d}' if digits else ''} {currency}".replace(",", " ")


def percent(basis_points: int) -> str:
    """``1900`` → ``19 %``, ``550`` → ``5.5 %``."""
    whole, part = divmod(basis_points, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") + " %"


def text(answer: Any, everything: bool = False) -> str:
    """Any answer of `pos.central.office` in words; ``everything``: no list is cut short."""
    if isinstance(answer, DayReport):
        return "\n\n".join(map(_store_day, answer.stores)) or "No store, or no sale, matches."
    if isinstance(answer, Reconciliation):
        return _reconciliation(answer)
    if isinstance(answer, EnrolmentCode):
        return f"{answer.code}  enrols till {answer.till} of store {answer.store}, once, within 15 minutes."
    if isinstance(answer, Revoked):
        return f"Till {answer.till} of store {answer.store} is shut out. What it pushed stays."
    if isinstance(answer, tuple):
        return _review(answer)
    if isinstance(answer, Struct):
        return texts_goods.text(answer) or texts_people.text(answer)
    return "\n".join(_import(report, everything) for report in answer)


def _store_day(one: StoreDay) -> str:
    lines = [f"{one.store} {one.name}, {one.day}{'  (Demo)' if one.demo else ''}", *_totals(one.totals, one.currency)]
    for till in one.tills:
        heard = local_time(till.heard_at, one.zone).strftime("%Y-%m-%d %H:%M") if till.heard_at else "never"
        state = f"{till.behind} entries behind" if till.behind else "all here"
        lines.append(f"  Till {till.till}: {state}, last heard {heard}")
        lines += ["  " + line for line in _totals(till.totals, one.currency)]
    return "\n".join(lines)


def _totals(totals: Totals, currency: str) -> list[str]:
    lines = [f"  total     {amount(totals.total_minor, currency):>20}", f"  sales     {totals.sales:>16}"]
    if totals.voids:
        lines.append(f"  voids     {totals.voids:>16}")
    for vat in totals.vat:
        lines.append(
            f"  VAT {percent(vat.rate_bp):<6}{amount(vat.tax_minor, currency):>20}"
            f"  in {amount(vat.gross_minor, currency)}"
        )
    lines += [f"  {t.kind:<10}{amount(t.amount_minor, currency):>20}" for t in totals.tenders]
    if totals.first_receipt:
        lines.append(f"  receipts  {totals.first_receipt} … {totals.last_receipt}")
    if totals.late:
        lines.append(f"  late      {totals.late:>16}  sold offline, came in later")
    return lines


def _reconciliation(found: Reconciliation) -> str:
    lines = []
    for journal in found.journals:
        state = "whole" if journal.whole else f"BROKEN at entry {journal.broken_at}"
        behind = f", {journal.behind} more on the till" if journal.behind else ""
        lines.append(f"{journal.store} {journal.till} journal {journal.tag}: 1…{journal.acked}, chain {state}{behind}")
    for counter in found.counters:
        state = "gapless"
        if counter.missing:
            state = f"MISSING {', '.join(map(str, counter.missing))}"
        if counter.twice:
            state = f"TWICE {', '.join(map(str, counter.twice))}"
        lines.append(f"{counter.store} receipts {counter.prefix}: {counter.receipts}, {state}")
    for shift in found.shifts:
        same = (shift.reported_minor, shift.reported_receipts) == (shift.receipts_minor, shift.receipts)
        against = "" if same else f", BUT ITS RECEIPTS GIVE {amount(shift.receipts_minor, shift.currency)}"
        lines.append(
            f"{shift.store} {shift.till} Z of {shift.day}: {amount(shift.reported_minor, shift.currency)}{against}"
        )
    lines.append(f"In review: {found.review_open}. In quarantine: {found.quarantined}.")
    lines.append("Everything is here exactly once." if found.ok else "THE RECORD HAS FAULTS, named above.")
    return "\n".join(lines)


def _review(items: Sequence[ReviewItem]) -> str:
    if not items:
        return "Nothing needs attention."
    return "\n".join(
        f"{item.review}  {item.store} {item.till}  {item.reason}"
        f"  {', '.join(f'{name}: {value}' for name, value in item.facts.items())}"
        for item in items
    )


def _import(report: ImportReport, everything: bool) -> str:
    counts = [f"{report.added} added", f"{report.changed} changed", f"{report.unchanged} unchanged"]
    counts += [f"{report.removed} removed"] if report.removed else []
    counts += [f"{report.filtered} left out"] if report.filtered else []
    counts += [f"{len(report.refused)} refused"]
    lines = [f"{report.file}: {report.rows} rows of {report.kind}: {', '.join(counts)}."]
    lines += [f"  {count:>6} × {reason}" for reason, count in report.by_reason().items()]
    shown = report.refused if everything else _some_of_each(report.refused)
    lines += [f"  {f.file}:{f.line}: {f.reason}{f': {f.value}' if f.value else ''}" for f in shown]
    if len(shown) < len(report.refused):
        lines.append(f"  … and {len(report.refused) - len(shown)} more (--all or --json shows them)")
    if report.notes:
        kinds = Counter(note.reason for note in report.notes).most_common()
        lines.append("  noted, and gone in: " + ", ".join(f"{count} × {reason}" for reason, count in kinds))
    return "\n".join(lines)


def _some_of_each(faults: Sequence[Fault]) -> list[Fault]:
    seen: Counter[str] = Counter()
    shown = []
    for fault in faults:
        seen[fault.reason] += 1
        if seen[fault.reason] <= SHOWN_PER_REASON:
            shown.append(fault)
    return shown
