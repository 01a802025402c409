"""The drawer: a shift is opened with a float and closed with a blind count and a Z report."""

from __future__ import annotations

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.domain import cash
from pos.domain.cash import Shift
from pos.domain.events import Override, ShiftClosed, ShiftOpened, ZReport
from pos.ports import NewFact
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk

SHIFT_CHANGED = Changes(shift=True, receipts=True, sync=True)
# Countries whose law asks for a certified signer before a sale is real (Germany: §146a AO).
SIGNER_COUNTRIES = frozenset({"DE"})
# No drawer holds more (100,000.00): above it somebody typed a code instead of an amount.
DRAWER_MOST = 10_000_000


class Closed(Struct, frozen=True):
    """A closed shift: its report and the entry that holds it."""

    seq: int
    report: ZReport


class Cash:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def shift(self) -> tuple[Shift | None, Changes]:
        return self._desk.shift, NOTHING

    def usual_float(self) -> tuple[int, Changes]:
        """What the store's policy puts into a drawer, minor units."""
        return self._desk.replica.policy().float_minor, NOTHING

    def open_shift(self, float_minor: int, day: str | None = None) -> tuple[Shift, Changes]:
        """Open a shift with ``float_minor`` in the drawer; ``day`` (ISO date) is today unless a replay says so."""
        desk = self._desk
        operator = desk.signed_in()
        store = desk.store()
        if desk.shift is not None:
            raise Refused(Code.SHIFT_ALREADY_OPEN, by=desk.shift.opened_by, at_ms=desk.shift.opened_at_ms)
        if desk.journal.identity.mode == "live" and store.country in SIGNER_COUNTRIES and not desk.signer.legal:
            raise Refused(Code.LIVE_MODE_NEEDS_SIGNER, country=store.country)
        _check_amount(float_minor, store.currency)
        number = desk.journal.shifts() + 1
        shift = Shift(
            id=desk.ids.new(),
            number=number,
            day=day or desk.today(),
            currency=store.currency,
            opened_at_ms=desk.clock.now_ms(),
            opened_by=operator.name,
            float_minor=float_minor,
        )
        opened = ShiftOpened(shift.id, number, shift.currency, float_minor)
        fact = NewFact(shift.id, opened, shift.day, operator.number)
        desk.commit([fact], shift=shift)
        return shift, SHIFT_CHANGED

    def difference(self, counted_minor: int) -> tuple[int, Changes]:
        """Counted minus expected; asked only after the count, which is blind."""
        shift = self._desk.open_shift()
        _check_amount(counted_minor, shift.currency)
        return counted_minor - shift.expected_cash_minor, NOTHING

    def close_shift(self, counted_minor: int, approved_by: str | None = None) -> tuple[Closed, Changes]:
        """Close with the counted cash. A difference at or above the store's limit needs ``approved_by``, the name
        `SignOn.approve` answered. Entries not yet sent do not hold a close up; the report says how many.
        """
        desk = self._desk
        operator = desk.signed_in()
        shift = desk.open_shift()
        if desk.cart is not None or desk.checkout is not None:
            raise Refused(Code.SHIFT_HAS_CART)
        difference, _ = self.difference(counted_minor)
        facts = []
        if abs(difference) >= desk.replica.policy().difference_limit_minor and difference:
            if approved_by is None:
                raise Refused(Code.APPROVAL_NEEDED, difference_minor=difference, currency=shift.currency)
            facts.append(desk.fact(Override("shift-difference", approved_by, difference, shift.currency)))
        head = desk.journal.head().seq
        report = cash.close(
            shift,
            counted_minor=counted_minor,
            closed_by=operator.name,
            closed_at_ms=desk.clock.now_ms(),
            unsent=head - desk.journal.acked().seq,
        )
        stored = desk.commit([*facts, desk.fact(ShiftClosed(report), total_minor=report.total_minor)], shift=None)
        return Closed(stored[-1].seq, report), SHIFT_CHANGED


def _check_amount(amount_minor: int, currency: str) -> None:
    if not 0 <= amount_minor <= DRAWER_MOST:
        raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=amount_minor, currency=currency)
