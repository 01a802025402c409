"""Frames around lists: the card with true corners, the popover under the search field, the empty state."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout, QWidget

from pos.ui import paint
from pos.ui.icons import Icon
from pos.ui.theme import current
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.labels import IconMark, Label

_TEXT_WIDTH = 420


class _Corners(QWidget):
    # A style sheet's radius does not clip what scrolls inside; this paints the ground over the four corners
    # and the frame again on top, which costs four small shapes instead of a mask for every row.
    def __init__(self, card: "RoundedList") -> None:
        super().__init__(card)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        radius = look.tokens.radius.l
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        card = self.parent()
        assert isinstance(card, RoundedList)
        painter.fillPath(outside.subtracted(inside), look.colour(card.ground))
        paint.rounded(painter, self.rect(), radius, None, look.colours.border)
        painter.end()


class RoundedList(QFrame):
    """``RoundedList(ground="canvas", parent=None)``: a card whose content keeps to its round corners.

    ``body`` is its QVBoxLayout without margins: add a header, the list view (its border is taken away), a footer.
    ``ground`` is the role of the colour behind the card.
    """

    def __init__(self, ground: str = "canvas", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ground = ground
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self._corners = _Corners(self)

    def addList(self, view: QAbstractScrollArea) -> None:
        """Adds the list; it takes the room that is left."""
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(view, 1)
        self._corners.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corners.setGeometry(self.rect())
        self._corners.raise_()


class Popover(QWidget):
    """``Popover(parent)``: a card with the soft shadow, floating over the body; a child, never a window.

    ``card`` is the RoundedList inside. ``showUnder(rect)`` puts it below a rectangle of the parent, as wide as that
    or as ``width``; ``margin`` is the room the shadow takes around the card.
    """

    margin = 24

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = RoundedList("surface", self)
        self.hide()

    def showUnder(self, left: int, top: int, width: int, height: int) -> None:
        """Shows the card with its top left corner at left, top of the parent."""
        m = self.margin
        self.setGeometry(left - m, top - m, width + 2 * m, height + 2 * m)
        self.card.setGeometry(m, m, width, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.shadow(painter, self.card.geometry(), current().tokens.radius.l)
        painter.end()


class EmptyState(QWidget):
    """``EmptyState(icon, title, text="", action="", parent=None)``: one icon, one sentence what to do.

    ``below`` is a layout for up to three ways on (rows, buttons); ``button`` is the action or None.
    """

    def __init__(self, icon: Icon, title: str, text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon, current().tokens.icon.hero, "text3"), 0, middle)
        column.addSpacing(24)
        self._title = Label(title, "heading", align=middle, wrap=True)
        column.addWidget(self._title)
        column.addSpacing(8)
        self._text = Label(text, "body", "text2", align=middle, wrap=True)
        self._text.setFixedWidth(_TEXT_WIDTH)
        column.addWidget(self._text, 0, middle)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 24, 0, 0)
        self.below.setSpacing(0)
        column.addLayout(self.below)
        self.button: Button | None = None
        if action:
            self.button = Button(action)
            self.below.addWidget(self.button, 0, middle)
        column.addStretch(3)
        self.setTexts(title, text)

    def setTexts(self, title: str, text: str = "") -> None:
        """Another sentence."""
        self._title.setText(title)
        self._text.setText(text)
        # A wrapped label guesses a width of its own for its height; it must be told this one.
        self._text.setFixedHeight(self._text.heightForWidth(_TEXT_WIDTH) if text else 0)
