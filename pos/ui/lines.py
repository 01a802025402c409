"""Changing lines of the basket from the screen's side, each removal with its way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos.domain.cart import Cart
from pos.domain.pricing import PricedCart
from pos.services.sale import Removed
from pos.ui.models.basket import BasketModel
from pos.ui.screen import Counter
from pos.ui.widgets.basket import BasketView
from pos.ui.widgets.notices import Toast


class Lines(QObject):
    """Acts on the chosen line of ``basket``. ``show(cart)`` takes each new cart to the screen, before anything else
    here asks the model for its rows.
    """

    def __init__(
        self,
        counter: Counter,
        basket: BasketView,
        model: BasketModel,
        toast: Toast,
        show: Callable[[PricedCart | None], None],
    ) -> None:
        super().__init__(basket)
        self._counter = counter
        self._basket = basket
        self._model = model
        self._toast = toast
        self._show = show
        self._before: Cart | None = None
        toast.undone.connect(self._restore)

    def press(self, button: str) -> None:
        """A button of the action strip: minus, plus or remove."""
        if button == "remove":
            self.remove()
        elif button in ("plus", "minus"):
            self.step(1 if button == "plus" else -1)

    def step(self, step: int) -> None:
        """One more or one less; the last piece goes only by removing the line."""
        line = self._basket.chosen()
        if line is None or line.line.quantity + step < 1:
            return
        n = line.line.n
        self._counter.runner.money(
            lambda till: till.sale.step_quantity(n, step), lambda cart: self._changed(cart, n), self._counter.tell
        )

    def set_quantity(self, quantity: int) -> None:
        line = self._basket.chosen()
        if line is None:
            return
        n = line.line.n
        self._counter.runner.money(
            lambda till: till.sale.set_quantity(n, quantity), lambda cart: self._changed(cart, n), self._counter.tell
        )

    def remove(self) -> None:
        line = self._basket.chosen()
        if line is None:
            return
        n, text = line.line.n, line.line.text
        self._counter.runner.money(
            lambda till: till.sale.remove(n), lambda removed: self._removed(removed, text), self._counter.tell
        )

    def discard(self, cart: PricedCart) -> None:
        """Throw the whole basket away."""
        self._counter.runner.money(
            lambda till: till.sale.discard(), lambda _none: self._discarded(cart.cart), self._counter.tell
        )

    def forget(self) -> None:
        """No way back any more: the sale is over, or another one has begun."""
        self._before = None
        self._toast.silence()

    def _changed(self, cart: PricedCart, n: int) -> None:
        self._show(cart)
        self._basket.choose(self._model.row_of(n))

    def _removed(self, removed: Removed, text: str) -> None:
        row = self._basket.currentIndex().row()
        self._show(removed.cart)
        self._basket.choose(row)
        self._offer(self.tr("{article} removed").format(article=text), removed.before)

    def _discarded(self, before: Cart) -> None:
        self._show(None)
        self._offer(self.tr("Basket discarded"), before)

    def _offer(self, words: str, before: Cart) -> None:
        self._before = before
        self._toast.say(words, self.tr("Undo"))

    def _restore(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._counter.runner.money(lambda till: till.sale.restore(before), self._restored, self._counter.tell)

    def _restored(self, cart: PricedCart) -> None:
        self._show(cart)
        self._basket.choose(0)
