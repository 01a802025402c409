"""What the inside needs from the world, as Protocols. Ring 5 implements them; `pos.bootstrap` joins.

Thread rules: `Journal` belongs to the money thread. `Replica` is read on any thread, one instance per thread.
Nothing here may wait for the network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from msgspec import Struct

from pos.contract import Cursor, FeedPage, OperatorRow, Outcome, PolicyRow, StoreRow
from pos.contract.goods import LocationRow, PickupAnswer, RelatedRow, StockAnswers
from pos.contract.people import (
    BriefingRow,
    ContactAnswer,
    CustomerRow,
    CustomersAnswer,
    HoldAnswer,
    HoldRequest,
    LoyaltyRow,
)
from pos.domain.catalogue import Article, QuickKey
from pos.domain.collect import Pickup
from pos.domain.coupons import Coupon
from pos.domain.customer import Identifier
from pos.domain.events import Body, SaleCompleted
from pos.domain.offers import Promotion
from pos.domain.pickup_code import PickupKey
from pos.domain.slip import Slip
from pos.domain.stock import Level
from pos.domain.tax import Rate

CART: Final = "cart"
CHECKOUT: Final = "checkout"
SHIFT: Final = "shift"
OPERATOR: Final = "operator"
LOCKOUT: Final = "lockout"
SPENT: Final = "spent"
STOCK: Final = "stock"
PERSONAL: Final = "personal:"  # then the id of the entry it belongs to


class Stored(Struct, frozen=True):
    """An entry as it lies in the journal: its exact line, and the hash after it."""

    seq: int
    line: bytes
    hash: str


class Head(Struct, frozen=True):
    """The journal's end: number of the last entry (0: none) and the hash after it."""

    seq: int
    hash: str


class NewFact(Struct, frozen=True):
    """A body to append, under the id minted with the fact; the journal adds number, time and chain.

    ``receipt_n``: the receipt number it uses, which must be the journal's next one; ``source``: outside key that
    must be unique in this journal (a replayed invoice's number).
    """

    id: str
    body: Body
    day: str
    operator: str
    receipt_n: int | None = None
    total_minor: int | None = None
    source: str | None = None


class Damage(Struct, frozen=True):
    """The first row whose chain does not hold; entries before ``seq`` are proven whole."""

    seq: int
    reason: str


class Verification(Struct, frozen=True):
    """Result of walking a chain: how many entries were proven, and the first damage, if any."""

    entries: int
    damage: Damage | None = None


class Identity(Struct, frozen=True):
    """Who this journal belongs to. ``mode``: demo | training | live."""

    journal: str
    tag: str
    till: str
    store: str
    mode: str


class Waiting(Struct, frozen=True):
    """``receipts``: sales and voids not yet acknowledged; ``oldest_at_ms``: time of the oldest of them."""

    receipts: int
    oldest_at_ms: int | None


class JournalReader(Protocol):
    """What may be asked of a journal from outside: of its file, or of the running till that owns the file."""

    @property
    def identity(self) -> Identity: ...

    def head(self) -> Head: ...

    def acked(self) -> Head:
        """What the centre has acknowledged."""
        ...

    def read(self, after: int, limit: int) -> list[Stored]:
        """Entries with seq > ``after``, ascending."""
        ...

    def verify(self, after: Head | None = None, limit: int | None = None) -> tuple[Verification, Head]:
        """Walk the chain from ``after`` (or the beginning) over at most ``limit`` entries; says where it got to."""
        ...


class Journal(JournalReader, Protocol):
    """journal.db: append-only and hash-chained, plus small mutable side tables. One connection, one thread.

    Every method that writes is one durable transaction; it raises Unavailable (disk full, disk failed) with
    nothing changed, and Bug if a rule of the journal would be broken.
    """

    @property
    def reserve_released(self) -> bool:
        """The disk was full in this run, and the reserve was given up for a sale."""
        ...

    def append(self, facts: Sequence[NewFact], drafts: Mapping[str, bytes | None] | None = None) -> list[Stored]:
        """Append ``facts`` and set ``drafts`` (None deletes) in one transaction: this commit is the sale."""
        ...

    def save(self, drafts: Mapping[str, bytes | None]) -> None:
        """Write working state alone (cart, shift …)."""
        ...

    def drafts(self) -> dict[str, bytes]: ...

    def next_receipt_n(self) -> int: ...

    def entry(self, seq: int) -> Stored | None: ...

    def receipts(self, before: int | None, limit: int, text: str = "") -> list[Stored]:
        """Sales and voids with seq < ``before``, newest first; ``text``: (end of) a receipt's number."""
        ...

    def source_known(self, source: str) -> bool: ...

    def acknowledge(self, head: Head, outcomes: Sequence[Outcome]) -> None: ...

    def outcomes(self, seqs: Sequence[int]) -> dict[int, Outcome]: ...

    def review_count(self) -> int:
        """How many of this journal's entries the centre has set aside."""
        ...

    def waiting(self) -> Waiting:
        """Receipts above the acknowledged number; counted by index, not by reading the entries."""
        ...

    def shifts(self) -> int:
        """How many shifts were ever opened in this journal."""
        ...

    def mark_printed(self, seq: int) -> None: ...

    def unprinted(self, limit: int) -> list[int]:
        """Receipts (seq) booked but never confirmed as printed, newest first."""
        ...

    def close(self) -> None: ...


class Freshness(Struct, frozen=True):
    """How old the replica is: server time of the last page applied, UTC ms; None: nothing yet."""

    as_of_ms: int | None


class Word(Struct, frozen=True):
    """How old a stream's content is (server time, UTC ms; None: nothing yet) and, per journal tag, the seq up to which
    entries of the store's tills are contained in it.
    """

    as_of_ms: int | None
    applied: dict[str, int] = {}


class StockHeld(Struct, frozen=True):
    """An article at a location, and the word that holds for it: the stream's, or that of a page that came since."""

    level: Level
    word: Word


class Replica(Protocol):
    """replica.db: a copy of what the centre knows. May be deleted at any moment; reads then answer empty."""

    def article(self, key: str) -> Article | None:
        """By GTIN-14 key, SKU, or code as printed."""
        ...

    def search(self, text: str, limit: int) -> list[Article]:
        """Articles whose name has every word of ``text`` as a beginning, or whose number begins with it; best
        sellers first."""
        ...

    def store(self) -> StoreRow | None: ...

    def policy(self) -> PolicyRow: ...

    def rates(self) -> tuple[Rate, ...]: ...

    def operators(self) -> tuple[OperatorRow, ...]: ...

    def quick_keys(self) -> tuple[QuickKey, ...]: ...

    def freshness(self) -> Freshness: ...

    def promotions(self) -> tuple[Promotion, ...]:
        """All there are, also those of other days; the same tuple until something changed."""
        ...

    def coupon(self, code: str) -> Coupon | None:
        """A coupon that anybody may present, by its code."""
        ...

    def briefing(self) -> tuple[BriefingRow, ...]: ...

    def loyalty(self) -> tuple[LoyaltyRow, ...]: ...

    def customer(self, customer: str) -> CustomerRow | None: ...

    def customers_by_key(self, key: str) -> list[CustomerRow]:
        """Those with this keyed hash (`pos.domain.customer.lookup`) of a whole identifier."""
        ...

    def customers_by_name(self, text: str, limit: int) -> list[CustomerRow]:
        """Those whose name holds every fragment of ``text`` (each of three characters or more) anywhere; the ones seen
        last come first."""
        ...

    def customers_word(self) -> Word:
        """Of the stream that brings customers."""
        ...

    def locations(self) -> tuple[LocationRow, ...]:
        """Every place that holds stock, nearest first; the till's own store has no distance."""
        ...

    def stock(self, location: str, skus: Sequence[str]) -> dict[str, StockHeld]:
        """How much of these articles is there, as far as this replica knows, each with the word it belongs to, all of
        one moment; articles without a row are left out."""
        ...

    def stock_word(self, location: str) -> Word:
        """Of the stream that brings the stock of ``location``."""
        ...

    def related(self, sku: str) -> RelatedRow: ...

    def pickups(self, state: str, limit: int) -> list[Pickup]:
        """Orders of this store in one state: to be picked by their deadline, ready ones by when they came, those that
        are done the newest first.
        """
        ...

    def pickup_counts(self) -> dict[str, int]:
        """How many orders there are in each state."""
        ...

    def pickup(self, order: str) -> Pickup | None: ...

    def pickups_found(self, text: str, limit: int) -> list[Pickup]:
        """Orders whose number, typed code or name holds every word of ``text`` anywhere; open ones first."""
        ...

    def pickups_by_code(self, code: str) -> list[Pickup]:
        """Orders with this typed code (`pos.domain.pickup_code.read_typed`), open ones first."""
        ...

    def pickup_by_label(self, label: str) -> Pickup | None:
        """The order whose parcels' labels begin with this (`pos.domain.pickup_code.parcels_of`)."""
        ...

    def pickups_word(self) -> Word:
        """Of the stream that brings orders."""
        ...

    def pickup_keys(self) -> tuple[PickupKey, ...]: ...


class ReplicaWriter(Protocol):
    """The one writer of replica.db, in the helper process."""

    def cursor(self, stream: str) -> Cursor | None:
        """Where this replica stands in ``stream``; None: nothing of it yet."""
        ...

    def apply(self, page: FeedPage) -> None:
        """Apply a page's rows and its cursor in one transaction; rows older than what is here are passed over."""
        ...

    def forget(self, stream: str) -> None:
        """Drop a stream and its cursor: another generation, or the centre was restored."""
        ...

    def tidy(self, now_ms: int) -> None:
        """Drop what may not be kept any longer (UTC ms); called often, works once a day."""
        ...

    def close(self) -> None: ...


class Pins(Protocol):
    """Compares a PIN with its argon2id hash. Slow on purpose (tens of ms)."""

    def matches(self, hashed: str, pin: str) -> bool: ...


class Seals(Protocol):
    """Checks signatures of the centre."""

    def genuine(self, public: str, message: bytes, signature: bytes) -> bool:
        """``public``: base64 of the raw Ed25519 key. False for anything that does not fit, also a broken key."""
        ...


class Printer(Protocol):
    """Prints a document or raises Unavailable. Printing may be repeated; it is never part of the sale."""

    def print(self, slip: Slip, name: str) -> None:
        """``name``: the receipt's number, for printers that keep files."""
        ...


class Signer(Protocol):
    """The fiscal signature. Called at three places: first line, completion, discard. ``legal`` says whether its
    word counts before the law; the one that signs nothing answers False and None.
    """

    @property
    def legal(self) -> bool: ...

    def start(self, sale: str) -> None: ...

    def finish(self, sale: str, fact: SaleCompleted) -> str | None: ...

    def abort(self, sale: str) -> None: ...


class Centre(Protocol):
    """Questions to the centre while a customer waits. Each returns at once; ``told`` is called exactly once, on any
    thread, with the answer, or with None if the centre did not answer within its budget (800 ms) or said no.
    """

    def search(self, identifier: Identifier | None, text: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        """Customers by a whole identifier, or by a name."""
        ...

    def customer(self, customer: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        """The newest word on one customer."""
        ...

    def contact(self, customer: str, told: Callable[[ContactAnswer | None], None]) -> None:
        """Contact data in the clear; that somebody asks stands in the journal before."""
        ...

    def joined(self, token: str, told: Callable[[CustomersAnswer | None], None]) -> None:
        """Who signed up with this code of the customer display; None while nobody has."""
        ...

    def hold(self, request: HoldRequest, told: Callable[[HoldAnswer | None], None]) -> None: ...

    def release(self, hold: str) -> None:
        """A hold that is not needed; if this is lost it runs out by itself."""
        ...

    def stock(self, sku: str, told: Callable[[StockAnswers | None], None]) -> None:
        """An article at every location, right now."""
        ...

    def pickup(self, text: str, told: Callable[[PickupAnswer | None], None]) -> None:
        """Which store an order belongs to that is not in this till's list."""
        ...


class Reach(Protocol):
    """What the till knows about the centre right now; stamped on entries as ``online``."""

    def online(self) -> bool: ...
