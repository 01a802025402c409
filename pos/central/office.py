"""What the back office can order: one verb each, as data, so that a command line can carry it out itself or hand it to
the centre that is running on the same file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from pos.base.errors import Code, Refused
from pos.central import (
    articles,
    importing,
    office_goods,
    office_people,
    promotions,
    reconciliation,
    reports,
    review,
    sheets,
)
from pos.central.centre import Centre
from pos.central.enrolment import CODE_VALID_MS
from pos.central.refusal import Refusal
from pos.central.tables import store
from pos.contract import catalogue_stream


class Order(Struct, frozen=True):
    """A verb with its options; ``files``: name → content, the first one being what the verb is about."""

    verb: str
    options: dict[str, str] = {}
    lists: dict[str, dict[str, str]] = {}
    files: dict[str, bytes] = {}


class EnrolmentCode(Struct, frozen=True):
    code: str
    store: str
    till: str
    valid_until: int


class Revoked(Struct, frozen=True):
    store: str
    till: str


def carry_out(centre: Centre, order: Order) -> Any:
    """The verb's answer (see ANSWERS). Raises Refused or Refusal with nothing changed."""
    work = VERBS.get(order.verb)
    if work is None:
        raise Refusal(404, "verb-unknown", verb=order.verb)
    return work(centre, order)


def _import_articles(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    tables = [sheets.Sheet(name, data) for name, data in order.files.items()]
    extra = tables.pop() if order.options.get("join") else None

    def work(db: Connection) -> list[sheets.ImportReport]:
        options = articles.Options(
            catalogue=_catalogue(db, order.options.get("catalogue", "")),
            currency=order.options.get("currency", ""),
            columns=order.lists.get("map", {}),
            where=order.lists.get("where", {}),
            tax=order.options.get("tax") or "standard",
            remove_missing=bool(order.options.get("remove_missing")),
        )
        return articles.import_articles(db, tables, options, centre.now_ms(), extra)

    return centre.run(work)


def _catalogue(db: Connection, name: str) -> str:
    if name:
        return catalogue_stream(name)
    found = db.execute(select(store.c.catalogue).distinct().order_by(store.c.catalogue)).scalars().all()
    if len(found) > 1:
        raise Refused(Code.SETTING_INVALID, name="catalogue", value="", reason=f"there are {', '.join(found)}")
    return str(found[0]) if found else catalogue_stream(importing.MAIN)


def _table(order: Order) -> sheets.Sheet:
    name, data = next(iter(order.files.items()))
    return sheets.Sheet(name, data)


def _import_stores(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    return [centre.run(lambda db: importing.import_stores(db, _table(order), centre.now_ms()))]


def _import_rates(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    return [centre.run(lambda db: importing.import_rates(db, _table(order), centre.now_ms()))]


def _import_operators(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    gone = bool(order.options.get("remove_missing"))
    return [centre.run(lambda db: importing.import_operators(db, _table(order), centre.now_ms(), gone))]


def _import_quick_keys(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    where, gone = order.options.get("store", ""), bool(order.options.get("remove_missing"))
    return [centre.run(lambda db: importing.import_quick_keys(db, _table(order), centre.now_ms(), where, gone))]


def _import_promotions(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    return _import_offers(centre, order, promotions.import_promotions)


def _import_coupons(centre: Centre, order: Order) -> list[sheets.ImportReport]:
    return _import_offers(centre, order, promotions.import_coupons)


def _import_offers(
    centre: Centre,
    order: Order,
    bring: Callable[[Connection, sheets.Sheet, promotions.Options, int], sheets.ImportReport],
) -> list[sheets.ImportReport]:
    def work(db: Connection) -> list[sheets.ImportReport]:
        options = promotions.Options(
            catalogue=_catalogue(db, order.options.get("catalogue", "")),
            currency=order.options.get("currency", ""),
            zone=order.options.get("zone", ""),
            where=order.lists.get("where", {}),
            remove_missing=bool(order.options.get("remove_missing")),
        )
        return [bring(db, _table(order), options, centre.now_ms())]

    return centre.run(work)


def _enrol_code(centre: Centre, order: Order) -> EnrolmentCode:
    where, till = order.options["store"], order.options["till"]
    return EnrolmentCode(centre.new_code(where, till), where, till, centre.now_ms() + CODE_VALID_MS)


def _revoke(centre: Centre, order: Order) -> Revoked:
    centre.revoke(order.options["store"], order.options["till"])
    return Revoked(order.options["store"], order.options["till"])


def _day(centre: Centre, order: Order) -> reports.DayReport:
    day, where = order.options.get("day") or None, order.options.get("store") or None
    return centre.run(lambda db: reports.day_report(db, centre.now_ms(), day, where))


def _reconcile(centre: Centre, order: Order) -> reconciliation.Reconciliation:
    where = order.options.get("store") or None
    return centre.run(lambda db: reconciliation.reconcile(db, centre.now_ms(), where))


def _review(centre: Centre, order: Order) -> tuple[review.ReviewItem, ...]:
    where = order.options.get("store") or None
    return centre.run(lambda db: review.review_list(db, where))


VERBS: Final[dict[str, Callable[[Centre, Order], Any]]] = {
    "import-articles": _import_articles,
    "import-stores": _import_stores,
    "import-rates": _import_rates,
    "import-operators": _import_operators,
    "import-quick-keys": _import_quick_keys,
    "import-promotions": _import_promotions,
    "import-coupons": _import_coupons,
    "enrol-code": _enrol_code,
    "revoke": _revoke,
    "day": _day,
    "reconcile": _reconcile,
    "review": _review,
    **office_people.VERBS,
    **office_goods.VERBS,
}
_IMPORTS: Final = [verb for verb in VERBS if verb.startswith("import-")]
ANSWERS: Final[dict[str, Any]] = {
    **dict.fromkeys(_IMPORTS, list[sheets.ImportReport]),
    "enrol-code": EnrolmentCode,
    "revoke": Revoked,
    "day": reports.DayReport,
    "reconcile": reconciliation.Reconciliation,
    "review": tuple[review.ReviewItem, ...],
    **office_people.ANSWERS,
    **office_goods.ANSWERS,
}


def read_answer(verb: str, data: bytes) -> Any:
    """The answer of a verb that another process carried out."""
    return msgspec.json.decode(data, type=ANSWERS[verb])
