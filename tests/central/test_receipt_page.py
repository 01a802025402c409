"""The digital receipt: what it shows, to whom, in which language, and what it never gives away."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from pos.central import ledger, web
from pos.central.centre import Centre
from pos.central.tables_people import customer
from pos.central.web import WINDOW_MS
from pos.contract.people import LoyaltyRow
from pos.domain import events
from pos.domain.customer import ERASED, Personal
from pos.domain.receipt import receipt_number, void
from tests.central.actors import RULES, HandClock, Till
from tests.central.visitors import CHOCOLATE, HEADPHONES, LINK, Telephone, linked, page_of, read_at, rich, words

LENA = Personal("Lena", "Müller-Hoffmann", "+4915112344720", "lena.hof@example.org", "22048817", "de")
DAY_MS = 86_400_000
TOKENS = Path(__file__).parents[2] / "resources/design/tokens.json"


@pytest.fixture(autouse=True)
def rules(centre: Centre, clock: HandClock) -> None:
    centre.run(lambda db: ledger.save_rules(db, LoyaltyRow("2020-01-01", RULES)))
    read_at(centre, clock)


@pytest.fixture
def here(till: Till) -> Till:
    till.opened()
    return till


@pytest.fixture
def phone(centre: Centre, tmp_path: Path) -> Telephone:
    return Telephone(centre, tmp_path / "letters")


def test_it_shows_what_was_bought_paid_and_earned_but_not_by_whom(here: Till, phone: Telephone) -> None:
    id_ = here.enrols(LENA)
    here.sell_to(id_, 200_000)
    sale = rich(here, id_)
    here.push()
    answer = phone.get(page_of(sale))
    said = words(answer)
    assert answer.status_code == 200
    for part in (
        "Retailer", "Berlin", "Demo – kein echter Kauf", sale.receipt, "23.11.2026 12:00", "122,46\xa0€",
        HEADPHONES, "3 × 49,99\xa0€", "3 für 2 & mehr −30,00\xa0€", CHOCOLATE, "Sie haben 30,00\xa0€ gespart",
        "19\xa0% 100,82 19,15 119,97", "7\xa0% 2,33 0,16 2,49", "Punkte (500) 5,00\xa0€", "Karte 117,26\xa0€",
        "Bar 0,50\xa0€", "Rückgeld −0,30\xa0€", "1.617 Ihr Punktestand, Stand 23.11.2026 12:00",
        "Mit diesem Kauf +117", "Eingelöst −500 (5,00\xa0€)", "Bis 23.12.2026", "Steuernummer DEMO",
    ):  # fmt: skip
        assert " ".join(part.split()) in said, part
    for part in (LENA.given, LENA.family, LENA.phone, LENA.email, LENA.card, id_, "Mara"):
        assert part not in answer.text


def test_a_sale_to_nobody_shows_no_points(here: Till, phone: Telephone) -> None:
    sale = linked(here)
    here.push()
    assert "Punkte" not in words(phone.get(page_of(sale)))


def test_nobody_is_left_of_an_erased_customer(here: Till, phone: Telephone, centre: Centre) -> None:
    sale = rich(here, here.enrols(LENA))
    here.push()
    assert "Ihr Punktestand" in words(phone.get(page_of(sale)))
    centre.run(lambda db: db.execute(update(customer).values(state=ERASED)))
    assert "Ihr Punktestand" not in words(phone.get(page_of(sale)))


@pytest.mark.parametrize(
    ("wish", "language", "says"),
    [
        ("en-US,en;q=0.9,de;q=0.8", "en", "Digital receipt"),
        ("nl", "nl", "Digitale bon"),
        ("fr-FR, nl;q=0.3, en;q=0.2", "nl", "Digitale bon"),
        ("fr;q=1, de;q=0, en;q=0.1", "en", "Digital receipt"),
        ("fr", "de", "Digitaler Beleg"),
        ("", "de", "Digitaler Beleg"),
        ("en;q=nonsense, *;q=0.1", "de", "Digitaler Beleg"),
    ],
)
def test_it_speaks_the_readers_language_else_the_stores(
    here: Till, phone: Telephone, wish: str, language: str, says: str
) -> None:
    sale = linked(here)
    here.push()
    answer = phone.get(page_of(sale), wish)
    assert f'<html lang="{language}">' in answer.text and says in words(answer)


def test_headers_let_nothing_in_and_nothing_out(here: Till, phone: Telephone) -> None:
    sale = linked(here)
    here.push()
    unsent = f"/r/{sale.receipt[:-6]}000002/{LINK}"
    for path in (page_of(sale), unsent, "/r/x/y", "/c/x", "/join/x", f"/join/{'t' * 24}"):
        headers = phone.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy.pop("style-src").startswith("'sha256-")
        assert policy == {
            "default-src": "'none'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'"
        }  # fmt: skip
        assert headers["referrer-policy"] == "no-referrer" and "no-store" in headers["cache-control"]
        assert "noindex" in headers["x-robots-tag"] and headers["x-content-type-options"] == "nosniff"


def test_a_wrong_secret_is_no_receipt(here: Till, phone: Telephone) -> None:
    sale = linked(here)
    here.push()
    for path in (
        f"/r/{sale.receipt}/{LINK[:-1]}0", f"/r/{sale.receipt}/{LINK}0", f"/r/{sale.receipt}/{LINK.upper()}",
        f"/r/{sale.receipt}/é", f"/r/{sale.receipt}%00/{LINK}", f"/r/{'9' * 5000}/{LINK}",
    ):  # fmt: skip
        answer = phone.get(path)
        assert (answer.status_code, "Hier ist nichts" in words(answer)) == (404, True), path


def test_a_sale_without_a_link_has_no_page(here: Till, phone: Telephone) -> None:
    sale = here.sale()
    here.write(sale, id=sale.sale)
    here.push()
    assert phone.get(f"/r/{sale.receipt}/{LINK}").status_code == 404


def test_a_link_a_till_made_up_breaks_nothing(here: Till, phone: Telephone) -> None:
    sale = linked(here, link="é" * 15)
    here.push()
    assert phone.get(f"/r/{sale.receipt}/{LINK}").status_code == 404


def test_a_receipt_on_its_way_says_so_and_asks_again(here: Till, phone: Telephone, clock: HandClock) -> None:
    here.push()
    sale = linked(here)
    clock.now += 60_000
    answer = phone.get(page_of(sale))
    said = words(answer)
    assert answer.status_code == 202 and answer.headers["retry-after"] == "20"
    assert '<meta http-equiv="refresh" content="20" />' in answer.text
    assert "Ihr Beleg ist noch unterwegs" in said and "Papierbeleg gilt genauso" in said
    assert "Letzte Nachricht der Kasse T03: 23.11.2026 12:00" in said
    here.push()
    answer = phone.get(page_of(sale))
    assert answer.status_code == 200 and "http-equiv" not in answer.text


def test_only_what_may_still_come_is_waited_for(here: Till, phone: Telephone) -> None:
    sale = linked(here)
    gap = here.sale()  # counted, but never written: it will not come
    last = linked(here)
    here.push()
    for number, status in {
        sale.receipt.replace("T03", "T99"): 404,
        sale.receipt.replace("S0042", "S9999"): 404,
        gap.receipt: 404,
        f"{last.receipt[:-6]}000004": 202,
        f"{last.receipt[:-6]}900000": 404,
        f"{last.receipt[:-11]}AAAA-000001": 202,  # a journal of this till that the centre has not met yet
    }.items():
        assert phone.get(f"/r/{number}/{LINK}").status_code == status, number


def test_a_voided_sale_says_so_with_both_numbers(here: Till, phone: Telephone) -> None:
    sale = rich(here, here.enrols(LENA))
    here.void(sale)
    here.push()
    number = f"{sale.receipt[:-6]}000002"
    said = words(phone.get(page_of(sale)))
    assert f"{sale.receipt} ist storniert durch {number}" in said
    assert "Durch das Storno wieder ausgeglichen" in said and "Rückgabe" not in said


def test_a_void_has_a_page_of_its_own(here: Till, phone: Telephone) -> None:
    sale = rich(here, here.enrols(LENA))
    here.receipts += 1
    number = receipt_number(here.store, here.name, here.tag, here.receipts)
    counter = void(
        sale, void_id=here.ids.new(), receipt=number, receipt_n=here.receipts, shift="shift-1", operator_name="Mara",
        opened_at_ms=0, reason="wrong", approved_by=None, link="fedcba987654321",
    )  # fmt: skip
    here.write(counter, id=counter.sale.sale)
    here.push()
    said = words(phone.get(f"/r/{number}/fedcba987654321"))
    assert f"Storno zu Beleg {sale.receipt}" in said and "Grund: wrong" in said
    assert "Zurückgezahlt 122,46" in said and "Mit diesem Kauf −117" in said
    assert "Rückgabe" not in said and "E-Mail-Adresse" not in said
    assert phone.post(f"/r/{number}/fedcba987654321/newsletter", email="a@b.example", agree="yes").status_code == 404


def test_points_given_afterwards_show(here: Till, phone: Telephone) -> None:
    sale = linked(here, 5_000)
    id_ = here.enrols(LENA)
    here.write(events.SaleAttributed(sale.sale, sale.receipt, id_, events.SalePoints(RULES.version, 50)))
    here.push()
    said = words(phone.get(page_of(sale)))
    assert "50 Ihr Punktestand" in said and "nach dem Kauf gutgeschrieben" in said


def test_the_return_period_ends(here: Till, phone: Telephone, clock: HandClock) -> None:
    sale = linked(here)
    here.push()
    clock.now += 30 * DAY_MS
    assert "Bis 23.12.2026" in words(phone.get(page_of(sale)))
    clock.now += DAY_MS
    assert "Die Rückgabefrist endete am 23.12.2026" in words(phone.get(page_of(sale)))


def test_a_rehomed_sale_is_found(here: Till, phone: Telephone) -> None:
    here.push()
    sale = linked(here)
    old, line, hash_ = here.journal, here.lines[-1], here.hashes[-1]
    here.open_journal()
    here.opened()
    here.write(events.Rehomed(old, 2, hash_, line.decode()))
    here.push()
    assert phone.get(page_of(sale)).status_code == 200


# --- guessing -----------------------------------------------------------------------------------------------------


def test_whoever_guesses_waits_and_nobody_else(
    here: Till, phone: Telephone, centre: Centre, clock: HandClock, tmp_path: Path
) -> None:
    sale = linked(here)
    here.push()
    for n in range(web.MISSES_MOST):
        assert phone.get(f"/r/{sale.receipt}/{n:015x}").status_code == 404
    for answer in (
        phone.get(page_of(sale)), phone.get("/c/x"), phone.get("/join/x"), phone.post("/c/x", do="confirm"),
        phone.post(f"{page_of(sale)}/newsletter"), phone.post("/join/x"),
    ):  # fmt: skip
        assert answer.status_code == 429 and answer.headers["retry-after"] == "600"
        assert "in 10 Minuten" in words(answer)
    clock.now += WINDOW_MS
    assert phone.get(page_of(sale)).status_code == 200
