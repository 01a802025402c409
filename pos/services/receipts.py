"""Past sales of this till, straight from the journal: lists, documents, and which ones were printed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.contract import Entry, Outcome, decode_body, decode_entry
from pos.domain.events import SaleCompleted, SaleVoided, ShiftClosed
from pos.domain.loyalty import worth
from pos.domain.receipt import receipt_address
from pos.domain.slip import Balance, Slip, sale_slip, void_slip, z_slip
from pos.ports import Stored
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk


class ReceiptRow(Struct, frozen=True):
    """One line of the journal screen. ``tenders``: kinds; ``state``: sent | waiting | set_aside."""

    seq: int
    at_ms: int
    receipt: str
    voids: str | None
    operator_name: str
    customer: str | None
    tenders: tuple[str, ...]
    total_minor: int
    currency: str
    state: str
    reason: str | None = None


class Receipts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._journal = desk.journal
        self._replica = desk.replica
        self._balance: tuple[int, Balance] | None = None

    def recent(
        self, limit: int = 100, before: int | None = None, text: str = ""
    ) -> tuple[tuple[ReceiptRow, ...], Changes]:
        """Sales and voids, newest first; ``text``: end of a receipt number."""
        stored = self._journal.receipts(before, limit, text)
        acked = self._journal.acked().seq
        outcomes = self._journal.outcomes([item.seq for item in stored])
        return tuple(_row(item, acked, outcomes.get(item.seq)) for item in stored), NOTHING

    def slip(self, seq: int) -> tuple[Slip, Changes]:
        """The document of entry ``seq``: receipt, void or Z report, the same at every call. Only the customer's balance
        is known for the newest sale alone: a copy printed later leaves it out.
        """
        stored = self._journal.entry(seq)
        if stored is None:
            raise Refused(Code.LINE_UNKNOWN, line=seq)
        return self._document(decode_entry(stored.line)), NOTHING

    def address(self, sale: SaleCompleted) -> tuple[str, Changes]:
        """Where the digital receipt of ``sale`` can be read; empty if nowhere."""
        return receipt_address(self._replica.policy().receipts_at, sale), NOTHING

    def printed(self, seq: int) -> tuple[None, Changes]:
        """The paper came out."""
        self._journal.mark_printed(seq)
        return None, Changes(receipts=True)

    def source_known(self, source: str) -> tuple[bool, Changes]:
        """Whether a sale with that outside key (a replayed invoice's number) stands in this journal."""
        return self._journal.source_known(source), NOTHING

    def unprinted(self, limit: int = 20) -> tuple[Sequence[int], Changes]:
        """Booked, but nobody knows whether the paper came out: offered again at start."""
        return self._journal.unprinted(limit), NOTHING

    def _document(self, entry: Entry) -> Slip:
        body = decode_body(entry)
        store = self._replica.store()
        language = store.language if store else "de"
        if isinstance(body, SaleCompleted):
            address = receipt_address(self._replica.policy().receipts_at, body)
            balance = self._balance_after(entry.seq, body)
            return sale_slip(body, entry.at, entry.zone, language, address=address, balance=balance)
        if isinstance(body, SaleVoided):
            return void_slip(body, entry.at, entry.zone, language)
        if isinstance(body, ShiftClosed):
            identity = self._journal.identity
            name = store.name if store else identity.store
            return z_slip(body.report, name, identity.till, identity.mode != "live", entry.zone, language)
        raise Refused(Code.LINE_UNKNOWN, line=entry.seq)

    def _balance_after(self, seq: int, sale: SaleCompleted) -> Balance | None:
        """The customer's points right after the sale, asked once and kept while it is this till's newest entry about
        them; None as soon as nobody could say any more whether other sales are in it.
        """
        if self._balance is not None and self._balance[0] == seq:
            return self._balance[1]
        people = self._desk.people
        if sale.customer is None or people.newest_move(sale.customer) != seq:
            return None
        known = people.points(sale.customer, online=self._desk.contact.online())
        self._balance = seq, Balance(known.balance, worth(self._desk.rules(), known.balance), not known.live)
        return self._balance[1]


def _row(stored: Stored, acked: int, outcome: Outcome | None) -> ReceiptRow:
    entry = decode_entry(stored.line)
    body = decode_body(entry)
    sale = body.sale if isinstance(body, SaleVoided) else body
    assert isinstance(sale, SaleCompleted)
    state = "waiting" if stored.seq > acked else "sent"
    if outcome is not None and outcome.status == "set_aside":
        state = "set_aside"
    return ReceiptRow(
        seq=stored.seq,
        at_ms=entry.at,
        receipt=sale.receipt,
        voids=body.voids_receipt if isinstance(body, SaleVoided) else None,
        operator_name=sale.operator_name,
        customer=sale.customer_note,
        tenders=tuple(dict.fromkeys(tender.kind for tender in sale.tenders)),
        total_minor=sale.total_minor,
        currency=sale.currency,
        state=state,
        reason=outcome.reason if outcome else None,
    )
