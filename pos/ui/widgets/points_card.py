"""Points as a person reads them: how many, what they are worth, how old that is, and how far it is to the next tier."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.theme import current, font
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.labels import Card


class PointsWords(QWidget):
    """``PointsWords()``: balance over a quiet line with worth, dot and age; ``setPoints(balance, worth, stand, live,
    provisional)``. Old or unconfirmed is amber; what is provisional gets a line of its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._balance = self._worth = self._stand = self._provisional = ""
        self._live = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setPoints(self, balance: str, worth: str, stand: str, *, live: bool, provisional: str) -> None:
        """What it says."""
        self._balance, self._worth, self._stand = balance, worth, stand
        self._live, self._provisional = live, provisional
        self.setAccessibleName(" · ".join(word for word in (balance, worth, stand, provisional) if word))
        self.setFixedHeight(44 + (18 if provisional else 0))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        face = font("caption")
        width = float(self.width())
        paint.text(painter, QRectF(0, 0, width, 26), self._balance, paint.resized(font("lineTotal"), 20), c.text)
        line = QRectF(0, 26, width, 18)
        if self._live:
            used = paint.text(painter, line, f"{self._worth} · ", face, c.text3)
            paint.dot(painter, used + 5, 35.5, c.green_dot)
            paint.text(painter, line.adjusted(used + 12, 0, 0, 0), self._stand, face, c.text3)
        else:
            paint.text(painter, line, self._stand, face, c.amber)
        if self._provisional:
            paint.text(painter, line.translated(0, 18), self._provisional, face, c.amber)
        painter.end()


class PointsBox(Card):
    """``PointsBox()``: the inset of the sale's panel, `PointsWords` and the button that redeems them; ``words``,
    ``redeem``. Signal: ``redeemed()``.
    """

    redeemed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("inset", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 7, 8)
        row.setSpacing(8)
        self.words = PointsWords()
        self.redeem = Button(self.tr("Redeem"))
        self.redeem.setObjectName("redeem")
        self.redeem.clicked.connect(self.redeemed)
        row.addWidget(self.words, 1)
        row.addWidget(self.redeem)

    def setRedeem(self, *, able: bool, reason: str) -> None:
        """Whether points can be redeemed now, and how far or why not."""
        self.redeem.setEnabled(able)
        self.redeem.setReason(reason)


class TierBar(QWidget):
    """``TierBar()``: the way to the next tier as a bar with words below, left and right; ``setTier(words, permille,
    right="")``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._right = ""
        self._permille = 0
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setTier(self, words: str, permille: int, right: str = "") -> None:
        """``permille``: how much of the way is done."""
        self._words, self._permille, self._right = words, max(0, min(1000, permille)), right
        self.setAccessibleName(f"{words} {right}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        paint.rounded(painter, QRectF(0, 4, self.width(), 6), 3, c.pressed)
        done = self.width() * self._permille / 1000
        if done >= 6:
            paint.rounded(painter, QRectF(0, 4, done, 6), 3, c.accent)
        room = QRectF(0, 14, self.width(), 20)
        used = paint.text(painter, room, self._right, font("caption"), c.text3, paint.RIGHT)
        paint.text(painter, room.adjusted(0, 0, -used - 12, 0), self._words, font("caption"), c.text3)
        painter.end()
