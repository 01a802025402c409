"""Newsletter from a receipt: nothing ticked, nothing counted before the mailbox has confirmed, and no receipt says who
somebody is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pos.central import customers, newsletter, outbox
from pos.central.centre import Centre
from pos.central.outbox import Folder
from pos.central.web import Pages
from pos.contract.people import CustomerRow
from pos.domain.customer import EMAIL, NEWSLETTER, Identifier, Personal
from pos.domain.events import SaleCompleted
from tests.central.actors import HandClock, Till
from tests.central.visitors import Telephone, linked, page_of, read_at, words

ADDRESS = "lena.hof@example.org"
BARE = Personal("Lena", "Müller", "", "", "22048817", "de")
SENTENCE = "Ja, Retailer darf mir Neuheiten und Angebote per E-Mail schicken. Ich kann das jederzeit widerrufen."
HOUR_MS = 3_600_000


@pytest.fixture
def phone(centre: Centre, clock: HandClock, tmp_path: Path) -> Telephone:
    read_at(centre, clock)
    return Telephone(centre, tmp_path / "letters")


@pytest.fixture
def here(till: Till) -> Till:
    till.opened()
    return till


@pytest.fixture
def sale(here: Till) -> SaleCompleted:
    """To nobody in particular."""
    one = linked(here)
    here.push()
    return one


def bought_by(here: Till, who: Personal, link: str = "0123456789abcde") -> tuple[str, SaleCompleted]:
    id_ = here.enrols(who)
    one = here.sell_to(id_, 5_000, link=link)
    here.push()
    return id_, one


def row_of(here: Till, id_: str) -> CustomerRow:
    here.sign_in()
    return here.centre.customer(here.token, id_).customers[-1]


def ask(phone: Telephone, sale: SaleCompleted, email: str = ADDRESS) -> int:
    return phone.post(f"{page_of(sale)}/newsletter", email=email, agree="yes").status_code


def test_nothing_is_ticked_and_the_whole_sentence_stands_there(phone: Telephone, sale: SaleCompleted) -> None:
    answer = phone.get(page_of(sale))
    assert SENTENCE in words(answer) and "checked" not in answer.text
    assert answer.text.count('type="checkbox"') == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"email": ADDRESS}, "Bitte setzen Sie das Häkchen"),
        ({"email": "no address", "agree": "yes"}, "Das ist keine E-Mail-Adresse"),
        ({"agree": "yes"}, "Das ist keine E-Mail-Adresse"),
        ({"email": f'"><b>{ADDRESS}', "agree": "no"}, "Bitte setzen Sie das Häkchen"),
        ({"email": "x" * 9_000, "agree": "yes"}, "Das Formular kam nicht richtig an"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    phone: Telephone, sale: SaleCompleted, fields: dict[str, str], says: str
) -> None:
    answer = phone.post(f"{page_of(sale)}/newsletter", **fields)
    assert answer.status_code == 422 and says in words(answer)
    if fields.get("email") == ADDRESS:
        assert f'value="{ADDRESS}"' in answer.text
    assert phone.mail() == []


def test_another_kind_of_body_is_no_form(phone: Telephone, sale: SaleCompleted) -> None:
    for body, kind in (
        (b'{"email": "a@b.example"}', "application/json"),
        (b"\xff", "application/x-www-form-urlencoded"),
    ):
        answer = phone.ask("POST", f"{page_of(sale)}/newsletter", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 422


def test_the_form_needs_the_secret_of_its_receipt(phone: Telephone, sale: SaleCompleted) -> None:
    wrong = f"/r/{sale.receipt}/{'f' * 15}/newsletter"
    assert phone.post(wrong, email=ADDRESS, agree="yes").status_code == 404
    assert phone.mail() == []


def test_only_the_click_in_the_letter_counts(here: Till, phone: Telephone, clock: HandClock) -> None:
    id_, sale = bought_by(here, BARE)
    answer = phone.post(f"{page_of(sale)}/newsletter", email=f" {ADDRESS.upper()} ", agree="yes")
    assert answer.status_code == 200 and "Bitte sehen Sie in Ihr Postfach" in words(answer)
    (letter,) = phone.mail()
    assert f"To: {ADDRESS}" in letter and "https://receipts.example/c/" in letter
    looked = phone.get(phone.link())  # as a program does that looks at links before their reader
    assert SENTENCE in words(looked) and row_of(here, id_).consents == ()
    clock.now += 5_000
    done = phone.post(phone.link(), do="confirm")
    assert "Sie sind angemeldet" in words(done) and "23.11.2026 12:00" in words(done)
    row = row_of(here, id_)
    (consent,) = row.consents
    assert (consent.purpose, consent.given, consent.at_ms) == (NEWSLETTER, True, clock.now)
    assert (consent.source, consent.proof) == ("receipt", f"double-opt-in: {SENTENCE}")
    assert row.email == "lena···@example.org"
    assert [(one.kind, one.channel) for one in row.contacts if one.kind == "newsletter"] == [("newsletter", "web")]
    assert here.centre.run(lambda db: customers.find(db, EMAIL, ADDRESS, 5)) == [id_]
    clock.now += 5_000
    phone.post(phone.link(), do="confirm")
    assert row_of(here, id_) == row


def test_the_same_link_withdraws(here: Till, phone: Telephone, clock: HandClock) -> None:
    id_, sale = bought_by(here, BARE)
    ask(phone, sale)
    phone.post(phone.link(), do="confirm")
    clock.now += 90 * 24 * HOUR_MS
    assert "Abmelden" in words(phone.get(phone.link()))
    for _ in range(2):
        assert "Sie sind abgemeldet" in words(phone.post(phone.link(), do="withdraw"))
    assert [(one.purpose, one.given) for one in row_of(here, id_).consents] == [(NEWSLETTER, False)]
    phone.post(phone.link(), do="confirm")
    assert "Sie sind abgemeldet" in words(phone.get(phone.link()))


def test_without_a_customer_the_address_stands_alone(phone: Telephone, sale: SaleCompleted, centre: Centre) -> None:
    ask(phone, sale)
    assert centre.run(newsletter.subscribed) == []
    phone.post(phone.link(), do="confirm")
    assert centre.run(newsletter.subscribed) == [ADDRESS]
    phone.post(phone.link(), do="withdraw")
    assert centre.run(newsletter.subscribed) == []


def test_who_says_no_before_saying_yes_is_forgotten(phone: Telephone, sale: SaleCompleted) -> None:
    ask(phone, sale)
    assert phone.post(phone.link(), do="withdraw").status_code == 404
    assert phone.get(phone.link()).status_code == 404


def test_a_receipt_that_was_found_changes_nobodys_address(here: Till, phone: Telephone, centre: Centre) -> None:
    id_, sale = bought_by(here, Personal("Lena", "Müller", "", "own@example.org", "22048817", "de"))
    ask(phone, sale, "finder@example.org")
    phone.post(phone.link(), do="confirm")
    row = row_of(here, id_)
    assert row.consents == () and row.email == "o···@example.org"
    assert centre.run(newsletter.subscribed) == ["finder@example.org"]


def test_the_word_counts_for_whoever_owns_the_address(here: Till, phone: Telephone, centre: Centre) -> None:
    owner = here.enrols(Personal("Mia", "Vogt", "", "", "22048825", "de"))
    buyer, sale = bought_by(here, BARE)
    centre.run(lambda db: customers.identify(db, owner, Identifier(EMAIL, ADDRESS), "web", 1))
    ask(phone, sale)
    phone.post(phone.link(), do="confirm")
    assert [one.purpose for one in row_of(here, owner).consents] == [NEWSLETTER]
    assert row_of(here, buyer).consents == () and row_of(here, buyer).state == "active"


def test_a_link_is_good_for_two_days(phone: Telephone, sale: SaleCompleted, centre: Centre, clock: HandClock) -> None:
    ask(phone, sale)
    clock.now += newsletter.CONFIRM_MS + 1
    assert phone.post(phone.link(), do="confirm").status_code == 404
    assert centre.run(newsletter.subscribed) == []


def test_nobody_gets_more_than_three_letters_a_day(phone: Telephone, sale: SaleCompleted, clock: HandClock) -> None:
    said = [ask(phone, sale, f"{n}@example.org") for n in range(4)]
    assert said == [200, 200, 200, 429] and len(phone.mail()) == 3
    clock.now += newsletter.DAY_MS
    assert ask(phone, sale) == 200


def test_a_link_that_nobody_sent(phone: Telephone) -> None:
    for token in ("f" * 48, "é" * 10, "-" * 20, "a" * 65):
        assert phone.get(f"/c/{token}").status_code == 404


def test_the_name_in_a_request_never_steers_a_letter(
    centre: Centre, here: Till, clock: HandClock, tmp_path: Path
) -> None:
    """As long as the store has not said where its receipts are read, only this machine may."""
    read_at(centre, clock, "")
    sale = linked(here)
    here.push()
    stranger = Telephone(centre, tmp_path / "stranger", host="evil.example", peer="127.0.0.1")
    assert "E-Mail-Adresse" not in words(stranger.get(page_of(sale)))
    assert ask(stranger, sale) == 422 and stranger.mail() == []
    local = Telephone(centre, tmp_path / "local", host="127.0.0.1:8400", peer="127.0.0.1")
    assert ask(local, sale) == 200
    assert "http://127.0.0.1:8400/c/" in local.mail()[0]


def test_pages_below_another_path_lead_to_themselves(
    centre: Centre, here: Till, clock: HandClock, tmp_path: Path
) -> None:
    read_at(centre, clock, "https://shop.example/receipts/")
    sale = linked(here)
    here.push()
    phone = Telephone(centre, tmp_path / "letters")
    assert f'action="/receipts{page_of(sale)}/newsletter#newsletter"' in phone.get(page_of(sale)).text
    form = {"email": ADDRESS, "agree": "yes"}
    answer = phone.ask("POST", f"{page_of(sale)}/newsletter", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/receipts{page_of(sale)}?asked#newsletter")
    assert "https://shop.example/receipts/c/" in phone.mail()[0]


# --- letters ------------------------------------------------------------------------------------------------------


@pytest.mark.noise("message .* waits: ")
def test_a_letter_waits_until_it_can_go(
    centre: Centre, phone: Telephone, sale: SaleCompleted, tmp_path: Path, clock: HandClock
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    ask(Telephone(centre, blocked), sale, "first@example.org")
    clock.now += 1_000
    ask(phone, sale, "second@example.org")
    assert sorted(re.findall(r"To: (\w+)", " ".join(phone.mail()))) == ["first", "second"]
    assert centre.run(lambda db: outbox.waiting(db, clock.now)) == []


def test_without_a_carrier_letters_wait_and_end_with_their_links(
    centre: Centre, sale: SaleCompleted, clock: HandClock, tmp_path: Path
) -> None:
    read_at(centre, clock)
    pages = Pages(centre, None)
    assert pages.deliver() == 0
    centre.run(lambda db: outbox.put(db, outbox.Message("m", clock.now, ADDRESS, "s", "b")))
    assert pages.deliver() == 0
    clock.now += outbox.KEPT_MS + 1
    assert centre.run(lambda db: outbox.waiting(db, clock.now)) == []


def test_a_letter_is_for_its_owner_only(tmp_path: Path, clock: HandClock) -> None:
    Folder(tmp_path / "new" / "letters").carry(outbox.Message("m1", clock.now, ADDRESS, "Grüße", "Guten Tag\n"))
    (file,) = (tmp_path / "new" / "letters").iterdir()
    assert file.name == "m1.eml" and file.stat().st_mode & 0o077 == 0
    assert b"Auto-Submitted: auto-generated" in file.read_bytes()


def test_nothing_of_a_person_remains(here: Till, phone: Telephone, centre: Centre, clock: HandClock) -> None:
    id_, sale = bought_by(here, BARE)
    ask(phone, sale)
    link = phone.link()
    phone.post(link, do="confirm")
    centre.run(lambda db: outbox.put(db, outbox.Message("m", clock.now, ADDRESS, "s", "b")))
    centre.run(lambda db: newsletter.forget(db, [id_], []))
    assert phone.get(link).status_code == 404
    assert centre.run(lambda db: outbox.waiting(db, clock.now)) == []
