"""Carrying letters away: whatever waits in the outbox goes to its carrier, one after the other, the oldest first."""

from __future__ import annotations

import logging
import os
import smtplib
import ssl
import threading
from functools import partial
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec import Struct

from pos.central import outbox
from pos.central.centre import Centre
from pos.central.outbox import Message, Undeliverable, letter

PASSWORD: Final = "TRESEN_SMTP_PASSWORD"
TIMEOUT_S: Final = 20
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
PERMANENT: Final = 500

log = logging.getLogger(__name__)
# A page and the sweep may both want to carry; one letter must not go twice for that.
_one_at_a_time = threading.Lock()


def deliver(centre: Centre, carrier: outbox.Carrier) -> int:
    """Carry letters away that wait; how many went. What cannot go now waits for the next time, what can never go is
    given up. Carried twice if the centre ends between the two steps, never lost.
    """
    now_ms, went = centre.now_ms(), 0
    with _one_at_a_time:
        for one in centre.run(lambda db: outbox.waiting(db, now_ms)):
            try:
                carrier.carry(one)
            except OSError as error:
                log.warning("message %s waits: %s", one.id, error.strerror or type(error).__name__)
                break
            except Undeliverable as why:
                log.warning("message %s is given up: %s", one.id, why)
                centre.run(partial(outbox.given_up, id_=one.id, now_ms=now_ms))
                continue
            centre.run(partial(outbox.sent, id_=one.id, now_ms=now_ms))
            went += 1
    return went


class Smtp(Struct, frozen=True):
    """Sends letters through a mail server. ``secure``: TLS from the beginning; else STARTTLS, without which nothing is
    sent but to this machine. ``sender``: address they come from.
    """

    host: str
    port: int
    secure: bool
    sender: str
    user: str = ""
    password: str = ""

    def carry(self, one: Message) -> None:
        """Raises OSError (smtplib's errors are) if the server cannot be used now, Undeliverable if it never will take
        this letter.
        """
        said = letter(one, self.sender)
        safe = ssl.create_default_context()
        if self.secure:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_S, context=safe)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_S)
        with server:
            if not self.secure and self.host not in LOOPBACK:
                server.starttls(context=safe)
            if self.user:
                server.login(self.user, self.password)
            try:
                server.send_message(said)
            except smtplib.SMTPRecipientsRefused as refused:
                codes = [code for code, _ in refused.recipients.values()]
                if all(code >= PERMANENT for code in codes):
                    raise Undeliverable(f"the server refused the recipient ({codes[0]})") from refused
                raise
            except smtplib.SMTPResponseException as refused:
                if isinstance(refused, smtplib.SMTPDataError) and refused.smtp_code >= PERMANENT:
                    raise Undeliverable(f"the server refused the letter ({refused.smtp_code})") from refused
                raise


def smtp(url: str) -> Smtp:
    """``smtp://[USER@]HOST[:PORT]?from=ADDRESS`` or ``smtps://…``; the password stands in PASSWORD in the environment,
    for anybody may read a command line. ValueError if it is something else.
    """
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender or parts.password:
        raise ValueError("smtp://[USER@]HOST[:PORT]?from=ADDRESS or smtps://…, the password in " + PASSWORD)
    secure = parts.scheme == "smtps"
    port = parts.port or (465 if secure else 587)
    user = unquote(parts.username or "")
    return Smtp(parts.hostname, port, secure, sender, user, os.environ.get(PASSWORD, ""))
