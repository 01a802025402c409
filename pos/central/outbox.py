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


class Carrier(Protocol):
    """Takes a message to where it belongs; raises OSError if that is not possible now."""

    def carry(self, one: Message) -> None: ...


class Folder:
    """Puts each message as a file ``<id>.eml`` (RFC 5322) into a folder, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def carry(self, one: Message) -> None:
        letter = EmailMessage()
        letter["To"] = one.recipient
        letter["Subject"] = one.subject
        letter["Date"] = format_datetime(local_time(one.at, "UTC"))
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(one.body)
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Under another name until it is whole, for somebody may watch the folder.
        part = self._path / f"{one.id}.part"
        part.touch(mode=0o600)
        part.write_bytes(bytes(letter))
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


def forget_old(connection: Connection, now_ms: int) -> None:
    old = (message.c.state == WAITING) & (message.c.at < now_ms - KEPT_MS)
    connection.execute(delete(message).where(old))


def forget(connection: Connection, recipient: str) -> None:
    """Nothing that still waits goes to this address."""
    connection.execute(delete(message).where(message.c.recipient == recipient))
