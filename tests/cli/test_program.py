from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pos.base.errors import Bug, Code, Refused, Unavailable
from pos.cli import ReplayOptions, ReplaySummary
from pos.cli.program import VERBS
from tests.cli.conftest import Called, Tresen

Output = pytest.CaptureFixture[str]


def test_no_verb_opens_the_till(tresen: Tresen, called: Called, tmp_path: Path) -> None:
    assert tresen([]) == 0
    assert tresen(["--data", str(tmp_path), "--centre", "http://c"]) == 0
    assert tresen(["run", "--data", str(tmp_path)]) == 0
    assert [call[0] for call in called.calls] == ["run"] * 3
    assert called.calls[0][1].name == "tresen"  # type: ignore[attr-defined]
    assert called.calls[1:] == [("run", tmp_path, "http://c"), ("run", tmp_path, None)]


@pytest.mark.parametrize("before", [True, False], ids=["before the verb", "behind it"])
def test_the_folder_may_stand_on_either_side_of_the_verb(
    tresen: Tresen, called: Called, tmp_path: Path, before: bool
) -> None:
    shared = ["--data", str(tmp_path), "--centre", "http://c"]
    verb = ["replica", "reset"]
    assert tresen([*shared, *verb] if before else [*verb, *shared]) == 0
    assert called.calls == [("reset", tmp_path)]


def test_replay_passes_what_was_asked_and_prints_a_line_a_sale(tresen: Tresen, called: Called, capsys: Output) -> None:
    words = ["replay", "sales.csv", "--invoices", "5", "--skip", "2", "--offline", "--operator", "7", "--pin", "1111"]
    assert tresen(words) == 0
    assert called.calls[0][3] == ReplayOptions(Path("sales.csv"), 5, 2, True, "7", "1111")
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "S0042-T03-7K2Q-000001 4 139.12 EUR"
    assert "not replayed   2" in out
    assert err == "1 sold\n"


def test_replay_not_acknowledged_is_a_failure(tresen: Tresen, capsys: Output) -> None:
    short = ReplaySummary(1, 5, "EUR", 1, 0, {}, 0.5, False, 7, 1, "fork")
    assert tresen(["replay", "f.csv"], replay=lambda *_: short) == 1
    out = capsys.readouterr().out
    assert "no, 7 entries wait here" in out
    assert "fork" in out


def test_json_is_one_value_a_line(tresen: Tresen, tmp_path: Path, capsys: Output) -> None:
    assert tresen(["replay", "sales.csv", "--json"]) == 0
    sale, summary = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (sale["receipt"], sale["seq"], sale["total_minor"]) == ("S0042-T03-7K2Q-000001", 4, 13_912)
    assert summary["not_replayed"] == {"price-negative": 2}
    assert tresen(["journal", "verify", "--json", "--data", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 4
    assert tresen(["doctor", "--json"]) == 1
    assert [json.loads(line)["state"] for line in capsys.readouterr().out.splitlines()] == ["ok", "fail"]
    assert tresen(["enrol", "--code", "X", "--centre", "http://c", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["till"] == "T03"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused(Code.NOT_ENROLLED), 1),
        (Unavailable(Code.CENTRE_UNREACHABLE), 1),
        (Bug("a sum is off"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_an_error_is_told_and_has_its_exit_code(
    tresen: Tresen, capsys: Output, error: BaseException, code: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    assert tresen(["replica", "reset"], replica_reset=fail) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tresen: ")
    assert len(err.splitlines()) == 1
    assert "safe" in err or "Nothing was changed" in err


@pytest.mark.noise("verb replica reset")
def test_a_surprise_is_a_bug_and_no_traceback(tresen: Tresen, capsys: Output, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    assert tresen(["replica", "reset"], replica_reset=fail) == 3
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert "ZeroDivisionError" in caplog.text


def test_an_error_as_json_names_its_code(tresen: Tresen, capsys: Output) -> None:
    def fail(*_: object) -> None:
        raise Refused(Code.FILE_COLUMNS_MISSING, columns="quantity")

    assert tresen(["replay", "f", "--json"], replay=fail) == 1
    told = json.loads(capsys.readouterr().err)
    assert (told["error"], told["facts"]) == ("file-columns-missing", {"columns": "quantity"})
    assert told["happened"] == "The file lacks columns: quantity."


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["replay"],
        ["replay", "f", "--invoices", "-1"],
        ["replay", "f", "--skip", "x"],
        ["journal"],
        ["journal", "export"],
        ["enrol"],
    ],
)
def test_wrong_usage_is_two(tresen: Tresen, called: Called, capsys: Output, words: list[str]) -> None:
    assert tresen(words) == 2
    assert "usage: tresen" in capsys.readouterr().err
    assert called.calls == []


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_verb_has_help(tresen: Tresen, called: Called, capsys: Output, verb: str) -> None:
    assert tresen([*verb.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: tresen {verb}".rstrip())
    assert "--data DIR" in shown
    assert called.calls == []


def test_list_shows_the_newest_first(tresen: Tresen, tmp_path: Path, capsys: Output) -> None:
    assert tresen(["journal", "list", "--limit", "2", "--data", str(tmp_path)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["4", "3"]
    assert "incident" in rows[0]
    assert "waiting" in rows[0]


def test_looking_at_a_journal_loads_no_window_and_no_network() -> None:
    """In a process of its own: whatever this test run has loaded does not count."""
    script = (
        "import sys, pos.cli, pos.local\n"
        "pos.cli.main(['--help'], None)\n"
        "heavy = [m for m in ('PySide6', 'httpx', 'sqlite3', 'fastapi', 'sqlalchemy') if m in sys.modules]\n"
        "sys.exit(' '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
