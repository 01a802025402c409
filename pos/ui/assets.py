"""Where the files of the look are: icons, fonts, tokens, style sheet."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def asset(*parts: str) -> Path:
    """The path of one shipped file, e.g. ``asset("icons", "plus.svg")``."""
    return RESOURCES.joinpath(*parts)
