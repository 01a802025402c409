"""What can go wrong, in three classes: the cashier can act, the world failed, or we failed.

An error carries a `Code` and the facts of the case as plain values; the sentence for a person (what happened, what
to do, whether data is safe) is made from them where people read, in `pos.ui` and `pos.cli`, and stands in
``docs/errors.md``.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Every reason the product can give. The value is stable: scripts and documents name it."""

    # scanning and the cart
    CODE_UNKNOWN = "code-unknown"
    CODE_CHECK_DIGIT = "code-check-digit"
    CODE_INCOMPLETE = "code-incomplete"
    QUANTITY_OUT_OF_RANGE = "quantity-out-of-range"
    AMOUNT_OUT_OF_RANGE = "amount-out-of-range"
    LINE_UNKNOWN = "line-unknown"
    CART_EMPTY = "cart-empty"
    TAX_CLASS_UNKNOWN = "tax-class-unknown"
    # checkout
    CASH_TOO_LITTLE = "cash-too-little"
    CHECKOUT_NOT_ALLOWED = "checkout-not-allowed"
    CARD_UNANSWERED = "card-unanswered"
    TENDER_TAKEN = "tender-taken"
    # voids
    VOID_NOTHING = "void-nothing"
    VOID_TWICE = "void-twice"
    VOID_OTHER_SHIFT = "void-other-shift"
    VOID_REASON_MISSING = "void-reason-missing"
    # customers, points and coupons
    CUSTOMER_UNKNOWN = "customer-unknown"
    CUSTOMER_BLOCKED = "customer-blocked"
    CUSTOMER_MERGED = "customer-merged"
    CUSTOMER_AMBIGUOUS = "customer-ambiguous"
    CUSTOMER_EXISTS = "customer-exists"
    CUSTOMER_MISSING = "customer-missing"
    CUSTOMER_NAME_MISSING = "customer-name-missing"
    IDENTIFIER_INVALID = "identifier-invalid"
    CONTACT_NOT_HERE = "contact-not-here"
    CONSENT_MISSING = "consent-missing"
    POINTS_TOO_MANY = "points-too-many"
    POINTS_TOO_FEW = "points-too-few"
    POINTS_OFFLINE_LIMIT = "points-offline-limit"
    COUPON_UNKNOWN = "coupon-unknown"
    COUPON_APPLIED = "coupon-applied"
    COUPON_USED = "coupon-used"
    COUPON_WITHDRAWN = "coupon-withdrawn"
    COUPON_NOT_YET = "coupon-not-yet"
    COUPON_EXPIRED = "coupon-expired"
    COUPON_FOREIGN = "coupon-foreign"
    COUPON_ALONE = "coupon-alone"
    COUPON_NO_EFFECT = "coupon-no-effect"
    COUPON_OFFLINE = "coupon-offline"
    CART_TAKEN = "cart-taken"
    CART_OFFLINE = "cart-offline"
    SALE_ATTRIBUTED = "sale-attributed"
    SALE_TOO_OLD = "sale-too-old"
    # stock and what is not carried out
    STOCK_UNKNOWN = "stock-unknown"
    DELIVERY_OFFLINE = "delivery-offline"
    ADDRESS_MISSING = "address-missing"
    LOCATION_UNKNOWN = "location-unknown"
    VOID_PICKUP = "void-pickup"
    # online orders collected here
    PICKUP_UNKNOWN = "pickup-unknown"
    PICKUP_AMBIGUOUS = "pickup-ambiguous"
    PICKUP_OTHER_STORE = "pickup-other-store"
    PICKUP_NOT_READY = "pickup-not-ready"
    PICKUP_HANDED_OVER = "pickup-handed-over"
    PICKUP_CANCELLED = "pickup-cancelled"
    PICKUP_EXPIRED = "pickup-expired"
    PICKUP_UNPAID = "pickup-unpaid"
    PICKUP_STEP = "pickup-step"
    PICKUP_CODE_UNREADABLE = "pickup-code-unreadable"
    PICKUP_CODE_FORGED = "pickup-code-forged"
    PICKUP_CODE_EXPIRED = "pickup-code-expired"
    PICKUP_CODE_NOT_YET = "pickup-code-not-yet"
    PICKUP_CODE_OTHER = "pickup-code-other"
    PICKUP_KEY_UNKNOWN = "pickup-key-unknown"
    PICKUP_KEY_REVOKED = "pickup-key-revoked"
    PICKUP_PARCEL_MISSING = "pickup-parcel-missing"
    PICKUP_PARCEL_OTHER = "pickup-parcel-other"
    PICKUP_ARTICLE_OTHER = "pickup-article-other"
    PICKUP_QUANTITY = "pickup-quantity"
    PICKUP_PROOF_MISSING = "pickup-proof-missing"
    PICKUP_IDENTITY_MISSING = "pickup-identity-missing"
    PICKUP_AGE_MISSING = "pickup-age-missing"
    PICKUP_NOTHING = "pickup-nothing"
    PICKUP_BAG_MISSING = "pickup-bag-missing"
    # people and shifts
    PIN_WRONG = "pin-wrong"
    PIN_LOCKED = "pin-locked"
    OPERATOR_UNKNOWN = "operator-unknown"
    NOBODY_SIGNED_IN = "nobody-signed-in"
    APPROVAL_NEEDED = "approval-needed"
    SHIFT_NOT_OPEN = "shift-not-open"
    SHIFT_ALREADY_OPEN = "shift-already-open"
    SHIFT_HAS_CART = "shift-has-cart"
    # the till and its files
    LIVE_MODE_NEEDS_SIGNER = "live-mode-needs-signer"
    NOT_ENROLLED = "not-enrolled"
    ALREADY_ENROLLED = "already-enrolled"
    ALREADY_RUNNING = "already-running"
    DISK_FULL = "disk-full"
    DISK_FAILED = "disk-failed"
    PRINTER_FAILED = "printer-failed"
    JOURNAL_DAMAGED = "journal-damaged"
    JOURNAL_FROM_NEWER_VERSION = "journal-from-newer-version"
    JOURNAL_FORKED = "journal-forked"
    REPLICA_EMPTY = "replica-empty"
    # the centre
    CENTRE_UNREACHABLE = "centre-unreachable"
    CENTRE_SLOW = "centre-slow"
    CENTRE_REFUSED = "centre-refused"
    ENROLMENT_CODE_WRONG = "enrolment-code-wrong"
    ENROLMENT_CODE_USED = "enrolment-code-used"
    CLOCK_WRONG = "clock-wrong"
    # files given by people
    FILE_UNREADABLE = "file-unreadable"
    FILE_COLUMNS_MISSING = "file-columns-missing"
    SETTING_INVALID = "setting-invalid"
    # us
    BUG = "bug"


Fact = str | int | bool | None


class TresenError(Exception):
    """Root of the three classes below; catch it only where a person is told."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        self.code = code
        self.facts = facts
        detail = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{code}: {detail}" if detail else str(code))


class Refused(TresenError):
    """A rule says no; nothing was changed, and the person at the till can act."""


class Unavailable(TresenError):
    """The world failed: disk, network, device. What was durable stays durable."""


class Bug(TresenError):
    """We failed. The transaction, if any, was rolled back whole."""

    def __init__(self, what: str, **facts: Fact) -> None:
        super().__init__(Code.BUG, what=what, **facts)
