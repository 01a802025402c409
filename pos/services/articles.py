"""Looking articles up. Runs on any look-up thread, with a replica reader of its own."""

from __future__ import annotations

from pos.domain.barcode import gtin_key
from pos.domain.catalogue import Article, QuickKey
from pos.ports import Freshness, Replica
from pos.services.changes import NOTHING, Changes

SHORTEST_SEARCH = 2


class Articles:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def search(self, text: str, limit: int = 5) -> tuple[tuple[Article, ...], Changes]:
        """Best sellers first; nothing for fewer than two characters."""
        cleaned = text.strip()
        if len(cleaned) < SHORTEST_SEARCH:
            return (), NOTHING
        exact = self._replica.article(gtin_key(cleaned) or cleaned)
        found = self._replica.search(cleaned, limit)
        if exact is not None:
            found = [exact, *(article for article in found if article.sku != exact.sku)][:limit]
        return tuple(found), NOTHING

    def quick_keys(self) -> tuple[tuple[QuickKey, ...], Changes]:
        return self._replica.quick_keys(), NOTHING

    def article(self, sku: str) -> tuple[Article | None, Changes]:
        return self._replica.article(sku), NOTHING

    def freshness(self) -> tuple[Freshness, Changes]:
        return self._replica.freshness(), NOTHING
