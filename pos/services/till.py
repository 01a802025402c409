"""The till: the one object that screens and the command line hold. One attribute per service, no methods."""

from __future__ import annotations

from dataclasses import dataclass

from pos.ports import Replica, Seals
from pos.services.articles import Articles
from pos.services.cash import Cash
from pos.services.checkout import Checkout
from pos.services.collect import Collect
from pos.services.customers import Customers, Members
from pos.services.desk import Desk
from pos.services.link import Link
from pos.services.outbox import Outbox
from pos.services.own_moves import OwnMoves
from pos.services.pickups import Pickups
from pos.services.receipts import Receipts
from pos.services.sale import Sale
from pos.services.shelves import Shelves
from pos.services.signon import SignOn
from pos.services.stock import Stock
from pos.services.voiding import Voiding


@dataclass(frozen=True, slots=True)
class LookUps:
    """What may be asked on any thread that has its own: they read the replica with one connection."""

    articles: Articles
    members: Members
    shelves: Shelves
    pickups: Pickups


def look_ups(replica: Replica, own: OwnMoves | None = None) -> LookUps:
    """Look-ups over one connection, for one thread. ``own``: what the till itself did, the same for all threads."""
    own = own or OwnMoves()
    return LookUps(Articles(replica), Members(replica), Shelves(replica, own), Pickups(replica, own))


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
    shelves: Shelves
    stock: Stock
    pickups: Pickups
    collect: Collect


class _NoSeals:
    """Port `Seals` where nobody checks signatures: nothing is genuine."""

    def genuine(self, public: str, message: bytes, signature: bytes) -> bool:
        return False


def till_of(desk: Desk, signon: SignOn, link: Link, seals: Seals | None = None) -> Till:
    """The services of one desk."""
    sale = Sale(desk)
    pickups = Pickups(desk.replica, desk.own)
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
        shelves=Shelves(desk.replica, desk.own),
        stock=Stock(desk, sale),
        pickups=pickups,
        collect=Collect(desk, sale, seals or _NoSeals(), pickups),
    )
