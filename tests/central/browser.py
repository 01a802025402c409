"""A real browser without a window, driven over the pipe of Chromium's DevTools protocol; no driver, no library."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from base64 import b64decode
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without the last ones a browser talks to its maker's hosts at every start.
FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--remote-debugging-pipe",
    "--hide-scrollbars", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
COMMANDS_FD, ANSWERS_FD = 3, 4


def find() -> str | None:
    """Path of a Chromium, None if this machine has none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """One page. ``heard``: what it logged to its console or as an issue; ``asked``: addresses it asked for."""

    def __init__(self, program: str, profile: Path) -> None:
        out, self._write = _pipe()
        self._read, into = _pipe()
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        quiet = os.open(os.devnull, os.O_RDWR)
        self._pid = os.posix_spawn(
            program,
            [program, *FLAGS, *root, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, quiet, fd) for fd in (0, 1, 2)),
                (os.POSIX_SPAWN_DUP2, out, COMMANDS_FD),
                (os.POSIX_SPAWN_DUP2, into, ANSWERS_FD),
            ],
            setpgroup=0,
        )
        for end in (out, into, quiet):
            os.close(end)
        self._buffer = b""
        self._n = 0
        self._session = ""
        self._events: list[dict[str, Any]] = []
        self.heard: list[str] = []
        self.asked: list[str] = []
        (target,) = [t for t in self._call("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        attach = {"targetId": target["targetId"], "flatten": True}
        self._session = self._call("Target.attachToTarget", **attach)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self._call(f"{domain}.enable")

    def as_telephone(self, width: int, height: int, dark: bool, language: str) -> None:
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        self._call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})

    def open(self, url: str) -> None:
        self._during("Page.navigate", url=url)

    def click(self, selector: str) -> None:
        """Click what leads to another page."""
        click = f"document.querySelector({json.dumps(selector)}).click()"
        self._during("Runtime.evaluate", expression=click, userGesture=True)

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def picture(self, path: Path) -> None:
        shot = self._call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(b64decode(shot["data"]))

    def close(self) -> None:
        os.close(self._write)  # the end of its pipe is the end of the browser
        os.close(self._read)
        os.waitpid(self._pid, 0)

    # --- the protocol: JSON with a zero byte behind each message ------------------------------------------------------

    def _during(self, method: str, **params: Any) -> None:
        """Call, and go on when the page it leads to is loaded."""
        self._events.clear()
        self._call(method, **params)
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._take(self._next())
        # What the page says while it loads has come by the time it answers the next question.
        self._call("Runtime.evaluate", expression="0")

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._n += 1
        message = {"id": self._n, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._n:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self._take(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            part = os.read(self._read, 1 << 16)
            assert part, "the browser has ended"
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def _take(self, event: dict[str, Any]) -> None:
        if "method" not in event:
            return
        self._events.append(event)
        params = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif event["method"] == "Log.entryAdded":
            self.heard.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif event["method"] in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Audits.issueAdded"):
            self.heard.append(json.dumps(params)[:500])


def _pipe() -> tuple[int, int]:
    """Both ends above the numbers that the browser gets."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
