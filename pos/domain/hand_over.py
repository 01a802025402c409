"""Handing an online order over, as a flow without window or disk: what was checked off, which duties are left, and
the fact that comes of it.

The duties, in the order in which the screen names them:

    the order stands ready here                       PICKUP_NOT_READY, _HANDED_OVER, _CANCELLED, _EXPIRED
    something is handed over, or declined             PICKUP_NOTHING
    the goods are here, not only said to be           PICKUP_PARCEL_MISSING
    the code was shown, or a document instead         PICKUP_PROOF_MISSING
    a document: from a value on, for another person,
    and for who has no code                           PICKUP_IDENTITY_MISSING
    the age, if an article asks for one               PICKUP_AGE_MISSING

The goods are here when the label of every parcel was scanned, or the article of every piece that goes: a parcel exists
once, so two tills that are shown the same picture of a code cannot both hand over, whatever the network does. An order
that is not in the list goes by its parcels alone. What stands in `LIFTED` a second pair of eyes may lift; the fact says
who and which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import collect
from pos.domain.collect import Pickup, PickupLine
from pos.domain.pickup_code import PARCELS_MOST, PickupCode, is_parcel_label, parcel_label
from pos.domain.pickup_facts import BY_NAME, HandedLine, PickupHandedOver

LIFTED: Final = frozenset(
    {
        Code.PICKUP_EXPIRED,
        Code.PICKUP_PARCEL_MISSING,
        Code.PICKUP_PROOF_MISSING,
        Code.PICKUP_IDENTITY_MISSING,
    }
)
_STATES: Final = {
    collect.RESERVED: Code.PICKUP_NOT_READY,
    collect.SHORT: Code.PICKUP_NOT_READY,
    collect.EXPIRED: Code.PICKUP_EXPIRED,
    collect.CANCEL_REQUESTED: Code.PICKUP_CANCELLED,
    collect.CANCELLED: Code.PICKUP_CANCELLED,
    collect.RETURNED: Code.PICKUP_CANCELLED,
    collect.HANDED_OVER: Code.PICKUP_HANDED_OVER,
}


class HandOver(Struct, frozen=True):
    """An order on the counter. ``order`` None: a genuine ``code`` of an order that is not in the list, which is
    handed over by its parcels alone. ``taken``, ``declined``: pieces by line; ``seen``: of those taken, how many had
    their article scanned; ``labels``: parcels that were scanned; ``live``: the list is as good as now;
    ``opened_mono_ms``: when it came to the counter.
    """

    order: Pickup | None
    code: PickupCode | None = None
    proof: str = ""
    taken: dict[int, int] = {}
    declined: dict[int, int] = {}
    seen: dict[int, int] = {}
    labels: frozenset[str] = frozenset()
    identity: bool = False
    age: bool = False
    proxy: bool = False
    live: bool = True
    opened_mono_ms: int = 0

    @property
    def id(self) -> str:
        """The order's."""
        if self.order is not None:
            return self.order.id
        return self.code.order if self.code is not None else ""

    @property
    def parcels(self) -> int:
        """How many parcels there are."""
        if self.order is not None:
            return self.order.parcels
        return self.code.parcels if self.code is not None else 0

    @property
    def pieces(self) -> int:
        """Pieces checked off."""
        return sum(self.taken.values())

    @property
    def value_minor(self) -> int:
        """What the pieces checked off are worth at the promised prices."""
        if self.order is None:
            return 0
        return sum(self.order.line(n).unit_minor * pieces for n, pieces in self.taken.items())

    @property
    def due_minor(self) -> int:
        """To be paid before they go."""
        return self.value_minor if self.order is not None and not self.order.paid else 0

    @property
    def here(self) -> bool:
        """Were the goods themselves on the counter, or is there nothing to go?"""
        if self.order is not None and (self.pieces == sum(self.seen.values()) or not self.parcels):
            return True
        return not self.parcels_missing

    @property
    def parcels_missing(self) -> int:
        """Labels still to be scanned. A code that was signed before anything was packed knows of no parcels: then one
        at least must be here.
        """
        if not self.parcels:
            return 0 if self.labels or self.order is not None else 1
        return len(_labels(self.id, self.parcels) - self.labels)

    @property
    def whole(self) -> bool:
        """Is everything that waits in the parcels checked off or declined?"""
        return self.order is None or all(
            self.taken.get(line.n, 0) + self.declined.get(line.n, 0) == line.waiting for line in self.order.lines
        )

    # --- what is done at the counter ------------------------------------------------------------------------------

    def scanned(self, text: str, sku: str = "") -> HandOver:
        """A parcel's label, which checks everything off once all parcels are here, or one piece of article ``sku``.
        Raises Refused PICKUP_PARCEL_OTHER, PICKUP_ARTICLE_OTHER, PICKUP_QUANTITY.
        """
        if is_parcel_label(text):
            return self._parcel(text)
        lines = [line for line in self._lines() if sku and line.sku == sku]
        if not lines:
            raise Refused(Code.PICKUP_ARTICLE_OTHER, text=text, number=self._number())
        # A piece that somebody ticked before is scanned now; else one more goes.
        ticked = next((line for line in lines if self.seen.get(line.n, 0) < self.taken.get(line.n, 0)), None)
        if ticked is not None:
            return replace(self, seen=_with(self.seen, ticked.n, self.seen.get(ticked.n, 0) + 1))
        free = next((line for line in lines if self._free(line) > 0), None)
        if free is None:
            raise Refused(Code.PICKUP_QUANTITY, text=lines[0].text, most=lines[0].waiting, number=self._number())
        after = self.checked(free.n, self.taken.get(free.n, 0) + 1)
        return replace(after, seen=_with(self.seen, free.n, self.seen.get(free.n, 0) + 1))

    def checked(self, n: int, pieces: int) -> HandOver:
        """``pieces`` of line ``n`` go to the customer. Raises Refused PICKUP_QUANTITY."""
        line = self._line(n)
        most = line.waiting - self.declined.get(n, 0)
        if not 0 <= pieces <= most:
            raise Refused(Code.PICKUP_QUANTITY, text=line.text, most=most, number=self._number())
        return self._counted(n, pieces, self.declined.get(n, 0))

    def all_checked(self) -> HandOver:
        """Everything that waits and was not declined."""
        wanted = {line.n: line.waiting - self.declined.get(line.n, 0) for line in self._lines()}
        return replace(self, taken={n: pieces for n, pieces in wanted.items() if pieces})

    def none_checked(self) -> HandOver:
        return replace(self, taken={}, seen={})

    def decline(self, n: int, pieces: int) -> HandOver:
        """``pieces`` of line ``n`` are not wanted after all. Raises Refused PICKUP_QUANTITY."""
        line = self._line(n)
        if not 0 <= pieces <= line.waiting:
            raise Refused(Code.PICKUP_QUANTITY, text=line.text, most=line.waiting, number=self._number())
        return self._counted(n, min(self.taken.get(n, 0), line.waiting - pieces), pieces)

    def with_proof(self, proof: str, code: PickupCode | None = None) -> HandOver:
        """The code was shown (BY_QR, BY_CODE), or the name said (BY_NAME); a better proof stays."""
        if self.proof and proof == BY_NAME:
            return self
        return replace(self, proof=proof, code=code or self.code)

    # --- may it go? -----------------------------------------------------------------------------------------------

    def missing(self, identity_from_minor: int) -> tuple[Code, ...]:
        """The duties that are left, in their order. ``identity_from_minor``: the value from which on a document is
        looked at.
        """
        found = []
        if self.order is not None and self.order.state in _STATES:
            found.append(_STATES[self.order.state])
        if self.order is not None and not self.pieces and not sum(self.declined.values()):
            found.append(Code.PICKUP_NOTHING)
        if not self.here:
            found.append(Code.PICKUP_PARCEL_MISSING)
        if not self.proof:
            found.append(Code.PICKUP_PROOF_MISSING)
        # What an order is worth that is not in the list, nobody here knows.
        dear = 0 < identity_from_minor <= (identity_from_minor if self.order is None else self.value_minor)
        if (self.proxy or self.proof == BY_NAME or dear) and not self.identity:
            found.append(Code.PICKUP_IDENTITY_MISSING)
        if self.min_age and not self.age:
            found.append(Code.PICKUP_AGE_MISSING)
        return tuple(found)

    def allowed(self, identity_from_minor: int) -> bool:
        """May it be handed over by this till alone, once it is paid?"""
        return not self.missing(identity_from_minor)

    @property
    def min_age(self) -> int:
        """How old the customer must be for what was checked off."""
        return max((line.min_age for line in self._lines() if self.taken.get(line.n)), default=0)

    def require(self, identity_from_minor: int, override_by: str | None = None) -> tuple[Code, ...]:
        """The duties that ``override_by`` lifts, none if all are done. Raises Refused with the first that is left."""
        missing = self.missing(identity_from_minor)
        for code in missing:
            if override_by is None or code not in LIFTED:
                raise Refused(code, **self._facts(code))
        return missing

    def fact(self, now_mono_ms: int, override_by: str = "", overridden: str = "", sale: str = "") -> PickupHandedOver:
        """What the journal says of it."""
        taken = {n for n, pieces in self.taken.items() if pieces} | {n for n, pieces in self.declined.items() if pieces}
        lines = tuple(
            HandedLine(n, self._line(n).sku, self.taken.get(n, 0), self.declined.get(n, 0)) for n in sorted(taken)
        )
        return PickupHandedOver(
            order=self.id,
            number=self._number(),
            lines=lines,
            proof=self.proof,
            parcels=tuple(sorted(self.labels)),
            identity=self.identity,
            age=self.age,
            proxy=self.proxy,
            sale=sale,
            seconds=max(0, now_mono_ms - self.opened_mono_ms) // 1000,
            override_by=override_by,
            overridden=overridden,
        )

    # --- inside -----------------------------------------------------------------------------------------------------

    def _parcel(self, label: str) -> HandOver:
        if label not in _labels(self.id, self.parcels or PARCELS_MOST):
            raise Refused(Code.PICKUP_PARCEL_OTHER, text=label, number=self._number())
        after = replace(self, labels=self.labels | {label})
        return after if after.parcels_missing or self.order is None else after.all_checked()

    def _counted(self, n: int, taken: int, declined: int) -> HandOver:
        seen = min(self.seen.get(n, 0), taken)
        return replace(
            self,
            taken=_with(self.taken, n, taken),
            seen=_with(self.seen, n, seen),
            declined=_with(self.declined, n, declined),
        )

    def _lines(self) -> tuple[PickupLine, ...]:
        return self.order.lines if self.order is not None else ()

    def _line(self, n: int) -> PickupLine:
        if self.order is None:
            raise Refused(Code.PICKUP_ARTICLE_OTHER, text=str(n), number="")
        return self.order.line(n)

    def _free(self, line: PickupLine) -> int:
        return line.waiting - self.taken.get(line.n, 0) - self.declined.get(line.n, 0)

    def _number(self) -> str:
        return self.order.number if self.order is not None else ""

    def _facts(self, code: Code) -> dict[str, str | int]:
        facts: dict[str, str | int] = {"number": self._number()}
        if code is Code.PICKUP_AGE_MISSING:
            facts["age"] = self.min_age
        if code is Code.PICKUP_PARCEL_MISSING:
            facts["count"] = self.parcels_missing
        if self.order is not None and code in (Code.PICKUP_HANDED_OVER, Code.PICKUP_CANCELLED):
            facts |= {"at_ms": self.order.done_ms, "state": self.order.state}
        return facts


def _labels(order: str, parcels: int) -> frozenset[str]:
    return frozenset(parcel_label(order, n) for n in range(1, parcels + 1))


def _with(pieces: Mapping[int, int], n: int, count: int) -> dict[int, int]:
    """``pieces`` with line ``n`` set; a line with none is left out."""
    return {**{key: value for key, value in pieces.items() if key != n}, **({n: count} if count else {})}
