"""The form for a new customer: a name and one way to reach them are enough; who could be the same is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.contract.people import CustomerRow
from pos.domain.customer import PURPOSES
from pos.ui import customer_words as words
from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.checks import CheckRow
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import Label
from pos.ui.widgets.offer_row import OfferRow
from pos.ui.widgets.tools import Tool


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed, as it was typed; ``contact``: telephone or e-mail."""

    given: str
    family: str
    contact: str
    card: str
    consents: tuple[str, ...]


class EnrolTool(Tool):
    """``EnrolTool()``: ``ask(entered, has_display=)`` begins; ``showLikely(rows, lines)`` asks whether it is one of
    these; ``setCard(text)`` takes a scanned card; ``refuse(kind)`` marks the field that cannot be right.

    Signals: ``entered(Entered)``; ``same(CustomerRow)`` it is that one; ``another()`` it is none of these;
    ``at_display()`` the customer shall fill it in with their own telephone; ``left()`` the form is gone.
    """

    in_panel = True
    entered = Signal(object)
    same = Signal(object)
    another = Signal()
    at_display = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._likely: list[CustomerRow] = []
        self._has_display = False
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages, 1)
        self._pages.addWidget(self._form_page())
        self._pages.addWidget(self._likely_page())
        self.confirm.setText(self.tr("Add customer"))
        self.confirm.setObjectName("enrol")
        self.confirm.setShort(self.tr("Add"))
        self._foot()

    def title(self) -> str:
        return self.tr("New customer")

    # --- the form ---------------------------------------------------------------------------------------------------

    def ask(self, entered: Entered, *, has_display: bool) -> None:
        """Begin with what is known already; the keyboard stands where something is missing."""
        for field, text in zip(
            self._fields(), (entered.given, entered.family, entered.contact, entered.card), strict=True
        ):
            field.setText(text)
            field.setError(False)
        for check in self._checks.values():
            check.setChecked(False)
        self._has_display = has_display
        self.setWaiting(waiting=False)
        by_display = self.tr("The customer confirms each one on the customer display.")
        on_paper = self.tr("No customer display: tick only what the customer has signed on paper.")
        self._how.setText(by_display if has_display else on_paper)
        self._show(0)

    def takeKeyboard(self) -> None:
        """The keyboard goes to the first field that is empty."""
        empty = next((field for field in self._fields() if not field.text()), self.given)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def setWaiting(self, *, waiting: bool) -> None:
        """Whether the customer is filling it in with their own telephone."""
        self._display.setEnabled(not waiting)
        self._display.setReason(self.tr("waiting for the customer’s phone …") if waiting else "")

    def hideEvent(self, event: QHideEvent) -> None:
        self.left.emit()

    def setCard(self, text: str) -> None:
        """A card was scanned for them."""
        self.card.setText(text)

    def refuse(self, kind: str) -> None:
        """The field of this kind (``name``, ``card``, ``phone``, ``email``) cannot be right."""
        self._show(0)
        field = {"name": self.family, "card": self.card}.get(kind, self.contact)
        field.setError(True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> Entered:
        """What stands in the form."""
        given = tuple(purpose for purpose, check in self._checks.items() if check.isChecked())
        name, family, contact, card = (field.text().strip() for field in self._fields())
        return Entered(name, family, contact, card, given)

    def apply(self) -> None:
        if self._pages.currentIndex() == 0:
            for field in self._fields():
                field.setError(False)
            self.entered.emit(self.value())
        else:
            self.another.emit()

    # --- who it could be --------------------------------------------------------------------------------------------

    def showLikely(self, rows: Sequence[CustomerRow], lines: Sequence[str]) -> None:
        """These could be the same person; ``lines`` tell them apart."""
        self._likely = list(rows)
        for at, row in enumerate(self._found):
            row.setVisible(at < len(rows))
            if at < len(rows):
                offer = Offer(
                    f"likely-{at + 1}", Icon.OPERATOR, words.full_name(rows[at]), lines[at], self.tr("That is them")
                )
                row.setOffer(offer)
        self._show(1)
        self._found[0].setFocus(Qt.FocusReason.TabFocusReason)

    def asking(self) -> bool:
        """Whether it asks now who it could be."""
        return self._pages.currentIndex() == 1

    def back(self) -> bool:
        """From the question back to the form; False if it is the form already."""
        if not self.asking():
            return False
        self._show(0)
        self.takeKeyboard()
        return True

    # --- layout -----------------------------------------------------------------------------------------------------

    def _fields(self) -> tuple[TextField, TextField, TextField, TextField]:
        return self.given, self.family, self.contact, self.card

    def _form_page(self) -> QWidget:
        self.given = TextField(self.tr("First name"))
        self.family = TextField(self.tr("Family name"))
        self.contact = TextField(self.tr("E-mail or phone"))
        self.card = TextField(self.tr("Card, if there is one"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self.given)
        names.addWidget(self.family)
        column.addLayout(names)
        column.addWidget(self.contact)
        column.addWidget(self.card)
        for field, name in zip(self._fields(), ("given", "family", "contact", "card"), strict=True):
            field.setObjectName(f"enrol-{name}")
            field.returnPressed.connect(self.apply)
        self._checks = {
            purpose: CheckRow(
                words.purpose(purpose),
                height=40,
            )
            for purpose in PURPOSES
        }
        consents = QVBoxLayout()
        consents.setSpacing(0)
        for purpose, check in self._checks.items():
            check.setObjectName(f"consent-{purpose}")
            consents.addWidget(check)
        column.addLayout(consents)
        self._how = Label("", "caption", "text2", wrap=True)
        column.addWidget(self._how)
        column.addStretch(1)
        return page

    def _foot(self) -> None:
        """The two ways to a new customer side by side."""
        self._display = Button(
            self.tr("Fill in on the display"), icon=Icon.QR, short=self.tr("On the display"), large=True
        )
        self._display.setObjectName("enrol-display")
        self._display.clicked.connect(self.at_display)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.confirm)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._display, 3)
        foot.addWidget(self.confirm, 2)
        column.addLayout(foot)

    def _likely_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self.tr("Is it one of these?"), "bodyStrong"))
        column.addSpacing(8)
        self._found = [OfferRow(Offer(f"likely-{n}", Icon.OPERATOR, "", "")) for n in (1, 2, 3)]
        for at, row in enumerate(self._found):
            row.clicked.connect(lambda _checked=False, at=at: self.same.emit(self._likely[at]))
            column.addWidget(row)
        column.addStretch(1)
        return page

    def typed(self, event: QKeyEvent) -> bool:
        if not self.asking():
            return super().typed(event)
        ways = [*(row for row in self._found if row.isVisibleTo(self)), self.confirm]
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            at = next((n for n, way in enumerate(ways) if way.hasFocus()), 0)
            ways[max(0, min(len(ways) - 1, at + step))].setFocus(Qt.FocusReason.TabFocusReason)
        # Enter presses what has the keyboard; without that it must not make somebody twice.
        return step is not None or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.confirm.setKeycap("↵" if page == 0 else "")
        self._display.setVisible(self._has_display and page == 0)
        self.confirm.setText(self.tr("Add customer") if page == 0 else self.tr("Add anyway"))
