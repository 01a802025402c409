"""The shift: opened with a float, counted blind, compared, closed with a Z report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, Refused, TresenError
from pos.contract import OperatorRow
from pos.domain.cash import Shift
from pos.domain.slip import Slip
from pos.domain.tender import CARD, CASH
from pos.services.cash import Closed
from pos.services.changes import NOTHING, Changes
from pos.services.till import Till
from pos.ui import i18n
from pos.ui.errors import tell
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.shift_frame import ShiftFrame, Step
from pos.ui.widgets.shift_pages import Compared

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK: Final[dict[Step, Step]] = {"count": "open", "compare": "count"}


class Cash(Screen):
    """One step at a time: closed → open → count → compare → report. What is expected is shown only after the
    count was confirmed.
    """

    name = "cash"

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._step: Step = "closed"
        self._shift: Shift | None = None
        self._counted = 0
        self._closed: Closed | None = None
        self._asking = False
        self._busy = False
        store = counter.store()
        self._frame = ShiftFrame(self, store.currency if store is not None else "EUR")
        self._frame.hero.clicked.connect(self._go_on)
        self._frame.back.clicked.connect(self.escape)
        self._frame.second.clicked.connect(self._second)
        self._frame.approval.entered.connect(self._approve)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, **facts: Any) -> None:
        self._closed, self._busy = None, False
        self._step = "closed"
        self._load()

    def changed(self, changes: Changes) -> None:
        if changes.sync:
            self._show_waiting()
        if changes.shift and self._step in ("closed", "open") and not self._busy:
            self._load()

    def typed(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_F12:
            self._frame.hero.click()
        elif key in (Qt.Key.Key_F5, Qt.Key.Key_F8):
            if self._frame.second.isVisibleTo(self) and (key == Qt.Key.Key_F5) == (self._step == "report"):
                self._second()
        elif self._step == "closed":
            return self._typed_float(key, text)
        elif self._step == "count":
            return self._typed_count(key, text)
        elif self._step == "compare" and self._asking:
            return self._typed_pin(key, text)
        else:
            return False
        return True

    def escape(self) -> bool:
        if self._busy:
            return True
        back = _BACK.get(self._step)
        if back is not None:
            self._show(back)
        elif self._step == "report":
            self._leave_report()
        else:
            self.counter.go("sell")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("0–9", self.tr("Pieces, amount or PIN")),
            ("↵", self.tr("Next kind of piece")),
            ("↑", self.tr("Previous kind of piece")),
            ("F8", self.tr("Count again")),
            ("F12", self.tr("Go on")),
        )

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self._frame.bars.addWidget(bar)
            bar.show()
        return True

    def preview(self, slip: Slip) -> None:
        self._frame.slip.setSlip(slip)

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._frame.place(at)

    # --- keys of the steps ------------------------------------------------------------------------------------------

    def _typed_float(self, key: Qt.Key, text: str) -> bool:
        if _is_digit(text):
            self._frame.float_form.typed(text)
        elif key == Qt.Key.Key_Backspace:
            self._frame.float_form.backspace()
        elif key in _ENTER:
            self._frame.hero.click()
        else:
            return False
        return True

    def _typed_count(self, key: Qt.Key, text: str) -> bool:
        form = self._frame.count
        moves: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Backspace: form.backspace,
            Qt.Key.Key_Delete: form.clear,
            Qt.Key.Key_Up: lambda: form.step(-1),
            Qt.Key.Key_Down: lambda: form.step(1),
            **{key: lambda: form.step(1) for key in _ENTER},
        }
        if _is_digit(text):
            form.typed(text)
        elif key in moves:
            moves[key]()
        else:
            return False
        return True

    def _typed_pin(self, key: Qt.Key, text: str) -> bool:
        if self._busy:
            return True
        if _is_digit(text):
            self._frame.approval.typed(text)
        elif key == Qt.Key.Key_Backspace:
            self._frame.approval.backspace()
        else:
            return False
        return True

    # --- steps ------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self.counter.runner.money(_shift_and_float, self._loaded, self.counter.tell)

    def _loaded(self, found: tuple[Shift | None, int]) -> None:
        self._shift, usual = found
        store = self.counter.store()
        if self._shift is not None:
            self._show("open")
        else:
            self._frame.float_form.begin(usual, store.currency if store is not None else "EUR")
            self._show("closed")

    def _go_on(self) -> None:
        """The blue button of the step."""
        if self._busy:
            return
        if self._step == "closed":
            amount = self._frame.float_form.amount
            self._run(lambda till: till.cash.open_shift(amount), self._opened_shift)
        elif self._step == "open":
            self._frame.count.reset()
            self._show("count")
        elif self._step == "count":
            self._counted = self._frame.count.total
            counted = self._counted
            self._run(lambda till: (_compared(till, counted), NOTHING), self._compare)
        elif self._step == "compare":
            self._close(None)
        else:
            self._leave_report()

    def _second(self) -> None:
        """The quiet button above the blue one: count again, or print again."""
        if self._busy:
            return
        if self._step == "report" and self._closed is not None:
            self.counter.print_slip(self._closed.seq)
        elif self._step == "compare":
            self._frame.count.reset()
            self._show("count")

    def _opened_shift(self, shift: Shift) -> None:
        self._shift = shift
        self.counter.go("sell")

    def _compare(self, found: tuple[Shift, int]) -> None:
        self._shift, difference = found
        self._asking = False
        self._frame.approval.hide()
        self._show_compared(self._shift, difference)
        self._show("compare")

    def _close(self, approved_by: str | None) -> None:
        counted = self._counted
        self._run(lambda till: till.cash.close_shift(counted, approved_by), self._shift_closed, self._not_closed)

    def _not_closed(self, error: TresenError) -> None:
        self._busy = False
        if error.code is Code.APPROVAL_NEEDED:
            self._asking = True
            self._frame.approval.ask(self.tr("The difference is above the limit. Type the PIN of a shift lead."))
            self._show("compare")
        else:
            self._failed(error)

    def _approve(self, pin: str) -> None:
        self._busy = True
        self.counter.runner.money(lambda till: till.signon.approve_by_pin(pin), self._approved, self._not_approved)

    def _approved(self, lead: OperatorRow) -> None:
        self._busy = False
        self._close(lead.name)

    def _not_approved(self, error: TresenError) -> None:
        self._busy = False
        told = tell(error)
        self._frame.approval.refuse(f"{told.what}. {told.advice}" if isinstance(error, Refused) else told.what)

    def _shift_closed(self, closed: Closed) -> None:
        self._closed, self._shift, self._asking = closed, None, False
        self._frame.show_closed(closed.report)
        self._show("report")
        self.counter.print_slip(closed.seq)
        self.counter.runner.money(lambda till: till.receipts.slip(closed.seq), self.preview, self.counter.tell)

    def _leave_report(self) -> None:
        self._closed = None
        self._step = "closed"
        self._load()

    def _run(
        self,
        call: Callable[[Till], Any],
        done: Callable[[Any], None],
        failed: Callable[[TresenError], None] | None = None,
    ) -> None:
        """One call of the step; until its answer nothing else can start."""
        self._busy = True
        self._frame.hero.setWaiting(True)

        def answer(result: Any) -> None:
            self._busy = False
            self._frame.hero.setWaiting(False)
            done(result)

        self.counter.runner.money(call, answer, failed or self._failed)

    def _failed(self, error: TresenError) -> None:
        self._busy = False
        self._show(self._step)
        self.counter.tell(error)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show(self, step: Step) -> None:
        self._step = step
        zone = self._zone()
        line = ""
        shift = self._shift
        if shift is not None:
            since = i18n.as_of(shift.opened_at_ms, self.counter.clock.now_ms(), zone)
            line = self.tr("Shift {n} · {name} · since {time}").format(n=shift.number, name=shift.opened_by, time=since)
            self._frame.show_shift(shift, since)
        self._frame.show_step(step, line)
        self._frame.hero.setWaiting(self._busy)
        self._frame.hero.setEnabled(not (step == "compare" and self._asking))
        self._show_waiting()

    def _show_compared(self, shift: Shift, difference: int) -> None:
        currency = shift.currency
        rows = [
            Compared(
                self.tr("Cash"),
                i18n.figure(shift.expected_cash_minor, currency),
                i18n.figure(self._counted, currency),
                i18n.figure(difference, currency),
                difference == 0,
            )
        ]
        for paid in shift.tenders:
            if paid.kind != CASH:
                name = self.tr("Card · %n payment(s)", "", paid.count) if paid.kind == CARD else paid.kind
                rows.append(Compared(name, i18n.figure(paid.amount_minor, currency), self.tr("terminal"), "", True))
        self._frame.show_compared(shift, rows, self._counted, difference)

    def _show_waiting(self) -> None:
        status = self.counter.link()
        waiting = status.sales_waiting if status is not None else 0
        self._frame.show_waiting(waiting if self._step in ("count", "compare") else 0)

    def _zone(self) -> str:
        store = self.counter.store()
        return store.zone if store is not None else "UTC"


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text.isdigit() and text.isascii()


def _shift_and_float(till: Till) -> tuple[tuple[Shift | None, int], Changes]:
    return (till.cash.shift()[0], till.cash.usual_float()[0]), NOTHING


def _compared(till: Till, counted: int) -> tuple[Shift | None, int]:
    return till.cash.shift()[0], till.cash.difference(counted)[0]
