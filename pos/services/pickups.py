"""Looking online orders up: the centre's last word ⊕ what this till did since. One instance per thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pos.domain import collect, pickup_code
from pos.domain.collect import Pickup
from pos.ports import Replica
from pos.services.changes import NOTHING, Changes
from pos.services.own_moves import OwnMoves
from pos.services.own_orders import shown

LISTED_MOST: Final = 200
DONE_MOST: Final = 60
FOUND_MOST: Final = 20
LIVE_MS: Final = 15_000
_STATES: Final = (
    (collect.RESERVED, LISTED_MOST),
    (collect.SHORT, LISTED_MOST),
    (collect.READY, LISTED_MOST),
    (collect.EXPIRED, LISTED_MOST),
    (collect.CANCEL_REQUESTED, LISTED_MOST),
    (collect.HANDED_OVER, DONE_MOST),
    (collect.RETURNED, DONE_MOST),
    (collect.CANCELLED, DONE_MOST),
)


class PickupLists(Struct, frozen=True):
    """Every order of the store by what is to be done: to be picked by its deadline, to be cleared (something is
    short), to be cancelled, ready (whoever is here first), expired, done the newest first. ``as_of_ms``: server time
    of the word (UTC ms; None: there is none), ``live``: it is as good as now. ``to_pick_count`` counts also what is
    not listed. ``identity_from_minor``: the value from which on a document is looked at.
    """

    to_pick: tuple[Pickup, ...] = ()
    unclear: tuple[Pickup, ...] = ()
    to_cancel: tuple[Pickup, ...] = ()
    ready: tuple[Pickup, ...] = ()
    expired: tuple[Pickup, ...] = ()
    done: tuple[Pickup, ...] = ()
    as_of_ms: int | None = None
    live: bool = False
    to_pick_count: int = 0
    identity_from_minor: int = 0


class Pickups:
    """``own``: what the till itself did, shared by its threads."""

    def __init__(self, replica: Replica, own: OwnMoves) -> None:
        self._replica = replica
        self._own = own.orders
        self._moves = own

    def lists(self) -> tuple[PickupLists, Changes]:
        word = self._replica.pickups_word()
        own, now_ms = self._own.known, self._now()
        applied = word.applied.get(own.tag, 0)
        rows = {one.id: one for state, most in _STATES for one in self._replica.pickups(state, most)}
        for order in own.facts:  # an order whose state this till has changed may stand beyond what was read
            if order not in rows and (found := self._replica.pickup(order)) is not None:
                rows[order] = found
        by_state: dict[str, list[Pickup]] = {}
        for one in rows.values():
            now = shown(one, own, applied, now_ms)
            by_state.setdefault(now.state, []).append(now)
        of = {state: tuple(by_state.get(state, ())) for state, _ in _STATES}
        done = (*of[collect.HANDED_OVER], *of[collect.RETURNED], *of[collect.CANCELLED])
        counted = self._replica.pickup_counts()
        beyond = max(0, counted.get(collect.RESERVED, 0) - LISTED_MOST)
        return PickupLists(
            to_pick=tuple(sorted(of[collect.RESERVED], key=lambda one: (one.ready_by_ms or one.placed_ms, one.number))),
            unclear=of[collect.SHORT],
            to_cancel=of[collect.CANCEL_REQUESTED],
            ready=tuple(sorted(of[collect.READY], key=lambda one: (not one.here_ms, one.here_ms or -one.ready_ms))),
            expired=of[collect.EXPIRED],
            done=tuple(sorted(done, key=lambda one: (-one.done_ms, one.number))),
            as_of_ms=word.as_of_ms,
            live=self.live(),
            to_pick_count=len(of[collect.RESERVED]) + len(of[collect.SHORT]) + beyond,
            identity_from_minor=self._replica.policy().identity_from_minor,
        ), NOTHING

    def find(self, text: str, limit: int = FOUND_MOST) -> tuple[tuple[Pickup, ...], Changes]:
        """By number, typed code or name, any fragments of them; open ones first."""
        code = pickup_code.read_typed(text)
        found = self._replica.pickups_by_code(code) if code is not None else []
        known = {one.id for one in found}
        found += [one for one in self._replica.pickups_found(text, limit) if one.id not in known]
        return tuple(self._shown(found[:limit])), NOTHING

    def named(self, text: str) -> tuple[Pickup | None, Changes]:
        """The order whose whole number or six characters these are."""
        code, number = pickup_code.read_typed(text), text.strip().casefold()
        for one in self.find(text)[0]:
            if one.number.casefold() == number or (code is not None and one.code == code):
                return one, NOTHING
        return None, NOTHING

    def show(self, order: str) -> tuple[Pickup | None, Changes]:
        row = self._replica.pickup(order)
        return (None if row is None else self._shown([row])[0]), NOTHING

    def by_label(self, label: str) -> Pickup | None:
        """The order whose parcel carries this label."""
        row = self._replica.pickup_by_label(pickup_code.label_of(label))
        return None if row is None else self._shown([row])[0]

    def live(self) -> bool:
        """Is the list as good as now: is the line there, and was the word heard lately?"""
        as_of_ms = self._replica.pickups_word().as_of_ms
        contact = self._moves.contact
        lately = as_of_ms is not None and self._now() - as_of_ms <= LIVE_MS
        return contact.online() and lately

    def _shown(self, orders: Sequence[Pickup]) -> list[Pickup]:
        own, now_ms = self._own.known, self._now()
        applied = self._replica.pickups_word().applied.get(own.tag, 0) if own.facts else 0
        return [shown(order, own, applied, now_ms) for order in orders]

    def _now(self) -> int:
        return self._moves.clock.now_ms() if self._moves.clock is not None else 0
