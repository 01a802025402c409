"""The centre on paper behind a real HTTP server, with gates that keep requests waiting."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pos.sync.steps import Send
from tests.sync.doubles import PaperCentre

PATIENCE_S = 20.0


def soon(happened: Callable[[], bool]) -> None:
    """Wait until it has, and fail only after a time in which any machine could have done it."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    over: CentreOverHttp

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ") or None
        kind = self.path.split("/")[2].partition("?")[0]
        self.over.asked.append(kind)
        self.over.gate(kind).wait(PATIENCE_S)
        with self.over.lock:
            status, answer = self.over.centre.handle(Send(0, self.command, self.path, body, token=token))
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        except OSError:  # whoever asked did not wait for it
            self.close_connection = True

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: Any) -> None:
        """Silence is the pass condition."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A helper that was killed is no error of the centre."""


class CentreOverHttp:
    """``lock`` guards the centre; ``asked``: the second word of every path, in the order in which they came."""

    def __init__(self, centre: PaperCentre, lock: threading.Lock) -> None:
        self.centre = centre
        self.lock = lock
        self.asked: list[str] = []
        self._gates: dict[str, threading.Event] = {}
        self._http = _Server(("127.0.0.1", 0), type("Bound", (_Door,), {"over": self}))
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._serving = threading.Thread(target=self._http.serve_forever, name="centre")
        self._serving.start()

    def gate(self, kind: str) -> threading.Event:
        """Clear it and requests of that kind wait; set it and they go on."""
        if kind not in self._gates:
            opened = threading.Event()
            opened.set()
            self._gates.setdefault(kind, opened)
        return self._gates[kind]

    def close(self) -> None:
        for gate in self._gates.values():
            gate.set()
        self._http.shutdown()
        self._serving.join()
        self._http.server_close()
