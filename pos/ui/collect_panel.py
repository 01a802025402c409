"""What the panel says about an order: at the counter, while it is picked, when it is over. Texts of the context
"Collect".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pos.base.errors import Code
from pos.domain import collect
from pos.domain.collect import Pickup, PickupLine
from pos.domain.hand_over import LIFTED, HandOver
from pos.domain.pickup_facts import BY_NAME
from pos.ui import collect_words as words
from pos.ui import i18n
from pos.ui import stock_words as stock
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon, icon_named
from pos.ui.widgets.pickup_list import Mark
from pos.ui.widgets.pickup_panel import PanelWords, Way
from pos.ui.widgets.pickup_parts import DutyWords, HeadWords, LineWords

CODE, IDENTITY, AGE, PROXY = "code", "identity", "age", "proxy"
ALL, LIFT, ALONG, BACK, KEEP, SUBSTITUTE = "all", "lift", "along", "back", "keep", "substitute"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is done at the counter: ``proved_ms``: when the code was looked at; ``identity_from_minor``: the value from
    which on a document is looked at.
    """

    flow: HandOver
    proved_ms: int = 0
    identity_from_minor: int = 0


def at_the_counter(desk: Desk, moment: Moment) -> PanelWords:
    """An order that can be handed over."""
    translate = QCoreApplication.translate
    flow, order = desk.flow, desk.flow.order
    missing = flow.missing(desk.identity_from_minor)
    short = ""
    hero = translate("Collect", "Hand over ({n})").format(n=flow.pieces) if order else translate("Collect", "Hand over")
    due = flow.due_minor
    if order is not None and not order.paid:
        hero, short = translate("Collect", "Take payment and hand over"), translate("Collect", "Take payment")
        due = due if _touched(flow) else order.due_minor
    lifts = bool(missing) and set(missing) <= LIFTED
    return PanelWords(
        head=_head(order, moment, desk),
        lines=tuple(_counter_line(flow, line) for line in order.lines) if order is not None else (),
        rest=_rest(flow, lifts=lifts),
        note=_note(flow, moment),
        duties=_duties(desk, moment),
        due=i18n.money(due, order.currency) if order is not None and due else "",
        ways=_ways(order),
        hero=hero,
        hero_short=short,
        able=not missing,
        reason=_reason(missing[0], flow) if missing else "",
        lifts=lifts,
    )


def to_be_picked(order: Pickup, moment: Moment) -> PanelWords:
    """An order whose pieces are still on the shelves, in the order of the shelves."""
    translate = QCoreApplication.translate
    open_pieces = sum(line.to_pick for line in order.lines)
    short = sum(line.short for line in order.lines)
    asked = next((line for line in order.lines if line.substitute), None)
    note = ("", order.note)
    ways: tuple[Way, ...] = ()
    if asked is not None:
        said = translate("Collect", "The customer is asked whether {article} will do.")
        note = (translate("Collect", "Substitute offered."), said.format(article=asked.substitute_text))
    elif short:
        said = translate("Collect", "Offer something else, or make the rest ready.")
        note = (translate("Collect", "{n} of {count} missing.").format(n=short, count=order.pieces), said)
    if short:
        ways = (Way(SUBSTITUTE, translate("Collect", "Offer something else"), Icon.AGAIN, "F5"),)
    reason = ""
    if open_pieces:
        reason = translate("Collect", "{n} still to be found").format(n=open_pieces)
    elif not any(line.picked for line in order.lines):
        reason = translate("Collect", "nothing was found")
    rest = Way(ALL, translate("Collect", "All found"), Icon.CHECK, "↵") if open_pieces else None
    return PanelWords(
        head=_head(order, moment),
        lines=tuple(_shelf_line(line) for line in sorted(order.lines, key=lambda one: (one.shelf or "~", one.n))),
        rest=rest,
        note=note,
        ways=ways,
        hero=translate("Collect", "Make ready"),
        able=not reason,
        reason=reason,
    )


def to_be_cancelled(order: Pickup, moment: Moment) -> PanelWords:
    """The customer has asked to cancel; only the store knows whether the goods are still here."""
    translate = QCoreApplication.translate
    asked = moment.when(order.cancel_asked_ms)
    strong = translate("Collect", "Cancelled by the customer, {time}.").format(time=asked)
    note = translate("Collect", "Are the goods here? Money goes back only after this answer.")
    return PanelWords(
        head=_head(order, moment),
        lines=tuple(_plain_line(order, line) for line in order.lines),
        note=(strong, note),
        ways=(Way(KEEP, translate("Collect", "No, it is being collected"), Icon.CLOSE),),
        hero=translate("Collect", "Yes, cancel"),
        able=True,
    )


def over(order: Pickup, moment: Moment) -> PanelWords:
    """Nothing is left to be done; the customer may still buy something."""
    return PanelWords(
        head=_head(order, moment),
        lines=tuple(_plain_line(order, line) for line in order.lines),
        ways=_along(order),
    )


def reasons() -> list[tuple[str, str]]:
    """Why an order ends without its customer, as (key, text)."""
    translate = QCoreApplication.translate
    return [
        ("not-wanted", translate("Collect", "Not wanted any more")),
        ("expired", translate("Collect", "Not collected in time")),
        ("cancelled", translate("Collect", "Cancelled")),
    ]


# --- the parts --------------------------------------------------------------------------------------------------------


def _head(order: Pickup | None, moment: Moment, desk: Desk | None = None) -> HeadWords:
    translate = QCoreApplication.translate
    if order is None:
        unknown = translate("Collect", "Order not in the list")
        return HeadWords(unknown, (), translate("Collect", "The code is genuine. Scan every parcel."))
    marks = [_state(order, moment)] if order.state != collect.READY else []
    if order.state not in collect.DONE:
        paid = Mark(translate("Collect", "paid"), "green", Icon.CHECK)
        marks.append(paid if order.paid else Mark(translate("Collect", "open"), "amber"))
    after = translate("Collect", "Code {code}").format(code=order.code) if order.code else ""
    if not order.paid:
        after = translate("Collect", "payment in the store")
    if order.state in collect.DONE:
        after = moment.when(order.done_ms)
    elif order.state in collect.TO_PICK:
        after = words.age(order.placed_ms, moment)
    place = words.place(order) if order.state not in collect.DONE else ""
    return HeadWords(order.number, tuple(marks), order.name, order.tier, after, place)


def _state(order: Pickup, moment: Moment) -> Mark:
    translate = QCoreApplication.translate
    states: dict[str, Mark] = {
        collect.RESERVED: Mark(translate("Collect", "to pick")),
        collect.SHORT: Mark(translate("Collect", "Short"), "red"),
        collect.EXPIRED: Mark(translate("Collect", "expired"), "red"),
        collect.CANCEL_REQUESTED: Mark(translate("Collect", "cancel?"), "red"),
        collect.HANDED_OVER: Mark(translate("Collect", "collected"), "green", Icon.CHECK),
        collect.RETURNED: Mark(translate("Collect", "put back")),
        collect.CANCELLED: Mark(translate("Collect", "cancelled")),
    }
    return states[order.state]


def _counter_line(flow: HandOver, line: PickupLine) -> LineWords:
    translate = QCoreApplication.translate
    order = flow.order
    assert order is not None
    taken, declined = flow.taken.get(line.n, 0), flow.declined.get(line.n, 0)
    able = line.waiting - declined
    if declined:
        detail, role = translate("Collect", "{n} not wanted, back to the shelf").format(n=declined), "amber"
    elif line.waiting:
        where = translate("Collect", "Place {place}").format(place=words.place(order)) if order.bags else ""
        detail, role = " · ".join(word for word in (str(line.waiting), where) if word), "text3"
    else:
        detail, role = _gone(line)
    return LineWords(
        line.n,
        line.substitute_text or line.text,
        detail,
        icon_named(line.category),
        role,
        figure="" if order.paid else i18n.figure(line.unit_minor * (line.waiting or line.quantity), order.currency),
        checked=bool(able) and taken == able,
        count=f"{taken}/{able}" if 0 < taken < able else "",
        able=able > 0,
        other=translate("Collect", "Not wanted") if line.waiting else "",
        undo=bool(declined),
        less=translate("Collect", "One piece less") if taken and able > 1 else "",
    )


def _gone(line: PickupLine) -> tuple[str, str]:
    """Why nothing of a line waits here."""
    translate = QCoreApplication.translate
    if line.later_on:
        follows = translate("Collect", "{n} · follows {day}")
        return follows.format(n=line.quantity, day=stock.day(line.later_on)), "amber"
    if line.handed:
        return translate("Collect", "{n} collected").format(n=line.handed), "text3"
    if line.declined:
        return translate("Collect", "{n} back on the shelf").format(n=line.declined), "text3"
    if line.short:
        return translate("Collect", "{n} not to be had").format(n=line.short), "amber"
    return translate("Collect", "{n} · not packed").format(n=line.quantity), "amber"


def _shelf_line(line: PickupLine) -> LineWords:
    translate = QCoreApplication.translate
    where = translate("Collect", "Shelf {shelf}").format(shelf=line.shelf) if line.shelf else line.sku
    detail, role = f"{line.quantity} · {where}", "text3"
    if line.short:
        said = translate("Collect", "{n} missing").format(n=line.short)
        detail, role = f"{line.quantity} · {said}", "red"
        if line.substitute:
            detail, role = f"{said} · {line.substitute_text}", "amber"
    able = line.quantity - line.short
    return LineWords(
        line.n,
        line.text,
        detail,
        icon_named(line.category),
        role,
        checked=able > 0 and line.picked == able,
        count=f"{line.picked}/{able}" if 0 < line.picked < able else "",
        able=able > 0,
        other=translate("Collect", "Missing"),
        undo=line.short > 0,
        less=translate("Collect", "One piece less") if line.picked and able > 1 else "",
    )


def _plain_line(order: Pickup, line: PickupLine) -> LineWords:
    if order.state == collect.HANDED_OVER and line.handed:
        detail, role = QCoreApplication.translate("Collect", "{n} collected").format(n=line.handed), "text3"
    elif line.waiting and order.state not in collect.DONE:
        detail, role = str(line.waiting), "text3"
    else:
        detail, role = _gone(line)
    name, icon = line.substitute_text or line.text, icon_named(line.category)
    return LineWords(line.n, name, detail, icon, role, checked=bool(line.handed), able=False)


def _touched(flow: HandOver) -> bool:
    """Is anything checked off or declined?"""
    return bool(flow.pieces or sum(flow.declined.values()))


def _rest(flow: HandOver, *, lifts: bool) -> Way | None:
    translate = QCoreApplication.translate
    if flow.order is not None and flow.order.waiting and not _touched(flow):
        return Way(ALL, translate("Collect", "Check all off"), Icon.CHECK, "↵")
    return Way(LIFT, translate("Collect", "Without it: approval"), Icon.SHIELD, "F12") if lifts else None


def _note(flow: HandOver, moment: Moment) -> tuple[str, str]:
    translate = QCoreApplication.translate
    order = flow.order
    if order is None:
        return "", ""
    left, declined = sum(line.left for line in order.lines), sum(flow.declined.values())
    if flow.pieces and flow.pieces + declined < left:
        name = order.name.split()[0] if order.name.strip() else translate("Collect", "the customer")
        strong = translate("Collect", "Part {n} of {count}.").format(n=flow.pieces, count=left)
        return strong, translate("Collect", "The rest stays open, {name} is told.").format(name=name)
    if order.state == collect.EXPIRED:
        since = moment.day(order.expires_ms) if order.expires_ms else ""
        strong = translate("Collect", "Expired {day}.").format(day=since)
        return strong, translate("Collect", "Put it back, or hand it over with an approval.")
    return "", order.note


def _duties(desk: Desk, moment: Moment) -> tuple[DutyWords, ...]:
    translate = QCoreApplication.translate
    flow, order = desk.flow, desk.flow.order
    found = []
    if flow.parcels or order is None:
        whole = max(flow.parcels, 1)
        here = flow.here and (bool(flow.pieces) or not flow.parcels_missing)
        value = translate("Collect", "{n} of {count}").format(n=whole - flow.parcels_missing, count=whole)
        found.append(DutyWords("", translate("Collect", "Parcels scanned"), value, here, not flow.here))
    by_code = bool(flow.proof) and flow.proof != BY_NAME
    if order is None or order.code or by_code:
        time = i18n.time_of_day(desk.proved_ms, moment.zone) if by_code and desk.proved_ms else ""
        found.append(DutyWords(CODE, translate("Collect", "Pickup code checked"), time, by_code))
    why = _why_identity(desk)
    if why or not flow.proof:
        value = why or translate("Collect", "in place of the code")
        found.append(DutyWords(IDENTITY, translate("Collect", "Document checked"), value, flow.identity))
    if flow.min_age:
        value = translate("Collect", "from {n} years").format(n=flow.min_age)
        found.append(DutyWords(AGE, translate("Collect", "Age checked"), value, flow.age))
    found.append(DutyWords(PROXY, translate("Collect", "Collected by another person"), "", flow.proxy))
    key = next_duty(desk)
    return tuple(
        DutyWords(one.key, one.text, one.value, one.checked, one.amber, next=bool(key) and one.key == key)
        for one in found
    )


def next_duty(desk: Desk) -> str:
    """What Enter checks next; empty: the pieces come first, or nothing is left."""
    flow = desk.flow
    if flow.order is not None and not _touched(flow):
        return ""
    missing = flow.missing(desk.identity_from_minor)
    keys = {Code.PICKUP_PROOF_MISSING: CODE, Code.PICKUP_IDENTITY_MISSING: IDENTITY, Code.PICKUP_AGE_MISSING: AGE}
    return next((keys[code] for code in missing if code in keys), "")


def _why_identity(desk: Desk) -> str:
    translate = QCoreApplication.translate
    flow, least = desk.flow, desk.identity_from_minor
    if flow.order is None:
        return translate("Collect", "required") if least else ""
    if 0 < least <= max(flow.value_minor, flow.order.total_minor if not flow.pieces else 0):
        amount = i18n.whole_money(least, flow.order.currency)
        return translate("Collect", "required from {amount}").format(amount=amount)
    if flow.proxy:
        return translate("Collect", "required for another person")
    return translate("Collect", "required without the code") if flow.proof == BY_NAME else ""


def _reason(code: Code, flow: HandOver) -> str:
    translate = QCoreApplication.translate
    said: dict[Code, str] = {
        Code.PICKUP_NOT_READY: translate("Collect", "not ready yet"),
        Code.PICKUP_EXPIRED: translate("Collect", "expired"),
        Code.PICKUP_CANCELLED: translate("Collect", "cancelled"),
        Code.PICKUP_HANDED_OVER: translate("Collect", "collected already"),
        Code.PICKUP_NOTHING: translate("Collect", "Check the articles off first"),
        Code.PICKUP_PARCEL_MISSING: translate("Collect", "Scan the parcel's label"),
        Code.PICKUP_PROOF_MISSING: translate("Collect", "Check the pickup code"),
        Code.PICKUP_IDENTITY_MISSING: translate("Collect", "Look at a document"),
        Code.PICKUP_AGE_MISSING: translate("Collect", "Check the age: {n}").format(n=flow.min_age),
    }
    return said.get(code, "")


def duties_left(codes: Sequence[Code]) -> str:
    """Duties that somebody else is asked to lift, beside the first; empty: there is none."""
    translate = QCoreApplication.translate
    said = {
        Code.PICKUP_EXPIRED: translate("Collect", "expired"),
        Code.PICKUP_PARCEL_MISSING: translate("Collect", "parcel not scanned"),
        Code.PICKUP_PROOF_MISSING: translate("Collect", "no pickup code"),
        Code.PICKUP_IDENTITY_MISSING: translate("Collect", "no document"),
    }
    words = ", ".join(said[code] for code in codes)
    return translate("Collect", "Also lifted: {duties}").format(duties=words) if words else ""


def _ways(order: Pickup | None) -> tuple[Way, ...]:
    translate = QCoreApplication.translate
    if order is None:
        return ()
    back = translate("Collect", "Articles back to the shelf")
    if order.state == collect.EXPIRED:
        return (Way(BACK, back, Icon.RETURN, "F8"),)
    return (Way(BACK, back, Icon.RETURN),) if not order.paid else _along(order)


def _along(order: Pickup) -> tuple[Way, ...]:
    if not order.customer:
        return ()
    return (Way(ALONG, QCoreApplication.translate("Collect", "Take into the sale"), Icon.SELL, "F2"),)
