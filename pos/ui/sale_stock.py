"""Stock beside the sale: a figure at each line, filled in after the line was painted; the way to an article's page;
what is said while the line is down.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from pos.base.errors import Code, Refused
from pos.domain.pricing import PricedCart
from pos.domain.stock import WAREHOUSE_KIND, StockAnswer
from pos.services.changes import NOTHING, Changes
from pos.services.shelves import Related
from pos.services.till import LookUps
from pos.ui import i18n
from pos.ui import stock_words as words
from pos.ui.article_words import related
from pos.ui.customer_finding import moment_of
from pos.ui.icons import Icon
from pos.ui.models.basket import BasketModel, LineStock, stock_key
from pos.ui.screen import Counter
from pos.ui.widgets.counter_top import CounterTop

# A look-up takes the interpreter's lock; whoever scans shall see the line first.
AFTER_PAINT_MS: Final = 25
AGAIN_MS: Final = 5_000

FITTING_MOST: Final = 3

Figures = dict[tuple[str, str], tuple[StockAnswer, words.Where]]


class SaleStock(QObject):
    """``show(cart)`` with each cart the screen shows, ``changed(changes)`` with each change. ``pending``: a figure is
    still to be asked for.
    """

    def __init__(self, counter: Counter, top: CounterTop, model: BasketModel) -> None:
        super().__init__(top)
        self._counter = counter
        self._top = top
        self._model = model
        self._cart: PricedCart | None = None
        self._limit_minor: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_PAINT_MS)
        self._soon.timeout.connect(self._ask)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask)
        top.basket.pressed_button.connect(self._pressed)
        top.fits.opened.connect(lambda sku: counter.go("articles", sku=sku))
        top.offline.acted.connect(lambda: counter.go("journal"))

    @property
    def pending(self) -> bool:
        return self._soon.isActive()

    def show(self, cart: PricedCart | None) -> None:
        """Another cart: its new lines want figures, but not before they are seen."""
        self._cart = cart
        if cart is None or not cart.lines:
            self._again.stop()
            self._top.showFitting(())
        elif not self._soon.isActive():
            self._soon.start()

    def changed(self, changes: Changes) -> None:
        if changes.sync:
            self._top.basket.setDeliverable(moment_of(self._counter).online)
            self._show_offline()
        if changes.stock or changes.sync:
            self._ask()

    def left(self) -> None:
        """The screen is not in front any more."""
        self._again.stop()

    # --- figures ----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._cart is None or not self._cart.lines or not self._top.isVisible():
            return
        self._again.start()
        lines = [line.line for line in self._cart.newest_first()]
        wanted, skus = {stock_key(line) for line in lines}, [line.sku for line in lines]

        def read(look: LookUps) -> tuple[tuple[Figures, tuple[Related, ...]], Changes]:
            return (_figures(look, wanted), look.shelves.fitting(skus, FITTING_MOST)[0]), NOTHING

        self._counter.runner.look(read, lambda both: self._answered(*both), self._counter.tell, newest="basket-stock")

    def _answered(self, figures: Figures, fitting: tuple[Related, ...]) -> None:
        moment = moment_of(self._counter)
        self._top.showFitting([related(one, moment.currency, adds=True) for one in fitting])
        said = {}
        for key, (answer, where) in figures.items():
            figure = words.figure(answer, where, moment)
            said[key] = LineStock(figure.words, figure.old, answer.available)
        self._model.showStock(said)

    # --- to the article ---------------------------------------------------------------------------------------------

    def open(self) -> None:
        """F7: the article that is highlighted in the list of finds, or that of the chosen line."""
        line = self._top.basket.chosen()
        found = self._top.finds.highlighted() if self._top.finds.isVisible() else None
        if found is not None:
            self._counter.go("articles", sku=found.sku)
        elif line is not None:
            self._counter.go("articles", sku=line.line.sku)
        else:
            self._counter.go("articles")

    def _pressed(self, button: str) -> None:
        line = self._top.basket.chosen()
        if button != "deliver" or line is None:
            return
        if not moment_of(self._counter).online:
            self._counter.tell(Refused(Code.DELIVERY_OFFLINE))
            return
        self._counter.go("articles", sku=line.line.sku, deliver=line.line.n, quantity=line.line.quantity)

    # --- offline ----------------------------------------------------------------------------------------------------

    def _show_offline(self) -> None:
        if not self._counter.offline():
            self._top.offline.silence()
            return
        if self._limit_minor is None:
            self._counter.runner.look(
                lambda look: look.members.offline_limit(), self._limited, self._counter.tell, newest="limit"
            )
        status, moment = self._counter.link(), moment_of(self._counter)
        translate = QCoreApplication.translate
        said = []
        if status is not None and status.report.as_of_ms is not None:
            time = i18n.as_of(status.report.as_of_ms, moment.now_ms, moment.zone)
            said.append(translate("Offline", "Stock as of {time}").format(time=time))
        if self._limit_minor:
            most = i18n.money(self._limit_minor, moment.currency)
            said.append(translate("Offline", "points up to {amount}").format(amount=most))
        said.append(translate("Offline", "no delivery"))
        strong = translate("Offline", "Selling goes on")
        self._top.offline.say("amber", Icon.OFFLINE, strong, "   ".join(said), opens=True)

    def _limited(self, limit_minor: int) -> None:
        self._limit_minor = limit_minor
        self._show_offline()


def _figures(look: LookUps, wanted: set[tuple[str, str]]) -> Figures:
    """By (location, SKU), the own store's location being empty."""
    found: Figures = {}
    warehouses = {row.location for row in look.shelves.places()[0] if row.kind == WAREHOUSE_KIND}
    for location in {location for location, _ in wanted}:
        skus = [sku for place, sku in wanted if place == location]
        answers, _ = look.shelves.levels(skus, location or None)
        where = words.HERE if not location else words.WEB if location in warehouses else words.THERE
        found |= {(location, sku): (answer, where) for sku, answer in answers.items()}
    return found
