"""The journal screen's frame: tiles, filters and table at the left; receipt and diagnosis at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.paint import Kind
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.choices import Chip
from pos.ui.widgets.diagnosis import DiagnosisRow
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.journal_list import JournalList
from pos.ui.widgets.labels import Badge, Card, Label, Line
from pos.ui.widgets.lists import EmptyState, RoundedList
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.page import Page
from pos.ui.widgets.slip_view import SlipView
from pos.ui.widgets.tiles import StateTile


class JournalPage(QWidget):
    """``JournalPage(screen, table, sends)``: ``sends`` shows *Send now*. Signals: ``filtered(str)`` (all, waiting,
    set_aside), ``send()``, ``print()``.
    """

    filtered = Signal(str)
    send = Signal()
    print = Signal()

    def __init__(self, screen: QWidget, table: JournalList, *, sends: bool) -> None:
        super().__init__()
        self._page = Page(screen)
        self.hide()  # it holds what the page shows; the page itself is what is seen
        self.setParent(screen)
        self.search = SearchField(self.tr("Receipt number, scanned or typed"))
        self.bars = QVBoxLayout()
        self.bars.setContentsMargins(0, 0, 0, 0)
        self.connection, self.queue, self.review, self.chain = (StateTile() for _ in range(4))
        self._chips = {
            "all": Chip(self.tr("All")),
            "waiting": Chip(self.tr("Waiting")),
            "set_aside": Chip(self.tr("To review")),
        }
        self._send = Button(self.tr("Send now"), icon=Icon.REFRESH, keycap="F5")
        self._send.setVisible(sends)
        self._send.clicked.connect(self.send)
        self._lay_out_work(table)
        self._lay_out_panel()

    # --- what it shows ----------------------------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Which filter is on, without telling anybody."""
        self._chips[name].setChecked(True)

    def set_counts(self, waiting: int, review: int) -> None:
        """Figures behind the filters."""
        self._chips["waiting"].setCount(str(waiting) if waiting else "")
        self._chips["set_aside"].setCount(str(review) if review else "")

    def show_empty(self, empty: bool) -> None:
        """Nothing was ever sold here."""
        self._stack.setCurrentIndex(1 if empty else 0)

    def show_receipt(self, title: str, detail: str) -> None:
        """Head of the right panel; an empty title takes everything of a receipt away."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._badge.setVisible(bool(title))
        self._paper.setVisible(bool(title))
        self._gap.setVisible(not title)
        self.hero.setEnabled(bool(title))

    def show_state(self, word: str, kind: Kind, icon: Icon) -> None:
        """Badge of the right panel."""
        self._badge.setBadge(word, kind, icon)

    def show_reason(self, sentence: str) -> None:
        """Why a person must look at it; empty: nobody must."""
        if sentence:
            self._reason.say("amber", Icon.WARNING, self.tr("The receipt stays valid"), sentence)
        else:
            self._reason.silence()

    def narrow(self, compact: bool) -> None:
        """Three tiles instead of four where there is no room."""
        self.chain.setVisible(not compact)

    # --- frame ------------------------------------------------------------------------------------------------------

    def _lay_out_work(self, table: JournalList) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in (self.connection, self.queue, self.review, self.chain):
            tiles.addWidget(tile, 1)
        chips = QHBoxLayout()
        chips.setContentsMargins(16, 8, 16, 7)
        chips.setSpacing(8)
        group = QButtonGroup(self)
        for name, chip in self._chips.items():
            group.addButton(chip)
            chips.addWidget(chip)
            chip.clicked.connect(lambda _checked=False, name=name: self.filtered.emit(name))
        chips.addStretch(1)
        chips.addWidget(self._send)
        card = RoundedList()
        card.body.addLayout(chips)
        card.body.addWidget(Line())
        card.body.addWidget(table.header)
        empty = EmptyState(Icon.RECEIPT, self.tr("No receipts yet"), self.tr("Each sale appears here at once."))
        self._stack = QStackedWidget()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table)
        self._stack.addWidget(inside)
        self._stack.addWidget(empty)
        card.body.addWidget(self._stack, 1)
        work = self._page.work
        work.addWidget(self.search)
        work.addLayout(self.bars)
        work.addLayout(tiles)
        work.addWidget(card, 1)

    def _lay_out_panel(self) -> None:
        self._title = Label("", "title")
        self._title.setFixedHeight(46)
        self._badge = Badge("", large=True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        self._detail = Label("", "caption", "text2")
        self._reason = NoticeBar()
        self.slip = SlipView()
        self._paper = Card("inset")
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.slip)
        self._gap = QWidget()
        self.server = DiagnosisRow(self.tr("Server"))
        self.database = DiagnosisRow(self.tr("Local database"))
        self.printer = DiagnosisRow(self.tr("Printer"))
        self.hero = HeroButton(self.tr("Print receipt"))
        self.hero.clicked.connect(self.print)
        panel = self._page.panel
        panel.addLayout(head)
        panel.addWidget(self._detail)
        panel.addSpacing(12)
        panel.addWidget(self._reason)
        panel.addSpacing(12)
        panel.addWidget(self._paper, 1)
        panel.addWidget(self._gap, 1)
        panel.addSpacing(12)
        panel.addWidget(Label(self.tr("Diagnosis"), "bodyStrong"))
        panel.addSpacing(8)
        for row in (self.server, self.database, self.printer):
            panel.addWidget(row)
        panel.addSpacing(8)
        panel.addWidget(self.hero)
        self.show_receipt("", "")
