from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pos.base.clock import Ids
from pos.cli import Check, Doors, Enrolled, ReplayOptions, ReplaySummary, SaleLine, Voice, main
from pos.contract.goods import LocationRow, StockRow
from pos.contract.people import ContactRow, CustomerRow
from pos.domain.customer import Consent
from pos.domain.events import Incident
from pos.domain.pickup_code import typed_code
from pos.ports import Identity, JournalReader, NewFact, Word
from pos.services.customers import Members
from pos.services.link import Contact
from pos.services.own_moves import OwnMoves
from pos.services.pickups import Pickups
from pos.services.stock import Shelves
from pos.store.journal import SqliteJournal
from tests.domain.orders import OTHER, order, ready
from tests.services.shop import CABLE, SetClock, ShopReplica

IDENTITY = Identity("11111111-0000-4000-8000-000000000000", "7K2Q", "T03", "S0042", "demo")
KEY = b"\x07" * 32


def journal_with(path: Path, incidents: int) -> SqliteJournal:
    """A real journal file with that many entries after its first."""
    clock = SetClock()
    ids = Ids(clock)
    journal = SqliteJournal.create(path, IDENTITY, KEY, "test", clock, "Europe/Berlin", Contact(), ids)
    for n in range(incidents):
        journal.append([NewFact(ids.new(), Incident("test", {"n": str(n)}), "2026-11-21", "7")])
    return journal


LENA = CustomerRow(
    "lena",
    "Lena",
    "Hoffmann",
    tier="Gold",
    points=2_480,
    purchases=9,
    phone="+49151 ··· 4720",
    consents=(Consent("newsletter", True, 0, "web"),),
    contacts=(ContactRow(0, "order", "web", "Onlinekauf W-47102", amount_minor=31_888, currency="EUR"),),
)
ORDERS = (
    ready(name="Lena Hoffmann"),
    order(id=OTHER, number="W-2", code=typed_code(OTHER), paid=False, name="Leo Hoffmann"),
)
CUSTOMERS = (LENA, CustomerRow("jan", "Jan", "Hoffmann", state="merged", into="lena"))


@dataclass
class Called:
    """What the doors were called with."""

    calls: list[tuple[object, ...]] = field(default_factory=list)

    def doors(self) -> Doors:
        def replay(data: Path, centre: str | None, options: ReplayOptions, voice: Voice) -> ReplaySummary:
            self.calls.append(("replay", data, centre, options))
            voice.sale(SaleLine("S0042-T03-7K2Q-000001", 4, 13_912, "EUR", "536365"))
            voice.progress("1 sold")
            return ReplaySummary(1, 13_912, "EUR", 1, 0, {"price-negative": 2}, 0.5, True, 0, 0)

        @contextmanager
        def journal(data: Path) -> Iterator[JournalReader]:
            opened = journal_with(data / "journal.db", 3)
            try:
                yield opened
            finally:
                opened.close()

        @contextmanager
        def members(data: Path) -> Iterator[Members]:
            replica = ShopReplica(customers={row.id: row for row in CUSTOMERS}, word=Word(1_795_268_460_000))
            yield Members(replica)

        @contextmanager
        def shelves(data: Path) -> Iterator[Shelves]:
            store = LocationRow("S0042", "store", "Alexanderplatz", followed=True)
            hamburg = LocationRow("S0007", "store", "Hamburg", metres=255_000)
            rows = {"S0042": {CABLE.sku: StockRow(6, reserved=2, incoming=20, incoming_on="2026-12-01")}}
            words = {"S0042": Word(1_795_268_460_000)}
            yield Shelves(ShopReplica(places=(store, hamburg), shelves=rows, shelves_word=words), OwnMoves())

        @contextmanager
        def pickups(data: Path) -> Iterator[Pickups]:
            word = Word(1_795_268_460_000)
            yield Pickups(ShopReplica(orders=ORDERS, orders_word=word), OwnMoves(clock=SetClock()))

        def note(*call: object) -> int:
            self.calls.append(call)
            return 0

        return Doors(
            run=lambda data, centre: note("run", data, centre),
            tour=lambda out: note("tour", out),
            screens=lambda out: note("screens", out),
            replay=replay,
            journal=journal,
            enrol=lambda data, centre, code: Enrolled("T03", "S0042", centre or ""),
            replica_reset=lambda data: self.calls.append(("reset", data)),
            doctor=lambda data: [Check("disk", "ok", "81 GB free"), Check("qt", "fail", "libEGL is missing")],
            members=members,
            shelves=shelves,
            pickups=pickups,
        )


Tresen = Callable[..., int]


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def tresen(called: Called) -> Tresen:
    """Run one command line; doors given by name replace the usual ones."""

    def run(argv: Sequence[str], **doors: object) -> int:
        return main(argv, replace(called.doors(), **doors))  # type: ignore[arg-type]

    return run
