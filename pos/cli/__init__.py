"""The command line of a till: one verb per thing the program can do (docs/cli.md).

`main` parses the words and calls the `Doors` that bootstrap hands it; nothing here opens a file of the till, a
window or a connection.
"""

from pos.cli.doors import Check, Doors, Enrolled, ReplayOptions, ReplaySummary, SaleLine, Voice
from pos.cli.program import main

__all__ = ["Check", "Doors", "Enrolled", "ReplayOptions", "ReplaySummary", "SaleLine", "Voice", "main"]
