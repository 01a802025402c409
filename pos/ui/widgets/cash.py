"""Cash as pictures: coins and notes, the row to hand out, the tile of a sum that may be given."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.ground import tile_ground


def is_note(minor: int, currency: str) -> bool:
    """Whether this piece (in minor units) is a banknote of the currency, as far as the tokens know it."""
    known = current().tokens.money.currencies.get(currency)
    return known is not None and str(minor) in known.notes


def piece_label(minor: int) -> str:
    """The figure on a piece: 200 → "2", 50 → "50", 5000 → "50"."""
    return str(minor // 100 if minor >= 100 else minor)


def draw_coin(painter: QPainter, x: float, y: float, size: int, minor: int, currency: str) -> None:
    """A coin with its centre at x, y: ring and core of its metals, its figure in the middle."""
    money = current().tokens.money
    known = money.currencies.get(currency)
    ring_name, core_name = known.coins.get(str(minor), money.other_coin) if known else money.other_coin
    ring = money.metal[ring_name]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ring.darker(108), 1))
    painter.setBrush(ring)
    middle = QPointF(x, y)
    painter.drawEllipse(middle, size / 2 - 0.5, size / 2 - 0.5)
    if core_name is None:
        painter.setPen(QPen(ring.darker(118), 1))
        painter.drawEllipse(middle, size / 2 - 5, size / 2 - 5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(money.metal[core_name])
        painter.drawEllipse(middle, size * 0.34, size * 0.34)
    ink = QColor(money.metal["ink"])
    ink.setAlphaF(0.88)
    face = paint.resized(font("lineTotal"), max(11, round(size * 0.37)))
    box = QRectF(x - size / 2, y - size / 2, size, size)
    paint.text(painter, box, piece_label(minor), face, ink, paint.CENTRE, elide=False)


def draw_note(painter: QPainter, x: float, middle: float, minor: int, currency: str, *, figure: bool = False) -> None:
    """A banknote in its colour, left edge at x: a tint that works on light and on dark.

    ``figure`` writes its value in place of the ring, where no sum stands beside it.
    """
    money = current().tokens.money
    known = money.currencies.get(currency)
    colour = known.notes.get(str(minor), money.other_note) if known else money.other_note
    width, height = money.note_size
    top = round(middle - height / 2)
    fill, bar, ring = QColor(colour), QColor(colour), QColor(colour)
    fill.setAlphaF(0.22)
    bar.setAlphaF(0.5)
    ring.setAlphaF(0.8)
    paint.rounded(painter, QRectF(x, top, width, height), 3, fill, colour)
    if figure:
        painter.fillRect(QRectF(x + 4, top + 4, 5, height - 8), bar)
        box = QRectF(x + 9, top, width - 10, height)
        face = font("captionStrong")
        paint.text(painter, box, piece_label(minor), face, current().colours.text, paint.CENTRE, elide=False)
        return
    painter.fillRect(QRectF(x + 4, top + 4, 9, height - 8), bar)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 1.75))
    painter.drawEllipse(QPointF(x + width - 12, top + height / 2), 5, 5)


def draw_piece(painter: QPainter, x: float, middle: float, minor: int, currency: str, *, size: int = 32) -> None:
    """A coin or a note, whichever it is, its left edge at x; both take 40 px of width in a list."""
    if is_note(minor, currency):
        draw_note(painter, x, middle, minor, currency)
    else:
        draw_coin(painter, x + 20, middle, size, minor, currency)


class CoinRow(QWidget):
    """``CoinRow(currency="EUR", large=False, parent=None)``: the pieces to hand out, each with how many times.

    ``setPieces([(minor, count), …])``, largest first. 44 px coins (56 if ``large``); pieces that do not fit are
    drawn smaller together, never left out.
    """

    def __init__(self, currency: str = "EUR", *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency, self._large = currency, large
        self._pieces: list[tuple[int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setCurrency(self, currency: str) -> None:
        """Another country's pieces."""
        self._currency = currency
        self.update()

    def setPieces(self, pieces: list[tuple[int, int]]) -> None:
        """What to hand out: (minor units of the piece, how many)."""
        self._pieces = list(pieces)
        self.setAccessibleName(", ".join(f"{count} × {piece_label(minor)}" for minor, count in pieces))
        self.updateGeometry()
        self.update()

    def _size(self) -> int:
        return current().tokens.money.coin["l" if self._large else "m"]

    def _step(self) -> int:
        return self._size() + (24 if self._large else 14)

    def sizeHint(self) -> QSize:
        gap = self._step() - self._size()
        return QSize(max(0, len(self._pieces) * self._step() - gap), self._size() + 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pieces:
            return
        look = current()
        painter = QPainter(self)
        size, step = self._size(), float(self._step())
        needed = self.sizeHint().width()
        if needed > self.width():
            step = self.width() / len(self._pieces)
            size = min(size, int(step) - 4)
        left = (self.width() - min(needed, self.width())) / 2 if self._large else 0.0
        for minor, count in self._pieces:
            middle = left + size / 2
            if is_note(minor, self._currency):
                width = look.tokens.money.note_size[0]
                draw_note(painter, middle - width / 2, self._size() / 2, minor, self._currency, figure=True)
            else:
                draw_coin(painter, middle, self._size() / 2, size, minor, self._currency)
            box = QRectF(middle - step / 2, self._size() + 5, step, 20)
            face = font("body" if self._large else "caption")
            paint.text(painter, box, f"{count}×", face, look.colours.text2, paint.CENTRE, elide=False)
            left += step
        painter.end()


class NoteTile(PaintedButton):
    """``NoteTile(text, minor, currency="EUR", note="", parent=None)``: a sum the customer may give.

    Shows the note if ``minor`` is exactly one, else coins. ``note`` is a small word at the right ("passend").
    Checkable: it looks chosen while checked. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(
        self, text: str, minor: int, currency: str = "EUR", note: str = "", parent: QWidget | None = None
    ) -> None:
        self._minor, self._currency, self._note = minor, currency, note
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAccessibleDescription(note)
        self.setMinimumHeight(current().tokens.control.button_large)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setSum(self, text: str, minor: int, note: str = "") -> None:
        """Another sum."""
        self._minor, self._note = minor, note
        self.setText(text)
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, current().tokens.control.tender_tile)

    def draw(self, painter: QPainter, look: Theme) -> None:
        ink = tile_ground(painter, look, self, strong=True)
        middle = self.height() / 2
        narrow = self.width() < 180
        edge = 13 if narrow else 17
        if is_note(self._minor, self._currency):
            draw_note(painter, edge, middle, self._minor, self._currency)
            x = edge + 40.0 + edge - 5
        else:
            draw_icon(painter, Icon.COINS, edge, middle - 12, 24, look.colours.text3 if self.isEnabled() else ink)
            x = edge + 24.0 + edge - 5
        room = QRectF(x, 0, self.width() - x - edge, self.height())
        face = paint.resized(font("heading"), 18 if narrow else 20)
        taken = paint.text_width(self.label(), face) + 8 + paint.text_width(self._note, font("caption"))
        if self._note and taken <= room.width():  # the sum comes first: it is never cut
            paint.text(painter, room, self._note, font("caption"), look.colours.text3, paint.RIGHT)
        paint.text(painter, room, self.label(), face, ink)
