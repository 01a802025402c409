"""The blue button, always F12."""

from PySide6.QtCore import QPoint, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.theme import Breakpoint, Theme, current, font
from pos.ui.widgets.base import PaintedButton
from pos.ui.widgets.buttons import button_colours

_SPIN_STEP_MS = 40


class HeroButton(PaintedButton):
    """``HeroButton(text, keycap="F12", parent=None)``: the one filled button of a screen, 80 px (88 wide).

    ``setShort(text)`` is said in place of a text that does not fit. ``setReason(text)`` is the second line, shown when
    it is off and has to say why. ``setWaiting(True)`` turns it grey with a spinner until ``setWaiting(False)``; it
    cannot be pressed meanwhile.
    Properties: text, enabled, ``waiting``. Signals: ``clicked``.
    """

    radius_step = "l"

    def __init__(self, text: str, keycap: str = "F12", parent: QWidget | None = None) -> None:
        self._keycap, self._reason, self._short = keycap, "", ""
        self._waiting = False
        self._turn = 0
        super().__init__(text, parent)
        self._spin = QTimer(self)
        self._spin.setInterval(_SPIN_STEP_MS)
        self._spin.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_breakpoint("regular")

    def set_breakpoint(self, at: Breakpoint) -> None:
        """80 px high, 88 in a wide window."""
        control = current().tokens.control
        self.setFixedHeight(control.button_hero_wide if at == "wide" else control.button_hero)

    @property
    def waiting(self) -> bool:
        """Whether it waits for somebody else (a terminal, a device)."""
        return self._waiting

    def setWaiting(self, waiting: bool) -> None:
        """Grey with a spinner, not to be pressed."""
        self._waiting = waiting
        if waiting and current().motion and self.isVisible():
            self._spin.start()
        else:
            self._spin.stop()
        self.update()

    def setReason(self, reason: str) -> None:
        """The second line, usually why it is off; empty takes it away."""
        self._reason = reason
        self.setAccessibleDescription(reason)
        self.update()

    def setShort(self, text: str) -> None:
        """What it says where there is no room for its text; empty: the text is cut."""
        self._short = text
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())

    def hitButton(self, pos: QPoint) -> bool:
        return not self._waiting

    def click(self) -> None:
        """Presses it, unless it waits."""
        if not self._waiting:
            super().click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._waiting:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _advance(self) -> None:
        if not self.isVisible():
            self._spin.stop()
        self._turn = (self._turn + 360 * _SPIN_STEP_MS // 1000) % 360
        self.update()

    def draw(self, painter: QPainter, look: Theme) -> None:
        off = self._waiting or not self.isEnabled()
        c = look.colours
        fill, _border, ink = button_colours(look, "primary", self)
        if off:
            fill, ink = c.disabled_fill, c.text_disabled
        paint.rounded(painter, self.rect(), self.corner, fill)
        x, middle = 24.0, self.height() / 2
        if self._waiting:
            paint.spinner(painter, x + 13, middle, 20, ink, self._turn)
            x += 34
        key = paint.keycap_width(self._keycap, large=True) if self._keycap and not self._waiting else 0
        room = self.width() - x - 24 - (key + 12 if key else 0)
        top = middle - 14
        if self._reason:
            top -= 11
            below = c.text2 if off else ink  # the reason must stay readable: disabled grey is too faint for it
            paint.text(painter, QRectF(x + 1, middle + 5, room, 20), self._reason, font("caption"), below)
        words = self._words(room)
        paint.text(painter, QRectF(x, top, room, 28), words, self._face(words, room), ink)
        if key:
            edge = QColor(c.on_accent if not off else c.border_strong)
            edge.setAlphaF(1.0 if off else 0.45)
            at = self.width() - 24 - key
            paint.keycap(painter, at, middle, self._keycap, colour=ink, edge=edge, large=True)

    def _words(self, room: float) -> str:
        fits = paint.text_width(self.label(), font("title")) <= room
        return self.label() if fits or not self._short else self._short

    def _face(self, words: str, room: float) -> QFont:
        face = font("heroLabel")
        return face if paint.text_width(words, face) <= room else font("title")
