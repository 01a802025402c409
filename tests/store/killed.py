"""A till that sells until it is killed at a given place; run as a program by test_journal_kills. Prints each receipt
after its commit, as the printer would.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pos.base.clock import Ids, SystemClock
from tests.store.build import new_journal, open_journal, sale_fact

SIGKILL = 9


def main(path: Path, place: str, passes: int) -> None:
    """Dies when ``place`` is passed for the ``passes``-th time; ``never`` sells until somebody else ends it."""
    left = passes

    def at(name: str) -> None:
        nonlocal left
        left -= name == place
        if name == place and left == 0:
            os.kill(os.getpid(), SIGKILL)

    journal = open_journal(path, at=at) if path.exists() else new_journal(path, at=at)
    ids = Ids(SystemClock())
    while True:
        n = journal.next_receipt_n()
        journal.save({"cart": b"cart of %d" % n})
        (item,) = journal.append([sale_fact(ids, n)], {"cart": None, "shift": b"%d" % n})
        sys.stdout.write(f"{n} {item.hash}\n")
        sys.stdout.flush()
        if n % 3 == 0:
            journal.acknowledge(journal.head(), [])
        journal.mark_printed(item.seq)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
