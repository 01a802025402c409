"""Killed like a power cut, by real signals to real processes: what was printed stands in the journal and at the centre
exactly once, chains are whole, and the days are those of the file.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from tests.journeys.conftest import NewTill
from tests.journeys.lab import PART, TillFolder, audit, expected

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")

KILLS = int(os.environ.get("TRESEN_KILLS", "12"))
# Then another till: a quick machine has sold the whole file soon.
KILLS_EACH = 8
VISITS = 5
LINES = ("--patience", "90")
# By how many passages at most a place is chosen: a run of three short invoices comes by each at least that often.
PASSAGES: Mapping[str, int] = {
    "journal.before_commit": 8,
    "journal.after_commit": 8,
    "print.before": 3,
    "print.after": 3,
    "push.before_send": 1,
    "push.after_answer": 1,
    "ack.before_commit": 1,
}
THREE = 3


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Say something on the terminal, whatever pytest keeps to itself."""

    def say(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    return say


def histogram(title: str, counts: Mapping[str, int]) -> str:
    rows = [f"  {name:<24} {count:>3}  {'#' * count}" for name, count in counts.items()]
    return "\n".join(["", title, *rows])


@pytest.mark.timeout(400)
def test_killed_at_every_boundary(enrol: NewTill, show: Callable[[str], None]) -> None:
    """One till, killed five times at each place, each time with three more invoices to sell."""
    till = enrol("T21")
    seed = random.SystemRandom().randrange(1_000_000)
    chance = random.Random(seed)
    died: Counter[str] = Counter(dict.fromkeys(PASSAGES, 0))
    wanted = [place for place in PASSAGES for _ in range(VISITS)]
    chance.shuffle(wanted)
    for n, place in enumerate(wanted, start=1):
        mark = till.path / f"died-{n}"
        failpoint = f"{place}:{chance.randint(1, PASSAGES[place])}:{mark}"
        # Places that need no helper are visited without one most of the time, which is quicker.
        alone = place.startswith(("journal.", "print.")) and n % VISITS
        options = ("--invoices", str(n * THREE), *LINES, *(("--offline",) if alone else ()))
        process = till.start(PART, *options, env={"TRESEN_FAILPOINT": failpoint})
        summary = till.heard(process)
        assert mark.exists(), f"{failpoint} was not reached (seed {seed})"
        died[mark.read_text()] += 1
        # At a push only the helper dies; the till starts it again and the replay comes to its end.
        assert (summary is not None) == place.startswith("push."), f"{failpoint} (seed {seed})"
    till.replay(PART, "--invoices", str(len(wanted) * THREE), *LINES)
    audit(till, expected(PART, len(wanted) * THREE))
    show(histogram(f"killed at failpoints (seed {seed})", died))
    assert min(died.values()) >= VISITS


@pytest.mark.timeout(60 + 15 * KILLS)
def test_killed_at_random_moments(enrol: NewTill, show: Callable[[str], None]) -> None:
    """``kill -9`` after a few printed lines and a little while, or at any moment of the start."""
    seed = random.SystemRandom().randrange(1_000_000)
    chance = random.Random(seed)
    moments: Counter[str] = Counter()
    for number in range(KILLS):
        till = enrol(f"T{30 + number}")
        for _ in range(min(KILLS_EACH, KILLS - sum(moments.values()))):
            options = () if sum(moments.values()) % 3 else ("--offline",)
            moment = _killed_at_random(till, chance, *options)
            if moment is None:
                break
            moments[moment] += 1
        till.replay(PART, *LINES)
        audit(till, expected(PART))
        if sum(moments.values()) == KILLS:
            break
    title = f"random kill -9: lines printed in the run that was killed (seed {seed})"
    show(histogram(title, dict(sorted(moments.items()))))
    assert sum(moments.values()) == KILLS


def _killed_at_random(till: TillFolder, chance: random.Random, *options: str) -> str | None:
    """Start, wait for 0 to 5 lines and a moment more, kill; says when that was. None: all was sold before."""
    process = till.start(PART, *LINES, *options)
    assert process.stdout is not None
    lines = chance.randint(0, 5)
    before = b"".join(process.stdout.readline() for _ in range(lines))
    time.sleep(chance.uniform(0, 0.04) if lines else chance.uniform(0.2, 1.5))
    process.kill()
    known = len(till.printed)
    if till.heard(process, before) is not None:
        return None
    assert process.returncode == -9
    printed = len(till.printed) - known
    return "0 lines" if not printed else "1 to 5 lines" if printed <= 5 else "more"
