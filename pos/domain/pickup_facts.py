"""What a till says about an online order that is collected here: bodies of journal entries, in the words of
`pos.domain.events`. No name and no contact data stand in them.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

# How somebody proved that the order is theirs.
BY_QR: Final = "qr"  # the centre's signature, checked without a network
BY_CODE: Final = "code"  # the six typed characters of an order that stands in the list
BY_NAME: Final = "name"  # found in the list; the code was not shown

NOT_WANTED: Final = "not-wanted"
EXPIRED: Final = "expired"
CANCELLED: Final = "cancelled"


class PickedLine(Struct, frozen=True, omit_defaults=True):
    """What was found of line ``n``: ``picked`` pieces are in the parcel from now on, ``short`` pieces are not to be
    had. ``substitute``: article offered in their place; the customer is asked, and if they agree it becomes a line of
    its own.
    """

    n: int
    sku: str
    picked: int
    short: int = 0
    substitute: str = ""
    substitute_text: str = ""


class PickupPicked(Struct, frozen=True):
    """Pieces were taken off the shelf for an order, or found missing there."""

    order: str
    lines: tuple[PickedLine, ...]


class PickupReady(Struct, frozen=True):
    """Packed into ``parcels`` labelled parcels that stand at ``bags``; the customer may come."""

    order: str
    bags: tuple[str, ...]
    parcels: int


class PickupMoved(Struct, frozen=True):
    """The parcels stand elsewhere now."""

    order: str
    bags: tuple[str, ...]


class HandedLine(Struct, frozen=True, omit_defaults=True):
    """``quantity`` pieces went to the customer; ``declined`` pieces were not wanted and go back to the shelf."""

    n: int
    sku: str
    quantity: int
    declined: int = 0


class PickupHandedOver(Struct, frozen=True, omit_defaults=True):
    """Pieces of an order went to its customer. ``lines`` empty: the order is not in this till's list and the parcels
    were handed over as they stand. ``parcels``: labels that were scanned; ``proof``: BY_QR, BY_CODE or BY_NAME;
    ``identity``, ``age``: a document was looked at; ``proxy``: another person collected; ``sale``: the sale that paid
    for it; ``seconds``: since the order was opened at the counter; ``override_by``: who allowed what the rules refuse,
    ``overridden``: the code of that rule.
    """

    order: str
    number: str
    lines: tuple[HandedLine, ...]
    proof: str
    parcels: tuple[str, ...] = ()
    identity: bool = False
    age: bool = False
    proxy: bool = False
    sale: str = ""
    seconds: int = 0
    override_by: str = ""
    overridden: str = ""


class ReturnedLine(Struct, frozen=True):
    n: int
    sku: str
    quantity: int


class PickupReturned(Struct, frozen=True):
    """What is left of an order went back to the shelf; ``reason``: EXPIRED, CANCELLED or NOT_WANTED."""

    order: str
    reason: str
    lines: tuple[ReturnedLine, ...]


class PickupCancelAnswered(Struct, frozen=True):
    """The store's word on a cancellation that the customer asked for: ``accepted``, the parcels are here and go back;
    or not, they were handed over. Only after this does the centre give money back.
    """

    order: str
    accepted: bool


class PickupReminded(Struct, frozen=True):
    """The customer is to be reminded that the order waits."""

    order: str
