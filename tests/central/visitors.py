"""Those who read the centre's pages in tests: a telephone without script, and sales worth looking at."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import httpx
from msgspec import structs

from pos.central.app import Office, make_app
from pos.central.centre import Centre
from pos.central.importing import import_stores
from pos.central.outbox import Carrier, Folder
from pos.central.sheets import Sheet
from pos.domain import events
from pos.domain.promotions import Discount
from pos.domain.tax import vat_included
from pos.domain.tender import card, cash, points
from tests.central.actors import RULES, HandClock, Till
from tests.central.conftest import STORES

LINK = "0123456789abcde"
RECEIPTS_AT = "https://receipts.example"
HEADPHONES = "Kopfhörer <Over-Ear>"
CHOCOLATE = "שוקולד מריר 85%"


class Telephone:
    """Reads pages of a centre as a browser without script does; letters lie in ``letters``."""

    def __init__(
        self, centre: Centre, letters: Path, *, host: str = "receipts.example", peer: str = "192.0.2.7",
        carrier: Carrier | None = None,
    ) -> None:  # fmt: skip
        self.letters = letters
        self._app = make_app(centre, Office(), carrier or Folder(letters))
        self._base = f"http://{host}"
        self._peer = peer

    def get(self, path: str, language: str = "de", **headers: str) -> httpx.Response:
        return self.ask("GET", path, headers={"Accept-Language": language, **headers})

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.ask("POST", path, data=fields, headers={"Accept-Language": "de"})

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            wire = httpx.ASGITransport(self._app, client=(self._peer, 50_000))
            async with httpx.AsyncClient(transport=wire, base_url=self._base, follow_redirects=True) as client:
                return await client.request(method, path, **more)

        return well_formed(asyncio.run(asked()))

    def mail(self) -> list[str]:
        """Letters so far, the oldest first."""
        files = sorted(self.letters.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns)
        return [one.read_bytes().decode() for one in files]

    def link(self) -> str:
        """Path of the link in the last letter."""
        found = re.search(r"https?://[^/\s]+(/c/\w+)", self.mail()[-1])
        assert found is not None
        return found[1]


def well_formed(answer: httpx.Response) -> httpx.Response:
    """A page of ours is XML too, so every element ends where it should and everything from outside is escaped."""
    if answer.headers.get("content-type", "").startswith("text/html"):
        tree = ET.fromstring(answer.text.removeprefix("<!doctype html>"))
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert tree.tag == "html" and len(ids) == len(set(ids))
        assert not [element.tag for element in tree.iter() if element.tag in ("script", "img", "link", "iframe")]
        labelled = [child for label in tree.iter("label") for child in label.iter("input")]
        assert labelled == list(tree.iter("input"))
    return answer


def words(answer: httpx.Response) -> str:
    """What the page says, without its marks."""
    tree = ET.fromstring(answer.text.removeprefix("<!doctype html>"))
    body = tree.find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def read_at(centre: Centre, clock: HandClock, address: str = RECEIPTS_AT) -> None:
    """The stores say where their receipts are read."""
    head, *rows = STORES.decode().splitlines()
    sheet = "\n".join([f"{head},receipts_at", *(f"{row},{address}" for row in rows)]).encode()
    centre.run(lambda db: import_stores(db, Sheet("stores.csv", sheet), clock.now))


def page_of(sale: events.SaleCompleted) -> str:
    return f"/r/{sale.receipt}/{sale.link}"


def linked(till: Till, total: int = 1999, link: str = LINK) -> events.SaleCompleted:
    """A sale to nobody, with a link."""
    sale = structs.replace(till.sale(total), link=link)
    till.write(sale, id=sale.sale)
    return sale


def rich(till: Till, customer: str | None, link: str = LINK) -> events.SaleCompleted:
    """Two rates, an offer, points as a tender and the rest by card and cash."""
    off = (Discount("p1", "3 für 2 & mehr", 3_000),)
    first = events.SoldLine(1, "A1", "", HEADPHONES, 3, "piece", 4_999, 11_997, "standard", 1900, 1, off)
    second = events.SoldLine(2, "A2", "", CHOCOLATE, 1, "piece", 249, 249, "reduced", 700, 1)
    redeemed = 500 if customer else 0
    about = events.SalePoints(RULES.version, 117, redeemed, redeemed) if customer else None
    tenders = [points(1, redeemed, redeemed)] if customer else []
    tenders += [card(2, 12_246 - redeemed - 20, "a"), cash(3, 20, 50)]
    sale = structs.replace(
        till.sale(12_246), lines=(first, second), vat=vat_included([(1900, 11_997), (700, 249)]),
        tenders=tuple(tenders), customer=customer, points=about, link=link,
    )  # fmt: skip
    assert events.money_faults(sale) == ()
    till.write(sale, id=sale.sale)
    return sale
