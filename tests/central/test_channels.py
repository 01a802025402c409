"""Other channels: what they put happens once, counts for the same person as at the till, and needs their key."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.base.errors import Refused
from pos.central import ledger
from pos.central.centre import Centre
from pos.central.channels import CartPut, ContactPut, CouponPut, CustomerPut, OrderPut
from pos.central.database import Database
from pos.central.refusal import Refusal
from pos.contract import customers_stream
from pos.contract.people import AppCartLine, CustomerRow, HoldRequest, LoyaltyRow
from pos.domain.coupons import USED, CouponUse
from pos.domain.customer import Consent
from pos.domain.loyalty import Rules, earned
from pos.domain.promotions import PERCENT, Promotion
from tests.central.actors import NOON, RULES, STORE, HandClock, Till
from tests.central.conftest import sqlite_database, with_stores

NOBODY_SPECIAL = CustomerPut(NOON, "Lena", "Hoffmann", email="lena@example.org", verified=("email",))


@pytest.fixture
def shop(centre: Centre) -> str:
    """The web shop's key."""
    centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2020-01-01", RULES)))
    key = centre.new_channel_key("web")
    centre.put(key, "customers", "c1", NOBODY_SPECIAL)
    return key


@pytest.fixture
def here(till: Till, shop: str) -> Till:
    assert shop
    till.opened()
    return till


def order(total: int = 10_000, number: str = "W-1", **more: Any) -> OrderPut:
    return OrderPut("c1", NOON, "EUR", total, number, "Toaster", **more)


def row_of(till: Till) -> CustomerRow:
    return till.centre.customer(till.token, "c1").customers[-1]


def test_a_web_order_earns_once(here: Till, shop: str) -> None:
    first = here.centre.put(shop, "orders", "W-1", order())
    assert here.centre.put(shop, "orders", "W-1", order()) == first
    assert (first.customer, first.points) == ("c1", 100)
    row = row_of(here)
    assert (row.points, row.revenue_minor, row.purchases) == (100, 10_000, 1)
    assert (row.contacts[0].kind, row.contacts[0].channel, row.contacts[0].title) == ("order", "web", "Toaster")
    with pytest.raises(Refusal, match="409"):
        here.centre.put(shop, "orders", "W-1", order(9_999))
    assert row_of(here) == row


def test_another_channel_has_its_own_numbers(here: Till, shop: str) -> None:
    here.centre.put(shop, "orders", "1", order(10_000))
    here.centre.put(here.centre.new_channel_key("app"), "orders", "1", order(5_000))
    assert row_of(here).points == 150


def test_what_comes_back_takes_its_points_back(here: Till, shop: str) -> None:
    here.centre.put(shop, "orders", "1", order(10_000))
    here.centre.put(shop, "orders", "2", order(-2_500))
    row = row_of(here)
    assert (row.points, row.revenue_minor, row.returns_bp) == (75, 7_500, 2_500)


def test_points_pay_in_the_shop_unless_a_till_holds_them(here: Till, shop: str) -> None:
    here.centre.put(shop, "orders", "1", order(100_000))
    here.centre.hold(here.token, HoldRequest("h", "c1", 600))
    with pytest.raises(Refused, match="points-too-many"):
        here.centre.put(shop, "orders", "2", order(5_000, redeemed=500, redeemed_minor=500))
    here.centre.release(here.token, "h")
    assert (
        here.centre.put(shop, "orders", "2", order(5_000, redeemed=500, redeemed_minor=500)).points == 1_000 - 500 + 56
    )  # Gold


@pytest.mark.parametrize("bearer", [None, "", "wrong"])
def test_nobody_gets_in_without_a_key(here: Till, bearer: str | None) -> None:
    with pytest.raises(Refusal, match="401"):
        here.centre.put(bearer, "orders", "1", order())
    with pytest.raises(Refusal, match="401"):
        here.centre.ask(bearer or "", "points", "c1")


def test_a_new_key_ends_the_old_one(here: Till, shop: str) -> None:
    here.centre.new_channel_key("web")
    with pytest.raises(Refusal, match="401"):
        here.centre.put(shop, "orders", "1", order())


def test_a_cart_of_the_app_is_open_in_its_store_until_a_sale_takes_it(here: Till, shop: str) -> None:
    cart = CartPut("c1", NOON, "EUR", (AppCartLine("A1", "Box", 1, 5_990),), STORE)
    here.centre.put(shop, "carts", "cart-1", cart)
    page = here.centre.page(here.token, customers_stream(STORE), None, 10)
    fed = msgspec.json.decode(page.items[0].d, type=CustomerRow)
    assert [(c.id, c.channel, c.lines[0].unit_minor) for c in fed.carts] == [("cart-1", "web", 5_990)]
    here.sell_to("c1", 5_990, app_cart="cart-1")
    here.push()
    assert row_of(here).carts == ()


def test_a_cart_that_comes_in_after_its_sale_is_taken(here: Till, shop: str) -> None:
    here.sell_to("c1", 5_990, app_cart="cart-1")
    here.push()
    here.centre.put(shop, "carts", "cart-1", CartPut("c1", NOON, "EUR", (), STORE))
    assert row_of(here).carts == ()


def test_a_cart_changes_until_it_is_empty_and_an_old_word_changes_nothing(here: Till, shop: str) -> None:
    def cart(at_ms: int, *prices: int) -> CartPut:
        lines = tuple(AppCartLine(f"A{n}", "Box", 1, price) for n, price in enumerate(prices))
        return CartPut("c1", at_ms, "EUR", lines, STORE)

    def shown() -> list[list[int]]:
        return [[line.unit_minor for line in one.lines] for one in row_of(here).carts]

    here.centre.put(shop, "carts", "cart-1", cart(NOON, 100))
    here.centre.put(shop, "carts", "cart-1", cart(NOON + 2, 100, 200))
    assert shown() == [[100, 200]]
    here.centre.put(shop, "carts", "cart-1", cart(NOON + 1, 999))
    assert shown() == [[100, 200]]
    with pytest.raises(Refusal, match="409"):
        here.centre.put(shop, "carts", "cart-1", cart(NOON + 2, 300))
    here.centre.put(shop, "carts", "cart-1", cart(NOON + 3))
    assert shown() == []


def test_a_personal_coupon_is_there_until_it_was_used(here: Till, shop: str) -> None:
    offer = Promotion("k1", "10 % Audio", PERCENT, value=1_000)
    here.centre.put(shop, "coupons", "k1", CouponPut("c1", "TC-1", "10 % Audio", offer))
    (one,) = row_of(here).coupons
    assert (one.id, one.customer, one.offer.coupon, one.state) == ("k1", "c1", "k1", "open")
    sale = here.sell_to("c1", 1_000, coupons=(CouponUse("k1", "TC-1", 100, True),))
    here.push()
    (one,) = row_of(here).coupons
    assert (one.state, one.used_at_ms) == (USED, NOON)
    here.void(sale)
    here.push()
    assert row_of(here).coupons[0].state == "open"
    with pytest.raises(Refusal, match="409"):
        here.centre.put(shop, "coupons", "k2", CouponPut("c1", "TC-1", "again", offer))
    with pytest.raises(Refusal, match="400"):
        here.centre.put(shop, "coupons", "k3", CouponPut("c1", "not a code", "again", offer))


def test_a_service_case_is_open_until_it_is_closed(here: Till, shop: str) -> None:
    ask = ContactPut("c1", NOON, "support", "Repair R-1", "estimate", ref="R-1", matter="service")
    here.centre.put(shop, "contacts", "1", ask)
    assert [(m.kind, m.ref) for m in row_of(here).matters] == [("service", "R-1")]
    here.centre.put(shop, "contacts", "2", ContactPut("c1", NOON, "support", "Repaired", closes="1"))
    assert row_of(here).matters == () and len(row_of(here).contacts) == 2


@pytest.mark.parametrize(
    "body",
    [ContactPut("c1", NOON, "gossip", "x"), ContactPut("c1", NOON, "order", "x"),
     ContactPut("c1", NOON, "support", "x", matter="gossip")],
)  # fmt: skip
def test_contacts_that_are_none(here: Till, shop: str, body: ContactPut) -> None:
    with pytest.raises(Refusal, match="400"):
        here.centre.put(shop, "contacts", "1", body)


def test_nothing_is_put_for_nobody(here: Till, shop: str) -> None:
    with pytest.raises(Refusal, match="404"):
        here.centre.put(shop, "orders", "1", msgspec.structs.replace(order(), customer="nobody"))


def test_who_verifies_an_address_is_the_person_who_verified_it_before(here: Till, shop: str) -> None:
    here.centre.put(shop, "orders", "1", order())
    said = CustomerPut(NOON + 1, "L.", email="lena@example.org", app="app-7", verified=("email", "app"))
    answer = here.centre.put(shop, "customers", "c2", said)
    assert (answer.customer, answer.points) == ("c1", 100)
    found = here.centre.customers(here.token, "app", "app-7", 8).customers
    assert [row.id for row in found] == ["c1"]


def test_an_address_without_proof_merges_nobody(here: Till, shop: str) -> None:
    answer = here.centre.put(shop, "customers", "c2", CustomerPut(NOON, "Jan", email="lena@example.org"))
    assert answer.customer == "c2"


def test_consents_keep_their_source_and_proof(here: Till, shop: str) -> None:
    said = CustomerPut(NOON, consents=(Consent("newsletter", True, NOON, "web", "double-opt-in"),))
    here.centre.put(shop, "customers", "c3", said)
    assert here.centre.customer(here.token, "c3").customers[0].consents == said.consents


def test_a_consent_is_withdrawn_and_a_telephone_changed_where_they_were_given(here: Till, shop: str) -> None:
    yes, no = (Consent("newsletter", given, NOON + n, "web", "click") for n, given in enumerate((True, False)))
    here.centre.put(shop, "customers", "c3", CustomerPut(NOON, "Jan", phone="+4915112340001", consents=(yes,)))
    later = CustomerPut(NOON + 1, "Jan", phone="+4915112340002", consents=(no,))
    for _ in range(2):
        here.centre.put(shop, "customers", "c3", later)
    assert here.centre.customer(here.token, "c3").customers[0].consents == (no,)
    assert here.centre.customers(here.token, "phone", "+4915112340001", 8).customers == ()
    here.centre.put(shop, "customers", "c3", CustomerPut(NOON - 1, "Johann", phone="+4915112340003"))
    assert here.centre.customer(here.token, "c3").customers[0].given == "Jan"
    with pytest.raises(Refusal, match="409"):
        here.centre.put(shop, "customers", "c3", CustomerPut(NOON + 1, "Jens"))


def test_points_timeline_and_receipts_are_told(here: Till, shop: str) -> None:
    sale = here.sell_to("c1", 10_000, link="s3cret")
    here.push()
    points = here.centre.ask(shop, "points", "c1")
    assert (points.points, points.worth_minor, len(points.ledger)) == (100, 100, 1)
    assert [one.ref for one in here.centre.ask(shop, "timeline", "c1").contacts] == [sale.receipt]
    (receipt,) = here.centre.ask(None, "receipts", "c1").receipts
    assert (receipt.number, receipt.link, receipt.earned) == (sale.receipt, "s3cret", 100)


# --- whatever order things come in ------------------------------------------------------------------------------------

PLAIN = Rules(version="v1")
ACTS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "order", "again", "again"]), st.integers(1, 30), st.integers(0, 3)),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_balance_is_the_sum_of_the_rules_whatever_was_doubled_or_late(
    acts: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = HandClock()
    database: Database = sqlite_database(tmp_path_factory.mktemp("centre"))
    try:
        centre = with_stores(database, clock)
        centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2020-01-01", PLAIN)))
        key = centre.new_channel_key("web")
        centre.put(key, "customers", "c1", NOBODY_SPECIAL)
        tills = {"a": Till(centre, clock, "T01"), "b": Till(centre, clock, "T02", "S0043", seed=2)}
        for one in tills.values():
            one.enrol()
            one.opened()
        expected, orders = 0, list[tuple[str, OrderPut]]()
        for n, (what, euros, how) in enumerate(acts):
            total = euros * 100 + 7
            if what in tills:
                redeemed = 50 if how == 1 and total > 50 else 0
                sale = tills[what].sell_to("c1", total, redeemed=redeemed)
                expected += earned(PLAIN, "", total - redeemed) - redeemed
                if how == 2:
                    tills[what].void(sale)
                    expected -= earned(PLAIN, "", total - redeemed) - redeemed
                if how == 3:
                    tills[what].push(max(1, len(tills[what].lines) - 1))
            elif what == "order":
                orders.append((str(n), order(total, str(n))))
                centre.put(key, "orders", *orders[-1])
                expected += earned(PLAIN, "", total)
            else:
                for one in tills.values():
                    one.push(1, how + 1)
                for put in orders[how:]:
                    centre.put(key, "orders", *put)
        for one in tills.values():
            acked = one.push().acked_seq
            assert acked == len(one.lines) and one.push(1).code == "ok"
        assert centre.ask(None, "points", "c1").points == expected
    finally:
        database.close()
