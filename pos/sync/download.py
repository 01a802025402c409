"""The pull side: which stream is asked next and from where. A page and its cursor are one transaction of the
replica; this side moves on only after the replica has said where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from pos.contract import PAGE_ITEMS_MAX, Cursor, FeedPage
from pos.sync.steps import Applied, Apply, Forget, Locate, NotApplied, Pulled

WRITE_AGAIN_MS: Final = 5_000
# While hints come, asking is only the net below them; what is shown as live is never older than 15 s.
LISTENING_MS: Final = 10_000
# By what a till cannot do without: who may sell, then who waits at the counter, then this store's own shelves.
ORDER: Final = ("policy:", "pickup:", "stock:", "promo:", "catalog:", "cust:")
OTHER_STOCK: Final = len(ORDER)


class Download:
    """The streams of ``streams`` and those the centre names; ``own_stock``: the stream of this store's own shelves."""

    def __init__(
        self, streams: tuple[str, ...], cursors: Mapping[str, Cursor | None], poll_ms: int, own_stock: str = ""
    ) -> None:
        self._poll_ms = poll_ms
        self._own_stock = own_stock
        self._fixed = frozenset(streams)
        self._cursors = {stream: cursors.get(stream) for stream in streams}
        self._due = dict.fromkeys(streams, 0)
        self._told: dict[str, int] = {}  # by hints, and not fetched yet
        self._knew = 0  # of this, when the page under way was asked for
        self._whole: set[str] = set()
        self._locating: set[str] = set()
        self._writing: FeedPage | None = None
        self._forgetting: str | None = None
        self._relaxed = False
        self.as_of_ms: int | None = None

    def due_at(self) -> int | None:
        """When the next stream wants to be asked (mono ms); None: the replica is still writing."""
        if self._writing is not None or self._forgetting is not None or not self._due:
            return None
        return min(self._due.values())

    def next(self, now: int) -> tuple[str, str] | None:
        """(stream, path) of the request to send now, if any is due; see `_rank`. Between two pages of a long stream
        this is asked anew, so what somebody waits for never waits for a whole catalogue.
        """
        due_at = self.due_at()
        if due_at is None or due_at > now:
            return None
        stream = min((s for s, due in self._due.items() if due <= now), key=self._rank)
        self._knew = self._told.get(stream, 0)
        cursor = self._cursors[stream]
        place = f"cursor={quote(str(cursor), safe=':')}&" if cursor else ""
        return stream, f"/v1/feed/{quote(stream, safe=':')}?{place}limit={PAGE_ITEMS_MAX}"

    def heads(self, heads: Mapping[str, int], *, all_of_them: bool = False) -> list[Locate]:
        """The centre said where streams stand: those that moved are due at once, those that are new are looked up in
        the replica. ``all_of_them``: what is not named here is none of ours any more.
        """
        for stream in self._due:
            if heads.get(stream, 0) > self._pos(stream):
                self._due[stream] = 0
        if all_of_them:
            ours = {*heads, *self._fixed, *self._told}  # a hint may be younger than this answer
            for stream in self._due.keys() - ours:
                del self._due[stream], self._cursors[stream]
            self._locating &= ours
        fresh = [s for s in sorted(heads) if s.startswith(ORDER) and s not in self._cursors and s not in self._locating]
        self._locating.update(fresh)
        return [Locate(stream) for stream in fresh]

    def hinted(self, heads: Mapping[str, int]) -> list[Locate]:
        """Somebody has just moved these: they go before what is only asked from time to time."""
        located = self.heads(heads)
        for stream, head in heads.items():
            if (stream in self._due or stream in self._locating) and head > self._pos(stream):
                self._told[stream] = max(head, self._told.get(stream, 0))
        return located

    def page(self, stream: str, page: FeedPage) -> Apply | Forget | None:
        """Take a page. None: it makes no sense, neither here nor from the beginning."""
        cursor = self._cursors.get(stream)
        expected = cursor or Cursor(stream, page.gen, 0)
        if Cursor(page.stream, page.gen, page.start) == expected and page.start <= page.to <= page.head:
            self._writing = page
            return Apply(page)
        return self.forget(stream)

    def forget(self, stream: str) -> Forget | None:
        """The centre does not know our place: begin again from nothing. None: we are at nothing already."""
        if self._cursors.get(stream) is None:
            return None
        self._forgetting = stream
        return Forget(stream)

    def applied(self, done: Applied, now: int) -> Pulled | None:
        """The replica stands where it says; ask on at once while it is behind the head."""
        if done.stream != self._under_way():
            self._located(done, now)
            return None
        page, self._writing, self._forgetting = self._writing, None, None
        if done.stream not in self._due:
            return None  # dropped in between
        before = self._cursors[done.stream]
        self._cursors[done.stream] = done.cursor
        if page is None or done.cursor is None:
            self._due[done.stream] = now
            return None
        self.as_of_ms = page.server_time or self.as_of_ms
        behind = done.cursor.pos < page.head and done.cursor != before
        if not behind:
            self._whole.add(done.stream)
        more = behind or self._told_since(done.stream)
        self._due[done.stream] = now if more else now + self._every_ms()
        return Pulled(done.stream, done.cursor.pos, page.head) if page.items else None

    def not_applied(self, failed: NotApplied, now: int) -> None:
        """Nothing was written; the same page is fetched again later. A stream that could not be looked up is none of
        ours until it is named again.
        """
        if failed.stream != self._under_way():
            self._locating.discard(failed.stream)
            return
        self._writing = self._forgetting = None
        if failed.stream in self._due:
            self._due[failed.stream] = now + WRITE_AGAIN_MS

    def later(self, stream: str, at: int) -> None:
        """The centre has nothing of it yet: do not ask before ``at``, unless somebody says that it moved."""
        if stream in self._due and not self._told_since(stream):
            self._due[stream] = max(at, self._due[stream])

    def relax(self, on: bool) -> None:
        """Hints come, so asking is only the net below them; or they do not, and all is asked at the usual pace."""
        if self._relaxed and not on:
            self._due = {stream: min(due, self._soonest(stream)) for stream, due in self._due.items()}
        self._relaxed = on

    def _soonest(self, stream: str) -> int:
        return max(0, self._due[stream] - LISTENING_MS + self._poll_ms)

    def _every_ms(self) -> int:
        return max(self._poll_ms, LISTENING_MS) if self._relaxed else self._poll_ms

    def _under_way(self) -> str | None:
        return self._writing.stream if self._writing is not None else self._forgetting

    def _located(self, done: Applied, now: int) -> None:
        if done.stream in self._locating:
            self._locating.discard(done.stream)
            self._cursors[done.stream], self._due[done.stream] = done.cursor, now

    def _told_since(self, stream: str) -> bool:
        """A hint came after the page was asked for, and the page does not hold it. Else what was told is settled, also
        if it never came true: a position of before the centre was restored must not be asked for without end.
        """
        since = self._told.get(stream, 0)
        if since > max(self._knew, self._pos(stream)):
            return True
        self._told.pop(stream, None)
        return False

    def _pos(self, stream: str) -> int:
        cursor = self._cursors.get(stream)
        return cursor.pos if cursor else 0

    def _rank(self, stream: str) -> tuple[int, int, str]:
        """Who may sell, until that was here once; then hints that one page can bring; then by `ORDER`. The channel
        begins with every stream, so a whole catalogue is hinted too: that is no reason for it to be in a hurry.
        """
        place = next((n for n, beginning in enumerate(ORDER) if stream.startswith(beginning)), OTHER_STOCK)
        if stream.startswith("stock:") and self._own_stock not in ("", stream):
            place = OTHER_STOCK
        if place == 0 and stream not in self._whole:
            return 0, place, stream
        hinted = 0 < self._told.get(stream, 0) - self._pos(stream) <= PAGE_ITEMS_MAX
        return 1 if hinted else 2, place, stream
