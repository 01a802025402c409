"""The journal's table: one receipt a row, its state with icon and word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pos.domain.tender import CARD, CASH, POINTS
from pos.services.receipts import ReceiptRow
from pos.ui import i18n, paint
from pos.ui.icons import Icon, draw_icon
from pos.ui.models.receipts import ReceiptModel
from pos.ui.theme import Breakpoint, current, font

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges; those of ``tender`` and ``state`` and the amount's right edge count from the row's right end."""

    receipt: int
    kind: int | None
    customer: int
    tender: int | None
    amount: int
    state: int


_COLUMNS = {
    "compact": _Columns(72, None, 132, None, 152, 132),
    "regular": _Columns(76, 144, 236, 400, 172, 152),
    "wide": _Columns(92, 184, 300, 480, 196, 164),
}


def state_of(row: ReceiptRow) -> tuple[str, Icon, paint.Kind]:
    """A receipt's state as word, icon and colour."""
    translate = QCoreApplication.translate
    return {
        "sent": (translate("Journal", "Sent"), Icon.CHECK, "green"),
        "waiting": (translate("Journal", "Waiting"), Icon.CLOCK, "amber"),
        "set_aside": (translate("Journal", "To review"), Icon.WARNING, "amber"),
    }[row.state]  # type: ignore[return-value]  # the literals are kinds


def kind_of(row: ReceiptRow) -> str:
    """What it is: a sale, or the counter-entry of one."""
    if row.voids is not None:
        return QCoreApplication.translate("Journal", "Void", "noun")
    return QCoreApplication.translate("Journal", "Sale")


def tenders_of(row: ReceiptRow) -> str:
    """How it was paid."""
    words = {
        CASH: QCoreApplication.translate("Journal", "Cash"),
        CARD: QCoreApplication.translate("Journal", "Card"),
        POINTS: QCoreApplication.translate("Journal", "Points"),
    }
    return ", ".join(words.get(kind, kind) for kind in row.tenders)


class _Header(QWidget):
    def __init__(self, view: JournalList) -> None:
        super().__init__()
        self._view = view
        self.setFixedHeight(current().tokens.row["tableHeader"])

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        at = _COLUMNS[self._view.at]
        painter = QPainter(self)
        width, height = self._view.viewport().width(), self.height()  # without the scroll bar, as the rows

        def word(x: float, words: str, align: Qt.AlignmentFlag = paint.LEFT, room: float = 200) -> None:
            paint.text(painter, QRectF(x, 0, room, height), words, font("caption", weight=500), c.text2, align)

        word(16, self.tr("Time"))
        word(at.receipt, self.tr("Receipt"))
        if at.kind is not None:
            word(at.kind, self.tr("Kind"))
        word(at.customer, self.tr("Customer"))
        if at.tender is not None:
            word(width - at.tender, self.tr("Tender"))
        word(width - at.amount - 200, self.tr("Amount"), paint.RIGHT)
        word(width - at.state, self.tr("State"))
        paint.hairline(painter, 0, height - 1, self.width())
        painter.end()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: JournalList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, current().tokens.row["journal"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ReceiptRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.translate(option.rect.topLeft())
        chosen = index.row() == self._view.currentIndex().row()
        self._draw(painter, row, option.rect.width(), option.rect.height(), chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, row: ReceiptRow, width: int, height: int, *, chosen: bool) -> None:
        c = current().colours
        at = _COLUMNS[self._view.at]
        if chosen:
            paint.selected_row(painter, QRectF(0, 0, width, height))
        paint.hairline(painter, 0, height - 1, width, c.accent_border if chosen else None)
        when, today = self._view.when(row.at_ms)
        body, strong = font("body"), font("bodyStrong")

        def cell(x: float, room: float, words: str, quiet: bool = True) -> None:
            ink = c.text2 if quiet else c.text
            align = paint.LEFT | Qt.AlignmentFlag.AlignAbsolute
            paint.text(painter, QRectF(x, 0, room, height - 1), words, body, ink, align)

        face = body if today else font("caption")
        paint.text(painter, QRectF(16, 0, at.receipt - 16, height - 1), when, face, c.text2, elide=False)
        number = QRectF(at.receipt, 0, (at.kind or at.customer) - at.receipt - 8, height - 1)
        paint.text(painter, number, i18n.short_number(row.receipt), strong, c.text)
        if at.kind is not None:
            cell(at.kind, at.customer - at.kind - 8, kind_of(row))
        amount = i18n.figure(row.total_minor, row.currency)
        left = width - at.amount - paint.text_width(amount, strong)
        end = width - at.tender if at.tender is not None else left
        cell(at.customer, end - at.customer - 12, row.customer or "–", quiet=False)
        if at.tender is not None:
            cell(width - at.tender, left - (width - at.tender) - 12, tenders_of(row))
        box = QRectF(0, 0, width - at.amount, height - 1)
        paint.text(painter, box, amount, strong, c.text, paint.RIGHT)
        word, icon, kind = state_of(row)
        ink = paint.tone(kind).text
        draw_icon(painter, icon, width - at.state, height / 2 - 8, 16, ink)
        room = QRectF(width - at.state + 22, 0, at.state - 30, height - 1)
        paint.text(painter, room, word, font("body", weight=500), ink)


class JournalList(QListView):
    """``JournalList(model, when, parent=None)``: the table; ``header`` is the widget to put above it.

    ``when(at_ms)`` answers how a time is written, and whether it is of today. Signal: ``chosen(int)``, the entry's
    number, whenever another row is the current one.
    """

    chosen = Signal(int)

    def __init__(
        self, model: ReceiptModel, when: Callable[[int], tuple[str, bool]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.at: Breakpoint = "regular"
        self.when = when
        self.header = _Header(self)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.verticalScrollBar().setSingleStep(current().tokens.row["journal"])

    def set_breakpoint(self, at: Breakpoint) -> None:
        """Columns by window."""
        self.at = at
        self.header.update()
        self.viewport().update()

    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.viewport().height() // current().tokens.row["journal"])

    def step(self, rows: int) -> None:
        """Move the choice by this many rows, staying inside."""
        count = self.model().rowCount()
        if count:
            row = max(0, min(count - 1, self.currentIndex().row() + rows))
            self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole).seq)
