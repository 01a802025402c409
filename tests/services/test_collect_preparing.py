"""Online orders before they are handed over: picked, short, made ready, moved, given back, cancelled; on paper."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos.base.errors import Code
from pos.domain import collect
from pos.domain.collect import CANCEL_REQUESTED, CANCELLED, READY, RESERVED, RETURNED, SHORT, Pickup
from pos.domain.pickup_code import parcel_label
from pos.domain.pickup_facts import (
    NOT_WANTED,
    PickedLine,
    PickupCancelAnswered,
    PickupMoved,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
    ReturnedLine,
)
from pos.domain.slip import Banner, Barcode, Pair, Pick, Title, When
from tests.domain.orders import NOW, ORDER, OTHER, order
from tests.services.conftest import Shop, refused
from tests.services.pickups import STANDING, bodies, counter, of_kind, opened, qr
from tests.services.shop import BATTERIES, CABLE

FRESH = replace(
    STANDING,
    state=RESERVED,
    ready_ms=0,
    expires_ms=0,
    bags=(),
    parcels=0,
    ready_by_ms=NOW + 60_000,
    lines=tuple(replace(line, picked=0, shelf=f"0{3 - line.n}-1") for line in STANDING.lines),
)
ALL = (PickedLine(1, CABLE.sku, 2), PickedLine(2, BATTERIES.sku, 1))


@pytest.fixture
def shop() -> Shop:
    return counter(FRESH, online=False)


def test_picked_made_ready_and_told(shop: Shop) -> None:
    picked, changes = shop.till.collect.pick(ORDER, ALL)
    assert (picked.state, picked.waiting) == (RESERVED, 3)
    assert changes.pickups
    made, _ = shop.till.collect.ready(ORDER, ["a-03 ", ""], 2)
    assert (made.state, made.bags, made.parcels, made.ready_ms) == (READY, ("A-03",), 2, NOW)
    moved, _ = shop.till.collect.move(ORDER, ["B-01", "B-02"])
    assert moved.bags == ("B-01", "B-02")
    reminded, _ = shop.till.collect.remind(ORDER)
    assert reminded.reminded_ms == NOW
    assert bodies(shop)[-4:] == [
        PickupPicked(ORDER, ALL),
        PickupReady(ORDER, ("A-03",), 2),
        PickupMoved(ORDER, ("B-01", "B-02")),
        PickupReminded(ORDER),
    ]
    again = shop.restarted()
    assert again.till.collect.show(ORDER)[0] == shop.till.collect.show(ORDER)[0] == reminded
    assert opened(again, qr(reminded)).parcels == 2, "its signed code is good for what was ordered"


def test_a_short_pick_waits_for_the_customer_s_word(shop: Shop) -> None:
    offered = PickedLine(1, CABLE.sku, 1, 1, "118-0913", "USB-C Kabel 3 m")
    short, _ = shop.till.collect.pick(ORDER, (offered, ALL[1]))
    assert (short.state, short.line(1).substitute_text) == (SHORT, "USB-C Kabel 3 m")
    lists, _ = shop.till.collect.lists()
    assert [one.number for one in lists.unclear] == ["W-48213"]
    agreed, _ = shop.till.collect.pick(ORDER, (replace(offered, picked=2, short=0), ALL[1]))
    assert (agreed.state, agreed.waiting) == (RESERVED, 3)
    shop.till.collect.pick(ORDER, (replace(offered, substitute="", substitute_text=""), ALL[1]))
    made, _ = shop.till.collect.ready(ORDER, ["A-03"])
    assert (made.state, made.waiting, made.total_minor) == (READY, 2, 1_299 + 799)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda c: c.ready(ORDER, ["A"], 0), Code.QUANTITY_OUT_OF_RANGE),
        (lambda c: c.ready(ORDER, ["A"], 51), Code.QUANTITY_OUT_OF_RANGE),
        (lambda c: c.ready(ORDER, [" ", ""]), Code.PICKUP_BAG_MISSING),
        (lambda c: c.ready(ORDER, []), Code.PICKUP_BAG_MISSING),
        (lambda c: c.ready(ORDER, ["A"]), Code.PICKUP_NOTHING),
        (lambda c: c.move(ORDER, ["A"]), Code.PICKUP_NOT_READY),
        (lambda c: c.move(ORDER, [""]), Code.PICKUP_BAG_MISSING),
        (lambda c: c.remind(ORDER), Code.PICKUP_NOT_READY),
        (lambda c: c.answer_cancel(ORDER, True), Code.PICKUP_NOT_READY),
        (lambda c: c.pick(ORDER, (PickedLine(1, CABLE.sku, 3),)), Code.PICKUP_QUANTITY),
        (lambda c: c.pick(ORDER, (PickedLine(9, CABLE.sku, 1),)), Code.PICKUP_ARTICLE_OTHER),
        (lambda c: c.pick("no such", ALL), Code.PICKUP_UNKNOWN),
        (lambda c: c.give_back("no such", NOT_WANTED), Code.PICKUP_UNKNOWN),
        (lambda c: c.labels(ORDER), Code.PICKUP_NOT_READY),
        (lambda c: c.labels("no such"), Code.PICKUP_UNKNOWN),
        (lambda c: c.pick_list([]), Code.PICKUP_NOTHING),
    ],
)
def test_steps_that_are_refused_change_nothing(shop: Shop, step: Any, code: Code) -> None:
    before = bodies(shop)
    refused(lambda: step(shop.till.collect), code)
    assert bodies(shop) == before


def test_nobody_signed_in_changes_nothing(shop: Shop) -> None:
    shop.till.signon.lock()
    refused(lambda: shop.till.collect.pick(ORDER, ALL), Code.NOBODY_SIGNED_IN)


def test_what_nobody_collected_goes_back_to_the_shelf() -> None:
    shop = counter(replace(STANDING, expires_ms=NOW - 1))
    back, changes = shop.till.collect.give_back(ORDER, "expired")
    assert (back.state, back.done_ms, changes.stock) == (RETURNED, NOW, True)
    assert of_kind(shop, PickupReturned) == [
        PickupReturned(ORDER, "expired", (ReturnedLine(1, CABLE.sku, 2), ReturnedLine(2, BATTERIES.sku, 1)))
    ]
    refused(lambda: shop.till.collect.give_back(ORDER, "expired"), Code.PICKUP_CANCELLED)


@pytest.mark.parametrize(("accepted", "state"), [(True, CANCELLED), (False, READY)])
def test_a_cancellation_waits_for_the_store_s_word(accepted: bool, state: str) -> None:
    shop = counter(replace(STANDING, state=CANCEL_REQUESTED, cancel_asked_ms=NOW - 9, revoked=True))
    assert [one.number for one in shop.till.collect.lists()[0].to_cancel] == ["W-48213"]
    answered, _ = shop.till.collect.answer_cancel(ORDER, accepted)
    assert answered.state == state
    assert of_kind(shop, PickupCancelAnswered) == [PickupCancelAnswered(ORDER, accepted)]
    assert answered.revoked == accepted


def test_an_order_far_down_the_list_is_shown_as_the_till_left_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many are read of each state; one whose state this till changed is among them all the same."""
    shop.till.collect.pick(ORDER, ALL)
    shop.till.collect.ready(ORDER, ["A"])
    monkeypatch.setattr(type(shop.replica), "pickups", lambda *_: [])
    lists, _ = shop.till.collect.lists()
    assert [one.number for one in lists.ready] == ["W-48213"]
    shop.replica.orders = ()
    assert shop.till.collect.lists()[0].ready == ()


def test_more_to_pick_than_is_listed_is_counted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(shop.replica), "pickup_counts", lambda _: {RESERVED: 1_234})
    assert shop.till.collect.lists()[0].to_pick_count == 1 + 1_234 - 200


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_a_label_for_each_parcel_without_a_name() -> None:
    first = replace(STANDING.lines[0], min_age=18)
    shop = counter(replace(STANDING, parcels=2, paid=False, demo=True, lines=(first, STANDING.lines[1])))
    slips, _ = shop.till.collect.labels(ORDER)
    assert len(slips) == 2
    assert slips[1].rows == (
        Title("W-48213"),
        slips[0].rows[1],
        Pair("parcel", "2 / 2"),
        Pair("bag", "A-03"),
        When("kept-until", STANDING.expires_ms),
        Banner("not-paid"),
        Pair("age", "18+"),
        Banner("demo"),
        Barcode(parcel_label(ORDER, 2)),
    )
    assert "Hoffmann" not in repr(slips)
    assert opened(shop, parcel_label(ORDER, 1)).labels == {parcel_label(ORDER, 1)}


def test_a_plain_label() -> None:
    shop = counter(replace(STANDING, bags=(), expires_ms=0))
    ((slip,), _) = shop.till.collect.labels(ORDER)
    assert [type(row) for row in slip.rows][2:] == [Pair, Barcode]


def test_a_pick_list_goes_by_shelf(shop: Shop) -> None:
    half = tuple(replace(line, shelf="") for line in order().lines)
    other = order(replace(half[0], picked=1), replace(half[1], short=1), id=OTHER, number="W-2")
    shop.replica.orders = (FRESH, other)
    slip, _ = shop.till.collect.pick_list([ORDER, OTHER])
    shown = [row for row in slip.rows if isinstance(row, Title | Pick)][1:]
    assert shown == [
        Title("–"),
        Pick(1, "Article 1", "SKU-1 · W-2"),
        Title("01-1"),
        Pick(1, BATTERIES.name, f"{BATTERIES.gtin} · W-48213"),
        Title("02-1"),
        Pick(2, CABLE.name, f"{CABLE.gtin} · W-48213"),
    ]
    shop.till.collect.pick(ORDER, ALL)
    assert len([row for row in shop.till.collect.pick_list([ORDER, OTHER])[0].rows if isinstance(row, Pick)]) == 1
    done: Pickup = replace(FRESH, state=collect.HANDED_OVER)
    shop.replica.orders = (done,)
    refused(lambda: shop.restarted().till.collect.pick_list([ORDER]), Code.PICKUP_NOTHING)


def test_labels_of_the_same_shelf_stand_under_one_head(shop: Shop) -> None:
    shop.replica.orders = (replace(FRESH, lines=tuple(replace(line, shelf="07") for line in FRESH.lines)),)
    slip, _ = shop.till.collect.pick_list([ORDER])
    assert [row.text for row in slip.rows if isinstance(row, Title)][1:] == ["07"]
