"""A customer's record: made by a till, booked with the sale, published with the acknowledgement."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec import Raw

from pos.central import ledger, review
from pos.central.centre import Centre
from pos.central.refusal import Refusal
from pos.contract import FEED_CUSTOMER, PolicyRow, customers_stream, policy_stream
from pos.contract.people import CustomerRow, HoldRequest, LoyaltyRow
from pos.domain import events
from pos.domain.coupons import CouponUse
from pos.domain.customer import CARD, NEWSLETTER, PHONE, Consent, Identifier, Personal, lookup
from tests.central.actors import RULES, STORE, HandClock, Till

Count = Callable[[str], int]
LENA = Personal("Lena", "Müller-Hoffmann", "+4915112344720", "lena.hof@example.org", "22048817", "de")


@pytest.fixture(autouse=True)
def rules(centre: Centre) -> None:
    centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2020-01-01", RULES)))


@pytest.fixture
def other(centre: Centre, clock: HandClock) -> Till:
    """A till of another store."""
    one = Till(centre, clock, "T01", "S0043", seed=2)
    one.enrol()
    one.opened()
    return one


@pytest.fixture
def here(till: Till) -> Till:
    till.opened()
    return till


def row_of(till: Till, customer: str) -> CustomerRow:
    return till.centre.customer(till.token, customer).customers[-1]


def fed(till: Till) -> dict[str, CustomerRow | None]:
    """The stream of this till's store, as a replica would keep it."""
    page = till.centre.page(till.token, customers_stream(till.store), None, 2_000)
    assert {item.k for item in page.items} <= {FEED_CUSTOMER}
    return {i.id: None if i.deleted else msgspec.json.decode(i.d, type=CustomerRow) for i in page.items}


def reasons(centre: Centre) -> list[str]:
    return [item.reason for item in centre.run(review.review_list)]


def facts(centre: Centre, reason: str) -> dict[str, str]:
    (item,) = [item for item in centre.run(review.review_list) if item.reason == reason]
    return item.facts


def test_a_sale_earns_and_its_row_is_published_with_its_acknowledgement(here: Till) -> None:
    id_ = here.enrols(LENA, (Consent(NEWSLETTER, True, 5, "till", "display"),))
    sale = here.sell_to(id_, 12_345)
    here.push()
    page = here.centre.page(here.token, customers_stream(STORE), None, 100)
    assert page.applied[here.tag] == len(here.lines)
    row = fed(here)[id_]
    assert row is not None and (row.given, row.points, row.revenue_minor, row.purchases) == ("Lena", 123, 12_345, 1)
    assert (row.phone, row.email, row.card_end) == ("+49151 ··· 4720", "lena···@example.org", "8817")
    assert row.consents[0].purpose == NEWSLETTER and row.offline
    assert [(move.kind, move.points, move.ref) for move in row.ledger] == [("earn", 123, sale.receipt)]
    assert [(one.kind, one.amount_minor, one.detail) for one in row.contacts] == [("sale", 12_345, "Article")]


def test_a_card_is_found_by_the_stores_own_keyed_hash(here: Till) -> None:
    id_ = here.enrols(LENA)
    here.push()
    policy = [i for i in here.centre.page(here.token, policy_stream(STORE), None, 100).items if i.k == "policy"]
    key = msgspec.json.decode(policy[0].d, type=PolicyRow).lookup_key
    row = fed(here)[id_]
    assert len(key) == 64 and row is not None
    assert lookup(key, Identifier(CARD, LENA.card)) in row.keys
    assert LENA.phone.encode() not in msgspec.json.encode(row)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("name", "ler-hof"), ("name", "muller"), ("name", "LENA mül"), ("name", "offma"), ("card", LENA.card),
     ("phone", LENA.phone), ("email", LENA.email)],
)  # fmt: skip
def test_found_by_any_fragment_or_a_whole_identifier(here: Till, kind: str, text: str) -> None:
    id_ = here.enrols(LENA)
    here.enrols(Personal("Otto", "Klein"))
    here.push()
    found = here.centre.customers(here.token, kind, text, 8)
    assert [row.id for row in found.customers] == [id_]
    assert found.applied == {here.tag: len(here.lines)}


@pytest.mark.parametrize(("kind", "text"), [("name", "le"), ("name", ""), ("card", "2204"), ("phone", "4720")])
def test_a_part_of_an_identifier_or_of_a_word_finds_nobody(here: Till, kind: str, text: str) -> None:
    here.enrols(LENA)
    here.push()
    assert here.centre.customers(here.token, kind, text, 8).customers == ()


def test_a_kind_there_is_not_is_refused(here: Till) -> None:
    with pytest.raises(Refusal, match="400"):
        here.centre.customers(here.token, "shoe-size", "42", 8)


def test_contact_data_are_given_only_when_asked_for(here: Till, count: Count) -> None:
    id_ = here.enrols(LENA)
    here.write(events.CustomerOpened(id_, "contact"))
    here.push()
    answer = here.centre.contact(here.token, id_)
    assert (answer.phone, answer.email, answer.card) == (LENA.phone, LENA.email, LENA.card)
    assert count("opening") == 1
    with pytest.raises(Refusal, match="404"):
        here.centre.contact(here.token, "nobody")


def test_a_customer_the_centre_never_heard_of_is_never_refused(here: Till) -> None:
    here.sell_to("from-nowhere", 5_000)
    outcome = here.push().outcomes[-1]
    assert (outcome.status, outcome.review) == ("applied", None)
    row = row_of(here, "from-nowhere")
    assert (row.given, row.family, row.points) == ("", "", 50)


def test_the_name_may_come_after_the_sale(here: Till, other: Till) -> None:
    other.sell_to("c1", 5_000)
    other.push()
    here.enrols(LENA, customer="c1")
    here.push()
    assert (row_of(here, "c1").family, row_of(here, "c1").points) == (LENA.family, 50)
    assert fed(other)["c1"] == msgspec.structs.replace(fed(here)["c1"], keys=fed(other)["c1"].keys)  # type: ignore[type-var,union-attr]


def test_a_void_takes_back_points_coupon_and_revenue(here: Till) -> None:
    sale = here.sell_to("c1", 9_999, coupons=(CouponUse("k1", "TC-1", 500, True),))
    here.void(sale)
    again = here.sell_to("c1", 1_000, coupons=(CouponUse("k1", "TC-1", 500, True),))
    assert again.coupons
    here.push()
    row = row_of(here, "c1")
    assert (row.points, row.revenue_minor, row.purchases) == (10, 1_000, 1)
    assert reasons(here.centre) == []


def test_a_coupon_for_once_used_twice_names_both_receipts(here: Till, other: Till) -> None:
    use = (CouponUse("k1", "TC-1", 500, True),)
    first = here.sell_to("c1", 1_000, coupons=use)
    second = other.sell_to("c2", 1_000, coupons=use)
    here.push()
    other.push()
    assert facts(here.centre, "coupon_reused") == {"coupon": "k1", "receipt": second.receipt, "before": first.receipt}


def test_two_tills_offline_spend_the_same_points(here: Till, other: Till, count: Count) -> None:
    here.sell_to("c1", 100_000)
    here.push()
    first = here.sell_to("c1", 5_000, redeemed=1_000)
    second = other.sell_to("c1", 5_000, redeemed=1_000, entry={"online": False})
    here.push()
    assert other.push().outcomes[-1].status == "applied"
    assert row_of(here, "c1").points == 1_000 - 2_000 + 2 * 40
    seen = facts(here.centre, "points_overdrawn")
    assert (seen["customer"], seen["store"], seen["till"]) == ("c1", "S0043", "T01")
    assert (seen["receipt"], seen["others"]) == (second.receipt, first.receipt)
    assert (seen["points"], seen["amount"], seen["online"]) == ("-920", "960", "no")
    assert other.push().outcomes[-1].review == other.push().outcomes[-1].review and count("review") == 1
    assert row_of(here, "c1").offline
    here.sell_to("c1", 5_000, redeemed=500)
    here.push()
    assert not row_of(here, "c1").offline
    assert fed(other)["c1"].offline is False  # type: ignore[union-attr]
    assert reasons(here.centre) == ["points_overdrawn"] * 2


def test_points_other_than_the_rules_say_are_booked_and_reported(here: Till) -> None:
    sale = here.sale(10_000)
    about = events.SalePoints("v1", 999)
    here.write(msgspec.structs.replace(sale, customer="c1", points=about), id=sale.sale)
    here.push()
    assert row_of(here, "c1").points == 999
    assert facts(here.centre, "points_differ") == {
        "receipt": sale.receipt, "till": "999", "centre": "100", "rules": "v1",
    }  # fmt: skip


def test_rules_nobody_knows_are_reported(here: Till) -> None:
    sale = here.sale(10_000)
    about = events.SalePoints("v9", 100)
    here.write(msgspec.structs.replace(sale, customer="c1", points=about), id=sale.sale)
    here.push()
    assert facts(here.centre, "points_differ")["why"] == "rules unknown"


def test_the_same_verified_card_is_the_same_person(here: Till, other: Till) -> None:
    old = here.enrols(LENA)
    here.sell_to(old, 10_000)
    here.push()
    new = other.enrols(Personal("L.", "Hoffmann", card=LENA.card))
    other.sell_to(new, 5_000)
    other.push()
    row = row_of(here, new)
    assert (row.id, row.given, row.points) == (old, "Lena", 150)
    pointer = fed(other)[new]
    assert pointer is not None and (pointer.state, pointer.into, pointer.given) == ("merged", old, "")
    assert fed(other)[old].points == 150  # type: ignore[union-attr]


def test_two_people_with_one_telephone_are_both_found_and_shown_to_a_person(here: Till) -> None:
    one = here.enrols(Personal("Lena", "Hoffmann", phone=LENA.phone))
    two = here.enrols(Personal("Jan", "Hoffmann", phone=LENA.phone))
    here.push()
    found = here.centre.customers(here.token, PHONE, LENA.phone, 8).customers
    assert {row.id for row in found} == {one, two}
    seen = facts(here.centre, "customer_duplicate")
    assert seen == {"customer": two, "like": one}


def test_personal_data_that_do_not_fit_their_entry_are_not_taken(here: Till) -> None:
    id_ = here.enrols(LENA)
    here.personal = {entry: Raw(b'{"given":"Mallory"}') for entry in here.personal}
    here.push()
    assert row_of(here, id_).given == ""
    assert reasons(here.centre) == ["personal_mismatch"]


def test_personal_data_that_got_lost_are_reported(here: Till) -> None:
    here.enrols(LENA)
    here.personal.clear()
    here.push()
    assert reasons(here.centre) == ["personal_missing"]


def test_the_newest_word_on_a_person_counts_whatever_comes_last(here: Till, other: Till, clock: HandClock) -> None:
    clock.now += 1_000
    here.enrols(Personal("Lena", "New"), (Consent(NEWSLETTER, False, clock.now, "till"),), customer="c1")
    here.push()
    clock.now -= 500
    other.enrols(Personal("Lena", "Old"), (Consent(NEWSLETTER, True, clock.now, "till"),), customer="c1")
    other.push()
    row = row_of(here, "c1")
    assert (row.family, [consent.given for consent in row.consents]) == ("New", [False])


def test_a_sale_is_given_to_a_customer_once_and_a_void_takes_it_back(here: Till) -> None:
    sale = here.sale(10_000)
    here.write(sale, id=sale.sale)
    here.write(events.SaleAttributed(sale.sale, sale.receipt, "c1", events.SalePoints("v1", 100)))
    here.write(events.SaleAttributed(sale.sale, sale.receipt, "c2", events.SalePoints("v1", 100)))
    here.push()
    assert row_of(here, "c1").points == 100 and row_of(here, "c1").revenue_minor == 10_000
    assert facts(here.centre, "sale_has_customer")["customer"] == "c1"
    assert row_of(here, "c2").points == 0
    here.void(sale)
    here.push()
    assert (row_of(here, "c1").points, row_of(here, "c1").revenue_minor) == (0, 0)


def test_giving_away_a_sale_that_is_not_there(here: Till) -> None:
    here.write(events.SaleAttributed("nothing", "S-1", "c1", events.SalePoints("v1", 100)))
    here.push()
    assert reasons(here.centre) == ["sale_unmatched"]
    assert row_of(here, "c1").points == 0


def test_a_rehomed_entry_does_what_it_would_have_done(here: Till) -> None:
    id_ = here.enrols(LENA)
    here.sell_to(id_, 10_000)
    lines, hashes, old = list(here.lines), list(here.hashes), here.journal
    here.open_journal()
    here.opened()
    for seq, line in enumerate(lines, start=1):
        here.write(events.Rehomed(old, seq, hashes[seq], line.decode()))
    here.push()
    assert (row_of(here, id_).given, row_of(here, id_).points) == ("Lena", 100)


def test_holds_share_what_is_there_and_end(here: Till, other: Till, clock: HandClock) -> None:
    here.sell_to("c1", 100_000)
    here.push()
    one = here.centre.hold(here.token, HoldRequest("h1", "c1", 700, 60))
    two = other.centre.hold(other.token, HoldRequest("h2", "c1", 700, 60))
    assert (one.points, one.ttl_s, two.points) == (700, 60, 300)
    assert here.centre.hold(here.token, HoldRequest("h1", "c1", 700, 60)).points == 700
    assert other.centre.hold(other.token, HoldRequest("h3", "c1", 700)).points == 0
    with pytest.raises(Refusal, match="409"):
        other.centre.hold(other.token, HoldRequest("h1", "c1", 700))
    here.centre.release(here.token, "h1")
    assert other.centre.hold(other.token, HoldRequest("h4", "c1", 9_999, 60)).points == 700
    clock.now += 60_000
    assert other.centre.hold(other.token, HoldRequest("h2", "c1", 700)).points == 0  # over: nobody counts on it
    assert here.centre.hold(here.token, HoldRequest("h5", "c1", 9_999)).points == 1_000


def test_a_redemption_uses_up_its_hold(here: Till) -> None:
    here.sell_to("c1", 100_000)
    here.push()
    here.centre.hold(here.token, HoldRequest("h1", "c1", 600))
    here.sell_to("c1", 5_000, redeemed=600, hold="h1")
    here.push()
    assert here.centre.hold(here.token, HoldRequest("h2", "c1", 9_999)).points == 1_000 - 600 + 44


def test_no_hold_for_nobody(here: Till) -> None:
    with pytest.raises(Refusal, match="404"):
        here.centre.hold(here.token, HoldRequest("h1", "nobody", 1))
    with pytest.raises(Refusal, match="400"):
        here.centre.hold(here.token, HoldRequest("", "nobody", 1))


def test_a_batch_goes_on_if_what_one_entry_says_of_a_customer_cannot_be_kept(here: Till) -> None:
    sale = here.sale(1_000)
    about = events.SalePoints("v1", 2**70)
    here.write(msgspec.structs.replace(sale, customer="c1", points=about), id=sale.sale)
    here.sell_to("c1", 5_000)
    answer = here.push()
    assert [outcome.status for outcome in answer.outcomes] == ["applied"] * 3
    assert row_of(here, "c1").points == 50
    assert "customer_effect_failed" in reasons(here.centre)


def test_a_sale_without_a_customer_concerns_nobody(here: Till, count: Count) -> None:
    here.sell(1_000)
    here.push()
    assert (count("customer"), count("contact"), fed(here)) == (0, 0, {})
