"""What every screen is and what it is given. Screens know each other only by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.base.clock import Clock
from pos.base.errors import TresenError
from pos.contract import StoreRow
from pos.domain.slip import Slip
from pos.services.changes import Changes
from pos.settings import Settings
from pos.ui.runner import Runner


@dataclass(frozen=True, slots=True)
class Counter:
    """What the shell hands to each screen.

    ``go(name, **facts)`` opens another screen (its ``opened(**facts)`` is called); ``tell(error)`` shows an error's
    sentence as a bar in the flow of the current screen; ``print_slip(seq)`` prints entry ``seq`` on the device
    thread and marks it printed; ``store()`` answers the store's row, None before the first sync.
    """

    runner: Runner
    clock: Clock
    settings: Callable[[], Settings]
    store: Callable[[], StoreRow | None]
    till_name: str
    go: Callable[..., None]
    tell: Callable[[TresenError], None]
    print_slip: Callable[[int], None]


class Screen(QWidget):
    """Base of all screens: the area right of the rail, with search field on top and decision panel right.

    ``name`` is also the rail's key. A screen loads what it shows with ``counter.runner`` and holds no rules.
    """

    name = ""
    rail = True

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.counter = counter

    def opened(self, **facts: Any) -> None:
        """The screen has come to the front."""

    def changed(self, changes: Changes) -> None:
        """Something was touched; called for the screen in front, and on coming to the front with everything."""

    def scanned(self, text: str) -> None:
        """A scan that the router did not send elsewhere."""

    def typed(self, event: QKeyEvent) -> bool:
        """A key that no field took: F-keys, digits, arrows. True: done with it."""
        return False

    def escape(self) -> bool:
        """One step back inside the screen; False: nothing left to close here."""
        return False

    def preview(self, slip: Slip) -> None:
        """Show a document, where the screen has a place for it."""
