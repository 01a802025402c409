"""Boxes of the counter that are not there, faked: for demo, training and tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pos.base.errors import Code, Unavailable
from pos.domain.slip import Slip


class FilePrinter:
    """Port `Printer`: writes each document as UTF-8 text to ``folder/<name>.txt``; printing again replaces it.

    ``typeset`` turns a document into text. Raises Unavailable(PRINTER_FAILED) if the file cannot be written.
    """

    def __init__(self, folder: Path, typeset: Callable[[Slip], str]) -> None:
        self._folder = folder
        self._typeset = typeset

    def print(self, slip: Slip, name: str) -> None:
        text = self._typeset(slip)
        target = self._folder / f"{name}.txt"
        half_written = target.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half_written.write_text(text, encoding="utf-8", newline="\n")
            half_written.replace(target)
        except OSError as error:
            raise Unavailable(Code.PRINTER_FAILED, reason=error.strerror or type(error).__name__) from error
