"""A centre that never answers costs the cashier nothing: each step is there at once, from what the till knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos.contract.people import CustomerRow, CustomersAnswer, HoldRequest
from pos.domain.customer import CARD, Identifier, lookup
from tests.services.conftest import Shop
from tests.services.shop import HEADPHONES
from tests.services.test_customers import LENA, known, replace
from tests.ui.conftest import Counter

LENA_CARD = "22048817"


class Silent:
    """Port `Centre`: every question is heard, none is answered until somebody asks for it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Callable[[Any], None]]] = []

    def search(self, identifier: Identifier | None, text: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("search", told))

    def customer(self, customer: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("customer", told))

    def contact(self, customer: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("contact", told))

    def joined(self, token: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("joined", told))

    def hold(self, request: HoldRequest, told: Callable[[Any], None]) -> None:
        self.asked.append(("hold", told))

    def release(self, hold: str) -> None:
        self.asked.append(("release", lambda _: None))

    def stock(self, sku: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("stock", told))

    def pickup(self, text: str, told: Callable[[Any], None]) -> None:
        self.asked.append(("pickup", told))


@pytest.fixture
def silent(counter: Counter) -> Iterator[Silent]:
    centre = Silent()
    counter.centre = centre
    counter.shop.open()
    lena = replace(LENA, keys=(lookup("key", Identifier(CARD, LENA_CARD)),))
    known(counter.shop, lena)
    yield centre


def sold(shop: Shop) -> int:
    return len(shop.till.receipts.recent(limit=10)[0])


def test_recognise_sell_and_pay_while_nobody_answers(counter: Counter, silent: Silent) -> None:
    counter.open()
    counter.sign_in()
    counter.scan(LENA_CARD)
    counter.scan(HEADPHONES.gtin)
    assert counter.shop.desk.cart is not None and counter.shop.desk.cart.member is not None
    assert "customer" in [what for what, _ in silent.asked]
    counter.press(Qt.Key.Key_F10)
    counter.until(lambda: counter.shell.showing("done"))
    assert sold(counter.shop) == 1


def test_what_it_says_later_still_counts(counter: Counter, silent: Silent) -> None:
    counter.open()
    counter.sign_in()
    counter.scan(LENA_CARD)
    told = next(told for what, told in silent.asked if what == "customer")
    younger: CustomerRow = replace(LENA, points=9_999)
    counter.shop.clock.now += 1_000
    told(CustomersAnswer((younger,), {}, counter.shop.clock.now))
    counter.until(lambda: counter.shell.settled() and "hold" in [what for what, _ in silent.asked])
    view, _ = counter.shop.till.customers.view()
    assert view is not None and view.points.balance == 9_999
