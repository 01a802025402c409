"""Becoming a customer with one's own telephone: a code on the customer display, the form there, the answer here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos.contract.people import CustomerRow
from pos.services.customers import Invitation
from pos.ui.screen import Counter

ASK_EVERY_MS: Final = 2_000
VALID_MS: Final = 15 * 60_000


class SignUp(QObject):
    """``joined(row)`` is called once somebody has filled in the form; `cancel` takes the code off the display."""

    def __init__(self, counter: Counter, joined: Callable[[CustomerRow], None], parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._joined = joined
        self._token = ""
        self._ends_ms = 0
        self._timer = QTimer(self, interval=ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def showing(self) -> bool:
        return bool(self._token)

    def begin(self) -> None:
        """Show the code; says why if nobody could answer the form."""
        self._counter.runner.money(lambda till: till.customers.invite(), self._show, self._counter.tell)

    def cancel(self) -> None:
        self._timer.stop()
        if self._token and self._counter.display is not None:
            self._counter.display.cancel()
        self._token = ""

    def _show(self, invitation: Invitation) -> None:
        if self._counter.display is None:
            return
        self._token = invitation.token
        self._ends_ms = self._counter.clock.mono_ms() + VALID_MS
        self._counter.display.show_sign_up(invitation.address)
        self._timer.start()

    def _ask(self) -> None:
        token, concierge = self._token, self._counter.concierge
        if not token or concierge is None or self._counter.clock.mono_ms() >= self._ends_ms:
            self.cancel()
            return
        concierge.joined(token, lambda row: self._heard(token, row))

    def _heard(self, token: str, row: CustomerRow | None) -> None:
        """None: not filled in yet, or nobody answers; a late answer to a code that is gone is passed over."""
        if row is not None and token == self._token:
            self.cancel()
            self._joined(row)
