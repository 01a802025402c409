"""PINs against argon2id hashes (RFC 9106), which are made at the centre."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class ArgonPins:
    """Port `Pins`. A hash that is none matches nothing."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def matches(self, hashed: str, pin: str) -> bool:
        try:
            return self._hasher.verify(hashed, pin)
        except (VerificationError, InvalidHashError):
            return False
