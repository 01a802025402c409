"""An order in the decision panel: what it is, what is checked, what is to be paid, and the blue button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.article_forms import WayForm
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Label, Line
from pos.ui.widgets.lists import EmptyState
from pos.ui.widgets.pickup_parts import (
    DutyRow,
    DutyWords,
    HeadWords,
    LineRow,
    LineWords,
    NoteBox,
    PickupHead,
    RowColumn,
)
from pos.ui.widgets.tools import Tool


@dataclass(frozen=True, slots=True)
class Way:
    """A button: its name in the screen, text, icon, key."""

    key: str
    text: str
    icon: Icon
    keycap: str = ""


@dataclass(frozen=True, slots=True)
class PanelWords:
    """``rest``: a link above the duties; ``note``: bold and plain words of the amber box; ``due``: the amount to be
    paid; ``hero``: what the blue button says (``hero_short`` where that does not fit), ``reason`` why it is
    off, ``lifts``: its key opens an approval then.
    """

    head: HeadWords
    lines: tuple[LineWords, ...] = ()
    rest: Way | None = None
    note: tuple[str, str] = ("", "")
    duties: tuple[DutyWords, ...] = ()
    due: str = ""
    ways: tuple[Way, ...] = ()
    hero: str = ""
    hero_short: str = ""
    able: bool = False
    reason: str = ""
    lifts: bool = False


class PickupPanel(QWidget):
    """``PickupPanel(parent=None)``: ``showOrder(words)``, None: none is chosen. ``setTool(tool)`` puts a form in the
    place of the lines, None takes it away; ``press()`` is the blue button or its key.

    Signals: ``pressed()``, the blue button while no form is open; ``way(str)`` with the key of another button;
    ``line(int)``, ``less(int)``, ``other(int)`` with a line's number; ``duty(str)`` with its key.
    """

    pressed = Signal()
    way = Signal(str)
    line = Signal(int)
    less = Signal(int)
    other = Signal(int)
    duty = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool: Tool | None = None
        self.words: PanelWords | None = None
        self._lines: dict[int, LineRow] = {}
        self._duties: dict[str, DutyRow] = {}
        self._ways: dict[str, Button] = {}
        self._lay_out()
        self.showOrder(None)

    # --- what it shows ----------------------------------------------------------------------------------------------

    def showOrder(self, words: PanelWords | None) -> None:
        """An order as it is now; rows that stay are not made anew, for a finger may be on them."""
        self.words = words
        self._stack.setCurrentIndex(0 if words is None else 1)
        if words is None:
            return
        self.head.setWords(words.head)
        self._lines = {one.n: self._line(one) for one in words.lines}
        self._line_rows.setRows(list(self._lines.values()))
        self._duties = {one.text: self._duty(one) for one in words.duties}
        self._duty_rows.setRows(list(self._duties.values()))
        self.note.say(*words.note)
        self._rest.setVisible(words.rest is not None)
        if words.rest is not None:
            self._rest.setText(words.rest.text)
            self._rest.setKeycap(words.rest.keycap)
        self.amount.setText(words.due)
        self._name_buttons()

    def setTool(self, tool: Tool | None) -> None:
        """Open this form."""
        before, self._tool = self._tool, tool
        if before is not None and before is not tool:
            before.hide()
            self._tools.removeWidget(before)
        if tool is not None and before is not tool:
            self._tools.addWidget(tool)
            tool.show()
        self._tools.setCurrentWidget(tool or self._scroll)
        self._tools.setContentsMargins(0, 8 if tool is not None else 0, 0, 0)
        self._name_buttons()

    def addTool(self, tool: Tool) -> None:
        """One more form."""
        if isinstance(tool, WayForm):
            tool.able_changed.connect(lambda _able: self._name_buttons())
        tool.setParent(self)  # one that was never opened must end with the screen all the same
        tool.hide()

    def tool(self) -> Tool | None:
        """The form that is open."""
        return self._tool

    def press(self) -> None:
        """The blue button, or its key."""
        if isinstance(self._tool, WayForm):
            self._tool.press()
        elif self._tool is None and self.words is not None and (self.words.able or self.words.lifts):
            self.pressed.emit()

    # --- inside -----------------------------------------------------------------------------------------------------

    def _name_buttons(self) -> None:
        words, tool = self.words, self._tool
        if words is None:
            return
        form = tool if isinstance(tool, WayForm) else None
        self.hero.setVisible(bool(words.hero or form) and (tool is None or form is not None))
        self.hero.setText(form.verb if form is not None else words.hero)
        self.hero.setShort("" if form is not None else words.hero_short)
        self.hero.setEnabled(form.able if form is not None else words.able)
        self.hero.setReason("" if form is not None else words.reason)
        self._due.setVisible(bool(words.due) and tool is None)
        self._show_ways(words.ways if tool is None else ())

    def _show_ways(self, ways: Sequence[Way]) -> None:
        keys = {way.key for way in ways}
        for key, button in self._ways.items():
            button.setVisible(key in keys)
        for at, way in enumerate(ways):
            button = self._ways.get(way.key) or self._made(way)
            button.setText(way.text)
            button.setIconName(way.icon)
            button.setKeycap(way.keycap)
            self._buttons.removeWidget(button)
            self._buttons.insertWidget(at, button)
            button.show()

    def _made(self, way: Way) -> Button:
        key = way.key
        button = Button(way.text, icon=way.icon, keycap=way.keycap)
        button.setObjectName(f"pickup-{key}")
        button.clicked.connect(lambda: self.way.emit(key))
        self._ways[key] = button
        return button

    def _line(self, words: LineWords) -> LineRow:
        row = self._lines.get(words.n)
        if row is not None:
            row.setWords(words)
            return row
        made = LineRow(words)
        made.clicked.connect(lambda: self._touch(made.words))
        made.less.connect(lambda: self.less.emit(made.words.n))
        made.other.connect(lambda: self.other.emit(made.words.n))
        return made

    def _touch(self, words: LineWords) -> None:
        if words.able:
            self.line.emit(words.n)

    def _duty(self, words: DutyWords) -> DutyRow:
        row = self._duties.get(words.text)
        if row is not None:
            row.setWords(words)
            return row
        made = DutyRow(words)
        made.clicked.connect(lambda: self.duty.emit(made.words.key))
        return made

    def _lay_out(self) -> None:
        nothing = EmptyState(Icon.PICKUP, self.tr("Which order?"), "")
        self.head = PickupHead()
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._line_rows, self._duty_rows = RowColumn(), RowColumn()
        self.note = NoteBox()
        self._rest = Button("", "link")
        self._rest.setObjectName("pickup-rest")
        self._rest.clicked.connect(self._press_rest)
        rows.addWidget(self._line_rows)
        rows.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.note)
        rows.addSpacing(12)
        rows.addWidget(self._duty_rows)
        rows.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tools = QStackedWidget()
        self._tools.addWidget(self._scroll)
        self._due = QWidget()
        due = QVBoxLayout(self._due)
        due.setContentsMargins(0, 0, 0, 0)
        due.setSpacing(6)
        self.amount = AmountLabel()
        for part in (Line(), Label(self.tr("To be paid"), "bodyStrong"), self.amount):
            due.addWidget(part)
        self.hero = HeroButton("")
        self.hero.setObjectName("pickup-hero")
        self.hero.clicked.connect(self.press)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        order = QWidget()
        column = QVBoxLayout(order)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._tools, 1)
        column.addWidget(self._due)
        column.addLayout(self._buttons)
        column.addWidget(self.hero)
        column.setSpacing(0)
        self._buttons.setContentsMargins(0, 8, 0, 8)
        self._stack = QStackedWidget()
        for page in (nothing, order):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _press_rest(self) -> None:
        if self.words is not None and self.words.rest is not None:
            self.way.emit(self.words.rest.key)
