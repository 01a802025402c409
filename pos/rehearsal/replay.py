"""Sells the invoices of a real shop, one by one, through the services a cashier's screens use.

A replay that was killed is simply started again: what stands in the journal is passed over, a half cart is discarded,
an open shift goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, Protocol, TypeVar

from msgspec.structs import replace

from pos.base.errors import Code, Refused, Unavailable
from pos.cli.doors import ReplayOptions, ReplaySummary, SaleLine, Voice
from pos.contract import OperatorRow
from pos.domain.cart import Cart, add
from pos.domain.catalogue import Article
from pos.domain.customer import Member
from pos.rehearsal.invoices import Invoice, InvoiceLine, Unsellable, read_invoices
from pos.services.changes import NOTHING, Changes
from pos.services.checkout import Completed
from pos.services.till import Till

Result = TypeVar("Result")
# Articles made on the fly are taxed like most goods.
TAX: Final = "standard"
# What an invoice itself may be refused for; any other refusal ends the replay, because it would meet every invoice.
INVOICE_REFUSED: Final = (Code.QUANTITY_OUT_OF_RANGE, Code.AMOUNT_OUT_OF_RANGE)
LOOK_S: Final = 0.05
SAY_S: Final = 2.0


class Stage(Protocol):
    """The assembled till, without a window."""

    def money(self, call: Callable[[Till], tuple[Result, Changes]]) -> Result:
        """Run on the money thread, after everything asked before; waits, and raises what it raised."""
        ...

    def connect(self) -> None:
        """Let the helper process talk to the centre from now on; again is nothing."""
        ...

    def disconnect(self) -> None: ...

    def at(self, name: str) -> None:
        """A place where a rehearsal may kill the program."""
        ...


def replay(stage: Stage, options: ReplayOptions, voice: Voice) -> ReplaySummary:
    """Sell what ``options`` ask for, wait until the centre has acknowledged it, and say what was done.

    Raises what the file or the till raises; a sale that was announced stays sold.
    """
    began = time.monotonic()
    run = _Run(stage, voice, options.customers)
    end = None if options.invoices is None else options.skip + options.invoices
    chosen = islice(run.sellable(read_invoices(options.file)), options.skip, end)
    # A file that cannot be read is found here, before the till is touched.
    invoice = next(chosen, None)
    _reach_store_data(stage, options, voice)
    stage.money(lambda till: _prepare(till, options))
    while invoice is not None:
        run.take(invoice)
        invoice = next(chosen, None)
    stage.money(_end_shift)
    stage.connect()
    acknowledged = _wait_for_centre(stage, options, voice)
    status = stage.money(lambda till: till.link.status())
    return ReplaySummary(
        sales=run.sales,
        total_minor=run.total_minor,
        currency=run.currency,
        days=len(run.days),
        known=run.known,
        not_replayed=dict(run.not_replayed),
        seconds=round(time.monotonic() - began, 3),
        acknowledged=acknowledged,
        waiting=status.queue,
        set_aside=status.review,
        problem=status.report.problem,
    )


class _Run:
    """Counts of one replay, and the step from an invoice to a printed line."""

    def __init__(self, stage: Stage, voice: Voice, customers: bool) -> None:
        self._stage = stage
        self._customers = customers
        self._voice = voice
        self.sales = 0
        self.total_minor = 0
        self.currency = ""
        self.days: set[str] = set()
        self.known = 0
        self.not_replayed: Counter[str] = Counter()

    def sellable(self, found: Iterable[Invoice | Unsellable]) -> Iterator[Invoice]:
        """The invoices a till can sell; the others are counted by reason, as far as the file is read."""
        for invoice in found:
            if isinstance(invoice, Unsellable):
                self.not_replayed[invoice.reason] += 1
            else:
                yield invoice

    def take(self, invoice: Invoice) -> None:
        """Sell one invoice, unless it is in the journal already; announce it when it is durable."""
        stage = self._stage
        try:
            done = stage.money(lambda till: _sell(till, invoice, self._customers))
        except Refused as refusal:
            if refusal.code not in INVOICE_REFUSED:
                raise
            self.not_replayed[refusal.code] += 1
            return
        if done is None:
            self.known += 1
            return
        sale = done.sale
        self.sales += 1
        self.total_minor += sale.total_minor
        self.currency = sale.currency
        self.days.add(invoice.day)
        # The line on standard output is this sale's paper.
        stage.at("print.before")
        self._voice.sale(SaleLine(sale.receipt, done.seq, sale.total_minor, sale.currency, invoice.number))
        stage.at("print.after")
        stage.money(lambda till: till.receipts.printed(done.seq))


# --- on the money thread ------------------------------------------------------------------------------------------


def _prepare(till: Till, options: ReplayOptions) -> tuple[None, Changes]:
    """Sign in, and clear the counter of what a killed replay, or anybody else, left on it."""
    _, changes = till.checkout.recover()
    open_checkout, _ = till.checkout.view()
    if open_checkout is not None:
        raise Refused(
            Code.CARD_UNANSWERED, amount_minor=open_checkout.total_minor, currency=open_checkout.cart.currency
        )
    operator, pin = _operator(till, options)
    _, more = till.signon.sign_in(operator, pin)
    _, discarded = _discard_cart(till)
    return None, changes | more | discarded


def _operator(till: Till, options: ReplayOptions) -> tuple[str, str]:
    """Number and PIN: those given, or those that a demo store shows to everybody."""
    operators, _ = till.signon.operators()
    if options.operator is not None and options.pin is not None:
        return options.operator, options.pin
    shown: list[OperatorRow] = [o for o in operators if o.demo_pin and options.operator in (None, o.number)]
    if not shown:
        raise Refused(Code.NOBODY_SIGNED_IN)
    return shown[0].number, shown[0].demo_pin


def _sell(till: Till, invoice: Invoice, customers: bool) -> tuple[Completed | None, Changes]:
    """None if this journal knows the invoice. The commit inside `pay_cash` is the sale."""
    known, _ = till.receipts.source_known(invoice.number)
    if known:
        return None, NOTHING
    articles = [(_article(till, line), line.quantity) for line in invoice.lines]
    # What a till cannot sell is refused here, before anything is written for it.
    cart = Cart(invoice.number, 0, "")
    for article, quantity in articles:
        cart = add(cart, article, quantity)
    changes = _shift_of(till, invoice.day)
    for n, (article, quantity) in enumerate(articles):
        till.sale.add(article, quantity)
        if n == 0:
            till.sale.note_source(invoice.number, invoice.customer)
    if customers and invoice.customer:
        _recognise(till, invoice.customer)
    done, sold = till.checkout.pay_cash()
    return done, changes | sold


def _recognise(till: Till, customer: str) -> None:
    """The invoice's customer. One whom the replica does not bring earns all the same, as at any till."""
    try:
        till.customers.attach(customer)
    except Refused as refusal:
        if refusal.code is not Code.CUSTOMER_UNKNOWN:
            raise
        till.sale.attach(Member(customer))


def _article(till: Till, line: InvoiceLine) -> Article:
    """The article at the invoice's price; one that the centre does not know is made up here."""
    article, _ = till.articles.article(line.sku)
    if article is None:
        return Article(line.sku, line.text, line.unit_minor, TAX)
    return replace(article, price_minor=line.unit_minor)


def _shift_of(till: Till, day: str) -> Changes:
    """Go on in the shift of that business day, or open it; a shift of another day is closed first."""
    shift, _ = till.cash.shift()
    if shift is not None and shift.day == day:
        return NOTHING
    _, closed = _end_shift(till)
    usual, _ = till.cash.usual_float()
    _, opened = till.cash.open_shift(usual, day)
    return closed | opened


def _end_shift(till: Till) -> tuple[None, Changes]:
    """Close the shift, the drawer holding exactly what it should."""
    shift, _ = till.cash.shift()
    if shift is None:
        return None, NOTHING
    _, changes = till.cash.close_shift(shift.expected_cash_minor)
    return None, changes


def _discard_cart(till: Till) -> tuple[None, Changes]:
    cart, _ = till.sale.view()
    return (None, NOTHING) if cart is None else till.sale.discard()


# --- the line to the centre -----------------------------------------------------------------------------------------


def _reach_store_data(stage: Stage, options: ReplayOptions, voice: Voice) -> None:
    """A till that has never met its centre has nobody to sign in: it must meet it once, also for an offline replay."""
    if options.offline and _has_operators(stage):
        return
    stage.connect()
    end = time.monotonic() + options.patience_s
    if not _has_operators(stage):
        voice.progress("fetching the store's data from the centre")
    while not _has_operators(stage):
        if time.monotonic() > end:
            raise Unavailable(Code.REPLICA_EMPTY)
        time.sleep(LOOK_S)
    if options.offline:
        stage.disconnect()


def _has_operators(stage: Stage) -> bool:
    return bool(stage.money(lambda till: till.signon.operators()))


def _wait_for_centre(stage: Stage, options: ReplayOptions, voice: Voice) -> bool:
    """True when every entry is acknowledged; False after ``patience_s`` without any progress."""
    waiting, moved = -1, time.monotonic()
    said = moved
    while True:
        status = stage.money(lambda till: till.link.status())
        if status.queue == 0:
            return True
        now = time.monotonic()
        if status.queue != waiting:
            waiting, moved = status.queue, now
        if now - moved > options.patience_s:
            return False
        if now - said > SAY_S:
            voice.progress(f"{waiting} entries wait for the centre")
            said = now
        time.sleep(LOOK_S)
