"""Pads for digits: amounts and quantities (NumPad), sign-in and approval (PinPad, PinDots)."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton

BACKSPACE, CLEAR, ENTER = "backspace", "clear", "enter"

_ICONS = {BACKSPACE: Icon.BACKSPACE, ENTER: Icon.ENTER}


class PadKey(PaintedButton):
    """One key of a pad; ``value`` is what it types, or BACKSPACE, CLEAR, ENTER."""

    radius_step = "l"

    def __init__(self, value: str, name: str, *, pin: bool = False, parent: QWidget | None = None) -> None:
        self.value = value
        self._pin = pin
        super().__init__(name, parent)
        self.setAutoRepeat(value == BACKSPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        control = current().tokens.control
        return QSize(64, control.pin_key if self._pin else control.num_key_min)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        digit = self.value not in (BACKSPACE, CLEAR, ENTER, "00", ",", ".")
        ink = c.text if self.isEnabled() else c.text_disabled
        fill = c.pressed if self.isDown() else c.subtle if self.hovered or not digit else c.surface
        if self.value == ENTER:
            ink = c.accent_text if self.isEnabled() else c.text_disabled
            deep = c.accent_border if self.isDown() else c.accent_soft
            paint.rounded(painter, self.rect(), self.corner, deep if self.isEnabled() else c.disabled_fill)
        elif digit or not self._pin:
            paint.rounded(painter, self.rect(), self.corner, fill, c.border)
        elif self.isDown() or self.hovered:
            paint.rounded(painter, self.rect(), self.corner, fill)
        if self.value in _ICONS:
            size = 26 if self._pin else look.tokens.icon.l
            x, y = (self.width() - size) / 2, (self.height() - size) / 2
            draw_icon(painter, _ICONS[self.value], x, y, size, c.text2 if self._pin and self.isEnabled() else ink)
            return
        face = font("numKey")
        if self._pin:
            face = paint.resized(face, 28)
            ink = c.text2 if self.value == CLEAR and self.isEnabled() else ink
        label = "C" if self.value == CLEAR else self.value
        paint.text(painter, self.rect(), label, face, ink, paint.CENTRE)


class _Pad(QWidget):
    typed = Signal(str)
    backspace = Signal()
    clear = Signal()
    enter = Signal()

    def __init__(
        self, values: list[str], names: Mapping[str, str], gap: int, *, pin: bool, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self.keys: list[PadKey] = []
        for place, value in enumerate(values):
            key = PadKey(value, names.get(value, value), pin=pin, parent=self)
            self._add(key, place // 3, place % 3)

    def _add(self, key: PadKey, row: int, column: int, columns: int = 1) -> None:
        self._grid.addWidget(key, row, column, 1, columns)
        key.clicked.connect(lambda: self._press(key.value))
        self.keys.append(key)

    def _press(self, value: str) -> None:
        if value == BACKSPACE:
            self.backspace.emit()
        elif value == CLEAR:
            self.clear.emit()
        elif value == ENTER:
            self.enter.emit()
        else:
            self.typed.emit(value)


class NumPad(_Pad):
    """``NumPad(left="00", enter=False, names=None, parent=None)``: 7 8 9 on top, as on a keyboard; keys >= 48 px.

    The bottom row is ``0 00 ⌫`` if ``left`` is "00", else ``left 0 ⌫`` with ``left`` one of ",", "." or CLEAR.
    ``enter`` adds a wide soft key below. ``names`` gives the spoken names of BACKSPACE, CLEAR, ENTER.
    Signals: ``typed(str)`` (a digit, "00", or the decimal mark), ``backspace()``, ``clear()``, ``enter()``.
    """

    def __init__(
        self,
        left: str = "00",
        *,
        enter: bool = False,
        names: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        spoken = names or {}
        bottom = ["0", left, BACKSPACE] if left == "00" else [left, "0", BACKSPACE]
        gap = current().tokens.space(2)
        super().__init__([*"789456123", *bottom], spoken, gap, pin=False, parent=parent)
        if enter:
            self._add(PadKey(ENTER, spoken.get(ENTER, ENTER), parent=self), 4, 0, columns=3)


class PinPad(_Pad):
    """``PinPad(names=None, parent=None)``: 1 2 3 on top, as on a telephone; keys 72 px.

    Signals: ``typed(str)``, ``backspace()``, ``clear()``.
    """

    def __init__(self, names: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        gap = current().tokens.space(3)
        super().__init__([*"123456789", CLEAR, "0", BACKSPACE], names or {}, gap, pin=True, parent=parent)
        for key in self.keys:
            key.setFixedHeight(current().tokens.control.pin_key)


class PinDots(QWidget):
    """``PinDots(length=4, parent=None)``: how many digits are typed, never which.

    ``setFilled(n)``, ``setError(bool)``: all dots red after a wrong PIN.
    """

    def __init__(self, length: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._filled, self._error = length, 0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setFilled(self, filled: int) -> None:
        """How many digits are typed."""
        self._filled = filled
        self.update()

    def setError(self, error: bool) -> None:
        """Red: the PIN was wrong."""
        self._error = error
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._length * 38 - 18, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self._length):
            middle = QPointF(10 + index * 38, self.height() / 2)
            if self._error or index < self._filled:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.red_dot if self._error else c.accent)
                painter.drawEllipse(middle, 9, 9)
            else:
                painter.setPen(QPen(c.border_input, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(middle, 8, 8)
        painter.end()


class AmountField(QWidget):
    """``AmountField(label, parent=None)``: the amount being typed, label left, value right, 64 px.

    It only shows; digits come from the pad and the screen's keys. ``setText``, ``setHint`` (text in place of the
    label, e.g. "59,90 → 53,91"), ``setActive(bool)`` for the accent border, ``setError(bool)`` for red.
    Signal: ``pressed()`` when touched, to make it the active one.
    """

    pressed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._text = label, ""
        self._active, self._error = True, False
        self.setFixedHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)

    def setText(self, text: str) -> None:
        """The amount as it stands, formatted by the caller."""
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    def text(self) -> str:
        """The amount as shown."""
        return self._text

    def setHint(self, label: str) -> None:
        """Another text at the left."""
        self._label = label
        self.setAccessibleName(label)
        self.update()

    def setActive(self, active: bool) -> None:
        """Whether digits go here now."""
        self._active = active
        self.update()

    def setError(self, error: bool) -> None:
        """Red border: what stands here cannot be."""
        self._error = error
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 64)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        painter = QPainter(self)
        edge = c.red_dot if self._error else c.accent if self._active else c.border_input
        wide = 2 if self._error or self._active else 1
        paint.rounded(painter, self.rect(), look.tokens.radius.l, c.surface, edge, wide)
        room = QRectF(self.rect()).adjusted(18, 0, -18, 0)
        ink = c.red if self._error else c.text
        used = paint.text(painter, room, self._text, font("display"), ink, paint.RIGHT)
        room.setRight(room.right() - used - 12)
        paint.text(painter, room, self._label, font("body"), c.text2)
        painter.end()
