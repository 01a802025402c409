"""The centre without a network: each public method takes a request and returns its answer, in one transaction.

FastAPI (`pos.central.app`) and the simulation call the same methods. The transaction is passed in, so whoever passes
it may fail before or after the commit.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, TypeVar

from msgspec import Struct, structs
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import DBAPIError

from pos import contract
from pos.base.clock import Clock, Ids
from pos.central import (
    availability,
    channels,
    counter,
    customer_rows,
    enrolment,
    feed,
    goods_channels,
    goods_counter,
    ingest,
    places,
    refusal,
)
from pos.central.database import insert_all, is_conflict
from pos.central.enrolment import Caller, RandomBytes
from pos.central.refusal import Refusal
from pos.central.tables import event, journal, quarantine, till
from pos.contract import goods, people

Transaction = Callable[[], AbstractContextManager[Connection]]
Result = TypeVar("Result")

ATTEMPTS: Final = 5
READ_BACK_MOST: Final = 500
QUARANTINE_BYTES_MAX: Final = 1_000_000


ASKED: Final[dict[str, Callable[[Connection, str, int], Any]]] = {
    "points": channels.points,
    "timeline": lambda db, customer, _: channels.contacts(db, customer),
    "receipts": lambda db, customer, _: channels.receipts(db, customer),
}


class Health(Struct, frozen=True):
    """The centre is there and so is its database; ``protocol`` is what it speaks."""

    protocol: int
    server_time: int


class Centre:
    """``transaction()`` gives a connection and commits at the end of its block; ``random_bytes`` makes secrets.

    Every method raises `Refusal` with nothing changed, or whatever the database raises.
    """

    def __init__(
        self, transaction: Transaction, clock: Clock, ids: Ids, random_bytes: RandomBytes = secrets.token_bytes
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._ids = ids
        self._random_bytes = random_bytes
        self.on_moved: Callable[[Mapping[str, int]], None] = _nobody_listens

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """``work`` in one transaction; again from the beginning if it lost against another one. ``on_moved`` hears
        after the commit where it moved streams.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._transaction() as connection:
                    feed.moves(connection)  # what one that was rolled back has left behind
                    result = work(connection)
                    moved = feed.moves(connection)
                if moved:
                    self.on_moved(moved)
                return result
            except DBAPIError as error:
                if attempt == ATTEMPTS or not is_conflict(error):
                    raise
        raise AssertionError("unreachable")

    def now_ms(self) -> int:
        return self._clock.now_ms()

    def random_bytes(self, count: int) -> bytes:
        """For secrets."""
        return self._random_bytes(count)

    def new_id(self) -> str:
        return self._ids.new()

    def health(self) -> Health:
        self.run(lambda db: db.execute(select(1)).scalar_one())
        return Health(contract.PROTOCOL, self.now_ms())

    # --- who a till is --------------------------------------------------------------------------------------------

    def new_code(self, store: str, till_id: str) -> str:
        return self.run(lambda db: enrolment.new_code(db, store, till_id, self.now_ms(), self._random_bytes))

    def enrol(self, request: contract.EnrolRequest) -> contract.EnrolAnswer:
        return self.run(lambda db: enrolment.enrol(db, request, self.now_ms()))

    def token(self, request: contract.TokenRequest) -> contract.TokenAnswer:
        return self.run(lambda db: enrolment.new_token(db, request, self.now_ms(), self._random_bytes))

    def revoke(self, store: str, till_id: str) -> None:
        self.run(lambda db: enrolment.revoke(db, store, till_id, self.now_ms()))

    # --- push -----------------------------------------------------------------------------------------------------

    def push(self, bearer: str | None, journal_id: str, body: bytes) -> contract.PushAnswer:
        """``ok`` means durably committed; gap, fork: nothing was taken."""

        def work(db: Connection) -> contract.PushAnswer:
            who = enrolment.caller(db, bearer, self.now_ms())
            answer = ingest.push(db, who, journal_id, body, self.now_ms())
            return structs.replace(answer, heads=feed.heads(db, _streams(db, who)))

        return self.run(work)

    def quarantine(self, bearer: str | None, journal_id: str, seq: int, body: bytes) -> contract.PushAnswer:
        """Keep any bytes. With a journal and a number they also take that entry's place, so that its queue moves."""
        if len(body) > QUARANTINE_BYTES_MAX:
            raise Refusal(413, refusal.TOO_LARGE, bytes=len(body), most=QUARANTINE_BYTES_MAX)

        def work(db: Connection) -> contract.PushAnswer:
            now = self.now_ms()
            who = enrolment.caller(db, bearer, now)
            placed = bool(journal_id) and 1 <= seq <= ingest.WHOLE_MOST
            answer = contract.PushAnswer(contract.OK, 0, "", now)
            if placed:
                answer = ingest.quarantine_line(db, who, journal_id, seq, body, now)
            if not placed or answer.code != contract.OK:
                row = {"store": who.store, "id": self._ids.new(), "till": who.till, "received_at": now, "body": body}
                insert_all(db, quarantine, [{**row, "journal": journal_id[:200], "seq": seq if placed else 0}])
            return answer

        return self.run(work)

    def hello(self, bearer: str | None, hello: contract.Hello) -> contract.HelloAnswer:
        """Where this centre stands with each of the till's journals."""

        def work(db: Connection) -> contract.HelloAnswer:
            now = self.now_ms()
            who = enrolment.caller(db, bearer, now)
            this_till = (till.c.store == who.store) & (till.c.till == who.till)
            db.execute(update(till).where(this_till).values(app=hello.app, heard_at=now))
            states = tuple(_state(db, who, head, now) for head in sorted(hello.journals, key=lambda h: h.journal))
            own = _streams(db, who)
            heads = feed.heads(db, own)
            for stream in sorted(set(own) - heads.keys()):  # a database from before there was such a stream
                feed.open_stream(db, stream, now)
            return contract.HelloAnswer(states, {**dict.fromkeys(own, 0), **heads}, now)

        return self.run(work)

    def read_back(self, bearer: str | None, journal_id: str, after: int, limit: int) -> bytes:
        """The till's own lines after number ``after``, exact, one per line: to rebuild a lost journal."""

        def work(db: Connection) -> bytes:
            who = enrolment.caller(db, bearer, self.now_ms())
            query = select(event.c.line).where(
                event.c.store == who.store, event.c.till == who.till, event.c.journal == journal_id, event.c.seq > after
            )
            limited = query.order_by(event.c.seq).limit(max(1, min(limit, READ_BACK_MOST)))
            return b"".join(bytes(line) + b"\n" for line in db.execute(limited).scalars())

        return self.run(work)

    # --- pull -----------------------------------------------------------------------------------------------------

    def page(self, bearer: str | None, stream: str, cursor: str | None, limit: int) -> contract.FeedPage:
        """A page of one of the till's own streams, which also says up to where its store's journals are contained."""

        def work(db: Connection) -> contract.FeedPage:
            who = enrolment.caller(db, bearer, self.now_ms())
            if stream not in _own(who) and stream not in _streams(db, who):
                raise Refusal(403, refusal.STREAM_FOREIGN, stream=stream)
            enrolment.heard(db, who, self.now_ms())
            # Read before the rows: what a page claims to contain must not be younger than the page.
            applied = counter.applied(db, who.store)
            return feed.page(db, stream, cursor, limit, applied, self.now_ms())

        return self.run(work)

    def listen(self, bearer: str | None, streams: Sequence[str]) -> tuple[Caller, dict[str, int]]:
        """Who wants to hear of ``streams`` (none: of all the till's own), and where each stands, 0 if there is none."""

        def work(db: Connection) -> tuple[Caller, dict[str, int]]:
            who = enrolment.caller(db, bearer, self.now_ms())
            own = _streams(db, who)
            for stream in streams:
                if stream not in own:
                    raise Refusal(403, refusal.STREAM_FOREIGN, stream=stream)
            return who, {**dict.fromkeys(streams or own, 0), **feed.heads(db, streams or own)}

        return self.run(work)

    def watched(self, bearers: Sequence[str], streams: Sequence[str]) -> tuple[set[str], dict[str, int]]:
        """Which of these tokens still open doors, and where these streams stand."""
        return self.run(lambda db: (enrolment.valid(db, bearers, self.now_ms()), feed.heads(db, streams)))

    # --- asked while the customer waits ---------------------------------------------------------------------------

    def customers(self, bearer: str | None, kind: str, text: str, limit: int) -> people.CustomersAnswer:
        """Customers who fit; see `counter.find`."""
        return self._asked(bearer, lambda db, who: counter.find(db, who, kind, text, limit, self.now_ms()))

    def customer(self, bearer: str | None, customer: str) -> people.CustomersAnswer:
        return self._asked(bearer, lambda db, who: counter.show(db, who, customer, self.now_ms()))

    def contact(self, bearer: str | None, customer: str) -> people.ContactAnswer:
        return self._asked(bearer, lambda db, _: counter.contact_data(db, customer, self.now_ms()))

    def hold(self, bearer: str | None, request: people.HoldRequest) -> people.HoldAnswer:
        return self._asked(bearer, lambda db, who: counter.take_hold(db, who, request, self.now_ms()))

    def release(self, bearer: str | None, hold: str) -> people.HoldAnswer:
        return self._asked(bearer, lambda db, who: counter.release_hold(db, who, hold, self.now_ms()))

    def stock(self, bearer: str | None, sku: str) -> goods.StockAnswers:
        """An article at every place."""
        return self._asked(bearer, lambda db, who: goods_counter.stock_of(db, who, sku, self.now_ms()))

    def whose_pickup(self, bearer: str | None, text: str) -> goods.PickupAnswer:
        """Which store an order belongs to."""
        return self._asked(bearer, lambda db, _: goods_counter.whose(db, text, self.now_ms()))

    # --- other channels -------------------------------------------------------------------------------------------

    def new_channel_key(self, channel: str) -> str:
        return self.run(lambda db: channels.new_key(db, channel, self.now_ms(), self._random_bytes))

    def put(self, bearer: str | None, kind: str, id_: str, body: channels.Body) -> channels.PutAnswer:
        """Take what a channel puts, once; see `channels.put`."""

        def work(db: Connection) -> channels.PutAnswer:
            at = channels.Put(channels.channel_of(db, bearer), id_, self.now_ms())
            answer, touched = channels.put(db, at, kind, body)
            customer_rows.publish(db, touched, at.now_ms)
            return answer

        return self.run(work)

    def put_goods(self, bearer: str | None, kind: str, id_: str, body: goods_channels.Body) -> Any:
        """Take what a channel puts about stock and orders, once; see `goods_channels.put`."""

        def work(db: Connection) -> Any:
            channel = channels.channel_of(db, bearer)
            at = goods_channels.Put(channel, kind, id_, self.now_ms(), self._random_bytes)
            answer, changes = goods_channels.put(db, at, body)
            feed.publish(db, changes, at.now_ms)
            return answer

        return self.run(work)

    def end_reservation(self, bearer: str | None, id_: str) -> availability.ReservationAnswer:
        def work(db: Connection) -> availability.ReservationAnswer:
            channel, now = channels.channel_of(db, bearer), self.now_ms()
            answer, shelves = availability.give_back(db, id_, channel, now)
            feed.publish(db, goods_channels.told(db, shelves, (), now), now)
            return answer

        return self.run(work)

    def available(self, bearer: str | None, stores: str, skus: Sequence[str]) -> list[availability.Available]:
        """What a channel may promise from ``stores`` (one, or several with commas between them); ``bearer`` None: the
        back office asks. What was lent for too long is free again. Refusal 404.
        """

        def work(db: Connection) -> list[availability.Available]:
            now = self.now_ms()
            if bearer is not None:
                channels.channel_of(db, bearer)
            named = sorted({name for name in stores.split(",") if name})
            for place in named:
                places.require(db, place)
            shelves = availability.end_overdue(db, now)
            answer = [one for place in named for one in availability.available(db, place, skus, now)]
            feed.publish(db, goods_channels.told(db, shelves, (), now), now)
            return answer

        return self.run(work)

    def order_state(self, bearer: str | None, id_: str) -> goods_channels.PickupState:
        return self.run(lambda db: goods_channels.state(db, channels.channel_of(db, bearer), id_, self.now_ms()))

    def refunds(self, bearer: str | None) -> tuple[goods_channels.RefundDue, ...]:
        return self.run(lambda db: goods_channels.refunds(db, channels.channel_of(db, bearer)))

    def refunded(self, bearer: str | None, order: str, cause: str) -> goods_channels.RefundDue:
        def work(db: Connection) -> goods_channels.RefundDue:
            return goods_channels.refunded(db, channels.channel_of(db, bearer), order, cause, self.now_ms())

        return self.run(work)

    def ask(self, bearer: str | None, what: str, customer: str) -> Any:
        """One of ASKED about a customer; ``bearer`` None: the back office asks."""

        def work(db: Connection) -> Any:
            if bearer is not None:
                channels.channel_of(db, bearer)
            return ASKED[what](db, customer, self.now_ms())

        return self.run(work)

    def _asked(self, bearer: str | None, answer: Callable[[Connection, Caller], Result]) -> Result:
        return self.run(lambda db: answer(db, enrolment.caller(db, bearer, self.now_ms())))


def _nobody_listens(_moved: Mapping[str, int]) -> None:
    """Hints are for whoever listens."""


def _own(who: Caller) -> set[str]:
    """The streams of a till's own store."""
    own = {contract.policy_stream(who.store), contract.customers_stream(who.store), goods.pickups_stream(who.store)}
    promotions = contract.promotions_stream(who.catalogue.partition(":")[2])
    return {who.catalogue, promotions, *own, goods.stock_stream(who.store)}


def _streams(db: Connection, who: Caller) -> tuple[str, ...]:
    """Every stream a till may follow."""
    near = {goods.stock_stream(place) for place in places.followed(db, who.store)}
    return tuple(sorted(_own(who) | near))


def _state(db: Connection, who: Caller, head: contract.JournalHead, now_ms: int) -> contract.JournalState:
    try:
        row = ingest.locked_journal(db, who, head.journal, now_ms, head.tag)
    except Refusal:  # another till's: this one must not go on with it
        return contract.JournalState(head.journal, 0, "", contract.FORK)
    most = max(row.head_seq, min(head.seq, ingest.WHOLE_MOST))
    here = (journal.c.store == row.store) & (journal.c.journal == row.journal)
    db.execute(update(journal).where(here).values(head_seq=most, heard_at=now_ms))
    return contract.JournalState(row.journal, row.acked_seq, row.acked_hash, _how(db, row.acked_seq, head))


def _how(db: Connection, acked_seq: int, head: contract.JournalHead) -> str:
    """ok; fork if the till has another line at a number both know; regressed if it has lost lines it once sent."""
    if head.seq > acked_seq or acked_seq == 0:
        return contract.OK
    query = select(event.c.hash).where(event.c.journal == head.journal, event.c.seq == head.seq)
    stored = db.execute(query).scalar()
    if stored is not None and not ingest.same_line(stored, head.hash):
        return contract.FORK
    return contract.OK if head.seq == acked_seq else contract.REGRESSED
