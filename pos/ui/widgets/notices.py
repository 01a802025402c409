"""What other programs ask in dialogs: bars in the flow, and the toast that can be undone."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.paint import Kind
from pos.ui.theme import Theme, current, font
from pos.ui.widgets.base import PaintedButton

_TICK_MS = 200


def _face(weight: int) -> QFont:
    return paint.resized(font("body", weight=weight), 14)


class _BarAction(PaintedButton):
    # Text in the bar's own colour over the bar's whole height, so that the target is a full 48 px.
    def __init__(self, bar: QWidget) -> None:
        super().__init__("", bar)
        self.kind: Kind = "neutral"
        self.arrow = False

    def sizeHint(self) -> QSize:
        if self.arrow:
            return QSize(48, 48)
        return QSize(max(48, round(paint.text_width(self.label(), _face(600))) + 24), 48)

    def draw(self, painter: QPainter, look: Theme) -> None:
        c = look.colours
        ink = c.accent_text if self.kind in ("neutral", "accent") else paint.tone(self.kind).text
        if self.isDown() or self.hovered:
            wash = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint.rounded(painter, wash, look.tokens.radius.m, c.pressed if self.kind == "neutral" else c.surface)
        if self.arrow:
            draw_icon(painter, Icon.FORWARD, (self.width() - 20) / 2, (self.height() - 20) / 2, 20, ink)
        else:
            paint.text(painter, self.rect(), self.label(), _face(600), ink, paint.CENTRE)


class NoticeBar(QWidget):
    """``NoticeBar(parent=None)``: a question or a fault in the flow, 48 px or higher; hidden until it says something.

    ``say(kind, icon, strong, text="", action="", opens=False)``: kind is neutral, accent, green, amber or red;
    ``strong`` stands in bold before ``text`` (which wraps if it must); ``action`` is the one way out; ``opens``
    shows an arrow instead and makes the whole bar the target. ``silence()`` hides it.
    ``hideAfter(ms)`` hides it by itself. Signal: ``acted()``.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "neutral"
        self._icon = Icon.INFO
        self._strong = self._text = ""
        self._opens = False
        self._action = _BarAction(self)
        self._action.clicked.connect(self.acted)
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.timeout.connect(self.silence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(
        self, kind: Kind, icon: Icon, strong: str, text: str = "", action: str = "", *, opens: bool = False
    ) -> None:
        """Shows the bar with this content."""
        self._hiding.stop()
        self._kind, self._icon, self._strong, self._text, self._opens = kind, icon, strong, text, opens
        self._action.kind, self._action.arrow = kind, opens
        self._action.setText(action or strong)
        self._action.setVisible(bool(action) or opens)
        self._place_action()
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{strong} {text}".strip())
        self.updateGeometry()
        self.show()
        self.update()

    def silence(self) -> None:
        """Takes the bar away."""
        self._hiding.stop()
        self.hide()

    def hideAfter(self, milliseconds: int) -> None:
        """Takes the bar away after this time."""
        self._hiding.start(milliseconds)

    def _text_left(self) -> int:
        return 45

    def _text_width(self, width: int) -> float:
        action = self._action.sizeHint().width() if self._action.isVisibleTo(self) else 14
        return max(40.0, width - self._text_left() - action)

    def _gap(self) -> float:
        # A bar that opens something lists facts, so they stand apart; else strong and text are one sentence.
        return 0 if not self._strong else 16 if self._opens else paint.text_width(" ", _face(400))

    def _inline(self, width: int) -> bool:
        needed = paint.text_width(self._strong, _face(600)) + self._gap()
        return needed + paint.text_width(self._text, _face(400)) <= self._text_width(width) + 0.5

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._text or self._inline(width):
            return 48
        return (46 if self._strong else 28) + self._wrapped_height(width)

    def _wrapped_height(self, width: int) -> int:
        box = paint.metrics(_face(400)).boundingRect(
            QRectF(0, 0, self._text_width(width), 10_000), Qt.TextFlag.TextWordWrap, self._text
        )
        return max(20, -(-round(box.height()) // 18) * 20)

    def _place_action(self) -> None:
        size = self._action.sizeHint()
        self._action.setGeometry(self.width() - size.width() - 4, (self.height() - 48) // 2, size.width(), 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_action()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the layout remembers the height that belonged to the width before

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 48)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens:
            self.acted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        colours = paint.tone(self._kind)
        plain = self._kind == "neutral"
        painter = QPainter(self)
        fill, edge = (c.surface, c.border) if plain else (colours.fill, colours.border)
        paint.rounded(painter, self.rect(), look.tokens.radius.l, fill, edge)
        ink = c.text if plain else colours.text
        mark = c.green if self._icon is Icon.CHECK and plain else c.accent_text if plain else ink
        draw_icon(painter, self._icon, 17, 14, 20, mark)
        left, room = self._text_left(), self._text_width(self.width())
        row = QRectF(left, 12, room, 24)
        used = paint.text(painter, row, self._strong, _face(600), ink)
        if self._text and self._inline(self.width()):
            row.setLeft(left + used + self._gap())
            paint.text(painter, row, self._text, _face(400), ink, elide=False)
        elif self._text:
            painter.setFont(_face(400))
            painter.setPen(ink)
            painter.drawText(
                QRectF(left, 34 if self._strong else 14, room, self.height()), int(Qt.TextFlag.TextWordWrap), self._text
            )
        painter.end()


class Toast(QWidget):
    """``Toast(parent)``: something was done and can be undone for 8 s; floats at the lower middle of its parent.

    ``say(text, undo="", icon=Icon.CHECK, milliseconds=None)``; without ``undo`` it stays 4 s and only tells.
    Signals: ``undone()``, ``ended()`` when the time is over.
    """

    undone = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._icon = "", Icon.CHECK
        self._left_ms = self._whole_ms = 0
        self._undo = _BarAction(self)
        self._undo.clicked.connect(self._undone)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def say(self, text: str, undo: str = "", icon: Icon = Icon.CHECK, milliseconds: int | None = None) -> None:
        """Shows it, in place of what it said before."""
        motion = current().tokens.motion
        self._text, self._icon = text, icon
        self._whole_ms = self._left_ms = milliseconds or (motion.undo if undo else motion.toast)
        self._undo.setText(undo or text)
        self._undo.setVisible(bool(undo))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        self.update()

    def silence(self) -> None:
        """Takes it away at once, without a signal."""
        self._timer.stop()
        self.hide()

    def place(self) -> None:
        """Puts it at the lower middle of its parent; call it when the parent's size changes."""
        parent = self.parentWidget()
        assert parent is not None
        seconds = 34 if self._undo.isVisibleTo(self) else 0
        action = self._undo.sizeHint().width() + seconds if seconds else 12
        wanted = 24 + 44 + round(paint.text_width(self._text, font("body"))) + 16 + action + 24
        width = min(wanted, parent.width() - 16)
        height = 48 + 2 * 16
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - 56, width, height)
        size = self._undo.sizeHint()
        self._undo.setGeometry(width - 24 - size.width() - 4, 16, size.width(), 48)

    def _tick(self) -> None:
        self._left_ms -= _TICK_MS
        if self._left_ms <= 0:
            self.silence()
            self.ended.emit()
        else:
            self.update()

    def _undone(self) -> None:
        self.silence()
        self.undone.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        painter = QPainter(self)
        body = QRectF(self.rect()).adjusted(24, 16, -24, -16)
        paint.shadow(painter, body, look.tokens.radius.l)
        paint.rounded(painter, body, look.tokens.radius.l, c.surface, c.border)
        draw_icon(painter, self._icon, body.left() + 15, body.top() + 14, 20, c.green)
        room = QRectF(body.left() + 46, body.top(), body.width() - 62, body.height())
        if self._undo.isVisibleTo(self):
            ring = self._undo.x() - 18
            self._draw_clock(painter, look, ring, body.center().y())
            room.setRight(ring - 16)
        paint.text(painter, room, self._text, font("body"), c.text)
        painter.end()

    def _draw_clock(self, painter: QPainter, look: Theme, x: float, y: float) -> None:
        # The seconds as a figure: a countdown a cashier can read, nothing that moves in the corner of the eye.
        seconds = -(-self._left_ms // 1000)
        paint.rounded(painter, QRectF(x - 12, y - 12, 24, 24), 12, None, look.colours.border_strong)
        box = QRectF(x - 12, y - 12, 24, 24)
        paint.text(painter, box, str(seconds), font("micro"), look.colours.text3, paint.CENTRE, elide=False)
