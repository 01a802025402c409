from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pos.base.errors import Code, Refused
from pos.rehearsal.failpoints import NAMES, VARIABLE, from_environment, nowhere


def test_without_the_variable_nothing_happens() -> None:
    assert from_environment({}) is nowhere


@pytest.mark.parametrize("text", ["journal", "journal.after_commit", "journal.after_commit:0", "print.before:x", "a:1"])
def test_a_misspelt_failpoint_is_refused_not_ignored(text: str) -> None:
    with pytest.raises(Refused) as reason:
        from_environment({VARIABLE: text})
    assert reason.value.code is Code.SETTING_INVALID


@pytest.mark.skipif(sys.platform == "win32", reason="dies by exit code there")
def test_the_process_dies_at_the_nth_time_and_with_a_file_only_once(tmp_path: Path) -> None:
    mark = tmp_path / "died"
    script = (
        "from pos.rehearsal.failpoints import from_environment\n"
        "at = from_environment()\n"
        "for n in range(4):\n"
        "    at('print.before'), at('print.after'), print(n, flush=True)\n"
    )

    def run() -> subprocess.CompletedProcess[str]:
        environment = {VARIABLE: f"print.after:3:{mark}", "PYTHONPATH": ":".join(sys.path)}
        return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)

    first = run()
    assert (first.returncode, first.stdout) == (-9, "0\n1\n")
    assert mark.read_text() == "print.after"
    assert (run().returncode, run().stdout) == (0, "0\n1\n2\n3\n")


def test_every_place_is_named_in_the_document() -> None:
    document = (Path(__file__).parents[2] / "docs" / "rehearsals.md").read_text(encoding="utf-8")
    assert VARIABLE in document
    assert [name for name in NAMES if f"`{name}`" not in document] == []
