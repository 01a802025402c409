"""Card on a stand-alone terminal: the till shows the amount, a person types it there and says what became of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.labels import Card, Label
from pos.ui.widgets.notices import NoticeBar

_DISC = 32
_STEP = 69


class _Path(QWidget):
    # What a person does, in order; the till knows only the first and the last of it.
    def __init__(self, steps: list[tuple[str, str]]) -> None:
        super().__init__()
        self._steps = steps
        self._done = 0
        self.setAccessibleName(". ".join(f"{title}: {detail}" for title, detail in steps))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setDone(self, done: int) -> None:
        self._done = done
        self.update()

    def setDetail(self, index: int, detail: str) -> None:
        self._steps[index] = (self._steps[index][0], detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, _STEP * (len(self._steps) - 1) + 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        for index, (title, detail) in enumerate(self._steps):
            top = index * _STEP
            if index + 1 < len(self._steps):
                ink = c.green_dot if index < self._done else c.border_strong
                painter.fillRect(QRectF(_DISC / 2 - 1, top + _DISC, 2, _STEP - _DISC), ink)
            self._disc(painter, index, top)
            now = index == self._done
            face = paint.resized(font("bodyStrong" if now else "body", weight=600 if now else 500), 16)
            room = QRectF(_DISC + 16, top - 1, self.width() - _DISC - 16, 24)
            paint.text(painter, room, title, face, c.text if now else c.text2)
            paint.text(painter, room.translated(0, 22), detail, font("caption"), c.text3)
        painter.end()

    def _disc(self, painter: QPainter, index: int, top: float) -> None:
        c = current().colours
        box = QRectF(0, top, _DISC, _DISC)
        if index < self._done:
            paint.dot(painter, _DISC / 2, top + _DISC / 2, c.green_dot, _DISC)
            draw_icon(painter, Icon.CHECK, 6, top + 6, 20, c.on_green)
        elif index == self._done:
            paint.rounded(painter, box, _DISC / 2, c.surface, c.accent, 2)
            paint.dot(painter, _DISC / 2, top + _DISC / 2, c.accent, 12)
        else:
            paint.rounded(painter, box, _DISC / 2, c.surface, c.border_strong)


class CardForm(Card):
    """``CardForm(parent=None)``: ``setAmount(minor, currency)``, then one of ``waiting()`` (the question is on its
    way to the disk), ``asked(time)``, ``unknown(time)`` (a crash lost the answer), ``declined()`` (nothing was
    charged). Signals: ``not_paid()``, ``again()``, ``part()``: only some of it by card.
    """

    not_paid = Signal()
    again = Signal()
    part = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._bar = NoticeBar()
        self._amount = AmountLabel("change", Qt.AlignmentFlag.AlignLeft)
        self._path = _Path(
            [
                (self.tr("The question is on disk"), ""),
                (self.tr("Type the amount on the terminal"), self.tr("Card, phone or watch; the customer pays there")),
                (self.tr("Read the terminal's slip: was it paid?"), self.tr("Paid F12, not paid F8")),
            ]
        )
        self._refuse = Button(self.tr("Not paid"), icon=Icon.CLOSE, keycap="F8")
        self._refuse.clicked.connect(self.not_paid)
        self._retry = Button(self.tr("Ask again"), "primary", Icon.CARD, "F11")
        self._retry.clicked.connect(self.again)
        self._some = Button(self.tr("Part amount"), icon=Icon.EDIT, keycap="F9")
        self._some.clicked.connect(self.part)
        self._lay_out()
        self.waiting()

    def setAmount(self, minor: int, currency: str) -> None:
        """What to type on the terminal."""
        self._amount.setText(i18n.money(minor, currency))

    def waiting(self) -> None:
        """Nobody may be asked for money yet."""
        self._bar.silence()
        self._path.setDone(0)
        self._show(refuse=False, retry=False, part=False)

    def asked(self, time: str) -> None:
        """The amount may be typed on the terminal now."""
        self._bar.silence()
        self._path.setDetail(0, time)
        self._path.setDone(1)
        self._show(refuse=True, retry=False, part=True)

    def unknown(self) -> None:
        """Asked before a restart, and nobody knows the answer."""
        self._bar.say(
            "amber",
            Icon.WARNING,
            self.tr("Was this paid?"),
            self.tr(
                "The till stopped before the answer was noted. Look at the terminal's slip or its journal. "
                "No second charge starts before you answer."
            ),
        )
        self._path.setDetail(0, self.tr("before the restart"))
        self._path.setDone(2)
        self._show(refuse=True, retry=False, part=False)

    def declined(self) -> None:
        """The answer was: not paid."""
        self._bar.say("red", Icon.CARD, self.tr("Not paid"), self.tr("Nothing was charged and nothing is booked."))
        self._path.setDetail(0, "")
        self._path.setDone(0)
        self._show(refuse=False, retry=True, part=True)

    def _show(self, *, refuse: bool, retry: bool, part: bool) -> None:
        self._some.setVisible(part)
        self._refuse.setVisible(refuse)
        self._retry.setVisible(retry)
        self._path.setVisible(not retry)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addStretch(1)
        block = QWidget()
        block.setFixedWidth(440)
        inner = QVBoxLayout(block)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(Label(self.tr("Card · stand-alone terminal"), "captionStrong", "text2"))
        inner.addWidget(self._amount)
        inner.addSpacing(24)
        inner.addWidget(self._path)
        inner.addSpacing(24)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._refuse)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._some)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(block)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
