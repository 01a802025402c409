"""What the article's page does with its four ways: open the form, ask the service, say what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos.base.errors import Code, Refused, TresenError
from pos.contract.goods import Address
from pos.contract.people import CustomerRow
from pos.domain.cart import DELIVER as DELIVERED
from pos.domain.pricing import PricedCart
from pos.services.changes import Changes
from pos.services.customers import DISPLAY
from pos.services.quotes import Quote
from pos.services.shelves import ArticleView
from pos.services.stock import BACK_IN_STOCK
from pos.services.till import Till
from pos.ui import article_words as words
from pos.ui import customer_words
from pos.ui import stock_words as stock
from pos.ui.customer_finding import moment_of
from pos.ui.enrolling import PAPER
from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.screen import Counter
from pos.ui.widgets.article_forms import DeliverForm, NotifyForm, ReserveForm, StoreForm, WayForm
from pos.ui.widgets.article_page import DELIVER, ELSEWHERE, NOTIFY, RESERVE, ArticlePage


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the page now. ``line``: the basket's line that shall be delivered, not carried out; 0 for none."""

    view: ArticleView
    quote: Quote | None
    cart: PricedCart | None
    customer: CustomerRow | None
    line: int = 0


class ArticleDeeds(QObject):
    """Drives the forms of ``page``. ``scene()``: what is shown, None while nothing is; ``sold()``: something came into
    the basket.
    """

    def __init__(
        self, counter: Counter, page: ArticlePage, scene: Callable[[], Scene | None], sold: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._counter = counter
        self._page = page
        self._scene = scene
        self._sold = sold
        self._busy = False
        self._reserve, self._deliver = ReserveForm(), DeliverForm()
        self._store, self._notify = StoreForm(), NotifyForm()
        self._tools: dict[str, WayForm] = {
            RESERVE: self._reserve,
            DELIVER: self._deliver,
            ELSEWHERE: self._store,
            NOTIFY: self._notify,
        }
        for tool in self._tools.values():
            page.addTool(tool)
            tool.closed.connect(self.close)
        for name, tile in page.ways.items():
            tile.clicked.connect(lambda _checked=False, name=name: self.toggle(name))
        self._reserve.agreed.connect(self._reserved)
        self._deliver.entered.connect(self._delivered)
        self._store.entered.connect(self._ordered)
        self._notify.agreed.connect(self._agreed)

    def toggle(self, way: str) -> None:
        """Open a way's form, or close it if it is open; one that is off does nothing, its reason stands on it."""
        scene = self._scene()
        if self._page.tool() is self._tools[way]:
            self.close()
        elif scene is not None and self._page.ways[way].isEnabled():
            self.open(way, scene)

    def open(self, way: str, scene: Scene, store: str = "") -> None:
        """``store``: which one is meant, where stores are to choose from."""
        moment = moment_of(self._counter)
        view = scene.view
        if way == RESERVE:
            self._reserve.ask(self._reserving(scene))
        elif way == DELIVER:
            offer = words.delivery(view, moment)
            if offer is None:
                return
            said = self.tr("{place} · arrives {day}").format(place=offer.place.row.name, day=stock.day(offer.promise))
            again = self._delivers_already(scene)
            if again:
                said += "\n" + self.tr("Left empty: to the address of the other delivery")
            name = customer_words.full_name(scene.customer) if scene.customer is not None else ""
            self._deliver.ask(said, name, again=again)
        elif way == ELSEWHERE:
            offers = words.stores(view, moment)
            known = [offer.place.row.location for offer in offers]
            if not known:
                return
            details = words.store_details(offers, moment)
            self._store.ask(words.store_lines(offers, moment), details, store if store in known else known[0])
        else:
            who = customer_words.full_name(scene.customer) if scene.customer is not None else ""
            said = self.tr("{name} is told when {article} is back in this store.")
            display = self._counter.display is not None
            self._notify.ask(said.format(name=who, article=view.article.name), on_display=display)
        self._page.setTool(self._tools[way], way)
        if way == DELIVER:
            self._deliver.takeKeyboard()

    def close(self) -> bool:
        """Close the form that is open, with nothing done; False if there was none."""
        tool = self._page.tool()
        if tool is None:
            return False
        self._page.setTool(None)
        if tool is self._notify and self._counter.display is not None:
            self._counter.display.cancel()
        return True

    # --- what comes of it -------------------------------------------------------------------------------------------

    def add(self, sku: str, quantity: int) -> None:
        """Into the basket, to be carried out; the page stays."""
        self._once(lambda till: _added(till, sku, quantity), lambda _cart: self._say_added(sku))

    def sell(self, sku: str, quantity: int) -> None:
        """Into the basket, and on to the sale."""
        self._once(lambda till: _added(till, sku, quantity), lambda _cart: self._sold())

    def _reserving(self, scene: Scene) -> str:
        who = customer_words.full_name(scene.customer) if scene.customer is not None else ""
        moment = moment_of(self._counter)
        said = self.tr("Put aside for {name}.").format(name=who)
        if scene.quote is not None:
            until = words.until(scene.quote.reserved_until_ms, moment)
            said = self.tr("Put aside for {name} until {time}.").format(name=who, time=until)
        if not moment.online:
            said += " " + self.tr("Without the line it will be confirmed after the sync.")
        return said

    def _reserved(self) -> None:
        scene = self._scene()
        if scene is None:
            return
        sku, name, quantity = scene.view.article.sku, scene.view.article.name, self._page.stepper.value
        online = moment_of(self._counter).online
        later = self.tr("will be confirmed after the sync")
        strong = self.tr("{n} × {article} reserved").format(n=quantity, article=name)
        self._once(
            lambda till: till.stock.reserve(sku, quantity),
            lambda _order: self._say("green" if online else "amber", Icon.RESERVE, strong, "" if online else later),
        )

    def _delivered(self, address: Address | None) -> None:
        scene, moment = self._scene(), moment_of(self._counter)
        offer = words.delivery(scene.view, moment) if scene is not None else None
        if scene is None or offer is None:
            self._counter.tell(Refused(Code.DELIVERY_OFFLINE))
            return
        sku, line, quantity = scene.view.article.sku, scene.line, self._page.stepper.value
        location, promise = offer.place.row.location, offer.promise

        def deliver(till: Till) -> tuple[PricedCart, Changes]:
            cart, changes = till.stock.deliver(sku, quantity, location, promise, address)
            if line and any(one.line.n == line for one in cart.lines):
                removed, more = till.sale.remove(line)
                return removed.cart or cart, changes | more
            return cart, changes

        self._once(deliver, lambda _cart: self._sold())

    def _ordered(self, location: str) -> None:
        scene, moment = self._scene(), moment_of(self._counter)
        if scene is None:
            return
        offer = next((one for one in words.stores(scene.view, moment) if one.place.row.location == location), None)
        if offer is None:
            return
        sku, quantity, promise = scene.view.article.sku, self._page.stepper.value, offer.promise
        self._once(lambda till: till.stock.elsewhere(sku, quantity, location, promise), lambda _cart: self._sold())

    def _agreed(self) -> None:
        display = self._counter.display
        if display is None:
            self._write_notify(PAPER)
            return
        self._notify.setWaiting()

        def answered(given: tuple[str, ...] | None) -> None:
            if given and BACK_IN_STOCK in given:
                self._write_notify(DISPLAY)
            elif self._page.tool() is self._notify:
                self.close()
                self._say("amber", Icon.NOTIFY, self.tr("Not agreed"), self.tr("nobody will be notified"))

        display.ask_consent((BACK_IN_STOCK,), answered)

    def _write_notify(self, proof: str) -> None:
        scene = self._scene()
        if scene is None:
            return
        sku, name = scene.view.article.sku, scene.view.article.name
        strong = self.tr("{article}: message when it is back").format(article=name)
        later = "" if moment_of(self._counter).online else self.tr("will be sent later")
        self._once(
            lambda till: till.stock.notify(sku, proof),
            lambda _none: self._say("green" if not later else "amber", Icon.NOTIFY, strong, later),
        )

    # --- inside -----------------------------------------------------------------------------------------------------

    def _delivers_already(self, scene: Scene) -> bool:
        lines = scene.cart.cart.lines if scene.cart is not None else ()
        return any(line.fulfil is not None and line.fulfil.kind == DELIVERED for line in lines)

    def _once(self, call: Callable[[Till], tuple[object, Changes]], done: Callable[[object], None]) -> None:
        """Two quick touches are one deed."""
        if self._busy:
            return
        self._busy = True

        def over(result: object) -> None:
            self._busy = False
            done(result)

        def failed(error: TresenError) -> None:
            self._busy = False
            self._counter.tell(error)

        self._counter.runner.money(call, over, failed)

    def _say(self, kind: Kind, icon: Icon, strong: str, text: str) -> None:
        self._page.setTool(None)
        self._counter.say(kind, icon, strong, text)

    def _say_added(self, sku: str) -> None:
        scene = self._scene()
        some = (*scene.view.together, *scene.view.instead) if scene is not None else ()
        name = next((one.article.name for one in some if one.article.sku == sku), sku)
        self._counter.say("green", Icon.SELL, self.tr("{article} added to the basket").format(article=name), "")


def _added(till: Till, sku: str, quantity: int) -> tuple[PricedCart, Changes]:
    article, _ = till.articles.article(sku)
    if article is None:
        raise Refused(Code.CODE_UNKNOWN, text=sku)
    added, changes = till.sale.add(article, quantity)
    return added.cart, changes
