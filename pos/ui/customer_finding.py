"""From a search field to a customer: here as one types, everywhere once the hand rests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from pos.contract.people import CustomerRow
from pos.domain.customer import SHORTEST_NAME, Identifier
from pos.services.changes import NOTHING, Changes
from pos.services.till import LookUps
from pos.ui.customer_words import Moment
from pos.ui.screen import Counter
from pos.ui.widgets.customer_finds import CustomerFinds
from pos.ui.widgets.fields import SearchField

FEW: Final = 3
REST_MS: Final = 250
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class CustomerFinding(QObject):
    """Watches ``field`` while it is ``active`` and drops ``finds`` below it. ``found(row)``: somebody was taken;
    ``wanted(text)``: a new one is wanted, of what was typed.
    """

    def __init__(
        self,
        counter: Counter,
        field: SearchField,
        finds: CustomerFinds,
        found: Callable[[CustomerRow], None],
        wanted: Callable[[str], None],
    ) -> None:
        super().__init__(finds)
        self.active = False
        self._counter = counter
        self._field = field
        self._finds = finds
        self._found = found
        self._wanted = wanted
        self._taking = ""
        self._asked = ""
        self._identifier: Identifier | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask_centre)
        field.edited.connect(lambda _text: self._edited())
        field.submitted.connect(lambda _text: self.take())
        finds.chosen.connect(self._choose)
        finds.new.connect(self._new)

    def typed(self, event: QKeyEvent) -> bool:
        """Arrow and page keys, while the list is open."""
        step = _STEPS.get(Qt.Key(event.key()))
        if not self.active or step is None or not self._finds.isVisible():
            return False
        self._finds.step(step)
        return True

    def close(self) -> bool:
        """Close the list; False if it was not open."""
        was_open = self._finds.isVisible()
        self._rest.stop()
        self._taking = self._asked = ""
        self._finds.hide()
        return was_open

    def look(self) -> None:
        """Search for what stands in the field now."""
        self._edited()

    def take(self) -> None:
        """Enter: the highlighted one, or the only one there is as soon as that is known."""
        text = self._text()
        if not self.active or not text:
            return
        if not self._finds.isVisible() or self._finds.query != text:
            self._taking = text
            self._edited()
        elif (row := self._finds.highlighted()) is not None:
            self._choose(row)
        else:
            self._new()

    def offer(self, rows: tuple[CustomerRow, ...]) -> None:
        """Several have one code in common: a person chooses."""
        self._drop(self._text(), rows, "")

    def _text(self) -> str:
        return " ".join(self._field.text().split())

    def _edited(self) -> None:
        if not self.active:
            return
        text = self._text()
        self._rest.stop()
        if max((len(word) for word in text.split()), default=0) < SHORTEST_NAME:
            self._finds.hide()
            return

        def find(look: LookUps) -> tuple[tuple[tuple[CustomerRow, ...], Identifier | None], Changes]:
            return (look.members.find(text)[0], look.members.read(text)), NOTHING

        self._counter.runner.look(find, lambda both: self._here(text, *both), self._counter.tell, newest="customers")

    def _here(self, text: str, rows: tuple[CustomerRow, ...], identifier: Identifier | None) -> None:
        if not self.active or self._text() != text:
            return  # a scan has emptied the field meanwhile, or the mode was left
        if len(rows) < FEW:
            # Whoever was made here while the line was down is in no feed yet.
            self._counter.runner.money(
                lambda till: till.customers.newcomers(text),
                lambda more: self._both(text, (*rows, *more), identifier),
                self._counter.tell,
            )
        else:
            self._both(text, rows, identifier)

    def _both(self, text: str, rows: tuple[CustomerRow, ...], identifier: Identifier | None) -> None:
        if not self.active or self._text() != text:
            return
        taking, self._taking = self._taking == text, ""
        if taking and len(rows) == 1:
            self._choose(rows[0])
            return
        self._identifier = identifier
        everywhere = len(rows) < FEW and self._counter.concierge is not None
        self._drop(text, rows, self.tr("searching everywhere …") if everywhere else "")
        if everywhere and self._asked != text:
            self._rest.start()

    def _drop(self, text: str, rows: tuple[CustomerRow, ...], footer: str) -> None:
        place = self._field.geometry()
        below = place.bottom() + 8
        self._finds.showFinds(
            rows, text, moment_of(self._counter), footer=footer, left=place.x(), top=below, width=place.width()
        )

    def _ask_centre(self) -> None:
        text, concierge = self._text(), self._counter.concierge
        if self.active and concierge is not None and self._finds.isVisible():
            self._asked = text
            concierge.search(self._identifier, text, lambda rows: self._everywhere(text, rows))

    def _everywhere(self, text: str, rows: tuple[CustomerRow, ...] | None) -> None:
        self._asked = ""
        if not self.active or self._text() != text or not self._finds.isVisible():
            return
        if rows is None:
            self._finds.addFinds((), self.tr("The centre does not answer: customers of this store only"))
        else:
            self._finds.addFinds(rows, "")

    def _choose(self, row: CustomerRow) -> None:
        self.close()
        self._found(row)

    def _new(self) -> None:
        text = self._text()
        self.close()
        self._wanted(text)


def moment_of(counter: Counter) -> Moment:
    """Now and here, as this till knows it."""
    store = counter.store()
    status = counter.link()
    return Moment(
        now_ms=counter.clock.now_ms(),
        zone=store.zone if store is not None else "UTC",
        online=status is not None and status.report.online,
        currency=store.currency if store is not None else "EUR",
    )
