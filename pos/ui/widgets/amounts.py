"""The amount: the largest thing on a screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.theme import Breakpoint, amount_font, current
from pos.ui.tokens import Span

_SIZES = ("panel", "change", "done")


class AmountLabel(QWidget):
    """``AmountLabel(size="panel", align=Right, parent=None)``: a sum of money that never wraps.

    ``size`` is panel (50/60/72 px by window), change (64/96) or done (120/168), or pixels as an int. A sum too wide
    is set smaller until it fits. ``setText("1.826,15 €")``; ``setRole("text_disabled")`` for an empty basket.
    """

    def __init__(
        self,
        size: str | int = "panel",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if isinstance(size, str) and size not in _SIZES:
            raise ValueError(size)
        self._size, self._align = size, align
        self._text, self._role = "", "text"
        self._span: Span = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Size by window."""
        look = current().tokens
        if isinstance(self._size, int):
            self._span = (self._size, round(self._size * 1.1))
        elif self._size == "panel":
            self._span = look.amount_panel(at)
        elif self._size == "change":
            self._span = look.amount_change(at)
        else:
            self._span = look.amount_done(at)
        self.setFixedHeight(self._span[1])
        self.update()

    def setText(self, text: str) -> None:
        """The sum, formatted by the caller."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """The sum as shown."""
        return self._text

    def setRole(self, role: str) -> None:
        """Colour by its role."""
        self._role = role
        self.update()

    def face(self) -> QFont:
        """The font it uses at its present width."""
        px = self._span[0]
        whole = paint.text_width(self._text, amount_font(px))
        if whole > self.width() > 0:
            px = max(12, int(px * self.width() / whole))
        return amount_font(px)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.text_width(self._text, amount_font(self._span[0]))) + 2, self._span[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._span[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        align = self._align | Qt.AlignmentFlag.AlignVCenter
        ink = current().colour(self._role)
        paint.text(painter, QRectF(self.rect()), self._text, self.face(), ink, align, elide=False)
        painter.end()
