"""Online orders that are collected here: picked, made ready, handed over, put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, TresenError
from pos.domain import collect
from pos.domain.collect import Pickup
from pos.domain.coupons import is_coupon_code
from pos.domain.customer import is_customer_code
from pos.domain.pickup_code import is_parcel_label, is_pickup_code
from pos.services.changes import Changes
from pos.services.collect import Recognised, unknown
from pos.services.pickups import PickupLists
from pos.ui import collect_panel as panel
from pos.ui import collect_words as words
from pos.ui import i18n
from pos.ui.collect_desk import CollectDesk
from pos.ui.collect_picking import Picking
from pos.ui.customer_finding import moment_of
from pos.ui.icons import Icon
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.pickup_page import PICK, PickupPage
from pos.ui.widgets.pickup_parts import LineRow

TICK_MS: Final = 15_000
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NO_ARTICLE: Final = frozenset({Code.CODE_UNKNOWN, Code.CODE_CHECK_DIGIT, Code.CODE_INCOMPLETE})


class Collect(Screen):
    """Three lists and the chosen order: `CollectDesk` is its hand-over, `Picking` what the store does with it."""

    name = "collect"
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._lists: PickupLists | None = None
        self._found: tuple[Pickup, ...] | None = None  # of what is typed
        self._order: Pickup | None = None
        self._moved = False
        self._opening = self._compact = False
        self.page = PickupPage(self)
        self.search = self.page.search
        self.desk = CollectDesk(counter, self.page, self._draw, self._gone)
        self.picking = Picking(counter, self.page, lambda: self._order, self._after)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._load)
        self.search.edited.connect(lambda _text: self._edited())
        self.search.submitted.connect(lambda _text: self._take_typed())
        page = self.page
        page.picked.connect(self._choose)
        page.keyed.connect(self._press_key)
        page.panel.pressed.connect(self._press_hero)
        page.panel.way.connect(self._go_way)
        page.panel.line.connect(lambda n: self._picks(self.picking.check, self.desk.check)(n))
        page.panel.less.connect(lambda n: self._picks(self.picking.step, self.desk.step)(-1, n))
        page.panel.other.connect(lambda n: self._picks(self.picking.miss, self.desk.decline)(n))
        page.panel.duty.connect(self.desk.duty)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, *, order: str = "", scan: str = "", **facts: Any) -> None:
        """``order``: with this one (its number); ``scan``: a code that was scanned before it."""
        self._close_tools()
        self.search.clear()
        self._found = None
        if scan or order:
            self._recognise(scan or order)

    def changed(self, changes: Changes) -> None:
        if changes.pickups or changes.sync or changes.stock:
            self._load()

    def showEvent(self, event: object) -> None:
        self._tick.start()

    def hideEvent(self, event: object) -> None:
        self._tick.stop()

    def scanned(self, text: str) -> None:
        """A code or label opens its order, or belongs to the open one; an article is checked off, or found."""
        offering = self.picking.offering
        self._close_tools()
        self._clear_search()
        of_pickup = is_pickup_code(text) or is_parcel_label(text)
        if offering and not of_pickup:
            self.picking.offer(text)
        elif of_pickup:
            if self.desk.begun:
                self.desk.scan(text)
            else:
                self._recognise(text)
        elif is_customer_code(text):
            self.counter.go("sell", card=text)
        elif is_coupon_code(text):
            self.counter.go("sell", scan=text)
        elif self.desk.flow is not None:
            self.desk.scan(text, lambda error: self._not_checked(error, text))
        elif self._order is not None and self._order.state in collect.TO_PICK:
            self.picking.scan(text)
        else:
            self._recognise(text)

    def typed(self, event: QKeyEvent) -> bool:
        key, tool = Qt.Key(event.key()), self.page.panel.tool()
        command = self._commands().get(key)
        if command is not None:
            command()
            return True
        if tool is not None:
            return tool.typed(event)
        steps = self._steps()
        if key in steps:
            self._moved = True
            self._choose(self.page.step(steps[key]))
            return True
        return not self.search.text() and self._order_key(event, key)

    def escape(self) -> bool:
        if self._close_tools():
            return True
        if self.search.text():
            self._clear_search()
        elif self.desk.flow is not None and self.desk.flow.order is None:
            self.desk.show(None)
            self._choose(self.page.first())
        elif not self.desk.forget():
            self.counter.go("sell")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F2", self.tr("Take the customer into the sale")),
            ("F3", self.tr("Print the pick list and begin to pick")),
            ("F4", self.tr("Move to another place")),
            ("F5", self.tr("Offer something else")),
            ("F6", self.tr("Remind the customer")),
            ("F7", self.tr("Print the labels")),
            ("F8", self.tr("Back to the shelf, cancel")),
            ("F12", self.tr("Hand over, make ready")),
            ("↵", self.tr("Check off, then one duty after the other")),
            ("+ −", self.tr("One piece more, one less")),
            (self.tr("Del"), self.tr("A line that is not wanted, or missing")),
            ("↑ ↓ ← →", self.tr("Choose an order")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self.page.bars.addWidget(bar)
        return True

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._compact = at == "compact"
        self._draw()

    def _commands(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_F2: self._take_along,
            Qt.Key.Key_F5: self.picking.ask_other,
            Qt.Key.Key_F12: self.page.panel.press,
            **{Qt.Key[f"Key_{cap}"]: partial(self._press_key, cap) for cap in self.page.keys},
        }

    def _steps(self) -> dict[Qt.Key, int]:
        page, far = self.page.page(), 10_000
        return {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -far,
            Qt.Key.Key_End: far,
        }

    def _order_key(self, event: QKeyEvent, key: Qt.Key) -> bool:
        """Keys of the order; only while nothing is typed."""
        if key in _TURNS:
            self._choose(self.page.turn(_TURNS[key]))
        elif key in _ENTER:
            if not self.desk.confirm() and self._picked_here():
                self.picking.find_all()
        elif event.text() == "+":
            self._picks(self.picking.step, self.desk.step)(1, self._focused())
        elif event.text() in ("-", i18n.MINUS):
            self._picks(self.picking.step, self.desk.step)(-1, self._focused())
        elif key == Qt.Key.Key_Delete:
            self._drop_line()
        else:
            return False
        return True

    # --- the lists --------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self.counter.runner.look(
            lambda look: look.pickups.lists(), self._listed, self.counter.tell, newest="pickup-lists"
        )
        if self.search.text().strip():
            self._find()

    def _listed(self, lists: PickupLists) -> None:
        self._lists = lists
        self.desk.identity_from_minor = lists.identity_from_minor
        if self._order is not None:
            now = self._known(self._order.id)
            if now is None:
                self._reload(self._order.id)
            else:
                self._show(now)
        self._draw()
        if self._order is None and not self._opening and not self.desk.occupied:
            self._choose(self.page.first())

    def _reload(self, key: str) -> None:
        """An order that stands in no list (any more)."""

        def shown(order: Pickup | None) -> None:
            if order is not None and self._order is not None and self._order.id == order.id:
                self._show(order)
                self._draw()

        self.counter.runner.look(lambda look: look.pickups.show(key), shown, self.counter.tell, newest="pickup")

    def _known(self, key: str) -> Pickup | None:
        lists, found = self._lists, self._found or ()
        if lists is None:
            return next((one for one in found if one.id == key), None)
        some = (*lists.ready, *lists.to_pick, *lists.unclear, *lists.to_cancel, *lists.expired, *lists.done, *found)
        return next((one for one in some if one.id == key), None)

    def _choose(self, key: str) -> None:
        order = self._known(key) if key else None
        if order is None:
            return
        if self._order is None or self._order.id != order.id:
            self._close_tools()
        self._show(order)
        self._draw()

    def _show(self, order: Pickup) -> None:
        self._order = order
        self.desk.show(order)

    def _edited(self) -> None:
        self._moved = False
        self._find()

    def _find(self) -> None:
        """What is typed, in the lists."""
        text = self.search.text().strip()
        if not text:
            self._found = None
            self._draw()
            return

        def found(rows: tuple[Pickup, ...]) -> None:
            if self.search.text().strip() == text:
                self._found = rows
                self._draw()

        self.counter.runner.look(lambda look: look.pickups.find(text), found, self.counter.tell, newest="pickup-find")

    def _clear_search(self) -> None:
        self.search.clear()
        self._found, self._moved = None, False
        self._draw()

    # --- which order ------------------------------------------------------------------------------------------------

    def _take_typed(self) -> None:
        """Enter: the row that was chosen among the finds, else what the text says."""
        text = self.search.text().strip()
        if self._moved or not text:
            self._clear_search()
        else:
            self._recognise(text)

    def _recognise(self, text: str) -> None:
        self._opening = True  # nothing else is put on the counter meanwhile
        self.counter.runner.money(
            lambda till: till.collect.scan(text), self._recognised, lambda error: self._not_recognised(error, text)
        )

    def _recognised(self, recognised: Recognised) -> None:
        self._opening = False
        self._clear_search()
        self._order = recognised.order
        self.desk.open(recognised)
        if recognised.order is not None and recognised.order.state not in collect.AT_THE_COUNTER:
            self.desk.show(recognised.order)
        self._draw()

    def _not_recognised(self, error: TresenError, text: str) -> None:
        self._opening = False
        if self._order is None and not self.desk.occupied:
            self._choose(self.page.first())
        asks = error.code is Code.PICKUP_UNKNOWN and not is_pickup_code(text) and not is_parcel_label(text)
        if error.code is Code.PICKUP_UNKNOWN:
            self.search.setError(self.tr("unknown"))
        if asks and self.counter.concierge is not None:
            self.counter.concierge.pickup(text, lambda answer: self.counter.tell(unknown(text, answer)))
        else:
            self.counter.tell(error)

    def _not_checked(self, error: TresenError, text: str) -> None:
        """No article: perhaps the number of another order."""
        if error.code in _NO_ARTICLE and not self.desk.begun:
            self._recognise(text)
        else:
            self.counter.tell(error)

    # --- what is done -----------------------------------------------------------------------------------------------

    def _press_hero(self) -> None:
        if self._picked_here():
            self.picking.ask_ready()
        elif self._order is not None and self._order.state == collect.CANCEL_REQUESTED:
            self.picking.answer(True)
        else:
            self.desk.press()

    def _press_key(self, keycap: str) -> None:
        if keycap == "F3":
            self._begin_picking()
        elif self.picking.able(self._order).get(keycap, False):
            deeds = {
                "F4": self.picking.ask_move,
                "F6": self.picking.remind,
                "F7": self.picking.print_labels,
                "F8": self.picking.ask_over,
            }
            deeds[keycap]()

    def _begin_picking(self) -> None:
        """The list on paper, and the first order on the screen."""
        keys = self._wanted()
        if keys:
            self.picking.print_list(keys)
        if keys and not self._picked_here():
            self._choose(keys[0])

    def _wanted(self) -> list[str]:
        """The orders of which something is still on the shelves."""
        orders = [self._known(key) for key in self.page.keys_of(PICK)]
        return [one.id for one in orders if one is not None and any(line.to_pick for line in one.lines)]

    def _go_way(self, key: str) -> None:
        if key == panel.ALL and self._picked_here():
            self.picking.find_all()
            return
        deeds: dict[str, Callable[[], object]] = {
            panel.ALL: self.desk.check_all,
            panel.LIFT: self.desk.lift,
            panel.ALONG: self._take_along,
            panel.BACK: self.picking.ask_over,
            panel.KEEP: lambda: self.picking.answer(False),
            panel.SUBSTITUTE: self.picking.ask_other,
        }
        deeds[key]()

    def _take_along(self) -> None:
        order = self._order
        if order is not None:
            key = order.id
            self.counter.runner.money(
                lambda till: till.collect.take_along(key), lambda _cart: self.counter.go("sell"), self.counter.tell
            )

    def _drop_line(self) -> None:
        """The line that has the keyboard, else the first that is not checked."""
        shown = self.page.panel.words
        lines = shown.lines if shown is not None else ()
        n = self._focused() or next((line.n for line in lines if line.other and line.able and not line.checked), 0)
        if n:
            self._picks(self.picking.miss, self.desk.decline)(n)

    def _focused(self) -> int:
        """The line that has the keyboard, 0 if none."""
        focus = self.window().focusWidget()
        return focus.words.n if isinstance(focus, LineRow) else 0

    def _picks(self, picking: Callable[..., None], desk: Callable[..., None]) -> Callable[..., None]:
        """Which of the two a key or touch belongs to."""
        return picking if self._picked_here() else desk

    def _picked_here(self) -> bool:
        return self._order is not None and self._order.state in collect.TO_PICK

    def _after(self, order: Pickup) -> None:
        self._show(order)
        self._draw()

    def _gone(self, order: Pickup | None) -> None:
        self._close_tools()
        self._order = order
        self.desk.show(order)
        self._draw()

    def _close_tools(self) -> bool:
        if self.page.panel.tool() is None:
            return False
        self.page.setTool(None)
        return True

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        moment = moment_of(self.counter)
        if self._found is not None:
            self.page.showLists(words.found(self._found, moment))
        elif self._lists is not None:
            self.page.showLists(words.columns(self._lists, moment))
        order = self._order
        self.page.choose(order.id if order is not None else "")
        for keycap, able in self.picking.able(order).items():
            self.page.keys[keycap].setEnabled(able)
        self.page.keys["F3"].setEnabled(bool(self._wanted()))
        self._draw_offline()
        shown = self.desk.words()
        if shown is None and order is not None:
            if order.state in collect.TO_PICK:
                shown = panel.to_be_picked(order, moment)
            elif order.state in collect.DONE:
                shown = panel.over(order, moment)
            else:
                return  # what is to be checked off comes in a moment
        self.page.panel.showOrder(shown)

    def _draw_offline(self) -> None:
        lists = self._lists
        if not self.counter.offline() or lists is None:
            self.page.offline.silence()
            return
        moment = moment_of(self.counter)
        said = self.tr("– paid orders can be handed over with their pickup code.")
        if lists.as_of_ms is not None:
            time = i18n.as_of(lists.as_of_ms, moment.now_ms, moment.zone)
            as_of = self.tr("List: as of {time}, new orders are missing.").format(time=time)
            said = f"{said} {as_of}"
        if self._compact:  # it stands in a line of its own there, and needs no dash
            said = said.removeprefix("– ")
            said = said[:1].upper() + said[1:]
        self.page.offline.say("amber", Icon.OFFLINE, self.tr("Offline"), said)
