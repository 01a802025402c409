"""The page of an online order for its customer's telephone: how it stands, and the code that is shown at the till.
Whoever knows the secret part of its address may read it; it names nobody.
"""

from __future__ import annotations

import hmac
from html import escape
from typing import Final

from fastapi import FastAPI, Request, Response
from msgspec import Struct
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from sqlalchemy import Connection, select
from starlette.concurrency import run_in_threadpool

from pos.central import digital_receipts, feed, goods_channels, orders, pickup_keys, web
from pos.central.digital_receipts import Where
from pos.central.goods_channels import StepPut
from pos.central.orders import Order
from pos.central.pickup_words import PICKUP
from pos.central.refusal import Refusal
from pos.central.tables_orders import online_order
from pos.central.tables_stock import location
from pos.central.web import Pages, answered, frame, language_of, moved, note, pair
from pos.central.web_words import WORDS
from pos.domain import collect
from pos.domain.collect import Pickup, PickupLine
from pos.domain.wording import Wording

TEXT_MOST: Final = 64
ASK_AGAIN_S: Final = 60
# Modules of white around a code, as the standard asks.
QUIET: Final = 4
# What the buttons do: the step, and the customer's word.
BUTTONS: Final = {"here": ("here", True), "yes": ("substitute", True), "no": ("substitute", False)}


class Seen(Struct, frozen=True):
    """An order as its page shows it. ``qr``: what its code says, empty if it has none; ``hours``, ``phone``: of its
    store.
    """

    pickup: Pickup
    where: Where
    qr: str
    hours: str
    phone: str


def pickup_doors(app: FastAPI, pages: Pages) -> None:
    """The page, and the buttons on it."""

    @app.get("/p/{order}/{secret}", include_in_schema=False)
    async def look(request: Request, order: str, secret: str) -> Response:
        refused = pages.refused(request)
        return refused if refused is not None else await run_in_threadpool(_look, pages, request, order, secret)

    @app.post("/p/{order}/{secret}", include_in_schema=False)
    async def press(request: Request, order: str, secret: str) -> Response:
        refused = pages.refused(request)
        if refused is not None:
            return refused
        fields = await web.read_form(request) or {}
        return await run_in_threadpool(_press, pages, request, (order, secret), fields.get("do", ""))


def find(connection: Connection, order: str, secret: str) -> Order | None:
    """The order of that address; None if there is none, or the secret is wrong."""
    if max(len(order), len(secret)) > TEXT_MOST or "\0" in order + secret:
        return None
    row = connection.execute(select(online_order).where(online_order.c.order_id == order)).one_or_none()
    found = orders.read(row) if row is not None else None
    known = found.reach.secret if found is not None else ""
    right = hmac.compare_digest(known.encode(), secret.encode())
    return found if right and known else None


def seen(connection: Connection, order: str, secret: str, now_ms: int) -> Seen | None:
    """The same, with what the page says of its store and its code."""
    found = find(connection, order, secret)
    where = digital_receipts.where_of(connection, found.pickup.store) if found is not None else None
    if found is None or where is None:
        return None
    place = connection.execute(select(location).where(location.c.location == where.store)).one_or_none()
    one = collect.expired(found.pickup, now_ms)
    qr = "" if one.state in collect.DONE else pickup_keys.sealed(connection, found, now_ms)
    return Seen(one, where, qr, place.hours if place is not None else "", place.phone if place is not None else "")


def _look(pages: Pages, request: Request, order: str, secret: str) -> Response:
    now_ms = pages.centre.now_ms()
    found = pages.centre.run(lambda db: seen(db, order, secret, now_ms))
    if found is None:
        return _nothing(pages, request)
    language = language_of(request, found.where.language)
    again = 0 if found.pickup.state in collect.DONE else ASK_AGAIN_S
    title = f"{_said(language, 'order', number=found.pickup.number)} – {found.where.retailer}"
    return answered(frame(language, title, page(found, language), again))


def _press(pages: Pages, request: Request, address: tuple[str, str], do: str) -> Response:
    """A word of the customer; one that comes too late changes nothing, and the page says how the order stands."""
    step, agreed = BUTTONS.get(do, ("", True))
    now_ms = pages.centre.now_ms()

    def work(db: Connection) -> bool:
        found = find(db, *address)
        if found is None:
            return False
        if step:
            at = goods_channels.Put(
                found.pickup.channel, f"pickups/{step}", found.pickup.id, now_ms, pages.centre.random_bytes
            )
            _, changes = goods_channels.put(db, at, StepPut(now_ms, agreed))
            feed.publish(db, changes, now_ms)
        return True

    try:
        known = pages.centre.run(work)
    except Refusal:
        known = True
    return moved(f"/p/{address[0]}/{address[1]}") if known else _nothing(pages, request)


def _nothing(pages: Pages, request: Request) -> Response:
    """404, and counted as any other address that leads nowhere."""
    pages.nothing(request)
    language = language_of(request)
    title = _said(language, "unknown")
    parts = [f"<header><h1>{escape(title)}</h1></header>", note("", _said(language, "unknown-why"))]
    return answered(frame(language, title, parts), 404)


# --- how it looks ----------------------------------------------------------------------------------------------------


def page(one: Seen, language: str) -> list[str]:
    """The parts of the page."""
    words, order = WORDS[language], one.pickup
    title = _said(language, "order", number=order.number)
    parts = [f'<header><h1>{escape(one.where.retailer)}</h1><p class="soft">{escape(title)}</p></header>']
    if order.demo or one.where.demo:
        parts.append(note("", words.word("demo")))
    kind = {collect.READY: "good", collect.CANCELLED: "bad", collect.RETURNED: "bad"}.get(order.state, "")
    why = PICKUP[language].get(f"why-{order.state}", "")
    parts.append(note(kind, PICKUP[language][order.state], why))
    parts += _asked(order, language)
    if order.state not in collect.DONE and not order.revoked:
        parts.append(_code(one, language))
    parts += [_facts(one, language, words), _lines(order, language, words)]
    return parts


def _asked(order: Pickup, language: str) -> list[str]:
    """What the customer is asked, with a button for each answer."""
    if order.state == collect.SHORT:
        offers = [
            _said(language, "instead", text=line.text, instead=line.substitute_text or line.substitute)
            for line in order.lines
            if line.substitute
        ]
        told = "".join(f"<p>{escape(offer)}</p>" for offer in offers)
        return [f"<section>{told}{_buttons(language, 'yes', 'no')}</section>"] if offers else []
    return [f"<section>{_buttons(language, 'here')}</section>"] if order.state == collect.READY else []


def _buttons(language: str, *names: str) -> str:
    inner = ""
    for n, name in enumerate(names):
        quiet = ' class="quiet"' if n else ""
        inner += f'<button type="submit" name="do" value="{name}"{quiet}>{escape(_said(language, name))}</button>'
    return f'<form method="post">{inner}</form>'


def _code(one: Seen, language: str) -> str:
    if not one.qr:
        return f'<section><p class="soft">{escape(_said(language, "code-soon"))}</p></section>'
    title = escape(_said(language, "qr"))
    return (
        f"<section>{svg(one.qr, title)}"
        f'<div><p class="soft">{escape(_said(language, "code"))}</p>'
        f'<p class="points">{escape(one.pickup.code)}</p></div>'
        f'<p class="soft">{escape(_said(language, "proxy"))}</p></section>'
    )


def svg(text: str, title: str) -> str:
    """A code as vectors, black on white in every theme, with its quiet zone. ``title``: escaped, for who cannot see."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    edge = len(matrix)
    return (
        f'<svg role="img" viewBox="0 0 {edge} {edge}" width="100%" shape-rendering="crispEdges">'
        f'<title>{title}</title><rect width="{edge}" height="{edge}" fill="#FFFFFF" />'
        f'<path fill="#000000" d="{"".join(runs)}" /></svg>'
    )


def _facts(one: Seen, language: str, words: Wording) -> str:
    order, zone = one.pickup, one.where.zone
    rows = [pair(_said(language, "where"), one.where.name, "wrap")]
    rows += [pair(_said(language, "hours"), one.hours, "wrap")] if one.hours else []
    rows += [pair(_said(language, "phone"), one.phone)] if one.phone else []
    if order.state in collect.TO_PICK and order.ready_by_ms:
        rows.append(pair(_said(language, "by"), words.at(order.ready_by_ms, zone)))
    if order.state == collect.READY and order.expires_ms:
        rows.append(pair(_said(language, "kept"), words.at(order.expires_ms, zone)))
    rows += [pair(_said(language, "parcels"), str(order.parcels))] if order.parcels > 1 else []
    if order.state not in collect.DONE:
        due = words.money(order.due_minor or order.total_minor, order.currency)
        rows.append(pair(_said(language, "paid" if order.paid else "due"), due))
    age = _said(language, "age", age=str(order.min_age)) if order.min_age else ""
    here = _said(language, "here-told", time=words.at(order.here_ms, zone)) if order.here_ms else ""
    told = "".join(f'<p class="strong">{escape(line)}</p>' for line in (age, here) if line)
    return f"<section><dl>{''.join(rows)}</dl>{told}</section>"


def _lines(order: Pickup, language: str, words: Wording) -> str:
    items = "".join(f"<li>{_line(line, order.currency, language, words)}</li>" for line in order.lines)
    return f"<section><h2>{escape(_said(language, 'what'))}</h2><ol>{items}</ol></section>"


def _line(line: PickupLine, currency: str, language: str, words: Wording) -> str:
    price = words.money(line.quantity * line.unit_minor, currency)
    rows = f'<p class="pair"><span class="strong" dir="auto">{escape(line.text)}</span><span>{escape(price)}</span></p>'
    said = [f"{line.quantity} × {words.money(line.unit_minor, currency)}"] if line.quantity != 1 else []
    said += [f"{line.short} {_said(language, 'missing')}"] if line.short else []
    said += [f"{line.handed} {_said(language, 'gone')}"] if line.handed else []
    return rows + (f'<p class="soft">{escape(" · ".join(said))}</p>' if said else "")


def _said(language: str, key: str, **values: str) -> str:
    return PICKUP[language][key].format(**values)
