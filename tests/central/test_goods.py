"""Stock as one truth and online orders at the centre, whatever tills and channels say: doubled, late, in any order."""

from __future__ import annotations

import random
import threading
import uuid
from base64 import b64decode
from collections import Counter
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from sqlalchemy import text

from pos.central import availability, feed, goods_import, pickup_keys, sweeping
from pos.central.availability import LineAsked, ReservationPut
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.goods_channels import MovedLine, MovementPut, OrderedLine, PickupPut, StepPut
from pos.central.refusal import Refusal
from pos.central.sheets import Sheet
from pos.contract import Hello, JournalHead, from_json
from pos.contract.goods import StockRow
from pos.domain import collect, events, pickup_code
from pos.domain.cart import DELIVER, STORE, Fulfil
from pos.domain.collect import Pickup
from pos.domain.pickup_facts import (
    BY_QR,
    EXPIRED,
    HandedLine,
    PickedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupPicked,
    PickupReady,
    PickupReturned,
    ReturnedLine,
)
from tests.central.actors import STORE as HERE
from tests.central.actors import HandClock, Till
from tests.central.conftest import with_stores

SKU = "A1"
OTHER = "S0043"
PLACES = b"""location,kind,name,city,lat,lon,delivers_in_days
S0042,store,Berlin,Berlin,52.521900,13.413200,
S0043,store,Hamburg,Hamburg,53.550900,10.001200,
WEB,warehouse,Web,Erfurt,50.984800,11.029900,2
"""
STOCK = b"location,sku,on_hand\nS0042,A1,10\nS0043,A1,4\nWEB,A1,100\nS0042,B2,5\n"


@pytest.fixture
def shop(centre: Centre, clock: HandClock) -> Centre:
    """Two stores and a warehouse with something in them, and a key that signs."""
    stock(centre, clock)
    return centre


def stock(centre: Centre, clock: HandClock) -> None:
    centre.run(lambda db: goods_import.import_locations(db, Sheet("l.csv", PLACES), clock.now))
    centre.run(lambda db: goods_import.import_stock(db, Sheet("s.csv", STOCK), "", clock.now))
    centre.run(lambda db: pickup_keys.rotate(db, clock.now, random.Random(5).randbytes))


@pytest.fixture
def web(shop: Centre) -> str:
    return shop.new_channel_key("web")


def level(centre: Centre, place: str = HERE, sku: str = SKU) -> tuple[int, int]:
    rows = centre.run(
        lambda db: db.execute(
            text("SELECT on_hand, reserved FROM stock_level WHERE location = :l AND sku = :s"), {"l": place, "s": sku}
        ).all()
    )
    return (rows[0][0], rows[0][1]) if rows else (0, 0)


def added_up(centre: Centre) -> bool:
    """Every level is the sum of its moves."""
    found = centre.run(
        lambda db: db.execute(
            text(
                "SELECT l.location, l.sku FROM stock_level l LEFT JOIN (SELECT location, sku, sum(on_hand) AS h,"
                " sum(reserved) AS r FROM stock_move GROUP BY location, sku) m ON m.location = l.location"
                " AND m.sku = l.sku WHERE l.on_hand <> coalesce(m.h, 0) OR l.reserved <> coalesce(m.r, 0)"
            )
        ).all()
    )
    return not found


def told(centre: Centre, place: str = HERE, sku: str = SKU) -> StockRow:
    rows = centre.run(lambda db: feed.rows_of(db, f"stock:{place}", "stock"))
    return from_json(rows[sku], StockRow)


def orders_told(centre: Centre, store: str = HERE) -> dict[str, Pickup]:
    rows = centre.run(lambda db: feed.rows_of(db, f"pickup:{store}", "pickup"))
    return {id_: from_json(data, Pickup) for id_, data in rows.items()}


def reviews(centre: Centre) -> list[str]:
    return [row[0] for row in centre.run(lambda db: db.execute(text("SELECT reason FROM review ORDER BY seq")).all())]


def put(centre: Centre, key: str, quantity: int = 2, *, id_: str = "", paid: bool = True, **said: object) -> str:
    order = id_ or str(uuid.uuid4())
    line = OrderedLine(SKU, quantity, 500, "Article")
    body = PickupPut("W-1", HERE, 1_000, "EUR", (line,), paid=paid, name="Lena H.", email="l@mail.example")
    centre.put_goods(key, "pickups", order, structs.replace(body, **said))
    return order


def packed(till: Till, order: str, quantity: int = 2, parcels: int = 1) -> None:
    till.write(PickupPicked(order, (PickedLine(1, SKU, quantity),)))
    till.write(PickupReady(order, ("B-14",), parcels))


def handed(order: str, quantity: int = 2, **said: object) -> PickupHandedOver:
    return structs.replace(PickupHandedOver(order, "W-1", (HandedLine(1, SKU, quantity),), BY_QR), **said)


# --- tills ------------------------------------------------------------------------------------------------------------


def test_a_sale_a_void_and_an_adjustment_move_stock_once(shop: Centre, till: Till) -> None:
    sale = till.sale()
    till.write(sale, id=sale.sale)
    till.write(events.StockAdjusted(SKU, -2, "piece", events.BROKEN))
    till.push()
    till.push()
    assert level(shop) == (7, 0) and told(shop) == StockRow(7)
    till.void(sale)
    till.push(len(till.lines))
    assert level(shop) == (8, 0) and added_up(shop)


def test_an_article_nobody_counted_goes_below_zero_and_the_sale_stands(shop: Centre, till: Till) -> None:
    sale = till.sale()
    line = structs.replace(sale.lines[0], sku="Z9")
    till.write(structs.replace(sale, lines=(line,)), id=sale.sale)
    answer = till.push()
    assert [one.status for one in answer.outcomes] == ["applied"]
    assert level(shop, sku="Z9") == (-1, 0)


def test_what_is_sent_home_or_collected_elsewhere_is_promised_there(shop: Centre, till: Till) -> None:
    sale = till.sale()
    first = sale.lines[0]
    lines = (
        structs.replace(first, fulfil=Fulfil(DELIVER, "WEB", "2026-12-01"), total_minor=999, unit_minor=999),
        structs.replace(first, n=2, fulfil=Fulfil(STORE, OTHER), total_minor=1000, unit_minor=1000),
    )
    till.write(structs.replace(sale, lines=lines), id=sale.sale)
    till.push()
    assert (level(shop), level(shop, "WEB"), level(shop, OTHER)) == ((10, 0), (100, 1), (4, 1))
    (order,) = orders_told(shop, OTHER).values()
    assert (order.paid, order.pieces, order.state) == (True, 1, collect.RESERVED)
    till.void(structs.replace(sale, lines=lines))
    till.push(len(till.lines))
    assert (level(shop, "WEB"), level(shop, OTHER)) == ((100, 0), (4, 0)) and added_up(shop)
    assert {one.state for one in orders_told(shop, OTHER).values()} == {collect.CANCELLED}


def test_a_place_nobody_knows_is_shown_to_a_person_and_the_sale_stands(shop: Centre, till: Till) -> None:
    sale = till.sale()
    line = structs.replace(sale.lines[0], fulfil=Fulfil(DELIVER, "MARS"))
    till.write(structs.replace(sale, lines=(line,)), id=sale.sale)
    assert till.push().outcomes[0].status == "applied"
    assert reviews(shop) == ["stock_location_unknown"]


def test_a_reservation_at_the_till_is_kept_or_says_that_there_is_nothing_left(shop: Centre, till: Till) -> None:
    asked = events.StockRequested(events.RESERVE, SKU, "Article", 8, HERE, unit_minor=500, currency="EUR")
    first, second = till.write(asked), till.write(asked)
    till.push()
    found = orders_told(shop)
    assert (found[first.id].state, found[second.id].state) == (collect.RESERVED, collect.CANCELLED)
    assert level(shop) == (10, 8) and reviews(shop) == ["reserve_short"] and added_up(shop)


# --- orders -----------------------------------------------------------------------------------------------------------


def test_an_order_is_picked_made_ready_and_handed_over(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    order = put(shop, web)
    assert level(shop) == (10, 2)
    packed(till, order)
    till.push()
    ready = orders_told(shop)[order]
    assert (ready.state, ready.bags, ready.expires_ms > clock.now) == (collect.READY, ("B-14",), True)
    till.write(handed(order, seconds=41))
    till.push(3)
    assert orders_told(shop)[order].state == collect.HANDED_OVER
    assert level(shop) == (8, 0) and added_up(shop) and reviews(shop) == []
    said = shop.order_state(web, order)
    assert (said.state, said.handed, said.qr) == (collect.HANDED_OVER, 2, "")


def test_a_part_now_and_the_rest_later(shop: Centre, till: Till, web: str) -> None:
    order = put(shop, web, 3)
    packed(till, order, 3)
    till.write(handed(order, 1))
    till.push()
    assert orders_told(shop)[order].state == collect.READY and level(shop) == (9, 2)
    till.write(structs.replace(handed(order), lines=(HandedLine(1, SKU, 1, 1),)))
    till.push(4)
    assert level(shop) == (8, 0) and orders_told(shop)[order].state == collect.HANDED_OVER
    (due,) = shop.refunds(web)
    assert due.amount_minor == 500, "what was paid and declined is given back"


def test_a_second_hand_over_shows_both_to_a_person(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    order = put(shop, web)
    packed(till, order)
    first = till.write(handed(order))
    till.push()
    other = Till(shop, clock, "T04", seed=9)
    other.enrol()
    second = other.write(handed(order, override_by="A. Yilmaz", overridden="pickup-parcel-missing"))
    other.push()
    (item,) = shop.run(lambda db: db.execute(text("SELECT reason, facts FROM review")).all())
    assert item[0] == "pickup_twice"
    assert first.id.encode() in bytes(item[1]) and second.id.encode() in bytes(item[1])
    assert b"T03" in bytes(item[1]) and b"T04" in bytes(item[1]) and b"A. Yilmaz" in bytes(item[1])
    assert level(shop) == (8, 0) and added_up(shop)


def test_parcels_alone_are_handed_over_as_they_were_packed(shop: Centre, till: Till, web: str) -> None:
    order = put(shop, web)
    packed(till, order)
    till.write(PickupHandedOver(order, "", (), BY_QR, parcels=(pickup_code.parcel_label(order, 1),)))
    till.push()
    assert level(shop) == (8, 0) and orders_told(shop)[order].state == collect.HANDED_OVER


def test_what_the_rules_do_not_allow_is_kept_and_shown(shop: Centre, till: Till, web: str) -> None:
    order = put(shop, web)
    till.write(handed(order, 3))
    till.write(handed(str(uuid.uuid4())))
    till.write(PickupPicked(order, (PickedLine(9, SKU, 1),)))
    assert [one.status for one in till.push().outcomes] == ["applied"] * 3
    assert reviews(shop) == ["pickup_illegal", "pickup_unknown", "pickup_illegal"]
    assert level(shop) == (8, 0) and orders_told(shop)[order].state == collect.HANDED_OVER, "two there were"


def test_money_goes_back_only_after_the_stores_word(shop: Centre, till: Till, web: str) -> None:
    order = put(shop, web)
    packed(till, order)
    till.push()
    shop.put_goods(web, "pickups/cancel", order, StepPut(2_000))
    assert shop.refunds(web) == () and orders_told(shop)[order].state == collect.CANCEL_REQUESTED
    till.write(PickupCancelAnswered(order, True))
    till.push(3)
    (due,) = shop.refunds(web)
    assert (due.amount_minor, level(shop)) == (1_000, (10, 0))
    shop.refunded(web, order, due.id)
    assert shop.refunds(web) == ()


def test_an_order_nobody_collects_expires_and_goes_back(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    order = put(shop, web)
    packed(till, order)
    till.push()
    clock.now = orders_told(shop)[order].expires_ms
    assert shop.run(lambda db: sweeping.sweep(db, clock.now)) == 1
    assert orders_told(shop)[order].state == collect.EXPIRED and level(shop) == (10, 2)
    till.sign_in()
    till.write(PickupReturned(order, EXPIRED, (ReturnedLine(1, SKU, 2),)))
    till.push(3)
    assert level(shop) == (10, 0) and shop.refunds(web)[0].amount_minor == 1_000
    letters = shop.run(lambda db: db.execute(text("SELECT subject FROM message ORDER BY at, id")).scalars().all())
    assert len(letters) == 3, "ready, expired, cancelled"


def test_putting_twice_is_putting_once_and_other_words_are_refused(shop: Centre, web: str) -> None:
    order = put(shop, web)
    put(shop, web, id_=order)
    assert level(shop) == (10, 2)
    with pytest.raises(Refusal, match="id-taken"):
        put(shop, web, 3, id_=order)
    with pytest.raises(Refusal, match="order-unknown"):
        shop.order_state(shop.new_channel_key("app"), order)


@pytest.mark.parametrize(
    ("id_", "said", "status"),
    [
        ("no-uuid", {}, 400),
        ("", {"store": "S9999"}, 404),
        ("", {"lines": ()}, 400),
        ("", {"number": "a\0b"}, 400),
        ("", {"lines": (OrderedLine(SKU, 0, 1),)}, 400),
        ("", {"lines": (OrderedLine(SKU, 1, -1),)}, 400),
    ],
)
def test_an_order_that_is_none_is_refused(
    shop: Centre, web: str, id_: str, said: dict[str, object], status: int
) -> None:
    with pytest.raises(Refusal) as refused:
        put(shop, web, id_=id_, **said)
    assert refused.value.status == status and level(shop) == (10, 0)


def test_a_code_of_the_centre_proves_itself(shop: Centre, web: str, clock: HandClock) -> None:
    order = put(shop, web)
    sealed = pickup_code.read(shop.order_state(web, order).qr)
    (key,) = shop.run(pickup_keys.keys)
    Ed25519PublicKey.from_public_bytes(b64decode(key.public)).verify(sealed.signature, sealed.message)
    pickup_code.check(sealed.code, HERE, clock.now)
    assert sealed.code.order == order
    shop.run(lambda db: pickup_keys.revoke(db, key.key, clock.now))
    assert shop.order_state(web, order).qr == "", "without a key there is no code"
    rows = shop.run(pickup_keys.changes)
    assert [change.id for change in rows[f"policy:{HERE}"]] == ["1"]


# --- availability -----------------------------------------------------------------------------------------------------


def reserve(centre: Centre, key: str, id_: str, quantity: int, ttl_s: int = 60) -> availability.ReservationAnswer:
    answer: availability.ReservationAnswer = centre.put_goods(
        key, "reservations", id_, ReservationPut(HERE, (LineAsked(SKU, quantity),), ttl_s)
    )
    return answer


def test_pieces_are_lent_all_or_none_and_come_back_by_themselves(shop: Centre, web: str, clock: HandClock) -> None:
    assert reserve(shop, web, "r1", 7).state == "live"
    with pytest.raises(Refusal) as refused:
        reserve(shop, web, "r2", 4)
    assert refused.value.facts == {"sku": SKU, "available": 3, "wanted": 4}
    assert level(shop) == (10, 7)
    clock.now += 61_000
    assert shop.available(web, HERE, [SKU])[0].available == 10
    assert told(shop) == StockRow(10) and added_up(shop)


def test_an_order_takes_its_reservation_over(shop: Centre, web: str) -> None:
    reserve(shop, web, "r1", 2)
    put(shop, web, 2, reservation="r1")
    assert level(shop) == (10, 2) and shop.end_reservation(web, "r1").state == "used"
    assert level(shop) == (10, 2) and added_up(shop)


def test_a_silent_store_promises_less_and_less(shop: Centre, till: Till, web: str, clock: HandClock) -> None:
    for _ in range(4):
        till.sell()
    till.push()
    fresh = shop.available(web, HERE, [SKU])[0]
    assert (fresh.available, fresh.buffer, fresh.heard_ms) == (6, 0, clock.now)
    promised = []
    for hours in (1, 12, 48, 24 * 20):
        clock.now += hours * 3_600_000
        promised.append(shop.available(web, HERE, [SKU])[0].available)
    assert promised == sorted(promised, reverse=True) and promised[-1] < 6
    till.sign_in()
    till.hello()
    till.sell()
    till.push(5)
    assert shop.available(web, HERE, [SKU])[0].available == 5, "heard again, promised again"


@pytest.mark.parametrize(("sold", "hours", "spare"), [(0, 10, 0), (28, 24, 3), (280, 24, 15), (28_000, 24, 1_053)])
def test_the_buffer_is_the_95_percent_quantile_of_a_poisson_process(sold: int, hours: int, spare: int) -> None:
    """By the table: mean 1 → 3, mean 10 → 15; a large mean by its normal approximation."""
    assert availability.buffer(100_000, sold, hours * 3_600_000) == spare


def test_of_the_last_piece_one_gets_it(database: Database, clock: HandClock) -> None:
    if database.sqlite:
        pytest.skip("SQLite has one writer")
    centre = with_stores(database, clock)
    stock(centre, clock)
    key = centre.new_channel_key("web")
    outcomes: list[str] = []

    def take(n: int) -> None:
        try:
            reserve(centre, key, f"r{n}", 10)
            outcomes.append("got")
        except Refusal as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(outcomes) == {"got": 1, "out-of-stock": 3} and level(centre) == (10, 10)


def test_a_movement_counts_once_and_says_what_is_on_the_way(shop: Centre, web: str) -> None:
    body = MovementPut("WEB", 1, "received", (MovedLine(SKU, 5, 12, "2026-12-01"),))
    for _ in range(2):
        shop.put_goods(web, "movements", "m1", body)
    assert level(shop, "WEB") == (105, 0) and told(shop, "WEB") == StockRow(105, 0, 12, "2026-12-01")


def test_who_asked_to_be_told_is_told_once_when_it_is_back(shop: Centre, till: Till, web: str) -> None:
    consent = events.Consent("back-in-stock", True, 1, "till", "display")
    shop.put(web, "customers", "c1", goods_channels_customer())
    wish = events.StockRequested(events.NOTIFY, SKU, "Article", 1, HERE, customer="c1", consent=consent)
    till.write(wish)
    till.write(structs.replace(wish, consent=None))
    till.write(events.StockAdjusted(SKU, -10, "piece", events.MISSING))
    till.push()
    for n in range(2):
        shop.put_goods(web, "movements", f"m{n}", MovementPut(HERE, 1, "received", (MovedLine(SKU, 1),)))
        shop.put_goods(web, "movements", f"n{n}", MovementPut(HERE, 1, "sent", (MovedLine(SKU, -1),)))
    letters = shop.run(lambda db: db.execute(text("SELECT recipient, subject FROM message")).all())
    assert [tuple(row) for row in letters] == [("c1@mail.example", "Wieder da: Article")]


def goods_channels_customer() -> object:
    from pos.central.channels import CustomerPut

    return CustomerPut(at_ms=1, given="Lena", family="Hoffmann", email="c1@mail.example", verified=("email",))


# --- what tills may follow --------------------------------------------------------------------------------------------


def test_the_greeting_names_the_streams_of_goods(shop: Centre, till: Till) -> None:
    till.opened()
    head = JournalHead(till.journal, till.tag, 1, till.hashes[-1])
    heads = shop.hello(till.token, Hello(1, "test", "b", (head,))).heads
    assert {f"pickup:{HERE}", f"stock:{HERE}", f"stock:{OTHER}", "stock:WEB"} <= heads.keys()
    assert heads[f"stock:{HERE}"] == 2
    page = shop.page(till.token, f"stock:{OTHER}", None, 10)
    assert [(item.k, item.id) for item in page.items] == [("stock", SKU)]
    with pytest.raises(Refusal, match="stream-foreign"):
        shop.page(till.token, f"pickup:{OTHER}", None, 10)


def test_a_strange_code_is_told_where_it_belongs(shop: Centre, till: Till, web: str) -> None:
    order = put(shop, web, store=OTHER)
    for said in ("W-1", pickup_code.typed_code(order), pickup_code.typed_code(order).lower()):
        answer = shop.whose_pickup(till.token, said)
        assert (answer.number, answer.store, answer.store_name) == ("W-1", OTHER, "Hamburg")
    assert shop.whose_pickup(till.token, "W-9").number == ""
    places = {one.location: one.on_hand for one in shop.stock(till.token, SKU).places}
    assert places == {HERE: 10, OTHER: 4, "WEB": 100}


# --- in any order -----------------------------------------------------------------------------------------------------


class Race:
    """One order, two tills that know of each other nothing, and a shop that cancels; each push may come twice."""

    def __init__(self, database: Database) -> None:
        self.clock = HandClock()
        self.centre = with_stores(database, self.clock)
        stock(self.centre, self.clock)
        self.key = self.centre.new_channel_key("web")
        self.tills = [Till(self.centre, self.clock, name, seed=n) for n, name in enumerate(("T03", "T04"), 1)]
        for till in self.tills:
            till.enrol()
        self.order = put(self.centre, self.key, 3)
        self.pushed = [0, 0]

    def do(self, what: str, which: int) -> None:
        till, order = self.tills[which], self.order
        if what == "push":
            first = max(1, self.pushed[which])  # the last one again: its answer was lost
            if till.lines:
                till.push(first)
                self.pushed[which] = len(till.lines)
        elif what == "cancel":
            try:
                self.centre.put_goods(self.key, "pickups/cancel", order, StepPut(1))
            except Refusal as refused:
                assert refused.status == 409
        else:
            bodies: dict[str, Callable[[], events.Body]] = {
                "pick": lambda: PickupPicked(order, (PickedLine(1, SKU, 3),)),
                "short": lambda: PickupPicked(order, (PickedLine(1, SKU, 2, 1),)),
                "ready": lambda: PickupReady(order, ("A",), 1),
                "hand": lambda: handed(order, 2),
                "rest": lambda: structs.replace(handed(order), lines=(HandedLine(1, SKU, 1),)),
                "accept": lambda: PickupCancelAnswered(order, True),
                "decline": lambda: PickupCancelAnswered(order, False),
                "return": lambda: PickupReturned(order, EXPIRED, ()),
            }
            till.write(bodies[what]())


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["push", "push", "pick", "short", "ready", "hand", "rest", "accept", "decline", "return", "cancel"]
        ),
        st.integers(0, 1),
    ),
    max_size=24,
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_each_piece_is_handed_over_or_given_back_and_never_both(steps: list[tuple[str, int]]) -> None:
    database = Database("sqlite://")
    try:
        race = Race(database)
        for what, which in [*steps, ("push", 0), ("push", 1)]:
            race.do(what, which)
        one = orders_told(race.centre)[race.order]
        gone = sum(line.handed for line in one.lines)
        back = sum(due.amount_minor for due in race.centre.refunds(race.key))
        assert level(race.centre)[0] == 10 - gone, "what left the shelf is what was handed over"
        assert added_up(race.centre)
        if one.state in collect.DONE:
            assert gone * 500 + back == 1_500 and level(race.centre)[1] == 0
        else:
            assert back == 0 and level(race.centre)[1] == sum(line.left for line in one.lines)
    finally:
        database.close()
