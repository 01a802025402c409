"""What the lists of online orders say. Texts of the context "Collect"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos.base.clock import local_date
from pos.domain import collect
from pos.domain.collect import Pickup
from pos.services.pickups import PickupLists
from pos.ui import i18n
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon
from pos.ui.widgets.pickup_list import Mark, PickupRow
from pos.ui.widgets.pickup_page import DONE, PICK, READY, ColumnRows

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS
DEADLINE_MS: Final = HOUR_MS  # before it, a deadline is worth saying
_COLUMN: Final = {collect.RESERVED: PICK, collect.SHORT: PICK, collect.READY: READY}


def columns(lists: PickupLists, moment: Moment) -> dict[str, ColumnRows]:
    """The three lists: what is to be picked with what is to be cleared below it; what is ready; what is over, with
    what must go back on top.
    """
    pick = [_to_pick(one, moment) for one in lists.to_pick]
    pick += _titled(
        QCoreApplication.translate("Collect", "Clear a substitute"), [_unclear(one, moment) for one in lists.unclear]
    )
    done = _titled(
        QCoreApplication.translate("Collect", "To be cancelled"),
        [_to_cancel(one, moment) for one in lists.to_cancel],
        alarm=True,
    )
    done += _titled(
        QCoreApplication.translate("Collect", "Expired"), [_expired(one, moment) for one in lists.expired], alarm=True
    )
    today = [one for one in lists.done if _is_today(one.done_ms, moment)]
    before = [one for one in lists.done if not _is_today(one.done_ms, moment)]
    done += _titled(QCoreApplication.translate("Collect", "Done today"), [_done(one, moment) for one in today])
    done += _titled(QCoreApplication.translate("Collect", "Before"), [_done(one, moment) for one in before])
    over = len(lists.to_cancel) + len(lists.expired) + len(lists.done)
    return {
        PICK: ColumnRows(tuple(pick), lists.to_pick_count),
        READY: ColumnRows(tuple(_ready(one, moment) for one in lists.ready), len(lists.ready)),
        DONE: ColumnRows(tuple(done), over),
    }


def found(orders: Sequence[Pickup], moment: Moment) -> dict[str, ColumnRows]:
    """What a search found, in the lists where it belongs."""
    rows: dict[str, list[PickupRow]] = {PICK: [], READY: [], DONE: []}
    for one in orders:
        rows[_COLUMN.get(one.state, DONE)].append(_row_of(one, moment))
    return {name: ColumnRows(tuple(some), len(some)) for name, some in rows.items()}


def pieces(count: int) -> str:
    """``3 Artikel``."""
    translate = QCoreApplication.translate
    if count == 1:
        return translate("Collect", "1 article")
    return translate("Collect", "{n} articles").format(n=count)


def place(order: Pickup) -> str:
    """``D-01 · D-02``."""
    return " · ".join(order.bags)


def age(at_ms: int, moment: Moment) -> str:
    """``vor 4 Min.``, ``vor 1 h 48``, of another day ``seit 18.11.``."""
    minutes = max(0, moment.now_ms - at_ms) // MINUTE_MS
    if minutes < 60:
        return QCoreApplication.translate("Collect", "{n} min ago").format(n=minutes)
    if minutes < 24 * 60:
        return QCoreApplication.translate("Collect", "{h} h {m} ago").format(h=minutes // 60, m=f"{minutes % 60:02d}")
    return since(at_ms, moment)


def since(at_ms: int, moment: Moment) -> str:
    """``seit 11:05``, ``seit gestern``, ``seit 18.11.``."""
    if _is_today(at_ms, moment):
        return QCoreApplication.translate("Collect", "since {time}").format(time=i18n.time_of_day(at_ms, moment.zone))
    if local_date(at_ms, moment.zone) == local_date(moment.now_ms, moment.zone) - timedelta(days=1):
        return QCoreApplication.translate("Collect", "since yesterday")
    return QCoreApplication.translate("Collect", "since {time}").format(time=moment.day(at_ms))


def open_mark(order: Pickup) -> Mark | None:
    """What is still to be paid."""
    if not order.due_minor:
        return None
    return Mark(
        QCoreApplication.translate("Collect", "{amount} open").format(
            amount=i18n.money(order.due_minor, order.currency)
        ),
        "amber",
    )


def short_name(name: str) -> str:
    """``L. Hoffmann``: enough for a list that other customers may see."""
    first, _, last = name.strip().partition(" ")
    return f"{first[:1]}. {last}" if last else first


def _row_of(order: Pickup, moment: Moment) -> PickupRow:
    rows = {
        collect.RESERVED: _to_pick,
        collect.SHORT: _unclear,
        collect.READY: _ready,
        collect.EXPIRED: _expired,
        collect.CANCEL_REQUESTED: _to_cancel,
    }
    return rows.get(order.state, _done)(order, moment)


def _to_pick(order: Pickup, moment: Moment) -> PickupRow:
    marks = []
    if order.ready_by_ms and order.ready_by_ms - moment.now_ms <= DEADLINE_MS:
        words = QCoreApplication.translate("Collect", "By {time}").format(
            time=i18n.as_of(order.ready_by_ms, moment.now_ms, moment.zone)
        )
        marks.append(Mark(words, "red" if order.ready_by_ms < moment.now_ms else "amber", Icon.CLOCK))
    picked = sum(line.picked for line in order.lines)
    what = pieces(order.pieces)
    if picked:
        what = QCoreApplication.translate("Collect", "{n} of {count} picked").format(n=picked, count=order.pieces)
    return _row(order, age(order.placed_ms, moment), what, marks)


def _unclear(order: Pickup, moment: Moment) -> PickupRow:
    short = sum(line.short for line in order.lines)
    what = QCoreApplication.translate("Collect", "{n} of {count} missing").format(n=short, count=order.pieces)
    marks = [Mark(QCoreApplication.translate("Collect", "Short"), "red")]
    if any(line.substitute for line in order.lines):
        marks = [Mark(QCoreApplication.translate("Collect", "Customer is asked"), "amber")]
    return _row(order, age(order.placed_ms, moment), what, marks)


def _ready(order: Pickup, moment: Moment) -> PickupRow:
    marks = []
    if order.here_ms:
        marks.append(Mark(QCoreApplication.translate("Collect", "Customer here"), "accent", Icon.PLACE))
    if (owed := open_mark(order)) is not None:
        marks.append(owed)
    if order.expires_ms:
        left = local_date(order.expires_ms, moment.zone) - local_date(moment.now_ms, moment.zone)
        words = {
            0: QCoreApplication.translate("Collect", "until today"),
            1: QCoreApplication.translate("Collect", "until tomorrow"),
        }.get(left.days, "")
        marks += [Mark(words, "amber", Icon.CLOCK)] if words else []
    what = pieces(order.waiting)
    if order.waiting != order.pieces:
        what = QCoreApplication.translate("Collect", "{n} of {count} articles").format(
            n=order.waiting, count=order.pieces
        )
    return _row(order, since(order.ready_ms, moment), what, marks, bag=place(order))


def _expired(order: Pickup, moment: Moment) -> PickupRow:
    marks = [Mark(QCoreApplication.translate("Collect", "to put back"), "red")]
    return _row(order, since(order.ready_ms, moment), pieces(order.waiting), marks, bag=place(order))


def _to_cancel(order: Pickup, moment: Moment) -> PickupRow:
    marks = [Mark(QCoreApplication.translate("Collect", "answer"), "red")]
    return _row(order, age(order.cancel_asked_ms, moment), pieces(order.pieces), marks, bag=place(order))


def _done(order: Pickup, moment: Moment) -> PickupRow:
    marks = []
    if order.state == collect.RETURNED:
        marks.append(Mark(QCoreApplication.translate("Collect", "put back"), "neutral"))
    elif order.state == collect.CANCELLED:
        marks.append(Mark(QCoreApplication.translate("Collect", "cancelled"), "neutral"))
    when = moment.stamp(order.done_ms) if order.done_ms else ""
    return _row(order, when, pieces(order.pieces), marks, over=True)


def _row(order: Pickup, when: str, what: str, marks: Iterable[Mark], bag: str = "", *, over: bool = False) -> PickupRow:
    who = " · ".join(word for word in (short_name(order.name), what) if word)
    return PickupRow(order.id, order.number, who, when, bag, tuple(marks), over)


def _titled(title: str, rows: list[PickupRow], *, alarm: bool = False) -> list[PickupRow]:
    return [PickupRow("", f"{title} · {len(rows)}", alarm=alarm), *rows] if rows else []


def _is_today(at_ms: int, moment: Moment) -> bool:
    return local_date(at_ms, moment.zone) == local_date(moment.now_ms, moment.zone)
