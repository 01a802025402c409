"""Whether there is a window turned to the customer, and where. Apart from that window, so that a till without one does
not load it.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from pos.settings import Settings


def second_screen(till: QWidget) -> QScreen | None:
    """The screen that faces the customer: the first one on which the till's window does not stand."""
    own = till.screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not own), None)


def wanted(settings: Settings, till: QWidget) -> bool:
    """Is there to be a window: not if it is switched off, nor if it would have nowhere to be."""
    how = settings.text("customer_display")
    return how == "window" or (how == "auto" and second_screen(till) is not None)
