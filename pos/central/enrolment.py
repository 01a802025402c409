"""Who a till is: one-time codes, device keys, bearer tokens. Secrets are kept as SHA-256, never as they are."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from pos.central import refusal
from pos.central.database import chunks, insert_all, insert_missing, upsert_all
from pos.central.refusal import Refusal
from pos.central.tables import device, enrol_code, store, till, token
from pos.contract import EnrolAnswer, EnrolRequest, TokenAnswer, TokenRequest, token_message

CODE_VALID_MS: Final = 15 * 60_000
TOKEN_VALID_MS: Final = 60 * 60_000
HEARD_EVERY_MS: Final = 30_000
SKEW_MOST_MS: Final = 5 * 60_000
# Without the letters and digits that people take for one another.
CODE_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 12
CODE_GROUP: Final = 4

RandomBytes = Callable[[int], bytes]


class Caller(Struct, frozen=True):
    """The till behind a bearer token."""

    store: str
    till: str
    public_key: str
    zone: str
    catalogue: str


def new_code(connection: Connection, store_id: str, till_id: str, now_ms: int, random_bytes: RandomBytes) -> str:
    """A code that enrols one till once within 15 minutes; Refusal 404 if there is no such store."""
    if connection.execute(select(store.c.store).where(store.c.store == store_id)).first() is None:
        raise Refusal(404, refusal.STORE_UNKNOWN, store=store_id)
    letters = "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in random_bytes(CODE_LENGTH))
    code = "-".join(letters[i : i + CODE_GROUP] for i in range(0, CODE_LENGTH, CODE_GROUP))
    row = {"code_hash": _code_hash(code), "store": store_id, "till": till_id, "expires_at": now_ms + CODE_VALID_MS}
    insert_all(connection, enrol_code, [row])
    return code


def enrol(connection: Connection, request: EnrolRequest, now_ms: int) -> EnrolAnswer:
    """Register a till's key. The same key may ask again with its code: the answer to the first may have been lost."""
    _public_key(request.public_key)
    found = connection.execute(
        select(enrol_code).where(enrol_code.c.code_hash == _code_hash(request.code)).with_for_update()
    ).one_or_none()
    if found is None:
        raise Refusal(403, refusal.ENROLMENT_CODE_WRONG)
    if found.used_by not in (None, request.public_key):
        raise Refusal(403, refusal.ENROLMENT_CODE_USED)
    if found.used_by is None and found.expires_at < now_ms:
        raise Refusal(403, refusal.ENROLMENT_CODE_WRONG, why="expired")
    where = connection.execute(select(store).where(store.c.store == found.store)).one()
    answer = EnrolAnswer(found.till, found.store, where.zone, where.catalogue, now_ms)
    if found.used_by is not None:
        return answer
    connection.execute(
        update(enrol_code).where(enrol_code.c.code_hash == found.code_hash).values(used_by=request.public_key)
    )
    _forget_tokens(connection, found.store, found.till)
    who = {"store": found.store, "till": found.till, "public_key": request.public_key, "enrolled_at": now_ms}
    upsert_all(connection, till, [{**who, "app": request.app, "revoked_at": None, "heard_at": now_ms}])
    insert_missing(connection, device, who)
    return answer


def new_token(connection: Connection, request: TokenRequest, now_ms: int, random_bytes: RandomBytes) -> TokenAnswer:
    """A bearer token for a signed assertion, which counts once and only near the centre's time."""
    query = select(till).where(till.c.till == request.till)
    if request.store:
        query = query.where(till.c.store == request.store)
    message = token_message(request.till, request.at, request.nonce)
    candidates = connection.execute(query).all()
    found = next((row for row in candidates if _signed(row.public_key, request.signature, message)), None)
    if found is None:
        raise _stranger(connection, request, message)
    if found.revoked_at is not None:
        raise Refusal(403, refusal.REVOKED)
    if abs(request.at - now_ms) > SKEW_MOST_MS:
        raise Refusal(401, refusal.CLOCK_SKEW, skew_ms=request.at - now_ms)
    who = (token.c.store == found.store) & (token.c.till == found.till)
    if connection.execute(select(token.c.nonce).where(who, token.c.nonce == request.nonce)).first():
        raise Refusal(401, refusal.ASSERTION_USED)
    connection.execute(delete(token).where(who, token.c.expires_at < now_ms - SKEW_MOST_MS))
    bearer = base64.urlsafe_b64encode(random_bytes(32)).decode().rstrip("=")
    row = {"token_hash": _hash(bearer), "store": found.store, "till": found.till, "nonce": request.nonce}
    insert_all(connection, token, [{**row, "expires_at": now_ms + TOKEN_VALID_MS}])
    return TokenAnswer(bearer, TOKEN_VALID_MS // 1000, now_ms)


def caller(connection: Connection, bearer: str | None, now_ms: int) -> Caller:
    """Who sent this request; Refusal 401 if the token is missing, unknown or over, 403 if the till was revoked."""
    if not bearer:
        raise Refusal(401, refusal.TOKEN_MISSING)
    found = connection.execute(
        select(
            *(till.c.store, till.c.till, till.c.public_key, till.c.revoked_at),
            *(token.c.expires_at, store.c.zone, store.c.catalogue),
        )
        .join(till, (till.c.store == token.c.store) & (till.c.till == token.c.till))
        .join(store, store.c.store == token.c.store)
        .where(token.c.token_hash == _hash(bearer))
    ).one_or_none()
    if found is None:
        raise Refusal(401, refusal.TOKEN_UNKNOWN)
    if found.revoked_at is not None:
        raise Refusal(403, refusal.REVOKED)
    if found.expires_at < now_ms:
        raise Refusal(401, refusal.TOKEN_EXPIRED)
    return Caller(found.store, found.till, found.public_key, found.zone, found.catalogue)


def valid(connection: Connection, bearers: Sequence[str], now_ms: int) -> set[str]:
    """Those of ``bearers`` that `caller` would let in."""
    by_hash = {_hash(bearer): bearer for bearer in bearers}
    found: set[str] = set()
    for some in chunks(list(by_hash)):
        query = select(token.c.token_hash).join(till, (till.c.store == token.c.store) & (till.c.till == token.c.till))
        good = till.c.revoked_at.is_(None) & (token.c.expires_at >= now_ms)
        found.update(connection.execute(query.where(token.c.token_hash.in_(some), good)).scalars())
    return {by_hash[hashed] for hashed in found}


def heard(connection: Connection, who: Caller, now_ms: int) -> None:
    """A till that asks has nothing left to push, for entries go first: what it sold is here. Noted twice a minute."""
    this = (till.c.store == who.store) & (till.c.till == who.till)
    connection.execute(update(till).where(this, till.c.heard_at < now_ms - HEARD_EVERY_MS).values(heard_at=now_ms))


def revoke(connection: Connection, store_id: str, till_id: str, now_ms: int) -> None:
    """Shut a till out at once; its journal and what it pushed stay. A new code lets it in again."""
    where = (till.c.store == store_id) & (till.c.till == till_id)
    if connection.execute(update(till).where(where).values(revoked_at=now_ms)).rowcount == 0:
        raise Refusal(404, refusal.TILL_UNKNOWN, store=store_id, till=till_id)


def keys_of(connection: Connection, who: Caller) -> list[bytes]:
    """The raw public keys this till ever had, the present one first."""
    present = base64.b64decode(who.public_key)
    return [present, *(key for key in keys_of_till(connection, who.store, who.till) if key != present)]


def keys_of_till(connection: Connection, store_id: str, till_id: str) -> list[bytes]:
    """The raw public keys this till ever had, oldest first."""
    query = select(device.c.public_key).where(device.c.store == store_id, device.c.till == till_id)
    ordered = query.order_by(device.c.enrolled_at, device.c.public_key)
    return [base64.b64decode(key) for key in connection.execute(ordered).scalars()]


def _stranger(connection: Connection, request: TokenRequest, message: bytes) -> Refusal:
    """Why nobody's present key fits: the till was enrolled anew with another one (fenced), or it is a stranger."""
    query = select(device.c.public_key).where(device.c.till == request.till)
    if request.store:
        query = query.where(device.c.store == request.store)
    if any(_signed(key, request.signature, message) for key in connection.execute(query).scalars()):
        return Refusal(403, refusal.FENCED)
    return Refusal(401, refusal.SIGNATURE_WRONG)


def _forget_tokens(connection: Connection, store_id: str, till_id: str) -> None:
    connection.execute(delete(token).where(token.c.store == store_id, token.c.till == till_id))


def _public_key(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="public_key") from error


def _signed(public_key: str, signature: str, message: bytes) -> bool:
    try:
        _public_key(public_key).verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _code_hash(code: str) -> str:
    return _hash("".join(code.upper().replace("-", " ").split()))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
