"""`tresen doctor` over real folders: what would keep a till from selling is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pos.bootstrap.checks import doctor


def states(data: Path) -> dict[str, str]:
    return {check.name: check.state for check in doctor(data)}


def test_a_folder_that_is_no_till_yet_has_no_fault(tmp_path: Path) -> None:
    assert "fail" not in states(tmp_path / "till").values()
    assert not (tmp_path / "till").exists()


def test_settings_that_would_stop_the_start_are_named(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{bad")
    found = {check.name: check for check in doctor(tmp_path)}
    assert found["settings"].state == "fail"
    assert "settings.json" in found["settings"].detail
    (tmp_path / "settings.json").write_text('{"language": "nl"}')
    assert states(tmp_path)["settings"] == "ok"


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert states(tmp_path / "file")["rights"] == "fail"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(tmp_path)["rights"] == "ok"
    # Whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert states(tmp_path)["rights"] == "fail"
