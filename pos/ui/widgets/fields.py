"""Text fields: the ordinary one, and the search field that has the keyboard on every screen."""

from functools import cache

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QProxyStyle, QSizePolicy, QStyle, QStyleOption, QWidget

from pos.ui import paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font


class _WideCaret(QProxyStyle):
    # Only the fields get this style: on the whole program every measure of every widget would go through Python.
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return 2
        return super().pixelMetric(metric, option, widget)


@cache
def _wide_caret() -> QProxyStyle:
    return _WideCaret("Fusion")


class TextField(QLineEdit):
    """``TextField(placeholder="", name="", parent=None)``: one line of text, 48 px, accent border with the keyboard.

    ``setError(bool)`` turns the border red. ``name`` is spoken. Signals: QLineEdit's.
    """

    def __init__(self, placeholder: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyle(_wide_caret())
        self.setFont(font("body"))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def setError(self, error: bool) -> None:
        """Red border: what stands here cannot be."""
        self.setProperty("error", "true" if error else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()


class SearchField(QWidget):
    """``SearchField(placeholder, parent=None)``: scan icon and text, 56 px; the frame turns accent with the keyboard.

    ``edit`` is the QLineEdit (give it the keyboard, read its text). ``setError(word)`` turns it red with a word at
    its right ("unbekannt"); the next change of the text takes that away. ``setCalm(True)`` shows it without the
    accent border although it has the keyboard, while another part of the screen is the active one.
    Signals: ``edited(str)``, ``submitted(str)`` on Enter.
    """

    edited = Signal(str)
    submitted = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = ""
        self._calm = False
        self.setFixedHeight(current().tokens.control.input_search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = QLineEdit(self)
        self.edit.setProperty("bare", "true")
        self.edit.setStyle(_wide_caret())
        self.edit.setFont(font("searchText"))
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._changed)
        self.edit.returnPressed.connect(lambda: self.submitted.emit(self.edit.text()))
        self.setFocusProxy(self.edit)
        self.setPlaceholder(placeholder)

    def setPlaceholder(self, placeholder: str) -> None:
        """What may be scanned or typed here."""
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def clear(self) -> None:
        """Empties it and takes an error away. Every scan asks for this: what is empty already is not painted again."""
        if self.edit.text():
            self.edit.clear()
        self.setError("")

    def setError(self, word: str) -> None:
        """Red with this word at the right; empty is no error."""
        if word == self._error:
            return
        self._error = word
        self.edit.setAccessibleDescription(word)
        self._arrange()
        self.update()

    def setCalm(self, calm: bool) -> None:
        """Without the accent border, though it may have the keyboard."""
        self._calm = calm
        self.update()

    def _changed(self, words: str) -> None:
        self.setError("")
        self.edited.emit(words)

    def _arrange(self) -> None:
        room = round(paint.text_width(self._error, font("body"))) + 12 if self._error else 0
        self.edit.setGeometry(52, 4, max(0, self.width() - 52 - 18 - room), self.height() - 8)

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        c = look.colours
        painter = QPainter(self)
        focused = self.edit.hasFocus() and not self._calm
        edge = c.red_dot if self._error else c.accent if focused else c.border_strong
        wide = 2 if self._error or focused else 1
        paint.rounded(painter, self.rect(), look.tokens.radius.l, c.surface, edge, wide)
        ink = c.red if self._error else c.accent_text
        draw_icon(painter, Icon.SCAN, 18, (self.height() - 24) / 2, 24, ink)
        if self._error:
            room = QRectF(0, 0, self.width() - 18, self.height())
            paint.text(painter, room, self._error, font("body"), c.red, paint.RIGHT)
        painter.end()
