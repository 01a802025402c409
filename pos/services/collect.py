"""Online orders that are collected here."""

from __future__ import annotations

from pos.domain.collect import Pickup
from pos.ports import Replica, Seals
from pos.services.changes import NOTHING, Changes
from pos.services.desk import Desk
from pos.services.sale import Sale


class Pickups:
    """Looking orders up; one instance per thread."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def find(self, text: str, limit: int = 20) -> tuple[tuple[Pickup, ...], Changes]:
        return tuple(self._replica.pickups_found(text, limit)), NOTHING


class Collect:
    """Belongs to the money thread."""

    def __init__(self, desk: Desk, sale: Sale, seals: Seals) -> None:
        self._desk = desk
        self._sale = sale
        self._seals = seals
