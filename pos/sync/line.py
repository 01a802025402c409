"""The line to the centre as the till feels it: how long to wait after a failure, and when to call it offline."""

from __future__ import annotations

import random
from typing import Final

from msgspec.structs import replace

from pos.services.link import LinkReport
from pos.sync.steps import Moment

BACKOFF_BASE_MS: Final = 500
BACKOFF_CAP_MS: Final = 60_000
PATIENT: Final = 7  # failures from which the cap is reached
REPORT_EVERY_MS: Final = 1_000


class Line:
    """``retry_at``: nothing is sent before (mono ms); ``slow``: online questions are not asked."""

    def __init__(self, offline_after_ms: int, rng: random.Random) -> None:
        self._offline_after_ms = offline_after_ms
        self._rng = rng
        self._failures = 0
        self._waiting_since: Moment | None = None
        self._link = LinkReport(online=False)
        self._reported: LinkReport | None = None
        self._reported_at = 0
        self.retry_at = 0
        self.slow = False

    @property
    def online(self) -> bool:
        return self._link.online

    def sent(self, now: Moment) -> None:
        """A question was asked; from here on silence counts."""
        if self._waiting_since is None:
            self._waiting_since = now

    def good(self, now: Moment, took_ms: int, as_of_ms: int | None, problem: str | None = None) -> None:
        """The centre answered as it should; ``problem``: a warning that does not stop anything."""
        self._failures = 0
        self.retry_at = 0
        self._waiting_since = None
        self._link = LinkReport(True, now.wall, None, as_of_ms, took_ms, problem)

    def back_off(
        self, now: Moment, problem: str | None, retry_after_s: int | None = None, *, patient: bool = False
    ) -> None:
        """Wait before the next request: full jitter, so that a fleet does not come back in step. The centre's own
        wish comes first. ``patient``: only a person can help, so there is no hurry.
        """
        if patient:
            self._failures = max(self._failures, PATIENT)
        if retry_after_s is not None:
            wait = retry_after_s * 1_000 * (1 + self._rng.random() / 2)
        else:
            wait = self._rng.uniform(0, min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** min(self._failures, PATIENT)))
        self._failures += 1
        self.retry_at = now.mono + max(1, int(wait))
        if problem is not None:
            self.problem(problem)

    def problem(self, code: str) -> None:
        self._link = replace(self._link, problem=str(code))

    def lost(self, since_wall: int) -> None:
        """Offline since then."""
        if self._link.online or self._link.offline_since_ms is None:
            self._link = replace(self._link, online=False, offline_since_ms=since_wall)

    def restored(self) -> None:
        """A person has put the network back, or wants no waiting: the pause is over."""
        self._failures = 0
        self.retry_at = 0

    def judge(self, now: Moment) -> None:
        """Asked for long enough without a good answer is offline. Not having asked is not."""
        since = self._waiting_since
        if since is not None and now.mono - since.mono >= self._offline_after_ms:
            self.lost(self._link.last_sync_ms or since.wall)

    def judged_at(self) -> int | None:
        """When `judge` would change its mind (mono ms)."""
        if self._waiting_since is None or self._link.offline_since_ms is not None:
            return None
        return self._waiting_since.mono + self._offline_after_ms

    def report(self, now: Moment, halted: str | None) -> LinkReport | None:
        """What to say now: at once if a person would see the difference, mere ages once a second. ``halted``: why
        nothing is pushed any more; it outranks every other problem.
        """
        link = replace(self._link, problem=halted or self._link.problem, slow=self.slow)
        old = self._reported
        if link == old:
            return None
        if old is not None and now.mono - self._reported_at < REPORT_EVERY_MS and _seen(old) == _seen(link):
            return None
        self._reported = link
        self._reported_at = now.mono
        return link


def _seen(link: LinkReport) -> tuple[bool, int | None, str | None, bool]:
    return link.online, link.offline_since_ms, link.problem, link.slow
