"""What all painted controls share: press, hover, keyboard, focus ring, and the layout that follows the window."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from pos.ui.paint import focus_ring
from pos.ui.theme import Breakpoint, Theme, current

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@runtime_checkable
class FollowsWindow(Protocol):
    """A widget that looks different in a compact, regular or wide window."""

    def set_breakpoint(self, at: Breakpoint) -> None: ...


def set_breakpoint(root: QWidget, at: Breakpoint) -> None:
    """Tells every widget below ``root`` which of the three layouts the window has now."""
    for child in root.findChildren(QWidget):
        if isinstance(child, FollowsWindow):
            child.set_breakpoint(at)


class PaintedButton(QAbstractButton):
    """A button that paints itself; subclasses implement ``draw`` and ``sizeHint``.

    A click or touch never takes the keyboard from the search field; Tab does, and then Space and Enter press.
    Signals: Qt's ``clicked(bool)``, ``toggled(bool)``.
    """

    radius_step = "m"  # which corner radius the focus ring follows

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        least = current().tokens.control.touch_min
        self.setMinimumSize(least, least)

    def draw(self, painter: QPainter, look: Theme) -> None:
        """Paints the control into ``self.rect()``."""
        raise NotImplementedError

    @property
    def hovered(self) -> bool:
        """Whether a mouse pointer is over it (never so on touch)."""
        return self.isEnabled() and self.underMouse()

    @property
    def corner(self) -> int:
        """Radius of its corners in pixels."""
        radius: int = getattr(current().tokens.radius, self.radius_step)
        return radius

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))  # an article's & is no shortcut
        self.setAccessibleName(text.replace("\n", " "))
        self.updateGeometry()

    def label(self) -> str:
        """The text as a person reads it."""
        return self.text().replace("&&", "&")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, current())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize().expandedTo(QSize(0, self.sizeHint().height()))


class FocusRing(QWidget):
    """The one ring of the window, drawn over the painted control that has the keyboard.

    Create one per window: ``FocusRing(window)``. Text fields turn their own border instead and get no ring.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):  # the keyboard also leaves what has just been deleted
            widget.removeEventFilter(self)
        self._watched = []
        self._target = new if isinstance(new, PaintedButton) and new.window() is self.window() else None
        step: QWidget | None = self._target
        while step is not None and step is not self.window():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        ring = current().tokens.focus_ring
        reach = ring.width + ring.offset
        origin = target.mapTo(self.window(), target.rect().topLeft())
        self.setGeometry(QRect(origin, target.size()).adjusted(-reach, -reach, reach, reach))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if isinstance(self._target, PaintedButton) and isValid(self._target):
            ring = current().tokens.focus_ring
            reach = ring.width + ring.offset
            painter = QPainter(self)
            focus_ring(painter, self.rect().adjusted(reach, reach, -reach, -reach), self._target.corner)
            painter.end()
