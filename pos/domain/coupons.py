"""Coupons: a promotion that somebody has to show something for. Checked when presented; what it takes off is decided by
the same pricing as every promotion.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.base.errors import Code, Refused
from pos.domain.offers import Promotion

OPEN: Final = "open"
USED: Final = "used"
WITHDRAWN: Final = "withdrawn"
CODE_PREFIX: Final = "TC-"


class Coupon(Struct, frozen=True):
    """``code``: what is scanned or typed; ``offer``: what it takes off, under which conditions; its ``coupon`` names
    this coupon's id. ``single``: may be used once; ``customer``: whose it is, empty = anybody's; times are UTC ms, end
    exclusive, 0 = open; ``worth_minor``: the most it can take off, 0 = not known; ``alone``: not beside another coupon.
    """

    id: str
    code: str
    text: str
    offer: Promotion
    single: bool = True
    customer: str = ""
    from_ms: int = 0
    to_ms: int = 0
    worth_minor: int = 0
    alone: bool = False
    state: str = OPEN
    used_at_ms: int = 0


class CouponUse(Struct, frozen=True):
    """A coupon inside a sale, and what it took off. ``single``: whether it is used up by that."""

    coupon: str
    code: str
    amount_minor: int
    single: bool


def check(coupon: Coupon, customer: str, now_ms: int, beside: tuple[Coupon, ...]) -> None:
    """Refuse a coupon that may not be applied, with its own reason: used, withdrawn, not yet, expired, another
    customer's, not together with ``beside``, or already among them.
    """
    if any(other.id == coupon.id for other in beside):
        raise Refused(Code.COUPON_APPLIED, text=coupon.text)
    if coupon.state == USED:
        raise Refused(Code.COUPON_USED, text=coupon.text, at_ms=coupon.used_at_ms)
    if coupon.state != OPEN:
        raise Refused(Code.COUPON_WITHDRAWN, text=coupon.text)
    if coupon.from_ms and now_ms < coupon.from_ms:
        raise Refused(Code.COUPON_NOT_YET, text=coupon.text, at_ms=coupon.from_ms)
    if coupon.to_ms and now_ms >= coupon.to_ms:
        raise Refused(Code.COUPON_EXPIRED, text=coupon.text, at_ms=coupon.to_ms)
    if coupon.customer and coupon.customer != customer:
        raise Refused(Code.COUPON_FOREIGN, text=coupon.text)
    if beside and (coupon.alone or any(other.alone for other in beside)):
        raise Refused(Code.COUPON_ALONE, text=coupon.text)


def is_coupon_code(text: str) -> bool:
    """Does a scan mean a coupon?"""
    return text.startswith(CODE_PREFIX)
