"""What a service call touched. Every call returns (result, Changes); every open screen decides from that alone
whether to draw itself again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Changes:
    cart: bool = False
    checkout: bool = False
    receipts: bool = False
    shift: bool = False
    operator: bool = False
    sync: bool = False
    catalogue: bool = False
    settings: bool = False
    customer: bool = False
    stock: bool = False
    pickups: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(Changes)})


NOTHING = Changes()
EVERYTHING = Changes(**{field.name: True for field in fields(Changes)})
