"""Making a new customer, from the screen's side: who it could be already, consents, and then the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject

from pos.base.errors import Code, TresenError
from pos.contract.people import CustomerRow
from pos.domain.customer import APP_PREFIX, EMAIL, PHONE, Personal, read_card
from pos.services.changes import NOTHING, Changes
from pos.services.customers import DISPLAY
from pos.services.till import LookUps
from pos.ui import customer_words as words
from pos.ui.screen import Counter
from pos.ui.sign_up import SignUp
from pos.ui.widgets.enrol_form import EnrolTool, Entered

PAPER: Final = "paper"
LIKELY_MOST: Final = 3


class Enrolling(QObject):
    """Drives an `EnrolTool`. ``enrolled(row)``: made, or found to be somebody who was known already."""

    def __init__(self, counter: Counter, tool: EnrolTool, enrolled: Callable[[CustomerRow], None]) -> None:
        super().__init__(tool)
        self._counter = counter
        self._tool = tool
        self._enrolled = enrolled
        self._denied: tuple[str, ...] = ()
        self._busy = False
        self._sign_up = SignUp(counter, enrolled, self)
        tool.at_display.connect(self._invite)
        tool.left.connect(self._sign_up.cancel)
        tool.entered.connect(self._check)
        tool.same.connect(enrolled)
        tool.another.connect(self._make)

    def begin(self, text: str) -> None:
        """With what was typed in search of them: a name, or a way to reach them."""
        self._denied, self._busy = (), False
        self._tool.ask(entered_of(text), has_display=self._counter.display is not None)

    def _invite(self) -> None:
        self._sign_up.begin()
        # Answers come in the order asked: by then the code is shown, or it was said why not.
        self._counter.runner.money(
            lambda till: (None, NOTHING), lambda _none: self._tool.setWaiting(waiting=self._sign_up.showing)
        )

    def _check(self, entered: Entered) -> None:
        """Who could it be already? Asked before anything is made, here and at once."""

        def likely(look: LookUps) -> tuple[tuple[CustomerRow, ...], Changes]:
            identifier = look.members.read(entered.contact)
            kind, value = (identifier.kind, identifier.value) if identifier is not None else ("", "")
            person = Personal(
                given=entered.given,
                family=entered.family,
                phone=value if kind == PHONE else "",
                email=value if kind == EMAIL else "",
                card=read_card(entered.card) or "",
            )
            return look.members.likely(person)

        name = f"{entered.given} {entered.family}".strip()
        self._counter.runner.look(
            likely, lambda rows: self._also_made_here(name, rows), self._counter.tell, newest="likely"
        )

    def _also_made_here(self, name: str, rows: tuple[CustomerRow, ...]) -> None:
        self._counter.runner.money(
            lambda till: till.customers.newcomers(name),
            lambda more: self._compare((*rows, *more)[:LIKELY_MOST]),
            self._counter.tell,
        )

    def _compare(self, rows: tuple[CustomerRow, ...]) -> None:
        fresh = [row for row in rows if row.id not in self._denied]
        if not fresh:
            self._make()
            return
        self._denied = (*self._denied, *(row.id for row in fresh))
        self._tool.showLikely(fresh, [words.likely_line(row) for row in fresh])

    def _make(self) -> None:
        entered = self._tool.value()
        display = self._counter.display
        if entered.consents and display is not None:
            # Whoever rather says nothing is a customer all the same, without a consent.
            display.ask_consent(entered.consents, lambda given: self._create(entered, given or (), DISPLAY))
        else:
            self._create(entered, entered.consents, PAPER)

    def _create(self, entered: Entered, consents: Sequence[str], proof: str) -> None:
        # Two quick touches must not make two people.
        if self._busy:
            return
        self._busy = True
        mail = "@" in entered.contact
        person = Personal(
            given=entered.given,
            family=entered.family,
            phone="" if mail else entered.contact,
            email=entered.contact if mail else "",
            card=entered.card,
        )
        denied = self._denied
        self._counter.runner.money(
            lambda till: till.customers.create(person, consents, denied, proof), self._made, self._not_made
        )

    def _made(self, row: CustomerRow) -> None:
        self._busy = False
        self._enrolled(row)

    def _not_made(self, error: TresenError) -> None:
        self._busy = False
        self._counter.tell(error)
        if error.code is Code.CUSTOMER_NAME_MISSING:
            self._tool.refuse("name")
        elif error.code is Code.IDENTIFIER_INVALID:
            self._tool.refuse(str(error.facts.get("kind", "")))


def entered_of(text: str) -> Entered:
    """What was typed in search of somebody, sorted into the fields of the form. One word is a family name."""
    cleaned = " ".join(text.split())
    if read_card(cleaned) is not None:
        return Entered("", "", "", cleaned, ())
    if "@" in cleaned or sum(c.isdigit() for c in cleaned) >= 6 or cleaned.startswith(APP_PREFIX):
        return Entered("", "", "" if cleaned.startswith(APP_PREFIX) else cleaned, "", ())
    given, _, family = cleaned.rpartition(" ")
    return Entered(_name(given), _name(family), "", "", ())


def _name(text: str) -> str:
    """Typed in haste in lower case; other spellings are left alone."""
    return text.title() if text.islower() else text
