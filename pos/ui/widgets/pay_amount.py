"""A form that asks how much: amount, suggestions, pad, and what is open afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.cart import TOTAL_MINOR_MAX
from pos.ui import i18n
from pos.ui.theme import Breakpoint
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.choices import Chip
from pos.ui.widgets.labels import Label, Line
from pos.ui.widgets.lists import RoundedList
from pos.ui.widgets.pads import BACKSPACE, AmountField, NumPad

_PAD = {"compact": 232, "regular": 300, "wide": 396}
_EDGE = {"compact": 16, "regular": 24, "wide": 24}
_FOOT = {"compact": 103, "regular": 127, "wide": 151}
_CHIPS = 3


class AmountForm(RoundedList):
    """``AmountForm(label, take, parent=None)``: ``ask(minor, open_minor, currency, chips)`` starts it with that sum.

    ``typed(digits)`` and ``backspace()`` write cents from the right; the first digit replaces the suggestion.
    ``entered``: minor units as they stand; ``reason``: why that cannot be taken, empty if it can; ``takes``: what would
    be taken. ``head``: where subclasses put what stands above. Signals: ``changed()``, ``taken()`` by touch.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, label: str, take: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.entered = 0
        self.reason = ""
        self._open, self._currency = 0, ""
        self._fresh = True
        self._field = AmountField(label)
        self._take = Button(take, "soft", keycap="↵", spread=True, large=True)
        self._take.clicked.connect(self.taken)
        self._chips = [Chip("") for _ in range(_CHIPS)]
        self._sums: Sequence[int] = ()
        for place, chip in enumerate(self._chips):
            # Through the state, not the chip's own toggle: a second touch must not unchoose it.
            chip.clicked.connect(lambda _checked=False, place=place: self._enter(self._sums[place], fresh=True))
        self._lay_out()

    def ask(self, minor: int, open_minor: int, currency: str, chips: Sequence[tuple[int, str]]) -> None:
        """Another question. ``chips``: pairs of sum and word before it, at most three."""
        self._open, self._currency = open_minor, currency
        self._sums = [sum_minor for sum_minor, _word in chips]
        for chip, (sum_minor, word) in zip(self._chips, chips, strict=False):
            chip.setText(f"{word} {i18n.money(sum_minor, currency)}".strip())
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(chips))
        self._enter(minor, fresh=True)

    def typed(self, digits: str) -> None:
        """Digits from the keyboard or the pad."""
        entered = int(f"{0 if self._fresh else self.entered}{digits}")
        if entered <= TOTAL_MINOR_MAX:
            self._enter(entered)

    def backspace(self) -> None:
        """Takes the last digit away; of a suggestion all of it."""
        self._enter(0 if self._fresh else self.entered // 10)

    @property
    def takes(self) -> int:
        """What would be taken, in minor units; 0 if nothing can."""
        return 0 if self.reason else self.entered

    def check(self, minor: int) -> str:
        """Why this sum cannot be taken; empty if it can."""
        raise NotImplementedError

    def _enter(self, minor: int, *, fresh: bool = False) -> None:
        self.entered, self._fresh = minor, fresh
        self.reason = self.check(minor)
        self._field.setText(i18n.money(minor, self._currency))
        self._field.setError(bool(self.reason) and minor > 0)
        self._after.setText(i18n.money(self._open - self.takes, self._currency))
        self._after.setRole("text_disabled" if self.reason else "text")
        self._take.setEnabled(not self.reason)
        for chip, sum_minor in zip(self._chips, self._sums, strict=False):
            chip.setChecked(sum_minor == minor)
        self.changed.emit()

    # --- frame ------------------------------------------------------------------------------------------------------

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Paddings and pad by window."""
        edge = _EDGE[at]
        self._upper.setContentsMargins(edge, edge, edge, edge)
        self._upper.setSpacing(edge)
        self._pad.setFixedWidth(_PAD[at])
        self._foot.setContentsMargins(edge, 0, edge, 0)
        self._footer.setFixedHeight(_FOOT[at])

    def _lay_out(self) -> None:
        self._pad = NumPad("00", names={BACKSPACE: self.tr("Delete")})
        self._pad.typed.connect(self.typed)
        self._pad.backspace.connect(self.backspace)
        self.head = QVBoxLayout()
        self.head.setSpacing(0)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for place, chip in enumerate(self._chips):
            chips.addWidget(chip, 3 if place else 4)  # the first one has the largest sum, and a word before it
        self.amounts = QWidget()
        amounts = QVBoxLayout(self.amounts)
        amounts.setContentsMargins(0, 0, 0, 0)
        amounts.setSpacing(12)
        amounts.addWidget(self._field)
        amounts.addLayout(chips)
        amounts.addStretch(1)
        amounts.addWidget(self._take)
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.addLayout(self.head)
        self.left.addWidget(self.amounts, 1)
        self._upper = QHBoxLayout()
        self._upper.addLayout(self.left, 1)
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
        words.addWidget(Label(self.tr("Open afterwards"), "title"))
        self._hint = Label(self.tr("go on with card or cash"), "caption", "text3")
        words.addWidget(self._hint)
        words.addStretch(1)
        self._after = AmountLabel("change")
        self._foot.addLayout(words)
        self._foot.addWidget(self._after, 1)
        return self._footer


def round_sums(most_minor: int, least_minor: int, sums: Sequence[int]) -> list[int]:
    """Those of ``sums`` that lie between, the largest first."""
    return sorted((minor for minor in sums if max(1, least_minor) <= minor < most_minor), reverse=True)


class PartForm(AmountForm):
    """``PartForm(parent=None)``: ``start(open_minor, currency)``: how much of what is open goes on the card. Nothing is
    suggested: a part is what somebody has said.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("By card"), self.tr("Ask for this part"), parent)
        self.head.addWidget(Label(self.tr("Part by card"), "title"))
        self.head.addWidget(Label(self.tr("The customer says how much; the rest stays open."), "caption", "text2"))

    def start(self, open_minor: int, currency: str) -> None:
        """Nothing entered yet."""
        sums = round_sums(open_minor, 0, (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500))[:_CHIPS]
        self._open = open_minor
        self.ask(0, open_minor, currency, [(minor, "") for minor in sums])

    def check(self, minor: int) -> str:
        if minor == 0:
            return self.tr("How much by card?")
        if minor >= self._open:
            return self.tr("That is not a part of {amount}").format(amount=i18n.money(self._open, self._currency))
        return ""
