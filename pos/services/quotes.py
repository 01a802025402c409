"""What one piece of an article costs at this moment, and how long it would be kept: what the article page says before
anything is in the basket. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct

from pos.base.errors import Refused
from pos.domain.cart import Cart, add
from pos.domain.catalogue import Article
from pos.domain.coupons import Coupon, check
from pos.domain.pricing import PricedCart, price
from pos.services.desk import Desk

HOUR_MS = 3_600_000


class Quote(Struct, frozen=True):
    """``list_minor``: the price of the catalogue; ``price_minor``: what one piece alone costs with today's offers, of
    which ``rate_bp`` is VAT; ``coupon``: the one of the customer's that takes most off it, ``coupon_minor`` the price
    with it; ``reserved_until_ms``: how long a reservation made now would hold.
    """

    list_minor: int
    price_minor: int
    rate_bp: int
    reserved_until_ms: int
    coupon: Coupon | None = None
    coupon_minor: int = 0


def quote(desk: Desk, article: Article, coupons: Sequence[Coupon]) -> Quote:
    """``coupons``: those of the cart's customer. Raises Refused as a scan would."""
    now = desk.clock.now_ms()
    plain = _alone(desk, article, now, ())
    best: tuple[int, Coupon | None] = (plain.total_minor, None)
    customer = plain.cart.member.customer if plain.cart.member is not None else ""
    for coupon in coupons:
        with suppress(Refused):
            check(coupon, customer, now, ())
            best = min(best, (_alone(desk, article, now, (coupon,)).total_minor, coupon), key=lambda one: one[0])
    return Quote(
        list_minor=article.price_minor,
        price_minor=plain.total_minor,
        rate_bp=plain.lines[0].rate_bp,
        reserved_until_ms=now + desk.replica.policy().reserved_hours * HOUR_MS,
        coupon=best[1],
        coupon_minor=best[0] if best[1] is not None else 0,
    )


def _alone(desk: Desk, article: Article, now_ms: int, coupons: tuple[Coupon, ...]) -> PricedCart:
    member = desk.cart.member if desk.cart is not None else None
    empty = Cart("", now_ms, desk.store().currency, member=member, coupons=coupons)
    cart = add(empty, article)
    return price(cart, desk.rates(), desk.shift.day if desk.shift else desk.today(), desk.offers(cart))
