"""The till's bearer token, asked for with a signature of its device key, and what the centre's clock says."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from typing import Final

from pos.contract import TokenAnswer, TokenRequest, to_json, token_message
from pos.sync.steps import Moment

CLOCK_TOLERANCE_MS: Final = 120_000


class Credentials:
    """``sign``: raw Ed25519 signature by the device key. The token is renewed a tenth of its life early."""

    def __init__(self, store: str, till: str, sign: Callable[[bytes], bytes], rng: random.Random) -> None:
        self._store = store
        self._till = till
        self._sign = sign
        self._rng = rng
        self._token: str | None = None
        self._proven = False
        self._offset_ms = 0
        self.renew_at = 0

    def token(self, now: Moment) -> str | None:
        return self._token if now.mono < self.renew_at else None

    @property
    def bearer(self) -> str | None:
        """The token held at the moment, also while it is being renewed."""
        return self._token

    def disowned(self, token: str) -> None:
        """Somebody else was refused with this token: another one is fetched, if it is still ours."""
        if token == self._token:
            self._token = None
            self._proven = False
            self.renew_at = 0

    def request(self, now: Moment) -> bytes:
        """Body of a token request, dated by the centre's clock as far as it is known."""
        at = now.wall + self._offset_ms
        nonce = f"{self._rng.getrandbits(128):032x}"
        signature = base64.b64encode(self._sign(token_message(self._till, at, nonce))).decode()
        return to_json(TokenRequest(self._till, at, nonce, signature, self._store))

    def granted(self, now: Moment, answer: TokenAnswer) -> None:
        self._token = answer.token
        self._proven = False
        self.renew_at = now.mono + answer.expires_in_s * 900
        self.centre_time(now, answer.server_time)

    def worked(self) -> None:
        """A request with this token was answered well."""
        self._proven = True

    def refused(self, now: Moment, server_time: int, *, asking: bool) -> bool:
        """401. True: try again at once, because a token that was good has run out, or (``asking`` for a token) the
        centre's time shows that our clock was the reason.
        """
        before = self._offset_ms
        self.centre_time(now, server_time)
        again = abs(self._offset_ms - before) > CLOCK_TOLERANCE_MS // 4 if asking else self._proven
        self._token = None
        self._proven = False
        self.renew_at = 0
        return again

    def centre_time(self, now: Moment, server_time: int) -> None:
        """The centre's clock as it was about now (UTC ms; 0: not said)."""
        if server_time:
            self._offset_ms = server_time - now.wall

    @property
    def clock_wrong(self) -> bool:
        """This machine's clock is further off than a receipt should be."""
        return abs(self._offset_ms) > CLOCK_TOLERANCE_MS
