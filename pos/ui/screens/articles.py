"""An article everywhere: where it is and how much of it, what belongs to it, and every way to get it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, Refused, TresenError
from pos.contract.people import CustomerRow
from pos.domain.barcode import read_code
from pos.domain.cart import QUANTITY_MAX
from pos.domain.catalogue import Article
from pos.domain.coupons import is_coupon_code
from pos.domain.customer import is_customer_code
from pos.domain.pricing import PricedCart
from pos.domain.stock import STORE_KIND
from pos.services.changes import NOTHING, Changes
from pos.services.quotes import Quote
from pos.services.shelves import ArticleView
from pos.services.till import LookUps, Till
from pos.ui import article_words as words
from pos.ui import customer_words, i18n
from pos.ui import stock_words as stock
from pos.ui.article_deeds import ArticleDeeds, Scene
from pos.ui.customer_finding import moment_of
from pos.ui.finding import Finding
from pos.ui.icons import icon_named
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.article_page import DELIVER, ELSEWHERE, KEYS, ArticlePage
from pos.ui.widgets.fields import SearchField

TICK_MS: Final = 1_000
ASK_TICKS: Final = 10
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
_UNKNOWN: Final = frozenset({Code.CODE_UNKNOWN, Code.CODE_CHECK_DIGIT, Code.CODE_INCOMPLETE})


class Articles(Screen):
    """Shows what this till knows at once and asks the centre beside it; whatever it answers comes as a change."""

    name = "articles"
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._sku = ""
        self._line = 0
        self._wanted = ""  # a form to open as soon as the article is here
        self._view: ArticleView | None = None
        self._quote: Quote | None = None
        self._cart: PricedCart | None = None
        self._customer: CustomerRow | None = None
        self._at: Breakpoint = "regular"
        self.page = ArticlePage(self)
        self.search = self.page.search
        self._finding = Finding(counter, self.page, lambda article, _count: self._show(article.sku), self._code)
        self._deeds = ArticleDeeds(counter, self.page, self._scene, lambda: counter.go("sell"))
        self._ticks = 0
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self.page.back.connect(self.escape)
        self.page.pressed.connect(self._press_hero)
        self.page.stepper.stepped.connect(self._step)
        self.page.added.connect(lambda sku: self._deeds.add(sku, 1))
        self.page.opened.connect(self._show)
        self.page.stock.opened.connect(self._open_store)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, sku: str = "", *, deliver: int = 0, quantity: int = 1, scan: str = "", **facts: Any) -> None:
        """``sku``: which one; without it the last one, or what came into the basket last, or the search alone.
        ``deliver``: with the form that sends the basket's line of this number home, ``quantity`` pieces. ``scan``: a
        code that was scanned before it.
        """
        self._deeds.close()
        self._finding.close()
        self.search.clear()
        if scan:
            self._code(scan)
            return
        self._show(sku or self._sku, quantity=quantity, deliver=deliver)

    def changed(self, changes: Changes) -> None:
        if changes.stock or changes.catalogue or changes.sync:
            self._load()
        if changes.cart or changes.customer or changes.catalogue:
            self._ask_price()

    def settled(self) -> bool:
        return not self._finding.pending

    def showEvent(self, event: object) -> None:
        self._tick.start()

    def hideEvent(self, event: object) -> None:
        self._tick.stop()
        self._deeds.close()

    def scanned(self, text: str) -> None:
        """An article is shown; a customer is recognised for the sale; everything else belongs there."""
        self._deeds.close()
        self._finding.close()
        self.search.clear()
        if is_customer_code(text):
            self._recognise(text)
        elif is_coupon_code(text):
            self.counter.go("sell", scan=text)
        else:
            self._code(text)

    def typed(self, event: QKeyEvent) -> bool:
        key, tool = Qt.Key(event.key()), self.page.tool()
        way = next((name for name, keycap in KEYS.items() if key == Qt.Key[f"Key_{keycap}"]), None)
        if way is not None:
            self._deeds.toggle(way)
        elif key == Qt.Key.Key_F12:
            self.page.press()
        elif key == Qt.Key.Key_F2:
            self.counter.go("customers")
        elif (tool is not None and tool.typed(event)) or self._finding.typed(event):
            return True
        else:
            return not self.search.text() and self._list_key(event, key)
        return True

    def escape(self) -> bool:
        if self._finding.close() or self._deeds.close():
            return True
        if self.search.text():
            self.search.clear()
        elif self.page.stock.chosen():
            self.page.stock.choose("")
        else:
            self.counter.go("sell")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F2", self.tr("Find the customer")),
            ("F5", self.tr("Reserve here")),
            ("F6", self.tr("Deliver home")),
            ("F7", self.tr("To another store")),
            ("F8", self.tr("Notify")),
            ("F12", self.tr("Add to basket")),
            ("+ −", self.tr("One more, one less")),
            ("↑ ↓ ↵", self.tr("Choose and open a store")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self.page.bars.addWidget(bar)
        return True

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._at = at
        self._draw()

    def _list_key(self, event: QKeyEvent, key: Qt.Key) -> bool:
        if self._view is None:
            return False
        if key in _STEPS:
            self.page.stock.step(_STEPS[key])
        elif key in _ENTER and self.page.stock.chosen():
            self._open_store(self.page.stock.chosen())
        elif event.text() == "+":
            self._step(1)
        elif event.text() in ("-", i18n.MINUS):
            self._step(-1)
        else:
            return key in _ENTER
        return True

    # --- which article ----------------------------------------------------------------------------------------------

    def _code(self, text: str) -> None:
        """A scan, or what was typed and taken with Enter."""
        code = read_code(text)

        def find(look: LookUps) -> tuple[Article | None, Changes]:
            return look.articles.article(code.key) if code.key else (None, NOTHING)

        self.counter.runner.look(find, lambda article: self._found(text, article), self.counter.tell, newest="article")

    def _found(self, text: str, article: Article | None) -> None:
        if article is None:
            self.search.setError(self.tr("unknown"))
            self.counter.tell(Refused(Code.CODE_UNKNOWN, text=text))
            return
        self.search.clear()
        self._show(article.sku)

    def _show(self, sku: str, *, quantity: int = 1, deliver: int = 0) -> None:
        if sku != self._sku:
            self._view = self._quote = None
            self.page.stock.choose("")
        self._deeds.close()
        self._sku, self._line = sku, deliver
        self._wanted = DELIVER if deliver else ""
        self.page.stepper.setValue(quantity)
        self._load()
        self._ask_price()
        self._ask_centre()

    def _load(self) -> None:
        sku = self._sku
        if sku:
            look = self.counter.runner.look
            look(lambda at: at.shelves.article(sku), self._loaded, self.counter.tell, newest="article-page")
        else:
            self._draw()

    def _loaded(self, view: ArticleView | None) -> None:
        self._view = view
        self._draw()

    def _ask_price(self) -> None:
        sku = self._sku

        def read(till: Till) -> tuple[tuple[PricedCart | None, CustomerRow | None, Quote | None], Changes]:
            cart, _ = till.sale.view()
            member = cart.cart.member if cart is not None else None
            known = till.customers.view()[0] if member is not None else None
            coupons = [state.coupon for state in known.coupons] if known is not None else []
            priced, changes = till.stock.quote(sku, coupons) if sku else (None, NOTHING)
            return (cart, known.row if known is not None else None, priced), changes

        self.counter.runner.money(read, lambda three: self._priced(sku, *three), self._not_priced)

    def _priced(self, sku: str, cart: PricedCart | None, customer: CustomerRow | None, quote: Quote | None) -> None:
        if sku != self._sku:
            return
        self._cart, self._customer, self._quote = cart, customer, quote
        if not sku and cart is not None and cart.lines:
            self._show(cart.newest_first()[0].line.sku)  # what is in the hand right now
        else:
            self._draw()

    def _not_priced(self, error: TresenError) -> None:
        """Without rates, or with nobody signed in, the catalogue's price stands alone; whoever sells it is told why."""
        self._quote = None
        self._draw()

    def _ask_centre(self) -> None:
        self._ticks = 0
        if self._sku and self.counter.concierge is not None:
            self.counter.concierge.stock(self._sku)

    def _ticked(self) -> None:
        """Ages move; while somebody looks, other stores are asked for again before their figures are old."""
        self._ticks += 1
        if self._ticks >= ASK_TICKS and moment_of(self.counter).online:
            self._ask_centre()
        if self._view is not None:
            self._load()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _scene(self) -> Scene | None:
        if self._view is None:
            return None
        return Scene(self._view, self._quote, self._cart, self._customer, self._line)

    def _draw(self) -> None:
        view = self._view
        if view is None:
            self.page.showPage("empty")
            return
        moment = moment_of(self.counter)
        article, quote, currency = view.article, self._quote, moment.currency
        offer = quote is not None and quote.price_minor < quote.list_minor
        badge = self.tr("Offer") if offer else ""
        self.page.head.setArticle(icon_named(article.category), article.name, words.codes(view), badge)
        self.page.stock.showLines(words.lines(view, moment))
        mine = words.own(view)
        head = stock.head(mine.answer if mine is not None else None, moment)
        self.page.stock_head.setSaid(head, offline=not moment.online)
        self.page.showRelated(
            [words.related(one, currency, adds=True) for one in view.together],
            [words.related(one, currency, adds=False) for one in view.instead],
        )
        self._draw_panel(view, moment)
        self.page.showPage("article")
        scene = self._scene()
        if self._wanted and scene is not None and self._quote is not None:
            wanted, self._wanted = self._wanted, ""
            if self.page.ways[wanted].isEnabled():
                self._deeds.open(wanted, scene)

    def _draw_panel(self, view: ArticleView, moment: customer_words.Moment) -> None:
        quote, currency = self._quote, moment.currency
        name = customer_words.full_name(self._customer) if self._customer is not None else ""
        self.page.setCustomer(self.tr("for {name}").format(name=name) if name else self.tr("No customer"), name)
        price = quote.price_minor if quote is not None else view.article.price_minor
        self.page.setPrice(
            i18n.money(price, currency),
            words.below_price(quote, currency) if quote is not None else "",
            words.coupon(quote, currency) if quote is not None else "",
        )
        ways = words.ways(view, quote, moment, customer=self._customer is not None)
        for way, said in ways.items():
            self.page.ways[way].setPromise(said.words, enabled=said.able)
        if self._delivers_first():
            self.page.setVerb(self.tr("Deliver home"))
        else:
            self.page.setVerb(self.tr("To basket") if self._at == "compact" else self.tr("Add to basket"))

    def _delivers_first(self) -> bool:
        """Nothing of it is here, and it can be sent."""
        pieces = words.here(self._view) if self._view is not None else None
        return pieces is not None and pieces <= 0 and self.page.ways[DELIVER].isEnabled()

    # --- what is done -----------------------------------------------------------------------------------------------

    def _press_hero(self) -> None:
        if self._view is None:
            return
        if self._delivers_first():
            self._deeds.toggle(DELIVER)
        else:
            self._deeds.sell(self._view.article.sku, self.page.stepper.value)

    def _step(self, step: int) -> None:
        self.page.stepper.setValue(max(1, min(QUANTITY_MAX, self.page.stepper.value + step)))

    def _open_store(self, location: str) -> None:
        """A row of the list: the store's hours and telephone, and the goods to be ordered there."""
        scene = self._scene()
        row = next((one.row for one in scene.view.places if one.row.location == location), None) if scene else None
        if scene is None or row is None:
            return
        way = ELSEWHERE if row.kind == STORE_KIND else DELIVER
        if self.page.ways[way].isEnabled():
            self._deeds.open(way, scene, location)

    def _recognise(self, code: str) -> None:
        """A card or app: known here, it is attached and the article stays in sight; else the sale looks further."""

        def known(rows: tuple[CustomerRow, ...]) -> None:
            if len(rows) != 1:
                self.counter.go("sell", card=code)
                return
            self.counter.runner.money(
                lambda till: till.customers.recognise(code, rows), self._attached, self.counter.tell
            )

        self.counter.runner.look(lambda look: look.members.find(code), known, self.counter.tell, newest="card")

    def _attached(self, row: CustomerRow) -> None:
        if self.counter.concierge is not None:
            self.counter.concierge.attached(row.id)
