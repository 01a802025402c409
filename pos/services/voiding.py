"""Taking the last sale back: a counter-entry with its own receipt; the sale itself is never touched."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.contract import decode_body, decode_entry
from pos.domain import receipt
from pos.domain.cart import PICKUP
from pos.domain.cash import voided
from pos.domain.events import Override, SaleCompleted, SaleVoided
from pos.domain.tender import CARD, CASH
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import SOLD
from pos.services.desk import Desk


class Voided(Struct, frozen=True):
    """A durable counter-entry. ``cash_back_minor``: what leaves the drawer; ``card_back_minor``: what the cashier
    takes back on the card terminal.
    """

    seq: int
    void: SaleVoided
    cash_back_minor: int
    card_back_minor: int


class Voiding:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def last_sale(self) -> tuple[SaleCompleted, Changes]:
        """The sale that can be voided now: the last one of this shift, not voided yet, no cart on the counter.
        Refused VOID_PICKUP if an online order was handed over with it: that is past, and its parcels are gone.
        """
        desk = self._desk
        desk.signed_in()
        if desk.cart is not None or desk.checkout is not None:
            raise Refused(Code.SHIFT_HAS_CART)
        shift = desk.open_shift()
        if shift.last_sale_seq is None:
            sold_before = desk.journal.receipts(None, 1)
            raise Refused(Code.VOID_OTHER_SHIFT if sold_before else Code.VOID_NOTHING)
        if shift.last_sale_voided:
            raise Refused(Code.VOID_TWICE, receipt=shift.last_receipt)
        stored = desk.journal.entry(shift.last_sale_seq)
        assert stored is not None
        body = decode_body(decode_entry(stored.line))
        assert isinstance(body, SaleCompleted)
        if any(line.fulfil is not None and line.fulfil.kind == PICKUP for line in body.lines):
            raise Refused(Code.VOID_PICKUP, receipt=body.receipt)
        return body, NOTHING

    def needs_approval(self) -> tuple[bool, Changes]:
        sale, _ = self.last_sale()
        return sale.total_minor > self._desk.replica.policy().void_limit_minor, NOTHING

    def void_last(self, reason: str, approved_by: str | None = None) -> tuple[Voided, Changes]:
        """Void the last sale for ``reason``. Above the store's limit it needs ``approved_by``, the name
        `SignOn.approve` answered.
        """
        desk = self._desk
        sale, _ = self.last_sale()
        if not reason.strip():
            raise Refused(Code.VOID_REASON_MISSING)
        above, _ = self.needs_approval()
        if above and approved_by is None:
            raise Refused(Code.APPROVAL_NEEDED, amount_minor=sale.total_minor, currency=sale.currency)
        shift, operator, identity = desk.open_shift(), desk.signed_in(), desk.journal.identity
        void_id, n = desk.ids.new(), desk.journal.next_receipt_n()
        desk.signer.start(void_id)
        counter = receipt.void(
            sale,
            void_id=void_id,
            receipt=receipt.receipt_number(identity.store, identity.till, identity.tag, n),
            receipt_n=n,
            shift=shift.id,
            operator_name=operator.name,
            opened_at_ms=desk.clock.now_ms(),
            reason=reason.strip(),
            approved_by=approved_by,
            link=receipt.link_of(desk.ids.new()),
        )
        signature = desk.signer.finish(void_id, counter.sale)
        counter = replace(counter, sale=replace(counter.sale, signature=signature))
        facts = []
        if above and approved_by is not None:
            facts.append(desk.fact(Override("sale-voided", approved_by, sale.total_minor, sale.currency)))
        total = counter.sale.total_minor
        facts.append(desk.fact(counter, fact_id=void_id, receipt_n=n, total_minor=total))
        stored = desk.commit(facts, shift=voided(shift, counter.sale))
        back = {kind: -sum(t.amount_minor for t in counter.sale.tenders if t.kind == kind) for kind in (CASH, CARD)}
        return Voided(stored[-1].seq, counter, back[CASH], back[CARD]), SOLD
