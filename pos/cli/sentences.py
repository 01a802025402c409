"""What the command line says about every reason: what happened, what to do, whether data is safe.

The same three sentences stand in ``docs/errors.md``; a test compares them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from pos.base.errors import Code, TresenError
from pos.cli.pickup_sentences import OF_PICKUPS, UNCHANGED, Sentence

BOOKED_SAFE: Final = "Everything booked so far is safe."
WAITS_HERE: Final = "All sales are safe in this till's journal and are sent later."

SENTENCES: Final[dict[Code, Sentence]] = OF_PICKUPS | {
    # scanning and the cart
    Code.CODE_UNKNOWN: Sentence(
        "No article has the code {text}.", "Search it by name, or put the article aside.", "The basket is unchanged."
    ),
    Code.CODE_CHECK_DIGIT: Sentence(
        "{text} was misread: its check digit is wrong.", "Scan it again or type it.", "The basket is unchanged."
    ),
    Code.CODE_INCOMPLETE: Sentence(
        "{text} is only a part of a code.", "Scan it again, closer to the label.", "The basket is unchanged."
    ),
    Code.QUANTITY_OUT_OF_RANGE: Sentence(
        "The quantity {quantity} is not possible.", "Use a number from 1 to {most}.", "The basket is unchanged."
    ),
    Code.AMOUNT_OUT_OF_RANGE: Sentence("{amount_minor} is not a possible amount.", "Check the amount.", UNCHANGED),
    Code.LINE_UNKNOWN: Sentence("There is no line or entry {line}.", "Look at the list again.", UNCHANGED),
    Code.CART_EMPTY: Sentence("The basket is empty.", "Scan an article first.", UNCHANGED),
    Code.TAX_CLASS_UNKNOWN: Sentence(
        "There is no VAT rate for the class {tax} on {day}.",
        "Import the rate at the centre; the till fetches it by itself.",
        "The basket is unchanged.",
    ),
    # checkout
    Code.CASH_TOO_LITTLE: Sentence(
        "{given_minor} is too little, {due_minor} are due.", "Ask for the rest, or go back.", "Nothing was booked."
    ),
    Code.CHECKOUT_NOT_ALLOWED: Sentence(
        "That step is not possible now.", "Finish the payment, or go back to the basket.", "Nothing was booked."
    ),
    Code.CARD_UNANSWERED: Sentence(
        "A card payment of {amount_minor} has no answer yet.",
        "Open the till, look at the terminal's slip and answer: paid or not paid.",
        "The question is on disk; no second charge starts before the answer.",
    ),
    Code.TENDER_TAKEN: Sentence(
        "{amount_minor} of this sale is paid already.",
        "Give it back first, then go to the basket.",
        "What was taken is on disk; nothing is booked yet.",
    ),
    # customers, points and coupons
    Code.CUSTOMER_UNKNOWN: Sentence(
        "No customer was found under {text}.", "Search by name, telephone or e-mail, or make a new customer.", UNCHANGED
    ),
    Code.CUSTOMER_BLOCKED: Sentence(
        "The account of {name} is blocked.", "Sell without it; head office can say why.", "The basket is unchanged."
    ),
    Code.CUSTOMER_MERGED: Sentence(
        "This record was merged into another one.", "Use the record it became; the till follows by itself.", UNCHANGED
    ),
    Code.CUSTOMER_AMBIGUOUS: Sentence("{count} customers have this in common.", "Choose one by name.", UNCHANGED),
    Code.CUSTOMER_EXISTS: Sentence("There is a customer with the same {kind}.", "Use that record.", UNCHANGED),
    Code.CUSTOMER_MISSING: Sentence(
        "The basket has no customer.", "Scan the card or search with F2 first.", "The basket is unchanged."
    ),
    Code.CUSTOMER_NAME_MISSING: Sentence("A new customer needs a name.", "Type a first or a family name.", UNCHANGED),
    Code.IDENTIFIER_INVALID: Sentence("That is no possible {kind}.", "Check it and type it again.", UNCHANGED),
    Code.CONTACT_NOT_HERE: Sentence(
        "Contact data are kept at the centre only, and it does not answer.",
        "Try again when the line is back.",
        UNCHANGED,
    ),
    Code.CONSENT_MISSING: Sentence(
        "Nobody confirmed the consent for {purpose}.",
        "Let the customer confirm it on the display or on paper.",
        UNCHANGED,
    ),
    Code.POINTS_TOO_MANY: Sentence(
        "{points} points are more than can be redeemed here: {most}.", "Redeem {most} or fewer.", "Nothing was booked."
    ),
    Code.POINTS_TOO_FEW: Sentence(
        "{points} points are too few; redeeming starts at {least}.",
        "Collect more points, or pay otherwise.",
        "Nothing was booked.",
    ),
    Code.POINTS_OFFLINE_LIMIT: Sentence(
        "Without the centre no more than {most} points can be redeemed ({bound}).",
        "Redeem {most}, let a second person approve, or wait for the line.",
        "Nothing was booked.",
    ),
    Code.COUPON_UNKNOWN: Sentence(
        "There is no coupon {text} here.", "Check the code, or ask for another one.", "The basket is unchanged."
    ),
    Code.COUPON_APPLIED: Sentence("Coupon {text} is applied already.", "Nothing to do.", "The basket is unchanged."),
    Code.COUPON_USED: Sentence("Coupon {text} was used before.", "It is valid once only.", "The basket is unchanged."),
    Code.COUPON_WITHDRAWN: Sentence(
        "Coupon {text} was withdrawn.", "It is not valid any more.", "The basket is unchanged."
    ),
    Code.COUPON_NOT_YET: Sentence(
        "Coupon {text} is not valid yet.", "Come back when it begins.", "The basket is unchanged."
    ),
    Code.COUPON_EXPIRED: Sentence(
        "Coupon {text} has expired.", "It is not valid any more.", "The basket is unchanged."
    ),
    Code.COUPON_FOREIGN: Sentence(
        "Coupon {text} belongs to another customer.", "Recognise that customer first.", "The basket is unchanged."
    ),
    Code.COUPON_ALONE: Sentence(
        "Coupon {text} cannot be combined with another one.",
        "Take the other one off first.",
        "The basket is unchanged.",
    ),
    Code.COUPON_NO_EFFECT: Sentence(
        "Coupon {text} takes nothing off this basket.",
        "It needs its articles, or a basket of {minimum_minor}.",
        "The basket is unchanged.",
    ),
    Code.COUPON_OFFLINE: Sentence(
        "Without the centre a single-use coupon may take off {most_minor} at most.",
        "Let a second person approve, or wait for the line.",
        "The basket is unchanged.",
    ),
    Code.CART_TAKEN: Sentence(
        "This cart was taken over or closed already.",
        "Look at the customer's open carts again.",
        "The basket is unchanged.",
    ),
    Code.CART_OFFLINE: Sentence(
        "A cart of another channel can be continued only while the centre is in reach.",
        "Scan the articles instead.",
        "The basket is unchanged.",
    ),
    Code.SALE_ATTRIBUTED: Sentence("Receipt {receipt} belongs to a customer already.", "Nothing to do.", UNCHANGED),
    Code.SALE_TOO_OLD: Sentence("This sale is too old to be given to a customer.", "Head office can do it.", UNCHANGED),
    # stock, and what is not carried out
    Code.STOCK_UNKNOWN: Sentence(
        "Nothing is known of the stock of {text}.", "It comes with the next sync; look at the shelf.", UNCHANGED
    ),
    Code.DELIVERY_OFFLINE: Sentence(
        "Home delivery and another store's goods can be sold only while the centre is in reach.",
        "Reserve instead, or wait for the line.",
        "The basket is unchanged.",
    ),
    Code.ADDRESS_MISSING: Sentence(
        "Something in the basket is to be delivered, and nobody said where to.",
        "Enter name, street, postcode and city.",
        "The basket is unchanged.",
    ),
    Code.LOCATION_UNKNOWN: Sentence(
        "{text} is no place that goods could come from.", "Choose one of the list.", UNCHANGED
    ),
    # voids
    Code.VOID_PICKUP: Sentence(
        "With receipt {receipt} an online order was handed over.",
        "It cannot be voided; the customer returns the goods.",
        UNCHANGED,
    ),
    Code.VOID_NOTHING: Sentence("There is nothing to void in this shift.", "Sell first.", UNCHANGED),
    Code.VOID_TWICE: Sentence(
        "Receipt {receipt} is void already.", "Nothing to do.", "Nothing was booked a second time."
    ),
    Code.VOID_OTHER_SHIFT: Sentence(
        "The last sale belongs to another shift.", "It cannot be voided any more.", UNCHANGED
    ),
    Code.VOID_REASON_MISSING: Sentence("A void needs a reason.", "Choose one or type it.", UNCHANGED),
    # people and shifts
    Code.PIN_WRONG: Sentence("The PIN is wrong; tries left: {tries_left}.", "Type it again.", UNCHANGED),
    Code.PIN_LOCKED: Sentence(
        "Operator {operator} is locked after wrong PINs.", "A shift lead unlocks with their own PIN.", UNCHANGED
    ),
    Code.OPERATOR_UNKNOWN: Sentence(
        "No operator has the number {number}.",
        "Give one that this store has, with its PIN (--operator, --pin).",
        UNCHANGED,
    ),
    Code.NOBODY_SIGNED_IN: Sentence(
        "Nobody is signed in.",
        "Sign in with a PIN; on the command line give --operator and --pin.",
        "The basket stays as it is.",
    ),
    Code.APPROVAL_NEEDED: Sentence(
        "This needs a second person.", "A shift lead or manager approves with their PIN.", "Nothing was booked."
    ),
    Code.SHIFT_NOT_OPEN: Sentence("No shift is open.", "Open one with the float in the drawer.", UNCHANGED),
    Code.SHIFT_ALREADY_OPEN: Sentence(
        "A shift opened by {by} is still open.", "Go on in it, or close it first.", UNCHANGED
    ),
    Code.SHIFT_HAS_CART: Sentence(
        "There is a basket on the counter.", "Pay it or discard it first.", "The basket is unchanged."
    ),
    # the till and its files
    Code.LIVE_MODE_NEEDS_SIGNER: Sentence(
        "Live mode is not possible in {country} yet: the law asks for a signing unit.",
        "Use the mode demo or training.",
        "Nothing was booked.",
    ),
    Code.NOT_ENROLLED: Sentence(
        "This till belongs to no store yet.",
        "Enrol it: tresen enrol --centre URL --code CODE, or start tresen and try the demo.",
        UNCHANGED,
    ),
    Code.ALREADY_ENROLLED: Sentence(
        "This folder is a till already.", "Give another folder with --data; one folder is one till.", UNCHANGED
    ),
    Code.ALREADY_RUNNING: Sentence(
        "A till is running on this folder.", "Close it, or give another folder with --data.", UNCHANGED
    ),
    Code.DISK_FULL: Sentence(
        "The disk is full.", "Free some space and repeat the step.", "The step was not booked; all before it is safe."
    ),
    Code.DISK_FAILED: Sentence(
        "The disk failed: {reason}.",
        "Repeat the step; if it fails again, use another till and have this disk looked at.",
        "The step was not booked; what was confirmed before is on disk.",
    ),
    Code.PRINTER_FAILED: Sentence(
        "The printer does not print: {reason}.",
        "Put the printer right and print the receipt again.",
        "The sale is booked.",
    ),
    Code.JOURNAL_DAMAGED: Sentence(
        "The journal is damaged at entry {seq}: {reason}.",
        "Do not repair the file. Copy the folder, export the journal, and call support.",
        "Every entry before {seq} is proven whole.",
    ),
    Code.JOURNAL_FROM_NEWER_VERSION: Sentence(
        "The journal was written by a newer version of Tresen.",
        "Install that version again.",
        "The file is untouched and all sales in it are safe.",
    ),
    Code.JOURNAL_FORKED: Sentence(
        "The centre knows another past of this till: its disk was restored or copied.",
        "Call support and keep the till's folder as it is; nothing more is sent until then.",
        "All sales are safe in this till's journal.",
    ),
    Code.REPLICA_EMPTY: Sentence(
        "This till has no store data yet.",
        "Let it reach the centre once; it fetches them by itself.",
        "Sales in the journal are safe.",
    ),
    # the centre
    Code.CENTRE_UNREACHABLE: Sentence(
        "The centre does not answer.", "Check the network and the address (--centre), then start again.", WAITS_HERE
    ),
    Code.CENTRE_SLOW: Sentence("The centre answers too slowly.", "Wait; the till goes on by itself.", WAITS_HERE),
    Code.CENTRE_REFUSED: Sentence(
        "The centre refused this till: {reason}.", "Ask the people at the centre; selling goes on.", WAITS_HERE
    ),
    Code.ENROLMENT_CODE_WRONG: Sentence(
        "The centre does not know this code.", "Check it, or ask for a new one (tresen-central enrol-code).", UNCHANGED
    ),
    Code.ENROLMENT_CODE_USED: Sentence(
        "This code was used before.", "Each code enrols one till, once: ask for a new one.", UNCHANGED
    ),
    Code.CLOCK_WRONG: Sentence(
        "The clock of this machine is wrong.", "Set date and time, then start again.", WAITS_HERE
    ),
    # files given by people
    Code.FILE_UNREADABLE: Sentence(
        "{name} cannot be read or written: {reason}.", "Check the name, the rights and the space.", BOOKED_SAFE
    ),
    Code.FILE_COLUMNS_MISSING: Sentence(
        "The file lacks columns: {columns}.", "Add them; docs/cli.md names all of them.", UNCHANGED
    ),
    Code.SETTING_INVALID: Sentence(
        "The setting {name} is not valid; allowed is: {reason}.", "Correct it in settings.json.", UNCHANGED
    ),
    # us
    Code.BUG: Sentence(
        "The program failed: {what}.",
        "Repeat the step; if it fails again, report it with the log file.",
        BOOKED_SAFE + " The step itself was undone whole.",
    ),
}


class _Facts(dict[str, object]):
    """A fact that is missing must not hide the sentence."""

    def __missing__(self, name: str) -> str:
        return "unknown"


def explain(error: TresenError) -> Sentence:
    """The three sentences for ``error``, its facts filled in; amounts as the plain number of minor units with their
    currency.
    """
    currency = error.facts.get("currency") or ""
    facts = _Facts({name: "unknown" if value is None else value for name, value in error.facts.items()})
    for name in facts:
        if name.endswith("_minor"):
            facts[name] = f"{facts[name]} minor units {currency}".rstrip()
        if name.endswith("_ms") and isinstance(facts[name], int):
            facts[name] = datetime.fromtimestamp(int(str(facts[name])) // 1000, UTC).isoformat(" ", "seconds")
    return Sentence(*(part.format_map(facts) for part in SENTENCES[error.code]))
