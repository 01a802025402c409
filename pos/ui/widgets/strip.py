"""The strip at the bottom: connection left, devices in the middle, place and time right."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font

LinkState = Literal["online", "syncing", "offline"]
_GAP = 24


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One device in the strip: its icon and word; a fault replaces the check (red), ``retrying`` makes it amber."""

    icon: Icon
    name: str
    fault: str = ""
    retrying: bool = False


class StatusStrip(QWidget):
    """``StatusStrip(parent=None)``: 32 px, one target over its full width.

    ``setLink(state, strong, items)``: state online, syncing or offline; ``strong`` the bold word, ``items`` the quiet
    ones after it. ``setDevices([DeviceState, …])``. ``setPlace(items, clock)``: store and till, then date and time in
    bold. What does not fit goes in this order: the first place (store), then the last link item.
    Offline the whole strip is amber. Signal: ``pressed()``.
    """

    pressed = Signal()
    corner = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: LinkState = "online"
        self._strong, self._items = "", [""]
        self._devices: list[DeviceState] = []
        self._place: list[str] = []
        self._clock = ""
        self.setFixedHeight(current().tokens.control.status_strip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setLink(self, state: LinkState, strong: str, items: list[str]) -> None:
        """How the connection is."""
        self._state, self._strong, self._items = state, strong, list(items)
        self.setAccessibleName(" · ".join([strong, *items]))
        self.update()

    def setDevices(self, devices: list[DeviceState]) -> None:
        """How the devices are."""
        self._devices = list(devices)
        self.setAccessibleDescription(" · ".join(device.fault or device.name for device in devices))
        self.update()

    def setPlace(self, items: list[str], clock: str) -> None:
        """Where this is and what time it is."""
        self._place, self._clock = list(items), clock
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1024, self.minimumHeight())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        offline = self._state == "offline"
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.amber_soft if offline else c.surface)
        paint.hairline(painter, 0, 0, self.width(), c.amber_border if offline else c.border)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 0, None, c.accent, 2)
        place, items = self._fitting()
        x = self._draw_link(painter, look, items)
        self._draw_right(painter, look, place, x)
        painter.end()

    def _fitting(self) -> tuple[list[str], list[str]]:
        place, items = list(self._place), list(self._items)
        while self._width(place, items) > self.width() and (len(place) > 1 or items):
            if len(place) > 1:
                place.pop(0)
            else:
                items.pop()
        return place, items

    def _width(self, place: list[str], items: list[str]) -> float:
        quiet, bold = font("caption"), font("captionStrong")
        left = 30 + paint.text_width(self._strong, bold) + sum(_GAP + paint.text_width(i, quiet) for i in items)
        middle = sum(_GAP + self._device_width(device) for device in self._devices)
        right = sum(_GAP + paint.text_width(i, quiet) for i in place) + _GAP + paint.text_width(self._clock, bold)
        return left + middle + right + 16 + 2 * _GAP

    def _device_width(self, device: DeviceState) -> float:
        words = device.fault or device.name
        face = font("captionStrong" if device.fault else "caption")
        return 22 + paint.text_width(words, face) + (0 if device.fault else 22)

    def _draw_link(self, painter: QPainter, look: Theme, items: list[str]) -> float:
        c = look.colours
        middle = self.height() / 2
        strong, quiet = c.text, c.text2
        if self._state == "offline":
            strong = quiet = c.amber
            draw_icon(painter, Icon.OFFLINE, 16, middle - 8, 16, c.amber)
            x = 38.0
        elif self._state == "syncing":
            draw_icon(painter, Icon.REFRESH, 16, middle - 8, 16, c.accent_text)
            x = 38.0
        else:
            paint.dot(painter, 20, middle, c.green_dot)
            x = 30.0
        x += self._word(painter, x, self._strong, strong, bold=True)
        for item in items:
            x += _GAP + self._word(painter, x + _GAP, item, quiet)
        return x

    def _draw_right(self, painter: QPainter, look: Theme, place: list[str], left: float) -> None:
        c = look.colours
        offline = self._state == "offline"
        quiet = c.amber if offline else c.text2
        x = self.width() - 16 - paint.text_width(self._clock, font("captionStrong"))
        self._word(painter, x, self._clock, c.amber if offline else c.text, bold=True)
        for item in reversed(place):
            x -= _GAP + paint.text_width(item, font("caption"))
            self._word(painter, x, item, quiet)
        if self._devices and place:
            x -= _GAP
            paint.upright(painter, round(x), 8, self.height() - 16, c.amber_border if offline else c.border)
        for device in reversed(self._devices):
            x -= _GAP + self._device_width(device)
            if x < left:
                break
            self._draw_device(painter, look, x, device, quiet)

    def _draw_device(self, painter: QPainter, look: Theme, x: float, device: DeviceState, quiet: QColor) -> None:
        c = look.colours
        middle = self.height() / 2
        ink = quiet if not device.fault else c.amber if device.retrying else c.red
        draw_icon(painter, device.icon, x, middle - 8, 16, ink)
        words = device.fault or device.name
        used = self._word(painter, x + 22, words, ink, bold=bool(device.fault))
        if not device.fault:
            draw_icon(painter, Icon.CHECK, x + 22 + used + 6, middle - 7, 14, c.green)

    def _word(self, painter: QPainter, x: float, words: str, ink: QColor, *, bold: bool = False) -> float:
        face = font("captionStrong" if bold else "caption")
        return paint.text(painter, QRectF(x, 1, 2000, self.height() - 2), words, face, ink, elide=False)
