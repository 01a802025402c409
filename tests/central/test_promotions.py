"""Promotions and coupons from tables: what is understood reaches the stream, what is not is named with its reason."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from pos import contract
from pos.base.errors import Code, Refused
from pos.central import cli, feed
from pos.central.centre import Centre
from pos.central.importing import import_stores
from pos.central.offer_sheets import Options as Reading
from pos.central.offer_sheets import read_promotions
from pos.central.promotions import Options, import_coupons, import_promotions
from pos.central.sheets import ImportReport, Sheet
from pos.domain.coupons import Coupon
from pos.domain.promotions import (
    AMOUNT,
    BUNDLE,
    N_FOR_M,
    N_FOR_PRICE,
    PERCENT,
    PRICE,
    THRESHOLD,
    Promotion,
    Window,
)
from tests.central.actors import CATALOGUE, NOON
from tests.central.conftest import STORES
from tests.central.test_import import DEMO

STREAM = contract.promotions_stream(CATALOGUE.partition(":")[2])
SAMPLE = Path(__file__).parents[1] / "vectors" / "grocery_il" / "promos.csv"
WHOLE = Path(os.environ.get("TRESEN_DATA", ""), "grocery_promos_il.csv.gz")
IL = Options("catalog:il", zone="Asia/Jerusalem")
IL_HEADER = (
    "barcode,promo_id,description,valid_until,min_qty,promo_price_ils,discount_rate,club_only,is_coupon,reward_type\n"
)


def bring(centre: Centre, text: str, options: Options | None = None, now_ms: int = NOON) -> ImportReport:
    sheet = Sheet("promotions.csv", text.encode())
    return centre.run(lambda db: import_promotions(db, sheet, options or Options(CATALOGUE), now_ms))


def understood(text: str, currency: str = "EUR") -> tuple[list[Promotion], list[str]]:
    """What a table says, and the reasons of what it does not, without a database."""
    sheet = Sheet("promotions.csv", text.encode())
    found, _ = read_promotions(sheet, Reading(currency, "Asia/Jerusalem", now_ms=NOON))
    return found, [fault.reason for fault in sheet.faults]


def coupons(centre: Centre, text: str, gone: bool = False) -> ImportReport:
    sheet = Sheet("coupons.csv", text.encode())
    return centre.run(lambda db: import_coupons(db, sheet, Options(CATALOGUE, remove_missing=gone), NOON))


def stored(centre: Centre, stream: str = STREAM) -> dict[str, Promotion]:
    rows = centre.run(lambda db: feed.rows_of(db, stream, contract.FEED_PROMOTION))
    return {id_: msgspec.json.decode(data, type=Promotion, strict=True) for id_, data in rows.items()}


def reasons(report: ImportReport) -> list[str]:
    return [fault.reason for fault in report.refused]


def ms(*date: int) -> int:
    return int(datetime(*date, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


def test_every_kind_in_our_own_columns(centre: Centre) -> None:
    report = bring(
        centre,
        "id,text,kind,skus,categories,percent,amount,take,pay,bundle,minimum,minimum_pieces,most,members,tiers,"
        "from,to,weekdays,from_time,to_time,coupon,stacks,priority\n"
        "p1,−12.5 % audio,percent,,audio|radio,12.5,,,,,,,,,,2026-03-01,2031-03-31,1|2|5,09:00,18:30,,,7\n"
        'p2,2 off,AMOUNT,A|B,,,"2,00",,,,,,3,yes,gold|silver,,,,,,,,\n'
        "p3,for 9.99,PRICE,A,,,9.99,,,,,2,,,,,2031-03-31T18:00,,,,c1,,\n"
        "p4,3 for 2,N_FOR_M,A,,,,3,2,,,,,,,,,,,,,,\n"
        "p5,2 for 5,N_FOR_PRICE,A,,,5,2,,,,,,,,,,,,,,,\n"
        "p6,set,BUNDLE,,,,20,,,A|B+C,,,,,,,,,,,,,\n"
        "p7,5 off,THRESHOLD,,,,5,,,,50.00,,,,,,,,,,,1,\n"
        "p8,3 %,THRESHOLD,,,3,,,,,100,,,,,,,,,,,,\n",
    )
    assert (report.added, report.refused) == (8, ())
    evening = Window((1, 2, 5), 9 * 60, 18 * 60 + 30)
    # Dates are the store's: Berlin, in winter and in summer.
    assert stored(centre) == {
        "p1": Promotion(
            "p1", "−12.5 % audio", PERCENT, categories=("audio", "radio"), value=1_250, window=evening, priority=7,
            from_ms=ms(2026, 2, 28, 23), to_ms=ms(2031, 3, 31, 22),
        ),
        "p2": Promotion(
            "p2", "2 off", AMOUNT, skus=("A", "B"), value=200, most=3, members=True, tiers=("gold", "silver")
        ),
        "p3": Promotion(
            "p3", "for 9.99", PRICE, skus=("A",), value=999, minimum_pieces=2, coupon="c1", to_ms=ms(2031, 3, 31, 16)
        ),
        "p4": Promotion("p4", "3 for 2", N_FOR_M, skus=("A",), take=3, pay=2),
        "p5": Promotion("p5", "2 for 5", N_FOR_PRICE, skus=("A",), value=500, take=2),
        "p6": Promotion("p6", "set", BUNDLE, value=2_000, bundle=(("A", "B"), ("C",))),
        "p7": Promotion("p7", "5 off", THRESHOLD, value=500, minimum=5_000, stacks=True),
        "p8": Promotion("p8", "3 %", THRESHOLD, value_bp=300, minimum=10_000),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "row", "reason"),
    [
        ("", ",t,PERCENT", "id-missing"), ("", "p,,PERCENT", "text-missing"), ("", "p,t,", "kind-missing"),
        ("", "p,t,MAGIC", "no-offer"), ("", "p,t,PERCENT", "no-offer"),
        (",percent", "p,t,PERCENT,101", "no-offer"), (",percent", "p,t,PERCENT,1.234", "percent-unreadable"),
        (",percent", "p,t,PERCENT,-5", "percent-unreadable"), (",percent", "p,t,PERCENT,ten", "percent-unreadable"),
        (",percent,amount", "p,t,THRESHOLD,5,5", "no-offer"), ("", "p,t,PRICE", "amount-missing"),
        (",amount", "p,t,AMOUNT,-1", "price-negative"), (",amount", "p,t,AMOUNT,1 €", "price-not-a-number"),
        (",take,pay", "p,t,N_FOR_M,2,2", "no-offer"), (",take,pay", "p,t,N_FOR_M,two,1", "take-not-a-number"),
        (",take,pay,stacks", "p,t,N_FOR_M,3,2,yes", "cannot-stack"),
        (",percent,most,stacks", "p,t,PERCENT,5,1,yes", "cannot-stack"),
        (",percent,to", "p,t,PERCENT,5,2026-03-01", "over"), (",percent,to", "p,t,PERCENT,5,soon", "date-unreadable"),
        (",percent,to", "p,t,PERCENT,5,2031-01-01T10:00Z", "date-with-zone"),
        (",percent,from,to", "p,t,PERCENT,5,2031-01-02,2031-01-01", "over"),
        (",percent,weekdays", "p,t,PERCENT,5,128", "weekdays-unreadable"),
        (",percent,from_time", "p,t,PERCENT,5,9:00", "time-unreadable"),
        (",percent,from_time", "p,t,PERCENT,5,24:01", "time-unreadable"),
        (",percent,from_time", "p,t,PERCENT,5,10:60", "time-unreadable"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(columns: str, row: str, reason: str) -> None:
    good = "good,t,AMOUNT" + "".join(f",{value}" for value in _good(columns))
    header = f"id,text,kind{columns}{'' if 'amount' in columns else ',amount'}"
    found, told = understood("\n".join((header, row + _pad(columns), good, "")))
    assert (told, [promotion.id for promotion in found]) == ([reason], ["good"])


def _good(columns: str) -> list[str]:
    """Cells of an AMOUNT row that is right, whatever columns there are."""
    names = columns.split(",")[1:]
    return [{"amount": "1"}.get(name, "") for name in names] + ([] if "amount" in names else ["1"])


def _pad(columns: str) -> str:
    return "" if "amount" in columns else ","


def test_an_id_counts_once_and_an_unchanged_table_sends_nothing(centre: Centre) -> None:
    table = "id,text,kind,percent\np,t,PERCENT,5\np,t,PERCENT,6\n"
    first, again = bring(centre, table), bring(centre, table)
    assert (reasons(first), first.added) == (["twice"], 1)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    other = "id,text,kind,percent,shop\nq,t,PERCENT,5,1\nr,t,PERCENT,5,2\n"
    report = bring(centre, other, Options(CATALOGUE, where={"shop": "1"}, remove_missing=True))
    assert (report.added, report.removed, report.filtered, report.rows) == (1, 1, 1, 2)
    assert list(stored(centre)) == ["q"]


@pytest.mark.parametrize(
    ("options", "table", "code"),
    [
        (Options(CATALOGUE), "id,text\n", Code.FILE_COLUMNS_MISSING),
        (Options(CATALOGUE, where={"shop": "1"}), "id,text,kind\n", Code.FILE_COLUMNS_MISSING),
        (Options("catalog:nowhere"), "id,text,kind\n", Code.SETTING_INVALID),
        (Options("catalog:nowhere", currency="EUR"), "id,text,kind\n", Code.SETTING_INVALID),
        (Options(CATALOGUE, zone="Mars"), "id,text,kind\n", Code.SETTING_INVALID),
        (Options("catalog:nowhere", currency="Euro", zone="UTC"), "id,text,kind\n", Code.SETTING_INVALID),
        (Options(CATALOGUE), IL_HEADER, Code.SETTING_INVALID),  # in shekels, and the stores sell in euros
    ],
)
def test_a_table_that_does_not_fit_is_refused(centre: Centre, options: Options, table: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        bring(centre, table, options)
    assert refused.value.code is code


def test_stores_in_two_zones_have_to_say_which(centre: Centre) -> None:
    other = STORES.replace(b"S0042", b"S0077").replace(b"Europe/Berlin", b"Europe/Lisbon", 1)
    centre.run(lambda db: import_stores(db, Sheet("stores.csv", other), NOON))
    with pytest.raises(Refused):
        bring(centre, "id,text,kind,percent\np,t,PERCENT,5\n")
    assert bring(centre, "id,text,kind,percent\np,t,PERCENT,5\n", Options(CATALOGUE, zone="UTC")).added == 1


def test_general_coupons(centre: Centre) -> None:
    header = "id,code,text,kind,amount,minimum,to,single,alone,worth\n"
    report = coupons(
        centre,
        header
        + "c1,TC-5,5 off,THRESHOLD,5,50,2031-01-01,,yes,5\n"
        + "c2,TC-5,same code,AMOUNT,1,,,,,\n"
        + "c3,,no code,AMOUNT,1,,,,,\n",
    )
    assert (reasons(report), report.added, report.kind) == (["code-twice", "code-missing"], 1, "coupons")
    rows = centre.run(lambda db: feed.rows_of(db, STREAM, contract.FEED_COUPON))
    offer = Promotion("c1", "5 off", THRESHOLD, value=500, minimum=5_000, coupon="c1", to_ms=ms(2031, 1, 1, 23))
    assert {id_: msgspec.json.decode(data, type=Coupon) for id_, data in rows.items()} == {
        "c1": Coupon("c1", "TC-5", "5 off", offer, single=False, to_ms=offer.to_ms, worth_minor=500, alone=True)
    }
    assert coupons(centre, header, gone=True).removed == 1


# --- the grocers' publication -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "terms"),
    [
        ("7,1,10 off,2031-01-01,1,9.90,,0,0,1", Promotion("1", "10 off", PRICE, value=990)),
        ("7,1,a,2031-01-01,1.00,19.90,17,1,0,3", Promotion("1", "a", PRICE, value=1_990, members=True)),
        ("7,1,a,2031-01-01,3,25,0.00,0,0,1", Promotion("1", "a", N_FOR_PRICE, value=2_500, take=3)),
        ("7,1,gift,2031-01-01,1,0.00,100,0,1,2", Promotion("1", "gift", PRICE, coupon="1", most=1)),
        ("7,1,50%,2031-01-01,1,,5000,0,0,2", Promotion("1", "50%", PERCENT, value=5_000)),
        ("7,1,50 % off,2031-01-01,2,,50,0,0,1", Promotion("1", "50 % off", PERCENT, value=5_000, minimum_pieces=2)),
        ("7,1,1+1 x,2031-01-01,2,,10000,0,0,9", Promotion("1", "1+1 x", N_FOR_M, take=2, pay=1)),
    ],
)
def test_published_rows_that_are_understood(row: str, terms: Promotion) -> None:
    (found,), told = understood(IL_HEADER + row + "\n", "ILS")
    assert told == []
    assert found.id.startswith("1.")
    day_after = ms(2031, 1, 1, 22)  # midnight in Jerusalem
    assert found == msgspec.structs.replace(terms, id=found.id, skus=("7",), to_ms=day_after)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0000000000000,1,a,2031-01-01,1,9.90,,0,0,1", "for-no-article"),
        (",1,a,2031-01-01,1,9.90,,0,0,1", "barcode-missing"),
        ("7,1,a,2031-01-01,1,9.90,,0,0,0", "reward-not-stated"),
        ("7,1,a,2031-01-01,0.25,20,,0,0,1", "sold-by-weight"),
        ("7,1,a,2031-01-01,0,20,,0,0,1", "sold-by-weight"),
        ("7,1,a,2031-01-01,x,20,,0,0,1", "min-qty-unreadable"),
        ("7,1,a,2026-01-01,1,20,,0,0,1", "over"),
        ("7,1,a,some day,1,20,,0,0,1", "date-unreadable"),
        ("7,1,a,2031-01-01,1,,,0,0,1", "no-terms"),
        ("7,1,a,2031-01-01,1,,*,0,0,1", "rate-unreadable"),
        ("7,1,a,2031-01-01,1,9.90,100,0,0,1", "price-and-rate-disagree"),
        ("7,1,a,2031-01-01,1,0.00,385,0,0,1", "price-and-rate-disagree"),
        ("7,1,a,2031-01-01,3,0,0.00,0,0,9", "price-and-rate-disagree"),
        ("7,1,a,2031-01-01,1,,5000,0,0,2", "rate-scale-unknown"),
        ("7,1,20%,2031-01-01,1,,5000,0,0,2", "rate-scale-unknown"),
        ("7,1,200%,2031-01-01,1,,200,0,0,2", "rate-too-large"),
        ("7,1,second at 50%,2031-01-01,2,,5000,0,0,9", "only-some-pieces-reduced"),
        ("7,1,1+2,2031-01-01,3,,10000,0,0,9", "only-some-pieces-reduced"),
    ],
)
def test_published_rows_that_are_not_understood_are_named(row: str, reason: str) -> None:
    assert understood(IL_HEADER + row + "\n", "ILS") == ([], [reason])


def test_rows_with_the_same_terms_are_one_promotion(centre: Centre) -> None:
    rows = (
        "7,1,a,2031-01-01,2,25,,0,0,1\n8,1,a,2031-01-01,2.00,25.00,,0,0,1\n"
        "9,1,a,2031-01-01,3,25,,0,0,1\n7,1,a,2031-01-01,2,25,,0,0,1\n7,2,a,2031-01-01,2,25,,0,0,1\n"
    )
    report = bring(centre, IL_HEADER + rows, IL)
    assert (report.rows, report.added, reasons(report)) == (5, 3, ["twice"])
    found = stored(centre, "promo:il").values()
    assert sorted((p.id.partition(".")[0], p.take, p.skus) for p in found) == [
        ("1", 2, ("7", "8")), ("1", 3, ("9",)), ("2", 2, ("7",)),
    ]  # fmt: skip


def test_the_sample_of_real_rows(centre: Centre) -> None:
    sheet = Sheet("promos.csv", SAMPLE.read_bytes())
    report = centre.run(lambda db: import_promotions(db, sheet, IL, ms(2026, 8, 10, 9)))
    assert (report.rows, report.added) == (495, 268)
    assert report.by_reason() == {
        "reward-not-stated": 24, "sold-by-weight": 11, "price-and-rate-disagree": 8, "only-some-pieces-reduced": 7
    }  # fmt: skip


@pytest.mark.skipif(not WHOLE.is_file(), reason="TRESEN_DATA names no folder with grocery_promos_il.csv.gz")
def test_the_full_table(centre: Centre) -> None:
    sheet = Sheet(WHOLE.name, WHOLE.read_bytes())
    report = centre.run(lambda db: import_promotions(db, sheet, IL, ms(2026, 8, 10, 9)))
    assert (report.rows, report.added) == (82_747, 4_146)
    assert report.by_reason() == {
        "reward-not-stated": 38_369, "over": 5_673, "sold-by-weight": 457, "price-and-rate-disagree": 279,
        "rate-scale-unknown": 60, "for-no-article": 38, "only-some-pieces-reduced": 32,
    }  # fmt: skip
    kinds = Counter(promotion.kind for promotion in stored(centre, "promo:il").values())
    assert kinds == {PRICE: 2_514, N_FOR_PRICE: 1_615, PERCENT: 14, N_FOR_M: 3}


def test_the_verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = ["--database", f"sqlite:///{tmp_path / 'centre.db'}"]
    for verb, name in (("import-rates", "tax_rates"), ("import-stores", "stores")):
        assert cli.main([verb, str(DEMO / f"{name}.csv"), *database]) == 0
    table = tmp_path / "offers.csv"
    table.write_text(
        "id,code,text,kind,percent,shop\na,A1,ten,PERCENT,10,1\nb,B1,five,PERCENT,x,1\nc,C1,t,PERCENT,1,2\n"
    )
    for verb in ("import-promotions", "import-coupons"):
        assert cli.main([verb, str(table), "--where", "shop=1", *database]) == 0
        said = capsys.readouterr().out
        assert "1 added" in said and "percent-unreadable: x" in said
    assert cli.main(["import-promotions", str(table), "--remove-missing", "--zone", "Mars", *database]) == 1
    assert "Mars" in capsys.readouterr().err
