"""Baskets of real articles under their shop's real promotions: the engine, fed by the centre's import, against a
slow search that reads the published rows itself. `TRESEN_DATA` names the folder with the full tables.
"""

import csv
import gzip
import io
import os
import random
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec import Struct

from pos.central.offer_sheets import Options, read_promotions
from pos.central.sheets import Sheet
from pos.domain.cart import Line
from pos.domain.promotions import Circumstances, Index, apply, index
from tests.domain.brute import Offer, cheapest

SAMPLE = Path(__file__).parents[1] / "vectors" / "grocery_il"
WHOLE = Path(os.environ.get("TRESEN_DATA", ""))
# Before the first of the published promotions ends.
NOW = int(datetime(2025, 6, 1, 9, tzinfo=UTC).timestamp() * 1000)
CHAINS = ("Shufersal", "Hazi Hinam", "Yochananof", "Rami Levy")
Row = dict[str, str]


class Shop(Struct):
    """``prices``: article → minor units; ``offers``: what the rows say, read here, with (members only, coupon)."""

    prices: dict[str, int]
    offers: list[tuple[Offer, bool, str]]
    engine: Index


def open_shop(promos: bytes, prices: bytes, chain: str) -> Shop:
    shelf = {
        row["barcode"]: int(Decimal(row["price_ils"]) * 100)
        for row in rows(prices)
        if row["chain_en"] == chain and row["is_weighed"] == "0" and Decimal(row["price_ils"]) > 0
    }
    sheet = Sheet("promos.csv", promos)
    promotions, _ = read_promotions(sheet, Options("ILS", "Asia/Jerusalem", {"chain_en": chain}, NOW))
    mine = [row for row in rows(promos) if row["chain_en"] == chain]
    return Shop(shelf, offers_of(mine), index(promotions))


def rows(data: bytes) -> list[Row]:
    text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return list(csv.DictReader(io.StringIO(text.decode())))


def offers_of(published: list[Row]) -> list[tuple[Offer, bool, str]]:
    """One offer for all articles of the same promotion on the same terms."""
    together: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in published:
        together[tuple(value for column, value in _terms(row).items())].add(row["barcode"])
    known = []
    for terms, articles in together.items():
        row = dict(zip(_terms(published[0]), terms, strict=True))
        offer = read(row, frozenset(articles))
        if offer is not None:
            known.append((offer, row["club_only"] == "1", row["promo_id"] if row["is_coupon"] == "1" else ""))
    return known


def _terms(row: Row) -> Row:
    """What makes rows the same offer; figures in one spelling."""
    columns = ("promo_id", "description", "valid_until", "club_only", "is_coupon", "reward_type")
    figures = ("min_qty", "promo_price_ils", "discount_rate")
    told = {name: str(Decimal(row[name]).normalize()) if row[name] not in ("", "*") else row[name] for name in figures}
    return {name: row[name] for name in columns} | told


def read(row: Row, articles: frozenset[str]) -> Offer | None:
    """The published terms; None if they do not say what comes off."""
    count = Decimal(row["min_qty"])
    if row["reward_type"] == "0" or row["discount_rate"] == "*" or count < 1 or count % 1:
        return None
    articles, pieces = articles - {"0" * 13}, int(count)
    rate = Decimal(row["discount_rate"] or 0)
    if row["promo_price_ils"]:
        price = Fraction(row["promo_price_ils"]) * 100
        if (rate == 100) != (price == 0) or rate > 100:
            return None
        gift = 1 if price == 0 and row["is_coupon"] == "1" else 0
        return Offer("price" if pieces == 1 else "together", price, articles, take=pieces, most=gift)
    text = row["description"]
    if row["reward_type"] in ("8", "9") and pieces > 1:
        twin = pieces == 2 and rate == 10_000 and "1+1" in text
        return Offer("free", Fraction(1), articles, take=2) if twin else None
    percent = rate / 100  # the two chains that publish rates alone do so in hundredths
    return Offer("percent", Fraction(percent), articles, least=pieces) if f"{percent:f}%" in text else None


def basket(chance: random.Random, shop: Shop, popular: list[Offer]) -> dict[str, int]:
    """Up to nine pieces, mostly of articles that share a promotion."""
    pieces: dict[str, int] = defaultdict(int)
    articles = list(shop.prices)
    for _ in range(chance.randint(1, 3)):
        chosen = sorted(chance.choice(popular).articles & shop.prices.keys()) or articles
        for _ in range(chance.randint(1, 3)):
            pieces[chance.choice(chosen if chance.random() < 0.9 else articles)] += 1
    return dict(pieces)


def compare(shop: Shop, baskets: int, seed: int) -> dict[str, int]:
    """Every basket must cost the same; answers how many there were, how many were cheaper, and why."""
    chance = random.Random(seed)
    told = {"baskets": 0, "cheaper": 0, "member": 0, "multi-buy": 0, "coupon": 0}
    popular = {
        kind: [offer for offer, club, coupon in shop.offers if kind == _kind(offer, club, coupon)]
        for kind in ("member", "multi-buy", "coupon", "other")
    }
    for n in range(baskets):
        kind = list(popular)[n % 4]
        pieces = basket(chance, shop, popular[kind] or [offer for offer, _, _ in shop.offers])
        coupons = tuple({c for o, _, c in shop.offers if c and o.articles & pieces.keys() and chance.random() < 0.7})
        member = chance.random() < 0.5
        open_to_all = [
            offer
            for offer, club, coupon in shop.offers
            if offer.articles & pieces.keys() and (member or not club) and (not coupon or coupon in coupons)
        ]
        lines = [Line(i, sku, sku, count, shop.prices[sku], "", i) for i, (sku, count) in enumerate(pieces.items(), 1)]
        given = apply(lines, shop.engine, Circumstances(NOW, 7, 720, member, "", coupons))
        off = sum(discount.amount_minor for some in given.discounts.values() for discount in some)
        total = sum(shop.prices[sku] * count for sku, count in pieces.items())
        assert total - off == cheapest(pieces, shop.prices, open_to_all), (pieces, member, coupons)
        told["baskets"] += 1
        told["cheaper"] += off > 0
        told[kind] = told.get(kind, 0) + (off > 0)
    return told


def _kind(offer: Offer, club: bool, coupon: str) -> str:
    if coupon:
        return "coupon"
    if club:
        return "member"
    return "multi-buy" if offer.take > 1 else "other"


@pytest.mark.parametrize("chain", CHAINS[:2])
def test_real_baskets_of_the_sample(chain: str) -> None:
    told = compare(
        open_shop((SAMPLE / "promos.csv").read_bytes(), (SAMPLE / "prices.csv").read_bytes(), chain), 400, seed=1
    )
    assert told["cheaper"] > 200
    assert chain != "Shufersal" or min(told["member"], told["coupon"], told["multi-buy"]) > 50


@pytest.mark.skipif(not (WHOLE / "grocery_promos_il.csv.gz").is_file(), reason="TRESEN_DATA names no folder with them")
@pytest.mark.parametrize("chain", CHAINS)
def test_real_baskets_of_the_full_tables(chain: str) -> None:
    promos, prices = ((WHOLE / f"grocery_{name}_il.csv.gz").read_bytes() for name in ("promos", "prices"))
    told = compare(open_shop(promos, prices, chain), 1_000, seed=2)
    assert told["cheaper"] > 300
