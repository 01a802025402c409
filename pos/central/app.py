"""HTTP around the centre: reads a request, calls one method, writes its answer. No rule stands here."""

from __future__ import annotations

import base64
import hmac
import logging
import zlib
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import Struct
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pos import contract
from pos.base.errors import Code, Refused
from pos.central import office, openapi, page, refusal, reports
from pos.central.centre import Centre
from pos.central.doors_goods import goods_doors
from pos.central.doors_people import channel_doors, counter_doors, office_doors
from pos.central.join_page import public_pages
from pos.central.live import Live
from pos.central.outbox import Carrier
from pos.central.refusal import Refusal
from pos.central.web import Pages
from pos.contract import Problem, from_json, to_json

BODY_MOST: Final = contract.BATCH_BYTES_MAX + 100_000
MESSAGE_MOST: Final = 1_000_000
ORDER_MOST: Final = 400_000_000
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
RETRY_AFTER_S: Final = "2"

Message = TypeVar("Message")
log = logging.getLogger(__name__)


class Office(Struct, frozen=True):
    """Who may see reports: whoever has ``key`` (as bearer, or as password of a browser); in a demo, also anybody on
    this machine. ``control``: key for orders from a command line on this machine.
    """

    key: str = ""
    control: str = ""
    demo: bool = False

    def admits(self, request: Request) -> bool:
        if self.demo and _from_here(request):
            return True
        return any(self.key and hmac.compare_digest(self.key.encode(), given.encode()) for given in _keys(request))

    def commands(self, request: Request) -> bool:
        given = _bearer(request) or ""
        return bool(self.control) and hmac.compare_digest(self.control.encode(), given.encode())


def make_app(centre: Centre, back_office: Office, carrier: Carrier | None = None, live: Live | None = None) -> FastAPI:
    """The application; its description is at /openapi.json. Nothing is loaded from anywhere else."""
    app = FastAPI(title="Tresen centre", version=str(contract.PROTOCOL), docs_url=None, redoc_url=None)
    _answer_failures(app, centre)
    _tills(app, centre)
    _hints(app, live or Live(centre))
    counter_doors(app, centre, _bearer, _message)
    channel_doors(app, centre, _bearer, _message, back_office.admits)
    goods_doors(app, centre, _bearer, _message, back_office.admits)
    office_doors(app, centre, back_office.admits, _message)
    public_pages(app, Pages(centre, carrier), _bearer)
    _office(app, centre, back_office)
    openapi.describe(app)
    return app


def _tills(app: FastAPI, centre: Centre) -> None:
    @app.post("/v1/enrol")
    async def enrol(request: Request) -> Response:
        message = await _message(request, contract.EnrolRequest)
        return _json(await run_in_threadpool(centre.enrol, message))

    @app.post("/v1/token")
    async def token(request: Request) -> Response:
        message = await _message(request, contract.TokenRequest)
        return _json(await run_in_threadpool(centre.token, message))

    @app.post("/v1/hello")
    async def hello(request: Request) -> Response:
        message = await _message(request, contract.Hello)
        return _json(await run_in_threadpool(centre.hello, _bearer(request), message))

    @app.post("/v1/journals/{journal}/events")
    async def push(request: Request, journal: str) -> Response:
        body = await _body(request, BODY_MOST)
        answer = await run_in_threadpool(centre.push, _bearer(request), journal, body)
        return _json(answer, 200 if answer.code == contract.OK else 409)

    @app.get("/v1/journals/{journal}/events")
    async def read_back(request: Request, journal: str, after: int = 0, limit: int = 100) -> Response:
        lines = await run_in_threadpool(centre.read_back, _bearer(request), journal, after, limit)
        return Response(lines, media_type=NDJSON)

    @app.post("/v1/quarantine")
    async def quarantine(request: Request, journal: str = "", seq: int = 0) -> Response:
        body = await _body(request, BODY_MOST)
        answer = await run_in_threadpool(centre.quarantine, _bearer(request), journal, seq, body)
        return _json(answer, 200 if answer.code == contract.OK else 409)

    @app.get("/v1/feed/{stream}")
    async def feed(
        request: Request, stream: str, cursor: str | None = None, limit: int = contract.PAGE_ITEMS_MAX
    ) -> Response:
        return _json(await run_in_threadpool(centre.page, _bearer(request), stream, cursor, limit))

    @app.get("/v1/health")
    async def health() -> Response:
        return _json(await run_in_threadpool(centre.health))


def _hints(app: FastAPI, live: Live) -> None:
    @app.get("/v1/live")
    async def hints(request: Request, streams: str = "") -> Response:
        return await live.open(_bearer(request), tuple(name for name in streams.split(",") if name))


def _office(app: FastAPI, centre: Centre, back_office: Office) -> None:
    def admit(request: Request) -> None:
        if not back_office.admits(request):
            raise Refusal(401, refusal.OFFICE_ONLY)

    async def ask(verb: str, **options: str) -> Any:
        return await run_in_threadpool(office.carry_out, centre, office.Order(verb, options))

    @app.get("/v1/reports/day")
    async def day(request: Request, day: str = "", store: str = "") -> Response:
        admit(request)
        return _json(await ask("day", day=day, store=store))

    @app.get("/v1/reports/reconcile")
    async def reconcile(request: Request, store: str = "") -> Response:
        admit(request)
        return _json(await ask("reconcile", store=store))

    @app.get("/v1/review")
    async def review(request: Request, store: str = "") -> Response:
        admit(request)
        return _json(await ask("review", store=store))

    @app.get("/", include_in_schema=False)
    async def today(request: Request, day: str = "") -> Response:
        admit(request)
        found: reports.DayReport = await ask("day", day=day)
        seen = await ask("review")
        served = (await ask("figures")).stores
        return Response(page.html(found, seen, served), media_type="text/html", headers=page.HEADERS)

    @app.post("/v1/office", include_in_schema=False)
    async def order(request: Request) -> Response:
        if not back_office.commands(request):
            raise Refusal(401, refusal.OFFICE_ONLY)
        body = await _body(request, ORDER_MOST)
        return _json(await run_in_threadpool(office.carry_out, centre, _decoded(body, office.Order)))


# --- requests -----------------------------------------------------------------------------------------------------


async def _message(request: Request, kind: type[Message]) -> Message:
    return _decoded(await _body(request, MESSAGE_MOST), kind)


def _decoded(body: bytes, kind: type[Message]) -> Message:
    try:
        return from_json(body, kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what=kind.__name__, why=str(error)) from error


async def _body(request: Request, most: int) -> bytes:
    """The body, inflated if it came gzipped; 413 as soon as it is larger than ``most``, before and after."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise Refusal(413, refusal.TOO_LARGE, most=most)
            parts.append(part)
    except ClientDisconnect as error:  # a till that lost its power is no fault of ours to be logged
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="half a body") from error
    body = b"".join(parts)
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        return body
    if encoding != "gzip":
        raise Refusal(415, refusal.MESSAGE_UNREADABLE, what="content-encoding")
    return _inflated(body, most)


def _inflated(body: bytes, most: int) -> bytes:
    stream = zlib.decompressobj(wbits=31)
    try:
        data = stream.decompress(body, most + 1)
    except zlib.error as error:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="gzip") from error
    if len(data) > most:
        raise Refusal(413, refusal.TOO_LARGE, most=most)
    if not stream.eof or stream.unused_data:
        raise Refusal(400, refusal.MESSAGE_UNREADABLE, what="gzip")
    return data


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def _keys(request: Request) -> list[str]:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return [value.strip()]
    try:
        return [base64.b64decode(value, validate=True).decode().partition(":")[2]]
    except ValueError:
        return []


def _from_here(request: Request) -> bool:
    """A browser on this machine that means this machine: another site's name in Host is a rebinding trick."""
    return request.client is not None and request.client.host in LOOPBACK and request.url.hostname in LOOPBACK


# --- answers ------------------------------------------------------------------------------------------------------


def _json(value: Any, status: int = 200) -> Response:
    return Response(to_json(value), status, media_type=JSON)


def _answer_failures(app: FastAPI, centre: Centre) -> None:
    def problem(status: int, code: str, facts: dict[str, str | int], headers: dict[str, str] | None = None) -> Response:
        return Response(to_json(Problem(code, facts, centre.now_ms())), status, headers, media_type=JSON)

    def answers(kind: type[Exception]) -> Callable[[Any], Any]:
        return app.exception_handler(kind)

    @answers(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        headers = {"WWW-Authenticate": 'Basic realm="Tresen"'} if error.code == refusal.OFFICE_ONLY else None
        return problem(error.status, error.code, error.facts, headers)

    @answers(Refused)
    async def not_allowed(request: Request, error: Refused) -> Response:
        return problem(422, error.code, {name: str(value) for name, value in error.facts.items()})

    @answers(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        return problem(400, refusal.MESSAGE_UNREADABLE, {"what": ", ".join(str(e["loc"][-1]) for e in error.errors())})

    @answers(HTTPException)
    async def no_such_door(request: Request, error: HTTPException) -> Response:
        return problem(error.status_code, "no-such-door", {"path": request.url.path})

    @answers(Exception)
    async def our_fault(request: Request, error: Exception) -> Response:
        return problem(500, Code.BUG, {})  # the server logs the error itself

    @answers(DBAPIError)
    @answers(PoolTimeout)
    async def no_database(request: Request, error: Exception) -> Response:
        log.error("the database failed: %s", error)
        return problem(503, "database-failed", {}, {"Retry-After": RETRY_AFTER_S})
