"""Ring 6: joins everything. The only place that names concrete classes; one function per program."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Sequence

LOG_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


def command_line(argv: Sequence[str] | None = None) -> int:
    """``tresen``: the till and everything around it. Returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    faulthandler.enable()  # a crash below Python must leave a trace in the log
    words = list(sys.argv[1:] if argv is None else argv)
    # Programs that only we start; each imports what it needs and nothing more, so that they start quickly.
    if words[:1] == ["centre"]:
        return central_command_line(words[1:])
    if words[:1] == ["sync-worker"]:
        from pos.bootstrap.worker import sync_worker

        return sync_worker(words[1:])
    if words[:1] == ["webshop"]:
        from pos.bootstrap.shop import webshop

        return webshop(words[1:])
    if words[:1] == ["puppet"]:
        from pos.bootstrap.puppet import puppet

        return puppet(words[1:])
    from pos.bootstrap.doors import doors
    from pos.cli import main

    return main(words, doors())


def central_command_line(argv: Sequence[str] | None = None) -> int:
    """``tresen-central``: the reference centre. Returns the exit code."""
    from pos.central.cli import main

    return main(list(sys.argv[1:] if argv is None else argv))
