"""Re-hashes slices of a journal: before they are pushed, and for the full check of a chain off the till's threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pos.contract import next_hash
from pos.ports import Damage, Head, Stored

SEQ_MISSING: Final = "seq-missing"
HASH_WRONG: Final = "hash-wrong"


def walk(after: Head, items: Sequence[Stored]) -> tuple[Head, Damage | None]:
    """Prove ``items`` to be the unbroken continuation of ``after``. Returns the last head that was proven, and the
    first damage: a number that is missing, or a hash that does not fit its line.
    """
    for item in items:
        if item.seq != after.seq + 1:
            return after, Damage(after.seq + 1, SEQ_MISSING)
        if next_hash(after.hash, item.line) != item.hash:
            return after, Damage(item.seq, HASH_WRONG)
        after = Head(item.seq, item.hash)
    return after, None
