from __future__ import annotations

import gzip
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.base.errors import Code, Refused, Unavailable
from pos.rehearsal.invoices import Invoice, InvoiceLine, Unsellable, minor_units, read_invoices

HEADER = "invoice_no,stock_code,description,quantity,invoice_date,unit_price_gbp,customer_id,country\n"
DAY = "2010-12-01"


def line(number: str, sku: str = "A", quantity: object = 1, price: str = "1.00", when: str = f"{DAY}T08:26:00") -> str:
    return f"{number},{sku},TEXT {sku},{quantity},{when},{price},17850,United Kingdom\n"


def read(tmp_path: Path, *lines: str) -> list[Invoice | Unsellable]:
    file = tmp_path / "sales.csv"
    file.write_text(HEADER + "".join(lines), encoding="utf-8")
    return list(read_invoices(file))


def test_lines_of_one_number_are_one_invoice_even_apart(tmp_path: Path) -> None:
    found = read(tmp_path, line("1", "A"), line("2", "B", 3, "2.55", "2010-12-02T00:00:00"), line("1", "C", 2, "0.004"))
    assert found == [
        Invoice("1", DAY, "17850", (InvoiceLine("A", "TEXT A", 1, 100), InvoiceLine("C", "TEXT C", 2, 0))),
        Invoice("2", "2010-12-02", "17850", (InvoiceLine("B", "TEXT B", 3, 255),)),
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line("C1"), "number-not-digits"),
        (line("A563185"), "number-not-digits"),
        (line("¹"), "number-not-digits"),
        (line("1", quantity=0), "quantity-not-positive"),
        (line("1", quantity=-3), "quantity-not-positive"),
        (line("1", price="-0.001"), "price-negative"),
        (line("1", price="-11062.06"), "price-negative"),
        (line("1", price='"1,5"'), "unreadable"),
        (line("1", quantity="1_000"), "unreadable"),
        (line("1", price="1e3"), "unreadable"),
        (line("1", price="."), "unreadable"),
        (line("1", quantity="2.5"), "unreadable"),
        (line("1", sku=" "), "unreadable"),
        (line("1", when="yesterday"), "unreadable"),
        ("1,A\n", "unreadable"),
    ],
)
def test_what_is_not_replayed_has_its_reason(tmp_path: Path, bad: str, reason: str) -> None:
    number = bad.partition(",")[0]
    # One bad line spoils its invoice, wherever it stands; the next invoice is not touched.
    good = line(number) if reason != "number-not-digits" else ""
    found = read(tmp_path, bad, good, line("2"))
    assert found[0] == Unsellable(number, reason)
    assert isinstance(found[1], Invoice)


def test_free_articles_and_anonymous_customers_are_sold(tmp_path: Path) -> None:
    found = read(tmp_path, "1,A,,1,2010-12-01T08:26:00,0,,United Kingdom\n")
    assert found == [Invoice("1", DAY, None, (InvoiceLine("A", "A", 1, 0),))]


def test_packed_or_not_is_seen_in_the_file_not_in_its_name(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_bytes(gzip.compress((HEADER + line("1")).encode()))
    assert len(list(read_invoices(file))) == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress((HEADER + line("1") * 500).encode())[:60])
    latin = tmp_path / "latin.csv"
    latin.write_bytes((HEADER + line("1", "Ä")).encode("latin-1"))
    for file in (tmp_path / "nowhere.csv", tmp_path, broken, latin):
        with pytest.raises(Unavailable) as reason:
            list(read_invoices(file))
        assert reason.value.code is Code.FILE_UNREADABLE
        assert reason.value.facts["name"] == str(file)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    for text in ("", "invoice_no,stock_code,description,invoice_date,unit_price_gbp\n"):
        file = tmp_path / "short.csv"
        file.write_text(text)
        with pytest.raises(Refused) as reason:
            list(read_invoices(file))
        assert reason.value.code is Code.FILE_COLUMNS_MISSING
        assert "quantity" in str(reason.value.facts["columns"])


@given(st.decimals(min_value="-99999", max_value="99999", allow_nan=False, places=5))
def test_prices_round_half_up_like_a_decimal_would(value: Decimal) -> None:
    assert minor_units(f"{value:f}") == int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


@given(st.text(max_size=6))
def test_no_text_is_mistaken_for_a_price(text: str) -> None:
    cents = minor_units(text)
    if cents is not None:
        assert cents == int((Decimal(text.strip()) * 100).quantize(Decimal(1), ROUND_HALF_UP))
