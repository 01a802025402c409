"""What the store does with an order before and beside the counter: picked, made ready, moved, reminded, put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject

from pos.base.errors import Code, Refused, TresenError
from pos.domain import collect
from pos.domain.barcode import read_code
from pos.domain.catalogue import Article
from pos.domain.collect import Pickup, PickupLine
from pos.domain.pickup_facts import CANCELLED, EXPIRED, NOT_WANTED, PickedLine
from pos.domain.slip import Slip
from pos.services.changes import NOTHING, Changes
from pos.services.till import LookUps, Till
from pos.ui import collect_panel as said
from pos.ui import collect_words as words
from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.screen import Counter
from pos.ui.widgets.article_forms import WayForm
from pos.ui.widgets.pickup_forms import MoveForm, OverForm, ReadyForm, SubstituteForm
from pos.ui.widgets.pickup_page import PickupPage

_WAITS: Final = (collect.READY, collect.EXPIRED)


class Picking(QObject):
    """``order()``: the one that is shown; ``after(order)``: this is how it is now."""

    def __init__(
        self,
        counter: Counter,
        page: PickupPage,
        order: Callable[[], Pickup | None],
        after: Callable[[Pickup], None],
    ) -> None:
        super().__init__(page)
        self._counter = counter
        self._page = page
        self._order = order
        self._after = after
        self._busy = False
        self._ready, self._move, self._over, self._other = ReadyForm(), MoveForm(), OverForm(), SubstituteForm()
        for tool in self._tools():
            page.panel.addTool(tool)
            tool.closed.connect(self.close)
        self._ready.entered.connect(self._made_ready)
        self._move.entered.connect(self._moved)
        self._over.entered.connect(self._put_back)
        self._other.entered.connect(self.offer)

    def able(self, order: Pickup | None) -> dict[str, bool]:
        """Which keys below the lists can do something with it, by their keycap."""
        state = order.state if order is not None else ""
        return {
            "F4": state in _WAITS,
            "F6": state in _WAITS,
            "F7": order is not None and order.parcels > 0 and state not in collect.DONE,
            "F8": bool(state) and state not in collect.DONE,
        }

    def close(self) -> bool:
        """Close the form that is open, with nothing done; False if there was none."""
        if self._page.panel.tool() not in self._tools():
            return False
        self._page.setTool(None)
        return True

    @property
    def offering(self) -> bool:
        """Is an article asked for, in place of one that is missing?"""
        return self._page.panel.tool() is self._other

    # --- off the shelves --------------------------------------------------------------------------------------------

    def check(self, n: int) -> None:
        """A touch on a line: all of it was found; checked already: nothing was."""
        order = self._order()
        if order is not None:
            line = order.line(n)
            able = line.quantity - line.short
            self._pick(order, [(line, 0 if line.picked >= able else able, line.short)])

    def step(self, pieces: int, n: int = 0) -> None:
        """One piece more or less of line ``n``; 0: of the first line where that is possible."""
        order = self._order()
        if order is None:
            return
        for line in (order.line(n),) if n else order.lines if pieces > 0 else order.lines[::-1]:
            if 0 <= line.picked + pieces <= line.quantity - line.short:
                self._pick(order, [(line, line.picked + pieces, line.short)])
                return

    def find_all(self) -> bool:
        """Whatever is still open was found; False if nothing is."""
        order = self._order()
        lines = [line for line in order.lines if line.to_pick] if order is not None else []
        if order is not None and lines:
            self._pick(order, [(line, line.picked + line.to_pick, line.short) for line in lines])
        return bool(lines)

    def miss(self, n: int) -> None:
        """What was not found of a line is missing; again takes that back."""
        order = self._order()
        if order is not None:
            line = order.line(n)
            short = 0 if line.short else line.quantity - line.picked or line.quantity
            self._pick(order, [(line, min(line.picked, line.quantity - short), short)])

    def scan(self, text: str) -> None:
        """An article was scanned while an order is picked."""
        order = self._order()
        if order is None:
            return
        code = read_code(text)

        def find(look: LookUps) -> tuple[Article | None, Changes]:
            return look.articles.article(code.key) if code.key else (None, NOTHING)

        def found(article: Article | None) -> None:
            sku = article.sku if article is not None else text
            lines = [line for line in order.lines if sku in (line.sku, line.substitute) or text == line.gtin]
            if not lines:
                self._counter.tell(Refused(Code.PICKUP_ARTICLE_OTHER, text=text, number=order.number))
                return
            line = next((line for line in lines if line.to_pick), None)
            if line is None:
                most = lines[0].quantity
                self._counter.tell(Refused(Code.PICKUP_QUANTITY, text=lines[0].text, most=most, number=order.number))
                return
            self._pick(order, [(line, line.picked + 1, line.short)])

        self._counter.runner.look(find, found, self._counter.tell)

    def _pick(self, order: Pickup, lines: Sequence[tuple[PickupLine, int, int]]) -> None:
        facts = [
            PickedLine(line.n, line.sku, picked, short, line.substitute if short else "", line.substitute_text)
            for line, picked, short in lines
        ]
        self._once(lambda till: till.collect.pick(order.id, facts), self._after)

    # --- forms ------------------------------------------------------------------------------------------------------

    def ask_ready(self) -> None:
        """The pieces are together: where do the parcels stand?"""
        order = self._order()
        if order is not None:
            picked = sum(line.picked for line in order.lines)
            self._ready.ask(f"{order.number} · {words.pieces(picked)}", words.place(order))
            self._open(self._ready)
            self._ready.takeKeyboard()

    def ask_move(self) -> None:
        order = self._order()
        if order is not None and self._toggles(self._move):
            self._move.ask(self.tr("{number} stands at {place}").format(number=order.number, place=words.place(order)))
            self._open(self._move)
            self._move.takeKeyboard()

    def ask_over(self) -> None:
        order = self._order()
        if order is not None and self._toggles(self._over):
            chosen = {collect.EXPIRED: EXPIRED, collect.CANCEL_REQUESTED: CANCELLED}.get(order.state, NOT_WANTED)
            chosen = CANCELLED if order.state in collect.TO_PICK else chosen
            said_words = self.tr("{number}: what is left of it goes back, the order is over.")
            self._over.ask(said_words.format(number=order.number), said.reasons(), chosen)
            self._open(self._over)

    def ask_other(self) -> None:
        order = self._order()
        line = _short(order) if order is not None else None
        if line is not None and self._toggles(self._other):
            self._other.ask(self.tr("In place of {article}. The customer is asked.").format(article=line.text))
            self._open(self._other)
            self._other.takeKeyboard()

    def _made_ready(self, bags: tuple[str, ...], parcels: int) -> None:
        def ready(order: Pickup) -> None:
            self._say(
                "green", Icon.PICKUP, self.tr("{number} is ready").format(number=order.number), words.place(order)
            )
            self._after(order)
            self.print_labels()

        self._step(lambda till, order: till.collect.ready(order, bags, parcels), ready)

    def _moved(self, bags: tuple[str, ...]) -> None:
        def moved(order: Pickup) -> None:
            self._page.setTool(None)
            self._after(order)

        self._step(lambda till, order: till.collect.move(order, bags), moved)

    def _put_back(self, reason: str) -> None:
        def back(order: Pickup) -> None:
            strong = self.tr("{number} goes back to the shelf").format(number=order.number)
            self._say("green", Icon.RETURN, strong, "")
            self._after(order)

        self._step(lambda till, order: till.collect.give_back(order, reason), back)

    def offer(self, text: str) -> None:
        """The article that is offered in place of what is missing."""
        order = self._order()
        line = _short(order) if order is not None else None
        if order is None or line is None:
            return
        code = read_code(text)

        def offered(article: Article | None) -> None:
            if article is None:
                self._counter.tell(Refused(Code.CODE_UNKNOWN, text=text))
                return
            self._page.setTool(None)
            fact = PickedLine(line.n, line.sku, line.picked, line.short, article.sku, article.name)
            self._once(lambda till: till.collect.pick(order.id, [fact]), self._after)

        self._counter.runner.look(
            lambda look: look.articles.article(code.key) if code.key else (None, NOTHING), offered, self._counter.tell
        )

    # --- without a form ---------------------------------------------------------------------------------------------

    def remind(self) -> None:
        def reminded(order: Pickup) -> None:
            strong = self.tr("{name} is reminded of {number}").format(name=order.name, number=order.number)
            self._say("green", Icon.NOTIFY, strong, "")
            self._after(order)

        self._step(lambda till, order: till.collect.remind(order), reminded)

    def answer(self, accepted: bool) -> None:
        """The store's word on a cancellation."""
        self._step(lambda till, order: till.collect.answer_cancel(order, accepted), self._after)

    def print_labels(self) -> None:
        order = self._order()
        if order is not None:
            self._counter.runner.money(lambda till: till.collect.labels(order.id), self._print, self._counter.tell)

    def print_list(self, orders: Sequence[str]) -> None:
        """What is to be taken off the shelves for these."""
        self._counter.runner.money(
            lambda till: till.collect.pick_list(orders), self._counter.print_paper, self._counter.tell
        )

    def _print(self, slips: tuple[Slip, ...]) -> None:
        for slip in slips:
            self._counter.print_paper(slip)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _tools(self) -> tuple[WayForm, ...]:
        return self._ready, self._move, self._over, self._other

    def _open(self, tool: WayForm) -> None:
        self._page.setTool(tool)

    def _toggles(self, tool: WayForm) -> bool:
        """Open it? If it is open already, its key closes it."""
        open_already = self._page.panel.tool() is tool
        if open_already:
            self._page.setTool(None)
        return not open_already

    def _say(self, kind: Kind, icon: Icon, strong: str, text: str) -> None:
        self._page.setTool(None)
        self._counter.say(kind, icon, strong, text)

    def _step(self, call: Callable[[Till, str], tuple[Pickup, Changes]], done: Callable[[Pickup], None]) -> None:
        order = self._order()
        if order is not None:
            key = order.id
            self._once(lambda till: call(till, key), done)

    def _once(self, call: Callable[[Till], tuple[Pickup, Changes]], done: Callable[[Pickup], None]) -> None:
        """Two quick touches are one deed."""
        if self._busy:
            return
        self._busy = True

        def over(order: Pickup) -> None:
            self._busy = False
            done(order)

        def failed(error: TresenError) -> None:
            self._busy = False
            self._counter.tell(error)

        self._counter.runner.money(call, over, failed)


def _short(order: Pickup) -> PickupLine | None:
    """The first line of which something is missing."""
    return next((line for line in order.lines if line.short), None)
