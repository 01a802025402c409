"""What the till knows about the line to the centre; the status strip and the journal screen show it."""

from __future__ import annotations

from msgspec import Struct

from pos.ports import Damage, Journal
from pos.services.changes import NOTHING, Changes


class LinkReport(Struct, frozen=True):
    """Said by the helper process whenever it changes. Times are UTC ms of this machine.

    ``problem``: a `Code` or protocol state while something is wrong (``revoked``, ``fork``, ``clock-wrong`` …).
    ``slow``: online questions are not asked at the moment, because the centre left them without an answer.
    """

    online: bool
    last_sync_ms: int | None = None
    offline_since_ms: int | None = None
    as_of_ms: int | None = None
    latency_ms: int | None = None
    problem: str | None = None
    slow: bool = False


class LinkStatus(Struct, frozen=True):
    """``queue``: entries not acknowledged; ``sales_waiting``: receipts among them; ``review``: set aside."""

    report: LinkReport
    queue: int
    sales_waiting: int
    oldest_waiting_ms: int | None
    review: int
    damage: Damage | None


class Contact:
    """The last report; read by the journal (port `Reach`) when it stamps an entry."""

    def __init__(self) -> None:
        self.report = LinkReport(online=False)

    def online(self) -> bool:
        return self.report.online


class Link:
    def __init__(self, journal: Journal, contact: Contact) -> None:
        self._journal = journal
        self._contact = contact
        self._damage: Damage | None = None

    def report(self, report: LinkReport) -> tuple[None, Changes]:
        changed = report != self._contact.report
        self._contact.report = report
        return None, Changes(sync=changed)

    def damaged(self, damage: Damage) -> tuple[None, Changes]:
        """The background check found the chain broken."""
        self._damage = damage
        return None, Changes(sync=True)

    def status(self) -> tuple[LinkStatus, Changes]:
        journal = self._journal
        waiting = journal.waiting()
        status = LinkStatus(
            report=self._contact.report,
            queue=journal.head().seq - journal.acked().seq,
            sales_waiting=waiting.receipts,
            oldest_waiting_ms=waiting.oldest_at_ms,
            review=journal.review_count(),
            damage=self._damage,
        )
        return status, NOTHING
