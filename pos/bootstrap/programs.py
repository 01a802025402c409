"""How one of our programs starts another: the same interpreter, the same package, wherever it was unpacked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pos

RESOURCES = Path(pos.__file__).parents[1] / "resources"


def command(*arguments: str) -> list[str]:
    """The command line of another program of ours (``sync-worker``, ``centre`` …)."""
    return [sys.executable, "-m", "pos.bootstrap", *arguments]


def environment() -> dict[str, str]:
    """The child's environment: it must find this very package, not another one installed elsewhere."""
    house = str(Path(pos.__file__).parents[1])
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{house}{os.pathsep}{path}" if path else house}
