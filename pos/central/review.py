"""What a person should look at: entries set aside or alarming, and bytes in quarantine."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from pos.central.effects import QUARANTINED
from pos.central.ingest import OPEN
from pos.central.tables import event, quarantine, review

REVIEW_MOST: Final = 500


class ReviewItem(Struct, frozen=True):
    """Something for a person: an entry set aside or alarming, or bytes in quarantine."""

    review: str
    store: str
    till: str
    journal: str
    seq: int
    reason: str
    state: str
    at: int
    facts: dict[str, str]
    line: str


def review_list(connection: Connection, store_id: str | None = None) -> tuple[ReviewItem, ...]:
    """Entries set aside or alarming, newest first, then what lies in quarantine."""
    on = (event.c.store == review.c.store) & (event.c.journal == review.c.journal) & (event.c.seq == review.c.seq)
    entries = select(review, event.c.line).select_from(review.join(event, on))
    kept = select(quarantine)
    if store_id:
        entries, kept = entries.where(review.c.store == store_id), kept.where(quarantine.c.store == store_id)
    newest = (review.c.at.desc(), review.c.journal, review.c.seq.desc())
    items = [
        ReviewItem(
            row.review, row.store, row.till, row.journal, row.seq, row.reason, row.state, row.at,
            msgspec.json.decode(bytes(row.facts), type=dict[str, str]), _shown(row.line),
        )
        for row in connection.execute(entries.order_by(*newest).limit(REVIEW_MOST))
    ]  # fmt: skip
    latest = kept.order_by(quarantine.c.received_at.desc(), quarantine.c.id).limit(REVIEW_MOST)
    items += [
        ReviewItem(
            f"Q-{row.id}", row.store, row.till, row.journal, row.seq, QUARANTINED, OPEN, row.received_at, {},
            _shown(row.body),
        )
        for row in connection.execute(latest)
    ]  # fmt: skip
    return tuple(items)


def _shown(line: Any) -> str:
    return bytes(line).decode(errors="backslashreplace")
