"""Whether a window can be shown here. Asked at every start, so it imports next to nothing."""

from __future__ import annotations

import os
import socket


def display_usable() -> bool:
    """On X the display's socket is tried: a name alone proves nothing."""
    if os.name == "nt" or os.uname().sysname == "Darwin" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return _x_answers(os.environ.get("DISPLAY", ""))


def _x_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    try:
        if host:
            socket.create_connection((host, 6000 + int(number)), timeout=2).close()
        else:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(f"/tmp/.X11-unix/X{number}")
    except OSError:
        return False
    return True
