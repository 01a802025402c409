"""``tresen doctor``: what is wrong with this machine or folder, and what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from datetime import UTC, datetime
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
    return [
        _program(),
        _disk(data),
        *_rights(data),
        _settings(data),
        _enrolment(data),
        *_journal(data),
        _replica(data),
        _sqlite(),
    ]


def _program() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok" if sys.version_info >= (3, 11) else "fail", f"{version}; 3.11 or newer is needed")


def _disk(data: Path) -> Check:
    place = next(folder for folder in (data, *data.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    state = "ok" if free >= ENOUGH_BYTES else "note"
    return Check("disk", state, f"{free // 1_000_000} MB free at {place}" + ("" if state == "ok" else "; make room"))


def _rights(data: Path) -> list[Check]:
    """A till writes all day; a folder that forbids it looks whole until somebody sells."""
    if not data.exists():
        return []
    names = ("journal.db", "till.lock", "enrolment.json")
    places = (data, *(data / name for name in names if (data / name).exists()))
    closed = [place.name for place in places if not os.access(place, os.W_OK)]
    if not data.is_dir():
        return [Check("rights", "fail", f"{data.name} is a file; give a folder with --data")]
    if closed:
        return [Check("rights", "fail", f"{', '.join(closed)} cannot be written; give this user the right to")]
    return [Check("rights", "ok", "the folder can be written")]


def _settings(data: Path) -> Check:
    try:
        Folder(data).settings()
    except TresenError as error:
        return Check("settings", "fail", f"{error}; correct settings.json, or move it away to sell with the defaults")
    return Check("settings", "ok", "every value is allowed")


def _enrolment(data: Path) -> Check:
    try:
        enrolment = Folder(data).enrolment()
    except TresenError as error:
        return Check("enrolment", "fail", str(error))
    if enrolment is None:
        return Check("enrolment", "note", "this folder is no till yet; start it, or use `tresen enrol`")
    centre = enrolment.centre or "its own, embedded"
    return Check("enrolment", "ok", f"{enrolment.till} of {enrolment.store}, {enrolment.mode}, centre {centre}")


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
    return Check("replica", "ok", f"{store.retailer}, {store.name}; last word of the centre: {_moment(age)}")


def _moment(at_ms: int | None) -> str:
    if at_ms is None:
        return "never"
    return datetime.fromtimestamp(at_ms / 1_000, UTC).isoformat(" ", "seconds")


def _sqlite() -> Check:
    version = sqlite.version()
    guard = "" if version >= WAL_RESET_FIXED else "; older than 3.51.3, which is safe here: one connection per journal"
    return Check("sqlite", "ok", ".".join(map(str, version)) + guard)
