"""The description at /openapi.json, made from the same structs that the wire is made of."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pos import contract
from pos.central import availability, channels, goods_channels, office_people, reconciliation, reports, review
from pos.central.centre import Health
from pos.contract import goods, people

# path → (method, what it does, body, answer)
DOORS: Final[tuple[tuple[str, str, str, Any, Any], ...]] = (
    ("/v1/enrol", "post", "Make a device a till with a one-time code.", contract.EnrolRequest, contract.EnrolAnswer),
    ("/v1/token", "post", "A bearer token for a signed assertion.", contract.TokenRequest, contract.TokenAnswer),
    ("/v1/hello", "post", "Where the centre stands with each journal.", contract.Hello, contract.HelloAnswer),
    (
        "/v1/journals/{journal}/events",
        "post",
        "Push entries, line by line as they were hashed.",
        None,
        contract.PushAnswer,
    ),
    ("/v1/journals/{journal}/events", "get", "The till's own lines, to rebuild a lost journal.", None, None),
    ("/v1/quarantine", "post", "Keep any bytes up to 1 MB for a person.", None, contract.PushAnswer),
    ("/v1/feed/{stream}", "get", "Rows that changed after a cursor.", None, contract.FeedPage),
    ("/v1/live", "get", "Hints as Server-Sent Events: which of the till's streams moved.", None, None),
    ("/v1/customers", "get", "Find customers by name or a whole identifier.", None, people.CustomersAnswer),
    ("/v1/customers/{customer}", "get", "One customer, merges followed.", None, people.CustomersAnswer),
    ("/v1/customers/{customer}/contact", "get", "Contact data in the clear.", None, people.ContactAnswer),
    ("/v1/holds", "post", "Keep points for this till for a while.", people.HoldRequest, people.HoldAnswer),
    ("/v1/holds/{hold}", "delete", "Give kept points back.", None, people.HoldAnswer),
    *(
        (f"/v1/{kind}/{{name}}", "put", f"What a channel says about its {kind}, once per id.", body, channels.PutAnswer)
        for kind, body in channels.KINDS.items()
    ),
    ("/v1/customers/merge", "post", "Let a record count for another.", office_people.Merging, office_people.Merged),
    ("/v1/customers/unmerge", "post", "Let it count for itself again.", office_people.Merging, office_people.Merged),
    ("/v1/customers/{customer}/points", "get", "Balance and movements.", None, channels.PointsAnswer),
    ("/v1/customers/{customer}/timeline", "get", "Contacts on every channel.", None, channels.TimelineAnswer),
    ("/v1/customers/{customer}/receipts", "get", "Receipts in every store.", None, channels.ReceiptsAnswer),
    ("/v1/joins/{token}", "get", "Who signed up from the customer display.", None, people.CustomersAnswer),
    ("/v1/stock", "get", "An article at every place, for a till.", None, goods.StockAnswers),
    ("/v1/pickups", "get", "Which store an order belongs to, for a till.", None, goods.PickupAnswer),
    ("/v1/availability", "get", "What may be promised from a store.", None, list[availability.Available]),
    *(
        (
            f"/v1/{kind.partition('/')[0]}/{{name}}" + (f"/{kind.partition('/')[2]}" if "/" in kind else ""),
            "put",
            f"{goods_channels.TOLD[kind]}, once per id.",
            body,
            goods_channels.ANSWERS[kind],
        )
        for kind, body in goods_channels.KINDS.items()
    ),
    ("/v1/reservations/{name}", "delete", "Give lent pieces back.", None, availability.ReservationAnswer),
    ("/v1/pickups/{name}", "get", "An order of this channel, and its code.", None, goods_channels.PickupState),
    ("/v1/refunds", "get", "Money this channel owes its customers.", None, list[goods_channels.RefundDue]),
    ("/v1/refunds/{order}/{name}", "put", "The channel gives this back.", None, goods_channels.RefundDue),
    ("/v1/health", "get", "Is the centre there, and its database.", None, Health),
    ("/v1/reports/day", "get", "Sales per store, day and till.", None, reports.DayReport),
    ("/v1/reports/reconcile", "get", "Is everything there, exactly once.", None, reconciliation.Reconciliation),
    ("/v1/review", "get", "What a person should look at.", None, list[review.ReviewItem]),
)
REF: Final = "#/components/schemas/{name}"


def describe(app: FastAPI) -> None:
    """Give ``app`` a description in which each door names its body, its answer, and its problems."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _description(app: FastAPI) -> dict[str, Any]:
    kinds = [kind for *_, body, answer in DOORS for kind in (body, answer) if kind is not None]
    schemas, components = msgspec.json.schema_components([*kinds, contract.Problem], ref_template=REF)
    schema_of = dict(zip(map(str, [*kinds, contract.Problem]), schemas, strict=True))
    whole = get_openapi(title=app.title, version=app.version, routes=app.routes)
    known = whole.setdefault("components", {}).setdefault("schemas", {})
    known.update(components)
    problem = {"description": "Refused", "content": _json(schema_of[str(contract.Problem)])}
    for path, method, summary, body, answer in DOORS:
        operation = whole["paths"][path][method]
        operation["summary"] = summary
        if body is not None:
            operation["requestBody"] = {"required": True, "content": _json(schema_of[str(body)])}
        elif method == "post":
            operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
        good = {"description": "Done"}
        operation["responses"] = {"200": good, "default": problem}
        if answer is not None:
            operation["responses"]["200"] = {**good, "content": _json(schema_of[str(answer)])}
    return whole


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
