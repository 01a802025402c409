"""Selling: scan or search, change lines, and on to payment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.base.errors import Code, Refused, TresenError
from pos.domain.cash import Shift
from pos.domain.catalogue import Article, QuickKey
from pos.domain.checkout import Checkout, Phase
from pos.domain.collect import Pickup
from pos.domain.pickup_code import is_parcel_label, is_pickup_code
from pos.domain.pricing import PricedCart
from pos.domain.tender import CARD, CASH, POINTS
from pos.services.changes import Changes
from pos.services.checkout import Completed
from pos.services.receipts import ReceiptRow
from pos.services.sale import Added
from pos.services.voiding import Voided
from pos.ui import i18n, tones
from pos.ui.finding import Finding
from pos.ui.icons import Icon
from pos.ui.lines import Lines
from pos.ui.models.basket import BasketModel
from pos.ui.sale_customer import SaleCustomer
from pos.ui.sale_stock import SaleStock
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.voiding import LastSale
from pos.ui.widgets.counter_top import CounterTop
from pos.ui.widgets.tools import DiscardTool, QuantityTool, Tool
from pos.ui.widgets.voids import VoidTool

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNKNOWN: Final = frozenset({Code.CODE_UNKNOWN, Code.CODE_CHECK_DIGIT, Code.CODE_INCOMPLETE})


class Sell(Screen):
    """The screen of a till. Knows what is shown; what may happen is decided by the services it asks."""

    name = "sell"

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._cart: PricedCart | None = None
        self._shift: Shift | None = None
        self._last: ReceiptRow | None = None
        self._ahead = False
        self._paying = False
        self._model = BasketModel(newest_on_top=counter.settings().flag("newest_on_top"), parent=self)
        self._quantity, self._discard, self._void = QuantityTool(), DiscardTool(), VoidTool()
        self.top = CounterTop(self._model, [self._quantity, self._discard, self._void])
        self.search = self.top.search
        self._lines = Lines(counter, self.top.basket, self._model, self.top.toast, self._show_own)
        self._finding = Finding(counter, self.top, self._add, self._scan)
        self.customer = SaleCustomer(counter, self.top, self._finding, self._open, self._close_tool, self._show_own)
        self._stock = SaleStock(counter, self.top, self._model)
        self._last_sale = LastSale(counter, self._void, lambda: self._open(self._void, "F8"), self._voided)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.top)
        self._connect()

    def _connect(self) -> None:
        top, panel = self.top, self.top.panel
        top.quick.connect(self._press_quick)
        top.open_shift.connect(lambda: self.counter.go("cash"))
        top.last.acted.connect(lambda _key: self.counter.go("journal"))
        top.basket.pressed_button.connect(self._lines.press)
        panel.pay.connect(self._pay)
        panel.card.connect(self._pay_card)
        panel.cash.connect(self._pay_cash)
        panel.reprint.connect(self._reprint)
        panel.void.connect(self._ask_void)
        for key, press in self._commands().items():
            keycap = Qt.Key(key).name.removeprefix("Key_")
            if keycap in top.keys:
                top.keys[keycap].clicked.connect(press)
        self._quantity.entered.connect(self._set_quantity)
        self._discard.agreed.connect(self._discard_cart)
        for tool in (self._quantity, self._discard, self._void):
            tool.closed.connect(self._close_tool)

    def _commands(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_F2: self.customer.toggle,
            Qt.Key.Key_F3: self._ask_quantity,
            Qt.Key.Key_F5: self._ask_discard,
            Qt.Key.Key_F7: self._stock.open,
            Qt.Key.Key_F8: self._ask_void,
            Qt.Key.Key_F9: lambda: self.counter.go("collect"),
            Qt.Key.Key_F10: self._pay_cash,
            Qt.Key.Key_F11: self._pay_card,
            Qt.Key.Key_F12: self._pay,
        }

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(
        self, scan: str | None = None, *, card: str = "", void: bool = False, enrol: str | None = None, **facts: Any
    ) -> None:
        """``scan``: an article scanned on another screen that belongs into the basket; ``card``: a customer's, scanned
        before it; ``void``: with the form that takes the last sale back; ``enrol``: with the form for a new customer
        of this name.
        """
        self._paying = self._ahead = False  # an answer that came while another screen was in front is old by now
        self._lines.forget()
        self.customer.leave()
        self.customer.desk.unfold()
        self._close_tool()
        self._finding.close()
        self.top.search.clear()
        self.counter.runner.money(lambda till: till.checkout.view(), self._resume, self.counter.tell)
        if card:
            self.scanned(card)
        if scan is not None:
            self.scanned(scan)
        elif void:
            self._ask_void()
        elif enrol is not None:
            self.customer.begin(enrol)

    def changed(self, changes: Changes) -> None:
        runner, tell = self.counter.runner, self.counter.tell
        if changes.cart and not self._ahead:
            runner.money(lambda till: till.sale.view(), self._show_cart, tell)
        if changes.cart:
            self._ahead = False
        if changes.shift or changes.receipts or changes.operator:
            runner.money(lambda till: till.cash.shift(), self._show_shift, tell)
            runner.money(lambda till: till.receipts.recent(limit=1), self._show_last, tell)
        if changes.catalogue:
            runner.look(lambda look: look.articles.quick_keys(), self._show_quick, tell, newest="quick")
            now_ms = self.counter.clock.now_ms()
            runner.look(lambda look: look.members.briefing(now_ms), self.top.setBriefing, tell, newest="briefing")
        self._stock.changed(changes)
        if changes.customer or changes.sync:
            self.customer.desk.refresh()

    def settled(self) -> bool:
        return not (self._stock.pending or self._finding.pending)

    def hideEvent(self, event: object) -> None:
        self._stock.left()

    def stirred(self) -> None:
        self.customer.desk.stirred()

    def scanned(self, text: str) -> None:
        if self.customer.takes(text):
            self.customer.scanned(text)
            return
        count = self._finding.count_in_front()
        self._close_tool()
        self.top.search.clear()
        self._scan(count + text)

    def typed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        command, tool = self._commands().get(key), self.top.tool()
        if command is not None:
            command()
            return True
        if tool is not None and tool.typed(event):
            return True
        if self._finding.typed(event) or self.customer.typed(event):
            return True
        return not self.top.search.text() and self._basket_key(event, key)

    def escape(self) -> bool:
        if self._finding.close() or self.customer.escape():
            return True
        if self.top.tool() is not None:
            self._close_tool()
        elif self.top.page() == "grid":
            self._show_page()
        elif self.top.search.text():
            self.top.search.clear()
        else:
            return False
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F2", self.tr("Find, make or change the customer")),
            ("F3", self.tr("Quantity of the chosen line")),
            ("F5", self.tr("Discard the basket")),
            ("F7", self.tr("Open the article")),
            ("F8", self.tr("Void the last sale")),
            ("F9", self.tr("Online orders to be collected")),
            ("F10", self.tr("Exact cash")),
            ("F11", self.tr("Card")),
            ("F12", self.tr("Pay")),
            ("+ −", self.tr("One more, one less")),
            (self.tr("Del"), self.tr("Remove the line")),
            ("↑ ↓", self.tr("Choose a line")),
            ("3*", self.tr("Quantity for the next scan")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self.top.flow.insertWidget(0, bar)
        return True

    def set_breakpoint(self, at: Breakpoint) -> None:
        self.customer.desk.set_breakpoint(at)
        self._stock.show(self._cart)

    def _basket_key(self, event: QKeyEvent, key: Qt.Key) -> bool:
        """Keys of the list; only while nothing is typed, so that a text can hold a plus."""
        basket, rows = self.top.basket, self._model.rowCount()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -basket.page(),
            Qt.Key.Key_PageDown: basket.page(),
            Qt.Key.Key_Home: -rows,
            Qt.Key.Key_End: rows,
        }
        if key in steps:
            basket.step(steps[key])
        elif event.text() == "+":
            self._lines.step(1)
        elif event.text() in ("-", i18n.MINUS):
            self._lines.step(-1)
        elif key == Qt.Key.Key_Delete:
            self._lines.remove()
        else:
            return key in _ENTER
        return True

    # --- into the basket --------------------------------------------------------------------------------------------

    def _press_quick(self, sku: str) -> None:
        self._show_page()
        self._scan(sku)

    def _add(self, article: Article, quantity: int) -> None:
        self.counter.runner.money(lambda till: till.sale.add(article, quantity), self._added, self.counter.tell)

    def _scan(self, code: str) -> None:
        self._finding.close()
        if is_pickup_code(code) or is_parcel_label(code):
            self.counter.go("collect", scan=code)
            return
        if self.customer.scanned(code):
            self.top.search.clear()
            return
        self.customer.leave()
        self.counter.runner.money(lambda till: till.sale.scan(code), self._added, self._not_added)

    def _added(self, added: Added) -> None:
        self._show_own(added.cart)
        self.top.search.clear()
        self.top.basket.choose(self._model.row_of(added.line))
        self.top.basket.flash(added.line)

    def _not_added(self, error: TresenError) -> None:
        """No article; perhaps somebody has typed the number or the code of an online order."""
        text = str(error.facts.get("text", ""))
        if error.code is not Code.CODE_UNKNOWN or not text:
            self._say_unknown(error)
            return

        def found(order: Pickup | None) -> None:
            if order is None:
                self._say_unknown(error)
            else:
                self.counter.go("collect", order=text)

        self.counter.runner.look(lambda look: look.pickups.named(text), found, self.counter.tell)

    def _say_unknown(self, error: TresenError) -> None:
        if error.code in _UNKNOWN:
            self.top.search.setError(self.tr("unknown"))
            if self.counter.settings().flag("sounds"):
                tones.unknown()
        self.counter.tell(error)

    # --- tool area --------------------------------------------------------------------------------------------------

    def _ask_quantity(self) -> None:
        line = self.top.basket.chosen()
        if self.top.tool() is self._quantity:
            self._close_tool()
            return
        if line is None:
            self._say_empty()
            return
        self._quantity.ask(line.line.text, line.line.quantity)
        self._open(self._quantity, "F3")

    def _set_quantity(self, quantity: int) -> None:
        self._close_tool()
        self._lines.set_quantity(quantity)

    def _ask_discard(self) -> None:
        if self.top.tool() is self._discard:
            self._close_tool()
            return
        if self._cart is None or not self._cart.lines:
            self._say_empty()
            return
        count = self.tr("%n item(s)", "", self._cart.pieces)
        self._discard.ask(f"{count} · {i18n.money(self._cart.total_minor, self._cart.currency)}")
        self._open(self._discard, "F5")

    def _say_empty(self) -> None:
        self._close_tool()
        self.counter.tell(Refused(Code.CART_EMPTY))

    def _discard_cart(self) -> None:
        self._close_tool()
        if self._cart is not None:
            self._lines.discard(self._cart)

    def _ask_void(self) -> None:
        if self.top.tool() is self._void:
            self._close_tool()
        else:
            self._last_sale.ask()

    def _voided(self, voided: Voided) -> None:
        self._close_tool()
        number = i18n.short_number(voided.void.voids_receipt)
        currency = voided.void.sale.currency
        ways = []
        if voided.cash_back_minor:
            ways.append(self.tr("{amount} back in cash").format(amount=i18n.money(voided.cash_back_minor, currency)))
        if voided.card_back_minor:
            amount = i18n.money(voided.card_back_minor, currency)
            ways.append(self.tr("{amount} back on the card terminal").format(amount=amount))
        self.counter.say("amber", Icon.RETURN, self.tr("Receipt {n} is void").format(n=number), " · ".join(ways))

    def _open(self, tool: Tool, keycap: str) -> None:
        self._finding.close()
        self.customer.leave()
        self.top.setTool(tool)
        for name, key in self.top.keys.items():
            key.setChecked(name == keycap)

    def _close_tool(self) -> None:
        if self.top.tool() is not None:
            self.top.setTool(None)
        for key in self.top.keys.values():
            key.setChecked(False)

    # --- to payment -------------------------------------------------------------------------------------------------

    def _pay(self) -> None:
        if self._payable():
            self.counter.go("pay")

    def _pay_card(self) -> None:
        if self._payable():
            self._paying = True
            self.counter.runner.money(
                lambda till: till.checkout.ask_card(),
                lambda _state: self.counter.go("pay", tender=CARD),
                self._not_paid,
            )

    def _pay_cash(self) -> None:
        if self._payable():
            self._paying = True
            self.counter.runner.money(lambda till: till.checkout.pay_cash(), self._paid, self._not_paid)

    def _payable(self) -> bool:
        """Two quick touches are one payment."""
        return self._busy and not self._paying

    def _paid(self, completed: Completed) -> None:
        self._lines.forget()
        self.counter.go("done", completed=completed)

    def _not_paid(self, error: TresenError) -> None:
        self._paying = False
        self.counter.tell(error)

    def _resume(self, checkout: Checkout | None) -> None:
        """A card question that is still open comes before everything else, and so does money that was taken."""
        if checkout is not None and (checkout.phase is not Phase.OPEN or checkout.tenders):
            self.counter.go("pay")

    def _reprint(self) -> None:
        if self._last is not None:
            self.counter.print_slip(self._last.seq)

    @property
    def _busy(self) -> bool:
        """There is something to pay; a customer alone is nothing."""
        return self._cart is not None and bool(self._cart.lines)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show_own(self, cart: PricedCart | None) -> None:
        """A cart this screen has just asked for itself: the change that follows says nothing new."""
        self._ahead = True
        self._show_cart(cart)

    def _show_cart(self, cart: PricedCart | None) -> None:
        had = self._busy
        self._cart = cart
        self._model.show(cart)
        if cart is not None and self.top.basket.chosen() is None:
            self.top.basket.choose(0)
        self.top.panel.showCart(cart, self._currency())
        self.customer.desk.show(cart)
        self._stock.show(cart)
        if had != self._busy:
            self._show_page()
            self._show_actions()

    def _show_page(self) -> None:
        if self._busy:
            self.top.showPage("basket")
        else:
            self.top.showPage("empty" if self._shift is not None else "closed")

    def _show_actions(self) -> None:
        """What can be done now."""
        busy = self._busy
        self.top.panel.setPayable(busy and self._shift is not None)
        shift = self._shift
        voidable = shift is not None and shift.last_sale_seq is not None and not shift.last_sale_voided
        self.top.panel.setLast(self._last is not None, voidable=voidable and not busy)

    def _show_shift(self, shift: Shift | None) -> None:
        self._shift = shift
        number = since = ""
        if shift is not None:
            sales = self.tr("%n sale(s)", "", shift.sales - shift.voids)
            since = self.tr("open since {time} · {name}").format(
                time=self._time(shift.opened_at_ms), name=shift.opened_by
            )
            name = self.tr("Shift {n}").format(n=shift.number)
            number = f"{name} · {sales}"
        self.top.panel.setShift(number, since)
        self._show_page()
        self._show_actions()

    def _show_last(self, rows: tuple[ReceiptRow, ...]) -> None:
        self._last = rows[0] if rows else None
        self.top.last.setVisible(self._last is not None)
        if self._last is not None:
            title = self.tr("Last receipt {n}") if self._last.voids is None else self.tr("Void {n}")
            amount = i18n.money(self._last.total_minor, self._last.currency)
            ways = {CASH: self.tr("Cash"), CARD: self.tr("Card"), POINTS: self.tr("Points")}
            paid = ", ".join(ways.get(kind, kind) for kind in self._last.tenders)
            head = f"{title.format(n=i18n.short_number(self._last.receipt))} · {amount}"
            for place in (self.top.panel.receipt, self.top.last):
                place.setFact(head, f"{self._time(self._last.at_ms)} · {paid} · {self._last.operator_name}")
        self._show_actions()

    def _show_quick(self, keys: tuple[QuickKey, ...]) -> None:
        self.top.setQuickKeys(keys, self._currency())

    def _time(self, at_ms: int) -> str:
        store = self.counter.store()
        return i18n.as_of(at_ms, self.counter.clock.now_ms(), store.zone if store else "UTC")

    def _currency(self) -> str:
        store = self.counter.store()
        return self._cart.currency if self._cart is not None else store.currency if store else "EUR"
