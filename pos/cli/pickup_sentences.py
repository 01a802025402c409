"""Sentences of the command line for online orders, as in `pos.cli.sentences`."""

from __future__ import annotations

from typing import Final, NamedTuple

from pos.base.errors import Code


class Sentence(NamedTuple):
    """``{name}`` stands for a fact of the error."""

    happened: str
    advice: str
    data: str


UNCHANGED: Final = "Nothing was changed."
NOT_HANDED: Final = "Nothing was handed over."

OF_PICKUPS: Final[dict[Code, Sentence]] = {
    Code.PICKUP_UNKNOWN: Sentence(
        "Here is no order {text}.", "Check the code or number, or search by name.", UNCHANGED
    ),
    Code.PICKUP_AMBIGUOUS: Sentence(
        "{count} orders have {text} in common.", "Give more of the number, or the customer's code.", UNCHANGED
    ),
    Code.PICKUP_OTHER_STORE: Sentence(
        "Order {text} is collected at {store}.", "Send the customer there; nothing of it is here.", NOT_HANDED
    ),
    Code.PICKUP_NOT_READY: Sentence("Order {number} is not ready yet.", "Pick it and make it ready first.", NOT_HANDED),
    Code.PICKUP_HANDED_OVER: Sentence(
        "Order {number} was handed over already, {at_ms}.",
        "Look at the order's record; a photographed code counts once.",
        NOT_HANDED,
    ),
    Code.PICKUP_CANCELLED: Sentence(
        "Order {number} is cancelled, or its customer wants it to be.",
        "Answer the cancellation; then it goes back to the shelf.",
        NOT_HANDED,
    ),
    Code.PICKUP_EXPIRED: Sentence(
        "Order {number} was kept until its date and has expired.",
        "A second person may let it go all the same; or put it back.",
        NOT_HANDED,
    ),
    Code.PICKUP_UNPAID: Sentence(
        "Order {number} is not paid: {amount_minor} are due.",
        "Take it into the basket and let the customer pay.",
        NOT_HANDED,
    ),
    Code.PICKUP_STEP: Sentence(
        "That is not possible with order {number} now ({state}).", "Open it again and look at its state.", UNCHANGED
    ),
    Code.PICKUP_CODE_UNREADABLE: Sentence(
        "That is no whole pickup code.", "Scan it again, brighter and closer, or type the six characters.", UNCHANGED
    ),
    Code.PICKUP_CODE_FORGED: Sentence(
        "The signature of this code is wrong: it was not made by the centre.",
        "Hand nothing over; tell a shift lead.",
        NOT_HANDED,
    ),
    Code.PICKUP_CODE_EXPIRED: Sentence(
        "This code expired, {at_ms}.",
        "Find the order by number or name; if it is still here, a document proves whose it is.",
        NOT_HANDED,
    ),
    Code.PICKUP_CODE_NOT_YET: Sentence(
        "This code is valid only later, {at_ms}.", "Check date and time of this till.", NOT_HANDED
    ),
    Code.PICKUP_CODE_OTHER: Sentence(
        "This code does not belong to order {number} as it is here.",
        "Find the order by its number; the newest code is in the customer's last message.",
        NOT_HANDED,
    ),
    Code.PICKUP_KEY_UNKNOWN: Sentence(
        "This till does not have the key that signed this code.",
        "It comes with the next sync; until then find the order by number or name.",
        NOT_HANDED,
    ),
    Code.PICKUP_KEY_REVOKED: Sentence(
        "The key that signed this code was revoked.",
        "Find the order by number or name; a document proves whose it is.",
        NOT_HANDED,
    ),
    Code.PICKUP_PARCEL_MISSING: Sentence(
        "Parcels whose label was not scanned: {count}.",
        "Scan every parcel's label, or the article of every piece.",
        NOT_HANDED,
    ),
    Code.PICKUP_PARCEL_OTHER: Sentence(
        "Parcel {text} does not belong to order {number}.", "Put it back; look for the right one.", UNCHANGED
    ),
    Code.PICKUP_ARTICLE_OTHER: Sentence(
        "{text} is not part of order {number}.", "Put it aside; sell it separately if the customer wants it.", UNCHANGED
    ),
    Code.PICKUP_QUANTITY: Sentence(
        "Of {text} no more than {most} belong to order {number}.", "Take the piece out again.", UNCHANGED
    ),
    Code.PICKUP_PROOF_MISSING: Sentence(
        "Nobody has shown whose order {number} is.",
        "Scan the code, type its six characters, or look at a document.",
        NOT_HANDED,
    ),
    Code.PICKUP_IDENTITY_MISSING: Sentence(
        "A document must be looked at before order {number} goes.", "Look at it and confirm.", NOT_HANDED
    ),
    Code.PICKUP_AGE_MISSING: Sentence(
        "Something in order {number} goes only to people of {age} and above.", "Check the age and confirm.", NOT_HANDED
    ),
    Code.PICKUP_NOTHING: Sentence(
        "Nothing of order {number} is checked off.", "Scan or tick what goes to the customer.", NOT_HANDED
    ),
    Code.PICKUP_BAG_MISSING: Sentence("Nobody said where the parcels stand.", "Give a shelf or box.", UNCHANGED),
}
