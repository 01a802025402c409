"""What the entries of one push do to stock and online orders, all at once. Nothing is ever refused: what contradicts
the record is applied as far as it can be and shown to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Raw, Struct
from sqlalchemy import Connection

from pos.central.feed import Change
from pos.central.goods_effects import Goods

Alarms = dict[int, list[tuple[str, dict[str, str]]]]


class Origin(Struct, frozen=True):
    """The till that pushed, and when its push came in."""

    store: str
    till: str
    received_at: int


class Applied(Struct, frozen=True):
    """``alarms``: by number of the entry, (reason, facts); ``changes``: by stream, what tills are to be told."""

    alarms: Alarms
    changes: dict[str, list[Change]]


NOTHING: Final = Applied({}, {})


def apply(
    connection: Connection, origin: Origin, goods: Sequence[tuple[int, Goods]], personal: Mapping[str, Raw]
) -> Applied:
    """Apply ``goods`` (number of the entry, what it says) in their order; the receipts they belong to are there."""
    return NOTHING
