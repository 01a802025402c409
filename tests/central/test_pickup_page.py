"""The page of an online order: how it stands, the code that opens it at the till, the customer's buttons."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from msgspec import structs

from pos.central import goods_import, orders, pickup_keys, pickup_page
from pos.central.centre import Centre
from pos.central.goods_channels import OrderedLine, PickupPut, StepPut
from pos.central.pickup_ingest import order_of_sale
from pos.central.pickup_words import PICKUP
from pos.central.sheets import Sheet
from pos.domain import collect, pickup_code
from pos.domain.cart import STORE as ELSEWHERE
from pos.domain.cart import Fulfil
from pos.domain.pickup_facts import PickedLine, PickupCancelAnswered, PickupHandedOver, PickupPicked, PickupReady
from tests.central.actors import NOON, STORE, HandClock, Till
from tests.central.visitors import LINK, RECEIPTS_AT, Telephone, read_at, words

PLACES = """location,kind,name,hours,phone
S0042,store,Berlin,Mo–Sa 10–20,030 0000 042
""".encode()
ORDER = str(uuid.UUID(int=42, version=4))
LINES = (
    OrderedLine("A1", 2, 12_999, "Kopfhörer <Over-Ear>"),
    OrderedLine("A2", 1, 2_499, "Rum & Cola", min_age=18),
)
BODY = PickupPut(
    "W-48213", STORE, NOON, "EUR", LINES, name="Lena Hoffmann", email="lena@mail.example", ready_by_ms=NOON + 3_600_000
)


@pytest.fixture
def key(centre: Centre, clock: HandClock) -> str:
    read_at(centre, clock)
    centre.run(lambda db: goods_import.import_locations(db, Sheet("l.csv", PLACES), clock.now))
    return centre.new_channel_key("web")


@pytest.fixture
def phone(centre: Centre, tmp_path: Path) -> Telephone:
    return Telephone(centre, tmp_path / "letters")


def put(centre: Centre, key: str, body: PickupPut = BODY) -> str:
    """Path of the order's page."""
    centre.put_goods(key, "pickups", ORDER, body)
    page = centre.order_state(key, ORDER).page
    assert page.startswith(RECEIPTS_AT)
    return page.removeprefix(RECEIPTS_AT)


def packed(till: Till, short: int = 0, **said: str) -> None:
    first = len(till.lines) + 1
    till.write(PickupPicked(ORDER, (PickedLine(1, "A1", 2 - short, short, **said), PickedLine(2, "A2", 1))))
    if not short:
        till.write(PickupReady(ORDER, ("B-14",), 2))
    till.push(first)


def test_it_tells_how_the_order_stands_and_never_whose_it_is(
    centre: Centre, till: Till, key: str, phone: Telephone
) -> None:
    page = put(centre, key)
    said = words(phone.get(page))
    for part in (
        "Retailer", "Bestellung W-48213", "Wir stellen Ihre Bestellung zusammen.", "Berlin", "Mo–Sa 10–20",
        "030 0000 042", "Voraussichtlich bereit", "Kopfhörer <Over-Ear>", "Rum & Cola", "284,97\xa0€", "Ab 18 Jahren",
        pickup_code.typed_code(ORDER),
    ):  # fmt: skip
        assert " ".join(part.split()) in said, part
    packed(till)
    answer = phone.get(page)
    assert "Ihre Bestellung ist abholbereit." in words(answer) and "Pakete 2" in words(answer)
    for part in ("Lena", "Hoffmann", "lena@", "B-14"):
        assert part not in answer.text


@pytest.mark.parametrize(
    ("wish", "says"), [("en", "Your order is ready."), ("nl-NL", "Uw bestelling staat klaar."), ("fr", "abholbereit")]
)
def test_it_speaks_the_readers_language(
    centre: Centre, till: Till, key: str, phone: Telephone, wish: str, says: str
) -> None:
    page = put(centre, key)
    packed(till)
    assert says in words(phone.get(page, wish))


def test_every_state_has_its_words_in_every_language() -> None:
    states = {
        collect.RESERVED, collect.SHORT, collect.READY, collect.EXPIRED, collect.HANDED_OVER, collect.RETURNED,
        collect.CANCEL_REQUESTED, collect.CANCELLED,
    }  # fmt: skip
    kinds = [set(spoken) for spoken in PICKUP.values()]
    assert kinds[0] == kinds[1] == kinds[2] and states <= kinds[0]


def test_the_code_in_the_picture_is_the_signed_one_and_small_enough_for_every_scanner(
    centre: Centre, till: Till, key: str, phone: Telephone
) -> None:
    page = put(centre, key)
    packed(till)
    text = phone.get(page).text
    state = centre.order_state(key, ORDER)
    assert pickup_page.svg(state.qr, "QR-Code Ihrer Bestellung") in text
    edge = re.search(r'viewBox="0 0 (\d+) ', text)
    assert edge is not None and int(edge[1]) - 2 * pickup_page.QUIET == 17 + 4 * pickup_code.QR_VERSION_MOST
    assert pickup_code.read(state.qr).code.parcels == 2


def test_an_address_that_is_none_or_not_quite_right_tells_nothing(centre: Centre, key: str, phone: Telephone) -> None:
    page = put(centre, key)
    wrong = page[:-1] + ("0" if page[-1] != "0" else "1")
    for path in (wrong, f"/p/{uuid.uuid4()}/{'0' * 32}", f"/p/{ORDER}/x", f"/p/{'x' * 99}/y"):
        answer = phone.get(path)
        assert answer.status_code == 404 and "W-48213" not in answer.text
        assert "kennen wir (noch) nicht" in words(answer)
    assert phone.post(wrong, do="here").status_code == 404


def test_who_guesses_too_often_waits(centre: Centre, key: str, phone: Telephone) -> None:
    page = put(centre, key)
    for n in range(30):
        phone.get(f"/p/{ORDER}/{n}")
    assert phone.get(page).status_code == 429 and phone.post(page, do="here").status_code == 429


def test_the_store_hears_that_the_customer_is_here(
    centre: Centre, till: Till, key: str, phone: Telephone, clock: HandClock
) -> None:
    page = put(centre, key)
    packed(till)
    assert "Ich bin da" in words(phone.get(page))
    assert "Die Filiale weiß, dass Sie da sind (23.11.2026 12:00)." in words(phone.post(page, do="here"))
    clock.now += 86_400_000
    assert "(24.11.2026 12:00)" in words(phone.post(page, do="here")), "and again on another day"
    assert phone.post(page, do="nonsense").status_code == 200


@pytest.mark.parametrize(("button", "skus"), [("yes", ["A1", "A2", "A9"]), ("no", ["A1", "A2"])])
def test_a_substitute_is_asked_for_with_two_buttons(
    centre: Centre, till: Till, key: str, phone: Telephone, button: str, skus: list[str]
) -> None:
    page = put(centre, key)
    packed(till, 1, substitute="A9", substitute_text="Kopfhörer in Rot")
    assert "Statt Kopfhörer <Over-Ear> bieten wir Ihnen Kopfhörer in Rot" in words(phone.get(page))
    said = words(phone.post(page, do=button))
    assert "Statt" not in said and "Wir stellen Ihre Bestellung zusammen." in said
    assert sorted(line.sku for line in orders_of(centre)) == skus
    assert words(phone.post(page, do=button)) == said, "a second press changes nothing"


def orders_of(centre: Centre) -> list[collect.PickupLine]:
    return list(centre.run(lambda db: orders.load(db, (ORDER,)))[ORDER].pickup.lines)


def test_no_code_any_more_once_it_is_cancelled_or_collected(
    centre: Centre, till: Till, key: str, phone: Telephone
) -> None:
    page = put(centre, key)
    packed(till)
    centre.put_goods(key, "pickups/cancel", ORDER, StepPut(NOON + 1))
    asked = phone.get(page)
    assert "Die Stornierung ist angefragt." in words(asked) and "<svg" not in asked.text
    till.write(PickupCancelAnswered(ORDER, False))
    till.push(3)
    assert "<svg" in phone.get(page).text, "the store has said no, so the code is good again"
    till.write(PickupHandedOver(ORDER, "W-48213", (), "qr"))
    till.push(4)
    gone = phone.get(page)
    assert "Abgeholt." in words(gone) and "<svg" not in gone.text and 'http-equiv="refresh"' not in gone.text


def test_without_a_key_the_page_says_that_the_code_comes(
    centre: Centre, till: Till, key: str, phone: Telephone, clock: HandClock
) -> None:
    page = put(centre, key)
    centre.run(lambda db: pickup_keys.revoke(db, 1, clock.now))
    assert "Der Abholcode erscheint hier" in words(phone.get(page))


def test_what_is_unpaid_says_so(centre: Centre, key: str, phone: Telephone) -> None:
    said = words(phone.get(put(centre, key, structs.replace(BODY, paid=False, demo=True))))
    assert "Zu bezahlen bei Abholung 284,97 €" in said and "Demo – kein echter Kauf" in said


def test_who_ordered_to_another_store_at_the_till_finds_the_code_by_the_receipts_secret(
    centre: Centre, till: Till, key: str, phone: Telephone
) -> None:
    assert key
    sale = till.sale()
    line = structs.replace(sale.lines[0], fulfil=Fulfil(ELSEWHERE, "S0043"))
    till.write(structs.replace(sale, lines=(line,), link=LINK), id=sale.sale)
    till.push()
    order = order_of_sale(sale.sale, f"{ELSEWHERE} S0043")
    receipt = phone.get(f"/r/{sale.receipt}/{LINK}")
    assert f'href="/p/{order}/{LINK}"' in receipt.text and "Abholcode für S0043" in words(receipt)
    assert "Hamburg" in words(phone.get(f"/p/{order}/{LINK}"))
