"""Messages between the till and its helper process: four bytes of length, then MessagePack (lines stay raw bytes)."""

from __future__ import annotations

from typing import IO, Final, cast

import msgspec

from pos.sync.steps import ToHelper, ToTill

MESSAGE_BYTES_MAX: Final = 64_000_000

_encoder = msgspec.msgpack.Encoder()
_to_helper = msgspec.msgpack.Decoder(ToHelper)
_to_till = msgspec.msgpack.Decoder(ToTill)


def write(stream: IO[bytes], message: ToHelper | ToTill) -> None:
    """Write one message and flush it. OSError or ValueError if the other side is gone."""
    data = _encoder.encode(message)
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def read_at_helper(stream: IO[bytes]) -> ToHelper | None:
    """The next message from the till; None: the pipe closed. msgspec.MsgspecError if it is none of ours."""
    data = _read(stream)
    return None if data is None else cast(ToHelper, _to_helper.decode(data))


def read_at_till(stream: IO[bytes]) -> ToTill | None:
    """The next message from the helper; None: the pipe closed. msgspec.MsgspecError if it is none of ours."""
    data = _read(stream)
    return None if data is None else cast(ToTill, _to_till.decode(data))


def _read(stream: IO[bytes]) -> bytes | None:
    head = _exactly(stream, 4)
    if head is None:
        return None
    size = int.from_bytes(head, "big")
    if size > MESSAGE_BYTES_MAX:  # somebody printed to our pipe
        raise msgspec.DecodeError(f"a message of {size} bytes")
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    """``size`` bytes, or None if the stream ends before: half a message from a dying process is no message."""
    data = b""
    while len(data) < size:
        part = stream.read(size - len(data))
        if not part:
            return None
        data += part
    return data
