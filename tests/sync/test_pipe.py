"""Messages over a pipe: whole or not at all."""

from __future__ import annotations

import io

import msgspec
import pytest

from pos.contract import JournalHead, Outcome
from pos.ports import Damage, Head, Stored
from pos.services.link import LinkReport
from pos.sync import pipe
from pos.sync.steps import (
    Acknowledge,
    Ask,
    Check,
    Checked,
    Cut,
    Entries,
    Inquire,
    Inquired,
    Pulled,
    Rehome,
    Report,
    Stop,
    ToHelper,
    ToTill,
    Wake,
)

HEAD = Head(3, "ab" * 32)
TO_HELPER: list[ToHelper] = [
    Wake("j", 4),
    Entries(2, JournalHead("j", "TAGG", 3, "ab" * 32), HEAD, (Stored(3, b'{"x":"\xc3\xbc"}', "ab" * 32),)),
    Entries(0, JournalHead("j", "TAGG", 3, "ab" * 32), HEAD, (), {"id": b'{"name":"x"}'}),
    Inquire(7, "POST", "/v1/holds", b"{}", 800),
    Cut(on=False),
    Check("j", None, ()),
    Check("j", HEAD, (Stored(4, b"\x00\xff\n", "cd" * 32),)),
    Stop(),
]
TO_TILL: list[ToTill] = [
    Ask(0, 20),
    Acknowledge("j", HEAD, (Outcome(3, "set_aside", "reason", "R-1"),)),
    Inquired(7, 200, b'{"x":"\xc3\xbc"}', 42),
    Pulled("catalog:eu", 5, 9),
    Report(LinkReport(online=True, last_sync_ms=1)),
    Report(LinkReport(online=True, slow=True)),
    Rehome("j", "fork", 2),
    Checked("j", HEAD, Damage(4, "hash-wrong")),
]


def test_messages_arrive_as_they_were_sent() -> None:
    stream = io.BytesIO()
    for message in TO_HELPER:
        pipe.write(stream, message)
    stream.seek(0)
    assert [pipe.read_at_helper(stream) for _ in TO_HELPER] == TO_HELPER
    assert pipe.read_at_helper(stream) is None
    stream = io.BytesIO()
    for reply in TO_TILL:
        pipe.write(stream, reply)
    stream.seek(0)
    assert [pipe.read_at_till(stream) for _ in TO_TILL] == TO_TILL


def test_half_a_message_is_none() -> None:
    whole = io.BytesIO()
    pipe.write(whole, TO_HELPER[1])
    for length in range(len(whole.getvalue())):
        assert pipe.read_at_helper(io.BytesIO(whole.getvalue()[:length])) is None


@pytest.mark.parametrize("data", [b"Hello, world! Somebody prints.", b"\0\0\0\x05hello"])
def test_somebody_else_in_the_pipe_is_an_error(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        pipe.read_at_till(io.BytesIO(data))
