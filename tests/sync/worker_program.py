"""The helper process of `test_process`: the real main loop with a replica that is a file of notes.

``worker_program.py URL NOTES [POLL_MS]``
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from pos.base.clock import SystemClock
from pos.contract import Cursor, FeedPage
from pos.sync import worker
from pos.sync.engine import Config
from pos.sync.gateway import Ear, Gateway


class NotedReplica:
    """Port `ReplicaWriter`: cursors and ids in one JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        notes = msgspec.json.decode(path.read_bytes()) if path.exists() else {"cursors": {}, "ids": []}
        self._cursors: dict[str, list[int]] = notes["cursors"]
        self._ids: list[str] = notes["ids"]

    def cursor(self, stream: str) -> Cursor | None:
        place = self._cursors.get(stream)
        return Cursor(stream, *place) if place else None

    def apply(self, page: FeedPage) -> None:
        self._cursors[page.stream] = [page.gen, page.to]
        self._ids += [item.id for item in page.items]
        self._path.write_bytes(msgspec.json.encode({"cursors": self._cursors, "ids": self._ids}))

    def forget(self, stream: str) -> None:
        self._cursors.pop(stream, None)

    def tidy(self, now_ms: int) -> None:
        """Nothing is ever too old."""

    def close(self) -> None:
        """Nothing is open."""


def main(url: str, notes: str, poll_ms: str = "200") -> None:
    streams = ("policy:S0042", "catalog:eu")
    config = Config("S0042", "T03", bytes(range(32)), "1.0", "boot", streams, poll_ms=int(poll_ms))
    with Gateway(url, 2_000) as gateway:
        askers = [Gateway(url, 2_000), Gateway(url, 2_000)]
        worker.run(
            config, lambda _: b"signature", gateway, askers, Ear(url), NotedReplica(Path(notes)),
            sys.stdin.buffer, sys.stdout.buffer, SystemClock(),
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
