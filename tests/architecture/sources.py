"""The files that git tracks, as the tests of the house read them."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One Python module: its path in the repo, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@cache
def tracked() -> tuple[str, ...]:
    """Paths of all tracked files that exist, relative to the root."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(path for path in listed.split("\0") if path and (ROOT / path).is_file())


@cache
def modules(*folders: str) -> tuple[Source, ...]:
    """The tracked Python modules below these folders; all of them if none is named."""
    found = []
    for path in tracked():
        if path.endswith(".py") and (not folders or path.startswith(folders)):
            text = (ROOT / path).read_text("utf-8")
            found.append(Source(path, text, ast.parse(text, path)))
    return tuple(found)
