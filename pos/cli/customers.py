"""``tresen customers``: what this till knows of customers, from its replica, masked as on the screen."""

from __future__ import annotations

import argparse

from pos.base.errors import Code, Refused
from pos.cli.doors import Doors
from pos.cli.show import Terminal, amount, moment
from pos.contract.people import CustomerRow

FOUND_MOST = 50


def find(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.members(words.data) as members:
        rows, _ = members.find(words.text, FOUND_MOST)
    if not rows:
        raise Refused(Code.CUSTOMER_UNKNOWN, text=words.text)
    for row in rows:
        terminal.fact(row, f"{row.id}  {_name(row)}  {row.tier or '-'}  {row.points} P  {row.city or '-'}")
    return 0


def show(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.members(words.data) as members:
        row, _ = members.customer(words.id)
        as_of_ms = members.as_of()[0]
    if row is None:
        raise Refused(Code.CUSTOMER_UNKNOWN, text=words.id)
    terminal.fact(row, _text(row, as_of_ms))
    return 0


def _name(row: CustomerRow) -> str:
    return f"{row.given} {row.family}".strip() or "(no name)"


def _text(row: CustomerRow, as_of_ms: int | None) -> str:
    consents = ", ".join(f"{c.purpose} {'yes' if c.given else 'no'}" for c in row.consents)
    lines = [
        f"{_name(row)} ({row.id}), {row.state}" + (f", now {row.into}" if row.into else ""),
        f"  card ··{row.card_end or '-'}  phone {row.phone or '-'}  e-mail {row.email or '-'}",
        f"  {row.points} points as of {moment(as_of_ms)}, tier {row.tier or '-'}",
        f"  {row.purchases} purchases in 12 months",
        f"  consents: {consents or 'none'}",
        *(f"  coupon {coupon.code}: {coupon.text} ({coupon.state})" for coupon in row.coupons),
        *(f"  cart {cart.id} of {cart.channel}: {len(cart.lines)} articles" for cart in row.carts),
    ]
    for contact in row.contacts:
        sum_ = "" if contact.amount_minor is None else f"  {amount(contact.amount_minor, contact.currency)}"
        lines.append(f"  {moment(contact.at_ms)}  {contact.channel}: {contact.title}{sum_}")
    return "\n".join(lines)
