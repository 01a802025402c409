"""Cancel races. A parcel is a thing: it lies in the store, goes to a customer, or goes back to the shelf. Two tills and
a web shop that know little of each other tell the centre about it late, twice and in any order; in the end each piece
was either handed over or refunded, never both, and a second hand-over was shown to a person.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.central import goods_import, sweeping
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.goods_channels import OrderedLine, PickupPut, StepPut
from pos.central.refusal import Refusal
from pos.central.review import review_list
from pos.central.sheets import Sheet
from pos.domain import collect
from pos.domain.pickup_facts import (
    BY_NAME,
    BY_QR,
    NOT_WANTED,
    HandedLine,
    PickedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupPicked,
    PickupReady,
    PickupReturned,
    ReturnedLine,
)
from tests.central.actors import NOON, STORE, HandClock, Till
from tests.central.conftest import with_stores

ORDER = "0199a000-0000-4000-8000-00000000000a"
SKU, PIECES, PRICE = "A1", 3, 500
STOCK = f"sku,on_hand\n{SKU},10\n".encode()
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

STEPS = (
    "pick", "ready", "hand all", "hand one", "parcels", "give back", "answer", "push", "push again", "pull", "cancel",
    "claim", "wait",
)  # fmt: skip
SHOP_STEPS = ("cancel", "claim", "wait")


class World:
    """``parcel``: pieces that lie packed in the store; None: still on the shelf. ``given``: pieces with the customer.
    A till does only what its people can do with what lies before them; ``lies``: hand-overs of what was not there.
    """

    def __init__(self, centre: Centre, clock: HandClock) -> None:
        self.centre, self.clock = centre, clock
        centre.run(lambda db: goods_import.import_stock(db, Sheet("s.csv", STOCK), STORE, clock.now))
        self.key = centre.new_channel_key("web")
        line = OrderedLine(SKU, PIECES, PRICE, "Article")
        centre.put_goods(self.key, "pickups", ORDER, PickupPut("W-1", STORE, NOON, "EUR", (line,)))
        self.tills = [Till(centre, clock, name, seed=n) for n, name in enumerate(("T03", "T04"), 1)]
        self.sent = [0, 0]
        self.heard = [False, False]
        for till in self.tills:
            till.enrol()
        self.picked = False
        self.parcel: int | None = None
        self.given = 0
        self.back = 0
        self.refunded = 0
        self.lies = 0

    # --- what somebody does ---------------------------------------------------------------------------------------

    def do(self, step: str, which: int) -> None:
        self.clock.now += 1_000
        till = self.tills[which]
        if step == "pick" and not self.picked and not self.back:
            self.picked = True
            till.write(PickupPicked(ORDER, (PickedLine(1, SKU, PIECES),)))
        elif step == "ready" and self.picked and self.parcel is None and not self.back:
            self.parcel = PIECES
            till.write(PickupReady(ORDER, ("A-1",), 1))
        elif step in ("hand all", "hand one", "parcels") and self.parcel:
            count = 1 if step == "hand one" else self.parcel
            self.parcel -= count
            self.given += count
            whole = step == "parcels"
            lines = () if whole else (HandedLine(1, SKU, count),)
            till.write(PickupHandedOver(ORDER, "W-1", lines, BY_QR))
        elif step == "give back" and self.parcel:
            self.back, self.parcel = self.parcel, 0
            till.write(PickupReturned(ORDER, NOT_WANTED, (ReturnedLine(1, SKU, self.back),)))
        elif step == "answer" and self.heard[which]:
            self.answer(which)
        elif step in ("push", "push again"):
            self.push(which, again=step == "push again")
        elif step == "pull":
            self.heard[which] = self.state() == collect.CANCEL_REQUESTED
        elif step in SHOP_STEPS:
            self.shop(step)

    def answer(self, which: int) -> None:
        """The store's true word on a cancellation: what still lies there goes back, else it was handed over."""
        self.heard[which] = False
        there = PIECES - self.given - self.back
        if there:
            self.back += there
            self.parcel = 0
        self.tills[which].write(PickupCancelAnswered(ORDER, bool(there)))

    def lie(self, which: int) -> None:
        """Somebody allows a hand-over although no parcel lies there: the code was photographed."""
        self.lies += 1
        lines = (HandedLine(1, SKU, PIECES),)
        self.tills[which].write(PickupHandedOver(ORDER, "W-1", lines, BY_NAME, override_by="1002", overridden="parcel"))

    def push(self, which: int, *, again: bool = False) -> None:
        till = self.tills[which]
        first = 1 if again else self.sent[which] + 1
        if len(till.lines) >= first:
            till.sign_in()
            till.push(first)
            self.sent[which] = len(till.lines)

    def shop(self, step: str) -> None:
        if step == "wait":
            self.clock.now += 3 * DAY_MS
        elif step == "cancel":
            try:
                self.centre.put_goods(self.key, "pickups/cancel", ORDER, StepPut(self.clock.now))
            except Refusal as refused:
                assert refused.status == 409
        else:
            for due in self.centre.refunds(self.key):
                taken = self.centre.refunded(self.key, due.order, due.id)
                assert taken == self.centre.refunded(self.key, due.order, due.id), "asked again, answered the same"
                self.refunded += taken.amount_minor

    # --- what is known --------------------------------------------------------------------------------------------

    def state(self) -> str:
        return self.centre.order_state(self.key, ORDER).state

    def reasons(self) -> list[str]:
        """Several of one entry share an item."""
        items = self.centre.run(review_list)
        return sorted(word for item in items for word in (item.reason, *item.facts.get("also", "").split()))

    def settle(self) -> None:
        """Everybody tells all they know, and a question that is open is answered."""
        for which in (0, 1):
            self.push(which)
        if self.state() == collect.CANCEL_REQUESTED:
            self.answer(0)
            self.push(0)
        self.shop("claim")

    def stock(self) -> tuple[int, int]:
        self.tills[0].sign_in()
        (one,) = [p for p in self.centre.stock(self.tills[0].token, SKU).places if p.location == STORE]
        return one.on_hand, one.reserved


def settled(world: World) -> None:
    """What must be true once everybody has told everything."""
    said = world.centre.order_state(world.key, ORDER)
    assert said.handed == world.given
    assert not {"pickup_twice", "pickup_refunded"} & set(world.reasons())
    on_hand, reserved = world.stock()
    assert on_hand == 10 - world.given
    if said.state in collect.DONE:
        assert world.given * PRICE + world.refunded == PIECES * PRICE
        assert reserved == 0
    else:
        assert (world.refunded, reserved) == (0, PIECES - world.given)
    if world.back:
        assert said.state in collect.DONE or said.state == collect.READY


PLAY = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1)), max_size=30)
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def fresh() -> Iterator[list[Database]]:
    made: list[Database] = []
    yield made
    for one in made:
        one.close()


def world_of(made: list[Database]) -> World:
    while made:
        made.pop().close()
    made.append(Database("sqlite://"))
    clock = HandClock()
    return World(with_stores(made[0], clock), clock)


@given(play=PLAY)
@QUICK
def test_each_piece_is_handed_over_or_refunded_and_never_both(
    fresh: list[Database], play: list[tuple[str, int]]
) -> None:
    world = world_of(fresh)
    for step, which in play:
        world.do(step, which)
    world.settle()
    settled(world)


@given(play=PLAY, lies=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 1)), min_size=1, max_size=3))
@QUICK
def test_what_was_handed_over_twice_or_refunded_too_is_shown_to_a_person(
    fresh: list[Database], play: list[tuple[str, int]], lies: list[tuple[int, int]]
) -> None:
    world = world_of(fresh)
    for n in range(31):
        for step, which in play[n : n + 1]:
            world.do(step, which)
        for at, which in lies:
            if at == n:
                world.lie(which)
    world.settle()
    said = world.centre.order_state(world.key, ORDER)
    # Pieces that the tills say went to somebody, against those there were.
    claimed = world.given + world.lies * PIECES
    shown = world.reasons()
    assert said.handed == min(claimed, PIECES)
    if claimed > PIECES:
        assert {"pickup_twice", "pickup_refunded", "pickup_illegal"} & set(shown)
    if world.refunded + said.handed * PRICE > PIECES * PRICE:
        assert "pickup_refunded" in shown
    assert shown.count("pickup_overridden") == world.lies
    assert world.stock()[0] == 10 - said.handed


@pytest.mark.parametrize("seed", range(4))
def test_the_same_on_every_database(centre: Centre, clock: HandClock, seed: int) -> None:
    dice = random.Random(seed)
    world = World(centre, clock)
    for _ in range(60):
        world.do(dice.choice(STEPS), dice.randrange(2))
    world.settle()
    settled(world)


def test_everybody_at_once(database: Database, clock: HandClock) -> None:
    """Two tills, a shop and the sweep on connections of their own; whoever loses a lock begins again."""
    if database.sqlite:
        pytest.skip("SQLite has one writer")
    centre = with_stores(database, clock)
    world = World(centre, clock)
    for step in ("pick", "ready"):
        world.do(step, 0)
    world.push(0)
    for till in world.tills:
        till.write(PickupHandedOver(ORDER, "W-1", (HandedLine(1, SKU, 1),), BY_QR))
    failed: list[BaseException] = []

    def run(work: Callable[[int], object]) -> None:
        try:
            for n in range(6):
                work(n)
        except Refusal as refused:
            assert refused.status == 409
        except BaseException as error:
            failed.append(error)

    works: list[Callable[[int], object]] = [
        lambda _: world.tills[0].push(),
        lambda _: world.tills[1].push(),
        lambda n: centre.put_goods(world.key, "pickups/here", ORDER, StepPut(NOON + n)),
        lambda n: centre.put_goods(world.key, "pickups/cancel", ORDER, StepPut(NOON + n)),
        lambda _: centre.run(lambda db: sweeping.sweep(db, clock.now)),
    ]
    threads = [threading.Thread(target=run, args=(work,), name=f"race-{n}") for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert world.centre.order_state(world.key, ORDER).handed == 2
    assert world.stock() == (8, 1) and world.state() == collect.CANCEL_REQUESTED


# --- stories ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(centre: Centre, clock: HandClock) -> World:
    return World(centre, clock)


def play(world: World, *steps: str) -> None:
    """``push 1``: by the second till; without a number by the first."""
    for step in steps:
        name, _, which = step.rpartition(" ")
        world.do(name if which in ("0", "1") else step, int(which) if which in ("0", "1") else 0)


def test_handed_over_offline_while_the_customer_cancelled(world: World) -> None:
    play(world, "pick", "ready", "push", "cancel", "hand all 1", "claim", "push 1")
    assert (world.state(), world.refunded, world.reasons()) == (collect.HANDED_OVER, 0, [])


def test_picked_packed_and_handed_over_by_a_silent_store_while_the_customer_cancelled(world: World) -> None:
    play(world, "pick", "ready 1", "hand all", "cancel", "push", "push 1")
    assert (world.state(), world.stock(), world.reasons()) == (collect.HANDED_OVER, (7, 0), [])


def test_an_order_that_has_expired_is_not_refunded_before_the_store_has_spoken(world: World) -> None:
    play(world, "pick", "ready", "push", "hand all 1", "wait", "wait", "wait", "cancel", "claim")
    assert (world.state(), world.refunded) == (collect.CANCEL_REQUESTED, 0)
    play(world, "push 1", "claim")
    assert (world.state(), world.refunded) == (collect.HANDED_OVER, 0)


def test_the_rest_of_a_part_is_asked_about_too(world: World) -> None:
    play(world, "pick", "ready", "push", "cancel", "hand one 1", "push 1")
    assert (world.state(), world.refunded) == (collect.CANCEL_REQUESTED, 0)
    play(world, "pull", "answer", "push", "claim")
    assert (world.state(), world.refunded, world.stock()) == (collect.CANCELLED, 2 * PRICE, (9, 0))


def test_a_refund_that_nobody_has_taken_yet_is_withdrawn_when_the_goods_went_after_all(world: World) -> None:
    play(world, "pick", "ready", "cancel", "push", "pull", "answer", "push")
    (due,) = world.centre.refunds(world.key)
    world.lie(1)
    world.push(1)
    assert world.centre.refunds(world.key) == ()
    with pytest.raises(Refusal, match="refund-unknown"):
        world.centre.refunded(world.key, due.order, due.id)
    assert world.reasons() == ["pickup_illegal", "pickup_overridden"] and world.stock() == (7, 0)


def test_a_refund_that_was_taken_is_told_when_the_goods_went_after_all(world: World) -> None:
    play(world, "pick", "ready", "cancel", "push", "pull", "answer", "push", "claim")
    world.lie(1)
    world.push(1)
    assert world.reasons() == ["pickup_illegal", "pickup_overridden", "pickup_refunded"]
    assert (world.refunded, world.stock()) == (PIECES * PRICE, (7, 0))


def test_two_hand_overs_of_one_parcel_name_both_with_place_person_and_time(world: World) -> None:
    play(world, "pick", "ready", "hand all", "push")
    world.lie(1)
    world.push(1)
    (item,) = [item for item in world.centre.run(review_list) if item.reason == "pickup_twice"]
    assert item.facts["first"] != item.facts["second"] and item.facts["by"] == "1002"
    assert item.facts["first_at"] == "S0042 T03 1001 2026-11-23 11:00:03 UTC"
    assert item.facts["second_at"].startswith("S0042 T04 1001 2026-11-23")
    assert world.stock() == (7, 0)
