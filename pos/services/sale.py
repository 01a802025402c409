"""The cart at the counter: scan, change, remove, discard. Each change is on disk before it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.contract.goods import Address
from pos.domain import barcode
from pos.domain.cart import Cart, Fulfil, add, delivered, put_back, remove, set_quantity
from pos.domain.cash import discarded
from pos.domain.catalogue import Article
from pos.domain.checkout import Step
from pos.domain.coupons import Coupon
from pos.domain.customer import Member
from pos.domain.events import CartDiscarded, CheckoutAbandoned
from pos.domain.pricing import PricedCart, price
from pos.ports import PERSONAL, NewFact
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk

CART_CHANGED = Changes(cart=True)


class Added(Struct, frozen=True):
    """The cart after a scan, and the line that took it."""

    cart: PricedCart
    line: int


class Removed(Struct, frozen=True):
    """The cart after a removal, and the cart before it for the undo (`Sale.restore`)."""

    cart: PricedCart | None
    before: Cart


class Sale:
    """Changing the cart. Refused while a checkout is open, except that an untouched one gives way to a scan."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # Where the delivery that was taken out last would have gone, for the undo: in memory only, until the next one.
        self._taken_out: tuple[str, bytes] | None = None

    def view(self) -> tuple[PricedCart | None, Changes]:
        """The cart with its money, that of an open checkout as it was frozen; None between customers."""
        desk = self._desk
        if desk.checkout is not None and desk.checkout.priced is not None:
            return desk.checkout.priced, NOTHING
        return (None if desk.cart is None else self._priced(desk.cart)), NOTHING

    def scan(self, text: str) -> tuple[Added, Changes]:
        """A scanner's or a person's code, with an optional ``n*`` in front.

        Raises Refused CODE_UNKNOWN, CODE_CHECK_DIGIT or CODE_INCOMPLETE; the cart is unchanged then.
        """
        quantity, rest = barcode.split_quantity(text)
        code = barcode.read_code(rest)
        article = self._desk.replica.article(code.key) if code.key else None
        if article is None:
            raise barcode.explain_unknown(code)
        return self.add(article, quantity)

    def add(
        self, article: Article, quantity: int = 1, fulfil: Fulfil | None = None, address: Address | None = None
    ) -> tuple[Added, Changes]:
        """Put an article into the cart; the first one mints the sale's id and tells the signer. ``address``: where it
        is sent; it lies beside the cart, under the sale's id, and travels beside the sale.
        """
        desk = self._desk
        desk.signed_in()
        desk.open_shift()
        changes = self._give_way()
        cart = desk.cart or self._new_cart()
        after = add(cart, article, quantity, fulfil=fulfil)
        priced = self._priced(after)
        if not cart.lines:
            desk.signer.start(after.sale_id)
        more = {} if address is None else {PERSONAL + after.sale_id: msgspec.json.encode(address)}
        desk.commit(cart=after, more=more)
        touched = max(after.lines, key=lambda line: line.touched)
        return Added(priced, touched.n), changes | CART_CHANGED

    def note_source(self, invoice: str, customer: str | None) -> Changes:
        """Say where a replayed cart comes from; kept in the sale."""
        cart = self._cart()
        self._desk.commit(cart=replace(cart, source_invoice=invoice, customer_note=customer))
        return CART_CHANGED

    def set_quantity(self, n: int, quantity: int) -> tuple[PricedCart, Changes]:
        changes = self._give_way()
        return self._changed(set_quantity(self._cart(), n, quantity), changes)

    def step_quantity(self, n: int, step: int) -> tuple[PricedCart, Changes]:
        """One more or one less; the last piece is taken out with `remove`, not by counting to zero."""
        changes = self._give_way()
        cart = self._cart()
        return self._changed(set_quantity(cart, n, cart.line(n).quantity + step), changes)

    def remove(self, n: int) -> tuple[Removed, Changes]:
        """Take a line out. Taking the last one out discards the cart, which is a fact in the journal."""
        changes = self._give_way()
        before = self._cart()
        after = remove(before, n)
        if not after.lines:
            _, more = self.discard()
            return Removed(None, before), changes | more
        priced, more = self._changed(after, changes)
        return Removed(priced, before), more

    def restore(self, before: Cart) -> tuple[PricedCart, Changes]:
        """Undo a removal: what was taken out comes back, what was scanned since stays. Refused if another sale has
        begun since.
        """
        desk = self._desk
        if desk.checkout is not None or (desk.cart is not None and desk.cart.sale_id != before.sale_id):
            raise Refused(Code.LINE_UNKNOWN, line=before.lines[-1].n)
        desk.open_shift()
        if desk.cart is None:
            # The discarded sale stays discarded; what comes back is a new sale with the same lines.
            cart = replace(before, sale_id=desk.ids.new())
            desk.signer.start(cart.sale_id)
        else:
            cart = put_back(desk.cart, before)
        return self._changed(cart, CART_CHANGED, self._address_back(before, cart))

    def discard(self) -> tuple[None, Changes]:
        """Throw the whole cart away; the journal keeps what was in it."""
        desk = self._desk
        changes = self._give_way()
        cart = self._cart()
        if not cart.lines:  # a customer, and nothing bought: no fact
            desk.commit(cart=None)
            return None, changes | CART_CHANGED
        total = self._priced(cart).total_minor
        shift = desk.open_shift()
        desk.signer.abort(cart.sale_id)
        fact = desk.fact(CartDiscarded(cart, total), total_minor=total)
        desk.commit([fact], cart=None, shift=discarded(shift), more=self._address_out(cart, None))
        return None, changes | Changes(cart=True, shift=True)

    def attach(self, member: Member) -> tuple[PricedCart, Changes]:
        """Sell to this customer from now on; without a cart one is begun. Coupons of another customer go."""
        changes = self._give_way()
        self._desk.signed_in()
        self._desk.open_shift()
        cart = self._desk.cart or self._new_cart()
        kept = tuple(coupon for coupon in cart.coupons if coupon.customer in ("", member.customer))
        priced, more = self._changed(replace(cart, member=member, coupons=kept), changes)
        return priced, more | Changes(customer=True)

    def detach(self) -> tuple[PricedCart | None, Changes]:
        """Nobody's sale again: member prices, personal coupons and a cart of theirs go with them."""
        changes = self._give_way() | Changes(customer=True)
        cart = self._desk.cart
        if cart is None or cart.member is None:
            return (None if cart is None else self._priced(cart)), changes
        if not cart.lines:
            self._desk.commit(cart=None)
            return None, changes | CART_CHANGED
        lines = tuple(replace(line, kept_minor=0) for line in cart.lines)
        kept = tuple(coupon for coupon in cart.coupons if not coupon.customer)
        return self._changed(replace(cart, member=None, coupons=kept, lines=lines, app_cart=None, points=0), changes)

    def present(self, coupons: tuple[Coupon, ...]) -> tuple[PricedCart, Changes]:
        """The cart with exactly these coupons; whether they may be is decided by `Customers.apply_coupon`."""
        changes = self._give_way()
        return self._changed(replace(self._cart(), coupons=coupons), changes)

    def tried(self, coupons: tuple[Coupon, ...]) -> PricedCart:
        """What the cart would cost with these coupons; changes nothing."""
        return self._priced(replace(self._cart(), coupons=coupons))

    def take_over(self, app_cart: str, chosen: Sequence[tuple[Article, int, int]]) -> tuple[PricedCart, Changes]:
        """Continue a cart of another channel: triples of article, quantity and the unit price promised there."""
        desk = self._desk
        desk.signed_in()
        desk.open_shift()
        changes = self._give_way()
        before = desk.cart or self._new_cart()
        cart = before
        for article, quantity, promised_minor in chosen:
            kept = promised_minor if promised_minor < article.price_minor else 0
            cart = add(cart, article, quantity, kept)
        if not before.lines and cart.lines:
            desk.signer.start(cart.sale_id)
        return self._changed(replace(cart, app_cart=app_cart), changes)

    def with_order(self, cart: Cart, facts: Sequence[NewFact]) -> tuple[PricedCart, Changes]:
        """The cart with an online order that is paid with it (`Collect.to_cart`); ``facts``: what allowed it."""
        desk = self._desk
        changes = self._give_way()
        priced = self._priced(cart)
        if desk.cart is None or not desk.cart.lines:
            desk.signer.start(cart.sale_id)
        desk.commit(list(facts), cart=cart)
        return priced, changes | CART_CHANGED | Changes(customer=True)

    def _new_cart(self) -> Cart:
        desk = self._desk
        self._taken_out = None
        return Cart(desk.ids.new(), desk.clock.now_ms(), desk.store().currency)

    def _cart(self) -> Cart:
        if self._desk.cart is None:
            raise Refused(Code.CART_EMPTY)
        return self._desk.cart

    def _changed(
        self, cart: Cart, changes: Changes, more: dict[str, bytes | None] | None = None
    ) -> tuple[PricedCart, Changes]:
        priced = self._priced(cart)
        self._desk.commit(cart=cart, more=more or self._address_out(self._desk.cart, cart))
        return priced, changes | CART_CHANGED

    def _address_out(self, before: Cart | None, after: Cart | None) -> dict[str, bytes | None]:
        """Where a delivery goes is forgotten with the last line that is delivered."""
        if before is None or not delivered(before) or (after is not None and delivered(after)):
            return {}
        address = self._desk.journal.drafts().get(PERSONAL + before.sale_id)
        self._taken_out = None if address is None else (before.sale_id, address)
        return {PERSONAL + before.sale_id: None}

    def _address_back(self, before: Cart, cart: Cart) -> dict[str, bytes | None]:
        taken, self._taken_out = self._taken_out, None
        if taken is None or taken[0] != before.sale_id or not delivered(cart):
            return {}
        return {PERSONAL + cart.sale_id: taken[1]}

    def _priced(self, cart: Cart) -> PricedCart:
        desk = self._desk
        day = desk.shift.day if desk.shift else desk.today()
        return price(cart, desk.rates(), day, desk.offers(cart))

    def _give_way(self) -> Changes:
        """An article scanned on the pay screen goes back to the basket, as long as no money was asked for."""
        desk = self._desk
        if desk.checkout is None:
            return NOTHING
        desk.checkout.require(Step.ABANDON)
        fact = desk.fact(CheckoutAbandoned(desk.checkout.cart.sale_id, "cart-changed"))
        desk.commit([fact], checkout=None)
        return Changes(checkout=True)
