"""Who is at the till: sign-in by PIN, lock-out after wrong ones, and a second pair of eyes."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import msgspec

from pos.base.errors import Code, Refused
from pos.contract import OperatorRow
from pos.ports import LOCKOUT, Pins
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk

CASHIER: Final = "cashier"
SHIFT_LEAD: Final = "shift_lead"
MANAGER: Final = "manager"
RANKS: Final = {CASHIER: 0, SHIFT_LEAD: 1, MANAGER: 2}


class SignOn:
    """Wrong PINs are counted per operator and PIN on disk: switching the till off does not buy new tries."""

    def __init__(self, desk: Desk, pins: Pins) -> None:
        self._desk = desk
        self._pins = pins

    def operators(self) -> tuple[tuple[OperatorRow, ...], Changes]:
        return self._desk.replica.operators(), NOTHING

    def current(self) -> tuple[OperatorRow | None, Changes]:
        return self._desk.operator, NOTHING

    def lock_after_s(self) -> tuple[int, Changes]:
        """Seconds without input after which the store wants the till locked."""
        return self._desk.replica.policy().lock_after_s, NOTHING

    def sign_in(self, number: str, pin: str) -> tuple[OperatorRow, Changes]:
        """Raises Refused PIN_WRONG (with ``tries_left``), PIN_LOCKED or OPERATOR_UNKNOWN."""
        operator = self._checked(number, pin)
        self._desk.operator = operator
        return operator, Changes(operator=True)

    def lock(self) -> tuple[None, Changes]:
        """Leave the till; the basket stays."""
        self._desk.operator = None
        return None, Changes(operator=True)

    def approve(self, number: str, pin: str) -> tuple[OperatorRow, Changes]:
        """A shift lead or manager vouches for something above the cashier's limit."""
        operator = self._checked(number, pin)
        if RANKS.get(operator.role, 0) < RANKS[SHIFT_LEAD]:
            raise Refused(Code.APPROVAL_NEEDED, role=SHIFT_LEAD)
        return operator, NOTHING

    def approve_by_pin(self, pin: str) -> tuple[OperatorRow, Changes]:
        """As `approve`, the shift leads and managers tried in turn; a wrong PIN counts against all of them."""
        failures = self._failures()
        leads = [o for o in self._desk.replica.operators() if RANKS.get(o.role, 0) >= RANKS[SHIFT_LEAD]]
        limit = self._desk.replica.policy().pin_attempts
        able = [lead for lead in leads if failures.get(_tried(lead), 0) < limit]
        if not able:
            raise Refused(Code.PIN_LOCKED, operator="")
        # Counted before the PIN is looked at, as in `_checked`.
        counted = {_tried(lead): failures.get(_tried(lead), 0) + 1 for lead in able}
        self._save({**failures, **counted})
        for lead in able:
            if self._pins.matches(lead.pin, pin):
                self._save({**failures, _tried(lead): 0})
                return lead, NOTHING
        raise Refused(Code.PIN_WRONG, tries_left=limit - max(counted.values()))

    def unlock(self, number: str, approver_pin: str) -> tuple[None, Changes]:
        """Give an operator new tries, on the word of a shift lead or manager."""
        self.approve_by_pin(approver_pin)
        self._save({**self._failures(), _tried(self._operator(number)): 0})
        return None, Changes(operator=True)

    def _checked(self, number: str, pin: str) -> OperatorRow:
        operator = self._operator(number)
        failures, tried = self._failures(), _tried(operator)
        limit = self._desk.replica.policy().pin_attempts
        count = failures.get(tried, 0)
        if count >= limit:
            raise Refused(Code.PIN_LOCKED, operator=operator.name)
        # Counted before the PIN is looked at: pulling the plug in between must not give the try back.
        self._save({**failures, tried: count + 1})
        if not self._pins.matches(operator.pin, pin):
            if count + 1 >= limit:
                raise Refused(Code.PIN_LOCKED, operator=operator.name)
            raise Refused(Code.PIN_WRONG, tries_left=limit - count - 1)
        self._save({**failures, tried: 0})
        return operator

    def _operator(self, number: str) -> OperatorRow:
        for operator in self._desk.replica.operators():
            if operator.number == number:
                return operator
        raise Refused(Code.OPERATOR_UNKNOWN, number=number)

    def _failures(self) -> dict[str, int]:
        draft = self._desk.journal.drafts().get(LOCKOUT)
        return {} if draft is None else msgspec.json.decode(draft, type=dict[str, int])

    def _save(self, failures: dict[str, int]) -> None:
        self._desk.journal.save({LOCKOUT: msgspec.json.encode({n: c for n, c in failures.items() if c})})


def _tried(operator: OperatorRow) -> str:
    """Under what wrong tries are counted: this person with this PIN. A new PIN from the centre is the way out when
    nobody is left who could unlock.
    """
    return f"{operator.number}:{sha256(operator.pin.encode()).hexdigest()[:16]}"
