"""The command line: each verb does its work, says in one sentence what is wrong, and ends with 0, 1 or 2."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from pos.central import cli
from tests.central.remote import COMMAND, Served
from tests.central.test_import import DEMO

VERBS = (
    ["serve"], ["import-articles"], ["import-stores"], ["import-rates"], ["import-operators"], ["import-quick-keys"],
    ["import-promotions"], ["import-coupons"],
    ["enrol-code"], ["report"], ["report", "day"], ["report", "reconcile"], ["review"], ["till"], ["till", "revoke"],
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'centre.db'}"


def filled(database: str) -> None:
    for verb, name in (
        ("import-rates", "tax_rates"), ("import-stores", "stores"), ("import-operators", "operators"),
    ):  # fmt: skip
        assert cli.main([verb, str(DEMO / f"{name}.csv"), "--database", database]) == 0


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_has_help(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*verb, "--help"])
    assert ended.value.code == 0
    assert "usage: tresen-central" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["dance"], ["enrol-code", "--store", "S1"], ["serve", "--port", "99999"],
        ["report", "day", "--day", "today"],
        ["import-articles"], ["import-articles", "x", "--map", "colour=x"], ["import-articles", "x", "--where", "x"],
        ["enrol-code", "--store", "S1", "--till", "T 3"],
    ],
)  # fmt: skip
def test_a_wrong_command_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_a_centre_is_set_up_and_reports(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    filled(database)
    goods = [str(DEMO / "articles.csv"), str(DEMO / "drinks.csv"), "--join", str(DEMO / "made_up.csv")]
    assert cli.main(["import-articles", *goods, "--database", database]) == 0
    assert cli.main(["import-quick-keys", str(DEMO / "quick_keys.csv"), "--database", database]) == 0
    assert "1500 added" in capsys.readouterr().out
    assert cli.main(["import-articles", *goods, "--database", database, "--json"]) == 0
    assert [report["unchanged"] for report in json.loads(capsys.readouterr().out)] == [1500, 150]
    assert cli.main(["enrol-code", "--store", "S0042", "--till", "T07", "--database", database, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["till"] == "T07"
    assert cli.main(["report", "day", "--database", database]) == 0
    assert "Berlin Alexanderplatz" in capsys.readouterr().out
    assert cli.main(["report", "reconcile", "--database", database, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert cli.main(["review", "--database", database]) == 0
    assert "Nothing needs attention." in capsys.readouterr().out


def test_refused_rows_are_listed(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(database)
    table = tmp_path / "goods.csv"
    table.write_text("sku,name,price\n" + "".join(f"A{n},Article,none\n" for n in range(9)), "utf-8")
    assert cli.main(["import-articles", str(table), "--database", database]) == 0
    out = capsys.readouterr().out
    assert "9 × price-not-a-number" in out
    assert "goods.csv:2: price-not-a-number: none" in out
    assert "and 4 more" in out
    assert cli.main(["import-articles", str(table), "--database", database, "--all"]) == 0
    assert "goods.csv:10:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import-articles", "/nowhere.csv"], "cannot be read"),
        (["import-stores", str(DEMO / "articles.csv")], "no column for"),
        (["import-articles", str(DEMO / "articles.csv"), "--currency", "GBP"], "does not fit"),
        (["enrol-code", "--store", "S9", "--till", "T1"], "There is no store S9"),
        (["till", "revoke", "--store", "S0042", "--till", "T9"], "has no till T9"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_1(
    database: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(database)
    capsys.readouterr()
    assert cli.main([*arguments, "--database", database]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.strip().endswith("Nothing was changed.")
    assert told.out == ""


def test_a_database_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "day", "--database", "sqlite:////nowhere/x.db"]) == 1
    assert "The database cannot be used" in capsys.readouterr().err


def test_verbs_beside_a_running_centre_are_carried_out_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served = Served(tmp_path, "--demo", str(DEMO))
    note = tmp_path / "centre.db.address"
    try:
        assert note.stat().st_mode & 0o077 == 0
        at = ["--database", served.database]
        assert cli.main(["enrol-code", "--store", "S0042", "--till", "T08", *at, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["till"] == "T08"
        assert cli.main(["enrol-code", "--store", "S9", "--till", "T08", *at]) == 1
        assert "There is no store S9" in capsys.readouterr().err
        goods = [str(DEMO / "articles.csv"), "--join", str(DEMO / "made_up.csv")]
        assert cli.main(["import-articles", *goods, *at, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)[0]["unchanged"] == 1500
        assert cli.main(["import-articles", str(DEMO / "made_up.csv"), *at]) == 1
        assert "no column for name, price" in capsys.readouterr().err
        assert cli.main(["serve", "--port", "0", *at]) == 1
        assert "Another centre has this file open" in capsys.readouterr().err
        port = served.ready.url.rpartition(":")[2]
        assert cli.main(["serve", "--port", port, "--database", "sqlite://"]) == 1
        assert "Cannot listen on" in capsys.readouterr().err
        note.unlink()
        assert cli.main(["review", *at]) == 1
        assert "does not answer" in capsys.readouterr().err
    finally:
        assert served.stop() == 0
    assert cli.main(["report", "reconcile", *at]) == 0


def test_a_signal_ends_it_in_order(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    database = f"sqlite:///{tmp_path / 'centre.db'}"
    process = subprocess.Popen([*COMMAND, "serve", "--database", database, "--port", "0", "--ready-file", str(ready)])
    try:
        while not ready.exists():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()
    assert not (tmp_path / "centre.db.address").exists()
    assert not (tmp_path / "centre.db-wal").exists()


def test_customers_by_the_command_line(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(database)

    def said(*words: str) -> str:
        assert cli.main([*words, "--database", database]) == 0
        return capsys.readouterr().out

    assert "1 added" in said("import-loyalty", str(DEMO / "loyalty.csv"))
    parts = ("--names", str(DEMO / "customer_names.csv"), "--history", str(DEMO / "customer_invoices.csv"))
    story = ("--story", str(DEMO / "customer_story.csv"), "--coupons", str(DEMO / "customer_coupons.csv"))
    assert "40 added" in said("import-customers", str(DEMO / "customers.csv"), *parts, *story)
    assert "16098: 2480 points" in said("points", "show", "16098")
    assert "13047 counts for 16098." in said("customer", "merge", "13047", "--into", "16098")
    assert "13047 counts for itself." in said("customer", "unmerge", "13047")
    assert "13047 is blocked." in said("customer", "block", "13047")
    assert "13047 is active." in said("customer", "unblock", "13047")
    assert "40 customers looked at" in said("maintain")
    assert "is the key of web." in said("channel-key", "web")
    assert json.loads(said("customer", "export", "16098"))["tables"]["customer"][0]["family"] == "Hoffmann"
    assert "16098 is forgotten (1 records)" in said("customer", "erase", "16098")
    assert cli.main(["customer", "export", "16098", "--database", database]) == 1
    assert "There is no customer 16098" in capsys.readouterr().err
    assert cli.main(["customer", "unmerge", "13047", "--database", database]) == 1
    assert "was not merged" in capsys.readouterr().err
