"""The real centre in the simulation: its service layer on a SQLite file, with deaths around its commits."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy import Connection, select

from pos import contract
from pos.base.clock import Ids
from pos.central import feed, tables
from pos.central.centre import Centre
from pos.central.database import Database, insert_all
from pos.central.refusal import Refusal
from pos.sync.steps import Send
from tests.simulation.faults import Fault, Faults
from tests.simulation.loop import Loop, SimulatedClock

CATALOGUE = contract.catalogue_stream("eu")
STORES = ("S0001", "S0002", "S0003")
CATALOGUE_SIZE = 60


class CentreDied(Exception):
    """The process is gone; whoever asked hears nothing."""


class Office:
    """The centre as a process that can die, and its back office that publishes."""

    def __init__(self, folder: Path, loop: Loop, rng: random.Random, faults: Faults) -> None:
        self._url = f"sqlite:///{folder / 'centre.db'}"
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._death: Fault | None = None
        self.up = False
        self.unexpected: list[str] = []
        self.start()
        self.centre.run(self._found)

    def start(self) -> None:
        self.database = Database(self._url)
        clock = SimulatedClock(self._loop)
        self.centre = Centre(self._transaction, clock, Ids(clock, self._rng.randbytes), self._rng.randbytes)
        self.up = True

    def close(self) -> None:
        if self.up:
            self.up = False
            self.database.close()

    def _die(self) -> None:
        self._death = None
        self.close()
        self._loop.after(self._rng.randrange(500, 20_000), self.start)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.database.transaction() as connection:
            yield connection
            if self._death is Fault.CENTRE_DIED_BEFORE_COMMIT:
                raise CentreDied
        if self._death is Fault.CENTRE_DIED_AFTER_COMMIT:
            raise CentreDied

    def _mortal(self, work: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
        """Run ``work``; the fault drawn for it ends the process at its place."""
        self._death = self._faults.one_of(
            Fault.CENTRE_DIED_BEFORE_COMMIT, Fault.CENTRE_DIED_AFTER_COMMIT, Fault.CENTRE_DIED_BEFORE_REPLY
        )
        answer = None
        try:
            answer = work()
            if self._death is not None:
                raise CentreDied
        except CentreDied:
            return self.last_words(answer)
        return answer

    def last_words(self, _answer: tuple[int, bytes] | None) -> tuple[int, bytes]:
        """What somebody who asked a dying centre hears: nothing."""
        self._die()
        raise CentreDied

    # --- requests -----------------------------------------------------------------------------------------------

    def handle(self, request: Send) -> tuple[int, bytes]:
        """Status and body, as `pos.central.app` would answer. Raises CentreDied."""
        return self._mortal(lambda: self._answer(request))

    def _answer(self, request: Send) -> tuple[int, bytes]:
        try:
            answer = self._route(request)
            gap_or_fork = isinstance(answer, contract.PushAnswer) and answer.code != contract.OK
            return (409 if gap_or_fork else 200), contract.to_json(answer)
        except Refusal as refusal:
            problem = contract.Problem(refusal.code, refusal.facts, self.centre.now_ms())
            return refusal.status, contract.to_json(problem)
        except CentreDied:
            raise
        except Exception as error:  # a bug of the centre: a 500 for the till, a failed run for us
            self.unexpected.append(f"{request.method} {request.path}: {type(error).__name__}: {error}")
            return 500, contract.to_json(contract.Problem("bug"))

    def _route(self, request: Send) -> object:
        centre, url, token = self.centre, urlsplit(request.path), request.token
        words = [unquote(word) for word in url.path.split("/")[2:]]
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        match (request.method, *words):
            case ("POST", "token"):
                return centre.token(contract.from_json(request.body, contract.TokenRequest))
            case ("POST", "hello"):
                return centre.hello(token, contract.from_json(request.body, contract.Hello))
            case ("POST", "journals", journal, "events"):
                return centre.push(token, journal, request.body)
            case ("POST", "quarantine"):
                return centre.quarantine(token, query["journal"], int(query["seq"]), request.body)
            case ("GET", "feed", stream):
                return centre.page(token, stream, query.get("cursor"), int(query["limit"]))
        raise AssertionError(f"no such door: {request.method} {request.path}")

    # --- the back office ----------------------------------------------------------------------------------------

    def _found(self, db: Connection) -> None:
        """Stores and a first catalogue."""
        facts = {"country": "DE", "currency": "EUR", "zone": "Europe/Berlin", "catalogue": CATALOGUE, "demo": 1}
        insert_all(db, tables.store, [{"store": store, "name": store, **facts} for store in STORES])
        changes = {contract.policy_stream(store): [self._policy()] for store in STORES}
        changes[CATALOGUE] = [self._article(n) for n in range(1, CATALOGUE_SIZE + 1)]
        feed.publish(db, changes, self.centre.now_ms())

    def publish(self) -> None:
        """A handful of changes in one transaction, which may die like any other."""
        if not self.up:
            return
        chosen = self._rng.sample(range(1, CATALOGUE_SIZE + 1), self._rng.randrange(1, 6))
        changes = {CATALOGUE: [self._article(n) for n in chosen]}
        if self._rng.random() < 0.3:
            changes[contract.policy_stream(self._rng.choice(STORES))] = [self._policy()]

        def work() -> tuple[int, bytes]:
            self.centre.run(lambda db: feed.publish(db, changes, self.centre.now_ms()))
            return 200, b""

        with suppress(CentreDied):
            self._mortal(work)

    def _article(self, n: int) -> feed.Change:
        sku = f"A{n:04d}"
        if self._rng.random() < 0.1:
            return feed.Change(contract.FEED_ARTICLE, sku, None)
        price = self._rng.randrange(1, 50_000)
        row = contract.ArticleRow(sku, f"Article {n} at {price}", price, "EUR", "standard", n)
        return feed.Change(contract.FEED_ARTICLE, sku, contract.to_json(row))

    def _policy(self) -> feed.Change:
        row = contract.PolicyRow(void_limit_minor=self._rng.randrange(100, 90_000))
        return feed.Change(contract.FEED_POLICY, "policy", contract.to_json(row))

    def enrol(self, store: str, till: str, public_key: str) -> None:
        code = self.centre.new_code(store, till)
        self.centre.enrol(contract.EnrolRequest(code, public_key, "simulated"))

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """What the centre's database holds, read past all its code."""
        found = tables.metadata.tables[table]
        with self.database.transaction() as db:
            picked = select(*(found.c[name] for name in columns)).order_by(*found.primary_key.columns)
            return [tuple(row) for row in db.execute(picked)]
