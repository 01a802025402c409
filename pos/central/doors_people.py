"""HTTP around what concerns customers: doors of tills and other channels. No rule stands here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from pos.central import channels, customers, office, office_people, refusal
from pos.central.centre import ASKED, Centre
from pos.central.refusal import Refusal
from pos.contract import people as wire
from pos.contract import to_json

Message = TypeVar("Message")
Bearer = Callable[[Request], str | None]
Read = Callable[[Request, type[Any]], Awaitable[Any]]
FOUND_USUALLY: Final = 8
# What is said about a person is kept by nobody on the way.
HEADERS: Final = {"Cache-Control": "no-store"}


def counter_doors(app: FastAPI, centre: Centre, bearer: Bearer, read: Read) -> None:
    """What a till asks while the customer waits."""

    @app.get("/v1/customers")
    async def find(request: Request, q: str = "", kind: str = customers.NAME, limit: int = FOUND_USUALLY) -> Response:
        return answered(await run_in_threadpool(centre.customers, bearer(request), kind, q, limit))

    @app.get("/v1/customers/{customer}")
    async def customer(request: Request, customer: str) -> Response:
        return answered(await run_in_threadpool(centre.customer, bearer(request), customer))

    @app.get("/v1/customers/{customer}/contact")
    async def contact(request: Request, customer: str) -> Response:
        return answered(await run_in_threadpool(centre.contact, bearer(request), customer))

    @app.post("/v1/holds")
    async def hold(request: Request) -> Response:
        message = await read(request, wire.HoldRequest)
        return answered(await run_in_threadpool(centre.hold, bearer(request), message))

    @app.delete("/v1/holds/{hold}")
    async def release(request: Request, hold: str) -> Response:
        return answered(await run_in_threadpool(centre.release, bearer(request), hold))


def channel_doors(app: FastAPI, centre: Centre, bearer: Bearer, read: Read, office: Callable[[Request], bool]) -> None:
    """What other channels put and ask; asking is open to the back office, too."""

    def put_door(kind: str, shape: type[Any]) -> None:
        async def door(request: Request, name: str) -> Response:
            body = await read(request, shape)
            return answered(await run_in_threadpool(centre.put, bearer(request), kind, name, body))

        app.put(f"/v1/{kind}/{{name}}", name=f"put_{kind}")(door)

    for kind, shape in channels.KINDS.items():
        put_door(kind, shape)

    def ask_door(what: str) -> None:
        async def door(request: Request, customer: str) -> Response:
            key = None if office(request) else bearer(request) or ""
            return answered(await run_in_threadpool(centre.ask, key, what, customer))

        app.get(f"/v1/customers/{{customer}}/{what}", name=f"ask_{what}")(door)

    for what in ASKED:
        ask_door(what)


def office_doors(app: FastAPI, centre: Centre, admitted: Callable[[Request], bool], read: Read) -> None:
    """What a person of the back office does about records."""

    def merge_door(verb: str) -> None:
        async def door(request: Request) -> Response:
            if not admitted(request):
                raise Refusal(401, refusal.OFFICE_ONLY)
            body: office_people.Merging = await read(request, office_people.Merging)
            order = office.Order(verb, {"customer": body.customer, "into": body.into, "by": body.by})
            return answered(await run_in_threadpool(office.carry_out, centre, order))

        app.post(f"/v1/customers/{verb}", name=verb)(door)

    merge_door("merge")
    merge_door("unmerge")


def answered(value: Any) -> Response:
    return Response(to_json(value), media_type="application/json", headers=HEADERS)
