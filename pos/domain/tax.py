"""Value added tax: dated rates and the sums per rate. Rules in words: ``docs/money.md``."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.base.money import divide_half_up

BASIS_POINTS = 10_000


class Rate(Struct, frozen=True):
    """A tax class has ``rate_bp`` basis points (19 % = 1900) from ``valid_from`` (ISO date, inclusive) on."""

    tax: str
    rate_bp: int
    valid_from: str = "0001-01-01"


class VatSum(Struct, frozen=True):
    """All lines of one rate: gross = net + tax, in minor units."""

    rate_bp: int
    gross_minor: int
    net_minor: int
    tax_minor: int


def rate_on(rates: Iterable[Rate], tax: str, day: str) -> int:
    """The basis points of class ``tax`` on the ISO date ``day``; the latest rate not in the future wins."""
    valid = [rate for rate in rates if rate.tax == tax and rate.valid_from <= day]
    if not valid:
        raise Refused(Code.TAX_CLASS_UNKNOWN, tax=tax, day=day)
    return max(valid, key=lambda rate: rate.valid_from).rate_bp


def vat_included(totals: Iterable[tuple[int, int]]) -> tuple[VatSum, ...]:
    """VAT contained in tax-inclusive line totals, given as pairs (rate_bp, gross_minor).

    Computed once per rate from the gross sum, so that rounding happens once (§14 UStG asks for the tax per rate).
    Highest rate first.
    """
    gross: dict[int, int] = {}
    for rate_bp, total in totals:
        gross[rate_bp] = gross.get(rate_bp, 0) + total
    sums = []
    for rate_bp in sorted(gross, reverse=True):
        tax = divide_half_up(gross[rate_bp] * rate_bp, BASIS_POINTS + rate_bp)
        sums.append(VatSum(rate_bp, gross[rate_bp], gross[rate_bp] - tax, tax))
    return tuple(sums)
