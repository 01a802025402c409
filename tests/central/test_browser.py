"""The public pages in a real browser, on a telephone's screen, from a real centre. Without Chromium the other tests of
these pages stand in: they speak HTTP and read the pages as XML.
"""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pos import contract
from pos.central.centre import Centre
from pos.contract.people import CustomersAnswer
from pos.domain.customer import Personal
from pos.domain.events import SaleCompleted
from tests.central import browser
from tests.central.actors import HandClock, Till
from tests.central.remote import RemoteCentre, Served
from tests.central.test_import import DEMO
from tests.central.visitors import rich

PROGRAM = browser.find()
pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here; test_receipt_page.py reads the pages over HTTP"),
]
WIDE = "document.documentElement.scrollWidth"
LINK = "fedcba987654321"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    one = Served(tmp_path_factory.mktemp("centre"), "--demo", str(DEMO))
    yield one
    assert one.stop() == 0
    assert one.log == ""


@pytest.fixture(scope="module")
def till(served: Served) -> Till:
    health = json.loads(served.client.get("/v1/health").content)
    one = Till(cast(Centre, RemoteCentre(served.client)), HandClock(health["server_time"]))
    key = b64encode(one.public).decode()
    one.centre.enrol(contract.EnrolRequest(served.ready.enrol_code, key, "test"))
    one.sign_in()
    one.opened()
    return one


@pytest.fixture(scope="module")
def sale(till: Till) -> SaleCompleted:
    id_ = till.enrols(Personal("Lena", "Müller (erfunden)"))
    till.sell_to(id_, 200_000)
    one = rich(till, id_, LINK)
    till.push()
    return one


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    assert PROGRAM is not None
    one = browser.Browser(PROGRAM, tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture
def phone(chromium: browser.Browser) -> browser.Browser:
    chromium.as_telephone(390, 844, False, "de")
    chromium.heard.clear()
    chromium.asked.clear()
    return chromium


def address(served: Served, path: str) -> str:
    return served.ready.url + path


def shown(one: browser.Browser, selector: str) -> bool:
    """Is there such an element, and can it be seen?"""
    return bool(one.ask(f"(e => !!e && e.checkVisibility())(document.querySelector({json.dumps(selector)}))"))


def text(one: browser.Browser) -> str:
    return " ".join(str(one.ask("document.body.innerText")).split())


def keep(one: browser.Browser, name: str) -> None:
    """Put a picture where whoever wants to look at it has said (TRESEN_PICTURES)."""
    if os.environ.get("TRESEN_PICTURES"):
        one.picture(Path(os.environ["TRESEN_PICTURES"]) / f"{name}.png")


def test_a_receipt_on_a_telephone(phone: browser.Browser, served: Served, sale: SaleCompleted) -> None:
    url = address(served, f"/r/{sale.receipt}/{LINK}")
    phone.open(url)
    said = text(phone)
    for part in ("122,46 €", "Ihr Punktestand", "Rückgabe", "Bis ", "Angebote per E-Mail", "Demo"):
        assert part in said
    assert shown(phone, "#newsletter input[type=email]") and shown(phone, "#newsletter input[type=checkbox]")
    assert phone.ask("document.querySelector('#newsletter input[type=checkbox]').checked") is False
    assert phone.heard == [] and phone.asked == [url]
    keep(phone, "receipt")


@pytest.mark.parametrize("width", [320, 360, 390, 844])
def test_no_page_scrolls_sideways(phone: browser.Browser, served: Served, sale: SaleCompleted, width: int) -> None:
    phone.as_telephone(width, 844, False, "de")
    waiting = f"/r/{sale.receipt[:-6]}000042/{LINK}"
    for path in (f"/r/{sale.receipt}/{LINK}", waiting, f"/join/{'b' * 32}"):
        phone.open(address(served, path))
        assert phone.ask(WIDE) == width, path
        small = phone.ask(
            "[...document.querySelectorAll('button,input:not([type=checkbox])')]"
            ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
        )
        assert small == []
        tiny = (
            "[...document.querySelectorAll('main *')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 14).length"
        )
        assert phone.ask(tiny) == 0


@pytest.mark.parametrize(("dark", "canvas"), [(False, "rgb(244, 244, 242)"), (True, "rgb(15, 16, 18)")])
def test_light_and_dark_follow_the_telephone(
    phone: browser.Browser, served: Served, sale: SaleCompleted, dark: bool, canvas: str
) -> None:
    phone.as_telephone(390, 844, dark, "en")
    phone.open(address(served, f"/r/{sale.receipt}/{LINK}"))
    assert phone.ask("getComputedStyle(document.body).backgroundColor") == canvas
    assert "Digital receipt" in text(phone)
    keep(phone, f"receipt-{'dark' if dark else 'light'}")


def test_a_receipt_on_its_way(phone: browser.Browser, served: Served, till: Till, sale: SaleCompleted) -> None:
    phone.open(address(served, f"/r/{sale.receipt[:-6]}000042/{LINK}"))
    assert "Ihr Beleg ist noch unterwegs" in text(phone) and "Papierbeleg gilt genauso" in text(phone)
    assert phone.ask("document.querySelector('meta[http-equiv=refresh]').content") == "20"
    keep(phone, "waiting")


def test_consent_from_the_form_to_the_click_in_the_letter(
    phone: browser.Browser, served: Served, till: Till, sale: SaleCompleted
) -> None:
    phone.open(address(served, f"/r/{sale.receipt}/{LINK}"))
    phone.click("#newsletter button")
    assert "Das ist keine E-Mail-Adresse" in text(phone) and "setzen Sie das Häkchen" in text(phone)
    # The page opens where something is wrong.
    assert 0 < phone.ask("document.querySelector('#email-error').getBoundingClientRect().bottom") < 844
    keep(phone, "newsletter-wrong")
    phone.ask("document.querySelector('input[name=email]').value = 'lena@example.org'")
    phone.ask("document.querySelector('input[name=agree]').checked = true")
    phone.click("#newsletter button")
    assert "Bitte sehen Sie in Ihr Postfach" in text(phone)
    keep(phone, "newsletter-asked")
    folder = Path(served.database.removeprefix("sqlite:///") + ".messages")
    (letter,) = folder.iterdir()
    link = next(line for line in letter.read_text("utf-8").splitlines() if line.startswith("http"))
    phone.open(link)
    keep(phone, "confirm")
    phone.click("button[value=confirm]")
    assert "Sie sind angemeldet" in text(phone)
    keep(phone, "confirmed")
    assert sale.customer is not None
    headers = {"Authorization": f"Bearer {till.token}"}
    answer = served.client.get(f"/v1/customers/{sale.customer}", headers=headers)
    (row,) = contract.from_json(answer.content, CustomersAnswer).customers
    assert [(one.purpose, one.given) for one in row.consents] == [("newsletter", True)]
    # The first answer was 422, which the browser notes as such; nothing else is said.
    assert [line for line in phone.heard if "422" not in line] == []


def test_signing_up_while_the_till_waits(phone: browser.Browser, served: Served, till: Till) -> None:
    token = "c" * 32
    headers = {"Authorization": f"Bearer {till.token}"}
    assert served.client.get(f"/v1/joins/{token}", headers=headers).json()["code"] == "join-open"
    phone.open(address(served, f"/join/{token}"))
    keep(phone, "join")
    phone.click("main button")
    assert "Bitte Vor- und Nachnamen angeben." in text(phone) and phone.heard.pop().count("422") == 1
    assert phone.ask("document.querySelector('.note.bad').getBoundingClientRect().bottom") < 844
    for name, value in {"given": "Mia", "family": "Vogt (erfunden)", "phone": "030 1234567"}.items():
        phone.ask(f"document.querySelector('input[name={name}]').value = {json.dumps(value)}")
    phone.ask("document.querySelector('input[name=offers]').checked = true")
    phone.click("main button")
    assert "Willkommen!" in text(phone)
    keep(phone, "joined")
    answer = served.client.get(f"/v1/joins/{token}", headers=headers)
    (row,) = contract.from_json(answer.content, CustomersAnswer).customers
    assert (row.given, row.family, [one.purpose for one in row.consents]) == ("Mia", "Vogt (erfunden)", ["offers"])
    assert phone.heard == []
