"""Who is at the till: choose a name, four digits, done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos.base.errors import Code, TresenError
from pos.contract import OperatorRow
from pos.domain.cash import Shift
from pos.services.changes import Changes
from pos.ui import i18n, theme
from pos.ui.errors import tell
from pos.ui.icons import Icon
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.labels import Badge, Label
from pos.ui.widgets.pin_entry import PinEntry
from pos.ui.widgets.rail import Logo
from pos.ui.widgets.tiles import OperatorTile

_EDGE = {"compact": 32, "regular": 48, "wide": 64}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SignIn(Screen):
    """Tiles at the left, PIN at the right; digits go to the PIN wherever the focus is."""

    name = "signin"
    rail = False

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._operators: tuple[OperatorRow, ...] = ()
        self._chosen: OperatorRow | None = None
        self._unlocking = False
        self._columns = 3
        self._tiles: list[OperatorTile] = []
        self._group = QButtonGroup(self)
        self._left, self._entry = QWidget(), PinEntry()
        self._entry.entered.connect(self._submit)
        self._entry.cleared.connect(self.escape)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self._entry)
        self._lay_out_left()
        self._minute = QTimer(self, interval=1_000)
        self._minute.timeout.connect(self._show_clock)

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, **facts: Any) -> None:
        self._unlocking = False
        self._ask()
        self._show_place()
        self._show_clock()
        self._minute.start()
        runner = self.counter.runner
        runner.money(lambda till: till.signon.operators(), self._show_operators, self.counter.tell)
        runner.money(lambda till: till.cash.shift(), self._show_shift, self.counter.tell)

    def changed(self, changes: Changes) -> None:
        if changes.catalogue or changes.sync:
            # The first feed may bring the store and its people while somebody stands here.
            self._show_place()
            self.counter.runner.money(lambda till: till.signon.operators(), self._show_operators, self.counter.tell)

    def hideEvent(self, event: object) -> None:
        self._minute.stop()

    def scanned(self, text: str) -> None:
        """No scan signs anybody in yet; it must not reach the PIN either."""

    def typed(self, event: QKeyEvent) -> bool:
        text, key = event.text(), Qt.Key(event.key())
        if text.isdigit() and text.isascii():
            self._entry.type_digit(text)
        elif key == Qt.Key.Key_Backspace:
            self._entry.backspace()
        elif key in _ARROWS:
            self._move(_ARROWS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-self._columns if key == Qt.Key.Key_Up else self._columns)
        else:
            return False
        return True

    def escape(self) -> bool:
        had = not self._entry.empty() or self._unlocking
        self._unlocking = False
        self._ask()
        return had

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("0–9", self.tr("PIN")), ("← →", self.tr("Choose a name")))

    def set_breakpoint(self, at: Breakpoint) -> None:
        edge = _EDGE[at]
        self._column.setContentsMargins(edge, edge - 8 if at != "compact" else edge, edge, edge - 16)
        self._gap.setFixedHeight(56 if at == "compact" else 100)
        if self._columns != (2 if at == "compact" else 3):
            self._columns = 2 if at == "compact" else 3
            self._place_tiles()

    # --- PIN --------------------------------------------------------------------------------------------------------

    def _submit(self, pin: str) -> None:
        if self._chosen is None:
            self._ask()
            return
        number = self._chosen.number
        if self._unlocking:
            self.counter.runner.money(lambda till: till.signon.unlock(number, pin), self._unlocked, self._refused)
        else:
            self.counter.runner.money(lambda till: till.signon.sign_in(number, pin), self._signed_in, self._refused)

    def _signed_in(self, operator: OperatorRow) -> None:
        self._ask()
        self.counter.go("sell")

    def _unlocked(self, _none: None) -> None:
        self._unlocking = False
        self._entry.ask(self.tr("Unlocked. Enter your own PIN."))

    def _refused(self, error: TresenError) -> None:
        """Wrong: how many tries are left. Locked: the next PIN is a shift lead's."""
        if error.code is Code.PIN_WRONG:
            left = error.facts.get("tries_left")
            self._entry.refuse(self.tr("Wrong PIN – %n tries left", "", left if isinstance(left, int) else 0))
        elif error.code is Code.PIN_LOCKED and not self._unlocking:
            self._unlocking = True
            self._entry.refuse(self.tr("Locked. A shift lead unlocks with their PIN."))
        else:
            told = tell(error)
            self._entry.refuse(f"{told.what}. {told.advice}")

    def _ask(self) -> None:
        self._entry.ask(self.tr("Enter PIN") if self._chosen else self.tr("Choose your name"))

    # --- names ------------------------------------------------------------------------------------------------------

    def _show_operators(self, operators: Sequence[OperatorRow]) -> None:
        if tuple(operators) == self._operators:
            return
        self._operators = tuple(operators)
        for tile in self._tiles:
            self._group.removeButton(tile)
            tile.deleteLater()
        self._tiles = []
        for operator in self._operators:
            tile = OperatorTile(operator.name, operator.duty or self._role(operator.role))
            tile.setObjectName(f"operator-{operator.number}")
            tile.clicked.connect(lambda _checked=False, one=operator: self._choose(one))
            self._group.addButton(tile)
            self._tiles.append(tile)
        self._place_tiles()
        self._waiting.setVisible(not self._operators)
        known = next((o for o in self._operators if self._chosen and o.number == self._chosen.number), None)
        if self._operators:
            self._choose(known or self._operators[0])

    def _role(self, role: str) -> str:
        words = {
            "cashier": self.tr("Cashier"),
            "shift_lead": self.tr("Shift lead"),
            "manager": self.tr("Manager"),
        }
        return words.get(role, role)

    def _choose(self, operator: OperatorRow) -> None:
        self._chosen = operator
        self._unlocking = False
        self._tiles[self._operators.index(operator)].setChecked(True)
        badge = self.tr("Demo · PIN {pin}").format(pin=operator.demo_pin) if operator.demo_pin else ""
        greeting = self.tr("Hello {name}").format(name=operator.name.split(" ")[0])
        self._entry.setPerson(operator.name, greeting, badge)
        self._ask()

    def _move(self, steps: int) -> None:
        if not self._operators:
            return
        at = self._operators.index(self._chosen) if self._chosen in self._operators else 0
        self._choose(self._operators[max(0, min(at + steps, len(self._operators) - 1))])

    def _place_tiles(self) -> None:
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    # --- what stands around -----------------------------------------------------------------------------------------

    def _show_place(self) -> None:
        store = self.counter.store()
        self._retailer.setText(store.retailer if store else "Tresen")
        self._place.setText(f"{store.name} · {self.counter.till_name}" if store else self.counter.till_name)
        facts = self.counter.demo()
        self._attribution.setText("\n".join(facts.attribution) if facts else "")
        self._attribution.setVisible(facts is not None)
        self._demo.setVisible(facts is not None)

    def _show_clock(self) -> None:
        store = self.counter.store()
        if store is not None:
            now = self.counter.clock.now_ms()
            self._clock.setText(i18n.time_of_day(now, store.zone))
            self._date.setText(i18n.long_day(now, store.zone))

    def _show_shift(self, shift: Shift | None) -> None:
        store = self.counter.store()
        if shift is not None and store is not None:
            words = self.tr("Shift of {name} open since {time}")
            since = i18n.as_of(shift.opened_at_ms, self.counter.clock.now_ms(), store.zone)
            self._entry.setNote(words.format(name=shift.opened_by, time=since))
            return
        self.counter.runner.money(lambda till: till.cash.usual_float(), self._show_float, self.counter.tell)

    def _show_float(self, float_minor: int) -> None:
        store = self.counter.store()
        words = self.tr("New shift · float {amount}")
        self._entry.setNote(words.format(amount=i18n.money(float_minor, store.currency)) if store else "")

    def flow(self, bar: QWidget | None) -> bool:
        if bar is not None:
            self._flow.addWidget(bar)
        return True

    # --- layout -----------------------------------------------------------------------------------------------------

    def _lay_out_left(self) -> None:
        self._column = column = QVBoxLayout(self._left)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Logo(48))
        names = QVBoxLayout()
        names.setSpacing(0)
        self._retailer, self._place = Label("", "title"), Label("", "body", "text2")
        names.addWidget(self._retailer)
        names.addWidget(self._place)
        head.addLayout(names, 1)
        times = QVBoxLayout()
        times.setSpacing(0)
        self._clock = AmountLabel(32)
        self._date = Label("", "body", "text2", align=Qt.AlignmentFlag.AlignRight)
        times.addWidget(self._clock)
        times.addWidget(self._date)
        head.addLayout(times)
        column.addLayout(head)
        self._flow = QVBoxLayout()
        column.addLayout(self._flow)
        self._gap = QWidget()
        column.addWidget(self._gap)
        column.addWidget(Label(self.tr("Who is at the till?"), "heading"))
        column.addSpacing(16)
        column.addWidget(self._names(), 1)
        column.addLayout(self._foot())

    def _names(self) -> QScrollArea:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        outer.addLayout(self._grid)
        self._waiting = Label(self.tr("Names come with the first contact to the centre."), "body", "text2")
        outer.addWidget(self._waiting)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self._demo = Badge(self.tr("Demo"), "gold")
        foot.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignVCenter)
        self._attribution = Label("", "caption", "text3", wrap=True)
        foot.addWidget(self._attribution, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(0)
        language = Button(i18n.LANGUAGES.get(i18n.language(), ""), "ghost", Icon.LANGUAGE)
        language.setObjectName("language")
        language.clicked.connect(self._next_language)
        self._look = Button("", "ghost", Icon.LIGHT)
        self._look.setObjectName("theme")
        self._look.clicked.connect(self._other_theme)
        self._show_theme()
        foot.addWidget(language)
        foot.addWidget(self._look)
        return foot

    def _next_language(self) -> None:
        known = list(i18n.LANGUAGES)
        self.counter.switch("language", known[(known.index(i18n.language()) + 1) % len(known)])

    def _other_theme(self) -> None:
        self.counter.switch("theme", "light" if theme.current().name == "dark" else "dark")
        self._show_theme()

    def _show_theme(self) -> None:
        dark = theme.current().name == "dark"
        self._look.setText(self.tr("Dark") if dark else self.tr("Light"))
        self._look.setIconName(Icon.DARK if dark else Icon.LIGHT)
