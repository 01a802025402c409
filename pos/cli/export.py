"""A journal as a file: the exact lines, one per line, and a manifest that says how to check them (docs/cli.md)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from pos.base.errors import Code, Unavailable
from pos.services.inspection import Inspection


class Manifest(Struct, frozen=True):
    """``first_hash``: the hash before entry 1; each next one is SHA-256(previous, as 32 bytes ‖ line without its
    newline), which ends in ``head_hash``. ``sha256``: of the whole file.
    """

    format: str
    journal: str
    tag: str
    till: str
    store: str
    mode: str
    entries: int
    first_hash: str
    head_hash: str
    acked_seq: int
    bytes: int
    sha256: str


FORMAT = "tresen-journal-1"


def manifest_path(file: Path) -> Path:
    return file.with_name(file.name + ".manifest.json")


def export(journal: Inspection, file: Path) -> Manifest:
    """Write every entry to ``file`` and the manifest beside it. Each appears whole or not at all.

    Raises Unavailable (FILE_UNREADABLE, DISK_FULL is reported so too) if the place cannot be written.
    """
    identity, start, acked = journal.identity(), journal.start(), journal.acked()
    digest, size, last = hashlib.sha256(), 0, start
    with _replaced(file) as out:
        for stored in journal.entries():
            line = stored.line + b"\n"
            out.write(line)
            digest.update(line)
            size += len(line)
            last = type(start)(stored.seq, stored.hash)
    manifest = Manifest(
        format=FORMAT,
        journal=identity.journal,
        tag=identity.tag,
        till=identity.till,
        store=identity.store,
        mode=identity.mode,
        entries=last.seq,
        first_hash=start.hash,
        head_hash=last.hash,
        acked_seq=acked.seq,
        bytes=size,
        sha256=digest.hexdigest(),
    )
    with _replaced(manifest_path(file)) as out:
        out.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    return manifest


@contextmanager
def _replaced(file: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is whole and on the disk."""
    partial = file.with_name(file.name + ".part")
    try:
        with partial.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    except OSError as error:
        raise Unavailable(Code.FILE_UNREADABLE, name=str(file), reason=error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
