"""New online orders, wherever somebody is: their number at the rail, and a short tone at the counter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from pos.services.changes import Changes
from pos.services.pickups import PickupLists
from pos.settings import Settings
from pos.ui import tones
from pos.ui.frame import Rail
from pos.ui.runner import Runner

AT_THE_COUNTER: Final = ("sell", "collect")


class PickupAlert(QObject):
    """``front()``: the name of the screen in front. The orders that are there at the start are not new."""

    def __init__(self, runner: Runner, rail: Rail, settings: Callable[[], Settings], front: Callable[[], str]) -> None:
        super().__init__(rail)
        self._runner = runner
        self._rail = rail
        self._settings = settings
        self._front = front
        self._known: set[str] | None = None

    def changed(self, changes: Changes) -> None:
        if changes.pickups:
            self.look()

    def look(self) -> None:
        """Count anew."""
        self._runner.look(lambda look: look.pickups.lists(), self._counted, lambda _error: None, newest="to-pick")

    def _counted(self, lists: PickupLists) -> None:
        self._rail.setToPick(lists.to_pick_count)
        orders = {one.id for one in (*lists.to_pick, *lists.unclear)}
        new = self._known is not None and bool(orders - self._known)
        self._known = orders if self._known is None else self._known | orders
        if new and self._front() in AT_THE_COUNTER and self._settings().flag("sounds"):
            tones.arrived()
