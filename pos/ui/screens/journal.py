"""The journal: what was sold, what has been sent, what waits, and whether everything is well."""

from __future__ import annotations

from typing import Any, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from pos.base.clock import local_date
from pos.domain.slip import Slip
from pos.services.changes import Changes
from pos.services.link import LinkStatus
from pos.services.receipts import ReceiptRow
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.models.receipts import PAGE, Choice, ReceiptModel
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.journal_list import JournalList, kind_of, state_of
from pos.ui.widgets.journal_page import JournalPage

_MOST_KEPT: Final = 500  # refreshed in one go; what lies further down is loaded again by scrolling
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Journal(Screen):
    """Receipts newest first; the one chosen stands at the right as it was printed."""

    name = "journal"
    search: SearchField

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._model = ReceiptModel(self)
        self._model.wanted.connect(self._older)
        self.table = JournalList(self._model, self._when)
        self._page = JournalPage(self, self.table, sends=counter.send_now is not None)
        self.search = self._page.search
        self._chosen: ReceiptRow | None = None
        self._page.search.edited.connect(lambda _text: self._load())
        self._page.search.submitted.connect(lambda _text: self._load())
        self._page.filtered.connect(self._filter)
        self._page.send.connect(self._send)
        self._page.print.connect(self._print)
        self.table.chosen.connect(self._choose)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self._show_link)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, **facts: Any) -> None:
        self.search.clear()
        self._chosen = None
        self._page.choose("all")
        self._model.choose("all")
        self._tick.start()

    def changed(self, changes: Changes) -> None:
        if changes.receipts:
            self._load()
            self.counter.runner.money(lambda till: till.receipts.unprinted(), self._show_printer, self.counter.tell)
        if changes.sync:
            self._show_link()

    def hideEvent(self, event: object) -> None:
        self._tick.stop()

    def scanned(self, text: str) -> None:
        """A receipt's bars: that receipt alone."""
        self.search.edit.setText(text)
        self._load()

    def typed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        page = self.table.page()
        steps = {
            **_STEPS,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -self._model.rowCount(),
            Qt.Key.Key_End: self._model.rowCount(),
        }
        if key in steps:
            self.table.step(steps[key])
        elif key == Qt.Key.Key_F5:
            self._send()
        elif key == Qt.Key.Key_F12:
            self._page.hero.click()
        else:
            return False
        return True

    def escape(self) -> bool:
        if self.search.text():
            self.search.clear()
            self._load()
        else:
            self.counter.go("sell")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        send = (("F5", self.tr("Send now")),) if self.counter.send_now is not None else ()
        return (*send, ("F12", self.tr("Print the chosen receipt")), ("↑ ↓", self.tr("Choose a receipt")))

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self._page.bars.addWidget(bar)
            bar.show()
        return True

    def preview(self, slip: Slip) -> None:
        self._page.slip.setSlip(slip)

    def set_breakpoint(self, at: Breakpoint) -> None:
        self._page.narrow(at == "compact")

    # --- the list ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        text = self.search.text().strip()
        limit = min(max(PAGE, self._model.loaded), _MOST_KEPT)
        self.counter.runner.money(
            lambda till: till.receipts.recent(limit, text=text),
            lambda rows: self._fill(text, limit, rows),
            self.counter.tell,
        )

    def _fill(self, text: str, limit: int, rows: tuple[ReceiptRow, ...]) -> None:
        if text != self.search.text().strip():
            return  # typed on since; the answer to that is on its way
        place = self.table.verticalScrollBar().value()
        self._model.replace(rows, more=len(rows) == limit)
        self.table.verticalScrollBar().setValue(place)
        self.table.step(0)
        self._keep_choice()
        self.search.setError(self.tr("unknown") if text and not rows else "")
        self._page.show_empty(not text and not rows)

    def _older(self, before: int) -> None:
        text = self.search.text().strip()

        def extend(rows: tuple[ReceiptRow, ...]) -> None:
            if text == self.search.text().strip():
                self._model.extend(rows, more=len(rows) == PAGE)

        self.counter.runner.money(
            lambda till: till.receipts.recent(PAGE, before=before, text=text), extend, self.counter.tell
        )

    def _filter(self, choice: str) -> None:
        self._model.choose(cast(Choice, choice))
        self._keep_choice()

    def _keep_choice(self) -> None:
        """The same receipt stays chosen while the list around it changes; else the newest is."""
        row = self._model.row_of(self._chosen.seq) if self._chosen is not None else -1
        if self._model.rowCount() == 0:
            self._chosen = None
            self._show_nothing()
            return
        self.table.setCurrentIndex(self._model.index(max(0, row), 0))
        self._choose(self.table.currentIndex().data(Qt.ItemDataRole.UserRole).seq)

    def _choose(self, seq: int) -> None:
        row: ReceiptRow = self._model.index(self._model.row_of(seq), 0).data(Qt.ItemDataRole.UserRole)
        same = self._chosen is not None and self._chosen.seq == seq
        self._chosen = row
        word, icon, kind = state_of(row)
        when, _today = self._when(row.at_ms)
        detail = f"{when} · {kind_of(row)} · {row.operator_name} · {i18n.money(row.total_minor, row.currency)}"
        self._page.show_receipt(self.tr("Receipt {number}").format(number=i18n.short_number(row.receipt)), detail)
        self._page.show_state(word, kind, icon)
        self._page.show_reason(self._sentence(row.reason) if row.state == "set_aside" else "")
        if not same:
            self.counter.runner.money(
                lambda till: till.receipts.slip(seq), lambda slip: self._show_slip(seq, slip), self.counter.tell
            )

    def _show_slip(self, seq: int, slip: Slip) -> None:
        if self._chosen is not None and self._chosen.seq == seq:
            self.preview(slip)

    def _show_nothing(self) -> None:
        self._page.show_receipt("", "")
        self._page.show_reason("")
        self._page.slip.setSlip(None)

    def _sentence(self, reason: str | None) -> str:
        """Why the centre put an entry aside, for the person who must look at it."""
        return {
            "unknown_version": self.tr("The centre is older than this till and does not know this kind of entry yet."),
            "money_does_not_add_up": self.tr("The sums of this receipt contradict each other."),
            "void_unmatched": self.tr("The sale that this void takes back is not at the centre."),
            "quarantined": self.tr("The centre could not read this entry and keeps it as it is."),
            "unreadable": self.tr("The centre could not read this entry and keeps it as it is."),
            "body_unreadable": self.tr("The centre could not read this entry and keeps it as it is."),
        }.get(reason or "", self.tr("The centre could not apply all of it."))

    # --- actions ----------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        if self.counter.send_now is not None:
            self.counter.send_now()

    def _print(self) -> None:
        if self._chosen is not None:
            self.counter.print_slip(self._chosen.seq)

    # --- how things are ---------------------------------------------------------------------------------------------

    def _show_link(self) -> None:
        status = self.counter.link()
        if status is None:
            return
        now = self.counter.clock.now_ms()
        self._show_connection(status, now)
        self._show_queue(status, now)
        if status.review:
            self._page.review.setState(
                Icon.WARNING, "amber", self.tr("{n} to review").format(n=status.review), self.tr("for a person")
            )
        else:
            self._page.review.setState(Icon.DONE, "green", self.tr("All applied"), self.tr("nothing to review"))
        if status.damage is not None:
            damaged = self.tr("Damaged at entry {seq}").format(seq=status.damage.seq)
            self._page.chain.setState(Icon.ERROR, "red", damaged, self.tr("call support"))
            self._page.database.setState("red", damaged)
        else:
            self._page.chain.setState(Icon.SHIELD, "green", self.tr("Journal whole"), self.tr("chain checked"))
            self._page.database.setState("green", self.tr("whole"))
        self._page.set_counts(status.sales_waiting, status.review)

    def _show_connection(self, status: LinkStatus, now: int) -> None:
        report = status.report
        if report.online:
            latency = self.tr("{n} ms").format(n=report.latency_ms) if report.latency_ms is not None else ""
            synced = (
                self.tr("synced {age}").format(age=i18n.age(now - report.last_sync_ms)) if report.last_sync_ms else ""
            )
            self._page.connection.setState(Icon.SYNCED, "green", self.tr("Online"), synced)
            self._page.server.setState("green", latency or self.tr("reachable"))
            return
        since = report.offline_since_ms
        words = self.tr("since {time}").format(time=i18n.as_of(since, now, self._zone())) if since else ""
        title = self.tr("Offline") if self.counter.offline() else self.tr("Connecting …")
        self._page.connection.setState(Icon.OFFLINE, "amber", title, words)
        self._page.server.setState("amber", self.tr("not reachable"))

    def _show_queue(self, status: LinkStatus, now: int) -> None:
        if status.queue == 0:
            self._page.queue.setState(Icon.CHECK, "green", self.tr("All sent"), self.tr("nothing waits"))
            return
        oldest = status.oldest_waiting_ms
        words = self.tr("oldest {time}").format(time=i18n.as_of(oldest, now, self._zone())) if oldest else ""
        title = self.tr("{n} waiting").format(n=i18n.number(status.sales_waiting))
        self._page.queue.setState(Icon.CLOCK, "amber", title, words)

    def _show_printer(self, unprinted: Any) -> None:
        if unprinted:
            self._page.printer.setState("amber", self.tr("%n not printed", "", len(unprinted)))
        else:
            self._page.printer.setState("green", self.tr("all printed"))

    def _when(self, at_ms: int) -> tuple[str, bool]:
        now, zone = self.counter.clock.now_ms(), self._zone()
        return i18n.as_of(at_ms, now, zone), local_date(at_ms, zone) == local_date(now, zone)

    def _zone(self) -> str:
        store = self.counter.store()
        return store.zone if store is not None else "UTC"
