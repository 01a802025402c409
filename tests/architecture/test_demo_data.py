"""The demo store's files fit together, and what is licensed says so."""

from __future__ import annotations

import csv
import re

import pytest

from tests.architecture.sources import ROOT

DEMO = ROOT / "resources" / "demo"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_digit_holds(gtin: str) -> bool:
    """GS1's rule, written out once more so that the product's own cannot agree with its own mistake."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(gtin)))
    return weighted % 10 == 0


@pytest.fixture(scope="module")
def made_up() -> dict[str, Row]:
    return {row["stock_code"]: row for row in rows("made_up.csv")}


def test_every_article_has_its_made_up_half(made_up: dict[str, Row]) -> None:
    codes = [row["stock_code"] for row in rows("articles.csv")] + [row["sku"] for row in rows("drinks.csv")]
    assert len(codes) == len(set(codes))
    assert set(codes) == made_up.keys()


def test_codes_are_unique_and_right(made_up: dict[str, Row]) -> None:
    eans = [row["ean"] for row in made_up.values() if row["ean"]]
    gtins = [row["gtin"].zfill(14) for row in rows("drinks.csv")]
    assert len(eans) == len(rows("articles.csv"))
    assert all(re.fullmatch(r"20\d{11}", ean) for ean in eans)
    assert all(check_digit_holds(code) for code in eans + gtins)
    assert len(set(eans) | set(gtins)) == len(eans) + len(gtins)


def test_prices_are_whole_cents_above_zero() -> None:
    for row in rows("articles.csv") + rows("drinks.csv"):
        assert re.fullmatch(r"\d+(\.\d{1,2})?", row["price"]), row
        assert row["price"].replace(".", "").strip("0"), row


def test_classes_icons_and_ranks_are_known(made_up: dict[str, Row]) -> None:
    assert {row["tax"] for row in made_up.values()} == {row["tax"] for row in rows("tax_rates.csv")}
    icons = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {row["category"] for row in made_up.values()} <= icons
    assert sorted(int(row["sales_rank"]) for row in made_up.values()) == list(range(1, len(made_up) + 1))


def test_best_sellers_have_two_rates(made_up: dict[str, Row]) -> None:
    """A basket of them shows what a till with one rate would get wrong."""
    assert {row["tax"] for row in made_up.values() if int(row["sales_rank"]) <= 12} == {"standard", "reduced"}


def test_quick_keys_sell_articles(made_up: dict[str, Row]) -> None:
    keys = rows("quick_keys.csv")
    assert [int(key["position"]) for key in keys] == list(range(1, 13))
    assert {key["stock_code"] for key in keys} <= made_up.keys()
    assert all(len(key["label"].split("\n")) <= 2 for key in keys)


def test_people_belong_to_the_store() -> None:
    assert {row["store"] for row in rows("operators.csv")} == {row["store"] for row in rows("stores.csv")}
    assert {row["role"] for row in rows("operators.csv")} == {"cashier", "shift_lead", "manager"}


def test_the_sample_has_sales_and_cancellations() -> None:
    numbers = {row["invoice_no"] for row in rows("transactions_sample.csv")}
    assert len(numbers) == 60
    assert sum(number.startswith("C") for number in numbers) == 3


def test_what_goes_together_is_sold_here(made_up: dict[str, Row]) -> None:
    for row in rows("together.csv"):
        others = row["together"].split("|")
        assert {row["stock_code"], *others} <= made_up.keys()
        assert 0 < len(others) == len(set(others)) <= 4 and row["stock_code"] not in others


def test_attribution_goes_with_the_data() -> None:
    readme = (DEMO / "README.md").read_text("utf-8")
    for line in (
        "Contains information licensed under the Open Government Licence - British Columbia.",
        "Chen, D. (2015). Online Retail [Dataset]. UCI Machine Learning Repository. "
        "https://doi.org/10.24432/C5BW33. CC BY 4.0; columns renamed, summaries derived.",
    ):
        assert line in readme
    for path in DEMO.glob("*.csv"):
        assert f"`{path.name}`" in readme
