"""Paper from the till: documents go to the device thread, and what came out is marked as printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from pos.base.errors import TresenError
from pos.domain.slip import Banner, Barcode, Pair, Slip
from pos.services.receipts import ReceiptRow
from pos.ui.icons import Icon
from pos.ui.runner import Runner
from pos.ui.widgets.strip import DeviceState


class Printing(QObject):
    """Prints entries of the journal. A failure is told and shown in the strip until the next paper came out; the
    sale stands either way. ``moved`` is emitted when the printer's state changed.
    """

    moved = Signal()

    def __init__(self, runner: Runner, print_slip: Callable[[Slip, str], None], tell: Callable[[TresenError], None]):
        super().__init__()
        self._runner = runner
        self._print_slip = print_slip
        self._tell = tell
        self._fault = False

    def entry(self, seq: int) -> None:
        """Print the document of entry ``seq``."""
        self._runner.money(lambda till: till.receipts.slip(seq), lambda slip: self._print(seq, slip), self._tell)

    def last(self) -> None:
        """Print the newest receipt again."""
        self._runner.money(lambda till: till.receipts.recent(limit=1), self._print_first, self._tell)

    def paper(self, slip: Slip) -> None:
        """Print what is no entry: a label, a list."""
        self._runner.device(lambda: self._print_slip(slip, document_name(slip)), lambda: self._set(False), self._failed)

    def state(self) -> DeviceState:
        """The printer in the strip."""
        return DeviceState(Icon.PRINTER, self.tr("Printer"), self.tr("Printer: fault") if self._fault else "")

    def _print_first(self, rows: tuple[ReceiptRow, ...]) -> None:
        for row in rows:
            self.entry(row.seq)

    def _print(self, seq: int, slip: Slip) -> None:
        self._runner.device(
            lambda: self._print_slip(slip, document_name(slip)),
            lambda: self._printed(seq),
            self._failed,
        )

    def _printed(self, seq: int) -> None:
        self._set(False)
        self._runner.money(lambda till: till.receipts.printed(seq), failed=self._tell)

    def _failed(self, error: TresenError) -> None:
        self._set(True)
        self._tell(error)

    def _set(self, fault: bool) -> None:
        if fault != self._fault:
            self._fault = fault
            self.moved.emit()


def document_name(slip: Slip) -> str:
    """What a printer that keeps files calls the document: the receipt's number, a parcel's label, or the
    Z report's."""
    for row in slip.rows:
        if isinstance(row, Barcode):
            return row.text
    if any(isinstance(row, Banner) and row.word == "pick-list" for row in slip.rows):
        return "pick-list"
    number = next((row.text for row in slip.rows if isinstance(row, Pair) and row.word == "number"), "")
    return f"z-report-{number}"
