"""The small files of a till's folder: who it is, its settings, its device key, its reserve of disk space."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from pos.base.errors import Code, Unavailable
from pos.settings import Settings, defaults, read_settings, write_settings

MEGABYTE = 1_000_000


class Enrolment(msgspec.Struct, frozen=True):
    """What enrolment made of this till. ``mode``: demo | training | live; ``zone``: IANA name of the store's zone."""

    till: str
    store: str
    zone: str
    catalogue: str
    centre: str
    mode: str


class Folder:
    """A till's folder. Every file is written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path / "journal.db"
        self.receipts = path / "receipts"
        self._enrolment = path / "enrolment.json"
        self._settings = path / "settings.json"
        self._key = path / "device.key"
        self._reserve = path / "ballast.bin"

    def make(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(Code.DISK_FAILED, file=str(self.path), reason=error.strerror) from error

    def settings(self) -> Settings:
        return read_settings(self._settings.read_bytes()) if self._settings.exists() else defaults()

    def save_settings(self, settings: Settings) -> None:
        write_whole(self._settings, write_settings(settings))

    def enrolment(self) -> Enrolment | None:
        """None: this till is nobody yet."""
        if not self._enrolment.exists():
            return None
        try:
            return msgspec.json.decode(self._enrolment.read_bytes(), type=Enrolment)
        except msgspec.MsgspecError as error:
            raise Unavailable(Code.FILE_UNREADABLE, file=str(self._enrolment), reason=str(error)) from error

    def save_enrolment(self, enrolment: Enrolment) -> None:
        write_whole(self._enrolment, msgspec.json.format(msgspec.json.encode(enrolment), indent=2))

    def device_key(self) -> Ed25519PrivateKey:
        """This till's key, made at the first call; readable by its owner only."""
        if not self._key.exists():
            key = Ed25519PrivateKey.generate()
            raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
            write_whole(self._key, raw, mode=0o600)
        return Ed25519PrivateKey.from_private_bytes(self._key.read_bytes())

    def keep_reserve(self, megabytes: int) -> None:
        """Occupy disk space that can be given up when the disk is full."""
        if megabytes and not self._reserve.exists():
            with self._reserve.open("wb") as file:
                for _ in range(megabytes):
                    file.write(bytes(MEGABYTE))

    def release_reserve(self) -> bool:
        """Give the reserve up; False if there was none."""
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The raw public half, 32 bytes."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace a file so that a power cut leaves the old or the new one, never half of it."""
    beside = path.with_name(path.name + ".new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _failed(path, error) from error


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` survive a power cut (POSIX; Windows needs and offers no such thing)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: Path, error: OSError) -> Unavailable:
    code = Code.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else Code.DISK_FAILED
    return Unavailable(code, file=path.name, reason=error.strerror)
