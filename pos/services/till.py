"""The till: the one object that screens and the command line hold. One attribute per service, no methods."""

from __future__ import annotations

from dataclasses import dataclass

from pos.ports import Replica
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
class LookUps:
    """What may be asked on any thread that has its own: they read the replica with one connection."""

    articles: Articles
    members: Members


def look_ups(replica: Replica) -> LookUps:
    """Look-ups over one connection, for one thread."""
    return LookUps(Articles(replica), Members(replica))


@dataclass(frozen=True, slots=True)
class Till:
    """All of it belongs to the money thread."""

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


def till_of(desk: Desk, signon: SignOn, link: Link) -> Till:
    """The services of one desk."""
    sale = Sale(desk)
    return Till(
        signon=signon,
        sale=sale,
        checkout=Checkout(desk),
        voiding=Voiding(desk),
        cash=Cash(desk),
        receipts=Receipts(desk),
        outbox=Outbox(desk.journal),
        link=link,
        customers=Customers(desk, sale),
        articles=Articles(desk.replica),
        members=Members(desk.replica),
    )
