"""Signing up over HTTP: a form for the customer's telephone, and the door at which the till asks who it was."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from fastapi import FastAPI, Request, Response
from msgspec import Struct
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from pos.base.errors import Refused
from pos.central import digital_receipts, enrolment, joins, pickup_page, receipt_page, refusal, web
from pos.central.digital_receipts import Where
from pos.central.doors_people import answered as answered_till
from pos.central.receipt_view import checkbox, field
from pos.central.refusal import Refusal
from pos.central.web import Pages, answered, base_of, frame, language_of, note
from pos.central.web_words import WORDS, said
from pos.contract.people import CustomersAnswer
from pos.domain.customer import CALLS, EMAIL_MOST, NAME_MOST, NEWSLETTER, OFFERS, Personal, read_email, read_phone

Bearer = Callable[[Request], str | None]
CONSENTS: Final = (NEWSLETTER, OFFERS, CALLS)
TEXTS: Final = ("given", "family", "email", "phone")


class Form(Struct, frozen=True):
    """What was typed and ticked, and what is wrong with it: keys of `web_words`, by field."""

    texts: dict[str, str] = {}
    ticked: tuple[str, ...] = ()
    errors: dict[str, str] = {}


def join_doors(app: FastAPI, pages: Pages, bearer: Bearer) -> None:
    """The form, and the till's question for its answer."""

    @app.get("/join/{token}", include_in_schema=False)
    async def form(request: Request, token: str) -> Response:
        refused = pages.refused(request)
        return refused if refused is not None else await run_in_threadpool(_page, pages, request, token)

    @app.post("/join/{token}", include_in_schema=False)
    async def send(request: Request, token: str) -> Response:
        refused = pages.refused(request)
        if refused is not None:
            return refused
        fields = await web.read_form(request)
        return await run_in_threadpool(_send, pages, request, token, fields)

    @app.get("/v1/joins/{token}")
    async def joined(request: Request, token: str) -> Response:
        return answered_till(await run_in_threadpool(_joined, pages, bearer(request), token))


def _joined(pages: Pages, bearer: str | None, token: str) -> CustomersAnswer:
    now_ms = pages.centre.now_ms()
    found = pages.centre.run(lambda db: joins.poll(db, enrolment.caller(db, bearer, now_ms), token, now_ms))
    if isinstance(found, str):
        raise Refusal(404, refusal.JOIN_OPEN if found == joins.OPEN else refusal.JOIN_OVER)
    pages.deliver()
    return found


def _found(pages: Pages, token: str) -> tuple[joins.Join, Where] | None:
    def work(db: Connection) -> tuple[joins.Join, Where] | None:
        join = joins.look(db, token, pages.centre.now_ms())
        where = None
        if join is not None:
            where = digital_receipts.where_of(db, join.store) if join.store else digital_receipts.any_store(db)
        return (join, where) if join is not None and where is not None else None

    return pages.centre.run(work)


def _page(pages: Pages, request: Request, token: str) -> Response:
    found = _found(pages, token)
    if found is None:
        return pages.nothing(request)
    join, where = found
    if not join.store:  # no till has asked for it yet: it may be made up
        pages.limiter.miss(web.client_of(request), pages.centre.now_ms())
    return _answer(request, join, where, Form())


def _answer(request: Request, join: joins.Join, where: Where, form: Form, asked: bool = False) -> Response:
    language = language_of(request, where.language)
    words = WORDS[language]
    if join.state == joins.OVER:
        box = note("", words.word("join-over"), words.word("join-over-why"))
        return answered(_framed(language, where, box), 410)
    if join.state == joins.FILLED:
        more = words.word("joined-mail") if asked else ""
        return answered(_framed(language, where, note("good", words.word("joined"), words.word("joined-more"), more)))
    return answered(_framed(language, where, _form(language, where, form)), 422 if form.errors else 200)


def _framed(language: str, where: Where, inner: str) -> str:
    title = WORDS[language].word("join")
    head = f'<header><h1>{escape(where.retailer)}</h1><p class="soft">{escape(title)}</p></header>'
    demo = note("", WORDS[language].word("demo-join")) if where.demo else ""
    return frame(language, f"{title} – {where.retailer}", [head, demo, inner])


def _form(language: str, where: Where, form: Form) -> str:
    words = WORDS[language]
    errors = form.errors
    # Said at the top too: the page opens there, and a form is longer than a telephone's screen.
    whole = note("bad", *dict.fromkeys(words.word(key) for key in errors.values())) if errors else ""

    def text(name: str, kind: str, key: str, fill: str) -> str:
        return field(name, kind, words.word(key), form.texts.get(name, ""), words, errors, fill)

    boxes = "".join(
        checkbox(purpose, said(words, f"{purpose}-sentence", retailer=where.retailer), words, errors,
                 purpose in form.ticked)
        for purpose in CONSENTS
    )  # fmt: skip
    return (
        f"<section><p>{escape(said(words, 'join-why', retailer=where.retailer))}</p>{whole}"
        '<form method="post">'
        + text("given", "text", "first-name", "given-name")
        + text("family", "text", "last-name", "family-name")
        + f'<p class="soft">{escape(words.word("contact-either"))}</p>'
        + text("email", "email", "email", "email")
        + text("phone", "tel", "phone", "tel")
        + f'<h2>{escape(words.word("consents"))}</h2><p class="soft">{escape(words.word("consents-why"))}</p>{boxes}'
        f'<button type="submit">{escape(words.word("join-send"))}</button></form>'
        f'<p class="soft">{escape(said(words, "privacy", retailer=where.retailer))}</p></section>'
    )


def _send(pages: Pages, request: Request, token: str, fields: dict[str, str] | None) -> Response:
    found = _found(pages, token)
    if found is None:
        return pages.nothing(request)
    join, where = found
    language = language_of(request, where.language)
    form, personal = _checked(fields, where.country, language)
    if form.errors or join.state != joins.OPEN:
        return _answer(request, join, where, form)
    words = WORDS[language]
    # The newsletter waits for the mailbox to confirm it, as on a receipt; the rest is said here and now.
    agreed = tuple(
        (purpose, said(words, f"{purpose}-sentence", retailer=where.retailer))
        for purpose in form.ticked
        if purpose != NEWSLETTER
    )
    base = base_of(request, where.receipts_at)
    letter = None
    if NEWSLETTER in form.ticked and base:
        id_ = joins.customer_id(token)
        letter = receipt_page.letter(pages, where, language, base, personal.email, id_, "", joins.SOURCE)
    filled = joins.Filled(personal, agreed, letter)
    done = pages.centre.run(lambda db: joins.fill(db, token, filled, pages.centre.now_ms()))
    pages.deliver()
    return _answer(request, done or join, where, form, letter is not None)


def _checked(fields: dict[str, str] | None, country: str, language: str) -> tuple[Form, Personal]:
    if fields is None:
        return Form(errors={"form": "form-unreadable"}), Personal()
    texts = {name: fields.get(name, "")[: NAME_MOST if name in ("given", "family") else EMAIL_MOST] for name in TEXTS}
    ticked = tuple(purpose for purpose in CONSENTS if fields.get(purpose) == "yes")
    errors = {name: "name-missing" for name in ("given", "family") if not texts[name]}
    email = phone = ""
    try:
        email = read_email(texts["email"]) if texts["email"] else ""
    except Refused:
        errors["email"] = "email-wrong"
    try:
        phone = read_phone(texts["phone"], country) if texts["phone"] else ""
    except Refused:
        errors["phone"] = "phone-wrong"
    if not texts["email"] and not texts["phone"]:
        errors["contact"] = "contact-missing"
    if NEWSLETTER in ticked and not texts["email"]:
        errors[NEWSLETTER] = "newsletter-needs"
    if CALLS in ticked and not texts["phone"]:
        errors[CALLS] = "calls-needs"
    personal = Personal(texts["given"], texts["family"], phone, email, "", language)
    return Form(texts, ticked, errors), personal


def public_pages(app: FastAPI, pages: Pages, bearer: Bearer) -> None:
    """Every page for people who are no till and no back office."""
    receipt_page.receipt_doors(app, pages)
    pickup_page.pickup_doors(app, pages)
    join_doors(app, pages, bearer)
