"""The small files of a till's folder: who it is, its settings, its device key, its reserve of disk space."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from pos.base.errors import Code, Refused, Unavailable
from pos.settings import Settings, defaults, read_settings, write_settings
from pos.store import sqlite

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MEGABYTE: Final = 1_000_000
NEW: Final = ".new"


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
        self._lock = path / "till.lock"

    def make(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _failed(self.path, error) from error

    def lock(self) -> FolderLock:
        """Hold the folder for this process, until the lock is closed or the process ends, however it ends. Raises
        Unavailable ALREADY_RUNNING.
        """
        return FolderLock(self._lock)

    def settings(self) -> Settings:
        """Raises Refused SETTING_INVALID, Unavailable FILE_UNREADABLE."""
        data = _read(self._settings)
        return defaults() if data is None else _possible(read_settings(data))

    def save_settings(self, settings: Settings) -> None:
        """Raises Refused SETTING_INVALID for what this machine cannot do."""
        write_whole(self._settings, write_settings(_possible(settings)))

    def enrolment(self) -> Enrolment | None:
        """None: this till is nobody yet. Raises Unavailable FILE_UNREADABLE."""
        data = _read(self._enrolment)
        if data is None:
            return None
        try:
            return msgspec.json.decode(data, type=Enrolment)
        except msgspec.MsgspecError as error:
            raise Unavailable(Code.FILE_UNREADABLE, file=self._enrolment.name, reason=str(error)) from error

    def save_enrolment(self, enrolment: Enrolment) -> None:
        write_whole(self._enrolment, msgspec.json.format(msgspec.json.encode(enrolment), indent=2))

    def device_key(self) -> Ed25519PrivateKey:
        """This till's key, made at the first call; readable by its owner only. Raises Unavailable FILE_UNREADABLE: a
        key that is gone bad is never replaced silently, the centre knows the till by it.
        """
        # Only enrolment and the helper process need it; a till that starts to sell does not wait for the library.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        raw = _read(self._key)
        if raw is None:
            raw = Ed25519PrivateKey.generate().private_bytes_raw()
            write_whole(self._key, raw, mode=0o600)
        try:
            return Ed25519PrivateKey.from_private_bytes(raw)
        except ValueError as error:
            raise Unavailable(Code.FILE_UNREADABLE, file=self._key.name, reason=str(error)) from error

    def keep_reserve(self, megabytes: int) -> bool:
        """Occupy disk space that can be given up when the disk is full. False: there is too little left for it."""
        if self._reserve.exists() or not megabytes:
            return True
        beside = self._reserve.with_name(self._reserve.name + NEW)
        try:
            if shutil.disk_usage(self.path).free < 2 * megabytes * MEGABYTE:
                return False
            with beside.open("wb") as file:
                for _ in range(megabytes):
                    file.write(bytes(MEGABYTE))  # written, not only sized: a hole in a file reserves nothing
                os.fsync(file.fileno())
            beside.replace(self._reserve)
        except OSError:
            beside.unlink(missing_ok=True)
            return False
        return True

    def release_reserve(self) -> bool:
        """Give the reserve up; False if there was none."""
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True


class FolderLock:
    """One process per folder, held by the operating system, so that a killed till leaves no lock behind."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise _failed(path, error) from error
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise Unavailable(Code.ALREADY_RUNNING, file=path.name) from error

    def close(self) -> None:
        self._file.close()


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The raw public half, 32 bytes."""
    return key.public_key().public_bytes_raw()


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace a file so that a power cut leaves the old or the new one, never half of it."""
    beside = path.with_name(path.name + NEW)
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


def _possible(settings: Settings) -> Settings:
    """Who asked for encryption must not go on without it and not know."""
    if settings.flag("replica_cipher") and not sqlite.can_encrypt():
        reason = "needs the package sqlcipher3 (pip install 'tresen[cipher]'); install it, or set this to false"
        raise Refused(Code.SETTING_INVALID, name="replica_cipher", reason=reason)
    return settings


def _read(path: Path) -> bytes | None:
    """What stands in a small file, None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unavailable(Code.FILE_UNREADABLE, file=path.name, reason=error.strerror) from error


def _failed(path: Path, error: OSError) -> Unavailable:
    code = Code.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else Code.DISK_FAILED
    return Unavailable(code, file=path.name, reason=error.strerror)
