"""Online orders at the counter, without a window: recognised, handed over, refused; with and without a network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.contract import PolicyRow, decode_entry
from pos.contract.goods import PickupAnswer
from pos.domain import collect, events
from pos.domain.collect import CANCEL_REQUESTED, HANDED_OVER, READY, RESERVED, Pickup
from pos.domain.events import Override
from pos.domain.pickup_code import PREFIX, parcel_label, typed_code
from pos.domain.pickup_facts import BY_CODE, BY_NAME, BY_QR, HandedLine, PickupHandedOver
from pos.ports import Head, Word
from pos.services import own_orders
from pos.services.collect import unknown
from pos.services.till import look_ups
from tests.domain.orders import DAY_MS, NOW, ORDER, OTHER
from tests.services.conftest import Shop, refused
from tests.services.pickups import SECOND, STANDING, bodies, code_of, counter, of_kind, opened, qr, scanned
from tests.services.shop import BAG, BATTERIES, CABLE

LABEL = parcel_label(ORDER, 1)
MINUTE_MS = 60_000
PAGE_MS = NOW + MINUTE_MS


@pytest.fixture(params=[True, False], ids=["online", "offline"])
def shop(request: pytest.FixtureRequest) -> Shop:
    return counter(online=request.param)


def page(shop: Shop, order: Pickup, applied: int) -> None:
    """The stream brings the order as the centre has it, with this till's entries up to ``applied``."""
    others = tuple(one for one in shop.replica.orders if one.id != order.id)
    shop.replica.orders = (*others, order)
    shop.replica.orders_word = Word(PAGE_MS, {"7K2Q": applied})


# --- the way it usually goes ------------------------------------------------------------------------------------------


def test_code_and_parcel_and_it_is_handed_over(shop: Shop) -> None:
    flow = opened(shop, qr())
    assert (flow.proof, flow.pieces) == (BY_QR, 0)
    shop.clock.now += 38_000
    order, changes = shop.till.collect.hand_over(scanned(shop, flow, LABEL))
    assert order is not None
    assert (order.state, order.waiting, order.done_ms) == (HANDED_OVER, 0, NOW + 38_000)
    assert changes.pickups
    assert changes.stock
    (fact,) = of_kind(shop, PickupHandedOver)
    assert fact == PickupHandedOver(
        ORDER, "W-48213", (HandedLine(1, CABLE.sku, 2), HandedLine(2, BATTERIES.sku, 1)), BY_QR, (LABEL,), seconds=38
    )
    assert shop.till.shelves.levels([CABLE.sku])[0] == {}


def test_a_parcel_opens_its_order_and_a_document_proves_the_rest(shop: Shop) -> None:
    flow = opened(shop, LABEL)
    assert (flow.whole, flow.proof) == (True, "")
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_PROOF_MISSING)
    named, _ = shop.till.collect.prove(flow)
    refused(lambda: shop.till.collect.hand_over(named), Code.PICKUP_IDENTITY_MISSING)
    shop.till.collect.hand_over(replace(named, identity=True))
    assert of_kind(shop, PickupHandedOver)[0].proof == BY_NAME


def test_the_six_characters_however_they_are_said(shop: Shop) -> None:
    code = typed_code(ORDER)
    flow = opened(shop, f" {code[:3].lower()} {code[3:]} ")
    assert flow.proof == BY_CODE
    proven, _ = shop.till.collect.prove(opened(shop, "W-48213"), code.lower())
    assert proven.proof == BY_CODE
    refused(lambda: shop.till.collect.prove(flow, "AAAAAA"), Code.PICKUP_CODE_OTHER)


def test_articles_check_off_one_by_one(shop: Shop) -> None:
    flow = scanned(shop, opened(shop, qr()), CABLE.gtin, f"1*{CABLE.sku}", BATTERIES.gtin)
    assert (flow.taken, flow.here) == ({1: 2, 2: 1}, True)
    shop.till.collect.hand_over(flow)


def test_a_line_is_known_by_the_order_though_the_catalogue_has_lost_the_article(shop: Shop) -> None:
    shop.replica.articles = []
    assert scanned(shop, opened(shop, qr()), CABLE.gtin, BATTERIES.sku).taken == {1: 1, 2: 1}


def test_a_part_then_the_rest_and_nothing_twice(shop: Shop) -> None:
    part = scanned(shop, opened(shop, qr()), CABLE.gtin)
    order, _ = shop.till.collect.hand_over(part)
    assert order is not None
    assert (order.state, order.waiting) == (READY, 2)
    again = refused(lambda: shop.till.collect.hand_over(part), Code.PICKUP_STEP)
    assert again.facts["number"] == "W-48213"
    order, _ = shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), LABEL))
    assert order is not None
    assert (order.state, [line.handed for line in order.lines]) == (HANDED_OVER, [2, 1])


def test_a_declined_line_stays_here(shop: Shop) -> None:
    flow = scanned(shop, opened(shop, qr()), LABEL).decline(2, 1)
    order, _ = shop.till.collect.hand_over(flow)
    assert order is not None
    assert (order.state, order.line(2).declined) == (HANDED_OVER, 1)


def test_another_person_shows_a_document(shop: Shop) -> None:
    flow = replace(scanned(shop, opened(shop, qr()), LABEL), proxy=True)
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_IDENTITY_MISSING)
    shop.till.collect.hand_over(replace(flow, identity=True))
    assert of_kind(shop, PickupHandedOver)[0].proxy


def test_the_store_says_from_which_value_on_a_document_is_looked_at(shop: Shop) -> None:
    shop.replica.limits = PolicyRow(identity_from_minor=3_397)
    flow = scanned(shop, opened(shop, qr()), LABEL)
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_IDENTITY_MISSING)
    shop.replica.limits = PolicyRow(identity_from_minor=3_398)
    shop.till.collect.hand_over(flow)


# --- codes that are worth nothing, each with its reason ---------------------------------------------------------------


def broken(text: str) -> str:
    """One character of the signature is another."""
    return text[:-5] + ("0" if text[-5] != "0" else "1") + text[-4:]


BAD: list[tuple[str, Callable[[], str], Code]] = [
    ("half a code", lambda: qr()[:-4], Code.PICKUP_CODE_UNREADABLE),
    ("nothing of a code", lambda: PREFIX, Code.PICKUP_CODE_UNREADABLE),
    ("forged", lambda: broken(qr()), Code.PICKUP_CODE_FORGED),
    ("signed with another key", lambda: qr(private=SECOND), Code.PICKUP_CODE_FORGED),
    ("with a revoked key", lambda: qr(private=SECOND, key=2), Code.PICKUP_KEY_REVOKED),
    ("with an unknown key", lambda: qr(key=9), Code.PICKUP_KEY_UNKNOWN),
    ("of another store", lambda: qr(store="S0007"), Code.PICKUP_OTHER_STORE),
    ("expired", lambda: qr(expires_s=NOW // 1000 - 301), Code.PICKUP_CODE_EXPIRED),
    ("not valid yet", lambda: qr(not_before_s=NOW // 1000 + 301), Code.PICKUP_CODE_NOT_YET),
    ("of other lines", lambda: qr(digest=b"\1" * 8), Code.PICKUP_CODE_OTHER),
    ("a code that nobody has", lambda: "AAAAAA", Code.PICKUP_UNKNOWN),
    ("a number that nobody has", lambda: "W-1", Code.PICKUP_UNKNOWN),
    ("a parcel of nobody", lambda: parcel_label(OTHER, 1), Code.PICKUP_UNKNOWN),
]


@pytest.mark.parametrize(("text", "code"), [(text, code) for _, text, code in BAD], ids=[name for name, _, _ in BAD])
def test_a_code_that_is_worth_nothing(shop: Shop, text: Callable[[], str], code: Code) -> None:
    before = bodies(shop)
    refused(lambda: shop.till.collect.scan(text()), code)
    assert bodies(shop) == before


def test_another_store_is_named_and_times_are_told(shop: Shop) -> None:
    why = refused(lambda: shop.till.collect.scan(qr(store="S0007")), Code.PICKUP_OTHER_STORE)
    assert why.facts["store"] == "Hamburg Jungfernstieg"
    why = refused(lambda: shop.till.collect.scan(qr(store="S0009")), Code.PICKUP_OTHER_STORE)
    assert why.facts["store"] == "S0009"
    why = refused(lambda: shop.till.collect.scan(qr(expires_s=NOW // 1000 - 400)), Code.PICKUP_CODE_EXPIRED)
    assert (why.facts["at_ms"], why.facts["zone"]) == (NOW - 400_000, "Europe/Berlin")


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (replace(STANDING, state=HANDED_OVER, done_ms=NOW - 9, revoked=True), Code.PICKUP_HANDED_OVER),
        (replace(STANDING, state=collect.CANCELLED, done_ms=NOW - 9, revoked=True), Code.PICKUP_CANCELLED),
        (replace(STANDING, state=collect.RETURNED, done_ms=NOW - 9, revoked=True), Code.PICKUP_CANCELLED),
        (replace(STANDING, state=CANCEL_REQUESTED, cancel_asked_ms=NOW - 9, revoked=True), Code.PICKUP_CANCELLED),
        (replace(STANDING, revoked=True, cancel_asked_ms=NOW - 9), Code.PICKUP_CANCELLED),
    ],
)
@pytest.mark.parametrize("text", [qr(), typed_code(ORDER)], ids=["qr", "typed"])
def test_a_code_of_an_order_that_is_over_or_revoked(order: Pickup, code: Code, text: str) -> None:
    why = refused(lambda: counter(order).till.collect.scan(text), code)
    assert (why.facts["number"], why.facts["at_ms"]) == ("W-48213", NOW - 9)


def test_an_order_that_is_not_ready_or_has_expired_opens_and_says_so(shop: Shop) -> None:
    shop.replica.orders = (replace(STANDING, state=RESERVED),)
    flow = opened(shop, qr())
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_NOT_READY)
    shop.replica.orders = (replace(STANDING, expires_ms=NOW - 1),)
    late = scanned(shop, opened(shop, qr()), LABEL)
    refused(lambda: shop.till.collect.hand_over(late), Code.PICKUP_EXPIRED)
    order, _ = shop.till.collect.hand_over(late, approved_by="P. Weber")
    assert order is not None
    assert order.state == HANDED_OVER


def test_parcel_missing_article_of_another_order_too_many(shop: Shop) -> None:
    flow = opened(shop, qr())
    ticked = flow.all_checked()
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_NOTHING)
    refused(lambda: shop.till.collect.hand_over(ticked), Code.PICKUP_PARCEL_MISSING)
    refused(lambda: scanned(shop, flow, BAG.sku), Code.PICKUP_ARTICLE_OTHER)
    refused(lambda: scanned(shop, flow, "no-such"), Code.CODE_UNKNOWN)
    refused(lambda: scanned(shop, flow, f"3*{CABLE.gtin}"), Code.PICKUP_QUANTITY)
    refused(lambda: scanned(shop, flow, parcel_label(OTHER, 1)), Code.PICKUP_PARCEL_OTHER)


def test_a_code_shown_while_another_order_is_open(shop: Shop) -> None:
    other = replace(STANDING, id=OTHER, number="W-2", code=typed_code(OTHER))
    shop.replica.orders = (STANDING, other)
    flow = opened(shop, "W-48213")
    assert flow.proof == ""
    refused(lambda: scanned(shop, flow, qr(other)), Code.PICKUP_CODE_OTHER)
    assert scanned(shop, flow, qr()).proof == BY_QR


def test_typed_texts_that_mean_several_or_none(shop: Shop) -> None:
    other = replace(STANDING, id=OTHER, number="W-48214", code=typed_code(OTHER), name="Leo Hoffmann")
    shop.replica.orders = (STANDING, other)
    why = refused(lambda: shop.till.collect.scan("Hoffmann"), Code.PICKUP_AMBIGUOUS)
    assert why.facts["count"] == 2
    assert opened(shop, "Leo").id == OTHER
    assert [one.number for one in shop.till.collect.find("Hoffmann")[0]] == ["W-48213", "W-48214"]
    shop.replica.orders = (replace(STANDING, state=HANDED_OVER, done_ms=NOW),)
    assert opened(shop, "w-48213").missing(0)[0] is Code.PICKUP_HANDED_OVER, "it is shown, and does not go"


def test_the_centre_may_know_where_an_unknown_order_is() -> None:
    answer = PickupAnswer("W-7731", "S0007", "Hamburg", READY)
    told = unknown("7731", answer)
    assert (told.code, told.facts["store"]) == (Code.PICKUP_OTHER_STORE, "Hamburg")
    assert unknown("7731", replace(answer, store_name="")).facts["store"] == "S0007"
    assert unknown("7731", PickupAnswer()).code is unknown("7731", None).code is Code.PICKUP_UNKNOWN


# --- once, whatever the network does ----------------------------------------------------------------------------------


def test_a_double_click_hands_over_once(shop: Shop) -> None:
    flow = scanned(shop, opened(shop, qr()), LABEL)
    shop.till.collect.hand_over(flow)
    why = refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_HANDED_OVER)
    assert why.facts["at_ms"] == NOW
    assert len(of_kind(shop, PickupHandedOver)) == 1


def test_a_replayed_code_is_refused_before_any_page_and_after_a_restart(shop: Shop) -> None:
    shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), LABEL))
    for text in (qr(), typed_code(ORDER)):
        why = refused(lambda text=text: shop.till.collect.scan(text), Code.PICKUP_HANDED_OVER)  # type: ignore[misc]
        assert why.facts["at_ms"] == NOW
    again = shop.restarted()
    refused(lambda: again.till.collect.scan(qr()), Code.PICKUP_HANDED_OVER)
    shop.journal.ack = Head(shop.journal.head().seq, "")  # sent, and the page is not here yet
    refused(lambda: shop.restarted().till.collect.scan(qr()), Code.PICKUP_HANDED_OVER)


def test_the_word_takes_over_when_it_contains_the_entry(shop: Shop) -> None:
    shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), CABLE.gtin))
    seq = shop.journal.head().seq
    page(shop, replace(STANDING, note="rung up"), seq - 1)
    order, _ = shop.till.collect.show(ORDER)
    assert order is not None
    assert (order.note, order.waiting) == ("rung up", 2), "an older page does not take it back"
    at_the_centre = collect.after(STANDING, of_kind(shop, PickupHandedOver)[0], NOW)
    page(shop, at_the_centre, seq)
    assert shop.till.collect.show(ORDER)[0] == at_the_centre, "and it is not counted twice"
    assert shop.restarted().till.collect.show(ORDER)[0] == at_the_centre


def test_somebody_else_was_quicker_then_the_word_counts(shop: Shop) -> None:
    shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), LABEL))
    theirs = replace(STANDING, state=HANDED_OVER, done_ms=NOW - 5, revoked=True)
    page(shop, theirs, 0)
    assert shop.till.collect.show(ORDER)[0] == theirs


def test_an_open_flow_does_not_hand_over_what_went_meanwhile(shop: Shop) -> None:
    flow = scanned(shop, opened(shop, qr()), LABEL)
    page(shop, replace(STANDING, state=CANCEL_REQUESTED, cancel_asked_ms=NOW), 0)
    refused(lambda: shop.till.collect.hand_over(flow, approved_by="P. Weber"), Code.PICKUP_CANCELLED)
    shop.replica.orders = ()
    refused(lambda: shop.till.collect.hand_over(flow), Code.PICKUP_UNKNOWN)


def test_a_photographed_code_at_a_second_till_finds_no_parcel() -> None:
    """Neither till has heard of the other: the parcel is the lock, and lifting it names who did."""
    first, second = counter(online=False), counter(online=False)
    first.till.collect.hand_over(scanned(first, opened(first, qr()), LABEL))
    flow = opened(second, qr()).all_checked()
    refused(lambda: second.till.collect.hand_over(flow), Code.PICKUP_PARCEL_MISSING)
    second.till.collect.hand_over(flow, approved_by="Paul Weber")
    (fact,) = of_kind(second, PickupHandedOver)
    assert (fact.override_by, fact.overridden, fact.parcels) == ("Paul Weber", "pickup-parcel-missing", ())
    assert of_kind(second, Override) == [Override("pickup", "Paul Weber", 3_397, "EUR")]


def test_an_approval_that_was_not_needed_is_not_written(shop: Shop) -> None:
    shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), LABEL), approved_by="Paul Weber")
    assert of_kind(shop, PickupHandedOver)[0].override_by == ""
    assert of_kind(shop, Override) == []


def test_entries_about_orders_are_told_from_others_by_their_bytes(shop: Shop) -> None:
    shop.till.collect.remind(ORDER)
    shop.till.sale.scan(CABLE.sku)
    shop.till.sale.discard()
    marked = [decode_entry(one.line).kind for one in shop.journal.read(0, 99) if own_orders.MARK in one.line]
    assert marked == [events.PICKUP_REMINDED]
    assert {kind for kind in events.KINDS if kind.startswith("pickup.")} == own_orders.OF_ORDERS


# --- an order that is not in the list ---------------------------------------------------------------------------------


def test_by_its_parcels_alone_and_once(shop: Shop) -> None:
    shop.replica.orders = ()
    flow = opened(shop, qr(parcels=2))
    assert (flow.order, flow.missing(0)) == (None, (Code.PICKUP_PARCEL_MISSING,))
    one = scanned(shop, flow, LABEL)
    refused(lambda: shop.till.collect.hand_over(replace(one, identity=True)), Code.PICKUP_PARCEL_MISSING)
    both = replace(scanned(shop, one, parcel_label(ORDER, 2)), identity=True)
    refused(lambda: scanned(shop, one, CABLE.gtin), Code.PICKUP_ARTICLE_OTHER)
    refused(lambda: shop.till.collect.prove(flow, typed_code(ORDER)), Code.PICKUP_CODE_OTHER)
    assert shop.till.collect.hand_over(both)[0] is None
    (fact,) = of_kind(shop, PickupHandedOver)
    assert (fact.order, fact.lines, len(fact.parcels)) == (ORDER, (), 2)
    refused(lambda: shop.till.collect.hand_over(both), Code.PICKUP_HANDED_OVER)
    for till in (shop, shop.restarted()):
        why = refused(lambda till=till: till.till.collect.scan(qr()), Code.PICKUP_HANDED_OVER)  # type: ignore[misc]
        assert (why.facts["number"], why.facts["at_ms"]) == ("", NOW)


def test_it_comes_into_the_list_as_handed_over(shop: Shop) -> None:
    shop.replica.orders = ()
    flow = replace(scanned(shop, opened(shop, qr()), LABEL), identity=True)
    shop.till.collect.hand_over(flow)
    page(shop, STANDING, 0)
    order, _ = shop.till.collect.show(ORDER)
    assert order is not None
    assert (order.state, order.waiting) == (HANDED_OVER, 0)


def test_it_comes_into_the_list_before_anybody_has_heard_that_it_was_packed(shop: Shop) -> None:
    shop.replica.orders = ()
    shop.till.collect.hand_over(replace(scanned(shop, opened(shop, qr()), LABEL), identity=True))
    page(shop, replace(STANDING, state=RESERVED, ready_ms=0, parcels=0), 0)
    assert shop.till.collect.lists()[0].to_pick == (), "nobody shall pick it again"
    refused(lambda: shop.till.collect.scan(qr()), Code.PICKUP_HANDED_OVER)


@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["parcel", "tick", "articles", "lift", "page"])), max_size=8)
)
def test_one_parcel_never_goes_twice_unless_somebody_lifts_it(steps: list[tuple[int, str]]) -> None:
    """Two tills of a store that may hear of each other or not, one photographed code, and one parcel with its goods."""
    tills = [counter(online=False), counter(online=False)]
    here = True
    for n, step in steps:
        shop = tills[n]
        if step == "page":
            told = next((one for till in tills for one in of_kind(till, PickupHandedOver)), None)
            if told is not None:
                page(shop, collect.after(STANDING, told, NOW), 0)
            continue
        try:
            flow = opened(shop, qr()).all_checked()
            if step in ("parcel", "articles") and here:
                flow = scanned(shop, flow, *([LABEL] if step == "parcel" else [CABLE.sku, CABLE.sku, BATTERIES.sku]))
            shop.till.collect.hand_over(flow, approved_by="Paul Weber" if step == "lift" else None)
        except Refused:
            continue
        here = False
    handed = [one for till in tills for one in of_kind(till, PickupHandedOver)]
    assert len([one for one in handed if not one.override_by]) <= 1
    assert len(handed) <= 2, "each till itself hands over once at most"


# --- lists ------------------------------------------------------------------------------------------------------------


def test_lists_by_what_is_to_be_done() -> None:
    def one(n: int, **more: object) -> Pickup:
        return replace(STANDING, id=f"0199a000-0000-7000-8000-0000000000{n:02d}", number=f"W-{n}", **more)

    shop = counter(
        one(1, state=RESERVED, ready_by_ms=NOW + 2),
        one(2, state=RESERVED, ready_by_ms=NOW + 1),
        one(3, state=collect.SHORT),
        one(4, ready_ms=NOW - 100),
        one(5, ready_ms=NOW - 50),
        one(6, ready_ms=NOW - 900, here_ms=NOW - 5),
        one(7, expires_ms=NOW - 1),
        one(8, state=CANCEL_REQUESTED),
        one(9, state=HANDED_OVER, done_ms=NOW - 9),
        one(10, state=collect.CANCELLED, done_ms=NOW - 5),
    )
    lists, _ = shop.till.collect.lists()
    names = {
        "to_pick": ["W-2", "W-1"], "unclear": ["W-3"], "ready": ["W-6", "W-5", "W-4"], "expired": ["W-7"],
        "to_cancel": ["W-8"], "done": ["W-10", "W-9"],
    }  # fmt: skip
    assert {name: [order.number for order in getattr(lists, name)] for name in names} == names
    assert (lists.live, lists.as_of_ms, lists.to_pick_count) == (True, NOW - 1_000, 3)
    shop.clock.now += DAY_MS
    assert not shop.till.collect.lists()[0].live


def test_a_look_up_thread_sees_what_the_till_did(shop: Shop) -> None:
    pickups = look_ups(shop.replica, shop.desk.own).pickups
    shop.till.collect.hand_over(scanned(shop, opened(shop, qr()), LABEL))
    assert [one.number for one in pickups.lists()[0].done] == ["W-48213"]
    assert pickups.find("48213")[0][0].state == HANDED_OVER
    assert look_ups(shop.replica).pickups.lists()[0].live is False


def test_what_the_word_contains_is_forgotten_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_orders, "KEPT", 1)
    numbers = [f"0199a000-0000-7000-8000-0000000000{n:02d}" for n in range(4)]
    orders = tuple(replace(STANDING, id=id_, number=f"W-{n}") for n, id_ in enumerate(numbers))
    shop = counter(*orders)
    for id_ in numbers[:3]:
        shop.till.collect.remind(id_)
    assert list(shop.desk.orders.known.facts) == numbers[:3], "the centre has heard of none of them"
    page(shop, orders[0], shop.journal.head().seq - 1)
    shop.till.collect.remind(numbers[3])
    assert list(shop.desk.orders.known.facts) == numbers[2:]


def test_nobody_signed_in_hands_nothing_over(shop: Shop) -> None:
    flow = scanned(shop, opened(shop, qr()), LABEL)
    shop.till.signon.lock()
    refused(lambda: shop.till.collect.hand_over(flow), Code.NOBODY_SIGNED_IN)
    assert code_of().order == ORDER
