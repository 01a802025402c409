"""What the staff should know today: campaigns, and prices that changed. Rows of the promotions stream, made with the
import that brings the news; a till shows them on its empty sell screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pos.central.feed import Change
from pos.contract import FEED_BRIEFING, ArticleRow, to_json
from pos.contract.people import BriefingRow
from pos.domain.offers import Promotion

CAMPAIGN: Final = "campaign"
PRICE: Final = "price"
# Nobody reads more before the doors open; the largest steps are told.
TOLD_MOST: Final = 20
DAY_MS: Final = 86_400_000


def of_promotions(promotions: Sequence[Promotion]) -> list[Change]:
    """A row for each campaign, for as long as it lasts; the most important ones only."""
    important = sorted(promotions, key=lambda one: (-one.priority, one.id))[:TOLD_MOST]
    return [
        _change(BriefingRow(f"{CAMPAIGN}:{one.id}", CAMPAIGN, one.text, from_ms=one.from_ms, to_ms=one.to_ms))
        for one in important
    ]


def of_prices(before: Mapping[str, ArticleRow], after: Mapping[str, ArticleRow], now_ms: int) -> list[Change]:
    """A row for a day for each article that costs something else now; the largest steps only."""
    moved = [(before[sku], row) for sku, row in after.items() if sku in before and before[sku] != row]
    steps = [(old, new) for old, new in moved if old.price_minor != new.price_minor]
    steps.sort(key=lambda pair: (-abs(pair[1].price_minor - pair[0].price_minor), pair[1].sku))
    return [
        _change(
            BriefingRow(
                f"{PRICE}:{new.sku}",
                PRICE,
                new.name,
                from_ms=now_ms,
                to_ms=now_ms + DAY_MS,
                was_minor=old.price_minor,
                now_minor=new.price_minor,
                currency=new.currency,
            )
        )
        for old, new in steps[:TOLD_MOST]
    ]


def is_campaign(change: Change) -> bool:
    return change.id.startswith(f"{CAMPAIGN}:")


def _change(row: BriefingRow) -> Change:
    return Change(FEED_BRIEFING, row.id, to_json(row))
