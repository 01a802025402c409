"""The one function that computes money for a cart. The till's receipt is the truth; the centre checks with the
same function and alarms, it never recomputes silently. Rules in words: ``docs/money.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pos.domain.cart import Cart, Line
from pos.domain.tax import Rate, VatSum, rate_on, vat_included


class PricedLine(Struct, frozen=True):
    line: Line
    rate_bp: int
    total_minor: int


class PricedCart(Struct, frozen=True):
    """A cart with its money. ``lines`` in scan order; ``pieces``: the sum of quantities."""

    cart: Cart
    lines: tuple[PricedLine, ...]
    total_minor: int
    pieces: int
    vat: tuple[VatSum, ...]

    @property
    def currency(self) -> str:
        return self.cart.currency

    def newest_first(self) -> tuple[PricedLine, ...]:
        return tuple(sorted(self.lines, key=lambda priced: -priced.line.touched))


def price(cart: Cart, rates: Sequence[Rate], day: str) -> PricedCart:
    """Price a cart with tax-inclusive unit prices on the ISO date ``day``."""
    rate_of = {tax: rate_on(rates, tax, day) for tax in {line.tax for line in cart.lines}}
    lines = tuple(PricedLine(line, rate_of[line.tax], line.quantity * line.unit_minor) for line in cart.lines)
    return PricedCart(
        cart=cart,
        lines=lines,
        total_minor=sum(priced.total_minor for priced in lines),
        pieces=sum(line.quantity for line in cart.lines),
        vat=vat_included((priced.rate_bp, priced.total_minor) for priced in lines),
    )
