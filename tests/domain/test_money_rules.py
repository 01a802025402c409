"""Pricing, tax and tender against the worked tables of docs/money.md, and as properties."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.base.errors import Bug, Code, Refused
from pos.domain import tender
from pos.domain.cart import TOTAL_MINOR_MAX, Cart
from pos.domain.events import Seller, money_faults
from pos.domain.pricing import price
from pos.domain.receipt import complete, receipt_number, void
from pos.domain.tax import Rate, rate_on, vat_included
from tests.domain.shop import DAY, RATES, carts

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "money.json").read_text("utf-8"))
SELLER = Seller("Volt & Heim", "Berlin", "Street 1", "10178 Berlin", "")


@pytest.mark.parametrize("case", VECTORS["vat_included"])
def test_vat_follows_the_document(case: dict[str, list[list[int]]]) -> None:
    sums = vat_included((rate, gross) for rate, gross in case["lines"])
    assert [[v.rate_bp, v.gross_minor, v.net_minor, v.tax_minor] for v in sums] == case["vat"]
    assert sum(v.gross_minor for v in sums) == case["total"]


def test_the_newest_rate_not_in_the_future_holds() -> None:
    rates = (Rate("standard", 1900), Rate("standard", 1600, "2020-07-01"), Rate("standard", 1900, "2021-01-01"))
    assert [rate_on(rates, "standard", d) for d in ("2020-06-30", "2020-07-01", "2021-01-01")] == [1900, 1600, 1900]
    with pytest.raises(Refused) as refused:
        rate_on(rates, "luxury", DAY)
    assert refused.value.code is Code.TAX_CLASS_UNKNOWN


@pytest.mark.parametrize("case", VECTORS["suggestions"])
def test_cash_suggestions_follow_the_document(case: dict[str, object]) -> None:
    assert list(tender.cash_suggestions(case["total"], "EUR")) == case["sums"]  # type: ignore[arg-type]


@pytest.mark.parametrize("case", VECTORS["hand_out"])
def test_change_follows_the_document(case: dict[str, object]) -> None:
    assert [list(piece) for piece in tender.hand_out(case["change"], "EUR")] == case["pieces"]  # type: ignore[arg-type]


@given(st.integers(0, TOTAL_MINOR_MAX))
def test_change_is_handed_out_to_the_cent(change: int) -> None:
    assert sum(piece * count for piece, count in tender.hand_out(change, "EUR")) == change
    assert tender.hand_out(change, "XXX") == ()


@given(st.integers(0, TOTAL_MINOR_MAX))
def test_every_suggestion_pays(due: int) -> None:
    sums = tender.cash_suggestions(due, "EUR")
    assert sums[0] == due
    assert len(sums) <= 6
    assert list(sums) == sorted(set(sums))


def test_cash_is_refused_when_too_little_or_absurd() -> None:
    assert tender.cash(1, 4_616, 5_000).change_minor == 384
    for given_minor, code in (
        (4_615, Code.CASH_TOO_LITTLE),
        (TOTAL_MINOR_MAX + 1, Code.AMOUNT_OUT_OF_RANGE),
        (-1, Code.AMOUNT_OUT_OF_RANGE),
        (4_616 + tender.CHANGE_MOST + 1, Code.AMOUNT_OUT_OF_RANGE),
    ):
        with pytest.raises(Refused) as refused:
            tender.cash(1, 4_616, given_minor)
        assert refused.value.code is code


@given(carts())
def test_a_cart_adds_up_in_every_direction(cart: Cart) -> None:
    priced = price(cart, RATES, DAY)
    assert priced.total_minor == sum(p.total_minor for p in priced.lines) == sum(v.gross_minor for v in priced.vat)
    assert priced.pieces == sum(line.quantity for line in cart.lines)
    assert all(v.net_minor + v.tax_minor == v.gross_minor for v in priced.vat)
    assert [p.line.n for p in priced.newest_first()] == [line.n for line in cart.newest_first()]


@given(carts(), st.integers(0, 10_000))
def test_a_sale_and_its_void_are_whole_and_cancel_out(cart: Cart, extra: int) -> None:
    priced = price(cart, RATES, DAY)
    payment = tender.cash(1, priced.total_minor, priced.total_minor + extra)
    sale = complete(
        priced,
        (payment,),
        receipt=receipt_number("S", "T", "7K2Q", 1),
        receipt_n=1,
        shift="s",
        seller=SELLER,
        operator_name="Mara",
        demo=True,
    )
    assert money_faults(sale) == ()
    counter = void(
        sale,
        void_id="v",
        receipt="r2",
        receipt_n=2,
        shift="s",
        operator_name="Mara",
        opened_at_ms=1,
        reason="wrong",
        approved_by=None,
    )
    assert money_faults(counter.sale) == ()
    assert counter.sale.total_minor == -sale.total_minor
    assert [v.tax_minor for v in counter.sale.vat] == [-v.tax_minor for v in sale.vat]
    assert counter.voids == sale.sale


def test_a_sale_that_does_not_add_up_is_a_bug_and_is_named() -> None:
    from pos.domain.cart import add
    from tests.domain.test_cart import CABLE, EMPTY

    priced = price(add(EMPTY, CABLE), RATES, DAY)
    with pytest.raises(Bug):
        complete(
            priced,
            (tender.card(1, 1, "a"),),
            receipt="r",
            receipt_n=1,
            shift="s",
            seller=SELLER,
            operator_name="Mara",
            demo=True,
        )
    good = complete(
        priced,
        (tender.cash(1, 1_499, 2_000),),
        receipt="r",
        receipt_n=1,
        shift="s",
        seller=SELLER,
        operator_name="Mara",
        demo=True,
    )
    line, vat, paid = good.lines[0], good.vat[0], good.tenders[0]
    assert money_faults(replace(good, total_minor=1)) == ("lines", "tenders", "vat-gross")
    assert money_faults(replace(good, lines=(replace(line, quantity=2),))) == ("line-total",)
    assert money_faults(replace(good, vat=(replace(vat, tax_minor=0),))) == ("vat-sum",)
    assert money_faults(replace(good, tenders=(replace(paid, change_minor=0),))) == ("change",)
