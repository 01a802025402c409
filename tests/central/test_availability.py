"""What other channels may promise: leases, silence of each till, what a place keeps back, several places at once."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from pos.central import availability, enrolment
from pos.central.availability import LineAsked, ReservationAnswer, ReservationPut, Silence
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.refusal import Refusal
from tests.central.actors import HandClock, Till
from tests.central.conftest import with_stores
from tests.central.shelves import HERE, OTHER, WEB, counted, furnish, levels, moved, sale_of, told

HOUR = 3_600_000


@pytest.fixture
def shop(centre: Centre) -> Centre:
    furnish(centre)
    return centre


@pytest.fixture
def web(shop: Centre) -> str:
    return shop.new_channel_key("web")


def lend(centre: Centre, key: str, id_: str, *wanted: tuple[str, int], place: str = HERE) -> ReservationAnswer:
    body = ReservationPut(place, tuple(LineAsked(sku, pieces) for sku, pieces in wanted), 60)
    answer: ReservationAnswer = centre.put_goods(key, "reservations", id_, body)
    return answer


def free(centre: Centre, key: str, place: str = HERE, sku: str = "A1") -> int:
    return centre.available(key, place, [sku])[0].available


def test_places_and_articles_are_asked_together(shop: Centre, web: str) -> None:
    found = shop.available(web, f"{WEB},{HERE},{OTHER}", ["A1", "B2"])
    assert [(one.location, one.sku, one.available, one.buffer) for one in found] == [
        (HERE, "A1", 10, 0), (HERE, "B2", 2, 0), (OTHER, "A1", 3, 1), (OTHER, "B2", 0, 1), (WEB, "A1", 100, 0),
        (WEB, "B2", 0, 0),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="location-unknown"):
        shop.available(web, "S0099", ["A1"])
    with pytest.raises(Refusal, match="401"):
        shop.available("", HERE, ["A1"])


def test_what_a_place_keeps_back_is_lent_to_nobody(shop: Centre, web: str) -> None:
    with pytest.raises(Refusal) as refused:
        lend(shop, web, "r1", ("A1", 4), place=OTHER)
    assert refused.value.facts == {"sku": "A1", "available": 3, "wanted": 4}
    assert lend(shop, web, "r1", ("A1", 3), place=OTHER).state == "live"


def test_all_that_is_missing_is_named_and_nothing_is_lent(shop: Centre, web: str) -> None:
    with pytest.raises(Refusal) as refused:
        lend(shop, web, "r1", ("A1", 10), ("B2", 3), ("C3", 1))
    assert refused.value.status == 409
    assert refused.value.facts == {"sku": "B2", "available": 2, "wanted": 3, "also": "C3"}
    assert levels(shop)[HERE, "A1"] == (10, 0)


def test_the_same_put_again_says_how_it_stands_by_now(shop: Centre, web: str, clock: HandClock) -> None:
    assert lend(shop, web, "r1", ("A1", 2)) == ReservationAnswer("r1", "live", 60)
    clock.now += 20_000
    assert lend(shop, web, "r1", ("A1", 2)) == ReservationAnswer("r1", "live", 40)
    clock.now += 41_000
    assert lend(shop, web, "r1", ("A1", 2)) == ReservationAnswer("r1", "over", 0)
    with pytest.raises(Refusal, match="409"):
        lend(shop, web, "r1", ("A1", 3))
    with pytest.raises(Refusal, match="409"):
        lend(shop, shop.new_channel_key("app"), "r1", ("A1", 2))
    assert free(shop, web) == 10 and told(shop, HERE)["A1"] == (10, 0)


def test_what_was_lent_for_too_long_can_be_lent_again(shop: Centre, web: str, clock: HandClock) -> None:
    lend(shop, web, "r1", ("A1", 6), ("B2", 2))
    lend(shop, web, "r2", ("A1", 4))
    clock.now += 61_000
    assert lend(shop, web, "r3", ("A1", 10)).state == "live"
    assert levels(shop)[HERE, "A1"] == (10, 10) and told(shop, HERE) == {"A1": (10, 10), "B2": (2, 0)}


def test_given_back_it_is_free_once(shop: Centre, web: str) -> None:
    lend(shop, web, "r1", ("A1", 6))
    for _ in range(2):
        assert shop.end_reservation(web, "r1").state == "over"
    assert shop.end_reservation(web, "nobody").state == "over"
    lend(shop, web, "r2", ("A1", 6))
    assert shop.end_reservation(shop.new_channel_key("app"), "r2").state == "over", "of another channel: unknown"
    assert levels(shop)[HERE, "A1"] == (10, 6)


def test_nothing_is_lent_where_nothing_is(shop: Centre, web: str) -> None:
    with pytest.raises(Refusal, match="location-unknown"):
        lend(shop, web, "r1", ("A1", 1), place="S0099")
    for wanted in ((("A1", 0),), (("", 1),), ()):
        with pytest.raises(Refusal, match="message-unreadable"):
            lend(shop, web, "r1", *wanted)


def test_two_shops_that_want_the_last_piece_and_each_others_shelves(database: Database, clock: HandClock) -> None:
    """Articles are named in opposite order, and overdue leases hang between them: nobody waits in a circle."""
    if database.sqlite:
        pytest.skip("SQLite has one writer")
    centre = with_stores(database, clock)
    furnish(centre)
    counted(centre, "location,sku,on_hand\nS0042,A1,1\nS0042,B2,1\nS0042,C3,9\n")
    key = centre.new_channel_key("web")
    lend(centre, key, "old", ("A1", 1), ("C3", 9))
    clock.now += 61_000
    outcomes: list[str] = []

    def take(n: int) -> None:
        wanted = (("A1", 1), ("B2", 1)) if n % 2 else (("B2", 1), ("A1", 1))
        try:
            lend(centre, key, f"r{n}", *wanted)
            outcomes.append("got")
        except Refusal as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(outcomes) == {"got": 1, "out-of-stock": 5}
    assert {sku: pair for (at, sku), pair in levels(centre).items() if at == HERE} == {
        "A1": (1, 1), "B2": (1, 1), "C3": (9, 0),
    }  # fmt: skip


# --- silence ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(shop: Centre, till: Till) -> Till:
    """The store has sold 112 pieces, four a day."""
    counted(shop, "location,sku,on_hand\nS0042,A1,212\nS0042,B2,3\n")
    sale_of(till, "A1", 112)
    till.push()
    return till


def test_a_till_that_asks_for_news_is_not_silent(busy: Till, shop: Centre, web: str, clock: HandClock) -> None:
    """It says hello once an hour only, and pushes what it has before it asks."""
    clock.now += 3 * HOUR
    busy.sign_in()
    assert free(shop, web) < 100
    shop.page(busy.token, f"policy:{HERE}", None, 10)
    assert free(shop, web) == 100
    clock.now += enrolment.HEARD_EVERY_MS // 2
    shop.page(busy.token, f"policy:{HERE}", None, 10)
    one = shop.available(web, HERE, ["A1"])[0]
    assert one.heard_ms == clock.now - enrolment.HEARD_EVERY_MS // 2, "noted now and then, not with every page"


def test_one_silent_till_of_two_counts_by_its_share(busy: Till, shop: Centre, web: str, clock: HandClock) -> None:
    clock.now += 12 * HOUR
    alone = shop.available(web, HERE, ["A1"])[0].buffer
    other = Till(shop, clock, "T04", seed=4)
    other.enrol()
    beside = shop.available(web, HERE, ["A1"])[0]
    assert 0 < beside.buffer < alone and beside.heard_ms == clock.now
    assert free(shop, web, sku="B2") == 3, "thin stock is promised as long as anybody there talks"
    clock.now += 25 * HOUR
    assert free(shop, web, sku="B2") == 0
    shop.revoke(HERE, "T03")
    shop.revoke(HERE, "T04")
    assert shop.available(web, HERE, ["A1"])[0].buffer == 0, "nobody is there who could sell"


def test_a_warehouse_is_never_silent(shop: Centre, web: str, clock: HandClock) -> None:
    moved(shop, web, "m1", WEB, -50)
    clock.now += 100 * HOUR
    one = shop.available(web, WEB, ["A1"])[0]
    assert (one.available, one.buffer, one.heard_ms) == (50, 0, 0)


def test_a_till_long_gone_has_no_share() -> None:
    now = 100 * availability.DAY_MS
    late = now - 2 * HOUR
    assert availability.silence([late, now - 60 * availability.DAY_MS], now) == availability.silence([late], now)
    assert availability.silence([now, late], now) == Silence((2 * HOUR - availability.HEARD_LATELY_MS) // 2, 0)
    assert availability.silence([1], now).whole_ms > availability.SILENT_MOST_MS
    assert availability.silence([], now) == Silence()
