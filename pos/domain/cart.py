"""The cart: a frozen value; each change makes a new one, and each new one is on disk before it is shown."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain.catalogue import PIECE, Article
from pos.domain.coupons import Coupon
from pos.domain.customer import Member
from pos.domain.pickup_facts import PickupHandedOver

QUANTITY_MAX = 99_999
UNIT_MINOR_MAX = 999_999_999
TOTAL_MINOR_MAX = 99_999_999_999


DELIVER = "deliver"
STORE = "store"
PICKUP = "pickup"


class Fulfil(Struct, frozen=True, omit_defaults=True):
    """How a line reaches its customer if not over the counter: DELIVER, sent home from ``location``; STORE, kept for
    them at ``location``; PICKUP, part of the online ``order`` that is handed over with this sale, which its customer
    knows as ``number``. ``promise``: ISO date that was told.
    """

    kind: str
    location: str = ""
    promise: str = ""
    order: str = ""
    number: str = ""


class Line(Struct, frozen=True):
    """One position. ``n``: number in scan order, never reused in this cart; ``touched``: grows with each change,
    so that the newest can stand on top. The line carries text, price and tax class of its own: the article may
    change or vanish while the customer stands at the till.
    """

    n: int
    sku: str
    text: str
    quantity: int
    unit_minor: int
    tax: str
    touched: int
    gtin: str = ""
    unit: str = PIECE
    category: str = ""
    article_version: int = 0
    kept_minor: int = 0
    fulfil: Fulfil | None = None


class Cart(Struct, frozen=True):
    """What the customer wants to buy. ``sale_id`` is minted with the first line or customer and becomes the sale's id.
    ``points``: how many are redeemed as a discount; ``app_cart``: cart of another channel continued here;
    ``hand_over``: the order that is paid and handed over with this sale.
    """

    sale_id: str
    opened_at_ms: int
    currency: str
    lines: tuple[Line, ...] = ()
    next_n: int = 1
    next_touch: int = 1
    source_invoice: str | None = None
    customer_note: str | None = None
    member: Member | None = None
    coupons: tuple[Coupon, ...] = ()
    points: int = 0
    app_cart: str | None = None
    hand_over: PickupHandedOver | None = None

    def line(self, n: int) -> Line:
        for line in self.lines:
            if line.n == n:
                return line
        raise Refused(Code.LINE_UNKNOWN, line=n)

    def newest_first(self) -> tuple[Line, ...]:
        """Lines in the order of the screen: the one touched last on top."""
        return tuple(sorted(self.lines, key=lambda line: -line.touched))


def add(cart: Cart, article: Article, quantity: int = 1, kept_minor: int = 0, fulfil: Fulfil | None = None) -> Cart:
    """Add an article; the same article at the same price, going the same way, joins its line, which moves up."""
    _check_quantity(quantity)
    if not 0 <= article.price_minor <= UNIT_MINOR_MAX:
        raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=article.price_minor, currency=cart.currency)
    for line in cart.lines:
        same = (line.sku, line.unit_minor, line.tax) == (article.sku, article.price_minor, article.tax)
        if same and line.kept_minor == kept_minor and line.fulfil == fulfil:
            return _with_quantity(cart, line.n, line.quantity + quantity)
    line = Line(
        n=cart.next_n,
        sku=article.sku,
        text=article.name,
        quantity=quantity,
        unit_minor=article.price_minor,
        tax=article.tax,
        touched=cart.next_touch,
        gtin=article.gtin,
        unit=article.unit,
        category=article.category,
        article_version=article.version,
        kept_minor=kept_minor,
        fulfil=fulfil,
    )
    return _checked(replace(cart, lines=(*cart.lines, line), next_n=cart.next_n + 1, next_touch=cart.next_touch + 1))


def set_quantity(cart: Cart, n: int, quantity: int) -> Cart:
    """Give line ``n`` another quantity (1 … QUANTITY_MAX); that of an online order was checked off before."""
    line = cart.line(n)
    if _of_order(line):
        raise Refused(Code.PICKUP_QUANTITY, text=line.text, most=line.quantity, number="")
    return _with_quantity(cart, n, quantity)


def _with_quantity(cart: Cart, n: int, quantity: int) -> Cart:
    _check_quantity(quantity)
    lines = tuple(
        replace(line, quantity=quantity, touched=cart.next_touch) if line.n == n else line for line in cart.lines
    )
    return _checked(replace(cart, lines=lines, next_touch=cart.next_touch + 1))


def remove(cart: Cart, n: int) -> Cart:
    """Take line ``n`` out; with a line of an online order the whole order, and its hand-over, goes."""
    if _of_order(cart.line(n)):
        return replace(cart, lines=tuple(line for line in cart.lines if not _of_order(line)), hand_over=None)
    return replace(cart, lines=tuple(line for line in cart.lines if line.n != n))


def put_back(cart: Cart, before: Cart) -> Cart:
    """Undo a removal: the lines that ``before`` had and ``cart`` has not come back, in scan order; whatever was
    scanned or changed since stays, since a line number is never used twice. An online order comes back with its
    hand-over, unless another one has taken its place.
    """
    there = {line.n for line in cart.lines}
    back = [line for line in before.lines if line.n not in there and not (_of_order(line) and cart.hand_over)]
    lines = tuple(sorted((*cart.lines, *back), key=lambda line: line.n))
    return _checked(replace(cart, lines=lines, hand_over=cart.hand_over or before.hand_over))


def _of_order(line: Line) -> bool:
    return line.fulfil is not None and line.fulfil.kind == PICKUP


def delivered(cart: Cart) -> bool:
    """Is something in it sent to somebody's home?"""
    return any(line.fulfil is not None and line.fulfil.kind == DELIVER for line in cart.lines)


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= QUANTITY_MAX:
        raise Refused(Code.QUANTITY_OUT_OF_RANGE, quantity=quantity, most=QUANTITY_MAX)


def _checked(cart: Cart) -> Cart:
    total = sum(line.quantity * line.unit_minor for line in cart.lines)
    if total > TOTAL_MINOR_MAX:
        raise Refused(Code.AMOUNT_OUT_OF_RANGE, amount_minor=total, currency=cart.currency)
    return cart
