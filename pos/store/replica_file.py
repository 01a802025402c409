"""replica.db as a file: its tables, its name, its end. Delete it at any moment; it is fetched again.

``replica.current`` names the file in force. A damaged or foreign file is left where it is and a new one is begun
beside it under the next number: an open file is never renamed or removed (Windows).
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Final

from pos.domain.barcode import gtin_key
from pos.store import customers, pickups, stock
from pos.store.files import write_whole

SCHEMA: Final = 6
POINTER: Final = "replica.current"
DAMAGED: Final = ".damaged"
ENCRYPTED: Final = ".cipher.db"
KEY: Final = "replica.key"
KEY_BYTES: Final = 32
GTIN_14: Final = 14

# Articles lie in the order of sales (rowid = rank), so the index of names answers "best sellers first" without sorting;
# prefixes of 1 to 8 letters have posting lists of their own: of any other one FTS5 first merges everything that begins
# so (36,000 names, 5 ms). Above 8 that is seldom much; these lists cost 8 MB a million. `codes` repeats the
# keys under which the article stands in `code`: without it a second index over a million codes would be needed.
# `kind` counts the changes of each kind of facts: a reader keeps what it has decoded until its kind moves, although
# every poll moves a cursor. `whole_ms` and `applied`: the centre's word when the stream was last at its head.
TABLES: Final = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cursor (
    stream TEXT PRIMARY KEY, gen INTEGER NOT NULL, pos INTEGER NOT NULL, as_of_ms INTEGER NOT NULL,
    articles INTEGER NOT NULL, customers INTEGER NOT NULL, whole_ms INTEGER, applied TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE kind (kind TEXT PRIMARY KEY, changes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE article (
    rank INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL, price_minor INTEGER NOT NULL,
    tax TEXT NOT NULL, gtin TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL, shelf TEXT NOT NULL,
    ver INTEGER NOT NULL, codes TEXT NOT NULL
) STRICT;
CREATE TABLE code (key TEXT NOT NULL, sku TEXT NOT NULL, PRIMARY KEY (key, sku)) STRICT, WITHOUT ROWID;
CREATE TABLE fact (
    kind TEXT NOT NULL, id TEXT NOT NULL, stream TEXT NOT NULL, ver INTEGER NOT NULL, row BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE name_index USING fts5 (
    name, content='article', content_rowid='rank', prefix='1 2 3 4 5 6 7 8', detail='none',
    tokenize='unicode61 remove_diacritics 2'
);
{customers.TABLES}{stock.TABLES}{pickups.TABLES}"""


def current_file(folder: Path) -> Path | None:
    """The replica in force, None if there is none yet."""
    try:
        path = folder / (folder / POINTER).read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    return path if path.is_file() else None


def next_file(folder: Path, encrypted: bool = False) -> Path:
    """A name that nothing of an older replica can be taken for: a foreign WAL beside a new file would destroy it."""
    numbers = [path.name.removeprefix("replica-").partition(".")[0] for path in folder.glob("replica-*.db*")]
    number = max((int(text) for text in numbers if text.isdigit()), default=0) + 1
    return folder / f"replica-{number}{ENCRYPTED if encrypted else '.db'}"


def is_encrypted(path: Path) -> bool:
    """Its name says so: readers need no setting, and a changed setting is seen."""
    return path.name.endswith(ENCRYPTED)


def key_of(path: Path, make: bool = False) -> str | None:
    """The key of an encrypted file as 64 hex digits, None for any other file. ``make``: a new one if there is none or
    it is unreadable; the file is then begun anew. Raises OSError.
    """
    if not is_encrypted(path):
        return None
    place = path.with_name(KEY)
    raw = place.read_bytes() if place.exists() or not make else b""
    if make and len(raw) != KEY_BYTES:
        raw = secrets.token_bytes(KEY_BYTES)
        write_whole(place, raw, mode=0o600)
    return raw.hex()


def put_in_force(path: Path) -> None:
    """From now on readers open ``path``; older files go, those still open somewhere (Windows) at the next time."""
    write_whole(path.parent / POINTER, path.name.encode())
    for old in path.parent.glob("replica-*.db*"):
        if not old.name.startswith(path.name):
            with contextlib.suppress(OSError):
                old.unlink()


def mark_damaged(path: Path) -> None:
    """A reader met damage: the writer, another process, begins a new file when it sees this."""
    with contextlib.suppress(OSError):
        path.with_name(path.name + DAMAGED).touch()


def is_damaged(path: Path) -> bool:
    return path.with_name(path.name + DAMAGED).exists()


def code_key(code: str) -> str:
    """Under which key a printed code stands: a GTIN in any of its forms without leading zeros, so that what a person
    begins to type is the beginning of the key; any other code as it is.
    """
    gtin = gtin_key(code)
    return code if gtin is None else gtin.lstrip("0")


def wanted_key(key: str) -> str:
    """`code_key` of what a till looks up: it has made a GTIN-14 of every GTIN before."""
    return key.lstrip("0") if len(key) == GTIN_14 and key.isascii() and key.isdigit() else key
