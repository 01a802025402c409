"""Who the customer is, as far as rules need to know: identifiers, consents, and what a sale says about its customer.

No name and no contact data stand here or in the journal: entries hold a pseudonymous id, so that a person can be erased
and every chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final

from msgspec import Struct

from pos.base.errors import Code, Refused

ACTIVE: Final = "active"
BLOCKED: Final = "blocked"
MERGED: Final = "merged"
ERASED: Final = "erased"

CARD: Final = "card"
PHONE: Final = "phone"
EMAIL: Final = "email"
APP: Final = "app"

NEWSLETTER: Final = "newsletter"
APP_MESSAGES: Final = "app"
OFFERS: Final = "offers"
CALLS: Final = "calls"
PURPOSES: Final = (NEWSLETTER, APP_MESSAGES, OFFERS, CALLS)

CARD_DIGITS: Final = 8
CARD_PREFIX: Final = "22"
APP_PREFIX: Final = "TRC1:"
SHORTEST_NAME: Final = 3
NAME_MOST: Final = 80
EMAIL_MOST: Final = 254
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_KEY_CHARACTERS: Final = 24


class Identifier(Struct, frozen=True):
    """A way to recognise a person: ``kind`` CARD, PHONE (E.164), EMAIL (lower case) or APP; ``value`` normalised."""

    kind: str
    value: str


class Consent(Struct, frozen=True):
    """``given`` or withdrawn at ``at_ms`` for a ``purpose`` of `PURPOSES`; ``source``: where; ``proof``: how the person
    confirmed it (``display``, ``double-opt-in``, ``paper`` …).
    """

    purpose: str
    given: bool
    at_ms: int
    source: str
    proof: str = ""


class Member(Struct, frozen=True):
    """The customer of a cart: pseudonymous id and tier, which decides prices and points."""

    customer: str
    tier: str = ""


class Personal(Struct, frozen=True, omit_defaults=True):
    """What a person has told us about themselves. Travels beside an entry, never inside it."""

    given: str = ""
    family: str = ""
    phone: str = ""
    email: str = ""
    card: str = ""
    language: str = ""

    def identifiers(self) -> tuple[Identifier, ...]:
        pairs = ((CARD, self.card), (PHONE, self.phone), (EMAIL, self.email))
        return tuple(Identifier(kind, value) for kind, value in pairs if value)


def read_phone(text: str, country: str) -> str:
    """A telephone number as people write it, in E.164; ``country`` (ISO 3166) for numbers without one.

    Raises Refused(IDENTIFIER_INVALID) if no such number can exist there.
    """
    # A large table, needed when somebody asks for a customer; the start of a till does not wait for it.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise Refused(Code.IDENTIFIER_INVALID, kind=PHONE) from error
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise Refused(Code.IDENTIFIER_INVALID, kind=PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_email(text: str) -> str:
    """An address, lower case; only its shape is looked at, for only a letter sent there proves more."""
    cleaned = text.strip().lower()
    if len(cleaned) > EMAIL_MOST or not _EMAIL.fullmatch(cleaned):
        raise Refused(Code.IDENTIFIER_INVALID, kind=EMAIL)
    return cleaned


def read_card(text: str) -> str | None:
    """The digits of a customer card (22 and six more, however they are grouped), or None if it is no card."""
    digits = "".join(text.split())
    fits = len(digits) == CARD_DIGITS and digits.startswith(CARD_PREFIX) and digits.isascii() and digits.isdigit()
    return digits if fits else None


def read_identifier(text: str, country: str) -> Identifier | None:
    """What a scanned or typed text identifies: a card, the app's code, a telephone number or an e-mail address; None
    for anything else, a name for instance.
    """
    cleaned = text.strip()
    card = read_card(cleaned)
    if card is not None:
        return Identifier(CARD, card)
    if cleaned.startswith(APP_PREFIX):
        return Identifier(APP, cleaned.removeprefix(APP_PREFIX))
    try:
        if "@" in cleaned:
            return Identifier(EMAIL, read_email(cleaned))
        if sum(c.isdigit() for c in cleaned) >= 6 and not any(c.isalpha() for c in cleaned):
            return Identifier(PHONE, read_phone(cleaned, country))
    except Refused:
        return None
    return None


def is_customer_code(text: str) -> bool:
    """Does a scan mean a customer? A card number, or what the app shows."""
    return text.startswith(APP_PREFIX) or read_card(text) is not None


def lookup(key: str, identifier: Identifier) -> str:
    """Under what a whole identifier is found without being stored: HMAC-SHA256 with the store's ``key``, shortened."""
    message = f"{identifier.kind}:{identifier.value}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:_KEY_CHARACTERS]


def masked_phone(phone: str) -> str:
    """``+49151···4720``: enough to recognise one's own, not to call."""
    return f"{phone[:6]} ··· {phone[-4:]}" if len(phone) > 10 else "···"


def masked_email(email: str) -> str:
    """``lena.h···@mail.de``."""
    name, _, domain = email.partition("@")
    return f"{name[: max(1, min(6, len(name) // 2))]}···@{domain}" if domain else "···"
