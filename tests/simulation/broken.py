"""The four planted bugs, each where a real one could be made. Only tests import this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from pos.central import ingest
from pos.contract import FeedPage
from pos.ports import Stored
from pos.store.replica_writer import SqliteReplicaWriter
from pos.sync import upload
from tests.simulation.faults import Fault
from tests.simulation.machine import PoisonedJournal
from tests.simulation.office import CentreDied, Office


def no_dedupe(patch: pytest.MonkeyPatch) -> None:
    """The centre takes every line it is sent for a new one."""

    def nothing_known(_db: object, _who: object, state: Any, *_: object) -> tuple[None, str, tuple[()]]:
        return None, state.acked_hash, ()

    patch.setattr(ingest, "_compare", nothing_known)
    patch.setattr(ingest, "ids_known", lambda *_: set())


def centre_compares_no_hash(patch: pytest.MonkeyPatch) -> None:
    """Same number is taken for same line at the centre."""
    patch.setattr(ingest, "same_line", lambda *_: True)


def till_compares_no_hash(patch: pytest.MonkeyPatch) -> None:
    """Same number is taken for same line at the till."""
    patch.setattr(upload, "same_line", lambda *_: True)


class CursorFirst(SqliteReplicaWriter):
    """Saves the cursor, then the rows, in two transactions."""

    def __init__(self, folder: Path, at: Callable[[str], None]) -> None:
        super().__init__(folder)
        self._between = at

    def apply(self, page: FeedPage) -> None:
        super().apply(replace(page, items=()))
        self._between("page.before_commit")
        super().apply(page)


class AnswersBeforeCommit(Office):
    """A centre that says ok first and commits then, which a death in between prevents."""

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.database.transaction() as connection:
            yield connection
            if self._death is Fault.CENTRE_DIED_BEFORE_COMMIT:
                connection.rollback()

    def last_words(self, answer: tuple[int, bytes] | None) -> tuple[int, bytes]:
        self._die()
        if answer is None:
            raise CentreDied
        return answer


class PrunesAfterAcknowledgement(PoisonedJournal):
    """A till that believes it no longer needs what was acknowledged."""

    def read(self, after: int, limit: int) -> list[Stored]:
        return super().read(max(after, self.acked().seq), limit)
