"""Today's record as one plain page: no script, nothing loaded from elsewhere, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from pos.base.clock import local_time
from pos.central.figures import StoreFigures
from pos.central.reports import DayReport, StoreDay, TillDay, Totals
from pos.central.review import ReviewItem
from pos.central.texts import amount, percent

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
STYLE: Final = """
:root { color-scheme: light dark; --canvas:#F4F4F2; --surface:#FFFFFF; --line:#E3E3DF; --text:#161719; --soft:#63656B;
  --accent:#2A4BD8; --green:#0E7A45; --amber:#8A5300; --amber-soft:#FFF1D1; }
@media (prefers-color-scheme: dark) { :root { --canvas:#0F1012; --surface:#18191C; --line:#2C2E33; --text:#F2F2F0;
  --soft:#A6A8AE; --accent:#8FA5FF; --green:#5FCB93; --amber:#F0B54A; --amber-soft:#33260B; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--canvas); color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif; padding: 32px 16px;
  font-variant-numeric: tabular-nums; }
main { max-width: 960px; margin: 0 auto; display: grid; gap: 24px; }
header { display: flex; align-items: baseline; gap: 12px; flex-wrap: wrap; }
h1 { font-size: 22px; font-weight: 600; letter-spacing: -.01em; }
h2 { font-size: 17px; font-weight: 600; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 24px; display: grid;
  gap: 20px; }
.soft { color: var(--soft); } .right { text-align: right; }
.demo { background: var(--amber-soft); color: var(--amber); border-radius: 6px; padding: 2px 10px; font-weight: 600; }
.total { font-size: 44px; font-weight: 600; letter-spacing: -.02em; line-height: 1.1; }
.facts { display: flex; gap: 32px; flex-wrap: wrap; } .facts b { display: block; font-size: 19px; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; white-space: nowrap; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: 13px; }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); }
th.right, td.right { padding-right: 0; padding-left: 16px; }
tr:last-child td { border-bottom: 0; }
.ok { color: var(--green); } .late { color: var(--amber); }
"""


def html(report: DayReport, seen: Sequence[ReviewItem], served: Sequence[StoreFigures] = ()) -> str:
    """The page of a day report, of how well online orders were served, and of what lies in review."""
    stores = "".join(_store(one, report.at) for one in report.stores)
    nothing = '<section><p class="soft">There is no store here yet: tresen-central import-stores.</p></section>'
    demo = '<span class="demo">Demo</span>' if any(one.demo for one in report.stores) else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="10">'
        f"<title>Tresen centre</title><style>{STYLE}</style></head><body><main>"
        f"<header><h1>Central record</h1>{demo}</header>{stores or nothing}{_orders(served)}{_review(seen)}"
        "</main></body></html>"
    )


def _store(one: StoreDay, at: int) -> str:
    totals = one.totals
    clock = local_time(at, one.zone).strftime("%H:%M:%S")
    facts = [("Sales", str(totals.sales)), ("Voids", str(totals.voids))]
    facts += [(_tender(t.kind), amount(t.amount_minor, one.currency)) for t in totals.tenders]
    facts += [(f"VAT {percent(v.rate_bp)}", amount(v.tax_minor, one.currency)) for v in totals.vat]
    shown = "".join(
        f'<div><span class="soft">{escape(name)}</span><b>{escape(value)}</b></div>' for name, value in facts
    )
    tills = "".join(_till(till, one) for till in one.tills)
    table = (
        '<div class="scroll"><table><tr><th>Till</th><th>State</th><th>Receipts</th><th class="right">Sales</th>'
        f'<th class="right">Total</th></tr>{tills}</table></div>'
    )
    return (
        f"<section><div><h2>{escape(one.name)}</h2>"
        f'<p class="soft">{escape(one.store)} · business day {escape(one.day)} · {clock}</p></div>'
        f'<p class="total">{escape(amount(totals.total_minor, one.currency))}</p>'
        f'<div class="facts">{shown}</div>{table if tills else ""}</section>'
    )


def _till(till: TillDay, one: StoreDay) -> str:
    totals = till.totals
    heard = local_time(till.heard_at, one.zone).strftime("%H:%M") if till.heard_at else "never"
    if till.behind:
        state = f'<span class="late">{till.behind} entries behind, last heard {heard}</span>'
    else:
        state = f'<span class="ok">all here</span> <span class="soft">last heard {heard}</span>'
    late = f'<br><span class="soft">{totals.late} came in later, sold offline</span>' if totals.late else ""
    return (
        f"<tr><td>{escape(till.till)}</td><td>{state}{late}</td><td>{escape(_span(totals))}</td>"
        f'<td class="right">{totals.sales}</td>'
        f'<td class="right">{escape(amount(totals.total_minor, one.currency))}</td></tr>'
    )


def _span(totals: Totals) -> str:
    if totals.first_receipt is None or totals.last_receipt is None:
        return "–"
    return f"{totals.first_receipt} … {totals.last_receipt.rpartition('-')[2]}"


def _orders(served: Sequence[StoreFigures]) -> str:
    """How long customers wait, per store; nothing where nobody orders."""
    heads = (
        "Store",
        "Orders",
        "Ready after",
        "At the counter",
        "Open: 1 h",
        "4 h",
        "24 h",
        "older",
        "Expired",
        "Short",
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(value)}</td>" for value in (one.store, str(one.orders), _ready(one), _counter(one)))
        + "".join(f"<td>{count}</td>" for count in (*one.open_by_age, one.expired, one.short))
        + "</tr>"
        for one in served
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    table = f'<div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'
    return f"<section><h2>Online orders of four weeks</h2>{table}</section>" if served else ""


def _ready(one: StoreFigures) -> str:
    return "–" if one.ready_ms is None else f"{one.ready_ms // 60_000} min"


def _counter(one: StoreFigures) -> str:
    return "–" if one.counter_s is None else f"{one.counter_s} s"


def _review(seen: Sequence[ReviewItem]) -> str:
    if not seen:
        return '<p class="soft">Nothing needs attention.</p>'
    rows = "".join(
        f"<tr><td>{escape(item.review)}</td><td>{escape(item.reason)}</td>"
        f"<td>{escape(', '.join(f'{k}: {v}' for k, v in item.facts.items()))}</td></tr>"
        for item in seen[:20]
    )
    return f'<section><h2>Needs attention ({len(seen)})</h2><div class="scroll"><table>{rows}</table></div></section>'


def _tender(kind: str) -> str:
    return kind.replace("-", " ").capitalize()
