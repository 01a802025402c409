"""Messages to customers: written with the fact they are about, in its transaction, and carried away afterwards. So none
is lost and none is sent about something that was never committed.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from pos.base.clock import local_time
from pos.central.database import insert_all
from pos.central.tables_pages import message

WAITING: Final = "waiting"
SENT: Final = "sent"
GIVEN_UP: Final = "given-up"
AT_ONCE: Final = 50
# A message that nobody carried away in this time is about a link that is over.
KEPT_MS: Final = 48 * 3_600_000


class Message(Struct, frozen=True):
    """``at``: UTC ms at which it was written."""

    id: str
    at: int
    recipient: str
    subject: str
    body: str


class Undeliverable(Exception):
    """This message can never be carried, whatever is tried; why."""


class Carrier(Protocol):
    """Takes a message to where it belongs; raises OSError if that is not possible now, Undeliverable if it never is."""

    def carry(self, one: Message) -> None: ...


def letter(one: Message, sender: str = "") -> EmailMessage:
    """The message as RFC 5322 has it. Raises Undeliverable."""
    said = EmailMessage()
    try:
        if sender:
            said["From"] = sender
            said["Message-ID"] = f"<{one.id}@{sender.rpartition('@')[2]}>"
        said["To"] = one.recipient
        said["Subject"] = one.subject
        said["Date"] = format_datetime(local_time(one.at, "UTC"))
        said["Auto-Submitted"] = "auto-generated"
        said.set_content(one.body)
    except ValueError as error:  # a line break or half a character where none can be
        raise Undeliverable(type(error).__name__) from error
    return said


class Folder:
    """Puts each message as a file ``<id>.eml`` (RFC 5322) into a folder, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def carry(self, one: Message) -> None:
        said = letter(one)
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Under another name until it is whole, for somebody may watch the folder.
        part = self._path / f"{one.id}.part"
        part.touch(mode=0o600)
        part.write_bytes(bytes(said))
        part.replace(part.with_suffix(".eml"))


def put(connection: Connection, one: Message) -> None:
    row = {"id": one.id, "at": one.at, "recipient": one.recipient, "subject": one.subject, "body": one.body}
    insert_all(connection, message, [{**row, "state": WAITING, "sent_at": None}])


def waiting(connection: Connection, now_ms: int) -> list[Message]:
    """What is to be carried away, the oldest first; what is too old is dropped."""
    forget_old(connection, now_ms)
    query = select(message).where(message.c.state == WAITING).order_by(message.c.at, message.c.id).limit(AT_ONCE)
    return [Message(row.id, row.at, row.recipient, row.subject, row.body) for row in connection.execute(query)]


def sent(connection: Connection, id_: str, now_ms: int) -> None:
    """That it went stays; to whom and what it said does not."""
    done = {"state": SENT, "sent_at": now_ms, "recipient": "", "subject": "", "body": ""}
    connection.execute(update(message).where(message.c.id == id_).values(done))


def given_up(connection: Connection, id_: str, now_ms: int) -> None:
    """It cannot be carried: the same remains of it as of one that went."""
    sent(connection, id_, now_ms)
    connection.execute(update(message).where(message.c.id == id_).values(state=GIVEN_UP))


def forget_old(connection: Connection, now_ms: int) -> None:
    old = (message.c.state == WAITING) & (message.c.at < now_ms - KEPT_MS)
    connection.execute(delete(message).where(old))


def forget(connection: Connection, recipient: str) -> None:
    """Nothing that still waits goes to this address."""
    connection.execute(delete(message).where(message.c.recipient == recipient))
