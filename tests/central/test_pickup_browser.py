"""The page of an online order in a real browser, on a telephone's screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central import browser
from tests.central.remote import Served
from tests.central.test_import import DEMO
from tests.central.test_pickup_example import channel_key

PROGRAM = browser.find()
pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here; test_pickup_page.py reads the page over HTTP"),
]
ORDER = "0199a000-0000-4000-8000-00000000000a"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of an order that a shop has just put."""
    served = Served(tmp_path_factory.mktemp("centre"), "--demo", str(DEMO))
    who = {"Authorization": f"Bearer {channel_key(served)}"}
    at = int(served.client.get("/v1/health").json()["server_time"])
    name = "Kopfhörer mit einem langen Namen, in Blau & Grün"
    lines = [{"sku": "20728", "quantity": 2, "unit_minor": 1995, "text": name}]
    body = {"number": "W-48299", "store": "S0042", "at_ms": at, "currency": "EUR", "lines": lines, "demo": True}
    assert served.client.put(f"/v1/pickups/{ORDER}", json=body, headers=who).status_code == 200
    yield served.client.get(f"/v1/pickups/{ORDER}", headers=who).json()["page"]
    assert served.stop() == 0
    assert served.log == ""


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    assert PROGRAM is not None
    one = browser.Browser(PROGRAM, tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.mark.parametrize("width", [320, 390, 844])
@pytest.mark.parametrize("dark", [False, True])
def test_the_code_is_whole_and_black_on_white_on_every_screen(
    phone: browser.Browser, page: str, width: int, dark: bool
) -> None:
    phone.as_telephone(width, 844, dark, "de")
    phone.heard.clear()
    phone.asked.clear()
    phone.open(page)
    assert (phone.heard, phone.asked) == ([], [page])
    assert phone.ask("document.documentElement.scrollWidth") == width
    box = "(b => [b.left >= 0, b.right <= innerWidth, b.width])(document.querySelector('svg').getBoundingClientRect())"
    edge = phone.ask(box)
    assert edge[:2] == [True, True] and edge[2] >= 240
    assert phone.ask("getComputedStyle(document.querySelector('svg rect')).fill") == "rgb(255, 255, 255)"
    assert phone.ask("getComputedStyle(document.querySelector('svg path')).fill") == "rgb(0, 0, 0)"
    if os.environ.get("TRESEN_PICTURES"):
        phone.picture(Path(os.environ["TRESEN_PICTURES"]) / f"pickup-{width}-{'dark' if dark else 'light'}.png")
