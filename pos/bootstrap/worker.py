"""The helper process: engine, HTTP and the replica's one writer, joined."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from pos.base.clock import SystemClock
from pos.base.errors import Code, Refused
from pos.bootstrap.assembly import app_version
from pos.contract import customers_stream, policy_stream, promotions_stream
from pos.rehearsal import failpoints
from pos.rehearsal.tripping import TrippingGateway
from pos.store.files import Folder, public_bytes
from pos.store.replica_writer import SqliteReplicaWriter
from pos.sync import worker
from pos.sync.engine import Config
from pos.sync.gateway import Ear, Gateway

QUESTIONS_AT_ONCE: Final = 2


def sync_worker(argv: Sequence[str]) -> int:
    """Serve the till on standard input and output until the pipe closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--centre", required=True)
    words = parser.parse_args(argv)
    folder = Folder(words.data)
    settings, enrolment, key = folder.settings(), folder.enrolment(), folder.device_key()
    if enrolment is None:
        raise Refused(Code.NOT_ENROLLED)
    config = Config(
        store=enrolment.store,
        till=enrolment.till,
        device_key=public_bytes(key),
        app=app_version(),
        boot=uuid4().hex[:8],
        streams=streams(enrolment.store, enrolment.catalogue),
        poll_ms=settings.number("poll_ms"),
        offline_after_ms=settings.number("offline_after_ms"),
    )
    days, cipher = settings.number("customer_days"), settings.flag("replica_cipher")
    replica = SqliteReplicaWriter(folder.path, customer_days=days, cipher=cipher)
    # Unbuffered: the thread that waits on the pipe must hold no lock that Python wants while it ends.
    pipe = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115
    try:
        timeout_ms = settings.number("request_timeout_ms")
        askers = [Gateway(words.centre, timeout_ms) for _ in range(QUESTIONS_AT_ONCE)]
        # Each is closed by the one thread that uses it: closing it here would pull it away under a request.
        gateway = TrippingGateway(words.centre, timeout_ms, failpoints.from_environment())
        worker.run(
            config, key.sign, gateway, askers, Ear(words.centre), replica, pipe, sys.stdout.buffer, SystemClock()
        )
    finally:
        replica.close()
    return 0


def streams(store: str, catalogue: str) -> tuple[str, ...]:
    """Feeds that every till has; the centre names those of stock and orders."""
    _, _, zone = catalogue.partition(":")
    return policy_stream(store), promotions_stream(zone), catalogue, customers_stream(store)
