"""A digital receipt as a page: first the sum, then what it consists of, then what the customer can do with it."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from babel.numbers import format_decimal
from msgspec import Struct

from pos.central.digital_receipts import Points, Shown, Waiting, Where
from pos.central.pickup_ingest import order_of_sale
from pos.central.web import frame, note, pair
from pos.central.web_words import WORDS, said
from pos.domain.cart import STORE as ELSEWHERE
from pos.domain.events import BY_POINTS, SaleCompleted, SoldLine
from pos.domain.wording import Wording

ASK_AGAIN_S: Final = 20


class Form(Struct, frozen=True):
    """The newsletter's form: ``page``: path of the page it stands on; what stood in it; ``errors``: keys of
    `web_words`, by field; ``asked``: it was sent, and a letter is on its way.
    """

    page: str
    email: str = ""
    errors: dict[str, str] = {}
    asked: bool = False


def receipt_page(one: Shown, language: str, now_ms: int, today: date, form: Form | None) -> str:
    """``form`` None: letters cannot be written from here, so none is offered."""
    words = WORDS[language]
    title = words.word("void-receipt" if one.void else "receipt")
    parts = [_head(one.where, title), *_warnings(one, words), _sum(one, words), _lines(one.sale, words)]
    if not one.void and not one.voided_by:
        parts += _elsewhere(one.sale, words)
    parts += [_tenders(one.sale, words), _vat(one.sale, words)]
    if one.points is not None:
        parts.append(_points(one, one.points, words, now_ms))
    if one.return_until is not None and not one.voided_by:
        parts.append(_return(one.return_until, today, words))
    if form is not None and not one.void:
        parts.append(newsletter(one.where, words, form))
    parts.append(_foot(one, words))
    return frame(language, f"{title} – {one.where.retailer}", parts)


def waiting_page(one: Waiting, language: str) -> str:
    words = WORDS[language]
    heard = (
        said(words, "heard", till=one.till, time=words.at(one.heard, one.where.zone))
        if one.heard
        else said(words, "heard-never", till=one.till)
    )
    parts = [
        _head(one.where, words.word("receipt")),
        note("", words.word("waiting"), said(words, "waiting-why", seconds=str(ASK_AGAIN_S))),
        f"<section><p>{escape(words.word('paper-valid'))}</p><dl>{pair(words.word('number'), one.number, 'wrap')}</dl>"
        f'<p class="soft">{escape(heard)}</p></section>',
    ]
    return frame(language, f"{words.word('waiting')} – {one.where.retailer}", parts, ASK_AGAIN_S)


def _head(where: Where, title: str) -> str:
    return f'<header><h1>{escape(where.retailer)}</h1><p class="soft">{escape(f"{title} · {where.name}")}</p></header>'


def _warnings(one: Shown, words: Wording) -> list[str]:
    boxes = []
    if one.sale.demo:
        boxes.append(note("", words.word("demo")))
    if one.voided_by:
        by = said(words, "voided-by", number=one.sale.receipt, by=one.voided_by)
        boxes.append(note("bad", words.word("voided"), by))
    if one.void:
        reason = said(words, "reason", reason=one.reason) if one.reason else ""
        boxes.append(note("bad", said(words, "voids", number=one.voids), reason))
    return boxes


def _sum(one: Shown, words: Wording) -> str:
    sale = one.sale
    total = abs(sale.total_minor) if one.void else sale.total_minor
    when = words.at(one.at, one.where.zone)
    return (
        f'<section><p class="soft">{escape(words.word("given-back" if one.void else "paid"))}</p>'
        f'<p class="amount">{escape(words.money(total, sale.currency))}</p>'
        f"<dl>{pair(words.word('time'), when)}{pair(words.word('number'), sale.receipt, 'wrap')}</dl></section>"
    )


def _lines(sale: SaleCompleted, words: Wording) -> str:
    items = "".join(_line(line, sale.currency, words) for line in sale.lines)
    saved = sum(d.amount_minor for line in sale.lines for d in line.discounts if d.kind != BY_POINTS)
    total = f'<p class="pair sum"><span>{escape(words.word("total"))}</span>'
    total += f"<span>{escape(words.money(sale.total_minor, sale.currency))}</span></p>"
    thanks = said(words, "saved", amount=words.money(saved, sale.currency)) if saved > 0 else ""
    return (
        f"<section><h2>{escape(words.word('articles'))}</h2><ol>{items}</ol>{total}"
        + (f'<p class="off">{escape(thanks)}</p>' if thanks else "")
        + "</section>"
    )


def _elsewhere(sale: SaleCompleted, words: Wording) -> list[str]:
    """What is collected at another store has a page with its code; the secret of the receipt is that page's, too."""
    places = sorted({line.fulfil.location for line in sale.lines if line.fulfil and line.fulfil.kind == ELSEWHERE})
    links = "".join(
        f'<p><a href="/p/{order_of_sale(sale.sale, f"{ELSEWHERE} {place}")}/{escape(sale.link or "")}">'
        f"{escape(said(words, 'pickup-code', place=place))}</a></p>"
        for place in places
    )
    return [f"<section><h2>{escape(words.word('pickup'))}</h2>{links}</section>"] if links and sale.link else []


def _line(line: SoldLine, currency: str, words: Wording) -> str:
    before = line.quantity * line.unit_minor
    rows = [
        f'<p class="pair"><span class="strong" dir="auto">{escape(line.text)}</span>'
        f"<span>{escape(words.money(before, currency))}</span></p>"
    ]
    if line.quantity != 1:
        each = f"{_whole(line.quantity, words)} × {words.money(line.unit_minor, currency)}"
        rows.append(f'<p class="soft">{escape(each)}</p>')
    rows += [
        f'<p class="pair off"><span dir="auto">{escape(discount.text)}</span>'
        f"<span>{escape(words.money(-discount.amount_minor, currency))}</span></p>"
        for discount in line.discounts
    ]
    return f"<li>{''.join(rows)}</li>"


def _tenders(sale: SaleCompleted, words: Wording) -> str:
    rows = []
    for tender in sale.tenders:
        name = words.word(tender.kind)
        if tender.points:
            name = f"{name} ({_whole(tender.points, words)})"
        rows.append(pair(name, words.money(tender.given_minor or tender.amount_minor, sale.currency)))
        if tender.change_minor:
            rows.append(pair(words.word("change"), words.money(-tender.change_minor, sale.currency)))
    return f"<section><h2>{escape(words.word('tenders'))}</h2><dl>{''.join(rows)}</dl></section>"


def _vat(sale: SaleCompleted, words: Wording) -> str:
    head = "".join(f'<th scope="col">{escape(words.word(name))}</th>' for name in ("rate", "net", "tax", "gross"))
    rows = "".join(
        f"<tr><td>{escape(words.rate(v.rate_bp))}</td>"
        + "".join(
            f"<td>{escape(words.figure(minor, sale.currency))}</td>"
            for minor in (v.net_minor, v.tax_minor, v.gross_minor)
        )
        + "</tr>"
        for v in sale.vat
    )
    title = f"{words.word('vat')} ({sale.currency})"
    return (
        f"<section><h2>{escape(title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _points(one: Shown, points: Points, words: Wording, now_ms: int) -> str:
    rows = pair(words.word("earned"), _signed(points.earned, words)) if points.earned else ""
    if points.redeemed:
        amount = words.money(points.redeemed_minor, one.sale.currency)
        value = said(words, "worth", points=_signed(-points.redeemed, words), amount=amount)
        rows += pair(words.word("redeemed"), value)
    hints = [words.word("attributed")] if points.attributed else []
    hints += [words.word("points-back")] if one.voided_by else []
    as_of = said(words, "balance-at", time=words.at(now_ms, one.where.zone))
    return (
        f"<section><h2>{escape(words.word('points'))}</h2>"
        f'<div><p class="points">{escape(_whole(points.balance, words))}</p>'
        f'<p class="soft">{escape(words.word("balance"))}, {escape(as_of)}</p></div>'
        + (f"<dl>{rows}</dl>" if rows else "")
        + "".join(f'<p class="soft">{escape(hint)}</p>' for hint in hints)
        + "</section>"
    )


def _return(until: date, today: date, words: Wording) -> str:
    day = words.on(until.isoformat())
    if until < today:
        inner = f'<p class="soft">{escape(said(words, "return-over", day=day))}</p>'
    else:
        inner = f'<p class="strong">{escape(said(words, "return-until", day=day))}</p>'
        inner += f'<p class="soft">{escape(words.word("return-how"))}</p>'
    return f"<section><h2>{escape(words.word('return'))}</h2>{inner}</section>"


def newsletter(where: Where, words: Wording, form: Form) -> str:
    """Nothing is ticked beforehand, and nothing counts before the mailbox has confirmed it."""
    title = f'<section class="screen" id="newsletter"><h2>{escape(words.word("newsletter"))}</h2>'
    if form.asked:
        return f"{title}{note('good', words.word('newsletter-asked'), words.word('newsletter-asked-more'))}</section>"
    whole = note("bad", words.word(form.errors["form"])) if "form" in form.errors else ""
    sentence = said(words, "newsletter-sentence", retailer=where.retailer)
    return (
        f"{title}<p>{escape(said(words, 'newsletter-why', retailer=where.retailer))}</p>{whole}"
        f'<form method="post" action="{escape(form.page)}/newsletter#newsletter">'
        + field("email", "email", words.word("email"), form.email, words, form.errors, "email")
        + checkbox("agree", sentence, words, form.errors)
        + f'<button type="submit">{escape(words.word("newsletter-send"))}</button></form>'
        f'<p class="soft">{escape(words.word("newsletter-next"))}</p></section>'
    )


def field(name: str, kind: str, label: str, value: str, words: Wording, errors: dict[str, str], fill: str) -> str:
    """A text field with its word and, if there is one, its error; ``fill``: what the browser may fill in."""
    bad = _wrong(name, errors)
    return (
        f'<label>{escape(label)}<input type="{kind}" name="{name}" value="{escape(value)}" autocomplete="{fill}"'
        f' maxlength="254"{bad} /></label>' + _error(name, words, errors)
    )


def checkbox(name: str, sentence: str, words: Wording, errors: dict[str, str], ticked: bool = False) -> str:
    """``ticked``: by the reader themselves, in a form that came back with an error elsewhere."""
    on = ' checked="checked"' if ticked else ""
    bad = _wrong(name, errors)
    return (
        f'<label class="check"><input type="checkbox" name="{name}" value="yes"{on}{bad} />'
        f"<span>{escape(sentence)}</span></label>" + _error(name, words, errors)
    )


def _wrong(name: str, errors: dict[str, str]) -> str:
    """Marks of a field that is wrong."""
    return f' aria-invalid="true" aria-describedby="{name}-error"' if name in errors else ""


def _error(name: str, words: Wording, errors: dict[str, str]) -> str:
    return f'<p class="error" id="{name}-error">{escape(words.word(errors[name]))}</p>' if name in errors else ""


def _foot(one: Shown, words: Wording) -> str:
    seller = one.sale.seller
    lines = [seller.name, seller.store, seller.street, seller.city]
    lines += [f"{words.word('tax-number')} {seller.tax_number}"] if seller.tax_number else []
    return f'<footer class="soft">{"".join(f"<p>{escape(line)}</p>" for line in lines if line)}</footer>'


def _whole(count: int, words: Wording) -> str:
    return str(format_decimal(count, locale=words.locale)).replace("-", "\N{MINUS SIGN}")


def _signed(count: int, words: Wording) -> str:
    return f"+{_whole(count, words)}" if count > 0 else _whole(count, words)
