"""The one function that computes money for a cart. The till's receipt is the truth; the centre checks with the
same function and alarms, it never recomputes silently. Rules in words: ``docs/money.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from pos.base.money import allocate
from pos.domain.cart import PICKUP, Cart, Line
from pos.domain.events import BY_POINTS
from pos.domain.promotions import Circumstances, Discount, Given, Hint, Index, apply
from pos.domain.tax import Rate, VatSum, rate_on, vat_included

BY_COUPON = "coupon"
KEPT_PRICE = "kept-price"
NONE = Given({}, ())
NO_PROMOTIONS = Index(())


class PricedLine(Struct, frozen=True):
    """A line with its money; ``total_minor`` is what remains after its ``discounts``."""

    line: Line
    rate_bp: int
    total_minor: int
    discounts: tuple[Discount, ...] = ()

    @property
    def gross_minor(self) -> int:
        """Before any discount."""
        return self.line.quantity * self.line.unit_minor


class PricedCart(Struct, frozen=True):
    """A cart with its money. ``lines`` in scan order; ``pieces``: the sum of quantities; ``points_minor``: what
    redeemed points take off, if they are a discount; ``hints``: what is missing for an offer.
    """

    cart: Cart
    lines: tuple[PricedLine, ...]
    total_minor: int
    pieces: int
    vat: tuple[VatSum, ...]
    points_minor: int = 0
    hints: tuple[Hint, ...] = ()

    @property
    def currency(self) -> str:
        return self.cart.currency

    @property
    def gross_minor(self) -> int:
        """Before any discount."""
        return sum(priced.gross_minor for priced in self.lines)

    def newest_first(self) -> tuple[PricedLine, ...]:
        return tuple(sorted(self.lines, key=lambda priced: -priced.line.touched))

    def taken_off(self, promotion: str) -> int:
        """What one promotion or coupon took off the whole cart."""
        return sum(d.amount_minor for priced in self.lines for d in priced.discounts if d.promotion == promotion)


@dataclass(frozen=True, slots=True)
class Offers:
    """What may come off a cart: the promotions there are, and who buys when. ``point_minor``: worth of a point."""

    promotions: Index = NO_PROMOTIONS
    at: Circumstances | None = None
    point_minor: int = 1


NO_OFFERS = Offers()


def price(cart: Cart, rates: Sequence[Rate], day: str, offers: Offers = NO_OFFERS) -> PricedCart:
    """Price a cart with tax-inclusive unit prices on the ISO date ``day``.

    In this order: a price kept from another channel; promotions and coupons on the lines that have none; points as a
    discount, over all lines in proportion, so that every rate of VAT falls alike.
    """
    rate_of = {tax: rate_on(rates, tax, day) for tax in {line.tax for line in cart.lines}}
    given = _given(cart, offers)
    lines = tuple(_priced(line, rate_of[line.tax], given) for line in cart.lines)
    return with_points(_summed(cart, lines, given.hints), cart.points, offers.point_minor)


def with_points(priced: PricedCart, points: int, point_minor: int) -> PricedCart:
    """The same prices with so many points redeemed as a discount (0: none), whatever was redeemed before."""
    cart = replace(priced.cart, points=points)
    bare = tuple(_without_points(one) for one in priced.lines)
    worth = min(points * point_minor, sum(one.total_minor for one in bare))
    lines = _less_points(bare, worth) if worth > 0 else bare
    return _summed(cart, lines, priced.hints, worth)


def _summed(cart: Cart, lines: tuple[PricedLine, ...], hints: tuple[Hint, ...], points_minor: int = 0) -> PricedCart:
    return PricedCart(
        cart=cart,
        lines=lines,
        total_minor=sum(priced.total_minor for priced in lines),
        pieces=sum(line.quantity for line in cart.lines),
        vat=vat_included((priced.rate_bp, priced.total_minor) for priced in lines),
        points_minor=points_minor,
        hints=hints,
    )


def _given(cart: Cart, offers: Offers) -> Given:
    at = offers.at
    if at is None:
        return NONE
    promotions = offers.promotions.plus([coupon.offer for coupon in cart.coupons])
    given = apply([line for line in cart.lines if not _kept(line) and not _promised(line)], promotions, at)
    if not cart.coupons:
        return given
    presented = {coupon.offer.id for coupon in cart.coupons}
    return Given({n: tuple(_named(d, presented) for d in some) for n, some in given.discounts.items()}, given.hints)


def _named(discount: Discount, coupons: set[str]) -> Discount:
    if discount.promotion not in coupons:
        return discount
    return Discount(discount.promotion, discount.text, discount.amount_minor, BY_COUPON)


def _kept(line: Line) -> bool:
    """Another channel promised less than the shelf says: that price is kept, and takes part in no promotion."""
    return 0 < line.kept_minor < line.unit_minor


def _promised(line: Line) -> bool:
    """An online order that is paid here costs what was promised online."""
    return line.fulfil is not None and line.fulfil.kind == PICKUP


def _priced(line: Line, rate_bp: int, given: Given) -> PricedLine:
    discounts = given.discounts.get(line.n, ())
    if _kept(line):
        off = line.quantity * (line.unit_minor - line.kept_minor)
        discounts = (Discount("", "", off, KEPT_PRICE),)
    total = line.quantity * line.unit_minor - sum(discount.amount_minor for discount in discounts)
    return PricedLine(line, rate_bp, total, discounts)


def _less_points(lines: tuple[PricedLine, ...], points_minor: int) -> tuple[PricedLine, ...]:
    parts = allocate(points_minor, [priced.total_minor for priced in lines])
    return tuple(
        PricedLine(p.line, p.rate_bp, p.total_minor - part, (*p.discounts, Discount("", "", part, BY_POINTS)))
        if part
        else p
        for p, part in zip(lines, parts, strict=True)
    )


def _without_points(priced: PricedLine) -> PricedLine:
    kept = tuple(discount for discount in priced.discounts if discount.kind != BY_POINTS)
    if len(kept) == len(priced.discounts):
        return priced
    back = sum(discount.amount_minor for discount in priced.discounts) - sum(d.amount_minor for d in kept)
    return PricedLine(priced.line, priced.rate_bp, priced.total_minor + back, kept)
