"""HTTP around stock and online orders: doors of tills and other channels. No rule stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from pos.central import goods_channels
from pos.central.centre import Centre
from pos.central.doors_people import Bearer, Read, answered
from pos.central.refusal import TOO_LARGE, Refusal

SKUS_MOST: Final = 100
EVERYBODY: Final = None
Several = Annotated[list[str], Query()]


def goods_doors(app: FastAPI, centre: Centre, bearer: Bearer, read: Read, office: Callable[[Request], bool]) -> None:
    """What tills ask, what channels put and ask; asking what is available is open to the back office, too."""
    _tills(app, centre, bearer)
    for kind, shape in goods_channels.KINDS.items():
        _put_door(app, centre, bearer, read, kind, shape)

    @app.delete("/v1/reservations/{name}")
    async def end_reservation(request: Request, name: str) -> Response:
        return answered(await run_in_threadpool(centre.end_reservation, bearer(request), name))

    @app.get("/v1/availability")
    async def available(request: Request, store: Several, sku: Several) -> Response:
        key = EVERYBODY if office(request) else bearer(request) or ""
        skus = [one for text in sku for one in text.split(",") if one]
        if len(skus) > SKUS_MOST:
            raise Refusal(413, TOO_LARGE, articles=len(skus), most=SKUS_MOST)
        return answered(await run_in_threadpool(centre.available, key, ",".join(store), skus))

    @app.get("/v1/pickups/{name}")
    async def order_state(request: Request, name: str) -> Response:
        return answered(await run_in_threadpool(centre.order_state, bearer(request), name))

    @app.get("/v1/refunds")
    async def refunds(request: Request) -> Response:
        return answered(await run_in_threadpool(centre.refunds, bearer(request)))

    @app.put("/v1/refunds/{order}/{name}")
    async def refunded(request: Request, order: str, name: str) -> Response:
        return answered(await run_in_threadpool(centre.refunded, bearer(request), order, name))


def _tills(app: FastAPI, centre: Centre, bearer: Bearer) -> None:
    @app.get("/v1/stock")
    async def stock(request: Request, sku: str) -> Response:
        return answered(await run_in_threadpool(centre.stock, bearer(request), sku))

    @app.get("/v1/pickups")
    async def whose(request: Request, q: str) -> Response:
        return answered(await run_in_threadpool(centre.whose_pickup, bearer(request), q))


def _put_door(app: FastAPI, centre: Centre, bearer: Bearer, read: Read, kind: str, shape: type[Any]) -> None:
    async def door(request: Request, name: str) -> Response:
        body = await read(request, shape)
        return answered(await run_in_threadpool(centre.put_goods, bearer(request), kind, name, body))

    what, _, step = kind.partition("/")
    app.put(f"/v1/{what}/{{name}}" + (f"/{step}" if step else ""), name=f"put_{kind.replace('/', '_')}")(door)
