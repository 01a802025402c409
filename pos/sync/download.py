"""The pull side: which stream is asked next and from where. A page and its cursor are one transaction of the replica;
this side moves on only after the replica has said where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from pos.contract import PAGE_ITEMS_MAX, Cursor, FeedPage
from pos.sync.steps import Applied, Apply, Forget, NotApplied, Pulled

WRITE_AGAIN_MS = 5_000


class Download:
    """Feeds in the order they are named: the first is fetched whole before the next begins."""

    def __init__(self, streams: tuple[str, ...], cursors: Mapping[str, Cursor | None], poll_ms: int) -> None:
        self._poll_ms = poll_ms
        self._cursors = {stream: cursors.get(stream) for stream in streams}
        self._due = dict.fromkeys(streams, 0)
        self._writing: FeedPage | None = None
        self._forgetting: str | None = None
        self.as_of_ms: int | None = None

    def due_at(self) -> int | None:
        """When the next stream wants to be asked (mono ms); None: the replica is still writing."""
        if self._writing is not None or self._forgetting is not None or not self._due:
            return None
        return min(self._due.values())

    def next(self, now: int) -> tuple[str, str] | None:
        """(stream, path) of the request to send now, if any is due."""
        due_at = self.due_at()
        if due_at is None or due_at > now:
            return None
        stream = next(stream for stream, due in self._due.items() if due <= now)
        cursor = self._cursors[stream]
        place = f"cursor={quote(str(cursor), safe=':')}&" if cursor else ""
        return stream, f"/v1/feed/{quote(stream, safe=':')}?{place}limit={PAGE_ITEMS_MAX}"

    def heads(self, heads: Mapping[str, int]) -> None:
        """Somebody said where streams stand: those that moved are due at once."""
        for stream, cursor in self._cursors.items():
            if heads.get(stream, 0) > (cursor.pos if cursor else 0):
                self._due[stream] = 0

    def page(self, stream: str, page: FeedPage) -> Apply | Forget | None:
        """Take a page. None: it makes no sense, neither here nor from the beginning."""
        cursor = self._cursors[stream]
        expected = cursor or Cursor(stream, page.gen, 0)
        if Cursor(page.stream, page.gen, page.start) == expected and page.start <= page.to <= page.head:
            self._writing = page
            return Apply(page)
        return self.forget(stream)

    def forget(self, stream: str) -> Forget | None:
        """The centre does not know our place: begin again from nothing. None: we are at nothing already."""
        if self._cursors[stream] is None:
            return None
        self._forgetting = stream
        return Forget(stream)

    def applied(self, done: Applied, now: int) -> Pulled | None:
        """The replica stands where it says; ask on at once while it is behind the head."""
        page, self._writing, self._forgetting = self._writing, None, None
        before = self._cursors.get(done.stream)
        self._cursors[done.stream] = done.cursor
        if page is None or done.cursor is None:
            self._due[done.stream] = now
            return None
        self.as_of_ms = page.server_time or self.as_of_ms
        behind = done.cursor.pos < page.head and done.cursor != before
        self._due[done.stream] = now if behind else now + self._poll_ms
        return Pulled(done.stream, done.cursor.pos, page.head) if page.items else None

    def not_applied(self, failed: NotApplied, now: int) -> None:
        """Nothing was written; the same page is fetched again later."""
        self._writing = self._forgetting = None
        self._due[failed.stream] = now + WRITE_AGAIN_MS

    def later(self, stream: str, at: int) -> None:
        """The centre has nothing of it yet: do not ask before ``at``, unless somebody says that it moved."""
        self._due[stream] = max(at, self._due[stream])
