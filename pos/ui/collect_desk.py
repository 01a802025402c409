"""An order at the counter, from the screen's side: checked off, proven, handed over or taken to the till."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject

from pos.base.errors import Code, Refused, TresenError
from pos.domain import collect
from pos.domain.collect import Pickup
from pos.domain.hand_over import LIFTED, HandOver
from pos.domain.pickup_facts import BY_NAME
from pos.services.changes import Changes
from pos.services.collect import Recognised
from pos.services.till import Till
from pos.ui import collect_panel as said
from pos.ui.customer_finding import moment_of
from pos.ui.errors import tell
from pos.ui.icons import Icon
from pos.ui.screen import Counter
from pos.ui.widgets.approval import ApprovalTool
from pos.ui.widgets.pickup_page import PickupPage
from pos.ui.widgets.pickup_panel import PanelWords


class CollectDesk(QObject):
    """Holds the `HandOver` of the order that is shown, if there is one. ``draw()``: something is to be shown anew;
    ``gone(order)``: it was handed over.
    """

    def __init__(
        self, counter: Counter, page: PickupPage, draw: Callable[[], None], gone: Callable[[Pickup | None], None]
    ) -> None:
        super().__init__(page)
        self._counter = counter
        self._page = page
        self._draw = draw
        self._gone = gone
        self._busy = False
        self._wanted = ""
        self._coming: Recognised | None = None
        self._asked = 0
        self.flow: HandOver | None = None
        self.proved_ms = 0
        self.identity_from_minor = 0
        self.approval = ApprovalTool()
        page.panel.addTool(self.approval)
        self.approval.approved.connect(self._approve)
        self.approval.closed.connect(self.close)

    # --- which order ------------------------------------------------------------------------------------------------

    def show(self, order: Pickup | None) -> None:
        """Another order, or the same as it is known now: what is checked off of it stays."""
        able = order is not None and order.state in collect.AT_THE_COUNTER
        if order is None or not able:
            self.flow = None
            self._wanted = ""
        elif self._wanted == order.id:
            return  # it is on its way
        elif self.flow is not None and self.flow.id == order.id:
            self.flow = _kept(self.flow, order)
        else:
            self._begin(Recognised(order, None, ""))

    def open(self, recognised: Recognised) -> None:
        """An order that somebody has shown."""
        flow, order = self.flow, recognised.order
        if flow is not None and order is not None and flow.id == order.id:
            if recognised.proof:
                self._take(flow.with_proof(recognised.proof, recognised.code), proved=True)
            if recognised.label:
                self.scan(recognised.label)
            return
        if order is None or order.state in collect.AT_THE_COUNTER:
            coming = self._coming
            if order is not None and coming is not None and self._wanted == order.id:  # code and parcel in one breath
                recognised = Recognised(
                    order,
                    recognised.code or coming.code,
                    recognised.proof or coming.proof,
                    recognised.label or coming.label,
                )
            self._begin(recognised)

    @property
    def occupied(self) -> bool:
        """Is an order on the counter, or on its way there?"""
        return self.flow is not None or bool(self._wanted)

    @property
    def begun(self) -> bool:
        """Has somebody done anything with it yet?"""
        flow = self.flow
        return flow is not None and bool(
            flow.taken or flow.declined or flow.labels or flow.proof or flow.identity or flow.age or flow.proxy
        )

    def forget(self) -> bool:
        """Begin again with nothing checked; False if nothing was."""
        if not self.begun or self.flow is None:
            return False
        flow, self.flow = self.flow, None
        if flow.order is not None:
            self._begin(Recognised(flow.order, None, ""))
        return True

    def words(self) -> PanelWords | None:
        """What the panel says; None: there is no order at the counter."""
        flow, moment = self.flow, moment_of(self._counter)
        if flow is None:
            return None
        if flow.order is not None and flow.order.state == collect.CANCEL_REQUESTED:
            return said.to_be_cancelled(flow.order, moment)
        return said.at_the_counter(said.Desk(flow, self.proved_ms, self.identity_from_minor), moment)

    def _begin(self, recognised: Recognised) -> None:
        self.flow = None
        order, code = recognised.order, recognised.code
        self._wanted = order.id if order is not None else code.order if code is not None else ""
        self._coming = recognised
        self._asked += 1
        asked = self._asked

        def begun(flow: HandOver) -> None:
            if asked == self._asked and flow.id == self._wanted:  # else another one was chosen since
                self._wanted, self._coming = "", None
                self._take(flow, proved=bool(flow.proof))

        self._counter.runner.money(lambda till: till.collect.begin(recognised), begun, self._counter.tell)

    # --- checking ---------------------------------------------------------------------------------------------------

    def scan(self, text: str, failed: Callable[[TresenError], None] | None = None) -> None:
        """A scan for the order that is open."""
        flow = self.flow
        if flow is None:
            return

        def checked(after: HandOver) -> None:
            if self.flow is not None and self.flow.id == after.id:
                self._take(after, proved=after.proof != flow.proof)

        self._counter.runner.money(lambda till: till.collect.check(flow, text), checked, failed or self._counter.tell)

    def check(self, n: int) -> None:
        """A touch on a line: all that waits of it; checked already: none."""
        flow = self.flow
        if flow is None or flow.order is None:
            return
        line = flow.order.line(n)
        most = line.waiting - flow.declined.get(n, 0)
        taken = flow.taken.get(n, 0)
        self._try(lambda: flow.checked(n, 0 if taken >= most else most))

    def step(self, pieces: int, n: int = 0) -> None:
        """One piece more or less of line ``n``; 0: of the first line where that is possible."""
        flow = self.flow
        if flow is None or flow.order is None:
            return
        lines = (flow.order.line(n),) if n else flow.order.lines if pieces > 0 else flow.order.lines[::-1]
        for line in lines:
            taken = flow.taken.get(line.n, 0)
            if 0 <= taken + pieces <= line.waiting - flow.declined.get(line.n, 0):
                self._try(partial(flow.checked, line.n, taken + pieces))
                return

    def check_all(self) -> None:
        if self.flow is not None:
            self._take(self.flow.all_checked())

    def decline(self, n: int) -> None:
        """Whatever of this line is not checked off is not wanted after all, or nothing of it; again takes that back."""
        flow = self.flow
        if flow is None or flow.order is None:
            return
        waiting, taken = flow.order.line(n).waiting, flow.taken.get(n, 0)
        self._try(lambda: flow.decline(n, 0 if flow.declined.get(n) else waiting - taken or waiting))

    def duty(self, key: str) -> None:
        """Something was looked at, or was not after all."""
        flow = self.flow
        if flow is None:
            return
        if key == said.CODE:
            self._toggle_code(flow)
        elif key == said.IDENTITY:
            self._take(replace(flow, identity=not flow.identity))
        elif key == said.AGE:
            self._take(replace(flow, age=not flow.age))
        elif key == said.PROXY:
            self._take(replace(flow, proxy=not flow.proxy))

    def confirm(self) -> bool:
        """Enter: the pieces, then one duty after the other; False if none is left."""
        words = self.words()
        if words is None or self.flow is None:
            return False
        if words.rest is not None and words.rest.key == said.ALL:
            self.check_all()
            return True
        key = said.next_duty(said.Desk(self.flow, self.proved_ms, self.identity_from_minor))
        if key:
            self.duty(key)
        return bool(key)

    def _toggle_code(self, flow: HandOver) -> None:
        """Somebody compared what the customer shows or says with the code in the panel."""
        if flow.order is None:
            return
        if flow.proof:
            self._take(replace(flow, proof=""))
            return
        code = flow.order.code
        self._counter.runner.money(
            lambda till: till.collect.prove(flow, code), lambda after: self._take(after, proved=True), self._failed
        )

    def _try(self, deed: Callable[[], HandOver]) -> None:
        try:
            self._take(deed())
        except Refused as refused:
            self._counter.tell(refused)

    def _take(self, flow: HandOver, *, proved: bool = False) -> None:
        if not self.begun:  # the counter's time begins with the first deed, not with a look at the list
            flow = replace(flow, opened_mono_ms=self._counter.clock.mono_ms())
        self.flow = flow
        if proved:
            self.proved_ms = self._counter.clock.now_ms()
        self._draw()

    # --- handing over -----------------------------------------------------------------------------------------------

    def press(self) -> None:
        """The blue button; with a duty left that somebody else may lift, their approval is asked for."""
        flow = self.flow
        if flow is None:
            return
        missing = self._known_by_name(flow).missing(self.identity_from_minor)
        if missing and set(missing) <= LIFTED:
            number = flow.order.number if flow.order else ""
            self._ask(Refused(missing[0], number=number, count=flow.parcels_missing), missing)
        else:
            self._hand_over(None)

    def lift(self) -> None:
        self.press()

    def close(self) -> None:
        """Close the approval."""
        if self._page.panel.tool() is self.approval:
            self._page.setTool(None)

    def _known_by_name(self, flow: HandOver) -> HandOver:
        """A document was looked at and no code: then it is by name."""
        return flow.with_proof(BY_NAME) if flow.identity and not flow.proof else flow

    def _hand_over(self, approved_by: str | None) -> None:
        if self.flow is None:
            return
        flow = self._known_by_name(self.flow)
        if flow.due_minor:
            self._once(lambda till: till.collect.to_cart(flow, approved_by), lambda _cart: self._to_pay())
        else:
            self._once(lambda till: till.collect.hand_over(flow, approved_by), lambda order: self._handed(flow, order))

    def _to_pay(self) -> None:
        self.flow = None
        self._counter.go("pay")

    def _handed(self, flow: HandOver, order: Pickup | None) -> None:
        self.flow = None
        number = flow.order.number if flow.order is not None else ""
        strong = self.tr("{number} handed over").format(number=number) if number else self.tr("Handed over")
        later = self.tr("the centre is told after the sync") if not moment_of(self._counter).online else ""
        self._gone(order)
        self._counter.say("green" if not later else "amber", Icon.PICKUP, strong, later)

    # --- a second pair of eyes --------------------------------------------------------------------------------------

    def _ask(self, why: Refused, missing: Sequence[Code]) -> None:
        """Whoever approves reads everything that their approval lifts."""
        sentence = tell(why)
        others = said.duties_left([code for code in missing if code in LIFTED and code is not why.code])
        self.approval.ask(sentence.what, others or sentence.advice)
        self._page.setTool(self.approval)

    def _approve(self, pin: str) -> None:
        self._counter.runner.money(
            lambda till: till.signon.approve_by_pin(pin), lambda lead: self._approved(lead.name), self._refused
        )

    def _approved(self, lead: str) -> None:
        self.close()
        self._hand_over(lead)

    def _refused(self, error: TresenError) -> None:
        left = error.facts.get("tries_left")
        if error.code is Code.PIN_WRONG and isinstance(left, int):
            self.approval.refuse(self.tr("Wrong PIN – %n tries left", "", left))
        else:
            self._counter.tell(error)

    def _once(self, call: Callable[[Till], tuple[object, Changes]], done: Callable[..., None]) -> None:
        """Two quick touches are one deed."""
        if self._busy:
            return
        self._busy = True

        def over(result: object) -> None:
            self._busy = False
            done(result)

        def failed(error: TresenError) -> None:
            self._busy = False
            self._failed(error)

        self._counter.runner.money(call, over, failed)

    def _failed(self, error: TresenError) -> None:
        if isinstance(error, Refused) and error.code in LIFTED:
            self._ask(error, self._known_by_name(self.flow).missing(self.identity_from_minor) if self.flow else ())
        else:
            self._counter.tell(error)


def _kept(flow: HandOver, order: Pickup) -> HandOver:
    """What was checked off, as far as it still waits."""
    waiting = {line.n: line.waiting for line in order.lines}
    if flow.order is None or all(waiting.get(line.n) == line.waiting for line in flow.order.lines):
        return replace(flow, order=order)
    return replace(flow, order=order, taken={}, declined={}, seen={})
