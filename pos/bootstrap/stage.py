"""The rehearsals' programs: a till that is played from outside, and the conductor that plays it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pos.bootstrap import programs
from pos.bootstrap.embedded import EmbeddedCentre
from pos.bootstrap.enrolment import enrol
from pos.bootstrap.window import Window
from pos.rehearsal import story
from pos.rehearsal.screens import screens as draw
from pos.rehearsal.tour import Actor, print_summary, say
from pos.rehearsal.tour import tour as play
from pos.store.files import Enrolment, Folder
from pos.store.replica_writer import SqliteReplicaWriter

if TYPE_CHECKING:
    from pos.ui.shell import Shell

STORY = "story"


def puppet(argv: Sequence[str]) -> int:
    """A till on ``--data`` that plays the commands it reads (`pos.rehearsal.puppet`)."""
    from pos.rehearsal.puppet import Puppet

    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--centre", required=True, help="address; 'story' for the pictures' still life")
    words = parser.parse_args(argv)

    def ready(shell: Shell) -> None:
        Puppet(shell)

    if words.centre != STORY:
        return Window(Folder(words.data), words.centre).run(ready)
    return Window(Folder(words.data), STORY, clock=StillClock(story.CLOCK_MS), alone=True).run(ready)


def tour(out: Path) -> int:
    """Play the store day into ``out``; 0 if every cent and entry is where it belongs, 1 if not."""
    stage = out / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    centre = EmbeddedCentre(stage / "centre")
    folder = Folder(stage / "till")
    enrol(folder, centre.url, centre.enrol_code, "demo")
    summary = play(out, centre, lambda url: _puppet(folder, url), lambda: folder.journal, say)
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


class StillClock:
    """A clock that stands still, so that pictures are the same every day."""

    def __init__(self, now_ms: int) -> None:
        self._now = now_ms

    def now_ms(self) -> int:
        return self._now

    def mono_ms(self) -> int:
        return self._now


def display_usable() -> bool:
    """Whether a window can be shown here. On X the display's socket is tried: a name alone proves nothing."""
    if os.name == "nt" or os.uname().sysname == "Darwin" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return _x_answers(os.environ.get("DISPLAY", ""))


def _x_answers(display: str) -> bool:
    import socket

    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    try:
        if host:
            socket.create_connection((host, 6000 + int(number)), timeout=2).close()
        else:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(f"/tmp/.X11-unix/X{number}")
    except OSError:
        return False
    return True
