"""The till: the one object that screens and the command line hold. One attribute per service, no methods."""

from __future__ import annotations

from dataclasses import dataclass

from pos.services.articles import Articles
from pos.services.cash import Cash
from pos.services.checkout import Checkout
from pos.services.customers import Customers, Members
from pos.services.desk import Desk
from pos.services.link import Link
from pos.services.outbox import Outbox
from pos.services.receipts import Receipts
from pos.services.sale import Sale
from pos.services.signon import SignOn
from pos.services.voiding import Voiding


@dataclass(frozen=True, slots=True)
class Till:
    """All but ``articles`` and ``members`` belong to the money thread."""

    signon: SignOn
    sale: Sale
    checkout: Checkout
    voiding: Voiding
    cash: Cash
    receipts: Receipts
    outbox: Outbox
    link: Link
    customers: Customers
    articles: Articles
    members: Members


def till_of(desk: Desk, signon: SignOn, articles: Articles, link: Link) -> Till:
    """The services of one desk. ``articles`` reads with its own replica connection."""
    sale = Sale(desk)
    return Till(
        signon=signon,
        sale=sale,
        checkout=Checkout(desk),
        voiding=Voiding(desk),
        cash=Cash(desk),
        receipts=Receipts(desk.journal, desk.replica),
        outbox=Outbox(desk.journal),
        link=link,
        customers=Customers(desk, sale),
        articles=articles,
        members=Members(desk.replica),
    )
