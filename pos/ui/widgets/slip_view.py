"""A document as it lies on the counter: black on white paper in both themes."""

from __future__ import annotations

from functools import cache

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from pos.domain import code128
from pos.domain.slip import (
    Amount,
    Banner,
    Barcode,
    Count,
    Day,
    Item,
    Off,
    Pair,
    Pick,
    Points,
    Qr,
    Row,
    Rule,
    Slip,
    Text,
    Title,
    Vat,
    When,
)
from pos.domain.wording import Wording
from pos.ui import paint
from pos.ui.assets import asset
from pos.ui.theme import font
from pos.ui.tokens import tokens
from pos.ui.widgets.qr import QUIET, draw_qr, qr_matrix

_NARROWEST, _WIDEST = 240, 420
_QR_SHARE = 0.38  # of the room, for a QR code; its words stand beside it
_BODY = 12.0 / 344  # of the paper's width, so that a wider preview is the same picture, larger


@cache
def wording(language: str) -> Wording:
    """The words of a language that documents are printed in."""
    return msgspec.json.decode(asset("slip", f"{language}.json").read_bytes(), type=Wording)


class SlipPainter:
    """Lays a document out at one width and paints it. ``height`` is known without painting."""

    def __init__(self, slip: Slip, width: float) -> None:
        self._slip, self._width = slip, width
        self._words = wording(slip.language)
        self._unit = width * _BODY / 12
        self._pad = round(16 * self._unit)
        self._painter: QPainter | None = None
        self._y = 0.0
        self.height = self._walk()

    def paint(self, painter: QPainter) -> None:
        """Paints with the paper's top left corner at the painter's origin."""
        painter.save()
        painter.fillRect(QRectF(0, 0, self._width, self.height), tokens().paper.ground)
        self._painter = painter
        self._walk()
        self._painter = None
        painter.restore()

    def _walk(self) -> float:
        self._y = float(self._pad)
        before: Row | None = None
        for row in self._slip.rows:
            if isinstance(row, Vat) and not isinstance(before, Vat):
                self._vat_header()
            self._row(row)
            before = row
        return round(self._y + self._pad)

    # --- rows -------------------------------------------------------------------------------------------------------

    def _row(self, row: Row) -> None:
        words, zone = self._words, self._slip.zone
        match row:
            case Title(text):
                self._centred(text, self._face(16, 700))
            case Text(text):
                self._centred(text, self._face(12))
            case Banner(word):
                self._banner(words.word(word))
            case Rule():
                self._rule()
            case Pair(word, text):
                self._sides(words.word(word), text)
            case When(word, at_ms):
                self._sides(words.word(word), words.at(at_ms, zone))
            case Day(word, day):
                self._sides(words.word(word), words.on(day))
            case Count(word, count, signed):
                self._sides(words.word(word), words.count(count, signed=signed))
            case Points(word, count, worth):
                self._sides(words.word(word), words.points(count, worth, self._slip.currency), self._face(12, 600))
            case Off():
                self._off(row)
            case Amount():
                self._amount(row)
            case Item():
                self._item(row)
            case Vat():
                sums = (row.net_minor, row.tax_minor, row.gross_minor)
                self._columns(f"{row.letter} {words.rate(row.rate_bp)}", [self._figure(s) for s in sums], 400)
            case Pick():
                self._pick(row)
            case Barcode(text):
                self._barcode(text)
            case Qr():
                self._qr(row)

    def _amount(self, row: Amount) -> None:
        label = self._words.labelled(row.word, row.detail, row.points)
        if row.strong:
            self._y += 4 * self._unit
            money = self._words.money(row.amount_minor, self._slip.currency)
            self._sides(label, money, self._face(18, 600), 26)
        else:
            self._sides(label, self._figure(row.amount_minor))

    def _item(self, item: Item) -> None:
        face, line = self._face(12, 600), 17 * self._unit
        letter = 16 * self._unit
        lead = 26 * self._unit
        figure = self._figure(item.total_minor)
        used = paint.text_width(figure, face)
        self._text(0, self._inner - letter, figure, face, paint.RIGHT, line)
        self._text(0, self._inner, item.letter, self._face(12), paint.RIGHT, line)
        self._text(0, lead, str(item.quantity).replace("-", "−"), self._face(12), paint.LEFT, line)
        for words in _wrapped(item.text, face, self._inner - lead - letter - used - 8 * self._unit):
            self._text(lead, self._inner - lead, words, face, paint.LEFT, line)
            self._y += line
        if abs(item.quantity) != 1:
            each = f"{self._words.word('each')} {self._figure(item.unit_minor)}"
            self._text(lead, self._inner - lead, each, self._face(11), paint.LEFT, line)
            self._y += line

    def _pick(self, pick: Pick) -> None:
        line, lead = 17 * self._unit, 26 * self._unit
        self._text(0, lead, str(pick.quantity), self._face(12, 600), paint.LEFT, line)
        for text, face in ((pick.text, self._face(12, 600)), (pick.code, self._face(11))):
            for words in _wrapped(text, face, self._inner - lead):
                self._text(lead, self._inner - lead, words, face, paint.LEFT, line)
                self._y += line

    def _off(self, off: Off) -> None:
        face, line = self._face(11), 17 * self._unit
        letter, lead = 16 * self._unit, 26 * self._unit
        figure = self._figure(off.amount_minor)
        used = paint.text_width(figure, face)
        self._text(0, self._inner - letter, figure, face, paint.RIGHT, line)
        label = " ".join(part for part in (off.word and self._words.word(off.word), off.text) if part)
        for words in _wrapped(label, face, self._inner - lead - letter - used - 8 * self._unit) or [""]:
            self._text(lead, self._inner - lead, words, face, paint.LEFT, line)
            self._y += line

    def _vat_header(self) -> None:
        words = self._words
        self._columns(words.word("vat"), [words.word(key) for key in ("net", "tax", "gross")], 600)

    def _columns(self, lead: str, cells: list[str], weight: int) -> None:
        face = self._face(11, weight)
        line = 16 * self._unit
        self._text(0, self._inner, lead, face, paint.LEFT, line)
        for cell, right in zip(cells, (0.5, 0.72, 1.0), strict=True):
            self._text(0, self._inner * right, cell, face, paint.RIGHT, line)
        self._y += line

    def _banner(self, words: str) -> None:
        # Over the whole paper, edge to edge: nobody may cut it off or overlook it.
        height = 28 * self._unit
        self._y += 6 * self._unit
        if self._painter is not None:
            self._painter.fillRect(QRectF(0, self._y, self._width, height), tokens().paper.ink)
            face = self._fitting(words, 14, self._width - 2 * self._pad)
            box = QRectF(0, self._y, self._width, height)
            paint.text(self._painter, box, words, face, tokens().paper.ground, paint.CENTRE, elide=False)
        self._y += height + 6 * self._unit

    def _rule(self) -> None:
        self._y += 6 * self._unit
        if self._painter is not None:
            pen = QPen(tokens().paper.ink, 1)
            pen.setDashPattern([3, 2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._painter.setPen(pen)
            y = round(self._y)
            self._painter.drawLine(self._pad, y, round(self._width - self._pad), y)
        self._y += 7 * self._unit

    def _barcode(self, text: str) -> None:
        bars = code128.widths(text)
        modules = sum(bars)
        ratio = self._painter.device().devicePixelRatio() if self._painter is not None else 1.0
        # Whole device pixels per module, or a scanner reads nothing from the screen or the page.
        module = max(1, int(self._width * ratio / (modules + 2 * code128.QUIET))) / ratio
        height = 44 * self._unit
        self._y += 10 * self._unit
        if self._painter is not None:
            x = round((self._width - modules * module) / 2 * ratio) / ratio
            y = round(self._y * ratio) / ratio
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for index, width in enumerate(bars):
                if index % 2 == 0:
                    self._painter.fillRect(QRectF(x, y, width * module, height), tokens().paper.ink)
                x += width * module
        self._y += height + 2 * self._unit
        self._centred(text, self._face(11))

    def _qr(self, qr: Qr) -> None:
        """The code at the left, its words in the middle of its height beside it."""
        modules = len(qr_matrix(qr.text))
        ratio = self._painter.device().devicePixelRatio() if self._painter is not None else 1.0
        module = max(1, int(self._inner * _QR_SHARE * ratio / modules)) / ratio
        edge = modules * module
        self._y += 12 * self._unit
        if self._painter is not None:
            left, top = round(self._pad * ratio) / ratio, round(self._y * ratio) / ratio
            draw_qr(self._painter, left, top, module, qr.text, tokens().paper.ink)
        beside = edge + max(QUIET * module, 14 * self._unit)
        room = self._inner - beside
        lines = [
            (words, self._face(14, 600)) for words in _wrapped(self._words.word(qr.word), self._face(14, 600), room)
        ]
        lines += [(words, self._face(12)) for words in _wrapped(self._words.word(qr.hint), self._face(12), room)]
        after = self._y + edge
        self._y += max(0.0, (edge - sum(face.pixelSize() * 1.4 for _words, face in lines)) / 2)
        for words, face in lines:
            self._text(beside, room, words, face, paint.LEFT, face.pixelSize() * 1.4)
            self._y += face.pixelSize() * 1.4
        self._y = max(after, self._y) + 8 * self._unit

    # --- parts ------------------------------------------------------------------------------------------------------

    @property
    def _inner(self) -> float:
        return self._width - 2 * self._pad

    def _sides(self, left: str, right: str, face: QFont | None = None, height: float = 17) -> None:
        face = face or self._face(12)
        gap = 10 * self._unit
        if paint.text_width(left, face) + gap + paint.text_width(right, face) > self._inner:
            self._text(0, self._inner, left, face, paint.LEFT, height * self._unit)
            self._y += height * self._unit
            left = ""
        self._text(0, self._inner, left, face, paint.LEFT, height * self._unit)
        self._text(0, self._inner, right, face, paint.RIGHT, height * self._unit)
        self._y += height * self._unit

    def _centred(self, words: str, face: QFont) -> None:
        height = face.pixelSize() * 1.4
        for line in _wrapped(words, face, self._inner):
            self._text(0, self._inner, line, face, paint.CENTRE, height)
            self._y += height

    def _text(self, x: float, width: float, words: str, face: QFont, align: Qt.AlignmentFlag, height: float) -> None:
        if self._painter is not None and words:
            box = QRectF(self._pad + x, self._y, width, height)
            # Absolute: a Hebrew name reads from right to left, but stands in the same column as every other.
            paint.text(self._painter, box, words, face, tokens().paper.ink, align | Qt.AlignmentFlag.AlignAbsolute)

    def _figure(self, minor: int) -> str:
        return self._words.figure(minor, self._slip.currency)

    def _face(self, px: float, weight: int = 400) -> QFont:
        return paint.resized(font("body", weight=weight), max(9, round(px * self._unit)))

    def _fitting(self, words: str, px: float, width: float) -> QFont:
        face = self._face(px, 600)
        used = paint.text_width(words, face)
        return face if used <= width else paint.resized(face, max(8, int(face.pixelSize() * width / used)))


def _wrapped(words: str, face: QFont, width: float) -> list[str]:
    """The text in lines that fit; a word wider than the paper is cut by the painter, not here."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        joined = f"{line} {word}" if line else word
        if line and paint.text_width(joined, face) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line] if line else lines


class _Paper(QWidget):
    """The sheet itself."""

    def __init__(self) -> None:
        super().__init__()
        self._painter: SlipPainter | None = None

    def show_painter(self, painter: SlipPainter | None, width: int) -> None:
        self._painter = painter
        self.resize(width, 0 if painter is None else round(painter.height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is not None:
            painter = QPainter(self)
            painter.setClipRect(event.rect())
            self._painter.paint(painter)
            painter.end()


class SlipView(QScrollArea):
    """``SlipView(parent=None)``: a document on white paper, scrolling if it is longer than the room.

    ``setSlip(slip)``; None shows nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slip: Slip | None = None
        self._paper = _Paper()
        self.setWidget(self._paper)
        self._paper.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(_NARROWEST)

    def slip(self) -> Slip | None:
        """The document shown."""
        return self._slip

    def setSlip(self, slip: Slip | None) -> None:
        """Another document, from its top."""
        self._slip = slip
        self._lay_out()
        said = [] if slip is None else [row.text for row in slip.rows if isinstance(row, Title | Text | Barcode)]
        self.setAccessibleName(", ".join(said))
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._slip is None:
            self._paper.show_painter(None, 1)
            return
        # The view's own size decides, never the viewport's: a paper whose height follows the room that its scroll
        # bar leaves would make the bar come and go for ever.
        width = max(1, min(self.width(), _WIDEST))
        made = SlipPainter(self._slip, width)
        if made.height > self.height():
            width = max(1, min(self.width() - self.verticalScrollBar().sizeHint().width(), _WIDEST))
            made = SlipPainter(self._slip, width)
        self._paper.show_painter(made, width)

    def sizeHint(self) -> QSize:
        return QSize(344, 400)
