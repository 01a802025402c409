"""The small files of a till's folder, its lock, and PINs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pos.base.errors import Code
from pos.settings import defaults
from pos.store.files import MEGABYTE, Enrolment, Folder, public_bytes, write_whole
from pos.store.pins import ArgonPins
from tests.store.conftest import raised

ENROLMENT = Enrolment("T03", "S0042", "Europe/Berlin", "catalog:eu1", "https://centre.example", "demo")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "till")
    made.make()
    made.make()
    return made


def test_an_empty_folder_is_nobody_with_default_settings(folder: Folder) -> None:
    assert folder.enrolment() is None
    assert folder.settings() == defaults()


def test_what_is_saved_is_read(folder: Folder) -> None:
    settings = defaults().with_value("language", "nl")
    folder.save_settings(settings)
    folder.save_enrolment(ENROLMENT)
    again = Folder(folder.path)
    assert (again.settings(), again.enrolment()) == (settings, ENROLMENT)
    assert sorted(path.name for path in folder.path.iterdir()) == ["enrolment.json", "settings.json"]


def test_files_that_cannot_be_read_are_named(folder: Folder) -> None:
    write_whole(folder.path / "enrolment.json", b'{"till": 3}')
    assert raised(folder.enrolment, Code.FILE_UNREADABLE).facts["file"] == "enrolment.json"
    write_whole(folder.path / "settings.json", b'{"theme": "pink"}')
    assert raised(folder.settings, Code.SETTING_INVALID).facts["name"] == "theme"
    (folder.path / "settings.json").unlink()
    (folder.path / "settings.json").mkdir()
    raised(folder.settings, Code.FILE_UNREADABLE)
    raised(lambda: folder.save_settings(defaults()), Code.DISK_FAILED)


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    raised(Folder(tmp_path / "file" / "till").make, Code.DISK_FAILED)


def test_a_write_cut_short_leaves_the_old_file(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.path / "settings.json"
    write_whole(path, b"old")

    def power_cut(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", power_cut)
        raised(lambda: write_whole(path, b"new"), Code.DISK_FAILED)
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_the_device_key_is_made_once_and_is_its_owners_alone(folder: Folder) -> None:
    key = folder.device_key()
    again = Folder(folder.path).device_key()
    assert public_bytes(key) == public_bytes(again)
    assert len(public_bytes(key)) == 32
    again.public_key().verify(key.sign(b"token"), b"token")
    if os.name == "posix":
        assert stat.S_IMODE((folder.path / "device.key").stat().st_mode) == 0o600


def test_a_broken_device_key_is_not_replaced(folder: Folder) -> None:
    (folder.path / "device.key").write_bytes(b"short")
    raised(folder.device_key, Code.FILE_UNREADABLE)
    assert (folder.path / "device.key").read_bytes() == b"short"


def test_the_reserve_takes_its_space_once(folder: Folder) -> None:
    assert folder.keep_reserve(0)
    assert not folder.release_reserve()
    assert folder.keep_reserve(2)
    assert folder.keep_reserve(2)
    assert (folder.path / "ballast.bin").stat().st_size == 2 * MEGABYTE
    assert (folder.path / "ballast.bin").stat().st_blocks * 512 >= 2 * MEGABYTE
    assert folder.release_reserve()
    assert not folder.release_reserve()


def test_the_reserve_never_takes_the_last_space(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 3 * MEGABYTE))
    assert not folder.keep_reserve(2)
    assert folder.keep_reserve(1)


def test_a_reserve_that_cannot_be_written_leaves_nothing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert not folder.keep_reserve(1)
    assert list(folder.path.iterdir()) == []


LOCKER = """
import sys, time
from pathlib import Path
from pos.base.errors import TresenError
from pos.store.files import Folder
try:
    lock = Folder(Path(sys.argv[1])).lock()
    print("held", flush=True)
    time.sleep(60)
except TresenError as error:
    print(error.code, flush=True)
"""


def locker(folder: Folder) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", LOCKER, str(folder.path)], stdout=subprocess.PIPE, text=True)


def test_one_process_holds_a_folder_until_it_ends_however_it_ends(folder: Folder) -> None:
    first = locker(folder)
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    raised(folder.lock, Code.ALREADY_RUNNING)
    second = locker(folder)
    assert second.communicate(timeout=30)[0] == f"{Code.ALREADY_RUNNING}\n"
    first.kill()
    first.communicate(timeout=30)
    lock = folder.lock()
    raised(folder.lock, Code.ALREADY_RUNNING)
    lock.close()
    folder.lock().close()


def test_a_folder_that_is_gone_cannot_be_locked(tmp_path: Path) -> None:
    raised(Folder(tmp_path / "nowhere").lock, Code.DISK_FAILED)


def test_a_pin_matches_its_hash_alone() -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    pins = ArgonPins()
    assert pins.matches(hasher.hash("1111"), "1111")
    assert not pins.matches(hasher.hash("1111"), "1112")
    assert not pins.matches("", "1111")
    assert not pins.matches("$argon2id$v=19$m=8,t=1,p=1$AAAA$", "1111")
