"""What make says when Qt lacks a library of the system."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.architecture.sources import ROOT

SCRIPT = ROOT / "packaging" / "qt_libraries.py"
LDD = """\
/x/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibgthread-2.0.so.0 => not found
/x/libQt6Core.so.6:
\tlibglib-2.0.so.0 => not found
\tlibnobody-knows.so.3 => not found
"""


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("qt_libraries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_ldd_is_read(script: ModuleType) -> None:
    assert script.missing(LDD) == {
        "libxcb-cursor.so.0",
        "libgthread-2.0.so.0",
        "libglib-2.0.so.0",
        "libnobody-knows.so.3",
    }


def test_one_line_with_each_package_once(script: ModuleType) -> None:
    line, unknown = script.apt_line(script.missing(LDD))
    assert line.endswith("apt-get install -y --no-install-recommends libglib2.0-0 libxcb-cursor0")
    assert unknown == ["libnobody-knows.so.3"]


def test_nothing_missing_no_line(script: ModuleType) -> None:
    assert script.apt_line([]) == ("", [])


def test_qt_starts_here_and_the_script_is_silent() -> None:
    run = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
