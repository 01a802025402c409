"""Stock at the counter: what the centre said live, what somebody saw on the shelf, and what a customer wants that is
not carried out over the counter.

Home delivery and another store's goods are promised only while the centre is in reach, since somebody else may be sold
the same piece; a reservation is a request and may be made at any time: the centre confirms it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pos.base.errors import Bug, Code, Refused
from pos.contract.goods import Address, StockAnswers
from pos.domain.cart import DELIVER, QUANTITY_MAX, STORE, Fulfil
from pos.domain.catalogue import Article
from pos.domain.coupons import Coupon
from pos.domain.customer import NAME_MOST, Consent, Member
from pos.domain.events import ADJUSTMENTS, NOTIFY, RESERVE, Override, StockAdjusted, StockRequested
from pos.domain.pricing import PricedCart
from pos.domain.stock import STORE_KIND, StockAnswer
from pos.ports import PERSONAL, STOCK
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.own_moves import OwnMoves
from pos.services.quotes import Quote, quote
from pos.services.sale import Sale
from pos.services.shelves import ArticleView, Place, Related, Shelves

__all__ = ["ArticleView", "OwnMoves", "Place", "Related", "Shelves", "Stock"]

STOCK_CHANGED: Final = Changes(stock=True)
TOLD: Final = Changes(stock=True, sync=True)
REQUESTED: Final = Changes(pickups=True, sync=True)
BACK_IN_STOCK: Final = "back-in-stock"
HOUR_MS: Final = 3_600_000


class Stock:
    """Belongs to the money thread. Refuses with nothing changed."""

    def __init__(self, desk: Desk, sale: Sale) -> None:
        self._desk = desk
        self._sale = sale
        self._shelves = Shelves(desk.replica, desk.own)

    def learned(self, answer: StockAnswers) -> tuple[None, Changes]:
        """The centre answered a question; kept, so that the last word with its age is there when the line is not."""
        self._desk.journal.save({STOCK: self._desk.own.learn(answer)})
        return None, STOCK_CHANGED

    def quote(self, sku: str, coupons: Sequence[Coupon] = ()) -> tuple[Quote | None, Changes]:
        """What a piece costs; ``coupons``: of the cart's customer. None: not in the catalogue. Raises as a scan."""
        article = self._desk.replica.article(sku)
        return (None if article is None else quote(self._desk, article, coupons)), NOTHING

    def adjust(
        self, sku: str, quantity: int, reason: str, approved_by: str | None = None
    ) -> tuple[StockAnswer, Changes]:
        """``quantity`` more pieces (or, below zero, fewer) are here than the figure says; ``reason``: one of
        `ADJUSTMENTS`. Above the store's limit for differences, at today's price, it needs ``approved_by``, the name
        `SignOn.approve` answered.

        Raises Refused CODE_UNKNOWN, STOCK_UNKNOWN (there is no figure that could be wrong), QUANTITY_OUT_OF_RANGE,
        APPROVAL_NEEDED.
        """
        desk = self._desk
        desk.signed_in()
        if reason not in ADJUSTMENTS:
            raise Bug("no such reason", reason=reason)
        article = self._article(sku)
        if not 1 <= abs(quantity) <= QUANTITY_MAX:
            raise Refused(Code.QUANTITY_OUT_OF_RANGE, quantity=quantity, most=QUANTITY_MAX)
        if sku not in self._shelves.levels([sku])[0]:
            raise Refused(Code.STOCK_UNKNOWN, text=article.name)
        worth, currency = abs(quantity) * article.price_minor, desk.store().currency
        facts = [desk.fact(StockAdjusted(article.sku, quantity, article.unit, reason))]
        if worth > desk.replica.policy().difference_limit_minor:
            if approved_by is None:
                raise Refused(Code.APPROVAL_NEEDED, amount_minor=worth, currency=currency)
            facts.insert(0, desk.fact(Override("stock-adjusted", approved_by, worth, currency)))
        desk.commit(facts)
        return self._shelves.levels([sku])[0][sku], TOLD

    def reserve(self, sku: str, quantity: int, location: str | None = None) -> tuple[str, Changes]:
        """Keep pieces for the customer of the cart, here or at another store, unpaid; the id of the order that becomes
        of it. Without the line it is confirmed after the next sync.

        Raises Refused CUSTOMER_MISSING, CODE_UNKNOWN, QUANTITY_OUT_OF_RANGE, LOCATION_UNKNOWN.
        """
        desk = self._desk
        member, article, store = self._member(), self._article(sku), desk.store()
        _check_quantity(quantity)
        place = location or store.store
        if place != store.store:
            self._place(place, store_only=True)
        until = desk.clock.now_ms() + desk.replica.policy().reserved_hours * HOUR_MS
        order = desk.ids.new()
        request = StockRequested(
            RESERVE,
            article.sku,
            article.name,
            quantity,
            place,
            customer=member.customer,
            until_ms=until,
            unit_minor=article.price_minor,
            currency=store.currency,
            tax=article.tax,
        )
        desk.commit([desk.fact(request, fact_id=order)])
        return order, REQUESTED

    def notify(self, sku: str, proof: str) -> tuple[None, Changes]:
        """Tell the customer of the cart when the article is back here; ``proof``: how they consented to that.

        Raises Refused CUSTOMER_MISSING, CODE_UNKNOWN, CONSENT_MISSING.
        """
        desk = self._desk
        member, article = self._member(), self._article(sku)
        if not proof:
            raise Refused(Code.CONSENT_MISSING, purpose=BACK_IN_STOCK)
        consent = Consent(BACK_IN_STOCK, True, desk.clock.now_ms(), "till", proof)
        request = StockRequested(
            NOTIFY, article.sku, article.name, 1, desk.store().store, customer=member.customer, consent=consent
        )
        desk.commit([desk.fact(request)])
        return None, REQUESTED

    def deliver(
        self, sku: str, quantity: int, location: str, promise: str, address: Address | None = None
    ) -> tuple[PricedCart, Changes]:
        """Sell pieces that are sent home from ``location``; ``promise``: ISO date that was told. The address is kept
        beside the cart; without one that of an earlier line of this sale holds.

        Raises Refused DELIVERY_OFFLINE, CODE_UNKNOWN, LOCATION_UNKNOWN, ADDRESS_MISSING, QUANTITY_OUT_OF_RANGE.
        """
        article = self._promised(sku)
        self._place(location)
        whole = None if address is None else _whole(address)
        if whole is None and not self._address_known():
            raise Refused(Code.ADDRESS_MISSING)
        added, changes = self._sale.add(article, quantity, Fulfil(DELIVER, location, promise), whole)
        return added.cart, changes

    def elsewhere(self, sku: str, quantity: int, location: str, promise: str) -> tuple[PricedCart, Changes]:
        """Sell pieces that the customer collects at another store. Raises as `deliver`, but for the address."""
        article = self._promised(sku)
        self._place(location, store_only=True)
        added, changes = self._sale.add(article, quantity, Fulfil(STORE, location, promise))
        return added.cart, changes

    # --- inside -----------------------------------------------------------------------------------------------------

    def _article(self, sku: str) -> Article:
        article = self._desk.replica.article(sku)
        if article is None:
            raise Refused(Code.CODE_UNKNOWN, text=sku)
        return article

    def _promised(self, sku: str) -> Article:
        if not self._desk.contact.online():
            raise Refused(Code.DELIVERY_OFFLINE)
        return self._article(sku)

    def _member(self) -> Member:
        desk = self._desk
        desk.signed_in()
        if desk.cart is None or desk.cart.member is None:
            raise Refused(Code.CUSTOMER_MISSING)
        return desk.cart.member

    def _place(self, location: str, store_only: bool = False) -> None:
        """Raises LOCATION_UNKNOWN for a place nobody told this till about, or that is no store where one is needed."""
        row = next((row for row in self._desk.replica.locations() if row.location == location), None)
        if row is None or (store_only and row.kind != STORE_KIND):
            raise Refused(Code.LOCATION_UNKNOWN, text=location)

    def _address_known(self) -> bool:
        cart = self._desk.cart
        return cart is not None and PERSONAL + cart.sale_id in self._desk.journal.drafts()


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= QUANTITY_MAX:
        raise Refused(Code.QUANTITY_OUT_OF_RANGE, quantity=quantity, most=QUANTITY_MAX)


def _whole(address: Address) -> Address:
    """Trimmed and bounded; refused if a parcel could not arrive there."""
    trimmed = replace(
        address, **{name: getattr(address, name).strip()[:NAME_MOST] for name in address.__struct_fields__}
    )
    if not (trimmed.name and trimmed.street and trimmed.postcode and trimmed.city):
        raise Refused(Code.ADDRESS_MISSING)
    return trimmed
