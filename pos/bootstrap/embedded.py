"""The centre of a demo: a process of its own on SQLite, which ends when the pipe to its parent closes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import IO

import msgspec

from pos.base.errors import Code, Unavailable
from pos.bootstrap.programs import RESOURCES, command


class Ready(msgspec.Struct, frozen=True):
    """The one line a served centre prints: its address, and for a demo a fresh enrolment code."""

    url: str
    enrol_code: str | None = None


class EmbeddedCentre:
    """Started with the object, ended with `stop` (or with this process: the pipe closes)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.database = folder / "centre.db"
        arguments = ("serve", "--database", f"sqlite:///{self.database}", "--port", "0", "--until-stdin-closes")
        with (folder / "centre.log").open("ab") as log:
            self._process = subprocess.Popen(
                command("centre", *arguments, "--demo", str(RESOURCES / "demo")),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.ready = self._read_ready()

    @property
    def url(self) -> str:
        return self.ready.url

    @property
    def enrol_code(self) -> str:
        """A fresh one-time code for the demo's till."""
        return self.ready.enrol_code or ""

    def stop(self) -> None:
        """Close the pipe and wait; a centre that does not end in time is ended."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read_ready(self) -> Ready:
        output: IO[bytes] | None = self._process.stdout
        line = output.readline() if output is not None else b""
        try:
            return msgspec.json.decode(line, type=Ready)
        except msgspec.MsgspecError as error:
            self.stop()
            raise Unavailable(Code.CENTRE_UNREACHABLE, url="embedded", reason="it did not start") from error
