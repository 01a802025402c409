"""Ten tills, one centre, one clock and one seed."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pos.contract import chain, first_hash, policy_stream
from pos.store.files import public_bytes
from pos.store.replica_writer import SqliteReplicaWriter
from tests.simulation.faults import Fault, Faults
from tests.simulation.loop import Loop
from tests.simulation.machine import Machine, PoisonedJournal
from tests.simulation.net import Wire
from tests.simulation.office import CATALOGUE, STORES, Office
from tests.simulation.oracle import Oracle, innermost, wrong_points, wrong_sales

TILLS = 10
MINUTE = 60_000


@dataclass(frozen=True)
class Parts:
    """The classes a world is made of; a test puts a broken one in."""

    office: type[Office] = Office
    journal: type[PoisonedJournal] = PoisonedJournal
    replica: type[SqliteReplicaWriter] = SqliteReplicaWriter


REAL = Parts()


@dataclass
class Result:
    """What a run did and what was wrong at its end; empty ``violations`` is a green run."""

    seed: int
    counts: dict[Fault, int]
    sales: int
    destroyed: int
    steps: int
    halts: dict[str, int]
    violations: list[str] = field(default_factory=list)

    def summary(self) -> str:
        faults = "\n".join(f"{n:6d}  {fault}" for fault, n in self.counts.items())
        head = (
            f"seed {self.seed}: {self.sales} sales, {self.destroyed} on a lost disk, {self.steps} steps, {self.halts}"
        )
        return "\n".join((head, faults, *self.violations[:20]))


class World:
    def __init__(self, seed: int, folder: Path, parts: Parts = REAL, tills: int = TILLS) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.loop = Loop()
        self.faults = Faults(random.Random(seed + 1))
        self.oracle = Oracle()
        self.office = parts.office(folder, self.loop, self.rng, self.faults)
        self.machines: list[Machine] = []
        self._wires: list[Wire] = []
        for n in range(tills):
            home = folder / f"T{n:02d}"
            home.mkdir()
            wire = Wire(self.loop, self.rng, self.faults, self.office)
            machine = Machine(
                f"T{n:02d}", STORES[n % len(STORES)], home, self.loop, self.rng, self.faults, wire, self.oracle,
                parts.journal, parts.replica,
            )  # fmt: skip
            self.office.enrol(machine.store, machine.name, base64.b64encode(public_bytes(machine.key)).decode())
            self._wires.append(wire)
            self.machines.append(machine)

    def run(self, minutes: int, calm_minutes: int = 15) -> Result:
        """Sell under faults, then without new ones until everything has drained; says what was wrong."""
        for machine in self.machines:
            machine.install()
            self._again(machine.sell, 2_000, 30_000)
            self._again(machine.back_up, MINUTE // 2, 4 * MINUTE)
        self._again(self.office.publish, 5_000, 40_000)
        self.loop.run(minutes * MINUTE)
        self.faults.active = False
        for wire in self._wires:
            wire.mend()
        self.loop.run(self.loop.now + calm_minutes * MINUTE, self._drained)
        self.loop.run(self.loop.now + MINUTE)  # a last poll of every feed
        return self._result()

    def close(self) -> None:
        for machine in self.machines:
            machine.close()
        self.office.close()

    def _again(self, do: Callable[[], None], least: int, most: int) -> None:
        """Do it now and then, while faults last."""

        def step() -> None:
            if self.faults.active:
                do()
                self.loop.after(self.rng.randrange(least, most), step)

        self.loop.after(self.rng.randrange(least, most), step)

    def _drained(self) -> bool:
        return self.office.up and all(m.alive and m.journal.acked() == m.journal.head() for m in self.machines)

    # --- what must hold ---------------------------------------------------------------------------------------------

    def _result(self) -> Result:
        halts: dict[str, int] = {}
        for halt in (halt for machine in self.machines for halt in machine.halts):
            halts[halt.reason] = halts.get(halt.reason, 0) + 1
        result = Result(
            self.seed, dict(self.faults.counts), len(self.oracle.sales), len(self.oracle.gone), self.loop.steps, halts
        )
        if not self.office.up:
            return result
        receipts = self.office.rows("receipt", "id", "day", "total_minor")
        result.violations += self.office.unexpected
        result.violations += wrong_sales(self.oracle, receipts)
        result.violations += wrong_points(self.oracle, self.office.rows("ledger", "customer", "points"), receipts)
        result.violations += [
            f"L1 {m.name} did not drain" for m in self.machines if m.journal.acked() != m.journal.head()
        ]
        result.violations += self._wrong_chains()
        result.violations += self._wrong_events()
        result.violations += [line for machine in self.machines for line in self._wrong_replica(machine)]
        return result

    def _wrong_chains(self) -> list[str]:
        """I3: numbers without gaps and whole chains, at the centre and at the tills."""
        wrong = []
        keys = {machine.name: public_bytes(machine.key) for machine in self.machines}
        lines: dict[str, list[tuple[int, bytes, str]]] = {}
        for journal, seq, line, hash_ in self.office.rows("event", "journal", "seq", "line", "hash"):
            lines.setdefault(str(journal), []).append((int(str(seq)), bytes(line), str(hash_)))  # type: ignore[arg-type]
        for journal, till, acked in self.office.rows("journal", "journal", "till", "acked_seq"):
            stored = sorted(lines.get(str(journal), []))
            hashes = chain(first_hash(str(journal), str(till), keys[str(till)]), [line for _, line, _ in stored])
            if [seq for seq, _, _ in stored] != list(range(1, int(str(acked)) + 1)):
                wrong.append(f"I3 journal {journal} has gaps at the centre")
            if [hash_ for _, _, hash_ in stored] != hashes:
                wrong.append(f"I3 journal {journal} is broken at the centre")
        for machine in self.machines:
            damage = machine.journal.verify()[0].damage
            if damage is not None or machine.damage:
                wrong.append(f"I3 journal of {machine.name}: {damage or machine.damage}")
        return wrong

    def _wrong_events(self) -> list[str]:
        """I1 for every entry, not only sales; I2; I10: set aside is what was poisoned, and nothing else."""
        oracle, wrong = self.oracle, []
        seen, applied = set(), set()
        for journal, seq, line, status in self.office.rows("event", "journal", "seq", "line", "status"):
            outer = innermost(bytes(line))  # type: ignore[arg-type]
            here = oracle.places.get((str(journal), int(str(seq))), set())
            seen |= {outer.id} | here
            if outer.id not in oracle.ids:
                wrong.append(f"I2 entry {journal} {seq} was never made")
            if status == "set_aside" and outer.id not in oracle.poison:
                wrong.append(f"I10 entry {journal} {seq} was set aside")
            if status == "applied" and outer.id in applied:
                wrong.append(f"I1 entry {outer.id} took effect twice")
            if status == "applied":
                applied.add(outer.id)
        missing = oracle.ids - seen - oracle.gone
        return wrong + [f"I1 entry {id_} never arrived" for id_ in sorted(missing)]

    def _wrong_replica(self, machine: Machine) -> list[str]:
        """I9: the replica holds exactly the centre's streams, and its cursors stand at their heads."""
        wrong = []
        heads = {str(s): (gen, pos) for s, gen, pos in self.office.rows("feed_head", "stream", "gen", "pos")}
        here = machine.replica_rows()
        for stream in (policy_stream(machine.store), CATALOGUE):
            cursor = machine.replica.cursor(stream)
            if cursor is None or (cursor.gen, cursor.pos) != heads[stream]:
                wrong.append(f"I9 {machine.name} stands at {cursor} in {stream}, the centre at {heads[stream]}")
        columns = ("stream", "k", "id", "ver", "data", "deleted")
        there = {
            (k, id_): (ver, bytes(data))  # type: ignore[arg-type]
            for stream, k, id_, ver, data, deleted in self.office.rows("feed_row", *columns)
            if not deleted and stream in (policy_stream(machine.store), CATALOGUE)
        }
        wrong += [f"I9 {machine.name} lacks {key} or has another one" for key in there if here.get(key) != there[key]]
        return wrong + [f"I9 {machine.name} has {key}, which is gone" for key in here if key not in there]
