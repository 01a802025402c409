"""Small parts of the customer display: texts in its sizes, buttons for fingers, QR cards, tiles. None takes keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, amount_font, current, font
from pos.ui.tokens import tokens
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.ground import tile_ground
from pos.ui.widgets.labels import Label
from pos.ui.widgets.qr import draw_qr, qr_matrix

MODULE = 9  # least pixels per module: read from a metre away
QUIET = 40
_BUTTON = (132, 64)


class Text(Label):
    """``Text(px, role="text", weight=400, align=Left, wrap=False)``: words at a size of this window's own."""

    def __init__(
        self,
        px: int,
        role: str = "text",
        weight: int = 400,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = False,
    ) -> None:
        super().__init__("", "body", role, align=align, wrap=wrap)
        self.setFont(paint.resized(font("heading" if px >= 24 and weight >= 600 else "body", weight=weight), px))
        if not wrap:
            self.setFixedHeight(round(px * 1.35))


class TouchButton(PaintedButton):
    """``TouchButton(text, primary=False)``: for a customer's finger. It never takes the keyboard; checkable ones look
    chosen while checked, none of them is to begin with.
    """

    radius_step = "l"

    def __init__(self, text: str, *, primary: bool = False) -> None:
        super().__init__(text)
        self._primary = primary
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(_BUTTON[0], round(paint.text_width(self.label(), self._face())) + 56), _BUTTON[1])

    def _face(self) -> QFont:
        return paint.resized(font("body", weight=600), 20)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        if self._primary and self.isEnabled():
            paint.rounded(painter, self.rect(), self.corner, c.accent_pressed if self.isDown() else c.accent)
            ink = c.on_accent
        else:
            ink = tile_ground(painter, look, self, strong=True)
        paint.text(painter, self.rect(), self.label(), self._face(), ink, paint.CENTRE)


class QrCard(QWidget):
    """``QrCard()``: ``setAddress(text)`` as a QR code for a telephone's camera: at least 9 pixels per module, more if
    ``setRoom`` leaves it more, with 40 pixels of white around it in both themes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        self.module = MODULE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setRoom(self, edge: int) -> None:
        """How large it may be; never smaller than can be read."""
        modules = len(qr_matrix(self._address))
        self.module = max(MODULE, (edge - 2 * QUIET) // modules) if modules else MODULE
        self.setFixedSize(self.sizeHint())

    def address(self) -> str:
        """What the code says."""
        return self._address

    def setAddress(self, address: str) -> None:
        """Another content; empty shows nothing. Its accessible name stays empty: an address is no text to read."""
        self._address = address
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        edge = len(qr_matrix(self._address)) * self.module + 2 * QUIET if self._address else 0
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._address:
            return
        painter = QPainter(self)
        paper = tokens().paper
        paint.rounded(painter, self.rect(), tokens().radius.xl, paper.ground, current().colours.border)
        draw_qr(painter, QUIET, QUIET, self.module, self._address, paper.ink)
        painter.end()


class FactTile(QWidget):
    """``FactTile()``: ``setFact(label, value, note)``: one figure on a quiet ground."""

    def __init__(self) -> None:
        super().__init__()
        self._label = self._value = self._note = ""
        self.setFixedHeight(136)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setFact(self, label: str, value: str, note: str) -> None:
        """What it says."""
        self._label, self._value, self._note = label, value, note
        self.setAccessibleName(f"{label} {value} {note}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), look.tokens.radius.xl, look.colours.canvas)
        room = self.width() - 48
        label = paint.resized(font("body"), 18)
        paint.text(painter, QRectF(24, 18, room, 26), self._label, label, look.colours.text2)
        whole = paint.text_width(self._value, amount_font(40))
        face = amount_font(40 if whole <= room else max(16, int(40 * room / whole)))
        paint.text(painter, QRectF(24, 46, room, 48), self._value, face, look.colours.text, elide=False)
        note = paint.resized(font("body"), 16)
        paint.text(painter, QRectF(24, 96, room, 22), self._note, note, look.colours.text3)
        painter.end()


class Mark(QWidget):
    """The program's mark as a coloured square, 40 px."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), look.tokens.radius.l, look.colours.accent)
        draw_icon(painter, Icon.LOGO, 0, 0, 40, look.colours.on_accent)
        painter.end()


class Brand(QWidget):
    """``Brand()``: who sells, at the top left; ``setNames(retailer, greeting)``."""

    def __init__(self) -> None:
        super().__init__()
        self._retailer = Text(24, weight=600)
        self._greeting = Text(18, "text2", align=Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Mark())
        row.addWidget(self._retailer, 1)
        row.addWidget(self._greeting, 1)

    def setNames(self, retailer: str, greeting: str = "") -> None:
        """Names of the house and, if a customer is known, a greeting."""
        self._retailer.setText(retailer)
        self._greeting.setText(greeting)
        self._greeting.setVisible(bool(greeting))
