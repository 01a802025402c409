"""The screen of online orders laid out for the three windows: three lists, the chosen order at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, current
from pos.ui.widgets.choices import Segment
from pos.ui.widgets.fields import SearchField
from pos.ui.widgets.keys import FKeyButton
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.page import Page
from pos.ui.widgets.pickup_list import PickupColumn, PickupRow
from pos.ui.widgets.pickup_panel import PickupPanel
from pos.ui.widgets.tools import Tool

PICK, READY, DONE = "pick", "ready", "done"
COLUMNS: Final = (PICK, READY, DONE)


@dataclass(frozen=True, slots=True)
class ColumnRows:
    """What stands in a list; ``count``: how many there are."""

    rows: tuple[PickupRow, ...] = ()
    count: int = 0


class PickupPage(QWidget):
    """``PickupPage(screen)``: ``search``, ``bars``, ``offline``, ``columns`` by name, ``keys`` by keycap, ``panel``.

    ``showLists(rows by column)``; ``choose(key)``, ``chosen()``; ``step(rows)`` and ``turn(columns)`` answer the key of
    the order to choose next, empty if there is none. Signals: ``picked(str)`` with the key of an order that was
    touched, ``keyed(str)`` with the keycap of a button below the lists.
    """

    picked = Signal(str)
    keyed = Signal(str)

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self._page = Page(screen)
        self.hide()  # it holds what the page shows; the page itself is what is seen
        self.setParent(screen)
        self._at: Breakpoint = "regular"
        self._front = READY
        self._words = self.tr("Pickup code, order number or name")
        self.search = SearchField(self._words)
        self.bars = QVBoxLayout()
        self.offline = NoticeBar()
        nothing = self.tr("Nothing here")
        self.columns = {
            PICK: PickupColumn(self.tr("To pick"), self.tr("Nothing to pick")),
            READY: PickupColumn(self.tr("Ready for pickup"), nothing),
            DONE: PickupColumn(self.tr("Collected / expired"), nothing),
        }
        self._sorted = {
            PICK: self.tr("by deadline"),
            READY: self.tr("by age"),
            DONE: self.tr("newest first"),
        }
        for name, column in self.columns.items():
            column.list.setObjectName(f"pickups-{name}")
            column.list.picked.connect(self.picked)
        self._segment = Segment([(PICK, ""), (READY, ""), (DONE, "")])
        self._segment.setObjectName("pickup-segment")
        self._segment.chosen.connect(self._show_column)
        self._segment.setValue(READY)
        self.panel = PickupPanel()
        self._build_keys()
        self._lay_out()
        self.showLists({})
        self.set_breakpoint("regular")

    # --- what it shows ----------------------------------------------------------------------------------------------

    def showLists(self, lists: Mapping[str, ColumnRows]) -> None:
        """The orders as they are now."""
        found = {name: lists.get(name, ColumnRows()) for name in COLUMNS}
        for name, column in self.columns.items():
            column.showRows(found[name].rows, found[name].count)
        short = {PICK: self.tr("Pick"), READY: self.tr("Ready"), DONE: self.tr("Done")}
        self._segment.setOptions([(name, f"{short[name]}  {found[name].count}") for name in COLUMNS])

    def choose(self, key: str) -> None:
        """Choose this order in whichever list it is."""
        for name, column in self.columns.items():
            column.list.choose(key)
            if column.list.chosen():
                self._front = name
                self._segment.setValue(name)
        self._arrange()

    def chosen(self) -> str:
        """The key of the chosen order."""
        return next((column.list.chosen() for column in self.columns.values() if column.list.chosen()), "")

    def keys_of(self, name: str) -> list[str]:
        """The orders of a list."""
        return self.columns[name].list.keys()

    def first(self, names: Sequence[str] = (READY, PICK, DONE)) -> str:
        """The first order of the first of these lists that has one."""
        return next((keys[0] for name in names if (keys := self.keys_of(name))), "")

    def step(self, rows: int) -> str:
        """The order so many rows below the chosen one in its list."""
        keys = self.keys_of(self._front)
        chosen = self.chosen()
        if not keys:
            return self.first()
        at = keys.index(chosen) + rows if chosen in keys else 0
        return keys[max(0, min(len(keys) - 1, at))]

    def turn(self, columns: int) -> str:
        """The order beside the chosen one, in the next list that has any."""
        names = (
            COLUMNS[COLUMNS.index(self._front) + 1 :] if columns > 0 else COLUMNS[: COLUMNS.index(self._front)][::-1]
        )
        before = self.keys_of(self._front)
        at = before.index(self.chosen()) if self.chosen() in before else 0
        keys = next((keys for name in names if (keys := self.keys_of(name))), [])
        return keys[min(at, len(keys) - 1)] if keys else ""

    def page(self) -> int:
        """How many rows are seen at once."""
        return self.columns[self._front].list.page()

    def setTool(self, tool: Tool | None) -> None:
        """Open this form in the panel, None closes it."""
        self.panel.setTool(tool)
        self.search.setCalm(tool is not None)
        self.search.setPlaceholder(self.tr("A scan ends the input") if tool is not None else self._words)
        if self.search.isVisible():
            self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_breakpoint(self, at: Breakpoint) -> None:
        """In a compact window one list at a time, chosen by a segment."""
        self._at = at
        self._lists.setSpacing(current().tokens.layout.gap["compact"])
        self._arrange()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _show_column(self, name: str) -> None:
        self._front = name
        self._arrange()
        key = self.first((name,))
        if key:
            self.picked.emit(key)

    def _arrange(self) -> None:
        compact = self._at == "compact"
        self._segment.setVisible(compact)
        for name, column in self.columns.items():
            column.setVisible(not compact or name == self._front)
            column.setSaid(self._sorted[name] if compact else "")

    def _build_keys(self) -> None:
        self.keys = {
            "F3": FKeyButton("F3", self.tr("Pick list"), Icon.PICK_LIST),
            "F4": FKeyButton("F4", self.tr("Move"), Icon.PLACE),
            "F6": FKeyButton("F6", self.tr("Remind"), Icon.NOTIFY),
            "F7": FKeyButton("F7", self.tr("Label"), Icon.PRINTER),
            "F8": FKeyButton("F8", self.tr("Cancel the order"), Icon.RETURN, short=self.tr("Cancel")),
        }
        for keycap, key in self.keys.items():
            key.setObjectName(f"key-{keycap}")
            key.clicked.connect(lambda _checked=False, keycap=keycap: self.keyed.emit(keycap))

    def _lay_out(self) -> None:
        self._lists = QHBoxLayout()
        for column in self.columns.values():
            self._lists.addWidget(column, 1)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for key in self.keys.values():
            keys.addWidget(key, 1)
        work = self._page.work
        work.addWidget(self.search)
        work.addLayout(self.bars)
        work.addWidget(self.offline)
        work.addWidget(self._segment)
        work.addLayout(self._lists, 1)
        work.addLayout(keys)
        self._page.panel.addWidget(self.panel)
