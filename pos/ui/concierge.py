"""Asking the centre about a customer or an article beside what is known here. The screen has shown its own answer
already; what the centre says comes later, through the services, or never, and nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos.base.clock import Clock
from pos.contract.goods import PickupAnswer, StockAnswers
from pos.contract.people import ContactAnswer, CustomerRow, CustomersAnswer, HoldAnswer, HoldRequest
from pos.domain.customer import Identifier
from pos.ports import Centre
from pos.ui.runner import Runner


class Concierge:
    """``centre``: None while there is no line to any (a rehearsal alone). Callbacks arrive on the UI thread."""

    def __init__(self, runner: Runner, centre: Centre | None, clock: Clock) -> None:
        self._runner = runner
        self._centre = centre
        self._clock = clock

    def search(
        self, identifier: Identifier | None, text: str, done: Callable[[tuple[CustomerRow, ...] | None], None]
    ) -> None:
        """Everywhere; None: the centre did not answer in time."""
        if self._centre is None:
            done(None)
            return

        def found(answer: CustomersAnswer | None) -> None:
            if answer is None:
                done(None)
                return
            learned = answer
            self._runner.money(lambda till: till.customers.learned(learned), lambda _none: done(learned.customers))

        self._centre.search(identifier, text, self._here(found))

    def attached(self, customer: str) -> None:
        """Somebody was recognised: fetch the newest word, then leave to spend the points they have."""
        self.newest(customer, lambda: self._hold(customer))

    def newest(self, customer: str, then: Callable[[], None] = lambda: None) -> None:
        """Fetch the newest word on somebody who is looked at; ``then`` only if there is one."""
        centre = self._centre
        if centre is None:
            return

        def heard(answer: CustomersAnswer | None) -> None:
            if answer is not None:
                learned = answer
                self._runner.money(lambda till: till.customers.learned(learned), lambda _none: then())

        centre.customer(customer, self._here(heard))

    def stock(self, sku: str) -> None:
        """Fetch the newest word on an article at every location; it arrives as a change of stock, or not at all."""
        if self._centre is None:
            return

        def heard(answer: StockAnswers | None) -> None:
            if answer is not None:
                learned = answer
                self._runner.money(lambda till: till.stock.learned(learned))

        self._centre.stock(sku, self._here(heard))

    def pickup(self, text: str, done: Callable[[PickupAnswer | None], None]) -> None:
        """Which store an order belongs to that is not in the list here; None: the centre did not answer."""
        if self._centre is None:
            done(None)
        else:
            self._centre.pickup(text, self._here(done))

    def contact(self, customer: str, done: Callable[[ContactAnswer | None], None]) -> None:
        """Contact data in the clear: first it is written down that somebody asked; None: not to be had now."""
        centre = self._centre

        def ask(_none: object) -> None:
            if centre is None:
                done(None)
            else:
                centre.contact(customer, self._here(done))

        self._runner.money(lambda till: till.customers.opened(customer), ask)

    def joined(self, token: str, done: Callable[[CustomerRow | None], None]) -> None:
        """Who filled in the form behind the code of the customer display; None: nobody yet."""
        if self._centre is None:
            done(None)
            return

        def heard(answer: CustomersAnswer | None) -> None:
            if answer is None or not answer.customers:
                done(None)
                return
            learned = answer
            self._runner.money(lambda till: till.customers.learned(learned), lambda _none: done(learned.customers[-1]))

        self._centre.joined(token, self._here(heard))

    def _hold(self, customer: str) -> None:
        self._runner.money(
            lambda till: till.customers.hold_wanted(customer), lambda wanted: self._ask(customer, wanted)
        )

    def _ask(self, customer: str, wanted: HoldRequest | None) -> None:
        if wanted is None or self._centre is None:
            return
        asked = self._clock.mono_ms()

        def granted(answer: HoldAnswer | None) -> None:
            if answer is not None:
                leave = answer
                self._runner.money(lambda till: till.customers.granted(customer, leave, asked))

        self._centre.hold(wanted, self._here(granted))

    def _here(self, told: Callable[[Any], None]) -> Callable[[Any], None]:
        """``told``, on the UI thread whatever thread knows the answer."""
        return lambda answer: self._runner.bring(lambda: told(answer))
