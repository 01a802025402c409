"""Every sale once, chains whole, whatever fails; and proof that the simulation would notice if it were not so.

One run is a function of its seed. Four bugs that real sync systems had are planted; each must turn runs red.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation import broken
from tests.simulation.faults import Fault
from tests.simulation.world import REAL, Parts, Result, World

SEEDS = (1, 5, 12)
SEEDS_TO_CATCH_A_BUG = 12  # a planted bug needs the fault that reveals it, which not every seed brings


def simulate(
    seed: int, folder: Path, minutes: int, parts: Parts = REAL, *, tills: int = 10, calm_minutes: int = 15
) -> Result:
    folder.mkdir()
    world = World(seed, folder, parts, tills)
    try:
        return world.run(minutes, calm_minutes)
    finally:
        world.close()


def test_every_sale_once_whatever_fails(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[Fault] = Counter()
    for seed in SEEDS:
        result = simulate(seed, home / str(seed), minutes=10)
        assert result.violations == [], result.summary()
        assert result.sales > 300
        counts.update(result.counts)
    with capsys.disabled():
        print(f"\nseeds {SEEDS}, 10 tills, {sum(counts.values())} faults, every sale once:")
        print("\n".join(f"{n:6d}  {fault}" for fault, n in counts.items()))
    assert [fault for fault in Fault if counts[fault] == 0] == []


def test_a_run_is_a_function_of_its_seed(home: Path) -> None:
    once, again = (simulate(7, home / name, minutes=2, tills=4) for name in ("once", "again"))
    assert once == again


def reasons(folder: Path, first_seed: int, minutes: int, parts: Parts = REAL) -> Iterator[set[str]]:
    """The invariants that broke, seed by seed."""
    for seed in range(first_seed, first_seed + SEEDS_TO_CATCH_A_BUG):
        result = simulate(seed, folder / str(seed), minutes, parts, calm_minutes=3)
        yield {" ".join(line.split()[:2]) for line in result.violations}


def test_no_dedupe_turns_it_red(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken.no_dedupe(monkeypatch)
    assert any("I1 sale" in broke for broke in reasons(home, 7, minutes=4))


def test_hash_not_compared_turns_it_red(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On both sides, for either alone is enough."""
    broken.centre_compares_no_hash(monkeypatch)
    broken.till_compares_no_hash(monkeypatch)
    assert any("I1 sale" in broke for broke in reasons(home, 6, minutes=6))


def test_cursor_before_rows_turns_it_red(home: Path) -> None:
    parts = Parts(replica=broken.CursorFirst)
    assert any(any(reason.startswith("I9") for reason in broke) for broke in reasons(home, 3, 4, parts))


def test_ack_before_commit_with_pruning_turns_it_red(home: Path) -> None:
    parts = Parts(office=broken.AnswersBeforeCommit, journal=broken.PrunesAfterAcknowledgement)
    assert any("I1 sale" in broke for broke in reasons(home, 3, 4, parts))


def test_ack_before_commit_alone_heals(home: Path) -> None:
    """The till keeps what was acknowledged, so a centre that forgot is filled again."""
    result = simulate(3, home / "run", minutes=4, parts=Parts(office=broken.AnswersBeforeCommit))
    assert result.counts[Fault.CENTRE_DIED_BEFORE_COMMIT] > 0
    assert result.violations == []
