"""What the command line's verbs do, joined."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pos.base.clock import SystemClock
from pos.base.errors import Code, Refused
from pos.bootstrap.checks import doctor
from pos.bootstrap.display import display_usable
from pos.bootstrap.enrolment import enrol
from pos.bootstrap.selling import replay
from pos.cli.doors import Doors, Enrolled
from pos.local import RunningTill
from pos.ports import JournalReader
from pos.services.customers import Members
from pos.services.own_moves import OwnMoves
from pos.services.pickups import Pickups
from pos.services.stock import Shelves
from pos.store import replica
from pos.store.files import Folder
from pos.store.journal_file import JournalFile

TOUR_FOLDER = Path("build/tour")


def doors() -> Doors:
    return Doors(
        run=_run,
        tour=_tour,
        screens=_screens,
        replay=replay,
        journal=_journal,
        enrol=_enrol,
        replica_reset=_replica_reset,
        doctor=doctor,
        members=_members,
        shelves=_shelves,
        pickups=_pickups,
    )


# Qt is imported by the verbs that show something, and by no other.


def _run(data: Path, centre: str | None) -> int:
    from pos.bootstrap.window import Window

    if not display_usable():
        from pos.bootstrap.stage import tour
        from pos.rehearsal.tour import say

        say(f"There is no display here; the store day is played offscreen into {TOUR_FOLDER}/ instead.\n")
        return tour(TOUR_FOLDER)
    return Window(Folder(data), centre or None).run()


def _tour(out: Path) -> int:
    from pos.bootstrap.stage import tour

    return tour(out)


def _screens(out: Path, pictures: Path | None) -> int:
    from pos.bootstrap.stage import screens

    return screens(out, pictures)


@contextmanager
def _journal(data: Path) -> Iterator[JournalReader]:
    """The running till answers for its journal; if none runs, its file is opened."""
    running = RunningTill.find(data)
    with closing(running if running is not None else JournalFile(Folder(data).journal)) as reader:
        yield reader


def _enrol(data: Path, centre: str | None, code: str) -> Enrolled:
    folder = Folder(data)
    if folder.enrolment() is not None and folder.journal.exists():
        raise Refused(Code.ALREADY_ENROLLED, folder=str(data))
    settings = folder.settings()
    enrolment = enrol(folder, centre or settings.text("centre"), code, settings.text("mode"))
    return Enrolled(enrolment.till, enrolment.store, enrolment.centre)


@contextmanager
def _members(data: Path) -> Iterator[Members]:
    """The replica is read beside a running till; its writer is another process anyway."""
    if Folder(data).enrolment() is None:
        raise Refused(Code.NOT_ENROLLED)
    with closing(replica.ReplicaReader(data)) as reader:
        yield Members(reader)


@contextmanager
def _shelves(data: Path) -> Iterator[Shelves]:
    """What this till moved itself is in its journal, if it has one yet."""
    folder = Folder(data)
    if folder.enrolment() is None:
        raise Refused(Code.NOT_ENROLLED)
    with closing(replica.ReplicaReader(data)) as reader:
        own = OwnMoves()
        if folder.journal.exists():
            with _journal(data) as journal:
                own.begin(journal, reader, SystemClock())
        yield Shelves(reader, own)


@contextmanager
def _pickups(data: Path) -> Iterator[Pickups]:
    """With what this till did itself, from its journal, if it has one yet."""
    folder = Folder(data)
    if folder.enrolment() is None:
        raise Refused(Code.NOT_ENROLLED)
    with closing(replica.ReplicaReader(data)) as reader:
        own = OwnMoves(clock=SystemClock())
        if folder.journal.exists():
            with _journal(data) as journal:
                own.orders.begin(journal, reader)
        yield Pickups(reader, own)


def _replica_reset(data: Path) -> None:
    running = RunningTill.find(data)
    if running is None:
        replica.reset(data)
        return
    with closing(running):
        running.reset_replica()
