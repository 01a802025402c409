"""Where a person's key goes: form field, focused button, screen, search field; in that order."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from pos.ui.screen import Screen

_EDITING: Final = frozenset(
    {
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PRESSING: Final = _ENTER | {Qt.Key.Key_Space}
_TAB: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_SIDEWAYS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


def receiver_of(event: QKeyEvent, front: Screen, focus: QWidget | None) -> QWidget | None:
    """Which widget gets the key; None: the screen took it, or nobody wants it. The search field takes the keyboard
    back with the first character that is meant for it, wherever it was.
    """
    key = Qt.Key(event.key())
    edit = front.search.edit if front.search is not None else None
    text = bool(event.text()) and event.text().isprintable()
    if focus is not None and focus is not edit and focus is not front and focus.isVisible() and focus.isEnabled():
        if isinstance(focus, QLineEdit):
            if text or key in _EDITING or key in _ENTER or key in _TAB:
                return focus
        elif key in _PRESSING or (key in _SIDEWAYS and not isinstance(focus, QAbstractButton)):
            return focus
    if front.typed(event):
        return None
    if key in _TAB:
        return focus or front
    if edit is not None and edit.isEnabled() and (text or key in _EDITING or key in _ENTER):
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return edit
    return None
