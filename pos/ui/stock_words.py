"""How a figure of stock is put into words: how much, where, and how old. Texts of the context "Stock"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from pos.base.clock import local_date
from pos.domain.cart import DELIVER, PICKUP, Fulfil
from pos.domain.stock import PLENTY, StockAnswer
from pos.ui import i18n
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon

Dot = Literal["green", "amber", "none"]
Where = Literal["here", "web", "there"]

HERE: Final[Where] = "here"
WEB: Final[Where] = "web"
THERE: Final[Where] = "there"
_EPOCH: Final = date(1970, 1, 1)
_HALF_DAY_MS: Final = 43_200_000
_KILOMETRE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as it stands on a screen; ``old``: it is not of now, which is amber."""

    words: str
    old: bool = False
    dot: Dot = "none"


def dot(answer: StockAnswer) -> Dot:
    """Green from `PLENTY` pieces, amber below or if the figure is not of now, none at nothing."""
    if answer.available <= 0:
        return "none"
    return "green" if answer.live and answer.available >= PLENTY else "amber"


def age(answer: StockAnswer, moment: Moment) -> Said:
    """``live · 3 s``, ``Stand 14:01``."""
    translate = QCoreApplication.translate
    if answer.as_of_ms is None:
        return Said(translate("Stock", "not confirmed"), old=True)
    if answer.live:
        seconds = max(0, moment.now_ms - answer.as_of_ms) // 1_000
        return Said(translate("Stock", "live · {n} s").format(n=seconds))
    return Said(as_of(answer.as_of_ms, moment), old=True)


def as_of(at_ms: int, moment: Moment) -> str:
    """``Stand 14:01``."""
    words = QCoreApplication.translate("Stock", "As of {time}")
    return words.format(time=i18n.as_of(at_ms, moment.now_ms, moment.zone))


def head(answer: StockAnswer | None, moment: Moment) -> Said:
    """Beside the title of the list: ``live``, or how old the last word is and for how long that is so."""
    translate = QCoreApplication.translate
    if answer is None or answer.as_of_ms is None:
        return Said(translate("Stock", "no figure yet"), old=True)
    if answer.live:
        return Said(translate("Stock", "live"), dot="green")
    time = i18n.as_of(answer.as_of_ms, moment.now_ms, moment.zone)
    since = i18n.age(moment.now_ms - answer.as_of_ms)
    words = (
        translate("Stock", "As of {time} · {age}") if moment.online else translate("Stock", "last known {time} · {age}")
    )
    return Said(words.format(time=time, age=since), old=True)


def count(answer: StockAnswer | None) -> str:
    """What can be sold; a dash where nothing is known. Below zero is nothing to a person."""
    return i18n.number(max(0, answer.available)) if answer is not None else "–"


def figure(answer: StockAnswer, where: Where, moment: Moment) -> Said:
    """``4 hier``, ``48 Web``; of an old word ``4 · 14:01``."""
    if answer.live or answer.as_of_ms is None:
        return Said(place(answer, where), old=not answer.live, dot=dot(answer))
    time = i18n.as_of(answer.as_of_ms, moment.now_ms, moment.zone)
    return Said(f"{count(answer)} · {time}", old=True, dot=dot(answer))


def place(answer: StockAnswer, where: Where) -> str:
    """``4 hier``, ``48 Web``, ``2 dort``, however old."""
    translate = QCoreApplication.translate
    words = {
        HERE: translate("Stock", "{n} here"),
        WEB: translate("Stock", "{n} web"),
        THERE: translate("Stock", "{n} there"),
    }[where]
    return words.format(n=count(answer))


def distance(metres: int) -> str:
    """``800 m``, ``9 km``; nothing for the own store."""
    if metres <= 0:
        return ""
    if metres < _KILOMETRE:
        return f"{i18n.number(metres)}{i18n.NBSP}m"
    return f"{i18n.number((metres + _KILOMETRE // 2) // _KILOMETRE)}{i18n.NBSP}km"


def day(iso: str) -> str:
    """An ISO date that lies near: ``Di 25.11.``."""
    try:
        written = date.fromisoformat(iso)
    except ValueError:
        return iso
    return i18n.short_day((written - _EPOCH).days * 2 * _HALF_DAY_MS + _HALF_DAY_MS, "UTC")


def weekday(iso: str) -> str:
    """``Mo``."""
    return day(iso).partition(" ")[0]


def today(moment: Moment) -> str:
    """ISO date of now."""
    return local_date(moment.now_ms, moment.zone).isoformat()


def way(fulfil: Fulfil) -> tuple[str, Icon]:
    """The badge of a line that is not carried out: when it comes, or that it is collected."""
    translate = QCoreApplication.translate
    if fulfil.kind == PICKUP:
        return translate("Stock", "Pickup"), Icon.PICKUP
    icon = Icon.DELIVER if fulfil.kind == DELIVER else Icon.STORE
    return day(fulfil.promise) if fulfil.promise else translate("Stock", "ordered"), icon


def short_place(name: str, city: str) -> str:
    """A store as people of the same town call it: without the town."""
    return name[len(city) + 1 :] if city and name.startswith(f"{city} ") else name
