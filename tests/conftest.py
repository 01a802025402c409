"""Silence is the pass condition: a warning in the log, a thread or a window left over fails the test.

Python warnings fail by `filterwarnings`, Qt's messages by pytest-qt; what neither sees is watched here. A test that
is *about* a warning says so with ``@pytest.mark.noise("regex")``; what may always appear stands in allowed_noise.txt.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two shared cores may stall any single example; CI draws the same examples in every run.
settings.register_profile("till", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("till"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "till")

ALLOWED = Path(__file__).parent / "allowed_noise.txt"
THREAD_PATIENCE_S = 2.0


def allowed_noise() -> list[str]:
    """The regexes of allowed_noise.txt, in its order."""
    lines = ALLOWED.read_text("utf-8").splitlines()
    return [line.rpartition("  #")[0] for line in lines if line and not line.startswith("#")]


def pytest_configure(config: pytest.Config) -> None:
    for pattern in allowed_noise():
        config.addinivalue_line("qt_log_ignore", pattern)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@pytest.fixture(autouse=True)
def silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Log records >= WARNING fail unless allowed."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    allowed = allowed_noise() + [str(mark.args[0]) for mark in request.node.iter_markers("noise")]
    loud = [text for text in listener.heard if not any(re.search(pattern, text) for pattern in allowed)]
    assert not loud, f"unexpected in the log: {loud}"


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Threads that outlive the test, and windows it left open, fail."""
    threads = set(threading.enumerate())
    before, windows = _windows(), _open_windows()
    yield
    until = time.monotonic() + THREAD_PATIENCE_S
    while (left := _working(threads)) and time.monotonic() < until:
        left[0].join(0.05)
    assert not left, f"threads left over: {[thread.name for thread in left]}"
    opened = [window for window in _open_windows() if window not in windows]
    assert not opened, f"windows left over: {opened}"
    # Hidden ones count too: each costs every later change of the style sheet its share.
    kept = [window for window in _windows() if window not in before]
    assert not kept, f"windows that nobody deleted: {kept}"


def _working(before: set[threading.Thread]) -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]


def _open_windows() -> list[Any]:
    return [widget for widget in _windows() if widget.isVisible()]


def _windows() -> list[Any]:
    from PySide6.QtCore import QEvent  # only here: most tests need no Qt
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return list(QApplication.topLevelWidgets())
