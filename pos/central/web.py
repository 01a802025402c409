"""What the centre's pages for everybody have in common: one frame without script and without anything from elsewhere,
strict headers, the reader's language, forms, and a limit for whoever guesses addresses.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from ipaddress import ip_address, ip_network
from typing import Final
from urllib.parse import parse_qs

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from pos.central import outbox, postman
from pos.central.centre import Centre
from pos.central.enrolment import RandomBytes
from pos.central.web_words import WORDS, said

LANGUAGES: Final = ("de", "en", "nl")
OTHERWISE: Final = "en"
FORM_MOST: Final = 8_000
FIELDS_MOST: Final = 20
HOUSEHOLD: Final = 64
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
# So many addresses that lead nowhere in ten minutes are a guess, not a misprint.
MISSES_MOST: Final = 30
WINDOW_MS: Final = 600_000

# Of resources/design/tokens.json (a test compares them): a centre is deployed without the till's resources.
LIGHT: Final = {
    "canvas": "#F4F4F2", "surface": "#FFFFFF", "border": "#E3E3DF", "borderInput": "#8B8B84", "text": "#161719",
    "text3": "#63656B", "accent": "#2A4BD8", "onAccent": "#FFFFFF", "accentText": "#2443C4", "green": "#0E7A45",
    "greenSoft": "#E3F4EA", "amber": "#8A5300", "amberSoft": "#FFF1D1", "red": "#C0271E", "redSoft": "#FDEAE8",
}  # fmt: skip
DARK: Final = {
    "canvas": "#0F1012", "surface": "#18191C", "border": "#2A2C31", "borderInput": "#6C6F77", "text": "#F3F3F1",
    "text3": "#94979F", "accent": "#4468F2", "onAccent": "#FFFFFF", "accentText": "#9DB3FF", "green": "#56C98F",
    "greenSoft": "#14291F", "amber": "#F2B84B", "amberSoft": "#2F2513", "red": "#FF8A80", "redSoft": "#381B1A",
}  # fmt: skip
# Text and what it stands on, for the test of contrast: WCAG 2.2 AA asks 4.5 : 1 of text, 3 : 1 of a field's edge.
TEXT_ON: Final = (
    ("text", "canvas"), ("text3", "canvas"), ("text", "surface"), ("text3", "surface"), ("accentText", "surface"),
    ("accentText", "canvas"), ("green", "surface"), ("green", "greenSoft"), ("amber", "amberSoft"),
    ("red", "surface"), ("red", "redSoft"), ("onAccent", "accent"),
)  # fmt: skip
EDGE_ON: Final = (("borderInput", "surface"), ("accent", "surface"), ("accentText", "surface"))


def _palette(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


STYLE: Final = (
    f":root{{color-scheme:light dark;{_palette(LIGHT)}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{_palette(DARK)}}}}}"
    """
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-text-size-adjust:100%}
body{background:var(--canvas);color:var(--text);font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;
font-variant-numeric:tabular-nums;padding:20px 16px 48px;overflow-wrap:anywhere}
main{max-width:480px;margin:0 auto;display:grid;grid-template-columns:minmax(0,1fr);gap:16px}
header{padding:8px 4px 4px}
footer{padding:0 4px}
h1{font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.012em}
h2{font-size:18px;line-height:24px;font-weight:600}
section{background:var(--surface);border:1px solid var(--border);border-radius:16px;padding:20px;display:grid;
grid-template-columns:minmax(0,1fr);gap:12px}
p,dd,dt,td,th,li{min-width:0}
.soft{color:var(--text3);font-size:15px;line-height:20px}
.note{border-radius:12px;padding:12px 16px;font-weight:600;background:var(--amberSoft);color:var(--amber)}
.note p+p{font-weight:400}
.note.bad{background:var(--redSoft);color:var(--red)}
.note.good{background:var(--greenSoft);color:var(--green)}
.amount{font-size:40px;line-height:48px;font-weight:600;letter-spacing:-.02em}
.points{font-size:32px;line-height:40px;font-weight:600;letter-spacing:-.02em}
ol{list-style:none;display:grid;gap:12px}
ol li+li{border-top:1px solid var(--border);padding-top:12px}
.pair{display:flex;justify-content:space-between;gap:16px}
.pair>:first-child{flex:1 1 auto;min-width:0;text-align:left}
.pair>:last-child{flex:0 0 auto;text-align:right;white-space:nowrap}
.pair.wrap>:first-child{flex:0 0 auto}
.pair.wrap>:last-child{flex:0 1 auto;white-space:normal}
.off{color:var(--green)}
.strong{font-weight:600}
.sum{border-top:1px solid var(--border);padding-top:12px;font-size:18px;line-height:24px;font-weight:600}
dl{display:grid;gap:8px}
table{border-collapse:collapse;width:100%;font-size:15px}
th{text-align:right;font-weight:500;color:var(--text3);font-size:14px}
td{text-align:right}
th:first-child,td:first-child{text-align:left}
th,td{padding:6px 0 6px 8px;border-top:1px solid var(--border)}
thead th{border-top:0}
th:first-child,td:first-child{padding-left:0}
form{display:grid;grid-template-columns:minmax(0,1fr);gap:16px}
label{display:grid;gap:4px;font-weight:500}
label.check{grid-template-columns:28px minmax(0,1fr);gap:12px;font-weight:400;font-size:15px;line-height:22px;
padding:4px 0}
input{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--borderInput);border-radius:10px;
min-height:48px;padding:0 14px;width:100%}
input[type=checkbox]{width:24px;min-height:24px;height:24px;accent-color:var(--accent);margin-top:1px}
button{font:inherit;font-weight:600;color:var(--onAccent);background:var(--accent);border:0;border-radius:10px;
min-height:52px;padding:8px 20px;width:100%;cursor:pointer}
button.quiet{background:none;color:var(--accentText);border:1px solid var(--borderInput)}
a{color:var(--accentText)}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--accentText);outline-offset:2px}
.error{color:var(--red);font-size:15px;font-weight:500}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{body{padding:0}section{border:0;padding:8px 0}.screen{display:none}}
"""
)
STYLE_HASH: Final = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Vary": "Accept-Language",
}


def frame(language: str, title: str, parts: Iterable[str], refresh_s: int = 0) -> str:
    """A whole page; ``parts`` are HTML, already escaped. ``refresh_s``: the page asks again after so long."""
    again = f'<meta http-equiv="refresh" content="{refresh_s}" />' if refresh_s else ""
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8" />'
        '<meta name="viewport" content="width=device-width, initial-scale=1" />'
        f'<meta name="robots" content="noindex, nofollow" />{again}'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>"
    )


def answered(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(html, status, {**HEADERS, **(headers or {})}, media_type="text/html")


def moved(path: str) -> Response:
    """After a form: the browser asks for ``path`` anew, so that loading again does not send the form again."""
    return Response(status_code=303, headers={**HEADERS, "Location": path})


def note(kind: str, *lines: str) -> str:
    """A box that says something first; ``kind``: empty (attention), ``good`` or ``bad``."""
    inner = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<div class="{f"note {kind}".strip()}" role="status">{inner}</div>'


def pair(name: str, value: str, more: str = "") -> str:
    """A word and its figure, side by side."""
    cls = f"pair {more}".strip()
    return f'<div class="{cls}"><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>'


def language_of(request: Request, otherwise: str = "") -> str:
    """The first language of the reader's wish list that we speak, else the store's, else English."""
    wishes = []
    for place, part in enumerate(request.headers.get("accept-language", "")[:500].split(",")):
        name, _, quality = part.strip().partition(";")
        wishes.append((-_quality(quality), place, name.strip().lower().split("-")[0]))
    for refused, _, name in sorted(wishes):
        if refused < 0 and name in LANGUAGES:
            return name
    return otherwise if otherwise in LANGUAGES else OTHERWISE


def _quality(text: str) -> int:
    """``q=0.8`` as 800; 1000 if nothing is said."""
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1_000
    whole, _, part = value.strip().partition(".")
    if not (whole + part).isdecimal() or not (whole + part).isascii():
        return 0
    return min(1_000, int(whole or "0") * 1_000 + int((part + "000")[:3]))


async def read_form(request: Request) -> dict[str, str] | None:
    """The fields of a small form, each once, trimmed; None if it is no such form."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > FORM_MOST:
                return None
    except ClientDisconnect:
        return None
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_MOST)
    except ValueError:
        return None
    return {name: values[0].replace("\0", "").strip() for name, values in fields.items()}


class Limiter:
    """Who guessed too often waits: ``most`` misses per client in a window of ``window_ms``. Kept in memory, for at most
    ``clients`` clients (the oldest go first); several processes each count for themselves.
    """

    def __init__(self, most: int, window_ms: int, clients: int = 10_000) -> None:
        self._most = most
        self._window_ms = window_ms
        self._clients = clients
        self._misses: dict[str, tuple[int, int]] = {}

    def wait_ms(self, client: str, now_ms: int) -> int:
        """How long this client has to wait, 0 if not at all."""
        since, misses = self._misses.get(client, (now_ms, 0))
        left = since + self._window_ms - now_ms
        # A clock set back must lock nobody out for longer than a window.
        return left if misses >= self._most and 0 < left <= self._window_ms else 0

    def miss(self, client: str, now_ms: int) -> None:
        since, misses = self._misses.pop(client, (now_ms, 0))
        if not 0 <= now_ms - since < self._window_ms:
            since, misses = now_ms, 0
        while len(self._misses) >= self._clients:
            del self._misses[next(iter(self._misses))]
        self._misses[client] = (since, misses + 1)


def client_of(request: Request) -> str:
    """The address that asks; of IPv6 its network, for a household has as many addresses as it likes."""
    host = request.client.host if request.client is not None else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, HOUSEHOLD), strict=False)) if address.version == 6 else host


class Pages:
    """What every public page needs: the centre, who carries letters, the limit, and where secrets come from."""

    def __init__(
        self, centre: Centre, carrier: outbox.Carrier | None, random_bytes: RandomBytes = secrets.token_bytes
    ) -> None:
        self.centre = centre
        self.carrier = carrier
        self.limiter = Limiter(MISSES_MOST, WINDOW_MS)
        self._random_bytes = random_bytes

    def token(self) -> str:
        """The secret part of a link, 192 random bits."""
        return self._random_bytes(24).hex()

    def deliver(self) -> int:
        """Carry letters away that wait, see `postman.deliver`; without a carrier everything waits."""
        return postman.deliver(self.centre, self.carrier) if self.carrier is not None else 0

    def refused(self, request: Request) -> Response | None:
        """What to answer somebody who has guessed too often; None: go on."""
        wait_ms = self.limiter.wait_ms(client_of(request), self.centre.now_ms())
        if not wait_ms:
            return None
        words = WORDS[language_of(request)]
        text = said(words, "slow-down-why", minutes=str(-(-wait_ms // 60_000)))
        html = frame(language_of(request), words.word("slow-down"), [note("bad", words.word("slow-down"), text)])
        return answered(html, 429, {"Retry-After": str(-(-wait_ms // 1_000))})

    def nothing(self, request: Request) -> Response:
        """404, and counted: it may have been a guess."""
        self.limiter.miss(client_of(request), self.centre.now_ms())
        words = WORDS[language_of(request)]
        parts = [f"<header><h1>{words.word('unknown')}</h1></header>", note("", words.word("unknown-why"))]
        return answered(frame(language_of(request), words.word("unknown"), parts), 404)


def base_of(request: Request, receipts_at: str) -> str:
    """Where links of letters lead: what the store says. Only on this machine what the browser says, for anybody could
    write another name into Host and have a letter carry the secret to it. Empty: no letter can be written.
    """
    if receipts_at:
        return receipts_at
    here = request.client is not None and request.client.host in LOOPBACK and request.url.hostname in LOOPBACK
    return str(request.base_url).rstrip("/") if here else ""
