"""Tones of the counter. What the platform has: its bell, once or twice; nothing has to be shipped or mixed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

_BETWEEN_MS = 140


def arrived() -> None:
    """Once: there is something new to be done."""
    QApplication.beep()


def unknown() -> None:
    """Twice: that code is not known."""
    QApplication.beep()
    QTimer.singleShot(_BETWEEN_MS, QApplication.beep)
