"""The centre on paper behind a real HTTP server, with gates that keep requests waiting."""

from __future__ import annotations

import gzip
import queue
import select
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pos.contract import Hint, to_json
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
        if self.path == "/v1/live":
            self._live()
        else:
            self.do_POST()

    def _live(self) -> None:
        """Where all streams stand, and then what `CentreOverHttp.hint` says, until either side hangs up."""
        self.close_connection = True
        words: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        with self.over.lock:
            good = self.headers.get("Authorization") == f"Bearer token-{self.over.centre.tokens}"
            if good:
                self.over.lines.append(words)
                for stream, pos in self.over.centre.heads().items():
                    words.put(_hint(stream, pos))
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while good and not self._gone():
            try:
                word = words.get(timeout=0.01)
            except queue.Empty:
                continue
            if word is None:
                break
            self.wfile.write(word)
        with self.over.lock:
            if words in self.over.lines:
                self.over.lines.remove(words)

    def _gone(self) -> bool:
        return bool(select.select([self.connection], [], [], 0)[0])

    def log_message(self, *_: Any) -> None:
        """Silence is the pass condition."""


def _hint(stream: str, pos: int) -> bytes:
    return b"data: " + to_json(Hint(stream, pos)) + b"\n\n"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A helper that was killed is no error of the centre."""


class CentreOverHttp:
    """``lock`` guards the centre and ``lines``, the live channels that are open; ``asked``: the second word of every
    other path, in the order in which they came.
    """

    def __init__(self, centre: PaperCentre, lock: threading.Lock) -> None:
        self.centre = centre
        self.lock = lock
        self.asked: list[str] = []
        self.lines: list[queue.SimpleQueue[bytes | None]] = []
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

    def publish(self, stream: str, *ids: str) -> None:
        """The centre's rows, and a hint to whoever listens."""
        with self.lock:
            self.centre.publish(stream, *ids)
            for line in self.lines:
                line.put(_hint(stream, len(self.centre.streams[stream])))

    def hang_up(self) -> None:
        with self.lock:
            for line in self.lines:
                line.put(None)

    def close(self) -> None:
        self.hang_up()
        for gate in self._gates.values():
            gate.set()
        self._http.shutdown()
        self._serving.join()
        self._http.server_close()
