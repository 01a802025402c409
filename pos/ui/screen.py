"""What every screen is and what it is given. Screens know each other only by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.base.clock import Clock
from pos.base.errors import TresenError
from pos.contract import StoreRow
from pos.domain.slip import Slip
from pos.services.changes import Changes
from pos.services.link import LinkStatus
from pos.settings import Settings
from pos.ui.concierge import Concierge
from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.program import DemoFacts, FirstStart
from pos.ui.runner import Runner
from pos.ui.theme import Breakpoint
from pos.ui.widgets.fields import SearchField

if TYPE_CHECKING:
    from pos.ui.display import CustomerDisplay


@dataclass(frozen=True, slots=True)
class Counter:
    """What the shell hands to each screen.

    ``go(name, **facts)`` opens another screen (its ``opened(**facts)`` is called); ``tell(error)`` shows an error's
    sentence as a bar in the flow of the current screen; ``say(kind, icon, strong, text)`` any other bar
    there, until somebody takes it away; ``print_slip(seq)`` prints entry ``seq`` on the device
    thread and marks it printed, ``print_paper(slip)`` what is no entry; ``store()`` answers the store's row, None
    before the first sync; ``link()`` the last known state of the line to the centre, None before the first answer,
    ``offline()`` whether the screen says offline (after the grace period). ``enrolled()``: the first start is over,
    open the till and go to sign-in.
    ``send_now()``: push what waits without sitting out the pause after a failure; None: nothing can.
    ``concierge``: asks the centre about customers; None in a window without a line to any.
    ``switch(name, value)`` changes a setting of the screen (``language``, ``theme``) at once and keeps it.
    ``display``: the window turned to the customer; None: there is none.
    """

    runner: Runner
    clock: Clock
    settings: Callable[[], Settings]
    store: Callable[[], StoreRow | None]
    till_name: str
    go: Callable[..., None]
    tell: Callable[[TresenError], None]
    say: Callable[[Kind, Icon, str, str], None]
    print_slip: Callable[[int], None]
    print_paper: Callable[[Slip], None] = lambda slip: None
    link: Callable[[], LinkStatus | None] = lambda: None
    offline: Callable[[], bool] = lambda: False
    switch: Callable[[str, str], None] = lambda name, value: None
    enrolled: Callable[[], None] = lambda: None
    demo: Callable[[], DemoFacts | None] = lambda: None
    first_start: FirstStart | None = None
    send_now: Callable[[], None] | None = None
    concierge: Concierge | None = None
    display: CustomerDisplay | None = None


class Screen(QWidget):
    """Base of all screens: the area right of the rail, with search field on top and decision panel right.

    ``name`` is also the rail's key; ``rail`` False hides the rail, or with ``dims_rail`` leaves it in its place,
    switched off. ``search``: the field that takes what is typed, if the screen has one. A screen loads what it shows
    with ``counter.runner`` and holds no rules. Its language never changes: the shell makes it anew for another one.

    Where a key goes: a text field of a form (not ``search``) that has the keyboard takes text and editing keys,
    Enter and Tab; a focused button takes Enter and Space; everything else is offered to ``typed``; what that
    declines goes to ``search``. Scans are no keys: they arrive in ``scanned`` and nowhere else.
    """

    name = ""
    rail = True
    dims_rail = False
    search: SearchField | None = None

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.counter = counter

    def opened(self, **facts: Any) -> None:
        """The screen has come to the front."""

    def changed(self, changes: Changes) -> None:
        """Something was touched; called for the screen in front, and on coming to the front with everything."""

    def stirred(self) -> None:
        """Somebody is there: a key, a touch or a scan, whatever will become of it."""

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

    def reflex_ms(self) -> int:
        """How long a press of the blue button would still be taken for a reflex; for whoever plays a person."""
        return 0

    def settled(self) -> bool:
        """Nothing is still to be asked for by itself; for tests, tours and pictures."""
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        """What F1 shows: pairs of keycap and meaning, those of every screen left out."""
        return ()

    def flow(self, bar: QWidget | None) -> bool:
        """A bar of the shell (an error, back online) for the place where this screen has its bars; None takes it
        away. False: no such place, the shell shows it on top.
        """
        return False

    def set_breakpoint(self, at: Breakpoint) -> None:
        """The window has become compact, regular or wide; its painted widgets are told by the shell."""
