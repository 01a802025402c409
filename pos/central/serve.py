"""Running the centre as a process: one socket, one line on stdout when it is ready, an orderly end."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec
import uvicorn
from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError

from pos.base.clock import Ids, SystemClock
from pos.central import demo, postman, sweeping
from pos.central.app import Office, make_app
from pos.central.centre import Centre
from pos.central.control import Address
from pos.central.database import Database, address_file
from pos.central.live import Live
from pos.central.outbox import Carrier, Folder
from pos.central.postman import Smtp

SHUTDOWN_S: Final = 5
BACKLOG: Final = 2048
SWEEP_S: Final = 10

log = logging.getLogger(__name__)


class Ready(Struct, frozen=True, omit_defaults=True):
    """The line that says where the centre listens; in a demo also a code that enrols its till, and the database."""

    url: str
    enrol_code: str = ""
    store: str = ""
    till: str = ""


class Options(Struct, frozen=True):
    """``demo``: folder an empty database is filled from, None: no demo; ``office_key``: who may read reports;
    ``smtp``: mail server for letters to customers; else ``messages``: folder for them; neither: they wait (a demo on a
    file puts them beside it).
    """

    database: str
    host: str
    port: int
    demo: Path | None
    until_stdin_closes: bool
    office_key: str
    messages: Path | None = None
    smtp: Smtp | None = None


class Unbindable(Exception):
    """The address cannot be listened on; the message says why."""


class Server(uvicorn.Server):
    """Says when it is ready, and ends by SIGINT and SIGTERM as by any other request, so that files are closed.
    ``closing``: called on its loop when it ends, to end the connections that would stay open.
    """

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._closing = closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._closing()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ours = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, before in ours.items():
                signal.signal(number, before)


def serve(options: Options, announce: Callable[[bytes], None]) -> None:
    """Serve until told to end; ``announce`` is given the ready line. Raises Unusable or Unbindable."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    database = Database(options.database)
    try:
        clock = SystemClock()
        centre = Centre(database.transaction, clock, Ids(clock))
        folder = options.demo
        if folder is not None:
            centre.run(lambda db: demo.fill(db, folder, clock.now_ms()))
        control = secrets.token_urlsafe(32)
        listener = _listen(options.host, options.port)
        host = f"[{options.host}]" if ":" in options.host else options.host
        url = f"http://{host}:{listener.getsockname()[1]}"
        address = Address(address_file(options.database), url, control)
        ready = Ready(url)
        if folder is not None:
            store = centre.run(demo.first_store)
            centre.run(lambda db: demo.receipts_here(db, store, url, clock.now_ms()))
            ready = Ready(url, centre.new_code(store, demo.TILL), store, demo.TILL)

        def say() -> None:
            address.write()
            announce(msgspec.json.encode(ready))

        live = Live(centre, others=not database.sqlite)
        post = _carrier(options)
        # A page's reader does not wait for a mail server; the sweep does.
        at_once = None if options.smtp is not None else post
        app = make_app(centre, Office(options.office_key, control, folder is not None), at_once, live)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=SHUTDOWN_S
        )
        server = Server(config, say, live.close)
        ended = threading.Event()
        sweeper = threading.Thread(target=_sweep, args=(centre, post, ended), name="sweep", daemon=True)
        sweeper.start()
        if options.until_stdin_closes:
            threading.Thread(target=_end_with_stdin, args=(server,), name="stdin", daemon=True).start()
        try:
            server.run(sockets=[listener])
        finally:
            ended.set()
            sweeper.join(SHUTDOWN_S)
            address.remove()
            listener.close()
    finally:
        database.close()


def _sweep(centre: Centre, post: Carrier | None, ended: threading.Event) -> None:
    """What time alone does to leases and orders, and letters to customers, every few seconds; what fails is tried
    again.
    """
    while not ended.wait(SWEEP_S):
        try:
            centre.run(lambda db: sweeping.sweep(db, centre.now_ms()))
            if post is not None:
                postman.deliver(centre, post)
        except SQLAlchemyError as error:
            log.debug("the sweep failed: %s", type(error).__name__)


def _carrier(options: Options) -> Carrier | None:
    if options.smtp is not None:
        return options.smtp
    beside = address_file(options.database) if options.demo is not None else None
    folder = options.messages or (beside and beside.with_suffix(".messages"))
    return Folder(folder) if folder is not None else None


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for asyncio sends small answers at once (TCP_NODELAY) only where the socket says that it is.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Unbindable(f"{host}:{port}: {error.strerror}") from error
    listener.listen(BACKLOG)
    return listener


def _end_with_stdin(server: uvicorn.Server) -> None:
    """The parent holds the other end of the pipe; when it goes away, however that happens, so do we."""
    while os.read(0, 4096):
        pass
    server.should_exit = True
