"""Sizes, names and the arithmetic of money, read from the syntax trees."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import Source, modules

MODULE_LINES = 500
FUNCTION_LINES = 70
NO_PLACE = re.compile(r"(^|_)(utils?|helpers?|common|misc|stuff|managers?|handlers?)(_|$)")
NO_CLASS = re.compile(r"(Manager|Handler|Helper|Utils?)$")
EXACT = ("pos/base/", "pos/domain/", "pos/services/", "pos/contract/")
# Where a figure becomes text for a person: the formatter asks for a Decimal, nothing comes back as money.
FIGURES_TO_TEXT = {"pos/domain/wording.py"}


def test_there_is_something_to_read() -> None:
    assert len(modules("pos/")) > 30


def test_a_module_holds_one_thing() -> None:
    long = {s.path: len(s.lines) for s in modules("pos/", "packaging/", "main.py") if len(s.lines) > MODULE_LINES}
    assert not long, f"more than {MODULE_LINES} lines: {long}"


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{source.path}:{node.lineno} {node.name}": length
        for source in modules()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long, f"more than {FUNCTION_LINES} lines: {long}"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    odd = [s.path for s in modules() if any(NO_PLACE.search(part.removesuffix(".py")) for part in s.path.split("/"))]
    assert not odd


def test_classes_are_named_after_what_they_are() -> None:
    vague = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in modules()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and NO_CLASS.search(node.name)
    ]
    assert not vague


def inexact(source: Source) -> list[str]:
    """The places of a module that could lose a fraction of a cent."""
    places = []
    for node in ast.walk(source.tree):
        loose = (
            (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id in {"float", "Decimal", "Fraction", "round"})
            or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
        )
        if loose:
            places.append(f"{source.path}:{node.lineno} {source.lines[node.lineno - 1].strip()}")
    return places


def test_money_is_whole_numbers() -> None:
    loose = [place for s in modules(*EXACT) if s.path not in FIGURES_TO_TEXT for place in inexact(s)]
    assert not loose


def test_the_search_for_inexact_arithmetic_finds_it() -> None:
    text = "a = 0.5\nb = float(a)\nc = a / b\nc /= 2\nd = Decimal('1')\ne = round(c)\n"
    assert len(inexact(Source("example.py", text, ast.parse(text)))) == 6


def test_an_import_inside_a_function_says_why() -> None:
    """Only start-up time is a reason; bootstrap, which joins everything, exists for it and need not repeat it."""
    silent = [
        f"{source.path}:{node.lineno}"
        for source in modules("pos/")
        if not source.path.startswith("pos/bootstrap")
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "#" not in source.lines[node.lineno - 1] + source.lines[node.lineno - 2]
    ]
    assert not silent
