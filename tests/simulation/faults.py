"""What can go wrong, how often, and the count of what did."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    REQUEST_LOST = "request lost"
    REPLY_LOST = "reply lost"
    DOUBLED = "request doubled"
    DELAYED = "request delayed"
    REORDERED = "request overtaken"
    PARTITION = "till cut off"
    TILL_DIED_BEFORE_COMMIT = "till died before commit"
    TILL_DIED_AFTER_COMMIT = "till died after commit"
    TILL_DIED_ACKNOWLEDGING = "till died writing down an acknowledgement"
    HELPER_DIED_BEFORE_COMMIT = "helper died within a page"
    HELPER_DIED_AFTER_COMMIT = "helper died after a page"
    CENTRE_DIED_BEFORE_COMMIT = "centre died before commit"
    CENTRE_DIED_AFTER_COMMIT = "centre died after commit"
    CENTRE_DIED_BEFORE_REPLY = "centre died between commit and reply"
    POISON_UNKNOWN = "entry of a version nobody knows"
    POISON_UNREADABLE = "entry that breaks a batch"
    BACKUP_RESTORED = "till restored from a backup"
    REPLICA_DELETED = "replica deleted"
    CLOCK_WRONG = "till clock wrong"


# Chance per occasion: a request, a sale, an acknowledgement, a page, a tick of the clock …
RATES = {
    Fault.REQUEST_LOST: 0.03,
    Fault.REPLY_LOST: 0.03,
    Fault.DOUBLED: 0.03,
    Fault.DELAYED: 0.03,
    Fault.PARTITION: 0.02,
    Fault.TILL_DIED_BEFORE_COMMIT: 0.015,
    Fault.TILL_DIED_AFTER_COMMIT: 0.015,
    Fault.TILL_DIED_ACKNOWLEDGING: 0.015,
    Fault.HELPER_DIED_BEFORE_COMMIT: 0.03,
    Fault.HELPER_DIED_AFTER_COMMIT: 0.02,
    Fault.CENTRE_DIED_BEFORE_COMMIT: 0.01,
    Fault.CENTRE_DIED_AFTER_COMMIT: 0.01,
    Fault.CENTRE_DIED_BEFORE_REPLY: 0.01,
    Fault.POISON_UNKNOWN: 0.01,
    Fault.POISON_UNREADABLE: 0.01,
    Fault.BACKUP_RESTORED: 0.4,
    Fault.REPLICA_DELETED: 0.25,
    Fault.CLOCK_WRONG: 0.2,
}


@dataclass
class Faults:
    """Decides from the seed whether a fault happens, and counts those that did."""

    rng: random.Random
    active: bool = True
    counts: Counter[Fault] = field(default_factory=lambda: Counter(dict.fromkeys(Fault, 0)))

    def hits(self, fault: Fault) -> bool:
        if not self.active or self.rng.random() >= RATES[fault]:
            return False
        self.counts[fault] += 1
        return True

    def one_of(self, *faults: Fault) -> Fault | None:
        """At most one of them."""
        return next((fault for fault in faults if self.hits(fault)), None)

    def happened(self, fault: Fault) -> None:
        self.counts[fault] += 1
