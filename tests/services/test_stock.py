"""Stock at the till, without a window: docs/stock.md."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from pos.base.errors import Bug, Code
from pos.contract import Outcome, PolicyRow, decode_body, decode_entry
from pos.contract.goods import Address, LocationRow, PlaceLevel, RelatedRow, StockAnswers, StockRow
from pos.contract.people import CustomerRow
from pos.domain.cart import DELIVER, PICKUP, STORE, Fulfil, Line
from pos.domain.events import NOTIFY, RESERVE, Override, SaleCompleted, StockAdjusted, StockRequested
from pos.domain.stock import Level, StockAnswer
from pos.ports import CART, PERSONAL, STOCK, Head, Word
from pos.services import own_moves
from pos.services.link import LinkReport
from pos.services.till import look_ups
from tests.services.conftest import Shop, refused
from tests.services.shop import BAG, BATTERIES, CABLE, HEADPHONES

HERE, HAMBURG, WEB = "S0042", "S0007", "W01"
PLACES = (
    LocationRow(WEB, "warehouse", "Web", delivers_in_days=2),
    LocationRow(HAMBURG, "store", "Hamburg", metres=255_000),
    LocationRow("S0008", "store", "Potsdam", metres=30_000),
    LocationRow(HERE, "store", "Alexanderplatz", followed=True),
)
HOME = Address(" Lena Hoffmann ", "Torstraße 1", "10119", "Berlin", "DE")
LENA = CustomerRow("lena", "Lena", "Hoffmann")


@pytest.fixture
def counter(shop: Shop) -> Shop:
    """Ten cables here, as the centre said a minute ago; the line is up."""
    shop.replica.places = PLACES
    shop.replica.customers = {"lena": LENA}
    stocked(shop, 10, applied=0, age_ms=60_000)
    shop.open()
    online(shop, True)
    return shop


def online(shop: Shop, up: bool) -> None:
    shop.contact.report = LinkReport(online=up, last_sync_ms=shop.clock.now)


def stocked(shop: Shop, on_hand: int, *, applied: int, age_ms: int = 0) -> None:
    """A page of the own store arrived."""
    shop.replica.shelves = {HERE: {CABLE.sku: StockRow(on_hand)}}
    shop.replica.shelves_word = {HERE: Word(shop.clock.now - age_ms, {"7K2Q": applied})}


def sell(shop: Shop, times: int = 1) -> int:
    shop.till.sale.scan(f"{times}*{CABLE.sku}")
    return shop.till.checkout.pay_cash()[0].seq


def here(shop: Shop) -> int:
    return answer(shop).available


def answer(shop: Shop, location: str | None = None, sku: str = CABLE.sku) -> StockAnswer:
    """As the money thread and a look-up thread see it, which is the same."""
    seen = shop.till.shelves.levels([sku], location)[0][sku]
    assert look_ups(shop.replica, shop.desk.own).shelves.levels([sku], location)[0][sku] == seen
    return seen


def live(shop: Shop, *places: PlaceLevel, applied: int = 0, sku: str = CABLE.sku) -> StockAnswers:
    return StockAnswers(sku, places, {"7K2Q": applied}, shop.clock.now)


def body(shop: Shop, back: int = 0) -> object:
    return decode_body(decode_entry(shop.journal.entries[-1 - back].line))


def acknowledge(shop: Shop, seq: int) -> None:
    stored = shop.journal.entry(seq)
    assert stored is not None
    shop.till.outbox.acknowledge(Head(seq, stored.hash), [Outcome(seq, "applied")])


# --- the figure ---------------------------------------------------------------------------------------------------


def test_own_sales_count_at_once_and_never_twice(counter: Shop) -> None:
    seq = sell(counter, 3)
    assert (here(counter), answer(counter).provisional) == (7, -3)
    acknowledge(counter, seq)
    assert here(counter) == 7, "no jump between the acknowledgement and the next page"
    stocked(counter, 7, applied=seq)
    assert (here(counter), answer(counter).provisional) == (7, 0)
    counter.till.voiding.void_last("wrong")
    assert (here(counter), answer(counter).provisional) == (10, 3)


def test_what_another_till_sold_comes_with_the_page(counter: Shop) -> None:
    sell(counter)
    stocked(counter, 6, applied=0)  # four sold elsewhere, ours not heard of yet
    assert here(counter) == 5


def test_a_restart_counts_what_the_word_does_not_contain(counter: Shop) -> None:
    first = sell(counter, 2)
    sell(counter, 1)
    acknowledge(counter, first)
    assert here(counter.restarted()) == 7
    stocked(counter, 8, applied=first)
    assert here(counter.restarted()) == 7


def test_an_article_nobody_spoke_of_has_no_figure(counter: Shop) -> None:
    counter.till.sale.scan(BAG.sku)
    counter.till.checkout.pay_cash()
    assert counter.till.shelves.levels([BAG.sku, "no such", "\ud800"])[0] == {}
    assert counter.till.shelves.levels([])[0] == {}


def test_live_is_a_young_word_and_a_line(counter: Shop) -> None:
    assert not answer(counter).live  # a minute old
    stocked(counter, 10, applied=0, age_ms=15_000)
    assert answer(counter).live
    counter.clock.now += 1
    assert not answer(counter).live
    stocked(counter, 10, applied=0)
    online(counter, False)
    assert (answer(counter).live, answer(counter).as_of_ms) == (False, counter.clock.now)


def test_a_look_up_without_a_till_reads_the_replica(counter: Shop) -> None:
    shelves = look_ups(counter.replica).shelves
    found = shelves.levels([CABLE.sku])[0][CABLE.sku]
    assert (found.location, found.available, found.live) == (HERE, 10, False)
    counter.replica.row = None
    assert look_ups(counter.replica).shelves.levels([CABLE.sku])[0] == {}


# --- live answers ---------------------------------------------------------------------------------------------------


def test_the_younger_of_stream_and_answer_is_shown(counter: Shop) -> None:
    seq = sell(counter)
    _, changes = counter.till.stock.learned(live(counter, PlaceLevel(HERE, 4), PlaceLevel(HAMBURG, 9), applied=seq))
    assert changes.stock
    assert (here(counter), answer(counter, HAMBURG).available) == (4, 9)
    counter.clock.now += 1_000
    stocked(counter, 3, applied=seq)
    assert (here(counter), answer(counter, HAMBURG).available) == (3, 9)
    counter.till.stock.learned(replace(live(counter, PlaceLevel(HAMBURG, 1)), server_time=5))  # overtaken on its way
    assert answer(counter, HAMBURG).available == 9


def test_an_answer_with_more_of_this_journal_is_younger_whatever_its_clock_says(counter: Shop) -> None:
    seq = sell(counter)
    counter.till.stock.learned(replace(live(counter, PlaceLevel(HERE, 9), applied=seq), server_time=1))
    assert (here(counter), answer(counter).provisional) == (9, 0)


def test_the_last_word_survives_a_restart_with_its_age(counter: Shop) -> None:
    at = counter.clock.now
    level = PlaceLevel(WEB, 40, 2, 50, "2026-12-01", heard_ms=7)
    counter.till.stock.learned(live(counter, level))
    counter.till.stock.deliver(CABLE.sku, 3, WEB, "2026-12-02", HOME)
    counter.till.checkout.pay_cash()
    counter.clock.now += 3_600_000
    again = counter.restarted()
    assert answer(again, WEB) == StockAnswer(WEB, CABLE.sku, Level(40, 5, 50, "2026-12-01"), at, False, -3)
    assert answer(again.restarted(), WEB).available == 35


def test_kept_answers_are_few_and_a_draft_of_another_version_is_passed_over(counter: Shop) -> None:
    for n in range(150):
        counter.till.stock.learned(live(counter, *(PlaceLevel(f"P{k}", n) for k in range(80)), sku=f"A{n}"))
    assert list(counter.desk.own.known.answers) == [f"A{n}" for n in range(50, 150)]
    assert len(counter.journal.states[STOCK]) < 130_000
    again = counter.restarted()
    assert answer(again, "P59", "A149").available == 149
    assert again.till.shelves.levels(["A49"], "P1")[0] == again.till.shelves.levels(["A149"], "P60")[0] == {}
    counter.journal.states[STOCK] = b'{"read_to":"x"}'
    assert counter.restarted().till.shelves.levels(["A149"], "P1")[0] == {}


def test_what_is_contained_everywhere_is_let_go(counter: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_moves, "TIDY_AFTER", 5)
    counter.till.stock.learned(live(counter, PlaceLevel(HERE, 10), PlaceLevel(WEB, 9)))
    for _ in range(40):
        seq = sell(counter)
        acknowledge(counter, seq)
        counter.clock.now += 1
        stocked(counter, 100 - seq, applied=seq)
    assert sum(map(len, counter.desk.own.known.moves.values())) < 5
    assert [place.location for place in counter.desk.own.known.answers[CABLE.sku].places] == [WEB]
    assert (here(counter), answer(counter, WEB).available) == (100 - seq, 9)


def test_a_move_that_only_a_live_answer_lacks_is_kept_however_old(
    counter: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TIDY_AFTER", "FORGET_AFTER"):
        monkeypatch.setattr(own_moves, name, 1)
    counter.till.stock.learned(live(counter, PlaceLevel(WEB, 9)))
    counter.till.stock.deliver(CABLE.sku, 3, WEB, "2026-12-02", HOME)
    counter.till.checkout.pay_cash()
    for _ in range(20):
        acknowledge(counter, seq := sell(counter))
    stocked(counter, 5, applied=seq)
    assert answer(counter, WEB).available == answer(counter.restarted(), WEB).available == 6


def test_the_draft_follows_so_that_a_restart_reads_little(counter: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_moves, "SAVE_AFTER", 4)
    counter.till.stock.learned(live(counter, PlaceLevel(WEB, 9)))
    for _ in range(20):
        acknowledge(counter, seq := sell(counter))
    stocked(counter, 5, applied=seq)
    reads: list[int] = []
    read = counter.journal.read
    monkeypatch.setattr(counter.journal, "read", lambda after, limit: reads.append(after) or read(after, limit))
    assert answer(counter.restarted(), WEB).available == 9
    assert min(reads) >= counter.journal.head().seq - 8


# --- the article page -----------------------------------------------------------------------------------------------


def test_own_store_first_then_stores_by_distance_then_warehouses(counter: Shop) -> None:
    counter.replica.fits = {CABLE.sku: RelatedRow((BATTERIES.sku, "gone"), (HEADPHONES.sku,))}
    counter.replica.shelves[HERE][BATTERIES.sku] = StockRow(2)
    counter.till.stock.learned(live(counter, PlaceLevel(HAMBURG, 9)))
    view, _ = look_ups(counter.replica, counter.desk.own).shelves.article(CABLE.sku)
    assert view is not None
    assert view.article == CABLE
    assert [place.row.location for place in view.places] == [HERE, "S0008", HAMBURG, WEB]
    assert [place.answer and place.answer.available for place in view.places] == [10, None, 9, None]
    assert [(one.article.sku, one.here and one.here.available) for one in view.together] == [(BATTERIES.sku, 2)]
    assert [(one.article.sku, one.here) for one in view.instead] == [(HEADPHONES.sku, None)]
    assert counter.till.shelves.article("no such")[0] is None


# --- adjusting ------------------------------------------------------------------------------------------------------


def test_somebody_looked_at_the_shelf(counter: Shop) -> None:
    before = counter.journal.head().seq
    refusal = refused(lambda: counter.till.stock.adjust(CABLE.sku, -2, "broken"), Code.APPROVAL_NEEDED)
    assert refusal.facts == {"amount_minor": 2_998, "currency": "EUR"}
    assert counter.journal.head().seq == before
    seen, changes = counter.till.stock.adjust(CABLE.sku, -2, "broken", approved_by="Aylin Yilmaz")
    assert (seen.available, seen.provisional) == (8, -2)
    assert changes.stock
    assert changes.sync
    assert body(counter) == StockAdjusted(CABLE.sku, -2, "piece", "broken")
    assert body(counter, 1) == Override("stock-adjusted", "Aylin Yilmaz", 2_998, "EUR")
    counter.replica.limits = PolicyRow(difference_limit_minor=1_499)
    assert counter.till.stock.adjust(CABLE.sku, 1, "found")[0].available == 9
    assert not isinstance(body(counter, 1), Override)


def test_adjusting_what_cannot_be(counter: Shop) -> None:
    adjust = counter.till.stock.adjust
    refused(lambda: adjust("no such", 1, "found"), Code.CODE_UNKNOWN)
    refused(lambda: adjust(BAG.sku, 1, "found"), Code.STOCK_UNKNOWN)
    for quantity in (0, 100_000, -100_000):
        refused(lambda quantity=quantity: adjust(CABLE.sku, quantity, "counted"), Code.QUANTITY_OUT_OF_RANGE)
    with pytest.raises(Bug):
        adjust(CABLE.sku, 1, "because")
    counter.till.signon.lock()
    refused(lambda: adjust(CABLE.sku, 1, "found"), Code.NOBODY_SIGNED_IN)


# --- requests -------------------------------------------------------------------------------------------------------


def test_reserving_is_a_request_also_without_the_line(counter: Shop) -> None:
    reserve = counter.till.stock.reserve
    refused(lambda: reserve(CABLE.sku, 1), Code.CUSTOMER_MISSING)
    counter.till.customers.attach("lena")
    online(counter, False)
    order, changes = reserve(CABLE.sku, 2, HAMBURG)
    entry = decode_entry(counter.journal.entries[-1].line)
    assert entry.id == order
    assert decode_body(entry) == StockRequested(
        RESERVE, CABLE.sku, CABLE.name, 2, HAMBURG, "lena", counter.clock.now + 28 * 3_600_000, 1_499, "EUR", "standard"
    )
    assert changes.sync
    assert (here(counter), answer(counter).provisional) == (10, 0), "the centre decides, not the wish"
    reserve(CABLE.sku, 1)
    asked = body(counter)
    assert isinstance(asked, StockRequested)
    assert asked.location == HERE
    refused(lambda: reserve(CABLE.sku, 0), Code.QUANTITY_OUT_OF_RANGE)
    refused(lambda: reserve("no such", 1), Code.CODE_UNKNOWN)
    for place in (WEB, "nowhere", "\ud800"):
        refused(lambda place=place: reserve(CABLE.sku, 1, place), Code.LOCATION_UNKNOWN)


def test_telling_somebody_needs_their_word(counter: Shop) -> None:
    refused(lambda: counter.till.stock.notify(CABLE.sku, "display"), Code.CUSTOMER_MISSING)
    counter.till.customers.attach("lena")
    refused(lambda: counter.till.stock.notify(CABLE.sku, ""), Code.CONSENT_MISSING)
    counter.till.stock.notify(CABLE.sku, "display")
    asked = body(counter)
    assert isinstance(asked, StockRequested)
    assert asked.consent is not None
    assert (asked.what, asked.customer, asked.location, asked.consent.proof) == (NOTIFY, "lena", HERE, "display")


# --- not carried out ------------------------------------------------------------------------------------------------


def address(shop: Shop) -> Address | None:
    """The address that lies beside the cart, if any; that there is one at most is part of it."""
    beside = [data for name, data in shop.journal.states.items() if name.startswith(PERSONAL)]
    assert len(beside) <= 1
    return msgspec.json.decode(beside[0], type=Address) if beside else None


def delivering(shop: Shop) -> Shop:
    shop.till.sale.scan(CABLE.sku)
    shop.till.stock.deliver(HEADPHONES.sku, 1, WEB, "2026-12-02", HOME)
    return shop


def test_one_receipt_for_what_is_carried_out_sent_and_collected(counter: Shop) -> None:
    delivering(counter)
    priced, changes = counter.till.stock.elsewhere(CABLE.sku, 2, HAMBURG, "2026-11-28")
    assert changes.cart
    assert [line.line.fulfil for line in priced.lines] == [
        None, Fulfil(DELIVER, WEB, "2026-12-02"), Fulfil(STORE, HAMBURG, "2026-11-28"),
    ]  # fmt: skip
    done, changes = counter.till.checkout.pay_cash()
    assert changes.stock
    assert [line.fulfil is None for line in done.sale.lines] == [True, False, False]
    assert (here(counter), done.sale.total_minor) == (9, 3 * 1_499 + 44_900)
    counter.till.voiding.void_last("wrong", approved_by="Aylin Yilmaz")
    assert here(counter) == 10
    assert sum(one.reserved for of in counter.desk.own.known.moves.values() for one in of) == 0


def test_an_address_travels_beside_its_sale_and_nowhere_else(counter: Shop) -> None:
    delivering(counter)
    assert address(counter) == replace(HOME, name="Lena Hoffmann")
    cart = counter.desk.cart
    assert cart is not None
    assert "Torstraße" not in counter.journal.states[CART].decode()
    counter.till.checkout.start()
    counter.till.checkout.abandon()
    counter.till.stock.deliver(BATTERIES.sku, 1, WEB, "2026-12-02")  # goes where the first one goes
    seq = counter.till.checkout.pay_cash()[0].seq
    stored = counter.journal.entry(seq)
    assert stored is not None
    beside, _ = counter.till.outbox.personal([stored])
    assert list(beside) == [cart.sale_id]
    assert b"Lena Hoffmann" in beside[cart.sale_id]
    for one in counter.journal.entries[1:]:
        assert b"Hoffmann" not in one.line
    again = counter.restarted()
    assert address(again) is not None
    acknowledge(again, seq)
    assert address(again) is None


def test_the_address_goes_with_the_last_line_that_is_delivered_and_comes_back_with_it(counter: Shop) -> None:
    delivering(counter)
    counter.till.stock.deliver(BATTERIES.sku, 1, WEB, "2026-12-02")
    counter.till.sale.remove(3)
    assert address(counter) is not None
    removed, _ = counter.till.sale.remove(2)
    assert address(counter) is None
    counter.till.sale.scan(BAG.sku)
    counter.till.sale.restore(removed.before)
    assert address(counter) == replace(HOME, name="Lena Hoffmann")
    counter.till.checkout.pay_cash()


def test_a_basket_thrown_away_takes_the_address_with_it(counter: Shop) -> None:
    delivering(counter)
    counter.till.sale.discard()
    assert address(counter) is None
    counter.till.stock.deliver(CABLE.sku, 1, WEB, "2026-12-02", HOME)
    removed, _ = counter.till.sale.remove(1)
    assert (removed.cart, address(counter)) == (None, None)
    counter.till.sale.restore(removed.before)
    assert counter.desk.cart is not None
    assert PERSONAL + counter.desk.cart.sale_id in counter.journal.states
    assert address(counter) is not None


def test_the_undo_of_another_basket_brings_no_address(counter: Shop) -> None:
    delivering(counter)
    removed, _ = counter.till.sale.remove(2)
    counter.till.sale.discard()
    counter.till.sale.scan(BAG.sku)
    counter.till.sale.discard()
    counter.till.sale.restore(removed.before)
    assert address(counter) is None
    refused(counter.till.checkout.start, Code.ADDRESS_MISSING)
    refused(counter.till.checkout.pay_cash, Code.ADDRESS_MISSING)
    counter.till.stock.deliver(HEADPHONES.sku, 1, WEB, "2026-12-02", HOME)
    counter.till.checkout.pay_cash()


def test_delivery_needs_the_line_a_place_and_an_address(counter: Shop) -> None:
    deliver, elsewhere = counter.till.stock.deliver, counter.till.stock.elsewhere
    refused(lambda: deliver(CABLE.sku, 1, WEB, ""), Code.ADDRESS_MISSING)
    for part in ("name", "street", "postcode", "city"):
        refused(lambda part=part: deliver(CABLE.sku, 1, WEB, "", replace(HOME, **{part: " "})), Code.ADDRESS_MISSING)
    refused(lambda: deliver(CABLE.sku, 1, "nowhere", "", HOME), Code.LOCATION_UNKNOWN)
    refused(lambda: deliver("no such", 1, WEB, "", HOME), Code.CODE_UNKNOWN)
    refused(lambda: deliver(CABLE.sku, 0, WEB, "", HOME), Code.QUANTITY_OUT_OF_RANGE)
    refused(lambda: elsewhere(CABLE.sku, 1, WEB, ""), Code.LOCATION_UNKNOWN)
    online(counter, False)
    refused(lambda: deliver(CABLE.sku, 1, WEB, "", HOME), Code.DELIVERY_OFFLINE)
    refused(lambda: elsewhere(CABLE.sku, 1, HAMBURG, ""), Code.DELIVERY_OFFLINE)
    assert counter.desk.cart is None
    assert address(counter) is None


def test_a_long_address_is_cut_and_the_sale_still_reads_back(counter: Shop) -> None:
    long = Address("ä" * 5_000, "' OR 1=1; --", "\0", "תל אביב " * 100, "x" * 999)
    counter.till.stock.deliver(CABLE.sku, 1, WEB, "2026-12-02", long)
    kept = address(counter)
    assert kept is not None
    assert max(map(len, msgspec.structs.astuple(kept))) <= 80


def test_what_was_promised_with_the_line_can_be_paid_without_it(counter: Shop) -> None:
    delivering(counter)
    online(counter, False)
    counter.till.checkout.pay_cash()
    assert isinstance(body(counter), SaleCompleted)


def test_a_sale_that_handed_over_an_order_cannot_be_voided(counter: Shop) -> None:
    counter.till.sale.scan(BAG.sku)
    cart = counter.desk.cart
    assert cart is not None
    part = Line(9, CABLE.sku, CABLE.name, 1, 1_299, "standard", 9, fulfil=Fulfil(PICKUP, order="o-1"))
    counter.desk.commit(cart=replace(cart, lines=(*cart.lines, part)))
    sold = counter.till.checkout.pay_cash()[0].sale
    refusal = refused(lambda: counter.till.voiding.void_last("wrong"), Code.VOID_PICKUP)
    assert refusal.facts == {"receipt": sold.receipt}
    assert here(counter) == 10, "the hand-over moves it, not the line"
