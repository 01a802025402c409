"""What this till itself did to online orders and the centre's word may not contain yet.

Written by the money thread alone and read by every thread: what is known is one frozen value, exchanged as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from pos.contract import decode_body, decode_entry
from pos.domain import collect, events
from pos.domain.collect import Pickup, PickupFact
from pos.domain.collect_late import recorded
from pos.domain.pickup_facts import PickupHandedOver
from pos.ports import JournalReader, Replica, Stored

SLICE: Final = 500
OF_ORDERS: Final = frozenset(
    {
        events.PICKUP_PICKED,
        events.PICKUP_READY,
        events.PICKUP_MOVED,
        events.PICKUP_HANDED_OVER,
        events.PICKUP_RETURNED,
        events.PICKUP_CANCEL_ANSWERED,
        events.PICKUP_REMINDED,
    }
)
# Stands in every entry about an order: after a long time without the centre a start need not decode all the others.
MARK: Final = b'"kind":"pickup.'
# Orders kept beyond what the centre acknowledged: a code that is shown again minutes later is told at once.
KEPT: Final = 2_000


class OwnFact(Struct, frozen=True):
    """What entry ``seq`` of this journal says of an order, and when."""

    seq: int
    at_ms: int
    fact: PickupFact


class Known(Struct, frozen=True):
    """``facts`` by order, in the order of entries; ``tag``: of the journal."""

    tag: str = ""
    facts: dict[str, tuple[OwnFact, ...]] = {}


class OwnOrders:
    """One for a running till. ``known`` may be read by any thread; the methods belong to the money thread."""

    def __init__(self) -> None:
        self.known = Known()
        self._replica: Replica | None = None

    def begin(self, journal: JournalReader, replica: Replica) -> None:
        """Take up what a restart left: the entries above what the centre's word contains."""
        self._replica = replica
        tag = journal.identity.tag
        start = min(journal.acked().seq, replica.pickups_word().applied.get(tag, journal.acked().seq))
        self.known = Known(tag)
        while entries := journal.read(start, SLICE):
            self.wrote(entries)
            start = entries[-1].seq

    def wrote(self, stored: Iterable[Stored]) -> bool:
        """Entries were committed; whether any is about an order."""
        facts = dict(self.known.facts)
        found = False
        for one in stored:
            if MARK not in one.line:
                continue
            entry = decode_entry(one.line)
            if entry.kind not in OF_ORDERS:
                continue
            body = decode_body(entry)
            order = str(getattr(body, "order", ""))
            facts[order] = (*facts.get(order, ()), OwnFact(one.seq, entry.at, body))  # type: ignore[arg-type]
            found = True
        if found:
            for oldest in self._contained(facts)[: max(0, len(facts) - KEPT)]:
                del facts[oldest]
            self.known = Known(self.known.tag, facts)
        return found

    def _contained(self, facts: dict[str, tuple[OwnFact, ...]]) -> list[str]:
        """Orders of which the centre's word contains all that this till did, the oldest first."""
        if len(facts) <= KEPT or self._replica is None:
            return []
        applied = self._replica.pickups_word().applied.get(self.known.tag, 0)
        return [order for order, own in facts.items() if own[-1].seq <= applied]


def shown(order: Pickup, known: Known, applied: int, now_ms: int) -> Pickup:
    """``order`` as the centre said it, with the own facts above entry ``applied`` that it does not contain yet, taken
    as the centre will take them: what the rules do not allow on top of the word (somebody else was quicker, or what
    comes first is still on its way) counts as far as it can be true, and a person is told.
    """
    for own in known.facts.get(order.id, ()):
        if own.seq > applied:
            order, _ = recorded(collect.expired(order, own.at_ms), own.fact, own.at_ms)
    return collect.expired(order, now_ms)


def handed_over_at(known: Known, order: str) -> int | None:
    """When this till handed an order over that its list does not have (UTC ms); None: it did not."""
    own: Sequence[OwnFact] = known.facts.get(order, ())
    return next((one.at_ms for one in reversed(own) if isinstance(one.fact, PickupHandedOver)), None)
