"""Online orders at the centre: doors over HTTP, tables, verbs, letters, time, and whoever asks to be forgotten."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Raw, structs

from pos.central import feed, goods_import, ledger, office, page, pickup_keys, privacy, sweeping
from pos.central.centre import Centre
from pos.central.channels import CustomerPut
from pos.central.goods_channels import OrderedLine, PickupPut, StepPut
from pos.central.importing import import_stores
from pos.central.orders import NAMED_MS, SHOWN_MS
from pos.central.refusal import Refusal
from pos.central.review import review_list
from pos.central.sheets import Sheet
from pos.contract import from_json, policy_stream
from pos.contract.goods import Address
from pos.contract.people import CustomerRow, LoyaltyRow
from pos.domain import collect, events
from pos.domain.cart import DELIVER, Fulfil
from pos.domain.cart import STORE as ELSEWHERE
from pos.domain.collect import Pickup
from pos.domain.pickup_code import PickupKey
from pos.domain.pickup_facts import (
    BY_QR,
    EXPIRED,
    HandedLine,
    PickedLine,
    PickupCancelAnswered,
    PickupHandedOver,
    PickupPicked,
    PickupReady,
    PickupReminded,
    PickupReturned,
    ReturnedLine,
)
from tests.central.actors import NOON, RULES, STORE, HandClock, Till
from tests.central.conftest import STORES
from tests.central.visitors import Telephone, read_at

SKU = "A1"
STOCK = b"location,sku,on_hand\nS0042,A1,10\nS0043,A1,4\nWEB,A1,100\nS0042,A9,5\n"
PLACES = b"location,kind,name\nS0042,store,Berlin\nS0043,store,Hamburg\nWEB,warehouse,Web\n"
DAY_MS = 86_400_000
BODY = PickupPut("W-1", STORE, NOON, "EUR", (OrderedLine(SKU, 2, 5_000, "Toaster"),), name="Lena Hoffmann")
LENA = CustomerPut(NOON, "Lena", "Hoffmann", email="lena@mail.example", verified=("email",))


@pytest.fixture
def key(centre: Centre, clock: HandClock) -> str:
    read_at(centre, clock)
    centre.run(lambda db: goods_import.import_locations(db, Sheet("l.csv", PLACES), clock.now))
    centre.run(lambda db: goods_import.import_stock(db, Sheet("s.csv", STOCK), "", clock.now))
    centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2020-01-01", RULES)))
    made = centre.new_channel_key("web")
    centre.put(made, "customers", "c1", LENA)
    return made


def put(centre: Centre, key: str, **said: Any) -> str:
    order = str(uuid.uuid4())
    centre.put_goods(key, "pickups", order, structs.replace(BODY, **said))
    return order


def pushed(till: Till, *bodies: events.Body) -> None:
    first = len(till.lines) + 1
    for body in bodies:
        till.write(body)
    till.sign_in()
    till.push(first)


def packed(till: Till, order: str) -> None:
    pushed(till, PickupPicked(order, (PickedLine(1, SKU, 2),)), PickupReady(order, ("B-14",), 1))


def handed(order: str, quantity: int = 2, declined: int = 0, **said: Any) -> PickupHandedOver:
    return PickupHandedOver(order, "W-1", (HandedLine(1, SKU, quantity, declined),), BY_QR, **said)


def shown(centre: Centre, store: str = STORE) -> dict[str, Pickup]:
    rows = centre.run(lambda db: feed.rows_of(db, f"pickup:{store}", "pickup"))
    return {id_: from_json(data, Pickup) for id_, data in rows.items()}


def level(till: Till, place: str = STORE) -> tuple[int, int]:
    till.sign_in()
    (one,) = [p for p in till.centre.stock(till.token, SKU).places if p.location == place]
    return one.on_hand, one.reserved


def subjects(centre: Centre) -> list[str]:
    rows = centre.run(lambda db: db.exec_driver_sql("SELECT subject FROM message").all())
    return sorted(row[0] for row in rows)


def row_of(till: Till) -> CustomerRow:
    till.sign_in()
    return till.centre.customer(till.token, "c1").customers[-1]


def reasons(centre: Centre) -> list[str]:
    return [item.reason for item in centre.run(review_list)]


def ordered(centre: Centre, verb: str, /, files: dict[str, bytes] | None = None, **options: str) -> Any:
    return office.carry_out(centre, office.Order(verb, options, files=files or {}))


# --- doors ------------------------------------------------------------------------------------------------------------


def ask(phone: Telephone, method: str, path: str, key: str, body: Any = None) -> Any:
    content = msgspec.json.encode(body) if body is not None else None
    answer = phone.ask(method, path, content=content, headers={"Authorization": f"Bearer {key}"})
    return answer.status_code, msgspec.json.decode(answer.content)


def test_each_door_over_http_with_the_channels_key_only(centre: Centre, till: Till, key: str, tmp_path: Path) -> None:
    phone = Telephone(centre, tmp_path)
    order = str(uuid.uuid4())
    doors: list[tuple[str, str, Any]] = [
        ("PUT", f"/v1/reservations/{uuid.uuid4()}", {"location": STORE, "lines": [{"sku": SKU, "quantity": 1}]}),
        ("PUT", f"/v1/pickups/{order}", BODY),
        ("PUT", f"/v1/pickups/{order}/here", {"at_ms": NOON}),
        ("PUT", f"/v1/pickups/{order}/cancel", {"at_ms": NOON}),
        ("GET", f"/v1/pickups/{order}", None),
        ("GET", "/v1/refunds", None),
    ]
    for method, path, body in doors:
        status, problem = ask(phone, method, path, "wrong", body)
        assert (status, problem["code"]) == (401, "channel-unknown"), path
    for method, path, body in doors:
        for _ in range(2 if method == "PUT" else 1):
            assert ask(phone, method, path, key, body)[0] == 200, path
    assert shown(centre)[order].state == collect.CANCEL_REQUESTED
    pushed(till, PickupCancelAnswered(order, True))
    (due,) = ask(phone, "GET", "/v1/refunds", key)[1]
    assert (due["order"], due["amount_minor"]) == (order, 10_000)
    assert ask(phone, "PUT", f"/v1/refunds/{order}/{due['id']}", key) == (200, due)
    assert ask(phone, "PUT", f"/v1/refunds/{order}/nothing", key)[0] == 404
    assert ask(phone, "GET", "/v1/refunds", key)[1] == []
    assert ask(phone, "PUT", f"/v1/pickups/{order}/cancel", key, {"at_ms": NOON + 1})[1]["code"] == "pickup-cancelled"
    assert ask(phone, "PUT", f"/v1/pickups/{uuid.uuid4()}/here", key, {"at_ms": NOON})[1]["code"] == "order-unknown"
    status, answer = ask(phone, "GET", "/v1/pickups?q=W-1", till.token)
    assert (status, answer["store"], answer["state"]) == (200, STORE, collect.CANCELLED)
    assert "Lena" not in str(answer)
    paths = ask(phone, "GET", "/openapi.json", key)[1]["paths"]
    for door in ("", "/here", "/cancel", "/substitute", "/sent"):
        assert "requestBody" in paths[f"/v1/pickups/{{name}}{door}"]["put"], door


@pytest.mark.parametrize("email", ["no address", "two@mails.example, more@mails.example", "a@b\nBcc: c@d.example"])
def test_an_address_nobody_can_write_to_is_refused(centre: Centre, key: str, email: str) -> None:
    with pytest.raises(Refusal, match="400"):
        put(centre, key, email=email)


@pytest.mark.parametrize(
    "said",
    [
        {"at_ms": 10**20}, {"at_ms": -1}, {"ready_by_ms": 2**63}, {"note": "a\0b"}, {"customer": "x" * 201},
        {"lines": (OrderedLine(SKU, 10**7, 1),)}, {"lines": (OrderedLine(SKU, 1, 10**15),)},
        {"lines": (OrderedLine(SKU, 1, 1, min_age=-1),)}, {"lines": (OrderedLine("a\0b", 1, 1),)},
        {"lines": (OrderedLine("", 1, 1),)}, {"lines": (OrderedLine(SKU, 1, 1),) * 201},
    ],
)  # fmt: skip
def test_what_no_shop_can_mean_is_refused_and_nothing_is_kept(
    centre: Centre, till: Till, key: str, said: dict[str, Any]
) -> None:
    with pytest.raises(Refusal, match="400"):
        put(centre, key, **said)
    assert level(till) == (10, 0) and shown(centre) == {}


def test_a_word_of_no_time_is_refused(centre: Centre, key: str) -> None:
    order = put(centre, key)
    with pytest.raises(Refusal, match="400"):
        centre.put_goods(key, "pickups/here", order, StepPut(10**30))


def test_another_channels_order_is_not_there(centre: Centre, key: str) -> None:
    order, app = put(centre, key), centre.new_channel_key("app")
    for step in ("here", "cancel", "substitute", "sent"):
        with pytest.raises(Refusal, match="order-unknown"):
            centre.put_goods(app, f"pickups/{step}", order, StepPut(NOON))


def test_a_customer_may_cancel_again_after_the_store_has_said_no(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key)
    packed(till, order)
    for n in range(2):
        centre.put_goods(key, "pickups/cancel", order, StepPut(NOON + n))
        centre.put_goods(key, "pickups/cancel", order, StepPut(NOON + n))
        assert shown(centre)[order].state == collect.CANCEL_REQUESTED
        pushed(till, PickupCancelAnswered(order, False))
        assert shown(centre)[order].state == collect.READY
    assert [what for _, what in centre.order_state(key, order).history].count("cancel-asked") == 2


# --- substitutes ------------------------------------------------------------------------------------------------------


def test_a_substitute_is_a_line_of_its_own_at_the_promised_price(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key)
    pushed(till, PickupPicked(order, (PickedLine(1, SKU, 1, 1, "A9", "Toaster in red"),)))
    assert (shown(centre)[order].state, level(till)) == (collect.SHORT, (10, 1))
    for _ in range(2):
        centre.put_goods(key, "pickups/substitute", order, StepPut(NOON))
    kept, other = shown(centre)[order].lines
    assert (kept.sku, kept.quantity, kept.picked, kept.short) == (SKU, 1, 1, 0)
    assert (other.n, other.sku, other.quantity, other.unit_minor, other.to_pick) == (2, "A9", 1, 5_000, 1)
    assert level(till) == (10, 1)
    with pytest.raises(Refusal, match="pickup-step"):
        centre.put_goods(key, "pickups/substitute", order, StepPut(NOON + 1, False))
    pushed(till, PickupPicked(order, (PickedLine(2, "A9", 1),)), PickupReady(order, ("B-1",), 1))
    pushed(till, PickupHandedOver(order, "W-1", (), BY_QR))
    assert centre.refunds(key) == () and reasons(centre) == []
    assert level(till) == (9, 0)


def test_without_a_substitute_what_is_missing_is_paid_back(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key)
    pushed(till, PickupPicked(order, (PickedLine(1, SKU, 1, 1, "A9", "Toaster in red"),)))
    centre.put_goods(key, "pickups/substitute", order, StepPut(NOON, False))
    pushed(till, PickupReady(order, ("B-1",), 1), handed(order, 1))
    (due,) = centre.refunds(key)
    assert due.amount_minor == 5_000 and level(till) == (9, 0)


# --- what tills sell for another place --------------------------------------------------------------------------------


def sold(till: Till, kind: str, place: str) -> events.SaleCompleted:
    sale = till.sale()
    line = structs.replace(sale.lines[0], fulfil=Fulfil(kind, place))
    whole = structs.replace(sale, lines=(line,), customer="c1")
    entry = till.write(whole, id=sale.sale)
    if kind == DELIVER:
        till.personal[entry.id] = Raw(msgspec.json.encode(Address("Lena", "Weg 1", "10115", "Berlin")))
    till.sign_in()
    till.push(len(till.lines))
    return whole


def test_a_delivery_is_sent_once_by_whoever_sends(centre: Centre, till: Till, key: str) -> None:
    sold(till, DELIVER, "WEB")
    (order,) = ordered(centre, "orders", store="WEB").orders
    assert (order.pieces, level(till, "WEB")) == (1, (100, 1))
    (row,) = centre.run(lambda db: privacy.export(db, "c1")).tables["online_order"]
    assert row["contact"]["address"]["street"] == "Weg 1"
    for _ in range(2):
        centre.put_goods(key, "pickups/sent", order.id, StepPut(NOON))
    assert level(till, "WEB") == (99, 0)
    with pytest.raises(Refusal, match="pickup-step"):
        centre.put_goods(key, "pickups/sent", order.id, StepPut(NOON + 1))
    assert ordered(centre, "orders", store="WEB").orders == () and shown(centre, "WEB") == {}


def test_what_a_till_sold_and_nobody_took_is_money_at_the_till(
    centre: Centre, till: Till, key: str, clock: HandClock
) -> None:
    sold(till, ELSEWHERE, "S0043")
    (order,) = shown(centre, "S0043").values()
    assert (order.name, order.paid, order.number) == ("Lena Hoffmann", True, "T03-000001")
    other = Till(centre, clock, "T01", "S0043", seed=4)
    other.enrol()
    pushed(other, PickupReturned(order.id, EXPIRED, (ReturnedLine(1, SKU, 1),)))
    assert reasons(centre) == ["refund_at_till"] and centre.refunds(key) == ()
    assert level(till, "S0043") == (4, 0)


def test_another_stores_order_is_not_handed_over(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key, store="S0043")
    pushed(till, handed(order))
    (item,) = centre.run(review_list)
    assert (item.reason, item.facts["why"]) == ("pickup_illegal", "pickup-other-store")
    assert level(till) == (10, 0) and level(till, "S0043") == (4, 2)


# --- the customer's side ----------------------------------------------------------------------------------------------


def test_an_order_stands_on_the_timeline_and_earns_when_it_is_collected(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key, customer="c1")
    row = row_of(till)
    assert [one.kind for one in row.matters] == ["pickup"] and row.points == 0
    packed(till, order)
    pushed(till, handed(order, 1, 1, seconds=40))
    row = row_of(till)
    assert (row.matters, row.points, row.revenue_minor) == ((), 50, 5_000)
    assert [(one.kind, one.channel) for one in row.contacts] == [("order", "web")]


def test_letters_go_out_in_the_customers_language_once_each(
    centre: Centre, till: Till, key: str, clock: HandClock
) -> None:
    order = put(centre, key, email="lena@mail.example", language="nl")
    packed(till, order)
    pushed(till, PickupReminded(order))
    clock.now = shown(centre)[order].expires_ms - DAY_MS
    for _ in range(2):
        centre.run(lambda db: sweeping.sweep(db, clock.now))
    clock.now += DAY_MS
    for _ in range(2):
        centre.run(lambda db: sweeping.sweep(db, clock.now))
    assert shown(centre)[order].state == collect.EXPIRED
    pushed(till, PickupReturned(order, EXPIRED, (ReturnedLine(1, SKU, 2),)))
    assert subjects(centre) == [
        "Uw bestelling W-1 is geannuleerd", "Uw bestelling W-1 is verlopen", "Uw bestelling W-1 staat klaar",
        "Uw bestelling W-1 wacht nog", "Uw bestelling W-1 wacht nog",
    ]  # fmt: skip
    assert centre.refunds(key)[0].amount_minor == 10_000


def test_tills_forget_what_is_done_and_the_centre_whose_it_was(
    centre: Centre, till: Till, key: str, clock: HandClock
) -> None:
    order, other = put(centre, key, email="lena@mail.example"), put(centre, key, number="W-2")
    packed(till, order)
    pushed(till, handed(order))
    clock.now += SHOWN_MS + 1_000
    centre.run(lambda db: sweeping.sweep(db, clock.now))
    assert list(shown(centre)) == [other]
    assert ordered(centre, "order", order=order).order.name == "Lena Hoffmann"
    pushed(till, PickupReturned(other, EXPIRED, ()))
    clock.now += SHOWN_MS + 2 * 3_600_000
    centre.run(lambda db: sweeping.sweep(db, clock.now))
    assert list(shown(centre)) == [other], "nobody swept in that hour"
    ordered(centre, "maintain")
    assert shown(centre) == {}
    clock.now += NAMED_MS
    ordered(centre, "maintain")
    found = ordered(centre, "order", order=order)
    assert (found.order.name, found.order.state) == ("", collect.HANDED_OVER)
    assert subjects(centre) == [], "nor does a letter wait"


def test_who_is_forgotten_is_gone_from_orders_too(centre: Centre, till: Till, key: str, clock: HandClock) -> None:
    order = put(centre, key, customer="c1", email="other@mail.example", note="ring twice")
    packed(till, order)
    exported = centre.run(lambda db: privacy.export(db, "c1"))
    assert "other@mail.example" in str(exported.tables["online_order"])
    centre.run(lambda db: privacy.erase(db, "c1", clock.now))
    rows = centre.run(lambda db: db.exec_driver_sql("SELECT data, contact FROM online_order").all())
    said = b" ".join(bytes(part) for row in rows for part in row)
    for part in (b"Lena", b"Hoffmann", b"other@", b"ring"):
        assert part not in said
    assert shown(centre)[order].name == "" and subjects(centre) == []
    pushed(till, handed(order))
    assert shown(centre)[order].state == collect.HANDED_OVER


# --- keys -------------------------------------------------------------------------------------------------------------


def keys_told(centre: Centre, store: str = STORE) -> dict[str, PickupKey]:
    rows = centre.run(lambda db: feed.rows_of(db, policy_stream(store), "pickup_key"))
    return {id_: from_json(data, PickupKey) for id_, data in rows.items()}


def test_keys_are_made_with_the_first_order_and_reach_every_store_also_a_later_one(
    centre: Centre, key: str, clock: HandClock
) -> None:
    assert keys_told(centre) == {}
    order = put(centre, key)
    assert list(keys_told(centre)) == ["1"] == list(keys_told(centre, "S0043"))
    later = STORES.splitlines()[0] + b"\nS0099,R,Koeln,Street 3,50667 Koeln,DE,EUR,Europe/Berlin,included,D,de,false\n"
    centre.run(lambda db: import_stores(db, Sheet("stores.csv", later), clock.now))
    assert list(keys_told(centre, "S0099")) == ["1"]
    first = centre.order_state(key, order).qr
    assert [one.key for one in ordered(centre, "pickup-key", do="rotate").keys] == [1, 2]
    assert centre.order_state(key, order).qr != first, "the newest key signs"
    ordered(centre, "pickup-key", do="revoke", key="2")
    assert {id_: one.revoked for id_, one in keys_told(centre).items()} == {"1": False, "2": True}
    assert centre.order_state(key, order).qr == first
    ordered(centre, "pickup-key", do="revoke", key="1")
    put(centre, key, number="W-2")
    assert keys_told(centre)["3"].revoked is False, "without a key nobody could collect"
    with pytest.raises(Refusal, match=pickup_keys.KEY_UNKNOWN):
        ordered(centre, "pickup-key", do="revoke", key="9")


# --- tables and verbs -------------------------------------------------------------------------------------------------


TABLE = b"""number,store,name,sku,quantity,unit_price,paid,state,ready_in,bag
W-7,S0042,J. Demo,A1,2,19.95,yes,reserved,60,
W-7,S0042,J. Demo,A2,1,5.00,yes,reserved,60,
W-8,S0042,K. Demo,A1,1,19.95,no,ready,,C-07
W-9,S0042,L. Demo,A1,many,19.95,no,,,
W-10,S9999,M. Demo,A1,1,19.95,no,,,
W-11,S0042,N. Demo,ZZ,1,,no,,,
"""


def test_orders_come_from_a_table_once_and_its_bad_rows_are_named(centre: Centre, till: Till, key: str) -> None:
    assert key
    for added in (3, 0):
        (report,) = ordered(centre, "import-orders", {"orders.csv": TABLE})
        assert (report.added, report.unchanged) == (added, 3 - added)
        assert sorted(fault.reason for fault in report.refused) == [
            "article-unknown", "quantity-not-a-number", "store-unknown"
        ]  # fmt: skip
    assert level(till) == (10, 3)
    listed = ordered(centre, "orders", store=STORE).orders
    assert sorted((one.number, one.state, one.paid) for one in listed) == [
        ("W-7", "reserved", True), ("W-8", "ready", False)
    ]  # fmt: skip
    found = ordered(centre, "order", order="W-8")
    assert (found.order.bags, found.order.due_minor) == (("C-07",), 1_995)
    assert [what for _, what, _ in found.history] == ["ordered", "pickup.picked", "pickup.ready"]
    with pytest.raises(Refusal, match="order-unknown"):
        ordered(centre, "order", order="W-0")


def test_the_back_office_can_say_the_word_of_a_store_that_cannot(centre: Centre, till: Till, key: str) -> None:
    order = put(centre, key)
    packed(till, order)
    with pytest.raises(Refusal, match="pickup-step"):
        ordered(centre, "answer", order="W-1", word="there")
    with pytest.raises(Refusal, match="order-unknown"):
        ordered(centre, "answer", order="W-0", word="there")
    centre.put_goods(key, "pickups/cancel", order, StepPut(NOON))
    found = ordered(centre, "answer", order="W-1", word="there")
    assert found.order.state == collect.CANCELLED
    assert ("cancel-answered", "office") in [told[1:] for told in found.history]
    assert centre.refunds(key)[0].amount_minor == 10_000 and level(till) == (10, 0)
    other = put(centre, key, number="W-2")
    centre.put_goods(key, "pickups/cancel", other, StepPut(NOON))
    assert ordered(centre, "answer", order="W-2", word="handed-over").order.state == collect.RESERVED


def test_a_reservation_that_nobody_came_for_is_over_and_one_that_was_packed_is_the_stores_matter(
    centre: Centre, till: Till, key: str, clock: HandClock
) -> None:
    until = NOON + DAY_MS
    asked = events.StockRequested(
        events.RESERVE, SKU, "Toaster", 2, STORE, customer="c1", until_ms=until, unit_minor=5_000, currency="EUR"
    )
    first, second = till.write(asked), till.write(asked)
    till.write(PickupPicked(second.id, (PickedLine(1, SKU, 2),)))
    till.push()
    assert level(till) == (10, 4) and shown(centre)[first.id].name == "Lena Hoffmann"
    for _ in range(2):
        clock.now = until
        centre.run(lambda db: sweeping.sweep(db, clock.now))
        assert {id_: one.state for id_, one in shown(centre).items()} == {
            first.id: collect.CANCELLED, second.id: collect.RESERVED
        }  # fmt: skip
        assert level(till) == (10, 2)
    assert reasons(centre) == [] and centre.refunds(key) == ()


def test_service_figures(centre: Centre, till: Till, key: str, clock: HandClock) -> None:
    first, second = put(centre, key), put(centre, key, number="W-2", at_ms=NOON - 5 * 3_600_000)
    clock.now += 600_000
    packed(till, first)
    pushed(till, handed(first, seconds=41))
    (one,) = ordered(centre, "figures", store=STORE).stores
    assert (one.orders, one.ready_ms, one.counter_s, one.open_by_age) == (2, 600_000, 41, (0, 0, 1, 0))
    assert ordered(centre, "figures", store="S0043").stores == () and second
    seen = page.html(ordered(centre, "day"), (), (one,))
    assert "<td>S0042</td><td>2</td><td>10 min</td><td>41 s</td><td>0</td><td>0</td><td>1</td><td>0</td>" in seen
    assert "Online orders" not in page.html(ordered(centre, "day"), ())
