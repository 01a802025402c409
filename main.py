"""Starts Tresen."""

import sys

from pos.bootstrap import command_line

if __name__ == "__main__":
    sys.exit(command_line())
