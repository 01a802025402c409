"""The local door: a running till answers a second process of the same user, which must not open the till's files.

One socket (a named pipe on Windows), one thread, one request at a time. Where the door is and the key to it stand in
``local.json`` in the till's folder, readable by its owner only. Whoever finds no door opens the file itself; the
journal's own lock decides in the end.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Raw, Struct

from pos.base.errors import Bug, Code, Fact, Refused, TresenError, Unavailable
from pos.ports import Head, Identity, Stored, Verification

DOOR: Final = "local.json"
SOCKET: Final = "local.sock"
# sun_path is 108 bytes on Linux and 104 on macOS, with a closing zero.
LONGEST_ADDRESS: Final = 100
REQUEST_BYTES_MAX: Final = 100_000

log = logging.getLogger(__name__)


class AskStatus(Struct, frozen=True, tag="status"):
    """Answered with `Status`."""


class AskRead(Struct, frozen=True, tag="read"):
    """Answered with a list of `Stored`."""

    after: int
    limit: int


class AskVerify(Struct, frozen=True, tag="verify"):
    """Answered with `Walked`: one slice of the chain."""

    after: Head | None
    limit: int | None


class AskResetReplica(Struct, frozen=True, tag="reset-replica"):
    """Answered with null, once the replica begins anew."""


Request = AskStatus | AskRead | AskVerify | AskResetReplica


class Status(Struct, frozen=True):
    identity: Identity
    head: Head
    acked: Head


class Walked(Struct, frozen=True):
    """What `JournalReader.verify` answers."""

    found: Verification
    reached: Head


class _Door(Struct, frozen=True):
    address: str
    key: str


class _Failure(Struct, frozen=True):
    kind: str
    code: str
    facts: dict[str, Fact]


class _Reply(Struct, frozen=True):
    value: Raw = Raw(b"null")
    failure: _Failure | None = None


class LocalDoor:
    """The till's side. ``answer`` runs on the door's thread and goes to the money thread by itself; what it returns
    is sent as JSON, a TresenError it raises is raised again on the other side.

    Start it only with the journal open: owning the journal is what makes removing a dead till's socket safe.
    """

    def __init__(self, data: Path, answer: Callable[[Request], object]) -> None:
        self._file = data / DOOR
        self._answer = answer
        self._key = secrets.token_hex(32)
        self._address = _address(data)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="local-door")
        self._listener: Listener | None = None

    def start(self) -> None:
        """Raises Unavailable if the folder allows no door."""
        try:
            if not self._address.startswith("\\\\"):
                Path(self._address).unlink(missing_ok=True)
            self._listener = Listener(self._address, authkey=self._key.encode())
            if not self._address.startswith("\\\\"):
                Path(self._address).chmod(0o600)
            _write_private(self._file, msgspec.json.encode(_Door(self._address, self._key)))
        except OSError as error:
            if self._listener is not None:
                self._listener.close()
            raise Unavailable(Code.FILE_UNREADABLE, name=self._address, reason=str(error)) from error
        self._thread.start()

    def stop(self) -> None:
        """Answer what is being asked, then close. Call it before the journal is closed."""
        if self._listener is None:
            return
        self._stopping.set()
        self._file.unlink(missing_ok=True)
        # The thread waits for a visitor; this one knocks and goes.
        with suppress(OSError):
            Client(self._address).close()
        self._thread.join()
        self._listener.close()
        self._listener = None

    def _serve(self) -> None:
        assert self._listener is not None
        while not self._stopping.is_set():
            # A visitor who hangs up, or has no key, is not our trouble.
            with suppress(OSError, EOFError, AuthenticationError), self._listener.accept() as connection:
                self._attend(connection)

    def _attend(self, connection: Connection) -> None:
        """Answer one visitor until they hang up."""
        while not self._stopping.is_set():
            # Looks up now and then, so that a visitor who says nothing cannot hold a closing till open.
            if connection.poll(0.2):
                request = connection.recv_bytes(REQUEST_BYTES_MAX)
                connection.send_bytes(msgspec.json.encode(self._reply(request)))

    def _reply(self, request: bytes) -> _Reply:
        try:
            return _Reply(value=Raw(msgspec.json.encode(self._answer(msgspec.json.decode(request, type=Request)))))
        except TresenError as error:
            return _Reply(failure=_Failure(_kind(error), error.code, error.facts))
        except Exception as error:  # a bug must reach the visitor, not end the door
            log.exception("local door: a request failed")
            return _Reply(failure=_Failure("bug", Code.BUG, {"what": f"{type(error).__name__}: {error}"}))


class RunningTill:
    """The visitor's side: a `JournalReader` over the door of a running till. Made by `find`.

    Every call raises what the till raised, or Unavailable (ALREADY_RUNNING) if the till ended in between.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def find(cls, data: Path) -> RunningTill | None:
        """The till that runs on this folder, or None."""
        try:
            door = msgspec.json.decode((data / DOOR).read_bytes(), type=_Door)
            return cls(Client(door.address, authkey=door.key.encode()))
        except (OSError, EOFError, AuthenticationError, msgspec.MsgspecError):
            return None  # nobody there, a till that died, or one that is just opening or closing its door

    def close(self) -> None:
        self._connection.close()

    @property
    def identity(self) -> Identity:
        return self._status().identity

    def head(self) -> Head:
        return self._status().head

    def acked(self) -> Head:
        return self._status().acked

    def read(self, after: int, limit: int) -> list[Stored]:
        return msgspec.json.decode(self._ask(AskRead(after, limit)), type=list[Stored])

    def verify(self, after: Head | None = None, limit: int | None = None) -> tuple[Verification, Head]:
        walked = msgspec.json.decode(self._ask(AskVerify(after, limit)), type=Walked)
        return walked.found, walked.reached

    def reset_replica(self) -> None:
        self._ask(AskResetReplica())

    def _status(self) -> Status:
        return msgspec.json.decode(self._ask(AskStatus()), type=Status)

    def _ask(self, request: Request) -> Raw:
        try:
            self._connection.send_bytes(msgspec.json.encode(request))
            reply = msgspec.json.decode(self._connection.recv_bytes(), type=_Reply)
        except (OSError, EOFError) as error:
            raise Unavailable(Code.ALREADY_RUNNING, reason="the till ended while it was asked") from error
        if reply.failure is not None:
            raise _error(reply.failure)
        return reply.value


def _address(data: Path) -> str:
    """Where the door of a folder is: in the folder, or where its path is too long for a socket, under the user's
    temporary folder by a name made from the path.
    """
    whole = str(data.resolve())
    name = hashlib.sha256(whole.encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\tresen-{name}-{secrets.token_hex(8)}"
    inside = str(data.resolve() / SOCKET)
    if len(os.fsencode(inside)) <= LONGEST_ADDRESS:
        return inside
    return str(Path(tempfile.gettempdir()) / f"tresen-{os.getuid()}-{name}.sock")


def _write_private(file: Path, content: bytes) -> None:
    """Replace ``file`` by one that only its owner can read, from its first byte on."""
    partial = file.with_name(file.name + ".part")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    partial.replace(file)


def _kind(error: TresenError) -> str:
    return "bug" if isinstance(error, Bug) else "unavailable" if isinstance(error, Unavailable) else "refused"


def _error(failure: _Failure) -> TresenError:
    if failure.kind == "bug":
        return Bug(str(failure.facts.get("what", "")))
    kind = Unavailable if failure.kind == "unavailable" else Refused
    return kind(Code(failure.code), **failure.facts)
