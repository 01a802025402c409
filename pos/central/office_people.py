"""What the back office can order about customers; see `pos.central.office`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, update

from pos.central import channels, customer_rows, customers, people_import, people_rules, people_story, privacy, sweeping
from pos.central.centre import Centre
from pos.central.sheets import ImportReport, Sheet
from pos.central.tables_people import customer
from pos.domain.customer import ACTIVE, BLOCKED

OFFICE: Final = "office"
NAMES, HISTORY, STORY, COUPONS = "names", "history", "story", "coupons"


class ChannelKey(Struct, frozen=True):
    """Shown once, kept nowhere."""

    channel: str
    key: str


class Merging(Struct, frozen=True):
    """Asks for a merge, or, without ``into``, to take one back; ``by``: who decides."""

    customer: str
    into: str = ""
    by: str = ""


class Merged(Struct, frozen=True):
    """``customer`` counts for ``into`` from now on; the same one twice: for itself."""

    customer: str
    into: str


class Blocked(Struct, frozen=True):
    customer: str
    state: str


Verb = Callable[[Centre, Any], Any]


def _files(order: Any) -> dict[str, Sheet]:
    """Part → its table: the first file is what the verb is about, the others are named in the options."""
    parts = ["", *(part for part in (NAMES, HISTORY, STORY, COUPONS) if order.options.get(part))]
    return {part: Sheet(name, data) for part, (name, data) in zip(parts, order.files.items(), strict=True)}


def _import_customers(centre: Centre, order: Any) -> list[ImportReport]:
    options = people_import.Options(order.options.get("store", ""), order.options.get("until", ""))

    def who(db: Connection) -> list[ImportReport]:
        tables = _files(order)  # read here, so that a transaction that is run again finds them from their beginning
        names, history = tables.get(NAMES), tables.get(HISTORY)
        return [people_import.import_customers(db, tables[""], options, centre.now_ms(), names, history)]

    def what(db: Connection) -> list[ImportReport]:
        tables = _files(order)
        return people_story.import_story(db, tables.get(STORY), tables.get(COUPONS), centre.now_ms())

    return [*centre.run(who), *centre.run(what)]


def _import_loyalty(centre: Centre, order: Any) -> list[ImportReport]:
    name, data = next(iter(order.files.items()))
    return [centre.run(lambda db: people_rules.import_loyalty(db, Sheet(name, data), centre.now_ms()))]


def _points(centre: Centre, order: Any) -> channels.PointsAnswer:
    return centre.run(lambda db: channels.points(db, order.options["customer"], centre.now_ms()))


def _export(centre: Centre, order: Any) -> privacy.Everything:
    return centre.run(lambda db: privacy.export(db, order.options["customer"]))


def _erase(centre: Centre, order: Any) -> privacy.Erased:
    return centre.run(lambda db: privacy.erase(db, order.options["customer"], centre.now_ms()))


def _merge(centre: Centre, order: Any) -> Merged:
    id_, into, alias = order.options["customer"], order.options["into"], centre.new_id()

    def work(db: Connection) -> Merged:
        roots = customers.merge(db, id_, into, order.options.get("by") or OFFICE, alias, centre.now_ms())
        customer_rows.publish(db, roots, centre.now_ms(), prune=True)
        return Merged(id_, customers.root_of(db, id_))

    return centre.run(work)


def _unmerge(centre: Centre, order: Any) -> Merged:
    id_ = order.options["customer"]

    def work(db: Connection) -> Merged:
        roots = customers.unmerge(db, id_, centre.now_ms())
        customer_rows.publish(db, roots, centre.now_ms(), prune=True)
        return Merged(id_, customers.root_of(db, id_))

    return centre.run(work)


def _set_state(centre: Centre, id_: str, state: str) -> Blocked:
    def work(db: Connection) -> Blocked:
        root = customers.root_of(db, id_)
        customers.lock(db, (root,))
        db.execute(update(customer).where(customer.c.customer == root).values(state=state))
        customer_rows.publish(db, (root,), centre.now_ms())
        return Blocked(root, state)

    return centre.run(work)


def _maintain(centre: Centre, order: Any) -> privacy.Maintained:
    """In transactions of a size that keeps nobody waiting."""
    holds = centre.run(lambda db: privacy.end_holds(db, centre.now_ms()))
    centre.run(lambda db: sweeping.tidy(db, centre.now_ms()))
    total, after = privacy.Maintained(0, holds, 0, 0), ""
    while True:
        last = after
        roots = centre.run(lambda db, last=last: privacy.next_batch(db, last))  # type: ignore[misc]
        if not roots:
            return total
        one = centre.run(lambda db, roots=roots: privacy.maintain(db, roots, centre.now_ms()))  # type: ignore[misc]
        total = privacy.Maintained(
            total.expired + one.expired, holds, total.ended + one.ended, total.looked_at + one.looked_at
        )
        after = roots[-1]


VERBS: Final[dict[str, Verb]] = {
    "import-customers": _import_customers,
    "import-loyalty": _import_loyalty,
    "points": _points,
    "export": _export,
    "erase": _erase,
    "merge": _merge,
    "unmerge": _unmerge,
    "block": lambda centre, order: _set_state(centre, order.options["customer"], BLOCKED),
    "unblock": lambda centre, order: _set_state(centre, order.options["customer"], ACTIVE),
    "maintain": _maintain,
    "channel-key": lambda centre, order: ChannelKey(
        order.options["channel"], centre.new_channel_key(order.options["channel"])
    ),
}
ANSWERS: Final[dict[str, Any]] = {
    "points": channels.PointsAnswer,
    "export": privacy.Everything,
    "erase": privacy.Erased,
    "merge": Merged,
    "unmerge": Merged,
    "block": Blocked,
    "unblock": Blocked,
    "maintain": privacy.Maintained,
    "channel-key": ChannelKey,
}
