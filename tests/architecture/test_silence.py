"""The watch for noise and leftovers, set on tests that make some: a watch that never barks proves nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

NOISY = """
import logging, threading
import pytest
from PySide6.QtWidgets import QWidget

stop = threading.Event()
windows = []

def test_quiet(): logging.getLogger("x").info("fine")
def test_log(): logging.getLogger("x").warning("the roof is on fire")
@pytest.mark.noise("^the roof")
def test_log_meant(): logging.getLogger("x").warning("the roof is on fire")
def test_allowed(): logging.getLogger("x").warning("always so: rain")
def test_thread(): threading.Thread(target=stop.wait, args=(60,)).start()
def test_thread_ended(): stop.set()
def test_window(qapp):
    windows.append(QWidget())
    windows[0].show()
def test_window_closed(qapp): windows.pop().close()
"""
EXPECTED = {"test_log", "test_thread", "test_window"}


def test_noise_and_leftovers_fail(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    allowed = (ROOT / "tests" / "allowed_noise.txt").read_text("utf-8")
    (tmp_path / "allowed_noise.txt").write_text(allowed + "^always so: \\w+  # for this test\n", "utf-8")
    (tmp_path / "test_noisy.py").write_text(NOISY, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = noise(pattern)\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rfE"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    failed = set(re.findall(r"^(?:ERROR|FAILED) \S*::(\w+)", run.stdout, re.MULTILINE))
    assert failed == EXPECTED, run.stdout + run.stderr
