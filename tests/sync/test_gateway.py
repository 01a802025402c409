"""HTTP as the engine sees it: answers or reasons, never exceptions."""

from __future__ import annotations

import base64
import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from pos import contract
from pos.base.errors import Code, Refused, Unavailable
from pos.contract import EnrolAnswer, EnrolRequest, Problem
from pos.sync.gateway import Gateway, enrol
from pos.sync.steps import TIMEOUT, UNREACHABLE, UNTRUSTED, Failed, Reply, Send

KEY = bytes(range(32))
ANSWER = EnrolAnswer("T03", "S0042", "Europe/Berlin", "catalog:eu", 1)


def over(answer: Callable[[httpx.Request], httpx.Response]) -> Gateway:
    return Gateway("http://centre.example", 1_000, httpx.MockTransport(answer))


def raising(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    return answer


def test_what_is_sent_and_what_comes_back() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(409, content=b"state", headers={"Retry-After": "7"})

    with over(answer) as gateway:
        reply = gateway.send(Send(5, "POST", "/v1/journals/j/events", b"lines\n", "application/x-ndjson", "secret"))
    assert reply == Reply(5, 409, b"state", 7)
    assert str(seen[0].url) == "http://centre.example/v1/journals/j/events"
    assert seen[0].content == b"lines\n"
    assert seen[0].headers["Content-Type"] == "application/x-ndjson"
    assert seen[0].headers["Authorization"] == "Bearer secret"
    assert "Content-Encoding" not in seen[0].headers


def test_a_path_with_query_arrives_as_it_is() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    with over(answer) as gateway:
        gateway.send(Send(1, "GET", "/v1/feed/catalog:eu?cursor=v1.catalog:eu.3.1180&limit=2000"))
    assert seen[0].url.path == "/v1/feed/catalog:eu"
    assert dict(seen[0].url.params) == {"cursor": "v1.catalog:eu.3.1180", "limit": "2000"}


def test_long_bodies_travel_compressed_and_unharmed() -> None:
    seen: list[httpx.Request] = []
    body = b'{"seq":1}\n' * 500

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    with over(answer) as gateway:
        gateway.send(Send(1, "POST", "/x", body))
    assert seen[0].headers["Content-Encoding"] == "gzip"
    assert len(seen[0].content) < len(body)
    assert gzip.decompress(seen[0].content) == body


@pytest.mark.parametrize("text", ["", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "-3", "1.5"])
def test_a_retry_after_that_is_no_count_of_seconds_is_passed_over(text: str) -> None:
    with over(lambda _: httpx.Response(503, headers={"Retry-After": text})) as gateway:
        assert gateway.send(Send(1, "GET", "/x")) == Reply(1, 503, b"")


def certificate_error() -> httpx.ConnectError:
    error = httpx.ConnectError("certificate verify failed: certificate is not yet valid")
    error.__cause__ = ssl.SSLCertVerificationError("certificate verify failed")
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectTimeout("slow"), UNREACHABLE),
        (httpx.ReadTimeout("slow"), TIMEOUT),
        (httpx.ConnectError("refused"), UNREACHABLE),
        (httpx.RemoteProtocolError("half an answer"), UNREACHABLE),
        (httpx.DecodingError("not gzip"), UNREACHABLE),
        (httpx.UnsupportedProtocol("no scheme"), UNREACHABLE),
        (httpx.InvalidURL("no address"), UNREACHABLE),
        (certificate_error(), UNTRUSTED),
    ],
)
def test_every_failure_is_a_reason(error: Exception, reason: str) -> None:
    with over(raising(error)) as gateway:
        assert gateway.send(Send(9, "GET", "/x")) == Failed(9, reason)


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ports: list[int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.ports.append(self.client_address[1])
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silence is the pass condition."""


@contextmanager
def server() -> Iterator[tuple[str, list[int]]]:
    """A real HTTP server that echoes; the client ports it saw."""
    ports: list[int] = []
    handler = type("Echo", (_Quiet,), {"ports": ports})
    with HTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, name="echo")
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}", ports
        finally:
            http.shutdown()
            thread.join()


def test_over_a_real_connection_which_is_kept() -> None:
    with server() as (url, ports):
        gateway = Gateway(url, 5_000)
        answers = [gateway.send(Send(n, "POST", "/x", b"line\n" * (n * 300))) for n in range(1, 4)]
        gateway.close()
    assert answers == [Reply(n, 200, b"line\n" * (n * 300)) for n in range(1, 4)]
    assert len(set(ports)) == 1


def test_nobody_listens() -> None:
    with server() as (url, _):
        pass
    with Gateway(url, 1_000) as gateway:
        assert gateway.send(Send(1, "GET", "/x")) == Failed(1, UNREACHABLE)


# --- questions that somebody waits for ------------------------------------------------------------------------------


def test_a_question_carries_the_same_and_brings_the_same() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, content=b"held", headers={"Retry-After": "7"})

    with over(answer) as gateway:
        reply = gateway.ask(Send(5, "DELETE", "/v1/holds/h?x=1", b"{}", token="secret"), 800)
    assert reply == Reply(5, 201, b"held", 7)
    assert (seen[0].method, str(seen[0].url)) == ("DELETE", "http://centre.example/v1/holds/h?x=1")
    assert seen[0].headers["Authorization"] == "Bearer secret"
    assert set(seen[0].extensions["timeout"].values()) == {0.8}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectTimeout("slow"), TIMEOUT),
        (httpx.ReadTimeout("slow"), TIMEOUT),
        (httpx.ConnectError("refused"), UNREACHABLE),
        (httpx.RemoteProtocolError("half an answer"), UNREACHABLE),
        (httpx.InvalidURL("no address"), UNREACHABLE),
        (certificate_error(), UNTRUSTED),
    ],
)
def test_a_question_without_an_answer(error: Exception, reason: str) -> None:
    with over(raising(error)) as gateway:
        assert gateway.ask(Send(9, "GET", "/x"), 800) == Failed(9, reason)


def test_an_answer_that_drips_is_given_up() -> None:
    class Drops(httpx.SyncByteStream):
        closed = False

        def __iter__(self) -> Iterator[bytes]:
            while True:
                yield b"."

        def close(self) -> None:
            self.closed = True

    drops = Drops()
    with over(lambda _: httpx.Response(200, stream=drops)) as gateway:
        assert gateway.ask(Send(1, "GET", "/x"), 5) == Failed(1, TIMEOUT)
    assert drops.closed


# --- enrolment ------------------------------------------------------------------------------------------------------


def test_enrolment_sends_code_and_key_and_learns_who_we_are() -> None:
    seen: list[EnrolRequest] = []

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/enrol"
        seen.append(contract.from_json(request.content, EnrolRequest))
        return httpx.Response(200, content=contract.to_json(ANSWER))

    got = enrol("http://centre.example", " AB12-CD34 ", KEY, "1.0", transport=httpx.MockTransport(answer))
    assert got == ANSWER
    assert seen == [EnrolRequest("AB12-CD34", base64.b64encode(KEY).decode(), "1.0")]


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        (403, Code.ENROLMENT_CODE_WRONG, Code.ENROLMENT_CODE_WRONG),
        (403, Code.ENROLMENT_CODE_USED, Code.ENROLMENT_CODE_USED),
        (401, Code.CLOCK_WRONG, Code.CLOCK_WRONG),
        (500, "bug", Code.CENTRE_REFUSED),
        (403, "revoked", Code.CENTRE_REFUSED),
    ],
)
def test_what_the_centre_says_against_it(status: int, said: str, code: Code) -> None:
    answer = httpx.Response(status, content=contract.to_json(Problem(said)))
    with pytest.raises(Refused) as refused:
        enrol("http://centre.example", "AB12", KEY, "1.0", transport=httpx.MockTransport(lambda _: answer))
    assert refused.value.code is code


@pytest.mark.parametrize("status", [200, 302, 404, 502])
def test_an_address_where_no_centre_lives(status: int) -> None:
    answer = httpx.Response(status, content=b"<html>Apache</html>")
    with pytest.raises(Refused) as refused:
        enrol("http://centre.example", "AB12", KEY, "1.0", transport=httpx.MockTransport(lambda _: answer))
    assert refused.value.code is Code.CENTRE_REFUSED


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (httpx.ConnectError("refused"), Unavailable, Code.CENTRE_UNREACHABLE),
        (httpx.ConnectTimeout("slow"), Unavailable, Code.CENTRE_UNREACHABLE),
        (httpx.ReadTimeout("slow"), Unavailable, Code.CENTRE_SLOW),
        (httpx.UnsupportedProtocol("no scheme"), Unavailable, Code.CENTRE_UNREACHABLE),
        (certificate_error(), Refused, Code.CLOCK_WRONG),
    ],
)
def test_nobody_answers_the_enrolment(error: Exception, kind: type[Exception], code: Code) -> None:
    with pytest.raises(kind) as failed:
        enrol("http://centre.example", "AB12", KEY, "1.0", transport=httpx.MockTransport(raising(error)))
    assert getattr(failed.value, "code", None) is code


@pytest.mark.parametrize("centre", ["", "centre", "http://", "http://:::", "ftp://centre.example", "http://a b"])
def test_an_address_that_is_none(centre: str) -> None:
    with pytest.raises(Unavailable) as failed:
        enrol(centre, "AB12", KEY, "1.0")
    assert failed.value.code is Code.CENTRE_UNREACHABLE
