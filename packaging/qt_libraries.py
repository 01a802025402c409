"""Says which system libraries Qt lacks here, as the one apt line that brings exactly those.

    python packaging/qt_libraries.py [offscreen|window]

Qt itself comes from the lock, but it links to libraries that a fresh Debian or Ubuntu may not have. A child
process tries them first, because a Qt without its platform plugin aborts the whole process.
Ends 0 if Qt starts, 1 if something is missing. Standard library only; run it with the Python that has PySide6.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# The Debian package that holds each library; Ubuntu has the same names or provides them.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

LIBRARIES = ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6", "libQt6DBus.so.6", "libQt6Svg.so.6")
TRY = "from PySide6 import QtGui, QtWidgets; QtWidgets.QApplication([]); print('started')"


def missing(ldd_output: str) -> set[str]:
    """The libraries that `ldd` could not find, from what it printed."""
    return {line.split()[0] for line in ldd_output.splitlines() if line.rstrip().endswith("=> not found")}


def apt_line(libraries: Iterable[str]) -> tuple[str, list[str]]:
    """The apt line for these libraries ("" if none is known), and the libraries no package is known for."""
    wanted = set(libraries)
    packages = sorted({PACKAGES[name] for name in wanted if name in PACKAGES})
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    line = f"{sudo}apt-get install -y --no-install-recommends {' '.join(packages)}" if packages else ""
    return line, sorted(wanted - PACKAGES.keys())


def lacking(mode: str) -> set[str]:
    """The system libraries that Qt lacks for "offscreen" or "window"."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        sys.exit("PySide6 is not installed for this Python.")
    qt = Path(found.origin).parent / "Qt"
    plugins = qt / "plugins" / "platforms"
    files = [qt / "lib" / name for name in LIBRARIES] + [plugins / "libqoffscreen.so"]
    if mode == "window":
        files.append(plugins / ("libqxcb.so" if os.environ.get("DISPLAY") else "libqwayland.so"))
    ldd = subprocess.run(
        ["ldd", *(str(file) for file in files if file.exists())], capture_output=True, text=True, check=False
    )
    return missing(ldd.stdout)


def start_error() -> str:
    """What a child process says when Qt cannot start without a display; "" if it can."""
    child = subprocess.run(
        [sys.executable, "-c", TRY],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return "" if "started" in child.stdout else (child.stderr.strip() or f"ended with {child.returncode}")


def main() -> int:
    mode = sys.argv[1] if len(sys.argv) > 1 else "offscreen"
    libraries = lacking(mode) if sys.platform.startswith("linux") else set()
    if libraries:
        line, unknown = apt_line(libraries)
        print(f"Qt needs system libraries that are missing here: {' '.join(sorted(libraries))}")
        if line:
            print(f"\n    {line}\n")
        if unknown:
            print(f"No package is known for: {' '.join(unknown)}")
        return 1
    error = start_error()
    if error:
        print(f"Qt does not start here:\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
