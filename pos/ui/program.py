"""What the windows are given to run on. Nothing here names a file, a device or a network: bootstrap fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.base.clock import Clock
from pos.contract import StoreRow
from pos.domain.slip import Slip
from pos.ports import Centre
from pos.services.till import LookUps, Till
from pos.settings import Settings

if TYPE_CHECKING:
    from pos.ui.runner import Runner


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What only a demo shows. ``attribution``: one line per source of data; ``centre_page``: address of the centre's
    page with today's record; ``cut(True)`` takes the network away, ``cut(False)`` gives it back (device thread).
    The operators' own ``demo_pin`` is shown beside them.
    """

    attribution: tuple[str, ...]
    centre_page: str
    cut: Callable[[bool], None]


@dataclass(frozen=True, slots=True)
class FirstStart:
    """A till that is nobody yet. Both calls run on the device thread, return when the till can be opened, and raise
    Refused or Unavailable with the code of what went wrong. ``enrol(centre_url, code)``.
    """

    try_demo: Callable[[], None]
    enrol: Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Program:
    """One till's windows and what they stand on. Functions without a note are called on the UI thread and answer
    at once, from memory.

    ``open_till`` (money thread), ``open_look_ups`` (each look-up thread), ``close_till`` (money thread, at the end).
    ``settings`` / ``save_settings``: the present ones; saving may write a small file.
    ``till_name``: as people call it ("Kasse 3"); asked again after a first start. ``store``: its row, None before
    the first sync.
    ``print_slip(slip, name)`` (device thread): print, or raise Unavailable.
    ``demo``: facts of a demo, else None. ``first_start``: given while the till is not enrolled.
    ``send_now()``: push what waits at once, without sitting out the pause after a failure.
    ``centre``: who answers questions about customers; None: nobody.
    ``connect(runner)``: after the first frame and with the till open: start whatever talks to the centre; it may
    call ``runner.money`` from a thread of its own. ``disconnect``: before everything ends.
    """

    open_till: Callable[[], Till]
    open_look_ups: Callable[[], LookUps]
    close_till: Callable[[], None]
    clock: Clock
    settings: Callable[[], Settings]
    save_settings: Callable[[Settings], None]
    till_name: Callable[[], str]
    store: Callable[[], StoreRow | None]
    print_slip: Callable[[Slip, str], None]
    demo: Callable[[], DemoFacts | None] = lambda: None
    first_start: FirstStart | None = None
    send_now: Callable[[], None] | None = None
    centre: Centre | None = None
    connect: Callable[[Runner], None] | None = None
    disconnect: Callable[[], None] | None = None
