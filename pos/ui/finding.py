"""From the search field to an article: type-ahead, quantity in front, Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from pos.domain.barcode import QUANTITY_MARK, split_quantity
from pos.domain.catalogue import Article
from pos.domain.stock import WAREHOUSE_KIND, StockAnswer
from pos.services.articles import SHORTEST_SEARCH
from pos.services.changes import NOTHING
from pos.services.till import LookUps
from pos.ui import stock_words
from pos.ui.customer_finding import moment_of
from pos.ui.screen import Counter
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.finds import FindList, FindStock

FINDS = 5
# A look-up takes the interpreter's lock; whoever types shall see the list first.
AFTER_PAINT_MS = 25
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -FINDS, Qt.Key.Key_PageDown: FINDS}


class Top(Protocol):
    """Where there is a search field with a list below it; also the widget that all of it belongs to."""

    search: SearchField
    finds: FindList

    def dropFinds(self, found: tuple[Article, ...], query: str, currency: str) -> None:
        """Drop the list of finds under the search field; none closes it."""
        ...


class Finding(QObject):
    """Watches the field of ``top`` while it is ``active``. ``found(article, quantity)`` when somebody took one from
    the list, ``coded(text)`` when what was typed is to be read as a code.
    """

    def __init__(
        self,
        counter: Counter,
        top: Top,
        found: Callable[[Article, int], None],
        coded: Callable[[str], None],
    ) -> None:
        super().__init__(top.finds)
        self.active = True
        self._counter = counter
        self._top = top
        self._found = found
        self._coded = coded
        self._soon = QTimer(self, singleShot=True, interval=AFTER_PAINT_MS)
        self._soon.timeout.connect(self._ask_stock)
        top.search.edited.connect(self._edited)
        top.search.submitted.connect(lambda _text: self.take())
        top.finds.chosen.connect(self._add)

    @property
    def pending(self) -> bool:
        """Whether figures of stock are still to be asked for."""
        return self._soon.isActive()

    def typed(self, event: QKeyEvent) -> bool:
        """Arrow and page keys, while the list is open."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._top.finds.isVisible():
            return False
        self._top.finds.step(step)
        return True

    def count_in_front(self) -> str:
        """``3*`` if that is what stands in the field: the next scan's quantity."""
        typed = self._top.search.text().strip()
        return typed if typed.endswith(QUANTITY_MARK) and typed[:-1].isdigit() else ""

    def close(self) -> bool:
        """Close the list; False if it was not open."""
        was_open = self._top.finds.isVisible()
        self._top.finds.hide()
        return was_open

    def take(self) -> None:
        """Enter: the highlighted find, if the list shows what stands in the field; else the text as a code."""
        if not self.active:
            return
        text = self._top.search.text()
        words = split_quantity(text)[1]
        article = self._top.finds.highlighted()
        if self._top.finds.isVisible() and article is not None and self._top.finds.query == words:
            self._add(article)
        elif words:
            self._top.finds.hide()
            self._coded(text)

    def _edited(self, text: str) -> None:
        words = split_quantity(text)[1]
        if not self.active or len(words) < SHORTEST_SEARCH:
            self._top.finds.hide()
            return
        self._counter.runner.look(
            lambda look: look.articles.search(words, FINDS),
            lambda finds: self._show(words, finds),
            self._counter.tell,
            newest="search",
        )

    def _show(self, words: str, finds: tuple[Article, ...]) -> None:
        # The field may have been emptied by a scan meanwhile.
        if self.active and split_quantity(self._top.search.text())[1] == words:
            store = self._counter.store()
            self._top.dropFinds(finds, words, store.currency if store else "EUR")
            self._soon.start()

    def _ask_stock(self) -> None:
        finds = self._top.finds
        if finds.isVisible():
            skus = [article.sku for article in finds.finds()]
            self._counter.runner.look(
                lambda look: (_levels(look, skus), NOTHING), self._stocked, self._counter.tell, newest="find-stock"
            )

    def _stocked(self, answers: tuple[dict[str, StockAnswer], dict[str, StockAnswer]]) -> None:
        here, web = answers
        moment = moment_of(self._counter)
        said = {}
        for article in self._top.finds.finds():
            mine, theirs = here.get(article.sku), web.get(article.sku)
            first = second = None
            if mine is not None:
                first = stock_words.Said(stock_words.place(mine, stock_words.HERE), dot=stock_words.dot(mine))
            if mine is not None and not mine.live and mine.as_of_ms is not None:
                second = stock_words.Said(stock_words.as_of(mine.as_of_ms, moment), old=True)
            elif theirs is not None:
                second = stock_words.Said(stock_words.place(theirs, stock_words.WEB))
            said[article.sku] = FindStock(first, second)
        self._top.finds.setStock(said)

    def _add(self, article: Article) -> None:
        quantity = split_quantity(self._top.search.text())[0]
        self._top.finds.hide()
        self._top.search.clear()
        self._found(article, quantity)


def _levels(look: LookUps, skus: list[str]) -> tuple[dict[str, StockAnswer], dict[str, StockAnswer]]:
    """How much is here, and in the first warehouse."""
    here, _ = look.shelves.levels(skus)
    warehouse = next((row.location for row in look.shelves.places()[0] if row.kind == WAREHOUSE_KIND), None)
    return here, look.shelves.levels(skus, warehouse)[0] if warehouse is not None else {}
