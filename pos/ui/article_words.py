"""What the article's page says: places, related articles, and each way to get it with its promise or the reason why
not. Texts of the context "Article".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pos.base.clock import local_time
from pos.domain import promises
from pos.domain.stock import STORE_KIND, WAREHOUSE_KIND
from pos.services.quotes import Quote
from pos.services.shelves import ArticleView, Place, Related
from pos.ui import i18n
from pos.ui import stock_words as stock
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon, icon_named
from pos.ui.widgets.article_page import DELIVER, ELSEWHERE, NOTIFY, RESERVE
from pos.ui.widgets.article_parts import RelatedLine
from pos.ui.widgets.stock_list import StockLine


@dataclass(frozen=True, slots=True)
class Way:
    """A way to get it: its promise, or why it is off."""

    words: str
    able: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Where it would come from and the ISO date that would be promised."""

    place: Place
    promise: str


def codes(view: ArticleView) -> str:
    """``SKU 104-2331 · GTIN 4057218104231 · Regal A3``."""
    translate = QCoreApplication.translate
    article = view.article
    shelf = translate("Article", "Shelf {shelf}").format(shelf=article.shelf) if article.shelf else ""
    gtin = f"GTIN {article.gtin}" if article.gtin else ""
    return " · ".join(word for word in (f"SKU {article.sku}", gtin, shelf) if word)


def own(view: ArticleView) -> Place | None:
    """This store's place; the first one, if it is known at all."""
    first = next(iter(view.places), None)
    return first if first is not None and first.row.kind == STORE_KIND and first.row.metres == 0 else None


def here(view: ArticleView) -> int | None:
    """Pieces in this store; None: nothing is known."""
    place = own(view)
    return None if place is None or place.answer is None else place.answer.available


def lines(view: ArticleView, moment: Moment) -> list[StockLine]:
    """Every place with its figure, and what is on the way here."""
    mine = own(view)
    found = [_line(place, moment, own=place is mine) for place in view.places]
    level = mine.answer.level if mine is not None and mine.answer is not None else None
    if level is not None and level.incoming > 0:
        translate = QCoreApplication.translate
        when = stock.day(level.incoming_on) if level.incoming_on else translate("Article", "day not known")
        figure = f"+{i18n.number(level.incoming)}"
        name, quiet = translate("Article", "On the way"), translate("Article", "to this store")
        found.append(StockLine("", name, quiet, when, figure, icon=Icon.INCOMING))
    return found


def _line(place: Place, moment: Moment, *, own: bool) -> StockLine:
    translate = QCoreApplication.translate
    row, answer = place.row, place.answer
    quiet = translate("Article", "this store") if own else stock.distance(row.metres)
    said = stock.age(answer, moment) if answer is not None else stock.Said(translate("Article", "no figure yet"))
    words = said.words
    if row.kind == WAREHOUSE_KIND and answer is not None and answer.live and row.delivers_in_days:
        arrives = promises.arrives(stock.today(moment), row.delivers_in_days)
        words = translate("Article", "Delivery {day}").format(day=stock.weekday(arrives))
    return StockLine(
        "" if own else row.location,
        row.name,
        quiet if row.kind == STORE_KIND else "",
        words,
        stock.count(answer),
        stock.dot(answer) if answer is not None else "none",
        said.old,
        own,
    )


def related(one: Related, currency: str, *, adds: bool) -> RelatedLine:
    """A row of what belongs to it."""
    said = None
    if one.here is not None:
        said = stock.Said(stock.place(one.here, stock.HERE), dot=stock.dot(one.here))
    article = one.article
    price = i18n.figure(article.price_minor, currency)
    return RelatedLine(article.sku, article.name, icon_named(article.category), price, said, adds)


def below_price(quote: Quote, currency: str) -> str:
    """``inkl. 19 % MwSt.``, and what it costs without today's offer."""
    translate = QCoreApplication.translate
    parts = [translate("Article", "incl. {rate} VAT").format(rate=i18n.percent(quote.rate_bp))]
    if quote.list_minor > quote.price_minor:
        parts.append(translate("Article", "instead of {price}").format(price=i18n.money(quote.list_minor, currency)))
    return " · ".join(parts)


def coupon(quote: Quote, currency: str) -> str:
    """``10 % auf Audio = 404,10 €``; empty without one that helps."""
    if quote.coupon is None:
        return ""
    words = QCoreApplication.translate("Article", "{coupon} = {price}")
    return words.format(coupon=quote.coupon.text, price=i18n.money(quote.coupon_minor, currency))


# --- ways to get it ---------------------------------------------------------------------------------------------------


def delivery(view: ArticleView, moment: Moment) -> Offer | None:
    """The warehouse that would send it, and when it arrives; None: nobody can."""
    for place in view.places:
        if place.row.kind == WAREHOUSE_KIND and _has(place):
            return Offer(place, promises.arrives(stock.today(moment), max(1, place.row.delivers_in_days)))
    return None


def stores(view: ArticleView, moment: Moment) -> list[Offer]:
    """Other stores that have it, the nearest first."""
    mine = own(view)
    return [
        Offer(place, _collected(place, moment))
        for place in view.places
        if place is not mine and place.row.kind == STORE_KIND and _has(place)
    ]


def _has(place: Place) -> bool:
    return place.answer is not None and place.answer.available > 0


def _collected(place: Place, moment: Moment) -> str:
    """The day on which it can be collected there."""
    today = stock.today(moment)
    late = local_time(moment.now_ms, moment.zone).strftime("%H:%M") > place.row.collect_from
    return promises.next_day(today) if not place.row.collect_from or late else today


def collect_words(offer: Offer, moment: Moment) -> str:
    """``heute ab 17:00``, ``morgen``."""
    translate = QCoreApplication.translate
    today = stock.today(moment)
    from_ = offer.place.row.collect_from
    if offer.promise == today:
        return translate("Article", "today from {time}").format(time=from_)
    if offer.promise == promises.next_day(today):
        words = translate("Article", "tomorrow from {time}") if from_ else translate("Article", "tomorrow")
        return words.format(time=from_)
    return stock.day(offer.promise)


def until(at_ms: int, moment: Moment) -> str:
    """``morgen 20:00``."""
    translate = QCoreApplication.translate
    time = i18n.time_of_day(at_ms, moment.zone)
    day = local_time(at_ms, moment.zone).date().isoformat()
    today = stock.today(moment)
    if day == today:
        return translate("Article", "today {time}").format(time=time)
    if day == promises.next_day(today):
        return translate("Article", "tomorrow {time}").format(time=time)
    return f"{i18n.short_day(at_ms, moment.zone)} {time}"


def ways(view: ArticleView, quote: Quote | None, moment: Moment, *, customer: bool) -> dict[str, Way]:
    """All four, each with its promise or the reason why it is off."""
    return {
        RESERVE: _reserve(view, quote, moment, customer=customer),
        DELIVER: _deliver(view, moment),
        ELSEWHERE: _elsewhere(view, moment),
        NOTIFY: _notify(moment, customer=customer),
    }


def _reserve(view: ArticleView, quote: Quote | None, moment: Moment, *, customer: bool) -> Way:
    translate = QCoreApplication.translate
    pieces = here(view)
    if not customer:
        return Way(translate("Article", "only with a customer · F2"), False)
    if not moment.online:
        return Way(translate("Article", "will be confirmed after the sync"), True)
    if pieces is not None and pieces <= 0:
        return Way(translate("Article", "none here"), False)
    parts = [translate("Article", "{n} available").format(n=i18n.number(pieces))] if pieces is not None else []
    if quote is not None:
        parts.append(translate("Article", "until {time}").format(time=until(quote.reserved_until_ms, moment)))
    return Way(" · ".join(parts), True)


def _deliver(view: ArticleView, moment: Moment) -> Way:
    translate = QCoreApplication.translate
    if not moment.online:
        return Way(translate("Article", "not possible offline"), False)
    offer = delivery(view, moment)
    if offer is None:
        return Way(translate("Article", "none in the warehouse"), False)
    return Way(translate("Article", "{day} · free of charge").format(day=stock.day(offer.promise)), True)


def _elsewhere(view: ArticleView, moment: Moment) -> Way:
    translate = QCoreApplication.translate
    if not moment.online:
        return Way(translate("Article", "not possible offline"), False)
    found = stores(view, moment)
    if not found:
        return Way(translate("Article", "in no other store"), False)
    row = found[0].place.row
    return Way(f"{stock.short_place(row.name, row.city)} {collect_words(found[0], moment)}", True)


def _notify(moment: Moment, *, customer: bool) -> Way:
    translate = QCoreApplication.translate
    if not customer:
        return Way(translate("Article", "only with a customer · F2"), False)
    if not moment.online:
        return Way(translate("Article", "will be sent later"), True)
    return Way(translate("Article", "when it is back in stock"), True)


def store_details(offers: Sequence[Offer], moment: Moment) -> dict[str, str]:
    """By location: from when it can be collected, opening hours, telephone."""
    said = {}
    for offer in offers:
        row = offer.place.row
        said[row.location] = " · ".join(word for word in (collect_words(offer, moment), row.hours, row.phone) if word)
    return said


def store_lines(offers: Sequence[Offer], moment: Moment) -> list[StockLine]:
    """The stores to choose from: short, the room is narrow."""
    found = []
    for offer in offers:
        row, answer = offer.place.row, offer.place.answer
        assert answer is not None
        name = stock.short_place(row.name, row.city)
        distance = stock.distance(row.metres)
        found.append(StockLine(row.location, name, distance, "", stock.count(answer), stock.dot(answer)))
    return found
