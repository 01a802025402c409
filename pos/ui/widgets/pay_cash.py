"""Taking cash: what was given, typed or touched, and what to hand back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.base.errors import Refused
from pos.domain import tender
from pos.domain.cart import TOTAL_MINOR_MAX
from pos.ui import i18n
from pos.ui.errors import tell
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.cash import CoinRow, NoteTile
from pos.ui.widgets.labels import Label, Line
from pos.ui.widgets.lists import RoundedList
from pos.ui.widgets.pads import BACKSPACE, AmountField, NumPad

_PAD = {"compact": 232, "regular": 300, "wide": 396}
_EDGE = {"compact": 16, "regular": 24, "wide": 24}
_FOOT = {"compact": 127, "regular": 151, "wide": 151}


class CashForm(RoundedList):
    """``CashForm(parent=None)``: ``setDue(minor, currency)`` starts it, with exactly that sum given.

    ``typed(digits)`` and ``backspace()`` write cents from the right; the first digit replaces the suggestion.
    ``given``: minor units; ``reason``: why that cannot be taken, empty if it can; ``rest``: what stays open if it is a
    part, else 0. Signal: ``changed()``.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._due, self._currency = 0, ""
        self._fresh = True
        self.given = 0
        self.reason = ""
        self.rest = 0
        self._tiles: list[NoteTile] = []
        self._coins = CoinRow()
        self._lay_out()

    def setDue(self, minor: int, currency: str) -> None:
        """Another sum to pay."""
        self._due, self._currency = minor, currency
        self._coins.setCurrency(currency)
        self._make_tiles()
        self._give(minor, fresh=True)

    def typed(self, digits: str) -> None:
        """Digits from the keyboard or the pad."""
        before = 0 if self._fresh else self.given
        given = int(f"{before}{digits}")
        if given <= TOTAL_MINOR_MAX:
            self._give(given)

    def backspace(self) -> None:
        """Takes the last digit away; of a suggestion all of it."""
        self._give(0 if self._fresh else self.given // 10)

    # --- state ------------------------------------------------------------------------------------------------------

    def _give(self, minor: int, *, fresh: bool = False) -> None:
        self.given, self._fresh = minor, fresh
        currency = self._currency
        change, self.reason = 0, ""
        self.rest = self._due - minor if 0 < minor < self._due else 0
        try:
            change = tender.part_in_cash(1, self._due, minor).change_minor
        except Refused as refusal:
            self.reason = tell(refusal).what
        self._field.setText(i18n.money(minor, currency))
        self._field.setError(bool(self.reason) and minor > 0)
        self._what.setText(self.tr("Open afterwards") if self.rest else self.tr("Change"))
        self._change.setText(i18n.money(self.rest or change, currency))
        self._change.setRole("text_disabled" if self.reason else "amber" if self.rest else "text")
        self._change.setMinimumWidth(min(self._change.sizeHint().width(), 360))  # coins shrink before the sum does
        self._coins.setPieces(list(tender.hand_out(change, currency)))
        self._how.setVisible(bool(change) and not self._compact)
        for tile in self._tiles:
            tile.setChecked(tile.property("minor") == minor)
        self.changed.emit()

    def _make_tiles(self) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        sums = tender.cash_suggestions(self._due, self._currency)
        self._tiles = [self._tile(minor) for minor in sums]
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // 2, place % 2)

    def _tile(self, minor: int) -> NoteTile:
        note = self.tr("exact") if minor == self._due else ""
        tile = NoteTile(i18n.money(minor, self._currency), minor, self._currency, note)
        tile.setProperty("minor", minor)
        # Through the state, not the tile's own toggle: a second touch must not unchoose it.
        tile.clicked.connect(lambda _checked=False: self._give(minor, fresh=True))
        return tile

    # --- frame ------------------------------------------------------------------------------------------------------

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Paddings and pad by window."""
        edge = _EDGE[at]
        self._compact = at == "compact"
        self._upper.setContentsMargins(edge, edge, edge, edge)
        self._upper.setSpacing(edge)
        self._pad.setFixedWidth(_PAD[at])
        self._foot.setContentsMargins(edge, 0, edge, 0)
        self._foot.setSpacing(12 if self._compact else 32)
        self._footer.setFixedHeight(_FOOT[at])
        self._how.setVisible(not self._compact and self._change.text() != "" and self.given > self._due)

    def _lay_out(self) -> None:
        self._compact = False
        self._field = AmountField(self.tr("Given"))
        self._pad = NumPad("00", names={BACKSPACE: self.tr("Delete")})
        self._pad.typed.connect(self.typed)
        self._pad.backspace.connect(self.backspace)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._field)
        left.addLayout(self._grid, 1)
        self._upper = QHBoxLayout()
        self._upper.addLayout(left, 1)
        self._upper.addWidget(self._pad)
        self.body.addLayout(self._upper, 1)
        self.body.addWidget(Line())
        self.body.addWidget(self._make_footer())
        self.set_breakpoint("regular")

    def _make_footer(self) -> QWidget:
        self._footer = QWidget()
        self._footer.setProperty("ground", "subtle")
        self._footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QHBoxLayout(self._footer)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._what = Label(self.tr("Change"), "title")
        words.addWidget(self._what)
        self._how = Label(self.tr("hand out like this"), "caption", "text3")
        words.addWidget(self._how)
        words.addStretch(1)
        self._change = AmountLabel("change")
        self._foot.addLayout(words)
        self._foot.addWidget(self._coins)
        self._foot.addWidget(self._change, 1)
        return self._footer
