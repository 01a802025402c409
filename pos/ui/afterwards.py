"""Giving a sale that is just paid to a customer after all, from the screen's side: find, ask, book."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos.base.errors import Code, Refused, TresenError
from pos.contract.people import CustomerRow
from pos.domain.customer import Identifier, is_customer_code
from pos.domain.events import SaleAttributed
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import Completed
from pos.services.till import LookUps
from pos.ui import customer_words
from pos.ui.icons import Icon
from pos.ui.screen import Counter
from pos.ui.widgets.notices import NoticeBar


class Afterwards(QObject):
    """Asks in ``bar``; nothing is booked before somebody has confirmed the name. ``gone(text)`` is called for a code
    that comes too late for this sale; ``given(points)`` after the booking.
    """

    def __init__(
        self, counter: Counter, bar: NoticeBar, gone: Callable[[str], None], given: Callable[[int], None]
    ) -> None:
        super().__init__(bar)
        self._counter = counter
        self._bar = bar
        self._gone = gone
        self._given = given
        self._completed: Completed | None = None
        self._row: CustomerRow | None = None
        self._text = ""
        self._busy = False
        bar.acted.connect(self.confirm)

    def start(self, completed: Completed) -> None:
        """Another sale."""
        self._completed = completed
        self._busy = False
        self.forget()

    @property
    def possible(self) -> bool:
        """Whether the sale belongs to nobody yet."""
        return self._completed is not None and self._completed.sale.customer is None

    @property
    def unanswered(self) -> str:
        """The code of whoever is asked about and was not confirmed: it may well be the next customer's."""
        return self._text if self._row is not None and is_customer_code(self._text) else ""

    def find(self, text: str) -> None:
        """Who a card, a code, a telephone number, an address or a name belongs to: here, then everywhere."""
        self.forget()
        self._text = text

        def look(look_ups: LookUps) -> tuple[tuple[tuple[CustomerRow, ...], Identifier | None], Changes]:
            return (look_ups.members.find(text)[0], look_ups.members.read(text)), NOTHING

        self._counter.runner.look(look, lambda both: self._found_here(text, *both), self._counter.tell)

    def confirm(self) -> bool:
        """Book it; False if there is nothing to confirm."""
        completed, row = self._completed, self._row
        if completed is None or row is None or self._busy:
            return False
        self._busy = True
        self._counter.runner.money(
            lambda till: till.customers.attribute(completed.seq, row.id), self._booked, self._refused
        )
        return True

    def forget(self) -> bool:
        """Not this customer after all; False if nobody was asked about."""
        had, self._row = self._row is not None, None
        self._text = ""
        self._bar.silence()
        return had

    def _found_here(self, text: str, rows: tuple[CustomerRow, ...], identifier: Identifier | None) -> None:
        concierge = self._counter.concierge
        if rows or concierge is None:
            self._found(text, rows)
        else:
            concierge.search(identifier, text, lambda found: self._found(text, found or ()))

    def _found(self, text: str, rows: tuple[CustomerRow, ...]) -> None:
        if text != self._text:
            return  # another one was scanned since, or another sale has begun
        if len(rows) != 1:
            code = Code.CUSTOMER_AMBIGUOUS if rows else Code.CUSTOMER_UNKNOWN
            self._counter.tell(Refused(code, text=text, count=len(rows)))
            return
        self._row = rows[0]
        name = customer_words.full_name(self._row)
        self._bar.say(
            "accent",
            Icon.NEW_OPERATOR,
            self.tr("Credit this purchase to {name}?").format(name=name),
            "",
            self.tr("Credit ↵"),
        )

    def _booked(self, fact: SaleAttributed) -> None:
        row, self._busy = self._row, False
        if self._completed is None or row is None or fact.sale != self._completed.sale.sale:
            return
        self._completed = None
        self.forget()
        words = self.tr("{points} for {name}").format(
            points=customer_words.signed_points(fact.points.earned), name=customer_words.full_name(row)
        )
        self._counter.say("green", Icon.FAVOURITE, words, "")
        self._given(fact.points.earned)

    def _refused(self, error: TresenError) -> None:
        self._busy = False
        text = self._text
        self.forget()
        if error.code is Code.SALE_TOO_OLD and text:
            self._gone(text)
        else:
            self._counter.tell(error)
