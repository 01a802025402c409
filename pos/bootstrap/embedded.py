"""The centre of a demo: a process of its own on SQLite, which ends when the pipe to its parent closes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

import msgspec

from pos.base.errors import Code, Unavailable
from pos.bootstrap.programs import RESOURCES, command
from pos.bootstrap.shop import CHANNEL, KEY


class Ready(msgspec.Struct, frozen=True):
    """The one line a served centre prints: its address, and for a demo a fresh enrolment code and its store."""

    url: str
    enrol_code: str | None = None
    store: str = ""


class EmbeddedCentre:
    """Started with the object, ended with `stop` (or with this process: the pipe closes). ``shop``: with a web shop
    that buys and orders while the till sells.
    """

    def __init__(self, folder: Path, *, shop: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._shop: subprocess.Popen[bytes] | None = None
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
        if shop:
            self._shop = self._open_shop()

    @property
    def url(self) -> str:
        return self.ready.url

    @property
    def enrol_code(self) -> str:
        """A fresh one-time code for the demo's till."""
        return self.ready.enrol_code or ""

    def channel_key(self) -> str:
        """A key for the demo's web shop."""
        words = ("channel-key", CHANNEL, "--json", "--database", f"sqlite:///{self.database}")
        done = subprocess.run(command("centre", *words), capture_output=True, timeout=60, check=False)
        try:
            return msgspec.json.decode(done.stdout, type=dict[str, str])["key"]
        except (msgspec.MsgspecError, KeyError) as error:
            raise Unavailable(Code.CENTRE_UNREACHABLE, url="embedded", reason="it made no key") from error

    def _open_shop(self) -> subprocess.Popen[bytes]:
        words = ("webshop", "--centre", self.url, "--store", self.ready.store)
        return subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, KEY: self.channel_key()},
        )

    def stop(self) -> None:
        """Close the pipe and wait; a centre that does not end in time is ended."""
        if self._shop is not None and self._shop.stdin is not None:
            self._shop.stdin.close()
            self._shop.wait(timeout=20)
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
