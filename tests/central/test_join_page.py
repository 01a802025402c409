"""Signing up with one's own telephone while the till waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from pos.base.clock import Ids
from pos.central import importing, joins, newsletter, office
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.sheets import Sheet
from pos.central.tables_pages import join_request
from pos.contract import customers_stream, from_json
from pos.contract.people import CustomerRow, CustomersAnswer
from pos.domain.customer import CALLS, NEWSLETTER, OFFERS, Personal
from tests.central.actors import HandClock, Till
from tests.central.conftest import STORES
from tests.central.visitors import Telephone, read_at, words

TOKEN = "8f14e45fceea167a5a36dedd4bea2543"
LENA = {"given": "Lena", "family": "Müller-Hoffmann", "phone": "0151 12344720"}
MINUTE_MS = 60_000


@pytest.fixture
def phone(centre: Centre, clock: HandClock, tmp_path: Path) -> Telephone:
    read_at(centre, clock)
    return Telephone(centre, tmp_path / "letters")


def poll(phone: Telephone, till: Till, token: str = TOKEN) -> CustomerRow | str:
    answer = phone.ask("GET", f"/v1/joins/{token}", headers={"Authorization": f"Bearer {till.token}"})
    if answer.status_code != 200:
        assert answer.status_code == 404
        return str(answer.json()["code"])
    (row,) = from_json(answer.content, CustomersAnswer).customers
    return row


def test_the_till_asks_until_somebody_has_signed_up(till: Till, phone: Telephone) -> None:
    assert poll(phone, till) == "join-open"
    page = phone.get(f"/join/{TOKEN}")
    assert page.status_code == 200 and "Kundenkonto anlegen" in words(page) and "checked" not in page.text
    done = phone.post(f"/join/{TOKEN}", **LENA, offers="yes", calls="yes")
    assert "Willkommen!" in words(done)
    row = poll(phone, till)
    assert isinstance(row, CustomerRow)
    assert (row.given, row.family, row.phone) == ("Lena", "Müller-Hoffmann", "+49151 ··· 4720")
    assert (row.since, row.demo, row.id) == ("2026-11-23", True, joins.customer_id(TOKEN))
    assert {one.purpose: (one.given, one.source) for one in row.consents} == {
        OFFERS: (True, "join"), CALLS: (True, "join")
    }  # fmt: skip
    assert row.consents[0].proof.startswith("own telephone: Retailer darf")
    assert poll(phone, till) == row
    feed = till.centre.page(till.token, customers_stream(till.store), None, 10)
    assert [item.id for item in feed.items] == [row.id]


def test_a_form_filled_in_before_the_till_could_ask(till: Till, phone: Telephone) -> None:
    phone.post(f"/join/{TOKEN}", **LENA)
    assert till.centre.page(till.token, customers_stream(till.store), None, 10).items == ()
    row = poll(phone, till)
    assert isinstance(row, CustomerRow) and row.given == "Lena"


def test_what_no_till_asks_for_is_forgotten(till: Till, phone: Telephone, clock: HandClock, centre: Centre) -> None:
    phone.post(f"/join/{TOKEN}", **LENA, email="lena@example.org", newsletter="yes")
    clock.now += joins.VALID_MS + 1
    assert poll(phone, till) == "join-over"
    assert phone.mail() == []
    assert till.centre.customers(till.token, "name", "Lena", 5).customers == ()


def test_maintenance_forgets_what_nobody_came_for(
    phone: Telephone, clock: HandClock, centre: Centre, count: Callable[[str], int]
) -> None:
    phone.post(f"/join/{TOKEN}", **LENA)
    clock.now += joins.VALID_MS + 1
    office.carry_out(centre, office.Order("maintain"))
    with_form = select(join_request.c.form).where(join_request.c.form != b"")
    assert centre.run(lambda db: db.execute(with_form).all()) == []
    assert count("join_request") == 1
    clock.now += joins.KEPT_MS
    office.carry_out(centre, office.Order("maintain"))
    assert count("join_request") == 0


def test_a_code_is_good_for_fifteen_minutes(till: Till, phone: Telephone, clock: HandClock) -> None:
    assert poll(phone, till) == "join-open"
    clock.now += 15 * MINUTE_MS
    late = phone.get(f"/join/{TOKEN}")
    assert late.status_code == 410 and "Dieser Code gilt nicht mehr" in words(late)
    assert phone.post(f"/join/{TOKEN}", **LENA).status_code == 410
    assert poll(phone, till) == "join-over"


def test_who_was_made_in_time_is_told_later_too(till: Till, phone: Telephone, clock: HandClock) -> None:
    poll(phone, till)
    phone.post(f"/join/{TOKEN}", **LENA)
    clock.now += 20 * MINUTE_MS
    till.sign_in()
    assert isinstance(poll(phone, till), CustomerRow)
    assert "Willkommen!" in words(phone.get(f"/join/{TOKEN}"))


def test_a_second_form_changes_nothing(till: Till, phone: Telephone) -> None:
    poll(phone, till)
    for name in ("Lena", "Mia"):
        assert "Willkommen!" in words(phone.post(f"/join/{TOKEN}", **{**LENA, "given": name}))
    row = poll(phone, till)
    assert isinstance(row, CustomerRow) and row.given == "Lena"


def test_another_store_does_not_get_the_answer(till: Till, phone: Telephone, centre: Centre, clock: HandClock) -> None:
    other = Till(centre, clock, "T01", "S0043", seed=2)
    other.enrol()
    poll(phone, till)
    phone.post(f"/join/{TOKEN}", **LENA)
    assert poll(phone, other) == "join-over"
    assert isinstance(poll(phone, till), CustomerRow)


def test_the_newsletter_waits_for_the_mailbox_here_too(till: Till, phone: Telephone) -> None:
    poll(phone, till)
    done = phone.post(f"/join/{TOKEN}", **LENA, email="Lena@Example.org", newsletter="yes")
    assert "E-Mail zur Bestätigung" in words(done)
    row = poll(phone, till)
    assert isinstance(row, CustomerRow) and row.consents == ()
    phone.post(phone.link(), do="confirm")
    row = poll(phone, till)
    assert isinstance(row, CustomerRow)
    assert [(one.purpose, one.source) for one in row.consents] == [(NEWSLETTER, "join")]


def test_a_letter_goes_when_the_till_asks(till: Till, phone: Telephone, centre: Centre) -> None:
    phone.post(f"/join/{TOKEN}", **LENA, email="lena@example.org", newsletter="yes")
    assert phone.mail() == []
    poll(phone, till)
    phone.post(phone.link(), do="confirm")
    row = poll(phone, till)
    assert isinstance(row, CustomerRow) and row.consents[0].purpose == NEWSLETTER
    assert centre.run(newsletter.subscribed) == []


def test_nobody_is_merged_by_what_they_typed(till: Till, phone: Telephone) -> None:
    till.opened()
    known = till.enrols(Personal("Lena", "Müller", "+4915112344720", "", "22048817", "de"))
    till.push()
    poll(phone, till)
    phone.post(f"/join/{TOKEN}", **LENA)
    row = poll(phone, till)
    assert isinstance(row, CustomerRow) and row.id != known
    assert len(till.centre.customers(till.token, "phone", "+4915112344720", 5).customers) == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"given": " "}, "Vor- und Nachnamen"),
        ({"family": ""}, "Vor- und Nachnamen"),
        ({"phone": ""}, "Bitte E-Mail oder Telefon angeben"),
        ({"phone": "12"}, "Diese Nummer kann nicht stimmen"),
        ({"email": "lena"}, "Das ist keine E-Mail-Adresse"),
        ({"newsletter": "yes"}, "brauchen wir eine E-Mail-Adresse"),
        ({"phone": "", "email": "lena@example.org", "calls": "yes"}, "brauchen wir eine Telefonnummer"),
        ({"given": "x" * 9_000}, "Das Formular kam nicht richtig an"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(
    till: Till, phone: Telephone, change: dict[str, str], says: str
) -> None:
    poll(phone, till)
    answer = phone.post(f"/join/{TOKEN}", **{**LENA, "offers": "yes", **change})
    assert answer.status_code == 422 and says in words(answer)
    if len(change.get("given", "")) < 9_000:
        assert 'name="offers" value="yes" checked="checked"' in answer.text
    assert poll(phone, till) == "join-open"


def test_a_telephone_needs_its_country_where_there_are_several(
    centre: Centre, clock: HandClock, tmp_path: Path
) -> None:
    more = STORES + b"S0099,Retailer,Venlo,Straat 1,5911 Venlo,NL,EUR,Europe/Amsterdam,included,DEMO,nl,true\n"
    centre.run(lambda db: importing.import_stores(db, Sheet("stores.csv", more), clock.now))
    phone = Telephone(centre, tmp_path / "letters")
    assert phone.post(f"/join/{TOKEN}", **LENA).status_code == 422
    assert phone.post(f"/join/{TOKEN}", **{**LENA, "phone": "+49 151 12344720"}).status_code == 200


def test_what_is_no_token(till: Till, phone: Telephone) -> None:
    for token in ("short", "ü" * 22, "a" * 65, "a b" * 10):
        assert phone.get(f"/join/{token}").status_code == 404
        assert phone.post(f"/join/{token}", **LENA).status_code == 404
        assert poll(phone, till, token) == "join-over"


def test_a_centre_without_stores_has_no_form(database: Database, clock: HandClock, tmp_path: Path) -> None:
    empty = Centre(database.transaction, clock, Ids(clock))
    assert Telephone(empty, tmp_path).get(f"/join/{TOKEN}").status_code == 404


def test_only_a_till_may_ask(phone: Telephone) -> None:
    assert phone.get(f"/v1/joins/{TOKEN}").status_code == 401


def test_made_up_codes_are_guesses(phone: Telephone) -> None:
    answers = [phone.get(f"/join/{n:032x}").status_code for n in range(31)]
    assert answers == [200] * 30 + [429]


def test_tokens_of_yesterday_are_gone(till: Till, phone: Telephone, clock: HandClock) -> None:
    poll(phone, till)
    phone.post(f"/join/{TOKEN}", **LENA)
    clock.now += joins.KEPT_MS + 1
    till.sign_in()
    assert poll(phone, till) == "join-open"
