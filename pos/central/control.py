"""How a command line reaches the centre that is running on the same SQLite file: by a note beside the file that only
its owner can read.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from pos.central import office
from pos.contract import Problem

TIMEOUT_S: Final = 120


class Note(Struct, frozen=True):
    url: str
    key: str


class NotReached(Exception):
    """Nobody answers at the noted address."""


class Told(Exception):
    """The running centre said no."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Address:
    """The note of a running centre; ``path`` None (PostgreSQL, memory): nobody needs one."""

    def __init__(self, path: Path | None, url: str, key: str) -> None:
        self._path = path
        self._note = Note(url, key)

    def write(self) -> None:
        if self._path is None:
            return
        self.remove()
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(self._note))

    def remove(self) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def hand_over(path: Path, order: office.Order) -> Any:
    """Have the centre whose note lies at ``path`` carry out ``order``. Raises NotReached or Told."""
    try:
        note = msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError) as error:
        raise NotReached(str(path)) from error
    request = urllib.request.Request(
        f"{note.url}/v1/office",
        msgspec.json.encode(order),
        {"Authorization": f"Bearer {note.key}", "Content-Type": "application/json"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=TIMEOUT_S) as answer:
            return office.read_answer(order.verb, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            raise Told(msgspec.json.decode(error.read(), type=Problem)) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise NotReached(note.url) from error
