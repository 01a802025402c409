"""The only module that knows httpx: requests out, answers or reasons back. No exception leaves `Gateway.send`."""

from __future__ import annotations

import base64
import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from types import TracebackType
from typing import Final

import httpx
import msgspec

from pos.base.errors import Code, Refused, Unavailable
from pos.contract import HEARTBEAT_MS, EnrolAnswer, EnrolRequest, Problem, from_json, to_json
from pos.sync.steps import TIMEOUT, UNREACHABLE, UNTRUSTED, Failed, Reply, Send

CONNECT_S: Final = 5.0
GZIP_FROM_BYTES: Final = 1_024
SILENCE_MS: Final = 3 * HEARTBEAT_MS  # a line on which nothing came for so long is dead
LINE_MOST: Final = 65_536
EVENTS: Final = "text/event-stream"


class Gateway:
    """A keep-alive connection to one centre; used by one thread. ``transport``: another way to it, for tests."""

    def __init__(self, centre: str, read_timeout_ms: int, transport: httpx.BaseTransport | None = None) -> None:
        self._client = _client(centre, read_timeout_ms, transport)

    def __enter__(self) -> Gateway:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def send(self, request: Send) -> Reply | Failed:
        """Carry out one request. Whatever was answered is a `Reply`; no answer is a `Failed` with its reason."""
        body, headers = _packed(request)
        try:
            answer = self._client.request(request.method, request.path, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Failed(request.id, _reason(error))
        return Reply(request.id, answer.status_code, answer.content, _retry_after(answer))

    def ask(self, request: Send, within_ms: int) -> Reply | Failed:
        """The same for somebody who waits: no step of it takes longer than ``within_ms``, and an answer that is still
        coming then is given up. Whatever took too long is a TIMEOUT, connecting included.
        """
        body, headers = _packed(request)
        within_s = within_ms / 1000
        until = time.monotonic() + within_s
        try:
            with self._client.stream(
                request.method, request.path, content=body, headers=headers, timeout=within_s
            ) as answer:
                content = b""
                for part in answer.iter_bytes():
                    content += part
                    if time.monotonic() > until:
                        return Failed(request.id, TIMEOUT)
        except httpx.TimeoutException:
            return Failed(request.id, TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Failed(request.id, _reason(error))
        return Reply(request.id, answer.status_code, content, _retry_after(answer))

    def close(self) -> None:
        self._client.close()


class Unheard(Exception):
    """The live channel could not be opened, or broke. ``status``: the centre's, 0 if there was no answer."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Ear:
    """The live channel of one centre; read by one thread. `deafen` may be called from any other: it shuts the socket
    down, since closing it under a read would leave that read waiting.
    """

    def __init__(self, centre: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = _client(centre, SILENCE_MS, transport)
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def lines(self, token: str) -> Generator[bytes, None, None]:
        """Lines as they come, until the centre or `deafen` ends them. The first is empty and says that the channel is
        open: from there on `deafen` works, so whoever reads looks once more whether it is still wanted. Raises Unheard.
        """
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept": EVENTS,
            "Accept-Encoding": "identity",  # whoever compresses on the way would collect hints until it is worth while
            "Connection": "close",  # the next line is a new one: this one may be half dead
        }
        try:
            with self._client.stream("GET", "/v1/live", headers=headers) as answer:
                if answer.status_code != 200:
                    raise Unheard(answer.status_code)
                if not answer.headers.get("Content-Type", "").startswith(EVENTS):
                    raise Unheard(0)  # not the centre: the sign-in page of a guest network
                self._hold(answer)
                yield b""
                yield from _lines(answer.iter_bytes())
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unheard(0) from error
        finally:
            with self._lock:
                self._socket = None

    def deafen(self) -> None:
        with self._lock:
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # Not the shutdown of an SSL socket: it takes the keys away from under the read.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self._client.close()

    def _hold(self, answer: httpx.Response) -> None:
        stream = answer.extensions.get("network_stream")
        with self._lock:
            self._socket = stream.get_extra_info("socket") if stream is not None else None


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """A line that never ends is no hint: what is too long is dropped."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from whole
        if len(rest) > LINE_MOST:
            rest = b""


def enrol(
    centre: str,
    code: str,
    public_key: bytes,
    app: str,
    *,
    read_timeout_ms: int = 10_000,
    transport: httpx.BaseTransport | None = None,
) -> EnrolAnswer:
    """Redeem a one-time code for this device's raw Ed25519 public key; the first words with a centre.

    Raises Unavailable(CENTRE_UNREACHABLE) if nobody answers there, Unavailable(CENTRE_SLOW) if it takes too long;
    Refused(ENROLMENT_CODE_WRONG | ENROLMENT_CODE_USED | CLOCK_WRONG); Refused(CENTRE_REFUSED) for everything else
    the centre says, or if what answers is not a centre.
    """
    request = EnrolRequest(code.strip(), base64.b64encode(public_key).decode(), app)
    try:
        with _client(centre, read_timeout_ms, transport) as client:
            answer = client.post("/v1/enrol", content=to_json(request), headers={"Content-Type": "application/json"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = _reason(error)
        if reason == UNTRUSTED:  # most often a till whose clock stands before the certificate's first day
            wrong_time = "not yet valid" in str(error) or "expired" in str(error)
            code_ = Code.CLOCK_WRONG if wrong_time else Code.CENTRE_REFUSED
            raise Refused(code_, centre=centre, reason=UNTRUSTED) from error
        raise Unavailable(
            Code.CENTRE_SLOW if reason == TIMEOUT else Code.CENTRE_UNREACHABLE, centre=centre, reason=reason
        ) from error
    try:
        if answer.is_success:
            return from_json(answer.content, EnrolAnswer)
        problem = from_json(answer.content, Problem)
    except msgspec.MsgspecError as error:
        raise Refused(Code.CENTRE_REFUSED, centre=centre, status=answer.status_code, reason="no centre") from error
    known = {Code.ENROLMENT_CODE_WRONG, Code.ENROLMENT_CODE_USED, Code.CLOCK_WRONG}
    if problem.code in known:
        raise Refused(Code(problem.code), centre=centre)
    raise Refused(Code.CENTRE_REFUSED, centre=centre, status=answer.status_code, reason=problem.code)


def _client(centre: str, read_timeout_ms: int, transport: httpx.BaseTransport | None) -> httpx.Client:
    return httpx.Client(
        base_url=centre,
        timeout=httpx.Timeout(read_timeout_ms / 1000, connect=CONNECT_S),
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=120),
        transport=transport,
        follow_redirects=False,  # a redirect is never the centre
    )


def _packed(request: Send) -> tuple[bytes, dict[str, str]]:
    """Body and headers as they travel."""
    headers = {"Content-Type": request.media} if request.body else {}
    body = request.body
    if len(body) > GZIP_FROM_BYTES:
        body = gzip.compress(body, compresslevel=3, mtime=0)
        headers["Content-Encoding"] = "gzip"
    if request.token is not None:
        headers["Authorization"] = f"Bearer {request.token}"
    return body, headers


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return UNREACHABLE  # nobody was there, so nothing was too much for them
    if isinstance(error, httpx.TimeoutException):
        return TIMEOUT
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return UNTRUSTED
        cause = cause.__cause__ or cause.__context__
    return UNREACHABLE


def _retry_after(answer: httpx.Response) -> int | None:
    """The header in seconds; a date in it is passed over, for it would need a clock that agrees."""
    text = answer.headers.get("Retry-After", "")
    return int(text) if text.isdecimal() else None
