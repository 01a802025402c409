"""The shift: one drawer, one till; running totals that cost the same at the first and the ten-thousandth sale."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from pos.domain.events import SaleCompleted, TenderSum, ZReport
from pos.domain.tax import VatSum
from pos.domain.tender import CASH


class Shift(Struct, frozen=True):
    """An open shift with its totals so far. Kept beside the journal, written in the same transaction as each fact."""

    id: str
    number: int
    day: str
    currency: str
    opened_at_ms: int
    opened_by: str
    float_minor: int
    sales: int = 0
    voids: int = 0
    discarded: int = 0
    total_minor: int = 0
    vat: tuple[VatSum, ...] = ()
    tenders: tuple[TenderSum, ...] = ()
    first_receipt: str | None = None
    last_receipt: str | None = None
    last_sale_seq: int | None = None
    last_sale_voided: bool = False

    @property
    def expected_cash_minor(self) -> int:
        return self.float_minor + sum(t.amount_minor for t in self.tenders if t.kind == CASH)


def sold(shift: Shift, sale: SaleCompleted, seq: int) -> Shift:
    """The shift after a sale that stands in the journal as entry ``seq``."""
    return replace(
        _with_sums(shift, sale),
        sales=shift.sales + 1,
        last_sale_seq=seq,
        last_sale_voided=False,
    )


def voided(shift: Shift, counter: SaleCompleted) -> Shift:
    """The shift after the counter-entry of its last sale."""
    return replace(_with_sums(shift, counter), voids=shift.voids + 1, last_sale_voided=True)


def discarded(shift: Shift) -> Shift:
    return replace(shift, discarded=shift.discarded + 1)


def close(shift: Shift, *, counted_minor: int, closed_by: str, closed_at_ms: int, unsent: int) -> ZReport:
    """The Z report of a shift whose drawer was counted at ``counted_minor``."""
    expected = shift.expected_cash_minor
    return ZReport(
        shift=shift.id,
        number=shift.number,
        day=shift.day,
        currency=shift.currency,
        opened_at_ms=shift.opened_at_ms,
        closed_at_ms=closed_at_ms,
        opened_by=shift.opened_by,
        closed_by=closed_by,
        sales=shift.sales,
        voids=shift.voids,
        discarded=shift.discarded,
        total_minor=shift.total_minor,
        vat=shift.vat,
        tenders=shift.tenders,
        float_minor=shift.float_minor,
        expected_cash_minor=expected,
        counted_cash_minor=counted_minor,
        difference_minor=counted_minor - expected,
        first_receipt=shift.first_receipt,
        last_receipt=shift.last_receipt,
        unsent=unsent,
    )


def _with_sums(shift: Shift, sale: SaleCompleted) -> Shift:
    tenders = {t.kind: t for t in shift.tenders}
    for tender in sale.tenders:
        before = tenders.get(tender.kind, TenderSum(tender.kind, 0, 0))
        tenders[tender.kind] = TenderSum(tender.kind, before.count + 1, before.amount_minor + tender.amount_minor)
    return replace(
        shift,
        total_minor=shift.total_minor + sale.total_minor,
        vat=add_vat(shift.vat, sale.vat),
        tenders=tuple(tenders[kind] for kind in sorted(tenders)),
        first_receipt=shift.first_receipt or sale.receipt,
        last_receipt=sale.receipt,
    )


def add_vat(one: Iterable[VatSum], other: Iterable[VatSum]) -> tuple[VatSum, ...]:
    """Two sets of VAT sums as one, by rate, highest first. Receipts are added up, never recomputed."""
    sums: dict[int, VatSum] = {}
    for vat in (*one, *other):
        before = sums.get(vat.rate_bp, VatSum(vat.rate_bp, 0, 0, 0))
        sums[vat.rate_bp] = VatSum(
            vat.rate_bp,
            before.gross_minor + vat.gross_minor,
            before.net_minor + vat.net_minor,
            before.tax_minor + vat.tax_minor,
        )
    return tuple(sums[rate] for rate in sorted(sums, reverse=True))
