"""What the centre answers instead of doing what was asked: an HTTP status, a stable code and the facts of the case."""

from __future__ import annotations

from typing import Final

from pos.base.errors import Code

BATCH_UNREADABLE: Final = "batch-unreadable"
TOO_LARGE: Final = "too-large"
MESSAGE_UNREADABLE: Final = "message-unreadable"
TOKEN_MISSING: Final = "token-missing"
TOKEN_UNKNOWN: Final = "token-unknown"
TOKEN_EXPIRED: Final = "token-expired"
SIGNATURE_WRONG: Final = "signature-wrong"
ASSERTION_USED: Final = "assertion-used"
CLOCK_SKEW: Final = "clock_skew"
REVOKED: Final = "revoked"
FENCED: Final = "fenced"
JOURNAL_FOREIGN: Final = "journal-foreign"
STREAM_FOREIGN: Final = "stream-foreign"
STREAM_UNKNOWN: Final = "stream-unknown"
GENERATION_UNKNOWN: Final = "generation-unknown"
CURSOR_AHEAD: Final = "ahead"
STORE_UNKNOWN: Final = "store-unknown"
TILL_UNKNOWN: Final = "till-unknown"
OFFICE_ONLY: Final = "office-only"
CHANNEL_UNKNOWN: Final = "channel-unknown"
CUSTOMER_UNKNOWN: Final = str(Code.CUSTOMER_UNKNOWN)
CUSTOMER_ERASED: Final = "customer-erased"
NOT_MERGED: Final = "not-merged"
ID_TAKEN: Final = "id-taken"
JOIN_OPEN: Final = "join-open"
JOIN_OVER: Final = "join-over"
ENROLMENT_CODE_WRONG: Final = str(Code.ENROLMENT_CODE_WRONG)
ENROLMENT_CODE_USED: Final = str(Code.ENROLMENT_CODE_USED)


class Refusal(Exception):
    """Nothing was changed. ``status``: HTTP; ``code``: one of the words above; ``facts``: plain values."""

    def __init__(self, status: int, code: str, **facts: str | int) -> None:
        super().__init__(f"{status} {code} {facts}" if facts else f"{status} {code}")
        self.status = status
        self.code = code
        self.facts = facts
