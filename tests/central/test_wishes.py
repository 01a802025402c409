"""Whoever asked to be told that an article is back is told once, when a piece is really free, and only if they may."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pos.central import privacy, wishes
from pos.central.availability import LineAsked, ReservationPut
from pos.central.centre import Centre
from pos.central.channels import CustomerPut
from pos.domain import events
from pos.domain.customer import Consent
from tests.central.actors import HandClock, Till
from tests.central.shelves import HERE, counted, furnish, moved

BACK = "Wieder da: Article"


@pytest.fixture
def shop(centre: Centre) -> Centre:
    """Nothing is left of A1 here."""
    furnish(centre)
    counted(centre, "location,sku,on_hand\nS0042,A1,0\n")
    centre.put(centre.new_channel_key("crm"), "customers", "c1", lena())
    return centre


@pytest.fixture
def web(shop: Centre) -> str:
    return shop.new_channel_key("web")


def lena() -> CustomerPut:
    return CustomerPut(at_ms=1, given="Lena", family="Hoffmann", email="c1@mail.example", verified=("email",))


def wish(till: Till, clock: HandClock, at: int = 0, given: bool = True) -> None:
    consent = Consent("back-in-stock", given, at or clock.now, "till", "display")
    body = events.StockRequested(events.NOTIFY, "A1", "Article", 1, HERE, customer="c1", consent=consent)
    till.write(body, **({"at": at} if at else {}))
    till.push()


def letters(centre: Centre) -> list[str]:
    query = text("SELECT subject FROM message WHERE recipient = 'c1@mail.example' ORDER BY id")
    return [row[0] for row in centre.run(lambda db: db.execute(query).all())]


def test_told_once_when_pieces_are_counted(shop: Centre, till: Till, clock: HandClock) -> None:
    wish(till, clock)
    assert letters(shop) == []
    for count in (3, 0, 5):
        clock.now += 1
        counted(shop, f"location,sku,on_hand\nS0042,A1,{count}\n")
    assert letters(shop) == [BACK]


def test_told_when_what_was_lent_is_free_again(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    counted(shop, "location,sku,on_hand\nS0042,A1,1\n")
    shop.put_goods(web, "reservations", "r1", ReservationPut(HERE, (LineAsked("A1", 1),), 60))
    wish(till, clock)
    clock.now += 61_000
    shop.put_goods(web, "reservations", "r2", ReservationPut(HERE, (LineAsked("A1", 1),), 60))
    assert letters(shop) == [], "free for a moment, and lent again with the same commit"
    shop.end_reservation(web, "r2")
    assert letters(shop) == [BACK]


def test_a_wish_that_comes_late_is_told_if_the_article_came_back_since(
    shop: Centre, till: Till, web: str, clock: HandClock
) -> None:
    """The till was out of reach while the goods arrived."""
    asked = clock.now
    clock.now += 1_000
    counted(shop, "location,sku,on_hand\nS0042,A1,4\n")
    clock.now += 1_000
    wish(till, clock, at=asked)
    assert letters(shop) == [BACK]


def test_nobody_is_told_of_what_was_there_all_the_time(shop: Centre, till: Till, clock: HandClock) -> None:
    counted(shop, "location,sku,on_hand\nS0042,A1,4\n")
    clock.now += 1_000
    wish(till, clock)
    assert letters(shop) == []


def test_without_their_word_or_after_it_was_taken_back_there_is_no_letter(
    shop: Centre, till: Till, web: str, clock: HandClock
) -> None:
    wish(till, clock, given=False)
    wish(till, clock)
    clock.now += 1_000
    no = Consent("back-in-stock", False, clock.now, "till", "display")
    till.write(events.CustomerChanged("c1", (no,)))
    till.push()
    moved(shop, web, "m1", HERE, 5)
    assert letters(shop) == []


def test_who_is_forgotten_waits_for_nothing(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    wish(till, clock)
    kept = shop.run(lambda db: privacy.export(db, "c1")).tables["stock_wish"]
    assert [(row["sku"], row["text"]) for row in kept] == [("A1", "Article")]
    shop.run(lambda db: privacy.erase(db, "c1", clock.now))
    moved(shop, web, "m1", HERE, 5)
    assert shop.run(lambda db: db.execute(text("SELECT count(*) FROM stock_wish")).scalar()) == 0
    assert shop.run(lambda db: db.execute(text("SELECT count(*) FROM message")).scalar()) == 0


def test_wishes_end_by_themselves(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    def waiting() -> int:
        shop.run(lambda db: privacy.end_holds(db, clock.now))
        return int(shop.run(lambda db: db.execute(text("SELECT count(*) FROM stock_wish")).scalar_one()))

    wish(till, clock)
    clock.now += 300 * wishes.DAY_MS
    assert waiting() == 1
    moved(shop, web, "m1", HERE, 5)
    clock.now += 31 * wishes.DAY_MS
    assert waiting() == 0, "told a month ago"
    moved(shop, web, "m2", HERE, -5)
    till.sign_in()
    wish(till, clock)
    clock.now += 401 * wishes.DAY_MS
    assert waiting() == 0, "waited for longer than a year"
