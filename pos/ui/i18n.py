"""Languages: Qt's translations, and how money, days and ages are written in the language in force.

Screens are written in English and translated with Qt Linguist (``resources/i18n/*.ts``). Plural forms of English
stand in ``tresen_en.ts``. Amounts are formatted from whole minor units; no float is ever made of money. Figures are
written in the language in force, or in ``language`` where something speaks another one than the screens.
"""

from __future__ import annotations

import logging
import re
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTimeZone, QTranslator
from PySide6.QtWidgets import QApplication

from pos.base.clock import local_time
from pos.ui.assets import asset

LANGUAGES: Final = {"de": "Deutsch", "en": "English", "nl": "Nederlands"}
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "ILS": "₪", "CHF": "CHF"}
# Digits behind the point where it is not two (ISO 4217).
_EXPONENTS = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "KWD": 3, "BHD": 3, "OMR": 3, "TND": 3}
_SEPARATORS = {"de": (".", ","), "nl": (".", ","), "en": (",", ".")}
_SHORT_DAY = {"de": "{day} {date:%d.%m.}", "nl": "{day} {date:%d-%m}"}
_LONG_DAY = {
    "de": "{weekday}, {date.day}. {month}",
    "en": "{weekday}, {date.day} {month}",
    "nl": "{weekday} {date.day} {month}",
}

log = logging.getLogger(__name__)
_language = "en"
_translator: QTranslator | None = None


def use(app: QApplication, language: str) -> None:
    """Speak ``language`` from now on. Windows that are open keep their words until they are made anew."""
    global _language, _translator
    if _translator is not None:
        app.removeTranslator(_translator)
        _translator = None
    translator = QTranslator(app)
    path = asset("i18n", f"tresen_{language}.qm")
    if path.exists() and translator.load(str(path)):
        _translator = translator
        app.installTranslator(translator)
    elif language != "en":
        log.info("no compiled translation %s; the screens speak English", path.name)
    _language = language


def language() -> str:
    """The language in force: de, en or nl."""
    return _language


def number(value: int, language: str = "") -> str:
    """A whole number, grouped."""
    thousands, _ = _SEPARATORS[language or _language]
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", thousands)


def figure(minor: int, currency: str, language: str = "") -> str:
    """An amount without its sign of currency, for columns: ``1.299,00``."""
    sign = MINUS if minor < 0 else ""
    return sign + _digits(minor, currency, language or _language)


def money(minor: int, currency: str, language: str = "") -> str:
    """An amount that stands alone: ``1.299,00 €``, ``€1,299.00``, ``€ 1.299,00``."""
    spoken = language or _language
    sign = MINUS if minor < 0 else ""
    return _with_symbol(sign, _digits(minor, currency, spoken), currency, spoken)


def whole_money(minor: int, currency: str) -> str:
    """An amount for which the cents say nothing, rounded up: ``716 €`` of 715,50 €."""
    unit = 10 ** _EXPONENTS.get(currency, 2)
    return _with_symbol("", number(-(-minor // unit)), currency, _language)


def _with_symbol(sign: str, digits: str, currency: str, spoken: str) -> str:
    symbol = _SYMBOLS.get(currency, currency)
    if spoken == "de":
        return f"{sign}{digits}{NBSP}{symbol}"
    gap = "" if spoken == "en" and len(symbol) == 1 else NBSP
    return f"{sign}{symbol}{gap}{digits}"


def decimal_mark() -> str:
    """What stands before the cents."""
    return _SEPARATORS[_language][1]


def percent(basis_points: int) -> str:
    """A rate: 1900 → ``19 %``; at most two digits behind the point, none that are zero."""
    whole, part = divmod(basis_points, 100)
    behind = f"{part:02d}".rstrip("0")
    text = f"{whole}{decimal_mark()}{behind}" if behind else str(whole)
    return f"{text}{NBSP}%" if _language == "de" else f"{text}%"


def time_of_day(at_ms: int, zone: str) -> str:
    """``14:41``."""
    return local_time(at_ms, zone).strftime("%H:%M")


def short_day(at_ms: int, zone: str) -> str:
    """``Fr 21.11.``, ``Fri 21 Nov``, ``vr 21-11``."""
    date = local_time(at_ms, zone)
    locale = _locale()
    day = locale.dayName(date.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")
    month = locale.monthName(date.month, QLocale.FormatType.ShortFormat).rstrip(".")
    if _language == "en":
        return f"{day} {date.day} {month}"
    return _SHORT_DAY[_language].format(day=day, date=date)


def long_day(at_ms: int, zone: str) -> str:
    """``Freitag, 21. November``."""
    date = local_time(at_ms, zone)
    locale = _locale()
    weekday, month = locale.dayName(date.isoweekday()), locale.monthName(date.month)
    return _LONG_DAY[_language].format(weekday=weekday, month=month, date=date)


def moment(at_ms: int, zone: str) -> str:
    """Day and time; without a zone, this machine's."""
    zone = zone or bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return f"{short_day(at_ms, zone)}, {time_of_day(at_ms, zone)}"


def month(at_ms: int, zone: str) -> str:
    """``November``."""
    return _locale().monthName(local_time(at_ms, zone).month)


def iso_day(day: str) -> str:
    """A business day (ISO date) as people write it: ``21.11.2026``."""
    pattern = {"de": "dd.MM.yyyy", "en": "d MMM yyyy", "nl": "dd-MM-yyyy"}[_language]
    return _locale().toString(QDate.fromString(day, "yyyy-MM-dd"), pattern)


def as_of(at_ms: int, now_ms: int, zone: str) -> str:
    """When something was known: today its time, older its day."""
    if local_time(at_ms, zone).date() == local_time(now_ms, zone).date():
        return time_of_day(at_ms, zone)
    return short_day(at_ms, zone)


def age(milliseconds: int) -> str:
    """How long ago: ``vor 12 s``."""
    seconds = max(0, milliseconds // 1000)
    if seconds < 60:
        return QCoreApplication.translate("Age", "{n} s ago").format(n=seconds)
    if seconds < 3600:
        return QCoreApplication.translate("Age", "{n} min ago").format(n=seconds // 60)
    if seconds < 86_400:
        return QCoreApplication.translate("Age", "{n} h ago").format(n=seconds // 3600)
    return QCoreApplication.translate("Age", "{n} d ago").format(n=seconds // 86_400)


def till_words(till: str) -> str:
    """A till as people call it: ``T03`` → ``Kasse 3``; any other name stays."""
    numbered = re.fullmatch(r"[Tt]?0*(\d+)", till)
    return QCoreApplication.translate("Till", "Till {n}").format(n=numbered[1]) if numbered else till


def short_number(receipt: str) -> str:
    """The end of a receipt's number, as people say it: ``S0042-T03-7K2Q-000418`` → ``0418``."""
    digits = receipt.rpartition("-")[2]
    return f"{int(digits):04d}" if digits.isdigit() else receipt


def _digits(minor: int, currency: str, language: str) -> str:
    thousands, mark = _SEPARATORS[language]
    places = _EXPONENTS.get(currency, 2)
    whole, part = divmod(abs(minor), 10**places)
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{grouped}{mark}{part:0{places}d}" if places else grouped


def _locale() -> QLocale:
    return QLocale({"de": "de_DE", "en": "en_GB", "nl": "nl_NL"}[_language])
