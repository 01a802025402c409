"""The shift screen's frame: where one is, the part that belongs to the step, and the decision at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.cash import Shift
from pos.domain.events import ZReport
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.count import CountForm
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Badge, Card, IconMark, Label, SummaryRow
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.page import Page
from pos.ui.widgets.shift_pages import ApprovalCard, Compared, CompareTable, FactsCard, FloatForm
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.steps import Steps

Step = Literal["closed", "open", "count", "compare", "report"]
_NUMBER: Final[dict[Step, int]] = {"count": 0, "compare": 1, "report": 2}
_PAD_WIDTH: Final = {"regular": 240, "wide": 320}


class ShiftFrame(QWidget):
    """``ShiftFrame(screen, currency)``: ``show_step`` brings the step's part to the front; the others fill them."""

    def __init__(self, screen: QWidget, currency: str) -> None:
        super().__init__(screen)
        self.hide()  # it only holds the parts; what is seen belongs to the page
        self._page = Page(screen)
        self.float_form = FloatForm()
        self.count = CountForm(currency)
        self.approval = ApprovalCard()
        self.slip = SlipView()
        self.hero = HeroButton("")
        self.second = Button("", icon=Icon.AGAIN)
        self.back = Button(self.tr("Back"), icon=Icon.LEFT, keycap="Esc", large=True)
        self._step: Step = "closed"
        self._compact = False
        self._lay_out_work()
        self._lay_out_panel()

    # --- what it shows ----------------------------------------------------------------------------------------------

    def show_step(self, step: Step, line: str) -> None:
        """Another step; ``line`` says which shift it is about."""
        self._step = step
        titles: dict[Step, str] = {"closed": self.tr("New shift"), "open": self.tr("Shift")}
        heroes: dict[Step, str] = {
            "closed": self.tr("Open shift"),
            "open": self.tr("Count the drawer"),
            "count": self.tr("Confirm count"),
            "compare": self.tr("Close shift"),
            "report": self.tr("Done"),
        }
        self._title.setText(titles.get(step, self.tr("Close shift")))
        self._line.setText(line)
        self.hero.setText(heroes[step])
        self._steps.setVisible(step in _NUMBER and not self._compact)
        self._brief.setVisible(step in _NUMBER and self._compact)
        if step in _NUMBER:
            number = _NUMBER[step]
            self._steps.setCurrent(number)
            words = self.tr("Step {n} of 3 · {name}")
            self._brief.setBadge(words.format(n=number + 1, name=self._names()[number]), "accent")
        self.back.setVisible(step in ("count", "compare"))
        self._stack.setCurrentWidget(self._parts[step])
        self._side.setCurrentWidget(self._sides[step])
        self.second.setVisible(step in ("compare", "report"))
        self.second.setText(self.tr("Count again") if step == "compare" else self.tr("Print again"))
        self.second.setKeycap("F8" if step == "compare" else "F5")

    def show_shift(self, shift: Shift, since: str) -> None:
        """Facts of the open shift; no sum that would tell what the drawer must hold."""
        self._facts.show_facts(
            self.tr("Shift {n} is open").format(n=shift.number),
            self.tr("Everything sold now belongs to it."),
            (
                (self.tr("Opened by"), shift.opened_by),
                (self.tr("Since"), since),
                (self.tr("Business day"), i18n.iso_day(shift.day)),
                (self.tr("Float"), i18n.money(shift.float_minor, shift.currency)),
                (self.tr("Sales"), i18n.number(shift.sales)),
                (self.tr("Voids"), i18n.number(shift.voids)),
            ),
        )

    def show_compared(self, shift: Shift, rows: Sequence[Compared], counted: int, difference: int) -> None:
        """Expected beside counted."""
        currency = shift.currency
        self._table.show_rows(rows)
        taken = shift.expected_cash_minor - shift.float_minor
        for row, minor in zip(self._sums, (shift.float_minor, taken, shift.expected_cash_minor, counted), strict=True):
            row.setValue(i18n.money(minor, currency))
        self._difference.setText(i18n.money(difference, currency))
        self._difference.setRole("amber" if difference else "text")

    def show_closed(self, report: ZReport) -> None:
        """What was closed."""
        currency = report.currency
        self._closed.show_facts(
            self.tr("Shift {n} is closed").format(n=report.number),
            self.tr("The Z report is in the journal; nobody can change it."),
            (
                (self.tr("Sales"), i18n.number(report.sales)),
                (self.tr("Turnover"), i18n.money(report.total_minor, currency)),
                (self.tr("Cash counted"), i18n.money(report.counted_cash_minor, currency)),
                (self.tr("Difference"), i18n.money(report.difference_minor, currency)),
            ),
        )

    def show_waiting(self, sales: int) -> None:
        """Sales not sent yet do not hold a close up."""
        if sales:
            self._waiting.say(
                "amber", Icon.CLOCK, self.tr("%n sale(s) waiting", "", sales), self.tr("– closing is possible")
            )
        else:
            self._waiting.silence()

    def place(self, at: Breakpoint) -> None:
        """The key block stands beside the count, in a compact window in the right panel."""
        self._compact = at == "compact"
        pad = self.count.pad
        if self._compact:
            pad.setMinimumWidth(0)
            pad.setMaximumWidth(16_777_215)
            self._blind_box.addWidget(pad, 1)
        else:
            pad.setFixedWidth(_PAD_WIDTH[at])
            self._count_row.addWidget(pad)
        self._blind_rest.setVisible(not self._compact)
        self.show_step(self._step, self._line.text())

    # --- frame ------------------------------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        return [self.tr("Count"), self.tr("Compare"), self.tr("Z report")]

    def _lay_out_work(self) -> None:
        self.back.setFixedWidth(152)
        self._title, self._line = Label("", "title"), Label("", "caption", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addStretch(1)
        self._steps = Steps(self._names())
        self._brief = Badge("", "accent", large=True)
        top = QWidget()
        top.setFixedHeight(56)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        row.addWidget(self._steps)
        row.addWidget(self._brief)
        self.bars = QVBoxLayout()
        self.bars.setContentsMargins(0, 0, 0, 0)
        self._waiting = NoticeBar()
        self._facts, self._closed = FactsCard(Icon.CASH), FactsCard(Icon.CHECK)
        counting = QWidget()
        self._count_row = QHBoxLayout(counting)
        self._count_row.setContentsMargins(0, 0, 0, 0)
        self._count_row.setSpacing(12)
        self._count_row.addWidget(self.count, 1)
        self._count_row.addWidget(self.count.pad)
        comparing = QWidget()
        column = QVBoxLayout(comparing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._table = CompareTable()
        column.addWidget(self._table)
        column.addWidget(self.approval)
        column.addStretch(1)
        self._parts: dict[Step, QWidget] = {
            "closed": self.float_form,
            "open": self._facts,
            "count": counting,
            "compare": comparing,
            "report": self._closed,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        work = self._page.work
        work.addWidget(top)
        work.addLayout(self.bars)
        work.addWidget(self._waiting)
        work.addWidget(self._stack, 1)

    def _lay_out_panel(self) -> None:
        plain = QWidget()
        self._sides: dict[Step, QWidget] = {
            "closed": plain,
            "open": plain,
            "count": self._make_blind(),
            "compare": self._make_sums(),
            "report": self._make_report(),
        }
        self._side = QStackedWidget()
        for side in dict.fromkeys(self._sides.values()):
            self._side.addWidget(side)
        panel = self._page.panel
        panel.addWidget(self._side, 1)
        panel.addSpacing(8)
        panel.addWidget(self.second)
        panel.addSpacing(8)
        panel.addWidget(self.hero)

    def _make_blind(self) -> QWidget:
        side = QWidget()
        self._blind_box = column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.tr("Expected"), "title")
        title.setFixedHeight(46)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(Badge(self.tr("hidden"), "neutral", Icon.HIDDEN))
        note = Card("inset")
        row = QHBoxLayout(note)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconMark(Icon.HIDDEN, 20))
        words = self.tr("What should be there appears after the count is confirmed.")
        row.addWidget(Label(words, "caption", "text2", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(note)
        column.addSpacing(12)
        self._blind_rest = QWidget()
        column.addWidget(self._blind_rest, 1)
        return side

    def _make_sums(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.tr("Cash in the drawer"), "title")
        title.setFixedHeight(46)
        column.addWidget(title)
        names = (self.tr("Float"), self.tr("Cash taken"), self.tr("Expected"), self.tr("Counted"))
        self._sums = [SummaryRow(name, height=28) for name in names]
        for row in self._sums:
            column.addWidget(row)
        column.addStretch(1)
        column.addWidget(Label(self.tr("Difference"), "bodyStrong"))
        column.addSpacing(4)
        self._difference = AmountLabel()
        column.addWidget(self._difference)
        return side

    def _make_report(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.tr("Z report"), "title")
        title.setFixedHeight(46)
        paper = Card("inset")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.slip)
        column.addWidget(title)
        column.addWidget(paper, 1)
        return side
