"""From a priced cart and its tenders to the fact `SaleCompleted`, and from a sale to its counter-entry."""

from __future__ import annotations

from msgspec.structs import replace

from pos.base.errors import Bug
from pos.domain.coupons import Coupon, CouponUse
from pos.domain.events import SaleCompleted, SalePoints, SaleVoided, Seller, SoldLine, money_faults
from pos.domain.offers import Discount
from pos.domain.pricing import PricedCart
from pos.domain.tender import Tender

TAX_INCLUDED = "included"
LINK_DIGITS = 15  # 60 random bits; the receipt's number is needed beside them


def receipt_number(store: str, till: str, tag: str, n: int) -> str:
    """``S0042-T03-7K2Q-000123``: unique even for cloned disks, because the tag belongs to the journal file."""
    return f"{store}-{till}-{tag}-{n:06d}"


def link_of(fresh_id: str) -> str:
    """The secret part of a digital receipt's address, cut from the random bits of a fresh id (RFC 9562 §5.7)."""
    return fresh_id.replace("-", "")[-LINK_DIGITS:]


def receipt_address(receipts_at: str, sale: SaleCompleted) -> str:
    """Where the digital receipt of ``sale`` can be read: the centre's public address, the receipt's number, the secret
    part. Empty if the policy names no such address or the sale has no link.
    """
    if not receipts_at or not sale.link:
        return ""
    return f"{receipts_at.rstrip('/')}/r/{sale.receipt}/{sale.link}"


def complete(
    priced: PricedCart,
    tenders: tuple[Tender, ...],
    *,
    receipt: str,
    receipt_n: int,
    shift: str,
    seller: Seller,
    operator_name: str,
    demo: bool,
    signature: str | None = None,
    points: SalePoints | None = None,
    link: str | None = None,
) -> SaleCompleted:
    """The sale as a fact. Raises Bug if a sum does not add up: such a sale must never reach the disk."""
    cart = priced.cart
    sale = SaleCompleted(
        sale=priced.cart.sale_id,
        receipt=receipt,
        receipt_n=receipt_n,
        shift=shift,
        currency=priced.currency,
        tax_mode=TAX_INCLUDED,
        opened_at_ms=priced.cart.opened_at_ms,
        lines=tuple(
            SoldLine(
                n=p.line.n,
                sku=p.line.sku,
                gtin=p.line.gtin,
                text=p.line.text,
                quantity=p.line.quantity,
                unit=p.line.unit,
                unit_minor=p.line.unit_minor,
                total_minor=p.total_minor,
                tax=p.line.tax,
                rate_bp=p.rate_bp,
                article_version=p.line.article_version,
                discounts=p.discounts,
                fulfil=p.line.fulfil,
            )
            for p in priced.lines
        ),
        total_minor=priced.total_minor,
        vat=priced.vat,
        tenders=tenders,
        seller=seller,
        operator_name=operator_name,
        demo=demo,
        signature=signature,
        source_invoice=cart.source_invoice,
        customer_note=cart.customer_note,
        customer=cart.member.customer if cart.member else None,
        tier=cart.member.tier if cart.member else None,
        points=points,
        coupons=tuple(_used(priced, coupon) for coupon in cart.coupons),
        app_cart=cart.app_cart,
        link=link,
    )
    return _whole(sale)


def void(
    sale: SaleCompleted,
    *,
    void_id: str,
    receipt: str,
    receipt_n: int,
    shift: str,
    operator_name: str,
    opened_at_ms: int,
    reason: str,
    approved_by: str | None,
    signature: str | None = None,
    link: str | None = None,
) -> SaleVoided:
    """The counter-entry: quantities, totals, VAT, tenders, points and coupons of ``sale`` with their sign turned."""
    turned = replace(
        sale,
        sale=void_id,
        receipt=receipt,
        receipt_n=receipt_n,
        shift=shift,
        opened_at_ms=opened_at_ms,
        operator_name=operator_name,
        signature=signature,
        lines=tuple(_turned(line) for line in sale.lines),
        total_minor=-sale.total_minor,
        vat=tuple(
            replace(v, gross_minor=-v.gross_minor, net_minor=-v.net_minor, tax_minor=-v.tax_minor) for v in sale.vat
        ),
        tenders=tuple(
            replace(t, amount_minor=-t.amount_minor, given_minor=0, change_minor=0, attempt=None, points=-t.points)
            for t in sale.tenders
        ),
        source_invoice=None,
        points=None if sale.points is None else _points_back(sale.points),
        coupons=tuple(replace(use, amount_minor=-use.amount_minor) for use in sale.coupons),
        app_cart=None,
        link=link,
    )
    return SaleVoided(sale.sale, sale.receipt, reason, approved_by, _whole(turned))


def _used(priced: PricedCart, coupon: Coupon) -> CouponUse:
    return CouponUse(coupon.id, coupon.code, priced.taken_off(coupon.offer.id), coupon.single)


def _turned(line: SoldLine) -> SoldLine:
    discounts = tuple(Discount(d.promotion, d.text, -d.amount_minor, d.kind) for d in line.discounts)
    return replace(line, quantity=-line.quantity, total_minor=-line.total_minor, discounts=discounts)


def _points_back(points: SalePoints) -> SalePoints:
    return SalePoints(points.rules, -points.earned, -points.redeemed, -points.redeemed_minor)


def _whole(sale: SaleCompleted) -> SaleCompleted:
    faults = money_faults(sale)
    if faults:
        raise Bug("a sale does not add up", sale=sale.sale, faults=" ".join(faults))
    return sale
