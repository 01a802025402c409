"""What the command line may ask for, as typed callables, and the values that pass through."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pos.ports import JournalReader
from pos.services.customers import Members
from pos.services.pickups import Pickups
from pos.services.stock import Shelves


class ReplayOptions(Struct, frozen=True):
    """``file``: CSV or CSV.gz; of the invoices that can be sold the first ``skip`` are passed over and at most
    ``invoices`` taken (None: all). ``offline``: nothing is sent until the last one is sold. ``operator`` and
    ``pin``: who sells; not needed in a demo store. ``patience_s``: how long the end waits without progress.
    ``customers``: each sale belongs to the invoice's customer and earns points.
    """

    file: Path
    invoices: int | None = None
    skip: int = 0
    offline: bool = False
    operator: str | None = None
    pin: str | None = None
    patience_s: int = 60
    customers: bool = False


class SaleLine(Struct, frozen=True):
    """A durable sale: receipt number, entry number, total in minor units, the invoice it came from."""

    receipt: str
    seq: int
    total_minor: int
    currency: str
    invoice: str


class ReplaySummary(Struct, frozen=True):
    """``sales`` and ``total_minor``: of this run; ``known``: invoices that stood in this till's journal before;
    ``not_replayed``: invoices by reason; ``waiting``: entries the centre has not acknowledged; ``set_aside``: entries
    of this journal it put aside for a person; ``problem``: what the link reported, if anything.
    """

    sales: int
    total_minor: int
    currency: str
    days: int
    known: int
    not_replayed: dict[str, int]
    seconds: float
    acknowledged: bool
    waiting: int
    set_aside: int
    problem: str | None = None


class Voice(Protocol):
    """Where a replay speaks while it runs."""

    def sale(self, line: SaleLine) -> None:
        """Called after the sale's commit, once per sale."""
        ...

    def progress(self, text: str) -> None: ...


class Enrolled(Struct, frozen=True):
    till: str
    store: str
    centre: str


class Check(Struct, frozen=True):
    """One finding of `doctor`. ``state``: ok | note | fail; ``detail``: facts and, unless ok, what to do."""

    name: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Doors:
    """Handed to the command line by bootstrap. ``data`` is the till's folder, which need not exist yet;
    ``centre`` the address given, if any. All raise TresenError.
    """

    run: Callable[[Path, str | None], int]
    tour: Callable[[Path], int]
    screens: Callable[[Path, Path | None], int]
    replay: Callable[[Path, str | None, ReplayOptions, Voice], ReplaySummary]
    journal: Callable[[Path], AbstractContextManager[JournalReader]]
    enrol: Callable[[Path, str | None, str], Enrolled]
    replica_reset: Callable[[Path], None]
    doctor: Callable[[Path], list[Check]]
    members: Callable[[Path], AbstractContextManager[Members]]
    shelves: Callable[[Path], AbstractContextManager[Shelves]]
    pickups: Callable[[Path], AbstractContextManager[Pickups]]
