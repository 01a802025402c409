"""Everything the sell screen shows, laid out for the three windows; it knows no service and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.contract.people import BriefingRow
from pos.domain.catalogue import Article, QuickKey
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.models.basket import BasketModel
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.article_parts import RelatedLine
from pos.ui.widgets.basket import BasketView
from pos.ui.widgets.basket_columns import BasketHeader
from pos.ui.widgets.cross_sell import CrossSell
from pos.ui.widgets.customer_finds import CustomerFinds
from pos.ui.widgets.decision import DecisionPanel
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.finds import FindList
from pos.ui.widgets.keys import FKeyButton
from pos.ui.widgets.labels import Label
from pos.ui.widgets.lists import EmptyState, RoundedList
from pos.ui.widgets.notices import NoticeBar, Toast
from pos.ui.widgets.quick import ROW_KEYS, QuickKeys
from pos.ui.widgets.rows import FactRow
from pos.ui.widgets.tools import Tool

_BRIEFING = 3
_BELOW = 462


class CounterTop(QWidget):
    """``CounterTop(model, tools, parent=None)``.

    ``search``, ``basket``, ``panel``, ``offline`` (bar), ``flow`` (layout of bars), ``toast``, ``finds``,
    ``customers`` (finds of F2), ``fits`` (goes with the basket); ``keys`` by their keycap; ``last`` (row under the
    empty basket). ``showPage(name)``: basket, empty, closed (no shift) or grid (all quick keys); ``setTool(tool)``
    opens the tool area, None closes it. Signals: ``quick(str)`` with a SKU, ``open_shift()``.
    """

    quick = Signal(str)
    open_shift = Signal()

    def __init__(self, model: BasketModel, tools: list[Tool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: Breakpoint = "regular"
        self._tool: Tool | None = None
        self._customers = False
        self.search = SearchField(self.tr("Scan or search"))
        self.panel = DecisionPanel()
        self.basket = BasketView(model)
        self.offline = NoticeBar()
        self._main = QVBoxLayout()
        self._build_keys()
        self._build_quick()
        self._build_pages()
        self._side = QStackedWidget()
        self._side.addWidget(self._keys_page)
        self._tools = tools
        for tool in tools:
            self._keep(tool)
        self._lay_out()
        ways = (("↑ ↓", self.tr("choose")), ("↵", self.tr("into the basket")), ("F7", self.tr("details")))
        self.finds = FindList(self, self.tr("Articles"), ways)
        self.customers = CustomerFinds(self)
        self.toast = Toast(self._left)

    # --- what the screen says ---------------------------------------------------------------------------------------

    def showPage(self, name: str) -> None:
        """basket, empty, closed or grid, in the place of the basket."""
        page = self._pages[name]
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def page(self) -> str:
        """Which page is there now."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def setQuickKeys(self, keys: tuple[QuickKey, ...], currency: str) -> None:
        """The keys of the centre, in all their places."""
        for place in (self._column, self._row, self._all):
            place.setKeys(keys, currency)

    def showFitting(self, lines: Sequence[RelatedLine]) -> None:
        """What goes with the basket; only a wide window has the room."""
        self.fits.showLines(lines if self._at == "wide" else ())

    def setBriefing(self, rows: Sequence[BriefingRow]) -> None:
        """Today's campaigns and price changes, under the empty basket."""
        self._today.setVisible(bool(rows))
        for place, row in zip_longest(self._briefing, rows[:_BRIEFING]):
            place.setVisible(row is not None)
            if row is not None:
                place.setFact(row.title, _detail(row), Icon.TAG if row.kind == "campaign" else Icon.INFO)

    def setTool(self, tool: Tool | None) -> None:
        """Open this form in the tool area; None closes what is open."""
        self._tool = tool
        for other in self._tools:
            other.setVisible(other is tool)
        if tool is None:
            self.panel.setTool(None)
            self._side.setCurrentWidget(self._keys_page)
        elif tool.in_panel or self._at == "compact":
            self.panel.setTool(tool)
            self._side.setCurrentWidget(self._keys_page)
        else:
            self._side.addWidget(tool)
            self._side.setCurrentWidget(tool)
            self.panel.setTool(None)
        self.search.setCalm(tool is not None)
        self._place_words()
        # A stack gives the keyboard to whatever its new page likes; here it always belongs to the search field, but not
        # to that of a screen that is not in front.
        if self.search.isVisible():
            self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def addTool(self, tool: Tool) -> None:
        """One more form for the tool area."""
        self._tools.append(tool)
        self._keep(tool)

    def _keep(self, tool: Tool) -> None:
        tool.setParent(self)  # one that was never opened must end with the screen all the same
        tool.hide()

    def setFinding(self, *, customers: bool) -> None:
        """What the search field is for: customers, or articles."""
        self._customers = customers
        self.keys["F2"].setChecked(customers)
        self._place_words()

    def _place_words(self) -> None:
        if self._tool is not None:
            words = self.tr("A scan ends the input")
        elif self._customers:
            words = self.tr("Name, card, phone or e-mail")
        else:
            words = self.tr("Scan or search")
        self.search.setPlaceholder(words)

    def tool(self) -> Tool | None:
        """The form that is open."""
        return self._tool

    def dropFinds(self, found: tuple[Article, ...], query: str, currency: str) -> None:
        """Drop the list of finds under the search field; none closes it."""
        place = self.search.geometry()
        self.finds.showFinds(found, query, currency, left=place.x(), top=place.bottom() + 8, width=place.width())

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Paddings, quick keys and the place of the tool area by window."""
        self._at = at
        layout = current().tokens.layout
        top, right, bottom, left = layout.main_padding["compact" if at == "compact" else "regular"]
        self._main.setContentsMargins(left, top, right, bottom)
        self._body.setSpacing(layout.gap["compact" if at == "compact" else "regular"])
        compact = at == "compact"
        if at != "wide":
            self.fits.showLines(())
        self._side.setVisible(not compact)
        self._row.setVisible(compact)
        if not compact:
            self._side.setFixedWidth(current().tokens.control.quick_column[at])
        columns = 3 if at == "wide" else 2
        self._column.setShape(columns, 4 if at == "wide" else 6, at)
        self._row.setShape(ROW_KEYS, 1, at)
        self._all.setShape(3, 4, "regular")
        if self._pages["grid"] is self._stack.currentWidget():
            self.showPage("basket")
        self.setTool(self._tool)

    def resizeEvent(self, event: object) -> None:
        self.finds.hide()
        self.customers.hide()
        self.toast.place()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _build_keys(self) -> None:
        self.keys = {
            "F2": FKeyButton("F2", self.tr("Customer"), Icon.OPERATOR),
            "F3": FKeyButton("F3", self.tr("Quantity"), Icon.QUANTITY),
            "F5": FKeyButton("F5", self.tr("Discard"), Icon.REMOVE),
            "F8": FKeyButton("F8", self.tr("Void last sale"), Icon.RETURN, short=self.tr("Void")),
        }
        for keycap, key in self.keys.items():
            key.setObjectName(f"key-{keycap}")
            key.setCheckable(True)

    def _build_quick(self) -> None:
        self._column, self._all = QuickKeys(), QuickKeys()
        self.fits = CrossSell()
        self.fits.added.connect(self.quick)
        self._keys_page = QWidget()
        column = QVBoxLayout(self._keys_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._column, 1)
        column.addWidget(self.fits)
        self._row = QuickKeys(more=True)
        for place in (self._column, self._row, self._all):
            place.chosen.connect(self.quick)
        self._row.wanted_more.connect(lambda: self.showPage("basket" if self.page() == "grid" else "grid"))

    def _build_pages(self) -> None:
        card = RoundedList()
        figures = (self.tr("Unit price"), self.tr("Total"), self.tr("Discount"), self.tr("Stock here"))
        card.body.addWidget(BasketHeader((self.tr("Qty"), self.tr("Article"), *figures)))
        card.addList(self.basket)
        empty = RoundedList()
        self._empty = EmptyState(
            Icon.SCAN,
            self.tr("Ready for the next customer"),
            self.tr("Scan the first article or the customer card, or type a name."),
        )
        self.last = FactRow(Icon.RECEIPT, ("journal", self.tr("Receipt")), height=56)
        self._briefing = [FactRow(Icon.TAG, height=56) for _ in range(_BRIEFING)]
        self._today = Label(self.tr("Today"), "captionStrong", "text2")
        for part in (self._today, *self._briefing, self.last):
            part.setFixedWidth(_BELOW)
            part.hide()
            self._empty.below.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.body.addWidget(self._empty)
        closed = RoundedList()
        shut = EmptyState(
            Icon.CASH,
            self.tr("No shift is open"),
            self.tr("Count the float and open the shift, then you can sell."),
            self.tr("Open the shift"),
        )
        assert shut.button is not None
        shut.button.setObjectName("open-shift")
        shut.button.clicked.connect(self.open_shift)
        closed.body.addWidget(shut)
        grid = QWidget()
        column = QVBoxLayout(grid)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._all)
        self._pages: dict[str, QWidget] = {"basket": card, "empty": empty, "closed": closed, "grid": grid}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self.flow = QVBoxLayout()
        self.flow.setSpacing(12)
        self.flow.addWidget(self.offline)
        left.addLayout(self.flow)
        left.addWidget(self._stack, 1)
        self._body = QGridLayout()
        self._body.addWidget(self._left, 0, 0)
        self._body.addWidget(self._side, 0, 1)
        self._body.setColumnStretch(0, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for key in self.keys.values():
            bar.addWidget(key, 1)
        self._main.setSpacing(12)
        self._main.addWidget(self.search)
        self._main.addLayout(self._body, 1)
        self._main.addWidget(self._row)
        self._main.addLayout(bar)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._main, 1)
        whole.addWidget(self.panel)


def _detail(row: BriefingRow) -> str:
    """What a line of the briefing says below its title; of a price what it was and is."""
    if row.was_minor is None or row.now_minor is None:
        return row.detail
    prices = f"{i18n.money(row.was_minor, row.currency)} → {i18n.money(row.now_minor, row.currency)}"
    return " · ".join(part for part in (prices, row.detail) if part)
