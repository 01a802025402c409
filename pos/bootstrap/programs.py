"""How one of our programs starts another: the same interpreter, the same package, wherever it was unpacked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pos

HOUSE: Final = Path(pos.__file__).parents[1]
RESOURCES: Final = HOUSE / "resources"
# The child must find this very package, not another one that is installed elsewhere.
_START: Final = (
    f"import sys; sys.path.insert(0, {str(HOUSE)!r}); import pos.bootstrap; sys.exit(pos.bootstrap.command_line())"
)


def command(*arguments: str) -> list[str]:
    """The command line of another program of ours (``sync-worker``, ``centre``, ``puppet``)."""
    return [sys.executable, "-c", _START, *arguments]
