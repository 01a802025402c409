"""A served centre in a process of its own, and a client that speaks to it like `pos.central.centre.Centre`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import msgspec

from pos import contract
from pos.central.refusal import Refusal
from pos.contract import Message, from_json, to_json

COMMAND = (sys.executable, "-m", "pos.central.cli")


class Ready(msgspec.Struct):
    url: str
    enrol_code: str = ""
    store: str = ""
    till: str = ""


class Served:
    """Started with the object; `stop` closes its stdin and waits. ``log`` is what it wrote to stderr."""

    def __init__(self, folder: Path, *more: str, env: dict[str, str] | None = None) -> None:
        self.database = f"sqlite:///{folder / 'centre.db'}"
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--database", self.database, "--port", "0", "--until-stdin-closes", *more],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=env,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.log
        self.ready = from_json(line, Ready)
        self.client = httpx.Client(base_url=self.ready.url, trust_env=False, timeout=60)

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def stop(self) -> int:
        self.client.close()
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code


class RemoteCentre:
    """The methods a till needs, over HTTP; a Problem is raised as the Refusal it was."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def enrol(self, request: contract.EnrolRequest) -> contract.EnrolAnswer:
        return self._post("/v1/enrol", to_json(request), contract.EnrolAnswer)

    def token(self, request: contract.TokenRequest) -> contract.TokenAnswer:
        return self._post("/v1/token", to_json(request), contract.TokenAnswer)

    def hello(self, bearer: str | None, hello: contract.Hello) -> contract.HelloAnswer:
        return self._post("/v1/hello", to_json(hello), contract.HelloAnswer, bearer)

    def push(self, bearer: str | None, journal: str, body: bytes) -> contract.PushAnswer:
        return self._post(f"/v1/journals/{journal}/events", body, contract.PushAnswer, bearer)

    def quarantine(self, bearer: str | None, journal: str, seq: int, body: bytes) -> contract.PushAnswer:
        return self._post(f"/v1/quarantine?journal={journal}&seq={seq}", body, contract.PushAnswer, bearer)

    def page(self, bearer: str | None, stream: str, cursor: str | None, limit: int) -> contract.FeedPage:
        query = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        answer = self._client.get(f"/v1/feed/{stream}", params=query, headers=_who(bearer))
        return _read(answer, contract.FeedPage)

    def _post(self, path: str, body: bytes, kind: type[Message], bearer: str | None = None) -> Message:
        return _read(self._client.post(path, content=body, headers=_who(bearer)), kind)


def _who(bearer: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {bearer}"} if bearer else {}


def _read(answer: httpx.Response, kind: type[Message]) -> Message:
    if answer.status_code == 200 or (answer.status_code == 409 and kind is contract.PushAnswer):
        return from_json(answer.content, kind)
    problem = from_json(answer.content, contract.Problem)
    raise Refusal(answer.status_code, problem.code, **problem.facts)
