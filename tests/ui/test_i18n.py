"""Languages: every string of the screens is in every translation, and figures are written as people write them."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.ui import i18n

HOUSE = Path(__file__).resolve().parents[2]
SCREENS = sorted((HOUSE / "pos" / "ui").rglob("*.py"))
NOON = 1_795_268_460_000
ZONE = "Europe/Berlin"


def said() -> set[str]:
    """Every string the code wants translated, read from the code itself: the collector of Qt misses some."""
    found = set()
    for path in SCREENS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                place = {"tr": 0, "translate": 1}.get(name)
                if place is not None and len(node.args) > place:
                    text = node.args[place]
                    assert isinstance(text, ast.Constant), f"{path}:{node.lineno}: not a literal"
                    found.add(str(text.value))
    return found


def messages(language: str) -> Iterator[tuple[str, list[str]]]:
    """Source and translation (all plural forms) of each message."""
    tree = ElementTree.parse(HOUSE / "resources" / "i18n" / f"tresen_{language}.ts")
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"{language}: {message.findtext('source')} is {translation.get('type')}"
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        yield message.findtext("source") or "", forms


@pytest.mark.parametrize("language", ["de", "nl"])
def test_every_string_is_translated_and_keeps_its_places(language: str) -> None:
    known = dict(messages(language))
    assert said() - set(known) == set()
    for source, forms in known.items():
        for form in forms:
            assert form, source
            assert sorted(re.findall(r"\{\w*\}|%n", form)) == sorted(re.findall(r"\{\w*\}|%n", source)), source


def test_english_has_its_plurals() -> None:
    plurals = {text for text in said() if "%n" in text}
    assert plurals == {source for source, _ in messages("en")}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["1.826,15 €", "−52,89 €", "19 %", "7,5 %", "Sa 21.11.", "Samstag, 21. November", "21.11.2026"]),
        ("en", ["€1,826.15", "−€52.89", "19%", "7.5%", "Sat 21 Nov", "Saturday, 21 November", "21 Nov 2026"]),
        ("nl", ["€ 1.826,15", "−€ 52,89", "19%", "7,5%", "za 21-11", "zaterdag 21 november", "21-11-2026"]),
    ],
)
def test_figures_and_days(qtbot: QtBot, language: str, expected: list[str]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.use(app, language)
    written = [
        i18n.money(182_615, "EUR"),
        i18n.money(-5_289, "EUR"),
        i18n.percent(1_900),
        i18n.percent(750),
        i18n.short_day(NOON, ZONE),
        i18n.long_day(NOON, ZONE),
        i18n.iso_day("2026-11-21"),
    ]
    assert [text.replace(i18n.NBSP, " ") for text in written] == expected
    i18n.use(app, "en")


def test_a_currency_keeps_its_own_places(qtbot: QtBot) -> None:
    assert i18n.figure(1_234, "JPY") == "1,234"
    assert i18n.figure(1_234, "KWD") == "1.234"
    assert i18n.money(5, "CHF").replace(i18n.NBSP, " ") == "CHF 0.05"


def test_a_till_is_called_by_its_number() -> None:
    assert [i18n.till_words(name) for name in ("T03", "12", "Kasse Eingang")] == ["Till 3", "Till 12", "Kasse Eingang"]


def test_older_than_today_is_said_with_its_day(qtbot: QtBot) -> None:
    assert i18n.as_of(NOON - 60_000, NOON, ZONE) == "14:40"
    assert i18n.as_of(NOON - 86_400_000, NOON, ZONE) == "Fri 20 Nov"
    assert [i18n.age(ms) for ms in (0, 59_999, 60_000, 3_600_000, 86_400_000)] == [
        "0 s ago",
        "59 s ago",
        "1 min ago",
        "1 h ago",
        "1 d ago",
    ]
