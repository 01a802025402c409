"""What the centre says about stock and online orders, as plain text for a terminal."""

from __future__ import annotations

from typing import Any

from pos.base.clock import local_time
from pos.central.figures import Figures
from pos.central.office_goods import Availability, KeyList, OrderList, OrderShown, Swept
from pos.domain.collect import Pickup

UTC = "UTC"


def text(answer: Any) -> str | None:
    """An answer of `pos.central.office_goods` in words; None if it is none of them."""
    if isinstance(answer, Availability):
        return "\n".join(
            f"{one.sku:<14} {one.location}: {one.available} available"
            f" ({one.on_hand} on hand, {one.reserved} reserved, {one.buffer} kept back; heard {_time(one.heard_ms)})"
            for one in answer.lines
        )
    if isinstance(answer, OrderList):
        return "\n".join(map(_order, answer.orders)) or "Nobody waits for anything."
    if isinstance(answer, OrderShown):
        lines = [_order(answer.order)]
        lines += [
            f"  {line.n}  {line.sku:<14} {line.quantity} ordered, {line.picked} packed, {line.handed} handed over"
            f"  {line.text}"
            for line in answer.order.lines
        ]
        lines += [f"  {_time(at)}  {what}  {who}".rstrip() for at, what, who in answer.history]
        return "\n".join([*lines, *([f"  {answer.qr}"] if answer.qr else [])])
    if isinstance(answer, Figures):
        return "\n".join(map(_figures, answer.stores)) or "No orders in that time."
    if isinstance(answer, KeyList):
        return "\n".join(f"{key.key}  {'revoked' if key.revoked else 'good'}  {key.public}" for key in answer.keys)
    if isinstance(answer, Swept):
        return f"{answer.orders} orders brought up to date."
    return None


def _order(one: Pickup) -> str:
    paid = "paid" if one.paid else "to be paid"
    return f"{one.number:<12} {one.store}  {one.state:<18} {one.pieces} pieces, {paid}, since {_time(one.placed_ms)}"


def _figures(one: Any) -> str:
    ready = "–" if one.ready_ms is None else f"{one.ready_ms // 60_000} min"
    counter = "–" if one.counter_s is None else f"{one.counter_s} s"
    ages = " / ".join(map(str, one.open_by_age))
    return (
        f"{one.store}: {one.orders} orders, ready after {ready}, {counter} at the counter; open by age"
        f" (1 h / 4 h / 24 h / older) {ages}; {one.expired} expired, {one.short} short"
    )


def _time(at_ms: int) -> str:
    return f"{local_time(at_ms, UTC):%Y-%m-%d %H:%M} UTC" if at_ms else "never"
