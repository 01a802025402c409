"""``tresen doctor``: what is wrong with this machine or folder, and what to do about it."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path

from pos.base.errors import TresenError
from pos.cli.doors import Check
from pos.local import RunningTill
from pos.ports import JournalReader
from pos.services.inspection import Inspection
from pos.store import sqlite
from pos.store.files import Folder
from pos.store.journal_file import JournalFile
from pos.store.replica import ReplicaReader

ENOUGH_BYTES = 500_000_000
# Two connections could damage a WAL file before this version; the journal has one and locks out every other.
WAL_RESET_FIXED = (3, 51, 3)


def doctor(data: Path) -> list[Check]:
    """Checks that change nothing, most important first."""
    return [_program(), _disk(data), _enrolment(data), *_journal(data), _replica(data), _sqlite()]


def _program() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok" if sys.version_info >= (3, 11) else "fail", f"{version}; 3.11 or newer is needed")


def _disk(data: Path) -> Check:
    place = next(folder for folder in (data, *data.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    state = "ok" if free >= ENOUGH_BYTES else "note"
    return Check("disk", state, f"{free // 1_000_000} MB free at {place}" + ("" if state == "ok" else "; make room"))


def _enrolment(data: Path) -> Check:
    try:
        enrolment = Folder(data).enrolment()
    except TresenError as error:
        return Check("enrolment", "fail", str(error))
    if enrolment is None:
        return Check("enrolment", "note", "this folder is no till yet; start it, or use `tresen enrol`")
    return Check(
        "enrolment", "ok", f"{enrolment.till} of {enrolment.store}, {enrolment.mode}, centre {enrolment.centre}"
    )


def _journal(data: Path) -> list[Check]:
    running = RunningTill.find(data)
    if running is None and not Folder(data).journal.exists():
        return [Check("journal", "note", "none yet; it is made at the first start")]
    try:
        reader: JournalReader
        with closing(running or JournalFile(Folder(data).journal)) as reader:
            found, head, acked = Inspection(reader).verify(), reader.head(), reader.acked()
    except TresenError as error:
        return [Check("journal", "fail", str(error))]
    if found.damage is not None:
        safe = found.damage.seq - 1
        what = f"entry {found.damage.seq} is damaged ({found.damage.reason}); entries 1 to {safe} are proven whole"
        return [Check("journal", "fail", f"{what}. Do not delete the file; sell on another till and call for help")]
    waiting = head.seq - acked.seq
    return [
        Check("journal", "ok", f"{found.entries} entries, every byte as it was written"),
        Check("queue", "note" if waiting else "ok", f"{waiting} entries not yet acknowledged by the centre"),
    ]


def _replica(data: Path) -> Check:
    with closing(ReplicaReader(data)) as replica:
        store, age = replica.store(), replica.freshness().as_of_ms
    if store is None:
        return Check("replica", "note", "empty; it is fetched from the centre when the till runs")
    return Check("replica", "ok", f"{store.retailer}, {store.name}; last word of the centre: {age} ms UTC")


def _sqlite() -> Check:
    version = sqlite.version()
    guard = "" if version >= WAL_RESET_FIXED else "; older than 3.51.3, which is safe here: one connection per journal"
    return Check("sqlite", "ok", ".".join(map(str, version)) + guard)
