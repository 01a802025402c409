"""The signer that signs nothing: for demo, training, and countries without a duty to sign."""

from __future__ import annotations

from pos.domain.events import SaleCompleted


class Unsigned:
    """Port `Signer`. Keeps no state: there is nothing that could be left open."""

    legal = False

    def start(self, sale: str) -> None:
        return None

    def finish(self, sale: str, fact: SaleCompleted) -> str | None:
        return None

    def abort(self, sale: str) -> None:
        return None
