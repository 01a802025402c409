"""The rehearsals' programs that conduct a till (`pos.bootstrap.puppet`): the tour and the pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from pos.bootstrap import programs
from pos.bootstrap.embedded import EmbeddedCentre
from pos.bootstrap.enrolment import enrol
from pos.bootstrap.puppet import STORY
from pos.bootstrap.shop import shop
from pos.rehearsal import story
from pos.rehearsal.screens import screens as draw
from pos.rehearsal.tour import Actor, print_summary, say
from pos.rehearsal.tour import tour as play
from pos.store.files import Enrolment, Folder
from pos.store.replica_writer import SqliteReplicaWriter


def tour(out: Path) -> int:
    """Play the store day into ``out``; 0 if every cent and entry is where it belongs, 1 if not."""
    stage = out / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    centre = EmbeddedCentre(stage / "centre")
    folder = Folder(stage / "till")
    enrol(folder, centre.url, centre.enrol_code, "demo")
    web = shop(centre.url, centre.channel_key(), centre.ready.store)
    summary = play(out, centre, web, lambda url: _puppet(folder, url), lambda: folder.journal, say)
    print_summary(summary, out)
    return 1 if summary.faults else 0


def screens(out: Path, pictures: Path | None) -> int:
    """Draw every screen into ``out``; contact sheets beside the designer's ``pictures`` where that folder is given."""
    stage = out / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    folder = Folder(stage)
    folder.make()
    folder.save_enrolment(
        Enrolment(story.TILL, story.STORE, story.STORE_ROW.zone, story.STORE_ROW.catalogue, "", "demo")
    )
    with closing(SqliteReplicaWriter(folder.path)) as replica:
        for page in story.pages(story.CLOCK_MS):
            replica.apply(page)
    faults = draw(out, lambda: Actor(lambda: _puppet(folder, STORY)), pictures, say)
    for fault in faults:
        say(f"NOT DRAWN: {fault}")
    return 1 if faults else 0


def _puppet(folder: Folder, centre: str) -> subprocess.Popen[bytes]:
    with (folder.path.parent / "till.log").open("ab") as log:
        return subprocess.Popen(
            programs.command("puppet", "--data", str(folder.path), "--centre", centre),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
