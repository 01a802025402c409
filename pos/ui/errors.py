"""Sentences for every reason the product can give: what happened, what to do, and whether the data is safe.

The English here is the source; German and Dutch stand in ``resources/i18n``. The same list with causes stands in
``docs/errors.md``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from pos.base.errors import Code, TresenError
from pos.ui import i18n, pickup_errors
from pos.ui.icons import Icon
from pos.ui.told import Told


class _Facts(dict[str, str]):
    """Facts of an error as text; one that is missing must not hide the sentence."""

    def __missing__(self, name: str) -> str:
        return "?"


def tell(error: TresenError) -> Told:
    """The sentence for ``error`` in the language in force."""
    make = _SENTENCES[error.code]
    told = make()
    facts = _Facts({name: "" if value is None else str(value) for name, value in error.facts.items()})
    if facts.get("number") == "":  # of a genuine code whose order is in no list here
        facts["number"] = QCoreApplication.translate("Errors", "Order")
    currency = error.facts.get("currency")
    for name, value in error.facts.items():
        if name.endswith("_minor") and isinstance(value, int):
            facts[name] = i18n.money(value, str(currency or "EUR"))
        if name.endswith("_ms") and isinstance(value, int):
            facts[name] = i18n.moment(value, str(error.facts.get("zone") or ""))
    return Told(told.what.format_map(facts), told.advice.format_map(facts), told.kind, told.icon)


def _scan(what: str, advice: str) -> Told:
    return Told(what, advice, "red", Icon.SCAN)


def _red(what: str, advice: str, icon: Icon = Icon.ERROR) -> Told:
    return Told(what, advice, "red", icon)


def _amber(what: str, advice: str, icon: Icon = Icon.WARNING) -> Told:
    return Told(what, advice, "amber", icon)


# One function per part of the list, so that `translate` is called when the sentence is needed, with literals that
# lupdate finds.
def _selling() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.CODE_UNKNOWN: lambda: _scan(
            translate("Errors", "{text} is not in the range"),
            translate("Errors", "Search by name, or put the article aside."),
        ),
        Code.CODE_CHECK_DIGIT: lambda: _scan(
            translate("Errors", "{text} was misread"),
            translate("Errors", "The check digit is wrong. Scan again or type the code."),
        ),
        Code.CODE_INCOMPLETE: lambda: _scan(
            translate("Errors", "{text} is only part of a code"),
            translate("Errors", "Scan again, closer to the label."),
        ),
        Code.QUANTITY_OUT_OF_RANGE: lambda: _amber(
            translate("Errors", "Quantity {quantity} is not possible"),
            translate("Errors", "Between 1 and {most}. The basket is unchanged."),
        ),
        Code.AMOUNT_OUT_OF_RANGE: lambda: _amber(
            translate("Errors", "{amount_minor} is not possible"),
            translate("Errors", "Check the amount. Nothing was changed."),
        ),
        Code.LINE_UNKNOWN: lambda: _amber(
            translate("Errors", "That line is no longer there"),
            translate("Errors", "What the screen shows now is right."),
        ),
        Code.CART_EMPTY: lambda: _amber(
            translate("Errors", "The basket is empty"), translate("Errors", "Scan an article first.")
        ),
        Code.TAX_CLASS_UNKNOWN: lambda: _red(
            translate("Errors", "No VAT rate for class {tax}"),
            translate(
                "Errors", "This article cannot be sold until the centre sends the rate. The basket is unchanged."
            ),
        ),
        Code.CASH_TOO_LITTLE: lambda: _amber(
            translate("Errors", "{given_minor} is too little"),
            translate("Errors", "{due_minor} are due. Nothing was booked."),
            Icon.COINS,
        ),
        Code.CHECKOUT_NOT_ALLOWED: lambda: _amber(
            translate("Errors", "That is not possible now"),
            translate("Errors", "Finish the payment or go back. Nothing was booked."),
        ),
        Code.CARD_UNANSWERED: lambda: _red(
            translate("Errors", "The card payment is still open"),
            translate(
                "Errors", "Look at the terminal's slip and answer: paid or not paid. No second charge before that."
            ),
            Icon.CARD,
        ),
        Code.VOID_NOTHING: lambda: _amber(
            translate("Errors", "Nothing to void"), translate("Errors", "There is no sale in this shift yet.")
        ),
        Code.VOID_TWICE: lambda: _amber(
            translate("Errors", "Receipt {receipt} is already void"),
            translate("Errors", "Nothing was booked a second time."),
        ),
        Code.VOID_OTHER_SHIFT: lambda: _amber(
            translate("Errors", "This sale belongs to another shift"),
            translate("Errors", "It can only be taken back as a return."),
        ),
        Code.VOID_REASON_MISSING: lambda: _amber(
            translate("Errors", "A void needs a reason"), translate("Errors", "Choose one or type it.")
        ),
    }


def _people() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.PIN_WRONG: lambda: _amber(
            translate("Errors", "Wrong PIN"), translate("Errors", "Tries left: {tries_left}."), Icon.LOCK
        ),
        Code.PIN_LOCKED: lambda: _red(
            translate("Errors", "Locked after wrong PINs"),
            translate("Errors", "A shift lead unlocks with their own PIN."),
            Icon.LOCK,
        ),
        Code.OPERATOR_UNKNOWN: lambda: _amber(
            translate("Errors", "No operator has number {number}"),
            translate("Errors", "Check the number or choose a name."),
            Icon.OPERATOR,
        ),
        Code.NOBODY_SIGNED_IN: lambda: _amber(
            translate("Errors", "Nobody is signed in"),
            translate("Errors", "Sign in with your PIN. The basket stays."),
            Icon.LOCK,
        ),
        Code.APPROVAL_NEEDED: lambda: _amber(
            translate("Errors", "This needs a second person"),
            translate("Errors", "A shift lead approves with their PIN. Nothing was booked."),
            Icon.SHIELD,
        ),
        Code.SHIFT_NOT_OPEN: lambda: _amber(
            translate("Errors", "No shift is open"),
            translate("Errors", "Open it under Till with the float; then you can sell."),
            Icon.CASH,
        ),
        Code.SHIFT_ALREADY_OPEN: lambda: _amber(
            translate("Errors", "A shift of {by} is already open"),
            translate("Errors", "Go on selling in it, or close it first."),
            Icon.CASH,
        ),
        Code.SHIFT_HAS_CART: lambda: _amber(
            translate("Errors", "There is still a basket on the counter"),
            translate("Errors", "Pay it or discard it first."),
            Icon.SELL,
        ),
    }


def _files() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.LIVE_MODE_NEEDS_SIGNER: lambda: _red(
            translate("Errors", "Live mode is not possible in {country} yet"),
            translate("Errors", "The law asks for a signing unit there. Training and demo work. Nothing was booked."),
            Icon.SHIELD,
        ),
        Code.NOT_ENROLLED: lambda: _amber(
            translate("Errors", "This till belongs to no store yet"),
            translate("Errors", "Enrol it with a code from the centre, or try the demo."),
        ),
        Code.ALREADY_ENROLLED: lambda: _amber(
            translate("Errors", "This folder is a till already"),
            translate("Errors", "One folder is one till: start with another folder. Nothing was changed."),
        ),
        Code.ALREADY_RUNNING: lambda: _amber(
            translate("Errors", "Tresen is already running here"),
            translate("Errors", "Use the window that is open. Nothing was changed."),
        ),
        Code.DISK_FULL: lambda: _red(
            translate("Errors", "The disk is full"),
            translate(
                "Errors", "This step was not booked; all sales before it are safe. Free some space, then repeat it."
            ),
            Icon.DATABASE,
        ),
        Code.DISK_FAILED: lambda: _red(
            translate("Errors", "The disk does not answer"),
            translate(
                "Errors",
                "This step was not booked; what was confirmed before is on disk. Repeat it, or change the till.",
            ),
            Icon.DATABASE,
        ),
        Code.PRINTER_FAILED: lambda: _amber(
            translate("Errors", "The printer does not print"),
            translate("Errors", "The sale is booked. Print the receipt again when the printer is ready."),
            Icon.PRINTER,
        ),
        Code.JOURNAL_DAMAGED: lambda: _red(
            translate("Errors", "The journal is damaged at entry {seq}"),
            translate("Errors", "Everything before it is proven whole. Do not repair it; export it and call support."),
            Icon.DATABASE,
        ),
        Code.JOURNAL_FROM_NEWER_VERSION: lambda: _red(
            translate("Errors", "The journal is from a newer version"),
            translate("Errors", "Install that version again. The file is untouched, all sales are safe."),
            Icon.DATABASE,
        ),
        Code.JOURNAL_FORKED: lambda: _red(
            translate("Errors", "The centre knows another past of this till"),
            translate(
                "Errors", "Restored or copied disk? Nothing more is sent; all sales stay safe here. Call support."
            ),
            Icon.DATABASE,
        ),
        Code.REPLICA_EMPTY: lambda: _amber(
            translate("Errors", "No store data here yet"),
            translate("Errors", "They come with the first contact to the centre. Sales in the journal are safe."),
            Icon.REFRESH,
        ),
    }


def _given_and_ours() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.FILE_UNREADABLE: lambda: _amber(
            translate("Errors", "{name} cannot be read"),
            translate("Errors", "Check the file and try again. Nothing was changed."),
            Icon.DOCUMENT,
        ),
        Code.FILE_COLUMNS_MISSING: lambda: _amber(
            translate("Errors", "Columns are missing in the file"),
            translate("Errors", "Missing: {columns}. Nothing was changed."),
            Icon.DOCUMENT,
        ),
        Code.SETTING_INVALID: lambda: _amber(
            translate("Errors", "The setting {name} is not valid"),
            translate("Errors", "Allowed: {reason}. Nothing was changed."),
            Icon.SETTINGS,
        ),
        Code.BUG: lambda: _red(
            translate("Errors", "Something went wrong in the program"),
            translate(
                "Errors", "The basket and all sales are on disk. Repeat the step; if it stays, restart the till."
            ),
        ),
    }


def _centre() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.CENTRE_UNREACHABLE: lambda: _amber(
            translate("Errors", "The centre does not answer"),
            translate("Errors", "Selling goes on; sales wait here and are sent later."),
            Icon.OFFLINE,
        ),
        Code.CENTRE_SLOW: lambda: _amber(
            translate("Errors", "The centre answers slowly"),
            translate("Errors", "The till goes on with what it knows. All sales are safe."),
            Icon.OFFLINE,
        ),
        Code.CENTRE_REFUSED: lambda: _amber(
            translate("Errors", "The centre did not accept this till"),
            translate("Errors", "Selling goes on; call support. All sales are safe here."),
            Icon.SERVER,
        ),
        Code.ENROLMENT_CODE_WRONG: lambda: _amber(
            translate("Errors", "The centre does not know this code"),
            translate("Errors", "Check the code, or ask for a new one."),
        ),
        Code.ENROLMENT_CODE_USED: lambda: _amber(
            translate("Errors", "This code was already used"),
            translate("Errors", "Each code enrols one till, once. Ask for a new one."),
        ),
        Code.CLOCK_WRONG: lambda: _amber(
            translate("Errors", "The clock of this till is wrong"),
            translate("Errors", "Set date and time, then try again. Sales are safe."),
            Icon.CLOCK,
        ),
    }


def _customers() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.CUSTOMER_UNKNOWN: lambda: _amber(
            translate("Errors", "Customer not found"),
            translate("Errors", "Search by name, telephone or e-mail, or make a new one."),
        ),
        Code.CUSTOMER_BLOCKED: lambda: _amber(
            translate("Errors", "The account of {name} is blocked"),
            translate("Errors", "Go on selling without it. Head office can say why."),
        ),
        Code.CUSTOMER_MERGED: lambda: _amber(
            translate("Errors", "This record was merged into another one"),
            translate("Errors", "Search again: the till shows the one that lives on."),
        ),
        Code.CUSTOMER_AMBIGUOUS: lambda: _amber(
            translate("Errors", "{count} customers match"),
            translate("Errors", "Ask for the name and choose."),
        ),
        Code.CUSTOMER_EXISTS: lambda: _amber(
            translate("Errors", "There is a customer with this {kind} already"),
            translate("Errors", "Use that record."),
        ),
        Code.CUSTOMER_MISSING: lambda: _amber(
            translate("Errors", "The basket has no customer"),
            translate("Errors", "Scan the card or search with F2 first."),
        ),
        Code.CUSTOMER_NAME_MISSING: lambda: _amber(
            translate("Errors", "A new customer needs a name"),
            translate("Errors", "Type a first or a family name."),
        ),
        Code.IDENTIFIER_INVALID: lambda: _amber(
            translate("Errors", "That cannot be right: {kind}"),
            translate("Errors", "Check it and type it again."),
        ),
        Code.CONTACT_NOT_HERE: lambda: _amber(
            translate("Errors", "Contact data cannot be shown now"),
            translate("Errors", "They are kept at the centre only. Try again when the line is back."),
        ),
        Code.CONSENT_MISSING: lambda: _amber(
            translate("Errors", "The customer has not confirmed this consent"),
            translate("Errors", "Let them confirm it on the customer display."),
        ),
    }


def _points_and_carts() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.POINTS_TOO_MANY: lambda: _amber(
            translate("Errors", "That is more than can be redeemed"),
            translate("Errors", "At most {most} points here."),
        ),
        Code.POINTS_TOO_FEW: lambda: _amber(
            translate("Errors", "Too few points"),
            translate("Errors", "Redeeming starts at {least} points."),
        ),
        Code.POINTS_OFFLINE_LIMIT: lambda: _amber(
            translate("Errors", "Limited while the centre cannot be asked"),
            translate("Errors", "At most {most} points ({most_minor}) now."),
        ),
        Code.CART_TAKEN: lambda: _amber(
            translate("Errors", "This cart was taken over already"),
            translate("Errors", "Look at the customer again."),
        ),
        Code.CART_OFFLINE: lambda: _amber(
            translate("Errors", "Not while the line is down"),
            translate("Errors", "Another till could take this cart too. Scan the articles instead."),
        ),
        Code.SALE_ATTRIBUTED: lambda: _amber(
            translate("Errors", "Receipt {receipt} has a customer already"),
            translate("Errors", "Nothing to do."),
        ),
        Code.SALE_TOO_OLD: lambda: _amber(
            translate("Errors", "Too late for points"),
            translate("Errors", "Only within 30 minutes of the sale. Head office can still do it."),
        ),
        Code.TENDER_TAKEN: lambda: _amber(
            translate("Errors", "{amount_minor} is paid already"),
            translate("Errors", "Give it back with × first, then the basket can be changed."),
        ),
    }


def _coupons() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.COUPON_UNKNOWN: lambda: _amber(
            translate("Errors", "Coupon {text} is not known"),
            translate("Errors", "Check the code. It may belong to another customer or retailer."),
        ),
        Code.COUPON_APPLIED: lambda: _amber(
            translate("Errors", "{text} is applied already"),
            translate("Errors", "Nothing to do."),
        ),
        Code.COUPON_USED: lambda: _amber(
            translate("Errors", "{text} was used before"),
            translate("Errors", "It is valid once only."),
        ),
        Code.COUPON_WITHDRAWN: lambda: _amber(
            translate("Errors", "{text} was withdrawn"),
            translate("Errors", "It is not valid any more."),
        ),
        Code.COUPON_NOT_YET: lambda: _amber(
            translate("Errors", "{text} is not valid yet"),
            translate("Errors", "It begins later."),
        ),
        Code.COUPON_EXPIRED: lambda: _amber(
            translate("Errors", "{text} has expired"),
            translate("Errors", "It is not valid any more."),
        ),
        Code.COUPON_FOREIGN: lambda: _amber(
            translate("Errors", "{text} belongs to another customer"),
            translate("Errors", "It is valid for that person only."),
        ),
        Code.COUPON_ALONE: lambda: _amber(
            translate("Errors", "{text} cannot be combined"),
            translate("Errors", "Take the other coupon off first."),
        ),
        Code.COUPON_NO_EFFECT: lambda: _amber(
            translate("Errors", "{text} takes nothing off this basket"),
            translate("Errors", "Its articles or its minimum ({minimum_minor}) are missing, or an offer is better."),
        ),
        Code.COUPON_OFFLINE: lambda: _amber(
            translate("Errors", "{text}: too much without the centre"),
            translate("Errors", "Up to {most_minor} now. A shift lead can approve it."),
        ),
    }


def _stock() -> dict[Code, Callable[[], Told]]:
    translate = QCoreApplication.translate
    return {
        Code.STOCK_UNKNOWN: lambda: _amber(
            translate("Errors", "Stock of {text} is not known"),
            translate("Errors", "It comes with the next sync. Look at the shelf."),
        ),
        Code.DELIVERY_OFFLINE: lambda: _amber(
            translate("Errors", "Not while the line is down"),
            translate("Errors", "Home delivery and other stores need the centre. A reservation is possible."),
        ),
        Code.ADDRESS_MISSING: lambda: _amber(
            translate("Errors", "Where shall it be delivered?"),
            translate("Errors", "Name, street, postcode and city are needed. The basket is unchanged."),
        ),
        Code.LOCATION_UNKNOWN: lambda: _amber(
            translate("Errors", "{text} cannot send or keep goods"),
            translate("Errors", "Choose another place from the list."),
        ),
        Code.VOID_PICKUP: lambda: _amber(
            translate("Errors", "An online order was handed over with this receipt"),
            translate("Errors", "It cannot be voided. The customer can return the goods."),
        ),
    }


_SENTENCES: dict[Code, Callable[[], Told]] = (
    _selling()
    | _people()
    | _files()
    | _centre()
    | _given_and_ours()
    | _customers()
    | _points_and_carts()
    | _coupons()
    | _stock()
    | pickup_errors.states()
    | pickup_errors.codes()
    | pickup_errors.duties()
)
