"""Text and quiet frames: labels by style and role, cards, badges, avatars, the row of a sum."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.paint import Kind
from pos.ui.theme import FontStyle, current, font, line_height


class Label(QLabel):
    """``Label(text="", style="body", role="text", align=Left, wrap=False, weight=None, parent=None)``

    Text in a named style and role; the role may be text, text2, text3, accentText, green, amber, red. Without
    ``wrap`` a text too long ends in …; names never push the layout. ``setRole`` changes the colour.
    """

    def __init__(
        self,
        text: str = "",
        style: FontStyle = "body",
        role: str = "text",
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = False,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style, weight=weight))
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        upright = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(align | upright)
        self._role = role
        if not wrap:
            self.setFixedHeight(line_height(style))

    def setRole(self, role: str) -> None:
        """Another colour by its role."""
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return whole if self.wordWrap() else QSize(0, whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self.contentsRect().width()
        if self.wordWrap() or paint.text_width(self.text(), self.font()) <= width + 0.5:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        ink = self.palette().color(self.foregroundRole())
        paint.text(painter, self.contentsRect(), self.text(), self.font(), ink, self.alignment())
        painter.end()


class Card(QFrame):
    """``Card(kind="card", parent=None)``: a frame by the style sheet: card, inset, tool, panel, rail."""

    def __init__(self, kind: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)


class Line(QFrame):
    """``Line(upright=False, parent=None)``: a hairline between parts."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "upright" if upright else "line")
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)


class Badge(QWidget):
    """``Badge(text, kind="neutral", icon=None, large=False, parent=None)``: a word; ``setBadge`` changes it."""

    def __init__(
        self,
        text: str,
        kind: Kind = "neutral",
        icon: Icon | None = None,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._large = large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setBadge(text, kind, icon)

    def setBadge(self, text: str, kind: Kind, icon: Icon | None = None) -> None:
        """Another word, colour and icon."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        control = current().tokens.control
        height = control.badge_large if self._large else control.badge
        return QSize(paint.badge_width(self._text, self._icon, large=self._large), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.badge(painter, 0, 0, self._text, self._kind, self._icon, large=self._large)
        painter.end()


class Avatar(QWidget):
    """``Avatar(name, size=40, soft=False, icon=None, parent=None)``: a person as a disc with initials."""

    def __init__(
        self,
        name: str,
        size: int = 40,
        *,
        soft: bool = False,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._soft, self._icon = soft, icon
        self.setFixedSize(size, size)
        self.setName(name)

    def setName(self, name: str) -> None:
        """Another person."""
        self._initials = paint.initials(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.avatar(painter, self.rect(), self._initials, soft=self._soft, icon=self._icon)
        painter.end()


class IconMark(QWidget):
    """``IconMark(icon, size=20, role="text2", disc="", parent=None)``: an icon alone, or on a soft disc of a kind.

    ``disc`` is a kind ("green") for the 40 px disc of "Bezahlt"; empty for no disc.
    """

    def __init__(
        self,
        icon: Icon,
        size: int = 20,
        role: str = "text2",
        disc: Kind | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size, self._role, self._disc = icon, size, role, disc
        edge = 2 * size if disc else size
        self.setFixedSize(edge, edge)

    def setMark(self, icon: Icon, role: str) -> None:
        """Another icon and colour."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = current().colour(self._role)
        if self._disc:
            colours = paint.tone(self._disc)
            paint.dot(painter, self.width() / 2, self.height() / 2, colours.fill, self.width())
            ink = colours.text
        at = (self.width() - self._size) / 2
        draw_icon(painter, self._icon, at, at, self._size, ink)
        painter.end()


class SummaryRow(QWidget):
    """``SummaryRow(label, value="", strong=False, quiet=False, height=22, lead="", parent=None)``

    One line of a sum: label left, figure right. ``strong`` for the total; ``quiet`` for taxes; ``lead`` is a narrow
    first column (quantity). ``setValue``, ``setLabel``, ``setRole(role)`` for the value's colour.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        strong: bool = False,
        quiet: bool = False,
        height: int | None = None,
        lead: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._value, self._lead = label, value, lead
        self._strong, self._quiet, self._role = strong, quiet, "text"
        self.setFixedHeight(height or current().tokens.row["totalsLine"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def setLabel(self, label: str) -> None:
        """The text at the left."""
        self._label = label
        self._name()

    def setValue(self, value: str) -> None:
        """The figure at the right."""
        self._value = value
        self._name()

    def setRole(self, role: str) -> None:
        """Colour of the figure by its role."""
        self._role = role
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._lead} {self._label} {self._value}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        room = QRectF(self.rect())
        face = font("bodyStrong") if self._strong else paint.resized(font("body"), 14)
        used = paint.text(painter, room, self._value, face, current().colour(self._role), paint.RIGHT)
        room.setRight(room.right() - used - 12)
        if self._lead:
            paint.text(painter, room, self._lead, face, c.text3)
            room.setLeft(room.left() + 32)
        ink = c.text if self._strong or self._lead else c.text3 if self._quiet else c.text2
        paint.text(painter, room, self._label, face, ink)
        painter.end()
