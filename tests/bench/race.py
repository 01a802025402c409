"""Competitors side by side: each in a process of its own, a block of each in turn, so that what else the machine does
meets all of them alike. And what came of it: the numbers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


class Child(AbstractContextManager["Child"]):
    """One competitor (`tests.bench.child`)."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.child", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=OFFSCREEN,
            text=True,
        )

    def ask(self, do: str, what: Any = None) -> list[float]:
        """Milliseconds of each thing done."""
        self.begin(do, what)
        return self.end()

    def begin(self, do: str, what: Any = None) -> None:
        """Order something whose answer is fetched with `end`."""
        assert self.process.stdin is not None
        print(json.dumps({"do": do, "with": what}), file=self.process.stdin, flush=True)

    def end(self) -> list[float]:
        assert self.process.stdout is not None
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError("the child ended while it did something")
        taken: list[float] = json.loads(answer)
        return taken

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@dataclass
class Series:
    """What was measured, in ``unit``."""

    values: list[float] = field(default_factory=list)
    unit: str = "ms"

    def at(self, share: float) -> float:
        """The value that this share of all values does not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def p50(self) -> float:
        return self.at(0.5)

    @property
    def p99(self) -> float:
        return self.at(0.99)


def race(rounds: int, blocks: dict[str, Callable[[int], Sequence[float]]]) -> dict[str, Series]:
    """``blocks[name](round)`` in turn,
    ``rounds`` times, the next one first each time; one round before is not counted."""
    series = {name: Series() for name in blocks}
    names = list(blocks)
    for number in range(rounds + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            taken = blocks[name](number)
            if number:
                series[name].values += taken
    return series


@dataclass
class Row:
    """A line of the table. ``ratio`` and ``target`` are None where something is only told, not judged."""

    what: str
    ours: Series
    bare: Series | None = None
    ratio: float | None = None
    target: float | None = None
    of: str = "p99"

    @property
    def met(self) -> bool | None:
        return None if self.ratio is None or self.target is None else self.ratio <= self.target


def beside(what: str, ours: Series, bare: Series, target: float | None = None, of: str = "p99") -> Row:
    """A row whose ratio is that of the two ``of``: p50 or p99."""
    return Row(what, ours, bare, getattr(ours, of) / getattr(bare, of), target, of)
