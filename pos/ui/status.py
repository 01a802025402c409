"""What the frame says about the world: strip, waiting sales at the journal, damage, back online, the demo's panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos.base.errors import Code, Refused, TresenError
from pos.ui import i18n
from pos.ui.errors import tell
from pos.ui.frame import Rail
from pos.ui.icons import Icon
from pos.ui.line import Line, Return, words
from pos.ui.printing import Printing
from pos.ui.program import Program
from pos.ui.runner import Runner
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.overlay import DemoPanel
from pos.ui.widgets.strip import StatusStrip

_BACK_ONLINE_MS = 8_000
# The strip says these; a bar each time would only be noise.
_QUIET = frozenset({Code.CENTRE_UNREACHABLE, Code.CENTRE_SLOW})
# States of the protocol that are no error codes (docs/protocol.md).
_FORKED = frozenset({"fork", "regressed"})
_REFUSED = frozenset({"revoked", "upgrade"})


class Status(QObject):
    """Keeps ``strip``, the ``rail``'s badge and the ``damage`` bar right. Signals: ``journal()`` and ``display()`` when
    somebody wants to see it, ``notice(bar)`` with a bar for the screen in front.
    """

    journal = Signal()
    display = Signal()
    notice = Signal(object)

    def __init__(
        self, window: QWidget, program: Program, runner: Runner, rail: Rail, tell: Callable[[TresenError], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._program = program
        self._runner = runner
        self._rail = rail
        self._tell = tell
        self._problem: str | None = None
        self._panel: DemoPanel | None = None
        self.strip = StatusStrip()
        self.strip.pressed.connect(self._pressed)
        self.damage = NoticeBar()
        self.line = Line(runner, program.clock, program.settings().number("offline_after_ms"), self)
        self.line.moved.connect(self._moved)
        self.line.returned.connect(self._returned)
        self.printing = Printing(runner, program.print_slip, tell)
        self.printing.moved.connect(self.show)
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self.show)
        self.show()

    def start(self) -> None:
        """The till is open."""
        self.line.start()
        self._clock.start()

    def stop(self) -> None:
        """The window closes."""
        self.line.stop()
        self._clock.stop()

    def show(self) -> None:
        """The strip as it is now."""
        store = self._program.store()
        now = self._program.clock.now_ms()
        zone = store.zone if store is not None else "UTC"
        line = words(self.line.status, offline=self.line.offline, since_ms=self.line.since_ms(), now_ms=now, zone=zone)
        self.strip.setLink(line.state, line.strong, list(line.items))
        self.strip.setDevices([self.printing.state()])
        if store is not None:
            clock = f"{i18n.short_day(now, zone)} · {i18n.time_of_day(now, zone)}"
            self.strip.setPlace([store.name, i18n.till_words(self._program.till_name())], clock)

    def translate(self) -> None:
        """Another language."""
        self.close_panel()
        if self._panel is not None:
            self._panel.deleteLater()
            self._panel = None
        self.show()

    def close_panel(self) -> bool:
        """Take the demo's panel away; True if it was there."""
        shown = self._panel is not None and self._panel.isVisible()
        if shown and self._panel is not None:
            self._panel.hide()
        return shown

    def _pressed(self) -> None:
        facts = self._program.demo()
        if facts is None:
            self.journal.emit()
            return
        if self.close_panel():
            return
        if self._panel is None:
            self._panel = DemoPanel(self._window, facts.centre_page)
            self._panel.cut.connect(self._cut)
            self._panel.journal.connect(self.journal)
            self._panel.display.connect(self.display)
        self._panel.showAbove(self.strip.y() - 12)

    def _cut(self, cut: bool) -> None:
        facts, panel = self._program.demo(), self._panel
        if facts is not None and panel is not None:
            self._runner.device(lambda: facts.cut(cut), lambda: panel.setCut(cut), self._tell)

    def _moved(self) -> None:
        self.show()
        status = self.line.status
        if status is None:
            return
        self._rail.setWaiting(status.sales_waiting if self.line.offline else 0)
        if status.damage is not None and self.damage.isHidden():
            told = tell(Refused(Code.JOURNAL_DAMAGED, seq=status.damage.seq))
            self.damage.say(told.kind, told.icon, told.what, told.advice)
        if status.report.problem != self._problem:
            self._problem = status.report.problem
            self._tell_problem(self._problem)

    def _tell_problem(self, problem: str | None) -> None:
        if problem in _FORKED:
            self._tell(Refused(Code.JOURNAL_FORKED))
        elif problem in _REFUSED:
            self._tell(Refused(Code.CENTRE_REFUSED))
        elif problem in set(Code) - _QUIET:
            self._tell(Refused(Code(problem)))

    def _returned(self, back: Return) -> None:
        bar = NoticeBar(self._window)
        sent = self.tr("%n sale(s) sent", "", back.sent)
        review = self.tr("{n} to review").format(n=back.review) if back.review else ""
        bar.say("green", Icon.SYNCED, sent, review, self.tr("View"))
        bar.acted.connect(self.journal)
        bar.hideAfter(_BACK_ONLINE_MS)
        self.notice.emit(bar)
