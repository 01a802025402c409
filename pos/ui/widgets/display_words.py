"""What the customer display says: words are data (``resources/display/<language>.json``), in the store's language,
whatever the cashier's screen speaks.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec
from msgspec import Struct

from pos.base.clock import local_time
from pos.ui import i18n
from pos.ui.assets import asset

FALLBACK = "en"


class _File(Struct, frozen=True):
    """``day``: strftime pattern of a day without its year."""

    day: str
    words: dict[str, str]


class Words:
    """``Words("de")``: one language; one that no file speaks becomes English. KeyError for a word that is none."""

    def __init__(self, language: str) -> None:
        self.language = language if language in i18n.LANGUAGES else FALLBACK
        text = asset("display", f"{self.language}.json").read_bytes()
        self._file = msgspec.json.decode(text, type=_File)

    def say(self, key: str, **facts: str) -> str:
        """A sentence with its facts put in."""
        return self._file.words[key].format(**facts)

    def money(self, minor: int, currency: str) -> str:
        """An amount that stands alone."""
        return i18n.money(minor, currency, self.language)

    def figure(self, minor: int, currency: str) -> str:
        """An amount in a column."""
        return i18n.figure(minor, currency, self.language)

    def number(self, value: int) -> str:
        """A whole number, grouped."""
        return i18n.number(value, self.language)

    def gain(self, value: int) -> str:
        """A number of points that comes or goes: ``+1.826``."""
        return f"+{self.number(value)}" if value >= 0 else self.number(value)

    def tender(self, kind: str) -> str:
        """A way to pay; one that has no word yet is a payment all the same."""
        key = f"tender-{kind}"
        return self.say(key if key in self._file.words else "tender-other")

    def as_of(self, at_ms: int, now_ms: int, zone: str) -> str:
        """When a figure was known: today its time, older its day."""
        at = local_time(at_ms, zone)
        today = at.date() == local_time(now_ms, zone).date()
        return self.say("as-of", when=at.strftime("%H:%M" if today else self._file.day))

    def till(self, name: str) -> str:
        """A till as people call it: ``T03`` → ``Kasse 3``; any other name stays."""
        numbered = re.fullmatch(r"[Tt]?0*(\d+)", name)
        return self.say("till", n=numbered[1]) if numbered else name


@cache
def words_of(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


def first_name(name: str) -> str:
    """The first word of a name: more of it is nobody's business on a window that strangers read."""
    return name.split()[0] if name.split() else ""
