"""Taking the last sale back, from the screen's side: ask, approve, say what goes back to the customer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos.base.errors import Code, TresenError
from pos.contract import OperatorRow
from pos.domain.events import SaleCompleted
from pos.services.voiding import Voided
from pos.ui import i18n
from pos.ui.screen import Counter
from pos.ui.widgets.voids import VoidTool


class LastSale(QObject):
    """Drives a `VoidTool`. ``opened()`` is called when the form may be shown, ``done(Voided)`` after the booking."""

    def __init__(
        self, counter: Counter, tool: VoidTool, opened: Callable[[], None], done: Callable[[Voided], None]
    ) -> None:
        super().__init__(tool)
        self._counter = counter
        self._tool = tool
        self._opened = opened
        self._done = done
        self._sale: SaleCompleted | None = None
        self._busy = False
        tool.reasoned.connect(self._void)
        tool.approved.connect(self._approve)

    def ask(self) -> None:
        """Which sale it would be, and whether it needs a second PIN; an error says why there is none."""
        self._counter.runner.money(lambda till: till.voiding.last_sale(), self._found, self._counter.tell)

    def _found(self, sale: SaleCompleted) -> None:
        self._sale = sale
        self._counter.runner.money(lambda till: till.voiding.needs_approval(), self._show, self._counter.tell)

    def _show(self, needs_pin: bool) -> None:
        assert self._sale is not None
        words = self.tr("Receipt {number} · {amount}")
        amount = i18n.money(self._sale.total_minor, self._sale.currency)
        self._tool.ask(words.format(number=i18n.short_number(self._sale.receipt), amount=amount), needs_pin=needs_pin)
        self._opened()

    def _approve(self, reason: str, pin: str) -> None:
        self._counter.runner.money(
            lambda till: till.signon.approve_by_pin(pin),
            lambda lead: self._approved(reason, lead),
            self._refused,
        )

    def _approved(self, reason: str, lead: OperatorRow) -> None:
        self._void(reason, lead.name)

    def _void(self, reason: str, approved_by: str | None = None) -> None:
        # Two quick touches must not ask twice; the second would be refused, but say something confusing.
        if self._busy:
            return
        self._busy = True
        self._counter.runner.money(
            lambda till: till.voiding.void_last(reason, approved_by), self._voided, self._not_voided
        )

    def _voided(self, voided: Voided) -> None:
        self._busy = False
        self._counter.print_slip(voided.seq)
        self._done(voided)

    def _not_voided(self, error: TresenError) -> None:
        self._busy = False
        self._counter.tell(error)

    def _refused(self, error: TresenError) -> None:
        left = error.facts.get("tries_left")
        if error.code is Code.PIN_WRONG and isinstance(left, int):
            self._tool.refuse(self.tr("Wrong PIN – %n tries left", "", left))
        else:
            self._counter.tell(error)
