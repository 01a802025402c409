"""Runs one till's windows from start to end."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from pos.base.errors import Bug
from pos.ui import i18n, theme
from pos.ui.icons import Icon, qt_icon
from pos.ui.program import Program
from pos.ui.runner import Runner
from pos.ui.shell import Shell
from pos.ui.tokens import tokens

log = logging.getLogger(__name__)


def run(program: Program, on_ready: Callable[[Shell], None] | None = None) -> int:
    """Open the window and return when it was closed, everything written and every thread ended.

    ``on_ready(shell)``: the first frame is shown, the till is open, scans are accepted (rehearsals, bench).
    """
    app = application(program)
    runner = Runner(program.open_till, program.open_look_ups, program.close_till)
    shell = Shell(program, runner)
    hook = sys.excepthook
    sys.excepthook = survivor(shell)
    if on_ready is not None:
        shell.ready.connect(lambda: on_ready(shell))
    shell.resize(1366, 768)
    shell.show()
    shell.begin()
    try:
        return app.exec()
    finally:
        sys.excepthook = hook
        if program.disconnect is not None:
            program.disconnect()
        runner.stop()
        shell.deleteLater()


def application(program: Program) -> QApplication:
    """The one QApplication, in the language, look and size the settings ask for."""
    settings = program.settings()
    existing = QApplication.instance()
    if existing is None:
        # Qt reads its scale once, when it starts.
        os.environ.setdefault("QT_SCALE_FACTOR", f"{settings.number('scale_percent') / 100:g}")
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Tresen")
    app.setWindowIcon(qt_icon(Icon.LOGO, tokens().color["light"].accent))
    i18n.use(app, settings.text("language"))
    theme.apply(app, "dark" if settings.text("theme") == "dark" else "light")
    return app


def survivor(shell: Shell) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens with an exception nobody caught: it is logged and told, and the till goes on. The basket is on
    disk either way; closing the window under a customer would help nobody.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("nobody caught this", exc_info=(kind, error, trace))
        shell.tell(Bug(f"{kind.__name__}: {error}"))

    return hook
