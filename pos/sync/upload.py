"""The push side: which entries go next, and what the till may believe about the centre's position.

One rule carries it: a position the centre names counts only once the till's own line at that number has the hash the
centre names with it. Only then is anything acknowledged, and only from there is anything sent.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from pos.base.errors import Code
from pos.contract import (
    BATCH_BYTES_MAX,
    BATCH_ENTRIES_MAX,
    FORK,
    OK,
    PROTOCOL,
    REGRESSED,
    JournalHead,
    Outcome,
    PushAnswer,
    PushHeader,
    decode_entry,
    encode_push,
    first_hash,
)
from pos.ports import Head, Stored
from pos.sync.check import walk
from pos.sync.steps import Acknowledge, Ask, Checked, Entries, Rehome

FIRST_BATCH: Final = 20
FAST_MS: Final = 1_000

DAMAGED: Final = str(Code.JOURNAL_DAMAGED)


Said = Acknowledge | Rehome | Checked

log: Final = logging.getLogger(__name__)


class Beside(Struct, frozen=True):
    """Personal data that travel beside an entry, in the header that nobody hashes."""

    entry: str
    data: Raw


class Push(Struct, frozen=True):
    """A request of this side: path, exact bytes, and their media type."""

    path: str
    body: bytes
    media: str


def same_line(own_hash: str, centre_hash: str) -> bool:
    """Same number, same hash: the centre has our line. Another hash: somebody else wrote under our number."""
    return own_hash == centre_hash


class Upload:
    """Pushes one journal. ``halted``: why nothing is pushed any more (fork, regressed, journal-damaged), or None."""

    def __init__(self, till: str, device_key: bytes, app: str, boot: str) -> None:
        self._till = till
        self._device_key = device_key
        self._app = app
        self._boot = boot
        self._begin("")

    def _begin(self, journal: str) -> None:
        self.journal = journal
        self.head = 0
        self.halted: str | None = None
        self._acked = Head(0, "")
        self._position: Head | None = None  # where till and centre agree, proven
        self._proven = 0  # up to here both had the same lines when last compared
        self._claim: Head | None = None  # where the centre says it is, not proven yet
        self._outcomes: tuple[Outcome, ...] = ()
        self._batch: tuple[Stored, ...] = ()
        self._beside: dict[int, Beside] = {}
        self._size = FIRST_BATCH

    # --- the till's side ------------------------------------------------------------------------------------------

    def wake(self, journal: str, seq: int) -> bool:
        """Something was committed. True: in another journal than ours, so greet again."""
        if journal == self.journal:
            self.head = max(self.head, seq)
        return journal != self.journal

    def ask(self) -> Ask | None:
        """What this side needs from the journal before it can go on."""
        if self.halted or self._batch:
            return None
        if self._claim is not None:
            return Ask(self._claim.seq - 1, 1 + self._size)  # the line in question, and what follows it
        if self._position is not None and self._position.seq < self.head:
            return Ask(self._position.seq, self._size)
        return None

    def meet(self, head: JournalHead, acked: Head) -> bool:
        """The till said where its journal stands. True: it is another journal than before, so greet again."""
        changed = head.journal != self.journal
        if changed:
            self._begin(head.journal)
        self.head = max(self.head, head.seq)
        if acked.seq > self._acked.seq:
            self._acked = acked
        return changed

    def entries(self, given: Entries) -> list[Said]:
        """Take the lines asked for: first prove the centre's claim with them, then keep the rest as next batch."""
        items = given.items
        said: list[Said] = []
        if self._claim is not None:
            if given.after != self._claim.seq - 1:
                return []
            own = Head(items[0].seq, items[0].hash) if items else Head(given.after, "")
            said += self._compare(self._claim, own)
            items = items[1:]
        if self.halted is None and self._position is not None and items and items[0].seq == self._position.seq + 1:
            proven, damage = walk(self._position, items)
            if damage is not None:
                self.halted = DAMAGED  # what is not proven here is not sent: the centre must never learn a wrong line
                return [*said, Checked(self.journal, proven, damage)]
            self._beside = _beside(items, given.personal)
            self._batch = _fitting(items[: self._size], self._beside)
        return said

    # --- the centre's side ------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """A push is waiting to go."""
        return self.halted is None and bool(self._batch)

    def request(self) -> Push | None:
        """The push that is ready to go, if any; asked again after a failure it is the same entries."""
        if not self.ready or self._position is None:
            return None
        beside = [self._beside[item.seq] for item in self._batch if item.seq in self._beside]
        header = PushHeader(
            p=PROTOCOL,
            first=self._batch[0].seq,
            prev=self._position.hash,
            n=len(self._batch),
            head=self.head,
            app=self._app,
            boot=self._boot,
            personal={one.entry: one.data for one in beside},
        )
        body = encode_push(header, [item.line for item in self._batch])
        return Push(f"/v1/journals/{self.journal}/events", body, "application/x-ndjson")

    def greeted(self, state: str, acked: Head) -> list[Said]:
        """The hello's word on this journal."""
        self._batch = ()
        if state in (FORK, REGRESSED):
            return self._halt(state, self._proven + 1)
        return self._believe(acked, ())

    def answered(self, answer: PushAnswer, took_ms: int) -> tuple[bool, list[Said]]:
        """The answer to a push. False: it moved nothing forward, so do not hurry with the next one."""
        if answer.code == FORK:
            return True, self._halt(FORK, answer.at or self._proven + 1)
        before = self._position.seq if self._position else 0
        said = self._believe(Head(answer.acked_seq, answer.acked_hash), answer.outcomes)
        self._batch = ()
        forward = answer.code == OK and answer.acked_seq > before
        if forward and took_ms < FAST_MS:
            self._size = min(2 * self._size, BATCH_ENTRIES_MAX)
        return forward, said

    def timed_out(self) -> None:
        """Too much for this line: half of it next time."""
        self._shrink(max(1, len(self._batch) // 2))

    def refused(self) -> str | None:
        """The centre cannot read the batch. Narrow it down; a single line goes to quarantine: returns its path."""
        if len(self._batch) > 1:
            self._shrink(len(self._batch) // 2)
            return None
        return f"/v1/quarantine?journal={self.journal}&seq={self._batch[0].seq}"

    @property
    def poison(self) -> bytes:
        """The single line that is left when `refused` names the quarantine."""
        return self._batch[0].line

    # --- what may be believed ---------------------------------------------------------------------------------------

    def _believe(self, claim: Head, outcomes: Sequence[Outcome]) -> list[Said]:
        self._outcomes = tuple(outcomes)
        self._claim = None
        if claim.seq == 0:
            self._position = Head(0, first_hash(self.journal, self._till, self._device_key))
            self._proven = 0
            return []
        for own in (*self._batch, *((self._position,) if self._position else ())):
            if own.seq == claim.seq:
                return self._compare(claim, Head(own.seq, own.hash))
        self._position = None
        self._claim = claim
        return []

    def _compare(self, claim: Head, own: Head) -> list[Said]:
        self._claim = None
        if own.seq < claim.seq:  # the centre has entries this journal does not: it was restored from a backup
            return self._halt(REGRESSED, own.seq + 1)
        if not same_line(own.hash, claim.hash):
            return self._halt(FORK, self._proven + 1)
        self._position = own
        self._proven = own.seq
        outcomes, self._outcomes = self._outcomes, ()
        if own.seq <= self._acked.seq and not outcomes:
            return []
        if own.seq > self._acked.seq:
            self._acked = own
        return [Acknowledge(self.journal, self._acked, outcomes)]

    def _halt(self, reason: str, at: int) -> list[Said]:
        self.halted = reason
        self._batch = ()
        self._claim = None
        return [Rehome(self.journal, reason, at)]

    def _shrink(self, size: int) -> None:
        self._size = size
        self._batch = self._batch[:size]


def _beside(items: Sequence[Stored], personal: Mapping[str, bytes]) -> dict[int, Beside]:
    """By seq. Written anew on one line, since the header is one; what is no JSON object stays here, for it would make
    the batch unreadable and send good entries to quarantine.
    """
    found: dict[int, Beside] = {}
    for item in items if personal else ():
        try:
            name = decode_entry(item.line).id
        except msgspec.MsgspecError:  # the centre will judge this line
            continue
        if name not in personal:
            continue
        try:
            data = msgspec.json.encode(msgspec.json.decode(personal[name], type=dict[str, Any]))
        except msgspec.MsgspecError:
            log.error("what lies beside entry %d is no JSON object; it is not sent", item.seq)
            continue
        found[item.seq] = Beside(name, Raw(data))
    return found


def _fitting(items: tuple[Stored, ...], beside: Mapping[int, Beside]) -> tuple[Stored, ...]:
    """As many as fit into one request, but at least one: a line too long for the wire goes to quarantine alone."""
    room = BATCH_BYTES_MAX - 1_000  # the header line
    for index, item in enumerate(items):
        room -= len(item.line) + 1
        if item.seq in beside:
            room -= len(beside[item.seq].data) + len(beside[item.seq].entry) + 8
        if room < 0:
            return items[: max(1, index)]
    return items
