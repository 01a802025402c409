"""What the back office does about customers: import, merge, export, erase, and what is forgotten unasked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, select

from pos.base.clock import Ids
from pos.base.errors import Code, Refused
from pos.central import demo, ledger, office, people_import, reconciliation, tables_pages
from pos.central.centre import Centre
from pos.central.channels import CartPut, ContactPut, CouponPut, CustomerPut
from pos.central.database import Database, insert_all
from pos.central.office import Order
from pos.central.refusal import Refusal
from pos.central.sheets import Sheet
from pos.central.tables import metadata
from pos.central.tables_people import PERSONAL
from pos.contract import FEED_LOYALTY, customers_stream, policy_stream
from pos.contract.people import AppCartLine, CustomerRow, HoldRequest, LoyaltyRow
from pos.domain import events
from pos.domain.customer import NEWSLETTER, Consent, Personal
from pos.domain.loyalty import Rules, Tier
from pos.domain.promotions import PERCENT, Promotion
from tests.central.actors import NOON, RULES, STORE, HandClock, Till
from tests.central.conftest import sqlite_database, with_stores

DEMO = Path(__file__).parents[2] / "resources" / "demo"
DAY_MS = 86_400_000
PERSON = Personal("Xantippe", "Zwirnerlein", "+4917604069077", "xan.zwirn@mail.example", "22998877", "de")
TRACES = ("antippe", "zwirn", "04069077", "22998877", "secret-proof", "Knopfkiste", "998877")


@pytest.fixture
def here(till: Till) -> Till:
    till.centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2000-01-01", RULES)))
    till.opened()
    return till


def ordered(centre: Centre, verb: str, **options: str) -> Any:
    return office.carry_out(centre, Order(verb, options))


def brought(centre: Centre, rows: str, **options: str) -> Any:
    (report,) = office.carry_out(centre, Order("import-customers", options, {}, {"customers.csv": rows.encode()}))
    return report


def row_of(till: Till, customer: str) -> CustomerRow:
    return till.centre.customer(till.token, customer).customers[-1]


def alive(till: Till) -> set[str]:
    items = till.centre.page(till.token, customers_stream(till.store), None, 2_000).items
    return {item.id for item in items if not item.deleted}


# --- merging ----------------------------------------------------------------------------------------------------------


def test_merging_adds_up_and_can_be_taken_back(here: Till) -> None:
    for name, total in (("a", 1_000), ("b", 2_000), ("c", 4_000)):
        here.sell_to(name, total)
    here.push()
    ordered(here.centre, "merge", customer="a", into="b")
    assert ordered(here.centre, "merge", customer="b", into="c").into == "c"
    assert [row_of(here, name).points for name in "abc"] == [70, 70, 70]
    here.sell_to("a", 8_000)
    here.push()
    assert row_of(here, "c").points == 150
    assert ordered(here.centre, "unmerge", customer="b").into == "b"
    assert [row_of(here, name).points for name in "abc"] == [110, 110, 40]
    assert ordered(here.centre, "unmerge", customer="a").into == "a"
    assert [row_of(here, name).points for name in "abc"] == [90, 20, 40]
    assert alive(here) == {"a", "b", "c"}


def test_merging_twice_or_with_oneself_changes_nothing(here: Till) -> None:
    here.sell_to("a", 1_000)
    here.sell_to("b", 1_000)
    here.push()
    for _ in range(2):
        assert ordered(here.centre, "merge", customer="a", into="b").into == "b"
    assert ordered(here.centre, "merge", customer="b", into="a").into == "b"
    assert row_of(here, "a").points == 20


@pytest.mark.parametrize(("verb", "status"), [("merge", 404), ("unmerge", 409)])
def test_what_cannot_be_merged(here: Till, verb: str, status: int) -> None:
    here.sell_to("a", 1_000)
    here.push()
    with pytest.raises(Refusal, match=str(status)):
        ordered(here.centre, verb, customer="a", into="nobody")


def test_a_blocked_customer_is_found_as_such(here: Till) -> None:
    here.sell_to("a", 1_000)
    here.push()
    ordered(here.centre, "block", customer="a")
    assert row_of(here, "a").state == "blocked"
    assert ordered(here.centre, "unblock", customer="a").state == "active"


# --- being forgotten --------------------------------------------------------------------------------------------------


def known_everywhere(here: Till) -> str:
    """Somebody of whom every table knows something."""
    id_ = here.enrols(PERSON, (Consent(NEWSLETTER, True, 5, "till", "display"),))
    here.sell_to(id_, 100_000, link="l1nk")
    here.write(events.CustomerOpened(id_, "contact"))
    here.push()
    key = here.centre.new_channel_key("web")
    signed = Consent(NEWSLETTER, True, 6, "web", "secret-proof")
    here.centre.put(key, "customers", id_, CustomerPut(NOON, consents=(signed,)))
    cart = CartPut(id_, NOON, "EUR", (AppCartLine("A1", "Knopfkiste", 1, 100),), STORE)
    here.centre.put(key, "carts", "k", cart)
    said = ContactPut(
        id_, NOON, "support", "Frau Zwirnerlein rief an", "wegen Knopfkiste", ref="Zwirn-1", matter="service"
    )
    here.centre.put(key, "contacts", "k", said)
    offer = Promotion("k", "Für Xantippe", PERCENT, value=100)
    here.centre.put(key, "coupons", "k", CouponPut(id_, "TC-Zwirn", "Für Xantippe", offer))
    here.centre.hold(here.token, HoldRequest("h", id_, 10))
    here.centre.run(lambda db: _on_the_pages(db, id_))
    return id_


def _on_the_pages(db: Connection, id_: str) -> None:
    """Subscriptions, one by address only, a sign-up, and a letter on its way."""
    texts = dict.fromkeys(("store", "receipt", "source", "language", "sentence"), "")
    times = {"asked_at": 1, "confirmed_at": None, "withdrawn_at": None}
    for whose, name in (("", "t1"), (id_, "t2")):
        row = {"token_hash": name, "email": PERSON.email, "customer": whose}
        insert_all(db, tables_pages.opt_in, [{**row, **texts, **times}])
    form = b'{"given":"Xantippe"}'
    signed_up: dict[str, Any] = {"token_hash": "t3", "seen_at": 1, "store": STORE, "customer": id_, "filled_at": 1}
    insert_all(db, tables_pages.join_request, [{**signed_up, "form": form}])
    letter = {"id": "m", "at": 1, "recipient": PERSON.email, "subject": "s", "body": "Xantippe"}
    insert_all(db, tables_pages.message, [{**letter, "state": "waiting", "sent_at": None}])


def dump(database: Database) -> dict[str, str]:
    with database.transaction() as db:
        return {
            table.name: "\n".join(
                " ".join(bytes(v).decode() if isinstance(v, bytes | memoryview) else str(v) for v in row)
                for row in db.execute(select(table))
            )
            for table in metadata.sorted_tables
        }


def test_nothing_personal_remains_of_who_is_erased(here: Till, database: Database) -> None:
    id_ = known_everywhere(here)
    before = dump(database)
    assert {name for name, text in before.items() if "wirn" in text} >= {
        "customer",
        "identifier",
        "contact",
        "feed_row",
    }
    answer = ordered(here.centre, "erase", customer=id_)
    assert (answer.customer, answer.records, answer.kept_receipts) == (id_, 1, 1)
    for name, text in dump(database).items():
        assert not [trace for trace in TRACES if trace.lower() in text.lower()], name
    assert alive(here) == set()
    with pytest.raises(Refusal, match="404"):
        here.centre.customer(here.token, id_)
    for kind, text in (("name", "zwirner"), ("card", PERSON.card), ("phone", PERSON.phone)):
        assert here.centre.customers(here.token, kind, text, 8).customers == ()
    with pytest.raises(Refusal, match="404"):
        ordered(here.centre, "erase", customer=id_)


def test_nothing_is_left_in_the_bytes_of_the_file(tmp_path: Path, clock: HandClock) -> None:
    database = sqlite_database(tmp_path)
    there = Till(with_stores(database, clock), clock)
    there.enrol()
    there.opened()
    id_ = known_everywhere(there)
    ordered(there.centre, "erase", customer=id_)
    database.close()
    left = (tmp_path / "centre.db").read_bytes().lower()
    assert [trace for trace in TRACES if trace.lower().encode() in left] == []
    assert not (tmp_path / "centre.db-wal").exists()


def test_books_and_chains_stand_after_somebody_was_erased(here: Till, database: Database) -> None:
    id_ = known_everywhere(here)
    ordered(here.centre, "erase", customer=id_)
    assert here.centre.run(lambda db: reconciliation.reconcile(db, NOON, None)).ok
    with database.transaction() as db:
        assert ledger.balances(db, (id_,)) == {id_: 1_000}


def test_what_a_till_says_later_of_who_was_erased_brings_nothing_back(here: Till, database: Database) -> None:
    id_ = known_everywhere(here)
    ordered(here.centre, "erase", customer=id_)
    here.sell_to(id_, 5_000)
    here.enrols(PERSON, (Consent(NEWSLETTER, True, 9, "till", "display"),), customer=id_)
    assert {outcome.status for outcome in here.push().outcomes} == {"applied"}
    for name, text in dump(database).items():
        assert not [trace for trace in TRACES if trace.lower() in text.lower()], name
    assert alive(here) == set()


def test_erasing_forgets_all_records_of_a_person(here: Till, database: Database) -> None:
    id_ = known_everywhere(here)
    here.sell_to("other", 1_000)
    here.push()
    ordered(here.centre, "merge", customer=id_, into="other")
    assert ordered(here.centre, "erase", customer="other").records == 2
    assert alive(here) == set()
    assert "wirn" not in "".join(dump(database).values()).lower()


def test_the_export_holds_everything(here: Till) -> None:
    id_ = known_everywhere(here)
    found = ordered(here.centre, "export", customer=id_)
    text = msgspec.json.encode(found).decode()
    assert all(trace in text for trace in ("Xantippe", PERSON.phone, PERSON.card, "secret-proof", "Knopfkiste"))
    assert [msgspec.json.decode(line)["kind"] for line in found.receipts] == ["sale.completed"]
    assert {name for name, rows in found.tables.items() if rows} >= {*PERSONAL, "ledger", "opening", "hold"}


# --- what ends by itself ----------------------------------------------------------------------------------------------


def test_points_end_once_the_oldest_first(here: Till, clock: HandClock) -> None:
    ending = Rules(version="v1", expire_after_days=30)
    here.centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2000-01-01", ending)))
    here.sell_to("a", 100_000)
    here.sell_to("a", 5_000, redeemed=600)
    here.push()
    row = row_of(here, "a")
    assert (row.points, row.expiring, row.expires_on) == (444, 444, "2026-12-23")
    clock.now += 30 * DAY_MS
    here.sign_in()
    assert ordered(here.centre, "maintain").expired == 0
    clock.now += DAY_MS
    here.sign_in()
    assert [ordered(here.centre, "maintain").expired for _ in range(2)] == [1, 0]
    assert (row_of(here, "a").points, row_of(here, "a").ledger[0].kind) == (0, "expire")


def test_who_was_not_seen_for_long_leaves_the_tills_copies(here: Till, clock: HandClock) -> None:
    here.sell_to("a", 1_000)
    here.push()
    clock.now += 400 * DAY_MS
    here.sign_in()
    assert ordered(here.centre, "maintain").ended == 0
    clock.now += DAY_MS
    here.sign_in()
    assert (ordered(here.centre, "maintain").ended, alive(here)) == (1, set())
    assert row_of(here, "a").points == 10  # the centre still knows
    assert ordered(here.centre, "maintain").ended == 0


def test_holds_are_forgotten_after_a_day(here: Till, clock: HandClock) -> None:
    here.sell_to("a", 1_000)
    here.push()
    here.centre.hold(here.token, HoldRequest("h", "a", 10, 60))
    assert ordered(here.centre, "maintain").holds == 0
    clock.now += 2 * DAY_MS
    assert ordered(here.centre, "maintain").holds == 1


# --- tables -----------------------------------------------------------------------------------------------------------


def test_customers_from_a_table_twice(here: Till) -> None:
    rows = (
        "customer,given,family,phone,email,card,store,verified,points,consents\n"
        "c1,Lena,Hoffmann,0176 040690 77,LENA@mail.example,2204 8817,S0042,1,250,"
        "newsletter 2024-03-01 web doi;-calls 2024-03-02\n"
        "c2,Jan,Müller,,,,S0043,,,\n"
    )
    first = brought(here.centre, rows)
    assert (first.added, first.changed, first.unchanged, first.refused) == (2, 0, 0, ())
    row = row_of(here, "c1")
    assert (row.points, row.card_end, [(c.purpose, c.given) for c in row.consents]) == (
        250, "8817", [("newsletter", True), ("calls", False)],
    )  # fmt: skip
    assert here.centre.contact(here.token, "c1").phone == "+4917604069077"
    assert alive(here) == {"c1"}
    again = brought(here.centre, rows.replace("Müller", "Meyer"))
    assert (again.added, again.changed, again.unchanged) == (0, 1, 1)
    assert row_of(here, "c1") == row
    assert [r.id for r in here.centre.customers(here.token, "name", "meye", 8).customers] == ["c2"]
    assert here.centre.customers(here.token, "name", "mull", 8).customers == ()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (",A,,,,,", "customer-not-an-id"),
        ("a b,A,,,,,", "customer-not-an-id"),
        ("c1,A,12,,,,", "phone-invalid"),
        ("c1,A,,nobody,,,", "email-invalid"),
        ("c1,A,,,1234,,", "card-invalid"),
        ("c1,A,,,,sleeping,", "state-unknown"),
        ("c1,A,,,,,gossip 2024-01-01", "consent-unreadable"),
        ("c1,A,,,,,newsletter yesterday", "date-unreadable"),
        ("ok,A,,,,,", "twice"),
        ("c2,B,,,22000001,,", "card-twice"),
    ],
)
def test_rows_that_are_no_customer(here: Till, cells: str, reason: str) -> None:
    head = "customer,given,phone,email,card,state,consents\nok,Good,,,22000001,,\n"
    report = brought(here.centre, head + cells + "\n", store=STORE)
    assert [fault.reason for fault in report.refused] == [reason]
    assert report.added == 1


@pytest.mark.parametrize("store", ["", "S9999"])
def test_a_home_store_must_be_said_if_there_are_several(here: Till, store: str) -> None:
    with pytest.raises(Refused) as refused:
        brought(here.centre, "customer,given\nc1,A\n", store=store)
    assert refused.value.code == Code.SETTING_INVALID


HISTORY = """invoice_no,customer_id,invoice_date,quantity,unit_price_gbp,description
1,c1,2010-12-01T08:26:00,10,60.00,LAMP
1,c1,2010-12-01T08:26:00,1,0.99,BAG
2,c1,2011-02-01T08:26:00,10,60.00,LAMP
3,c1,2011-03-01T08:26:00,10,10.05,CLOCK
C4,c1,2011-03-02T08:26:00,-1,10.05,CLOCK
5,,2011-12-09T12:00:00,1,1.00,NOBODY
6,c2,2011-12-09T12:00:00,1,5.00,BOX
"""


def test_history_earns_by_the_rules_and_the_tier_of_its_time(here: Till) -> None:
    files = {"c.csv": b"customer\nc1\nc2\n", "h.csv (history)": HISTORY.encode()}
    order = Order("import-customers", {"store": STORE, "until": "2026-11-22", "history": "yes"}, {}, files)
    for _ in range(2):
        office.carry_out(here.centre, order)
    row = row_of(here, "c1")
    # 600 at no tier; 600 at Silver; 100 at Gold (125 %); 10 back at Gold, 12.5 halves up.
    assert [(m.kind, m.points) for m in reversed(row.ledger)] == [
        ("earn", 600), ("earn", 600), ("earn", 125), ("void", -13),
    ]  # fmt: skip
    assert row.points == 600 + 600 + 125 - 13
    assert row.revenue_minor == 60_000 + 10_050 - 1_005 and row.tier == "Silver"
    last = row_of(here, "c2").contacts[0]
    assert date.fromtimestamp(last.at_ms // 1000) == date(2026, 11, 20)  # a Friday, as 2011-12-09 was
    assert (last.kind, last.title, last.detail) == ("order", "6", "BOX")


def test_the_rules_of_points_reach_every_store_and_never_change(here: Till, centre: Centre) -> None:
    rows = "version,valid_from,earn_points,earn_amount,tiers\nx1,2030-01-01,2,1.50,Gold 1000 125;Platin 2000.50\n"

    def bring(table: str) -> Any:
        (report,) = office.carry_out(centre, Order("import-loyalty", {}, {}, {"l.csv": table.encode()}))
        return report

    assert bring(rows).added == 1
    assert bring(rows).unchanged == 1
    assert [fault.reason for fault in bring(rows.replace("1.50", "2.00")).refused] == ["version-known"]
    items = centre.page(here.token, policy_stream(STORE), None, 100).items
    fed = [msgspec.json.decode(item.d, type=LoyaltyRow) for item in items if item.k == FEED_LOYALTY]
    x1 = next(one.rules for one in fed if one.rules.version == "x1")
    assert x1 == Rules("x1", 2, 150, tiers=(Tier("Gold", 100_000, 12_500), Tier("Platin", 200_050)))
    bad = "version,valid_from,tiers\n,2030-01-01,\nx2,someday,\nx3,2030-01-01,Gold\nx4,2030-01-01,Gold 1 2 3\n"
    assert len(bring(bad).refused) == 4


def test_the_demo_knows_its_customers(database: Database, clock: HandClock) -> None:
    with database.transaction() as db:
        reports = demo.fill(db, DEMO, clock.now)
        assert [report.refused for report in reports] == [()] * len(reports)
    centre = Centre(database.transaction, clock, Ids(clock))
    till = Till(centre, clock)
    till.enrol()
    (lena,) = centre.customers(till.token, "card", "22048817", 8).customers
    assert (f"{lena.given} {lena.family}", lena.tier, lena.points, lena.demo) == ("Lena Hoffmann", "Gold", 2_480, True)
    assert len(lena.carts[0].lines) == 2 and len(lena.coupons) == 2 and len(lena.matters) == 2
    assert len(lena.consents) == 4 and lena.id in alive(till)
    with database.transaction() as db:
        table = Sheet("c.csv", (DEMO / "customer_names.csv").read_bytes())
        again = people_import.import_customers(db, table, people_import.Options(STORE), clock.now)
    assert (again.added, again.refused) == (0, ())
