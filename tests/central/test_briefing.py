"""What the staff is told: campaigns, and prices that changed."""

from __future__ import annotations

import msgspec

from pos import contract
from pos.central import feed
from pos.central.centre import Centre
from pos.contract.people import BriefingRow
from tests.central.actors import CATALOGUE
from tests.central.test_import import bring as bring_articles
from tests.central.test_promotions import STREAM
from tests.central.test_promotions import Options as PromotionOptions
from tests.central.test_promotions import bring as bring_promotions

GOODS = "sku,name,price\n"
OFFERS = "id,text,kind,percent,skus,priority\n"


def told(centre: Centre) -> dict[str, BriefingRow]:
    rows = centre.run(lambda db: feed.rows_of(db, STREAM, contract.FEED_BRIEFING))
    return {id_: msgspec.json.decode(data, type=BriefingRow) for id_, data in rows.items()}


def test_a_price_that_changed_is_told_with_both_figures(centre: Centre) -> None:
    bring_articles(centre, GOODS + "1,Kaffee,5.00\n2,Tee,3.00\n")
    assert told(centre) == {}  # everything is new: that is no news
    bring_articles(centre, GOODS + "1,Kaffee,4.50\n2,Tee neu,3.00\n3,Kakao,2.00\n")
    (row,) = told(centre).values()
    assert (row.title, row.was_minor, row.now_minor, row.currency) == ("Kaffee", 500, 450, "EUR")
    assert row.to_ms > row.from_ms


def test_of_many_price_changes_the_largest_are_told(centre: Centre) -> None:
    many = [f"{n},Artikel {n},{n}.00" for n in range(1, 31)]
    bring_articles(centre, GOODS + "\n".join(many))
    bring_articles(centre, GOODS + "\n".join(f"{n},Artikel {n},{2 * n}.00" for n in range(1, 31)))
    rows = told(centre)
    assert len(rows) == 20
    assert "price:30" in rows and "price:10" not in rows


def test_a_campaign_is_told_and_ends_with_its_promotion(centre: Centre) -> None:
    bring_articles(centre, GOODS + "1,Kaffee,5.00\n")
    bring_articles(centre, GOODS + "1,Kaffee,4.00\n")
    bring_promotions(centre, OFFERS + "p-1,10 % auf Kaffee,PERCENT,10,1,1\np-2,5 % auf Kaffee,PERCENT,5,1,0\n")
    assert {row.title for row in told(centre).values()} == {"Kaffee", "10 % auf Kaffee", "5 % auf Kaffee"}
    bring_promotions(
        centre, OFFERS + "p-2,5 % auf Kaffee,PERCENT,5,1,0\n", PromotionOptions(CATALOGUE, remove_missing=True)
    )
    assert {row.title for row in told(centre).values()} == {"Kaffee", "5 % auf Kaffee"}
