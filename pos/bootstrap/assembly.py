"""One till, joined: journal, replica and services over a folder. Used by the window, the replay and every rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos.base.clock import Clock, Ids, SystemClock
from pos.base.errors import Code, Refused
from pos.fiscal.unsigned import Unsigned
from pos.services.desk import Desk
from pos.services.link import Contact, Link
from pos.services.own_moves import OwnMoves
from pos.services.signon import SignOn
from pos.services.till import LookUps, Till, look_ups, till_of
from pos.store.files import Folder, public_bytes
from pos.store.journal import SqliteJournal, new_identity
from pos.store.pins import ArgonPins
from pos.store.replica import ReplicaReader
from pos.store.seals import Ed25519Seals

Failpoint = Callable[[str], None]


def nowhere(name: str) -> None:
    """The failpoint of every normal run: does nothing."""


def app_version() -> str:
    """The program's version, as installed; a checkout that was never installed says so."""
    # Asked once in a journal's life; a start does not wait for the library.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("tresen")
    except PackageNotFoundError:
        return "0.1.0+checkout"


@dataclass(frozen=True, slots=True)
class OpenTill:
    """A till and what it stands on. `close` belongs to the thread that opened it."""

    till: Till
    desk: Desk
    journal: SqliteJournal
    replica: ReplicaReader

    def close(self) -> None:
        self.replica.close()
        self.journal.close()


def open_till(
    folder: Folder,
    clock: Clock | None = None,
    ids: Ids | None = None,
    at: Failpoint = nowhere,
    own: OwnMoves | None = None,
) -> OpenTill:
    """Open the till of an enrolled folder; its journal is made at the first time. Raises Refused NOT_ENROLLED, and
    whatever the journal says when it opens. ``own``: shared with the look-ups of other threads.
    """
    clock = clock or SystemClock()
    ids = ids or Ids(clock)
    own = own or OwnMoves()
    contact = own.contact
    journal = _journal(folder, clock, ids, contact, at)
    replica = ReplicaReader(folder.path)
    desk = Desk(journal, replica, Unsigned(), clock, ids, contact, own)
    till = till_of(desk, SignOn(desk, ArgonPins()), Link(journal, contact), Ed25519Seals())
    return OpenTill(till, desk, journal, replica)


def open_look_ups(folder: Folder, own: OwnMoves | None = None) -> LookUps:
    """Look-ups with a connection of their own, for one thread."""
    return look_ups(ReplicaReader(folder.path), own)


def _journal(folder: Folder, clock: Clock, ids: Ids, contact: Contact, at: Failpoint) -> SqliteJournal:
    enrolment = folder.enrolment()
    if enrolment is None:
        raise Refused(Code.NOT_ENROLLED)
    folder.keep_reserve(folder.settings().number("ballast_mb"))
    release = folder.release_reserve
    if folder.journal.exists():
        return SqliteJournal(folder.journal, clock, enrolment.zone, contact, at, release)
    identity = new_identity(enrolment.till, enrolment.store, enrolment.mode)
    key = public_bytes(folder.device_key())
    return SqliteJournal.create(
        folder.journal,
        identity,
        key,
        app_version(),
        clock,
        enrolment.zone,
        contact,
        ids,
        at=at,
        release_reserve=release,
    )
