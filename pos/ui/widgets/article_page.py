"""The article's screen laid out for the three windows: what it is, where it is, what belongs to it; price and ways to
get it at the right.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.catalogue import Article
from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.article_forms import WayForm
from pos.ui.widgets.article_parts import ActionTile, ArticleHead, RelatedLine, RelatedRow, Stepper
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.choices import Segment
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.finds import FindList
from pos.ui.widgets.fitting import FittingColumn
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Avatar, Badge, Label
from pos.ui.widgets.lists import EmptyState, RoundedList
from pos.ui.widgets.page import Page
from pos.ui.widgets.stock_list import StockHead, StockList

RESERVE, DELIVER, ELSEWHERE, NOTIFY = "reserve", "deliver", "elsewhere", "notify"
KEYS = {RESERVE: "F5", DELIVER: "F6", ELSEWHERE: "F7", NOTIFY: "F8"}
_RIGHT = {"regular": 360, "wide": 480}
_ANY = 16_777_215
_TITLE = 48


class ArticlePage(QWidget):
    """``ArticlePage(screen)``: ``search``, ``finds``, ``bars``, ``head``, ``stock`` with ``stock_head``, ``ways`` by
    name, ``amount``, ``stepper``, ``hero``. ``showPage(name)``: article or empty; ``setTool(tool)``
    puts a form in the place of the ways and its verb on the blue button, None takes it away.

    Signals: ``back()``; ``pressed()``, the blue button while no form is open; ``added(str)`` and ``opened(str)`` with
    the SKU of a related article.
    """

    back = Signal()
    pressed = Signal()
    added = Signal(str)
    opened = Signal(str)

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self._page = Page(screen)
        self.hide()  # it holds what the page shows; the page itself is what is seen
        self.setParent(screen)
        self._at: Breakpoint = "regular"
        self._tool: WayForm | None = None
        self._verb = ""
        self._related: dict[str, tuple[RelatedLine, ...]] = {"together": (), "instead": ()}
        self._rows: list[QWidget] = []
        self.search = SearchField(self.tr("Scan or search"))
        self.bars = QVBoxLayout()
        self.head = ArticleHead()
        self.stock, self.stock_head = StockList(), StockHead(self.tr("Stock"))
        self.stock.setObjectName("stock")
        self._lay_out_work()
        self._lay_out_panel()
        self.finds = FindList(screen, self.tr("Articles"), (("↑ ↓", self.tr("choose")), ("↵", self.tr("open"))))
        self.set_breakpoint("regular")

    # --- what it shows ----------------------------------------------------------------------------------------------

    def showPage(self, name: str) -> None:
        """article or empty."""
        page = 1 if name == "article" else 0
        if page != self._stack.currentIndex():
            self._stack.setCurrentIndex(page)
            # A stack gives the keyboard to whatever its new page likes; here it belongs to the search field.
            if self.search.isVisible():
                self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.setVisible(name == "article")

    def page(self) -> str:
        """Which page is there."""
        return "article" if self._stack.currentIndex() else "empty"

    def showRelated(self, together: Sequence[RelatedLine], instead: Sequence[RelatedLine]) -> None:
        """What often goes with it, and what could be taken in its place."""
        wanted = {"together": tuple(together), "instead": tuple(instead)}
        same = {kind: [line.sku for line in lines] for kind, lines in wanted.items()} == {
            kind: [line.sku for line in lines] for kind, lines in self._related.items()
        }
        self._related = wanted
        if not same:
            self._make_rows()
            return
        lines = {line.sku: line for some in wanted.values() for line in some}
        for row in self._rows:  # a row that is being touched must not be made anew for a figure
            if isinstance(row, RelatedRow):
                row.setLine(lines[row.line.sku])

    def setCustomer(self, words: str, name: str) -> None:
        """For whom it is; empty for nobody in particular."""
        self._avatar.setVisible(bool(name))
        self._avatar.setName(name)
        self._for.setText(words)

    def setPrice(self, amount: str, below: str, coupon: str) -> None:
        """What it costs, what is in that, and what it costs with a coupon."""
        self.amount.setText(amount)
        self._below.setText(below)
        self._coupon.setVisible(bool(coupon))
        self._coupon.setBadge(coupon, "accent", Icon.COUPON)

    def setVerb(self, verb: str) -> None:
        """What the blue button does while no form is open."""
        self._verb = verb
        self._name_hero()

    def press(self) -> None:
        """The blue button, or its key."""
        if self._tool is not None:
            self._tool.press()
        else:
            self.pressed.emit()

    def _name_hero(self) -> None:
        self.hero.setText(self._tool.verb if self._tool is not None else self._verb)
        self.hero.setEnabled(self._tool is None or self._tool.able)

    def setTool(self, tool: WayForm | None, way: str = "") -> None:
        """Open this form; ``way``: whose it is."""
        before, self._tool = self._tool, tool
        if before is not None and before is not tool:
            before.hide()
            self._tools.removeWidget(before)
        for name, tile in self.ways.items():
            tile.setChecked(name == way)
        if tool is not None and before is not tool:
            self._tools.addWidget(tool)
            tool.show()
        self._tools.setCurrentWidget(tool or self._actions)
        self._name_hero()
        self.search.setCalm(tool is not None)
        self.search.setPlaceholder(self.tr("A scan ends the input") if tool is not None else self.tr("Scan or search"))
        if self.search.isVisible():
            self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def addTool(self, tool: WayForm) -> None:
        """One more form."""
        tool.able_changed.connect(lambda _able: self._name_hero())
        tool.setParent(self)  # one that was never opened must end with the screen all the same
        tool.hide()

    def tool(self) -> WayForm | None:
        """The form that is open."""
        return self._tool

    def dropFinds(self, found: tuple[Article, ...], query: str, currency: str) -> None:
        """Drop the list of finds under the search field; none closes it."""
        place = self.search.geometry()
        self.finds.showFinds(found, query, currency, left=place.x(), top=place.bottom() + 8, width=place.width())

    def set_breakpoint(self, at: Breakpoint) -> None:
        """In a compact window one card at a time, chosen by a segment."""
        self._at = at
        compact = at == "compact"
        self._segment.setVisible(compact)
        self._body.removeWidget(self._right)
        if compact:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(_ANY)
            self._body.addWidget(self._right, 1, 0)
        else:
            self._right.setFixedWidth(_RIGHT[at])
            self._body.addWidget(self._right, 0, 1)
        self._body.setSpacing(current().tokens.layout.gap["compact" if compact else "regular"] - (0 if compact else 4))
        self._choose_segment(self._segment.value)

    # --- layout -----------------------------------------------------------------------------------------------------

    def _lay_out_work(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        back = Button(self.tr("Back"), icon=Icon.LEFT, keycap="Esc", large=True)
        back.setObjectName("back")
        back.clicked.connect(self.back)
        top.addWidget(back)
        top.addWidget(self.search, 1)
        article = QWidget()
        column = QVBoxLayout(article)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        self._segment = Segment(
            [
                ("stock", self.tr("Stock")),
                ("together", self.tr("Goes with it")),
                ("instead", self.tr("Alternatives")),
            ]
        )
        self._segment.setObjectName("article-segment")
        self._segment.chosen.connect(self._choose_segment)
        column.addWidget(self._segment)
        self._body = QGridLayout()
        self._places = RoundedList()
        self._places.body.addWidget(self.stock_head)
        self._places.addList(self.stock)
        self._body.addWidget(self._places, 0, 0)
        self._body.setColumnStretch(0, 1)
        self._right = RoundedList()
        self._right.body.setContentsMargins(16, 1, 16, 8)
        self._column = FittingColumn()
        self._right.body.addWidget(self._column)
        column.addLayout(self._body, 1)
        empty = RoundedList()
        empty.body.addWidget(
            EmptyState(
                Icon.ARTICLES,
                self.tr("Which article?"),
                self.tr("Scan it, or type a name or a number. F7 in the sale opens the chosen line."),
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(article)
        work = self._page.work
        work.addLayout(top)
        work.addLayout(self.bars)
        work.addWidget(self._stack, 1)

    def _lay_out_panel(self) -> None:
        self._panel = QWidget()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.setSpacing(0)
        who = QHBoxLayout()
        who.setSpacing(8)
        self._avatar, self._for = Avatar("", 32, soft=True), Label("", "body")
        self._for.setFixedHeight(40)
        who.addWidget(self._avatar)
        who.addWidget(self._for, 1)
        panel.addLayout(who)
        self.amount = AmountLabel(align=Qt.AlignmentFlag.AlignLeft)
        self._below = Label("", "caption", "text2")
        self._coupon = Badge("", "accent", Icon.COUPON, large=True)
        panel.addSpacing(8)
        panel.addWidget(self.amount)
        panel.addSpacing(4)
        panel.addWidget(self._below)
        panel.addSpacing(8)
        panel.addWidget(self._coupon)
        panel.addSpacing(12)
        self.ways = {
            RESERVE: ActionTile(self.tr("Reserve here"), Icon.RESERVE, KEYS[RESERVE]),
            DELIVER: ActionTile(self.tr("Deliver home"), Icon.DELIVER, KEYS[DELIVER]),
            ELSEWHERE: ActionTile(self.tr("To another store"), Icon.STORE, KEYS[ELSEWHERE]),
            NOTIFY: ActionTile(self.tr("Notify"), Icon.NOTIFY, KEYS[NOTIFY]),
        }
        self._actions = QWidget()
        actions = QVBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(8)
        for name, tile in self.ways.items():
            tile.setObjectName(f"way-{name}")
            actions.addWidget(tile)
        actions.addStretch(1)
        self._tools = QStackedWidget()
        self._tools.addWidget(self._actions)
        panel.addWidget(self._tools, 1)
        panel.addSpacing(12)
        self.stepper = Stepper(self.tr("Quantity"), self.tr("One less"), self.tr("One more"))
        panel.addWidget(self.stepper)
        panel.addSpacing(12)
        self.hero = HeroButton(self.tr("Add to basket"))
        self.hero.setObjectName("article-hero")
        self.hero.clicked.connect(self.press)
        panel.addWidget(self.hero)
        self._page.panel.addWidget(self._panel)
        self._panel.hide()

    def _choose_segment(self, name: str) -> None:
        compact = self._at == "compact"
        self._places.setVisible(not compact or name == "stock")
        self._body.setRowStretch(0, int(not compact or name == "stock"))
        self._body.setRowStretch(1, int(compact and name != "stock"))
        self._make_rows()

    def _make_rows(self) -> None:
        old, self._rows = self._rows, []
        titles = {"together": self.tr("Often bought together"), "instead": self.tr("Alternatives")}
        shown = [self._segment.value] if self._at == "compact" else ["together", "instead"]
        for kind in shown:
            lines = self._related.get(kind, ())
            title = Label(titles.get(kind, ""), "bodyStrong")
            title.setFixedHeight(_TITLE)
            if lines or self._at == "compact":
                self._rows.append(title)
            if not lines and kind in titles and self._at == "compact":
                nothing = Label(self.tr("Nothing known yet"), "body", "text3")
                nothing.setFixedHeight(_TITLE)
                self._rows.append(nothing)
            self._rows += [self._row(line) for line in lines]
        self._right.setVisible(bool(self._rows) and (self._at != "compact" or self._segment.value != "stock"))
        self._column.setRows(self._rows)
        for row in old:
            row.deleteLater()

    def _row(self, line: RelatedLine) -> RelatedRow:
        row = RelatedRow(line, self.tr("Add"))
        row.clicked.connect(lambda: self.opened.emit(line.sku))
        row.added.connect(lambda: self.added.emit(line.sku))
        return row
