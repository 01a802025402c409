"""Sentences about online orders that are collected, as in `pos.ui.errors`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from pos.base.errors import Code
from pos.ui.icons import Icon
from pos.ui.told import Told


def states() -> dict[Code, Callable[[], Told]]:
    """Which order, and whether it may go now."""
    translate = QCoreApplication.translate
    return {
        Code.PICKUP_UNKNOWN: lambda: Told(
            translate("Errors", "{text} is no order of this store"),
            translate("Errors", "Check the code or number, or search by name."),
            "red",
            Icon.SCAN,
        ),
        Code.PICKUP_AMBIGUOUS: lambda: Told(
            translate("Errors", "{count} orders match {text}"),
            translate("Errors", "Choose one, or ask for the customer's code."),
        ),
        Code.PICKUP_OTHER_STORE: lambda: Told(
            translate("Errors", "This order is collected at {store}"),
            translate("Errors", "It was sent there. Nothing of it is here."),
            "amber",
            Icon.STORE,
        ),
        Code.PICKUP_NOT_READY: lambda: Told(
            translate("Errors", "{number} is not ready yet"),
            translate("Errors", "It still has to be picked and put on a shelf."),
        ),
        Code.PICKUP_HANDED_OVER: lambda: Told(
            translate("Errors", "{number} was handed over already: {at_ms}"),
            translate("Errors", "The code counts once. The order's history says who had it."),
            "red",
            Icon.PICKUP,
        ),
        Code.PICKUP_CANCELLED: lambda: Told(
            translate("Errors", "{number} is cancelled"),
            translate("Errors", "Nothing is handed over before the cancellation is answered."),
            "red",
            Icon.ERROR,
        ),
        Code.PICKUP_EXPIRED: lambda: Told(
            translate("Errors", "{number} was not collected in time"),
            translate("Errors", "A shift lead may let it go all the same. Or put it back."),
        ),
        Code.PICKUP_UNPAID: lambda: Told(
            translate("Errors", "{number} is not paid"),
            translate("Errors", "{amount_minor} are due. Charge it, and it is handed over with the receipt."),
        ),
        Code.PICKUP_STEP: lambda: Told(
            translate("Errors", "Not possible with {number} now"),
            translate("Errors", "It has changed, or is in the basket. Open it again."),
        ),
    }


def codes() -> dict[Code, Callable[[], Told]]:
    """What is wrong with a signed code."""
    translate = QCoreApplication.translate
    return {
        Code.PICKUP_CODE_UNREADABLE: lambda: Told(
            translate("Errors", "The code is damaged or not whole"),
            translate("Errors", "Scan it again, brighter and closer, or type the six characters."),
            "red",
            Icon.QR,
        ),
        Code.PICKUP_CODE_FORGED: lambda: Told(
            translate("Errors", "This code was not made by us"),
            translate("Errors", "Its signature is wrong. Hand nothing over and tell the shift lead."),
            "red",
            Icon.QR,
        ),
        Code.PICKUP_CODE_EXPIRED: lambda: Told(
            translate("Errors", "The code has expired: {at_ms}"),
            translate("Errors", "Find the order by number or name. A document shows whose it is."),
            "amber",
            Icon.QR,
        ),
        Code.PICKUP_CODE_NOT_YET: lambda: Told(
            translate("Errors", "The code is not valid yet: {at_ms}"),
            translate("Errors", "Check the till's date and time."),
            "amber",
            Icon.QR,
        ),
        Code.PICKUP_CODE_OTHER: lambda: Told(
            translate("Errors", "The code does not belong to {number}"),
            translate("Errors", "Ask for the newest code, or look at a document."),
            "red",
            Icon.QR,
        ),
        Code.PICKUP_KEY_UNKNOWN: lambda: Told(
            translate("Errors", "The code's key is not known here yet"),
            translate("Errors", "It comes with the next sync. Until then find the order by number or name."),
            "amber",
            Icon.QR,
        ),
        Code.PICKUP_KEY_REVOKED: lambda: Told(
            translate("Errors", "Codes of this kind are not valid any more"),
            translate("Errors", "Find the order by number or name, and look at a document."),
            "red",
            Icon.QR,
        ),
    }


def duties() -> dict[Code, Callable[[], Told]]:
    """What is still to be done, or was done wrong, at the counter."""
    translate = QCoreApplication.translate
    return {
        Code.PICKUP_PARCEL_MISSING: lambda: Told(
            translate("Errors", "Scan the parcels: {count} to go"),
            translate("Errors", "Every parcel's label, or the article of every piece."),
            "amber",
            Icon.PICKUP,
        ),
        Code.PICKUP_PARCEL_OTHER: lambda: Told(
            translate("Errors", "This parcel belongs to another order"),
            translate("Errors", "Put it back and scan the right one for {number}."),
            "red",
            Icon.SCAN,
        ),
        Code.PICKUP_ARTICLE_OTHER: lambda: Told(
            translate("Errors", "{text} is not part of {number}"),
            translate("Errors", "Put it aside, or sell it separately."),
            "red",
            Icon.SCAN,
        ),
        Code.PICKUP_QUANTITY: lambda: Told(
            translate("Errors", "More {text} than ordered"),
            translate("Errors", "{most} at most. Take the piece out again."),
        ),
        Code.PICKUP_PROOF_MISSING: lambda: Told(
            translate("Errors", "Who is collecting?"),
            translate("Errors", "Scan the code, type its six characters, or look at a document."),
            "amber",
            Icon.QR,
        ),
        Code.PICKUP_IDENTITY_MISSING: lambda: Told(
            translate("Errors", "Look at a document first"),
            translate("Errors", "It is dear, by name, or for another person. Then confirm."),
        ),
        Code.PICKUP_AGE_MISSING: lambda: Told(
            translate("Errors", "From {age} years on only"),
            translate("Errors", "Check the age and confirm, or leave the article out."),
            "red",
            Icon.ERROR,
        ),
        Code.PICKUP_NOTHING: lambda: Told(
            translate("Errors", "Nothing is checked off yet"),
            translate("Errors", "Scan or tick what goes to the customer."),
        ),
        Code.PICKUP_BAG_MISSING: lambda: Told(
            translate("Errors", "Where do the parcels stand?"),
            translate("Errors", "Scan or type the shelf or box."),
        ),
    }
