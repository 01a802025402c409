"""What a person is told about an error or a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from pos.ui.icons import Icon
from pos.ui.paint import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """``what`` happened (bold), then ``advice``: the way out, and where it matters what is safe. ``kind`` is red
    only where money or law is touched.
    """

    what: str
    advice: str
    kind: Kind = "amber"
    icon: Icon = Icon.WARNING
