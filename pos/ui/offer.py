"""What stands in a row of the customer's, as words."""

from __future__ import annotations

from dataclasses import dataclass

from pos.ui.icons import Icon


@dataclass(frozen=True, slots=True)
class Offer:
    """``key`` names it to whoever is told of a touch. ``action``: what a touch does, empty = nothing can be done;
    ``done``: it is done already, a touch takes it back. ``role``: colour of ``detail``, amber where it is a reason.
    """

    key: str
    icon: Icon
    title: str
    detail: str
    action: str = ""
    done: bool = False
    role: str = "text3"
