"""One till of the simulation: the real journal, the real engine and the real replica on files, and their deaths."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from pos.base.clock import Ids
from pos.contract import (
    FEED_ARTICLE,
    ArticleRow,
    FeedPage,
    JournalHead,
    decode_entry,
    encode_entry,
    journal_tag,
    next_hash,
    policy_stream,
    to_json,
)
from pos.domain.events import Body, Incident, Rehomed, SaleCompleted, SalePoints, Seller, SoldLine
from pos.domain.receipt import TAX_INCLUDED, receipt_number
from pos.domain.tax import vat_included
from pos.domain.tender import cash
from pos.domain.tender import points as by_points
from pos.ports import Head, Identity, NewFact, Stored
from pos.store.files import public_bytes
from pos.store.journal import SqliteJournal
from pos.store.replica_file import current_file
from pos.store.replica_writer import SqliteReplicaWriter
from pos.sync import steps
from pos.sync.engine import Config, Engine
from tests.simulation.faults import Fault, Faults
from tests.simulation.loop import Loop, SimulatedClock
from tests.simulation.net import Wire
from tests.simulation.office import CATALOGUE
from tests.simulation.oracle import Oracle

ZONE: Final = "Europe/Berlin"
CURRENCY: Final = "EUR"
DAYS: Final = ("2026-11-23", "2026-11-24")
# Nobody, or one of a few whom all tills know: they earn and spend everywhere at once, also below zero.
CUSTOMERS: Final = (None, None, "lena", "jan", "hanna")
POLL_MS: Final = 20_000
SELLER: Final = Seller("Simulated", "Store", "Street 1", "City", "DEMO")


class Died(Exception):
    """The process is gone."""


class OnLine:
    def online(self) -> bool:
        return True


class PoisonedJournal(SqliteJournal):
    """The real journal, except that chosen facts get lines that make trouble at the centre."""

    poison: Mapping[str, Fault] = MappingProxyType({})

    def _stored(self, fact: NewFact, before: Head, at_ms: int) -> Stored:
        item = super()._stored(fact, before, at_ms)
        fault = self.poison.get(fact.id)
        if fault is None:
            return item
        line = item.line.replace(b",", b",\n", 1)  # still JSON, but two lines to whoever splits a batch
        if fault is Fault.POISON_UNKNOWN:
            line = encode_entry(replace(decode_entry(item.line), v=99))
        return Stored(item.seq, line, next_hash(before.hash, line))


class Machine:
    """A till and its helper process. `epoch` and `helper_epoch` make what was meant for the dead fall on deaf ears."""

    def __init__(
        self,
        name: str,
        store: str,
        folder: Path,
        loop: Loop,
        rng: random.Random,
        faults: Faults,
        wire: Wire,
        oracle: Oracle,
        journal_class: type[PoisonedJournal] = PoisonedJournal,
        replica_class: type[SqliteReplicaWriter] = SqliteReplicaWriter,
    ) -> None:
        self.name = name
        self.store = store
        self.folder = folder
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._wire = wire
        self._oracle = oracle
        self._journal_class = journal_class
        self._replica_class = replica_class
        self.key = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
        skew = rng.randrange(-90, 90) * 60_000 if faults.hits(Fault.CLOCK_WRONG) else rng.randrange(-2_000, 2_000)
        self._clock = SimulatedClock(loop, skew)
        self._ids = Ids(self._clock, rng.randbytes)
        self._poison: dict[str, Fault] = {}
        self._deadly: str | None = None
        self._appending: list[NewFact] = []
        self._backup: Path | None = None
        self._boots = 0
        self.epoch = 0
        self.helper_epoch = 0
        self.files: list[Path] = []
        self.halts: list[steps.Rehome] = []
        self.damage: list[steps.Checked] = []

    # --- life and death -----------------------------------------------------------------------------------------

    def install(self) -> None:
        self._new_journal(None)
        self._start_helper()

    def _new_journal(self, previous: str | None) -> None:
        journal = UUID(bytes=self._rng.randbytes(16), version=4)
        identity = Identity(str(journal), journal_tag(str(journal)) or "", self.name, self.store, "demo")
        path = self.folder / f"journal-{len(self.files)}.db"
        self.files.append(path)
        created = self._journal_class.create(
            path, identity, public_bytes(self.key), "simulated", self._clock, ZONE, OnLine(), self._ids,
            previous=previous, boot=str(self._boots),
        )  # fmt: skip
        self._oracle.committed(identity.journal, decode_entry(created.read(0, 1)[0].line))
        created.close()
        self._backup = None
        self._open_journal()

    def _open_journal(self) -> None:
        self.journal = self._journal_class(
            self.files[-1], self._clock, ZONE, OnLine(), at=self._at, boot=str(self._boots)
        )
        self.journal.poison = self._poison

    def _start_helper(self) -> None:
        self.replica = self._replica_class(self.folder, at=self._within_page)
        self._die_within_page = False
        self.helper_epoch += 1
        config = Config(
            self.store, self.name, public_bytes(self.key), "simulated", str(self._boots),
            (policy_stream(self.store), CATALOGUE), poll_ms=POLL_MS,
        )  # fmt: skip
        cursors = {stream: self.replica.cursor(stream) for stream in config.streams}
        self._engine: Engine | None = Engine(config, self.key.sign, self._rng, cursors)
        self._tick_n = 0
        self._step(steps.Tick())

    def _kill_helper(self) -> None:
        if self._engine is not None:
            self._engine = None
            self.helper_epoch += 1
            self.replica.close()

    def _helper_died(self) -> None:
        self._kill_helper()
        if self._faults.hits(Fault.REPLICA_DELETED):
            for file in self.folder.glob("replica*"):
                file.unlink()
        epoch = self.epoch
        self._loop.after(500, lambda: self._start_helper() if epoch == self.epoch else None)

    def die(self) -> None:
        """Till and helper end at once; they come back from their files, or from a backup of them."""
        self._kill_helper()
        self.epoch += 1
        self.journal.close()
        self._loop.after(self._rng.randrange(1_000, 30_000), self._boot)

    def _boot(self) -> None:
        self._boots += 1
        self._clock.boot_at = self._loop.now
        if self._backup is not None and self._faults.hits(Fault.BACKUP_RESTORED):
            self._restore(self._backup)
        self._backup = None
        self._open_journal()
        self._start_helper()

    def _restore(self, backup: Path) -> None:
        """Put an old copy in the place of the journal. What stood on this disk alone is gone, and is counted."""
        entries, acked = self._entries_in(self.files[-1])
        kept = {id_ for _, id_ in self._entries_in(backup)[0]}
        self._oracle.destroyed([id_ for seq, id_ in entries if seq > acked and id_ not in kept])
        for leftover in self.folder.glob(self.files[-1].name + "-*"):
            leftover.unlink()
        shutil.copy(backup, self.files[-1])
        if self._rng.random() < 0.6:  # with luck it sells on before anybody notices
            self._wire.cut(self._rng.randrange(30_000, 150_000))

    def _entries_in(self, path: Path) -> tuple[list[tuple[int, str]], int]:
        """(seq, id) of all entries, and the acknowledged number."""
        journal = SqliteJournal(path, self._clock, ZONE, OnLine())
        try:
            return [(s.seq, decode_entry(s.line).id) for s in journal.read(0, 1_000_000)], journal.acked().seq
        finally:
            journal.close()

    def close(self) -> None:
        self._kill_helper()
        self.journal.close()

    @property
    def alive(self) -> bool:
        return self._engine is not None

    def back_up(self) -> None:
        """An evening's copy of the journal, which somebody may put back one day."""
        if not self.alive:
            return
        self._backup = self.folder / f"backup-{self._loop.now}.db"
        self.journal.copy_to(self._backup)

    # --- selling --------------------------------------------------------------------------------------------------

    def sell(self) -> None:
        """One entry; the till may die on either side of its commit, and the entry may be one that makes trouble."""
        if not self.alive:
            return
        id_ = self._ids.new()
        poison = self._faults.one_of(Fault.POISON_UNKNOWN, Fault.POISON_UNREADABLE)
        if poison is None:
            sale = self._sale(id_)
            fact = NewFact(id_, sale, self._rng.choice(DAYS), "7", sale.receipt_n, sale.total_minor)
        else:
            fact = NewFact(id_, Incident("poison", {"fault": poison}), DAYS[0], "7")
            self._poison[id_] = poison
            self._oracle.poisoned(id_)
        self._append([fact], self._faults.one_of(Fault.TILL_DIED_BEFORE_COMMIT, Fault.TILL_DIED_AFTER_COMMIT))

    def _append(self, facts: list[NewFact], death: Fault | None = None) -> None:
        points = {
            Fault.TILL_DIED_BEFORE_COMMIT: "journal.before_commit",
            Fault.TILL_DIED_AFTER_COMMIT: "journal.after_commit",
        }
        self._deadly = points[death] if death else None
        self._appending = facts
        try:
            self.journal.append(facts)
        except Died:
            self.die()
            return
        self._to_helper(lambda: steps.Wake(self.journal.identity.journal, self.journal.head().seq))

    def _at(self, point: str) -> None:
        if point == "journal.after_commit":
            for stored in self.journal.read(self.journal.head().seq - len(self._appending), len(self._appending)):
                self._oracle.committed(self.journal.identity.journal, decode_entry(stored.line))
            self._appending = []
        if point == self._deadly:
            self._deadly = None
            raise Died

    def _sale(self, id_: str) -> SaleCompleted:
        lines = []
        for n in range(1, self._rng.randrange(1, 4) + 1):
            quantity, unit, rate_bp = (
                self._rng.randrange(1, 4),
                self._rng.randrange(1, 9_999),
                self._rng.choice((1900, 700)),
            )
            lines.append(
                SoldLine(
                    n, f"A{n:04d}", "", "Article", quantity, "piece", unit, quantity * unit, "standard", rate_bp, 1
                )
            )
        total = sum(line.total_minor for line in lines)
        customer = self._rng.choice(CUSTOMERS)
        redeemed = min(total, self._rng.choice((0, 0, 500))) if customer else 0
        paid_with_points = (by_points(2, redeemed, redeemed),) if redeemed else ()
        points = SalePoints("", (total - redeemed) // 100, redeemed, redeemed) if customer else None
        receipt_n = self.journal.next_receipt_n()
        tag = self.journal.identity.tag
        return SaleCompleted(
            sale=id_,
            receipt=receipt_number(self.store, self.name, tag, receipt_n),
            receipt_n=receipt_n,
            shift="shift",
            currency=CURRENCY,
            tax_mode=TAX_INCLUDED,
            opened_at_ms=0,
            lines=tuple(lines),
            total_minor=total,
            vat=vat_included((line.rate_bp, line.total_minor) for line in lines),
            tenders=(cash(1, total - redeemed, total - redeemed), *paid_with_points),
            seller=SELLER,
            operator_name="Simulated",
            demo=True,
            customer=customer,
            points=points,
        )

    def _rehome(self, told: steps.Rehome) -> None:
        """Open a new journal and offer there whatever the centre may lack; nothing of the old one is touched."""
        old = self.journal
        if old.identity.journal != told.journal:
            return
        self.halts.append(told)
        lines = [item for item in old.read(0, 1_000_000) if item.seq >= told.at]
        old.close()
        self._new_journal(told.journal)
        facts: list[NewFact] = []
        for item in lines:
            inner = decode_entry(item.line)
            body: Body = Rehomed(told.journal, item.seq, item.hash, item.line.decode())
            facts.append(NewFact(self._ids.new(), body, inner.day, inner.operator))
        self._append(facts)

    # --- the helper -------------------------------------------------------------------------------------------------

    def _step(self, given: steps.Input) -> None:
        todo = [given]
        while todo and self._engine is not None:
            now = steps.Moment(self._clock.mono_ms(), self._clock.now_ms())
            for output in self._engine.step(now, todo.pop(0)):
                answer = self._carry_out(output)
                if answer is not None:
                    todo.append(answer)
                if self._engine is None:
                    return

    def _carry_out(self, output: steps.Output) -> steps.Input | None:
        match output:
            case steps.Send():
                self._wire.send(output, self._hearing())
            case steps.Apply():
                return self._apply(output.page)
            case steps.Forget():
                self.replica.forget(output.stream)
                return steps.Applied(output.stream, None)
            case steps.Locate():
                return steps.Applied(output.stream, self.replica.cursor(output.stream))
            case steps.Sleep():
                self._sleep(output.until)
            case steps.Ask():
                self._to_till(lambda: self._answer(output))
            case steps.Acknowledge():
                self._to_till(lambda: self._acknowledge(output))
            case steps.Rehome():
                self._to_till(lambda: self._rehome(output))
            case steps.Checked():
                self.damage.append(output)
        return None

    def _apply(self, page: FeedPage) -> steps.Input | None:
        death = self._faults.one_of(Fault.HELPER_DIED_BEFORE_COMMIT, Fault.HELPER_DIED_AFTER_COMMIT)
        self._die_within_page = death is Fault.HELPER_DIED_BEFORE_COMMIT
        try:
            self.replica.apply(page)
            if death is not None:
                raise Died
        except Died:
            self._helper_died()
            return None
        return steps.Applied(page.stream, self.replica.cursor(page.stream))

    def _within_page(self, point: str) -> None:
        if self._die_within_page and point == "page.before_commit":
            raise Died

    def _answer(self, ask: steps.Ask) -> None:
        journal = self.journal
        head, identity = journal.head(), journal.identity
        position = JournalHead(identity.journal, identity.tag, head.seq, head.hash)
        given = steps.Entries(ask.after, position, journal.acked(), tuple(journal.read(ask.after, ask.limit)))
        self._to_helper(lambda: given)

    def _acknowledge(self, told: steps.Acknowledge) -> None:
        if told.journal != self.journal.identity.journal:
            return
        self._deadly = "ack.before_commit" if self._faults.hits(Fault.TILL_DIED_ACKNOWLEDGING) else None
        try:
            self.journal.acknowledge(told.head, told.outcomes)
        except Died:
            self.die()

    # --- the pipe: a little time passes in it, and nothing comes out for the dead -----------------------------------

    def _to_till(self, do: Callable[[], None]) -> None:
        epoch = self.epoch
        self._loop.after(self._rng.randrange(1, 15), lambda: do() if epoch == self.epoch else None)

    def _to_helper(self, message: Callable[[], steps.Input]) -> None:
        epoch = self.helper_epoch
        self._loop.after(
            self._rng.randrange(1, 15), lambda: self._step(message()) if epoch == self.helper_epoch else None
        )

    def _hearing(self) -> Callable[[steps.Reply | steps.Failed], None]:
        epoch = self.helper_epoch
        return lambda heard: self._step(heard) if epoch == self.helper_epoch else None

    def _sleep(self, until: int) -> None:
        self._tick_n += 1
        number, epoch = self._tick_n, self.helper_epoch

        def wake() -> None:
            if (number, epoch) == (self._tick_n, self.helper_epoch):
                self._step(steps.Tick())

        self._loop.after(until - self._clock.mono_ms(), wake)

    # --- what the replica holds, read past all its code ---------------------------------------------------------------

    def replica_rows(self) -> dict[tuple[object, object], tuple[object, bytes]]:
        """(kind, id) → (version, JSON of the row), articles put together from their table again."""
        db = sqlite3.connect(f"{current_file(self.folder).as_uri()}?mode=ro", uri=True)
        rows: dict[tuple[object, object], tuple[object, bytes]] = {
            (kind, id_): (ver, row) for kind, id_, ver, row in db.execute("SELECT kind, id, ver, row FROM fact")
        }
        for rank, sku, ver, name, price, tax in db.execute(
            "SELECT rank, sku, ver, name, price_minor, tax FROM article"
        ):
            rows[FEED_ARTICLE, sku] = (ver, to_json(ArticleRow(sku, name, price, CURRENCY, tax, rank)))
        db.close()
        return rows
