"""Stock at the counter: what the centre said live, and what somebody wants that is not carried out over the counter."""

from __future__ import annotations

from pos.contract.goods import StockAnswers
from pos.ports import STOCK
from pos.services.changes import Changes
from pos.services.desk import Desk
from pos.services.sale import Sale
from pos.services.shelves import ArticleView, OwnMoves, Place, Related, Shelves

__all__ = ["ArticleView", "OwnMoves", "Place", "Related", "Shelves", "Stock"]

STOCK_CHANGED = Changes(stock=True)


class Stock:
    """Belongs to the money thread."""

    def __init__(self, desk: Desk, sale: Sale) -> None:
        self._desk = desk
        self._sale = sale

    def learned(self, answer: StockAnswers) -> tuple[None, Changes]:
        """The centre answered a question."""
        self._desk.journal.save({STOCK: self._desk.own.learn(answer)})
        return None, STOCK_CHANGED
