"""The signed pickup code: what a customer's QR says, so that an order can be handed over without a network
(docs/collect.md).

    TPK1: + base45( payload ‖ Ed25519 signature over "pickup-v1\\0" ‖ payload )

payload = version 1 (1 byte) · key number (2) · order UUID (16) · parcels (1) · digest of the ordered lines (8) · not
before and expiry (4 + 4, seconds UTC) · store (the rest, ASCII). Base45 is RFC 9285's, so all of it is the QR's
alphanumeric mode: 167 characters with a store code of eight, in a version 7 code at level M, which holds 178. The
signature itself is checked by a port; everything else about a code is decided here.
"""

from __future__ import annotations

import hashlib
import struct
import uuid
from base64 import b32encode
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.domain.collect import PickupLine

PREFIX: Final = "TPK1:"
LABEL_PREFIX: Final = "TPL1-"
CODE_LENGTH: Final = 6
STORE_MOST: Final = 12
SIGNATURE_BYTES: Final = 64
QR_VERSION_MOST: Final = 7
PARCELS_MOST: Final = 50

_CONTEXT: Final = b"pickup-v1\0"
_HEAD: Final = struct.Struct(">BH16sB8sII")
_VERSION: Final = 1
_BASE45: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
# Crockford's base 32: nothing that is taken for something else when it is said or typed.
_SAID: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_HEARD: Final = str.maketrans("OIL", "011")
_SKEW_S: Final = 300


class PickupCode(Struct, frozen=True):
    """What a code claims. ``key``: number of the key that signed it; ``digest``: of the lines as ordered; valid from
    ``not_before_s`` to ``expires_s``, seconds UTC.
    """

    key: int
    order: str
    store: str
    parcels: int
    digest: bytes
    not_before_s: int
    expires_s: int


class PickupKey(Struct, frozen=True):
    """A key of the centre: ``public`` (base64 of the raw Ed25519 key). Nothing signed with a ``revoked`` one counts."""

    key: int
    public: str
    revoked: bool = False


class SealedCode(Struct, frozen=True):
    """A code as it was read: its claims, what was signed, and the signature; nothing of it is proven yet."""

    code: PickupCode
    message: bytes
    signature: bytes


def to_sign(code: PickupCode) -> bytes:
    """The bytes that the centre signs. ValueError if a field does not fit."""
    store = code.store.encode("ascii")
    if not 0 < len(store) <= STORE_MOST:
        raise ValueError(f"a store's code has 1 to {STORE_MOST} letters: {code.store}")
    head = _HEAD.pack(
        _VERSION, code.key, uuid.UUID(code.order).bytes, code.parcels, code.digest, code.not_before_s, code.expires_s
    )
    return _CONTEXT + head + store


def text_of(code: PickupCode, signature: bytes) -> str:
    """What the QR shows."""
    return PREFIX + _base45(to_sign(code)[len(_CONTEXT) :] + signature)


def is_pickup_code(text: str) -> bool:
    """Does a scan mean an order that is collected?"""
    return text.startswith(PREFIX)


def read(text: str) -> SealedCode:
    """Take a code apart. Raises Refused PICKUP_CODE_UNREADABLE."""
    try:
        raw = _unbase45(text.removeprefix(PREFIX))
        payload, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
        version, key, order, parcels, digest, not_before, expires = _HEAD.unpack(payload[: _HEAD.size])
        store = payload[_HEAD.size :].decode("ascii")
        if version != _VERSION or not 0 < len(store) <= STORE_MOST or not is_pickup_code(text):
            raise ValueError("of another version")
    except (ValueError, OverflowError, struct.error) as error:
        raise Refused(Code.PICKUP_CODE_UNREADABLE) from error
    code = PickupCode(key, str(uuid.UUID(bytes=order)), store, parcels, digest, not_before, expires)
    return SealedCode(code, _CONTEXT + payload, signature)


def key_for(code: PickupCode, keys: Iterable[PickupKey]) -> PickupKey:
    """The key that a code names. Raises Refused PICKUP_KEY_UNKNOWN or PICKUP_KEY_REVOKED."""
    for key in keys:
        if key.key == code.key:
            if key.revoked:
                raise Refused(Code.PICKUP_KEY_REVOKED)
            return key
    raise Refused(Code.PICKUP_KEY_UNKNOWN)


def check(code: PickupCode, store: str, now_ms: int) -> None:
    """Is a genuine code good here and now? Raises Refused PICKUP_OTHER_STORE, PICKUP_CODE_EXPIRED, PICKUP_CODE_NOT_YET
    (a clock may be five minutes off).
    """
    now_s = now_ms // 1000
    if code.store != store:
        raise Refused(Code.PICKUP_OTHER_STORE, store=code.store, text="")
    if now_s > code.expires_s + _SKEW_S:
        raise Refused(Code.PICKUP_CODE_EXPIRED, at_ms=code.expires_s * 1000)
    if now_s < code.not_before_s - _SKEW_S:
        raise Refused(Code.PICKUP_CODE_NOT_YET, at_ms=code.not_before_s * 1000)


def lines_digest(lines: Iterable[PickupLine]) -> bytes:
    """Eight bytes that stand for what was ordered: numbers, articles and quantities, whatever became of them."""
    said = "\n".join(f"{line.n} {line.quantity} {line.sku}" for line in sorted(lines, key=lambda line: line.n))
    return hashlib.sha256(said.encode()).digest()[:8]


def typed_code(order: str) -> str:
    """The six characters that a customer may say instead of showing the QR; guessing one of an open order of a store
    with a thousand of them takes a million tries.
    """
    digest = hashlib.sha256(b"pickup-code\0" + order.encode()).digest()
    return b32encode(digest).decode()[:CODE_LENGTH].translate(_SAID)


def read_typed(text: str) -> str | None:
    """A typed code as it is stored (``o`` is zero, ``i`` and ``l`` are one), or None if it cannot be one."""
    cleaned = "".join(text.upper().replace("-", " ").split()).translate(_HEARD)
    fits = len(cleaned) == CODE_LENGTH and cleaned.isascii() and cleaned.isalnum()
    return cleaned if fits else None


def parcel_label(order: str, n: int) -> str:
    """What the bar code on parcel ``n`` (from 1) says. It can be told from the order's id alone, so a till that never
    heard of the order knows its parcels by the customer's code.
    """
    return f"{parcels_of(order)}-{n}"


def parcels_of(order: str) -> str:
    """What the labels of all parcels of an order begin with."""
    digest = hashlib.sha256(b"pickup-parcel\0" + order.encode()).digest()
    return LABEL_PREFIX + b32encode(digest).decode()[:10].translate(_SAID)


def label_of(label: str) -> str:
    """A parcel's label without the parcel's number: `parcels_of` its order."""
    return label.rpartition("-")[0]


def is_parcel_label(text: str) -> bool:
    return text.startswith(LABEL_PREFIX)


def _base45(data: bytes) -> str:
    """RFC 9285: two bytes in three characters, an odd last one in two; the lowest digit first."""
    digits = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            digits.append(_BASE45[digit])
    return "".join(digits)


def _unbase45(text: str) -> bytes:
    """ValueError or OverflowError for what `_base45` never writes."""
    data = bytearray()
    for at in range(0, len(text), 3):
        part = text[at : at + 3]
        if len(part) == 1:
            raise ValueError("one character too many")
        value = sum(_BASE45.index(character) * 45**n for n, character in enumerate(part))
        data += value.to_bytes(len(part) - 1, "big")
    return bytes(data)
