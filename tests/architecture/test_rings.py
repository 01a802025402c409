"""The rings hold in the same command as the tests; what they are stands in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from tests.architecture.sources import ROOT, modules

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_arrow_points_down() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_place_has_its_ring() -> None:
    """Exhaustive layers: nothing directly below pos/ stands outside the rings."""
    layers = next(contract for contract in CONTRACTS if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert "exhaustive_ignores" not in layers
    named = {name.strip(" ()") for layer in layers["layers"] for name in layer.replace(":", "|").split("|")}
    present = {source.path.split("/")[1].removesuffix(".py") for source in modules("pos/")} - {"__init__"}
    assert present <= named


def test_perfect_modules_exist() -> None:
    """`make test` insists on every branch of the modules in tests/perfect.txt; a name that is gone proves nothing."""
    lines = (ROOT / "tests" / "perfect.txt").read_text("utf-8").splitlines()
    names = [name for line in lines if (name := line.partition("#")[0].strip())]
    paths = [ROOT / name.replace(".", "/") for name in names]
    assert [path for path in paths if not (path.is_dir() or path.with_suffix(".py").is_file())] == []
