"""Tables from people: what is good goes in, what is not is named with its line, nothing changes without cause."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos import contract
from pos.base.errors import Code, Refused
from pos.central import demo, feed
from pos.central.articles import Options, import_articles
from pos.central.centre import Centre
from pos.central.importing import import_operators, import_quick_keys, import_rates, import_stores
from pos.central.sheets import BadRow, ImportReport, Sheet, minor_units
from pos.contract import ArticleRow, OperatorRow, PolicyRow, StoreRow
from pos.domain.catalogue import QuickKey
from pos.domain.tax import Rate
from pos.store.pins import ArgonPins
from tests.central.actors import CATALOGUE, NOON
from tests.central.conftest import STORES, sqlite_database

DEMO = Path(__file__).parents[2] / "resources" / "demo"
DATA = os.environ.get("TRESEN_DATA", "")
GOODS = "sku,gtin,name,price\n"


def bring(centre: Centre, text: str, **options: object) -> ImportReport:
    sheet = Sheet("goods.csv", text.encode(errors="surrogateescape"))
    chosen = Options(CATALOGUE, **options)  # type: ignore[arg-type]
    return centre.run(lambda db: import_articles(db, [sheet], chosen, NOON))[0]


def articles(centre: Centre) -> dict[str, ArticleRow]:
    rows = centre.run(lambda db: feed.rows_of(db, CATALOGUE, contract.FEED_ARTICLE))
    return {sku: msgspec.json.decode(data, type=ArticleRow) for sku, data in rows.items()}


def versions(centre: Centre, stream: str = CATALOGUE) -> dict[str, int]:
    page = centre.run(lambda db: feed.page(db, stream, None, 2_000, {}, NOON))
    return {item.id: item.ver for item in page.items}


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(fault.line, fault.reason) for fault in report.refused]


def test_a_bad_row_is_named_and_the_rest_goes_in(centre: Centre) -> None:
    report = bring(
        centre,
        GOODS
        + "A1,4006381333931,Pen,1.99\n"
        + "A2,4006381333932,Wrong check digit,1.00\n"
        + "A3,,No price,\n"
        + "A4,,No number,1.2.3\n"
        + 'A5,,Thousands,"1,234.50"\n'
        + "A6,,Negative,-1.00\n"
        + "A1,,The same again,2.00\n"
        + "A7,04006381333931,Barcode of A1,2.00\n"
        + "A8,,,2.00\n"
        + ",,No number,2.00\n"
        + "A9,,Too few\n"
        + '"A10","","Two\nlines",3\n'
        + "A11,,Too dear,99999999.99\n"
        + "A12,12x,Not digits,1\n"
        + "A13,12345,Odd length,1\n"
        + "A14,,Not UTF-8 \udcff,1\n"
        + "\n"
        + "A15,,Free,0\n",
    )
    assert reasons(report) == [
        (3, "barcode-check-digit"),
        (4, "price-missing"),
        (5, "price-not-a-number"),
        (6, "price-not-a-number"),
        (7, "price-negative"),
        (8, "sku-twice"),
        (9, "barcode-twice"),
        (10, "name-missing"),
        (11, "sku-missing"),
        (12, "columns"),
        (15, "price-too-large"),
        (16, "barcode-not-digits"),
        (17, "barcode-length"),
        (18, "not-utf8"),
    ]
    assert (report.rows, report.added) == (17, 3)
    assert {sku: (a.name, a.price_minor) for sku, a in articles(centre).items()} == {
        "A1": ("Pen", 199),
        "A10": ("Two lines", 300),
        "A15": ("Free", 0),
    }


def test_only_what_changed_gets_a_new_version(centre: Centre) -> None:
    rows = [f"A{n},,Article {n},{n}.00" for n in range(5)]
    bring(centre, GOODS + "\n".join(rows))
    again = bring(centre, GOODS + "\n".join(rows))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 5)
    rows[2] = "A2,,Article 2,2.50"
    changed = bring(centre, GOODS + "\n".join(["NEW,,At the top,1", *rows]))
    assert (changed.added, changed.changed, changed.unchanged) == (1, 1, 4)
    assert versions(centre) == {"A0": 1, "A1": 1, "A2": 2, "A3": 1, "A4": 1, "NEW": 1}
    fewer = bring(centre, GOODS + "\n".join(rows[:2]), remove_missing=True)
    assert (fewer.unchanged, fewer.removed) == (2, 4)
    assert articles(centre).keys() == {"A0", "A1"}


def test_ranks_are_unique_and_stay(centre: Centre) -> None:
    bring(centre, "sku,name,price,popularity\nA,Slow,1,5\nB,Fast,1,500\nC,Middle,1,50\n")
    assert {sku: a.rank for sku, a in articles(centre).items()} == {"B": 1, "C": 2, "A": 3}
    bring(centre, "sku,name,price,popularity\nD,New star,1,9999\nA,Slow,1,100000\n")
    assert {sku: a.rank for sku, a in articles(centre).items()} == {"B": 1, "C": 2, "A": 3, "D": 4}
    bring(centre, "sku,name,price,rank\nA,Slow,1,4\nD,New star,1,3\nE,Wants the first,1,1\n")
    assert {sku: a.rank for sku, a in articles(centre).items()} == {"B": 1, "C": 2, "D": 3, "A": 4, "E": 5}


def test_a_column_map_and_a_filter(centre: Centre) -> None:
    text = 'Nr,Bezeichnung,VK,Art,EAN1,EAN2\nA,Stift,"1,5",x,4006381333931,96385074\nB,Heft,2,y,,\n'
    columns = {"sku": "Nr", "name": "Bezeichnung", "price": "VK", "gtin": "EAN1|EAN2"}
    report = bring(centre, text, columns=columns, where={"Art": "x"}, tax="reduced")
    assert (report.added, report.filtered) == (1, 1)
    row = articles(centre)["A"]
    assert (row.price_minor, row.gtins, row.tax) == (150, ("4006381333931", "96385074"), "reduced")


def test_columns_that_are_not_there(centre: Centre) -> None:
    with pytest.raises(Refused) as refused:
        bring(centre, "a,b\n1,2\n")
    assert refused.value.code is Code.FILE_COLUMNS_MISSING
    with pytest.raises(Refused) as refused:
        bring(centre, GOODS, columns={"shelf": "nowhere"})
    assert (refused.value.code, refused.value.facts["missing"]) == (Code.FILE_COLUMNS_MISSING, "nowhere")


def test_prices_in_another_currency_do_not_slip_in(centre: Centre) -> None:
    with pytest.raises(Refused) as refused:
        bring(centre, GOODS + "A,,X,1", currency="GBP")
    assert refused.value.code is Code.SETTING_INVALID
    report = bring(centre, "sku,name,price,currency\nA,X,1,EUR\nB,Y,1,USD\n")
    assert reasons(report) == [(3, "currency-other")]


def test_a_catalogue_without_store_needs_a_currency(centre: Centre) -> None:
    sheet = Sheet("goods.csv", (GOODS + "A,,X,1.999").encode())
    with pytest.raises(Refused):
        centre.run(lambda db: import_articles(db, [sheet], Options("catalog:new"), NOON))
    yen = Options("catalog:new", currency="JPY")
    report = centre.run(lambda db: import_articles(db, [Sheet("g", (GOODS + "A,,X,1.999").encode())], yen, NOON))[0]
    assert (report.added, report.notes[0].reason) == (1, "price-rounded")


def test_weighed_goods_wait_for_a_scale(centre: Centre) -> None:
    rows = ("7290003444009,שוקו,5.90,0", "101,מלפפון,4.90,1", "1234,קפה,3,0", "10181040009,חמאה,46.5,0")
    text = "\n".join(("barcode,name,price_ils,is_weighed", *rows))
    report = centre.run(
        lambda db: import_articles(db, [Sheet("il.csv", gzip.compress(text.encode()))], Options("catalog:il"), NOON)
    )[0]
    assert reasons(report) == [(2, "barcode-check-digit"), (3, "sold-by-weight")]
    stored = centre.run(lambda db: feed.rows_of(db, "catalog:il", contract.FEED_ARTICLE))
    found = {sku: msgspec.json.decode(data, type=ArticleRow) for sku, data in stored.items()}
    assert (found["1234"].name, found["1234"].gtins, found["1234"].currency) == ("קפה", (), "ILS")
    assert found["10181040009"].gtins == ("010181040009",)


@given(minor=st.integers(0, 10**12), places=st.integers(0, 4))
def test_prices_are_read_without_a_float(minor: int, places: int) -> None:
    text = f"{minor // 10**places}.{minor % 10**places:0{places}d}" if places else str(minor)
    scaled = minor * 100
    expected = (2 * scaled + 10**places) // (2 * 10**places)
    assert minor_units(text, "EUR") == (expected, scaled % 10**places != 0)
    assert minor_units(text.replace(".", ","), "EUR")[0] == expected


@pytest.mark.parametrize("text", ["", "x", "1e5", "NaN", "١٢", "1 000", "0x10", "--1", "1.", ".5", "-0.01"])
def test_what_is_no_price(text: str) -> None:
    with pytest.raises(BadRow):
        minor_units(text, "EUR")


@pytest.mark.parametrize("data", [b"", gzip.compress(b"a,b\n1,2\n")[:-3], b"\x1f\x8bnonsense"])
def test_files_that_are_no_tables(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        Sheet("x.csv", data)
    assert refused.value.code is Code.FILE_UNREADABLE


# --- stores, people, keys, rates ----------------------------------------------------------------------------------


def policy_rows(centre: Centre, kind: str, store: str = "S0042") -> dict[str, bytes]:
    return centre.run(lambda db: feed.rows_of(db, contract.policy_stream(store), kind))


def test_stores_bring_their_policy_and_rates(centre: Centre) -> None:
    row = msgspec.json.decode(policy_rows(centre, contract.FEED_STORE)["S0042"], type=StoreRow)
    assert (row.name, row.catalogue, row.demo) == ("Berlin", CATALOGUE, True)
    policy = msgspec.json.decode(policy_rows(centre, contract.FEED_POLICY)["policy"], type=PolicyRow)
    assert policy == PolicyRow(lookup_key=policy.lookup_key) and len(policy.lookup_key) == 64
    rates = [msgspec.json.decode(data, type=Rate) for data in policy_rows(centre, contract.FEED_RATE).values()]
    assert rates == [Rate("reduced", 700, "1983-07-01"), Rate("standard", 1900, "2007-01-01")]
    again = centre.run(lambda db: import_stores(db, Sheet("stores.csv", STORES), NOON))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


def test_a_policy_can_stand_in_the_table_and_rates_reach_every_store(centre: Centre) -> None:
    head, first, *_ = STORES.decode().splitlines()
    table = f"{head},void_limit,pin_attempts\n{first},80.00,3\n"
    centre.run(lambda db: import_stores(db, Sheet("stores.csv", table.encode()), NOON))
    policy = msgspec.json.decode(policy_rows(centre, contract.FEED_POLICY)["policy"], type=PolicyRow)
    assert (policy.void_limit_minor, policy.pin_attempts) == (8_000, 3)
    more = b"country,tax,rate_bp,valid_from\nDE,zero,0,2020-01-01\nDE,zero,1,soon\nDE,x,20000,2020-01-01\n"
    report = centre.run(lambda db: import_rates(db, Sheet("rates.csv", more), NOON))
    assert reasons(report) == [(3, "date-unreadable"), (4, "rate-too-large")]
    assert (report.added, report.changed, report.unchanged) == (1, 0, 0)
    other = b"country,tax,rate_bp,valid_from\nDE,zero,1,2020-01-01\nDE,reduced,700,1983-07-01\nNL,zero,0,2020-01-01\n"
    report = centre.run(lambda db: import_rates(db, Sheet("rates.csv", other), NOON))
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    assert "zero:2020-01-01" in policy_rows(centre, contract.FEED_RATE, "S0043")


def test_bad_stores_are_named(centre: Centre) -> None:
    head, good, _ = STORES.decode().splitlines()
    bad = [
        good.replace("S0042", "S 42"),
        good.replace("Europe/Berlin", "Mars/Olympus"),
        good.replace("EUR", "Euro"),
        good.replace(",DE,", ",Germany,"),
        good.replace("included", "perhaps"),
        good.replace("Retailer", ""),
    ]
    report = centre.run(
        lambda db: import_stores(db, Sheet("s.csv", "\n".join([head, *bad, good, good]).encode()), NOON)
    )
    assert [reason for _, reason in reasons(report)] == [
        "store-not-a-code", "zone-unknown", "currency-unknown", "country-unknown", "tax-mode-unknown",
        "retailer-missing", "twice",
    ]  # fmt: skip


def test_operators_keep_their_hash_until_the_pin_changes(centre: Centre) -> None:
    head = "store,number,name,role,duty,pin\n"

    def bring_people(*rows: str, gone: bool = False) -> ImportReport:
        data = (head + "\n".join(rows)).encode()
        return centre.run(lambda db: import_operators(db, Sheet("people.csv", data), NOON, gone))

    bring_people("S0042,1001,Mara,cashier,,1111", "S0042,1002,Tom,manager,Leitung,222222")
    before = policy_rows(centre, contract.FEED_OPERATOR)
    mara = msgspec.json.decode(before["1001"], type=OperatorRow)
    assert ArgonPins().matches(mara.pin, "1111")
    assert not ArgonPins().matches(mara.pin, "1112")
    assert mara.demo_pin == ""
    assert bring_people("S0042,1001,Mara,cashier,,1111", "S0042,1002,Tom,manager,Leitung,222222").unchanged == 2
    assert policy_rows(centre, contract.FEED_OPERATOR) == before
    report = bring_people(
        "S0042,1001,Mara,cashier,,9999",
        "S0042,1003,Ann,chef,,1234",
        "S0042,1004,Ann,cashier,,12",
        "S0042,1005,Ann,cashier,,",
        "S9999,1006,Ann,cashier,,1234",
        gone=True,
    )
    assert [reason for _, reason in reasons(report)] == [
        "role-unknown", "pin-not-4-to-8-digits", "pin-missing", "store-unknown",
    ]  # fmt: skip
    assert (report.changed, report.removed) == (1, 1)
    after = policy_rows(centre, contract.FEED_OPERATOR)
    assert ArgonPins().matches(msgspec.json.decode(after["1001"], type=OperatorRow).pin, "9999")


def test_a_demo_pin_is_shown_in_a_demo_store_only(centre: Centre) -> None:
    table = b"store,number,name,role,demo_pin\nS0042,1,Mara,cashier,1111\nS0043,2,Tom,cashier,2222\n"
    report = centre.run(lambda db: import_operators(db, Sheet("people.csv", table), NOON))
    assert reasons(report) == [(3, "demo-pin-in-real-store")]
    mara = msgspec.json.decode(policy_rows(centre, contract.FEED_OPERATOR)["1"], type=OperatorRow)
    assert (mara.demo_pin, ArgonPins().matches(mara.pin, "1111")) == ("1111", True)


def test_quick_keys_follow_their_article(centre: Centre) -> None:
    bring(centre, "sku,name,price,category\nA,Bag,2.50,shopping-bag\n")
    table = b'store,position,sku,label\nS0042,1,A,"Jumbo\nBag"\nS0042,13,A,x\nS0042,2,B,y\n'
    report = centre.run(lambda db: import_quick_keys(db, Sheet("keys.csv", table), NOON))
    assert reasons(report) == [(4, "position-out-of-range"), (5, "article-unknown")]

    def key() -> QuickKey:
        return msgspec.json.decode(policy_rows(centre, contract.FEED_QUICK_KEY)["1"], type=QuickKey)

    assert (key().price_minor, key().category) == (250, "shopping-bag")
    bring(centre, "sku,name,price,category\nA,Bag,2.75,shopping-bag\n")
    assert key().price_minor == 275
    with pytest.raises(Refused):
        centre.run(lambda db: import_quick_keys(db, Sheet("k", b"position,label,sku\n1,x,A\n"), NOON))


def test_the_demo_fills_itself_once(centre: Centre) -> None:
    assert centre.run(lambda db: demo.fill(db, DEMO, NOON)) == []  # there are stores already


def test_the_demo_tables_are_without_fault(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path)
    try:
        with database.transaction() as db:
            reports = demo.fill(db, DEMO, NOON)
            rows = feed.rows_of(db, CATALOGUE, contract.FEED_ARTICLE)
            store = demo.first_store(db)
    finally:
        database.close()
    assert [report.refused for report in reports] == [()] * len(reports)
    assert store == "S0042"
    found = [msgspec.json.decode(data, type=ArticleRow) for data in rows.values()]
    assert sorted(row.rank for row in found) == list(range(1, len(found) + 1))
    assert all(row.gtins and row.category and row.shelf and row.currency == "EUR" for row in found)


@pytest.mark.skipif(not DATA, reason="TRESEN_DATA names no folder with the full tables")
@pytest.mark.parametrize(
    ("name", "rows", "added", "refused"),
    [
        ("products.csv", 7_197, 7_197, {}),
        ("products_online_retail.csv", 3_922, 3_922, {}),
        (
            "grocery_prices_il.csv.gz",
            51_423,
            30_412,
            {"sku-twice": 18_342, "sold-by-weight": 2_652, "barcode-check-digit": 17},
        ),
    ],
)
def test_the_full_tables(tmp_path: Path, name: str, rows: int, added: int, refused: dict[str, int]) -> None:
    database = sqlite_database(tmp_path)
    try:
        with database.transaction() as db:
            sheet = Sheet(name, (Path(DATA) / name).read_bytes())
            report = import_articles(db, [sheet], Options("catalog:full"), NOON)[0]
    finally:
        database.close()
    assert (report.rows, report.added, report.by_reason()) == (rows, added, refused)
