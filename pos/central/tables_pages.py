"""The tables of the centre's pages for everybody (docs/receipts.md): who asked for the newsletter, who signed up by
telephone, and the messages that go out. Whatever says who somebody is, is emptied when its time is over.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index

from pos.central.tables import _bytes, _key, _table, _text, _whole, metadata

__all__ = ["PERSONAL", "metadata"]

# Secrets of links stand here as SHA-256 only. ``customer`` empty: a subscription that stands alone.
opt_in = _table(
    "opt_in",
    _key("token_hash"),
    _text("email"),
    _text("customer"),
    _text("store"),
    _text("receipt"),
    _text("source"),
    _text("language"),
    _text("sentence"),
    _whole("asked_at"),
    _whole("confirmed_at", null=True),
    _whole("withdrawn_at", null=True),
    Index("opt_in_receipt", "receipt", "asked_at"),
    Index("opt_in_email", "email", "asked_at"),
)
# A sign-up from the customer display. ``store`` is empty until a till has asked for it, ``form`` until it is sent.
join_request = _table(
    "join_request",
    _key("token_hash"),
    _whole("seen_at"),
    _text("store"),
    _text("customer"),
    _whole("filled_at", null=True),
    _bytes("form"),
    Index("join_seen", "seen_at"),
)
message = _table(
    "message",
    _key("id"),
    _whole("at"),
    _text("recipient"),
    _text("subject"),
    _text("body"),
    _text("state"),
    _whole("sent_at", null=True),
    Index("message_state", "state", "at"),
)

# As `pos.central.tables_people.PERSONAL`.
PERSONAL: Final[dict[str, tuple[str, ...]]] = {
    "opt_in": ("email",),
    "join_request": ("form",),
    "message": ("recipient", "body"),
}
