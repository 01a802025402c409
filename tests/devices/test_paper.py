"""Documents as text: every line fits, every sum is there, every word has a translation."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.devices.paper import cells, paper, wording
from pos.domain.catalogue import Article
from pos.domain.pickup_code import parcel_label
from pos.domain.slip import Slip
from tests.devices.documents import (
    CABLE,
    COFFEE,
    HEBREW,
    LONG,
    a_collected_sale,
    a_members_sale,
    a_sale,
    label_document,
    members_document,
    pick_document,
    sale_document,
    void_document,
    z_document,
)
from tests.domain.orders import ORDER

LANGUAGES = ("de", "en", "nl")


def test_a_receipt_as_it_lies_on_the_counter() -> None:
    text = paper(sale_document(a_sale(given=5_000)))
    assert text.splitlines() == [
        "               Volt & Heim",
        "          Berlin Alexanderplatz",
        "     Alexanderplatz 1 · 10178 Berlin",
        "Steuernummer                  37/123/45678",
        "*" * 42,
        "*           DEMO – KEIN BELEG            *",
        "*" * 42,
        "-" * 42,
        "2   USB-C Kabel 2 m, 100 W         29,98 A",
        "    je 14,99",
        "2   Batterien AA 8er               15,98 A",
        "    je 7,99",
        "-" * 42,
        "SUMME                              45,96\xa0€",
        "Bar                                  50,00",
        "Rückgeld                             −4,04",
        "-" * 42,
        "MwSt.            Netto    Steuer    Brutto",
        "A 19\xa0%           38,62      7,34     45,96",
        "-" * 42,
        "Bon                  S0042-T03-7K2Q-000418",
        "Zeit                  Fr. 21.11.2025 14:38",
        "Es bediente Sie                Mara Krüger",
        "*" * 42,
        "*           DEMO – KEIN BELEG            *",
        "*" * 42,
        "          S0042-T03-7K2Q-000418",
    ]


def test_a_members_receipt_says_what_came_off_and_what_became_of_the_points() -> None:
    lines = paper(members_document(a_members_sale())).splitlines()
    goods = lines[8:20]
    assert goods == [
        "3   Batterien AA 8er               23,97 A",
        "    je 7,99",
        "    3 für 2                        −7,99",
        "1   Saugroboter S8 MaxV Ultra   1.299,00 A",
        "    mit Station und sehr langem",
        "    Namen",
        "    Coupon 10 % Audio            −129,90",
        "1   Kaffeebohnen Crema 1 kg        16,99 B",
        "    Preis aus der App              −2,00",
        "-" * 42,
        "Zwischensumme (5)                 1.339,96",
        "Sie sparen                         −139,89",
    ]
    for said in (
        "Punkte 2.480 P                       24,80",
        "Coupon eingelöst                TC-AUDIO10",
        "Ihre Punkte                           Gold",
        "Punkte vorher                        2.480",
        "Eingelöst                           −2.480",
        "Neu mit diesem Einkauf              +1.826",
        "Punktestand                1.826 = 18,26\xa0€",
    ):
        assert said in lines
    assert "https://beleg.example.com/r/S0042-T03-7K2Q-000419/0a1b2c3d4e5f678" in "".join(map(str.strip, lines))


def test_a_copy_that_does_not_know_the_balance_says_nothing_about_it() -> None:
    text = paper(members_document(a_members_sale(), known=False))
    assert "Punkte vorher" not in text
    assert "Punktestand" not in text
    assert "Neu mit diesem Einkauf" in text
    assert "vorläufig" in paper(members_document(a_members_sale(), provisional=True))


def test_points_as_a_discount_stand_above_the_sum() -> None:
    lines = paper(members_document(a_members_sale(as_discount=True))).splitlines()
    at = lines.index("Punkte 2.480 P                      −24,80")
    assert lines[at + 1] == "SUMME                           1.175,27\xa0€"
    assert lines.index("Sie sparen                         −139,89") == at - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_document_is_known(language: str) -> None:
    known = wording(language).words
    members = (a_members_sale(), a_members_sale(as_discount=True))
    slips = [sale_document(a_sale(CABLE, COFFEE, given=10_000)), void_document(), z_document()]
    slips += [label_document(), pick_document(), sale_document(a_collected_sale())]
    slips += [members_document(sale, provisional=provisional) for sale in members for provisional in (True, False)]
    for slip in slips:
        for row in slip.rows:
            for word in (getattr(row, "word", None), getattr(row, "hint", None)):
                assert word is None or known.get(word), word
    assert known.keys() == wording("en").words.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [24, 32, 42, 48])
def test_no_line_is_wider_than_the_paper(language: str, width: int) -> None:
    member = members_document(a_members_sale(), language)
    slips = [sale_document(a_sale(LONG, HEBREW), language), void_document(language), z_document(language), member]
    slips += [label_document(language), pick_document(language), sale_document(a_collected_sale(), language)]
    for slip in slips:
        assert all(cells(line) <= width for line in paper(slip, width).splitlines())


def test_the_z_report_says_what_was_counted_and_what_waits() -> None:
    text = paper(z_document())
    for said in ("Z-BERICHT", "1284", "21.11.2025", "Bar Soll", "DIFFERENZ", "Noch nicht übertragen"):
        assert said in text
    assert "Noch nicht" not in paper(z_document(unsent=0))


def test_a_parcel_s_label_has_no_name() -> None:
    assert paper(label_document()).splitlines() == [
        "                 W-48213",
        "          Berlin Alexanderplatz",
        "Paket                                2 / 2",
        "Fach                                  A-03",
        "Aufbewahrt bis        Fr. 21.11.2025 14:38",
        "*" * 42,
        "*             NICHT BEZAHLT              *",
        "*" * 42,
        "Alter prüfen                           18+",
        "*" * 42,
        "*           DEMO – KEIN BELEG            *",
        "*" * 42,
        f"            {parcel_label(ORDER, 2)}",
    ]


def test_a_pick_list_goes_from_shelf_to_shelf() -> None:
    assert paper(pick_document()).splitlines()[5:] == [
        "-" * 42,
        "                   03-2",
        "2   USB-C Kabel 2 m, 100 W",
        "    4057218118092 · W-48213",
        "2   USB-C Kabel 2 m, 100 W",
        "    4057218118092 · W-48219",
        "-" * 42,
        "                   11-1",
        "1   Saugroboter S8 MaxV Ultra mit Station",
        "    und sehr langem Namen",
        "    9 · W-48213",
    ]


def test_a_receipt_names_the_order_that_was_handed_over_with_it() -> None:
    lines = paper(sale_document(a_collected_sale())).splitlines()
    assert lines.count("Onlinebestellung                   W-48213") == 1
    assert "Onlinebestellung" not in paper(sale_document(a_sale()))


def test_a_void_names_the_receipt_it_takes_back() -> None:
    text = paper(void_document())
    assert "STORNO" in text
    assert "S0042-T03-7K2Q-000418" in text
    assert "−45,96" in text


def test_a_name_from_right_to_left_keeps_its_order_of_characters() -> None:
    assert HEBREW.name in paper(sale_document(a_sale(HEBREW, quantities=(1,))))


def test_a_sign_counts_as_wide_as_it_is_printed() -> None:
    assert cells("Käse") == 4
    assert cells("Ka\N{COMBINING DIAERESIS}se") == 4
    assert cells("茶") == 2


def test_an_unknown_word_prints_its_key_rather_than_nothing() -> None:
    assert wording("de").word("no-such-word") == "no-such-word"


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=80))
def test_any_name_fits(name: str) -> None:
    slip: Slip = sale_document(a_sale(Article("1", name, 100, "standard"), quantities=(3,)))
    text = paper(slip)
    assert all(cells(line) <= 42 for line in text.split("\n"))
    printed = iter(text)
    assert all(character in printed for character in "".join(name.split()))  # in this order


def test_the_files_hold_nothing_but_words() -> None:
    for language in LANGUAGES:
        assert msgspec.json.encode(wording(language))
        assert all(wording(language).words.values())
