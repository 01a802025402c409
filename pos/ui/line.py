"""The line to the centre as the screen tells it: when *offline* is said, and what stands in the strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from pos.base.clock import Clock
from pos.services.changes import Changes
from pos.services.link import LinkStatus
from pos.ui import i18n
from pos.ui.runner import Runner

LinkState = Literal["online", "syncing", "offline"]
_TICK_MS = 1_000


@dataclass(frozen=True, slots=True)
class LineWords:
    """What the strip says: state, bold word, quiet items."""

    state: LinkState
    strong: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """Back online: what was sent meanwhile, and what the centre set aside of it."""

    sent: int
    review: int


class Line(QObject):
    """Watches `Link.status`; emits ``moved`` when state or figures changed, ``returned(Return)`` when the line is
    back and the queue is empty. Offline is said only after ``grace_ms`` without the centre, not at every hiccup.
    """

    moved = Signal()
    returned = Signal(object)

    def __init__(self, runner: Runner, clock: Clock, grace_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._grace_ms = grace_ms
        self._started_ms = clock.now_ms()
        self._status: LinkStatus | None = None
        self._offline = False
        self._waited = 0
        self._review_before = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._judge)

    def start(self) -> None:
        """The till is open: ask now, then whenever something was sent or booked."""
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """No more ticks."""
        self._timer.stop()

    def changed(self, changes: Changes) -> None:
        if changes.sync or changes.receipts:
            self.ask()

    def ask(self) -> None:
        self._runner.money(lambda till: till.link.status(), self._answered, lambda error: None)

    @property
    def status(self) -> LinkStatus | None:
        """The last answer; None before the first one."""
        return self._status

    @property
    def offline(self) -> bool:
        return self._offline

    def since_ms(self) -> int:
        """When the centre was last lost, as far as the screen knows."""
        status = self._status
        return self._started_ms if status is None else status.report.offline_since_ms or self._started_ms

    def _answered(self, status: LinkStatus) -> None:
        news = status != self._status
        self._status = status
        self._judge(news=news)

    def _judge(self, *, news: bool = False) -> None:
        status, before = self._status, self._offline
        if status is None:
            return
        if status.report.online:
            if self._waited and status.sales_waiting == 0:
                self.returned.emit(Return(self._waited, max(0, status.review - self._review_before)))
                self._waited = 0
            self._offline = False
        elif self._clock.now_ms() - self.since_ms() >= self._grace_ms:
            if not self._offline:
                self._review_before = status.review
            self._offline = True
        if self._offline:
            self._waited = max(self._waited, status.sales_waiting)
        if news or self._offline != before:
            self.moved.emit()


def words(status: LinkStatus | None, *, offline: bool, since_ms: int, now_ms: int, zone: str) -> LineWords:
    """What the strip says about ``status``."""
    if status is None:
        return LineWords("syncing", _connecting(), ())
    queue = QCoreApplication.translate("Line", "Queue {n}").format(n=status.queue)
    synced = status.report.last_sync_ms
    if offline:
        since = QCoreApplication.translate("Line", "Offline since {time}").format(
            time=i18n.as_of(since_ms, now_ms, zone)
        )
        count = status.sales_waiting
        if count:
            since = f"{since} – {_Plural().waiting(count)}"
        last = QCoreApplication.translate("Line", "Last sync {time}")
        return LineWords("offline", since, (last.format(time=i18n.as_of(synced, now_ms, zone)),) if synced else ())
    if not status.report.online:
        return LineWords("syncing", _connecting(), (queue,))
    ago = QCoreApplication.translate("Line", "Synced {age}").format(age=i18n.age(now_ms - synced)) if synced else ""
    return LineWords("online", QCoreApplication.translate("Line", "Online"), (queue, ago) if ago else (queue,))


def _connecting() -> str:
    return QCoreApplication.translate("Line", "Connecting …")


class _Plural(QObject):
    """Numbers in words: lupdate finds plural forms in ``tr`` of an object only."""

    def waiting(self, sales: int) -> str:
        return self.tr("%n sale(s) waiting", "", sales)
