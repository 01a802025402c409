"""What goes with what, held against a slow count with fractions, and against real baskets."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.central import feed, relations
from pos.central.articles import Options, import_articles
from pos.central.centre import Centre
from pos.central.relations import LIFT_LEAST, SHOWN_MOST, Basket
from pos.central.sheets import Sheet, read_file
from pos.contract import ArticleRow, from_json
from pos.contract.goods import RelatedRow
from tests.central.actors import CATALOGUE, HandClock, Till

ARTICLES = (
    b"sku,name,price,category\nA1,Lamp,9.99,light\nB2,Bulb,1.99,light\nC3,Cup,3.99,kitchen\nD4,Torch,5.00,light\n"
)
SMALL = st.lists(
    st.tuples(st.frozensets(st.sampled_from("ABCDEFG"), min_size=1, max_size=4), st.integers(1, 40)), max_size=12
).map(lambda some: [basket for basket, times in some for _ in range(times)])


def slowly(baskets: list[Basket], support: int) -> dict[str, list[str]]:
    """By the definition, with fractions."""
    skus = sorted({sku for basket in baskets for sku in basket})
    often = {sku: sum(sku in basket for basket in baskets) for sku in skus}
    found = {}
    for one in skus:
        ranked = []
        for other in skus:
            met = sum({one, other} <= basket for basket in baskets)
            if other != one and met >= support:
                lift = Fraction(relations.sure(met) * len(baskets), often[one] * often[other])
                if lift >= LIFT_LEAST:
                    ranked.append((-lift, -met, other))
        if ranked:
            found[one] = [other for *_, other in sorted(ranked)[:SHOWN_MOST]]
    return found


@given(baskets=SMALL, support=st.integers(1, 4))
def test_pairs_are_those_of_the_definition(baskets: list[Basket], support: int) -> None:
    assert relations.pairs(baskets, "ABCDEFG", support) == slowly(baskets, support)


def test_what_met_by_accident_does_not_lead() -> None:
    """Together with A: B nearly always, and R, a rare one, in all of its five baskets."""
    baskets = [frozenset("AB")] * 95 + [frozenset("ABR")] * 5 + [frozenset("C")] * 900
    assert [relations.sure(met) for met in (1, 4, 5, 100)] == [-1, 0, 1, 80]
    assert relations.pairs(baskets, "ABCR")["A"] == ["B", "R"]


def test_a_huge_basket_says_nothing_about_pairs_and_strange_articles_are_left_out() -> None:
    huge = frozenset(f"X{n}" for n in range(relations.LINES_MOST + 1))
    assert relations.pairs([huge] * 9, huge, 1) == {}
    assert relations.pairs([frozenset({"A", "Z"})] * 2 + [frozenset({"B"})] * 8, "AB", 1) == {}


def test_of_one_kind_are_those_that_sell_about_as_well() -> None:
    rows = [ArticleRow(f"S{n}", "", 1, "EUR", "standard", n, category="k") for n in (1, 2, 5, 9, 10, 30)]
    rows.append(ArticleRow("T", "", 1, "EUR", "standard", 4, category=""))
    found = relations.alike(rows)
    assert found["S9"] == ["S10", "S5", "S2", "S1"] and "T" not in found
    dear = [replace(row, price_minor=price) for row, price in zip(rows, (130, 80, 66, 100, 134, 101, 1), strict=True)]
    assert relations.alike(dear)["S9"] == ["S2", "S1", "S30", "S10"], "a price a third off, or further off"


def test_tills_are_told_with_the_catalogue(centre: Centre, till: Till, clock: HandClock) -> None:
    sheet = Sheet("articles.csv", ARTICLES)
    centre.run(lambda db: import_articles(db, [sheet], Options(CATALOGUE), clock.now))
    for basket in [["A1", "B2"]] * 9 + [["C3"]] * 50 + [["D4"]]:
        sale = till.sale()
        line = sale.lines[0]
        lines = tuple(replace(line, n=n, sku=sku, total_minor=0, unit_minor=0) for n, sku in enumerate(basket, 1))
        till.write(replace(sale, lines=lines, total_minor=0, vat=(), tenders=()), id=sale.sale)
    for first in range(1, len(till.lines) + 1, 50):
        till.push(first, 50)
    found = centre.run(
        lambda db: relations.relate(db, CATALOGUE, list(relations.baskets_sold(db)), clock.now, support=2)
    )
    rows = centre.run(lambda db: feed.rows_of(db, CATALOGUE, "related"))
    told = {sku: from_json(data, RelatedRow) for sku, data in rows.items()}
    assert found == 3 and told["A1"] == RelatedRow(("B2",), ("B2", "D4")) and told["B2"].together == ("A1",)
    centre.run(lambda db: relations.relate(db, CATALOGUE, [], clock.now))
    rows = centre.run(lambda db: feed.rows_of(db, CATALOGUE, "related"))
    assert from_json(rows["A1"], RelatedRow).together == (), "what no longer holds is taken back"


@pytest.mark.skipif("TRESEN_DATA" not in os.environ, reason="TRESEN_DATA names no folder with transactions.csv.gz")
def test_real_baskets_give_real_pairs() -> None:
    sheet = Sheet("t", read_file(Path(os.environ["TRESEN_DATA"]) / "transactions.csv.gz"))
    baskets = list(relations.baskets_of(sheet))
    found = relations.pairs(baskets, {sku for basket in baskets for sku in basket}, 50)
    assert "22697" in found["22699"], "the green and the rose cup of one set"
