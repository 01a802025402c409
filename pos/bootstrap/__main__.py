"""``python -m pos.bootstrap``: how our programs start each other."""

import sys

from pos.bootstrap import command_line

if __name__ == "__main__":
    sys.exit(command_line())
