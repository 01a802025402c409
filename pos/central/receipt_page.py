"""The digital receipt over HTTP: the page behind the code on paper and display, and its link to the next contact."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from pos.base.clock import local_date
from pos.base.errors import Refused
from pos.central import digital_receipts, newsletter, web
from pos.central.digital_receipts import Shown, Waiting, Where
from pos.central.receipt_view import ASK_AGAIN_S, Form, receipt_page, waiting_page
from pos.central.web import Pages, answered, base_of, frame, language_of, moved, note
from pos.central.web_words import WORDS, said
from pos.domain.customer import EMAIL_MOST, read_email
from pos.domain.wording import Wording

SOURCE: Final = "receipt"
TOKEN_MOST: Final = 64


def receipt_doors(app: FastAPI, pages: Pages) -> None:
    """Pages for whoever holds a receipt, or a letter of ours."""

    @app.get("/r/{number}/{link}", include_in_schema=False)
    async def receipt(request: Request, number: str, link: str) -> Response:
        refused = pages.refused(request)
        return refused if refused is not None else await run_in_threadpool(_receipt, pages, request, number, link)

    @app.post("/r/{number}/{link}/newsletter", include_in_schema=False)
    async def ask(request: Request, number: str, link: str) -> Response:
        refused = pages.refused(request)
        if refused is not None:
            return refused
        fields = await web.read_form(request)
        return await run_in_threadpool(_ask, pages, request, (number, link), fields)

    @app.get("/c/{token}", include_in_schema=False)
    async def look(request: Request, token: str) -> Response:
        refused = pages.refused(request)
        return refused if refused is not None else await run_in_threadpool(_word, pages, request, token, "")

    @app.post("/c/{token}", include_in_schema=False)
    async def decide(request: Request, token: str) -> Response:
        # Only a click confirms: programs that look at links before their readers do must not.
        refused = pages.refused(request)
        if refused is not None:
            return refused
        fields = await web.read_form(request) or {}
        return await run_in_threadpool(_word, pages, request, token, fields.get("do", ""))


def _receipt(pages: Pages, request: Request, number: str, link: str) -> Response:
    found = pages.centre.run(lambda db: digital_receipts.find(db, number, link))
    if found is None:
        return pages.nothing(request)
    language = language_of(request, found.where.language)
    if isinstance(found, Waiting):
        return answered(waiting_page(found, language), 202, {"Retry-After": str(ASK_AGAIN_S)})
    return _shown(pages, request, found, Form(_path(found.where, number, link), asked="asked" in request.query_params))


def _path(where: Where, number: str, link: str) -> str:
    """The page's path as its reader sees it, which behind a proxy may lie below another one."""
    return f"{urlsplit(where.receipts_at).path}/r/{number}/{link}"


def _shown(pages: Pages, request: Request, found: Shown, form: Form, status: int = 200) -> Response:
    now_ms = pages.centre.now_ms()
    today = local_date(now_ms, found.where.zone)
    offered = form if base_of(request, found.where.receipts_at) else None
    html = receipt_page(found, language_of(request, found.where.language), now_ms, today, offered)
    return answered(html, status)


def _ask(pages: Pages, request: Request, address: tuple[str, str], fields: dict[str, str] | None) -> Response:
    found = pages.centre.run(lambda db: digital_receipts.whose(db, *address))
    if found is None or found.void:
        return pages.nothing(request)
    form = _checked(_path(found.where, *address), fields)
    base = base_of(request, found.where.receipts_at)
    if form.errors or not base:
        return _shown(pages, request, found, form, 422)
    language = language_of(request, found.where.language)
    customer = found.points.customer if found.points is not None else ""
    one = letter(pages, found.where, language, base, form.email, customer, address[0], SOURCE)
    if not pages.centre.run(lambda db: newsletter.ask(db, one, pages.centre.now_ms())):
        return _shown(pages, request, found, Form(form.page, form.email, {"form": "asked-often"}), 429)
    pages.deliver()
    return moved(f"{form.page}?asked#newsletter")


def _checked(page: str, fields: dict[str, str] | None) -> Form:
    if fields is None:
        return Form(page, "", {"form": "form-unreadable"})
    email = fields.get("email", "")[:EMAIL_MOST]
    errors = {}
    try:
        email = read_email(fields.get("email", ""))
    except Refused:
        errors["email"] = "email-wrong"
    if fields.get("agree") != "yes":
        errors["agree"] = "box-missing"
    return Form(page, email, errors)


def letter(
    pages: Pages, where: Where, language: str, base: str, email: str, customer: str, receipt: str, source: str
) -> newsletter.Letter:
    """The letter whose link confirms; what its reader agrees to stands in it as they have read it."""
    words = WORDS[language]
    token = pages.token()
    return newsletter.Letter(
        token=token,
        message=pages.token(),
        email=email,
        customer=customer,
        store=where.store,
        receipt=receipt,
        source=source,
        language=language,
        sentence=said(words, "newsletter-sentence", retailer=where.retailer),
        subject=said(words, "mail-subject", retailer=where.retailer),
        body=said(words, "mail-body", retailer=where.retailer, link=f"{base}/c/{token}"),
    )


# --- the link in a letter -----------------------------------------------------------------------------------------


def _word(pages: Pages, request: Request, token: str, do: str) -> Response:
    if not token.isascii() or not token.isalnum() or len(token) > TOKEN_MOST:
        return pages.nothing(request)
    now_ms = pages.centre.now_ms()
    decide = {"confirm": newsletter.confirm, "withdraw": newsletter.withdraw}.get(do, newsletter.read)

    def work(db: Connection) -> tuple[newsletter.Word, Where] | None:
        word = decide(db, token, now_ms)
        where = digital_receipts.where_of(db, word.store) if word is not None else None
        return (word, where) if word is not None and where is not None else None

    found = pages.centre.run(work)
    if found is None:
        return pages.nothing(request)
    word, where = found
    language = language_of(request, word.language)
    words = WORDS[language]
    if word.withdrawn_at is not None:
        inner = note("good", words.word("withdrawn"), said(words, "withdrawn-more", email=word.email))
    elif word.confirmed_at is not None:
        inner = _confirmed(word, where, words)
    else:
        inner = (
            f"<section><p>{escape(said(words, 'confirm-why', email=word.email))}</p>"
            f'<p class="strong">{escape(word.sentence)}</p>{_button("confirm", words.word("confirm-button"))}</section>'
        )
    head = f'<header><h1>{escape(where.retailer)}</h1><p class="soft">{escape(words.word("newsletter"))}</p></header>'
    return answered(frame(language, f"{words.word('newsletter')} – {where.retailer}", [head, inner]))


def _confirmed(word: newsletter.Word, where: Where, words: Wording) -> str:
    time = words.at(word.confirmed_at or 0, where.zone)
    box = note("good", words.word("confirmed"), said(words, "confirmed-more", time=time, email=word.email))
    return f"{box}<section>{_button('withdraw', words.word('withdraw'), 'quiet')}</section>"


def _button(do: str, text: str, cls: str = "") -> str:
    style = f' class="{cls}"' if cls else ""
    return f'<form method="post"><button type="submit" name="do" value="{do}"{style}>{escape(text)}</button></form>'
