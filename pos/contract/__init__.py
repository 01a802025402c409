"""The wire between tills and the centre: envelope, chain, batch, answers, feed page, cursor (docs/protocol.md).

A journal line is the UTF-8 JSON of an `Entry`, made once; the same bytes are hashed, stored, sent and kept at the
centre. Nothing is ever serialised a second time, so no two programs need to agree on a canonical form.
Customers and what concerns them stand in `pos.contract.people`, stock and online orders in `pos.contract.goods`.
"""

from __future__ import annotations

import hashlib
import uuid
from base64 import b32encode
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Raw, Struct

from pos.domain.events import KINDS, Body
from pos.domain.loyalty import Limits

PROTOCOL: Final = 1
BATCH_ENTRIES_MAX: Final = 100
BATCH_BYTES_MAX: Final = 4_000_000
PAGE_ITEMS_MAX: Final = 2_000
HEARTBEAT_MS: Final = 15_000  # the live channel is never silent for longer
ENTRY_VERSION: Final = 1


class Entry(Struct, frozen=True):
    """The envelope of a journal entry. ``at``: UTC ms, never falling within a journal; ``zone``: IANA name;
    ``boot`` and ``mono``: this run of the program and its monotonic ms; ``day``: business day (ISO date);
    ``online``: was the centre in reach as far as the till knew.
    """

    seq: int
    id: str
    kind: str
    v: int
    at: int
    zone: str
    boot: str
    mono: int
    day: str
    operator: str
    online: bool
    body: Raw


def encode_entry(entry: Entry) -> bytes:
    """The line, without its newline."""
    return msgspec.json.encode(entry)


def decode_entry(line: bytes) -> Entry:
    """Raises msgspec.ValidationError or msgspec.DecodeError (both msgspec.MsgspecError) if it is not an entry."""
    return msgspec.json.decode(line, type=Entry)


def encode_body(body: Body) -> Raw:
    return Raw(msgspec.json.encode(body))


def decode_body(entry: Entry) -> Body:
    """The typed body; msgspec.ValidationError for a kind, version or shape this program does not know."""
    body_type = KINDS.get(entry.kind)
    if body_type is None or entry.v != ENTRY_VERSION:
        raise msgspec.ValidationError(f"unknown kind {entry.kind} v{entry.v}")
    return msgspec.json.decode(entry.body, type=body_type)


def first_hash(journal_id: str, till: str, device_key: bytes) -> str:
    """hash₀ of a journal: binds it to its id, till and device key (raw Ed25519 public key, 32 bytes)."""
    digest = hashlib.sha256()
    for field in (b"journal-v1", journal_id.encode(), till.encode(), device_key):
        digest.update(len(field).to_bytes(4, "big"))
        digest.update(field)
    return digest.hexdigest()


def next_hash(previous: str, line: bytes) -> str:
    """hashₙ = SHA-256(hashₙ₋₁ ‖ lineₙ), as lower-case hex; the previous hash enters as its 32 raw bytes."""
    return hashlib.sha256(bytes.fromhex(previous) + line).hexdigest()


def journal_tag(journal_id: str) -> str:
    """The four base32 characters that stand for a journal in receipt numbers, cut from its UUID; empty if none."""
    try:
        return b32encode(uuid.UUID(journal_id).bytes)[:4].decode()
    except ValueError:
        return ""


# --- push -------------------------------------------------------------------------------------------------------


class PushHeader(Struct, frozen=True):
    """Line 0 of a push. ``first``: seq of the first entry; ``prev``: hash before it; ``n``: entries that follow;
    ``head``: last seq on the till, so that the centre knows how far behind it is. ``personal``: entry id → a
    `pos.domain.customer.Personal`, for entries about a person: this line is not hashed, so it can be forgotten.
    """

    p: int
    first: int
    prev: str
    n: int
    head: int
    app: str
    boot: str
    personal: dict[str, Raw] = {}


def encode_push(header: PushHeader, lines: Sequence[bytes]) -> bytes:
    """NDJSON: the header line, then the entries' exact bytes."""
    return b"\n".join((msgspec.json.encode(header), *lines)) + b"\n"


def decode_push(body: bytes) -> tuple[PushHeader, list[bytes]]:
    """Split a push into header and exact lines; msgspec.MsgspecError if the header or the count is wrong."""
    head, _, rest = body.partition(b"\n")
    header = msgspec.json.decode(head, type=PushHeader)
    lines = rest.split(b"\n")
    if lines and lines[-1] == b"":
        lines.pop()
    if len(lines) != header.n:
        raise msgspec.ValidationError(f"{header.n} entries announced, {len(lines)} came")
    return header, lines


APPLIED: Final = "applied"
KNOWN: Final = "known"
SET_ASIDE: Final = "set_aside"


class Outcome(Struct, frozen=True):
    """What became of one entry: applied, known (same id already there), or set aside with a reason for a person."""

    seq: int
    status: str
    reason: str | None = None
    review: str | None = None


OK: Final = "ok"
GAP: Final = "gap"
FORK: Final = "fork"
REGRESSED: Final = "regressed"


class PushAnswer(Struct, frozen=True):
    """``code``: ok | gap (rewind to ``acked_seq``) | fork (other hash at ``at``: open a new journal).

    ``ok`` means durably committed; ``acked_seq`` and ``acked_hash`` are the centre's position after the push.
    """

    code: str
    acked_seq: int
    acked_hash: str
    server_time: int
    outcomes: tuple[Outcome, ...] = ()
    heads: dict[str, int] = {}
    at: int | None = None


# --- hello, enrolment, token --------------------------------------------------------------------------------------


class EnrolRequest(Struct, frozen=True):
    """``code``: one-time code; ``public_key``: raw Ed25519 public key, base64."""

    code: str
    public_key: str
    app: str


class EnrolAnswer(Struct, frozen=True):
    till: str
    store: str
    zone: str
    catalogue: str
    server_time: int


class TokenRequest(Struct, frozen=True):
    """Signed by the device key over `token_message`. ``store``: tills of two stores may have the same name; without
    it the centre tells them apart by their keys.
    """

    till: str
    at: int
    nonce: str
    signature: str
    store: str = ""


class TokenAnswer(Struct, frozen=True):
    token: str
    expires_in_s: int
    server_time: int


def token_message(till: str, at: int, nonce: str) -> bytes:
    """The bytes a till signs (Ed25519, base64 signature) to ask for a bearer token."""
    return f"token-v1\n{till}\n{at}\n{nonce}".encode()


class JournalHead(Struct, frozen=True):
    journal: str
    tag: str
    seq: int
    hash: str


class Hello(Struct, frozen=True):
    """Anti-entropy: at start, after a reconnect, hourly. All journals this till holds, the current one last."""

    p: int
    app: str
    boot: str
    journals: tuple[JournalHead, ...]


class JournalState(Struct, frozen=True):
    """The centre's view of one journal: ``state`` is ok, fork or regressed."""

    journal: str
    acked_seq: int
    acked_hash: str
    state: str


class HelloAnswer(Struct, frozen=True):
    journals: tuple[JournalState, ...]
    heads: dict[str, int]
    server_time: int


class Problem(Struct, frozen=True):
    """Body of every answer that is not 2xx. ``code``: a value of pos.base.errors.Code or a protocol state."""

    code: str
    facts: dict[str, str | int] = {}
    server_time: int = 0


# --- pull ---------------------------------------------------------------------------------------------------------


class Cursor(Struct, frozen=True):
    """A place in a stream: generation and position. Written ``v1.<stream>.<generation>.<position>``."""

    stream: str
    gen: int
    pos: int

    def __str__(self) -> str:
        return f"v1.{self.stream}.{self.gen}.{self.pos}"


def read_cursor(text: str) -> Cursor:
    """Parse a cursor; msgspec.ValidationError if it is not one."""
    head, _, pos = text.rpartition(".")
    head, _, gen = head.rpartition(".")
    version, _, stream = head.partition(".")
    if version != "v1" or not stream or not gen.isdigit() or not pos.isdigit():
        raise msgspec.ValidationError(f"not a cursor: {text}")
    return Cursor(stream, int(gen), int(pos))


class FeedItem(Struct, frozen=True, omit_defaults=True):
    """The newest state of one key. ``k``: kind (FEED_* below), ``d``: its row, ``deleted``: a tombstone."""

    k: str
    id: str
    ver: int
    d: Raw = msgspec.field(default_factory=lambda: Raw(b"null"))
    deleted: bool = False


class FeedPage(Struct, frozen=True):
    """Items with positions in (start, to], ascending; ``head``: newest position; ``applied``: per journal tag the
    seq up to which its entries are contained in what the page says.
    """

    stream: str
    gen: int
    start: int
    to: int
    head: int
    items: tuple[FeedItem, ...]
    applied: dict[str, int] = {}
    server_time: int = 0


class Hint(Struct, frozen=True):
    """A stream stands at ``pos``: the whole of what the live channel says (``data:`` of a Server-Sent Event)."""

    stream: str
    pos: int


FEED_ARTICLE: Final = "article"
FEED_STORE: Final = "store"
FEED_RATE: Final = "rate"
FEED_OPERATOR: Final = "operator"
FEED_QUICK_KEY: Final = "quick_key"
FEED_POLICY: Final = "policy"
FEED_LOYALTY: Final = "loyalty"
FEED_PROMOTION: Final = "promotion"
FEED_COUPON: Final = "coupon"
FEED_BRIEFING: Final = "briefing"
FEED_CUSTOMER: Final = "customer"


class ArticleRow(Struct, frozen=True):
    """``rank``: place in the order of sales, 1 = best seller; unique in its stream; decides the order of finds."""

    sku: str
    name: str
    price_minor: int
    currency: str
    tax: str
    rank: int
    gtins: tuple[str, ...] = ()
    unit: str = "piece"
    category: str = ""
    shelf: str = ""


class StoreRow(Struct, frozen=True):
    """The store and who sells there. ``zone``: IANA; ``catalogue``: stream of its articles; ``language``: of its
    receipts; ``demo``: articles or people in it are invented.
    """

    store: str
    retailer: str
    name: str
    street: str
    city: str
    country: str
    currency: str
    zone: str
    tax_mode: str
    tax_number: str
    language: str
    catalogue: str
    demo: bool = False


class OperatorRow(Struct, frozen=True):
    """``pin``: argon2id hash; ``role``: cashier | shift_lead | manager; ``duty``: free text under the name;
    ``demo_pin``: shown on the sign-in of a demo store, empty anywhere else.
    """

    number: str
    name: str
    role: str
    pin: str
    duty: str = ""
    demo_pin: str = ""


class PolicyRow(Struct, frozen=True):
    """What a store allows: ``void_limit_minor`` above which a void needs a second PIN; the usual drawer float;
    ``difference_limit_minor`` above which a counted difference needs one. ``lookup_key``: secret with which this
    store's replicas hide identifiers; ``limits``: points without a hold; ``coupon_offline_minor``: the most a single
    coupon may take off while the centre cannot be asked; ``receipts_at``: where digital receipts are read, empty =
    nowhere; ``attribute_within_s``: how long after a sale it may be given to a customer. Of online orders:
    ``identity_from_minor``, the value from which a document must be shown; ``kept_days``, how long a ready one is kept;
    ``reserved_hours``, how long a reservation made at a till holds.
    """

    void_limit_minor: int = 5_000
    difference_limit_minor: int = 500
    float_minor: int = 30_000
    lock_after_s: int = 300
    pin_attempts: int = 5
    lookup_key: str = ""
    limits: Limits = Limits()
    coupon_offline_minor: int = 1_000
    receipts_at: str = ""
    attribute_within_s: int = 1_800
    identity_from_minor: int = 25_000
    kept_days: int = 7
    reserved_hours: int = 28


def catalogue_stream(zone: str) -> str:
    return f"catalog:{zone}"


def policy_stream(store: str) -> str:
    return f"policy:{store}"


def promotions_stream(zone: str) -> str:
    return f"promo:{zone}"


def customers_stream(store: str) -> str:
    return f"cust:{store}"


Message = TypeVar("Message")


def to_json(value: Any) -> bytes:
    """JSON of any struct above."""
    return msgspec.json.encode(value)


def from_json(data: bytes, kind: type[Message]) -> Message:
    """Decode strictly; msgspec.MsgspecError if it does not fit."""
    return msgspec.json.decode(data, type=kind)


def chain(previous: str, lines: Iterable[bytes]) -> list[str]:
    """The hashes after each of ``lines``, starting from ``previous``."""
    hashes = []
    for line in lines:
        previous = next_hash(previous, line)
        hashes.append(previous)
    return hashes
