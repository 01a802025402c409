"""The store day through the real windows: what `make run` plays where there is no display."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pos.rehearsal.script import HANDED_OVER, scenes

HOUSE = Path(__file__).parents[2]


def test_the_store_day_ends_with_every_cent_where_it_belongs(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(HOUSE / "main.py"), "tour", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=170,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["faults"] == []
    assert summary["sales"] == sum(scene.sales for scene in scenes())
    assert summary["kills"] == 2
    assert (summary["orders"], summary["handed_over"]) == (2, HANDED_OVER)
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert len(pictures) == summary["pictures"] == sum(bool(scene.picture) for scene in scenes())
