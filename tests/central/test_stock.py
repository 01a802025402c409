"""Stock is one truth: whatever comes from tills and channels, doubled and in any order, a level is the sum of moves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pos.central import sweeping
from pos.central.availability import LineAsked, ReservationPut
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.goods_channels import MovedLine, MovementPut
from pos.central.refusal import Refusal
from pos.central.review import review_list
from pos.domain import events
from tests.central.actors import HandClock, Till
from tests.central.conftest import with_stores
from tests.central.shelves import HERE, OTHER, WEB, counted, furnish, levels, moved, reviews, sale_of, sums, told

Shelf = tuple[str, str]


@dataclass
class Chain:
    """Two stores, a warehouse and a shop; beside them what stock should be, by another arithmetic."""

    database: Database
    clock: HandClock = field(default_factory=HandClock)

    def __post_init__(self) -> None:
        self.centre = with_stores(self.database, self.clock)
        furnish(self.centre)
        self.key = self.centre.new_channel_key("web")
        self.tills = [Till(self.centre, self.clock, f"T0{n}", store, n) for n, store in enumerate((HERE, OTHER), 1)]
        for till in self.tills:
            till.enrol()
        self.on_hand: dict[Shelf, int] = {(HERE, "A1"): 10, (OTHER, "A1"): 4, (WEB, "A1"): 100, (HERE, "B2"): 2}
        self.reserved: dict[Shelf, int] = {}
        self.waiting: list[list[tuple[Shelf, int, int]]] = [[], []]
        self.sales: list[list[tuple[events.SaleCompleted, tuple[Shelf, int, int]]]] = [[], []]
        self.leases: dict[str, tuple[Shelf, int, int]] = {}
        self.known: set[str] = set()

    def do(self, what: str, n: int, sku: str, pieces: int) -> None:
        till, queue, sales = self.tills[n], self.waiting[n], self.sales[n]
        place = (HERE, OTHER)[n]
        if what == "sell":
            queue.append(((place, sku), -pieces, 0))
            sales.append((sale_of(till, sku, pieces), queue[-1]))
        elif what == "deliver":
            queue.append(((WEB, sku), 0, pieces))
            sales.append((sale_of(till, sku, pieces, deliver=True), queue[-1]))
        elif what == "void" and sales:
            sale, (shelf, on_hand, reserved) = sales.pop()
            till.void(sale)
            queue.append((shelf, -on_hand, -reserved))
        elif what == "adjust":
            more = (-2, -1, 1, 2, 3)[pieces - 1]
            till.write(events.StockAdjusted(sku, more, "piece", events.COUNTED))
            queue.append(((place, sku), more, 0))
        elif what == "push" and till.lines:
            till.push(1)  # all of it, most of it again
            for shelf, on_hand, reserved in queue:
                self.book(shelf, on_hand, reserved)
            queue.clear()
        elif what == "move":
            id_ = f"m{pieces}{n}{sku}"
            moved(self.centre, self.key, id_, (WEB, OTHER)[n], pieces, sku)
            if id_ not in self.known:
                self.book(((WEB, OTHER)[n], sku), pieces, 0)
            self.known.add(id_)
        elif what in ("lend", "give back"):
            self.lease(what, f"r{pieces}{n}{sku}", (place, sku), pieces)
        elif what == "wait":
            self.clock.now += pieces * 20_000
        for till in self.tills:
            till.sign_in()

    def lease(self, what: str, id_: str, shelf: Shelf, pieces: int) -> None:
        if what == "give back":
            self.centre.end_reservation(self.key, id_)
            if id_ in self.leases:
                self.book(shelf, 0, -self.leases.pop(id_)[1])
            return
        over = [lease for lease in self.leases.values() if lease[0] == shelf and lease[2] <= self.clock.now]
        free = self.on_hand.get(shelf, 0) - self.reserved.get(shelf, 0) + sum(lease[1] for lease in over)
        try:
            body = ReservationPut(shelf[0], (LineAsked(shelf[1], pieces),), 60)
            self.centre.put_goods(self.key, "reservations", id_, body)
        except Refusal as refused:
            assert refused.status == 409 and id_ not in self.known
            return
        if id_ not in self.known:
            assert free >= pieces, "what is not there was lent"
            self.expire(shelf[0])
            self.book(shelf, 0, pieces)
            self.leases[id_] = (shelf, pieces, self.clock.now + 60_000)
        self.known.add(id_)

    def expire(self, place: str = "") -> None:
        for id_, (shelf, pieces, until) in list(self.leases.items()):
            if until <= self.clock.now and place in ("", shelf[0]):
                self.book(shelf, 0, -pieces)
                del self.leases[id_]

    def book(self, shelf: Shelf, on_hand: int, reserved: int) -> None:
        self.on_hand[shelf] = self.on_hand.get(shelf, 0) + on_hand
        self.reserved[shelf] = self.reserved.get(shelf, 0) + reserved

    def check(self) -> None:
        self.centre.run(lambda db: sweeping.sweep(db, self.clock.now))
        self.expire()
        expected = {
            shelf: (self.on_hand.get(shelf, 0), self.reserved.get(shelf, 0))
            for shelf in {*self.on_hand, *self.reserved}
        }
        found = levels(self.centre)
        assert found == expected
        assert {shelf: pair for shelf, pair in sums(self.centre).items() if any(pair)} == {
            shelf: pair for shelf, pair in found.items() if any(pair)
        }
        for place in (HERE, OTHER, WEB):
            assert told(self.centre, place) == {sku: pair for (at, sku), pair in found.items() if at == place}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["sell", "sell", "deliver", "void", "adjust", "push", "push", "move", "lend", "lend", "give back", "wait"]
        ),
        st.integers(0, 1),
        st.sampled_from(["A1", "B2", "new"]),
        st.integers(1, 5),
    ),
    max_size=30,
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_level_is_the_sum_of_its_moves(steps: list[tuple[str, int, str, int]]) -> None:
    database = Database("sqlite://")
    try:
        chain = Chain(database)
        for step in [*steps, ("push", 0, "A1", 1), ("push", 1, "A1", 1)]:
            chain.do(*step)
        chain.check()
    finally:
        database.close()


def test_a_day_in_the_same_words_on_each_database(database: Database) -> None:
    chain = Chain(database)
    for step in [
        ("sell", 0, "A1", 3), ("deliver", 1, "A1", 2), ("move", 0, "A1", 5), ("lend", 0, "A1", 4), ("push", 0, "A1", 1),
        ("push", 1, "A1", 1), ("void", 0, "A1", 1), ("move", 0, "A1", 5), ("wait", 0, "A1", 4), ("adjust", 1, "new", 5),
        ("push", 0, "A1", 1), ("push", 1, "A1", 1), ("lend", 0, "B2", 2), ("give back", 0, "B2", 2),
    ]:  # fmt: skip
        chain.do(*step)
    chain.check()


# --- figures that cannot be ---------------------------------------------------------------------------------------


@pytest.fixture
def shop(centre: Centre) -> Centre:
    furnish(centre)
    return centre


def test_a_shelf_that_goes_below_nothing_is_shown_once(shop: Centre, till: Till) -> None:
    for _ in range(4):
        sale_of(till, "B2")
    answer = till.push()
    assert [outcome.reason for outcome in answer.outcomes] == [None, None, "stock_negative", None]
    sale_of(till, "B2")
    till.push()
    assert reviews(shop) == ["stock_negative"] and levels(shop)[HERE, "B2"] == (-3, 0)


def test_two_shelves_of_one_receipt_are_one_matter(shop: Centre, till: Till) -> None:
    sale = till.sale()
    lines = tuple(structs.replace(sale.lines[0], n=n, sku=sku, quantity=11) for n, sku in enumerate(("A1", "B2"), 1))
    till.write(structs.replace(sale, lines=lines), id=sale.sale)
    till.push()
    (item,) = shop.run(lambda db: review_list(db, None))
    assert (item.facts["sku"], item.facts["also"]) == ("A1 B2", "stock_negative"), "and that its sums contradict"


def test_who_keeps_no_stock_is_not_told_that_it_is_wrong(centre: Centre, till: Till) -> None:
    for _ in range(3):
        till.sell()
    assert {outcome.reason for outcome in till.push().outcomes} == {None}
    assert levels(centre) == {(HERE, "A1"): (-3, 0)} and reviews(centre) == []


def test_a_place_nobody_knows_takes_no_movement(shop: Centre) -> None:
    key = shop.new_channel_key("web")
    with pytest.raises(Refusal, match="location-unknown"):
        shop.put_goods(key, "movements", "m1", MovementPut("S0099", 1, "received", (MovedLine("A1", 1),)))


def test_a_count_is_a_move_of_the_difference(shop: Centre, till: Till) -> None:
    sale_of(till, "A1", 3)
    till.push()
    counted(shop, "location,sku,on_hand\nS0042,A1,9\nS0042,B2,2\nS0042,C3,0\n")
    assert levels(shop)[HERE, "A1"] == sums(shop)[HERE, "A1"] == (9, 0)
    assert told(shop, HERE) == {"A1": (9, 0), "B2": (2, 0), "C3": (0, 0)}
