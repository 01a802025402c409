"""What goes into the sync engine and what comes out, as frozen values. Nothing here does anything.

The structs that also travel between the till and its helper process are named in `ToHelper` and `ToTill`; the pipe
(`pos.sync.pipe`) carries exactly those.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pos.contract import Cursor, FeedPage, JournalHead, Outcome
from pos.ports import Damage, Head, Stored
from pos.services.link import LinkReport

UNREACHABLE: Final = "unreachable"
TIMEOUT: Final = "timeout"
UNTRUSTED: Final = "untrusted"


class Moment(Struct, frozen=True):
    """When a step happens: ``mono`` never jumps and drives every delay; ``wall`` is only shown or sent."""

    mono: int
    wall: int


# --- inputs -----------------------------------------------------------------------------------------------------


class Tick(Struct, frozen=True):
    """Time went by."""


class Wake(Struct, frozen=True, tag=True):
    """An entry was committed at the till; ``seq`` is the new head of ``journal``. It is pushed at once."""

    journal: str
    seq: int


class Entries(Struct, frozen=True, tag=True):
    """The till's answer to `Ask`: ``items`` with seq > ``after``, ascending; ``head``: where the journal ends;
    ``acked``: what the till has written down as acknowledged; ``personal``: personal data (a JSON object) beside
    some of the items, by entry id.
    """

    after: int
    head: JournalHead
    acked: Head
    items: tuple[Stored, ...] = ()
    personal: dict[str, bytes] = {}


class Cut(Struct, frozen=True, tag=True):
    """The demo's network switch: ``on`` means the network is there."""

    on: bool


class Hurry(Struct, frozen=True, tag=True):
    """A person wants it sent now: the pause after a failure is over."""


class Stop(Struct, frozen=True, tag=True):
    """End; nothing more is sent."""


class Reply(Struct, frozen=True):
    """An HTTP answer to the request ``id``, whatever its status. ``retry_after_s``: from the header, if any."""

    id: int
    status: int
    body: bytes
    retry_after_s: int | None = None


class Failed(Struct, frozen=True):
    """No answer to the request ``id``: UNREACHABLE, TIMEOUT or UNTRUSTED (its certificate cannot be believed)."""

    id: int
    reason: str


class Applied(Struct, frozen=True):
    """The replica now stands at ``cursor`` in ``stream`` (None: it has nothing of it). Answer to Apply, Forget."""

    stream: str
    cursor: Cursor | None


class NotApplied(Struct, frozen=True):
    """The replica could not write (disk full, disk failed): nothing changed."""

    stream: str
    code: str


class Hinted(Struct, frozen=True):
    """The centre says where streams stand now, right after what moved them was committed."""

    heads: dict[str, int]


class Listening(Struct, frozen=True):
    """The live channel opened (``on``) or ended: while it is open, streams need not be asked so often."""

    on: bool


class Slow(Struct, frozen=True):
    """The circuit breaker before online questions opened (``on``) or closed."""

    on: bool


class Disowned(Struct, frozen=True):
    """The centre did not accept this bearer token with an online question."""

    token: str


Input = (
    Tick
    | Wake
    | Entries
    | Cut
    | Hurry
    | Stop
    | Reply
    | Failed
    | Applied
    | NotApplied
    | Hinted
    | Listening
    | Slow
    | Disowned
)


# --- outputs ----------------------------------------------------------------------------------------------------


class Send(Struct, frozen=True):
    """One HTTP request. ``media``: its Content-Type. At most one is under way at any time."""

    id: int
    method: str
    path: str
    body: bytes = b""
    media: str = "application/json"
    token: str | None = None


class Ask(Struct, frozen=True, tag=True):
    """Ask the till for its position and for up to ``limit`` entries with seq > ``after``."""

    after: int
    limit: int


class Acknowledge(Struct, frozen=True, tag=True):
    """The centre has durably committed everything of ``journal`` up to ``head``, proven by its hash; ``outcomes``
    of entries.
    """

    journal: str
    head: Head
    outcomes: tuple[Outcome, ...]


class Apply(Struct, frozen=True):
    """Write this page and its cursor into the replica, in one transaction."""

    page: FeedPage


class Forget(Struct, frozen=True):
    """Drop ``stream`` from the replica; it is fetched again from nothing."""

    stream: str


class Locate(Struct, frozen=True):
    """The centre names a stream that was not followed until now: where does the replica stand in it? Answered by
    `Applied`.
    """

    stream: str


class Pulled(Struct, frozen=True, tag=True):
    """Rows of ``stream`` changed in the replica; it stands at ``pos`` of ``head``."""

    stream: str
    pos: int
    head: int


class Report(Struct, frozen=True, tag=True):
    """What the line to the centre looks like now."""

    link: LinkReport


class Rehome(Struct, frozen=True, tag=True):
    """This journal and the centre disagree about the past and nothing of it is pushed any more: the till must open
    a new journal and offer there what the centre lacks. ``reason``: fork | regressed; ``at``: first seq in doubt.
    """

    journal: str
    reason: str
    at: int


class Checked(Struct, frozen=True, tag=True):
    """Where a `Check` got to, and the first damage in it, if any."""

    journal: str
    head: Head
    damage: Damage | None = None


class Bearer(Struct, frozen=True):
    """The token that online questions carry from here on; None: there is none."""

    token: str | None


class Heard(Struct, frozen=True):
    """The centre answered a hello, a push or a feed as it should, after so long."""

    took_ms: int


class Sleep(Struct, frozen=True):
    """Nothing to do before ``until`` (mono ms) unless something comes in."""

    until: int


Output = (
    Send | Ask | Acknowledge | Apply | Forget | Locate | Pulled | Report | Rehome | Checked | Bearer | Heard | Sleep
)


# --- only inside the helper process --------------------------------------------------------------------------------


class HintsWait(Struct, frozen=True):
    """Hints were heard and lie ready to be taken, at once, for the engine."""


# --- only between the till and its helper process -----------------------------------------------------------------


class Check(Struct, frozen=True, tag=True):
    """A slice of the journal to be re-hashed off the till: entries after ``after`` (None: from the beginning)."""

    journal: str
    after: Head | None
    items: tuple[Stored, ...]


class Inquire(Struct, frozen=True, tag=True):
    """A question that somebody at the counter waits for. ``id``: chosen by the till, never used twice; ``path``: with
    its query; ``body``: JSON or nothing; ``budget_ms``: how long the answer may take, from its arrival at the helper.
    """

    id: int
    method: str
    path: str
    body: bytes
    budget_ms: int


class Inquired(Struct, frozen=True, tag=True):
    """The one answer to the `Inquire` of this id. ``status``: the centre's, or 0 if there was no answer; ``body``: the
    centre's, or why there was none: SLOW, UNREACHED, OPEN or UNAUTHORISED; ``took_ms``: since it came in.
    """

    id: int
    status: int
    body: bytes
    took_ms: int


SLOW: Final = b"slow"
UNREACHED: Final = b"unreachable"
OPEN: Final = b"open"
UNAUTHORISED: Final = b"unauthorised"

ToHelper = Wake | Entries | Cut | Hurry | Stop | Check | Inquire
ToTill = Ask | Acknowledge | Pulled | Report | Rehome | Checked | Inquired
