"""The parts of an order's panel: its head with the place in a heavy box, lines to be checked off, duties, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.paint import Kind
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.buttons import IconButton
from pos.ui.widgets.checks import draw_check
from pos.ui.widgets.pickup_list import Mark

_HEAD = 60
_DUTY = 48
_TILE = 40
_NARROW = 320


@dataclass(frozen=True, slots=True)
class HeadWords:
    """``number`` with ``marks`` beside it; ``name`` with ``tier`` and what stands after it; ``place``: where the goods
    stand.
    """

    number: str
    marks: tuple[Mark, ...] = ()
    name: str = ""
    tier: str = ""
    after: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LineWords:
    """Line ``n``: ``checked`` wholly; ``count`` ("1/2") while only a part is; ``able``: it can be checked; ``other`` is
    the icon of the second thing to do with it (declined, missing), ``undo`` takes that back. ``less`` is what the
    button is called that takes one of several pieces back; empty: there is nothing to take back.
    """

    n: int
    name: str
    detail: str
    icon: Icon
    role: str = "text3"
    figure: str = ""
    checked: bool = False
    count: str = ""
    able: bool = True
    other: str = ""
    undo: bool = False
    less: str = ""


@dataclass(frozen=True, slots=True)
class DutyWords:
    """``key``: what is checked, empty for what only a scan can do; ``value``: at the right, ``amber`` if it is still
    to be done; ``next``: Enter checks it.
    """

    key: str
    text: str
    value: str = ""
    checked: bool = False
    amber: bool = False
    next: bool = False


class PickupHead(QWidget):
    """``PickupHead(parent=None)``: ``setWords(words)``; 60 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = HeadWords("")
        self.setFixedHeight(_HEAD)

    def setWords(self, words: HeadWords) -> None:
        """Which order."""
        self.words = words
        said = (words.number, *(mark.words for mark in words.marks), words.name, words.tier, words.after, words.place)
        self.setAccessibleName(", ".join(word for word in said if word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c, words = look.colours, self.words
        painter = QPainter(self)
        right = float(self.width())
        if words.place:
            face = font("heading")
            wide = min(paint.text_width(words.place, face) + 28, self.width() / 2)
            box = QRectF(right - wide, 2, wide, 40)
            paint.rounded(painter, box, look.tokens.radius.m, c.surface, c.text, 2)
            paint.text(painter, box.adjusted(12, 0, -12, 0), words.place, face, c.text, paint.CENTRE)
            right -= wide + 12
        left = paint.text(painter, QRectF(0, 0, right, 28), words.number, font("heading"), c.text) + 8
        for mark in words.marks:
            wide = paint.badge_width(mark.words, mark.icon, large=True)
            if left + wide > right:
                break
            paint.badge(painter, left, 2, mark.words, mark.kind, mark.icon, large=True)
            left += wide + 6
        face = font("caption")
        after = paint.text_width(f"· {words.after}", face) if words.after else 0
        left = paint.text(painter, QRectF(0, 28, right, 20), words.name, face, c.text2) + 4
        if words.tier and left + paint.badge_width(words.tier) + 4 + after <= right:  # rather the code than the tier
            left += paint.badge(painter, left, 28, words.tier, tier_kind(words.tier)) + 4
        if words.after:
            paint.text(painter, QRectF(left, 28, max(0.0, right - left), 20), f"· {words.after}", face, c.text2)
        paint.hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


def tier_kind(tier: str) -> Kind:
    """The colour of a tier of customers."""
    return "gold" if tier.casefold() == "gold" else "neutral"


class _Quiet(IconButton):
    # Seldom needed, so it does not speak as loud as the line itself.
    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        if self.isDown() or self.hovered:
            paint.rounded(painter, QRectF(self.rect()).adjusted(6, 6, -6, -6), self.corner, c.pressed)
        draw_icon(painter, self._icon, (self.width() - 16) / 2, (self.height() - 16) / 2, 16, c.text3)


class _Less(IconButton):
    # A bare minus beside words would be read as one of them.
    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        box = QRectF(self.width() / 2 - 15, self.height() / 2 - 11, 30, 22)
        fill = c.pressed if self.isDown() or self.hovered else c.surface
        paint.rounded(painter, box, look.tokens.radius.s, fill, c.border_strong)
        draw_icon(painter, self._icon, box.center().x() - 8, box.center().y() - 8, 16, c.text2)


class LineRow(PaintedButton):
    """``LineRow(words, parent=None)``: check box, tile, name over detail, a figure; the whole row is the target, the
    quiet button at its right end does what `LineWords.other` says, the one behind its detail `LineWords.less`.
    Signals: ``clicked``, ``less()``, ``other()``.
    """

    less = Signal()
    other = Signal()
    radius_step = "s"

    def __init__(self, words: LineWords, parent: QWidget | None = None) -> None:
        super().__init__(words.name, parent)
        self.setFixedHeight(current().tokens.row["collectLine"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self._more = _Quiet(Icon.CLOSE, "", "ghost", parent=self)
        self._more.clicked.connect(self.other)
        self._less = _Less(Icon.MINUS, "", "ghost", parent=self)
        self._less.clicked.connect(self.less)
        self.setWords(words)

    def setWords(self, words: LineWords) -> None:
        """The same line in another state."""
        self.words = words
        self.setObjectName(f"pickup-line-{words.n}")
        self.setText(words.name)
        self.setAccessibleDescription(" ".join(word for word in (words.detail, words.count, words.figure) if word))
        self.setChecked(words.checked)
        self._more.setObjectName(f"pickup-other-{words.n}")
        self._more.setIconName(Icon.AGAIN if words.undo else Icon.CLOSE)
        self._more.setToolTip(words.other)
        self._more.setAccessibleName(f"{words.other}: {words.name}")
        self._more.setVisible(bool(words.other))
        self._less.setObjectName(f"pickup-less-{words.n}")
        self._less.setToolTip(words.less)
        self._less.setAccessibleName(f"{words.less}: {words.name}")
        self._less.setVisible(bool(words.less))
        self._place()
        self.update()

    def nextCheckState(self) -> None:
        """Whether it is checked is for the screen to say."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.words.able  # not switched off as a whole: what was declined can be taken back at its right end

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        top = (self.height() - 48) // 2
        self._more.move(self.width() - 48 + 12, top)
        # In the line of the pieces, before the figure: the name keeps its own.
        right = self.width() - (28 if self.words.other else 0) - self._figure_width()
        self._less.move(round(right) - 48, top + 9)

    def _figure_width(self) -> float:
        figure = self.words.figure
        return paint.text_width(figure, font("bodyStrong")) + 12 if figure else 0.0

    def draw(self, painter: QPainter, look: Theme) -> None:
        c, words = look.colours, self.words
        edge = look.tokens.control.checkbox
        middle = (self.height() - 1) / 2
        box = QRectF(0, middle - edge / 2, edge, edge)
        if words.checked:
            paint.rounded(painter, box, look.tokens.radius.s, c.green_dot)
            draw_icon(painter, Icon.CHECK, box.center().x() - 8, box.center().y() - 8, 16, c.on_green)
        else:
            draw_check(painter, look, box, checked=False, enabled=True)
            if words.count:
                paint.text(painter, box, words.count, font("micro"), c.text2, paint.CENTRE, elide=False)
        paint.icon_tile(painter, QRectF(edge + 12, middle - _TILE / 2, _TILE, _TILE), words.icon)
        left = edge + 24 + _TILE
        room = QRectF(left, middle - 20, self.width() - left - (28 if words.other else 0), 20)
        face = paint.resized(font("body", weight=500), 14)
        lower = room.translated(0, 20)
        if words.figure:
            used = self._figure_width()
            narrow = self.width() < _NARROW  # then the name needs the line for itself
            whole = lower if narrow else QRectF(room.left(), 0, room.width(), self.height() - 1)
            paint.text(painter, whole, words.figure, font("bodyStrong"), c.text, paint.RIGHT)
            lower.setRight(lower.right() - used)
            room.setRight(room.right() - (0 if narrow else used))
        lower.setRight(lower.right() - (44 if words.less else 0))
        paint.text(painter, room, words.name, face, c.text)
        paint.text(painter, lower, words.detail, font("caption"), look.colour(words.role))
        paint.hairline(painter, 0, self.height() - 1, self.width())


class DutyRow(PaintedButton):
    """``DutyRow(words, parent=None)``: a check box with what has to be checked, and what is known of it at the right;
    the key Enter where that checks it. Signals: ``clicked``.
    """

    radius_step = "s"

    def __init__(self, words: DutyWords, parent: QWidget | None = None) -> None:
        super().__init__(words.text, parent)
        self.setFixedHeight(_DUTY)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.setWords(words)

    def setWords(self, words: DutyWords) -> None:
        """The same duty in another state."""
        self.words = words
        self.setObjectName(f"duty-{words.key}" if words.key else "duty")
        self.setText(words.text)
        self.setAccessibleDescription(words.value)
        self.setChecked(words.checked)
        self.setEnabled(bool(words.key))
        self.update()

    def nextCheckState(self) -> None:
        """Whether it is checked is for the screen to say."""

    def sizeHint(self) -> QSize:
        return QSize(280, _DUTY)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c, words = look.colours, self.words
        edge = look.tokens.control.checkbox
        middle = (self.height() - 1) / 2
        draw_check(painter, look, QRectF(0, middle - edge / 2, edge, edge), checked=words.checked, enabled=True)
        room = QRectF(edge + 12, 0, self.width() - edge - 12, self.height() - 1)
        ink = c.amber if words.amber else c.text3
        room.setRight(room.right() - paint.text(painter, room, words.value, font("caption"), ink, paint.RIGHT) - 8)
        if words.next:
            key = paint.keycap_width("↵")
            paint.keycap(painter, room.right() - key, middle, "↵", fill=c.surface)
            room.setRight(room.right() - key - 8)
        paint.text(painter, room, words.text, paint.resized(font("body"), 14), c.text)
        paint.hairline(painter, 0, self.height() - 1, self.width())


class NoteBox(QWidget):
    """``NoteBox(parent=None)``: what is not as usual, in amber; ``say(strong, text)``, empty hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, strong: str, text: str) -> None:
        """``strong`` stands in bold before ``text``; both wrap."""
        self._strong, self._text = strong, text
        self.setAccessibleName(f"{strong} {text}".strip())
        self.setVisible(bool(strong or text))
        self.updateGeometry()
        self.update()

    def said(self) -> str:
        """What stands there."""
        return f"{self._strong} {self._text}".strip()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 12 + 24 + 20 * len(self._lines(width))

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(280, self.width())))

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def _words(self) -> list[tuple[str, bool]]:
        strong = [(word, True) for word in self._strong.split()]
        return strong + [(word, False) for word in self._text.split()]

    def _lines(self, width: int) -> list[list[tuple[str, bool]]]:
        # Bold and plain words flow in one paragraph, which a label of plain text cannot.
        lines: list[list[tuple[str, bool]]] = [[]]
        used, room = 0.0, width - 44 - 14
        for word, strong in self._words():
            wide = paint.text_width(f"{word} ", _note(strong=strong))
            if lines[-1] and used + wide > room + 4:
                lines.append([])
                used = 0.0
            lines[-1].append((word, strong))
            used += wide
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        colours = paint.tone("amber")
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 12, 0, 0)
        paint.rounded(painter, box, look.tokens.radius.l, colours.fill, colours.border)
        draw_icon(painter, Icon.PARTLY, 13, box.center().y() - 10, 20, colours.text)
        for number, line in enumerate(self._lines(self.width())):
            left = 44.0
            for word, strong in line:
                row = QRectF(left, box.top() + 12 + 20 * number, self.width(), 20)
                left += paint.text(painter, row, f"{word} ", _note(strong=strong), colours.text, elide=False)
        painter.end()


def _note(*, strong: bool) -> QFont:
    return paint.resized(font("body", weight=600 if strong else 400), 14)


class RowColumn(QWidget):
    """``RowColumn(parent=None)``: rows of fixed height below each other; ``setRows(rows)`` shows these alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setRows(self, rows: Sequence[QWidget]) -> None:
        """What is shown; whatever else was here is deleted once nobody is in it."""
        for row in self._rows:
            if row not in rows:
                row.hide()
                row.deleteLater()
        self._rows = list(rows)
        for row in rows:
            if row.parentWidget() is not self:
                row.setParent(self)
        self._place()
        self.setFixedHeight(sum(row.minimumHeight() for row in self._rows))

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        top = 0
        for row in self._rows:
            row.setGeometry(0, top, self.width(), row.minimumHeight())
            row.show()
            top += row.minimumHeight()
