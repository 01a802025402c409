"""A QR code, painted module by module, so that no edge is ever blurred by scaling."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from pos.ui.tokens import tokens

QUIET = 4  # modules of white around the code, as the standard asks
_HINT = 5  # pixels per module that it would like to have


@lru_cache(maxsize=8)
def qr_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of ``text``'s code in rows, dark is True, without the quiet zone; empty for no text."""
    if not text:
        return ()
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def draw_qr(painter: QPainter, left: float, top: float, module: float, text: str, ink: QColor) -> None:
    """Paints the dark modules with their corner at left, top. ``module``: edge of one, whole device pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, row in enumerate(qr_matrix(text)):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(left + x * module, top + y * module, module, module), ink)
    painter.restore()


class QrCode(QWidget):
    """``QrCode(parent=None)``: ``setText(address)`` shows it as a QR code on white paper, in both themes; an empty text
    shows nothing. Quiet zone of 4 modules; a module is always a whole number of device pixels, as large as the room
    allows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What the code says."""
        return self._text

    def setText(self, text: str) -> None:
        """Another content."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def _modules(self) -> int:
        return len(qr_matrix(self._text)) + 2 * QUIET if self._text else 0

    def edge(self, module: int) -> int:
        """How wide and high it is with so many pixels a module, quiet zone included."""
        return self._modules() * module

    def sizeHint(self) -> QSize:
        return QSize(self.edge(_HINT), self.edge(_HINT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.edge(2), self.edge(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        modules = self._modules()
        if not modules:
            return
        ratio = self.devicePixelRatioF()
        module = max(1, int(min(self.width(), self.height()) * ratio / modules)) / ratio
        edge = module * modules
        left = round((self.width() - edge) / 2 * ratio) / ratio
        top = round((self.height() - edge) / 2 * ratio) / ratio
        painter = QPainter(self)
        painter.fillRect(QRectF(left, top, edge, edge), tokens().paper.ground)
        draw_qr(painter, left + QUIET * module, top + QUIET * module, module, self._text, tokens().paper.ink)
        painter.end()
