"""The customer's screen laid out for the three windows: head, points, consents, timeline; what is open at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.theme import Breakpoint
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.choices import Chip, Segment
from pos.ui.widgets.customer_finds import CustomerFinds
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.fitting import FittingColumn
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Label
from pos.ui.widgets.lists import EmptyState, RoundedList
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.offer_row import OfferRow
from pos.ui.widgets.page import Page
from pos.ui.widgets.profile_cards import ConsentsCard, PointsCard, ProfileHead
from pos.ui.widgets.timeline import Timeline

_LEFT = {"regular": 304, "wide": 380}
_ANY = 16_777_215


class CustomerPage(QWidget):
    """``CustomerPage(screen)``: ``search``, ``finds``, ``bars``, ``head``, ``points``, ``consents``, ``timeline``,
    ``warning`` (bar), ``hero``, ``attach``. ``showPage(name)``: profile or empty; ``showRows(rows)`` fills the panel.

    Signals: ``back()``, ``acted(str)`` with an offer's key.
    """

    back = Signal()
    acted = Signal(str)

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self._page = Page(screen)
        self.hide()  # it holds what the page shows; the page itself is what is seen
        self.setParent(screen)
        self._old: list[QWidget] = []
        self.search = SearchField(self.tr("Name, card, phone or e-mail"))
        self.bars = QVBoxLayout()
        self.warning = NoticeBar()
        self.head, self.points, self.consents = ProfileHead(), PointsCard(), ConsentsCard()
        self.head.setObjectName("profile-head")
        self.timeline = Timeline()
        self._lay_out_work()
        self._lay_out_panel()
        self.finds = CustomerFinds(screen)
        self.set_breakpoint("regular")

    # --- what it shows ----------------------------------------------------------------------------------------------

    def showPage(self, name: str) -> None:
        """profile or empty."""
        page = 1 if name == "profile" else 0
        if page != self._stack.currentIndex():
            self._stack.setCurrentIndex(page)
            # A stack gives the keyboard to whatever its new page likes; here it belongs to the search field.
            self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.hero, self.attach):
            part.setVisible(name == "profile")
        if name == "empty":
            self.showRows([])

    def showRows(self, rows: Sequence[QWidget]) -> None:
        """What is open for them, from the top."""
        old, self._old = self._old, list(rows)
        self._rows.setRows(rows)
        for row in old:
            row.deleteLater()

    def title(self, words: str, quiet: str, role: str) -> QWidget:
        """The title of a section, with something quiet at its right."""
        title = QWidget()
        title.setFixedHeight(44)
        row = QHBoxLayout(title)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(words, "bodyStrong"), 1)
        row.addWidget(Label(quiet, "caption", role))
        return title

    def offer(self, offer: Offer) -> OfferRow:
        """A coupon or a matter."""
        row = OfferRow(offer)
        row.clicked.connect(lambda: self.acted.emit(offer.key))
        return row

    def place(self) -> tuple[int, int, int]:
        """Left, top and width for the list under the search field."""
        box = self.search.geometry()
        return box.x(), box.bottom() + 8, box.width()

    def set_breakpoint(self, at: Breakpoint) -> None:
        """One column with segments in a compact window."""
        compact = at == "compact"
        self._segments.setVisible(compact)
        self._chips.setVisible(not compact)
        for card in (self.points, self.consents, self._history):
            self._body.removeWidget(card)
        if compact:
            for row, card in enumerate((self._history, self.points, self.consents)):
                card.setMaximumWidth(_ANY)
                card.setMinimumWidth(0)
                self._body.addWidget(card, row, 0)
            self._choose_segment(self._segment.value)
        else:
            for row, card in enumerate((self.points, self.consents)):
                card.setFixedWidth(_LEFT[at])
                self._body.addWidget(card, row, 0)
                card.show()
            self._body.addWidget(self._history, 0, 1, 2, 1)
            self._history.show()
        self._body.setRowStretch(0, 0 if compact else 1)  # what moved points takes the room that the few consents leave
        self._body.setColumnStretch(0, 1 if compact else 0)
        self._body.setColumnStretch(1, 0 if compact else 1)

    # --- layout -----------------------------------------------------------------------------------------------------

    def _lay_out_work(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        back = Button(self.tr("Back"), icon=Icon.LEFT, keycap="Esc", large=True)
        back.setObjectName("back")
        back.clicked.connect(self.back)
        top.addWidget(back)
        top.addWidget(self.search, 1)
        profile = QWidget()
        column = QVBoxLayout(profile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self._segment_row())
        self._body = QGridLayout()
        self._body.setSpacing(12)
        self._history = self._history_card()
        column.addLayout(self._body, 1)
        empty = RoundedList()
        self._empty = EmptyState(
            Icon.CUSTOMERS,
            self.tr("Who is it?"),
            self.tr("Scan the card or the app, or type a name, a phone number or an e-mail address."),
        )
        empty.body.addWidget(self._empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(profile)
        work = self._page.work
        work.addLayout(top)
        work.addWidget(self.warning)
        work.addLayout(self.bars)
        work.addWidget(self._stack, 1)

    def _segment_row(self) -> QWidget:
        self._segments = QWidget()
        row = QHBoxLayout(self._segments)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._segment = Segment(
            [
                ("history", self.tr("History")),
                ("points", self.tr("Points")),
                ("consents", self.tr("Consents")),
            ]
        )
        self._segment.chosen.connect(self._choose_segment)
        self._next = Button(self.tr("All"), icon=Icon.FILTER)
        self._next.setObjectName("filter-next")
        self._next.clicked.connect(self._next_filter)
        row.addWidget(self._segment, 1)
        row.addWidget(self._next)
        return self._segments

    def _history_card(self) -> QWidget:
        card = RoundedList()
        self._chips = QWidget()
        row = QHBoxLayout(self._chips)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("History"), "bodyStrong"), 1)
        self._filters = {
            "all": Chip(self.tr("All")),
            "purchases": Chip(self.tr("Purchases")),
            "online": Chip(self.tr("Online")),
            "contact": Chip(self.tr("Contact")),
        }
        group = QButtonGroup(self)
        for name, chip in self._filters.items():
            chip.setObjectName(f"filter-{name}")
            chip.clicked.connect(lambda _checked=False, name=name: self.setFilter(name))
            group.addButton(chip)
            row.addWidget(chip)
        self._filters["all"].setChecked(True)
        card.body.addWidget(self._chips)
        self._nothing = EmptyState(Icon.CLOCK, "")
        card.addList(self.timeline)
        card.body.addWidget(self._nothing, 1)
        self._nothing.hide()
        return card

    def setFilter(self, name: str) -> None:
        """Which part of the history is shown."""
        self._filters[name].setChecked(True)
        self._next.setText(self._filters[name].label())
        self.timeline.setFilter(name)

    def sayNothing(self, words: str) -> None:
        """In place of the history while there is none; empty: there is one."""
        self._nothing.setTexts(words)
        self._nothing.setVisible(bool(words))
        self.timeline.setVisible(not words)

    def _next_filter(self) -> None:
        names = list(self._filters)
        at = next(n for n, name in enumerate(names) if self._filters[name].isChecked())
        self.setFilter(names[(at + 1) % len(names)])

    def _choose_segment(self, name: str) -> None:
        self._history.setVisible(name == "history")
        self.points.setVisible(name == "points")
        self.consents.setVisible(name == "consents")
        self._next.setVisible(name == "history")

    def _lay_out_panel(self) -> None:
        self._rows = FittingColumn()
        self._rows.setMore(self.tr("{n} more"))
        self.attach = Button(
            self.tr("Attach without basket"), icon=Icon.ATTACH, keycap="F2", short=self.tr("Without basket")
        )
        self.attach.setObjectName("attach")
        self.hero = HeroButton(self.tr("Continue basket"))
        self.hero.setObjectName("continue")
        panel = self._page.panel
        panel.addWidget(self._rows, 1)
        panel.addSpacing(8)
        panel.addWidget(self.attach)
        panel.addSpacing(8)
        panel.addWidget(self.hero)
