"""The cards of a customer's screen: who it is, points, consents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.customer import PURPOSES
from pos.ui import customer_words as words
from pos.ui import paint
from pos.ui.paint import Kind
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.checks import CheckRow
from pos.ui.widgets.fact_lines import FactLine, FactLines
from pos.ui.widgets.labels import Card, Label
from pos.ui.widgets.points_card import TierBar


class ProfileHead(PaintedButton):
    """``ProfileHead()``: ``setPerson(name, badge, contact)``, ``setFigures(pairs)`` of figure and what it is, the most
    important first: a narrow window shows fewer. A touch opens what is masked. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._contact = ""
        self._badge: tuple[str, Kind] | None = None
        self._figures: Sequence[tuple[str, str]] = ()
        self.setFixedHeight(88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setPerson(self, name: str, badge: tuple[str, Kind] | None, contact: str) -> None:
        """Who, and how to reach them, masked or not."""
        self.setText(name)
        self._badge, self._contact = badge, contact
        self.setAccessibleDescription(contact)
        self.update()

    def setFigures(self, figures: Sequence[tuple[str, str]]) -> None:
        """What they are to the house."""
        self._figures = figures
        self.update()

    def contact(self) -> str:
        """What the quiet line says."""
        return self._contact

    def sizeHint(self) -> QSize:
        return QSize(400, 88)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        fill = c.pressed if self.isDown() else c.surface
        paint.rounded(painter, self.rect(), look.tokens.radius.l, fill, c.border)
        paint.avatar(painter, QRectF(16, 16, 56, 56), paint.initials(self.label()), soft=True)
        contact = paint.text_width(self._contact, font("caption"))
        right = self._draw_figures(painter, look, 88 + contact + 24)
        badge = paint.badge_width(self._badge[0], large=True) + 8 if self._badge else 0
        room = QRectF(88, 18, right - 88, 30)
        face = paint.resized(font("heading"), 22)
        used = paint.text(painter, room.adjusted(0, 0, -badge, 0), self.label(), face, c.text)
        if self._badge:
            paint.badge(painter, 88 + used + 8, 21, self._badge[0], self._badge[1], large=True)
        paint.text(painter, QRectF(88, 49, right - 88, 20), self._contact, font("caption"), c.text2)

    def _draw_figures(self, painter: QPainter, look: Theme, left: float) -> float:
        """As many as fit beside what needs the room up to ``left``; answers where they begin."""
        face, small = paint.resized(font("lineTotal"), 18), font("caption")
        widths = [max(paint.text_width(figure, face), paint.text_width(what, small)) for figure, what in self._figures]
        shown = len(widths)
        while shown > 1 and sum(widths[:shown]) + 28 * shown > self.width() - left:
            shown -= 1
        x = self.width() - 20 - sum(widths[:shown]) - 28 * max(0, shown - 1)
        begin = x - 16
        for (figure, what), width in zip(self._figures[:shown], widths, strict=False):
            paint.text(painter, QRectF(x, 20, width, 26), figure, face, look.colours.text, elide=False)
            paint.text(painter, QRectF(x, 47, width, 20), what, small, look.colours.text3, elide=False)
            x += width + 28
        return begin


@dataclass(frozen=True, slots=True)
class PointsSaid:
    """All that the points' card says, in words."""

    balance: str
    worth: str
    stand: str
    live: bool
    provisional: str
    tier: str
    permille: int
    expiring: str


class _Stand(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._said = PointsSaid("", "", "", live=True, provisional="", tier="", permille=0, expiring="")
        self.setFixedHeight(72)

    def say(self, said: PointsSaid) -> None:
        self._said = said
        self.setAccessibleName(" · ".join(word for word in (said.balance, said.stand, said.provisional) if word))
        self.setFixedHeight(90 if said.provisional else 72)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        said = self._said
        painter = QPainter(self)
        width = float(self.width())
        head = QRectF(0, 0, width, 24)
        paint.text(painter, head, self.tr("Points"), font("bodyStrong"), c.text)
        used = paint.text(painter, head, said.stand, font("caption"), c.text2 if said.live else c.amber, paint.RIGHT)
        paint.dot(painter, width - used - 12, 12, c.green_dot if said.live else c.amber_dot)
        figure = QRectF(0, 30, width, 40)
        worth = paint.text(painter, figure, said.worth, font("caption"), c.text2, paint.RIGHT)
        paint.text(
            painter, figure.adjusted(0, 0, -worth - 8, 0), said.balance, paint.resized(font("heading"), 30), c.text
        )
        if said.provisional:
            paint.text(painter, QRectF(0, 70, width, 20), said.provisional, font("caption"), c.amber)
        painter.end()


class PointsCard(Card):
    """``PointsCard()``: ``showPoints(said, ledger)``: balance with age, the way to the next tier, what moved it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        self._stand = _Stand()
        self._tier = TierBar()
        self._ledger = FactLines()
        column.addWidget(self._stand)
        column.addWidget(self._tier)
        column.addSpacing(4)
        column.addWidget(self._ledger, 1)

    def showPoints(self, said: PointsSaid, ledger: Sequence[FactLine]) -> None:
        """All of it."""
        self._stand.say(said)
        self._tier.setTier(said.tier, said.permille, said.expiring)
        self._tier.setVisible(bool(said.tier or said.expiring))
        self._ledger.setLines(ledger)


class ConsentsCard(Card):
    """``ConsentsCard()``: ``showConsents(lines, given)``; *Change* turns the lines into check boxes. ``setWords``: how
    a yes is confirmed. Signals: ``changed(tuple)``: pairs of purpose and yes or no that are new; ``left()``.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._given: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Consents"), "bodyStrong"), 1)
        self._change = Button(self.tr("Change"), "link")
        self._change.setObjectName("consents-change")
        self._change.clicked.connect(self._turn)
        head.addWidget(self._change)
        column.addLayout(head)
        self._lines = FactLines()
        self._form = QWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._lines)
        self._pages.addWidget(self._form)
        column.addWidget(self._pages, 1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 8)
        form.setSpacing(0)
        self._checks = {purpose: CheckRow(words.purpose(purpose), height=40) for purpose in PURPOSES}
        for purpose, check in self._checks.items():
            check.setFixedHeight(40)
            check.setObjectName(f"consent-{purpose}")
            form.addWidget(check)
        self._show(self._lines)
        self._how = Label("", "caption", "text2", wrap=True)
        form.addWidget(self._how)
        form.addStretch(1)

    @property
    def editing(self) -> bool:
        """Whether it is a form now."""
        return self._pages.currentWidget() is self._form

    def showConsents(self, lines: Sequence[FactLine], given: frozenset[str]) -> None:
        """What is agreed to; a form that is open keeps what was ticked."""
        self._lines.setLines(lines)
        self._given = given

    def setWords(self, how: str) -> None:
        """How a yes is confirmed, or that it is being confirmed."""
        self._how.setText(how)

    def shut(self) -> bool:
        """Back to the lines; False if it shows them."""
        if not self.editing:
            return False
        self._show(self._lines)
        self._change.setText(self.tr("Change"))
        self.left.emit()
        return True

    def _show(self, page: QWidget) -> None:
        """The card is as high as what it shows: a form needs more room than the lines do."""
        kinds = QSizePolicy.Policy
        for one in (self._lines, self._form):
            one.setSizePolicy(kinds.Expanding, kinds.Preferred if one is page else kinds.Ignored)
        self._pages.setCurrentWidget(page)

    def _turn(self) -> None:
        if not self.editing:
            for purpose, check in self._checks.items():
                check.setChecked(purpose in self._given)
            self._show(self._form)
            self._change.setText(self.tr("Save"))
            return
        new = tuple(
            (purpose, check.isChecked())
            for purpose, check in self._checks.items()
            if check.isChecked() != (purpose in self._given)
        )
        if new:
            self.changed.emit(new)
        else:
            self.shut()
