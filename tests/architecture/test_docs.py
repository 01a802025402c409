"""What a user can set, call, be told or find in a journal has its place in docs/, and links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from pos.base.errors import Code
from pos.central.cli import main as centre
from pos.domain.events import KINDS
from pos.settings import DECLARED
from tests.architecture.sources import ROOT, tracked

VERB = re.compile(r"^ {4}([a-z][a-z-]*)(?: {2,}|$)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


@cache
def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def pages() -> list[Path]:
    return [ROOT / path for path in tracked() if path.endswith(".md")]


@pytest.mark.parametrize("name", [setting.name for setting in DECLARED])
def test_setting(name: str) -> None:
    assert f"`{name}`" in page("settings.md")


@pytest.mark.parametrize("code", [code.value for code in Code])
def test_error_code(code: str) -> None:
    assert f"`{code}`" in page("errors.md")


@pytest.mark.parametrize("kind", list(KINDS))
def test_entry_kind(kind: str) -> None:
    assert f"`{kind}`" in page("kinds.md")


def verbs(help_of: Callable[[list[str]], str], *before: str) -> Iterator[str]:
    """The verbs that a program's own help lists, with those below them: "report day"."""
    listed = help_of([*before, "--help"]).partition("positional arguments:")[2].partition("options:")[0]
    for verb in VERB.findall(listed):
        yield from list(verbs(help_of, *before, verb)) or [" ".join([*before, verb])]


def test_verbs_of_the_centre(capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the till, with each option, are held by tests/cli/test_document.py."""

    def help_of(words: list[str]) -> str:
        with suppress(SystemExit):
            centre(words)
        return capsys.readouterr().out

    found = list(verbs(help_of))
    assert {"serve", "enrol-code", "import-articles", "report day", "report reconcile"} <= set(found)
    assert [verb for verb in found if f"tresen-central {verb}" not in page("centre.md")] == []


def test_links_lead_somewhere() -> None:
    dead = {
        f"{path.relative_to(ROOT)}: {link}"
        for path in pages()
        for link in LINK.findall(path.read_text("utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    }
    assert not dead


def test_every_page_is_in_the_index() -> None:
    index = page("README.md") + (ROOT / "README.md").read_text("utf-8")
    assert [
        path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md" and path.name not in index
    ] == []
